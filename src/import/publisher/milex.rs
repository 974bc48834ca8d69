//! SIPRI Military Expenditure Database: the workbook with one sheet per unit.
//!
//! SIPRI prints its estimates in blue and what is highly uncertain in red; there is no other mark.

use super::figures::{Figure, read as figure};
use super::harvest::{Harvest, Spot};
use super::table::{Cell, Row, Table};
use super::{Decimal, NotRead, PublisherKind, Remark};
use crate::import::report::Reason;
use kriterion_heart::atlas::Qualifier;

pub fn knows(tables: &[Table<'_>]) -> bool {
    let has = |name: &str| tables.iter().any(|table| table.name == name && header(table).is_some());
    has("Share of GDP") && (has("Current US$") || has("Share of Govt. spending"))
}

/// `Country`, somewhere after it `Notes`, then the years.
fn header(table: &Table<'_>) -> Option<Row> {
    table.header(&["Country"]).map(|(_, row)| row).filter(|row| !row.years().is_empty())
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    let (mut years, mut is_coloured) = (Vec::new(), false);
    for sheet in &harvest.catalogue.milex {
        let fits = |table: &&Table<'_>| prices(&sheet.sheet, table.name).is_some();
        let Some(table) = tables.iter().find(fits) else { continue };
        let Some(header) = header(table) else {
            let column = format!("{}: Country", table.name);
            return Err(NotRead::MissingColumn { kind: PublisherKind::SipriMilex, column });
        };
        let prices = prices(&sheet.sheet, table.name).flatten();
        let spot = Spot::cell(header.line, table.name);
        if sheet.scale == 100.0 && !are_fractions(table, &header, harvest.decimal) {
            harvest.reject(spot, Reason::OtherUnit, table.name);
            continue;
        }
        let Some(series) = harvest.announce(spot, &sheet.series, prices) else { continue };
        years.extend(header.years());
        for row in table.below(&header) {
            is_coloured |= take(&row, table.name, &header, harvest, (&series, sheet.scale));
        }
    }
    if !is_coloured {
        harvest.remark(Remark::EstimateMarksLost);
    }
    harvest.source("sipri_milex", &super::wdi::span(&years));
    Ok(())
}

/// Whether a sheet's name fits a pattern, and the year of prices that stands for its `*`.
fn prices(pattern: &str, name: &str) -> Option<Option<u16>> {
    let Some((before, after)) = pattern.split_once('*') else {
        return (pattern == name).then_some(None);
    };
    let year = name.strip_prefix(before)?.strip_suffix(after)?;
    super::table::year_of(year).map(Some)
}

/// Shares are stored as fractions and only shown as percent. In percent most are above one half, as fractions hardly any.
/// A sheet without figures shows neither.
fn are_fractions(table: &Table<'_>, header: &Row, decimal: Decimal) -> bool {
    let years = header.years();
    let share = |cell: &Cell| match figure(cell, decimal) {
        Ok(Figure::Value { value, percent: true, .. }) => Some(value / 100.0),
        Ok(Figure::Value { value, .. }) => Some(value),
        _ => None,
    };
    let mut values: Vec<f64> = table
        .below(header)
        .flat_map(|row| {
            years.iter().filter_map(|(at, _)| share(row.cells.get(*at)?)).collect::<Vec<_>>()
        })
        .collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).is_some_and(|middle| *middle < 0.5)
}

/// Takes a row; true where it has a coloured value.
fn take(
    row: &Row,
    sheet: &str,
    header: &Row,
    harvest: &mut Harvest<'_>,
    (series, scale): (&str, f64),
) -> bool {
    let name = row.get(header.find("Country").unwrap_or(0));
    let years = header.years();
    let cells = || years.iter().filter_map(|(at, year)| Some((*year, row.cells.get(*at)?)));
    // The name of a region stands alone in its row.
    if cells().all(|(_, cell)| cell.text.trim().is_empty()) {
        return false;
    }
    let Some(iso3) = harvest.state(row.line, name) else { return false };
    let mut is_coloured = false;
    for (year, cell) in cells() {
        let spot = Spot::cell(row.line, format!("{sheet}, {year}"));
        match figure(cell, harvest.decimal) {
            Ok(Figure::Value { value, qualifier, percent }) => {
                let is_estimate = is_estimate(cell);
                is_coloured |= is_estimate;
                let qualifier = if is_estimate { Qualifier::Estimate } else { qualifier };
                let figure = Figure::Value { value, qualifier, percent };
                harvest.figure(series, spot, (iso3, year), figure, scale);
            }
            Ok(other) => harvest.figure(series, spot, (iso3, year), other, scale),
            Err(unreadable) => harvest.unreadable(series, spot, unreadable, &cell.text),
        }
    }
    is_coloured
}

/// Blue or red letters, in whatever shade.
fn is_estimate(cell: &Cell) -> bool {
    const CLEARLY: u8 = 60;
    cell.colour.is_some_and(|(red, green, blue)| {
        let most = red.max(blue);
        most.saturating_sub(green) > CLEARLY && red.abs_diff(blue) > CLEARLY
    })
}
