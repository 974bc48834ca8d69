//! UNDP, Human Development Report: the complete time series of the composite indices. Of these, the index itself.

use super::NotRead;
use super::harvest::{Harvest, Spot};
use super::table::{Row, Table, year_of};
use crate::import::report::Reason;

const SERIES: &str = "hdi";
const CODE: &str = "iso3";
const NAME: &str = "country";

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| header(table).is_some())
}

/// The header, and the columns `hdi_1990` to the newest.
fn header(table: &Table<'_>) -> Option<(Row, Vec<(usize, u16)>)> {
    let (_, header) = table.header(&[CODE, NAME, "hdicode"])?;
    let year = |text: &str| text.trim().strip_prefix("hdi_").and_then(year_of);
    let years: Vec<_> = header
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| year(&cell.text).map(|year| (at, year)))
        .collect();
    (!years.is_empty()).then_some((header, years))
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    for table in tables {
        let Some((header, years)) = header(table) else { continue };
        let (code, name) = (header.find(CODE).unwrap_or(0), header.find(NAME).unwrap_or(1));
        harvest.tell_decimal(table, |at| at >= 4);
        if harvest.announce(Spot::line(header.line), SERIES, None).is_none() {
            continue;
        }
        for row in table.below(&header) {
            // `ZZA.VHHD` and the like are groups of states.
            if row.get(code).contains('.') {
                harvest.reject(Spot::line(row.line), Reason::NotAState, row.get(name));
                continue;
            }
            let found = harvest.states.by_both(row.get(code), row.get(name));
            let Some(iso3) = harvest.placed(row.line, row.get(name), found) else { continue };
            for (at, year) in &years {
                if let Some(cell) = row.cells.get(*at) {
                    let spot = Spot::cell(row.line, format!("hdi_{year}"));
                    harvest.cell(SERIES, spot, (iso3, *year), cell, 1.0);
                }
            }
        }
        harvest.source("undp_hdr", &super::wdi::span(&years));
    }
    Ok(())
}
