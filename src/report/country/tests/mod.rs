//! The country report held against the profile that it is made from.

mod author;
mod cells;
mod drafts;
mod moves;
mod shape;

use super::*;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use std::sync::{Arc, OnceLock};

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Arc<Bundle>> = OnceLock::new();
    BUNDLE.get_or_init(crate::bundle::load)
}

fn day() -> Date {
    Date::parse("2026-11-28").unwrap()
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn fresh(code: &str, lang: Lang) -> Manuscript {
    new_manuscript(bundle(), iso3(code), lang, day(), "report-1").unwrap()
}

/// The text of an inline, without its footnotes.
fn text(inline: &Inline) -> String {
    let words = |span: &kriterion_paper::Span| match span {
        kriterion_paper::Span::Words(words) => words.text.clone(),
        kriterion_paper::Span::Note { .. } => String::new(),
        kriterion_paper::Span::Break => "\n".to_owned(),
    };
    inline.iter().map(words).collect()
}
