//! The bundled facts: states, series, treaties, embargoes, troops, conflicts, and their sources.
//!
//! Rows that come in thousands refer to sources and states by position; everything else by id.

mod embargo;
mod source;
mod spelling;
mod translations;

pub use self::embargo::{Embargo, EmbargoHint, EmbargoReading, Issuer, Scope, Target};
pub use self::source::{LicenceClass, Source, SourceCopy};
pub use self::spelling::{Bloc, Spellings};
pub use self::translations::Translations;

use crate::date::Date;
use crate::level::Level;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything in `assets/` about the world.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Atlas {
    pub edition: DataEdition,
    /// Sorted by id.
    pub sources: Vec<Source>,
    /// Sorted by source and id, with their points.
    pub indicators: Vec<Indicator>,
    /// Sorted by ISO 3166 code.
    pub countries: Vec<Country>,
    pub treaties: Vec<Treaty>,
    /// Sorted by country, then treaty.
    pub treaty_status: Vec<TreatyStatus>,
    /// Notes that many rows share.
    pub notes: Vec<Text>,
    pub embargoes: Vec<Embargo>,
    pub embargo_hints: Vec<EmbargoHint>,
    pub presence: Vec<Presence>,
    /// Sorted by country, then year.
    pub conflicts: Vec<ConflictYear>,
    /// Other names, for the search.
    pub spellings: Spellings,
    /// What the tables of states say, in other languages.
    pub translations: Translations,
}

impl Atlas {
    pub fn country(&self, iso3: Iso3) -> Option<&Country> {
        self.country_index(iso3).and_then(|at| self.countries.get(usize::from(at.0)))
    }

    pub fn country_index(&self, iso3: Iso3) -> Option<CountryIx> {
        self.countries
            .binary_search_by_key(&iso3, |country| country.iso3)
            .ok()
            .map(|at| CountryIx(at as u16))
    }

    /// The newest data year of any series.
    pub fn newest_year(&self) -> u16 {
        let points = self.indicators.iter().flat_map(|series| &series.points);
        points.map(|point| point.year).max().unwrap_or(0)
    }

    pub fn source(&self, at: SourceIx) -> Option<&Source> {
        self.sources.get(usize::from(at.0))
    }

    pub fn source_by_id(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The points of one series for one state, oldest first.
    pub fn points(&self, id: &str, iso3: Iso3) -> &[Point] {
        match (self.indicator(id), self.country_index(iso3)) {
            (Some(indicator), Some(country)) => indicator.points_of(country),
            _ => &[],
        }
    }

    /// The treaty that a row is about.
    pub fn treaty_of(&self, row: &TreatyStatus) -> Option<&Treaty> {
        self.treaties.get(usize::from(row.treaty))
    }

    /// The state of a row.
    pub fn iso3(&self, at: CountryIx) -> Option<Iso3> {
        self.countries.get(usize::from(at.0)).map(|country| country.iso3)
    }

    pub fn treaty_index(&self, id: &str) -> Option<u16> {
        self.treaties.iter().position(|treaty| treaty.id == id).map(|at| at as u16)
    }

    /// The row of one treaty for one state; `None` where the lists do not name the state.
    pub fn status_of(&self, treaty: &str, iso3: Iso3) -> Option<&TreatyStatus> {
        let key = (self.country_index(iso3)?, self.treaty_index(treaty)?);
        let at =
            self.treaty_status.binary_search_by_key(&key, |row| (row.country, row.treaty)).ok()?;
        self.treaty_status.get(at)
    }

    /// All treaty rows of one state.
    pub fn statuses_of(&self, iso3: Iso3) -> &[TreatyStatus] {
        self.country_index(iso3)
            .map_or(&[], |country| slice_of(&self.treaty_status, country, |row| row.country))
    }

    /// All rows of organised violence on the territory of one state.
    pub fn conflicts_of(&self, iso3: Iso3) -> &[ConflictYear] {
        self.country_index(iso3)
            .map_or(&[], |country| slice_of(&self.conflicts, country, |row| row.country))
    }

    pub fn embargoes_of(&self, iso3: Iso3) -> impl Iterator<Item = &Embargo> {
        self.embargoes.iter().filter(move |embargo| embargo.iso3 == Some(iso3))
    }
}

fn slice_of<T>(rows: &[T], country: CountryIx, of: impl Fn(&T) -> CountryIx) -> &[T] {
    let from = rows.partition_point(|row| of(row) < country);
    let to = rows.partition_point(|row| of(row) <= country);
    rows.get(from..to).unwrap_or(&[])
}

/// Which data this is. A dossier pins it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DataEdition {
    /// For people, for example `2026-11`.
    pub label: String,
    /// The newest data year of any series.
    pub newest_year: u16,
    /// Hash of everything in it.
    pub hash: String,
}

/// ISO 3166-1 alpha-3.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iso3([u8; 3]);

impl Iso3 {
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Iso3> for String {
    fn from(iso3: Iso3) -> Self {
        iso3.as_str().to_owned()
    }
}

impl TryFrom<String> for Iso3 {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("not an ISO 3166 code: {text}"))
    }
}

/// Position in `Atlas::countries`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CountryIx(pub u16);

/// Position in `Atlas::sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceIx(pub u16);

/// A series: one kind of figure for many states and years, from one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: String,
    pub name: Text,
    pub unit: Text,
    pub direction: Direction,
    pub criteria: Vec<u8>,
    pub source: SourceIx,
    pub note: Text,
    /// Words for coded values (Free, Partly Free, Not Free); empty for figures.
    pub categories: Vec<(f64, Text)>,
    /// True where `year` is the edition's year and not the year measured.
    pub by_edition: bool,
    /// Sorted by country, then year.
    pub points: Vec<Point>,
}

impl Indicator {
    pub fn points_of(&self, country: CountryIx) -> &[Point] {
        slice_of(&self.points, country, |point| point.country)
    }

    /// The word for a coded value.
    pub fn category(&self, value: f64) -> Option<&Text> {
        self.categories.iter().find(|(code, _)| *code == value).map(|(_, text)| text)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    HigherIsWorse,
    LowerIsWorse,
    Neutral,
}

/// One observation: the value of a series for a state and year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub country: CountryIx,
    pub year: u16,
    pub value: Option<f64>,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
}

/// Why there is a value, or none. Missing, zero and "no" are three different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ValueStatus {
    #[default]
    Present,
    NotPublished,
    NotCollected,
    NotApplicable,
}

impl ValueStatus {
    pub fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::NotPublished => "not_published",
            Self::NotCollected => "not_collected",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// How firm a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Qualifier {
    #[default]
    Firm,
    Estimate,
    AtLeast,
    Disputed,
    /// A goal, plan or forecast: not so yet.
    Planned,
}

impl Qualifier {
    /// The name in JSON; `None` for a firm value.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::Firm => None,
            Self::Estimate => Some("estimate"),
            Self::AtLeast => Some("at_least"),
            Self::Disputed => Some("disputed"),
            Self::Planned => Some("planned"),
        }
    }
}

/// A state, and what belongs to it alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    pub iso3: Iso3,
    pub iso2: String,
    pub name: Text,
    pub capital: Text,
    pub region: Text,
    pub subregion: Text,
    pub area_km2: Option<f64>,
    pub landlocked: bool,
    pub neighbours: Vec<Iso3>,
    pub un_member: bool,
    pub position: Option<(f64, f64)>,
    /// `eu`, `nato`, `wassenaar` and so on, as in `countries.csv`.
    pub memberships: Vec<String>,
    pub income_group: String,
    pub ldc: bool,
    pub ldc_until: Option<u16>,
    /// Other spellings of the names that its facts use.
    pub aliases: Vec<Alias>,
    pub events: Vec<Event>,
    /// Figures from reports on this state alone.
    pub facts: Vec<Fact>,
    pub tables: Vec<FactTable>,
    pub contradictions: Vec<Contradiction>,
    pub published_ratings: Vec<PublishedRating>,
}

impl Country {
    pub fn is_in(&self, bloc: &str) -> bool {
        self.memberships.iter().any(|member| member == bloc)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    pub kind: String,
    pub name: Text,
    pub others: Vec<String>,
}

/// Something that happened, in the languages of the table and of the translations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub id: String,
    pub date: Option<Date>,
    pub until: Option<Date>,
    /// How to read the two dates: `day`, `year`, `range`, `since`, `until`, `ongoing`, `goal`, `undated` and so on.
    pub precision: String,
    pub text: Text,
    pub numbers: String,
    pub criteria: Vec<u8>,
    /// `II.3a`: where the report treats it.
    pub section_code: String,
    pub section: Text,
    /// ISO codes of the states that it concerns; also of states that are no more, such as `YUG`.
    pub places: Vec<String>,
    /// `reported`, `alleged`, `disputed` and so on, as the table says.
    pub certainty: String,
    /// Ids of `Contradiction`s that concern it.
    pub contradictions: Vec<String>,
    pub as_of: Option<Date>,
    /// `stated`, or why the date is not the source's own.
    pub as_of_basis: String,
    pub cited: Citation,
}

/// Where a fact stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Citation {
    /// The source that the document names.
    pub source: String,
    pub url: String,
    /// The document it was read in, and the place there.
    pub document: String,
    pub place: String,
    pub line: Option<u32>,
}

/// A figure from a report on one state: like an observation, with its own source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// `gmi/gmi_value`: table and series.
    pub indicator: String,
    pub name: Text,
    /// ISO code of another state, or the publisher's code of a group of states, that the figure is about; empty = this state.
    pub about: String,
    pub year: Option<u16>,
    /// The time where it is no single year: `2020-2024`, `Cold War`.
    pub period: String,
    pub value: Option<f64>,
    /// As printed, with commas, brackets and "about". A range is printed only.
    pub printed: String,
    pub unit: Text,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
    /// The table's remark, and the words of the qualifier where they say more than `qualifier`.
    pub note: Text,
    pub criteria: Vec<u8>,
    pub as_of: Option<Date>,
    /// `stated`, or why the date is not the source's own.
    pub as_of_basis: String,
    pub cited: Citation,
}

/// A whole table of a report, every row and column kept as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTable {
    /// The file's name without ending, for example `arms_deals`.
    pub id: String,
    pub title: Text,
    /// How the table must be read.
    pub note: Text,
    pub criteria: Vec<u8>,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl FactTable {
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A cell by column name; empty where there is none.
    pub fn cell<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        self.column(name).and_then(|at| row.get(at)).map_or("", String::as_str)
    }
}

/// Two statements of the sources that cannot both be right, and how to handle them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    pub id: String,
    pub topic: Text,
    pub kind: String,
    pub claim_a: Text,
    pub ref_a: Text,
    pub claim_b: Text,
    pub ref_b: Text,
    pub why: Text,
    pub handling: Text,
    pub needs_outside_check: String,
    pub criteria: Vec<u8>,
    pub document: String,
}

/// A level that somebody else published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRating {
    pub criterion: u8,
    pub level: Level,
    pub year: Option<u16>,
    pub cited: Citation,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treaty {
    pub id: String,
    pub short: Text,
    pub full: Text,
    pub opened: Option<u16>,
    pub in_force: Option<u16>,
    pub topic: String,
    pub criteria: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreatyStatus {
    pub country: CountryIx,
    pub treaty: u16,
    pub status: Joined,
    pub year: Option<u16>,
    pub source: SourceIx,
    pub as_of: Option<Date>,
    /// Position in `Atlas::notes`.
    pub note: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joined {
    Party,
    PartyWithReservation,
    Signatory,
    NotParty,
    Unknown,
}

impl Joined {
    pub fn code(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::PartyWithReservation => "party_with_reservation",
            Self::Signatory => "signatory",
            Self::NotParty => "not_party",
            Self::Unknown => "unknown",
        }
    }
}

/// Allied or UN forces in a state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Presence {
    pub country: CountryIx,
    pub force: String,
    pub kind: String,
    pub since: Option<u16>,
    pub until: Option<u16>,
    pub size: String,
    /// Counts as allied or UN troops for criterion 5.
    pub counts: bool,
    pub as_of: Option<Date>,
    pub source: SourceIx,
    pub note: Text,
}

/// Organised violence of one type on the territory of a state in one year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ConflictYear {
    pub country: CountryIx,
    pub year: u16,
    pub kind: ConflictKind,
    /// Deaths: the publisher's best, low and high estimate.
    pub best: u32,
    pub low: u32,
    pub high: u32,
    pub dyads: u16,
    pub source: SourceIx,
}

/// The kinds of organised violence in UCDP's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ConflictKind {
    Intrastate,
    Interstate,
    NonState,
    OneSided,
}

impl ConflictKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Intrastate => "state_based_intrastate",
            Self::Interstate => "state_based_interstate",
            Self::NonState => "non_state",
            Self::OneSided => "one_sided",
        }
    }
}
