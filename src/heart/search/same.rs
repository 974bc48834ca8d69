//! Which facts are the same, so that a search shows each once.
//!
//! * A figure of a report is a point of a series where state, year and value are the same and a word of five letters or
//!   more stands in both English names. Where both are found, the better placed one is shown and names the other.
//! * A figure that repeats an earlier one (name, state, time, value and unit) is shown as the earlier one.
//! * A row of a table is left out where a figure made of it is found.

use super::HitKind;
use super::index::{Doc, SearchIndex, Twin};
use super::words::words;
use crate::atlas::{Atlas, Country, CountryIx, Fact};
use crate::row;
use std::collections::HashMap;

/// Letters of a word that says what a figure is about.
const TELLING: usize = 5;

/// For each series, where the points of each state begin, and the end.
pub fn point_starts(atlas: &Atlas) -> Vec<u32> {
    let states = atlas.countries.len();
    let mut starts = Vec::with_capacity(atlas.indicators.len() * (states + 1));
    for series in &atlas.indicators {
        let mut at = 0;
        for state in 0..=states {
            let before = |point: &&crate::atlas::Point| usize::from(point.country.0) < state;
            at += series.points.get(at..).unwrap_or_default().iter().take_while(before).count();
            starts.push(at as u32);
        }
    }
    starts
}

pub fn find(index: &mut SearchIndex, atlas: &Atlas) {
    let mut facts: HashMap<u16, Vec<(u32, u32)>> = HashMap::new();
    let mut rows: Vec<(u32, Doc)> = Vec::new();
    for (doc, number) in index.docs.iter().zip(0..) {
        match doc.kind {
            HitKind::Fact => facts.entry(doc.country).or_default().push((number, doc.at)),
            HitKind::TableRow => rows.push((number, *doc)),
            _ => (),
        }
    }
    for (state, docs) in &facts {
        let Some(country) = atlas.countries.get(usize::from(*state)) else { continue };
        let facts: Vec<(u32, &Fact)> = docs
            .iter()
            .filter_map(|(doc, at)| Some((*doc, country.facts.get(*at as usize)?)))
            .collect();
        repeats(index, &facts);
        twins(index, atlas, CountryIx(*state), &facts);
        of_rows(index, country, *state, &rows, &facts);
    }
    index.twins.sort_unstable();
    index.repeats.sort_unstable();
    index.row_facts.sort_unstable();
}

fn repeats(index: &mut SearchIndex, facts: &[(u32, &Fact)]) {
    let mut seen = HashMap::new();
    for (doc, fact) in facts {
        if fact.value.is_none() && fact.printed.is_empty() {
            continue;
        }
        // What is printed may differ in commas only.
        let value = fact.value.map(f64::to_bits).ok_or(fact.printed.as_str());
        let time = (fact.year, &fact.period, &fact.about);
        let earlier = *seen.entry((&fact.name.en, time, value, &fact.unit.en)).or_insert(*doc);
        if earlier != *doc {
            index.repeats.push((*doc, earlier));
        }
    }
}

fn twins(index: &mut SearchIndex, atlas: &Atlas, state: CountryIx, facts: &[(u32, &Fact)]) {
    let mut points: HashMap<(u16, u64), Vec<(u32, u32)>> = HashMap::new();
    for series in 0..atlas.indicators.len() as u32 {
        for at in index.points_of(series, state.0) {
            let point =
                atlas.indicators.get(series as usize).and_then(|it| it.points.get(at as usize));
            if let Some((point, value)) = point.and_then(|point| Some((point, point.value?))) {
                points.entry((point.year, value.to_bits())).or_default().push((series, at));
            }
        }
    }
    for (doc, fact) in facts {
        let (Some(year), Some(value), true) = (fact.year, fact.value, fact.about.is_empty()) else {
            continue;
        };
        for (series, point) in points.get(&(year, value.to_bits())).into_iter().flatten() {
            let name = atlas.indicators.get(*series as usize).map(|it| it.name.en.as_str());
            if share_word(name.unwrap_or_default(), &fact.name.en) {
                index.twins.push(Twin { doc: *doc, series: *series, point: *point });
                break;
            }
        }
    }
}

fn share_word(a: &str, b: &str) -> bool {
    let known = words(a);
    words(b).iter().any(|word| word.len() >= TELLING && known.contains(word))
}

fn of_rows(
    index: &mut SearchIndex,
    country: &Country,
    state: u16,
    rows: &[(u32, Doc)],
    facts: &[(u32, &Fact)],
) {
    let mut of_table: HashMap<&str, Vec<(u32, &Fact)>> = HashMap::new();
    for (doc, fact) in facts {
        let table = fact.indicator.split('/').next().unwrap_or_default();
        of_table.entry(table).or_default().push((*doc, fact));
    }
    for (number, doc) in rows.iter().filter(|(_, doc)| doc.country == state) {
        let Some(table) = country.tables.get(doc.at as usize) else { continue };
        let Some(row) = table.rows.get(doc.row as usize) else { continue };
        let Some(facts) = of_table.get(table.id.as_str()) else { continue };
        let cited = row::citation(table, row);
        let stands = |fact: &Fact| {
            row.iter().any(|cell| {
                *cell == fact.printed || fact.value.is_some() && cell.parse().ok() == fact.value
            })
        };
        for (fact_doc, fact) in facts {
            if fact.cited == cited && stands(fact) {
                index.row_facts.push((*number, *fact_doc));
            }
        }
    }
}
