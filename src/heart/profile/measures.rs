//! Figures over years: bundled series and figures of reports side by side, the newest edition first.

use super::Maker;
use super::cells::{of_fact, of_point, worked_out};
use super::layout::{Measure, Measures};
use super::model::{Bar, Body, Cell, Column, Grid, Kind, Lines, Row, Trace, TracePoint};
use crate::atlas::{Fact, Iso3, Qualifier, SourceCopy};
use crate::phrase::phrase;
use crate::text::Text;
use std::collections::BTreeSet;

/// The time of a figure. What has no year stands behind the years.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Year(u16),
    Period(String),
    Undated,
}

/// One measure for one state from one source.
struct Found {
    name: Text,
    about: Iso3,
    unit: Text,
    edition: Text,
    is_older: bool,
    source: SourceCopy,
    points: Vec<(When, Cell)>,
}

impl Found {
    fn newest(&self) -> Option<u16> {
        let years = self.points.iter().filter(|(_, cell)| !cell.is_empty());
        years
            .filter_map(|(when, _)| if let When::Year(year) = when { Some(*year) } else { None })
            .max()
    }

    /// Which edition is newer: by the newest year measured, then by the year that the edition names.
    fn age(&self) -> (Option<u16>, Option<u16>) {
        (self.newest(), year_in(&self.edition.en).or_else(|| year_in(&self.source.title.en)))
    }
}

/// The greatest year that a text names.
fn year_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .max()
}

impl Maker<'_> {
    pub(super) fn measures(&self, plan: &Measures, kind: Kind) -> Body {
        let mut states = vec![self.country.iso3];
        if plan.is_compared {
            states.extend(&self.compared);
        }
        // By measure, then by state, so that a comparison stands together.
        let pairs = plan.rows.iter().flat_map(|row| states.iter().map(move |state| (row, *state)));
        let mut found: Vec<Found> = Vec::new();
        for (measure, state) in pairs {
            found.extend(self.measure(measure, state));
        }
        if found.is_empty() {
            return Body::Nothing;
        }
        if plan.are_bars {
            return bars(found);
        }
        if kind == Kind::Chart {
            return lines(found, plan.years);
        }
        Body::Grid(self.grid(found, plan))
    }

    /// Every source that has the measure; the newest leads.
    fn measure(&self, measure: &Measure, state: Iso3) -> Vec<Found> {
        let mut found: Vec<Found> =
            measure.series.iter().filter_map(|id| self.series(measure, id, state)).collect();
        found.extend(self.told(measure, state));
        found.sort_by_key(|one| std::cmp::Reverse(one.age()));
        found.iter_mut().skip(1).for_each(|one| one.is_older = true);
        found
    }

    fn series(&self, measure: &Measure, id: &str, state: Iso3) -> Option<Found> {
        let indicator = self.atlas.indicator(id)?;
        let points = indicator.points_of(self.atlas.country_index(state)?);
        if points.is_empty() {
            return None;
        }
        let source = self.source_of(indicator.source);
        let cells =
            points.iter().map(|point| (When::Year(point.year), of_point(state, indicator, point)));
        Some(Found {
            name: named(measure, &indicator.name),
            about: state,
            unit: indicator.unit.clone(),
            edition: source.vintage.clone(),
            is_older: false,
            points: cells.collect(),
            source,
        })
    }

    /// Figures of reports on the state at hand, which may be about another one. One row for each source and name.
    fn told(&self, measure: &Measure, state: Iso3) -> Vec<Found> {
        let own = self.country.iso3;
        let about = |fact: &Fact| match fact.about.as_str() {
            "" => state == own,
            code => code == state.as_str(),
        };
        let mut found: Vec<Found> = Vec::new();
        for (at, fact) in self.country.facts.iter().enumerate() {
            let fits = measure.facts.iter().any(|pattern| fits(&fact.indicator, pattern));
            if !fits || !about(fact) || !fact.name.en.starts_with(measure.named.as_str()) {
                continue;
            }
            let when = match (fact.year, fact.period.as_str()) {
                (Some(year), _) => When::Year(year),
                (None, "") => When::Undated,
                (None, period) => When::Period(period.to_owned()),
            };
            let (name, source) = (self.name_of_fact(measure, fact), self.cited(&fact.cited));
            let is_named = fact.unit.en == "%" && !measure.unit.is_empty();
            let unit = if is_named { &measure.unit } else { &fact.unit };
            let row = found.iter_mut().find(|row| {
                row.name == name
                    && row.unit == *unit
                    && row.source.title == source.title
                    && row.points.iter().all(|(known, _)| *known != when)
            });
            let cell = of_fact(own, at, fact);
            match row {
                Some(row) => row.points.push((when, cell)),
                None => found.push(Found {
                    name,
                    about: state,
                    unit: unit.clone(),
                    edition: source.title.clone(),
                    is_older: false,
                    source,
                    points: vec![(when, cell)],
                }),
            }
        }
        for row in &mut found {
            row.points.sort_by(|a, b| a.0.cmp(&b.0));
        }
        found
    }

    /// The translation as a whole where there is one: the cells may name more than the figure.
    fn name_of_fact(&self, measure: &Measure, fact: &Fact) -> Text {
        self.translated(named(measure, &fact.name))
    }

    fn grid(&self, found: Vec<Found>, plan: &Measures) -> Grid {
        let mut times: BTreeSet<When> = BTreeSet::new();
        for one in &found {
            let known = one.points.iter().rev().map(|(when, _)| when);
            let years = known.clone().filter(|when| matches!(when, When::Year(_)));
            let most = if plan.years == 0 { usize::MAX } else { usize::from(plan.years) };
            times.extend(years.take(most).cloned());
            times.extend(known.filter(|when| !matches!(when, When::Year(_))).cloned());
        }
        let mut columns: Vec<Column> = times.iter().map(column).collect();
        if plan.has_sum {
            columns.push(Column { title: phrase("sum"), year: None, unit: Text::default() });
        }
        let row = |one: Found| {
            let mut cells: Vec<Cell> = times
                .iter()
                .map(|when| {
                    let known = one.points.iter().find(|(known, _)| known == when);
                    known.map_or_else(Cell::missing, |(_, cell)| cell.clone())
                })
                .collect();
            if plan.has_sum {
                cells.push(sum(&times, &cells));
            }
            let head = if plan.is_compared && plan.rows.len() == 1 {
                self.name_of(one.about)
            } else if plan.is_compared {
                crate::phrase::joined(&[self.name_of(one.about), one.name], ": ")
            } else {
                one.name
            };
            Row {
                head,
                unit: one.unit,
                edition: one.edition,
                is_older: one.is_older,
                about: Some(one.about),
                cells,
                note: Text::default(),
                source: one.source,
                key: None,
            }
        };
        Grid { columns, rows: found.into_iter().map(row).collect() }
    }
}

fn named(measure: &Measure, own: &Text) -> Text {
    if measure.name.is_empty() { own.clone() } else { measure.name.clone() }
}

/// `hdi/*` fits `hdi/T21-2023` and not `hdi/T21-2023/rank`.
pub fn fits(indicator: &str, pattern: &str) -> bool {
    let (mut parts, mut wanted) = (indicator.split('/'), pattern.split('/'));
    loop {
        match (parts.next(), wanted.next()) {
            (None, None) => return true,
            (Some(part), Some(want)) if want == "*" || want == part => {}
            _ => return false,
        }
    }
}

fn column(when: &When) -> Column {
    let (title, year) = match when {
        When::Year(year) => (Text::same(year.to_string()), Some(*year)),
        When::Period(period) => (Text::same(period.replace('-', "\u{2013}")), None),
        When::Undated => (phrase("undated"), None),
    };
    Column { title, year, unit: Text::default() }
}

/// Of the years. With a year missing it is at least that much; a year without delivery adds nothing.
fn sum(times: &BTreeSet<When>, cells: &[Cell]) -> Cell {
    let years = times.iter().zip(cells).filter(|(when, _)| matches!(when, When::Year(_)));
    let cells: Vec<&Cell> = years.map(|(_, cell)| cell).collect();
    let values: Vec<f64> = cells.iter().filter_map(|cell| cell.value).collect();
    if values.is_empty() {
        return Cell::missing();
    }
    let is_short = cells.iter().any(|cell| {
        cell.value.is_none() && cell.status != crate::atlas::ValueStatus::NotApplicable
    });
    let soft =
        cells.iter().map(|cell| cell.qualifier).find(|qualifier| *qualifier != Qualifier::Firm);
    let qualifier = match soft {
        Some(soft) => soft,
        None if is_short => Qualifier::AtLeast,
        None => Qualifier::Firm,
    };
    let total: f64 = values.iter().sum();
    let places = cells.iter().filter(|cell| cell.value.is_some()).map(|cell| cell.decimals).max();
    worked_out(total, places.unwrap_or(0), qualifier, phrase("own_sum"))
}

/// The newest year of each row as a bar.
fn bars(found: Vec<Found>) -> Body {
    let bar = |one: Found| {
        let (_, cell) = one.points.iter().rev().find(|(_, cell)| cell.value.is_some())?;
        Some(Bar { name: one.name, unit: one.unit, cell: cell.clone(), source: one.source })
    };
    let mut bars: Vec<Bar> = found.into_iter().filter_map(bar).collect();
    // Shares of different years are not parts of one whole.
    let newest = bars.iter().filter_map(|bar| bar.cell.year).max();
    bars.retain(|bar| newest.is_none() || bar.cell.year == newest);
    if bars.is_empty() { Body::Nothing } else { Body::Bars(bars) }
}

fn lines(found: Vec<Found>, most: u16) -> Body {
    let years = |one: &Found| {
        one.points
            .iter()
            .filter(|(_, cell)| cell.value.is_some())
            .filter_map(|(when, _)| if let When::Year(year) = when { Some(*year) } else { None })
            .collect::<Vec<u16>>()
    };
    let all: Vec<u16> = found.iter().flat_map(years).collect();
    let (Some(earliest), Some(last)) = (all.iter().min(), all.iter().max().copied()) else {
        return Body::Nothing;
    };
    let first = if most == 0 { *earliest } else { (last + 1).saturating_sub(most).max(*earliest) };
    let trace = |one: Found| Trace {
        points: (first..=last)
            .map(|year| {
                let known = one.points.iter().find(|(when, _)| *when == When::Year(year));
                let cell = known.map_or_else(Cell::missing, |(_, cell)| cell.clone());
                TracePoint {
                    year,
                    value: cell.value,
                    status: cell.status,
                    qualifier: cell.qualifier,
                    key: cell.key,
                }
            })
            .collect(),
        name: one.name,
        unit: one.unit,
        edition: one.edition,
        is_older: one.is_older,
        source: one.source,
    };
    Body::Lines(Lines { first, last, traces: found.into_iter().map(trace).collect() })
}
