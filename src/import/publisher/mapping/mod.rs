//! Any table, read after an officer's mapping: which column is what. A mapping is data and can be kept for the next edition.

mod sketch;

pub use sketch::{ColumnSketch, Holds, SheetSketch, Sketch, sketch};

use super::catalogue::Catalogue;
use super::harvest::{Harvest, Spot};
use super::states::States;
use super::table::{Row, Table, year_of};
use super::{Decimal, Imported, NotRead, PublisherFile, PublisherKind, open};
use crate::import::report::Reason;
use kriterion_heart::atlas::{Atlas, Source};
use kriterion_heart::pack::SeriesWords;
use serde::{Deserialize, Serialize};

/// What an officer says about a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    pub layout: Layout,
    /// The series that the values belong to.
    pub series: String,
    /// What the series is, where the program does not know it.
    pub about: Option<SeriesWords>,
    /// Turns the file's unit into that of the series.
    pub scale: f64,
    pub source: Source,
    /// True for a file that has all values of the series for the states it names.
    pub is_whole: bool,
}

/// Which column is what. Columns go by their heading, so that a mapping fits next year's file, too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Of a workbook.
    pub sheet: Option<String>,
    /// The line of the first row of headings, counted from 1, and how many rows they take.
    pub header: (u64, u8),
    pub state: StateColumn,
    pub values: Values,
    /// `None` tells it from the cells.
    pub decimal: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateColumn {
    Name(String),
    /// ISO codes of two or three letters, or those of a publisher.
    Code(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    /// One row for each state and year.
    Long { year: YearIn, value: String },
    /// One column for each year: a heading with `*` for the year, such as `*` or `hdi_*`.
    Wide { heading: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearIn {
    Column(String),
    /// The whole file is of one year.
    Always(u16),
}

/// Reads a file after a mapping. Pure and quick, so it is its own preview.
pub fn apply(
    mapping: &Mapping,
    file: &PublisherFile<'_>,
    atlas: &Atlas,
) -> Result<Imported, NotRead> {
    let catalogue = Catalogue::embedded();
    let states = States::new(atlas, catalogue);
    let opened = open(file)?;
    let tables = opened.tables();
    let layout = &mapping.layout;
    let table = match &layout.sheet {
        Some(name) => {
            tables.iter().find(|table| table.name == name).ok_or_else(|| does_not_fit(name))?
        }
        None => tables.first().ok_or(NotRead::Empty)?,
    };
    let headings = headings(table, layout.header);
    let at = |heading: &str| {
        headings.iter().position(|found| found == heading).ok_or_else(|| does_not_fit(heading))
    };
    let (state, is_code) = match &layout.state {
        StateColumn::Name(heading) => (at(heading)?, false),
        StateColumn::Code(heading) => (at(heading)?, true),
    };
    let mut harvest = Harvest::new(PublisherKind::Mapped, file.name, atlas, &states, catalogue);
    harvest.own_source(mapping.source.clone());
    if let Some(words) = &mapping.about {
        harvest.about(&mapping.series, words.clone());
    } else if harvest.announce(Spot::line(layout.header.0), &mapping.series, None).is_none() {
        return Ok(harvest.finish());
    }
    if !mapping.is_whole {
        harvest.has_gap(&mapping.series);
    }
    let columns = columns(&layout.values, &headings)?;
    match layout.decimal {
        Some(decimal) => harvest.decimal = decimal,
        None => harvest.tell_decimal(table, |at| {
            columns.binary_search_by_key(&at, |column| column.at).is_ok()
        }),
    }
    for row in below(table, layout.header) {
        let words = row.get(state);
        let found = match states.by_code(words) {
            Some(iso3) if is_code => Ok(iso3),
            _ => states.by_name(words),
        };
        let Some(iso3) = harvest.placed(row.line, words, found) else { continue };
        for column in &columns {
            let year = match column.year {
                YearAt::Known(year) => year,
                YearAt::Cell(at) => {
                    let Some(year) = year_of(row.get(at)) else {
                        harvest.has_gap(&mapping.series);
                        harvest.reject(Spot::line(row.line), Reason::NotAYear, row.get(at));
                        continue;
                    };
                    year
                }
            };
            if let Some(cell) = row.cells.get(column.at) {
                let spot = Spot::cell(row.line, headings.get(column.at).map_or("", String::as_str));
                harvest.cell(&mapping.series, spot, (iso3, year), cell, mapping.scale);
            }
        }
    }
    Ok(harvest.finish())
}

fn does_not_fit(column: &str) -> NotRead {
    NotRead::MappingDoesNotFit { column: column.to_owned() }
}

struct Column {
    at: usize,
    year: YearAt,
}

enum YearAt {
    Known(u16),
    Cell(usize),
}

fn columns(values: &Values, headings: &[String]) -> Result<Vec<Column>, NotRead> {
    let at = |heading: &str| {
        headings.iter().position(|found| found == heading).ok_or_else(|| does_not_fit(heading))
    };
    match values {
        Values::Long { year, value } => {
            let year = match year {
                YearIn::Column(heading) => YearAt::Cell(at(heading)?),
                YearIn::Always(year) => YearAt::Known(*year),
            };
            Ok(vec![Column { at: at(value)?, year }])
        }
        Values::Wide { heading } => {
            let year = |text: &str| year_in(heading, text);
            let found = headings.iter().enumerate().filter_map(|(at, text)| {
                year(text).map(|year| Column { at, year: YearAt::Known(year) })
            });
            let columns: Vec<Column> = found.collect();
            if columns.is_empty() { Err(does_not_fit(heading)) } else { Ok(columns) }
        }
    }
}

/// The year that a heading has where the pattern has its `*`.
fn year_in(pattern: &str, heading: &str) -> Option<u16> {
    let (before, after) = pattern.split_once('*')?;
    year_of(heading.strip_prefix(before)?.strip_suffix(after)?)
}

/// The headings; of merged rows both, the upper one for all columns that it spans: `Deaths / 2010`.
fn headings(table: &Table<'_>, (line, rows): (u64, u8)) -> Vec<String> {
    let last = line + u64::from(rows.max(1)) - 1;
    let rows: Vec<Row> =
        table.rows().skip_while(|row| row.line < line).take_while(|row| row.line <= last).collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut headings = vec![Vec::<String>::new(); width];
    for (number, row) in rows.iter().enumerate() {
        let (mut above, is_lowest) = ("", number + 1 == rows.len());
        for (at, parts) in headings.iter_mut().enumerate() {
            let own = row.get(at);
            if !own.is_empty() || is_lowest {
                above = own;
            }
            if !above.is_empty() {
                parts.push(above.to_owned());
            }
        }
    }
    headings.into_iter().map(|parts| parts.join(" / ")).collect()
}

fn below<'t>(table: &'t Table<'_>, (line, rows): (u64, u8)) -> impl Iterator<Item = Row> + 't {
    let last = line + u64::from(rows.max(1)) - 1;
    table.rows().skip_while(move |row| row.line <= last).filter(|row| !row.is_empty())
}
