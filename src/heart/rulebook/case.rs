//! How the answers, goods, end user and measures of a case count: every number of the proposal that is not about countries.
//!
//! `criteria/case.ron`, as data. What it means is done in `score`.

use super::{QuestionId, Relevance};
use crate::fixed::Fixed;
use crate::level::{Level, Mark};
use crate::text::Text;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRules {
    pub answers: Vec<AnswerRule>,
    pub exemption: Exemption,
    pub goods: GoodsRule,
    pub missions: MissionRule,
    pub measures: MeasureRules,
    pub confidence: ConfidenceRule,
    /// Characters of the reason for judging milder than proposed.
    pub milder_reason: u16,
    /// Years for which another State's denial counts.
    pub denial_years: u16,
}

/// What several answers give together. All that is named must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRule {
    pub id: String,
    pub level: Level,
    /// None = all eight.
    pub criteria: Vec<u8>,
    /// Major concerns on record.
    pub major: u16,
    /// Minor concerns on record.
    pub minor: u16,
    /// Major concerns about how much the goods matter.
    pub exposure: u16,
    /// A question that must raise concern itself.
    pub with: Option<QuestionId>,
    pub text: Text,
    pub mark: Mark,
}

impl AnswerRule {
    pub fn is_for(&self, criterion: u8) -> bool {
        self.criteria.is_empty() || self.criteria.contains(&criterion)
    }
}

/// The questions on an embargo and on an exemption from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    pub embargo: QuestionId,
    pub paper: QuestionId,
}

/// Goods of little relevance make the country's level one step milder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsRule {
    pub criteria: Vec<u8>,
    /// From here on the country counts in full.
    pub from: Relevance,
    pub text: Text,
    pub mark: Mark,
}

/// Missions and demining bodies do the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionRule {
    pub criteria: Vec<u8>,
    pub text: Text,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRules {
    /// Criteria that no measure lowers.
    pub no_effect: Vec<u8>,
    /// Criteria that only one measure lowers.
    pub only: Vec<(u8, String)>,
    /// Measures that never lower *critical*.
    pub not_from_critical: Vec<String>,
    /// Promises on paper.
    pub promises: Vec<String>,
    /// Answered with concern, they say that promises of this recipient are worth nothing.
    pub doubted_by: Vec<QuestionId>,
}

impl MeasureRules {
    /// Whether a measure can lower a criterion judged at this level at all.
    pub fn can_lower(&self, measure: &str, criterion: u8, judged: Level) -> bool {
        let only = self.only.iter().find(|(number, _)| *number == criterion);
        only.is_none_or(|(_, only)| only == measure)
            && !self.no_effect.contains(&criterion)
            && (judged != Level::Critical || !self.not_from_critical.iter().any(|it| it == measure))
    }
}

/// What high confidence asks for beside answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfidenceRule {
    /// Items of grade A or B, for high and for medium confidence.
    pub high_items: u16,
    pub medium_items: u16,
    /// The newest item is younger than this.
    pub fresh_months: u32,
    pub closed: Option<ClosedRule>,
}

/// Where a country is closed, the silence of reports proves little.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedRule {
    /// An input of the country view.
    pub input: String,
    /// From here on the country counts as closed.
    pub from: Fixed,
    pub criteria: Vec<u8>,
}
