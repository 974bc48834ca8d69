//! Two figures that should move together part: one more than doubles while the other falls.

use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;

pub fn find(view: &View<'_>) -> Vec<Found> {
    view.list
        .together
        .iter()
        .filter_map(|(one, other)| {
            let (one, other) = (view.list.quantity(one)?, view.list.quantity(other)?);
            let (up, from) = step(view.of_quantity(one))?;
            let (down, before) = step(view.of_quantity(other))?;
            let parts = up.fact.year == down.fact.year
                && up.value > 2.0 * from.value
                && down.value < before.value;
            parts.then(|| {
                let topic = up.fact.name.clone();
                view.found(
                    Rule::Together,
                    topic,
                    view.fact(up),
                    view.fact(down),
                    Uses::Both,
                    Why::DifferentMeasure,
                )
            })
        })
        .collect()
}

/// The last two years.
fn step<'a>(all: &[Known<'a>]) -> Option<(Known<'a>, Known<'a>)> {
    let last = *all.iter().rev().find(|known| known.fact.year.is_some())?;
    let before = all
        .iter()
        .rev()
        .find(|known| known.fact.year.is_some() && known.fact.year < last.fact.year)?;
    Some((last, *before))
}
