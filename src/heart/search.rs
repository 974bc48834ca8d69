//! Finds whatever is known: states, series, values, treaties, embargoes, events, figures, tables, contradictions, sources.
//!
//! All words of a query must be found. Case, accents and the spellings that a state's file lists do not matter.

mod index;
mod terms;

pub use index::SearchIndex;

use crate::atlas::{Atlas, Indicator, Iso3, Point, Treaty};
use crate::key::FactKey;
use crate::text::{Lang, Text};
use index::Entry;
use terms::{CONTAINS, Query, Words};

/// Added to the rank of a hit that only repeats for every state what another hit says once.
const FOR_EVERY_STATE: u32 = 10;

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
    /// Names the fact for ever; see `key`. States, series, treaties and sources have keys of the same form.
    pub key: String,
    /// Smaller is better.
    pub rank: u32,
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
    Event,
    Fact,
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
            Self::Event => "event",
            Self::Fact => "fact",
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
        let query = Query::new(query, &self.aliases);
        if query.is_empty() {
            return Vec::new();
        }
        let mut hits = self.entries(lang, &query, only);
        let states: Vec<Match> =
            self.countries.iter().map(|words| Match::of(&query, words)).collect();
        for ((indicator, words), at) in atlas.indicators.iter().zip(&self.indicators).zip(0..) {
            let found = Match::of(&query, words);
            let of_query = Series { atlas, indicator, source: self.source_of_series(atlas, at) };
            pairs(atlas, &found, &states, &query, only, |iso3, state, rank| {
                hits.extend(of_query.hit(lang, iso3, rank, query.year_beyond(&found, state)));
            });
        }
        for (treaty, words) in atlas.treaties.iter().zip(&self.treaties) {
            let found = Match::of(&query, words);
            pairs(atlas, &found, &states, &query, only, |iso3, _, rank| {
                hits.extend(treaty_hit(atlas, treaty, iso3, rank));
            });
        }
        hits.sort_by(|a, b| {
            (a.rank, a.kind, b.year, a.iso3, &a.key).cmp(&(b.rank, b.kind, a.year, b.iso3, &b.key))
        });
        hits.truncate(most);
        hits
    }

    fn entries(&self, lang: Lang, query: &Query, only: Option<Iso3>) -> Vec<Hit> {
        let about = |entry: &&Entry| only.is_none() || entry.iso3 == only;
        let found = self.entries.iter().filter(about).filter_map(|entry| {
            let rank = query.rank(&entry.words)?;
            Some(Hit {
                kind: entry.kind,
                iso3: entry.iso3,
                label: entry.label.clone(),
                value: entry.value.as_ref().map(|value| value.get(lang).to_owned()),
                number: entry.number,
                year: entry.year,
                source: entry.source.clone(),
                key: entry.key.clone(),
                rank,
            })
        });
        found.collect()
    }

    fn source_of_series<'a>(&self, atlas: &'a Atlas, at: usize) -> &'a str {
        let source = atlas.indicators.get(at).and_then(|indicator| atlas.source(indicator.source));
        source.map_or("", |source| source.publisher.as_str())
    }
}

/// How each term of a query was found in something.
struct Match {
    whole: Option<u32>,
    terms: Vec<Option<u32>>,
}

impl Match {
    fn of(query: &Query, words: &Words) -> Self {
        Self { whole: query.rank(words), terms: query.strengths(words) }
    }

    fn finds_any(&self) -> bool {
        self.terms.iter().any(Option::is_some)
    }
}

/// Calls `found` for each state for which a series or treaty and the state together answer the whole query.
fn pairs(
    atlas: &Atlas,
    thing: &Match,
    states: &[Match],
    query: &Query,
    only: Option<Iso3>,
    mut found: impl FnMut(Iso3, &Match, u32),
) {
    if !thing.finds_any() {
        return;
    }
    for (country, state) in atlas.countries.iter().zip(states) {
        if only.is_some_and(|only| only != country.iso3) {
            continue;
        }
        if let Some(rank) = joint_rank(thing, state, query) {
            let alone =
                thing.whole.is_some() && only.is_none() && state.terms.iter().all(Option::is_none);
            found(country.iso3, state, if alone { rank + FOR_EVERY_STATE } else { rank });
        }
    }
}

/// The rank of a thing and a state together; `None` where a term is found in neither. A year may stand for itself.
fn joint_rank(thing: &Match, state: &Match, query: &Query) -> Option<u32> {
    let mut worst = 0;
    for (at, (own, other)) in thing.terms.iter().zip(&state.terms).enumerate() {
        let best = match (own, other) {
            (Some(own), Some(other)) => *own.min(other),
            (Some(one), None) | (None, Some(one)) => *one,
            (None, None) if query.is_year(at) => 0,
            (None, None) => return None,
        };
        worst = worst.max(best);
    }
    Some(thing.whole.unwrap_or(CONTAINS).min(terms::ALL_WORDS + worst))
}

/// A series with what a hit says about it.
struct Series<'a> {
    atlas: &'a Atlas,
    indicator: &'a Indicator,
    source: &'a str,
}

impl Series<'_> {
    /// The newest value of a state, or the one of the year asked for.
    fn hit(&self, lang: Lang, iso3: Iso3, rank: u32, year: Option<u16>) -> Option<Hit> {
        let points = self.indicator.points_of(self.atlas.country_index(iso3)?);
        let point: &Point = match year {
            Some(year) => points.iter().find(|point| point.year == year)?,
            None => points.iter().rev().find(|point| point.value.is_some()).or(points.last())?,
        };
        let word = match point.value {
            Some(value) => self.indicator.category(value).map(|word| word.get(lang).to_owned()),
            None => Some(point.status.code().to_owned()),
        };
        let key =
            FactKey::Observation { iso3, indicator: self.indicator.id.clone(), year: point.year };
        Some(Hit {
            kind: HitKind::Observation,
            iso3: Some(iso3),
            label: self.indicator.name.clone(),
            value: word,
            number: point.value,
            year: Some(point.year),
            source: self.source.to_owned(),
            key: key.to_string(),
            rank,
        })
    }
}

fn treaty_hit(atlas: &Atlas, treaty: &Treaty, iso3: Iso3, rank: u32) -> Option<Hit> {
    let status = atlas.status_of(&treaty.id, iso3)?;
    let source =
        atlas.source(status.source).map(|source| source.publisher.clone()).unwrap_or_default();
    Some(Hit {
        kind: HitKind::TreatyStatus,
        iso3: Some(iso3),
        label: treaty.short.clone(),
        value: Some(status.status.code().to_owned()),
        number: None,
        year: status.year,
        source,
        key: FactKey::Treaty { iso3, treaty: treaty.id.clone() }.to_string(),
        rank,
    })
}

#[cfg(test)]
mod tests;
