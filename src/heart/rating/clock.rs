//! Which data count: up to which year, and how old is too old.
//!
//! Knows no clock of the computer. Ages are counted from the data or from the day of the case, never from today.

use super::Age;
use crate::date::Date;
use serde::{Deserialize, Serialize};

/// The year for which a country is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsOf {
    /// Every row counts; ages are counted from the newest data year of the bundle.
    Newest,
    /// Only what is dated up to this year counts.
    Year(u16),
}

/// The limits that follow from a year or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Nothing later counts; `None` = no limit.
    pub upto: Option<u16>,
    /// The year that is asked about.
    pub year: u16,
    /// The year that ages are counted from.
    pub base: u16,
}

impl Clock {
    /// For a rating. Data that a year after the bundle cannot have do not grow old by being absent.
    pub fn of(as_of: AsOf, newest: u16) -> Self {
        match as_of {
            AsOf::Newest => Self { upto: None, year: newest, base: newest },
            AsOf::Year(year) => Self { upto: Some(year), year, base: year.min(newest) },
        }
    }

    /// For a case, where ages run from the end of the data year to the day of the assessment. In whole years that is
    /// the difference of the two years, whatever the day.
    pub fn on(day: Date) -> Self {
        Self { upto: Some(day.year), year: day.year, base: day.year }
    }

    pub fn allows(&self, year: u16) -> bool {
        self.upto.is_none_or(|upto| year <= upto)
    }
}

/// Years up to which data are fresh, and up to which they are used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgeLimit {
    pub fresh: u16,
    pub used: u16,
}

/// The age limits of a method.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgeRule {
    /// Yearly indices, spending, conflict.
    pub yearly: AgeLimit,
    /// Irregular series.
    pub structural: AgeLimit,
    /// Ids that follow `structural`.
    pub structural_ids: Vec<String>,
    /// An embargo row without an end is stale so many months after its date.
    pub embargo_months: u32,
}

impl AgeRule {
    pub fn limit(&self, id: &str) -> AgeLimit {
        if self.structural_ids.iter().any(|structural| structural == id) {
            self.structural
        } else {
            self.yearly
        }
    }

    pub fn age(&self, id: &str, year: u16, clock: &Clock) -> Age {
        let years = clock.base.saturating_sub(year);
        let limit = self.limit(id);
        if years <= limit.fresh {
            Age::Fresh
        } else if years <= limit.used {
            Age::Old
        } else {
            Age::NotUsed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_run_from_the_data_and_not_from_the_year_asked() {
        let ages = AgeRule {
            yearly: AgeLimit { fresh: 2, used: 4 },
            structural: AgeLimit { fresh: 5, used: 9 },
            structural_ids: vec!["GDI".to_owned()],
            embargo_months: 12,
        };
        let newest = Clock::of(AsOf::Newest, 2025);
        assert_eq!(ages.age("HDI", 2023, &newest), Age::Fresh);
        assert_eq!(ages.age("HDI", 2021, &newest), Age::Old);
        assert_eq!(ages.age("HDI", 2020, &newest), Age::NotUsed);
        assert_eq!(ages.age("GDI", 2020, &newest), Age::Fresh);
        assert_eq!(ages.age("GDI", 2015, &newest), Age::NotUsed);
        assert_eq!(ages.age("HDI", 2023, &Clock::of(AsOf::Year(2040), 2025)), Age::Fresh);
        assert_eq!(ages.age("HDI", 2010, &Clock::of(AsOf::Year(2012), 2025)), Age::Fresh);
        let day = Date::parse("2026-11-25").unwrap();
        assert_eq!(ages.age("HDI", 2023, &Clock::on(day)), Age::Old);
        assert!(newest.allows(2099) && !Clock::on(day).allows(2027));
    }
}
