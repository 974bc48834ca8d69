//! A sentence speaks of years that the report's table on the subject does not hold.

use super::super::view::{View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for quantity in view.list.quantities.iter().filter(|quantity| !quantity.text.is_empty()) {
        let all = view.of_quantity(quantity);
        let years: Vec<u16> = all.iter().filter_map(|known| known.fact.year).collect();
        let (Some(first), Some(last), Some(known)) =
            (years.iter().min(), years.iter().max(), all.last())
        else {
            continue;
        };
        for event in view.events().filter(|event| quantity.is_spoken_of(&event.text.en)) {
            let Some(from) = event.date.map(|date| date.year) else { continue };
            let to = event.until.map_or(from, |date| date.year);
            // A fall in another currency is the business of another rule.
            if (from >= *first && to <= *last)
                || super::currency::other_money(view, quantity, event).is_some()
            {
                continue;
            }
            let a = view.event(event);
            let b = holds(How::Covers, format!("{first}-{last}"), &view.fact(*known));
            let topic = known.fact.name.clone();
            found.push(view.found(Rule::Coverage, topic, a, b, Uses::Neither, Why::NotInTheData));
        }
    }
    found
}
