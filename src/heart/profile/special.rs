//! Elements that no series and no table fills as they are: the state itself, its alliances, troops, conflicts, stocks.

use super::Maker;
use super::cells::{dated, of_point};
use super::layout::Special;
use super::model::{Body, Cell, Column, Grid, Row};
use crate::atlas::{Country, Iso3, Presence, Qualifier, SourceCopy};
use crate::key::FactKey;
use crate::phrase::{filled, phrase};
use crate::text::{Lang, Text};
use std::collections::BTreeSet;

/// Blocs with so many members are told by number, not by name.
const NAMED: usize = 15;
/// Years of conflict that a table shows.
const YEARS: usize = 10;

impl Maker<'_> {
    pub(super) fn special(&self, special: Special) -> Body {
        match special {
            Special::Country => grid(&["value"], self.facts_of_state()),
            Special::Memberships => grid(&["membership", "members", "names"], self.blocs()),
            Special::Neighbours => grid(&["region", "income_group", "alliances"], self.around()),
            Special::Embargoes => self.embargoes(),
            Special::Presence => {
                grid(&["where", "kind", "time", "strength", "allied", "as_of"], self.troops())
            }
            Special::Conflicts => self.conflicts(),
            Special::Ratings => self.ratings(),
            Special::Density => self.density(),
            Special::Stock => grid(&["total", "active", "stored", "by_type"], self.stock()),
            Special::Police => {
                grid(&["persons", "density", "implied", "population"], self.police())
            }
            Special::Types => grid(&["class", "origin", "said"], self.types()),
            Special::Contradictions => self.contradictions(&[]),
            Special::Gaps => Body::Nothing, // Filled when everything else stands.
            Special::Sources => Body::Sources,
        }
    }

    fn facts_of_state(&self) -> Vec<Row> {
        let country = self.country;
        let yes_no = |is: bool| Cell::words(phrase(if is { "yes" } else { "no" }));
        let area = country
            .area_km2
            .map_or_else(Cell::missing, |area| Cell { value: Some(area), ..Cell::default() });
        let mut rows = vec![
            plain("capital", Cell::words(country.capital.clone())),
            plain("region", Cell::words(country.subregion.clone())),
            Row { unit: Text::same("km²"), ..plain("area", area) },
            plain("landlocked", yes_no(country.landlocked)),
            plain("un_member", yes_no(country.un_member)),
            plain("income_group", Cell::words(self.income_group(country))),
            plain("ldc", yes_no(country.ldc)),
        ];
        if let Some(indicator) = self.atlas.indicator("population")
            && let Some(newest) =
                indicator.points_of(self.at).iter().rev().find(|p| p.value.is_some())
        {
            let cell = of_point(country.iso3, indicator, newest);
            let head = Text::same(newest.year.to_string());
            rows.push(Row {
                head: crate::phrase::joined(&[indicator.name.clone(), head], " "),
                unit: indicator.unit.clone(),
                source: self.source_of(indicator.source),
                ..plain("population", cell)
            });
        }
        let codes = self.atlas.source_by_id("country_codes").map(|source| source.copy(""));
        for row in rows.iter_mut().filter(|row| row.source == SourceCopy::default()) {
            row.source = codes.clone().unwrap_or_default();
        }
        rows
    }

    fn income_group(&self, country: &Country) -> Text {
        match country.income_group.as_str() {
            "" => Text::default(),
            code => self.layout.word("income", code),
        }
    }

    /// Every bloc, also those that the state is not in.
    fn blocs(&self) -> Vec<Row> {
        let Some(blocs) = self.layout.words.get("blocs") else { return Vec::new() };
        let row = |(code, name): (&String, &Text)| {
            let members: Vec<&Country> =
                self.atlas.countries.iter().filter(|country| country.is_in(code)).collect();
            let is_in = self.country.is_in(code);
            let count = members.len();
            let listed: Vec<Text> = members.iter().map(|country| country.name.clone()).collect();
            let words = if count <= NAMED { super::listed(&listed) } else { Text::default() };
            let cells = vec![
                Cell::words(phrase(if is_in { "member" } else { "no_member" })),
                Cell { value: Some(count as f64), ..Cell::default() },
                Cell::words(words),
            ];
            Row { head: name.clone(), ..row_of(Text::default(), cells) }
        };
        let mut rows: Vec<(bool, Row)> =
            blocs.iter().map(|bloc| (!self.country.is_in(bloc.0), row(bloc))).collect();
        rows.sort_by_key(|(is_out, _)| *is_out);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn around(&self) -> Vec<Row> {
        let states = self.compared.iter().filter_map(|state| self.atlas.country(*state));
        let row = |country: &Country| {
            let blocs: Vec<Text> =
                country.memberships.iter().map(|code| self.layout.word("blocs", code)).collect();
            let cells = vec![
                Cell::words(country.subregion.clone()),
                Cell::words(self.income_group(country)),
                Cell::words(super::listed(&blocs)),
            ];
            let is_neighbour = self.country.neighbours.contains(&country.iso3);
            let note = if is_neighbour { Text::default() } else { phrase("no_neighbour") };
            Row { about: Some(country.iso3), note, ..row_of(country.name.clone(), cells) }
        };
        states.map(row).collect()
    }

    /// In the state first, then around it.
    fn troops(&self) -> Vec<Row> {
        let mut states: Vec<Iso3> = vec![self.country.iso3];
        states.extend(&self.compared);
        states.iter().flat_map(|state| self.troops_in(*state)).collect()
    }

    fn troops_in(&self, state: Iso3) -> Vec<Row> {
        let Some(at) = self.atlas.country_index(state) else { return Vec::new() };
        let here = |row: &&Presence| row.country == at;
        self.atlas
            .presence
            .iter()
            .filter(here)
            .enumerate()
            .map(|(at, found)| {
                let year =
                    |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
                let time = match (found.since, found.until) {
                    (None, None) => String::new(),
                    (since, until) => format!("{}\u{2013}{}", year(since), year(until)),
                };
                let strength = match found.size.parse::<f64>() {
                    Ok(value) => Cell { value: Some(value), ..Cell::default() },
                    Err(_) if found.size.is_empty() => Cell::missing(),
                    Err(_) => Cell::words(Text::same(found.size.as_str())),
                };
                let as_of = found.as_of.map(dated).unwrap_or_default();
                let cells = vec![
                    Cell::words(self.name_of(state)),
                    Cell::words(self.layout.word("presence", &found.kind)),
                    or_missing(Text::same(time)),
                    strength,
                    Cell::words(phrase(if found.counts { "yes" } else { "no" })),
                    or_missing(as_of),
                ];
                Row {
                    about: Some(state),
                    note: found.note.clone(),
                    source: self.source_of(found.source),
                    key: Some(FactKey::Presence { iso3: state, at }.to_string()),
                    ..row_of(self.force(&found.force), cells)
                }
            })
            .collect()
    }

    /// A force has its name in every language: that of a state, or one of the layout; what is in brackets, too.
    fn force(&self, name: &str) -> Text {
        let whole = |name: &str| {
            let known = self.atlas.countries.iter().find(|country| country.name.en == name);
            known.map_or_else(|| self.layout.word("forces", name), |country| country.name.clone())
        };
        match name.strip_suffix(')').and_then(|name| name.split_once(" (")) {
            None => whole(name),
            Some((name, more)) => {
                let (name, more) = (whole(name), whole(more));
                let both = |lang| format!("{} ({})", name.get(lang), more.get(lang));
                Text { en: both(Lang::En), de: both(Lang::De), fr: both(Lang::Fr) }
            }
        }
    }

    /// Deaths by kind of violence and year.
    fn conflicts(&self) -> Body {
        let found = self.atlas.conflicts_of(self.country.iso3);
        let years: BTreeSet<u16> = found.iter().map(|row| row.year).collect();
        let years: Vec<u16> = years.into_iter().rev().take(YEARS).rev().collect();
        let kinds: BTreeSet<_> = found.iter().map(|row| row.kind).collect();
        // A state that was counted and has no rows had none; one that was not counted is a gap.
        let is_counted = !self.atlas.points("ucdp_deaths", self.country.iso3).is_empty();
        if years.is_empty() && !is_counted {
            return Body::Nothing;
        }
        let columns = years.iter().map(|year| Column {
            title: Text::same(year.to_string()),
            year: Some(*year),
            unit: Text::default(),
        });
        let rows = kinds.into_iter().filter_map(|kind| {
            let of = |year: u16| found.iter().find(|row| row.kind == kind && row.year == year);
            let first = found.iter().find(|row| row.kind == kind)?;
            let cell = |year: &u16| match of(*year) {
                None => Cell::missing(),
                Some(row) => {
                    let (low, high) = (row.low.to_string(), row.high.to_string());
                    let key = FactKey::Conflict {
                        iso3: self.country.iso3,
                        year: *year,
                        kind: kind.code().to_owned(),
                    };
                    Cell {
                        value: Some(f64::from(row.best)),
                        qualifier: Qualifier::Estimate,
                        year: Some(*year),
                        note: filled("low_high", &[("low", &low), ("high", &high)]),
                        key: Some(key.to_string()),
                        ..Cell::default()
                    }
                }
            };
            let cells: Vec<Cell> = years.iter().map(cell).collect();
            Some(Row {
                unit: phrase("deaths_unit"),
                source: self.source_of(first.source),
                ..row_of(phrase(kind.code()), cells)
            })
        });
        Body::Grid(Grid { columns: columns.collect(), rows: rows.collect() })
    }
}

pub fn grid(titles: &[&str], rows: Vec<Row>) -> Body {
    if rows.is_empty() {
        return Body::Nothing;
    }
    let columns = titles.iter().map(|title| Column {
        title: phrase(&format!("column_{title}")),
        year: None,
        unit: Text::default(),
    });
    Body::Grid(Grid { columns: columns.collect(), rows })
}

/// A row with a phrase for its head.
fn plain(head: &str, cell: Cell) -> Row {
    let cell = if cell.is_empty() { Cell::missing() } else { cell };
    row_of(phrase(&format!("column_{head}")), vec![cell])
}

pub fn row_of(head: Text, cells: Vec<Cell>) -> Row {
    Row {
        head,
        unit: Text::default(),
        edition: Text::default(),
        is_older: false,
        about: None,
        cells,
        note: Text::default(),
        source: SourceCopy::default(),
        key: None,
    }
}

fn or_missing(words: Text) -> Cell {
    if words.is_empty() { Cell::missing() } else { Cell::words(words) }
}
