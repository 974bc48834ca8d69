//! The same search without any index: every term against every word of every thing.

use super::super::index::{Doc, NO_STATE};
use super::super::lexicon::Field;
use super::super::words::{with_bare_vowels, words};
use super::super::*;
use super::real::world;
use crate::key::FactKey;
use std::collections::BTreeSet;

/// Words and fields of each thing, out of the index.
fn things() -> Vec<Vec<(String, Field)>> {
    let (_, index) = world();
    let mut things = vec![Vec::new(); index.docs.len()];
    let mut word = 0;
    while !index.lexicon.word(word).is_empty() {
        for post in index.lexicon.posts(word) {
            let field = Field::ALL[post.field()];
            things[post.doc() as usize].push((index.lexicon.word(word).to_owned(), field));
        }
        word += 1;
    }
    things
}

fn finds(term: &str, thing: &[(String, Field)], fields: &[Field]) -> bool {
    stands(term, thing, fields)
        || with_bare_vowels(term).is_some_and(|bare| {
            let begins = |(word, field): &&(String, Field)| {
                fields.contains(field) && word.starts_with(bare.as_str())
            };
            let by_beginning = |field: Field| {
                !matches!(field, Field::OtherName | Field::OtherText) || term.len() >= 3
            };
            thing.iter().filter(begins).any(|(word, field)| *word == bare || by_beginning(*field))
        })
}

fn stands(term: &str, thing: &[(String, Field)], fields: &[Field]) -> bool {
    let (letters, number) = (term.chars().count(), term.parse::<u64>().is_ok());
    thing.iter().filter(|(_, field)| fields.contains(field)).any(|(word, field)| match field {
        _ if word == term => true,
        Field::OtherName | Field::OtherText => letters >= 3 && word.starts_with(term),
        Field::Code => word.starts_with(term),
        _ => word.starts_with(term) || (letters >= 3 && !number && word.contains(term)),
    })
}

const NAMES: [Field; 3] = [Field::Name, Field::OtherName, Field::Code];

/// Keys of what answers a query, before anything is left out.
fn naive(query: &str, things: &[Vec<(String, Field)>]) -> BTreeSet<String> {
    let (atlas, index) = world();
    let terms = words(query);
    let year_of =
        |term: &String| term.parse::<u16>().ok().filter(|year| (1900..2100).contains(year));
    let mut found = BTreeSet::new();
    for (number, (doc, own)) in index.docs.iter().zip(things).enumerate() {
        let by_state = |term: &String, state: u16| {
            state != NO_STATE && finds(term, &things[usize::from(state)], &NAMES)
        };
        let own_finds = |term: &String| finds(term, own, &Field::ALL);
        if terms.iter().any(own_finds)
            && terms.iter().all(|term| own_finds(term) || by_state(term, doc.country))
        {
            found.insert(format!("{number}"));
        }
        let in_pair = |term: &String| {
            finds(term, own, if year_of(term).is_some() { &NAMES } else { &Field::ALL })
        };
        if !matches!(doc.kind, HitKind::Indicator | HitKind::Treaty) || !terms.iter().any(in_pair) {
            continue;
        }
        for (country, state) in atlas.countries.iter().zip(0..) {
            let mut asked = None;
            let all = terms.iter().all(|term| {
                in_pair(term) || by_state(term, state) || {
                    let year = year_of(term);
                    let first = asked.is_none_or(|known| Some(known) == year);
                    asked = asked.or(year);
                    year.is_some() && first
                }
            });
            if all {
                found.extend(pair(doc, country.iso3, asked));
            }
        }
    }
    found
}

fn pair(doc: &Doc, iso3: Iso3, asked: Option<u16>) -> Option<String> {
    let (atlas, _) = world();
    if doc.kind == HitKind::Treaty {
        let treaty = &atlas.treaties[doc.at as usize].id;
        let row = atlas.status_of(treaty, iso3)?;
        let fits = asked.is_none() || row.year == asked;
        return fits.then(|| FactKey::Treaty { iso3, treaty: treaty.clone() }.to_string());
    }
    let series = &atlas.indicators[doc.at as usize].id;
    let points = atlas.points(series, iso3);
    let point = match asked {
        Some(year) => points.iter().find(|point| point.year == year)?,
        None => points.iter().rev().find(|point| point.value.is_some()).or(points.last())?,
    };
    let indicator = series.clone();
    Some(FactKey::Observation { iso3, indicator, year: point.year }.to_string())
}

#[test]
fn the_index_finds_what_a_plain_search_finds() {
    let (atlas, index) = world();
    let things = things();
    let all: Vec<&String> = things.iter().flatten().map(|(word, _)| word).collect();
    let mut seed: u64 = 7;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let years = ["2015", "2024", "1999"];
    let mut answered = 0;
    for round in 0..16 {
        let mut query: Vec<String> = (0..=chance(3))
            .map(|_| {
                let word = all[chance(all.len())];
                word.chars().take(2 + chance(8)).collect::<String>()
            })
            // A decade half typed is tested elsewhere.
            .filter(|word| !(word.len() < 4 && (word.starts_with("19") || word.starts_with("20"))))
            .collect();
        if round % 4 == 0 {
            query.push(years[chance(3)].to_owned());
        }
        let query = query.join(" ");
        let hits = index.search(atlas, Lang::En, &query, None, usize::MAX);
        if hits.iter().flat_map(|hit| &hit.why).any(|why| why.found == Found::Typo) {
            continue;
        }
        let shown: BTreeSet<String> = hits.iter().map(|hit| hit.key.clone()).collect();
        let left_out: BTreeSet<&String> = hits.iter().flat_map(|hit| &hit.also).collect();
        // Things by themselves are known by their number here.
        let wanted: BTreeSet<String> = naive(&query, &things)
            .into_iter()
            .map(|key| match key.parse() {
                Ok(number) => key_of(number),
                Err(_) => key,
            })
            .collect();
        assert!(shown.is_subset(&wanted), "{query}: {:?}", shown.difference(&wanted).next());
        for missing in wanted.difference(&shown) {
            let as_row = missing.starts_with("table/");
            assert!(as_row || left_out.contains(missing), "{query}: {missing}");
        }
        answered += usize::from(!shown.is_empty());
    }
    assert!(answered > 5, "{answered}");
}

fn key_of(number: u32) -> String {
    let (atlas, index) = world();
    let candidate = rank::Candidate::of_thing(number);
    hit::of(index, atlas, Lang::En, &candidate).unwrap().key
}
