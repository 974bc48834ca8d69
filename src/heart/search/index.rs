//! Everything that can be found, folded once.

use super::HitKind;
use super::terms::Words;
use crate::atlas::{Atlas, Country, Embargo, Event, Fact, Iso3};
use crate::key::{FactKey, row_id};
use crate::row;
use crate::text::{Text, fold};

/// Built once for an atlas.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    /// Groups of spellings of one name.
    pub(super) aliases: Vec<Vec<String>>,
    /// In the order of the atlas, as are the next two.
    pub(super) countries: Vec<Words>,
    pub(super) indicators: Vec<Words>,
    pub(super) treaties: Vec<Words>,
    pub(super) entries: Vec<Entry>,
}

/// Something that is found by its own words.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub kind: HitKind,
    pub iso3: Option<Iso3>,
    pub label: Text,
    pub value: Option<Text>,
    pub number: Option<f64>,
    pub year: Option<u16>,
    pub source: String,
    pub key: String,
    pub words: Words,
}

impl SearchIndex {
    pub fn new(atlas: &Atlas) -> Self {
        let mut index = Self::default();
        for indicator in &atlas.indicators {
            let words =
                words_of(&indicator.name, &[&indicator.id, &indicator.note.en, &indicator.note.de]);
            index.indicators.push(words.clone());
            let key = format!("indicator/{}", indicator.id);
            let source = atlas
                .source(indicator.source)
                .map(|source| source.publisher.clone())
                .unwrap_or_default();
            let entry = Entry {
                source,
                ..Entry::new(HitKind::Indicator, None, key, &indicator.name, words)
            };
            index.entries.push(entry);
        }
        for treaty in &atlas.treaties {
            let full = &treaty.full;
            let words = words_of(&treaty.short, &[&treaty.id, &full.en, &full.de, &full.fr]);
            index.treaties.push(words.clone());
            let key = format!("treaty/{}", treaty.id);
            let entry = Entry {
                year: treaty.opened,
                ..Entry::new(HitKind::Treaty, None, key, &treaty.short, words)
            };
            index.entries.push(entry);
        }
        index.entries.extend(atlas.embargoes.iter().map(|embargo| of_embargo(atlas, embargo)));
        for source in &atlas.sources {
            let words = words_of(&source.title, &[&source.id, &source.publisher]);
            let key = format!("source/{}", source.id);
            let entry = Entry::new(HitKind::Source, None, key, &source.title, words);
            index.entries.push(Entry { source: source.publisher.clone(), ..entry });
        }
        for country in &atlas.countries {
            index.country(country);
        }
        index
    }

    fn country(&mut self, country: &Country) {
        let iso3 = country.iso3;
        let words = words_of(&country.name, &[iso3.as_str(), &country.iso2]);
        let seat = words_of(
            &country.name,
            &[iso3.as_str(), &country.capital.en, &country.capital.de, &country.capital.fr],
        );
        self.countries.push(words);
        let key = format!("country/{iso3}");
        self.entries.push(Entry::new(HitKind::Country, Some(iso3), key, &country.name, seat));
        for alias in &country.aliases {
            let names =
                [&alias.name.en, &alias.name.de, &alias.name.fr].into_iter().chain(&alias.others);
            let mut group: Vec<String> =
                names.filter(|name| !name.is_empty()).map(|name| fold(name)).collect();
            group.sort();
            group.dedup();
            if group.len() > 1 {
                self.aliases.push(group);
            }
        }
        self.entries.extend(country.events.iter().map(|event| of_event(iso3, event)));
        self.entries
            .extend(country.facts.iter().enumerate().map(|(at, fact)| of_fact(iso3, at, fact)));
        self.tables(country);
        for found in &country.contradictions {
            let more =
                [&found.id, &found.claim_a, &found.claim_b, &found.ref_a, &found.ref_b, &found.why];
            let words = Words::new([found.topic.as_str()], &more.map(String::as_str));
            let key = FactKey::Contradiction { iso3, id: found.id.clone() }.to_string();
            let label = Text::same(found.topic.as_str());
            let entry = Entry::new(HitKind::Contradiction, Some(iso3), key, &label, words);
            let value = Text::same(format!("{} ≠ {}", found.claim_a, found.claim_b));
            self.entries.push(Entry {
                value: Some(value),
                source: [found.ref_a.as_str(), &found.ref_b].join(" · "),
                ..entry
            });
        }
    }

    fn tables(&mut self, country: &Country) {
        let iso3 = country.iso3;
        for table in country.tables.iter().filter(|table| row::is_own(table)) {
            for (at, row) in table.rows.iter().enumerate() {
                let label = row::label(table, row);
                let cells = row::words(table, row);
                let words =
                    words_of(&label, &[&cells, &table.title.en, &table.title.de, &table.title.fr]);
                let id = row_id(table, at, row);
                let key = FactKey::Table { iso3, table: table.id.clone(), row: id }.to_string();
                let entry = Entry::new(HitKind::TableRow, Some(iso3), key, &label, words);
                let source = table.cell(row, "source_cited").to_owned();
                self.entries.push(Entry {
                    value: Some(table.title.clone()),
                    year: row::year(table, row),
                    source,
                    ..entry
                });
            }
        }
    }
}

impl Entry {
    fn new(kind: HitKind, iso3: Option<Iso3>, key: String, label: &Text, words: Words) -> Self {
        let label = label.clone();
        Self {
            kind,
            iso3,
            label,
            value: None,
            number: None,
            year: None,
            source: String::new(),
            key,
            words,
        }
    }
}

fn words_of(name: &Text, more: &[&str]) -> Words {
    Words::new([name.en.as_str(), &name.de, &name.fr], more)
}

fn of_embargo(atlas: &Atlas, embargo: &Embargo) -> Entry {
    let state = embargo.iso3.and_then(|iso3| atlas.country(iso3));
    let name = state.map(|country| country.name.clone()).unwrap_or_default();
    let acts: Vec<&str> = embargo.readings.iter().map(|reading| reading.act.as_str()).collect();
    let iso3 = embargo.iso3.map(|iso3| iso3.to_string()).unwrap_or_default();
    let more =
        [embargo.issuer.code(), &iso3, &name.en, &name.de, &name.fr, &acts.join(" "), "embargo"];
    let words = words_of(&embargo.name, &more);
    let newest = embargo.newest();
    let source = newest.and_then(|reading| atlas.source_by_id(&reading.source));
    let key = FactKey::Embargo { id: embargo.id.clone() }.to_string();
    Entry {
        value: newest.map(|reading| {
            Text::same(format!("{} {}", embargo.issuer.code(), reading.target.code()))
        }),
        year: newest.and_then(|reading| reading.since).map(|since| since.year),
        source: source.map(|source| source.publisher.clone()).unwrap_or_default(),
        ..Entry::new(HitKind::Embargo, embargo.iso3, key, &embargo.name, words)
    }
}

fn of_event(iso3: Iso3, event: &Event) -> Entry {
    let date = event.date.map(|date| date.to_string()).unwrap_or_default();
    let more = [
        event.id.as_str(),
        &event.section.en,
        &event.section.de,
        &event.section.fr,
        &event.numbers,
        &event.cited.source,
        &date,
    ];
    let key = FactKey::Event { iso3, id: event.id.clone() }.to_string();
    Entry {
        year: event.date.map(|date| date.year),
        source: event.cited.source.clone(),
        ..Entry::new(HitKind::Event, Some(iso3), key, &event.text, words_of(&event.text, &more))
    }
}

fn of_fact(iso3: Iso3, at: usize, fact: &Fact) -> Entry {
    let year = fact.year.map(|year| year.to_string()).unwrap_or_default();
    let more = [
        fact.indicator.as_str(),
        &fact.about,
        &fact.period,
        &year,
        &fact.note.en,
        &fact.note.de,
        &fact.cited.source,
    ];
    Entry {
        value: (!fact.printed.is_empty()).then(|| Text::same(fact.printed.as_str())),
        number: fact.value,
        year: fact.year,
        source: fact.cited.source.clone(),
        ..Entry::new(
            HitKind::Fact,
            Some(iso3),
            FactKey::Fact { iso3, at }.to_string(),
            &fact.name,
            words_of(&fact.name, &more),
        )
    }
}
