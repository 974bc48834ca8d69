//! `dossier.ron` and `log.ron`: the outermost enum is the format number.
//!
//! A format that has been released is never changed: a new one gets a new variant, and the old types are frozen beside it.

use crate::store::OpenProblem;
use kriterion_heart::dossier::Dossier;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

/// The newest format that this program writes.
pub const NEWEST: u32 = 1;

#[derive(Serialize, Deserialize)]
enum DossierFile<D> {
    V1(D),
}

/// One line of the history: who saved what, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// Seconds since 1970.
    pub at: u64,
    pub who: String,
    /// What was done since the entry before, one word for each kind of edit.
    pub what: Vec<String>,
}

#[derive(Serialize, Deserialize)]
enum LogFile {
    V1(Vec<LogEntry>),
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
    options()
        .to_string_pretty(&LogFile::V1(log.to_vec()), pretty())
        .map_err(|error| error.to_string())
}

pub fn dossier_from_ron(text: &str) -> Result<Dossier, OpenProblem> {
    match format_number(text) {
        Some(found) if found > NEWEST => return Err(OpenProblem::Newer { found, known: NEWEST }),
        _ => (),
    }
    let DossierFile::V1(dossier) = options().from_str(text).map_err(|error| garbled(&error))?;
    Ok(dossier)
}

pub fn log_from_ron(text: &str) -> Result<Vec<LogEntry>, OpenProblem> {
    let LogFile::V1(log) = options().from_str(text).map_err(|error| garbled(&error))?;
    Ok(log)
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
