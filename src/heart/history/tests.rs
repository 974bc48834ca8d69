//! Levels that move on an invented world, for each of the three causes; and on the bundled data.

use super::{Cause, History, Move, Past, span};
use crate::atlas::ConflictKind;
use crate::fixed::Fixed;
use crate::level::Level::{self, Critical, NoData, NotCritical, PossiblyCritical};
use crate::rating::tests::build::{Build, iso3};
use crate::rating::tests::bundle;
use crate::rating::tests::invented::{criterion, method, rule, value};
use crate::rating::{AsOf, Condition, Inputs, Limit, Method, Rule, Truth, levels};
use std::ops::RangeInclusive;

fn at_least(id: &str, number: i64) -> Condition {
    value(id, Limit::AtLeast(Fixed::whole(number)))
}

/// One state and one criterion, the third.
fn of(build: &Build, inputs: &[&str], rules: Vec<Rule>, years: RangeInclusive<u16>) -> History {
    let method: Method = method(vec![criterion(3, inputs, rules)]);
    Past::new(build.world(), &method, years).of(iso3("AAA"))
}

fn levels_of(history: &History) -> Vec<(u16, Level)> {
    history.strips[2].cells.iter().map(|cell| (cell.year, cell.level)).collect()
}

fn moved(history: &History, year: u16) -> &Move {
    let cell = history.strips[2].cells.iter().find(|cell| cell.year == year).unwrap();
    cell.moved.as_ref().unwrap()
}

/// `(id, cause)` of the readings that turned the only rule.
fn turning(found: &Move) -> Vec<(&str, Cause)> {
    let [turned] = found.rules.as_slice() else { panic!("{found:?}") };
    turned.readings.iter().map(|it| (it.after.id.as_str(), it.cause)).collect()
}

#[test]
fn a_war_raises_the_level_and_its_leaving_the_window_lowers_it() {
    let deaths: Vec<_> = (1995..=2020).map(|year| ("AAA", year, 0.0)).collect();
    let build = Build::new(&[("AAA", &[])]).series("ucdp", "ucdp_deaths", &deaths).conflict(
        "AAA",
        2005,
        ConflictKind::Intrastate,
        100,
    );
    let rules = vec![rule("past-war", PossiblyCritical, at_least("UCDP_INTERNAL_10Y", 25))];
    let history = of(&build, &["UCDP_INTERNAL_10Y"], rules, 2004..=2016);
    let of_year = |year| if (2005..2015).contains(&year) { PossiblyCritical } else { NotCritical };
    let expected: Vec<_> = (2004..=2016).map(|year| (year, of_year(year))).collect();
    assert_eq!(levels_of(&history), expected);
    assert_eq!(history.moves(), 2);
    assert_eq!(turning(moved(&history, 2005)), [("UCDP_INTERNAL_10Y", Cause::New)]);
    let fall = moved(&history, 2015);
    assert_eq!(turning(fall), [("UCDP_INTERNAL_10Y", Cause::Aged)]);
    assert_eq!((fall.from, fall.causes()), (PossiblyCritical, vec![Cause::Aged]));
    assert_eq!((fall.rules[0].from, fall.rules[0].to), (Truth::True, Truth::False));
    assert_eq!(fall.rules[0].readings[0].window, Some(10));
}

#[test]
fn a_value_that_grows_too_old_is_not_an_improvement() {
    let build = Build::new(&[("AAA", &[])]).series("HDI", "hdi", &[("AAA", 2010, 3.0)]);
    let rules = || vec![rule("low", Critical, at_least("HDI", 2))];
    let history = of(&build, &["HDI"], rules(), 2008..=2016);
    // Nothing is known before 2010; the limit of the method is four years.
    let expected: Vec<_> =
        (2010..=2016).map(|year| (year, if year <= 2014 { Critical } else { NoData })).collect();
    assert_eq!(levels_of(&history), expected);
    assert_eq!(turning(moved(&history, 2015)), [("HDI", Cause::Aged)]);
    let newer = [("AAA", 2010, 3.0), ("AAA", 2012, 1.0)];
    let build = Build::new(&[("AAA", &[])]).series("HDI", "hdi", &newer);
    let history = of(&build, &["HDI"], rules(), 2010..=2013);
    assert_eq!(levels_of(&history)[2], (2012, NotCritical));
    assert_eq!(turning(moved(&history, 2012)), [("HDI", Cause::New)]);
}

#[test]
fn what_the_tables_no_longer_say_is_missing() {
    let known = |code, upto| (2005..=upto).map(move |year| (code, year, 0.0));
    let deaths: Vec<_> = known("AAA", 2010).chain(known("BBB", 2015)).collect();
    let build = Build::new(&[("AAA", &[]), ("BBB", &[])]).series("ucdp", "ucdp_deaths", &deaths);
    let rules = vec![rule("war", Critical, at_least("UCDP_INTERNAL", 25))];
    let history = of(&build, &["UCDP_INTERNAL"], rules, 2009..=2012);
    assert_eq!(levels_of(&history)[2], (2011, NoData));
    assert_eq!(turning(moved(&history, 2011)), [("UCDP_INTERNAL", Cause::Missing)]);
}

/// A figure that changes every year is no reason where the rule does not hang on it.
#[test]
fn only_the_readings_that_turned_a_rule_are_named() {
    let build = Build::new(&[("AAA", &[])])
        .series("A", "a", &[("AAA", 2010, 3.0), ("AAA", 2011, 0.0)])
        .series("B", "b", &[("AAA", 2010, 0.1), ("AAA", 2011, 0.2)]);
    let any = Condition::Any(vec![at_least("A", 1), at_least("B", 1)]);
    let history = of(&build, &["A", "B"], vec![rule("any", Critical, any)], 2010..=2011);
    assert_eq!(turning(moved(&history, 2011)), [("A", Cause::New)]);
    // Two that did it together are both named.
    let build = Build::new(&[("AAA", &[])])
        .series("A", "a", &[("AAA", 2010, 3.0), ("AAA", 2011, 0.0)])
        .series("B", "b", &[("AAA", 2010, 3.0), ("AAA", 2011, 0.0)]);
    let all = Condition::All(vec![at_least("A", 1), at_least("B", 1)]);
    let history = of(&build, &["A", "B"], vec![rule("all", Critical, all)], 2010..=2011);
    assert_eq!(turning(moved(&history, 2011)), [("A", Cause::New), ("B", Cause::New)]);
}

#[test]
fn a_level_that_moves_because_enough_is_known_names_the_inputs() {
    let build = Build::new(&[("AAA", &[])])
        .series("A", "a", &[("AAA", 2010, 1.0)])
        .series("B", "b", &[])
        .series("C", "c", &[("AAA", 2011, 7.0)]);
    let any = Condition::Any(vec![at_least("A", 5), at_least("B", 5)]);
    let rules =
        vec![rule("never", Critical, at_least("A", 50)), rule("any", PossiblyCritical, any)];
    let method = method(vec![
        criterion(3, &["A", "B", "C"], rules),
        criterion(4, &["A"], vec![rule("other", Critical, at_least("A", 1))]),
    ]);
    let history = Past::new(build.world(), &method, 2010..=2011).of(iso3("AAA"));
    assert_eq!(levels_of(&history), [(2010, NoData), (2011, NotCritical)]);
    let found = moved(&history, 2011);
    assert!(found.rules.is_empty());
    let named: Vec<_> = found.inputs.iter().map(|it| (it.after.id.as_str(), it.cause)).collect();
    assert_eq!(named, [("C", Cause::New)]);
}

#[test]
fn years_before_any_level_are_left_out() {
    let build = Build::new(&[("AAA", &[])]).series("HDI", "hdi", &[("AAA", 2010, 3.0)]);
    assert_eq!(span(&build.atlas, iso3("AAA")), Some(2010..=2025));
    assert_eq!(span(&build.atlas, iso3("ZZZ")), None);
    let history =
        of(&build, &["HDI"], vec![rule("low", Critical, at_least("HDI", 9))], 1950..=1960);
    assert!(history.years.is_empty() && history.strips.iter().all(|it| it.cells.is_empty()));
}

/// Every level is the one that a rating of that year gives, and every move has a reason.
#[test]
fn on_the_bundled_data_every_move_has_a_reason() {
    let bundle = bundle();
    let states: Vec<_> = bundle.atlas.countries.iter().map(|it| it.iso3).step_by(23).collect();
    let mut seen = [0; 3];
    for method in &bundle.methods {
        let past = Past::new(bundle.world(), method, 1989..=bundle.atlas.edition.newest_year);
        for state in states.iter().copied().chain([iso3("KAZ"), iso3("COL")]) {
            let history = past.of(state);
            assert_eq!(history.years.last(), Some(&bundle.atlas.edition.newest_year));
            for (at, year) in history.years.iter().enumerate().step_by(12) {
                let inputs = Inputs::for_method(bundle.world(), method, AsOf::Year(*year));
                let rated = levels(&inputs, method, state);
                let told = history.strips.iter().map(|strip| strip.cells[at].level);
                assert!(told.eq(rated), "{} {state} {year}", method.id);
            }
            for strip in &history.strips {
                for (before, cell) in strip.cells.iter().zip(&strip.cells[1..]) {
                    let context =
                        format!("{} {state} c{} {}", method.id, strip.criterion, cell.year);
                    assert_eq!(before.level != cell.level, cell.moved.is_some(), "{context}");
                    let Some(moved) = &cell.moved else { continue };
                    assert_eq!(moved.from, before.level, "{context}");
                    assert!(!moved.causes().is_empty(), "{context}: {moved:?}");
                    for cause in moved.causes() {
                        seen[cause as usize] += 1;
                    }
                }
            }
        }
    }
    assert!(seen[Cause::New as usize] > 0 && seen[Cause::Aged as usize] > 0, "{seen:?}");
}
