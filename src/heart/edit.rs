//! Edits: everything an officer can change in a dossier, one variant each.

mod end_use;
mod kind;
mod ministry;
mod scenario;

pub(crate) use self::end_use::piece as end_use_piece;
pub use self::end_use::{end_use_key, with_reason};
pub use self::kind::EditKind;
pub use self::ministry::MinistryEdit;
pub use self::scenario::ScenarioEdit;

use crate::atlas::Iso3;
use crate::date::Date;
use crate::dossier::{
    Certificate, ControlList, CriterionRecord, Denial, DenialField, Dossier, EndUseReply,
    EndUserKind, Evidence, EvidenceId, Field, GoodsLine, Grade, Identical, Incident, IncidentField,
    IncidentId, Kept, LicenceKind, LineField, MeasureField, MeasureUse, Party, PartyField,
    PartyRole, Regime, RemovedEvidence, RemovedIncident, SourceField, Stance,
};
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rating::CountryRating;
use crate::rulebook::{QuestionId, TextEdition};
use std::collections::BTreeMap;

/// One change to a dossier.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    Officer(String),
    AssessedOn(Date),
    TextEdition(TextEdition),
    Field(Field, String),
    Destination(Option<Iso3>, Option<Box<CountryRating>>),
    /// The country view again, by another method or newer data.
    CountryView(Box<CountryRating>),
    Exporter(Option<Iso3>),
    Kind(Option<LicenceKind>),
    Regime(Option<Regime>),
    EndUser(Option<EndUserKind>),
    Certificate(Certificate),
    CertificateUntil(Option<Date>),
    ScopeDecision(String),
    Transit(Iso3, bool),
    AddLine,
    RemoveLine(usize),
    LineField(usize, LineField, String),
    LineList(usize, ControlList),
    /// Entry of the Military List with the tags it proposes.
    LineEntry(usize, Option<u8>, Vec<String>),
    LineTag(usize, String, bool),
    LineFlag(usize, LineFlag, bool),
    LineOrigin(usize, Option<Iso3>),
    AddParty(PartyRole),
    RemoveParty(usize),
    PartyRole(usize, PartyRole),
    PartyField(usize, PartyField, String),
    PartyCountry(usize, Option<Iso3>),
    Finding(QuestionId, Option<Finding>),
    Reason(QuestionId, String),
    /// New evidence, or the same fact for one more question.
    Attach(Box<Evidence>),
    Detach {
        evidence: EvidenceId,
        question: QuestionId,
        reason: String,
    },
    RemoveEvidence {
        evidence: EvidenceId,
        reason: String,
    },
    /// What a piece of evidence says by now, in its place; what it said before stays as a trace.
    Renew {
        evidence: EvidenceId,
        new: Box<Evidence>,
        reason: String,
    },
    /// A fact says something else by now; the case stays with what it rests on.
    Keep(Box<Kept>),
    /// The country view from another edition of the data, which the case is judged by from now on.
    Rerate {
        view: Box<CountryRating>,
        data: String,
        data_hash: String,
    },
    Stance(EvidenceId, QuestionId, Stance),
    Grade(EvidenceId, Grade),
    /// A new entry of the ledger, or what an entry says by now.
    Incident(IncidentId, Box<Incident>),
    IncidentField(IncidentId, IncidentField, String),
    IncidentSource(IncidentId, usize, SourceField, String),
    /// Many entries at once: from the bundled events, or from a table.
    Incidents(BTreeMap<IncidentId, Incident>),
    RemoveIncident {
        id: IncidentId,
        reason: String,
    },
    Judgement(u8, Option<Level>),
    CriterionText(u8, CriterionText, String),
    LegalFinding(u8, LegalFinding),
    Weighing(u8, Weighing),
    AddMeasure(u8, String),
    RemoveMeasure(u8, usize),
    MeasureField(u8, usize, MeasureField, String),
    AddDenial,
    RemoveDenial(usize),
    DenialField(usize, DenialField, String),
    DenialState(usize, Option<Iso3>),
    DenialIdentical(usize, Identical),
    DenialConsulted(usize, bool),
    Outcome(Option<Outcome>),
    DecisionReasons(String),
    OverrideReason(String),
    /// An answer in the end-use screen with the evidence that it is, or neither any more.
    EndUseReply {
        question: String,
        reply: Option<EndUseReply>,
        evidence: Option<Box<Evidence>>,
        /// Why the evidence that was there before is gone.
        trace: String,
    },
    EndUseReason(String, String),
    EndUseTier(Option<String>),
    EndUseTierReason(String),
    Scenario(u8, ScenarioEdit),
    Ministry(u8, MinistryEdit),
    /// The case as it was made of this state and another one.
    Merge(Box<Dossier>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFlag {
    Salw,
    LicensedProduction,
    Incorporation,
    Intangible,
}

/// The texts of a criterion's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriterionText {
    Reasons,
    Departure,
    StrongestFor,
    StrongestAgainst,
    FindingReason,
    NoMeasureReason,
}

impl CriterionText {
    /// In the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Departure,
        Self::Reasons,
        Self::StrongestFor,
        Self::StrongestAgainst,
        Self::FindingReason,
        Self::NoMeasureReason,
    ];

    pub fn of(self, record: &CriterionRecord) -> &str {
        match self {
            Self::Reasons => &record.reasons,
            Self::Departure => &record.departure,
            Self::StrongestFor => &record.strongest_for,
            Self::StrongestAgainst => &record.strongest_against,
            Self::FindingReason => &record.finding_reason,
            Self::NoMeasureReason => &record.no_measure_reason,
        }
    }

    pub fn write(self, record: &mut CriterionRecord, text: String) {
        *match self {
            Self::Reasons => &mut record.reasons,
            Self::Departure => &mut record.departure,
            Self::StrongestFor => &mut record.strongest_for,
            Self::StrongestAgainst => &mut record.strongest_against,
            Self::FindingReason => &mut record.finding_reason,
            Self::NoMeasureReason => &mut record.no_measure_reason,
        } = text;
    }
}

impl Edit {
    pub fn kind(&self) -> EditKind {
        match self {
            Self::Field(field, _) => EditKind::Request(*field),
            Self::Destination(..) => EditKind::Destination,
            Self::CountryView(_) | Self::Rerate { .. } => EditKind::CountryView,
            Self::AddLine => EditKind::Goods(usize::MAX),
            Self::RemoveLine(at)
            | Self::LineField(at, ..)
            | Self::LineList(at, _)
            | Self::LineEntry(at, ..)
            | Self::LineTag(at, ..)
            | Self::LineFlag(at, ..)
            | Self::LineOrigin(at, _) => EditKind::Goods(*at),
            Self::AddParty(_) => EditKind::Party(usize::MAX),
            Self::RemoveParty(at)
            | Self::PartyRole(at, _)
            | Self::PartyField(at, ..)
            | Self::PartyCountry(at, _) => EditKind::Party(*at),
            Self::Finding(question, _) => EditKind::Finding(*question),
            Self::Reason(question, _) => EditKind::Reason(*question),
            Self::Attach(_) => EditKind::Attach,
            Self::Detach { .. } | Self::RemoveEvidence { .. } => EditKind::Detach,
            Self::Renew { .. } => EditKind::Renew,
            Self::Keep(_) => EditKind::Keep,
            Self::Stance(..) | Self::Grade(..) => EditKind::EvidenceNote,
            Self::Incident(..) | Self::IncidentField(..) | Self::IncidentSource(..) => {
                EditKind::Incident
            }
            Self::Incidents(_) => EditKind::Incidents,
            Self::RemoveIncident { .. } => EditKind::RemoveIncident,
            Self::Judgement(number, _) => EditKind::Judgement(*number),
            Self::CriterionText(number, which, _) => EditKind::JudgementText(*number, *which),
            Self::LegalFinding(number, _) => EditKind::LegalFinding(*number),
            Self::Weighing(number, _) => EditKind::Weighing(*number),
            Self::AddMeasure(number, _)
            | Self::RemoveMeasure(number, _)
            | Self::MeasureField(number, ..) => EditKind::Measure(*number),
            Self::AddDenial
            | Self::RemoveDenial(_)
            | Self::DenialField(..)
            | Self::DenialState(..)
            | Self::DenialIdentical(..)
            | Self::DenialConsulted(..) => EditKind::Denial,
            Self::Outcome(_) | Self::DecisionReasons(_) | Self::OverrideReason(_) => {
                EditKind::Decision
            }
            Self::EndUseReply { .. }
            | Self::EndUseReason(..)
            | Self::EndUseTier(_)
            | Self::EndUseTierReason(_) => EditKind::EndUse,
            Self::Scenario(number, _) => EditKind::Scenario(*number),
            Self::Ministry(number, _) => EditKind::Ministry(*number),
            Self::Merge(_) => EditKind::Merge,
            Self::Officer(_)
            | Self::AssessedOn(_)
            | Self::TextEdition(_)
            | Self::Exporter(_)
            | Self::Kind(_)
            | Self::Regime(_)
            | Self::EndUser(_)
            | Self::Certificate(_)
            | Self::CertificateUntil(_)
            | Self::ScopeDecision(_)
            | Self::Transit(..) => EditKind::Case,
        }
    }

    /// True for typing: further edits of the same kind join one undo step.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Scenario(_, edit) => return edit.is_typing(),
            Self::Ministry(_, edit) => return edit.is_typing(),
            _ => (),
        }
        matches!(
            self,
            Self::Officer(_)
                | Self::Field(..)
                | Self::ScopeDecision(_)
                | Self::LineField(..)
                | Self::PartyField(..)
                | Self::Reason(..)
                | Self::IncidentField(..)
                | Self::IncidentSource(..)
                | Self::CriterionText(..)
                | Self::MeasureField(..)
                | Self::DenialField(..)
                | Self::DecisionReasons(_)
                | Self::OverrideReason(_)
                | Self::EndUseReason(..)
                | Self::EndUseTierReason(_)
        )
    }

    /// Changes `dossier`. An edit of something that is not there changes nothing.
    pub fn apply(self, dossier: &mut Dossier) {
        match self {
            Self::Officer(name) => dossier.officer = name,
            Self::AssessedOn(day) => dossier.assessed_on = day,
            Self::TextEdition(edition) => dossier.editions.text = edition,
            Self::Finding(question, finding) => {
                dossier.answers.entry(question).or_default().finding = finding
            }
            Self::Reason(question, reason) => {
                dossier.answers.entry(question).or_default().reason = reason
            }
            Self::Attach(evidence) => attach(dossier, *evidence),
            Self::Detach { evidence, question, reason } => {
                detach(dossier, evidence, Some(question), reason)
            }
            Self::RemoveEvidence { evidence, reason } => detach(dossier, evidence, None, reason),
            Self::Renew { evidence, new, reason } => renew(dossier, evidence, *new, reason),
            Self::Keep(kept) => {
                dossier.kept.retain(|known| known.key != kept.key);
                dossier.kept.push(*kept);
            }
            Self::Rerate { view, data, data_hash } => {
                rated_by(dossier, *view);
                dossier.editions.data = data;
                dossier.editions.data_hash = data_hash;
            }
            Self::Stance(id, question, stance) => {
                if let Some(serves) =
                    dossier.evidence.edit(id).and_then(|item| item.serves.get_mut(&question))
                {
                    *serves = stance;
                }
            }
            Self::Grade(id, grade) => {
                if let Some(item) = dossier.evidence.edit(id) {
                    item.grade = grade;
                }
            }
            Self::Incident(id, incident) => drop(dossier.incidents.insert(id, *incident)),
            Self::IncidentField(id, field, text) => {
                if let Some(incident) = dossier.incidents.get_mut(&id) {
                    write(&mut incident.fields, field, text);
                }
            }
            Self::IncidentSource(id, at, field, text) => {
                if let Some(incident) = dossier.incidents.get_mut(&id) {
                    on(&mut incident.sources, at, |source| write(&mut source.fields, field, text));
                }
            }
            Self::Incidents(incidents) => dossier.incidents.extend(incidents),
            Self::RemoveIncident { id, reason } => {
                if let Some(incident) = dossier.incidents.remove(&id) {
                    dossier.removed_incidents.push(RemovedIncident { id, incident, reason });
                }
            }
            Self::Outcome(outcome) => dossier.decision.outcome = outcome,
            Self::DecisionReasons(text) => dossier.decision.reasons = text,
            Self::OverrideReason(text) => dossier.decision.override_reason = text,
            Self::EndUseReply { question, reply, evidence, trace } => {
                end_use::reply(dossier, &question, reply, evidence.map(|it| *it), trace);
            }
            Self::EndUseReason(question, text) => end_use::reason(dossier, &question, text),
            Self::EndUseTier(tier) => dossier.end_use.tier = tier,
            Self::EndUseTierReason(text) => dossier.end_use.tier_reason = text,
            Self::Merge(merged) => *dossier = *merged,
            other => other.apply_to_parts(dossier),
        }
    }

    fn apply_to_parts(self, dossier: &mut Dossier) {
        match self {
            Self::Judgement(number, _)
            | Self::CriterionText(number, ..)
            | Self::LegalFinding(number, _)
            | Self::Weighing(number, _)
            | Self::AddMeasure(number, _)
            | Self::RemoveMeasure(number, _)
            | Self::MeasureField(number, ..)
            | Self::Scenario(number, _)
            | Self::Ministry(number, _) => self.apply_to_criterion(dossier, number),
            Self::AddDenial => dossier.denials.push(Denial::default()),
            Self::RemoveDenial(at) => remove(&mut dossier.denials, at),
            Self::DenialField(at, field, text) => {
                on(&mut dossier.denials, at, |denial| write(&mut denial.fields, field, text));
            }
            Self::DenialState(at, state) => {
                on(&mut dossier.denials, at, |denial| denial.state = state)
            }
            Self::DenialIdentical(at, same) => {
                on(&mut dossier.denials, at, |denial| denial.identical = same)
            }
            Self::DenialConsulted(at, done) => {
                on(&mut dossier.denials, at, |denial| denial.consulted = done)
            }
            other => other.apply_to_request(dossier),
        }
    }

    fn apply_to_criterion(self, dossier: &mut Dossier, number: u8) {
        let record = dossier.criteria.entry(number).or_default();
        match self {
            Self::Judgement(_, level) => record.judgement = level,
            Self::CriterionText(_, which, text) => which.write(record, text),
            Self::LegalFinding(_, finding) => record.finding = finding,
            Self::Weighing(_, weighing) => record.weighing = weighing,
            Self::AddMeasure(_, measure) => {
                record.measures.push(MeasureUse { measure, fields: BTreeMap::new() });
            }
            Self::RemoveMeasure(_, at) => remove(&mut record.measures, at),
            Self::MeasureField(_, at, field, text) => {
                on(&mut record.measures, at, |measure| write(&mut measure.fields, field, text));
            }
            Self::Scenario(_, edit) => edit.apply(&mut record.scenarios),
            Self::Ministry(_, edit) => edit.apply(&mut record.ministry),
            _ => (),
        }
    }

    fn apply_to_request(self, dossier: &mut Dossier) {
        let request = &mut dossier.request;
        match self {
            Self::Field(field, text) => write(&mut request.fields, field, text),
            Self::Destination(iso3, view) => {
                request.destination = iso3;
                match view {
                    Some(view) => rated_by(dossier, *view),
                    None => dossier.country_view = None,
                }
            }
            Self::CountryView(view) => rated_by(dossier, *view),
            Self::Exporter(iso3) => request.exporter = iso3,
            Self::Kind(kind) => request.kind = kind,
            Self::Regime(regime) => request.regime = regime,
            Self::EndUser(kind) => request.end_user = kind,
            Self::Certificate(state) => request.certificate = state,
            Self::CertificateUntil(day) => request.certificate_until = day,
            Self::ScopeDecision(text) => request.scope_decision = text,
            Self::Transit(iso3, through) => {
                request.transit.retain(|known| *known != iso3);
                if through {
                    request.transit.push(iso3);
                }
            }
            Self::AddParty(role) => request.parties.push(Party { role, ..Party::default() }),
            Self::RemoveParty(at) => remove(&mut request.parties, at),
            Self::PartyRole(at, role) => on(&mut request.parties, at, |party| party.role = role),
            Self::PartyField(at, field, text) => {
                on(&mut request.parties, at, |party| write(&mut party.fields, field, text));
            }
            Self::PartyCountry(at, iso3) => {
                on(&mut request.parties, at, |party| party.country = iso3)
            }
            other => other.apply_to_lines(&mut request.lines),
        }
    }

    fn apply_to_lines(self, lines: &mut Vec<GoodsLine>) {
        match self {
            Self::AddLine => lines.push(GoodsLine::default()),
            Self::RemoveLine(at) => remove(lines, at),
            Self::LineField(at, field, text) => {
                on(lines, at, |line| write(&mut line.fields, field, text))
            }
            Self::LineList(at, list) => on(lines, at, |line| {
                line.list = list;
                if list != ControlList::Military {
                    line.ml = None;
                }
            }),
            Self::LineEntry(at, ml, tags) => on(lines, at, |line| {
                line.ml = ml;
                // The entry only proposes: tags already chosen stay.
                if line.tags.is_empty() {
                    line.tags = tags.into_iter().collect();
                }
            }),
            Self::LineTag(at, tag, has) => on(lines, at, |line| {
                if has {
                    line.tags.insert(tag);
                } else {
                    line.tags.remove(&tag);
                }
            }),
            Self::LineFlag(at, flag, set) => on(lines, at, |line| match flag {
                LineFlag::Salw => line.salw = set,
                LineFlag::LicensedProduction => line.licensed_production = set,
                LineFlag::Incorporation => line.incorporation = set,
                LineFlag::Intangible => line.intangible = set,
            }),
            Self::LineOrigin(at, iso3) => on(lines, at, |line| line.origin = iso3),
            _ => (),
        }
    }
}

fn on<T>(list: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    if let Some(item) = list.get_mut(at) {
        change(item);
    }
}

fn remove<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

/// An emptied field leaves the file.
fn write<K: Ord>(fields: &mut BTreeMap<K, String>, key: K, text: String) {
    if text.is_empty() {
        fields.remove(&key);
    } else {
        fields.insert(key, text);
    }
}

/// The method of the view is the one that the case is judged by.
fn rated_by(dossier: &mut Dossier, view: CountryRating) {
    dossier.editions.method.clone_from(&view.method);
    dossier.editions.method_hash.clone_from(&view.method_hash);
    dossier.country_view = Some(view);
}

fn attach(dossier: &mut Dossier, evidence: Evidence) {
    let known = dossier.evidence.iter().find(|(_, item)| item.key == evidence.key);
    let known = known.map(|(id, _)| *id);
    if let Some(item) = known.and_then(|id| dossier.evidence.edit(id)) {
        item.serves.extend(evidence.serves);
    } else {
        dossier.evidence.insert(EvidenceId(dossier.next_evidence), evidence);
        dossier.next_evidence = dossier.next_evidence.saturating_add(1);
    }
}

/// Puts what a fact says by now in the place of what it said; grade and questions stay. Of another year it is another
/// fact, with a number of its own.
fn renew(dossier: &mut Dossier, id: EvidenceId, new: Evidence, reason: String) {
    let Some(before) = dossier.evidence.get(&id).map(|item| Evidence::clone(item)) else { return };
    let new = Evidence { grade: before.grade, serves: before.serves.clone(), ..new };
    if new.key != before.key {
        detach(dossier, id, None, reason);
        attach(dossier, new);
        return;
    }
    dossier.evidence.insert(id, new);
    dossier.removed_evidence.push(RemovedEvidence { id, evidence: before, from: None, reason });
}

/// Takes evidence from one question, or out of the dossier; either leaves a trace with its reason.
fn detach(dossier: &mut Dossier, id: EvidenceId, from: Option<QuestionId>, reason: String) {
    let Some(before) = dossier.evidence.get(&id).map(|item| Evidence::clone(item)) else { return };
    match from {
        Some(question) => {
            let item = dossier.evidence.edit(id);
            if item.and_then(|item| item.serves.remove(&question)).is_none() {
                return;
            }
        }
        None => drop(dossier.evidence.remove(id)),
    }
    dossier.removed_evidence.push(RemovedEvidence { id, evidence: before, from, reason });
}
