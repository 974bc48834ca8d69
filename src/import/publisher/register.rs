//! SIPRI Arms Transfers Database: the trade register, as of today and as it was exported until 2023.
//!
//! Today estimates have columns of their own, before they had a `?` in a column without heading, and in the oldest exports
//! brackets. Here they all have brackets.

use super::harvest::{Harvest, Spot};
use super::table::{Row, Table, year_of};
use super::{NotRead, PublisherKind};
use crate::import::report::Reason;
use kriterion_heart::atlas::Iso3;
use std::collections::BTreeMap;

/// Our columns, and the headings of the publisher, newest first.
const COLUMNS: [(&str, &[&str]); 12] = [
    ("id", &["SIPRI AT Database ID"]),
    ("designation", &["Designation", "Weapon designation"]),
    ("description", &["Description", "Weapon description"]),
    ("category", &["Armament category"]),
    ("ordered", &["Number ordered", "Numbers ordered", "No. ordered"]),
    ("order_year", &["Order date", "Year of order", "Year(s) of order"]),
    (
        "delivered",
        &["Numbers delivered", "Number delivered", "No. delivered", "No. delivered/produced"],
    ),
    ("delivery_years", &["Delivery year", "Year(s) of delivery", "Year(s) of deliveries"]),
    ("status", &["Status"]),
    ("tiv_unit", &["TIV deal unit", "SIPRI TIV per unit"]),
    ("tiv_delivered", &["TIV delivery values", "SIPRI TIV of delivered weapons"]),
    ("comments", &["Comments"]),
];
const NEEDED: [&str; 3] = ["designation", "order_year", "delivery_years"];
const SUPPLIER: &str = "Supplier";
const RECIPIENT: &str = "Recipient";
const TABLE: &str = "arms_register";

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| header(table).is_some())
}

fn header(table: &Table<'_>) -> Option<Row> {
    ["Designation", "Weapon designation"]
        .iter()
        .find_map(|designation| table.header(&[SUPPLIER, RECIPIENT, designation]))
        .map(|(_, header)| header)
}

/// Where one of our columns stands, and where its mark of an estimate, if any.
struct Column {
    name: &'static str,
    at: usize,
    estimate: Option<usize>,
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    for table in tables {
        let Some(header) = header(table) else { continue };
        let columns = columns(&header);
        if let Some(missing) =
            NEEDED.iter().find(|name| !columns.iter().any(|column| column.name == **name))
        {
            let kind = PublisherKind::SipriRegister;
            return Err(NotRead::MissingColumn { kind, column: (*missing).to_owned() });
        }
        let (supplier, recipient) =
            (header.find(SUPPLIER).unwrap_or(0), header.find(RECIPIENT).unwrap_or(0));
        let mut of: BTreeMap<Iso3, Vec<Vec<String>>> = BTreeMap::new();
        let mut years = Vec::new();
        let mut above = [String::new(), String::new()];
        for row in table.below(&header) {
            // In tables with merged cells a name stands only on the first of its rows.
            for (at, name) in [supplier, recipient].into_iter().zip(&mut above) {
                if !row.get(at).is_empty() {
                    row.get(at).clone_into(name);
                }
            }
            let [seller, buyer] = &above;
            let Some(iso3) = harvest.state(row.line, buyer) else { continue };
            let Some(cells) = cells(&row, &columns, harvest, &mut years) else { continue };
            let code = harvest.partner(seller);
            of.entry(iso3).or_default().push([vec![code, seller.clone()], cells].concat());
        }
        harvest.source("sipri_at", &super::wdi::span(&years));
        let mut names = vec!["supplier_iso3", "supplier"];
        names.extend(columns.iter().map(|column| column.name));
        for (iso3, rows) in of {
            harvest.table(iso3, TABLE, &names, rows);
        }
    }
    Ok(())
}

fn columns(header: &Row) -> Vec<Column> {
    let place = |(name, headings): &(&'static str, &[&str])| {
        let at = headings.iter().find_map(|heading| header.find(heading))?;
        let own =
            headings.iter().find_map(|heading| header.find(&format!("{heading} is estimate")));
        let beside =
            (at + 1 < header.cells.len() && header.get(at + 1).is_empty()).then_some(at + 1);
        Some(Column { name, at, estimate: own.or(beside) })
    };
    COLUMNS.iter().filter_map(place).collect()
}

/// The cells of a row, estimates in brackets. `None` for a row whose years are none.
fn cells(
    row: &Row,
    columns: &[Column],
    harvest: &mut Harvest<'_>,
    years: &mut Vec<(usize, u16)>,
) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut has_estimate = false;
    for column in columns {
        // Some exports end each line with a semicolon.
        let text = row.get(column.at).trim_end_matches(';').trim();
        let is_marked = column.estimate.is_some_and(|at| is_yes(row.get(at)));
        let bare =
            text.trim_end_matches('?').trim_end().trim_start_matches('(').trim_end_matches(')');
        let is_estimate =
            is_marked || text.ends_with('?') || (text.starts_with('(') && text.ends_with(')'));
        let is_figure = !matches!(
            column.name,
            "designation" | "description" | "comments" | "category" | "status" | "id"
        );
        if column.name.contains("year") {
            for part in
                bare.split([';', ',', '-', '–']).map(str::trim).filter(|part| !part.is_empty())
            {
                let part = part.trim_start_matches('(').trim_end_matches(')');
                let Some(year) = year_of(part) else {
                    harvest.reject(Spot::cell(row.line, column.name), Reason::NotAYear, text);
                    return None;
                };
                if column.name == "delivery_years" {
                    years.push((0, year));
                }
            }
        }
        let is_bracketed = is_figure && is_estimate && !bare.is_empty();
        has_estimate |= is_bracketed;
        cells.push(if is_bracketed { format!("({bare})") } else { text.to_owned() });
    }
    if has_estimate {
        harvest.estimate();
    }
    Some(cells)
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "yes" | "true" | "1" | "?" | "y")
}
