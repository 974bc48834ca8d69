//! Rules on an invented world: counts, ages, look-backs, troops, points.

use super::build::{Build, ages, iso3, reading, windows};
use crate::atlas::{ConflictKind, Issuer, Joined, Qualifier, Scope, Target};
use crate::fixed::Fixed;
use crate::level::{Level, Mark};
use crate::rating::{
    Age, AsOf, Basis, Clock, Condition, Gap, Input, Inputs, Limit, Method, MethodCriterion,
    MethodText, PointItem, PointTable, Reading, ReadingValue, Rule, Truth, rate,
};
use crate::rulebook::{AnsweredBy, EntryKind};
use crate::text::Text;

pub(crate) fn method(criteria: Vec<MethodCriterion>) -> Method {
    Method {
        id: "test".to_owned(),
        version: "1".to_owned(),
        title: Text::default(),
        about: Text::default(),
        author: String::new(),
        date: crate::date::Date::of_year(2026),
        based_on: Text::default(),
        limits: Vec::new(),
        parent: None,
        changed: Vec::new(),
        numbers: Vec::new(),
        hash: "hash".to_owned(),
        text: MethodText::default(),
        min_coverage: Fixed::whole(60),
        ages: ages(),
        windows: windows(),
        lists: Vec::new(),
        ended_embargoes: Vec::new(),
        criteria,
    }
}

pub(crate) fn criterion(number: u8, inputs: &[&str], rules: Vec<Rule>) -> MethodCriterion {
    MethodCriterion {
        number,
        title: Text::default(),
        title_mark: Mark::P,
        note: Text::same("No rules are known."),
        limits: Vec::new(),
        inputs: inputs.iter().map(|id| Input::One((*id).to_owned())).collect(),
        points: None,
        rules,
    }
}

pub(crate) fn rule(id: &str, level: Level, when: Condition) -> Rule {
    let text = Text::same(id);
    let (id, note) = (id.to_owned(), Text::default());
    Rule { id, level: Some(level), overlay: false, when, text, mark: Mark::P, note }
}

pub(crate) fn value(id: &str, limit: Limit) -> Condition {
    Condition::Value { id: id.to_owned(), limit }
}

fn look(build: &Build, as_of: AsOf, id: &str, code: &str) -> Reading {
    let method = method(Vec::new());
    Inputs::for_method(build.world(), &method, as_of).reading(id, iso3(code))
}

#[test]
fn a_value_that_is_too_old_is_a_gap_and_keeps_its_year_and_source() {
    let build = Build::new(&[("AAA", &[])]).series("HDI", "hdi", &[("AAA", 2020, 0.5)]).series(
        "SATB",
        "satb_score",
        &[("AAA", 2016, 9.0)],
    );
    let old = look(&build, AsOf::Newest, "HDI", "AAA");
    assert_eq!(
        (old.value, old.year, old.age),
        (ReadingValue::Gap(Gap::TooOld), Some(2020), Age::NotUsed)
    );
    assert_eq!(old.sources[0].place, "hdi 2020");
    assert_eq!(look(&build, AsOf::Year(2024), "HDI", "AAA").age, Age::Old);
    assert_eq!(look(&build, AsOf::Year(2019), "HDI", "AAA").value, ReadingValue::Gap(Gap::NoValue));
    assert_eq!(
        look(&build, AsOf::Newest, "SATB", "AAA").value,
        ReadingValue::Number(Fixed::whole(9))
    );
    assert_eq!(look(&build, AsOf::Newest, "HDI", "ZZZ").value, ReadingValue::Gap(Gap::NoValue));
}

#[test]
fn what_no_table_answers_says_who_must() {
    let build = Build::new(&[("AAA", &[])])
        .entry("HIIK", EntryKind::Numeric, AnsweredBy::NotBundled, &[])
        .entry("UN_COI", EntryKind::Document, AnsweredBy::Document, &[])
        .entry("EUC", EntryKind::Case, AnsweredBy::CaseField, &[]);
    for (id, gap) in [
        ("HIIK", Gap::NotBundled),
        ("UN_COI", Gap::Document),
        ("EUC", Gap::CaseField),
        ("NOBODY", Gap::NotBundled),
    ] {
        assert_eq!(look(&build, AsOf::Newest, id, "AAA").value, ReadingValue::Gap(gap), "{id}");
    }
}

#[test]
fn a_look_back_says_yes_on_one_hit_and_no_only_when_complete() {
    let years = |code: &'static str, from: u16| (from..=2024).map(move |year| (code, year, 0.0));
    let deaths: Vec<_> =
        years("AAA", 2015).chain(years("BBB", 2018)).chain(years("CCC", 2018)).collect();
    let build = Build::new(&[("AAA", &["CCC"]), ("BBB", &["AAA"]), ("CCC", &[]), ("DDD", &[])])
        .series("ucdp", "ucdp_deaths", &deaths)
        .conflict("AAA", 2020, ConflictKind::Intrastate, 24)
        .conflict("CCC", 2019, ConflictKind::Intrastate, 30)
        .conflict("CCC", 2024, ConflictKind::NonState, 0);
    let ten = |code| look(&build, AsOf::Newest, "UCDP_INTERNAL_10Y", code);
    assert_eq!(ten("AAA").value, ReadingValue::Number(Fixed::whole(24)));
    assert_eq!(ten("BBB").value, ReadingValue::Gap(Gap::Undecided));
    assert_eq!(
        (ten("CCC").value, ten("CCC").qualifier),
        (ReadingValue::Number(Fixed::whole(30)), Qualifier::AtLeast)
    );
    assert_eq!(ten("DDD").value, ReadingValue::Gap(Gap::NoValue));
    let now = |id, code| look(&build, AsOf::Newest, id, code).value;
    assert_eq!(now("UCDP_STATE", "AAA"), ReadingValue::Number(Fixed::whole(0)));
    // A row without a death in the best estimate is still a conflict.
    assert_eq!(now("UCDP_NONSTATE", "CCC"), ReadingValue::Number(Fixed::whole(0)));
    assert_eq!(now("UCDP_NONSTATE_DYADS", "CCC"), ReadingValue::Number(Fixed::whole(1)));
    // A neighbour's missing years are left out, and without land neighbours the answer is none.
    let near = look(&build, AsOf::Newest, "NEIGHBOUR_CONFLICT_10Y", "AAA");
    assert_eq!(
        (near.value, near.sources[0].place.as_str()),
        (ReadingValue::Number(Fixed::whole(30)), "2024: CCC")
    );
    assert_eq!(now("NEIGHBOUR_CONFLICT_10Y", "BBB"), ReadingValue::Number(Fixed::whole(24)));
    assert_eq!(now("NEIGHBOUR_CONFLICT_10Y", "DDD"), ReadingValue::Number(Fixed::whole(0)));
    // With a data year that is too old all of it is a gap.
    let late = Build::new(&[("AAA", &[])]).series("ucdp", "ucdp_deaths", &[("AAA", 2020, 0.0)]);
    assert_eq!(
        look(&late, AsOf::Newest, "UCDP_STATE", "AAA").value,
        ReadingValue::Gap(Gap::TooOld)
    );
}

#[test]
fn troops_count_while_their_list_is_young_and_next_door_too() {
    let build = Build::new(&[("AAA", &["BBB"]), ("BBB", &["AAA"]), ("CCC", &[])])
        .troops("AAA", Some(2016), None, 2021)
        .troops("CCC", None, Some(2018), 2021);
    let yes = |code, year| look(&build, AsOf::Year(year), "MIL_PRESENCE", code).value;
    assert_eq!(yes("BBB", 2025), ReadingValue::YesNo(true));
    // Nobody has said since that they left: that is no "no".
    assert_eq!(yes("BBB", 2026), ReadingValue::Gap(Gap::TooOld));
    assert_eq!(yes("AAA", 2015), ReadingValue::YesNo(false));
    assert_eq!(yes("CCC", 2018), ReadingValue::YesNo(true));
    assert_eq!(yes("CCC", 2019), ReadingValue::YesNo(false));
    assert_eq!(
        yes("CCC", 2026),
        ReadingValue::Gap(Gap::TooOld),
        "the lists are too old for anybody"
    );
    // Before the lists begin an empty one says nothing.
    assert_eq!(yes("AAA", 2013), ReadingValue::Gap(Gap::Undecided));
}

#[test]
fn growth_ranks_and_ranges_come_from_the_years_the_rules_name() {
    let build = Build::new(&[("AAA", &[]), ("BBB", &[]), ("CCC", &[])])
        .series(
            "MILEX_USD",
            "milex_usd_const",
            &[("AAA", 2019, 100.0), ("AAA", 2024, 125.0), ("BBB", 2024, 9.0)],
        )
        .series("GMI", "gmi", &[("AAA", 2021, 90.0), ("BBB", 2021, 120.0), ("CCC", 2021, 90.0)])
        .series("best", "gdi_band_best", &[("AAA", 2020, 4.0)])
        .series("worst", "gdi_band_worst", &[("AAA", 2020, 5.0)])
        .series("a", "pts_amnesty", &[("AAA", 2023, 5.0), ("AAA", 2024, 2.0)])
        .series("b", "pts_state", &[("AAA", 2024, 3.0)])
        .series("c", "milex_usd_current", &[("AAA", 2023, 40.0), ("AAA", 2024, 50.0)])
        .series("d", "milex_pct_gdp", &[("AAA", 2023, 2.0)]);
    let now = |id, code| look(&build, AsOf::Newest, id, code).value;
    assert_eq!(now("MILEX_TREND5", "AAA"), ReadingValue::Number(Fixed::whole(25)));
    assert_eq!(now("MILEX_TREND5", "BBB"), ReadingValue::Gap(Gap::NoValue));
    assert_eq!(now("GMI_RANK", "AAA"), ReadingValue::Rank { rank: 2, of: 3 });
    assert_eq!(now("GMI_RANK", "CCC"), ReadingValue::Rank { rank: 2, of: 3 });
    assert_eq!(now("GDI", "AAA"), ReadingValue::Range(Fixed::whole(4), Fixed::whole(5)));
    assert_eq!(now("PTS", "AAA"), ReadingValue::Number(Fixed::whole(3)));
    assert_eq!(now("GDP_USD", "AAA"), ReadingValue::Number(Fixed::whole(2000)));
}

#[test]
fn counts_tell_gaps_from_refusals() {
    let mut build = Build::new(&[("AAA", &[]), ("BBB", &[])])
        .treaty("T1", "one", &[("AAA", Joined::Party)])
        .treaty("T2", "two", &[("AAA", Joined::NotParty)])
        .treaty("T3", "three", &[("AAA", Joined::Unknown)])
        .entry("ALL", EntryKind::Treaty, AnsweredBy::Derivable, &["one", "two", "three"])
        .entry("BOTH", EntryKind::Treaty, AnsweredBy::Derivable, &["one+three"]);
    let now = |build: &Build, id| look(build, AsOf::Newest, id, "AAA").value;
    assert_eq!(now(&build, "ALL"), ReadingValue::Count { joined: 1, gaps: 1, of: 3 });
    assert_eq!(now(&build, "T2"), ReadingValue::YesNo(false));
    assert_eq!(now(&build, "T3"), ReadingValue::Gap(Gap::Undecided));
    assert_eq!(now(&build, "BOTH"), ReadingValue::Gap(Gap::Undecided));
    assert_eq!(look(&build, AsOf::Newest, "ALL", "BBB").value, ReadingValue::Gap(Gap::NoValue));
    build.atlas.treaty_status[0].year = Some(2010);
    let before = look(&build, AsOf::Year(2009), "T1", "AAA");
    assert_eq!(before.value, ReadingValue::YesNo(false));
    assert_eq!(before.sources[0].place, "one=party 2010 (2026)");
}

#[test]
fn embargo_readings_rank_by_addressee_and_remember_disputes() {
    let row = |target, scope| reading(target, scope, 2011, "2026");
    let firm = row(Target::State, Scope::FullMilitaryList);
    let other = row(Target::NonState, Scope::ArmsToTargets);
    let build = Build::new(&[("AAA", &[]), ("BBB", &[]), ("CCC", &[]), ("DDD", &[])])
        .embargo("AAA", Issuer::Eu, &[firm.clone(), firm.clone()])
        .embargo("BBB", Issuer::Eu, &[firm, other])
        .embargo("CCC", Issuer::Eu, &[row(Target::Political, Scope::RepressionGoodsOnly)])
        .embargo("DDD", Issuer::Eu, &[row(Target::Political, Scope::Undefined)]);
    let code = |code, as_of| match look(&build, as_of, "EMB_EU", code).value {
        ReadingValue::Category(number, _) => number.to_f64(),
        _ => -1.0,
    };
    let codes = ["AAA", "BBB", "CCC", "DDD"].map(|state| code(state, AsOf::Newest));
    assert_eq!(codes, [4.0, 4.0, 1.0, 3.0]);
    assert_eq!(code("AAA", AsOf::Year(2010)), 0.0);
    assert_eq!(look(&build, AsOf::Newest, "EMB_EU", "BBB").qualifier, Qualifier::Disputed);
    assert_eq!(look(&build, AsOf::Newest, "EMB_EU", "AAA").qualifier, Qualifier::Firm);
    assert!(!look(&build, AsOf::Newest, "EMB_UN", "AAA").sources.is_empty());
}

#[test]
fn points_need_enough_indicators_and_are_shown() {
    let build = Build::new(&[("AAA", &[]), ("BBB", &[])])
        .series("X", "x", &[("AAA", 2024, 9.0), ("BBB", 2024, 9.0)])
        .series("Y", "y", &[("AAA", 2024, 5.0)]);
    let item = |id: &str| PointItem {
        input: id.to_owned(),
        one: value(id, Limit::AtLeast(Fixed::whole(4))),
        two: value(id, Limit::AtLeast(Fixed::whole(8))),
        mark: Mark::P,
        note: Text::default(),
    };
    let name = Text::same("Points");
    let points = PointTable { name, min_present: 2, items: vec![item("X"), item("Y")] };
    let rules = vec![
        rule("high", Level::Critical, Condition::Points(Fixed::whole(80))),
        rule("some", Level::PossiblyCritical, Condition::Points(Fixed::whole(75))),
    ];
    let with_points = MethodCriterion { points: Some(points), ..criterion(2, &["X", "Y"], rules) };
    let method = method(vec![with_points]);
    let inputs = Inputs::for_method(build.world(), &method, AsOf::Newest);
    let rated = rate(&inputs, &method, iso3("AAA"));
    let two = rated.criterion(2).unwrap();
    assert_eq!((two.level, two.present, two.listed), (Level::PossiblyCritical, 2, 2));
    assert_eq!(two.rules[1].readings.last().unwrap().value, ReadingValue::Number(Fixed::whole(75)));
    assert!(two.rules[1].decided && !two.rules[0].decided);
    let less = rate(&inputs, &method, iso3("BBB"));
    let two = less.criterion(2).unwrap();
    assert_eq!((two.level, two.basis), (Level::NoData, Basis::OpenCritical));
    assert_eq!((rated.as_of, less.method_hash.as_str()), (2025, "hash"));
    assert_eq!(rated.criterion(1).unwrap().basis, Basis::NoRules);
}

#[test]
fn coverage_lets_an_open_rule_stand_or_not() {
    let build = Build::new(&[("AAA", &[])]).series("X", "x", &[("AAA", 2024, 1.0)]).series(
        "Y",
        "y",
        &[("AAA", 2024, 1.0)],
    );
    let open = || vec![rule("open", Level::PossiblyCritical, Condition::Yes("Z".to_owned()))];
    let level = |inputs: &[&str]| {
        let method = method(vec![criterion(3, inputs, open())]);
        let inputs = Inputs::for_method(build.world(), &method, AsOf::Newest);
        rate(&inputs, &method, iso3("AAA")).criteria.swap_remove(2)
    };
    let two_of_three = level(&["X", "Y", "Z"]);
    assert_eq!((two_of_three.level, two_of_three.basis), (Level::NotCritical, Basis::NothingTrue));
    let shown: Vec<&str> = two_of_three.others.iter().map(|reading| reading.id.as_str()).collect();
    assert_eq!(shown, ["X", "Y"]);
    let one_of_two = level(&["X", "Z"]);
    assert_eq!((one_of_two.level, one_of_two.basis), (Level::NoData, Basis::LowCoverage));
    assert!(one_of_two.rules[0].decided && one_of_two.rules[0].truth == Truth::Open);
}

#[test]
fn ages_of_a_case_run_from_its_day() {
    let build = Build::new(&[("AAA", &[])]).series("HDI", "hdi", &[("AAA", 2022, 0.5)]);
    let age = |day: &str| {
        let day = crate::date::Date::parse(day).unwrap();
        assert_eq!(Clock::on(day).base, day.year);
        Inputs::for_case(build.world(), day).reading("HDI", iso3("AAA")).age
    };
    assert_eq!(age("2024-12-31"), Age::Fresh);
    assert_eq!(age("2025-01-01"), Age::Old);
    assert_eq!(age("2026-12-31"), Age::Old);
    assert_eq!(age("2027-01-01"), Age::NotUsed);
}
