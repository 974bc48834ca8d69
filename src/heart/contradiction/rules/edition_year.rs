//! An index stands under one year, and its source names another as its edition.

use super::super::view::{View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::measure::{Measure, of_fact};
use std::collections::BTreeMap;

/// One finding per source, on the newest year under which it stands.
pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut newest: BTreeMap<&str, (u16, _)> = BTreeMap::new();
    for known in view.facts() {
        let is_of_a_list =
            matches!(of_fact(known.fact), Some(Measure::Index { .. } | Measure::Rank));
        let Some(year) = known.fact.year.filter(|_| is_of_a_list && known.fact.about.is_empty())
        else {
            continue;
        };
        let source = known.fact.cited.source.as_str();
        let kept = newest.entry(source).or_insert((year, known));
        // Of one year the fact with the fullest name says most.
        let fuller = known.fact.name.en.len() > kept.1.fact.name.en.len();
        if year > kept.0 || (year == kept.0 && fuller) {
            *kept = (year, known);
        }
    }
    let mut found = Vec::new();
    for (source, (year, known)) in newest {
        let [edition] = *years(source) else { continue };
        if edition != year {
            let a = view.fact(known);
            let b = holds(How::SourceYear, edition.to_string(), &a);
            let topic = known.fact.name.clone();
            found.push(view.found(Rule::EditionYear, topic, a, b, Uses::Both, Why::DifferentBasis));
        }
    }
    found
}

fn years(text: &str) -> Vec<u16> {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    parts.filter_map(|part| part.parse().ok()).filter(|year| (1990..2100).contains(year)).collect()
}
