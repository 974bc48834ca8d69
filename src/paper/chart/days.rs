//! Days of the calendar as numbers, and the round days that an axis of time shows.

/// A day, a month or a year, from its first day to the day after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: i32,
    pub until: i32,
}

impl Span {
    /// Of 2022-01-05, 2022-01 or 2022; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let digits = |part: &str, most: usize| {
            let is_number = part.len() == most && part.bytes().all(|digit| digit.is_ascii_digit());
            is_number.then(|| part.parse::<i32>().ok()).flatten()
        };
        let year = digits(parts.next()?, 4).filter(|year| *year > 0)?;
        let Some(month) = parts.next() else {
            return Some(Self { from: day_of(year, 1, 1), until: day_of(year + 1, 1, 1) });
        };
        let month = digits(month, 2).filter(|month| (1..=12).contains(month))?;
        let next = first_of_month(year, month);
        let Some(day) = parts.next() else {
            return Some(Self { from: day_of(year, month, 1), until: next });
        };
        let day = digits(day, 2).filter(|day| *day >= 1)?;
        let from = day_of(year, month, day);
        (from < next && parts.next().is_none()).then_some(Self { from, until: from + 1 })
    }

    pub fn is_day(self) -> bool {
        self.until - self.from == 1
    }
}

/// The first day of the month after this one.
fn first_of_month(year: i32, month: i32) -> i32 {
    if month == 12 { day_of(year + 1, 1, 1) } else { day_of(year, month + 1, 1) }
}

/// Days since 1 March of the year 0 in the calendar of today, as years that begin in March have their odd day last.
pub fn day_of(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let since_march = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * since_march + 2) / 5
        + day
        - 1
}

/// The year and month of a day.
fn month_of(day: i32) -> (i32, i32) {
    let mut year = (f64::from(day) / 365.2425) as i32 + 1;
    while day_of(year, 1, 1) > day {
        year -= 1;
    }
    let month = (1..=12).rev().find(|month| day_of(year, *month, 1) <= day).unwrap_or(1);
    (year, month)
}

/// Round days between two, about `most` of them, with what is written there.
pub fn ticks(from: i32, until: i32, most: usize) -> Vec<(i32, String)> {
    let span = until.saturating_sub(from).max(1);
    let most = most.max(1) as i32;
    for step in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] {
        // As long as a year has room, years are read most easily.
        if span / (365 * step) < most && span >= 365 * 2 {
            let first = month_of(from).0.div_euclid(step) * step;
            let years = (0..=span / (365 * step) + 2).map(|index| first + index * step);
            let days = years.map(|year| (day_of(year, 1, 1), format!("{year:04}")));
            return days.filter(|(day, _)| (from..=until).contains(day)).collect();
        }
    }
    for step in [1, 2, 3, 6, 12] {
        if span / (30 * step) < most && span >= 45 {
            let (year, month) = month_of(from);
            let first = year * 12 + (month - 1).div_euclid(step) * step;
            let months = (0..=span / (28 * step) + 2).map(|index| first + index * step);
            let days = months.map(|month| {
                let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
                (day_of(year, month, 1), format!("{year:04}-{month:02}"))
            });
            return days.filter(|(day, _)| (from..=until).contains(day)).collect();
        }
    }
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| span / step < most).unwrap_or(span);
    (from..=until)
        .step_by(step as usize)
        .map(|day| {
            let (year, month) = month_of(day);
            (day, format!("{year:04}-{month:02}-{:02}", day - day_of(year, month, 1) + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: &str, until: &str, most: usize) -> Vec<String> {
        let day = |text: &str| Span::read(text).expect("a day").from;
        ticks(day(from), day(until), most).into_iter().map(|tick| tick.1).collect()
    }

    #[test]
    fn days_months_and_years_are_read_and_nothing_else() {
        let day = Span::read("2024-02-29").expect("a leap day");
        assert!(day.is_day());
        assert_eq!(Span::read("2024-03-01").map(|next| next.from), Some(day.until));
        assert_eq!(Span::read("2024-02").map(|span| span.until - span.from), Some(29));
        assert_eq!(Span::read("1900").map(|span| span.until - span.from), Some(365));
        assert_eq!(Span::read("2000").map(|span| span.until - span.from), Some(366));
        for wrong in ["", "2023-02-29", "2022-13", "2022-1-5", "0000", "22", "x", "2022-01-05-1"] {
            assert_eq!(Span::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ticks_are_years_months_or_days_as_there_is_room() {
        assert_eq!(said("2001-06-01", "2024-01-01", 6), ["2005", "2010", "2015", "2020"]);
        assert_eq!(said("2022-01-05", "2022-04-20", 8), ["2022-02", "2022-03", "2022-04"]);
        assert_eq!(said("2022-01-30", "2022-02-02", 8).len(), 4);
        assert_eq!(said("2022-01-30", "2022-02-02", 8)[3], "2022-02-02");
        assert!(said("0001-01-01", "9999-12-31", 8).len() <= 9);
    }
}
