//! Deaths: estimates out of order, and a register that counts an event otherwise than the report.

use super::super::reading::numbers;
use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Event;
use crate::text::Text;

/// The register counts from this many deaths in a year.
const THRESHOLD: f64 = 25.0;

/// Low, best and high must stand in this order.
pub fn estimates(view: &View<'_>) -> Vec<Found> {
    let rows = view.atlas.conflicts_of(view.iso3()).iter();
    rows.filter(|row| !(row.low <= row.best && row.best <= row.high))
        .map(|row| {
            let name = crate::phrase::phrase(row.kind.code());
            let bounds = view.conflict(row, name.clone(), format!("{}-{}", row.low, row.high));
            let best = view.conflict(row, name.clone(), row.best.to_string());
            view.found(Rule::Estimates, name, best, bounds, Uses::Neither, Why::NeedsCheck)
        })
        .collect()
}

/// The worst event of a year against all deaths that the register has for it.
pub fn against_events(view: &View<'_>) -> Vec<Found> {
    let Some((series, points)) = view.series("ucdp_deaths") else { return Vec::new() };
    let mut found = Vec::new();
    for point in points {
        let Some(counted) = point.value else { continue };
        let of_year =
            view.events().filter(|event| event.date.is_some_and(|date| date.year == point.year));
        let worst = of_year
            .filter_map(|event| Some((event, dead(event)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((event, dead)) =
            worst.filter(|(_, dead)| *dead >= THRESHOLD && *dead > 2.0 * counted)
        {
            let (a, b) = (view.event_with(event, dead.to_string()), view.point(series, point));
            let topic: Text = event.text.clone();
            found.push(view.found(
                Rule::UcdpAgainstEvents,
                topic,
                a,
                b,
                Uses::Both,
                Why::DifferentMeasure,
            ));
        }
    }
    found
}

fn dead(event: &Event) -> Option<f64> {
    numbers(&event.numbers).iter().find(|number| number.key == "dead").map(|number| number.low)
}
