//! From answers, country view and judgement to a proposal per criterion and a recommendation for the case.
//!
//! Pure: no clock (the day is `Dossier::assessed_on`), no files, no words of any language. Never adds up, never averages.

mod applies;
mod confidence;
mod flips;
mod gates;
mod join;
mod missing;
mod proposal;
mod reasons;
mod recommend;
mod residual;
mod tally;
#[cfg(test)]
mod tests;

pub use applies::{Applies, applies};
pub use confidence::Confidence;
pub use flips::{AnswerTurn, Flip, Way, flips};
pub use gates::Gate;
pub use missing::{LinePart, Missing, missing};
pub use proposal::{Coverage, Proposal};
pub use reasons::{Effect, Reason, ReasonWeight};
pub use recommend::{Ground, Recommendation};
pub use residual::{MeasureEffect, can_lower, measure_effect, residual};

use crate::dossier::Dossier;
use crate::rulebook::Rulebook;
use serde::Serialize;

/// What the program proposes for a case. Only a person decides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// Criteria 1 to 8, in order.
    pub criteria: Vec<Proposal>,
    pub recommendation: Recommendation,
}

impl Assessment {
    pub fn criterion(&self, number: u8) -> Option<&Proposal> {
        self.criteria.iter().find(|proposal| proposal.criterion == number)
    }
}

pub fn assess(rules: &Rulebook, dossier: &Dossier) -> Assessment {
    let criteria: Vec<Proposal> =
        (1..=8).map(|number| proposal::propose(rules, dossier, number)).collect();
    let recommendation = recommend::recommend(rules, dossier, &criteria);
    Assessment { criteria, recommendation }
}
