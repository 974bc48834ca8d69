//! The incident ledger as a table: CSV as RFC 4180 has it, in UTF-8. `docs/incident-table.md` describes the columns.
//!
//! What is written is read back exactly. A row with a fault is refused as a whole and told with its line; it stays in
//! its file. Cells that a spreadsheet would run as a formula are made harmless.

mod cells;
mod entry;
mod known;
mod read;
mod refused;
mod rows;
mod write;

#[cfg(test)]
mod tests;

use super::publisher::{NotRead, text};

pub use self::read::{Taken, read, take_in};
pub use self::refused::{Instead, Refused, RowFault};
pub use self::write::write;

/// The text of a file. Spreadsheets also write UTF-16 and Windows-1252; neither loses a letter here.
pub fn text_of(bytes: &[u8]) -> Result<String, NotRead> {
    text::decoded(bytes).map(std::borrow::Cow::into_owned)
}

/// The columns of an entry, in the order in which they are written; after them those of its sources.
const COLUMNS: [&str; 25] = [
    "id",
    "reviewed_on",
    "reviewed_by",
    "date",
    "until",
    "timing",
    "country",
    "place",
    "actor",
    "unit",
    "what",
    "rules",
    "item_tags",
    "equipment",
    "killed",
    "injured",
    "detained",
    "finding",
    "response",
    "response_note",
    "end_user",
    "pattern",
    "criteria",
    "questions",
    "evidence",
];
/// Where an entry came from.
const ORIGIN: [&str; 2] = ["origin", "certainty"];
/// `source_1_title`, and so on for each source.
const SOURCE: [&str; 5] = ["title", "place", "url", "date", "grade"];

/// Sources of one entry. A table of so many columns nobody reads.
const MOST_SOURCES: usize = 40;

fn source_column(number: usize, name: &str) -> String {
    format!("source_{number}_{name}")
}
