//! The reader of criteria against the real files, and against files with known faults.

use super::*;
use crate::rulebook::QuestionId;
use std::path::PathBuf;

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The real files that exist so far.
fn real_files() -> Vec<(String, String)> {
    let names = CRITERIA.iter().map(|(_, name)| *name).chain(OTHERS);
    names
        .filter_map(|name| {
            Some((name.to_owned(), std::fs::read_to_string(folder("criteria").join(name)).ok()?))
        })
        .collect()
}

#[test]
fn the_real_files_have_no_faults() {
    let files = real_files();
    let mut faults = Vec::new();
    let book = rulebook(&files, &mut faults);
    faults.retain(|fault| fault.kind != FaultKind::MissingFile); // Still being written.
    assert!(
        faults.is_empty(),
        "{}",
        faults.iter().map(|fault| format!("{fault:?}\n")).collect::<String>()
    );
    assert_eq!((book.criteria.len(), book.case.is_some()), (8, true));
    assert!(book.stages.is_some() && book.scenarios.is_some());
}

const TEN_FAULTS: &str = include_str!("../../../../tests/fixtures/criteria/ten_faults.ron");

const TEXT: &str = r#"(en: "e", de: "d", fr: "f")"#;

/// Sound measures, items and registry; `T` stands for a text.
fn catalogue() -> Vec<(String, String)> {
    let measures = r#"[
        (id: "M01", text: T, criteria: [3, 4], acts_on: Likelihood, limit: T, mark: P),
        (id: "M08b", text: T, criteria: [1], acts_on: Legal, mark: P),
    ]"#;
    let lines = (1..=22)
        .map(|ml| format!(r#"(ml: {ml}, text: T, tags: ["salw"], focus: [2], salw: Partly),"#));
    let items = r#"(
        edition: (text: T, mark: S),
        military_list: [LINES],
        tags: [(id: "salw", text: T, entries: T, relevance: [Medium, High, High, Low, Medium, Low, High, Low])],
        special: [(id: "manpads", tags: ["salw"], title: T, rule: T, mark: M)],
    )"#
    .replace("LINES", &lines.collect::<String>());
    let registry = r#"[
        (id: "EMB_UN", kind: List, name: T, criteria: [1], answered_by: Bundled, bundled: ["embargoes.csv[issuer=UN]"],
         scale: T, worse: T, derivation: (en: "", de: "", fr: ""), coverage: "197", latest_year: 2026),
    ]"#;
    let case = r#"(
        answers: [(id: "major", level: PossiblyCritical, major: 1, text: T, mark: P)],
        exemption: (embargo: "C1-Q01", paper: "C1-Q02"),
        goods: (criteria: [2], from: Medium, text: T, mark: P),
        missions: (criteria: [2], text: T, mark: P),
        measures: (promises: []),
        confidence: (high_items: 2, medium_items: 1, fresh_months: 12),
        milder_reason: 150, denial_years: 3,
    )"#;
    let stages = r#"(
        criterion: 1, filter: ["C1-Q01", "C1-Q02"], alone: "C1-Q02",
        together: (of: ["C1-Q01"], needed: 2, unclear: 0.5), then: ["C1-Q02"], last: "C1-Q02",
        years: 5, text: T, mark: P,
    )"#;
    let gives = "(meaning: T, gives: [Low, Low, Moderate, High])";
    let scenarios = r#"(
        criteria: [2], likelihood: (remote: R, conceivable: R, credible: R, evident: R),
        severity: (limited: T, serious: T, grave: T, mass: T), prompt: T, mark: P,
    )"#
    .replace(": R", &format!(": {gives}"));
    [
        (MEASURES, measures),
        (ITEMS, &items),
        (REGISTRY, registry),
        (CASE, case),
        (STAGES, stages),
        (SCENARIOS, &scenarios),
    ]
    .map(|(name, text)| (name.to_owned(), text.replace(": T", &format!(": {TEXT}"))))
    .into()
}

/// A sound criterion of one or more questions; `more` is put into each question by its number.
fn criterion_of(number: u8, questions: &[&str]) -> (String, String) {
    let effect = if number <= 4 { "Refuse" } else { "Weigh" };
    let asked = questions.iter().enumerate().map(|(at, more)| {
        format!(
            r#"(id: "C{number}-Q{:02}", sub: "{number}a", stage: 1, role: Record, weight: Minor, concern: Yes,
            auto: true, ask: T, help: T, items: ["*"], reference: T, mark: R, {more}),
"#,
            at + 1
        )
    });
    let text = format!(
        r#"(number: {number}, title: T, title_marks: (en: R, de: M, fr: S), short: T, effect: {effect},
        test: [(text: T, mark: R)], subs: [(id: "{number}a", text: T, effect: Weigh, mark: R)],
        questions: [{}], measures: ["M01"])"#,
        asked.collect::<String>()
    );
    (format!("c{number}.ron"), text.replace(": T", &format!(": {TEXT}")))
}

fn sound_files() -> Vec<(String, String)> {
    let mut files = catalogue();
    files.extend((1..=8).map(|number| criterion_of(number, &[r#"evidence: ["EMB_UN"]"#, ""])));
    files.push((CASE.to_owned(), CASE_RULES.replace(": T", &format!(": {TEXT}"))));
    files.push((END_USE.to_owned(), screen_of("")));
    files
}

/// How a case counts, as short as it can be.
const CASE_RULES: &str = r#"(
    answers: [(id: "major", level: Critical, major: 1, text: T, mark: P)],
    exemption: (embargo: "C1-Q01", paper: "C1-Q02"),
    goods: (criteria: [2], from: Medium, text: T, mark: P),
    missions: (criteria: [2], text: T, mark: P),
    measures: (doubted_by: ["C7-Q01"]),
    confidence: (high_items: 2, fresh_months: 12), milder_reason: 150, denial_years: 3,
)"#;

/// A sound end-use screen; `more` is put into its second question.
fn screen_of(more: &str) -> String {
    let question = |id: &str, more: &str| {
        format!(
            r#"(id: "{id}", title: T, ask: T, serves: ["C2-Q01"], yes: Raises, no: Neutral, reference: T, mark: R, {more}),"#
        )
    };
    format!(
        r#"(tags: ["salw"], groups: [(id: "one", title: T, lead: T, home: (state: "KAZ", lead: T),
            questions: [{}{}])],
        article5: [
            (id: "first", any: [(of: "a", is: Yes), (of: "b", is: No)], title: T, text: T, reference: T, mark: R),
            (id: "last", title: T, text: T, reference: T, mark: R),
        ],
        tiers_lead: T,
        tiers: [(id: "low", title: T, text: T, reference: T, mark: P)],
        law: [(treaty: "x", gap: T), (table: "t", column: "c", only: ["w"], head: "h", words: "v", also: ["a"], gap: T)],
        practice: [(reading: "EMB_UN", gap: T), (events: ["N1"], gap: T)],
        terms: [(id: "word", title: T, text: T, reference: T, mark: M)])"#,
        question("a", ""),
        question("b", more)
    )
    .replace(": T", &format!(": {TEXT}"))
}

#[test]
fn a_sound_screen_is_read_whole() {
    let (book, faults) = read(&sound_files());
    assert_eq!(faults, []);
    let screen = &book.end_use;
    assert_eq!(screen.questions().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!((screen.article5.len(), screen.article5[0].any.len()), (2, 2));
    assert_eq!((screen.law.len(), screen.practice.len(), screen.terms.len()), (2, 2, 1));
    assert_eq!(screen.served(), [QuestionId::parse("C2-Q01").unwrap()]);
    assert_eq!(check_criteria_text("x/end_use.ron", &screen_of(""), Some(&book)), []);
}

#[test]
fn every_fault_of_a_screen_is_told_at_once() {
    let (book, _) = read(&sound_files());
    let changes = [
        (r#"tags: ["salw"]"#, r#"tags: ["slaw"]"#, "UnknownId"),
        (r#"serves: ["C2-Q01"]"#, r#"serves: ["C2-Q77"]"#, "UnknownId"),
        (r#"id: "b", title"#, r#"id: "a", title"#, "SameIdTwice"),
        (r#"(of: "a", is: Yes)"#, r#"(of: "c", is: Yes)"#, "UnknownId"),
        (r#"(of: "a", is: Yes)"#, r#"(of: "a", is: Maybe)"#, "UnknownWord"),
        (r#"yes: Raises"#, r#"yes: Rises"#, "UnknownWord"),
        (r#"(id: "last", "#, r#"(id: "last", any: [(of: "a", is: No)], "#, "LastStep"),
        (r#"any: [(of: "a", is: Yes), (of: "b", is: No)], "#, "", "LastStep"),
        (r#"reading: "EMB_UN""#, r#"reading: "EMB_UM""#, "UnknownId"),
        (r#"treaty: "x""#, r#"treaty: "x", reading: "EMB_UN""#, "Count"),
        (r#"treaty: "x", "#, "", "Count"),
        (r#"head: "h", "#, "", "MissingField"),
        (r#"only: ["w"]"#, "only: []", "Empty"),
        (r#"id: "word""#, r#"id: "A Word""#, "BadId"),
        (r#"state: "KAZ", "#, "", "MissingField"),
    ];
    for (before, after, expected) in changes {
        let text = screen_of("").replacen(before, after, 1);
        assert_ne!(text, screen_of(""), "{before}");
        let faults = check_criteria_text("end_use.ron", &text, Some(&book));
        let kinds: Vec<String> = faults.iter().map(kind_name).collect();
        assert!(kinds.iter().any(|kind| kind == expected), "{after}: {faults:?}");
        // The same among all files, and the criteria stay as they are.
        let mut files = sound_files();
        files.retain(|(name, _)| name != END_USE);
        files.push((END_USE.to_owned(), text));
        let (whole, faults) = read(&files);
        assert!(faults.iter().any(|fault| kind_name(fault) == expected), "{after}: {faults:?}");
        assert!(faults.iter().all(|fault| fault.at.file == END_USE), "{faults:?}");
        assert_eq!((whole.criteria.len(), whole.measures.len()), (8, 2));
    }
    // Many faults, one run.
    let many = changes
        .iter()
        .take(6)
        .fold(screen_of(""), |text, (before, after, _)| text.replacen(before, after, 1));
    assert!(check_criteria_text("end_use.ron", &many, Some(&book)).len() >= 5);
    // A criterion that cannot be read is not doubled by what the screen names of it.
    let mut files = sound_files();
    files.retain(|(name, _)| name != "c2.ron");
    let (_, faults) = read(&files);
    assert_eq!(faults.iter().map(kind_name).collect::<Vec<_>>(), ["MissingFile"]);
}

fn read(files: &[(String, String)]) -> (Rulebook, Vec<Fault>) {
    let mut faults = Vec::new();
    let book = rulebook(files, &mut faults);
    (book, faults)
}

fn kind_name(fault: &Fault) -> String {
    let text = format!("{:?}", fault.kind);
    text.split([' ', '{']).next().unwrap_or_default().to_owned()
}

#[test]
fn sound_files_give_a_whole_rulebook() {
    let (book, faults) = read(&sound_files());
    assert_eq!(faults, []);
    assert_eq!(
        book.criteria.iter().map(|criterion| criterion.number).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7, 8]
    );
    assert_eq!(
        (book.measures.len(), book.items.military_list.len(), book.registry.len()),
        (2, 22, 1)
    );
    let question = &book.criteria[2].questions[0];
    assert_eq!(
        (question.id.to_string().as_str(), question.evidence[0].as_str()),
        ("C3-Q01", "EMB_UN")
    );
    assert!(book.registry[0].derivation.is_empty());
    assert_eq!(book.criteria[0].test[0].since, crate::rulebook::TextEdition::Y2008);
    assert_eq!(check_criteria_text("x/c3.ron", &criterion_of(3, &[""]).1, Some(&book)), []);
}

#[test]
fn ten_faults_are_ten_faults_on_their_lines() {
    let expected: Vec<(u32, String)> = (1..)
        .zip(TEN_FAULTS.lines())
        .filter_map(|(line, text)| Some((line, text.split_once("// FAULT ")?.1.to_owned())))
        .collect();
    assert_eq!(expected.len(), 10);
    let (context, _) = read(&sound_files());
    let faults = check_criteria_text("c3.ron", TEN_FAULTS, Some(&context));
    let found: Vec<_> = faults.iter().map(|fault| (fault.at.line, kind_name(fault))).collect();
    assert_eq!(found, expected, "{faults:#?}");
    let near = |nearest: &str| Some(nearest.to_owned());
    assert!(faults.iter().any(|fault| matches!(&fault.kind, FaultKind::UnknownField { nearest, .. } if *nearest == near("effect"))));
    assert!(faults.iter().any(|fault| matches!(&fault.kind, FaultKind::UnknownId { nearest, .. } if *nearest == near("EMB_UN"))));
    assert!(faults.iter().any(|fault| matches!(&fault.kind, FaultKind::UnknownWord { nearest, .. } if *nearest == near("Major"))));
}

#[test]
fn what_is_sound_beside_a_fault_lives() {
    let mut files = sound_files();
    files.retain(|(name, _)| name != "c3.ron");
    files.push(("c3.ron".to_owned(), TEN_FAULTS.to_owned()));
    let (book, faults) = read(&files);
    assert_eq!(faults.len(), 10);
    let criterion = book.criterion(3).unwrap();
    let ids: Vec<_> = criterion.questions.iter().map(|question| question.id.to_string()).collect();
    assert_eq!(ids, ["C3-Q01", "C3-Q06"]);
    assert_eq!(criterion.questions[0].evidence, ["EMB_UN"]);
    assert_eq!(criterion.questions[1].depends_on, QuestionId::parse("C3-Q01"));
    assert_eq!((criterion.weigh.len(), criterion.test.len(), criterion.measures.len()), (1, 2, 2));
    assert_eq!((criterion.short.en.as_str(), criterion.short.fr.as_str()), ("Made up", ""));
    assert_eq!(criterion.test[1].mark, crate::level::Mark::U);
}

#[test]
fn an_unreadable_file_does_not_accuse_the_others() {
    for name in OTHERS {
        let mut files = sound_files();
        files.retain(|(other, _)| other != name);
        let (_, faults) = read(&files);
        assert_eq!(faults.iter().map(kind_name).collect::<Vec<_>>(), ["MissingFile"], "{name}");
        files.push((name.to_owned(), "[(id: ?".to_owned()));
        let (book, faults) = read(&files);
        assert!(
            !faults.is_empty() && faults.iter().all(|fault| fault.at.file == name),
            "{faults:?}"
        );
        assert_eq!(book.criterion(3).unwrap().questions[0].evidence, ["EMB_UN"]);
    }
    let (book, faults) = read(&[("c9.ron".to_owned(), String::new())]);
    assert!(book.criteria.is_empty());
    assert_eq!(faults.iter().filter(|fault| fault.kind == FaultKind::MissingFile).count(), 15);
    assert!(faults.iter().any(|fault| kind_name(fault) == "UnknownFile"));
}

#[test]
fn dependences_must_exist_and_end() {
    let depends = |on: &[&str]| {
        let more: Vec<_> = on.iter().map(|on| format!("depends_on: {on}")).collect();
        let mut files = sound_files();
        let own = criterion_of(3, &more.iter().map(String::as_str).collect::<Vec<_>>());
        files.retain(|(name, _)| *name != own.0);
        files.push(own);
        let (book, faults) = read(&files);
        let found = book
            .criterion(3)
            .unwrap()
            .questions
            .iter()
            .map(|question| question.depends_on.is_some())
            .collect();
        (found, faults.iter().map(kind_name).collect())
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(depends(&[r#""C3-Q02""#, "None"]), (vec![true, false], none.clone()));
    assert_eq!(depends(&[r#"Some("C1-Q02")"#]), (vec![true], none));
    assert_eq!(depends(&[r#""C3-Q09""#]), (vec![false], vec!["UnknownId".to_owned()]));
    assert_eq!(depends(&[r#""Q1""#]), (vec![false], vec!["BadId".to_owned()]));
    assert_eq!(depends(&[r#""C3-Q01""#]), (vec![false], vec!["DependsOnItself".to_owned()]));
    let circle = depends(&[r#""C3-Q02""#, r#""C3-Q03""#, r#""C3-Q01""#]);
    assert_eq!(circle, (vec![true, true, false], vec!["DependsOnItself".to_owned()]));
}

#[test]
fn catalogues_are_checked_too() {
    let with = |name: &str, from: &str, to: &str| {
        let mut files = sound_files();
        let (_, text) = files.iter_mut().find(|(other, _)| other == name).unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
        read(&files).1.iter().map(kind_name).collect::<Vec<_>>()
    };
    assert_eq!(with(MEASURES, r#""M08b""#, r#""M8""#), ["BadId"]);
    assert_eq!(with(MEASURES, r#""M08b""#, r#""M01""#), ["SameIdTwice"]);
    assert_eq!(with(MEASURES, "[3, 4]", "[3, 9]"), ["ValueOutOfRange"]);
    assert_eq!(with(MEASURES, r#""M01""#, r#""M02""#), ["UnknownId"; 8]);
    assert_eq!(with(ITEMS, "Low])", "])"), ["Count"]);
    assert_eq!(with(ITEMS, "(ml: 7,", "(ml: 8,"), ["SameIdTwice"]);
    assert_eq!(with(ITEMS, r#"tags: ["salw"]"#, r#"tags: ["slaw"]"#), ["UnknownId"]);
    assert_eq!(with(REGISTRY, "2026", "20.26"), ["WrongKind"]);
    assert_eq!(with(STAGES, r#""C1-Q01", "C1-Q02""#, r#""C1-Q01", "C1-Q77""#), ["UnknownId"]);
    assert_eq!(with(STAGES, "years: 5", "years: 0"), ["ValueOutOfRange"]);
    assert_eq!(with(STAGES, "needed: 2, ", ""), ["MissingField"]);
    assert_eq!(with(SCENARIOS, "Moderate, High", "Moderate"), ["Count"]);
    assert_eq!(with(SCENARIOS, "Moderate, High", "Moderate, Hihg"), ["UnknownWord"]);
    assert_eq!(with(SCENARIOS, "credible", "credibel"), ["UnknownField"]);
    assert_eq!(with("c7.ron", "effect: Weigh", "effect: Refuse"), ["UnknownWord"]);
    assert_eq!(with("c7.ron", "number: 7", "number: 6"), ["ValueOutOfRange"]);
    assert_eq!(with("c7.ron", "C7-Q01", "C6-Q09"), ["BadId"]);
    assert_eq!(with("c7.ron", "stage: 1", "stage: 1, stage: 2"), ["FieldTwice"]);
    assert_eq!(with("c7.ron", r#"items: ["*"]"#, "items: []"), ["Empty"]);
}

#[test]
fn the_hash_knows_texts_and_names_but_neither_order_nor_line_ends() {
    let files = sound_files();
    let first = read(&files).0.hash;
    let mut other: Vec<_> =
        files.iter().rev().map(|(name, text)| (name.clone(), text.replace('\n', "\r\n"))).collect();
    assert_eq!(read(&other).0.hash, first);
    assert_eq!(first.len(), 64);
    other[0].1.push(' ');
    assert_ne!(read(&other).0.hash, first);
}

/// Marsaglia's xorshift: the same numbers on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

#[test]
fn no_text_makes_it_panic_or_point_outside_the_file() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut seeds = catalogue();
    seeds.push(("c3.ron".to_owned(), TEN_FAULTS.to_owned()));
    let crumbs = [
        "\"", "\\", "(", ")", "[", "]", "{", "}", ",", ":", "r#\"", "/*", "*/", "//", "\n", "é",
        "\u{2028}", "-", "0x", "Some(", "\\u{", "1e999", "=", "#",
    ];
    for round in 0..4000 {
        let (name, seed) = &seeds[round % seeds.len()];
        let mut chars: Vec<char> = seed.chars().collect();
        if dice.below(3) == 0 {
            chars.truncate(dice.below(chars.len()));
        }
        for _ in 0..dice.below(6) {
            let at = dice.below(chars.len() + 1);
            let to = (at + dice.below(4)).min(chars.len());
            let crumb = crumbs[dice.below(crumbs.len())];
            chars.splice(at..to, crumb.chars());
        }
        let text: String = chars.into_iter().collect();
        let lines = text.split('\n').count() as u32;
        for fault in check_criteria_text(name, &text, None) {
            let columns =
                text.split('\n').nth(fault.at.line as usize - 1).unwrap().chars().count() as u32;
            assert!(fault.at.line <= lines && fault.at.column <= columns + 1, "{fault:?}\n{text}");
        }
    }
}

#[test]
fn faults_of_the_case_rules_are_all_told_with_their_lines() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../criteria/case.ron");
    let text = std::fs::read_to_string(folder).unwrap();
    let book = crate::rating::tests::bundle();
    let check = |text: &str| check_criteria_text("case.ron", text, Some(&book.rules));
    assert_eq!(check(&text), []);
    for (from, to) in [
        ("with: \"C7-Q14\"", "with: \"C7-Q99\""),
        ("level: Critical, criteria: [7], major: 3", "level: Crtical, criteria: [7], major: 3"),
        ("criteria: [5, 6, 8]", "criteria: [5, 6, 9]"),
        ("measure: \"M19\"", "measure: \"M99\""),
        ("from: Medium", "from: Midium"),
        ("milder_reason: 150", "milder_reason: many"),
        (
            "id: \"minor\", level: PossiblyCritical, minor: 3",
            "id: \"minor\", level: PossiblyCritical",
        ),
        ("    denial_years: 3,", ""),
    ] {
        assert!(text.contains(from), "{from}");
        let faults = check(&text.replacen(from, to, 1));
        assert_eq!(faults.len(), 1, "{to}: {faults:#?}");
    }
}
