//! A first look at a file that nobody knows: what its columns seem to hold, as proposals for a person to check.

use super::super::catalogue::Catalogue;
use super::super::figures::{Evidence, Figure, Unreadable, parse, read};
use super::super::states::States;
use super::super::table::{Row, Table, year_of};
use super::super::{Decimal, NotRead, Opened, PublisherFile, open};
use super::{Layout, StateColumn, Values, YearIn, below, headings};
use kriterion_heart::atlas::Atlas;
use std::collections::BTreeMap;

/// What a file looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// Of a text: comma, semicolon or tab.
    pub separator: Option<char>,
    /// One for a text.
    pub sheets: Vec<SheetSketch>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetSketch {
    /// Empty for a text.
    pub name: String,
    /// The line of the first row of headings, counted from 1, and how many rows they take.
    pub header: (u64, u8),
    pub decimal: Decimal,
    pub columns: Vec<ColumnSketch>,
    /// Rows below the headings.
    pub rows: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSketch {
    pub heading: String,
    /// The first different cells.
    pub samples: Vec<String>,
    pub holds: Holds,
    /// The share of the filled cells that fit, from 0 to 1.
    pub confidence: f32,
}

/// What a column seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    StateName,
    StateCode,
    Year,
    /// Figures; with the year that its heading names.
    Figures(Option<u16>),
    Words,
    Nothing,
}

/// Enough to tell, and quick for a file of a million rows.
const LOOKED_AT: usize = 400;
const SAMPLES: usize = 5;

pub fn sketch(file: &PublisherFile<'_>, atlas: &Atlas) -> Result<Sketch, NotRead> {
    let states = States::new(atlas, Catalogue::embedded());
    let opened = open(file)?;
    let separator = match &opened {
        Opened::Text { separator, .. } => Some(char::from(*separator)),
        Opened::Book(_) => None,
    };
    let sheets = opened.tables().iter().map(|table| sheet(table, &states)).collect();
    Ok(Sketch { separator, sheets })
}

fn sheet(table: &Table<'_>, states: &States) -> SheetSketch {
    let header = header(table, states);
    let headings = headings(table, header);
    let mut evidence = vec![Evidence::default(); headings.len()];
    let mut looked_at: Vec<Row> = Vec::new();
    let mut rows = 0;
    for row in below(table, header) {
        for (cell, evidence) in row.cells.iter().zip(&mut evidence) {
            if cell.number.is_none() {
                evidence.add(&cell.text);
            }
        }
        if looked_at.len() < LOOKED_AT {
            looked_at.push(row);
        }
        rows += 1;
    }
    let of_values =
        evidence.into_iter().enumerate().filter(|(at, _)| holds_values(*at, &looked_at));
    let evidence = of_values.fold(Evidence::default(), |all, (_, one)| all.and(one));
    let decimal = evidence.decide(table.usual_decimal());
    let columns = headings
        .into_iter()
        .enumerate()
        .map(|(at, heading)| column(at, heading, &looked_at, states, decimal))
        .collect();
    SheetSketch { name: table.name.to_owned(), header, decimal, columns, rows }
}

/// Whether most cells of a column are figures, whatever their decimal mark is: a date beside them tells nothing.
fn holds_values(at: usize, rows: &[Row]) -> bool {
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let (mut figures, mut others) = (0, 0);
    for cell in cells.filter(|cell| !cell.text.trim().is_empty()) {
        match read(cell, Decimal::Undecided) {
            Err(Unreadable::NotANumber) => others += 1,
            _ => figures += 1,
        }
    }
    figures > others
}

/// The rows with more than one word right above the first row that names a state.
fn header(table: &Table<'_>, states: &States) -> (u64, u8) {
    const MOST_ABOVE: usize = 40;
    const MOST_ROWS: usize = 3;
    let begin: Vec<Row> = table.rows().take(MOST_ABOVE).collect();
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
    let names_a_state = |row: &Row| {
        let is_state = |text: &str| {
            states.by_name(text).is_ok() || (text.len() == 3 && states.by_code(text).is_some())
        };
        filled(row) > 1 && row.cells.iter().any(|cell| is_state(cell.text.trim()))
    };
    let Some(first) = begin.iter().position(names_a_state) else {
        let line = begin.iter().find(|row| filled(row) > 1).map_or(1, |row| row.line);
        return (line, 1);
    };
    let mut rows = 0;
    let mut line = 1;
    for row in begin.iter().take(first).rev().take(MOST_ROWS).take_while(|row| filled(row) > 1) {
        (rows, line) = (rows + 1, row.line);
    }
    (line, rows.max(1))
}

fn column(
    at: usize,
    heading: String,
    rows: &[Row],
    states: &States,
    decimal: Decimal,
) -> ColumnSketch {
    let cells: Vec<_> = rows
        .iter()
        .filter_map(|row| row.cells.get(at))
        .filter(|cell| !cell.text.trim().is_empty())
        .collect();
    let share = |fits: &dyn Fn(&str) -> bool| {
        let fitting = cells.iter().filter(|cell| fits(cell.text.trim())).count();
        fitting as f32 / cells.len().max(1) as f32
    };
    let mut samples: Vec<String> = Vec::new();
    for cell in &cells {
        if samples.len() < SAMPLES && !samples.contains(&cell.text) {
            samples.push(cell.text.clone());
        }
    }
    let is_code = |text: &str| (2..=3).contains(&text.len()) && states.by_code(text).is_some();
    let is_figure = |cell: &&&_| {
        !matches!(read(cell, decimal), Ok(Figure::Nothing) | Err(Unreadable::NotANumber))
    };
    let figures = cells.iter().filter(is_figure).count() as f32 / cells.len().max(1) as f32;
    let is_value = |text: &str| {
        matches!(parse(text, decimal), Ok(Figure::Value { .. }) | Err(Unreadable::Ambiguous))
    };
    let guesses = [
        (Holds::StateCode, share(&is_code), 0.5),
        (Holds::StateName, share(&|text| states.by_name(text).is_ok()), 0.5),
        (Holds::Year, share(&|text| year_of(text).is_some()), 0.8),
        // Years are figures, too, and a column of nothing but missing values is no proof.
        (
            Holds::Figures(year_of_heading(&heading)),
            if share(&is_value) > 0.0 { figures } else { 0.0 },
            0.6,
        ),
    ];
    let year_above = year_of_heading(&heading).is_some();
    let best = guesses
        .into_iter()
        .filter(|(holds, _, _)| !(year_above && *holds == Holds::Year))
        .find(|(_, share, least)| share >= least);
    let (holds, confidence) = match best {
        _ if cells.is_empty() => (Holds::Nothing, 1.0),
        Some((holds, share, _)) => (holds, share),
        None => (Holds::Words, 1.0 - figures),
    };
    ColumnSketch { heading, samples, holds, confidence }
}

/// The one year that a heading names, by itself or in other words: `2010`, `hdi_2010`, `Deaths / 2010`.
fn year_of_heading(heading: &str) -> Option<u16> {
    let mut years = heading.split(|c: char| !c.is_ascii_digit()).filter_map(year_of);
    years.next().filter(|_| years.next().is_none())
}

impl SheetSketch {
    /// The layout that the sketch suggests; `None` where no column seems to hold states, or none seems to hold figures.
    pub fn proposal(&self) -> Option<Layout> {
        let best = |wanted: fn(&Holds) -> bool| {
            let columns = self.columns.iter().filter(|column| wanted(&column.holds));
            columns.max_by(|a, b| {
                a.confidence.total_cmp(&b.confidence).then(std::cmp::Ordering::Greater)
            })
        };
        let state = match best(|holds| *holds == Holds::StateCode) {
            Some(column) => StateColumn::Code(column.heading.clone()),
            None => StateColumn::Name(best(|holds| *holds == Holds::StateName)?.heading.clone()),
        };
        let values = match self.wide() {
            Some(heading) => Values::Wide { heading },
            None => {
                let year = best(|holds| *holds == Holds::Year)?.heading.clone();
                let value = best(|holds| matches!(holds, Holds::Figures(None)))?.heading.clone();
                Values::Long { year: YearIn::Column(year), value }
            }
        };
        let sheet = (!self.name.is_empty()).then(|| self.name.clone());
        Some(Layout { sheet, header: self.header, state, values, decimal: None })
    }

    /// The heading that most columns have in common but for the year.
    fn wide(&self) -> Option<String> {
        let mut patterns: BTreeMap<String, usize> = BTreeMap::new();
        for column in &self.columns {
            if let Holds::Figures(Some(year)) = column.holds {
                let pattern = column.heading.replacen(&year.to_string(), "*", 1);
                *patterns.entry(pattern).or_default() += 1;
            }
        }
        patterns.into_iter().max_by_key(|(_, columns)| *columns).map(|(pattern, _)| pattern)
    }
}
