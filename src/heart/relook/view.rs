//! The country view of a case beside what the same method says from the data of today.

use super::{Relook, What, Words};
use crate::Bundle;
use crate::dossier::Dossier;
use crate::level::Level;
use crate::phrase::{joined, phrase};
use crate::pinned::method_of;
use crate::rating::{AsOf, CountryRating, Inputs, Reading, rate};
use crate::text::Text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An input of the method that reads otherwise by now.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingChange {
    pub id: String,
    pub name: Text,
    pub old: Text,
    pub new: Text,
}

pub fn relook(bundle: &Bundle, dossier: &Dossier, words: &Words<'_>) -> Option<Relook> {
    let old = dossier.country_view.as_ref()?;
    // A method that the program does not have is still in the case.
    let method =
        bundle.method(&old.method).map(Cow::Borrowed).or_else(|| method_of(dossier, bundle))?;
    let method = &*method;
    let edition = &bundle.atlas.edition;
    if old.data_hash == edition.hash && old.method_hash == method.hash {
        return None;
    }
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
    let new = rate(&inputs, method, old.iso3);
    let (levels, readings) = (levels(old, &new), readings(old, &new, words));
    if levels.is_empty() && readings.is_empty() {
        return None;
    }
    let name = bundle.atlas.country(old.iso3).map(|country| country.name.clone());
    let side = |level: fn(&(u8, Level, Level)) -> Level, said: fn(&ReadingChange) -> &Text| {
        let levels = levels.iter().map(|change| {
            let word = phrase(&format!("level_{}", level(change).code()));
            joined(&[Text::same(change.0.to_string()), word], ": ")
        });
        let readings = readings
            .iter()
            .map(|change| joined(&[change.name.clone(), said(change).clone()], ": "));
        joined(&levels.chain(readings).collect::<Vec<_>>(), "\n")
    };
    Some(Relook {
        key: format!("country_view/{}/{}", old.iso3, old.method),
        title: joined(&[phrase("country_view"), name.unwrap_or_default()], ": "),
        old: side(|change| change.1, |change| &change.old),
        new: side(|change| change.2, |change| &change.new),
        serves: Vec::new(),
        what: What::View { new: Box::new(new), levels, readings },
    })
}

fn levels(old: &CountryRating, new: &CountryRating) -> Vec<(u8, Level, Level)> {
    let level = |rating: &CountryRating, number| {
        rating.criterion(number).map_or(Level::NoData, |rating| rating.level)
    };
    let changes = (1..=8).map(|number| (number, level(old, number), level(new, number)));
    changes.filter(|(_, old, new)| old != new).collect()
}

/// Each input once, in the order of the criteria.
fn all(rating: &CountryRating) -> impl Iterator<Item = &Reading> {
    rating.criteria.iter().flat_map(|criterion| {
        let of_rules = criterion.rules.iter().flat_map(|rule| &rule.readings);
        of_rules.chain(&criterion.others)
    })
}

fn readings(old: &CountryRating, new: &CountryRating, words: &Words<'_>) -> Vec<ReadingChange> {
    let before: BTreeMap<&str, &Reading> =
        all(old).map(|reading| (reading.id.as_str(), reading)).collect();
    let mut seen = std::collections::BTreeSet::new();
    let changed = all(new).filter_map(|now| {
        let was = before.get(now.id.as_str())?;
        let same = (&was.value, was.year, was.status, was.qualifier)
            == (&now.value, now.year, now.status, now.qualifier);
        if same || !seen.insert(now.id.as_str()) {
            return None;
        }
        let said = |reading: &Reading| {
            let year = reading.year.map(|year| format!("({year})")).unwrap_or_default();
            joined(&[(words.reading)(reading), Text::same(year)], " ")
        };
        Some(ReadingChange {
            id: now.id.clone(),
            name: now.name.clone(),
            old: said(was),
            new: said(now),
        })
    });
    changed.collect()
}
