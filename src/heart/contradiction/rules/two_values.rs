//! One quantity with two values: undated against dated in the report, and the report against the bundled series.

use super::super::quantity::Quantity;
use super::super::reading::slack;
use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::measure::of_fact;

/// An undated value that is not the newest dated one; two dated values of one year.
pub fn find(view: &View<'_>) -> Vec<Found> {
    view.list.quantities.iter().filter_map(|quantity| one(view, quantity)).collect()
}

pub fn one(view: &View<'_>, quantity: &Quantity) -> Option<Found> {
    let all = view.of_quantity(quantity);
    let newest = *all.iter().rev().find(|known| known.fact.year.is_some())?;
    let topic = newest.fact.name.clone();
    let undated = all.iter().find(|known| {
        known.fact.year.is_none() && known.fact.period.is_empty() && differ(known, &newest)
    });
    if let Some(undated) = undated {
        let (a, b) = (view.fact(newest), view.fact(*undated));
        return Some(view.found(Rule::TwoValues, topic, a, b, Uses::A, Why::DatedOverUndated));
    }
    for (at, first) in all.iter().enumerate() {
        let second = all.iter().skip(at + 1).find(|other| {
            first.fact.year.is_some() && other.fact.year == first.fact.year && differ(first, other)
        });
        if let Some(second) = second {
            let (a, b) = (view.fact(*first), view.fact(*second));
            return Some(view.found(Rule::TwoValues, topic, a, b, Uses::Neither, Why::NeedsCheck));
        }
    }
    None
}

/// Two values in one unit, further apart than their printing explains.
fn differ(a: &Known<'_>, b: &Known<'_>) -> bool {
    let factor = |known: &Known<'_>| of_fact(known.fact).map_or(1.0, |measure| measure.factor());
    let (fa, fb) = (factor(a), factor(b));
    let slack = fa * slack(a.value, &a.fact.printed, a.fact.qualifier)
        + fb * slack(b.value, &b.fact.printed, b.fact.qualifier);
    (a.value * fa - b.value * fb).abs() > slack + 1e-9
}

/// The newest year in which the report and a bundled series differ.
pub fn against_series(view: &View<'_>) -> Vec<Found> {
    view.list.quantities.iter().filter_map(|quantity| against(view, quantity)).collect()
}

pub fn against(view: &View<'_>, quantity: &Quantity) -> Option<Found> {
    let (series, points) = view.series(&quantity.series)?;
    let unit = crate::measure::of_series(series).map_or(1.0, |measure| measure.factor());
    for known in view.of_quantity(quantity).iter().rev() {
        let Some(year) = known.fact.year else { continue };
        let Some(point) = points.iter().find(|point| point.year == year) else { continue };
        let Some(value) = point.value else { continue };
        let factor = of_fact(known.fact).map_or(1.0, |measure| measure.factor());
        // Two publishers round on their own: as much again as what is printed.
        let slack = 2.0 * slack(known.value, &known.fact.printed, known.fact.qualifier) * factor;
        if (known.value * factor - value * unit).abs() > slack + 1e-9 {
            let (a, b) = (view.point(series, point), view.fact(*known));
            let topic = series.name.clone();
            let rule = Rule::SeriesAgainstReport;
            return Some(view.found(rule, topic, a, b, Uses::A, Why::SeriesOverReport));
        }
    }
    None
}
