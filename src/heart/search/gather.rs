//! What is known, and which words of it are its name, its codes and its text.

use super::HitKind;
use super::index::{Doc, Maker, NO_STATE};
use super::lexicon::Field;
use crate::atlas::{Atlas, Country, CountryIx, Embargo, Fact};
use crate::phrase::{phrase, scope_key};
use crate::row;

/// States, series and treaties first; see `SearchIndex::docs`.
pub fn everything(maker: &mut Maker, atlas: &Atlas) {
    for (country, at) in atlas.countries.iter().zip(0..) {
        state(maker, atlas, country, at);
    }
    for (series, at) in atlas.indicators.iter().zip(0..) {
        maker.begin(Doc::new(HitKind::Indicator, NO_STATE, at));
        maker.name(&series.name);
        maker.others(atlas.spellings.of_series(&series.id));
        maker.codes(&[&series.id]);
        maker.text(&series.note);
        if let Some(source) = atlas.source(series.source) {
            maker.texts(&[&source.publisher, &source.id]);
        }
    }
    for (treaty, at) in atlas.treaties.iter().zip(0..) {
        let year = treaty.opened.unwrap_or(0);
        maker.begin(Doc { year, ..Doc::new(HitKind::Treaty, NO_STATE, at) });
        maker.name(&treaty.short);
        maker.others(atlas.spellings.of_treaty(&treaty.id));
        maker.codes(&[&treaty.id]);
        maker.name(&treaty.full);
    }
    for (embargo, at) in atlas.embargoes.iter().zip(0..) {
        of_embargo(maker, atlas, embargo, at);
    }
    for (source, at) in atlas.sources.iter().zip(0..) {
        maker.begin(Doc::new(HitKind::Source, NO_STATE, at));
        maker.name(&source.title);
        maker.codes(&[&source.id]);
        maker.texts(&[&source.publisher]);
    }
    presence(maker, atlas);
    for (row, at) in atlas.conflicts.iter().zip(0..) {
        maker.begin(Doc { year: row.year, ..Doc::new(HitKind::Conflict, row.country.0, at) });
        maker.name(&phrase(row.kind.code()));
        maker.text(&phrase("deaths"));
        if let Some(source) = atlas.source(row.source) {
            maker.texts(&[&source.publisher, &source.id]);
        }
    }
    for (country, at) in atlas.countries.iter().zip(0..) {
        of_state(maker, atlas, country, at);
    }
}

impl Doc {
    fn new(kind: HitKind, country: u16, at: u32) -> Self {
        Self { kind, country, year: 0, at, row: 0 }
    }
}

fn state(maker: &mut Maker, atlas: &Atlas, country: &Country, at: u16) {
    maker.begin(Doc::new(HitKind::Country, at, at.into()));
    maker.name(&country.name);
    maker.others(atlas.spellings.of_state(country.iso3));
    let capital = &country.capital;
    maker.others(&[&capital.en, &capital.de, &capital.fr].map(String::clone));
    maker.codes(&[country.iso3.as_str(), &country.iso2]);
    for region in [&country.region, &country.subregion] {
        maker.other_names(region);
    }
}

fn of_embargo(maker: &mut Maker, atlas: &Atlas, embargo: &Embargo, at: u32) {
    let country = embargo.iso3.and_then(|iso3| atlas.country_index(iso3));
    let newest = embargo.newest();
    let since = newest.and_then(|reading| reading.since).map_or(0, |since| since.year);
    let doc = Doc::new(HitKind::Embargo, country.map_or(NO_STATE, |at| at.0), at);
    maker.begin(Doc { year: since, ..doc });
    maker.name(&embargo.name);
    maker.codes(&[&embargo.id]);
    maker.add(Field::Code, "embargo");
    // German writes as one word what others look for in two.
    maker.text(&phrase("embargo_words"));
    maker.add(Field::Code, embargo.issuer.code());
    for reading in &embargo.readings {
        maker.codes(&[&reading.act]);
        maker.texts(&[&reading.reference, &reading.source]);
        maker.text(&reading.scope_text);
        maker.text(&reading.note);
        maker.text(&phrase(&reading.target.code().to_lowercase()));
        maker.text(&phrase(scope_key(reading.scope)));
    }
    if let Some(country) = embargo.iso3.and_then(|iso3| atlas.country(iso3)) {
        maker.other_names(&country.name);
    }
}

fn presence(maker: &mut Maker, atlas: &Atlas) {
    let mut nth: Vec<u32> = vec![0; atlas.countries.len()];
    for (row, at) in atlas.presence.iter().zip(0..) {
        // Its key counts the rows of its state.
        let nth = nth.get_mut(usize::from(row.country.0)).map_or(0, |nth| {
            *nth += 1;
            *nth - 1
        });
        let doc = Doc::new(HitKind::Presence, row.country.0, at);
        maker.begin(Doc { year: row.since.unwrap_or(0), row: nth, ..doc });
        maker.name(&crate::text::Text::same(row.force.as_str()));
        maker.name(&phrase("presence"));
        maker.texts(&[&row.kind, &row.size]);
        maker.text(&row.note);
        if let Some(source) = atlas.source(row.source) {
            maker.texts(&[&source.publisher]);
        }
    }
}

/// What a state's own files say.
fn of_state(maker: &mut Maker, atlas: &Atlas, country: &Country, state: u16) {
    for (id, row) in country.memberships.iter().zip(0..) {
        let Some(bloc) = atlas.spellings.bloc(id) else { continue };
        maker.begin(Doc { row, ..Doc::new(HitKind::Membership, state, 0) });
        maker.name(&bloc.name);
        maker.others(&bloc.others);
    }
    for (event, at) in country.events.iter().zip(0..) {
        let year = event.date.map_or(0, |date| date.year);
        maker.begin(Doc { year, ..Doc::new(HitKind::Event, state, at) });
        maker.name(&event.text);
        maker.codes(&[&event.id]);
        let date = event.date.map(|date| date.to_string()).unwrap_or_default();
        maker.text(&event.section);
        maker.texts(&[&event.numbers, &event.cited.source, &date]);
        for code in &event.places {
            place(maker, atlas, code);
        }
    }
    for (fact, at) in country.facts.iter().zip(0..) {
        of_fact(maker, atlas, fact, state, at);
    }
    for (rating, at) in country.published_ratings.iter().zip(0..) {
        let doc = Doc::new(HitKind::Rating, state, at);
        maker.begin(Doc { year: rating.year.unwrap_or(0), ..doc });
        let number = rating.criterion.to_string();
        maker.name(&crate::phrase::filled("rating", &[("number", &number)]));
        maker.text(&phrase(&format!("level_{}", rating.level.code())));
        maker.texts(&[&rating.cited.source]);
    }
    for (table, at) in country.tables.iter().zip(0..).filter(|(table, _)| row::is_own(table)) {
        for (cells, row) in table.rows.iter().zip(0..) {
            let year = row::year(table, cells).unwrap_or(0);
            maker.begin(Doc { year, row, ..Doc::new(HitKind::TableRow, state, at) });
            maker.name(&row::label(&atlas.translations, table, cells));
            maker.texts(&[&row::words(table, cells), table.cell(cells, "source_cited")]);
            maker.text(&table.title);
        }
    }
    for (found, at) in country.contradictions.iter().zip(0..) {
        maker.begin(Doc::new(HitKind::Contradiction, state, at));
        maker.name(&found.topic);
        maker.codes(&[&found.id]);
        for text in [&found.claim_a, &found.claim_b, &found.ref_a, &found.ref_b, &found.why] {
            maker.text(text);
        }
    }
}

fn of_fact(maker: &mut Maker, atlas: &Atlas, fact: &Fact, state: u16, at: u32) {
    let year = fact.year.unwrap_or(0);
    maker.begin(Doc { year, ..Doc::new(HitKind::Fact, state, at) });
    maker.name(&fact.name);
    maker.add(Field::Code, &fact.indicator);
    maker.add(Field::Code, &fact.about);
    place(maker, atlas, &fact.about);
    maker.texts(&[&fact.period, &fact.printed, &fact.cited.source]);
    maker.text(&fact.note);
    maker.text(&fact.unit);
}

/// A state that something is about besides its own, by its names.
fn place(maker: &mut Maker, atlas: &Atlas, code: &str) {
    let about = crate::atlas::Iso3::parse(code).and_then(|iso3| atlas.country_index(iso3));
    if let Some(country) = about.and_then(|CountryIx(at)| atlas.countries.get(usize::from(at))) {
        maker.text(&country.name);
    }
}
