//! How firm the ground under a proposal is (`scoring.md` section 9).

use super::Reason;
use super::tally::{Row, Sheet, Tally};
use crate::date::Date;
use crate::dossier::{Dossier, Evidence, Grade, Stance};
use crate::level::Finding;
use crate::rulebook::{Question, QuestionId, Rulebook, Weight};
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

pub(super) fn confidence(
    rules: &Rulebook,
    dossier: &Dossier,
    criterion: u8,
    tally: &Tally,
    weak_clearance: bool,
) -> Confidence {
    let Some(rule) = rules.case.as_ref().map(|case| &case.confidence) else {
        return Confidence::Low;
    };
    if tally.open_triggers > 0 || weak_clearance {
        return Confidence::Low;
    }
    let items = || evidence(dossier, criterion);
    let good = items().filter(|item| item.grade <= Grade::B).count();
    let medium = usize::from(rule.medium_items);
    let fresh = items().filter_map(|item| item.dated).any(|date: Date| {
        date <= dossier.assessed_on && date.months_until(dossier.assessed_on) < rule.fresh_months
    });
    if tally.open_majors == 0
        && good >= usize::from(rule.high_items)
        && fresh
        && both_sides(dossier, criterion)
    {
        Confidence::High
    } else if good >= medium {
        Confidence::Medium
    } else {
        Confidence::Low
    }
}

/// The evidence that serves any question of a criterion. The officer's own answers on the end-use screen prove nothing
/// to himself.
pub(super) fn evidence(dossier: &Dossier, criterion: u8) -> impl Iterator<Item = &Evidence> {
    let all = dossier.evidence.values().map(|item| &**item);
    all.filter(move |item| !item.is_own_answer() && stances(item, criterion).next().is_some())
}

fn stances(item: &Evidence, criterion: u8) -> impl Iterator<Item = Stance> {
    let serves = item.serves.iter().filter(move |(id, _)| id.criterion == criterion);
    serves.map(|(_, stance)| *stance)
}

/// For each side there is evidence, or a sentence of the officer.
pub(super) fn both_sides(dossier: &Dossier, criterion: u8) -> bool {
    let has = |side| {
        evidence(dossier, criterion).any(|item| stances(item, criterion).any(|it| it == side))
    };
    let record = dossier.record(criterion);
    (has(Stance::Raises) || !record.strongest_for.trim().is_empty())
        && (has(Stance::Lowers) || !record.strongest_against.trim().is_empty())
}

/// Questions answered "no concern" in a closed country without any evidence: the silence of reports proves little there.
pub(super) fn silence(rules: &Rulebook, dossier: &Dossier, sheet: &Sheet<'_>) -> Vec<QuestionId> {
    let closed = rules.case.as_ref().and_then(|case| case.confidence.closed.as_ref());
    let Some(closed) = closed.filter(|it| it.criteria.contains(&sheet.criterion())) else {
        return Vec::new();
    };
    let view = dossier.country_view.iter().flat_map(|view| &view.criteria);
    let mut readings = view.flat_map(|criterion| {
        criterion.rules.iter().flat_map(|rule| &rule.readings).chain(&criterion.others)
    });
    let is_closed = readings.any(|reading| {
        reading.id == closed.input && reading.bounds().is_some_and(|(low, _)| low >= closed.from)
    });
    let silent = |row: &&Row<'_>| {
        matches!(row.question.weight, Weight::Trigger | Weight::Major)
            && row.finding == Some(Finding::NoConcern)
            && dossier
                .evidence_for(row.question.id)
                .all(|(_, item, stance)| item.is_own_answer() || stance != Stance::Lowers)
    };
    let rows = sheet.applying().filter(silent).filter(|_| is_closed);
    rows.map(|row| row.question.id).collect()
}

/// A trigger question that hangs on grade D alone.
pub(super) fn weak(
    dossier: &Dossier,
    question: &Question,
    finding: Option<Finding>,
) -> Option<Reason> {
    if !is_weak(dossier, question) {
        return None;
    }
    match finding? {
        Finding::Concern => Some(Reason::RaisedOnWeakEvidence(question.id)),
        Finding::NoConcern => Some(Reason::ClearedOnWeakEvidence(question.id)),
        _ => None,
    }
}

/// A trigger with evidence, all of it weak.
pub(super) fn is_weak(dossier: &Dossier, question: &Question) -> bool {
    if question.weight != Weight::Trigger {
        return false;
    }
    let mut grades = dossier.evidence_for(question.id).map(|(_, item, _)| item.grade).peekable();
    grades.peek().is_some() && grades.all(|grade| grade == Grade::D)
}
