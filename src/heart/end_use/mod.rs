//! The end-use screen for surveillance items: what its answers become, what follows from them, and what is known.
//!
//! Knows no window and gives no level: an answer is evidence for a criterion, and the officer judges.

mod answers;
mod beside;
mod steps;
#[cfg(test)]
mod tests;

pub use self::answers::{answer, key_of, reason};
pub use self::beside::{Beside, Fact, Line, beside};
pub use self::steps::{Found, found};

use crate::atlas::Iso3;
use crate::dossier::Dossier;
use crate::rulebook::{EndUseScreen, Home};
use crate::text::Text;

/// Whether the goods of a case are asked about.
pub fn concerns(screen: &EndUseScreen, dossier: &Dossier) -> bool {
    let mut lines = dossier.request.lines.iter();
    lines.any(|line| screen.tags.iter().any(|tag| line.tags.contains(tag)))
}

/// How many questions there are, and how many have an answer.
pub fn progress(screen: &EndUseScreen, dossier: &Dossier) -> (usize, usize) {
    let answered = screen.questions().filter(|it| dossier.end_use.reply(&it.id).is_some());
    (answered.count(), screen.questions().count())
}

/// The lead that is true for a destination: a law holds only in its own state.
pub fn lead<'t>(lead: &'t Text, home: Option<&'t Home>, destination: Option<Iso3>) -> &'t Text {
    let own = home.filter(|home| destination.is_some_and(|iso3| iso3.as_str() == home.state));
    own.map_or(lead, |home| &home.lead)
}
