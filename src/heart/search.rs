//! Finds whatever is known: states, series, values, treaties, embargoes, events, figures, tables, contradictions, sources.
//!
//! All words of a query must be found, in any of the three languages. Case, accents and listed spellings do not matter;
//! one wrong letter of a long word does not matter where nothing is found without it.
//!
//! An inverted index: `words` are sorted in a `lexicon`, with the things and fields where they stand. A keystroke looks its
//! terms up there (`query`), ranks what it met (`rank`) and makes hits only of the best (`hit`, `why`).

mod gather;
mod hit;
mod index;
mod lexicon;
mod names;
mod query;
mod rank;
mod same;
mod spelling;
mod why;
mod words;

pub use index::SearchIndex;
pub use why::{Found, Why};

use crate::atlas::{Atlas, Iso3};
use crate::text::{Lang, Text};
use query::Query;
use rank::Ranking;

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: HitKind,
    pub iso3: Option<Iso3>,
    pub label: Text,
    /// The value in words or as a code, where it is no number.
    pub value: Option<String>,
    pub number: Option<f64>,
    pub year: Option<u16>,
    /// The publisher, or the source that a report names.
    pub source: String,
    /// Names the fact for ever; see `key`. States, series, treaties, memberships and sources have keys of the same form.
    pub key: String,
    /// Smaller is better.
    pub rank: u32,
    /// How each term of the query was found.
    pub why: Vec<Why>,
    /// Keys of facts that say the same and are not shown.
    pub also: Vec<String>,
}

/// What was found; the order decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    Country,
    Embargo,
    Indicator,
    Observation,
    Treaty,
    TreatyStatus,
    Membership,
    Conflict,
    Presence,
    Event,
    Fact,
    Rating,
    TableRow,
    Contradiction,
    Source,
}

impl HitKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Embargo => "embargo",
            Self::Indicator => "indicator",
            Self::Observation => "observation",
            Self::Treaty => "treaty",
            Self::TreatyStatus => "treaty_status",
            Self::Membership => "membership",
            Self::Conflict => "conflict",
            Self::Presence => "presence",
            Self::Event => "event",
            Self::Fact => "fact",
            Self::Rating => "rating",
            Self::TableRow => "table_row",
            Self::Contradiction => "contradiction",
            Self::Source => "source",
        }
    }
}

/// Searches once. Who searches at every keystroke keeps a `SearchIndex`.
pub fn search(atlas: &Atlas, lang: Lang, query: &str, only: Option<Iso3>, most: usize) -> Vec<Hit> {
    SearchIndex::new(atlas).search(atlas, lang, query, only, most)
}

impl SearchIndex {
    /// The best `most` hits of what is known about `only`, or about the world. `atlas` is the one of the index.
    pub fn search(
        &self,
        atlas: &Atlas,
        lang: Lang,
        query: &str,
        only: Option<Iso3>,
        most: usize,
    ) -> Vec<Hit> {
        let mut query = Query::new(query);
        if query.terms.is_empty() {
            return Vec::new();
        }
        query.meet(self, false);
        let mut found = self.best(atlas, &query, only, most);
        if found.is_empty() && query.may_have_typos() {
            query.meet(self, true);
            found = self.best(atlas, &query, only, most);
        }
        let hits = found.iter().filter_map(|candidate| {
            let hit = hit::of(self, atlas, lang, candidate)?;
            let why = why::of(self, atlas, lang, &query, candidate, &hit.label);
            Some(Hit { why, ..hit })
        });
        hits.collect()
    }

    fn best(
        &self,
        atlas: &Atlas,
        query: &Query,
        only: Option<Iso3>,
        most: usize,
    ) -> Vec<rank::Candidate> {
        Ranking::new(self, atlas, query, only).map_or_else(Vec::new, |ranking| ranking.best(most))
    }
}

#[cfg(test)]
mod tests;
