//! Two editions of one figure side by side in a list, such as an index of 2023 here and of 2024 there.

use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Fact;
use crate::measure::{Measure, of_fact};

pub fn find(view: &View<'_>) -> Vec<Found> {
    let listed: Vec<Known<'_>> =
        view.facts().filter(|known| may_be_listed_twice(known.fact)).collect();
    let mut found: Vec<Found> = Vec::new();
    for (at, first) in listed.iter().enumerate() {
        let same: Vec<&Known<'_>> = listed
            .iter()
            .filter(|other| {
                head(other.fact) == head(first.fact) && of_fact(other.fact) == of_fact(first.fact)
            })
            .collect();
        let is_first = same.first().is_some_and(|one| one.at == first.at);
        // More than two are a series, whose years are meant to differ.
        let (true, [a, b]) = (is_first, same.as_slice()) else { continue };
        if a.fact.year == b.fact.year || a.value == b.value || at >= listed.len() {
            continue;
        }
        let (new, old) = if a.fact.year > b.fact.year { (a, b) } else { (b, a) };
        let topic = new.fact.name.clone();
        let sides = (view.fact(**new), view.fact(**old));
        found.push(view.found(
            Rule::Editions,
            topic,
            sides.0,
            sides.1,
            Uses::A,
            Why::NewestEdition,
        ));
    }
    found
}

fn may_be_listed_twice(fact: &Fact) -> bool {
    let kind =
        matches!(of_fact(fact), Some(Measure::Index { .. } | Measure::Rank | Measure::Pieces(_)));
    kind && fact.year.is_some() && fact.about.is_empty()
}

/// Table and name, without what stands in brackets at its end.
fn head(fact: &Fact) -> (&str, &str) {
    let table = fact.indicator.split('/').next().unwrap_or_default();
    let name = fact.name.en.as_str();
    let bare = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    (table, bare.map_or(name, |(head, _)| head))
}
