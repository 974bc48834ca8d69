//! Which of the editors' contradictions says the same as a finding, so that their remark can stand beside it.
//!
//! Told by what both speak of: the remarks of the data, the figures, and the words.

use super::reading::{figures, shared, words};
use super::view::View;
use super::{Found, Says, Side};
use crate::atlas::Contradiction;

/// As many points make two statements the same.
const ENOUGH: usize = 6;

pub fn known(view: &View<'_>, found: &Found) -> Option<String> {
    let all = view.country.contradictions.iter().map(|known| (likeness(known, found), known));
    // The first of equals, so that the order of the list decides.
    let best = all.filter(|(points, _)| *points >= ENOUGH).reduce(|best, next| {
        if next.0 > best.0 { next } else { best }
    });
    best.map(|(_, known)| known.id.clone())
}

fn likeness(known: &Contradiction, found: &Found) -> usize {
    let remarks = found.a.refs.iter().chain(&found.b.refs).filter(|id| **id == known.id).count();
    let told = figures(&format!("{}; {}", known.claim_a, known.claim_b));
    let mut seen: Vec<f64> = Vec::new();
    for value in side_figures(&found.a).into_iter().chain(side_figures(&found.b)) {
        // Years and single figures are in every text.
        let telling = !(0.0..10.0).contains(&value) && !(1900.0..2100.0).contains(&value) || value.fract() != 0.0;
        if telling && !seen.contains(&value) && told.contains(&value) {
            seen.push(value);
        }
    }
    let topic = words(&format!("{} {} {}", known.topic, known.claim_a, known.claim_b));
    let spoken = words(&format!("{} {} {}", found.topic.en, said(&found.a), said(&found.b)));
    let common = shared(&topic, &spoken).min(4);
    let title = shared(&words(&known.topic), &words(&found.topic.en)).min(2);
    4 * remarks.min(1) + 2 * seen.len().min(3) + common + title
}

fn said(side: &Side) -> String {
    match &side.says {
        Says::Words(text) => text.en.clone(),
        Says::Figure { name, when, unit, .. } => format!("{} {} {when}", name.en, unit.en),
        Says::Computed { unit, .. } => unit.en.clone(),
        Says::Holds { what, .. } => what.clone(),
    }
}

fn side_figures(side: &Side) -> Vec<f64> {
    match &side.says {
        Says::Words(text) => figures(&text.en),
        // A table of the report prints German figures.
        Says::Figure { figure, .. } => {
            let mut all = figures(figure);
            all.extend(crate::amount::parse(figure));
            all
        }
        Says::Computed { value, .. } => vec![(value * 100.0).round() / 100.0],
        Says::Holds { what, .. } => figures(what),
    }
}
