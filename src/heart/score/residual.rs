//! The level after measures (`scoring.md` section 7): one step at most, however many measures there are.

use crate::dossier::{Dossier, MeasureUse};
use crate::level::{Finding, Level};
use crate::rulebook::Rulebook;
use serde::Serialize;

/// What a measure does to a criterion as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum MeasureEffect {
    /// It makes the judgement one step milder, alone or with others.
    Lowers,
    /// It counts as a proviso, and lowers nothing.
    NoStep,
    /// Something about it is not said.
    Incomplete,
    /// A promise, and this recipient's promises are worth nothing.
    EmptyPromise,
    /// It is not meant for this criterion.
    NotMeant,
}

/// The judgement after measures; `None` without a judgement.
pub fn residual(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Option<Level> {
    let record = dossier.record(criterion);
    let judgement = record.judgement?;
    let lowers = |used: &MeasureUse| {
        measure_effect(rules, dossier, criterion, used) == MeasureEffect::Lowers
    };
    Some(if record.measures.iter().any(lowers) { judgement.step_down() } else { judgement })
}

/// What a measure that is used does, at the level that the criterion is judged at.
pub fn measure_effect(
    rules: &Rulebook,
    dossier: &Dossier,
    criterion: u8,
    used: &MeasureUse,
) -> MeasureEffect {
    let case = rules.case.as_ref().map(|case| &case.measures);
    let doubted = case.is_some_and(|case| {
        case.promises.contains(&used.measure)
            && case.doubted_by.iter().any(|id| dossier.finding(*id) == Some(Finding::Concern))
    });
    let judged = dossier.record(criterion).judgement;
    if rules.measure(&used.measure).is_none_or(|it| !it.criteria.contains(&criterion)) {
        MeasureEffect::NotMeant
    } else if doubted {
        MeasureEffect::EmptyPromise
    } else if !used.counts() {
        MeasureEffect::Incomplete
    } else if can_lower(rules, &used.measure, criterion, judged.unwrap_or(Level::NoData)) {
        MeasureEffect::Lowers
    } else {
        MeasureEffect::NoStep
    }
}

/// Whether a measure can make a criterion judged at this level milder at all.
pub fn can_lower(rules: &Rulebook, measure: &str, criterion: u8, judged: Level) -> bool {
    let case = rules.case.as_ref();
    case.is_some_and(|case| case.measures.can_lower(measure, criterion, judged))
}

/// Is a measure complete, meant for this criterion, and more than a promise that nobody can rely on?
pub(super) fn counts(
    rules: &Rulebook,
    dossier: &Dossier,
    criterion: u8,
    used: &MeasureUse,
) -> bool {
    let effect = measure_effect(rules, dossier, criterion, used);
    matches!(effect, MeasureEffect::Lowers | MeasureEffect::NoStep)
}
