//! A small invented world for tests: three states, a few series, treaties and tables.

use crate::atlas::*;
use crate::date::Date;
use crate::rating::World;
use crate::rating::{AgeLimit, AgeRule, Prefill, Windows};
use crate::rulebook::{AnsweredBy, EntryKind, RegistryEntry};
use crate::text::Text;

/// Facts are added in any order; `done` sorts them.
pub(crate) struct Build {
    pub atlas: Atlas,
    pub registry: Vec<RegistryEntry>,
    pub prefill: Prefill,
}

pub(crate) fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

pub(crate) fn ages() -> AgeRule {
    AgeRule {
        yearly: AgeLimit { fresh: 2, used: 4 },
        structural: AgeLimit { fresh: 5, used: 9 },
        structural_ids: vec!["GDI".to_owned(), "SATB".to_owned()],
        embargo_months: 12,
    }
}

pub(crate) fn windows() -> Windows {
    Windows {
        conflicts: 10,
        one_sided: 5,
        growth: 5,
        deliveries: 5,
        reports: 3,
        small_arms_reports: 2,
        treaty_changes: 5,
        armed_conflict: 25,
        treaty_lists_from: 2020,
        troop_lists_from: 2014,
    }
}

impl Build {
    /// States with their land neighbours, in the order of their codes; data up to 2025.
    pub fn new(states: &[(&str, &[&str])]) -> Self {
        let source = Source {
            id: "source".to_owned(),
            title: Text::same("Source"),
            publisher: "Publisher".to_owned(),
            url: "https://example.org".to_owned(),
            licence: Text::same("CC BY 4.0"),
            class: LicenceClass::Open,
            vintage: Text::same("2025"),
            retrieved_from: String::new(),
            attribution: String::new(),
        };
        let countries = states.iter().map(|(code, near)| country(code, near)).collect();
        let edition = DataEdition { newest_year: 2025, ..DataEdition::default() };
        let atlas = Atlas { edition, sources: vec![source], countries, ..Atlas::default() };
        let prefill = Prefill { ages: ages(), windows: windows(), ..Prefill::default() };
        Self { atlas, registry: Vec::new(), prefill }
    }

    pub fn world(&self) -> World<'_> {
        World { atlas: &self.atlas, registry: &self.registry, prefill: &self.prefill }
    }

    fn at(&self, code: &str) -> CountryIx {
        self.atlas.country_index(iso3(code)).unwrap()
    }

    /// A series that answers `id`, with values as (state, year, value).
    pub fn series(mut self, id: &str, series: &str, values: &[(&str, u16, f64)]) -> Self {
        let mut points: Vec<Point> = values
            .iter()
            .map(|(code, year, value)| Point {
                country: self.at(code),
                year: *year,
                value: Some(*value),
                status: ValueStatus::Present,
                qualifier: Qualifier::Firm,
            })
            .collect();
        points.sort_by_key(|point| (point.country, point.year));
        self.atlas.indicators.push(Indicator {
            id: series.to_owned(),
            name: Text::same(series),
            unit: Text::same("unit"),
            direction: Direction::HigherIsWorse,
            criteria: Vec::new(),
            source: SourceIx(0),
            note: Text::default(),
            categories: Vec::new(),
            by_edition: false,
            points,
        });
        self.entry(id, EntryKind::Numeric, AnsweredBy::Bundled, &[series])
    }

    pub fn entry(
        mut self,
        id: &str,
        kind: EntryKind,
        answered_by: AnsweredBy,
        bundled: &[&str],
    ) -> Self {
        self.registry.push(RegistryEntry {
            id: id.to_owned(),
            kind,
            name: Text::same(id),
            publisher: String::new(),
            scale: Text::same("scale"),
            worse: Text::default(),
            cycle: Text::default(),
            criteria: Vec::new(),
            answered_by,
            bundled: bundled.iter().map(|id| (*id).to_owned()).collect(),
            derivation: Text::default(),
            caveat: Text::default(),
            coverage: String::new(),
            latest_year: None,
        });
        self
    }

    /// A treaty that answers `id`, with the status of some states in a list of 2026.
    pub fn treaty(mut self, id: &str, treaty: &str, rows: &[(&str, Joined)]) -> Self {
        let at = self.atlas.treaties.len() as u16;
        self.atlas.treaties.push(Treaty {
            id: treaty.to_owned(),
            short: Text::same(treaty),
            full: Text::same(treaty),
            opened: None,
            in_force: None,
            topic: String::new(),
            criteria: Vec::new(),
        });
        for (code, status) in rows {
            let country = self.at(code);
            self.atlas.treaty_status.push(TreatyStatus {
                country,
                treaty: at,
                status: *status,
                year: None,
                source: SourceIx(0),
                as_of: Some(Date::of_year(2026)),
                note: None,
            });
        }
        self.atlas.treaty_status.sort_by_key(|row| (row.country, row.treaty));
        self.entry(id, EntryKind::Treaty, AnsweredBy::Bundled, &[treaty])
    }

    pub fn conflict(mut self, code: &str, year: u16, kind: ConflictKind, best: u32) -> Self {
        let country = self.at(code);
        let source = SourceIx(0);
        let row =
            ConflictYear { country, year, kind, best, low: best, high: best, dyads: 1, source };
        self.atlas.conflicts.push(row);
        self.atlas.conflicts.sort_by_key(|row| (row.country, row.year));
        self
    }

    pub fn embargo(mut self, code: &str, issuer: Issuer, readings: &[EmbargoReading]) -> Self {
        self.atlas.embargoes.push(Embargo {
            id: format!("{code}-{}", issuer.code()),
            iso3: Some(iso3(code)),
            name: Text::same(code),
            issuer,
            readings: readings.to_vec(),
            differs: Vec::new(),
        });
        self
    }

    pub fn troops(
        mut self,
        code: &str,
        since: Option<u16>,
        until: Option<u16>,
        listed: u16,
    ) -> Self {
        let country = self.at(code);
        self.atlas.presence.push(Presence {
            country,
            force: "NATO".to_owned(),
            kind: "nato".to_owned(),
            since,
            until,
            size: String::new(),
            counts: true,
            as_of: Some(Date::of_year(listed)),
            source: SourceIx(0),
            note: Text::default(),
        });
        self
    }
}

pub(crate) fn reading(target: Target, scope: Scope, since: u16, as_of: &str) -> EmbargoReading {
    EmbargoReading {
        source: "source".to_owned(),
        reference: String::new(),
        as_of: Date::parse(as_of),
        since: Some(Date::of_year(since)),
        until: None,
        target,
        scope,
        scope_text: Text::default(),
        act: String::new(),
        oldest_act: None,
        note: Text::default(),
        mark: None,
    }
}

fn country(code: &str, neighbours: &[&str]) -> Country {
    Country {
        iso3: iso3(code),
        iso2: String::new(),
        name: Text::same(code),
        capital: Text::default(),
        region: Text::default(),
        subregion: Text::default(),
        area_km2: None,
        landlocked: false,
        neighbours: neighbours.iter().map(|code| iso3(code)).collect(),
        un_member: true,
        position: None,
        memberships: Vec::new(),
        income_group: String::new(),
        ldc: false,
        ldc_until: None,
        aliases: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        tables: Vec::new(),
        contradictions: Vec::new(),
        published_ratings: Vec::new(),
    }
}
