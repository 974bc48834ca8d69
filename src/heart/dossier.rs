//! The dossier: one case with everything that was weighed, said and decided.
//!
//! This shape is what `dossier.ron` holds (see `docs/dossier-format.md`). Facts are copies: no later data edition changes them.

mod end_use;
mod evidence_set;
mod incident;
mod ministry;
mod request;
mod scenario;

pub use self::end_use::{EndUseAnswer, EndUseAnswers, EndUseReply};
pub use self::evidence_set::EvidenceSet;
pub use self::incident::{
    ActorKind, Body, Credibility, Harm, Incident, IncidentField, IncidentFinding, IncidentId,
    IncidentSource, Norm, Origin, Reliability, RemovedIncident, Response, Review, SourceField,
    Timing, Toll, Whether,
};
pub use self::ministry::{Asked, Ministry};
pub use self::request::{
    Certificate, ControlList, EndUserKind, Field, GoodsLine, LicenceKind, LineField, Party,
    PartyField, PartyRole, Regime, Request,
};
pub use self::scenario::{Scenario, ScenarioField};

use crate::amount;
use crate::atlas::{Iso3, Qualifier, SourceCopy, ValueStatus};
use crate::date::Date;
use crate::fixed::Fixed;
pub use crate::level::Stance;
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rating::{CaseFacts, CountryRating};
use crate::rulebook::{QuestionId, TextEdition};
use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Random, made once; tells two files about the same case from two cases.
    pub id: String,
    pub created: Date,
    /// True for invented cases: the sample and exercises.
    pub invented: bool,
    pub lang: Lang,
    pub editions: Editions,
    /// The day for which the case is judged.
    pub assessed_on: Date,
    /// The officer who writes.
    pub officer: String,
    pub request: Request,
    /// What the rating method said about the destination when it was chosen: a copy with its readings.
    pub country_view: Option<CountryRating>,
    pub answers: BTreeMap<QuestionId, Answer>,
    pub evidence: EvidenceSet,
    pub removed_evidence: Vec<RemovedEvidence>,
    pub next_evidence: u32,
    /// Facts that say something else by now and stay as they were; a file without any has no such field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// The end-use screen for surveillance items; a file without answers to it has no such field.
    #[serde(default, skip_serializing_if = "EndUseAnswers::is_empty")]
    pub end_use: EndUseAnswers,
    /// The incident ledger.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub incidents: BTreeMap<IncidentId, Incident>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed_incidents: Vec<RemovedIncident>,
    /// Criteria 1 to 8.
    pub criteria: BTreeMap<u8, CriterionRecord>,
    pub denials: Vec<Denial>,
    pub decision: Decision,
}

impl Dossier {
    /// An empty case. The caller gives id and day, because this room has neither chance nor clock.
    pub fn new(id: String, today: Date, lang: Lang, editions: Editions) -> Self {
        Self {
            id,
            created: today,
            invented: false,
            lang,
            editions,
            assessed_on: today,
            officer: String::new(),
            request: Request { lines: vec![GoodsLine::default()], ..Request::default() },
            country_view: None,
            answers: BTreeMap::new(),
            evidence: EvidenceSet::default(),
            removed_evidence: Vec::new(),
            next_evidence: 1,
            kept: Vec::new(),
            end_use: EndUseAnswers::default(),
            incidents: BTreeMap::new(),
            removed_incidents: Vec::new(),
            criteria: (1..=8).map(|number| (number, CriterionRecord::default())).collect(),
            denials: Vec::new(),
            decision: Decision::default(),
        }
    }

    pub fn answer(&self, id: QuestionId) -> Option<&Answer> {
        self.answers.get(&id)
    }

    pub fn finding(&self, id: QuestionId) -> Option<Finding> {
        self.answers.get(&id).and_then(|answer| answer.finding)
    }

    /// The record of a criterion; an empty one where the file had none.
    pub fn record(&self, number: u8) -> &CriterionRecord {
        static EMPTY: CriterionRecord = CriterionRecord::EMPTY;
        self.criteria.get(&number).unwrap_or(&EMPTY)
    }

    /// The evidence attached to a question, in the order of attaching.
    pub fn evidence_for(
        &self,
        id: QuestionId,
    ) -> impl Iterator<Item = (EvidenceId, &Evidence, Stance)> {
        self.evidence.serving(id).iter().filter_map(move |key| {
            let item = &**self.evidence.get(key)?;
            item.serves.get(&id).map(|stance| (*key, item, *stance))
        })
    }

    /// All item tags of all goods lines.
    pub fn tags(&self) -> BTreeSet<&str> {
        self.request.lines.iter().flat_map(|line| line.tags.iter().map(String::as_str)).collect()
    }

    /// What of the case the suggestions look at.
    pub fn case_facts(&self) -> CaseFacts {
        let request = &self.request;
        CaseFacts {
            tags: self.tags().into_iter().map(str::to_owned).collect(),
            exporter: request.exporter,
            on_other_list: request.regime.is_some_and(|regime| !regime.is_military()),
            value_usd: amount::parse(request.field(Field::ValueUsd)).and_then(Fixed::of),
            payment_years: amount::parse(request.field(Field::PaymentYears)).and_then(Fixed::of),
            given: BTreeMap::new(),
        }
    }
}

/// The editions that a dossier is judged by, with hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Editions {
    pub text: TextEdition,
    pub criteria_hash: String,
    pub data: String,
    pub data_hash: String,
    pub method: String,
    pub method_hash: String,
}

/// The officer's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answer {
    pub finding: Option<Finding>,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EvidenceId(pub u32);

/// A copy of something that supports findings, with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// Names the same fact wherever it is met: `observation/KAZ/fh_total/2025`.
    pub key: String,
    pub title: Text,
    /// What it says, in our own words.
    pub extract: Text,
    pub figure: Option<Figure>,
    pub source: SourceCopy,
    /// When the fact was true or happened.
    pub dated: Option<Date>,
    pub accessed: Option<Date>,
    pub attachment: Option<Attachment>,
    pub grade: Grade,
    pub serves: BTreeMap<QuestionId, Stance>,
}

/// Where the keys of answers on the end-use screen begin.
pub const END_USE_KEY: &str = "end_use/";

impl Evidence {
    /// An answer of the officer's own, which the end-use screen has put among the evidence.
    pub fn is_own_answer(&self) -> bool {
        self.key.starts_with(END_USE_KEY)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EvidenceKind {
    Observation,
    Treaty,
    Embargo,
    Event,
    Conflict,
    Presence,
    Fact,
    Contradiction,
    Rating,
    Document,
    WebPage,
    Note,
}

/// The figure of an observation, copied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub indicator: String,
    pub iso3: Iso3,
    pub year: Option<u16>,
    pub value: Option<f64>,
    pub unit: Text,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
}

/// A file inside the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Also the name under `attachments/`.
    pub sha256: String,
    pub name: String,
    pub bytes: u64,
}

/// How reliable a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Primary and official.
    A,
    /// Corroborated, or measured data.
    B,
    /// One serious source.
    C,
    /// Weak: anonymous, partisan, undated.
    D,
}

impl Grade {
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];
}

/// The trace of evidence that was taken out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedEvidence {
    pub id: EvidenceId,
    pub evidence: Evidence,
    /// `None`: removed from the whole dossier.
    pub from: Option<QuestionId>,
    pub reason: String,
}

/// A fact that says something else by now. The officer has seen it and stays with what the case rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// As of the evidence, or `country_view/KAZ/kriterion`.
    pub key: String,
    pub title: Text,
    /// What the case rests on.
    pub old: Text,
    /// What the data said when it was kept; empty where they said nothing any more.
    pub new: Text,
    /// The edition of those data.
    pub edition: String,
    pub reason: String,
}

/// What the officer says on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CriterionRecord {
    pub judgement: Option<Level>,
    pub reasons: String,
    /// Why the judgement departs from the proposal; compulsory where it does.
    pub departure: String,
    pub strongest_for: String,
    pub strongest_against: String,
    /// Criteria 1 to 4.
    pub finding: LegalFinding,
    /// Criteria 5 to 8.
    pub weighing: Weighing,
    pub finding_reason: String,
    pub measures: Vec<MeasureUse>,
    /// Why no measure is needed although the level is raised.
    pub no_measure_reason: String,
    /// What might happen with the goods; an aid that changes no level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// Criterion 8: whether the development ministry was asked.
    #[serde(skip_serializing_if = "Ministry::is_empty")]
    pub ministry: Ministry,
}

impl CriterionRecord {
    pub const EMPTY: Self = Self {
        judgement: None,
        reasons: String::new(),
        departure: String::new(),
        strongest_for: String::new(),
        strongest_against: String::new(),
        finding: LegalFinding::Open,
        weighing: Weighing::Open,
        finding_reason: String::new(),
        measures: Vec::new(),
        no_measure_reason: String::new(),
        scenarios: Vec::new(),
        ministry: Ministry::EMPTY,
    };
}

/// A measure as used in a case. It counts only when every field is filled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureUse {
    pub measure: String,
    pub fields: BTreeMap<MeasureField, String>,
}

impl MeasureUse {
    pub fn field(&self, field: MeasureField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn counts(&self) -> bool {
        MeasureField::ALL.into_iter().all(|field| !self.field(field).trim().is_empty())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MeasureField {
    /// The question or scenario it answers.
    Answers,
    Who,
    ByWhen,
    HowChecked,
    IfItFails,
}

impl MeasureField {
    pub const ALL: [Self; 5] =
        [Self::Answers, Self::Who, Self::ByWhen, Self::HowChecked, Self::IfItFails];
}

/// A denial by another State that may concern the same transaction (Article 4).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Denial {
    pub state: Option<Iso3>,
    pub fields: BTreeMap<DenialField, String>,
    pub identical: Identical,
    pub consulted: bool,
}

impl Denial {
    pub fn field(&self, field: DenialField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn date(&self) -> Option<Date> {
        Date::parse(self.field(DenialField::Date))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DenialField {
    Reference,
    Date,
    Item,
    EndUser,
    Reason,
    Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Identical {
    Yes,
    No,
    #[default]
    Unclear,
}

impl Identical {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unclear];
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decision {
    pub outcome: Option<Outcome>,
    pub reasons: String,
    /// Why goods may leave although a criterion 1 to 4 is judged critical; printed in every report.
    pub override_reason: String,
}
