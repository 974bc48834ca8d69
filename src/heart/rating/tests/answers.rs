//! Suggestions on the bundled data and rules.

use super::build::iso3;
use super::bundle;
use crate::date::Date;
use crate::fixed::Fixed;
use crate::level::Finding;
use crate::rating::{CaseFacts, Gap, ReadingValue, Suggester, Suggestion};
use crate::rulebook::QuestionId;
use Finding::{Concern, NoConcern, NoInformation, Unclear};

const DAY: &str = "2026-11-25";

fn tagged(tags: &[&str]) -> CaseFacts {
    CaseFacts { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..CaseFacts::default() }
}

fn answer_on(day: &str, code: &str, case: &CaseFacts, question: &str) -> Suggestion {
    let bundle = bundle();
    let day = Date::parse(day).unwrap();
    let id = QuestionId::parse(question).unwrap();
    Suggester::new(&bundle.atlas, &bundle.rules, &bundle.prefill, iso3(code), day, case)
        .suggest(id)
        .unwrap_or_else(|| panic!("{question} has no rule"))
}

fn finding(code: &str, case: &CaseFacts, question: &str) -> Finding {
    answer_on(DAY, code, case, question).finding
}

#[test]
fn every_question_that_may_be_answered_from_data_has_a_rule() {
    let bundle = bundle();
    let (case, day) = (tagged(&["salw"]), Date::parse(DAY).unwrap());
    let mut answered = 0;
    for country in &bundle.atlas.countries {
        let suggester =
            Suggester::new(&bundle.atlas, &bundle.rules, &bundle.prefill, country.iso3, day, &case);
        for question in bundle.rules.criteria.iter().flat_map(|criterion| &criterion.questions) {
            let suggestion = suggester.suggest(question.id);
            assert_eq!(suggestion.is_some(), question.auto, "{}", question.id);
            let Some(found) = suggestion else { continue };
            assert!(!found.rule.is_empty() && !found.readings.is_empty(), "{}", question.id);
            let certain = found.finding != NoInformation;
            let known = found.readings.iter().any(|reading| !reading.is_gap());
            assert!(known || !certain, "{} of {} comes from nothing", question.id, country.iso3);
            answered += 1;
        }
    }
    assert_eq!(answered, 197 * 39);
}

#[test]
fn embargoes_answer_the_first_question() {
    let rifles = tagged(&["salw"]);
    for (code, expected) in
        [("KAZ", NoConcern), ("PRK", Concern), ("RUS", Concern), ("LBY", Concern)]
    {
        assert_eq!(finding(code, &rifles, "C1-Q01"), expected, "{code}");
    }
    // A request whose basis is in doubt: for a person to decide while it is fresh, unknown when it is stale.
    let armenia = answer_on("2026-06-01", "ARM", &rifles, "C1-Q01");
    assert_eq!((armenia.finding, armenia.hints.len() > 1), (Unclear, true));
    assert_eq!(finding("ARM", &rifles, "C1-Q01"), NoInformation);
    // Goods for repression only: rifles may be among them, radars are not, and without tags nobody knows.
    assert_eq!(finding("SYR", &rifles, "C1-Q01"), Unclear);
    assert_eq!(finding("SYR", &tagged(&["space"]), "C1-Q01"), NoConcern);
    assert_eq!(finding("SYR", &CaseFacts::default(), "C1-Q01"), NoInformation);
    // A military embargo does not simply hold dual-use goods.
    let dual_use = CaseFacts { on_other_list: true, ..tagged(&["software"]) };
    let found = answer_on(DAY, "PRK", &dual_use, "C1-Q01");
    assert_eq!((found.finding, found.hints.is_empty()), (Unclear, false));
    assert_eq!(finding("SOM", &rifles, "C1-Q02"), Concern);
    assert_eq!(finding("KAZ", &rifles, "C1-Q02"), NoConcern);
}

#[test]
fn an_old_embargo_table_proves_nothing() {
    let rifles = tagged(&["salw"]);
    for code in ["KAZ", "PRK", "SYR"] {
        let late = answer_on("2028-06-01", code, &rifles, "C1-Q01");
        assert_eq!(late.finding, NoInformation, "{code}");
        assert!(!late.hints.is_empty());
    }
    // An end that has passed since the list was made.
    let sudan = answer_on(DAY, "SDN", &rifles, "C1-Q01");
    assert_eq!(sudan.readings[0].id, "EMB_UN");
    let egypt = answer_on(DAY, "EGY", &rifles, "C1-Q01");
    assert_eq!(egypt.finding, NoInformation);
}

#[test]
fn kazakhstan_is_answered_from_the_tables() {
    let case = CaseFacts {
        exporter: Some(iso3("DEU")),
        value_usd: Fixed::of(120e6),
        payment_years: Fixed::of(4.0),
        ..tagged(&["salw"])
    };
    for (question, expected) in [
        ("C1-Q05", NoConcern),
        ("C1-Q09", NoConcern),
        ("C2-Q05", Concern),
        ("C2-Q10", NoConcern),
        ("C2-Q11", Concern),
        ("C2-Q12", NoConcern),
        ("C2-Q19", NoInformation),
        ("C3-Q01", NoConcern),
        ("C4-Q01", NoInformation),
        ("C5-Q03", NoConcern),
        ("C5-Q07", Concern),
        ("C6-Q04", NoConcern),
        ("C6-Q05", NoConcern),
        ("C6-Q06", NoInformation),
        ("C6-Q09", NoInformation),
        ("C7-Q05", Unclear),
        ("C7-Q07", Unclear),
        ("C8-Q02", NoConcern),
        ("C8-Q03", NoConcern),
        ("C8-Q07", NoConcern),
    ] {
        assert_eq!(finding("KAZ", &case, question), expected, "{question}");
    }
    // scoring.md, section 5, worked example: 30 of 1 145 million a year.
    let deal = answer_on(DAY, "KAZ", &case, "C8-Q02");
    let ReadingValue::Number(share) = deal.readings[0].value else { panic!("{:?}", deal.readings) };
    assert!((2.5..2.7).contains(&share.to_f64()), "{share}");
    assert!(!deal.readings[0].sources.is_empty());
}

#[test]
fn what_the_case_does_not_say_is_asked_for() {
    let nothing = CaseFacts::default();
    for question in ["C1-Q05", "C2-Q05", "C8-Q02"] {
        let found = answer_on(DAY, "KAZ", &nothing, question);
        assert_eq!(found.finding, NoInformation, "{question}");
        let asked = found.readings.iter().any(|r| r.value == ReadingValue::Gap(Gap::CaseField));
        assert!(asked, "{question}");
    }
}

#[test]
fn banned_goods_follow_the_exporters_treaties() {
    let from =
        |exporter: &str, tag: &str| CaseFacts { exporter: Some(iso3(exporter)), ..tagged(&[tag]) };
    assert_eq!(finding("KAZ", &from("DEU", "landmine"), "C1-Q05"), Concern);
    assert_eq!(finding("KAZ", &from("USA", "landmine"), "C1-Q05"), NoConcern);
    assert_eq!(finding("KAZ", &from("DEU", "cluster"), "C1-Q05"), Concern);
    // Only the papers say whether a laser is meant to blind.
    assert_eq!(finding("KAZ", &from("DEU", "laser_dew"), "C1-Q05"), NoInformation);
}

#[test]
fn data_older_than_four_years_on_the_day_are_not_used() {
    let late = answer_on("2031-01-01", "KAZ", &tagged(&["salw"]), "C8-Q07");
    assert_eq!(late.finding, NoInformation);
    assert!(late.readings.iter().any(|r| r.value == ReadingValue::Gap(Gap::TooOld)));
}
