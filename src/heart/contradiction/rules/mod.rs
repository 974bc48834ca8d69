//! The rules, one file each. A rule says which two statements do not fit and which one counts, and why.

mod certainty;
mod class;
mod conflicts;
mod coverage;
mod currency;
mod dash;
mod dated;
mod dates;
mod deliveries;
mod edition_year;
mod editions;
mod embargo;
mod expired;
mod fighters;
mod gap_years;
mod growth;
mod neighbours;
mod plan;
mod product;
mod ratio;
mod series;
mod sum;
mod text_against_table;
mod together;
mod tolls;
mod treaty;
mod twice;
mod two_values;
mod undated;
mod whole;

use super::Found;
use super::view::View;

/// A rule by name. The order is the order in which findings stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    TwoValues,
    Basis,
    Editions,
    Dated,
    EditionYear,
    Undated,
    SeriesAgainstReport,
    TextAgainstTable,
    Coverage,
    Currency,
    Sum,
    Product,
    Whole,
    Ratio,
    Growth,
    Together,
    Twice,
    Deliveries,
    Class,
    Tolls,
    Fighters,
    Dates,
    Expired,
    Plan,
    Certainty,
    GapYears,
    Neighbours,
    Dash,
    Estimates,
    SeriesParts,
    UcdpAgainstEvents,
    TreatyYear,
    TreatyStatus,
    EmbargoReadings,
}

impl Rule {
    pub const ALL: [Self; 34] = [
        Self::TwoValues,
        Self::Basis,
        Self::Editions,
        Self::Dated,
        Self::EditionYear,
        Self::Undated,
        Self::SeriesAgainstReport,
        Self::TextAgainstTable,
        Self::Coverage,
        Self::Currency,
        Self::Sum,
        Self::Product,
        Self::Whole,
        Self::Ratio,
        Self::Growth,
        Self::Together,
        Self::Twice,
        Self::Deliveries,
        Self::Class,
        Self::Tolls,
        Self::Fighters,
        Self::Dates,
        Self::Expired,
        Self::Plan,
        Self::Certainty,
        Self::GapYears,
        Self::Neighbours,
        Self::Dash,
        Self::Estimates,
        Self::SeriesParts,
        Self::UcdpAgainstEvents,
        Self::TreatyYear,
        Self::TreatyStatus,
        Self::EmbargoReadings,
    ];

    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::TwoValues => "two_values",
            Self::Basis => "basis",
            Self::Editions => "editions",
            Self::Dated => "dated",
            Self::EditionYear => "edition_year",
            Self::Undated => "undated",
            Self::SeriesAgainstReport => "series_against_report",
            Self::TextAgainstTable => "text_against_table",
            Self::Coverage => "coverage",
            Self::Currency => "currency",
            Self::Sum => "sum",
            Self::Product => "product",
            Self::Whole => "whole",
            Self::Ratio => "ratio",
            Self::Growth => "growth",
            Self::Together => "together",
            Self::Twice => "twice",
            Self::Deliveries => "deliveries",
            Self::Class => "class",
            Self::Tolls => "tolls",
            Self::Fighters => "fighters",
            Self::Dates => "dates",
            Self::Expired => "expired",
            Self::Plan => "plan",
            Self::Certainty => "certainty",
            Self::GapYears => "gap_years",
            Self::Neighbours => "neighbours",
            Self::Dash => "dash",
            Self::Estimates => "estimates",
            Self::SeriesParts => "series_parts",
            Self::UcdpAgainstEvents => "ucdp_against_events",
            Self::TreatyYear => "treaty_year",
            Self::TreatyStatus => "treaty_status",
            Self::EmbargoReadings => "embargo_readings",
        }
    }

    /// The kinds under which editors note what this rule finds; none where their lists have no such kind.
    pub(super) fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::TwoValues | Self::Editions | Self::Dated | Self::EditionYear | Self::Undated => {
                &["value_vintage", "value"]
            }
            Self::Basis | Self::Currency | Self::Dash => &["unit"],
            Self::SeriesAgainstReport | Self::Growth => &["plausibility"],
            Self::TextAgainstTable => &["value", "value_vintage", "rounding"],
            Self::Coverage | Self::GapYears | Self::Neighbours => &["coverage"],
            Self::Expired => &["coverage", "value_vintage"],
            Self::Sum | Self::Product | Self::Ratio => &["arithmetic"],
            Self::Whole => &["arithmetic", "plausibility"],
            Self::Together => &["tension"],
            Self::Twice => &["duplicate", "arithmetic"],
            Self::Deliveries | Self::Tolls | Self::Fighters => &["value", "date"],
            Self::Class => &["label"],
            Self::Dates => &["date"],
            Self::Plan | Self::TreatyStatus => &["status"],
            Self::Certainty => &["certainty"],
            Self::Estimates | Self::SeriesParts | Self::UcdpAgainstEvents | Self::TreatyYear => &[],
            Self::EmbargoReadings => &[],
        }
    }

    pub(super) fn apply(self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::TwoValues => two_values::find(view),
            Self::Basis => whole::basis(view),
            Self::Editions => editions::find(view),
            Self::Dated => dated::find(view),
            Self::EditionYear => edition_year::find(view),
            Self::Undated => undated::find(view),
            Self::SeriesAgainstReport => two_values::against_series(view),
            Self::TextAgainstTable => text_against_table::find(view),
            Self::Coverage => coverage::find(view),
            Self::Currency => currency::find(view),
            Self::Sum => sum::find(view),
            Self::Product => product::find(view),
            Self::Whole => whole::find(view),
            Self::Ratio => ratio::find(view),
            Self::Growth => growth::find(view),
            Self::Together => together::find(view),
            Self::Twice => twice::find(view),
            Self::Deliveries => deliveries::find(view),
            Self::Class => class::find(view),
            Self::Tolls => tolls::find(view),
            Self::Fighters => fighters::find(view),
            Self::Dates => dates::find(view),
            Self::Expired => expired::find(view),
            Self::Plan => plan::find(view),
            Self::Certainty => certainty::find(view),
            Self::GapYears => gap_years::find(view),
            Self::Neighbours => neighbours::find(view),
            Self::Dash => dash::find(view),
            Self::Estimates => conflicts::estimates(view),
            Self::SeriesParts => series::find(view),
            Self::UcdpAgainstEvents => conflicts::against_events(view),
            Self::TreatyYear => treaty::years(view),
            Self::TreatyStatus => treaty::statuses(view),
            Self::EmbargoReadings => embargo::find(view),
        }
    }
}
