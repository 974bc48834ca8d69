//! What an import did, as data.

use kriterion_heart::intake::Fault;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an import would add, change and remove, and what it could not use.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// Paths under `assets/`.
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub gone: Vec<String>,
    /// Rows of the tables that were left out.
    pub rejected: Vec<Rejected>,
    /// What is wrong with the hand-made inputs.
    pub faults: Vec<Fault>,
    /// Words of the tables that the hand-made names do not translate, or translate from an older wording.
    pub untranslated: Vec<Untranslated>,
}

impl ImportReport {
    /// Compares what is there now with what should be there. Only files that `covered` claims can be gone.
    pub fn compare(
        &mut self,
        now: &BTreeMap<String, String>,
        files: &BTreeMap<String, String>,
        covered: impl Fn(&str) -> bool,
    ) {
        for (path, text) in files {
            match now.get(path) {
                None => self.added.push(path.clone()),
                Some(old) if old != text => self.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        self.gone = now
            .keys()
            .filter(|path| !files.contains_key(*path) && covered(path))
            .cloned()
            .collect();
    }
}

/// A row, or a whole table, that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    pub file: String,
    /// Counted from 1, the header included.
    pub line: u64,
    pub reason: Reason,
    /// What was found there.
    pub found: String,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
    /// Sheet and column, where file and line do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// How many rows have this fault; `line` is the first of them.
    #[serde(skip_serializing_if = "is_one")]
    pub times: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_one(times: &u64) -> bool {
    *times == 1
}

impl Rejected {
    pub fn new(file: &str, line: u64, reason: Reason, found: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            reason,
            found: found.to_owned(),
            nearest: None,
            at: None,
            times: 1,
        }
    }

    /// Adds the known name that is nearest to what was found.
    pub fn near(mut self, known: &BTreeSet<String>) -> Self {
        self.nearest =
            kriterion_heart::intake::fault::nearest(&self.found, known.iter().map(String::as_str));
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A table that everything else hangs on was not given.
    MissingTable,
    /// A table that the import does not know.
    UnknownTable,
    NotCsv,
    MissingColumn,
    CellCount,
    /// The header names a column more than once.
    ColumnTwice,
    Empty,
    UnknownCountry,
    UnknownSource,
    UnknownIndicator,
    UnknownTreaty,
    /// The row names another source than the series it belongs to.
    OtherSource,
    /// The row has another unit than the series it belongs to.
    OtherUnit,
    UnknownWord,
    NotANumber,
    /// No number from 1 to 8.
    NotACriterion,
    NotAYear,
    NotADate,
    /// An id that cannot be a file's name.
    BadId,
    /// The same key again in the same table; the first row counts.
    Twice,
    /// A territory, a group of states, an organisation, or a state that is no more.
    NotAState,
    /// The code of the row belongs to another state than its name.
    CodeAndNameDiffer,
    /// A comma or point that may be a decimal mark or divide thousands.
    AmbiguousNumber,
    /// Two different values for the same series, state and year; neither counts.
    Contradicted,
}

/// A text without translation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Untranslated {
    /// `indicators/fh_total`, `treaty_notes` and so on.
    pub what: String,
    /// The English words of the table.
    pub en: String,
    /// The English words that the translation was made for, where they differ.
    pub made_for: String,
}
