//! What a hit says: made of the atlas for the few that are shown.

use super::index::{Doc, SearchIndex};
use super::rank::{ALONE, Candidate};
use super::{Hit, HitKind};
use crate::atlas::{Atlas, Country, Indicator, Iso3};
use crate::key::{FactKey, row_id};
use crate::phrase::{filled, phrase};
use crate::row;
use crate::text::{Lang, Text};

impl Hit {
    fn new(kind: HitKind, iso3: Option<Iso3>, label: Text, key: String) -> Self {
        Self {
            kind,
            iso3,
            label,
            value: None,
            number: None,
            year: None,
            source: String::new(),
            key,
            rank: 0,
            why: Vec::new(),
            also: Vec::new(),
        }
    }
}

/// `None` only where the atlas is not the one of the index.
pub fn of(index: &SearchIndex, atlas: &Atlas, lang: Lang, candidate: &Candidate) -> Option<Hit> {
    let doc = index.docs.get(candidate.doc as usize)?;
    let mut hit = if candidate.point == ALONE {
        alone(atlas, lang, doc)?
    } else if doc.kind == HitKind::Treaty {
        status(atlas, doc, candidate)?
    } else {
        observation(atlas, lang, doc, candidate)?
    };
    hit.rank = candidate.rank();
    hit.also = also(index, atlas, candidate);
    Some(hit)
}

fn alone(atlas: &Atlas, lang: Lang, doc: &Doc) -> Option<Hit> {
    let at = doc.at as usize;
    let country = atlas.countries.get(usize::from(doc.country));
    let year = (doc.year > 0).then_some(doc.year);
    let hit = |iso3, label: &Text, key: String| Hit {
        year,
        ..Hit::new(doc.kind, iso3, label.clone(), key)
    };
    let publisher =
        |at| atlas.source(at).map(|source| source.publisher.clone()).unwrap_or_default();
    Some(match doc.kind {
        HitKind::Country => {
            let state = country?;
            hit(Some(state.iso3), &state.name, format!("country/{}", state.iso3))
        }
        HitKind::Indicator => {
            let series = atlas.indicators.get(at)?;
            let key = format!("indicator/{}", series.id);
            Hit { source: publisher(series.source), ..hit(None, &series.name, key) }
        }
        HitKind::Treaty => {
            let treaty = atlas.treaties.get(at)?;
            hit(None, &treaty.short, format!("treaty/{}", treaty.id))
        }
        HitKind::Source => {
            let source = atlas.sources.get(at)?;
            let key = format!("source/{}", source.id);
            Hit { source: source.publisher.clone(), ..hit(None, &source.title, key) }
        }
        HitKind::Embargo => {
            let embargo = atlas.embargoes.get(at)?;
            let newest = embargo.newest();
            let source = newest.and_then(|reading| atlas.source_by_id(&reading.source));
            let key = FactKey::Embargo { id: embargo.id.clone() }.to_string();
            let value = newest
                .map(|reading| format!("{} {}", embargo.issuer.code(), reading.target.code()));
            Hit {
                value,
                source: source.map(|source| source.publisher.clone()).unwrap_or_default(),
                ..hit(embargo.iso3, &embargo.name, key)
            }
        }
        HitKind::Presence => {
            let found = atlas.presence.get(at)?;
            let iso3 = country?.iso3;
            let key = FactKey::Presence { iso3, at: doc.row as usize }.to_string();
            Hit {
                value: (!found.size.is_empty()).then(|| found.size.clone()),
                source: publisher(found.source),
                ..hit(Some(iso3), &Text::same(found.force.as_str()), key)
            }
        }
        HitKind::Conflict => {
            let found = atlas.conflicts.get(at)?;
            let (iso3, kind) = (country?.iso3, found.kind.code());
            let key = FactKey::Conflict { iso3, year: found.year, kind: kind.to_owned() };
            Hit {
                number: Some(found.best.into()),
                source: publisher(found.source),
                ..hit(Some(iso3), &phrase(kind), key.to_string())
            }
        }
        HitKind::Membership => {
            let state = country?;
            let id = state.memberships.get(doc.row as usize)?;
            let bloc = atlas.spellings.bloc(id)?;
            hit(Some(state.iso3), &bloc.name, format!("membership/{}/{id}", state.iso3))
        }
        _ => of_state(atlas, country?, lang, doc)?,
    })
}

/// What a state's own files say.
fn of_state(atlas: &Atlas, country: &Country, lang: Lang, doc: &Doc) -> Option<Hit> {
    let (iso3, at) = (country.iso3, doc.at as usize);
    let source = |cited: &str| atlas.translations.word(cited, lang).to_owned();
    let year = (doc.year > 0).then_some(doc.year);
    let hit = |label: &Text, key: FactKey| Hit {
        year,
        ..Hit::new(doc.kind, Some(iso3), label.clone(), key.to_string())
    };
    Some(match doc.kind {
        HitKind::Event => {
            let event = country.events.get(at)?;
            let key = FactKey::Event { iso3, id: event.id.clone() };
            Hit { source: source(&event.cited.source), ..hit(&event.text, key) }
        }
        HitKind::Fact => {
            let fact = country.facts.get(at)?;
            Hit {
                value: (!fact.printed.is_empty()).then(|| fact.printed.clone()),
                number: fact.value,
                source: source(&fact.cited.source),
                ..hit(&fact.name, FactKey::Fact { iso3, at })
            }
        }
        HitKind::Rating => {
            let rating = country.published_ratings.get(at)?;
            let label = filled("rating", &[("number", &rating.criterion.to_string())]);
            let level = phrase(&format!("level_{}", rating.level.code()));
            Hit {
                value: Some(level.get(lang).to_owned()),
                source: source(&rating.cited.source),
                ..hit(&label, FactKey::Rating { iso3, at })
            }
        }
        HitKind::TableRow => {
            let table = country.tables.get(at)?;
            let cells = table.rows.get(doc.row as usize)?;
            let row = row_id(table, doc.row as usize, cells);
            Hit {
                value: Some(table.title.get(lang).to_owned()),
                source: source(table.cell(cells, "source_cited")),
                ..hit(
                    &row::label(&atlas.translations, table, cells),
                    FactKey::Table { iso3, table: table.id.clone(), row },
                )
            }
        }
        HitKind::Contradiction => {
            let found = country.contradictions.get(at)?;
            Hit {
                value: Some(format!("{} ≠ {}", found.claim_a.get(lang), found.claim_b.get(lang))),
                source: [found.ref_a.get(lang), found.ref_b.get(lang)].join(" · "),
                ..hit(&found.topic, FactKey::Contradiction { iso3, id: found.id.clone() })
            }
        }
        _ => return None,
    })
}

fn observation(atlas: &Atlas, lang: Lang, doc: &Doc, candidate: &Candidate) -> Option<Hit> {
    let series = atlas.indicators.get(doc.at as usize)?;
    let point = series.points.get(candidate.point as usize)?;
    let iso3 = atlas.countries.get(usize::from(candidate.country()))?.iso3;
    let value = match point.value {
        Some(value) => series.category(value).map(|word| word.get(lang).to_owned()),
        None => Some(point.status.code().to_owned()),
    };
    let source = atlas.source(series.source);
    Some(Hit {
        value,
        number: point.value,
        year: Some(point.year),
        source: source.map_or_else(String::new, |source| source.publisher.clone()),
        ..Hit::new(
            HitKind::Observation,
            Some(iso3),
            series.name.clone(),
            key_of_point(series, iso3, point.year),
        )
    })
}

fn key_of_point(series: &Indicator, iso3: Iso3, year: u16) -> String {
    FactKey::Observation { iso3, indicator: series.id.clone(), year }.to_string()
}

fn status(atlas: &Atlas, doc: &Doc, candidate: &Candidate) -> Option<Hit> {
    let treaty = atlas.treaties.get(doc.at as usize)?;
    let row = atlas.treaty_status.get(candidate.point as usize)?;
    let iso3 = atlas.countries.get(usize::from(candidate.country()))?.iso3;
    let key = FactKey::Treaty { iso3, treaty: treaty.id.clone() }.to_string();
    let source = atlas.source(row.source);
    Some(Hit {
        value: Some(row.status.code().to_owned()),
        year: row.year,
        source: source.map_or_else(String::new, |source| source.publisher.clone()),
        ..Hit::new(HitKind::TreatyStatus, Some(iso3), treaty.short.clone(), key)
    })
}

/// The keys of what says the same and is not shown; `same` has the rules.
fn also(index: &SearchIndex, atlas: &Atlas, candidate: &Candidate) -> Vec<String> {
    let fact_key = |doc: u32| {
        let doc = index.docs.get(doc as usize)?;
        let iso3 = atlas.countries.get(usize::from(doc.country))?.iso3;
        Some(FactKey::Fact { iso3, at: doc.at as usize }.to_string())
    };
    let mut keys = Vec::new();
    if candidate.point == ALONE {
        let later = index.repeats.iter().filter(|(_, earlier)| *earlier == candidate.doc);
        keys.extend(later.filter_map(|(later, _)| fact_key(*later)));
        let twin = index.twins.binary_search_by_key(&candidate.doc, |twin| twin.doc).ok();
        keys.extend(twin.and_then(|at| index.twins.get(at)).and_then(|twin| {
            let series = atlas.indicators.get(twin.series as usize)?;
            let point = series.points.get(twin.point as usize)?;
            let iso3 = atlas.countries.get(usize::from(point.country.0))?.iso3;
            Some(key_of_point(series, iso3, point.year))
        }));
    } else if let Some(series) = candidate.doc.checked_sub(index.states) {
        let same = index
            .twins
            .iter()
            .filter(|twin| (twin.series, twin.point) == (series, candidate.point));
        keys.extend(same.filter_map(|twin| fact_key(twin.doc)));
    }
    keys
}
