//! Profiles of the real bundle. The tests `si_…` show the rows of `docs/systems.md`.

mod arms;
mod digital;
mod frame;
mod list;
mod order;
mod rights;

use super::*;
use crate::rating::tests::bundle;
use std::sync::OnceLock;

fn profile(code: &str) -> Profile {
    bundle().profile(&Ask::of(iso3(code), day())).unwrap()
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn day() -> Date {
    Date::parse("2026-11-28").unwrap()
}

fn kaz() -> &'static Profile {
    static PROFILE: OnceLock<Profile> = OnceLock::new();
    PROFILE.get_or_init(|| profile("KAZ"))
}

fn body(id: &str) -> &'static Body {
    &kaz().element(id).unwrap_or_else(|| panic!("no element {id}")).body
}

fn grid(id: &str) -> &'static Grid {
    match body(id) {
        Body::Grid(grid) => grid,
        other => panic!("{id} is no grid: {other:?}"),
    }
}

/// All rows whose head begins so.
fn rows(id: &str, head: &str) -> Vec<&'static Row> {
    grid(id).rows.iter().filter(|row| row.head.en.starts_with(head)).collect()
}

fn row(id: &str, head: &str) -> &'static Row {
    rows(id, head).into_iter().next().unwrap_or_else(|| panic!("{id} has no row {head}"))
}

/// The cell of a row in the column of that title.
fn in_column<'p>(id: &str, row: &'p Row, title: &str) -> &'p Cell {
    let at = grid(id).columns.iter().position(|column| column.title.en == title);
    row.cells.get(at.unwrap_or_else(|| panic!("{id} has no column {title}"))).unwrap()
}

fn cell(id: &str, head: &str, title: &str) -> &'static Cell {
    in_column(id, row(id, head), title)
}

/// All values of a row, with `None` for gaps.
fn values(row: &Row) -> Vec<Option<f64>> {
    row.cells.iter().map(|cell| cell.value).collect()
}

/// The row that the report gives, not the bundled series.
fn printed(id: &str, head: &str, source: &str) -> &'static Row {
    let found = rows(id, head).into_iter().find(|row| row.edition.en.contains(source));
    found.unwrap_or_else(|| panic!("{id} has no row {head} of {source}"))
}

fn events(id: &str) -> &'static [EventRow] {
    match body(id) {
        Body::Events(events) => events,
        other => panic!("{id} has no events: {other:?}"),
    }
}

fn event(id: &str) -> &'static EventRow {
    let elements = kaz().sections.iter().flat_map(|section| &section.elements);
    let all = elements.filter_map(|element| match &element.body {
        Body::Events(events) => Some(events),
        _ => None,
    });
    all.flatten().find(|event| event.id == id).unwrap_or_else(|| panic!("no event {id}"))
}

fn strip(name: &str) -> &'static Strip {
    let Body::Strips(strips) = body("II.6-reports") else { panic!("no strips") };
    strips.iter().find(|strip| strip.name.en == name).unwrap()
}

fn filing(strip: &Strip, year: u16) -> Filing {
    strip.years.iter().find(|of| of.year == year).unwrap().state
}

fn contradiction(id: &str) -> Option<&'static ContradictionRow> {
    let Body::Contradictions(rows) = body("Q2") else { panic!("no contradictions") };
    rows.iter().find(|row| row.id == id)
}

/// The fact can be put into a dossier as it is.
fn can_be_attached(key: &str) -> bool {
    crate::evidence::evidence(&bundle().atlas, key).is_some()
}

#[test]
fn the_files_of_the_layout_are_sound() {
    let ours = |file: &str| file == "profile.ron" || file == "equipment.ron";
    let faults: Vec<_> = bundle().faults.iter().filter(|fault| ours(&fault.at.file)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let sections: Vec<&str> =
        bundle().layout.sections.iter().map(|section| section.code.as_str()).collect();
    assert_eq!(
        sections,
        [
            "S", "I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "I.7", "I.8", "II.0", "II.1", "II.2",
            "II.3", "II.4", "II.5", "II.6", "II.7", "II.8", "A", "Q"
        ]
    );
}

#[test]
fn every_element_of_the_template_is_there_under_its_own_id() {
    let mut ids: Vec<&str> = kaz()
        .sections
        .iter()
        .flat_map(|section| &section.elements)
        .map(|element| element.id.as_str())
        .collect();
    for at in 1..=21 {
        assert!(ids.contains(&format!("T{at}").as_str()), "T{at}");
    }
    for id in ["C1", "C2", "C3", "C4", "C5", "B1", "B4", "B5", "B8", "B10", "B-CPI"] {
        assert!(ids.contains(&id), "{id}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

#[test]
fn a_state_without_a_report_has_the_same_sections_as_one_with() {
    let codes = |profile: &Profile| -> Vec<String> {
        profile.sections.iter().map(|section| section.code.clone()).collect()
    };
    let without = profile("TUV");
    assert_eq!(codes(kaz()), codes(&without));
    // What only a report has stays as an empty element with its heading.
    assert!(without.element("T1").unwrap().is_empty());
    assert!(!without.element("T1").unwrap().title.is_empty());
    assert!(without.element("T11-report").is_none());
    assert!(!without.element("T11").unwrap().is_empty());
}

#[test]
fn every_state_has_a_profile_whose_rows_are_as_wide_as_its_columns() {
    for country in &bundle().atlas.countries {
        let profile = bundle().profile(&Ask::of(country.iso3, day())).unwrap();
        for element in profile.sections.iter().flat_map(|section| &section.elements) {
            let grids: Vec<&Grid> = match &element.body {
                Body::Grid(grid) => vec![grid],
                Body::Sides(sides) => sides.iter().map(|side| &side.grid).collect(),
                _ => continue,
            };
            for row in grids.iter().flat_map(|grid| &grid.rows) {
                let columns = grids.iter().find(|grid| grid.rows.contains(row)).unwrap();
                assert_eq!(
                    row.cells.len(),
                    columns.columns.len(),
                    "{} {}",
                    country.iso3,
                    element.id
                );
            }
        }
    }
}

/// A cell that can be attached names a fact that is there.
#[test]
fn every_key_of_a_profile_names_a_fact() {
    let mut keys = 0;
    for code in ["KAZ", "DEU", "RUS", "TUV"] {
        for element in profile(code).sections.iter().flat_map(|section| &section.elements) {
            for key in keys_of(&element.body) {
                assert!(can_be_attached(&key), "{code} {}: {key}", element.id);
                keys += 1;
            }
        }
    }
    assert!(keys > 3000, "{keys}");
}

fn keys_of(body: &Body) -> Vec<String> {
    let of_grid = |grid: &Grid| {
        let rows = grid.rows.iter();
        let cells = rows.flat_map(|row| row.cells.iter().map(|cell| &cell.key).chain([&row.key]));
        cells.flatten().cloned().collect::<Vec<String>>()
    };
    match body {
        Body::Grid(grid) => of_grid(grid),
        Body::Sides(sides) => sides.iter().flat_map(|side| of_grid(&side.grid)).collect(),
        Body::Lines(lines) => {
            let points = lines.traces.iter().flat_map(|trace| &trace.points);
            points.filter_map(|point| point.key.clone()).collect()
        }
        Body::Bars(bars) => bars.iter().filter_map(|bar| bar.cell.key.clone()).collect(),
        Body::Strips(strips) => {
            strips.iter().flat_map(|s| &s.years).filter_map(|year| year.key.clone()).collect()
        }
        Body::Treaties(rows) => rows.iter().filter_map(|row| row.key.clone()).collect(),
        Body::Embargoes(rows) => rows.iter().map(|row| row.key.clone()).collect(),
        Body::Events(rows) => rows.iter().map(|row| row.key.clone()).collect(),
        Body::Ratings(rows) => rows.iter().filter_map(|row| row.key.clone()).collect(),
        Body::Contradictions(rows) => rows.iter().map(|row| row.key.clone()).collect(),
        Body::Nothing | Body::Gaps(_) | Body::Sources => Vec::new(),
    }
}

#[test]
fn an_embargo_row_is_stale_after_its_end_or_a_year_after_somebody_looked() {
    let stale = |until: Option<&str>, as_of: Option<&str>| {
        let date = |text: &str| Date::parse(text).unwrap();
        standing::is_stale(until.map(date), as_of.map(date), day())
    };
    assert!(!stale(None, Some("2025-11-28")));
    assert!(stale(None, Some("2025-11-27")));
    assert!(!stale(Some("2026-11-28"), Some("2020")));
    assert!(!stale(Some("2026"), None), "a year ends with its last day");
    assert!(stale(Some("2026-11-27"), Some("2026-11-01")));
    assert!(stale(None, None));
    let Body::Embargoes(rows) = &profile("ARM").element("II.1-embargoes").unwrap().body.clone()
    else {
        panic!("no embargoes");
    };
    assert!(rows.iter().any(|row| row.issuer == crate::atlas::Issuer::Osce && row.is_stale));
    assert!(rows.iter().all(|row| !row.act.is_empty()));
}

/// No regime in the tables is an answer with sources, and no gap.
#[test]
fn no_embargo_is_an_answer_with_sources() {
    let element = kaz().element("II.1-embargoes").unwrap();
    assert_eq!(element.body, Body::Embargoes(Vec::new()));
    assert!(!element.is_empty() && element.body.is_bare());
    assert!(!element.sources.is_empty() && !element.note.is_empty());
}

/// A slip of whoever edits the layout is told with its line, and takes one element with it at most.
#[test]
fn slips_in_the_layout_are_told_and_the_rest_stands() {
    let text = r#"(
    words: {},
    sections: [
        (
            code: "X",
            title: (en: "X", de: "X", fr: "X"),
            elements: [
                (id: "a", kind: Tabel, title: (en: "A", de: "A", fr: "A"), special: Country),
                (id: "b", kind: Table, title: (en: "B", de: "B"), rows: [(series: ["milex_usd_cons"])]),
                (id: "c", kind: List, title: (en: "C", de: "C", fr: "C"), evnets: ["I.1"]),
            ],
        ),
    ],
)"#;
    let mut faults = Vec::new();
    let layout = crate::intake::profile::layout(text, &bundle().atlas, &mut faults).unwrap();
    let mut told: Vec<(u32, String)> = faults
        .iter()
        .map(|fault| {
            let nearest = match &fault.kind {
                crate::intake::FaultKind::UnknownWord { nearest, .. }
                | crate::intake::FaultKind::UnknownId { nearest, .. }
                | crate::intake::FaultKind::UnknownField { nearest, .. } => nearest.clone(),
                _ => None,
            };
            (fault.at.line, nearest.unwrap_or_default())
        })
        .collect();
    told.sort();
    let wanted = [(8, "Table"), (9, ""), (9, "milex_usd_const"), (10, "events")];
    assert_eq!(told, wanted.map(|(line, nearest)| (line, nearest.to_owned())));
    let left: Vec<&str> =
        layout.sections[0].elements.iter().map(|element| element.id.as_str()).collect();
    assert_eq!(left, ["b", "c"]);
}
