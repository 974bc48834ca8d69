//! One event, two tolls: events that overlap in time and count the same, with different numbers.

use super::super::reading::{Named, numbers, sharpness, span};
use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::Event;

/// Numbers further apart are of another event, or of a part of it.
const TIMES: f64 = 2.0;

struct Toll<'a> {
    event: &'a Event,
    number: Named,
}

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for keys in &view.list.tolls {
        let mut all: Vec<Toll<'_>> = Vec::new();
        for event in view.events() {
            let number =
                numbers(&event.numbers).into_iter().find(|number| keys.contains(&number.key));
            all.extend(
                number.filter(|_| span(event).is_some()).map(|number| Toll { event, number }),
            );
        }
        // The precise one leads: no "at least", then the sharpest date.
        all.sort_by_key(|toll| (!toll.number.limit.is_empty(), 3 - sharpness(toll.event)));
        let mut told: Vec<&str> = Vec::new();
        for lead in &all {
            let others =
                all.iter().filter(|other| other.event.id != lead.event.id && like(lead, other));
            let far = |toll: &&Toll<'_>| (toll.number.low - lead.number.low).abs();
            let Some(other) = others.max_by(|a, b| far(a).total_cmp(&far(b))) else { continue };
            if told.contains(&lead.event.id.as_str()) {
                continue;
            }
            let of_it = all.iter().filter(|one| like(lead, one)).map(|one| one.event.id.as_str());
            told.extend(of_it);
            told.push(&lead.event.id);
            let (a, b) = (
                view.event_with(lead.event, lead.number.shown()),
                view.event_with(other.event, other.number.shown()),
            );
            let (uses, why) = verdict(view, lead, other);
            found.push(view.found(Rule::Tolls, lead.event.text.clone(), a, b, uses, why));
        }
    }
    found
}

/// The same time, and numbers of one size that differ.
fn like(a: &Toll<'_>, b: &Toll<'_>) -> bool {
    let (Some((from, to)), Some((start, end))) = (span(a.event), span(b.event)) else {
        return false;
    };
    let (low, high) = (a.number.low.min(b.number.low), a.number.low.max(b.number.low));
    low != high && high <= TIMES * low && from <= end && start <= to
}

fn verdict(view: &View<'_>, lead: &Toll<'_>, other: &Toll<'_>) -> (Uses, Why) {
    let is_weak = |toll: &Toll<'_>| view.list.weak.contains(&toll.event.certainty);
    match (lead.number.limit.is_empty(), other.number.limit.is_empty()) {
        (false, false) => (Uses::Both, Why::RangeOfSources),
        _ if is_weak(other) && !is_weak(lead) => (Uses::A, Why::OtherIsAlleged),
        (true, false) => (Uses::A, Why::PreciseOverRounded),
        _ => (Uses::Both, Why::RangeOfSources),
    }
}
