//! Fighters for one organisation from the same states, counted differently.

use super::super::reading::numbers;
use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Event;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let list = &view.list.fighters;
    let counted: Vec<(&Event, (f64, f64))> = view
        .events()
        .filter(|event| names(&event.text.en, &list.names))
        .filter_map(|event| Some((event, bounds(event, &list.keys)?)))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for (at, (first, a)) in counted.iter().enumerate() {
        let other =
            counted.iter().skip(at + 1).find(|(event, b)| event.places == first.places && a != b);
        if let Some((second, b)) = other {
            let sides = (view.event_with(first, span(*a)), view.event_with(second, span(*b)));
            let topic = first.text.clone();
            found.push(view.found(
                Rule::Fighters,
                topic,
                sides.0,
                sides.1,
                Uses::Both,
                Why::RangeOfSources,
            ));
        }
    }
    found
}

/// A name in capitals as a word of its own.
fn names(text: &str, names: &[String]) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| names.iter().any(|name| name == word))
}

/// One number, or the bounds of an estimate.
fn bounds(event: &Event, keys: &[String]) -> Option<(f64, f64)> {
    let all = numbers(&event.numbers);
    let of = |key: &str| all.iter().find(|number| number.key == key).map(|number| number.low);
    let one = all
        .iter()
        .find(|number| keys.contains(&number.key))
        .map(|number| (number.low, number.high));
    one.or_else(|| Some((of("min")?, of("max")?)))
}

fn span((low, high): (f64, f64)) -> String {
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}
