//! What is not known: elements without data, and what the sources themselves leave open.

use super::Maker;
use super::layout::{Shows, Special};
use super::model::{Body, Element, GapRow, Section};
use crate::phrase::phrase;

/// Fills the list of gaps once everything else stands.
pub fn fill(maker: &Maker<'_>, sections: &mut [Section]) {
    let plans = maker.layout.sections.iter().flat_map(|section| &section.elements);
    let lists: Vec<&str> = plans
        .clone()
        .filter(|plan| plan.shows == Shows::Special(Special::Gaps))
        .map(|plan| plan.id.as_str())
        .collect();
    // An element that only says something has no data to miss.
    let notes: Vec<&str> = plans
        .filter(|plan| {
            matches!(plan.shows, Shows::Nothing | Shows::Special(Special::Gaps | Special::Sources))
        })
        .map(|plan| plan.id.as_str())
        .collect();
    let mut gaps: Vec<GapRow> = Vec::new();
    for section in sections.iter() {
        for element in &section.elements {
            let gap =
                |what| GapRow { section: section.code.clone(), element: element.id.clone(), what };
            if element.is_empty() && !notes.contains(&element.id.as_str()) {
                gaps.push(gap(element.title.clone()));
            }
            gaps.extend(open(element).map(gap));
        }
    }
    let elements = sections.iter_mut().flat_map(|section| &mut section.elements);
    for element in elements.filter(|element| lists.contains(&element.id.as_str())) {
        element.body = if gaps.is_empty() { Body::Nothing } else { Body::Gaps(gaps.clone()) };
    }
}

/// What an element itself calls unknown, and goals without an outcome.
fn open(element: &Element) -> impl Iterator<Item = crate::text::Text> {
    let events = match &element.body {
        Body::Events(events) => events.as_slice(),
        _ => &[],
    };
    let unknown = |event: &&super::EventRow| event.is_unknown || event.is_overdue;
    events.iter().filter(unknown).map(|event| {
        let why = phrase(if event.is_unknown { "state_unknown" } else { "no_outcome" });
        crate::phrase::joined(&[event.text.clone(), why], " \u{2014} ")
    })
}
