//! What can be wrong with a file, as facts with a place.
//!
//! Knows no sentence of any language: the words are made at the edge, from the enum.

use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// A line and a column, both from 1; a column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

impl Place {
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A place in a named file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    pub file: String,
    pub line: u32,
    pub column: u32,
}

impl At {
    pub fn new(file: impl Into<String>, place: Place) -> Self {
        Self { file: file.into(), line: place.line, column: place.column }
    }
}

/// One thing wrong with a file, for a person to mend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    pub at: At,
    pub kind: FaultKind,
    pub severity: Severity,
}

impl Fault {
    pub fn new(file: &str, place: Place, kind: FaultKind) -> Self {
        let severity = kind.severity();
        Self { at: At::new(file, place), kind, severity }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is lost, but somebody should look.
    Warning,
    /// Something was left out because of it.
    Error,
}

/// The facts of a fault.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FaultKind {
    /// `found` is a short piece of the file; empty at its end.
    Syntax {
        expected: Expected,
        found: String,
    },
    /// A bracket, quote or comment (`*`) that nothing closes; `line` is where it opens.
    NotClosed {
        open: char,
        line: u32,
    },
    TooDeep,
    /// So many syntax faults that the rest of the file was not read.
    TooManyFaults,
    UnknownField {
        name: String,
        nearest: Option<String>,
    },
    MissingField {
        name: String,
    },
    FieldTwice {
        name: String,
        first: Place,
    },
    WrongKind {
        field: String,
        expected: Kind,
    },
    UnknownWord {
        field: String,
        word: String,
        nearest: Option<String>,
        allowed: Vec<String>,
    },
    /// A text without words in one language; `field` is the text's name.
    MissingLanguage {
        field: String,
        lang: Lang,
    },
    /// A string or list that may not be empty.
    Empty {
        field: String,
    },
    UnknownId {
        what: IdKind,
        id: String,
        nearest: Option<String>,
    },
    SameIdTwice {
        what: IdKind,
        id: String,
        first: At,
    },
    BadId {
        what: IdKind,
        id: String,
    },
    BadNumber {
        field: String,
        found: String,
    },
    BadDate {
        field: String,
        found: String,
    },
    ValueOutOfRange {
        field: String,
        value: f64,
        low: f64,
        high: f64,
    },
    Count {
        field: String,
        expected: u32,
        found: u32,
    },
    /// The question is asked only if it was answered itself.
    DependsOnItself {
        id: String,
    },
    MissingFile,
    /// A translation of words that stand nowhere.
    NothingToTranslate {
        words: String,
        nearest: Option<String>,
    },
    /// A file that no part of the program reads.
    UnknownFile {
        nearest: Option<String>,
    },
    UnknownCountry {
        iso3: String,
        nearest: Option<String>,
    },
    UnknownSource {
        id: String,
        nearest: Option<String>,
    },
    /// Not in the form of a data pack that this program reads; `found` is the word it begins with.
    NoPack {
        found: String,
    },
    /// `most` in megabytes.
    TooLarge {
        most: u32,
    },
    TooMuch {
        field: String,
        most: u32,
    },
    /// Single values of another source than that of the series: one series has one source.
    OtherSource {
        series: String,
        source: String,
        known: String,
    },
    /// The last step of a path has answers, or another one has none.
    LastStep,
    /// The program makes facts of the rows of this table, so that a pack cannot replace it.
    TableInUse {
        table: String,
    },
}

impl FaultKind {
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownFile { .. } | Self::NothingToTranslate { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// True if parts of the file were lost or may stand in the wrong bracket, so that what seems missing may be there.
    pub fn tears(&self) -> bool {
        matches!(
            self,
            Self::NotClosed { .. }
                | Self::TooDeep
                | Self::TooManyFaults
                | Self::Syntax { expected: Expected::EndOfFile, .. }
        )
    }
}

/// What the syntax asks for at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    Value,
    FieldName,
    Colon,
    /// A comma, or the end of what is open.
    Comma,
    /// Exactly one value, as in `Some(1)`.
    OneValue,
    /// One of `\n \r \t \0 \\ \" \' \x41 \u{e9}`.
    Escape,
    EndOfFile,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    String,
    Number,
    WholeNumber,
    YesOrNo,
    Word,
    List,
    Struct,
    Tuple,
    Map,
    /// `(en: "…", de: "…", fr: "…")`.
    Text,
}

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IdKind {
    Criterion,
    SubPoint,
    Question,
    Measure,
    ItemTag,
    ListEntry,
    SpecialGroup,
    /// An entry of the registry.
    Evidence,
    Source,
    Table,
    Series,
    Treaty,
    Embargo,
    Event,
    Contradiction,
    Method,
    /// A step or rule of a rating method.
    Rule,
    /// A number of a rating method.
    Number,
    /// A state or other land of the map.
    Land,
    /// A question, step or word of the end-use screen.
    EndUse,
    /// Treaties that are counted together.
    TreatyList,
}

/// Longer words have no neighbours worth the time.
const LONGEST_WORD: usize = 64;

/// The candidate that `word` was probably meant to be, if one is near enough.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let wanted: Vec<char> =
        word.chars().flat_map(char::to_lowercase).take(LONGEST_WORD + 1).collect();
    if wanted.is_empty() || wanted.len() > LONGEST_WORD {
        return None;
    }
    let limit = (wanted.len() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 4 * LONGEST_WORD)
        .map(|candidate| (distance(&wanted, candidate), candidate))
        .filter(|(steps, _)| *steps <= limit)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Letters to add, drop, change or swap with their neighbour; case does not count.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        for (j, to) in b.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let change = cell(&above, j) + usize::from(from != to);
            let mut best = change.min(cell(&above, j + 1) + 1).min(cell(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from);
            if swapped {
                best = best.min(cell(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let names = ["weight", "weigh", "concern", "C1-Q01", "M08b"];
        assert_eq!(nearest("wieght", names).as_deref(), Some("weight"));
        assert_eq!(nearest("Concern", names).as_deref(), Some("concern"));
        assert_eq!(nearest("concren", names).as_deref(), Some("concern"));
        assert_eq!(nearest("C1-Q1", names).as_deref(), Some("C1-Q01"));
        assert_eq!(nearest("M08", names).as_deref(), Some("M08b"));
        assert_eq!(nearest("papers", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), names), None);
    }
}
