//! What a profile is made of, for a window, a terminal and a document alike.
//!
//! Texts are in all languages, numbers are numbers: how a figure is written is the business of whoever shows it.

use crate::atlas::{Iso3, Issuer, Joined, Qualifier, Scope, SourceCopy, Target, ValueStatus};
use crate::date::Date;
use crate::level::Level;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Everything known of a state, in the order of a country report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub iso3: Iso3,
    pub name: Text,
    /// The day that ages were counted to.
    pub day: Date,
    /// The edition of the data.
    pub edition: String,
    /// The states that it is compared with.
    pub compared: Vec<Iso3>,
    pub sections: Vec<Section>,
}

impl Profile {
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    pub fn element(&self, id: &str) -> Option<&Element> {
        self.sections.iter().flat_map(|section| &section.elements).find(|element| element.id == id)
    }
}

/// A section of the report. It stands even where nothing is known, so that two states compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// `I.3`, `II.6`, `A`.
    pub code: String,
    pub title: Text,
    /// The criteria that it is main evidence for, and those that it supports.
    pub feeds: Vec<u8>,
    pub supports: Vec<u8>,
    pub elements: Vec<Element>,
}

impl Section {
    pub fn is_empty(&self) -> bool {
        self.elements.iter().all(Element::is_empty)
    }
}

/// A table, chart, box or list of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// `T5`, `C3`, `B1`: as in the report where it is one of its elements.
    pub id: String,
    pub kind: Kind,
    pub title: Text,
    /// Common to all rows; else the rows have theirs.
    pub unit: Text,
    /// How to read it; of an empty one, why it is empty.
    pub note: Text,
    pub body: Body,
    /// Each once, in the order of use.
    pub sources: Vec<SourceCopy>,
}

impl Element {
    pub fn is_empty(&self) -> bool {
        self.body == Body::Nothing
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Table,
    Chart,
    Box,
    List,
    Strip,
    Matrix,
    Note,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// No data. Never shown as zero, "no" or green.
    Nothing,
    Grid(Grid),
    Lines(Lines),
    Bars(Vec<Bar>),
    Strips(Vec<Strip>),
    Treaties(Vec<TreatyRow>),
    Embargoes(Vec<EmbargoRow>),
    Events(Vec<EventRow>),
    Ratings(Vec<RatingRow>),
    Contradictions(Vec<ContradictionRow>),
    /// Two statements of different weight side by side: the rule and what is done.
    Sides(Box<[Side; 2]>),
    Gaps(Vec<GapRow>),
    /// The sources themselves stand in `Element::sources`.
    Sources,
}

impl Body {
    /// Looked for and found none: no gap, and no row either.
    pub fn is_bare(&self) -> bool {
        match self {
            Self::Grid(grid) => grid.rows.is_empty(),
            Self::Embargoes(rows) => rows.is_empty(),
            Self::Treaties(rows) => rows.is_empty(),
            _ => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub title: Text,
    pub grid: Grid,
}

/// Rows and columns; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub title: Text,
    pub year: Option<u16>,
    pub unit: Text,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub head: Text,
    /// Empty where it is that of the element.
    pub unit: Text,
    /// Which edition of the source; empty where the row needs none.
    pub edition: Text,
    /// A newer edition of the same figure stands above.
    pub is_older: bool,
    /// The state that it is about, in a comparison.
    pub about: Option<Iso3>,
    pub cells: Vec<Cell>,
    /// What holds for the whole row.
    pub note: Text,
    pub source: SourceCopy,
    /// The fact that the row is, where it can be attached as one.
    pub key: Option<String>,
}

/// One figure or word, or why there is none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Words, where it is no figure or none can be given.
    pub words: Text,
    pub value: Option<f64>,
    /// Of `value`.
    pub decimals: u8,
    /// As the source prints it: `(12)`.
    pub printed: String,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
    pub year: Option<u16>,
    pub note: Text,
    /// A `FactKey`, by which it can be attached as evidence.
    pub key: Option<String>,
}

impl Cell {
    pub fn words(words: Text) -> Self {
        Self { words, ..Self::default() }
    }

    /// The data have no entry here.
    pub fn missing() -> Self {
        Self { status: ValueStatus::NotCollected, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.words.is_empty() && self.printed.is_empty()
    }
}

/// Values over years. A gap is a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    pub first: u16,
    pub last: u16,
    pub traces: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    pub name: Text,
    pub unit: Text,
    pub edition: Text,
    pub is_older: bool,
    /// One for every year from `first` to `last`.
    pub points: Vec<TracePoint>,
    pub source: SourceCopy,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TracePoint {
    pub year: u16,
    pub value: Option<f64>,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
    pub key: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    pub name: Text,
    pub unit: Text,
    pub cell: Cell,
    pub source: SourceCopy,
}

/// One reporting duty over the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strip {
    pub name: Text,
    pub years: Vec<StripYear>,
    /// A report that has no year.
    pub undated: Option<Filing>,
    pub notes: Vec<Text>,
    pub source: SourceCopy,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StripYear {
    pub year: u16,
    pub state: Filing,
    pub note: Text,
    pub key: Option<String>,
}

/// Whether a report was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filing {
    Filed,
    /// Filed and not open to the public.
    NotPublic,
    /// Filed, and says next to nothing.
    Thin,
    NotFiled,
    /// Some years yes, some not; which is not told.
    Irregular,
    /// No report is due in that year.
    NotDue,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatyRow {
    pub treaty: String,
    pub short: Text,
    pub full: Text,
    /// `Unknown` where no list names the state.
    pub status: Joined,
    pub year: Option<u16>,
    /// How many states the lists have as parties to it.
    pub parties: u16,
    /// A reservation or declaration is noted.
    pub has_reservation: bool,
    pub as_of: Option<Date>,
    pub note: Text,
    pub source: Option<SourceCopy>,
    pub key: Option<String>,
}

/// An embargo as its newest reading has it; the others say what they read differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoRow {
    pub id: String,
    pub name: Text,
    pub issuer: Issuer,
    pub target: Target,
    pub scope: Scope,
    pub scope_text: Text,
    /// The legal act.
    pub act: String,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub as_of: Option<Date>,
    /// Past its end, or not looked at for a year: look it up before relying on it.
    pub is_stale: bool,
    pub note: Text,
    /// What the sources disagree on.
    pub differs: Vec<String>,
    pub readings: u16,
    pub source: SourceCopy,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRow {
    pub id: String,
    pub date: Option<Date>,
    pub until: Option<Date>,
    /// How to read the dates: on, since, until, planned for.
    pub precision: Text,
    pub text: Text,
    /// Empty where the source simply states it.
    pub certainty: Text,
    /// Somebody's claim, not settled.
    pub is_claim: bool,
    /// The source says that the present state is not known.
    pub is_unknown: bool,
    /// The year is that of the report, not of the source.
    pub is_undated: bool,
    /// A goal or plan whose time has passed, without a word on the outcome.
    pub is_overdue: bool,
    /// A programme that named its end, which has passed.
    pub is_over: bool,
    /// Of several that replace each other, the one that holds.
    pub is_current: bool,
    pub criteria: Vec<u8>,
    pub places: Vec<Text>,
    /// Ids of contradictions that concern it.
    pub contradictions: Vec<String>,
    pub source: SourceCopy,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingRow {
    pub criterion: u8,
    /// `None`: nobody published one.
    pub level: Option<Level>,
    pub year: Option<u16>,
    pub source: Option<SourceCopy>,
    pub key: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContradictionRow {
    pub id: String,
    pub topic: Text,
    pub kind: Text,
    pub claims: [Claim; 2],
    pub why: Text,
    pub handling: Text,
    pub needs_outside_check: bool,
    pub criteria: Vec<u8>,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub says: Text,
    pub place: Text,
}

/// Something that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapRow {
    /// Section and element where it is missing.
    pub section: String,
    pub element: String,
    pub what: Text,
}
