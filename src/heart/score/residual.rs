//! The level after measures (`scoring.md` section 7): one step at most, however many measures there are.

use crate::dossier::{Dossier, MeasureUse};
use crate::level::{Finding, Level};
use crate::rulebook::Rulebook;

/// The judgement after measures; `None` without a judgement.
pub fn residual(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Option<Level> {
    let record = dossier.record(criterion);
    let judgement = record.judgement?;
    let lowers = |used: &MeasureUse| {
        counts(rules, dossier, criterion, used)
            && rules
                .case
                .as_ref()
                .is_some_and(|case| case.measures.can_lower(&used.measure, criterion, judgement))
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
    let empty_promise = rules.case.as_ref().is_some_and(|case| {
        let doubted = case.measures.doubted_by.iter();
        case.measures.promises.contains(&used.measure)
            && doubted.into_iter().any(|id| dossier.finding(*id) == Some(Finding::Concern))
    });
    let meant = rules.measure(&used.measure).is_some_and(|it| it.criteria.contains(&criterion));
    used.counts() && meant && !empty_promise
}
