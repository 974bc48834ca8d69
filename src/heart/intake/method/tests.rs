//! Faults of method files: all of them, with their lines.

use super::{Known, method};
use crate::atlas::Atlas;
use crate::fixed::Fixed;
use crate::intake::fault::{Fault, FaultKind, IdKind};
use crate::level::{Level, Mark};
use crate::rating::{Condition, Input, KnownLimit, Limit, Method};

const HEAD: &str = r#"(
    id: "own", version: "2", author: "N. N.", date: "2026-11-25", min_coverage: 60,
    title: (en: "Own", de: "Eigene", fr: "Propre"),
    ages: (yearly: (fresh: 2, used: 4), structural: (fresh: 5, used: 9), embargo_months: 12),
    windows: (conflicts: 10, one_sided: 5, growth: 5, deliveries: 5, reports: 3, small_arms_reports: 2,
        treaty_changes: 5, armed_conflict: 25, treaty_lists_from: 2020, troop_lists_from: 2014),
"#;

fn read(body: &str) -> (Option<Method>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut known = Known::of(&[], &[], &Atlas::default());
    known.inputs = ["PTS", "LDC", "GPI"].map(str::to_owned).to_vec();
    known.counts = [("ALL3".to_owned(), 3)].into();
    let method = method("own.ron", &format!("{HEAD}{body})"), &known, &mut faults);
    (method, faults)
}

fn rules(rules: &str) -> (Option<Method>, Vec<Fault>) {
    let title = r#"title: (en: "T", de: "T", fr: "T"), title_mark: P"#;
    read(&format!("criteria: [(number: 3, {title}, rules: [\n{rules}\n])]"))
}

const WORDS: &str = r#"text: (en: "R", de: "R", fr: "R"), mark: P"#;

#[test]
fn a_method_is_read_with_its_conditions() {
    let text = format!(
        r#"limits: [(text: (en: "L", de: "L", fr: "L"), mark: U)],
        lists: [(id: "MINE", mark: P, treaties: ["a", "b+c"])],
        criteria: [(
            number: 3, title: (en: "T", de: "T", fr: "T"), title_mark: R,
            limits: [(text: (en: "K", de: "K", fr: "K"), mark: R)], inputs: [One("PTS"), AnyOf(["LDC", "GPI"]), Each("MINE")],
            rules: [
                (id: "r1", level: Critical, when: Any([AtLeast("PTS", 4), Not(Yes("LDC"))]), {WORDS}),
                (id: "r2", level: Note, overlay: true, when: FewerThan("MINE", 2), {WORDS}),
            ],
        )]"#
    );
    let (method, faults) = read(&text);
    assert!(faults.is_empty(), "{faults:#?}");
    let method = method.unwrap();
    assert_eq!(method.hash.len(), 64);
    let criterion = method.criterion(3).unwrap();
    let said = |limits: &[KnownLimit]| -> Vec<(String, Mark)> {
        limits.iter().map(|limit| (limit.text.en.clone(), limit.mark)).collect()
    };
    assert_eq!(said(&method.limits), [("L".to_owned(), Mark::U)]);
    assert_eq!(said(&criterion.limits), [("K".to_owned(), Mark::R)]);
    assert_eq!(criterion.inputs.len(), 3);
    assert_eq!(criterion.inputs[2], Input::Each("MINE".to_owned()));
    let [first, second] = criterion.rules.as_slice() else { panic!("{:?}", criterion.rules) };
    assert_eq!(first.level, Some(Level::Critical));
    let id = "PTS".to_owned();
    assert_eq!(
        first.when,
        Condition::Any(vec![
            Condition::Value { id, limit: Limit::AtLeast(Fixed::whole(4)) },
            Condition::Not(Box::new(Condition::Yes("LDC".to_owned()))),
        ])
    );
    assert!(second.overlay && second.level.is_none() && second.when.counts_treaties());
}

#[test]
fn every_fault_of_the_rules_is_found_with_its_line() {
    let bad = [
        format!(r#"(id: "a", level: Critcal, when: Yes("PTS"), {WORDS}),"#),
        format!(r#"(id: "b", level: Critical, when: AtLest("PTS", 4), {WORDS}),"#),
        format!(r#"(id: "c", level: Critical, when: AtLeast("PST", 4), {WORDS}),"#),
        format!(r#"(id: "d", level: Critical, when: AtLeast("PTS"), {WORDS}),"#),
        format!(r#"(id: "e", level: Critical, when: Any([]), {WORDS}),"#),
        format!(r#"(id: "e", level: Critical, when: Points(120), {WORDS}),"#),
        format!(r#"(id: "f", level: Critical, when: Tag(["salw"]), {WORDS}),"#),
        r#"(id: "g", level: Critical, when: Yes("PTS"), mark: P),"#.to_owned(),
    ];
    let (_, faults) = rules(&bad.join("\n"));
    let first = 1 + HEAD.lines().count() as u32 + 1;
    let lines: Vec<u32> = faults.iter().map(|fault| fault.at.line - first).collect();
    assert_eq!(lines, [0, 1, 2, 3, 4, 5, 5, 5, 6, 7], "{faults:#?}");
    assert!(faults.iter().any(|fault| matches!(
        &fault.kind,
        FaultKind::UnknownId { what: IdKind::Evidence, nearest: Some(near), .. } if near == "PTS"
    )));
    assert!(faults.iter().any(|fault| matches!(
        &fault.kind,
        FaultKind::UnknownWord { word, nearest: Some(near), .. } if word == "AtLest" && near == "AtLeast"
    )));
}

/// A criterion with a list of two treaties; each line of `more` stands after the list, for itself.
fn with_list(more: &str) -> Vec<Fault> {
    let title = r#"title: (en: "T", de: "T", fr: "T"), title_mark: P"#;
    let list = r#"lists: [(id: "MINE", mark: P, treaties: ["a", "b"])],"#;
    read(&format!("{list}\ncriteria: [(number: 3, {title},\n{more}\n)]")).1
}

#[test]
fn a_rule_that_always_holds_or_never_is_a_fault() {
    let cases: &[(&str, Option<(f64, f64)>)] = &[
        (r#"Several(0, [Yes("PTS")])"#, Some((1.0, 1.0))),
        (r#"Several(3, [Yes("PTS"), Yes("LDC")])"#, Some((1.0, 2.0))),
        (r#"InYears(0, 3, Yes("PTS"))"#, Some((1.0, 3.0))),
        (r#"InYears(4, 3, Yes("PTS"))"#, Some((1.0, 3.0))),
        (r#"InYears(1, 0, Yes("PTS"))"#, Some((1.0, 100.0))),
        (r#"InNeighbours(0, Yes("PTS"))"#, Some((1.0, 20.0))),
        (r#"FewerThan("MINE", 0)"#, Some((1.0, 2.0))),
        (r#"FewerThan("MINE", 3)"#, Some((1.0, 2.0))),
        (r#"FewerThan("ALL3", 4)"#, Some((1.0, 3.0))),
        (r#"ShareBelow("MINE", 0)"#, Some((0.01, 100.0))),
        (r#"TopShare("PTS", 0)"#, Some((0.01, 100.0))),
        (r#"Several(2, [Yes("PTS"), Yes("LDC")])"#, None),
        (r#"InYears(3, 3, Yes("PTS"))"#, None),
        (r#"InNeighbours(1, Yes("PTS"))"#, None),
        (r#"FewerThan("MINE", 2)"#, None),
        (r#"FewerThan("ALL3", 3)"#, None),
        (r#"TopShare("PTS", 25)"#, None),
    ];
    let lines: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(at, (when, _))| format!(r#"(id: "r{at}", level: Critical, when: {when}, {WORDS}),"#))
        .collect();
    let faults = with_list(&format!("rules: [\n{}\n]", lines.join("\n")));
    let first = 1 + HEAD.lines().count() as u32 + 3;
    let told: Vec<_> = faults
        .iter()
        .map(|fault| match &fault.kind {
            FaultKind::ValueOutOfRange { low, high, .. } => (fault.at.line - first, (*low, *high)),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected: Vec<_> =
        (0..).zip(cases).filter_map(|(at, (_, told))| Some((at, (*told)?))).collect();
    assert_eq!(told, expected);
}

#[test]
fn words_out_of_place_are_faults() {
    let rule =
        |when: &str| format!(r#"rules: [(id: "r", level: Critical, when: {when}, {WORDS})]"#);
    let one = |more: &str| -> FaultKind {
        let faults = with_list(more);
        assert_eq!(faults.len(), 1, "{more}: {faults:#?}");
        faults[0].kind.clone()
    };
    for when in [r#"FewerThan("PTS", 2)"#, r#"ShareBelow("PTS", 50)"#] {
        let FaultKind::UnknownId { what, id, .. } = one(&rule(when)) else { panic!("{when}") };
        assert_eq!((what, id.as_str()), (IdKind::TreatyList, "PTS"));
    }
    let exporter = one(&rule(r#"Exporter(Yes("PTS"))"#));
    assert!(matches!(&exporter, FaultKind::UnknownWord { word, .. } if word == "Exporter"));
    let points = one(&rule("Points(50)"));
    assert!(matches!(&points, FaultKind::MissingField { name } if name == "points"));
    let table = r#"points: (name: (en: "T", de: "T", fr: "T"), min_present: 1, items: [
        (input: "PTS", one: AtLeast("PTS", 3), two: AtLeast("PTS", 4), mark: P)]),"#;
    assert_eq!(with_list(&format!("{table} {}", rule("Points(50)"))), []);
    assert!(matches!(
        one(&table.replace(r#"AtLeast("PTS", 3)"#, "Points(50)")),
        FaultKind::MissingField { .. }
    ));
}

#[test]
fn an_input_that_counts_twice_is_a_fault() {
    let twice = |inputs: &str| -> Vec<String> {
        let faults = with_list(&format!("inputs: [{inputs}]"));
        let id = |fault: &Fault| match &fault.kind {
            FaultKind::SameIdTwice { what: IdKind::Evidence, id, .. } => id.clone(),
            other => panic!("{other:?}"),
        };
        faults.iter().map(id).collect()
    };
    assert_eq!(twice(r#"One("PTS"), One("PTS")"#), ["PTS"]);
    assert_eq!(twice(r#"One("PTS"), AnyOf(["LDC", "PTS"])"#), ["PTS"]);
    assert_eq!(twice(r#"AnyOf(["LDC", "LDC"]), Each("MINE"), Each("MINE")"#), ["LDC", "MINE"]);
    assert_eq!(twice(r#"One("PTS"), AnyOf(["LDC", "GPI"]), Each("MINE")"#), Vec::<String>::new());
    assert!(matches!(&with_list(r#"inputs: [Each("PTS")]"#)[0].kind, FaultKind::UnknownId { .. }));
    assert!(matches!(&with_list("inputs: [AnyOf([])]")[0].kind, FaultKind::Empty { .. }));
}

#[test]
fn the_head_of_a_method_is_checked() {
    let with = |old: &str, new: &str| -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut atlas = Atlas::default();
        atlas.countries = crate::rating::tests::bundle().atlas.countries.clone();
        let known = Known::of(&[], &[], &atlas);
        assert!(HEAD.contains(old));
        let text = HEAD.replacen(old, new, 1);
        let criterion =
            r#"criteria: [(number: 3, title: (en: "T", de: "T", fr: "T"), title_mark: P)]"#;
        method("own.ron", &format!("{text}{criterion})"), &known, &mut faults);
        faults
    };
    assert_eq!(with("id", "id"), []);
    let long = "x".repeat(65);
    for id in ["", "a b", "../a", r"a\nb", r"\u{1b}[2J", "a/b", &long] {
        let faults = with(r#"id: "own""#, &format!(r#"id: "{id}""#));
        let FaultKind::BadId { what: IdKind::Method, id: told } = &faults[0].kind else {
            panic!("{id}: {faults:?}")
        };
        assert_eq!((faults.len(), faults[0].at.line), (1, 2), "{id}");
        assert!(told.chars().all(|c| !c.is_control()) && told.chars().count() <= 64);
    }
    for id in ["bicc-2012", "Außen_7", &long[1..]] {
        assert_eq!(with(r#"id: "own""#, &format!(r#"id: "{id}""#)), [], "{id}");
    }
    let ages = with("fresh: 2", "fresh: 5");
    assert!(
        matches!(&ages[0].kind, FaultKind::ValueOutOfRange { field, high, .. } if field == "fresh" && *high == 4.0)
    );
    let ended = |iso3: &str| {
        let row =
            format!("ended_embargoes: [(iso3: \"{iso3}\", issuers: [UN], ended: 2018)], windows");
        with("windows", &row)
    };
    assert_eq!(ended("ERI"), []);
    assert!(
        matches!(&ended("ERX")[0].kind, FaultKind::UnknownCountry { iso3, .. } if iso3 == "ERX")
    );
}

#[test]
fn a_criterion_given_twice_and_a_number_out_of_range_are_faults() {
    let one = r#"(number: 3, title: (en: "T", de: "T", fr: "T"), title_mark: P)"#;
    let (_, faults) = read(&format!("criteria: [{one}, {one}]"));
    assert!(matches!(&faults[0].kind, FaultKind::SameIdTwice { what: IdKind::Criterion, .. }));
    let (_, faults) = read(&format!("criteria: [{}]", one.replace('3', "9")));
    assert!(matches!(&faults[0].kind, FaultKind::ValueOutOfRange { .. }));
    let (method, faults) = read("criteria: []");
    assert!(method.is_some() && matches!(&faults[0].kind, FaultKind::Empty { .. }));
}
