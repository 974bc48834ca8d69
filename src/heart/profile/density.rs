//! How many soldiers and police there are for the inhabitants, worked out anew beside what was printed.

use super::Maker;
use super::cells::{of_fact, worked_out};
use super::model::{Body, Cell, Column, Grid, Row};
use super::special::row_of;
use crate::atlas::{Fact, Qualifier, SourceCopy};
use crate::phrase::{filled, phrase};
use crate::text::Text;
use std::collections::BTreeSet;

/// So much apart, in parts of a hundred, two populations are not of one time.
const APART: f64 = 3.0;

impl Maker<'_> {
    /// Soldiers per 1,000 inhabitants: worked out anew from every strength and population, beside what was printed.
    pub(super) fn density(&self) -> Body {
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

    /// Police strength and density, and the population that the two imply.
    pub(super) fn police(&self) -> Vec<Row> {
        let of = |unit: &str| {
            let facts = self.country.facts.iter().enumerate();
            facts.filter(|(_, fact)| fact.indicator.starts_with("forces/P-")).find(|(_, fact)| {
                fact.unit.en == unit && fact.value.is_some_and(|value| value > 0.0)
            })
        };
        let (Some(persons), Some(density)) = (of("persons"), of("per 100,000 inhabitants")) else {
            return Vec::new();
        };
        let value = |found: (usize, &Fact)| found.1.value.unwrap_or(0.0);
        let implied = value(persons) / value(density) * 100_000.0;
        let newest = self.years_of("population", 1.0);
        let newest = newest.years.last().copied();
        let is_older = newest.is_some_and(|(_, now)| (now - implied).abs() / now * 100.0 > APART);
        let population = newest.map_or_else(Cell::missing, |(year, people)| Cell {
            value: Some(people),
            year: Some(year),
            ..Cell::default()
        });
        let cell = |(at, fact): (usize, &Fact)| of_fact(self.country.iso3, at, fact);
        let cells = vec![
            cell(persons),
            cell(density),
            worked_out(implied, 0, Qualifier::Estimate, phrase("own_ratio")),
            population,
        ];
        let note = if is_older { phrase("older_data") } else { Text::default() };
        let source = self.cited(&persons.1.cited);
        vec![Row { note, source, ..row_of(persons.1.name.clone(), cells) }]
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
