//! An index or rank without its year: nobody can say whether it is still so.

use super::super::view::{View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::atlas::Fact;
use crate::measure::{Measure, of_fact};

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for known in view.facts() {
        let fact = known.fact;
        let is_of_a_list = matches!(of_fact(fact), Some(Measure::Index { .. } | Measure::Rank));
        let undated = fact.year.is_none() && fact.period.is_empty() && fact.as_of_basis != "stated";
        // A list has scores or places among a number of states; a rank in size does not change with a year.
        let table = fact.indicator.split('/').next().unwrap_or_default();
        let is_list = view.table(table).is_some_and(|table| table.column("rank_of").is_some());
        if !(undated && is_list && is_of_a_list && fact.about.is_empty()) {
            continue;
        }
        // Where another value carries its year, the two are held against each other already.
        let settled = view.list.quantities.iter().any(|quantity| {
            let all = view.of_quantity(quantity);
            let name = name_of(fact);
            let is_of = all.iter().any(|one| one.at == known.at || one.fact.name.en == name);
            is_of && all.iter().any(|one| one.fact.year.is_some())
        });
        let name = name_of(fact);
        if settled || named.contains(&name) {
            continue;
        }
        named.push(name);
        let a = view.fact(known);
        let b = holds(How::NoYear, fact.cited.url.clone(), &a);
        found.push(view.found(
            Rule::Undated,
            fact.name.clone(),
            a,
            b,
            Uses::Neither,
            Why::NeedsCheck,
        ));
    }
    found
}

/// Score and rank of one list bear one name.
fn name_of(fact: &Fact) -> &str {
    fact.name.en.split([',', '(']).next().unwrap_or_default().trim()
}
