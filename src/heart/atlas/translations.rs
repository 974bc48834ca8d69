//! What tables and documents say in one language, in the other ones.

use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From `assets/translations.ron`, by the words as they stand in the tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Translations(pub BTreeMap<String, Text>);

impl Translations {
    pub fn get(&self, words: &str) -> Option<&Text> {
        self.0.get(words)
    }

    /// The words in every language that the file has; without an entry as they stand.
    pub fn of(&self, words: &str) -> Text {
        let alone = || Text { en: words.to_owned(), ..Text::default() };
        self.get(words).cloned().unwrap_or_else(alone)
    }

    /// The same for words between which `;` stands, each by itself.
    pub fn of_list(&self, words: &str) -> Text {
        if self.0.contains_key(words) {
            return self.of(words);
        }
        let parts: Vec<Text> = words.split(';').map(|part| self.of(part.trim())).collect();
        let [en, de, fr] = Lang::ALL.map(|lang| {
            let between = if lang == Lang::Fr { "\u{202f}; " } else { "; " };
            parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(between)
        });
        Text { en, de, fr }
    }

    /// The words in one language; without an entry as they stand.
    pub fn word<'a>(&'a self, words: &'a str, lang: Lang) -> &'a str {
        self.get(words).map_or(words, |text| text.get(lang))
    }

    /// What a table says, with the languages that it lacks.
    pub fn completed(&self, own: Text) -> Text {
        let Some(known) = self.get(&own.en) else { return own };
        let or = |own: String, known: &String| if own.is_empty() { known.clone() } else { own };
        Text { de: or(own.de, &known.de), fr: or(own.fr, &known.fr), en: own.en }
    }
}
