//! The parts of a report that an author writes: where each stands, what it is called, what it is to cover.

use crate::i18n::Key;

/// One place for the author's words.
pub struct Part {
    /// Names it in the file: `I.6-army`.
    pub code: &'static str,
    pub section: &'static str,
    /// Stands behind this element; where the state has none of it, at the end of the section.
    pub after: &'static str,
    pub title: Key,
    /// What is to be written here.
    pub hint: Key,
    /// A summary of somebody else's report, in a box of its own.
    pub is_box: bool,
}

const fn comment(
    code: &'static str,
    section: &'static str,
    after: &'static str,
    title: Key,
    hint: Key,
) -> Part {
    Part { code, section, after, title, hint, is_box: false }
}

const fn boxed(
    code: &'static str,
    section: &'static str,
    after: &'static str,
    title: Key,
    hint: Key,
) -> Part {
    Part { code, section, after, title, hint, is_box: true }
}

/// In the order of the report.
pub static PARTS: [Part; 36] = [
    comment("I.1", "I.1", "T2", Key::CountryComment, Key::HintI1),
    comment("I.2", "I.2", "D1", Key::CountryPurchases, Key::HintI2),
    comment("I.3", "I.3", "C4", Key::CountryComment, Key::HintI3),
    comment("I.4", "I.4", "I.4-exports", Key::CountryComment, Key::HintI4),
    comment("I.5", "I.5", "T6", Key::CountryComment, Key::HintI5),
    comment("I.6-army", "I.6", "T7", Key::CountryArmy, Key::HintI6Army),
    comment("I.6-navy", "I.6", "T8", Key::CountryNavy, Key::HintI6Navy),
    comment("I.6-air", "I.6", "T9", Key::CountryAir, Key::HintI6Air),
    comment("I.6", "I.6", "B5", Key::CountryComment, Key::HintI6),
    comment("I.7", "I.7", "I.7-trust", Key::CountryComment, Key::HintI7),
    comment("I.8", "I.8", "I.8-strength", Key::CountryComment, Key::HintI8),
    comment("II.0", "II.0", "II.0-ratings", Key::CountryComment, Key::HintIi0),
    comment("II.1", "II.1", "II.1-prose", Key::CountryComment, Key::HintIi1),
    boxed("II.2-usa", "II.2", "T12-report", Key::CountryBoxUsa, Key::HintIi2Usa),
    boxed("II.2-amnesty", "II.2", "T12-report", Key::CountryBoxAmnesty, Key::HintIi2Amnesty),
    boxed("II.2-freedom", "II.2", "B8", Key::CountryBoxFreedom, Key::HintIi2Freedom),
    comment("II.2", "II.2", "II.2-printed", Key::CountryComment, Key::HintIi2),
    boxed("II.3-system", "II.3", "B10", Key::CountryBoxSystem, Key::HintIi3System),
    comment("II.3", "II.3", "II.3-politics", Key::CountryTensions, Key::HintIi3),
    comment("II.4a", "II.4", "II.4a", Key::CountryGeography, Key::HintIi4a),
    comment("II.4b", "II.4", "II.4b", Key::CountryRegion, Key::HintIi4b),
    comment("II.4c", "II.4", "II.4c", Key::CountryBorders, Key::HintIi4c),
    comment("II.4d", "II.4", "II.4d", Key::CountryRegionalControl, Key::HintIi4d),
    comment("II.5", "II.5", "II.5-presence", Key::CountryAllies, Key::HintIi5),
    comment("II.6a", "II.6", "II.6-terrorism", Key::CountryTerrorism, Key::HintIi6a),
    comment("II.6b", "II.6", "II.6-figures", Key::CountryCrime, Key::HintIi6b),
    comment("II.6c", "II.6", "II.6-law", Key::CountryLaw, Key::HintIi6c),
    comment("II.6d", "II.6", "II.6d", Key::CountryReporting, Key::HintIi6d),
    comment("II.7", "II.7", "II.7-indices", Key::CountryComment, Key::HintIi7),
    boxed("II.8-bti", "II.8", "T21-rank", Key::CountryBoxEconomy, Key::HintIi8Bti),
    comment("II.8", "II.8", "T21-rank", Key::CountryConclusion, Key::HintIi8),
    comment("II.8-economy", "II.8", "II.8-economy", Key::CountryEconomy, Key::HintIi8Economy),
    comment("II.8-society", "II.8", "II.8-society", Key::CountrySociety, Key::HintIi8Society),
    comment("A", "A", "A-figures", Key::CountryComment, Key::HintA),
    comment("Q-open", "Q", "Q2", Key::CountryOpen, Key::HintQ),
    comment("Q-change", "Q", "Q3", Key::CountryChange, Key::HintQChange),
];

pub fn part(code: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.code == code)
}
