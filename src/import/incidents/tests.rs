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
        origin: (at % 2 == 1).then(|| Origin { key: hard(4), certainty: hard(5) }),
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
    bundle_from_texts(&files, &[])
}

#[test]
fn what_is_written_is_read_back_exactly() {
    let (facts, ledger) = (facts(), ledger());
    let text = write(&ledger);
    let (back, refused) = read(&text, &facts.rules);
    assert_eq!(refused, []);
    assert_eq!(back, ledger);
    assert_eq!(write(&back), text);
    assert_eq!(read(&write(&BTreeMap::new()), &facts.rules), (BTreeMap::new(), vec![]));
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
    let (_, refused) = read(text, &facts().rules);
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
    let (entries, _) = read(text, &facts().rules);
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
    assert_eq!(told(""), [(1, RowFault::NoTable, String::new())]);
    assert_eq!(told("\u{feff}date,place\n2022,x\n")[0].1, RowFault::NoTable);
    assert_eq!(told("what,what\nx,y\n")[0].1, RowFault::ColumnTwice);
    assert_eq!(told("what,colour\nx,red\n"), [(1, RowFault::UnknownColumn, "colour".to_owned())]);
    assert_eq!(told("what,source_99_title\nx,y\n")[0].1, RowFault::TooManySources);
    assert_eq!(read("WHAT\nx\n", &facts().rules).0.len(), 1);
}

#[test]
fn what_comes_from_a_table_is_a_draft_and_comes_once() {
    let facts = facts();
    let editions = Editions::default();
    let mut case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, editions);
    let first = take_in(&write(&ledger()), &facts.rules, &case);
    assert_eq!((first.new, first.changed, first.same), (41, 0, 0));
    assert!(first.entries.values().all(|entry| !entry.is_accepted()));
    case.incidents.extend(first.entries);
    let review = Some(Review { by: "A".to_owned(), on: Date::of_year(2026) });
    case.incidents.get_mut(&id("bare")).unwrap().review.clone_from(&review);
    let again = take_in(&write(&ledger()), &facts.rules, &case);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 41));
    // What was changed outside is reviewed anew.
    let mut outside = case.incidents.clone();
    outside.get_mut(&id("bare")).unwrap().fields.insert(IncidentField::Place, "Almaty".to_owned());
    let changed = take_in(&write(&outside), &facts.rules, &case);
    assert_eq!((changed.new, changed.changed, changed.same), (0, 1, 40));
    assert!(!changed.entries[&id("bare")].is_accepted());
    // Rows without an id are the same when they come again.
    let bare = "what,date\nOne,2022\nTwo,2022\n";
    let first = take_in(bare, &facts.rules, &case);
    assert_eq!(first.new, 2);
    case.incidents.extend(first.entries);
    assert_eq!(take_in(bare, &facts.rules, &case).same, 2);
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
        let (entries, refused) = read(&text, &facts.rules);
        // Every row is an entry, or was refused at least once.
        let mut told: Vec<u64> = refused.iter().map(|it| it.line).collect();
        told.dedup();
        let is_table = refused.iter().all(|it| it.line > 1 || it.fault == RowFault::UnknownColumn);
        assert!(!is_table || entries.len() + told.len() >= lines(&text), "{refused:?}");
        let (again, faults) = read(&write(&entries), &facts.rules);
        assert_eq!((again, faults), (entries, vec![]));
    }
}
