//! A rate of growth against the series that is said to grow.

use super::super::view::{View, computed};
use super::super::{Found, How, Uses, Why};
use super::Rule;

/// Percentage points within which two counts of people may differ.
const SLACK: f64 = 1.0;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for quantity in &view.list.quantities {
        let Some((series, points)) = view.series(&quantity.growth_of) else { continue };
        for known in view.of_quantity(quantity).iter().copied() {
            let Some(year) = known.fact.year else { continue };
            let of = |year: u16| points.iter().find(|point| point.year == year);
            let (Some(now), Some(before)) = (of(year), of(year - 1)) else { continue };
            let (Some(to), Some(from)) = (now.value, before.value) else { continue };
            let grown = (to / from - 1.0) * 100.0;
            if (grown - known.value).abs() > SLACK {
                let a = view.fact(known);
                let unit = known.fact.unit.clone();
                let b = computed(
                    How::Growth,
                    (grown * 10.0).round() / 10.0,
                    &unit,
                    &view.point(series, now),
                );
                let topic = known.fact.name.clone();
                found.push(view.found(Rule::Growth, topic, a, b, Uses::B, Why::SeriesOverReport));
            }
        }
    }
    found
}
