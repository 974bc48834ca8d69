//! Sources and series: `sources.csv`, `indicators_meta.csv`, `indicators.csv` to `data/<source>/`.

use super::page::{self, Page};
use super::report::{Reason, Rejected};
use super::sheet::View;
use super::{Job, is_file_name};
use kriterion_heart::atlas::LicenceClass;
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

/// One `source.ron` for every row of `sources.csv`, and for the sources that the guide adds.
pub fn sources(job: &mut Job<'_>) {
    for sheet in
        job.sheets("sources.csv", &["source_id", "title", "publisher", "licence", "attribution"])
    {
        for row in sheet.views() {
            let id = row.get("source_id");
            let written = if is_file_name(id) {
                source(job, id, &row)
            } else {
                Err(row.reject(Reason::BadId, id))
            };
            if let Some(text) = job.take(written) {
                job.sources.insert(id.to_owned());
                job.files.insert(source_path(id), text);
            }
        }
    }
    for (id, fields) in &job.guide.sources {
        let mut page = Page::new("");
        page.open("(");
        for (name, value) in fields {
            page.node(&format!("{name}: "), value);
        }
        page.close(")");
        job.sources.insert(id.clone());
        job.files.insert(source_path(id), page.finish());
    }
}

fn source_path(id: &str) -> String {
    format!("data/{id}/source.ron")
}

fn source(job: &mut Job<'_>, id: &str, row: &View<'_>) -> Result<String, Rejected> {
    let names = job.names.sources.remove(id).unwrap_or_default();
    let class = match (names.class, row.get("open")) {
        (Some(class), _) => class,
        (None, "yes") => LicenceClass::Open,
        (None, "non-commercial") => LicenceClass::NonCommercial,
        (None, "share-alike") => LicenceClass::ShareAlike,
        (None, "no-derivatives") => LicenceClass::NoDerivatives,
        (None, "unclear") => LicenceClass::Unclear,
        (None, other) => return Err(row.reject(Reason::UnknownWord, other)),
    };
    for column in ["title", "publisher", "licence", "attribution"] {
        if row.get(column).is_empty() {
            return Err(row.reject(Reason::Empty, column));
        }
    }
    let mut text = |column: &str, made: &Text| {
        job.translator.text(&format!("sources/{id}/{column}"), row.get(column), Some(made))
    };
    let mut page = Page::new("");
    page.open("(");
    page.text("title", &text("title", &names.title));
    page.words("publisher", row.get("publisher"));
    page.words("url", row.get("url"));
    page.text("licence", &text("licence", &names.licence));
    page.field("class", &format!("{class:?}"));
    page.text("vintage", &text("vintage", &names.vintage));
    page.words("retrieved_from", row.get("retrieved_from"));
    page.words("attribution", row.get("attribution"));
    page.close(")");
    job.names.sources.insert(id.to_owned(), names);
    Ok(page.finish())
}

/// A series on its way into a file.
struct Series {
    source: String,
    unit: String,
    /// Everything before the values, written.
    head: Page,
    /// State, year, and the value with the number of the table it is from.
    values: BTreeMap<String, BTreeMap<u16, (f64, usize)>>,
}

/// One file for every series that has a value.
pub fn indicators(job: &mut Job<'_>) {
    let mut all = BTreeMap::new();
    for sheet in job.sheets(
        "indicators_meta.csv",
        &["indicator_id", "name_en", "unit", "direction", "source_id"],
    ) {
        for row in sheet.views() {
            let id = row.get("indicator_id");
            let read = series(job, id, &row);
            if let Some(series) = job.take(read) {
                all.insert(id.to_owned(), series);
            }
        }
    }
    for (table, sheet) in
        job.sheets("indicators.csv", &["iso3", "indicator_id", "year", "value"]).iter().enumerate()
    {
        for row in sheet.views() {
            let read = value(job, &mut all, &row, table);
            job.take(read);
        }
    }
    for (id, series) in all {
        if !series.values.is_empty() {
            let path = format!("data/{}/{id}.ron", series.source);
            let text = write(job, &id, series);
            job.files.insert(path, text);
        }
    }
}

fn series(job: &mut Job<'_>, id: &str, row: &View<'_>) -> Result<Series, Rejected> {
    if !is_file_name(id) {
        return Err(row.reject(Reason::BadId, id));
    }
    let source = row.get("source_id");
    if !job.sources.contains(source) {
        return Err(row.reject(Reason::UnknownSource, source).near(&job.sources));
    }
    let direction = match row.get("direction") {
        "higher_is_worse" => "HigherIsWorse",
        "higher_is_better" => "LowerIsWorse",
        "neutral" => "Neutral",
        other => return Err(row.reject(Reason::UnknownWord, other)),
    };
    let criteria = super::criteria(row, "criteria")?;
    let made = job.names.indicators.remove(id).unwrap_or_default();
    let name = Text {
        en: row.get("name_en").to_owned(),
        de: row.get("name_de").to_owned(),
        fr: made.fr.clone(),
    };
    let mut head = Page::new("");
    head.open("(");
    head.words("id", id);
    head.text("name", &job.translator.all(&format!("indicators/{id}"), name));
    let mut text = |column: &str, made: &Text| {
        job.translator.text(&format!("indicators/{id}/{column}"), row.get(column), Some(made))
    };
    head.text("unit", &text("unit", &made.unit));
    head.field("direction", direction);
    head.field("criteria", &page::list(criteria));
    head.text("note", &text("note", &made.note));
    job.names.indicators.insert(id.to_owned(), made);
    let (source, unit) = (source.to_owned(), row.get("unit").to_owned());
    Ok(Series { source, unit, head, values: BTreeMap::new() })
}

fn value(
    job: &mut Job<'_>,
    all: &mut BTreeMap<String, Series>,
    row: &View<'_>,
    table: usize,
) -> Result<(), Rejected> {
    let Some(iso3) = job.known(row, "iso3", Reason::UnknownCountry) else { return Ok(()) };
    let id = row.get("indicator_id");
    let Some(series) = all.get_mut(id) else {
        return Err(row.reject(Reason::UnknownIndicator, id).near(&all.keys().cloned().collect()));
    };
    let source = row.get("source_id");
    if !source.is_empty() && source != series.source {
        return Err(row.reject(Reason::OtherSource, source));
    }
    let unit = row.get("unit");
    if !unit.is_empty() && unit != series.unit {
        return Err(row.reject(Reason::OtherUnit, unit)); // The number would mean something else.
    }
    let year = row.year("year")?.ok_or_else(|| row.reject(Reason::NotAYear, ""))?;
    let value = row.number("value")?;
    let years = series.values.entry(iso3).or_default();
    match years.get(&year) {
        Some((_, from)) if *from == table => Err(row.reject(Reason::Twice, id)),
        _ => {
            years.insert(year, (value, table));
            Ok(())
        }
    }
}

fn write(job: &Job<'_>, id: &str, series: Series) -> String {
    let Series { head: mut page, values, source, .. } = series;
    let is_in = |list: &[String]| list.iter().any(|entry| *entry == id || *entry == source);
    if is_in(&job.guide.by_edition) {
        page.field("by_edition", "true");
    }
    if is_in(&job.guide.estimates) {
        page.field("qualifier", "Estimate");
    }
    for (_, categories) in job.guide.categories.iter().filter(|(series, _)| series == id) {
        page.node("categories: ", categories);
    }
    page.open("values: {");
    for (iso3, years) in values {
        let years: Vec<String> =
            years.iter().map(|(year, (value, _))| format!("{year}: {value}")).collect();
        page.line(&format!("{}: {{{}}},", page::quote(&iso3), years.join(", ")));
    }
    page.close("},");
    page.close(")");
    page.finish()
}
