//! Numbers of one sentence that must multiply: a share of a total, or a count at an average price.

use super::super::reading::{Named, numbers};
use super::super::view::{View, computed};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::atlas::Event;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    view.country.events.iter().flat_map(|event| of_event(view, event)).collect()
}

fn of_event(view: &View<'_>, event: &Event) -> Vec<Found> {
    let all: Vec<Named> = numbers(&event.numbers).into_iter().filter(Named::is_one).collect();
    let topic = event.text.clone();
    let make = |how, value: f64, stated: f64, unit: &str| {
        let a = view.event_with(event, stated.to_string());
        let b = computed(how, value, &Text::same(unit), &a);
        view.found(Rule::Product, topic.clone(), a, b, Uses::Neither, Why::NeedsCheck)
    };
    let mut found = Vec::new();
    for total in &all {
        let Some(unit) = total.key.strip_prefix("total_") else { continue };
        // A part in the unit of the total, beside the share that it should be.
        let share = all.iter().find(|one| one.key == "share_pct");
        let part = all.iter().find(|one| {
            one.key != total.key && one.key.ends_with(unit) && one.key.starts_with("text_")
        });
        if let (Some(share), Some(part)) = (share, part) {
            let value = total.low * share.low / 100.0 * millions(unit);
            let stated = part.low * millions(unit);
            if off(value, stated) {
                let found_one = make(How::ShareOfTotal, value, stated, &currency(unit));
                found.push(Found { uses: Uses::B, why: Why::FitsTheTotal, ..found_one });
            }
        }
        // So many at such an average.
        let (bare, factor) = unit.strip_prefix("mio_").map_or((unit, 1.0), |bare| (bare, 1e6));
        let average = all.iter().find(|one| one.key.strip_prefix("avg_") == Some(bare));
        let count = all.iter().find(|one| !one.key.contains('_'));
        if let (Some(average), Some(count)) = (average, count) {
            let value = average.low * count.low;
            let stated = total.low * factor;
            if off(value, stated) {
                found.push(make(How::Product, value, stated, &currency(unit)));
            }
        }
    }
    found
}

/// More than figures rounded to two digits explain.
fn off(a: f64, b: f64) -> bool {
    (a - b).abs() > 0.06 * a.abs().max(b.abs())
}

fn millions(unit: &str) -> f64 {
    if unit.starts_with("mio_") { 1e6 } else { 1.0 }
}

/// `mio_eur` is counted in `EUR`.
fn currency(unit: &str) -> String {
    unit.trim_start_matches("mio_").to_uppercase()
}
