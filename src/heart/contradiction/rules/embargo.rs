//! Sources that read one embargo differently.

use super::super::view::{View, holds};
use super::super::{Found, How, Says, Side, Uses, Why};
use super::Rule;
use crate::atlas::{Embargo, EmbargoReading};
use crate::key::FactKey;
use crate::phrase::{joined, phrase, scope_key};
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let all = view.atlas.embargoes_of(view.iso3());
    all.filter(|embargo| !embargo.differs.is_empty())
        .filter_map(|embargo| one(view, embargo))
        .collect()
}

fn one(view: &View<'_>, embargo: &Embargo) -> Option<Found> {
    let newest = embargo.newest()?;
    let other = embargo.readings.iter().find(|reading| {
        (reading.target, reading.scope, reading.since)
            != (newest.target, newest.scope, newest.since)
    });
    let a = side(view, embargo, newest);
    let b = match other {
        Some(other) => side(view, embargo, other),
        // Nobody reads it otherwise, but another source does not list it.
        None if embargo.differs.iter().any(|what| what == "presence") => {
            let apart = Side { source: String::new(), place: String::new(), ..a.clone() };
            holds(How::NotListed, "", &apart)
        }
        None => return None,
    };
    Some(view.found(Rule::EmbargoReadings, embargo.name.clone(), a, b, Uses::A, Why::NewestEdition))
}

fn side(view: &View<'_>, embargo: &Embargo, reading: &EmbargoReading) -> Side {
    let target = phrase(&reading.target.code().to_lowercase());
    let scope = phrase(scope_key(reading.scope));
    let since = reading.since.map_or_else(Text::default, |date| Text::same(date.to_string()));
    let source = view.atlas.source_by_id(&reading.source);
    Side {
        says: Says::Words(joined(&[target, scope, since], "; ")),
        source: source.map_or_else(|| reading.source.clone(), |source| source.title.en.clone()),
        place: reading.reference.clone(),
        key: Some(FactKey::Embargo { id: embargo.id.clone() }),
        criteria: vec![1],
        refs: Vec::new(),
    }
}
