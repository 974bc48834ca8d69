//! A part that is larger than its whole, and shares of two different wholes for one thing.

use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Qualifier;
use crate::measure::of_fact;
use crate::text::fold;

pub fn find(view: &View<'_>) -> Vec<Found> {
    view.list
        .wholes
        .iter()
        .filter_map(|rule| {
            let (part, whole) = (view.list.quantity(&rule.part)?, view.list.quantity(&rule.whole)?);
            let wholes = view.of_quantity(whole);
            // Goals too: a goal out of scale is no better than a figure out of scale.
            let parts = view.facts().filter(|known| {
                let fact = known.fact;
                let name = fold(&fact.name.en);
                fact.about.is_empty() && part.is_of(fact, of_fact(fact).as_ref(), &name)
            });
            for known in parts {
                let same = wholes
                    .iter()
                    .find(|other| other.fact.year == known.fact.year && known.fact.year.is_some());
                if let Some(other) =
                    same.filter(|other| known.value > other.value * rule.times + 0.005)
                {
                    let topic = known.fact.name.clone();
                    let (a, b) = (view.fact(known), view.fact(*other));
                    return Some(view.found(Rule::Whole, topic, a, b, Uses::Neither, why(&known)));
                }
            }
            None
        })
        .collect()
}

fn why(known: &Known<'_>) -> Why {
    if known.fact.qualifier == Qualifier::Planned { Why::GoalIsNoFact } else { Why::DifferentBasis }
}

/// Quantities of one family, in the newest year that both have.
pub fn basis(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let all = &view.list.quantities;
    for (at, one) in all.iter().enumerate().filter(|(_, one)| !one.family.is_empty()) {
        for other in all.iter().skip(at + 1).filter(|other| other.family == one.family) {
            let (mine, theirs) = (view.of_quantity(one), view.of_quantity(other));
            let pair = theirs.iter().rev().find_map(|b| {
                mine.iter()
                    .find(|a| a.fact.year == b.fact.year && b.fact.year.is_some())
                    .map(|a| (*a, *b))
            });
            if let Some((a, b)) = pair.filter(|(a, b)| a.value != b.value) {
                let topic = a.fact.name.clone();
                let (a, b) = (view.fact(a), view.fact(b));
                found.push(view.found(Rule::Basis, topic, a, b, Uses::A, Why::TableOverText));
            }
        }
    }
    found
}
