//! How a figure must be shown: its brackets, its bounds, its edition and age, or which kind of nothing it is.

use super::{Figure, Measure, of_series};
use crate::atlas::{Atlas, Indicator, Point, Qualifier, ValueStatus};
use crate::rating::{Age, AgeRule, Clock};

/// Three kinds of nothing, which never look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// The register holds no delivery in that year. No zero: it says only what is recorded.
    NoDelivery,
    /// Not published, or not collected.
    NotAvailable,
    /// The question does not arise.
    NotApplicable,
}

/// `None` where there is a value, or where the source prints words instead of one number.
pub fn nothing(figure: &Figure) -> Option<Nothing> {
    let counts_deliveries = matches!(
        figure.measure,
        Measure::Tiv { .. } | Measure::Pieces(super::Pieces::Delivered | super::Pieces::Ordered)
    );
    match figure.status {
        ValueStatus::Present => None,
        ValueStatus::NotPublished | ValueStatus::NotCollected => Some(Nothing::NotAvailable),
        ValueStatus::NotApplicable if counts_deliveries => Some(Nothing::NoDelivery),
        ValueStatus::NotApplicable => Some(Nothing::NotApplicable),
    }
}

/// Which nothing it is that a series has no row for a state and year: a register of deliveries has recorded none.
pub fn without_row(series: &Indicator) -> Nothing {
    match of_series(series) {
        Some(Measure::Tiv { .. }) => Nothing::NoDelivery,
        _ => Nothing::NotAvailable,
    }
}

/// The nothing that stands in place of a value of a series; `None` where there is one.
pub fn nothing_of(atlas: &Atlas, series: &Indicator, point: Option<&Point>) -> Option<Nothing> {
    let Some(point) = point else { return Some(without_row(series)) };
    if point.value.is_some() {
        return None;
    }
    let figure = Figure::of_point(atlas, series, point);
    figure.as_ref().and_then(nothing).or(Some(Nothing::NotAvailable))
}

/// A figure with the marks it must carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub value: Option<f64>,
    pub nothing: Option<Nothing>,
    /// An estimate keeps its brackets.
    pub brackets: bool,
    pub at_least: bool,
    pub planned: bool,
    pub disputed: bool,
    pub edition: String,
    pub years: Option<(u16, u16)>,
    /// After the age rule; undated where the source gives no year.
    pub age: Age,
}

/// `clock` says from which year ages are counted, `ages` how old is too old.
pub fn shown(figure: &Figure, ages: &AgeRule, clock: &Clock) -> Shown {
    Shown {
        value: figure.value,
        nothing: nothing(figure),
        brackets: figure.qualifier == Qualifier::Estimate,
        at_least: figure.qualifier == Qualifier::AtLeast,
        planned: figure.qualifier == Qualifier::Planned,
        disputed: figure.qualifier == Qualifier::Disputed,
        edition: figure.edition.clone(),
        years: figure.years,
        age: figure.years.map_or(Age::Undated, |(_, to)| ages.age(&figure.series, to, clock)),
    }
}
