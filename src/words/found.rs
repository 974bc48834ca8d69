//! Why a search found something.

use super::grouped;
use crate::i18n::{Key, fill};
use kriterion_heart::search::{Found, Why};
use kriterion_heart::text::Lang;

/// All of it in one line; empty where there is nothing to say.
pub fn why<'a>(lang: Lang, why: impl IntoIterator<Item = &'a Why>) -> String {
    let groups = grouped(why.into_iter().map(|why| (why.found, why)));
    let told: Vec<String> =
        groups.iter().flat_map(|(found, terms)| phrases(lang, *found, terms)).collect();
    told.join(" · ")
}

fn phrases(lang: Lang, found: Found, terms: &[&Why]) -> Vec<String> {
    let each = |key: Key| -> Vec<String> {
        let mut told: Vec<String> = terms
            .iter()
            .map(|why| fill(lang, key, &[("term", &why.term), ("word", &why.word)]))
            .collect();
        told.dedup();
        told
    };
    let together = |key: Key| {
        let mut words: Vec<&str> = terms.iter().map(|why| why.word.as_str()).collect();
        words.dedup();
        vec![fill(lang, key, &[("words", &words.join(", "))])]
    };
    match found {
        Found::Name => together(Key::WhyName),
        Found::Code => together(Key::WhyCode),
        Found::Text => together(Key::WhyText),
        Found::Year => together(Key::WhyYear),
        Found::Spelling => each(Key::WhySpelling),
        Found::Place => each(Key::WhyPlace),
        Found::Typo => each(Key::WhyTypo),
    }
}
