//! Which figures of two profiles of one state differ: what an old report rests on beside what the data say by now.

use super::references;
use crate::atlas::{Iso3, Joined, Scope, SourceCopy};
use crate::date::Date;
use crate::level::Level;
use crate::profile::{Body, Cell, Element, Filing, Grid, Lines, Profile, Row, decimals_of};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Section and element where a figure stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub section: String,
    pub element: String,
}

/// One figure or status of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Every place where it stands.
    pub places: Vec<Place>,
    /// What it is about: the row.
    pub name: Text,
    /// Year or column.
    pub column: Text,
    pub unit: Text,
    pub says: Said,
    pub source: SourceCopy,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Said {
    Cell(Box<Cell>),
    Treaty(Joined, Option<u16>),
    Embargo {
        since: Option<Date>,
        until: Option<Date>,
        scope: Scope,
    },
    Level(Option<Level>),
    Filing(Filing),
    /// It is there or not, such as an event.
    There,
}

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    pub id: String,
    pub places: Vec<Place>,
    pub name: Text,
    pub column: Text,
    pub unit: Text,
    /// `None`: it was not there.
    pub old: Option<Said>,
    /// `None`: it is there no more.
    pub new: Option<Said>,
    pub source: SourceCopy,
}

/// All figures of a profile by names that stay the same over editions of the data.
pub fn figures(profile: &Profile) -> BTreeMap<String, Figure> {
    let mut found = Gathered::default();
    for section in &profile.sections {
        for element in &section.elements {
            let place = Place { section: section.code.clone(), element: element.id.clone() };
            gather(&mut found, &place, element);
        }
    }
    found.0
}

#[derive(Default)]
struct Gathered(BTreeMap<String, Figure>);

impl Gathered {
    /// The same figure at another place is one figure; another figure of the same name is numbered.
    fn take(&mut self, id: String, figure: Figure) {
        let is_stable = is_stable(&id);
        let mut name = id.clone();
        let mut n = 2;
        while let Some(known) = self.0.get_mut(&name) {
            if is_stable {
                known.places.extend(figure.places);
                return;
            }
            name = format!("{id}#{n}");
            n += 1;
        }
        self.0.insert(name, figure);
    }
}

/// A key that names the fact itself. Positions of facts and rows are another thing in another edition.
fn is_stable(key: &str) -> bool {
    ["observation/", "treaty/", "embargo/", "event/"].iter().any(|kind| key.starts_with(kind))
}

/// The name of a cell in `figures`.
pub fn cell_id(element: &str, row: &Row, column: &str, cell: &Cell) -> String {
    let stable = cell.key.as_deref().filter(|key| is_stable(key));
    stable.map(str::to_owned).unwrap_or_else(|| {
        let about = row.about.as_ref().map_or("", Iso3::as_str);
        path(element, &[&row.head.en, about, origin(&row.source), column])
    })
}

fn origin(source: &SourceCopy) -> &str {
    if source.id.is_empty() { &source.title.en } else { &source.id }
}

fn path(element: &str, parts: &[&str]) -> String {
    format!("cell/{element}/{}", parts.join("/"))
}

fn gather(found: &mut Gathered, place: &Place, element: &Element) {
    let figure = |name: &Text, column: Text, unit: &Text, says, source: &SourceCopy| Figure {
        places: vec![place.clone()],
        name: name.clone(),
        column,
        unit: unit.clone(),
        says,
        source: source.clone(),
    };
    let year = |year: u16| Text::same(year.to_string());
    match &element.body {
        Body::Grid(grid) => of_grid(found, place, element, grid),
        Body::Sides(sides) => {
            sides.iter().for_each(|side| of_grid(found, place, element, &side.grid));
        }
        Body::Lines(lines) => of_lines(found, place, lines),
        Body::Bars(bars) => {
            for bar in bars {
                let id = path(&element.id, &[&bar.name.en, origin(&bar.source)]);
                let column = bar.cell.year.map(year).unwrap_or_default();
                let says = Said::Cell(Box::new(bar.cell.clone()));
                found.take(id, figure(&bar.name, column, &bar.unit, says, &bar.source));
            }
        }
        Body::Treaties(rows) => {
            for row in rows {
                let id = format!("treaty/{}", row.treaty);
                let says = Said::Treaty(row.status, row.year);
                let source = row.source.clone().unwrap_or_default();
                found
                    .take(id, figure(&row.short, Text::default(), &Text::default(), says, &source));
            }
        }
        Body::Embargoes(rows) => {
            for row in rows {
                let says = Said::Embargo { since: row.since, until: row.until, scope: row.scope };
                let none = Text::default();
                found.take(
                    row.key.clone(),
                    figure(&row.name, none.clone(), &none, says, &row.source),
                );
            }
        }
        Body::Events(rows) => {
            for row in rows {
                let none = Text::default();
                let when = row.date.map(|date| year(date.year)).unwrap_or_default();
                found.take(
                    row.key.clone(),
                    figure(&row.text, when, &none, Said::There, &row.source),
                );
            }
        }
        Body::Ratings(rows) => {
            for row in rows {
                let name = Text::same(row.criterion.to_string());
                let id = path(&element.id, &[&name.en]);
                let source = row.source.clone().unwrap_or_default();
                let when = row.year.map(year).unwrap_or_default();
                found.take(
                    id,
                    figure(&name, when, &Text::default(), Said::Level(row.level), &source),
                );
            }
        }
        Body::Strips(strips) => {
            for strip in strips {
                for one in &strip.years {
                    let column = year(one.year);
                    let id = path(&element.id, &[&strip.name.en, &column.en]);
                    let says = Said::Filing(one.state);
                    found.take(
                        id,
                        figure(&strip.name, column, &Text::default(), says, &strip.source),
                    );
                }
            }
        }
        Body::Nothing | Body::Contradictions(_) | Body::Gaps(_) | Body::Sources => (),
    }
}

fn of_grid(found: &mut Gathered, place: &Place, element: &Element, grid: &Grid) {
    for row in &grid.rows {
        for (column, cell) in grid.columns.iter().zip(&row.cells) {
            let unit = if row.unit.is_empty() { &element.unit } else { &row.unit };
            let figure = Figure {
                places: vec![place.clone()],
                name: row.head.clone(),
                column: column.title.clone(),
                unit: unit.clone(),
                says: Said::Cell(Box::new(cell.clone())),
                source: row.source.clone(),
            };
            if !cell.is_empty() {
                found.take(cell_id(&element.id, row, &column.title.en, cell), figure);
            }
        }
    }
}

fn of_lines(found: &mut Gathered, place: &Place, lines: &Lines) {
    for trace in &lines.traces {
        for point in trace.points.iter().filter(|point| point.value.is_some()) {
            let cell = Cell {
                value: point.value,
                decimals: point.value.map_or(0, |value| decimals_of(value, &trace.unit)),
                status: point.status,
                qualifier: point.qualifier,
                year: Some(point.year),
                key: point.key.clone(),
                ..Cell::default()
            };
            let column = point.year.to_string();
            let stable = point.key.as_deref().filter(|key| is_stable(key));
            let id = stable.map(str::to_owned).unwrap_or_else(|| {
                path(&place.element, &[&trace.name.en, origin(&trace.source), &column])
            });
            let figure = Figure {
                places: vec![place.clone()],
                name: trace.name.clone(),
                column: Text::same(column),
                unit: trace.unit.clone(),
                says: Said::Cell(Box::new(cell)),
                source: trace.source.clone(),
            };
            found.take(id, figure);
        }
    }
}

/// What differs, by name. Years that a table no longer shows have not moved.
pub fn moved(old: &Profile, new: &Profile) -> Vec<Moved> {
    let (before, after) = (figures(old), figures(new));
    let mut all: Vec<&String> = before.keys().chain(after.keys()).collect();
    all.sort_unstable();
    all.dedup();
    let differs = |id: &String| {
        let (was, is) = (before.get(id), after.get(id));
        let shown = is.or(was)?;
        match (was, is) {
            (Some(was), Some(is)) if same(&was.says, &is.says) => return None,
            (Some(was), None) if is_out_of_window(was, &after) => return None,
            (None, Some(is)) if is_out_of_window(is, &before) => return None,
            _ => (),
        }
        Some(Moved {
            id: id.clone(),
            places: shown.places.clone(),
            name: shown.name.clone(),
            column: shown.column.clone(),
            unit: shown.unit.clone(),
            old: was.map(|figure| figure.says.clone()),
            new: is.map(|figure| figure.says.clone()),
            source: shown.source.clone(),
        })
    };
    all.into_iter().filter_map(differs).collect()
}

/// Keys are positions and do not count; what the reader sees does.
fn same(a: &Said, b: &Said) -> bool {
    let (Said::Cell(a), Said::Cell(b)) = (a, b) else { return a == b };
    a.value == b.value
        && a.words == b.words
        && a.printed == b.printed
        && a.status == b.status
        && a.qualifier == b.qualifier
}

/// An earlier year than any that the other side shows of the same row: it left the table, or enters a longer one.
fn is_out_of_window(figure: &Figure, others: &BTreeMap<String, Figure>) -> bool {
    let year = |figure: &Figure| figure.column.en.parse::<u16>().ok();
    let Some(own) = year(figure) else { return false };
    let is_row = |other: &&Figure| {
        other.name == figure.name && other.places.iter().any(|place| figure.places.contains(place))
    };
    let first = others.values().filter(is_row).filter_map(year).min();
    first.is_some_and(|first| own < first)
}

/// The paragraphs of a text, each with the references that it has.
pub fn paragraphs(text: &str) -> Vec<(&str, Vec<String>)> {
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    parts
        .map(|part| {
            let names = references(part).into_iter().map(|found| found.reference.to_string());
            (part, names.collect())
        })
        .collect()
}
