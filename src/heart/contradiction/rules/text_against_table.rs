//! A number in a sentence against the table or series on the same subject.

use super::super::quantity::Quantity;
use super::super::reading::{Named, numbers};
use super::super::view::{Known, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::measure::{Measure, of_fact};

/// Words of a key that say the unit or the kind, not the subject.
const GENERAL: [&str; 14] = [
    "pct", "mio", "usd", "eur", "rank", "share", "value", "score", "total", "per", "tiv", "one",
    "all", "head",
];

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for event in view.events() {
        for number in numbers(&event.numbers).into_iter().filter(Named::is_one) {
            let year = event.until.or(event.date).map(|date| date.year);
            if let Some((known, apart)) = told_otherwise(view, &number, year) {
                let rounded = apart < 0.05 && !number.limit.is_empty();
                let why = if rounded { Why::PreciseOverRounded } else { Why::TableOverText };
                let (a, b) = (view.fact(known), view.event_with(event, number.shown()));
                found.push(view.found(
                    Rule::TextAgainstTable,
                    known.fact.name.clone(),
                    a,
                    b,
                    Uses::A,
                    why,
                ));
            }
        }
    }
    found
}

/// The closest value of the subject, if none agrees; and how far off it is.
fn told_otherwise<'a>(
    view: &View<'a>,
    number: &Named,
    year: Option<u16>,
) -> Option<(Known<'a>, f64)> {
    let words: Vec<&str> = number.key.split('_').collect();
    let year =
        words.iter().find_map(|word| word.parse::<u16>().ok().filter(|y| *y > 1900)).or(year);
    let subject: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !GENERAL.contains(word) && word.parse::<u16>().is_err())
        .collect();
    if subject.is_empty() {
        return None;
    }
    let is_share = words.contains(&"pct");
    let candidates: Vec<&Quantity> = view
        .list
        .quantities
        .iter()
        .filter(|quantity| {
            subject.iter().all(|word| quantity.id.split('_').any(|part| part == *word))
        })
        // What is undated in a table, too, is told already.
        .filter(|quantity| super::two_values::one(view, quantity).is_none())
        .collect();
    let mut nearest: Option<(Known<'a>, f64)> = None;
    for quantity in candidates {
        let all = view.of_quantity(quantity);
        let fitting = all
            .iter()
            .filter(|known| matches!(of_fact(known.fact), Some(Measure::Share { .. })) == is_share);
        let dated: Vec<&Known<'_>> = fitting
            .filter(|known| known.fact.year.is_some() || !known.fact.period.is_empty())
            .collect();
        let of_year = dated.iter().rev().find(|known| year.is_some() && known.fact.year == year);
        let Some(known) = of_year.or(dated.last()) else { continue };
        let apart = (number.low - known.value).abs() / known.value.abs().max(1e-9);
        if nearest.as_ref().is_none_or(|(_, least)| apart < *least) {
            nearest = Some((**known, apart));
        }
    }
    nearest.filter(|(_, apart)| *apart > 0.01)
}
