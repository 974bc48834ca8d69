//! Contradictions are found, not hidden: rules that hold the bundled facts on a state against each other.
//!
//! Each rule is a file in `rules`. It works from facts, tables, events, series, treaties and embargoes, never from the
//! list of contradictions that editors have made; a finding only says which of those means the same.

mod known;
mod quantity;
mod reading;
mod rules;
#[cfg(test)]
mod tests;
mod view;

use crate::atlas::{Atlas, Iso3, Qualifier};
use crate::key::FactKey;
use crate::text::Text;
use view::View;

/// Two statements that do not fit, and which one the program uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub rule: Rule,
    pub iso3: Iso3,
    pub topic: Text,
    pub a: Side,
    pub b: Side,
    pub uses: Uses,
    pub why: Why,
    pub criteria: Vec<u8>,
    /// Id of the editors' contradiction that says the same.
    pub known: Option<String>,
}

/// One of the two statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    pub says: Says,
    /// The source, as its publisher or the document names it, and the place in it.
    pub source: String,
    pub place: String,
    /// `None` for what is computed or missing.
    pub key: Option<FactKey>,
    criteria: Vec<u8>,
    /// Remarks of the data that name contradictions.
    refs: Vec<String>,
}

/// What a side says, for words to make a sentence of.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// What the source says in words.
    Words(Text),
    /// A sentence of the source, with its date and the number that matters, which may not stand in it.
    Event { text: Text, when: String, figure: String },
    /// A figure as printed, or as a number where it is printed in words; how firm it is stands beside it.
    Figure { name: Text, figure: String, qualifier: Qualifier, unit: Text, when: String },
    /// Computed by the program from other figures.
    Computed { how: How, value: f64, unit: Text },
    /// A span of years, or a list, or a date that the data hold.
    Holds { how: How, what: Text },
}

/// How the program came to a side of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    Sum,
    Product,
    ShareOfTotal,
    Difference,
    ImpliedPopulation,
    Growth,
    /// Years that a table covers.
    Covers,
    /// Years without a report.
    MissingYears,
    /// States that a list names.
    States,
    /// A year that the source names elsewhere.
    SourceYear,
    NoYear,
    NoOutcome,
    /// What a sign means there.
    NoDelivery,
    NotAvailable,
    NotApplicable,
    /// A register that is said to be kept since then.
    ReportsSince,
    /// The sum of a list if an item counted twice.
    IfTwice,
    /// Marked as a claim that is not settled.
    Alleged,
    OpenedIn,
    /// Another source that lists such regimes has none.
    NotListed,
}

impl How {
    pub const ALL: [Self; 20] = [
        Self::Sum,
        Self::Product,
        Self::ShareOfTotal,
        Self::Difference,
        Self::ImpliedPopulation,
        Self::Growth,
        Self::Covers,
        Self::MissingYears,
        Self::States,
        Self::SourceYear,
        Self::NoYear,
        Self::NoOutcome,
        Self::NoDelivery,
        Self::NotAvailable,
        Self::NotApplicable,
        Self::ReportsSince,
        Self::IfTwice,
        Self::Alleged,
        Self::OpenedIn,
        Self::NotListed,
    ];
}

/// Which side the program uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    A,
    B,
    /// Both are kept apart or as a range.
    Both,
    /// Neither until somebody has checked it.
    Neither,
}

impl Uses {
    pub fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }
}

/// Why it is that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    NewestEdition,
    TableOverText,
    DatedOverUndated,
    PreciseOverRounded,
    FitsTheTotal,
    SeriesOverReport,
    WeakerCertainty,
    OtherIsAlleged,
    YearByYear,
    RangeOfSources,
    DifferentMeasure,
    DifferentBasis,
    SeparateSteps,
    CountedOnce,
    NotInTheData,
    NeedsCheck,
    GoalIsNoFact,
    RuleInForce,
    StatusBesideSign,
    LandNeighbours,
}

impl Why {
    pub const ALL: [Self; 20] = [
        Self::NewestEdition,
        Self::TableOverText,
        Self::DatedOverUndated,
        Self::PreciseOverRounded,
        Self::FitsTheTotal,
        Self::SeriesOverReport,
        Self::WeakerCertainty,
        Self::OtherIsAlleged,
        Self::YearByYear,
        Self::RangeOfSources,
        Self::DifferentMeasure,
        Self::DifferentBasis,
        Self::SeparateSteps,
        Self::CountedOnce,
        Self::NotInTheData,
        Self::NeedsCheck,
        Self::GoalIsNoFact,
        Self::RuleInForce,
        Self::StatusBesideSign,
        Self::LandNeighbours,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::NewestEdition => "newest_edition",
            Self::TableOverText => "table_over_text",
            Self::DatedOverUndated => "dated_over_undated",
            Self::PreciseOverRounded => "precise_over_rounded",
            Self::FitsTheTotal => "fits_the_total",
            Self::SeriesOverReport => "series_over_report",
            Self::WeakerCertainty => "weaker_certainty",
            Self::OtherIsAlleged => "other_is_alleged",
            Self::YearByYear => "year_by_year",
            Self::RangeOfSources => "range_of_sources",
            Self::DifferentMeasure => "different_measure",
            Self::DifferentBasis => "different_basis",
            Self::SeparateSteps => "separate_steps",
            Self::CountedOnce => "counted_once",
            Self::NotInTheData => "not_in_the_data",
            Self::NeedsCheck => "needs_check",
            Self::GoalIsNoFact => "goal_is_no_fact",
            Self::RuleInForce => "rule_in_force",
            Self::StatusBesideSign => "status_beside_sign",
            Self::LandNeighbours => "land_neighbours",
        }
    }
}

pub use rules::Rule;

/// All contradictions that the rules find in the facts on one state, in the order of the rules and then of the facts.
pub fn find(atlas: &Atlas, iso3: Iso3) -> Vec<Found> {
    let Some(view) = View::of(atlas, iso3) else { return Vec::new() };
    let mut found: Vec<Found> = Vec::new();
    for rule in Rule::ALL {
        for one in rule.apply(&view) {
            if !found.iter().any(|other| says_the_same(other, &one)) {
                found.push(one);
            }
        }
    }
    known::mark(&view, &mut found);
    found
}

/// The same for every state; states without a finding have no row.
pub fn find_all(atlas: &Atlas) -> Vec<(Iso3, Vec<Found>)> {
    let states = atlas.countries.iter().map(|country| (country.iso3, find(atlas, country.iso3)));
    states.filter(|(_, found)| !found.is_empty()).collect()
}

/// Two rules that hold the same two facts, or the same two claims, against each other.
fn says_the_same(one: &Found, other: &Found) -> bool {
    let keys = |found: &Found| (found.a.key.clone(), found.b.key.clone());
    let ((a, b), (c, d)) = (keys(one), keys(other));
    let both = a.is_some() && b.is_some();
    (both && ((a == c && b == d) || (a == d && b == c)))
        || (one.a.says == other.a.says && one.b.says == other.b.says)
}
