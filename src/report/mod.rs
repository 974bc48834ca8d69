//! Reports: a dossier, or the facts on a state, told as a document. Which form it is written in is another matter.
//!
//! Each kind has a file of its own, and all of them write on a [`Sheet`], which counts tables and keeps the sources.

mod assessment;
mod case;
mod compose;
pub mod country;
mod debrief;
mod denial_notification;
mod ledger;
mod parts;
mod refusal_letter;
mod refused;
mod sheet;
mod short_note;
mod write;

pub use case::{Around, Case, Withheld};
pub use compose::{Extra, Letter, Notification, compose};
pub use sheet::{Cited, Sheet};
pub use write::{Watch, document, fonts, made, write};

pub use kriterion_heart::wish::{Kind, Problem};

use crate::i18n::{Key, say};
use kriterion_heart::text::Lang;
use kriterion_paper::Language;

fn language(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::De => Language::De,
        Lang::Fr => Language::Fr,
    }
}

/// The name of a language in another: `German`, `allemand`.
pub fn name_of(lang: Lang, named: Lang) -> &'static str {
    let key = match named {
        Lang::En => Key::ReportInEnglish,
        Lang::De => Key::ReportInGerman,
        Lang::Fr => Key::ReportInFrench,
    };
    say(lang, key)
}
