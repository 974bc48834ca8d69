//! States: `countries.csv` to `countries/<ISO3>.ron`.

use super::Job;
use super::page::{self, Page};
use super::report::{Reason, Rejected};
use super::sheet::View;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::text::Text;

/// Columns that are no membership.
const PLAIN: [&str; 17] = [
    "iso3",
    "iso2",
    "name_en",
    "name_de",
    "name_fr",
    "capital",
    "region",
    "subregion",
    "area_km2",
    "landlocked",
    "neighbours",
    "un_member",
    "lat",
    "lon",
    "income_group",
    "ldc",
    "ldc_until",
];

pub fn countries(job: &mut Job<'_>) {
    let sheets = job
        .sheets("countries.csv", &["iso3", "iso2", "name_en", "region", "neighbours", "un_member"]);
    for row in sheets.iter().flat_map(super::Sheet::views) {
        let iso3 = row.get("iso3");
        if Iso3::parse(iso3).is_none() {
            job.reject(row.reject(Reason::BadId, iso3));
            continue;
        }
        job.country_ids.insert(iso3.to_owned());
        job.countries.insert(iso3.to_owned(), row.get("name_en").to_owned());
    }
    for sheet in &sheets {
        let blocs: Vec<&str> = sheet
            .columns
            .iter()
            .map(String::as_str)
            .filter(|column| !PLAIN.contains(column))
            .collect();
        for row in sheet.views().filter(|row| Iso3::parse(row.get("iso3")).is_some()) {
            let written = country(job, &row, &blocs);
            if let Some(text) = job.take(written) {
                job.files.insert(format!("countries/{}.ron", row.get("iso3")), text);
            }
        }
    }
}

fn country(job: &mut Job<'_>, row: &View<'_>, blocs: &[&str]) -> Result<String, Rejected> {
    let iso3 = row.get("iso3");
    let name = Text {
        en: row.get("name_en").to_owned(),
        de: row.get("name_de").to_owned(),
        fr: row.get("name_fr").to_owned(),
    };
    let regions = &job.names.regions;
    // Only capitals whose name changes with the language are listed.
    let capital = match (row.get("capital"), job.names.capitals.get(iso3)) {
        ("", _) => Text::default(),
        (name, None) => Text::same(name),
        (name, pair) => job.translator.named("capitals", name, pair),
    };
    let area = if row.get("area_km2").is_empty() { None } else { Some(row.number("area_km2")?) };
    let position = if row.get("lat").is_empty() {
        None
    } else {
        Some((row.number("lat")?, row.number("lon")?))
    };
    let ldc_until = row.year("ldc_until")?;
    for neighbour in row.list("neighbours") {
        if !job.country_ids.contains(neighbour) {
            return Err(row.reject(Reason::UnknownCountry, neighbour).near(&job.country_ids));
        }
    }
    let mut page = Page::new("");
    page.open("(");
    page.words("iso3", iso3);
    page.words("iso2", row.get("iso2"));
    page.text("name", &job.translator.all("countries", name));
    page.text("capital", &capital);
    page.text("region", &job.translator.pair("regions", row.get("region"), regions));
    page.text("subregion", &job.translator.pair("regions", row.get("subregion"), regions));
    page.maybe("area_km2", area);
    page.field("landlocked", &row.is_one("landlocked").to_string());
    page.field("neighbours", &page::quoted_list(row.list("neighbours")));
    page.field("un_member", &row.is_one("un_member").to_string());
    page.maybe("position", position.map(|(lat, lon)| format!("({lat}, {lon})")));
    page.field(
        "memberships",
        &page::quoted_list(blocs.iter().copied().filter(|bloc| row.is_one(bloc))),
    );
    page.words_if_any("income_group", row.get("income_group"));
    page.field("ldc", &row.is_one("ldc").to_string());
    page.maybe("ldc_until", ldc_until);
    page.close(")");
    Ok(page.finish())
}
