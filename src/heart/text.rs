//! Languages, and texts that exist in all of them.

use serde::{Deserialize, Serialize};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    En,
    De,
    Fr,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Fr];

    /// The two-letter code of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// Reads `de`, `de_DE.UTF-8` and the like; `None` for a language the program does not speak.
    pub fn from_code(code: &str) -> Option<Self> {
        let head = code.get(..2)?;
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(head))
    }
}

/// A text in every language of the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    pub en: String,
    pub de: String,
    pub fr: String,
}

impl Text {
    /// The same words in every language: a name, a designation, an officer's own sentence.
    pub fn same(words: impl Into<String>) -> Self {
        let en: String = words.into();
        Self { de: en.clone(), fr: en.clone(), en }
    }

    /// The text in `lang`; English where the translation is empty, and any other where there is no English.
    pub fn get(&self, lang: Lang) -> &str {
        let own = match lang {
            Lang::En => &self.en,
            Lang::De => &self.de,
            Lang::Fr => &self.fr,
        };
        [own, &self.en, &self.de, &self.fr]
            .into_iter()
            .find(|words| !words.is_empty())
            .unwrap_or(own)
    }

    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.de.is_empty() && self.fr.is_empty()
    }
}

/// The names of the `{slots}` in a text, sorted, each once.
pub fn slots(text: &str) -> Vec<&str> {
    let mut slots: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(slot, _)| slot)
        .collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// A text with its `{slots}` filled.
pub fn filled(text: &str, slots: &[(&str, &str)]) -> String {
    slots
        .iter()
        .fold(text.to_owned(), |text, (slot, value)| text.replace(&format!("{{{slot}}}"), value))
}

/// Folds case and accents, so that "Turkei" finds "Türkei" and "Tokaiev" stays itself.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_letter(c, &mut out);
    }
    out
}

/// One letter of it: accents of the languages written in Latin letters, and the signs that keyboards write differently.
pub fn fold_letter(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => out.push('e'),
            'ğ' | 'ģ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ķ' => out.push('k'),
            'ł' | 'ļ' | 'ľ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => out.push('s'),
            'ţ' | 'ť' | 'ț' => out.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '\u{300}'..='\u{36f}' => (), // An accent that stands by itself.
            '\u{2019}' | '\u{2bc}' => out.push('\''),
            '\u{2010}'..='\u{2014}' => out.push('-'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            other => out.push(other),
        }
    }
}
