//! CSV text to rows that know their line.
//!
//! Knows no table in particular: columns are asked for by name.

use super::report::{Reason, Rejected};

/// A table as given: the text of one CSV file.
#[derive(Debug, Clone)]
pub struct Table {
    /// The path below its folder: `indicators.csv`, `kazakhstan/events.csv`.
    pub name: String,
    /// The path for people, with the folder.
    pub file: String,
    pub text: String,
}

/// The rows of one table.
#[derive(Debug, Default)]
pub struct Sheet {
    pub file: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row and the line it begins on.
#[derive(Debug)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

impl Sheet {
    /// Reads a table; rows of the wrong length are rejected. A table without one of `needed` columns is rejected as a whole.
    pub fn read(table: &Table, needed: &[&str], rejected: &mut Vec<Rejected>) -> Self {
        let text = table.text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let mut sheet = Self { file: table.file.clone(), ..Self::default() };
        match reader.headers() {
            Ok(header) => {
                sheet.columns = header.iter().map(|name| name.trim().to_owned()).collect()
            }
            Err(error) => {
                return sheet.refuse(line_of(&error), Reason::NotCsv, &error.to_string(), rejected);
            }
        }
        if let Some(missing) = needed.iter().find(|name| sheet.position(name).is_none()) {
            return sheet.refuse(1, Reason::MissingColumn, missing, rejected);
        }
        for record in reader.records() {
            match record {
                Ok(record) => sheet.take(&record, rejected),
                Err(error) => {
                    rejected.push(Rejected::new(
                        &sheet.file,
                        line_of(&error),
                        Reason::NotCsv,
                        &error.to_string(),
                    ));
                }
            }
        }
        sheet
    }

    fn take(&mut self, record: &csv::StringRecord, rejected: &mut Vec<Rejected>) {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() == self.columns.len() {
            self.rows.push(Row {
                line,
                cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
            });
        } else {
            let found = format!("{} of {}", record.len(), self.columns.len());
            rejected.push(Rejected::new(&self.file, line, Reason::CellCount, &found));
        }
    }

    fn refuse(self, line: u64, reason: Reason, found: &str, rejected: &mut Vec<Rejected>) -> Self {
        rejected.push(Rejected::new(&self.file, line, reason, found));
        Self { file: self.file, ..Self::default() }
    }

    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// The rows with their cells by name.
    pub fn views(&self) -> impl Iterator<Item = View<'_>> {
        self.rows.iter().map(|row| View { sheet: self, row })
    }
}

fn line_of(error: &csv::Error) -> u64 {
    error.position().map_or(1, csv::Position::line)
}

/// One row of a sheet, read by column name.
#[derive(Clone, Copy)]
pub struct View<'s> {
    sheet: &'s Sheet,
    pub row: &'s Row,
}

impl<'s> View<'s> {
    /// The cell of a column; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &'s str {
        self.sheet.position(column).and_then(|at| self.row.cells.get(at)).map_or("", String::as_str)
    }

    /// A list in one cell, split at `;`.
    pub fn list(&self, column: &str) -> Vec<&'s str> {
        self.get(column).split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    pub fn is_one(&self, column: &str) -> bool {
        self.get(column) == "1"
    }

    pub fn reject(&self, reason: Reason, found: &str) -> Rejected {
        Rejected::new(&self.sheet.file, self.row.line, reason, found)
    }

    /// A year, or nothing where the cell is empty; anything else is a reason to reject the row.
    pub fn year(&self, column: &str) -> Result<Option<u16>, Rejected> {
        match self.get(column) {
            "" => Ok(None),
            cell => match cell.parse().ok().filter(|year| super::YEARS.contains(year)) {
                Some(year) => Ok(Some(year)),
                None => Err(self.reject(Reason::NotAYear, cell)),
            },
        }
    }

    pub fn number(&self, column: &str) -> Result<f64, Rejected> {
        let cell = self.get(column);
        match cell.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.reject(Reason::NotANumber, cell)),
        }
    }

    pub fn whole<T: std::str::FromStr>(&self, column: &str) -> Result<T, Rejected> {
        let cell = self.get(column);
        cell.parse().map_err(|_| self.reject(Reason::NotANumber, cell))
    }

    /// A date in one of the forms that `Date` reads, or nothing.
    pub fn date(&self, column: &str) -> Result<Option<kriterion_heart::date::Date>, Rejected> {
        match self.get(column) {
            "" => Ok(None),
            cell => match kriterion_heart::date::Date::parse(cell) {
                Some(date) => Ok(Some(date)),
                None => Err(self.reject(Reason::NotADate, cell)),
            },
        }
    }
}
