//! What differs between two states of a case.

use crate::i18n::{Key, Word as _, fill, say};
use crate::words::edit;
use kriterion_heart::atlas::Atlas;
use kriterion_heart::compare::{Difference, Said};
use kriterion_heart::text::Lang;

/// Longer texts are cut: the line says that they differ, the page says how.
const MOST_LETTERS: usize = 60;

/// `finding on C2-Q05: unclear → concern`
pub fn difference(lang: Lang, atlas: &Atlas, difference: &Difference) -> String {
    let what = edit(lang, difference.what);
    let [old, new] = [&difference.old, &difference.new].map(|said| words(lang, atlas, said));
    match (&difference.old, &difference.new) {
        (Said::Something, _) => fill(lang, Key::DifferenceOther, &[("what", &what)]),
        _ => fill(lang, Key::Difference, &[("what", &what), ("old", &old), ("new", &new)]),
    }
}

fn words(lang: Lang, atlas: &Atlas, said: &Said) -> String {
    match said {
        Said::Nothing | Said::Something => say(lang, Key::DifferenceNothing).to_owned(),
        Said::Words(words) => clipped(lang, words),
        Said::Title(title) => clipped(lang, title.get(lang)),
        Said::Country(iso3) => atlas
            .country(*iso3)
            .map_or_else(|| iso3.to_string(), |country| country.name.get(lang).to_owned()),
        Said::Finding(finding) => finding.word(lang).to_owned(),
        Said::Level(level) => level.word(lang).to_owned(),
        Said::LegalFinding(finding) => finding.word(lang).to_owned(),
        Said::Weighing(weighing) => weighing.word(lang).to_owned(),
        Said::Outcome(outcome) => outcome.word(lang).to_owned(),
        Said::Count(count) => count.to_string(),
    }
}

fn clipped(lang: Lang, words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(MOST_LETTERS).collect();
    let text = if cut.len() < line.len() { format!("{cut}…") } else { cut };
    fill(lang, Key::InQuotes, &[("text", &text)])
}
