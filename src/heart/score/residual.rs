//! The level after measures (`scoring.md` section 7): one step at most, however many measures there are.

use crate::dossier::{Dossier, MeasureUse};
use crate::level::{Finding, Level};
use crate::rulebook::{QuestionId, Rulebook};

/// Promises on paper.
const PROMISES: [&str; 3] = ["M01", "M02", "M15"];
/// Answered with concern, they say that promises of this recipient are worth nothing.
const KEPT_PROMISES: QuestionId = QuestionId { criterion: 7, number: 4 };
const EARLIER_DIVERSION: QuestionId = QuestionId { criterion: 7, number: 9 };
/// Training never lowers *critical*.
const TRAINING: &str = "M08";
/// An exemption from the embargo: the only measure under criterion 1.
const EXEMPTION: &str = "M19";

/// The judgement after measures; `None` without a judgement.
pub fn residual(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Option<Level> {
    let record = dossier.record(criterion);
    let judgement = record.judgement?;
    let lowers = |used: &MeasureUse| {
        counts(rules, dossier, criterion, used)
            && match criterion {
                1 => used.measure == EXEMPTION,
                6 => false,
                _ => used.measure != TRAINING || judgement != Level::Critical,
            }
    };
    Some(if record.measures.iter().any(lowers) { judgement.step_down() } else { judgement })
}

/// Is a measure complete, meant for this criterion, and more than a promise that nobody can rely on?
pub(super) fn counts(
    rules: &Rulebook,
    dossier: &Dossier,
    criterion: u8,
    used: &MeasureUse,
) -> bool {
    let doubted = [KEPT_PROMISES, EARLIER_DIVERSION]
        .into_iter()
        .any(|id| dossier.finding(id) == Some(Finding::Concern));
    let empty_promise = doubted && PROMISES.contains(&used.measure.as_str());
    let meant = rules.measure(&used.measure).is_some_and(|it| it.criteria.contains(&criterion));
    used.counts() && meant && !empty_promise
}
