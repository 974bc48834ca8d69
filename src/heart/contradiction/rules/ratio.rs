//! A number of people and their ratio to the population imply how many people live there.

use super::super::reading::slack;
use super::super::view::{Known, View, computed};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::measure::{Measure, of_fact};
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    let all: Vec<Known<'_>> = view.facts().collect();
    for ratio in all.iter().rev() {
        let Some(Measure::Rate { per }) = of_fact(ratio.fact) else { continue };
        let count = all.iter().find(|other| {
            other.fact.cited.place == ratio.fact.cited.place
                && other.fact.year == ratio.fact.year
                && matches!(of_fact(other.fact), Some(Measure::Persons { .. }))
        });
        let Some(count) = count.filter(|_| !told.contains(&ratio.fact.indicator.as_str())) else {
            continue;
        };
        if let Some(one) = implied(view, *count, *ratio, f64::from(per)) {
            told.push(&ratio.fact.indicator);
            found.push(one);
        }
    }
    found
}

fn implied(view: &View<'_>, count: Known<'_>, ratio: Known<'_>, per: f64) -> Option<Found> {
    let (_, points) = view.series("population")?;
    let lived =
        |year: u16| points.iter().rev().find(|point| point.year <= year && point.value.is_some());
    let point = lived(ratio.fact.year.unwrap_or(u16::MAX))?;
    let persons = count.value * of_fact(count.fact)?.factor();
    let people = persons / ratio.value * per;
    // Only what rounding of both cannot explain. "About" on both sides cannot both be off by their most.
    let rounding = |known: Known<'_>| {
        let exact =
            slack(known.value, &known.fact.printed, crate::atlas::Qualifier::Firm) / known.value;
        if known.fact.qualifier == crate::atlas::Qualifier::Firm { exact } else { exact.max(0.01) }
    };
    let slack = rounding(count) + rounding(ratio) + 0.02;
    if (people / point.value? - 1.0).abs() <= slack {
        return None;
    }
    // The year whose population fits says how old the figures are.
    let fits = points.iter().min_by(|x, y| {
        let far =
            |p: &crate::atlas::Point| p.value.map_or(f64::MAX, |value| (value - people).abs());
        far(x).total_cmp(&far(y))
    })?;
    let a = view.fact(ratio);
    let unit = Text::same(format!("({})", fits.year));
    let b =
        computed(How::ImpliedPopulation, (people / 1e5).round() * 1e5, &unit, &view.fact(count));
    Some(view.found(Rule::Ratio, ratio.fact.name.clone(), a, b, Uses::Neither, Why::NeedsCheck))
}
