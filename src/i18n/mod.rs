//! What the program says, in three languages. Texts stand in `assets/i18n/`; the build checks and embeds them.
//!
//! Knows no screens. The language is passed along; there is no global one.

mod numbers;

pub use self::numbers::{date, number, number_short, read_date, time};
use kriterion_heart::text::{Lang, filled};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A value of an enum that has a word on screen.
pub trait Word: Copy {
    /// In the order English, German, French.
    fn texts(self) -> [&'static str; 3];

    fn word(self, lang: Lang) -> &'static str {
        let [en, de, fr] = self.texts();
        pick(lang, en, de, fr)
    }
}

/// The text of `key` in `lang`.
pub fn say(lang: Lang, key: Key) -> &'static str {
    let [en, de, fr] = TEXTS[key as usize];
    pick(lang, en, de, fr)
}

/// The text of `key` with its `{slots}` filled.
pub fn fill(lang: Lang, key: Key, slots: &[(&str, &str)]) -> String {
    filled(say(lang, key), slots)
}

fn pick(lang: Lang, en: &'static str, de: &'static str, fr: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::De => de,
        Lang::Fr => fr,
    }
}
