//! A sentence gives money in one currency, the table on the same subject in another: never to be compared.

use super::super::quantity::Quantity;
use super::super::reading::numbers;
use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Event;
use crate::measure::{Currency, Measure, of_fact};

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for quantity in view.list.quantities.iter().filter(|quantity| !quantity.text.is_empty()) {
        for event in view.events().filter(|event| quantity.is_spoken_of(&event.text.en)) {
            if let Some(known) = other_money(view, quantity, event) {
                let (a, b) = (view.event(event), view.fact(known));
                let topic = known.fact.name.clone();
                found.push(view.found(
                    Rule::Currency,
                    topic,
                    a,
                    b,
                    Uses::Both,
                    Why::DifferentBasis,
                ));
            }
        }
    }
    found
}

/// The newest figure of the quantity, if the event gives money in another currency.
pub fn other_money<'a>(view: &View<'a>, quantity: &Quantity, event: &Event) -> Option<Known<'a>> {
    let said = numbers(&event.numbers).iter().find_map(|number| {
        let has = |word: &str| number.key.split('_').any(|part| part == word);
        if has("eur") {
            Some(Currency::Eur)
        } else if has("usd") {
            Some(Currency::Usd)
        } else {
            None
        }
    })?;
    let newest = *view.of_quantity(quantity).last()?;
    match of_fact(newest.fact)? {
        Measure::Money { currency, .. } if currency != said => Some(newest),
        _ => None,
    }
}
