//! The proposal for one criterion, with everything that led to it.

use super::join::{Baseline, Joined};
use super::tally::{self, Sheet};
use super::{Confidence, Reason, confidence, reasons, residual};
use crate::dossier::Dossier;
use crate::level::Level;
use crate::rating::CriterionRating;
use crate::rulebook::{QuestionId, Relevance, Rulebook};
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
    /// The baseline as it counts for these goods.
    pub for_goods: Level,
    /// The same for this end user, too.
    pub adjusted: Level,
    /// How much the goods matter for this criterion: the highest over all tags, low without tags.
    pub relevance: Relevance,
    /// The level from the answers alone.
    pub from_answers: Level,
    /// The level rests on the answers alone, because the country view has no data.
    pub no_baseline: bool,
    /// Heaviest first.
    pub reasons: Vec<Reason>,
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
    /// What the country view knows; `None` without one.
    pub coverage: Option<Coverage>,
}

/// Inputs of the country view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub present: u16,
    pub listed: u16,
    /// Of those present; `None` where the file does not say.
    pub fresh: Option<u16>,
}

impl Coverage {
    fn of(rating: &CriterionRating) -> Self {
        Self { present: rating.present, listed: rating.listed, fresh: rating.fresh }
    }

    /// Share present, in whole percent.
    pub fn percent(self) -> u16 {
        let share = u32::from(self.present) * 100 / u32::from(self.listed.max(1));
        u16::try_from(share).unwrap_or(100)
    }
}

pub(super) fn propose(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Proposal {
    let sheet = Sheet::new(rules, dossier, criterion);
    let baseline = Baseline::new(rules, dossier, criterion);
    let tally = sheet.tally(&[]);
    let from_answers = sheet.level(&tally);
    let Joined { level, no_baseline } = baseline.join(from_answers);
    let (open, answered, applying) = progress(&sheet);
    let rating = dossier.country_view.as_ref().and_then(|view| view.criterion(criterion));
    let silence = confidence::silence(rules, dossier, &sheet);
    let reasons = reasons::reasons(dossier, rating, &sheet, &baseline, level, silence);
    let cleared = reasons
        .iter()
        .any(|it| matches!(it, Reason::ClearedOnWeakEvidence(_) | Reason::OnlySilence(_)));
    let judgement = dossier.record(criterion).judgement;
    Proposal {
        criterion,
        level,
        baseline: baseline.level,
        for_goods: baseline.for_goods(),
        adjusted: baseline.adjusted(),
        relevance: baseline.relevance,
        from_answers,
        no_baseline,
        reasons,
        open,
        answered,
        applying,
        judgement,
        residual: residual(rules, dossier, criterion),
        departs: judgement.is_some_and(|judgement| judgement != level),
        coverage: rating.map(Coverage::of),
        confidence: confidence::confidence(rules, dossier, criterion, &tally, cleared),
    }
}

fn progress(sheet: &Sheet<'_>) -> (Vec<QuestionId>, usize, usize) {
    let mut open = Vec::new();
    let (mut answered, mut applying) = (0, 0);
    for row in sheet.applying() {
        applying += 1;
        answered += usize::from(row.finding.is_some());
        if tally::open(row.question, tally::counted(row.is_weak, row.finding)).is_some() {
            open.push(row.question.id);
        }
    }
    (open, answered, applying)
}
