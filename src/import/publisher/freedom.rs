//! Freedom House, Freedom in the World: the workbook of all data since 2013.

use super::harvest::{Harvest, Spot};
use super::table::{Row, Table, year_of};
use super::{NotRead, PublisherKind};
use crate::import::report::Reason;
use kriterion_heart::atlas::{Qualifier, ValueStatus};
use kriterion_heart::pack::PackPoint;

const NAME: &str = "Country/Territory";
const HEADINGS: [&str; 4] = [NAME, "C/T", "Edition", "Status"];

/// Columns of figures, and our series.
const FIGURES: [(&str, &str); 3] =
    [("Total", "fh_total"), ("PR", "fh_political_rights"), ("CL", "fh_civil_liberties")];
const STATUS: &str = "fh_status";

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| table.header(&HEADINGS).is_some())
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    let mut years = Vec::new();
    for table in tables {
        let Some((_, header)) = table.header(&HEADINGS) else { continue };
        let at = |heading: &str| {
            let column = heading.to_owned();
            let kind = PublisherKind::FreedomHouse;
            header.find(heading).ok_or(NotRead::MissingColumn { kind, column })
        };
        let [name, of, edition, status] = [at(NAME)?, at("C/T")?, at("Edition")?, at("Status")?];
        let mut figures = Vec::new();
        for (heading, series) in FIGURES {
            figures.push((at(heading)?, heading, series));
        }
        harvest.tell_decimal(table, |at| at >= 4);
        let series = FIGURES.iter().map(|(_, series)| *series).chain([STATUS]);
        let known = series.filter_map(|id| harvest.announce(Spot::line(header.line), id, None));
        let is_known = known.count() == FIGURES.len() + 1;
        if !is_known {
            continue;
        }
        for row in table.below(&header) {
            let Some(year) = year_of(row.get(edition)) else {
                FIGURES.iter().for_each(|(_, series)| harvest.has_gap(series));
                harvest.has_gap(STATUS);
                harvest.reject(Spot::cell(row.line, "Edition"), Reason::NotAYear, row.get(edition));
                continue;
            };
            // `c` is a country, `t` a territory, which is rated apart.
            if row.get(of) == "t" {
                harvest.reject(Spot::line(row.line), Reason::NotAState, row.get(name));
                continue;
            }
            let Some(iso3) = harvest.state(row.line, row.get(name)) else { continue };
            years.push((0, year));
            for (at, heading, series) in &figures {
                if let Some(cell) = row.cells.get(*at) {
                    harvest.cell(series, Spot::cell(row.line, heading), (iso3, year), cell, 1.0);
                }
            }
            rank(&row, status, harvest, (iso3, year));
        }
    }
    harvest.source("freedom_house", &super::wdi::span(&years));
    Ok(())
}

/// Free, partly free, not free, as the series codes them.
fn rank(
    row: &Row,
    at: usize,
    harvest: &mut Harvest<'_>,
    (iso3, year): (kriterion_heart::atlas::Iso3, u16),
) {
    let spot = Spot::cell(row.line, "Status");
    let value = match row.get(at) {
        "F" => 1.0,
        "PF" => 2.0,
        "NF" => 3.0,
        "" => return,
        word => {
            harvest.has_gap(STATUS);
            return harvest.reject(spot, Reason::UnknownWord, word);
        }
    };
    let (status, qualifier) = (ValueStatus::Present, Qualifier::Firm);
    harvest.point(STATUS, spot, PackPoint { iso3, year, value: Some(value), status, qualifier });
}
