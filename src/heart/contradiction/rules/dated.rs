//! A report's figure is two or more editions behind the bundled series.

use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;

/// One edition behind is the rule between two publications.
const BEHIND: u16 = 2;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for quantity in &view.list.quantities {
        let Some((series, points)) = view.series(&quantity.series) else { continue };
        let Some(point) = points.iter().rev().find(|point| point.value.is_some()) else { continue };
        let all = view.of_quantity(quantity);
        let Some((newest, year)) = all.iter().rev().find_map(|one| Some((*one, one.fact.year?)))
        else {
            continue;
        };
        // A value that differs in its own year is told already.
        if point.year >= year + BEHIND && super::two_values::against(view, quantity).is_none() {
            let (a, b) = (view.point(series, point), view.fact(newest));
            let topic = newest.fact.name.clone();
            found.push(view.found(Rule::Dated, topic, a, b, Uses::A, Why::NewestEdition));
        }
    }
    found
}
