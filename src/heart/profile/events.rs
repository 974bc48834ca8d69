//! What happened, by section of the report.

use super::Maker;
use super::layout::EventsPlan;
use super::model::{Body, EventRow};
use crate::atlas::Event;
use crate::key::FactKey;
use crate::text::Text;

/// Words of the tables for a claim that nobody has settled.
const CLAIMS: [&str; 7] = [
    "alleged",
    "alleged_in_part",
    "disputed",
    "unconfirmed",
    "presumed",
    "according_to_media",
    "according_to_reports",
];
/// Dates that lie ahead when they are written.
const AHEAD: [&str; 2] = ["goal", "plan"];

impl Maker<'_> {
    pub(super) fn events(&self, plan: &EventsPlan) -> Body {
        let is_about = |event: &Event| {
            let text = event.text.en.to_lowercase();
            plan.about.is_empty() || plan.about.iter().any(|word| text.contains(word.as_str()))
        };
        let mut found: Vec<&Event> = self
            .country
            .events
            .iter()
            .filter(|event| plan.sections.iter().any(|code| is_of(&event.section_code, code)))
            .filter(|event| is_about(event))
            .collect();
        if found.is_empty() {
            return Body::Nothing;
        }
        found.sort_by_key(|event| event.date.or(event.until).or(event.as_of));
        let mut rows: Vec<EventRow> = found.into_iter().map(|event| self.event(event)).collect();
        if plan.is_succession
            && let Some(last) = rows.iter_mut().max_by_key(|row| row.until.or(row.date))
        {
            last.is_current = true;
        }
        Body::Events(rows)
    }

    /// How to read the dates; a plain date needs no word, and a plan without one has its own.
    fn precision(&self, event: &Event) -> Text {
        match event.precision.as_str() {
            // The text of an event of a season names the season.
            "day" | "month" | "year" | "range" | "season" => Text::default(),
            ahead if AHEAD.contains(&ahead) && event.date.or(event.until).is_none() => {
                self.layout.word("precision", &format!("{ahead}_undated"))
            }
            code => self.layout.word("precision", code),
        }
    }

    fn event(&self, event: &Event) -> EventRow {
        let certainty = match event.certainty.as_str() {
            "reported" | "" => Text::default(),
            code => self.layout.word("certainty", code),
        };
        let ends = event.until.or(event.date);
        let is_ahead = AHEAD.contains(&event.precision.as_str()) || event.certainty == "forecast";
        let named = span_in(&event.text.en).filter(|end| *end < self.day.year);
        EventRow {
            id: event.id.clone(),
            date: event.date,
            until: event.until,
            precision: self.precision(event),
            text: event.text.clone(),
            certainty,
            is_claim: CLAIMS.contains(&event.certainty.as_str()),
            is_unknown: event.certainty == "unknown_state",
            is_undated: event.as_of_basis != "stated" && event.date.is_none(),
            is_overdue: is_ahead && ends.is_some_and(|date| date.latest() < self.day),
            is_over: named.is_some(),
            is_current: false,
            criteria: event.criteria.clone(),
            places: event.places.iter().map(|code| self.state_word(code)).collect(),
            contradictions: event.contradictions.clone(),
            source: self.cited(&event.cited),
            key: FactKey::Event { iso3: self.country.iso3, id: event.id.clone() }.to_string(),
        }
    }
}

/// `II.4` has `II.4b`; `II.4b` only itself.
fn is_of(code: &str, wanted: &str) -> bool {
    code.strip_prefix(wanted).is_some_and(|rest| {
        rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|c| c.is_ascii_lowercase()))
    })
}

/// The last year of a span that a text names for a programme: `2015 to 2025`.
fn span_in(text: &str) -> Option<u16> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let year = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|year| (1900..2200).contains(year))
    };
    words.windows(3).find_map(|three| match three {
        [from, "to", to] => year(from).and(year(to)),
        _ => None,
    })
}
