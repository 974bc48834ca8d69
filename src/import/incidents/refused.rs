//! What of a table was not taken: where, why, and what would have been.

use std::collections::BTreeSet;

/// A row, or a column, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub line: u64,
    /// Of the cell that is at fault; empty where it is the row.
    pub column: String,
    pub fault: RowFault,
    /// What stands there. Of letters that cannot be seen their numbers, of a text too long its length.
    pub found: String,
    pub instead: Instead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// Nothing stands in it.
    Empty,
    /// There is no column that says what happened.
    NoTable,
    UnknownColumn,
    ColumnTwice,
    CellCount,
    OpenQuote,
    StrayQuote,
    BadId,
    IdTwice,
    /// It does not say what happened.
    NoWords,
    NotADate,
    /// It ends before it begins.
    EndsBefore,
    UnknownWord,
    UnknownCountry,
    /// How sure a fact is, without the fact.
    NoOrigin,
    NotANumber,
    BadGrade,
    TooManySources,
    TooLong,
    /// Letters that cannot be seen, or that turn the order of others.
    HiddenLetter,
}

/// What the cell could say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Instead {
    #[default]
    Nothing,
    /// The word that is nearest to what stands there.
    Nearest(String),
    /// All words of the column; of many only the first.
    OneOf { words: Vec<String>, are_all: bool },
}

impl RowFault {
    /// The head of a table is at fault, and no row of it.
    pub fn is_of_column(self) -> bool {
        self.is_of_table() || matches!(self, Self::UnknownColumn | Self::TooManySources)
    }

    /// Nothing can be read.
    pub fn is_of_table(self) -> bool {
        matches!(self, Self::Empty | Self::NoTable | Self::ColumnTwice)
    }
}

impl Refused {
    pub fn row(line: u64, fault: RowFault, found: &str) -> Self {
        Self {
            line,
            column: String::new(),
            fault,
            found: found.chars().map(visible).collect(),
            instead: Instead::Nothing,
        }
    }
}

/// Neither seen nor harmless: control characters but for tab and line ends, and what turns the direction of writing.
pub fn is_hidden(letter: char) -> bool {
    let turns = matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    turns || letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// A message must not do what the cell would have done.
fn visible(letter: char) -> String {
    match is_hidden(letter) {
        true => format!("U+{:04X}", u32::from(letter)),
        false => letter.to_string(),
    }
}

/// Rows that were refused, each once however many faults it has.
pub fn rows(refused: &[Refused]) -> usize {
    let of_rows = refused.iter().filter(|it| !it.fault.is_of_column());
    of_rows.map(|it| it.line).collect::<BTreeSet<_>>().len()
}

/// Columns that were left out.
pub fn columns(refused: &[Refused]) -> usize {
    refused.iter().filter(|it| it.fault.is_of_column() && !it.fault.is_of_table()).count()
}
