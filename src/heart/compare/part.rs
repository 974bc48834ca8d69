//! The parts that two states of a case can disagree on.

use super::evidence;
use super::lists::Lists;
use crate::dossier::{
    Answer, CriterionRecord, Decision, Dossier, EndUseAnswer, EndUseAnswers, Field, IncidentId,
    Request,
};
use crate::edit::CriterionText;
use crate::rulebook::QuestionId;
use std::collections::BTreeSet;

/// One part of a case. Rows of lists are numbered over both sides together, so the number of a row means something only
/// for the two states that were compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Officer,
    AssessedOn,
    TextEdition,
    /// What data and method the case was begun with.
    Editions,
    Field(Field),
    /// The state with its country view.
    Destination,
    /// The view alone, where the state is the same.
    CountryView,
    Exporter,
    LicenceKind,
    Regime,
    EndUser,
    Certificate,
    CertificateUntil,
    Transit,
    ScopeDecision,
    Line(usize),
    Party(usize),
    Finding(QuestionId),
    Reason(QuestionId),
    /// Whether it is there, and what it says.
    Evidence(Piece),
    Grade(Piece),
    Stance(Piece, QuestionId),
    /// The traces of evidence that was taken out.
    RemovedEvidence,
    /// What stays as it was although the data say something else.
    Kept,
    /// An entry of the ledger: whether it is there, and what it says.
    Incident(IncidentId),
    /// The traces of entries that were thrown away.
    RemovedIncidents,
    Judgement(u8),
    Text(u8, CriterionText),
    LegalFinding(u8),
    Weighing(u8),
    Measure(u8, usize),
    Scenario(u8, usize),
    Ministry(u8),
    Denial(usize),
    Outcome,
    DecisionReasons,
    OverrideReason,
    /// The answer to a question of the end-use screen; its evidence goes with it.
    EndUseReply(String),
    EndUseReason(String),
    EndUseTier,
    EndUseTierReason,
}

/// A piece of evidence by what it is about, because two files number their evidence each for itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    pub key: String,
    /// 0, but where a file holds more than one piece of the same key.
    pub nth: usize,
}

/// Every part that either state has, in the order of the pages, the same or not.
pub(super) fn parts(mine: &Dossier, theirs: &Dossier, lists: &Lists) -> Vec<Part> {
    let Dossier {
        // Given once, when the case is made.
        id: _,
        created: _,
        invented: _,
        lang: _,
        // Follows from the evidence.
        next_evidence: _,
        editions: _,
        assessed_on: _,
        officer: _,
        request,
        country_view: _,
        answers,
        evidence: _,
        removed_evidence: _,
        kept: _,
        end_use,
        incidents,
        removed_incidents: _,
        criteria,
        denials: _,
        decision,
    } = mine;
    let mut parts = vec![Part::Officer, Part::AssessedOn, Part::TextEdition, Part::Editions];
    parts.extend(of_request(request, &theirs.request, lists));
    parts.extend(of_end_use(end_use, &theirs.end_use));
    for id in answers.keys().chain(theirs.answers.keys()).collect::<BTreeSet<_>>() {
        parts.extend(of_answer(*id));
    }
    parts.extend(evidence::parts(mine, theirs));
    parts.extend([Part::RemovedEvidence, Part::Kept]);
    let entries = incidents.keys().chain(theirs.incidents.keys()).collect::<BTreeSet<_>>();
    parts.extend(entries.into_iter().map(|id| Part::Incident(id.clone())));
    parts.push(Part::RemovedIncidents);
    for number in criteria.keys().chain(theirs.criteria.keys()).collect::<BTreeSet<_>>() {
        parts.extend(of_criterion(*number, mine.record(*number), lists));
    }
    parts.extend((0..lists.denials.len()).map(Part::Denial));
    parts.extend(of_decision(decision));
    parts
}

fn of_request(mine: &Request, theirs: &Request, lists: &Lists) -> Vec<Part> {
    let Request {
        fields,
        destination,
        exporter: _,
        kind: _,
        regime: _,
        end_user: _,
        certificate: _,
        certificate_until: _,
        transit: _,
        lines: _,
        parties: _,
        scope_decision: _,
    } = mine;
    let fields = fields.keys().chain(theirs.fields.keys()).collect::<BTreeSet<_>>();
    let mut parts: Vec<Part> = fields.into_iter().map(|field| Part::Field(*field)).collect();
    let same_state = *destination == theirs.destination;
    parts.push(if same_state { Part::CountryView } else { Part::Destination });
    parts.extend([Part::Exporter, Part::LicenceKind, Part::Regime, Part::EndUser]);
    parts.extend([Part::Certificate, Part::CertificateUntil, Part::Transit, Part::ScopeDecision]);
    parts.extend((0..lists.lines.len()).map(Part::Line));
    parts.extend((0..lists.parties.len()).map(Part::Party));
    parts
}

fn of_answer(id: QuestionId) -> [Part; 2] {
    let Answer { finding: _, reason: _ } = Answer::default();
    [Part::Finding(id), Part::Reason(id)]
}

fn of_end_use(mine: &EndUseAnswers, theirs: &EndUseAnswers) -> Vec<Part> {
    let EndUseAnswers { answers, tier: _, tier_reason: _ } = mine;
    let EndUseAnswer { reply: _, reason: _ } = EndUseAnswer::default();
    let ids = answers.keys().chain(theirs.answers.keys()).collect::<BTreeSet<_>>();
    let of = |id: &String| [Part::EndUseReply(id.clone()), Part::EndUseReason(id.clone())];
    ids.into_iter().flat_map(of).chain([Part::EndUseTier, Part::EndUseTierReason]).collect()
}

fn of_criterion(number: u8, record: &CriterionRecord, lists: &Lists) -> Vec<Part> {
    let CriterionRecord {
        judgement: _,
        reasons: _,
        departure: _,
        strongest_for: _,
        strongest_against: _,
        finding: _,
        weighing: _,
        finding_reason: _,
        measures: _,
        no_measure_reason: _,
        scenarios: _,
        ministry: _,
    } = record;
    let mut parts = vec![Part::Judgement(number)];
    parts.extend(CriterionText::ALL.map(|which| Part::Text(number, which)));
    parts.extend([Part::LegalFinding(number), Part::Weighing(number)]);
    let measures = lists.measures.get(&number).map_or(0, Vec::len);
    parts.extend((0..measures).map(|at| Part::Measure(number, at)));
    let scenarios = lists.scenarios.get(&number).map_or(0, Vec::len);
    parts.extend((0..scenarios).map(|at| Part::Scenario(number, at)));
    parts.push(Part::Ministry(number));
    parts
}

fn of_decision(decision: &Decision) -> [Part; 3] {
    let Decision { outcome: _, reasons: _, override_reason: _ } = decision;
    [Part::Outcome, Part::DecisionReasons, Part::OverrideReason]
}
