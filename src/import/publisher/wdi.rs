//! World Bank, World Development Indicators: the CSV of the bulk and single downloads, and the export of DataBank.

use super::harvest::{Harvest, Spot};
use super::table::{Row, Table};
use super::{NotRead, PublisherKind};
use crate::import::report::Reason;
use std::collections::BTreeSet;

/// Both layouts have these; they call the indicator differently and put it before or after the state.
const STATE: [&str; 2] = ["Country Name", "Country Code"];
const INDICATOR: [[&str; 2]; 2] =
    [["Indicator Name", "Indicator Code"], ["Series Name", "Series Code"]];

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| header(table).is_some())
}

struct Columns {
    state: usize,
    code: usize,
    indicator: usize,
    indicator_code: usize,
    years: Vec<(usize, u16)>,
}

impl Columns {
    /// Whether a row has a state's code or a value.
    fn are_filled(&self, row: &Row) -> bool {
        !row.get(self.code).is_empty() || self.years.iter().any(|(at, _)| !row.get(*at).is_empty())
    }
}

fn header(table: &Table<'_>) -> Option<(Vec<Row>, Row, Columns)> {
    INDICATOR.iter().find_map(|[name, code]| {
        let (above, row) = table.header(&[STATE[0], STATE[1], name, code])?;
        let columns = Columns {
            state: row.find(STATE[0])?,
            code: row.find(STATE[1])?,
            indicator: row.find(name)?,
            indicator_code: row.find(code)?,
            years: row.years(),
        };
        Some((above, row, columns))
    })
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    for table in tables {
        let Some((above, header, columns)) = header(table) else { continue };
        if columns.years.is_empty() {
            let column = "1960".to_owned();
            return Err(NotRead::MissingColumn { kind: PublisherKind::WorldBankWdi, column });
        }
        let first = columns.years.iter().map(|(at, _)| *at).min().unwrap_or(0);
        harvest.tell_decimal(table, |at| at >= first);
        let mut updated = above.iter().find_map(last_updated);
        let mut announced = BTreeSet::new();
        // A quote that is not closed swallows the rows after it, of whatever series they are.
        let mut torn = false;
        for row in table.below(&header) {
            if let Some(cell) = row.cells.iter().find(|cell| cell.text.contains('\n')) {
                torn = true;
                let found = cell.text.trim();
                harvest.reject(Spot::line(row.line), Reason::CellCount, found);
                continue;
            }
            match row.get(columns.indicator_code) {
                "" if columns.are_filled(&row) => {
                    torn = true;
                    let found = row.get(columns.indicator);
                    harvest.reject(Spot::line(row.line), Reason::UnknownIndicator, found);
                }
                // DataBank signs its exports below the table.
                "" => updated = updated.or_else(|| last_updated(&row)),
                _ => take(&row, &columns, harvest, &mut announced),
            }
        }
        if torn {
            for code in &announced {
                if let Some(indicator) = harvest.catalogue.wdi.get(code) {
                    harvest.has_gap(&indicator.series);
                }
            }
        }
        harvest.source("wdi", &updated.unwrap_or_else(|| span(&columns.years)));
    }
    Ok(())
}

fn take(row: &Row, columns: &Columns, harvest: &mut Harvest<'_>, announced: &mut BTreeSet<String>) {
    let code = row.get(columns.indicator_code);
    let Some(indicator) = harvest.catalogue.wdi.get(code) else {
        return harvest.reject(Spot::line(row.line), Reason::UnknownIndicator, code);
    };
    let name = row.get(columns.indicator);
    if !name.contains(&indicator.says) {
        return harvest.reject(Spot::line(row.line), Reason::OtherUnit, &format!("{code}: {name}"));
    }
    let state = row.get(columns.state);
    let found = harvest.states.by_both(row.get(columns.code), state);
    let Some(iso3) = harvest.placed(row.line, state, found) else { return };
    let series = &indicator.series;
    if announced.insert(code.to_owned()) {
        harvest.announce(Spot::line(row.line), series, None);
    }
    if harvest.atlas.indicator(series).is_none() {
        return;
    }
    for (at, year) in &columns.years {
        if let Some(cell) = row.cells.get(*at) {
            harvest.cell(series, Spot::cell(row.line, year), (iso3, *year), cell, indicator.scale);
        }
    }
}

/// `Last Updated Date,2025-07-01,` above the table, `Last Updated: 07/01/2025` below it.
fn last_updated(row: &Row) -> Option<String> {
    let first = row.get(0);
    let date = match first.strip_prefix("Last Updated:") {
        Some(date) => date.trim(),
        None if first == "Last Updated Date" => row.get(1),
        None => return None,
    };
    (!date.is_empty()).then(|| date.to_owned())
}

/// `2010-2024`.
pub fn span(years: &[(usize, u16)]) -> String {
    let all = || years.iter().map(|(_, year)| *year);
    match (all().min(), all().max()) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (Some(only), _) => only.to_string(),
        (None, _) => String::new(),
    }
}
