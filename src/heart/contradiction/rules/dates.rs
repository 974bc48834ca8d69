//! One event or document under two dates.

use super::super::reading::{shared, words};
use super::super::view::{Row, View};
use super::super::{Found, Side, Uses, Why};
use super::Rule;
use crate::atlas::Event;
use crate::key::FactKey;
use crate::text::{Text, fold};

/// Words that two sentences must share to speak of one event, and the months that may lie between.
const SHARED: usize = 3;
const MONTHS: u32 = 12;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = of_events(view);
    found.extend(of_rows(view, &found));
    found
}

fn of_events(view: &View<'_>) -> Vec<Found> {
    let known = ["day", "month"];
    let events: Vec<(&Event, Vec<String>)> = view
        .events()
        .filter(|event| known.contains(&event.precision.as_str()) && event.until.is_none())
        .map(|event| (event, words(&event.text.en)))
        .collect();
    let mut found = Vec::new();
    for (at, (first, mine)) in events.iter().enumerate() {
        for (second, theirs) in events.iter().skip(at + 1) {
            let alike = shared(mine, theirs) >= SHARED && first.section_code != second.section_code;
            if alike && apart(first, second) {
                let topic = first.text.clone();
                let sides = (view.event(first), view.event(second));
                found.push(view.found(
                    Rule::Dates,
                    topic,
                    sides.0,
                    sides.1,
                    Uses::Both,
                    Why::SeparateSteps,
                ));
            }
        }
    }
    found.extend(of_documents(view));
    found
}

/// Two months of one document in one year.
fn of_documents(view: &View<'_>) -> Option<Found> {
    let says = |event: &&Event| {
        let text = fold(&event.text.en);
        view.list.single.iter().any(|word| text.contains(word.as_str()))
    };
    let events: Vec<&Event> = view
        .events()
        .filter(says)
        .filter(|event| event.date.is_some_and(|date| date.month > 0))
        .collect();
    for (at, first) in events.iter().enumerate() {
        let other = events.iter().skip(at + 1).find(|second| {
            first.date.map(|d| d.year) == second.date.map(|d| d.year) && first.date != second.date
        });
        if let Some(second) = other {
            let sides = (view.event(first), view.event(second));
            let topic = first.text.clone();
            return Some(view.found(
                Rule::Dates,
                topic,
                sides.0,
                sides.1,
                Uses::Neither,
                Why::NeedsCheck,
            ));
        }
    }
    None
}

/// Close in time, yet not the same day or month.
fn apart(a: &Event, b: &Event) -> bool {
    let (Some(x), Some(y)) = (a.date, b.date) else { return false };
    let (early, late) = (x.min(y), x.max(y));
    late > early.latest() && early.months_until(late) <= MONTHS
}

/// The same entry of a table with two dates.
fn of_rows(view: &View<'_>, told: &[Found]) -> Vec<Found> {
    const COLUMNS: [&str; 3] = ["short_en", "short_de", "date"];
    let rows: Vec<Row<'_>> = view.rows(&COLUMNS).collect();
    let mut found = Vec::new();
    for (at, first) in rows.iter().enumerate() {
        for second in rows.iter().skip(at + 1) {
            let same = first.get("short_en") == second.get("short_en");
            let (a, b) = (first.get("date"), second.get("date"));
            if !same || a == b || a.is_empty() || b.is_empty() {
                continue;
            }
            let name = Text {
                en: first.get("short_en").to_owned(),
                de: first.get("short_de").to_owned(),
                fr: String::new(),
            };
            let side =
                |row: &Row<'_>| view.row(*row, name.clone(), row.get("date"), Text::default(), "");
            let (left, right) = (side(first), side(second));
            // The sentences on these dates are told already.
            if told.iter().any(|one| {
                date_of(view, &one.a).as_deref() == Some(a)
                    && date_of(view, &one.b).as_deref() == Some(b)
            }) {
                continue;
            }
            found.push(view.found(
                Rule::Dates,
                name.clone(),
                left,
                right,
                Uses::Both,
                Why::SeparateSteps,
            ));
        }
    }
    found
}

fn date_of(view: &View<'_>, side: &Side) -> Option<String> {
    let Some(FactKey::Event { id, .. }) = &side.key else { return None };
    view.country.events.iter().find(|event| event.id == *id)?.date.map(|date| date.to_string())
}
