//! Dates as sources give them: a year, a month or a day. No day is ever invented.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date known to the year, the month or the day. Missing parts sort first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    pub year: u16,
    /// 1 to 12; 0 = not known.
    pub month: u8,
    /// 1 to 31; 0 = not known.
    pub day: u8,
}

impl Date {
    pub fn of_year(year: u16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// The civil date (UTC) of a number of seconds since 1970.
    pub fn from_unix(seconds: u64) -> Self {
        // Days to civil date after the era method: 400 years are 146 097 days, years begin in March.
        let days = seconds / 86_400 + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Self { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// Reads `2026`, `2026-11`, `2026-11-25`, and the day form `25.11.2026` or `25/11/2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = if let Some(sep) = ['.', '/'].into_iter().find(|sep| text.contains(*sep)) {
            let mut parts = text.split(sep).map(str::trim);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? }
        } else {
            let mut parts = text.split('-');
            let year = parts.next()?.parse().ok()?;
            let month =
                parts.next().map_or(Some(0), |part| part.parse().ok().filter(|m| *m > 0))?;
            let day = parts.next().map_or(Some(0), |part| part.parse().ok().filter(|d| *d > 0))?;
            if parts.next().is_some() {
                return None;
            }
            Self { year, month, day }
        };
        date.is_valid().then_some(date)
    }

    fn is_valid(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let longest = match self.month {
            0 => 0,
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (1000..=9999).contains(&self.year) && self.month <= 12 && self.day <= longest
    }

    pub fn is_full(self) -> bool {
        self.day > 0
    }

    /// The same day `years` earlier.
    pub fn years_before(self, years: u16) -> Self {
        Self { year: self.year.saturating_sub(years), ..self }
    }

    /// The first moment this date can mean.
    pub fn earliest(self) -> Self {
        Self { month: self.month.max(1), day: self.day.max(1), ..self }
    }

    /// The last moment this date can mean, for "valid until".
    pub fn latest(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { 31 } else { self.day };
        Self { month, day, ..self }
    }

    /// Whole months from `self` to `later`; 0 where `later` is not later. Unknown parts count as the earliest.
    pub fn months_until(self, later: Self) -> u32 {
        let months = |date: Self| u32::from(date.year) * 12 + u32::from(date.month.max(1)) - 1;
        let whole = months(later).saturating_sub(months(self));
        if later.day.max(1) < self.day.max(1) { whole.saturating_sub(1) } else { whole }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("not a date: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_what_sources_and_officers_write_and_invents_nothing() {
        for (text, back) in [
            ("2026", "2026"),
            ("2026-02", "2026-02"),
            ("2026-11-25", "2026-11-25"),
            ("25.11.2026", "2026-11-25"),
            ("29/02/2024", "2024-02-29"),
        ] {
            assert_eq!(
                Date::parse(text).map(|date| date.to_string()).as_deref(),
                Some(back),
                "{text}"
            );
        }
        for text in
            ["", "2026-13", "2026-00", "30.02.2026", "29.02.2025", "soon", "1.1", "2026-1-1-1"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_since_1970_become_civil_dates() {
        for (seconds, date) in
            [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_564_800, "2026-11-25")]
        {
            assert_eq!(Date::from_unix(seconds).to_string(), date);
        }
    }

    #[test]
    fn months_count_whole_months() {
        let months =
            |a: &str, b: &str| Date::parse(a).unwrap().months_until(Date::parse(b).unwrap());
        assert_eq!(months("2024-03-20", "2026-11-25"), 32);
        assert_eq!(months("2025-11-26", "2026-11-25"), 11);
        assert_eq!(months("2026-11-25", "2025-11-25"), 0);
    }
}
