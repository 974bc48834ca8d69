//! The data of the repository: complete, and as the tables have it that it was made from.

use kriterion_heart::atlas::{Atlas, Iso3, Joined, ValueStatus};
use kriterion_heart::intake::data::atlas;
use kriterion_heart::text::Text;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Rows of the tables: change with a new edition of the data, together with it.
const OBSERVATIONS: usize = 113_400;
const SERIES: usize = 71;
const TREATY_ROWS: usize = 9_077;
const PRESENCE_ROWS: usize = 254;
const CONFLICT_ROWS: usize = 3_943;
const STATES: usize = 197;
const TREATIES: usize = 54;
/// Those of the table, and the one that the hand-made readings are.
const SOURCES: usize = 45 + 1;
const EMBARGO_READINGS: usize = 35 + 40;
const KAZ_EVENTS: usize = 286;
const KAZ_CONTRADICTIONS: usize = 61;
const KAZ_ALIASES: usize = 20;
const KAZ_RATINGS: usize = 8;
const KAZ_TABLE_ROWS: usize = 1_136;

fn bundled() -> Atlas {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"), "", &mut files);
    let mut faults = Vec::new();
    let atlas = atlas(&files, &mut faults);
    assert!(faults.is_empty(), "{} faults, the first: {:?}", faults.len(), faults.first());
    atlas
}

fn collect(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else if name.ends_with(".ron") {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

#[test]
fn every_row_of_the_tables_is_there_and_has_its_source() {
    let atlas = bundled();
    assert_eq!(
        atlas.indicators.iter().map(|series| series.points.len()).sum::<usize>(),
        OBSERVATIONS
    );
    assert_eq!((atlas.indicators.len(), atlas.sources.len()), (SERIES, SOURCES));
    assert_eq!((atlas.countries.len(), atlas.treaties.len()), (STATES, TREATIES));
    assert_eq!(atlas.treaty_status.len(), TREATY_ROWS);
    assert_eq!((atlas.presence.len(), atlas.conflicts.len()), (PRESENCE_ROWS, CONFLICT_ROWS));
    assert_eq!(
        atlas.embargoes.iter().map(|embargo| embargo.readings.len()).sum::<usize>(),
        EMBARGO_READINGS
    );
    assert_eq!(atlas.edition.newest_year, 2025);
    for source in &atlas.sources {
        let Text { en, de, fr } = &source.licence;
        assert!(
            [en, de, fr, &source.attribution, &source.publisher]
                .iter()
                .all(|words| !words.is_empty()),
            "{}",
            source.id
        );
    }
    for series in &atlas.indicators {
        let texts = [&series.name, &series.unit, &series.note];
        let empty =
            |text: &&&Text| !text.en.is_empty() && (text.de.is_empty() || text.fr.is_empty());
        assert!(texts.iter().find(empty).is_none(), "{}", series.id);
        assert!(
            atlas.source(series.source).is_some() && !series.points.is_empty(),
            "{}",
            series.id
        );
    }
}

#[test]
fn kazakhstan_has_everything_its_report_says() {
    let atlas = bundled();
    let land = atlas.country(iso3("KAZ")).unwrap();
    assert_eq!((land.events.len(), land.contradictions.len()), (KAZ_EVENTS, KAZ_CONTRADICTIONS));
    assert_eq!((land.aliases.len(), land.published_ratings.len()), (KAZ_ALIASES, KAZ_RATINGS));
    assert_eq!(land.tables.iter().map(|table| table.rows.len()).sum::<usize>(), KAZ_TABLE_ROWS);
    let manifest = land.tables.iter().find(|table| table.id == "manifest").unwrap();
    for row in &manifest.rows {
        let id = manifest.cell(row, "file").trim_end_matches(".csv");
        let table = land.tables.iter().find(|table| table.id == id).unwrap();
        assert_eq!(table.rows.len().to_string(), manifest.cell(row, "rows"), "{id}");
        assert_eq!(table.columns.len().to_string(), manifest.cell(row, "columns"), "{id}");
    }
    let facts =
        |id: &str| land.facts.iter().filter(|fact| fact.indicator == id).collect::<Vec<_>>();
    let dashes = facts("tiv_from_germany/tiv_deu");
    let none: Vec<_> = dashes.iter().filter(|fact| fact.value.is_none()).collect();
    assert_eq!((dashes.len(), none.len()), (5, 4));
    assert!(
        none.iter().all(|fact| fact.status == ValueStatus::NotApplicable && !fact.note.is_empty())
    );
    let later = facts("spending_shares/edu_gdp");
    assert!(
        later.iter().any(|fact| fact.status == ValueStatus::NotPublished && fact.printed == "-")
    );
    let range = facts("country_profile/CP-45");
    assert_eq!(
        (range[0].value, range[0].printed.as_str(), range[0].year),
        (None, "70 bis 75", None)
    );
    assert_eq!(facts("tiv_imports/tiv_all_sum")[0].period, "2020-2024");
}

#[test]
fn some_values_that_are_known_from_print() {
    let atlas = bundled();
    let value = |series: &str, year: u16| {
        atlas
            .points(series, iso3("KAZ"))
            .iter()
            .find(|point| point.year == year)
            .and_then(|point| point.value)
    };
    for (series, year, expected) in [
        ("fh_total", 2025, 23.0),
        ("fh_status", 2025, 3.0),
        ("cpi_score", 2024, 40.0),
        ("hdi", 2023, 0.837),
        ("milex_usd_const", 2024, 1145.0),
    ] {
        let found = value(series, year).unwrap();
        // The print is rounded.
        assert!(
            (found - expected).abs() <= 0.5_f64.min(expected * 0.001),
            "{series} {year}: {found}"
        );
    }
    let tiv: f64 = (2020..=2024).filter_map(|year| value("arms_imports_tiv", year)).sum();
    assert_eq!(tiv.round(), 1329.0);
    let free = atlas.indicator("fh_status").unwrap();
    assert!(free.by_edition);
    assert_eq!(free.category(3.0).unwrap().de, "Nicht frei");
    assert_eq!(atlas.status_of("npt_1968", iso3("KAZ")).unwrap().status, Joined::Party);
}

#[test]
fn neighbours_are_neighbours_of_each_other() {
    let atlas = bundled();
    let pairs: BTreeSet<(Iso3, Iso3)> = atlas
        .countries
        .iter()
        .flat_map(|country| country.neighbours.iter().map(|other| (country.iso3, *other)))
        .collect();
    for (a, b) in &pairs {
        assert!(pairs.contains(&(*b, *a)), "{a} names {b}");
    }
}

#[test]
fn both_readings_of_an_embargo_are_kept() {
    let atlas = bundled();
    for embargo in &atlas.embargoes {
        let own = embargo.readings.iter().filter(|reading| reading.mark.is_some()).count();
        assert_eq!(own, 1, "{}", embargo.id);
        let alone = embargo.readings.len() == 1;
        let told = embargo.differs.iter().any(|what| what == "presence");
        let out_of_reach = embargo.iso3.is_none() || embargo.id == "SYR-AL";
        assert_eq!(alone && !out_of_reach, told, "{}", embargo.id);
    }
    assert!(atlas.embargoes_of(iso3("KAZ")).next().is_none());
}
