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
    let make = |how, value: f64, unit: &str| {
        let a = view.event(event);
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
            let value = total.low * share.low / 100.0;
            if off(value, part.low) {
                let found_one = Found {
                    uses: Uses::B,
                    why: Why::FitsTheTotal,
                    ..make(How::ShareOfTotal, value, &shown(unit))
                };
                found.push(found_one);
            }
        }
        // So many at such an average.
        let (bare, factor) = unit.strip_prefix("mio_").map_or((unit, 1.0), |bare| (bare, 1e6));
        let average = all.iter().find(|one| one.key.strip_prefix("avg_") == Some(bare));
        let count = all.iter().find(|one| !one.key.contains('_'));
        if let (Some(average), Some(count)) = (average, count) {
            let value = average.low * count.low / factor;
            if off(value, total.low) {
                found.push(make(How::Product, value, &shown(unit)));
            }
        }
    }
    found
}

/// More than figures rounded to two digits explain.
fn off(a: f64, b: f64) -> bool {
    (a - b).abs() > 0.06 * a.abs().max(b.abs())
}

fn shown(unit: &str) -> String {
    unit.replace("mio_", "10^6 ").to_uppercase()
}
