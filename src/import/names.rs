//! The hand-made names: `names.ron`, translations for the words of the tables.
//!
//! English of the tables leads. A translation that was made for other English words is not used, and told.

use super::report::Untranslated;
use kriterion_heart::atlas::LicenceClass;
use kriterion_heart::intake::Fault;
use kriterion_heart::intake::data::Loose;
use kriterion_heart::intake::fault::Kind;
use kriterion_heart::intake::reader::{Read, Reader};
use kriterion_heart::intake::tree::{self, Node};
use kriterion_heart::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Everything in `names.ron`.
#[derive(Debug, Default)]
pub struct Names {
    pub indicators: BTreeMap<String, SeriesNames>,
    pub treaties: BTreeMap<String, TreatyNames>,
    pub sources: BTreeMap<String, SourceNames>,
    pub regions: BTreeMap<String, Pair>,
    pub capitals: BTreeMap<String, Pair>,
    pub treaty_notes: BTreeMap<String, Pair>,
    pub embargo_scopes: BTreeMap<String, Pair>,
    pub presence_notes: BTreeMap<String, Pair>,
}

#[derive(Debug, Default)]
pub struct SeriesNames {
    pub fr: String,
    pub unit: Text,
    pub note: Text,
}

#[derive(Debug, Default)]
pub struct TreatyNames {
    pub short_fr: String,
    pub full_de: String,
    pub full_fr: String,
}

#[derive(Debug, Default)]
pub struct SourceNames {
    pub title: Text,
    pub licence: Text,
    pub vintage: Text,
    pub class: Option<LicenceClass>,
}

/// German and French for English words.
#[derive(Debug, Default, Clone)]
pub struct Pair {
    pub de: String,
    pub fr: String,
}

impl Names {
    pub fn read(file: &str, text: &str, faults: &mut Vec<Fault>) -> Self {
        let Some(node) = tree::parse(file, text, faults) else { return Self::default() };
        let mut reader = Reader::new(file, faults);
        let Some(mut fields) = reader.fields(&node) else { return Self::default() };
        let names = Self {
            indicators: fields.maybe_with("indicators", by_id).unwrap_or_default(),
            treaties: fields.maybe_with("treaties", by_id).unwrap_or_default(),
            sources: fields.maybe_with("sources", by_id).unwrap_or_default(),
            regions: fields.maybe_with("regions", by_id).unwrap_or_default(),
            capitals: fields.maybe_with("capitals", by_id).unwrap_or_default(),
            treaty_notes: fields.maybe_with("treaty_notes", by_id).unwrap_or_default(),
            embargo_scopes: fields.maybe_with("embargo_scopes", by_id).unwrap_or_default(),
            presence_notes: fields.maybe_with("presence_notes", by_id).unwrap_or_default(),
        };
        fields.close();
        names
    }
}

/// `{ "id": (…) }`, the ids with or without quotes.
pub fn by_id<T: Read>(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<BTreeMap<String, T>> {
    let Some(entries) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let mut values = BTreeMap::new();
    for (key, value) in entries {
        let id = key.as_str().map(str::to_owned).or_else(|| key.as_word().map(str::to_owned));
        match (id, T::read(value, reader)) {
            (Some(id), Some(value)) => {
                values.insert(id, value);
            }
            (None, _) => reader.wrong_kind(key, Kind::String).unwrap_or_default(),
            (Some(_), None) => {}
        }
    }
    Some(values)
}

fn loose(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Text> {
    Loose::read(node, reader).map(|loose| loose.0)
}

impl Read for SeriesNames {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let names = Self {
            fr: fields.or_empty("fr"),
            unit: fields.maybe_with("unit", loose).unwrap_or_default(),
            note: fields.maybe_with("note", loose).unwrap_or_default(),
        };
        fields.close();
        Some(names)
    }
}

impl Read for TreatyNames {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let names = Self {
            short_fr: fields.or_empty("short_fr"),
            full_de: fields.or_empty("full_de"),
            full_fr: fields.or_empty("full_fr"),
        };
        fields.close();
        Some(names)
    }
}

impl Read for SourceNames {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let names = Self {
            title: fields.maybe_with("title", loose).unwrap_or_default(),
            licence: fields.maybe_with("licence", loose).unwrap_or_default(),
            vintage: fields.maybe_with("vintage", loose).unwrap_or_default(),
            class: fields.maybe("class"),
        };
        fields.close();
        Some(names)
    }
}

impl Read for Pair {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some([de, fr]) = node.as_tuple() {
            return Some(Self { de: String::read(de, reader)?, fr: String::read(fr, reader)? });
        }
        let mut fields = reader.fields(node)?;
        let pair = Self { de: fields.or_empty("de"), fr: fields.or_empty("fr") };
        fields.close();
        Some(pair)
    }
}

/// Puts table words and translations together, and keeps what is missing.
#[derive(Debug, Default)]
pub struct Translator {
    missing: BTreeSet<Untranslated>,
}

impl Translator {
    /// The translation of `en`, if it was made for these words.
    pub fn text(&mut self, what: &str, en: &str, made: Option<&Text>) -> Text {
        if en.is_empty() {
            return Text::default();
        }
        match made {
            Some(made) if made.en == en && !made.de.is_empty() && !made.fr.is_empty() => {
                made.clone()
            }
            other => {
                let made_for = other.map(|made| made.en.clone()).unwrap_or_default();
                self.miss(what, en, if made_for == en { String::new() } else { made_for });
                match other {
                    Some(made) if made.en == en => made.clone(),
                    _ => Text { en: en.to_owned(), ..Text::default() },
                }
            }
        }
    }

    /// The translation of words that are their own key.
    pub fn pair(&mut self, what: &str, en: &str, pairs: &BTreeMap<String, Pair>) -> Text {
        self.named(what, en, pairs.get(en))
    }

    pub fn named(&mut self, what: &str, en: &str, pair: Option<&Pair>) -> Text {
        let Pair { de, fr } = pair.cloned().unwrap_or_default();
        self.all(what, Text { en: en.to_owned(), de, fr })
    }

    /// A text put together from several places.
    pub fn all(&mut self, what: &str, text: Text) -> Text {
        if !text.en.is_empty() && (text.de.is_empty() || text.fr.is_empty()) {
            self.miss(what, &text.en, String::new());
        }
        if text.en.is_empty() { Text::default() } else { text }
    }

    fn miss(&mut self, what: &str, en: &str, made_for: String) {
        self.missing.insert(Untranslated { what: what.to_owned(), en: en.to_owned(), made_for });
    }

    pub fn missing(self) -> Vec<Untranslated> {
        self.missing.into_iter().collect()
    }
}
