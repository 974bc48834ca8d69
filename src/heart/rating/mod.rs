//! The view of a country: a rating method turns bundled facts into a level per criterion, with every rule and reading.
//!
//! About the country only; goods and end user are the business of `score`.

use crate::atlas::{Iso3, Qualifier, ValueStatus};
use crate::dossier::SourceCopy;
use crate::level::{Level, Mark};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What a method says about one country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryRating {
    pub iso3: Iso3,
    /// Id of the method: `bicc`, `bicc-2012`, `kriterion`.
    pub method: String,
    pub method_hash: String,
    pub data_hash: String,
    /// The year up to which data count, or the newest data year.
    pub as_of: u16,
    /// One per criterion, 1 to 8.
    pub criteria: Vec<CriterionRating>,
}

impl CountryRating {
    pub fn criterion(&self, number: u8) -> Option<&CriterionRating> {
        self.criteria.iter().find(|rating| rating.criterion == number)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionRating {
    pub criterion: u8,
    pub level: Level,
    /// Inputs present, and inputs the method lists.
    pub present: u16,
    pub listed: u16,
    /// Every rule of the criterion, in the order of the method, the one that decided marked.
    pub rules: Vec<RuleOutcome>,
}

/// One rule of a method, as it came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleOutcome {
    /// The rule in words, from the method file.
    pub rule: Text,
    pub mark: Mark,
    /// The level the rule gives when true; `None` for a note that never changes a level.
    pub level: Option<Level>,
    pub truth: Truth,
    pub decided: bool,
    pub readings: Vec<Reading>,
}

/// Three-valued: *open* = the outcome hangs on something that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Truth {
    True,
    False,
    Open,
}

/// One input of a rule, copied with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Id of the registry.
    pub id: String,
    pub name: Text,
    pub value: ReadingValue,
    /// Unit or scale, for people.
    pub unit: Text,
    /// Data year or edition year of the newest value used.
    pub year: Option<u16>,
    pub age: Age,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
    /// The sources of all values used.
    pub sources: Vec<SourceCopy>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ReadingValue {
    Number(f64),
    /// A count with what could not be counted: joined 24, gaps 2, of 29.
    Count { joined: u16, gaps: u16, of: u16 },
    YesNo(bool),
    /// A coded category in words.
    Category(f64, Text),
    /// A range of bands: best and worst possible.
    Range(f64, f64),
    /// Nothing to go by, and why.
    Gap(Gap),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// The program bundles no data for this.
    NotBundled,
    /// Bundled, but not for this state.
    NoValue,
    /// There is a value, but it is too old to use.
    TooOld,
    /// The sources do not decide it.
    Undecided,
    /// The case itself must say it.
    CaseField,
}

/// How old a reading is (scoring profile).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Age {
    Fresh,
    Old,
    NotUsed,
    /// Treaties and the like: no age, but a date of the list.
    Undated,
}
