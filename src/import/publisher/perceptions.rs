//! Transparency International, Corruption Perceptions Index: the sheet of the year and the one of the time series.

use super::harvest::{Harvest, Spot};
use super::table::{Row, Table, year_of};
use super::{NotRead, PublisherKind};
use kriterion_heart::text::fold;

const CODE: &str = "ISO3";
const SCORE: &str = "cpi_score";
const RANK: &str = "cpi_rank";

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| header(table).is_some())
}

struct Column {
    at: usize,
    heading: String,
    series: &'static str,
    year: u16,
}

/// The header, and the columns that are ours. A rank without a year is of the year of the score beside it.
fn header(table: &Table<'_>) -> Option<(Row, Vec<Column>)> {
    let (_, header) = table.header(&[CODE])?;
    let found: Vec<_> = header
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| {
            heading(&cell.text).map(|(series, year)| (at, cell.text.clone(), series, year))
        })
        .collect();
    let only = found.iter().find_map(|(_, _, series, year)| year.filter(|_| *series == SCORE))?;
    let columns = found.into_iter().map(|(at, heading, series, year)| Column {
        at,
        heading: heading.trim().to_owned(),
        series,
        year: year.unwrap_or(only),
    });
    Some((header, columns.collect()))
}

/// `CPI score 2023`, `CPI 2024 score`, `Rank 2023`, `Rank`; nothing with any other word in it.
fn heading(text: &str) -> Option<(&'static str, Option<u16>)> {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    let year = words
        .iter()
        .position(|word| year_of(word).is_some())
        .and_then(|at| year_of(words.remove(at)));
    match words.as_slice() {
        ["cpi", "score"] if year.is_some() => Some((SCORE, year)),
        ["rank"] | ["cpi", "rank"] => Some((RANK, year)),
        _ => None,
    }
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    let mut newest = 0;
    for table in tables {
        let Some((header, columns)) = header(table) else { continue };
        let name = ["Country / Territory", "Country/Territory", "Country"];
        let Some(name) = name.iter().find_map(|heading| header.find(heading)) else {
            let column = "Country / Territory".to_owned();
            return Err(NotRead::MissingColumn { kind: PublisherKind::TransparencyCpi, column });
        };
        let code = header.find(CODE).unwrap_or(0);
        harvest.tell_decimal(table, |at| at > code);
        for row in table.below(&header) {
            let state = row.get(name);
            // Remarks below the table fill its first cell only.
            if row.get(code).is_empty()
                && columns.iter().all(|column| row.get(column.at).is_empty())
            {
                continue;
            }
            let found = harvest.states.by_both(row.get(code), state);
            let Some(iso3) = harvest.placed(row.line, state, found) else { continue };
            for column in &columns {
                let Some(cell) = row.cells.get(column.at) else { continue };
                let spot = Spot::cell(row.line, place(table.name, &column.heading));
                harvest.cell(column.series, spot, (iso3, column.year), cell, 1.0);
            }
        }
        newest = columns.iter().map(|column| column.year).fold(newest, u16::max);
    }
    harvest.source("ti_cpi", &newest.to_string());
    Ok(())
}

/// Sheet and column.
fn place(sheet: &str, heading: &str) -> String {
    if sheet.is_empty() { heading.to_owned() } else { format!("{sheet}, {heading}") }
}
