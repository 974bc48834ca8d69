//! A goal or forecast whose year is over, and no outcome is given.

use super::super::reading::numbers;
use super::super::view::{View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::atlas::Qualifier;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut told: Vec<(u16, f64)> = Vec::new();
    for event in view.events().filter(|event| view.list.coming.contains(&event.certainty)) {
        let Some(year) = event.until.or(event.date).map(|date| date.year) else { continue };
        if year < view.newest_year() {
            told.extend(numbers(&event.numbers).iter().map(|number| (year, number.low)));
            let a = view.event(event);
            let b = holds(How::NoOutcome, year.to_string(), &a);
            found.push(view.found(
                Rule::Expired,
                event.text.clone(),
                a,
                b,
                Uses::Neither,
                Why::GoalIsNoFact,
            ));
        }
    }
    for known in view.facts().filter(|known| known.fact.qualifier == Qualifier::Planned) {
        let Some(year) = known.fact.year.filter(|year| *year < view.newest_year()) else {
            continue;
        };
        let ordered = known.fact.indicator.ends_with("/ordered")
            || known.fact.indicator.starts_with("equipment");
        if ordered || told.contains(&(year, known.value)) {
            continue;
        }
        let a = view.fact(known);
        let b = holds(How::NoOutcome, year.to_string(), &a);
        found.push(view.found(
            Rule::Expired,
            known.fact.name.clone(),
            a,
            b,
            Uses::Neither,
            Why::GoalIsNoFact,
        ));
    }
    found
}
