//! What must hold before a decision is signed (`scoring.md` section 8).

use super::confidence::{both_sides, evidence};
use super::recommend::{TESTED, WEIGHED};
use super::{Proposal, Reason};
use crate::dossier::{CriterionRecord, Dossier};
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rulebook::{QuestionId, Rulebook, Weight};
use serde::Serialize;

/// A consistency gate: one entry for each failure, or one passed entry where there is none.
///
/// `G1` to `G6` and `override`. G7 and G8 (and the second officer of G1 and G2) need signatures, which a dossier has not;
/// G9 holds by construction: nothing here reads a text on economic interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gate {
    pub id: &'static str,
    pub criterion: Option<u8>,
    pub question: Option<QuestionId>,
    pub passed: bool,
}

type Fails = fn(&Rulebook, &Dossier, &Proposal, &CriterionRecord) -> bool;

pub(super) fn gates(rules: &Rulebook, dossier: &Dossier, proposals: &[Proposal]) -> Vec<Gate> {
    let mut gates = Vec::new();
    let cleared = proposals.iter().flat_map(|proposal| cleared_triggers(rules, dossier, proposal));
    close(&mut gates, "G1", cleared.map(|id| (Some(id.criterion), Some(id))));
    let checks: [(&str, Fails); 5] = [
        ("G2", milder_without_reason),
        ("G3", stricter_without_reason),
        ("G4", critical_not_met_without_reason),
        ("G5", |_, dossier, proposal, _| !both_sides(dossier, proposal.criterion)),
        ("G6", unfinished),
    ];
    for (id, fails) in checks {
        let failed = proposals
            .iter()
            .filter(|it| fails(rules, dossier, it, dossier.record(it.criterion)))
            .map(|it| (Some(it.criterion), None));
        close(&mut gates, id, failed);
    }
    let overridden = proposals.iter().filter(|it| overrides_silently(dossier, it));
    close(&mut gates, "override", overridden.map(|it| (Some(it.criterion), None)));
    gates
}

fn close(
    gates: &mut Vec<Gate>,
    id: &'static str,
    failures: impl Iterator<Item = (Option<u8>, Option<QuestionId>)>,
) {
    let before = gates.len();
    gates.extend(failures.map(|(criterion, question)| Gate {
        id,
        criterion,
        question,
        passed: false,
    }));
    if gates.len() == before {
        gates.push(Gate { id, criterion: None, question: None, passed: true });
    }
}

/// G1: triggers that raise concern although the test is found not met, without reason or without evidence.
fn cleared_triggers(rules: &Rulebook, dossier: &Dossier, proposal: &Proposal) -> Vec<QuestionId> {
    let record = dossier.record(proposal.criterion);
    if !TESTED.contains(&proposal.criterion) || record.finding != LegalFinding::NotMet {
        return Vec::new();
    }
    let embargo = rules.case.as_ref().map(|case| case.exemption.embargo);
    let spared = embargo.filter(|_| proposal.reasons.contains(&Reason::Exempted));
    let fired = proposal.reasons.iter().filter_map(|reason| match reason {
        Reason::Answered {
            question, finding: Finding::Concern, weight: Weight::Trigger, ..
        } if spared != Some(*question) => Some(*question),
        _ => None,
    });
    let bare = |id: &QuestionId| dossier.evidence_for(*id).next().is_none();
    fired.filter(|id| blank(&record.finding_reason) || bare(id)).collect()
}

/// G2. Judging *not critical* where nobody can tell is milder too.
fn milder_without_reason(
    rules: &Rulebook,
    dossier: &Dossier,
    proposal: &Proposal,
    record: &CriterionRecord,
) -> bool {
    let milder = match (record.judgement, proposal.level) {
        (Some(Level::NotCritical), Level::NoData) => true,
        (Some(judgement), level) => {
            judgement.rank().zip(level.rank()).is_some_and(|(judged, proposed)| judged < proposed)
        }
        (None, _) => false,
    };
    let wanted = rules.case.as_ref().map_or(0, |case| usize::from(case.milder_reason));
    let length = record.departure.trim().chars().count();
    let long = length >= wanted.max(1);
    milder && !(long && evidence(dossier, proposal.criterion).next().is_some())
}

/// G3: any other departure needs a reason.
fn stricter_without_reason(
    _: &Rulebook,
    _: &Dossier,
    proposal: &Proposal,
    record: &CriterionRecord,
) -> bool {
    let Some(judgement) = record.judgement else { return false };
    let other = match (judgement.rank(), proposal.level.rank()) {
        (Some(judged), Some(proposed)) => judged > proposed,
        (judged, None) => judged.is_some_and(|rank| rank > 0),
        (None, Some(_)) => true,
    };
    other && blank(&record.departure)
}

/// G4.
fn critical_not_met_without_reason(
    _: &Rulebook,
    _: &Dossier,
    proposal: &Proposal,
    record: &CriterionRecord,
) -> bool {
    TESTED.contains(&proposal.criterion)
        && record.judgement == Some(Level::Critical)
        && record.finding == LegalFinding::NotMet
        && blank(&record.finding_reason)
}

/// G6.
fn unfinished(_: &Rulebook, _: &Dossier, proposal: &Proposal, record: &CriterionRecord) -> bool {
    let open_finding = TESTED.contains(&proposal.criterion) && record.finding == LegalFinding::Open;
    let open_weighing = WEIGHED.contains(&proposal.criterion)
        && record.weighing == Weighing::Open
        && record.judgement == Some(Level::Critical);
    record.judgement.is_none() || open_finding || open_weighing
}

/// Goods would leave although a criterion with a refusal test is judged critical, and nobody says why.
fn overrides_silently(dossier: &Dossier, proposal: &Proposal) -> bool {
    TESTED.contains(&proposal.criterion)
        && proposal.judgement == Some(Level::Critical)
        && dossier.decision.outcome.is_some_and(Outcome::grants)
        && blank(&dossier.decision.override_reason)
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
