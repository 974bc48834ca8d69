//! On the bundled data: what is found of the editors' contradictions, what is new, and how many every state has.

use crate::atlas::Iso3;
use crate::contradiction::{Found, Rule, Uses, find, find_all};
use crate::rating::tests::bundle;
use std::collections::{BTreeMap, BTreeSet};

/// Ids, without the state, of the editors' contradictions that rules find in the data.
const BY_RULE: [u8; 45] = [
    1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 29,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 41, 44, 45, 46, 47, 49, 51, 54, 56, 59,
];

/// The others, and why no rule can find them.
const BY_READING: [(u8, &str); 16] = [
    (9, "the second order year stands in running text only; the data have one"),
    (27, "the slip stands in a sentence of the summary that is no event"),
    (28, "chains of command are told in sentences"),
    (30, "what a law says now and said before is told in one sentence"),
    (40, "the text of the cited document is not in the data"),
    (42, "a heading against the home of one vendor: both are words"),
    (43, "a rule on paper against practice is a judgement"),
    (48, "what is missing from a stock proves nothing by itself"),
    (50, "a rating against its narrative is a judgement"),
    (52, "needs knowledge of the talks"),
    (53, "spellings are settled by the table of names"),
    (55, "the sentence of the summary is no event"),
    (57, "founding and merging are two events with two sentences"),
    (58, "both say the same figure; goal or progress is told in words"),
    (60, "signed and founded differ in words only"),
    (61, "singular and plural"),
];

/// What no editor has noted, looked at by hand. All of it is so; none is a false alarm.
const NEW: [(Rule, &str, &str); 12] = [
    (Rule::Undated, "SDG Index", "the edition is not stated"),
    (Rule::Undated, "Gender Development Index", "the year is not stated"),
    (Rule::Undated, "Ookla mobile internet speed (rank)", "undated article"),
    (Rule::Undated, "Ookla fixed internet speed (rank)", "undated article"),
    (
        Rule::SeriesAgainstReport,
        "Global Militarization Index",
        "97.99 and 97.7 for 2021: two editions",
    ),
    (Rule::SeriesAgainstReport, "GNI per capita, Atlas method", "revised by the publisher since"),
    (
        Rule::SeriesAgainstReport,
        "External debt, share of GNI",
        "81 is no share of GNI of 2021: the series has 100",
    ),
    (Rule::SeriesAgainstReport, "ODA received, share of GNI", "0.046 and 0.01 for 2020"),
    (
        Rule::SeriesAgainstReport,
        "Active armed forces, low estimate",
        "50,000 and 39,000 by two publishers",
    ),
    (
        Rule::Coverage,
        "Military expenditure",
        "four times the level of 2003: the table begins in 2020",
    ),
    (Rule::Class, "BTR-80", "a fighting vehicle among the purchases, a carrier in the stock"),
    (
        Rule::UcdpAgainstEvents,
        "238 deaths according to the government, 19 of them security staff",
        "the register has none for 2022: it counts organised violence only",
    ),
];

fn kaz() -> Iso3 {
    Iso3::parse("KAZ").unwrap()
}

fn id(number: u8) -> String {
    format!("KAZ-X{number:02}")
}

#[test]
fn the_two_lists_are_all_that_the_editors_noted() {
    let listed: BTreeSet<String> =
        BY_RULE.into_iter().chain(BY_READING.map(|(number, _)| number)).map(id).collect();
    let country = bundle().atlas.country(kaz()).unwrap();
    let noted: BTreeSet<String> = country.contradictions.iter().map(|one| one.id.clone()).collect();
    assert_eq!(listed, noted);
    assert!(BY_READING.iter().all(|(_, why)| !why.is_empty()));
}

#[test]
fn what_rules_can_find_is_found_from_the_data_itself() {
    let found: BTreeSet<String> =
        find(&bundle().atlas, kaz()).into_iter().filter_map(|one| one.known).collect();
    let missing: Vec<String> =
        BY_RULE.map(id).into_iter().filter(|id| !found.contains(id)).collect();
    assert!(missing.is_empty(), "not found: {missing:?}");
    let more: Vec<&String> = found.iter().filter(|one| !BY_RULE.map(id).contains(one)).collect();
    assert!(more.is_empty(), "found, and listed as needing a reader: {more:?}");
}

/// Without the editors' list the same is found: it only lends its ids.
#[test]
fn the_detector_does_not_read_the_list_of_contradictions() {
    let mut atlas = bundle().atlas.clone();
    let with = find(&atlas, kaz());
    for country in &mut atlas.countries {
        country.contradictions.clear();
        for event in &mut country.events {
            event.contradictions.clear();
        }
    }
    let bare = |found: Vec<Found>| -> Vec<_> {
        found
            .into_iter()
            .map(|one| (one.rule, one.topic, one.a.says, one.b.says, one.uses))
            .collect()
    };
    let without = find(&atlas, kaz());
    assert!(without.iter().all(|one| one.known.is_none()));
    assert_eq!(bare(without), bare(with));
}

#[test]
fn what_no_editor_noted_is_counted_and_was_looked_at() {
    let found = find(&bundle().atlas, kaz());
    let new: Vec<(Rule, &str)> = found
        .iter()
        .filter(|one| one.known.is_none())
        .map(|one| (one.rule, one.topic.en.as_str()))
        .collect();
    let seen: Vec<(Rule, &str)> = NEW.iter().map(|(rule, topic, _)| (*rule, *topic)).collect();
    assert_eq!(new, seen);
}

#[test]
fn every_finding_has_two_sides_with_their_sources() {
    for (iso3, found) in find_all(&bundle().atlas) {
        for one in found {
            assert_eq!(one.iso3, iso3);
            assert!(!one.topic.is_empty() && !one.criteria.is_empty(), "{one:?}");
            assert!(
                one.a.key.is_some() || one.b.key.is_some() || one.rule == Rule::Neighbours,
                "{one:?}"
            );
            assert!(!one.a.source.is_empty(), "{one:?}");
            assert!(one.a.says != one.b.says, "{one:?}");
            // What must be checked first is used by nobody.
            assert!(
                one.why != super::super::Why::NeedsCheck
                    || one.uses != Uses::A
                    || one.rule == Rule::Sum
            );
        }
    }
}

#[test]
fn findings_come_in_the_order_of_the_rules_and_always_the_same() {
    let (first, second) = (find(&bundle().atlas, kaz()), find(&bundle().atlas, kaz()));
    assert_eq!(first, second);
    assert!(first.is_sorted_by_key(|one| one.rule));
}

#[test]
fn no_state_drowns_in_alarms() {
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for (iso3, found) in find_all(&bundle().atlas).iter().filter(|(iso3, _)| *iso3 != kaz()) {
        assert!(found.len() <= 5, "{iso3} has {}", found.len());
        for one in found {
            *of_rule.entry(one.rule.code()).or_default() += 1;
        }
    }
    println!("states without a report: {of_rule:?}");
    let all: usize = of_rule.values().sum();
    assert!((1..=40).contains(&all), "{of_rule:?}");
}

/// Not part of the usual run, for a clock says little on a busy machine.
#[test]
#[ignore = "measures time"]
fn one_state_takes_a_few_milliseconds() {
    let view = crate::contradiction::view::View::of(&bundle().atlas, kaz()).unwrap();
    for rule in Rule::ALL {
        let start = std::time::Instant::now();
        rule.apply(&view);
        println!("{}: {:?}", rule.code(), start.elapsed());
    }
    let start = std::time::Instant::now();
    crate::contradiction::view::View::of(&bundle().atlas, kaz()).unwrap();
    println!("view: {:?}", start.elapsed());
    let start = std::time::Instant::now();
    for _ in 0..20 {
        find(&bundle().atlas, kaz());
    }
    println!("one state: {:?}", start.elapsed() / 20);
}
