//! A country report in the making: what its author wrote, and a copy of the facts that it was written from.
//!
//! All that stands in the report follows from a manuscript, so it re-opens in ten years as it was. Tables, charts and
//! the summary are made from it when it is composed and never stand in it.

mod change;
mod file;
mod moved;
mod reference;
#[cfg(test)]
mod tests;

pub use change::{Change, ChangeKind, NewFacts, literal};
pub use file::{FileFault, MOST_BYTES, from_ron, to_ron};
pub use moved::{Figure, Moved, Place, Said, cell_id, figures, moved, paragraphs};
pub use reference::{
    Found, Pin, RefFault, Reference, When, is_stale, nearest, references, resolve,
};

use crate::atlas::{DataEdition, Iso3};
use crate::date::Date;
use crate::level::Level;
use crate::profile::Profile;
use crate::text::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manuscript {
    /// Names the report for ever.
    pub id: String,
    pub iso3: Iso3,
    pub created: Date,
    /// What came later is not in the report.
    pub closing: Date,
    /// In which the author writes.
    pub lang: Lang,
    /// Empty: the usual title.
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub author: String,
    /// Of the data that `facts` is a copy of.
    pub edition: DataEdition,
    /// The states to compare with.
    pub compared: Vec<Iso3>,
    /// The author's words in Markdown, by the code of the part that they belong to: `I.3`, `II.4b`.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// Sentences made from figures, and what the author did with them.
    #[serde(default)]
    pub drafts: Vec<Draft>,
    /// The figures that the texts name, as they were when they were first named.
    #[serde(default)]
    pub pins: BTreeMap<String, Pin>,
    /// Findings of the checker that the author stays with, by id, and why.
    #[serde(default)]
    pub kept: BTreeMap<String, String>,
    /// The author's own level of a criterion.
    #[serde(default)]
    pub ratings: BTreeMap<u8, OwnRating>,
    /// What a rating method said on the day the facts were taken.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Which facts were exchanged for newer ones, and what they said before.
    #[serde(default)]
    pub updates: Vec<Updated>,
    /// Shared between the states of undo: a keystroke copies the words, never the facts.
    #[serde(with = "shared")]
    pub facts: Arc<Profile>,
}

/// A file holds the facts as if they were not shared.
mod shared {
    use super::{Arc, Profile};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(facts: &Arc<Profile>, to: S) -> Result<S::Ok, S::Error> {
        facts.as_ref().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Profile>, D::Error> {
        Profile::deserialize(from).map(Arc::new)
    }
}

impl Manuscript {
    /// The author's words on a part; empty where there are none.
    pub fn text(&self, part: &str) -> &str {
        self.texts.get(part).map_or("", String::as_str)
    }

    pub fn draft(&self, id: &str) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.id == id)
    }
}

/// A sentence that the program made from figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Stays the same over editions and languages: `I.3/milex_usd_const`.
    pub id: String,
    /// The part that it stands in.
    pub part: String,
    /// In the language of the manuscript, as the author saw it.
    pub text: String,
    /// The figures that it rests on, by the names that `figures` gives them.
    #[serde(default)]
    pub figures: Vec<String>,
    /// Stands in the summary, too.
    #[serde(default)]
    pub is_summary: bool,
    #[serde(default)]
    pub state: DraftState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DraftState {
    #[default]
    Kept,
    Deleted,
    /// It went into the author's own words, where he may change it.
    TakenOver,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRating {
    pub level: Level,
    #[serde(default)]
    pub reasons: String,
}

/// What a rating method says about a criterion, in words, so that it can be read where nobody has the method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub criterion: u8,
    pub level: Level,
    pub method: Text,
    /// Which text of the method.
    pub version: String,
    pub data: String,
    pub reasons: Vec<Text>,
}

/// Facts that were exchanged for newer ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Updated {
    pub on: Date,
    pub from: DataEdition,
    pub to: DataEdition,
    pub moved: Vec<Moved>,
    /// What the references said before.
    #[serde(default)]
    pub pins: BTreeMap<String, Pin>,
}
