//! SIPRI Arms Transfers Database: tables of trend-indicator values by partner and year.
//!
//! What a table is about stands in its title: `TIV of arms exports to Kazakhstan, 2010-2024`. A 0 is a delivery of less
//! than half a million, an empty cell none that is known; the two are kept apart.

use super::figures::{Figure, read as figure};
use super::harvest::{Harvest, Spot};
use super::table::{Row, Table};
use super::{NotRead, PublisherKind};
use crate::import::report::Reason;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::text::fold;

const IMPORTS: &str = "arms_imports_tiv";
const EXPORTS: &str = "arms_exports_tiv";

pub fn knows(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| header(table).is_some())
}

/// The rows above, and the header: years behind an empty cell or the word for a partner.
fn header(table: &Table<'_>) -> Option<(Vec<Row>, Row)> {
    const MOST_ABOVE: usize = 40;
    let mut above: Vec<Row> = Vec::new();
    for row in table.rows().take(MOST_ABOVE) {
        if row.years().len() > 1 || (row.years().len() == 1 && row.find("Total").is_some()) {
            let says = |words: &str| above.iter().any(|row| fold(&line(row)).contains(words));
            let is_one = says("trend indicator value")
                || says("trend-indicator value")
                || says("tiv of arms");
            return is_one.then_some((above, row));
        }
        above.push(row);
    }
    None
}

/// A line above the table as it was before commas split it.
fn line(row: &Row) -> String {
    let cells: Vec<&str> =
        row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
    cells.join(", ")
}

/// What a table lists.
#[derive(Debug, PartialEq, Eq)]
enum About {
    /// Suppliers of one recipient.
    SuppliersOf(String),
    /// Recipients of one supplier.
    RecipientsOf(String),
    AllSuppliers,
    AllRecipients,
}

pub fn read(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    for table in tables {
        let Some((above, header)) = header(table) else { continue };
        let Some(about) = about(&above, header.get(0)) else {
            let column = "TIV of arms exports to / from".to_owned();
            return Err(NotRead::MissingColumn { kind: PublisherKind::SipriTiv, column });
        };
        harvest.source("sipri_at", &super::wdi::span(&header.years()));
        harvest.tell_decimal(table, |at| at >= 1);
        let mut knows = |series| harvest.announce(Spot::line(header.line), series, None).is_some();
        let (imports, exports) = (knows(IMPORTS), knows(EXPORTS));
        match about {
            About::AllSuppliers if exports => all(table, &header, harvest, EXPORTS),
            About::AllRecipients if imports => all(table, &header, harvest, IMPORTS),
            About::SuppliersOf(state) if imports => {
                let partners =
                    ("tiv_suppliers", IMPORTS, ["supplier_iso3", "supplier", "year", "tiv"]);
                of_one(table, &header, harvest, &state, partners);
            }
            About::RecipientsOf(state) if exports => {
                let partners =
                    ("tiv_recipients", EXPORTS, ["recipient_iso3", "recipient", "year", "tiv"]);
                of_one(table, &header, harvest, &state, partners);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Reads the title. `rows` is the heading of the first column where the export has one.
fn about(above: &[Row], rows: &str) -> Option<About> {
    let title = above.iter().map(line).find(|line| {
        let folded = fold(line);
        folded.contains("arms")
            && (folded.contains(" from ") || folded.contains(" to ") || folded.contains(" by "))
    })?;
    let after = |word: &str| -> Option<String> {
        let (_, rest) = title.split_once(word)?;
        let mut end = rest.len();
        for stop in [" from ", " to ", ". ", " for "] {
            end = end.min(rest.find(stop).unwrap_or(end));
        }
        let rest = rest.get(..end)?;
        // `Korea, South, 2010-2024`: the name goes up to the years.
        let parts: Vec<&str> = rest
            .split(", ")
            .take_while(|part| !part.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        Some(parts.join(", ").trim().to_owned())
    };
    let is_all = |name: &String| {
        matches!(
            fold(name).as_str(),
            "all" | "all countries" | "all suppliers" | "all recipients" | "world"
        )
    };
    let supplier = after(" from ");
    let recipient = after(" to ").or_else(|| after(" by "));
    let one_supplier = supplier.clone().filter(|name| !is_all(name));
    let one_recipient = recipient.clone().filter(|name| !is_all(name));
    match (one_supplier, one_recipient, fold(rows).as_str()) {
        (Some(_), Some(_), _) => None,
        (None, Some(state), "" | "supplier" | "suppliers") => Some(About::SuppliersOf(state)),
        (Some(state), None, "" | "recipient" | "recipients") => Some(About::RecipientsOf(state)),
        (None, None, "supplier" | "suppliers") => Some(About::AllSuppliers),
        (None, None, "recipient" | "recipients") => Some(About::AllRecipients),
        (None, None, "") if supplier.is_some() && recipient.is_none() => Some(About::AllSuppliers),
        (None, None, "") if recipient.is_some() && supplier.is_none() => Some(About::AllRecipients),
        _ => None,
    }
}

/// A row for each state: a series.
fn all(table: &Table<'_>, header: &Row, harvest: &mut Harvest<'_>, series: &str) {
    let years = header.years();
    for row in table.below(header) {
        if years.iter().all(|(at, _)| row.get(*at).is_empty()) {
            continue;
        }
        let Some(iso3) = harvest.state(row.line, row.get(0)) else { continue };
        for (at, year) in &years {
            if let Some(cell) = row.cells.get(*at) {
                harvest.cell(series, Spot::cell(row.line, year), (iso3, *year), cell, 1.0);
            }
        }
    }
}

/// A row for each partner of one state: a table, and its last row a series.
fn of_one(
    table: &Table<'_>,
    header: &Row,
    harvest: &mut Harvest<'_>,
    state: &str,
    (id, series, columns): (&str, &str, [&str; 4]),
) {
    let Some(iso3) = harvest.state(1, state) else { return };
    let years = header.years();
    let mut rows = Vec::new();
    for row in table.below(header) {
        let partner = row.get(0).to_owned();
        if years.iter().all(|(at, _)| row.get(*at).is_empty()) {
            continue;
        }
        if fold(&partner) == "total" {
            total(&row, &years, harvest, iso3, series);
            continue;
        }
        let code = harvest.partner(&partner);
        for (at, year) in &years {
            let Some(cell) = row.cells.get(*at) else { continue };
            match figure(cell, harvest.decimal) {
                Ok(Figure::Value { value, .. }) => {
                    rows.push(vec![
                        code.clone(),
                        partner.clone(),
                        year.to_string(),
                        value.to_string(),
                    ]);
                }
                Ok(_) => {}
                Err(_) => {
                    harvest.reject(Spot::cell(row.line, year), Reason::NotANumber, &cell.text)
                }
            }
        }
    }
    harvest.table(iso3, id, &columns, rows);
}

fn total(row: &Row, years: &[(usize, u16)], harvest: &mut Harvest<'_>, iso3: Iso3, series: &str) {
    for (at, year) in years {
        if let Some(cell) = row.cells.get(*at) {
            harvest.cell(series, Spot::cell(row.line, year), (iso3, *year), cell, 1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::publisher::table::Cell;

    fn told(title: &str, rows: &str) -> Option<About> {
        let cells = title.split(", ").map(|text| Cell { text: text.to_owned(), ..Cell::default() });
        about(&[Row { line: 1, cells: cells.collect() }], rows)
    }

    #[test]
    fn a_title_says_what_the_rows_are() {
        let of = |state: &str| state.to_owned();
        assert_eq!(
            told("TIV of arms exports to Kazakhstan, 2010-2024", ""),
            Some(About::SuppliersOf(of("Kazakhstan")))
        );
        assert_eq!(
            told("TIV of arms exports to Korea, South, 2010-2024", ""),
            Some(About::SuppliersOf(of("Korea, South")))
        );
        assert_eq!(
            told("TIV of arms exports from Russia, 2010-2024", ""),
            Some(About::RecipientsOf(of("Russia")))
        );
        assert_eq!(told("TIV of arms exports from all, 2010-2024", ""), Some(About::AllSuppliers));
        assert_eq!(told("TIV of arms imports by all, 2010-2024", ""), Some(About::AllRecipients));
        assert_eq!(
            told(
                "Transfers of major conventional arms from All countries to All countries",
                "Recipient"
            ),
            Some(About::AllRecipients)
        );
        assert_eq!(
            told("Transfers of major conventional arms from China to All countries", "Recipient"),
            Some(About::RecipientsOf(of("China")))
        );
        // Nothing is concluded where two readings are possible.
        assert_eq!(told("TIV of arms exports from Russia to Kazakhstan, 2010-2024", ""), None);
        assert_eq!(told("Transfers of arms from All countries to All countries", ""), None);
        assert_eq!(told("TIV of arms exports", ""), None);
    }
}
