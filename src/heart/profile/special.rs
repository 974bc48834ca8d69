//! Elements that no series and no table fills as they are: the state itself, its alliances, troops, conflicts, stocks.

use super::cells::{of_fact, of_point, worked_out};
use super::layout::Special;
use super::model::{Body, Cell, Column, Grid, Row};
use super::{Maker, report};
use crate::atlas::{Country, Iso3, Presence, Qualifier, SourceCopy};
use crate::key::FactKey;
use crate::phrase::{filled, phrase};
use crate::text::Text;
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
            Special::Contradictions => self.contradictions(),
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
                let as_of = found.as_of.map(|date| date.to_string()).unwrap_or_default();
                let cells = vec![
                    Cell::words(self.name_of(state)),
                    Cell::words(self.layout.word("presence", &found.kind)),
                    or_missing(time),
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

    /// A force that is named like a state has its name in every language.
    fn force(&self, name: &str) -> Text {
        let known = self.atlas.countries.iter().find(|country| country.name.en == name);
        known.map_or_else(|| Text::same(name), |country| country.name.clone())
    }

    /// Deaths by kind of violence and year.
    fn conflicts(&self) -> Body {
        let found = self.atlas.conflicts_of(self.country.iso3);
        let years: BTreeSet<u16> = found.iter().map(|row| row.year).collect();
        let years: Vec<u16> = years.into_iter().rev().take(YEARS).rev().collect();
        let kinds: BTreeSet<_> = found.iter().map(|row| row.kind).collect();
        if years.is_empty() {
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

    /// Soldiers per 1,000 inhabitants: worked out anew from every strength and population, beside what was printed.
    fn density(&self) -> Body {
        let strengths = [self.strengths_printed(), self.years_of("armed_forces_total", 1.0)];
        let populations = [self.population_printed(), self.years_of("population", 1.0)];
        let printed: Vec<(u16, Cell)> = self
            .country
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.indicator == "forces/trend_per_1000")
            .filter_map(|(at, fact)| Some((fact.year?, of_fact(self.country.iso3, at, fact))))
            .collect();
        let mut rows: Vec<(Row, Vec<(u16, Cell)>)> = Vec::new();
        for strength in strengths.iter().filter(|found| !found.years.is_empty()) {
            for people in populations.iter().filter(|found| !found.years.is_empty()) {
                let cells = ratios(strength, people, &printed);
                if !cells.is_empty() {
                    let edition =
                        crate::phrase::joined(&[strength.name.clone(), people.name.clone()], " ÷ ");
                    let row = Row {
                        edition,
                        source: strength.source.clone(),
                        ..row_of(phrase("per_1000_own"), Vec::new())
                    };
                    rows.push((row, cells));
                }
            }
        }
        if let Some((_, fact)) = self
            .country
            .facts
            .iter()
            .enumerate()
            .find(|(_, fact)| fact.indicator == "forces/trend_per_1000")
        {
            let source = self.cited(&fact.cited);
            let edition = source.title.clone();
            rows.push((
                Row { edition, source, ..row_of(phrase("per_1000_printed"), Vec::new()) },
                printed,
            ));
        }
        if rows.is_empty() {
            return Body::Nothing;
        }
        let years: BTreeSet<u16> = rows
            .iter()
            .flat_map(|(_, cells)| cells.iter().rev().take(9))
            .map(|(year, _)| *year)
            .collect();
        let columns = years.iter().map(|year| Column {
            title: Text::same(year.to_string()),
            year: Some(*year),
            unit: Text::default(),
        });
        let fill = |(row, known): (Row, Vec<(u16, Cell)>)| {
            let cell = |year: &u16| {
                known
                    .iter()
                    .find(|(at, _)| at == year)
                    .map_or_else(Cell::missing, |(_, cell)| cell.clone())
            };
            Row { cells: years.iter().map(cell).collect(), unit: phrase("per_1000"), ..row }
        };
        Body::Grid(Grid { columns: columns.collect(), rows: rows.into_iter().map(fill).collect() })
    }

    fn years_of(&self, id: &str, factor: f64) -> Yearly {
        let Some(indicator) = self.atlas.indicator(id) else { return Yearly::default() };
        let source = self.source_of(indicator.source);
        let years = indicator.points_of(self.at).iter();
        Yearly {
            name: crate::phrase::joined(&[indicator.name.clone(), source.vintage.clone()], ", "),
            years: years.filter_map(|point| Some((point.year, point.value? * factor))).collect(),
            source,
        }
    }

    fn strengths_printed(&self) -> Yearly {
        self.yearly("forces/trend_active", "", 1000.0)
    }

    fn population_printed(&self) -> Yearly {
        self.yearly("country_profile/*", "Population", 1e6)
    }

    /// Figures of reports by year; of the name that is wanted, if one is.
    fn yearly(&self, pattern: &str, name: &str, factor: f64) -> Yearly {
        let found = self.country.facts.iter().filter(|fact| {
            super::measures::fits(&fact.indicator, pattern)
                && fact.about.is_empty()
                && (name.is_empty() || fact.name.en == name)
        });
        let found: Vec<_> = found.collect();
        let Some(first) = found.first() else { return Yearly::default() };
        let source = self.cited(&first.cited);
        Yearly {
            name: crate::phrase::joined(&[first.name.clone(), source.title.clone()], ", "),
            years: found
                .iter()
                .filter_map(|fact| Some((fact.year?, fact.value? * factor)))
                .collect(),
            source,
        }
    }

    /// What of each kind of weapon is in use and what is stored, and what the types add up to.
    fn stock(&self) -> Vec<Row> {
        let tables = self.country.tables.iter().filter(|table| table.id.starts_with("equipment_"));
        let mut rows = Vec::new();
        for table in tables {
            let level = |cells: &[String], wanted: &str| table.cell(cells, "level") == wanted;
            let number = |cells: &[String]| table.cell(cells, "count").parse::<f64>().ok();
            for cells in table.rows.iter().filter(|cells| level(cells, "category")) {
                let id = table.cell(cells, "row_id");
                let below = |wanted: &'static str| {
                    let rows = table.rows.iter();
                    rows.filter(move |row| level(row, wanted) && table.cell(row, "parent") == id)
                };
                let Some(stored) = below("stored_share").find_map(|row| Some((row, number(row)?)))
                else {
                    continue;
                };
                let Some(total) = number(cells) else { continue };
                let active: Vec<f64> = below("type")
                    .filter(|row| table.cell(row, "status") == "active")
                    .filter(|row| !table.cell(row, "type_designation").starts_with('('))
                    .filter_map(|row| number(row))
                    .collect();
                let by_type = match active.is_empty() {
                    true => Cell::missing(),
                    false => worked_out(active.iter().sum(), 0, Qualifier::Firm, phrase("own_sum")),
                };
                let figure = |row: &[String]| self.figure(table, table.cell(row, "row_id"), ".");
                let cells_of = vec![
                    figure(cells),
                    worked_out(total - stored.1, 0, Qualifier::Estimate, phrase("own_difference")),
                    figure(stored.0),
                    by_type,
                ];
                rows.push(Row {
                    source: self.cited(&crate::row::citation(table, cells)),
                    ..row_of(report::text(table, cells, "category"), cells_of)
                });
            }
        }
        rows
    }
}

/// A figure by year, from one source.
#[derive(Default)]
struct Yearly {
    name: Text,
    years: Vec<(u16, f64)>,
    source: SourceCopy,
}

/// A cell says so where what was printed is another number.
fn ratios(strength: &Yearly, people: &Yearly, printed: &[(u16, Cell)]) -> Vec<(u16, Cell)> {
    let ratio = |(year, soldiers): &(u16, f64)| {
        let (_, people) = people.years.iter().find(|(at, people)| at == year && *people > 0.0)?;
        let value = soldiers / people * 1000.0;
        let was = printed.iter().find(|(at, _)| at == year).and_then(|(_, cell)| cell.value);
        let differs = was.filter(|was| (was - (value * 10.0).round() / 10.0).abs() > 0.049);
        let note = differs.map(|was| filled("printed_is", &[("value", &was.to_string())]));
        let cell = worked_out(value, 1, Qualifier::Firm, note.unwrap_or_default());
        Some((*year, Cell { year: Some(*year), ..cell }))
    };
    strength.years.iter().filter_map(ratio).collect()
}

fn grid(titles: &[&str], rows: Vec<Row>) -> Body {
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

fn row_of(head: Text, cells: Vec<Cell>) -> Row {
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

fn or_missing(words: String) -> Cell {
    if words.is_empty() { Cell::missing() } else { Cell::words(Text::same(words)) }
}
