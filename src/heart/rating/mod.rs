//! The view of a country: a rating method turns bundled facts into a level per criterion, with every rule and reading.
//!
//! About the country only; goods and end user are the business of `score`.

mod clock;
mod condition;
mod engine;
mod flips;
mod inputs;
mod method;
mod number;
mod prefill;
mod swayed;
mod text;
mod truth;
mod weigh;
mod windows;

pub use clock::{AgeLimit, AgeRule, AsOf, Clock};
pub use condition::{Condition, Limit};
pub use engine::{levels, rate, rate_all};
pub use flips::{CountryFlips, Sets, Turn, flips, level_again};
pub use inputs::{Inputs, World};
pub use method::{
    Changed, EndedEmbargo, Input, KnownLimit, Method, MethodCriterion, Parent, PointItem,
    PointTable, Rule, TreatyList, kin,
};
pub use number::{Bounds, Number, NumberPart};
pub use prefill::{
    Branch, CaseFacts, EmbargoHints, InputWords, Prefill, PrefillRule, Reply, Suggester,
    Suggestion, suggest,
};
pub use swayed::truth_had;
pub use text::MethodText;
pub use windows::Windows;

use crate::atlas::{Iso3, Qualifier, SourceCopy, ValueStatus};
use crate::fixed::Fixed;
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
    /// The rules themselves, so that they can be read where nobody has the method.
    #[serde(default, skip_serializing_if = "MethodText::is_empty")]
    pub method_text: MethodText,
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
    /// Why it is this level.
    pub basis: Basis,
    /// Inputs present, and inputs the method lists.
    pub present: u16,
    pub listed: u16,
    /// Of those present, the ones that are not old; a file of an earlier program does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fresh: Option<u16>,
    /// Every rule of the criterion, in the order of the method, the one that decided marked.
    pub rules: Vec<RuleOutcome>,
    /// Inputs that no rule uses: they count for coverage only.
    pub others: Vec<Reading>,
}

/// What a level, or the lack of one, rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// A rule is true and decides.
    Rule,
    /// No rule is true and none is open, or enough inputs are present to say so.
    NothingTrue,
    /// No data: a critical rule, or one that sets a rule aside, hangs on something missing.
    OpenCritical,
    /// No data: a count of treaties hangs on unknown ones.
    OpenCount,
    /// No data: other rules are open and too few inputs are present.
    LowCoverage,
    /// No data: the method has no rules for this criterion.
    NoRules,
}

/// One rule of a method, as it came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleOutcome {
    /// Id of the rule in the method, for example `c3-terror`.
    pub id: String,
    /// The rule in words, from the method file.
    pub rule: Text,
    pub mark: Mark,
    /// What the mark does not say, for example that a number was calibrated; may be empty.
    pub note: Text,
    /// The level the rule gives when true; `None` for a note that never changes a level.
    pub level: Option<Level>,
    pub truth: Truth,
    /// The rule that gave the level, or the first one that kept it from being given.
    pub decided: bool,
    pub readings: Vec<Reading>,
    /// What it is made of, each with its own outcome; a file of an earlier program has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One test on one reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Id of the reading.
    pub id: String,
    pub test: Test,
    pub truth: Truth,
}

/// What is asked of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    Yes,
    No,
    Missing,
    Value(Limit),
    FewerThan(u16),
    /// Percent of the treaties whose status is known.
    ShareBelow(Fixed),
    /// Percent of all ranked states.
    TopShare(Fixed),
    /// Gives so many points of two.
    Points(u8),
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
    Number(Fixed),
    /// A count with what could not be counted: joined 24, gaps 2, of 29.
    Count {
        joined: u16,
        gaps: u16,
        of: u16,
    },
    YesNo(bool),
    /// A coded category in words.
    Category(Fixed, Text),
    /// A range of bands: best and worst possible.
    Range(Fixed, Fixed),
    /// A place among all states with a value of the same year, 1 = highest.
    Rank {
        rank: u16,
        of: u16,
    },
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
    /// Stands in documents that a person must read.
    Document,
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

#[cfg(test)]
pub(crate) mod tests;
