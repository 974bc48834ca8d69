//! A rule in force, and a plan to change it.

use super::super::reading::words;
use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let head = |text: &str| words(text).into_iter().next();
    let mut found = Vec::new();
    for plan in view.events().filter(|event| event.precision == "plan") {
        let now = view.events().find(|event| {
            event.precision == "ongoing"
                && head(&event.text.en).is_some()
                && head(&event.text.en) == head(&plan.text.en)
        });
        if let Some(now) = now {
            let (a, b) = (view.event(now), view.event(plan));
            found.push(view.found(Rule::Plan, now.text.clone(), a, b, Uses::A, Why::RuleInForce));
        }
    }
    found
}
