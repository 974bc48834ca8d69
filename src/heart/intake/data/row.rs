//! One row of a report table, read by column name, with faults at its place.
//!
//! Knows the columns that every such table has (`source_cited`, `seed_line` and so on), and no table in particular.

use crate::atlas::{Citation, FactTable, Translations};
use crate::date::Date;
use crate::intake::fault::{At, Fault, FaultKind, IdKind, Place};
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// The ids given out, and where.
#[derive(Default)]
pub struct Ids(BTreeMap<String, At>);

impl Ids {
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn take(&mut self, what: IdKind, row: &mut Row<'_>, column: &str) -> Option<String> {
        let id = row.get(column).to_owned();
        if id.is_empty() {
            row.fault(FaultKind::Empty { field: column.to_owned() });
            return None;
        }
        let here = At::new(row.path, row.place);
        match self.0.get(&id) {
            Some(first) => {
                row.fault(FaultKind::SameIdTwice { what, id, first: first.clone() });
                None
            }
            None => {
                self.0.insert(id.clone(), here);
                Some(id)
            }
        }
    }
}

/// A row with the columns' names, and its place for faults.
pub struct Row<'r> {
    pub path: &'r str,
    pub place: Place,
    pub table: &'r FactTable,
    pub cells: &'r [String],
    pub said: &'r Translations,
    pub faults: &'r mut Vec<Fault>,
}

impl<'r> Row<'r> {
    pub fn get(&self, column: &str) -> &'r str {
        if column.is_empty() { "" } else { self.table.cell(self.cells, column) }
    }

    pub fn string(&self, column: &str) -> String {
        self.get(column).to_owned()
    }

    pub fn list(&self, column: &str) -> Vec<String> {
        self.get(column)
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A text in as many languages as the table has columns for, and the translations.
    pub fn text(&self, stem: &str) -> Text {
        let [en, de, fr] = Lang::ALL.map(|lang| self.string(&format!("{stem}_{}", lang.code())));
        self.said.completed(Text { en, de, fr })
    }

    /// A cell that says something in English, in all languages there are.
    pub fn said(&self, column: &str) -> Text {
        self.said.of(self.get(column))
    }

    pub fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault::new(self.path, self.place, kind));
    }

    pub fn bad_number(&mut self, column: &str) {
        let found = self.get(column).chars().take(24).collect();
        self.fault(FaultKind::BadNumber { field: column.to_owned(), found });
    }

    pub fn date(&mut self, column: &str) -> Option<Date> {
        let cell = self.get(column);
        let date = Date::parse(cell);
        if date.is_none() && !cell.is_empty() {
            self.fault(FaultKind::BadDate {
                field: column.to_owned(),
                found: cell.chars().take(24).collect(),
            });
        }
        date
    }

    /// The year of the datum; of a span its last year.
    pub fn as_of(&mut self) -> Option<Date> {
        match self.get("as_of_year").rsplit_once('-') {
            Some((_, last)) if last.len() == 4 => Date::parse(last),
            _ => self.date("as_of_year"),
        }
    }

    /// The criteria of the row; without such a column those of the table.
    pub fn criteria(&mut self, column: &str) -> Vec<u8> {
        if self.table.column(column).is_none() {
            return self.table.criteria.clone();
        }
        let numbers: Option<Vec<u8>> =
            self.list(column).iter().map(|part| part.parse().ok()).collect();
        match numbers.filter(|numbers| numbers.iter().all(|number| (1..=8).contains(number))) {
            Some(numbers) => numbers,
            None => {
                self.bad_number(column);
                Vec::new()
            }
        }
    }

    pub fn cited(&self) -> Citation {
        Citation {
            source: self.string("source_cited"),
            url: self.string("source_url"),
            document: self.string("seed_file"),
            place: self.string("seed_ref"),
            line: self.get("seed_line").parse().ok(),
        }
    }
}
