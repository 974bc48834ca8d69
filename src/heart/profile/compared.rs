//! With which states a state is compared.

use crate::atlas::{Country, Iso3};

/// The neighbours, and the states that a report on it has figures on.
pub fn usual(country: &Country) -> Vec<Iso3> {
    let mut states = country.neighbours.clone();
    let told = country
        .facts
        .iter()
        .filter(|fact| fact.indicator.contains("_neighbours/"))
        .filter_map(|fact| Iso3::parse(&fact.about));
    for state in told {
        if !states.contains(&state) && state != country.iso3 {
            states.push(state);
        }
    }
    states
}
