//! The figures of a profile by series and year, wherever they stand, so that a sentence finds the longest run of them.

use kriterion_heart::atlas::{Iso3, SourceCopy};
use kriterion_heart::key::FactKey;
use kriterion_heart::manuscript::cell_id;
use kriterion_heart::profile::{Body, Cell, Element, Grid, Profile, Row, decimals_of};
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

/// One figure with the name that the manuscript has for it.
#[derive(Debug, Clone)]
pub struct Point {
    pub id: String,
    pub cell: Cell,
}

/// A figure over years, from one source.
#[derive(Debug, Clone, Default)]
pub struct Points {
    pub name: Text,
    pub unit: Text,
    pub source: SourceCopy,
    pub years: BTreeMap<u16, Point>,
}

impl Points {
    /// Years that have a value.
    pub fn valued(&self) -> impl DoubleEndedIterator<Item = (u16, &Point, f64)> {
        self.years.iter().filter_map(|(year, point)| Some((*year, point, point.cell.value?)))
    }

    pub fn newest(&self) -> Option<(u16, &Point, f64)> {
        self.valued().next_back()
    }

    pub fn at(&self, year: u16) -> Option<(&Point, f64)> {
        let point = self.years.get(&year)?;
        Some((point, point.cell.value?))
    }
}

/// All series of the state and of those it is compared with.
#[derive(Debug, Default)]
pub struct Index(BTreeMap<(Iso3, String), Points>);

impl Index {
    pub fn of(profile: &Profile) -> Self {
        let mut index = Self::default();
        for element in profile.sections.iter().flat_map(|section| &section.elements) {
            match &element.body {
                Body::Grid(grid) => {
                    for row in &grid.rows {
                        for cell in &row.cells {
                            let unit = if row.unit.is_empty() { &element.unit } else { &row.unit };
                            index.take(&row.head, unit, &row.source, cell);
                        }
                    }
                }
                Body::Lines(lines) => {
                    for trace in &lines.traces {
                        for point in &trace.points {
                            let cell = Cell {
                                value: point.value,
                                decimals: point
                                    .value
                                    .map_or(0, |value| decimals_of(value, &trace.unit)),
                                status: point.status,
                                qualifier: point.qualifier,
                                year: Some(point.year),
                                key: point.key.clone(),
                                ..Cell::default()
                            };
                            index.take(&trace.name, &trace.unit, &trace.source, &cell);
                        }
                    }
                }
                _ => (),
            }
        }
        index
    }

    fn take(&mut self, name: &Text, unit: &Text, source: &SourceCopy, cell: &Cell) {
        let Some(key) = &cell.key else { return };
        let Some(FactKey::Observation { iso3, indicator, year }) = FactKey::parse(key) else {
            return;
        };
        let points = self.0.entry((iso3, indicator)).or_insert_with(|| Points {
            name: name.clone(),
            unit: unit.clone(),
            source: source.clone(),
            years: BTreeMap::new(),
        });
        let point = Point { id: key.clone(), cell: cell.clone() };
        // A table has the word of a coded value, a chart has not.
        let known = points.years.entry(year).or_insert_with(|| point.clone());
        if known.cell.words.is_empty() {
            *known = point;
        }
    }

    pub fn series(&self, iso3: Iso3, id: &str) -> Option<&Points> {
        self.0.get(&(iso3, id.to_owned()))
    }
}

/// A row of a table over years.
pub fn of_row(element: &Element, grid: &Grid, row: &Row) -> Points {
    let unit = if row.unit.is_empty() { &element.unit } else { &row.unit };
    let years = grid.columns.iter().zip(&row.cells).filter_map(|(column, cell)| {
        let id = cell_id(&element.id, row, &column.title.en, cell);
        Some((column.year?, Point { id, cell: cell.clone() }))
    });
    Points {
        name: row.head.clone(),
        unit: unit.clone(),
        source: row.source.clone(),
        years: years.collect(),
    }
}
