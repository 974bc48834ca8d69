//! Where results and messages go: results to standard output, sentences to standard error.

use super::{End, json};
use crate::session::Notice;
use crate::store::{self, OpenProblem, Opened, Passphrase, SaveProblem};
use crate::words;
use kriterion_heart::text::Lang;
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// Language and form of everything that a command says.
#[derive(Debug, Clone)]
pub struct Out {
    pub lang: Lang,
    pub json: bool,
    /// Opens what is sealed, and seals what is written.
    pub passphrase: Option<Passphrase>,
}

/// Why a command could not do its work, as one sentence.
#[derive(Debug, Clone)]
pub struct Failure {
    pub end: End,
    pub message: String,
}

impl Out {
    /// The result in the form that was asked for.
    pub fn text_or_json(&self, text: &str, json: impl FnOnce() -> Value) -> Result<End, Failure> {
        print(if self.json { json().to_string() } else { text.to_owned() }.as_str());
        Ok(End::Fine)
    }

    /// The result of a command that has none for people.
    pub fn json_only(&self, json: impl FnOnce() -> Value) -> Result<End, Failure> {
        if self.json {
            print(&json().to_string());
        }
        Ok(End::Fine)
    }

    /// A sentence beside the result.
    pub fn note(&self, message: &str) {
        writeln!(std::io::stderr().lock(), "{message}").ok(); // Nobody is there to be told.
    }

    /// Says why, also in JSON: one document on standard output, whatever happens.
    pub fn fail(&self, failure: &Failure) -> End {
        self.note(&failure.message);
        if self.json {
            print(&json::object([("error", failure.message.as_str())]).to_string());
        }
        failure.end
    }

    /// Reads a dossier, or says why not.
    pub fn open(&self, path: &Path) -> Result<Opened, Failure> {
        store::open_with(path, self.passphrase.as_ref())
            .map_err(|problem| self.cannot_open(path, problem))
    }

    pub fn cannot_open(&self, path: &Path, problem: OpenProblem) -> Failure {
        let notice = Notice::CannotOpen { path: path.display().to_string(), problem };
        Failure { end: End::Unreadable, message: self.sentence(&notice) }
    }

    pub fn cannot_save(&self, path: &Path, problem: SaveProblem) -> Failure {
        let notice = Notice::CannotSave { path: path.display().to_string(), problem };
        Failure { end: End::Unreadable, message: self.sentence(&notice) }
    }

    pub fn sentence(&self, notice: &Notice) -> String {
        match words::notice(self.lang, notice) {
            (headline, Some(detail)) => words::labelled(self.lang, &headline, &detail),
            (headline, None) => headline,
        }
    }
}

/// A reader that has gone away, as in `kriterion … | head`, is no fault of ours.
fn print(text: &str) {
    writeln!(std::io::stdout().lock(), "{text}").ok();
}

pub fn with_guess(lang: Lang, message: String, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("{message} {}", words::guess(lang, nearest)),
        None => message,
    }
}
