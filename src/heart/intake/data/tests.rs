//! A small world with one fault at a time.

use super::atlas;
use crate::atlas::{Atlas, Iso3, Joined, Qualifier, ValueStatus};
use crate::date::Date;
use crate::intake::fault::{Fault, FaultKind, Severity};
use crate::text::Lang;

const SOURCE: &str = r#"(
    title: (en: "Index", de: "Index", fr: "Indice"), publisher: "Somebody", url: "https://example.org",
    licence: (en: "CC BY 4.0"), class: Open, vintage: (en: "2025"), attribution: "Somebody 2025",
)"#;
const SERIES: &str = r#"(
    id: "score",
    name: (en: "Score", de: "Wert"),
    unit: (en: "points"),
    direction: LowerIsWorse,
    criteria: [2, 3],
    by_edition: true,
    categories: [(1, (en: "good"))],
    values: {
        "AAA": {2023: 1, 2024: 2.5},
        "BBB": {2024: -3},
    },
    except: [("AAA", 2025, NotPublished), ("BBB", 2024, Estimate)],
)"#;
const STATUSES: &str = r#"(
    notes: { "left": (en: "withdrew") },
    treaties: {
        "peace": (
            as_of: "2026-02",
            states: { "AAA": (status: Party, year: 1990, note: "left"), "BBB": (status: Unknown, as_of: "2014") },
        ),
    },
)"#;
const TABLE: &str = r#"(
    title: (en: "Figures"),
    criteria: [4],
    read: Facts([
        (
            when: [("kind", ["a", "b"])], series: "series", name_en: ["name_en"], label: (en: "yearly", fr: "annuel"),
            about: "state", year: "year", value: "value", printed: "raw", unit: "unit", absent: "status",
            qualifier: "how", notes: ["note"],
        ),
    ]),
    units: { "pct": (en: "%") },
    qualifiers: { "about": Estimate, "goal": (is: Planned, note: (en: "goal", de: "Ziel")) },
    absent: { "dash": (is: NotApplicable, note: (en: "no delivery")) },
    columns: ["row_id", "kind", "series", "name_en", "state", "year", "value", "raw", "unit", "status", "how", "note",
        "as_of_year", "as_of_basis", "source_cited", "seed_line"],
    rows: [
        ["1", "a", "s", "Exports", "AAA", "2020", "1.5", "1,5", "pct", "", "about", "", "2020", "stated", "S", "7"],
        ["2", "b", "s", "Exports", "BBB", "2021-2024", "70-75", "70 bis 75", "pct", "", "goal", "odd", "2024", "stated", "S", "8"],
        ["3", "a", "s", "Exports", "", "2022", "", "-", "pct", "dash", "", "", "2022", "stated", "S", "9"],
        ["4", "a", "s", "Exports", "", "2022", "", "-", "pct", "", "", "", "2022", "stated", "S", "9"],
        ["5", "c", "s", "Exports", "", "2022", "9", "9", "pct", "", "", "", "2022", "stated", "S", "9"],
    ],
)"#;
const EVENTS: &str = r#"(
    title: (en: "Events"),
    read: Events,
    columns: ["id", "date_start", "text_en", "text_de", "criteria", "conflict_id", "as_of_year"],
    rows: [
        ["E1", "2011-12-16", "Strike", "Streik", "2;3", "X1", "2025"],
    ],
)"#;
const CONTRADICTIONS: &str = r#"(
    title: (en: "Contradictions"),
    read: Contradictions,
    columns: ["conflict_id", "topic"],
    rows: [["X1", "count"]],
)"#;
const EMBARGOES: &str = r#"(
    regimes: [
        (
            id: "AAA-EU", iso3: "AAA", issuer: EU, name: (en: "A"), differs: ["since"],
            readings: [
                (source: "index", since: "1999", target: State, scope: ArmsToTargets),
                (source: "other", since: "2001-05", target: State, scope: FullMilitaryList, mark: M),
            ],
        ),
    ],
    ended: [(iso3: ["BBB", "YUG"], text: (en: "over"), mark: R)],
)"#;

fn country(code: &str, neighbour: &str) -> (String, String) {
    let text = format!(
        "(iso3: \"{code}\", name: (en: \"{code}land\"), neighbours: [\"{neighbour}\"], un_member: true, position: (48, 68))"
    );
    (format!("countries/{code}.ron"), text)
}

pub(crate) fn world() -> Vec<(String, String)> {
    let mut files = vec![country("BBB", "AAA"), country("AAA", "BBB")];
    for (path, text) in [
        ("edition.ron", "(label: \"2026-11\")"),
        (
            "treaties.ron",
            "[(id: \"peace\", short: (en: \"P\"), full: (en: \"Peace\"), topic: \"t\", criteria: [1])]",
        ),
        ("embargoes.ron", EMBARGOES),
        ("data/index/source.ron", SOURCE),
        ("data/index/score.ron", SERIES),
        ("data/index/treaty_status.ron", STATUSES),
        (
            "data/index/presence.ron",
            "[(iso3: \"BBB\", force: \"F\", kind: \"nato\", counts: true)]",
        ),
        (
            "data/index/conflicts.ron",
            "{ \"AAA\": [(1990, NonState, 5, 4, 9, 1), (1989, OneSided, 1, 1, 1, 1)] }",
        ),
        ("data/other/source.ron", SOURCE),
        ("countries/AAA/figures.ron", TABLE),
        ("countries/AAA/events.ron", EVENTS),
        ("countries/AAA/quarrels.ron", CONTRADICTIONS),
        ("i18n/en.ron", "not for us"),
        ("names.ron", "nor this"),
    ] {
        files.push((path.to_owned(), text.to_owned()));
    }
    files
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn load(files: &[(String, String)]) -> (Atlas, Vec<Fault>) {
    let mut faults = Vec::new();
    let atlas = atlas(files, &mut faults);
    (atlas, faults)
}

/// The world with one text replaced in one file.
fn changed(path: &str, from: &str, to: &str) -> (Atlas, Vec<(String, u32, FaultKind)>) {
    let mut files = world();
    let (_, text) = files.iter_mut().find(|(name, _)| name == path).unwrap();
    assert!(text.contains(from), "{path}: {from}");
    *text = text.replacen(from, to, 1);
    let (atlas, faults) = load(&files);
    (atlas, faults.into_iter().map(|fault| (fault.at.file, fault.at.line, fault.kind)).collect())
}

#[test]
fn a_sound_world_is_read_whole() {
    let (atlas, faults) = load(&world());
    assert_eq!(faults, []);
    assert_eq!((atlas.edition.label.as_str(), atlas.edition.newest_year), ("2026-11", 2025));
    assert_eq!(atlas.edition.hash.len(), 64);
    let found: Vec<_> =
        atlas.points("score", iso3("AAA")).iter().map(|p| (p.year, p.value, p.status)).collect();
    let (present, withheld) = (ValueStatus::Present, ValueStatus::NotPublished);
    assert_eq!(
        found,
        [(2023, Some(1.0), present), (2024, Some(2.5), present), (2025, None, withheld)]
    );
    assert_eq!(atlas.points("score", iso3("BBB"))[0].qualifier, Qualifier::Estimate);
    let score = atlas.indicator("score").unwrap();
    assert_eq!(
        (score.name.get(Lang::Fr), score.category(1.0).unwrap().en.as_str()),
        ("Score", "good")
    );
    let status = atlas.status_of("peace", iso3("AAA")).unwrap();
    assert_eq!((status.status, status.as_of), (Joined::Party, Date::parse("2026-02")));
    assert_eq!(atlas.notes[usize::from(status.note.unwrap())].en, "withdrew");
    assert_eq!(atlas.status_of("peace", iso3("BBB")).unwrap().as_of, Date::parse("2014"));
    let years: Vec<_> = atlas.conflicts_of(iso3("AAA")).iter().map(|row| row.year).collect();
    assert_eq!(years, [1989, 1990]);
    assert_eq!(atlas.presence.len(), 1);
    assert_eq!(atlas.embargoes_of(iso3("AAA")).next().unwrap().readings.len(), 2);
    assert!(atlas.embargo_hints[0].ended);
}

#[test]
fn the_rows_of_a_report_become_facts_as_the_table_says() {
    let (atlas, _) = load(&world());
    let land = atlas.country(iso3("AAA")).unwrap();
    let facts: Vec<_> =
        land.facts.iter().map(|fact| (fact.value, fact.status, fact.qualifier)).collect();
    let present = ValueStatus::Present;
    assert_eq!(
        facts,
        [
            (Some(1.5), present, Qualifier::Estimate),
            (None, present, Qualifier::Planned),
            (None, ValueStatus::NotApplicable, Qualifier::Firm),
        ]
    );
    let [first, range, dash] = &land.facts[..] else { panic!("{:?}", land.facts) };
    assert_eq!(
        (first.indicator.as_str(), first.name.en.as_str()),
        ("figures/s", "Exports (yearly)")
    );
    assert_eq!((first.about.as_str(), first.year, first.printed.as_str()), ("", Some(2020), "1,5"));
    assert_eq!((first.criteria.as_slice(), first.cited.line), ([4].as_slice(), Some(7)));
    assert_eq!(
        (range.about.as_str(), range.year, range.period.as_str()),
        ("BBB", None, "2021-2024")
    );
    assert_eq!((range.printed.as_str(), range.note.de.as_str()), ("70 bis 75", "Ziel; odd"));
    assert_eq!((dash.printed.as_str(), dash.note.en.as_str()), ("-", "no delivery"));
    assert_eq!(land.events[0].contradictions, ["X1"]);
    assert_eq!(land.events[0].date, Date::parse("2011-12-16"));
    assert_eq!(land.tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [1, 5, 1]);
}

#[test]
fn a_row_that_cannot_be_used_is_told_with_its_line_and_the_rest_is_read() {
    let score = "data/index/score.ron";
    for (path, from, to, line, kind) in [
        (score, "\"AAA\": {2023", "\"AAB\": {2023", 10, "UnknownCountry"),
        (score, "{2023: 1", "{1066: 1", 10, "ValueOutOfRange"),
        (score, "2024: 2.5", "2023: 2.5", 10, "FieldTwice"),
        (score, "2024: 2.5", "2024: many", 10, "WrongKind"),
        (score, "2025, NotPublished", "2024, NotPublished", 13, "FieldTwice"),
        (score, "(\"BBB\", 2024", "(\"BBB\", 2020", 13, "MissingField"),
        (score, "direction: Lower", "direction: Slower", 5, "UnknownWord"),
        (score, "id: \"score\"", "id: \"sore\"", 2, "BadId"),
        ("data/index/treaty_status.ron", "\"peace\"", "\"piece\"", 4, "UnknownId"),
        ("data/index/treaty_status.ron", "note: \"left\"", "note: \"lift\"", 6, "UnknownField"),
        ("data/index/conflicts.ron", "(1990, NonState, 5", "(1990, NonState, 5.5", 1, "WrongKind"),
        ("countries/AAA.ron", "neighbours: [\"BBB\"", "neighbours: [\"CCC\"", 1, "UnknownCountry"),
        ("countries/AAA.ron", "(48, 68)", "(98, 68)", 1, "ValueOutOfRange"),
        ("countries/AAA/events.ron", "\"X1\"", "\"X2\"", 6, "UnknownId"),
        ("countries/AAA/events.ron", "2011-12-16", "16th", 6, "BadDate"),
        ("countries/AAA/figures.ron", "value: \"value\"", "value: \"vale\"", 7, "UnknownField"),
        ("countries/AAA/figures.ron", "\"about\", \"\"", "\"abut\", \"\"", 17, "UnknownWord"),
        ("countries/AAA/figures.ron", "\"1\", \"a\", ", "\"a\", ", 17, "Count"),
        ("embargoes.ron", "scope: ArmsToTargets", "scope: Arms", 6, "UnknownWord"),
        ("edition.ron", "label", "lable", 1, "UnknownField"),
    ] {
        let (atlas, faults) = changed(path, from, to);
        let [(file, at, found)] = &faults[..] else { panic!("{to}: {faults:?}") };
        assert_eq!((file.as_str(), *at), (path, line), "{to}");
        assert!(format!("{found:?}").starts_with(kind), "{to}: {found:?}");
        assert_eq!((atlas.countries.len(), atlas.sources.len()), (2, 2), "{to}");
    }
}

#[test]
fn without_a_source_everything_else_stays() {
    let mut files = world();
    files.retain(|(path, _)| !path.starts_with("data/other/"));
    let (atlas, faults) = load(&files);
    assert!(faults.iter().all(|fault| fault.severity == Severity::Warning), "{faults:?}");
    assert_eq!(atlas.embargoes[0].readings.len(), 1);
    assert!(atlas.embargoes[0].differs.is_empty());
    files.retain(|(path, _)| !path.starts_with("data/"));
    let (atlas, faults) = load(&files);
    assert!(faults.iter().all(|fault| fault.severity == Severity::Warning), "{faults:?}");
    assert_eq!((atlas.embargoes.len(), atlas.countries.len(), atlas.treaties.len()), (0, 2, 1));
}

#[test]
fn a_folder_without_a_source_and_a_file_that_nobody_reads_are_told() {
    let mut files = world();
    files.push(("data/lost/score.ron".to_owned(), SERIES.to_owned()));
    files.push(("data/index/deep/score.ron".to_owned(), SERIES.to_owned()));
    files.push(("countries/CCC/figures.ron".to_owned(), TABLE.to_owned()));
    let (_, faults) = load(&files);
    let mut kinds: Vec<_> =
        faults.iter().map(|fault| (fault.at.file.as_str(), &fault.kind)).collect();
    kinds.sort_by_key(|(file, _)| *file);
    assert!(
        matches!(
            kinds[..],
            [
                ("countries/CCC/figures.ron", FaultKind::UnknownCountry { .. }),
                ("data/index/deep/score.ron", FaultKind::UnknownFile { .. }),
                ("data/lost/score.ron", FaultKind::UnknownSource { .. }),
            ]
        ),
        "{kinds:?}"
    );
}

#[test]
fn the_hash_is_of_what_the_atlas_is_made_of() {
    let hash = |files: &[(String, String)]| load(files).0.edition.hash;
    let (mut files, mut mixed) = (world(), world());
    mixed.reverse();
    assert_eq!(hash(&files), hash(&mixed));
    mixed.retain(|(path, _)| !path.starts_with("i18n/"));
    assert_eq!(hash(&files), hash(&mixed));
    let (_, text) = files.iter_mut().find(|(path, _)| path == "data/index/score.ron").unwrap();
    *text = text.replace("2023: 1", "2023: 2");
    assert_ne!(hash(&files), hash(&mixed));
}

#[test]
fn other_names_are_read_and_unknown_owners_reported() {
    let text = r#"(
    states: { "AAA": ["Aland", "Old A"], "CCC": ["Nowhere"] },
    treaties: { "peace": ["Pax"], "war": ["Bellum"] },
    series: { "score": ["Points"], "gone": ["Lost"] },
    blocs: [(id: "b", name: (en: "Bloc"), others: ["B"])],
)"#;
    let mut files = world();
    files.push(("spellings.ron".to_owned(), text.to_owned()));
    let (atlas, faults) = load(&files);
    let names = &atlas.spellings;
    assert_eq!(names.of_state(iso3("AAA")), ["Aland", "Old A"]);
    assert_eq!(names.of_treaty("peace"), ["Pax"]);
    assert_eq!(names.of_series("score"), ["Points"]);
    assert_eq!(names.bloc("b").map(|bloc| bloc.name.en.as_str()), Some("Bloc"));
    assert!(names.of_series("gone").is_empty(), "a dropped source takes its names along");
    let lines: Vec<u32> = faults.iter().map(|fault| fault.at.line).collect();
    assert_eq!(lines, [2, 3], "{faults:?}");
    assert!(matches!(faults[0].kind, FaultKind::UnknownCountry { .. }));
    assert!(matches!(faults[1].kind, FaultKind::UnknownId { .. }));
}

#[test]
fn words_of_tables_get_their_other_languages_and_a_stale_entry_is_told() {
    let text = r#"{
    "Strike": (de: "Ausstand", fr: "Grève"),
    "count": (de: "Zahl", fr: "nombre"),
    "odd": (fr: "curieux"),
    "Strikes": (fr: "Grèves"),
    "count": (fr: "compte"),
    "Exports": (de: "Ausfuhr"),
}"#;
    let mut files = world();
    files.push(("translations.ron".to_owned(), text.to_owned()));
    let (atlas, faults) = load(&files);
    let land = atlas.country(iso3("AAA")).unwrap();
    let event = &land.events[0].text;
    // The table's own German stays.
    assert_eq!((event.de.as_str(), event.fr.as_str()), ("Streik", "Grève"));
    let topic = &land.contradictions[0].topic;
    assert_eq!([&topic.en, &topic.de, &topic.fr], ["count", "Zahl", "nombre"]);
    assert_eq!(land.facts[1].note.get(Lang::Fr), "goal\u{202f}; curieux");
    let told: Vec<_> = faults.iter().map(|fault| (fault.at.line, fault.severity)).collect();
    let (error, warning) = (Severity::Error, Severity::Warning);
    assert_eq!(told, [(6, error), (7, error), (5, warning)], "{faults:?}");
    assert!(matches!(
        &faults[2].kind,
        FaultKind::NothingToTranslate { words, nearest: Some(near) } if words == "Strikes" && near == "Strike"
    ));
}
