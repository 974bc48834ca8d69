//! Reports to the United Nations and other tables that the bundle holds for single states only.

use super::{Found, Inputs, Who};
use crate::atlas::FactTable;
use crate::fixed::Fixed;
use crate::rating::{Age, Gap, ReadingValue, Windows};

const REPORTING: &str = "un_reporting";
const TABLES_FROM: &str = "bicc_kaz_2025";

/// Codes of a report under the Arms Trade Treaty.
const NO_REPORT: Fixed = Fixed::ZERO;
const CONFIDENTIAL: Fixed = Fixed::whole(1);
const PUBLIC: Fixed = Fixed::whole(2);

impl<'a> Inputs<'a> {
    /// `None` where no such table answers the id.
    pub(super) fn of_reports(&self, id: &str, who: Who<'a>) -> Option<Found<'a>> {
        let Windows { reports, small_arms_reports, .. } = self.windows;
        let (table, instrument, years) = match id {
            "UNROCA_REPORT" => (REPORTING, "UNROCA", reports),
            "MILEX_REPORT" => (REPORTING, "UN_MILEX", reports),
            "POA_REPORT" => (REPORTING, "POA_ITI", small_arms_reports),
            "ATT_REPORT" => (REPORTING, "ATT_ANNUAL", reports),
            "ARMS_DEALS" => ("arms_deals", "", 0),
            _ => return None,
        };
        let Some(table) = who.country.tables.iter().find(|other| other.id == table) else {
            return Some(Found::gap(Gap::NoValue));
        };
        Some(match id {
            "ARMS_DEALS" => {
                self.told(ReadingValue::Number(Fixed::from(table.rows.len() as u32)), table)
            }
            "ATT_REPORT" => self.att_report(id, table, instrument),
            _ => self.reported(table, instrument, years),
        })
    }

    fn told(&self, value: ReadingValue, table: &FactTable) -> Found<'a> {
        Found::new(value).from(self.copy_by_id(TABLES_FROM, table.id.clone()).into_iter().collect())
    }

    /// Yes on one report in the window, no only if the table says so of every year in it.
    fn reported(&self, table: &FactTable, instrument: &str, years: u16) -> Found<'a> {
        let last = self.clock.year;
        let window = last.saturating_sub(years.saturating_sub(1))..=last;
        let mut known = 0;
        for year in window {
            match status_in(table, instrument, year) {
                Some("reported" | "every_two_years") => {
                    let found = self.told(ReadingValue::YesNo(true), table);
                    return Found { year: Some(year), ..found };
                }
                Some("no_report") => known += 1,
                _ => (),
            }
        }
        if known == years {
            Found { year: Some(last), ..self.told(ReadingValue::YesNo(false), table) }
        } else {
            Found::gap(Gap::NoValue)
        }
    }

    /// Public, confidential or none, from the newest row that is young enough.
    fn att_report(&self, id: &str, table: &FactTable, instrument: &str) -> Found<'a> {
        let rows = table.rows.iter().filter(|row| table.cell(row, "instrument") == instrument);
        let dated = rows.filter_map(|row| Some((year_of(table, row, "year_to")?, row)));
        let newest =
            dated.filter(|(year, _)| self.clock.allows(*year)).max_by_key(|(year, _)| *year);
        let Some((year, row)) = newest else { return Found::gap(Gap::NoValue) };
        let code = match (table.cell(row, "report_status"), table.cell(row, "publicly_visible")) {
            ("reported", "yes") => PUBLIC,
            ("reported", "no") => CONFIDENTIAL,
            ("no_report", _) => NO_REPORT,
            _ => return Found::gap(Gap::Undecided),
        };
        let age: Age = self.age(id, year);
        self.told(self.category(id, code), table).dated(year, age)
    }
}

fn year_of(table: &FactTable, row: &[String], column: &str) -> Option<u16> {
    table.cell(row, column).parse().ok()
}

/// What the table says of one instrument in one year. A row that names only its beginning says nothing of later years.
fn status_in<'t>(table: &'t FactTable, instrument: &str, year: u16) -> Option<&'t str> {
    let row = table.rows.iter().find(|row| {
        let (from, to) = (year_of(table, row, "year_from"), year_of(table, row, "year_to"));
        table.cell(row, "instrument") == instrument
            && to.is_some_and(|to| year <= to && year >= from.unwrap_or(to))
    })?;
    Some(table.cell(row, "report_status"))
}
