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
    known.inputs = vec!["PTS".to_owned(), "LDC".to_owned()];
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
            limits: [(text: (en: "K", de: "K", fr: "K"), mark: R)], inputs: [One("PTS"), AnyOf(["PTS", "LDC"]), Each("MINE")],
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
    assert_eq!(lines, [0, 1, 2, 3, 4, 5, 5, 6, 7], "{faults:#?}");
    assert!(faults.iter().any(|fault| matches!(
        &fault.kind,
        FaultKind::UnknownId { what: IdKind::Evidence, nearest: Some(near), .. } if near == "PTS"
    )));
    assert!(faults.iter().any(|fault| matches!(
        &fault.kind,
        FaultKind::UnknownWord { word, nearest: Some(near), .. } if word == "AtLest" && near == "AtLeast"
    )));
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
