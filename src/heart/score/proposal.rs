//! The proposal for one criterion, with everything that led to it.

use super::join::{Baseline, Joined};
use super::tally::{self, Sheet};
use super::{Confidence, changes, confidence, reasons, residual};
use crate::dossier::Dossier;
use crate::level::{Finding, Level, Mark};
use crate::rating::Reading;
use crate::rulebook::{QuestionId, Relevance, Role, Rulebook, Weight};
use crate::text::Text;
use serde::Serialize;

/// What the program proposes for one criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// 1 to 8.
    pub criterion: u8,
    /// The proposed level: baseline and answers joined.
    pub level: Level,
    /// What the country view says; *no data* without one.
    pub baseline: Level,
    /// The baseline as it counts for these goods and this end user.
    pub adjusted: Level,
    /// How much the goods matter for this criterion: the highest over all tags, low without tags.
    pub relevance: Relevance,
    /// The level from the answers alone.
    pub from_answers: Level,
    /// The level rests on the answers alone, because the country view has no data.
    pub no_baseline: bool,
    /// Heaviest first.
    pub reasons: Vec<Reason>,
    /// The single changes that would give another level, smallest first.
    pub changes: Vec<Change>,
    /// Trigger and major questions without an answer or without information.
    pub open: Vec<QuestionId>,
    /// Of the questions that apply, those with an answer of any kind.
    pub answered: usize,
    pub applying: usize,
    pub judgement: Option<Level>,
    /// The judgement after measures.
    pub residual: Option<Level>,
    /// The judgement is another level than the proposal.
    pub departs: bool,
    pub confidence: Confidence,
}

/// One fact behind a proposal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Reason {
    /// A rule of the country view that decided. The rule is empty where none fired and the level is what remains.
    Baseline {
        level: Level,
        rule: Text,
        mark: Mark,
        readings: Vec<Reading>,
    },
    /// No country view, or the view has no data for this criterion.
    BaselineMissing,
    /// The goods matter little, so the country's level counts one step milder.
    Adjusted {
        from: Level,
        to: Level,
        relevance: Relevance,
    },
    /// Nobody has said what the goods are (no tags), so the country's level counts in full.
    GoodsUnknown,
    /// For a mission or a demining body the country's level counts one step milder.
    MissionStepDown {
        from: Level,
        to: Level,
    },
    /// An answer that counts.
    Answered {
        question: QuestionId,
        finding: Finding,
        weight: Weight,
        role: Role,
    },
    /// The rule that makes several answers critical together; `rule` is the criterion whose rule it is.
    TwoRule {
        rule: u8,
    },
    /// At least one major concern on record.
    MajorOnRecord,
    /// Three minor concerns on record.
    ThreeMinor,
    /// Two minor concerns on record, and goods that matter.
    TwoMinorAndExposure,
    /// An embargo applies, with an exemption on file.
    Exempted,
    OpenTrigger(QuestionId),
    OpenMajor(QuestionId),
    /// A trigger question was answered "no concern" on weak evidence (grade D) alone.
    ClearedOnWeakEvidence(QuestionId),
    /// A trigger question was answered "concern" on weak evidence (grade D) alone.
    RaisedOnWeakEvidence(QuestionId),
    /// Everything important was answered, and nothing raises concern.
    NothingFound,
}

/// How much a reason carries, heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ReasonWeight {
    Decisive,
    Raises,
    Notes,
}

impl Reason {
    pub fn weight(&self) -> ReasonWeight {
        match self {
            Self::Baseline { level: Level::Critical, .. }
            | Self::Answered { weight: Weight::Trigger, finding: Finding::Concern, .. }
            | Self::TwoRule { .. }
            | Self::OpenTrigger(_)
            | Self::BaselineMissing => ReasonWeight::Decisive,
            Self::Baseline { level: Level::PossiblyCritical, .. }
            | Self::Answered { .. }
            | Self::MajorOnRecord
            | Self::ThreeMinor
            | Self::TwoMinorAndExposure
            | Self::Exempted
            | Self::OpenMajor(_) => ReasonWeight::Raises,
            Self::Baseline { .. }
            | Self::Adjusted { .. }
            | Self::GoodsUnknown
            | Self::MissionStepDown { .. }
            | Self::ClearedOnWeakEvidence(_)
            | Self::RaisedOnWeakEvidence(_)
            | Self::NothingFound => ReasonWeight::Notes,
        }
    }
}

/// A single change that would give another level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Change {
    Answer { question: QuestionId, finding: Finding, to: Level },
    Baseline { from: Level, to_baseline: Level, to: Level },
}

pub(super) fn propose(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Proposal {
    let sheet = Sheet::new(rules, dossier, criterion);
    let baseline = Baseline::new(rules, dossier, criterion);
    let tally = sheet.tally(None);
    let from_answers = sheet.level(tally);
    let Joined { level, no_baseline } = baseline.join(from_answers);
    let (open, answered, applying) = progress(&sheet);
    let reasons = reasons::reasons(dossier, criterion, &sheet, &baseline, level);
    let cleared = reasons.iter().any(|it| matches!(it, Reason::ClearedOnWeakEvidence(_)));
    let judgement = dossier.record(criterion).judgement;
    Proposal {
        criterion,
        level,
        baseline: baseline.level,
        adjusted: baseline.adjusted(),
        relevance: baseline.relevance,
        from_answers,
        no_baseline,
        reasons,
        changes: changes::changes(&sheet, &baseline, level),
        open,
        answered,
        applying,
        judgement,
        residual: residual(rules, dossier, criterion),
        departs: judgement.is_some_and(|judgement| judgement != level),
        confidence: confidence::confidence(dossier, criterion, tally, cleared),
    }
}

fn progress(sheet: &Sheet<'_>) -> (Vec<QuestionId>, usize, usize) {
    let mut open = Vec::new();
    let (mut answered, mut applying) = (0, 0);
    for row in sheet.applying() {
        applying += 1;
        answered += usize::from(row.finding.is_some());
        if tally::open(row.question, row.finding).is_some() {
            open.push(row.question.id);
        }
    }
    (open, answered, applying)
}
