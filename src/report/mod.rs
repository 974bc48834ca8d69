//! Reports: a dossier, or the facts on a state, told as a document. Which form it is written in is another matter.
//!
//! Each kind has a file of its own, and all of them write on a [`Sheet`], which counts tables and keeps the sources.

mod assessment;
mod case;
mod compose;
mod debrief;
mod denial_notification;
mod ledger;
mod parts;
mod redact;
mod refusal_letter;
mod refused;
mod sheet;
mod short_note;

pub use case::{Around, Case, Withheld};
pub use compose::{Extra, Letter, Notification, Problem, compose};
pub use redact::{Profile, Redaction, Removed, Unreadable, leaks, redact, refused as leak_refused};
pub use sheet::{Cited, Sheet};

use crate::i18n::{Word, say};
use kriterion_heart::text::Lang;
use kriterion_paper::Language;

/// What a report is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Kind {
    /// Request, eight criteria with questions and evidence, proposal, judgement, decision, signatures, history.
    Assessment,
    /// The same on two pages.
    ShortNote,
    /// Everything on a state, with the author's comments.
    Country,
    RefusalLetter,
    /// What other States are told of a refusal (Article 4).
    DenialNotification,
    /// What an exercise has shown.
    Debrief,
    /// The incident ledger.
    Ledger,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Assessment,
        Self::ShortNote,
        Self::Country,
        Self::RefusalLetter,
        Self::DenialNotification,
        Self::Debrief,
        Self::Ledger,
    ];

    /// As the command line and files name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::ShortNote => "short_note",
            Self::Country => "country_report",
            Self::RefusalLetter => "refusal_letter",
            Self::DenialNotification => "denial_notification",
            Self::Debrief => "debrief",
            Self::Ledger => "ledger",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

fn language(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::De => Language::De,
        Lang::Fr => Language::Fr,
    }
}

/// The name of a language in another: `German`, `allemand`.
fn name_of(lang: Lang, named: Lang) -> &'static str {
    use crate::i18n::Key;
    let key = match named {
        Lang::En => Key::ReportInEnglish,
        Lang::De => Key::ReportInGerman,
        Lang::Fr => Key::ReportInFrench,
    };
    say(lang, key)
}

impl Kind {
    /// The name of the kind, for a heading and a list.
    pub fn name(self, lang: Lang) -> &'static str {
        self.word(lang)
    }
}
