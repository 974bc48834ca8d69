//! Reports: a dossier, or the facts on a state, told as a document. Which form it is written in is another matter.
//!
//! Each kind has a file of its own, and all of them write on a [`Sheet`], which counts tables and keeps the sources.

mod sheet;

pub use sheet::{Cited, Sheet};

pub use kriterion_heart::wish::Kind;

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
fn name_of(lang: Lang, named: Lang) -> &'static str {
    let key = match named {
        Lang::En => Key::ReportInEnglish,
        Lang::De => Key::ReportInGerman,
        Lang::Fr => Key::ReportInFrench,
    };
    say(lang, key)
}
