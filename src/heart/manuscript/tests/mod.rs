use super::*;
use crate::atlas::SourceCopy;
use crate::profile::{Body, Cell, Column, Element, Grid, Kind, Row, Section};

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn cell(value: f64) -> Cell {
    Cell { value: Some(value), decimals: 1, ..Cell::default() }
}

/// A table of one row over years.
fn element(id: &str, values: &[(u16, f64)]) -> Element {
    let column = |year: u16| Column {
        title: Text::same(year.to_string()),
        year: Some(year),
        unit: Text::default(),
    };
    let row = Row {
        head: Text::same("Spending"),
        unit: Text::default(),
        edition: Text::default(),
        is_older: false,
        about: None,
        cells: values
            .iter()
            .map(|(year, value)| Cell {
                year: Some(*year),
                key: Some(format!("observation/KAZ/spending/{year}")),
                ..cell(*value)
            })
            .collect(),
        note: Text::default(),
        source: SourceCopy { id: "src".to_owned(), ..SourceCopy::default() },
        key: None,
    };
    let columns = values.iter().map(|(year, _)| column(*year)).collect();
    Element {
        id: id.to_owned(),
        kind: Kind::Table,
        title: Text::same("Spending"),
        unit: Text::same("US$"),
        note: Text::default(),
        body: Body::Grid(Grid { columns, rows: vec![row] }),
        sources: Vec::new(),
    }
}

fn profile(values: &[(u16, f64)]) -> Profile {
    Profile {
        iso3: iso3("KAZ"),
        name: Text::same("Kazakhstan"),
        day: day("2026-11-28"),
        edition: "2026-11".to_owned(),
        compared: Vec::new(),
        sections: vec![Section {
            code: "I.3".to_owned(),
            title: Text::same("Spending"),
            feeds: Vec::new(),
            supports: Vec::new(),
            elements: vec![element("T5", values)],
        }],
    }
}

fn pin(value: f64) -> Pin {
    Pin {
        about: iso3("KAZ"),
        name: Text::same("Spending"),
        unit: Text::same("US$"),
        cell: cell(value),
        source: SourceCopy::default(),
    }
}

fn draft(id: &str, text: &str) -> Draft {
    Draft {
        id: id.to_owned(),
        part: "I.3".to_owned(),
        text: text.to_owned(),
        figures: vec!["observation/KAZ/spending/2023".to_owned()],
        is_summary: true,
        state: DraftState::Kept,
    }
}

fn manuscript() -> Manuscript {
    Manuscript {
        id: "r".to_owned(),
        iso3: iso3("KAZ"),
        created: day("2026-11-28"),
        closing: day("2026-11-28"),
        lang: Lang::De,
        title: String::new(),
        author: "A. B.".to_owned(),
        edition: DataEdition { label: "2026-11".to_owned(), ..DataEdition::default() },
        compared: Vec::new(),
        texts: BTreeMap::new(),
        drafts: vec![draft("one", "It was *1* in 2023."), draft("two", "Other.")],
        pins: BTreeMap::new(),
        kept: BTreeMap::new(),
        ratings: BTreeMap::new(),
        proposals: Vec::new(),
        updates: Vec::new(),
        facts: std::sync::Arc::new(profile(&[(2022, 1.0), (2023, 2.0)])),
    }
}

#[test]
fn every_change_does_what_it_says() {
    let mut made = manuscript();
    Change::Title("T".to_owned()).apply(&mut made);
    Change::Author("X".to_owned()).apply(&mut made);
    Change::Closing(day("2027-01-01")).apply(&mut made);
    assert_eq!((made.title.as_str(), made.author.as_str()), ("T", "X"));
    assert_eq!(made.closing, day("2027-01-01"));
    let pins =
        BTreeMap::from([("hdi.2023".to_owned(), pin(0.8)), ("unnamed".to_owned(), pin(1.0))]);
    let text = |words: &str, pins: &BTreeMap<String, Pin>| Change::Text {
        part: "I.3".to_owned(),
        text: words.to_owned(),
        pins: pins.clone(),
    };
    text("Now {hdi.2023}.", &pins).apply(&mut made);
    assert_eq!(made.pins.keys().collect::<Vec<_>>(), ["hdi.2023"], "only what is named is pinned");
    let later = BTreeMap::from([("hdi.2023".to_owned(), pin(0.9))]);
    text("Still {hdi.2023}.", &later).apply(&mut made);
    assert_eq!(made.pins["hdi.2023"].cell.value, Some(0.8), "the first value stays");
    Change::Pin("hdi.2023".to_owned(), Box::new(pin(0.9))).apply(&mut made);
    assert_eq!(made.pins["hdi.2023"].cell.value, Some(0.9));
    text(" \n", &later).apply(&mut made);
    assert!(made.texts.is_empty() && made.pins.is_empty());

    Change::TakeOver("one".to_owned()).apply(&mut made);
    Change::TakeOver("one".to_owned()).apply(&mut made);
    assert_eq!(made.text("I.3"), r"==It was \*1\* in 2023.==", "once, and as plain words");
    Change::Draft("two".to_owned(), DraftState::Deleted).apply(&mut made);
    Change::Language(Lang::Fr, vec![draft("two", "Autre."), draft("new", "Neuf.")])
        .apply(&mut made);
    assert_eq!(made.lang, Lang::Fr);
    assert_eq!(made.draft("two").unwrap().state, DraftState::Deleted);
    assert_eq!(made.draft("new").unwrap().state, DraftState::Kept);

    Change::Keep { finding: "f".to_owned(), reason: "because".to_owned() }.apply(&mut made);
    assert_eq!(made.kept["f"], "because");
    Change::Release("f".to_owned()).apply(&mut made);
    let own = OwnRating { level: Level::Critical, reasons: String::new() };
    Change::Rating(2, Some(own)).apply(&mut made);
    assert_eq!(made.ratings.len(), 1);
    Change::Rating(2, None).apply(&mut made);
    assert!(made.kept.is_empty() && made.ratings.is_empty());
}

#[test]
fn references_are_found_and_other_braces_are_left_alone() {
    let text = r"a {milex_pct_gdp.2024} {UZB:hdi} {milex/milex_usd.2020} {hdi.newest} { x } {Hdi} {a b} \{hdi} \\{gmi} {hdi.20} {} {";
    let found: Vec<String> =
        references(text).iter().map(|found| found.reference.to_string()).collect();
    assert_eq!(found, ["milex_pct_gdp.2024", "UZB:hdi", "milex/milex_usd.2020", "hdi", "gmi"]);
    for found in references(text) {
        let typed = &text[found.at.clone()];
        assert!(typed.starts_with('{') && typed.ends_with('}'));
    }
    assert_eq!(literal("{hdi} [x] a_b"), r"\{hdi} \[x\] a\_b");
    assert!(references(&literal("{hdi}")).is_empty());
}

#[test]
fn the_nearest_name_is_one_letter_off_and_not_another_word() {
    let names = ["milex_pct_gdp", "milex_pct_gov", "hdi"];
    let near = |name| nearest(name, names.iter().copied());
    assert_eq!(near("milex_pct_gpd"), Some("milex_pct_gdp"));
    assert_eq!(near("hdj"), Some("hdi"));
    assert_eq!(near("population"), None);
}

#[test]
fn what_moved_is_told_and_what_left_the_window_is_not() {
    let old = profile(&[(2021, 1.0), (2022, 2.0), (2023, 3.0)]);
    let new = profile(&[(2022, 2.0), (2023, 3.5), (2024, 4.0)]);
    let all = moved(&old, &new);
    let told: Vec<(&str, bool, bool)> = all
        .iter()
        .map(|one| (one.column.en.as_str(), one.old.is_some(), one.new.is_some()))
        .collect();
    assert_eq!(told, [("2023", true, true), ("2024", false, true)]);
    // A value that is withdrawn within the window is told.
    let gone = profile(&[(2021, 1.0), (2023, 3.0)]);
    let all = moved(&old, &gone);
    assert_eq!(all.len(), 1);
    assert!(all[0].column.en == "2022" && all[0].new.is_none());
    assert!(moved(&old, &old).is_empty());
}

#[test]
fn an_update_takes_the_facts_and_keeps_what_they_said() {
    let mut made = manuscript();
    Change::Text {
        part: "I.3".to_owned(),
        text: "{spending.2023} {spending.2022}".to_owned(),
        pins: BTreeMap::from([
            ("spending.2023".to_owned(), pin(2.0)),
            ("spending.2022".to_owned(), pin(1.0)),
        ]),
    }
    .apply(&mut made);
    let new = NewFacts {
        on: day("2027-05-01"),
        edition: DataEdition { label: "2027-04".to_owned(), ..DataEdition::default() },
        facts: profile(&[(2022, 1.0), (2023, 2.5)]),
        drafts: vec![draft("one", "Now 2.5.")],
        proposals: Vec::new(),
        pins: BTreeMap::from([
            ("spending.2023".to_owned(), pin(2.5)),
            ("stranger".to_owned(), pin(9.0)),
        ]),
    };
    Change::Update(Box::new(new)).apply(&mut made);
    let update = &made.updates[0];
    assert_eq!((update.from.label.as_str(), update.to.label.as_str()), ("2026-11", "2027-04"));
    assert_eq!(update.moved.len(), 1);
    assert_eq!(update.pins.keys().collect::<Vec<_>>(), ["spending.2023"]);
    assert_eq!(update.pins["spending.2023"].cell.value, Some(2.0));
    assert_eq!(made.pins["spending.2023"].cell.value, Some(2.5));
    assert_eq!(made.pins["spending.2022"].cell.value, Some(1.0));
    assert!(!made.pins.contains_key("stranger"));
    assert_eq!(made.drafts.len(), 1);
}

#[test]
fn the_file_comes_back_as_it_was() {
    let made = manuscript();
    let text = to_ron(&made).unwrap();
    assert!(text.starts_with("V1("));
    assert_eq!(from_ron(&text).unwrap(), made);
    assert_eq!(to_ron(&from_ron(&text).unwrap()).unwrap(), text);
}

#[test]
fn hostile_files_are_refused_with_one_fault() {
    let sound = to_ron(&manuscript()).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        from_ron(&sound.replacen(from, to, 1)).unwrap_err()
    };
    assert_eq!(from_ron("").unwrap_err(), FileFault::Foreign);
    assert_eq!(from_ron("PK\u{3}\u{4}").unwrap_err(), FileFault::Foreign);
    assert_eq!(from_ron("V1").unwrap_err(), FileFault::Foreign);
    assert_eq!(from_ron("V7(").unwrap_err(), FileFault::Newer { found: 7, known: 1 });
    assert!(matches!(from_ron("V99999999999999999999(").unwrap_err(), FileFault::Foreign));
    assert!(matches!(changed("author:", "writer:"), FileFault::Garbled { line: 7..=9, .. }));
    assert!(matches!(changed("2.0", "inf"), FileFault::Broken { element } if element == "T5"));
    assert!(matches!(changed("2.0", "NaN"), FileFault::Broken { .. }));
    assert!(matches!(changed("decimals: 1", "decimals: 200"), FileFault::Broken { .. }));
    assert!(matches!(changed("iso3: \"KAZ\"", "iso3: \"UZB\""), FileFault::OtherState { .. }));
    assert!(matches!(changed("\"2026-11-28\"", "\"2026-13-28\""), FileFault::Garbled { .. }));
    let half = &sound[..sound.len() / 2];
    assert!(matches!(from_ron(half).unwrap_err(), FileFault::Garbled { .. }));
    let deep = format!("V1({}", "[".repeat(100_000));
    assert!(matches!(from_ron(&deep).unwrap_err(), FileFault::Garbled { .. }));
    let large = format!("V1(\"{}\")", "x".repeat(MOST_BYTES));
    assert_eq!(from_ron(&large).unwrap_err(), FileFault::TooLarge { mib: 64 });
    // A row with a cell too few, and a chart of endless years.
    let mut short = manuscript();
    if let Body::Grid(grid) =
        &mut std::sync::Arc::make_mut(&mut short.facts).sections[0].elements[0].body
    {
        grid.rows[0].cells.pop();
    }
    let short = to_ron(&short).unwrap();
    assert!(matches!(from_ron(&short).unwrap_err(), FileFault::Broken { .. }));
    let mut endless = manuscript();
    std::sync::Arc::make_mut(&mut endless.facts).sections[0].elements[0].body =
        Body::Lines(crate::profile::Lines { first: 0, last: u16::MAX, traces: Vec::new() });
    let endless = to_ron(&endless).unwrap();
    assert!(matches!(from_ron(&endless).unwrap_err(), FileFault::Broken { .. }));
}
