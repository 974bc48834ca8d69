//! A rule in force, and a plan to change it.

use super::super::reading::words;
use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let head = |text: &str| words(text).into_iter().next();
    let mut found = Vec::new();
    let now: Vec<_> = view
        .events()
        .filter(|event| event.precision == "ongoing")
        .map(|event| (event, head(&event.text.en)))
        .collect();
    for plan in view.events().filter(|event| event.precision == "plan") {
        let subject = head(&plan.text.en);
        let same = now.iter().find(|(_, head)| head.is_some() && *head == subject);
        if let Some((now, _)) = same {
            let (a, b) = (view.event(now), view.event(plan));
            found.push(view.found(Rule::Plan, now.text.clone(), a, b, Uses::A, Why::RuleInForce));
        }
    }
    found
}
