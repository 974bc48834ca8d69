//! The table of incidents: what goes out comes back, and what is wrong is told and taken nowhere.

use super::*;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    ActorKind, Credibility, Dossier, Editions, Harm, Incident, IncidentField, IncidentFinding,
    IncidentId, IncidentSource, Norm, Origin, Reliability, Response, Review, SourceField, Timing,
    Toll, Whether,
};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use kriterion_heart::{Bundle, bundle_from_texts};
use std::collections::{BTreeMap, BTreeSet};

/// What is hard on tables and spreadsheets.
const HARD: [&str; 14] = [
    "=HYPERLINK(\"http://x\";\"y\")",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "'already",
    "''=twice",
    "a,b;c\td",
    "two\r\nlines \"quoted\"",
    " blanks at both ends ",
    "\tTab",
    "\rreturn",
    "Ä ß é 🜲",
    "\\;\\",
    "\"",
];

fn id(text: &str) -> IncidentId {
    IncidentId::parse(text).unwrap()
}

fn entry(at: usize) -> Incident {
    let hard = |shift: usize| HARD[(at + shift) % HARD.len()].to_owned();
    let day = Date::parse(["2022", "2022-01", "2022-01-05"][at % 3]);
    let source = |shift| IncidentSource {
        fields: SourceField::ALL.iter().map(|field| (*field, hard(shift))).collect(),
        dated: day,
        reliability: at.is_multiple_of(2).then_some(Reliability::ALL[at % 6]),
        credibility: at.is_multiple_of(3).then_some(Credibility::ALL[at % 6]),
    };
    Incident {
        review: at.is_multiple_of(2).then(|| Review { by: hard(1), on: Date::of_year(2026) }),
        date: day,
        until: at.is_multiple_of(4).then(|| Date::of_year(2023)),
        timing: Timing::ALL[at % Timing::ALL.len()],
        country: Iso3::parse("KAZ"),
        fields: IncidentField::ALL.iter().map(|field| (*field, hard(2))).collect(),
        actor: Some(ActorKind::ALL[at % ActorKind::ALL.len()]),
        norms: Norm::ALL.iter().copied().skip(at).collect(),
        tags: BTreeSet::from(["salw".to_owned(), "riot_control".to_owned()]),
        harm: BTreeMap::from([
            (Harm::Killed, Toll::AtMost(80)),
            (Harm::Injured, Toll::Exactly(0)),
            (Harm::Detained, Toll::Between(17, 80)),
        ]),
        sources: (0..at % 4).map(source).collect(),
        finding: Some(IncidentFinding::ALL[at % 4]),
        response: Some(Response::ALL[at % 7]),
        end_user: Whether::ALL[at % 3],
        pattern: Whether::ALL[(at + 1) % 3],
        criteria: BTreeSet::from([2, 7]),
        questions: BTreeSet::from([QuestionId::parse("C2-Q03").unwrap()]),
        evidence: BTreeSet::from([hard(3), "event/KAZ/KAZ-E1".to_owned()]),
        origin: (at % 2 == 1).then(|| Origin { key: hard(4), certainty: "disputed".to_owned() }),
    }
}

fn ledger() -> BTreeMap<IncidentId, Incident> {
    let mut ledger: BTreeMap<_, _> =
        (0..40).map(|at| (id(&format!("=id-{at}")), entry(at))).collect();
    let what = BTreeMap::from([(IncidentField::What, "x".to_owned())]);
    ledger.insert(id("bare"), Incident { fields: what, ..Incident::default() });
    ledger
}

/// The tags and the questions of criterion 2.
fn facts() -> Bundle {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = [
        file("c2.ron", include_str!("../../../criteria/c2.ron")),
        file("items.ron", include_str!("../../../criteria/items.ron")),
        file("measures.ron", include_str!("../../../criteria/measures.ron")),
        file("registry.ron", include_str!("../../../criteria/registry.ron")),
    ];
    let assets = [
        file("countries/KAZ.ron", include_str!("../../../assets/countries/KAZ.ron")),
        file("profile.ron", include_str!("../../../assets/profile.ron")),
    ];
    bundle_from_texts(&files, &assets)
}

#[test]
fn what_is_written_is_read_back_exactly() {
    let (facts, ledger) = (facts(), ledger());
    let text = write(&ledger);
    let (back, refused) = read(&text, &facts, &BTreeMap::new());
    assert_eq!(refused, []);
    assert_eq!(back, ledger);
    assert_eq!(write(&back), text);
    assert_eq!(read(&write(&BTreeMap::new()), &facts, &BTreeMap::new()), (BTreeMap::new(), vec![]));
}

#[test]
fn no_cell_begins_like_a_formula() {
    let text = write(&ledger());
    for row in rows::rows(&text) {
        for cell in row.cells {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
}

#[test]
fn other_readers_find_the_same_cells() {
    let text = write(&ledger());
    let own = rows::rows(&text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let theirs: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(own.iter().map(|row| row.cells.clone()).collect::<Vec<_>>(), theirs);
}

fn told(text: &str) -> Vec<(u64, RowFault, String)> {
    let (_, refused) = read(text, &facts(), &BTreeMap::new());
    refused.into_iter().map(|it| (it.line, it.fault, it.column)).collect()
}

#[test]
fn bad_rows_are_told_one_by_one_and_the_good_ones_are_taken() {
    let text = "id;date;what;rules;killed;questions;source_1_grade\n\
                a;2022-01;One;torture;12+;C2-Q03;B2\n\
                b;soon;;murder;several;C9-Q99;Z9\n\
                \n\
                a;2022;Again;;;;\n\
                c;2022;Too short\n\
                d;2022;\"Two\nlines\";;;;\n\
                x y;2022;Bad id;;;;\n\
                e;2022;\"stray\" quote;;;;\n\
                f;2022;\"never closed;;;;\n\
                g;2022;Last;;;;\n";
    let (entries, _) = read(text, &facts(), &BTreeMap::new());
    let names: Vec<&str> = entries.keys().map(IncidentId::as_str).collect();
    assert_eq!(names, ["a", "d", "g"], "an open quote swallows nothing");
    use RowFault::*;
    let faults: Vec<_> = told(text).into_iter().map(|(line, fault, _)| (line, fault)).collect();
    assert_eq!(
        faults,
        [
            (3, NoWords),
            (3, NotADate),
            (3, NotANumber),
            (3, UnknownWord),
            (3, BadGrade),
            (3, UnknownWord),
            (5, IdTwice),
            (6, CellCount),
            (9, BadId),
            (10, StrayQuote),
            (11, OpenQuote),
        ]
    );
}

#[test]
fn a_table_without_words_is_none_and_odd_columns_are_told() {
    assert_eq!(told(""), [(1, RowFault::Empty, String::new())]);
    assert_eq!(told("\u{feff}date,place\n2022,x\n")[0].1, RowFault::NoTable);
    assert_eq!(told("what,what\nx,y\n")[0].1, RowFault::ColumnTwice);
    assert_eq!(told("what,colour\nx,red\n"), [(1, RowFault::UnknownColumn, "colour".to_owned())]);
    assert_eq!(told("what,source_99_title\nx,y\n")[0].1, RowFault::TooManySources);
    assert_eq!(read("WHAT\nx\n", &facts(), &BTreeMap::new()).0.len(), 1);
}

#[test]
fn what_comes_from_a_table_is_a_draft_and_comes_once() {
    let facts = facts();
    let editions = Editions::default();
    let mut case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, editions);
    let first = take_in(&write(&ledger()), &facts, &case);
    assert_eq!((first.new, first.changed, first.same), (41, 0, 0));
    assert!(first.entries.values().all(|entry| !entry.is_accepted()));
    case.incidents.extend(first.entries);
    let review = Some(Review { by: "A".to_owned(), on: Date::of_year(2026) });
    case.incidents.get_mut(&id("bare")).unwrap().review.clone_from(&review);
    let again = take_in(&write(&ledger()), &facts, &case);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 41));
    // What was changed outside is reviewed anew.
    let mut outside = case.incidents.clone();
    outside.get_mut(&id("bare")).unwrap().fields.insert(IncidentField::Place, "Almaty".to_owned());
    let changed = take_in(&write(&outside), &facts, &case);
    assert_eq!((changed.new, changed.changed, changed.same), (0, 1, 40));
    assert!(!changed.entries[&id("bare")].is_accepted());
    // Rows without an id are the same when they come again.
    let bare = "what,date\nOne,2022\nTwo,2022\n";
    let first = take_in(bare, &facts, &case);
    assert_eq!(first.new, 2);
    case.incidents.extend(first.entries);
    assert_eq!(take_in(bare, &facts, &case).same, 2);
}

/// A table that somebody has damaged, byte by byte: it is read or refused, never lost, and never a panic.
#[test]
fn damaged_tables_are_read_or_refused() {
    let facts = facts();
    let whole = write(&ledger());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let lines = |text: &str| rows::rows(text).len().saturating_sub(1);
    for _ in 0..300 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            match next(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes.insert(at, b"\",;\n'=\t\\"[next(8)]),
                _ => bytes.truncate(at.max(40)),
            }
        }
        let Ok(text) = text_of(&bytes) else { continue };
        let (entries, refused) = read(&text, &facts, &BTreeMap::new());
        // Every row is an entry, or was refused at least once.
        let mut told: Vec<u64> = refused.iter().map(|it| it.line).collect();
        told.dedup();
        let is_table = refused.iter().all(|it| it.line > 1 || it.fault == RowFault::UnknownColumn);
        assert!(!is_table || entries.len() + told.len() >= lines(&text), "{refused:?}");
        let (again, faults) = read(&write(&entries), &facts, &BTreeMap::new());
        assert_eq!((again, faults), (entries, vec![]));
    }
}

/// What a case comes to when it reads a table.
fn after(case: &Dossier, text: &str) -> Dossier {
    let taken = take_in(text, &facts(), case);
    assert_eq!(taken.refused, []);
    let mut case = case.clone();
    case.incidents.extend(taken.entries);
    case
}

#[test]
fn what_has_no_column_stays_and_an_empty_cell_clears() {
    let mut case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default());
    let full = Incident {
        review: None,
        until: Some(Date::of_year(2023)),
        timing: Timing::ReportedOn,
        ..entry(3)
    };
    assert_eq!(full.sources.len(), 3);
    case.incidents.insert(id("a"), full.clone());
    let of = |case: &Dossier| case.incidents[&id("a")].clone();

    let only_words = of(&after(&case, "id,what\na,New words\n"));
    let mut expected = full.clone();
    expected.fields.insert(IncidentField::What, "New words".to_owned());
    assert_eq!(only_words, expected);

    // Every column by itself clears its own field, and nothing else.
    for column in COLUMNS.iter().skip(3).filter(|column| **column != "what") {
        let cleared = of(&after(&case, &format!("id,what,{column}\na,New words,\n")));
        assert_ne!(cleared, expected, "{column}");
        let parts = |entry: &Incident| {
            let text = serde_json::to_value(entry).unwrap();
            text.as_object().unwrap().clone()
        };
        let (old, new) = (parts(&expected), parts(&cleared));
        let changed = old.iter().filter(|(name, value)| new[*name] != **value).count();
        assert_eq!(changed, 1, "{column}");
    }
    let unknown = of(&after(&case, "id,what,killed\na,x,\n"));
    assert_eq!(unknown.toll(Harm::Killed), None);
    assert_eq!(unknown.toll(Harm::Injured), full.toll(Harm::Injured));
    let source = of(&after(&case, "id,what,source_2_title\na,x,Other\n")).sources;
    assert_eq!((&source[0], &source[2]), (&full.sources[0], &full.sources[2]));
    assert_eq!(source[1].field(SourceField::Title), "Other");
    assert_eq!(source[1].grade(), full.sources[1].grade());
    // What was read as its dates suggest still is, when they change.
    case.incidents.insert(id("b"), Incident::default());
    let dated = after(&case, "id,what,date\nb,x,2024\n").incidents[&id("b")].clone();
    assert_eq!(dated.timing, Timing::On);
    // A new date must fit the end that was there.
    case.incidents.insert(id("c"), Incident { until: Date::parse("2020"), ..dated });
    let refused = take_in("id,what,date\nc,x,2024\n", &facts(), &case).refused;
    assert_eq!(refused[0].fault, RowFault::EndsBefore);
}

#[test]
fn what_no_entry_may_say_is_refused_with_its_column() {
    let long = "x".repeat(20_001);
    for (column, cell, fault, found) in [
        ("country", "ZZZ", RowFault::UnknownCountry, "ZZZ"),
        ("certainty", "dead certain", RowFault::UnknownWord, "dead certain"),
        ("until", "2021-12", RowFault::EndsBefore, "2021-12"),
        ("place", &long, RowFault::TooLong, "20001"),
        ("place", "a\u{202e}b", RowFault::HiddenLetter, "U+202E"),
        ("place", "a\u{2067}b", RowFault::HiddenLetter, "U+2067"),
        ("place", "a\u{0}b", RowFault::HiddenLetter, "U+0000"),
        ("source_1_url", "a\u{1b}[2J", RowFault::HiddenLetter, "U+001B"),
        ("item_tags", "sa\u{200f}lw", RowFault::HiddenLetter, "U+200F"),
    ] {
        let origin = if column == "certainty" { "event/KAZ/KAZ-E1" } else { "" };
        let text = format!("what,date,origin,{column}\nx,2022-01-05,{origin},{cell}\n");
        let (entries, refused) = read(&text, &facts(), &BTreeMap::new());
        assert!(entries.is_empty(), "{column} {fault:?}");
        let first = &refused[0];
        assert_eq!((first.line, first.column.as_str(), first.fault), (2, column, fault));
        assert_eq!(first.found, found);
        assert!(refused.iter().all(|it| !it.found.contains(['\u{202e}', '\u{200f}', '\u{1b}'])));
    }
    assert_eq!(told("what,certainty\nx,disputed\n")[0].1, RowFault::NoOrigin);
    // As far as the dates go, the end may lie in the month or year of the beginning.
    assert_eq!(told("what,date,until\nx,2022-01-05,2022\ny,2022-01-05,2022-01\n"), []);
    let longest = "x".repeat(20_000);
    assert_eq!(told(&format!("what,country,place\nx,KAZ,{longest}\ny,,\"a\tb\nc\"\n")), []);
}

#[test]
fn what_is_no_word_of_a_column_comes_with_those_that_are() {
    let instead = |column: &str, cell: &str| {
        let text = format!("what,{column}\nx,{cell}\n");
        read(&text, &facts(), &BTreeMap::new()).1.remove(0).instead
    };
    let near = |word: &str| Instead::Nearest(word.to_owned());
    assert_eq!(instead("finding", "likly"), near("likely"));
    assert_eq!(instead("rules", "torture;privcy"), near("privacy"));
    assert_eq!(instead("country", "KAS"), near("KAZ"));
    assert_eq!(instead("questions", "C2-Q99"), near("C2-Q09"));
    assert_eq!(instead("colour;findin", "x;y"), Instead::Nothing);
    assert_eq!(instead("findin", "x"), near("finding"));
    let all = IncidentFinding::ALL.map(|it| it.code().to_owned()).to_vec();
    assert_eq!(instead("finding", "??????"), Instead::OneOf { words: all, are_all: true });
    let many: Vec<String> = (0..30).map(|n| format!("word-{n}")).collect();
    let told = known::one_of("something else", &many);
    assert_eq!(told, Instead::OneOf { words: many[..24].to_vec(), are_all: false });
}

#[test]
fn rows_and_columns_are_counted_apart_and_each_once() {
    let case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default());
    let text = "what,date,killed,colour,source_99_title\nx,soon,several,red,y\ny,2022,1,red,y\nz\n";
    let taken = take_in(text, &facts(), &case);
    assert_eq!((taken.new, taken.refused_rows(), taken.left_out_columns()), (1, 2, 2));
    assert_eq!(taken.refused.len(), 5);
    assert_eq!(taken.unreadable(), None);
    for nothing in ["", "\n\n", "date\n2022\n", "what,what\nx,y\n"] {
        let taken = take_in(nothing, &facts(), &case);
        assert!(taken.unreadable().is_some(), "{nothing:?}");
        assert_eq!((taken.refused_rows(), taken.left_out_columns()), (0, 0));
    }
}
