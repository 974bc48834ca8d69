//! Rows of a report's table, for people: which cells say something, in which language.

use crate::atlas::{Citation, FactTable, Translations};
use crate::text::{Lang, Text};

/// Columns that say where a row is from, not what it says.
const ORIGIN: [&str; 10] = [
    "row_id",
    "criteria",
    "as_of_year",
    "as_of_basis",
    "source_cited",
    "source_url",
    "seed_file",
    "seed_ref",
    "seed_line",
    "conflict_id",
];
/// Columns that sort rows, so that they do not name them.
const SORTING: [&str; 8] =
    ["kind", "direction", "level", "certainty", "year", "unit", "type", "number"];
/// Columns of tables whose rows are known as events, contradictions, names or tables themselves.
const KNOWN_OTHERWISE: [&str; 4] = ["id", "conflict_id", "canonical_en", "file"];
/// As many cells name a row; the others are detail.
const NAMING: usize = 3;

/// True for a table whose rows are facts of their own.
pub fn is_own(table: &FactTable) -> bool {
    table.columns.first().is_some_and(|column| !KNOWN_OTHERWISE.contains(&column.as_str()))
}

/// Whether a column may name a row.
fn names(column: &str) -> bool {
    !SORTING.contains(&column) && !column.ends_with("_iso3") && !column.ends_with("_type")
}

/// The first cells that name a row, in each language.
pub fn label(said: &Translations, table: &FactTable, row: &[String]) -> Text {
    let label = telling(said, table, row, |column, before| names(column) && before < NAMING);
    if label.is_empty() { telling(said, table, row, |_, _| true) } else { label }
}

/// All telling cells but those that name the row.
pub fn detail(said: &Translations, table: &FactTable, row: &[String]) -> Text {
    telling(said, table, row, |column, before| !names(column) || before >= NAMING)
}

/// The cells that are wanted; `wanted` gets the column and how many naming ones stand before it.
fn telling(
    said: &Translations,
    table: &FactTable,
    row: &[String],
    wanted: impl Fn(&str, usize) -> bool,
) -> Text {
    let of = |other: &str, lang| {
        let mut naming = 0;
        let mut told = Vec::new();
        for (column, cell) in cells(table, row, other) {
            if wanted(column, naming) {
                told.push(said.word(cell, lang));
            }
            naming += usize::from(names(column));
        }
        told.join(" · ")
    };
    // The tables have no French, so that it is made of the English.
    Text { en: of("_de", Lang::En), de: of("_en", Lang::De), fr: of("_de", Lang::Fr) }
}

/// The cells that are no origin, without those of the language `other` where they stand in the own one too.
fn cells<'a>(
    table: &'a FactTable,
    row: &'a [String],
    other: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let own = if other == "_en" { "_de" } else { "_en" };
    table.columns.iter().zip(row).filter_map(move |(column, cell)| {
        let doubled = column.strip_suffix(other).is_some_and(|stem| {
            table
                .column(&format!("{stem}{own}"))
                .and_then(|at| row.get(at))
                .is_some_and(|cell| !cell.is_empty())
        });
        let speaks = !cell.trim().is_empty()
            && !ORIGIN.contains(&column.as_str())
            && !column.ends_with("_code");
        (speaks && !doubled).then_some((column.as_str(), cell.trim()))
    })
}

/// Every telling cell of every language, for searching.
pub fn words(table: &FactTable, row: &[String]) -> String {
    let cells: Vec<&str> = table
        .columns
        .iter()
        .zip(row)
        .filter(|(column, cell)| !cell.is_empty() && !ORIGIN.contains(&column.as_str()))
        .map(|(_, cell)| cell.as_str())
        .collect();
    cells.join(" ")
}

/// The year that a row is about, or was said in.
pub fn year(table: &FactTable, row: &[String]) -> Option<u16> {
    ["year", "order_year", "date", "as_of_year"]
        .into_iter()
        .find_map(|column| table.cell(row, column).get(..4).and_then(|digits| digits.parse().ok()))
}

pub fn citation(table: &FactTable, row: &[String]) -> Citation {
    let cell = |column: &str| table.cell(row, column).to_owned();
    Citation {
        source: cell("source_cited"),
        url: cell("source_url"),
        document: cell("seed_file"),
        place: cell("seed_ref"),
        line: table.cell(row, "seed_line").parse().ok(),
    }
}
