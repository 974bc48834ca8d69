//! What goes in and what comes out.

use crate::atlas::{Iso3, SourceCopy};
use crate::date::Date;
use crate::key::FactKey;
use crate::text::{Lang, Text};
use std::ops::Range;

/// A report as the proofreader reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    pub iso3: Iso3,
    pub lang: Lang,
    /// The day of the report: what is later is not yet.
    pub day: Date,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// `I.3`; empty where it is not known.
    pub section: String,
    pub kind: BlockKind,
    /// Of a row its cells with ` | ` between them.
    pub text: String,
    /// The paragraph or line of the source, from 1.
    pub line: usize,
    /// Written by the program from figures.
    pub is_generated: bool,
}

impl Block {
    pub fn new(section: &str, kind: BlockKind, text: impl Into<String>, line: usize) -> Self {
        let text = text.into();
        Self { section: section.to_owned(), kind, text, line, is_generated: false }
    }

    /// The row of a table; the first row of each table is its head.
    pub fn row(section: &str, cells: Vec<String>, line: usize) -> Self {
        let text = cells.join(BETWEEN_CELLS);
        Self::new(section, BlockKind::Row(cells), text, line)
    }
}

pub const BETWEEN_CELLS: &str = " | ";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    Heading(u8),
    Paragraph,
    Item,
    Row(Vec<String>),
    Caption,
}

/// Something that an author should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub kind: Kind,
    pub severity: Severity,
    pub block: usize,
    /// The words concerned, as bytes of the block's text.
    pub at: Range<usize>,
    pub says: Said,
    pub other: Other,
    pub fix: Option<Fix>,
    /// The same for the same kind and words, wherever they stand: an author keeps a finding by it.
    pub id: String,
}

/// What the text says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// As written.
    pub words: String,
    pub value: Option<f64>,
    pub year: Option<u16>,
    pub unit: String,
}

/// What stands against it.
#[derive(Debug, Clone, PartialEq)]
pub enum Other {
    /// The bundled data.
    Data(Box<Datum>),
    /// Another place of the report.
    Place {
        block: usize,
        at: Range<usize>,
        words: String,
    },
    /// Computed from what the text says.
    Computed {
        value: f64,
    },
    /// A list of the data or of the text: states, numbers, spellings.
    Words(String),
    /// A year, a day, an edition.
    Year(u16),
    Nothing,
}

/// A value of the data with its source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Datum {
    pub name: Text,
    pub value: Option<f64>,
    pub year: Option<u16>,
    pub unit: Text,
    /// What it says where it is no number: party, alleged.
    pub words: Text,
    pub source: SourceCopy,
    pub key: Option<FactKey>,
}

/// Other words for some bytes of the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub range: Range<usize>,
    pub replacement: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Contradicts the data.
    Error,
    /// Contradicts itself, or needs a look.
    Warning,
    /// Cannot be checked, or is a matter of form.
    Note,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! kinds {
    ($($name:ident $code:literal)*) => {
        /// What is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($name),* }

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

kinds! {
    WrongValue "wrong_value"
    WrongYear "wrong_year"
    WrongUnit "wrong_unit"
    Rounding "rounding"
    RankTotal "rank_total"
    OldValue "old_value"
    NotInData "not_in_data"
    FutureYear "future_year"
    Undated "undated"
    Sum "sum"
    Shares "shares"
    ShareOfTotal "share_of_total"
    PartAboveWhole "part_above_whole"
    Product "product"
    Ratio "ratio"
    TwoValues "two_values"
    TextAgainstTable "text_against_table"
    TwoTolls "two_tolls"
    TwoDates "two_dates"
    TwoCurrencies "two_currencies"
    Expired "expired"
    OldCurrent "old_current"
    OldEdition "old_edition"
    NotJoined "treaty_not_joined"
    IsJoined "treaty_joined"
    TreatyYear "treaty_year"
    NumberGap "number_gap"
    NumberTwice "number_twice"
    NoSuchNumber "no_such_number"
    TooCertain "too_certain"
    SummaryCertain "summary_certain"
    RepeatedParagraph "repeated_paragraph"
    RepeatedItem "repeated_item"
    Spelling "spelling"
    Neighbours "neighbours"
    DashMeanings "dash_meanings"
}
