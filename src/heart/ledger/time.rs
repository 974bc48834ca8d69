//! Whether an entry lies in the years that count. A date that is not exact is not read as if it were.

use crate::date::Date;
use crate::dossier::{Incident, Timing};

/// The years that count, back from the day of the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: Date,
    pub to: Date,
}

impl Window {
    pub fn back_from(day: Date, years: u16) -> Self {
        let to = day.latest();
        Self { from: to.years_before(years), to }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Within,
    /// The date leaves it open.
    Uncertain,
    Undated,
    /// Before the window: it has aged out of it.
    Aged,
    /// After the day of the assessment.
    Later,
}

pub fn standing(incident: &Incident, window: Window) -> Standing {
    let (first, last) = (incident.date, incident.until);
    match (incident.timing, first, last) {
        (Timing::Undated, ..) | (_, None, None) => Standing::Undated,
        (Timing::Since | Timing::SinceAbout | Timing::Ongoing, Some(first), None) => {
            going_on(first, window)
        }
        (Timing::Until, _, Some(last)) | (Timing::Until, Some(last), None) => {
            ended(last, window, Standing::Within)
        }
        (Timing::ReportedOn, Some(day), _) => ended(day, window, Standing::Uncertain),
        (_, None, Some(last)) => ended(last, window, Standing::Uncertain),
        (Timing::About, Some(first), last) => {
            let last = last.unwrap_or(first).latest();
            // A year either way: whoever says "about" does not know it better.
            let after = Date { year: last.year.saturating_add(1), ..last };
            span(first.earliest().years_before(1), after, window)
        }
        (_, Some(first), Some(last)) if first != last => lasted(first, last, window),
        (_, Some(first), _) => span(first.earliest(), first.latest(), window),
    }
}

/// Some day between two.
fn span(from: Date, to: Date, window: Window) -> Standing {
    if to < window.from {
        Standing::Aged
    } else if from > window.to {
        Standing::Later
    } else if from >= window.from {
        Standing::Within
    } else {
        Standing::Uncertain
    }
}

/// All the time from the one to the other: what reaches into the window is in it.
fn lasted(first: Date, last: Date, window: Window) -> Standing {
    if first.earliest() > window.to {
        Standing::Later
    } else {
        ended(last, window, Standing::Within)
    }
}

fn ended(last: Date, window: Window, inside: Standing) -> Standing {
    if last.latest() < window.from {
        Standing::Aged
    } else if last.earliest() >= window.from {
        inside
    } else {
        Standing::Uncertain
    }
}

/// With a beginning and no end.
fn going_on(first: Date, window: Window) -> Standing {
    if first.earliest() > window.to {
        Standing::Later
    } else if first.earliest() >= window.from {
        Standing::Within
    } else {
        Standing::Uncertain
    }
}
