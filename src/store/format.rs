//! `dossier.ron` and `log.ron`: the outermost enum is the format number.
//!
//! A format that has been released is never changed: a new one gets a new variant, and the old types are frozen beside it.

use crate::store::OpenProblem;
use crate::store::log::{self, LogEntry};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::signoff::SignOff;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

/// The newest formats that this program writes.
pub const NEWEST: u32 = 1;
const NEWEST_LOG: u32 = 2;
const NEWEST_SIGNATURES: u32 = 1;

#[derive(Serialize, Deserialize)]
enum DossierFile<D> {
    V1(D),
}

#[derive(Serialize, Deserialize)]
enum LogFile {
    V1(Vec<v1::LogEntry>),
    V2(Log),
}

#[derive(Serialize, Deserialize)]
enum SignaturesFile {
    V1(Vec<SignOff>),
}

/// The log as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub entries: Vec<LogEntry>,
    /// Hash of the last entry, so that a change to it shows, too; empty in a file of an older program.
    pub end: String,
}

/// Formats of the past. Nothing here is ever changed.
mod v1 {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct LogEntry {
        pub at: u64,
        pub who: String,
        pub what: Vec<String>,
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn pretty() -> ron::ser::PrettyConfig {
    ron::ser::PrettyConfig::new()
        .indentor("  ".to_owned())
        .new_line("\n".to_owned())
        .escape_strings(true)
}

pub fn dossier_to_ron(dossier: &Dossier) -> Result<String, String> {
    options()
        .to_string_pretty(&DossierFile::V1(dossier), pretty())
        .map_err(|error| error.to_string())
}

pub fn log_to_ron(log: &[LogEntry]) -> Result<String, String> {
    let end = log.last().map_or_else(String::new, LogEntry::hash);
    options()
        .to_string_pretty(&LogFile::V2(Log { entries: log.to_vec(), end }), pretty())
        .map_err(|error| error.to_string())
}

pub fn dossier_from_ron(text: &str) -> Result<Dossier, OpenProblem> {
    known(text, NEWEST)?;
    let DossierFile::V1(dossier) = options().from_str(text).map_err(|error| garbled(&error))?;
    Ok(dossier)
}

/// Entries of an older program get their hashes now; that they are unchanged since then is not known.
pub fn log_from_ron(text: &str) -> Result<Log, OpenProblem> {
    known(text, NEWEST_LOG)?;
    match options().from_str(text).map_err(|error| garbled(&error))? {
        LogFile::V2(log) => Ok(log),
        LogFile::V1(old) => {
            let mut entries = Vec::new();
            for entry in old {
                log::append(&mut entries, entry.at, &entry.who, entry.what, String::new());
            }
            Ok(Log { entries, end: String::new() })
        }
    }
}

/// Nothing where nobody has signed.
pub fn signatures_to_ron(steps: &[SignOff]) -> Result<String, String> {
    if steps.is_empty() {
        return Ok(String::new());
    }
    options()
        .to_string_pretty(&SignaturesFile::V1(steps.to_vec()), pretty())
        .map_err(|error| error.to_string())
}

pub fn signatures_from_ron(text: &str) -> Result<Vec<SignOff>, OpenProblem> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    known(text, NEWEST_SIGNATURES)?;
    let SignaturesFile::V1(steps) = options().from_str(text).map_err(|error| garbled(&error))?;
    Ok(steps)
}

/// A file of a later program is refused before it is read.
fn known(text: &str, newest: u32) -> Result<(), OpenProblem> {
    match format_number(text) {
        Some(found) if found > newest => Err(OpenProblem::Newer { found, known: newest }),
        _ => Ok(()),
    }
}

/// The number behind the `V` that a file begins with.
fn format_number(text: &str) -> Option<u32> {
    let digits = text.trim_start().strip_prefix('V')?;
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    digits.get(..end)?.parse().ok()
}

fn garbled(error: &ron::error::SpannedError) -> OpenProblem {
    OpenProblem::Garbled {
        line: error.span.start.line,
        column: error.span.start.col,
        why: error.code.to_string(),
    }
}
