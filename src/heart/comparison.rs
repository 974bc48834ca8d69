//! A few states side by side: levels, newest figures, treaties, embargoes, memberships; what differs is marked.
//!
//! A figure says in which fifth of all states it lies. Two figures differ when their fifths do: a tenth of a point in an
//! index is no difference, and no sum or average is made of anything.

use crate::atlas::{Atlas, Indicator, Iso3, Joined, Point, Qualifier, Treaty};
use crate::bundle::Bundle;
use crate::key::FactKey;
use crate::level::Level;
use crate::measure::{Nothing, nothing_of};
use crate::rating::{self, Age, AsOf, Clock, Inputs, Method};
use crate::text::Text;

/// Most states that stand beside each other.
pub const MOST: usize = 4;

#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub states: Vec<Iso3>,
    pub groups: Vec<Group>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub about: About,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The method's levels for the eight criteria.
    Levels,
    Embargoes,
    /// Series that speak to this criterion before any other.
    Figures(u8),
    /// Treaties of one topic, as the treaty list names it.
    Treaties(String),
    Memberships,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub what: What,
    /// One for each state.
    pub cells: Vec<Cell>,
    pub differs: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Criterion(u8),
    Series {
        id: String,
        name: Text,
        unit: Text,
    },
    Treaty(Text),
    /// `eu`, `csto` and so on.
    Bloc(String),
    Embargo,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub says: Says,
    /// Names the fact, so that it can be attached; see `key`.
    pub key: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    Level(Level),
    Figure(Figure),
    /// `None` where the lists do not name the state.
    Treaty(Option<(Joined, Option<u16>)>),
    Member(bool),
    /// Ids of the embargoes.
    Embargoes(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub value: Option<f64>,
    /// Which nothing stands in its place.
    pub nothing: Option<Nothing>,
    pub word: Option<Text>,
    pub qualifier: Qualifier,
    pub year: Option<u16>,
    pub age: Age,
    /// Of all states with a value: 1 = the lowest fifth, 5 = the highest; `None` for coded values.
    pub fifth: Option<u8>,
}

/// Up to four states, on everything; more are left out.
pub fn compare(bundle: &Bundle, method: &Method, states: &[Iso3]) -> Comparison {
    let states: Vec<Iso3> = states.iter().copied().take(MOST).collect();
    let mut groups = vec![levels(bundle, method, &states), embargoes(&bundle.atlas, &states)];
    groups.extend((1..=8).map(|number| {
        let own = |it: &Indicator| it.criteria.first() == Some(&number);
        figures(bundle, About::Figures(number), &states, own)
    }));
    groups.extend(treaties(&bundle.atlas, &states, |_| true));
    groups.push(memberships(&bundle.atlas, &states));
    groups.retain(|group| !group.rows.is_empty());
    Comparison { states, groups }
}

/// The same states on one criterion only.
pub fn compare_on(bundle: &Bundle, method: &Method, states: &[Iso3], number: u8) -> Comparison {
    let states: Vec<Iso3> = states.iter().copied().take(MOST).collect();
    let mut levels = levels(bundle, method, &states);
    levels.rows.retain(|row| row.what == What::Criterion(number));
    let mut groups = vec![levels];
    if number == 1 {
        groups.push(embargoes(&bundle.atlas, &states));
    }
    groups
        .push(figures(bundle, About::Figures(number), &states, |it| it.criteria.contains(&number)));
    groups.extend(treaties(&bundle.atlas, &states, |it| it.criteria.contains(&number)));
    groups.retain(|group| !group.rows.is_empty());
    Comparison { states, groups }
}

fn row(what: What, cells: Vec<Cell>) -> Row {
    let differs = cells.windows(2).any(|pair| matches!(pair, [a, b] if !a.says_the_same(b)));
    Row { what, cells, differs }
}

impl Cell {
    fn plain(says: Says) -> Self {
        Self { says, key: None }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.says.is_like(&other.says)
    }
}

impl Says {
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(a), Self::Figure(b)) => match (a.fifth, b.fifth) {
                (Some(a), Some(b)) => a == b,
                _ => (a.value, a.nothing) == (b.value, b.nothing),
            },
            // The year of joining makes no difference.
            (Self::Treaty(a), Self::Treaty(b)) => a.map(|it| it.0) == b.map(|it| it.0),
            (Self::Embargoes(a), Self::Embargoes(b)) => a.is_empty() == b.is_empty(),
            _ => self == other,
        }
    }
}

fn levels(bundle: &Bundle, method: &Method, states: &[Iso3]) -> Group {
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest).without_sources();
    let levels: Vec<[Level; 8]> =
        states.iter().map(|iso3| rating::levels(&inputs, method, *iso3)).collect();
    let rows = (1..=8_u8).map(|number| {
        let at = usize::from(number) - 1;
        let cell = |all: &[Level; 8]| {
            Cell::plain(Says::Level(all.get(at).copied().unwrap_or(Level::NoData)))
        };
        row(What::Criterion(number), levels.iter().map(cell).collect())
    });
    Group { about: About::Levels, rows: rows.collect() }
}

fn embargoes(atlas: &Atlas, states: &[Iso3]) -> Group {
    let ids = |iso3: &Iso3| {
        let ids: Vec<String> = atlas.embargoes_of(*iso3).map(|it| it.id.clone()).collect();
        let first = ids.first().map(|id| FactKey::Embargo { id: id.clone() }.to_string());
        Cell { says: Says::Embargoes(ids), key: first }
    };
    let rows = vec![row(What::Embargo, states.iter().map(ids).collect())];
    Group { about: About::Embargoes, rows }
}

fn figures(
    bundle: &Bundle,
    about: About,
    states: &[Iso3],
    is_own: impl Fn(&Indicator) -> bool,
) -> Group {
    let atlas = &bundle.atlas;
    let own = atlas.indicators.iter().filter(|it| is_own(it));
    let rows = own.map(|series| {
        let limits = fifths(atlas, series);
        let cells = states.iter().map(|iso3| {
            let figure = figure(bundle, series, *iso3, &limits);
            let indicator = series.id.clone();
            let key = figure
                .year
                .map(|year| FactKey::Observation { iso3: *iso3, indicator, year }.to_string());
            Cell { says: Says::Figure(figure), key }
        });
        let Indicator { id, name, unit, .. } = series.clone();
        row(What::Series { id, name, unit }, cells.collect())
    });
    // What nobody here has a value for says nothing side by side.
    let known = |row: &Row| {
        row.cells.iter().any(|cell| matches!(&cell.says, Says::Figure(it) if it.value.is_some()))
    };
    Group { about, rows: rows.filter(known).collect() }
}

fn figure(bundle: &Bundle, series: &Indicator, iso3: Iso3, limits: &[f64]) -> Figure {
    let atlas = &bundle.atlas;
    let points = atlas.country_index(iso3).map_or(&[][..], |at| series.points_of(at));
    let point: Option<&Point> = newest(points).or(points.last());
    let value = point.and_then(|point| point.value);
    let word = value.and_then(|value| series.category(value)).cloned();
    let fifth = value.filter(|_| word.is_none() && !limits.is_empty()).map(|value| {
        // At most four limits.
        1 + limits.iter().filter(|limit| value > **limit).count().min(4) as u8
    });
    let year = point.map(|point| point.year);
    Figure {
        value,
        nothing: nothing_of(atlas, series, point),
        word,
        qualifier: point.map_or(Qualifier::Firm, |point| point.qualifier),
        year,
        age: year.map_or(Age::Undated, |year| age(bundle, series, year)),
        fifth,
    }
}

fn newest(points: &[Point]) -> Option<&Point> {
    points.iter().rev().find(|point| point.value.is_some())
}

/// How old a value of a series is, counted from the newest data year of the bundle.
pub fn age(bundle: &Bundle, series: &Indicator, year: u16) -> Age {
    let registry = bundle.rules.registry.iter();
    let mut named = registry.filter(|entry| entry.bundled.contains(&series.id));
    let id = named.next().map_or(series.id.as_str(), |entry| entry.id.as_str());
    let clock = Clock::of(AsOf::Newest, bundle.atlas.edition.newest_year);
    bundle.prefill.ages.age(id, year, &clock)
}

/// The four values that part all states into fifths by their newest value; empty where fewer than ten have one.
fn fifths(atlas: &Atlas, series: &Indicator) -> Vec<f64> {
    let by_state = series.points.chunk_by(|a, b| a.country == b.country);
    let mut values: Vec<f64> = by_state.filter_map(|points| newest(points)?.value).collect();
    if values.len() < 10.min(atlas.countries.len()) || !series.categories.is_empty() {
        return Vec::new();
    }
    values.sort_by(f64::total_cmp);
    let limit = |part: usize| values.get((values.len() * part / 5).saturating_sub(1)).copied();
    (1..5).filter_map(limit).collect()
}

fn treaties(atlas: &Atlas, states: &[Iso3], is_wanted: impl Fn(&Treaty) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for treaty in atlas.treaties.iter().filter(|treaty| is_wanted(treaty)) {
        let status = |iso3: &Iso3| {
            let status = atlas.status_of(&treaty.id, *iso3).map(|it| (it.status, it.year));
            let key = FactKey::Treaty { iso3: *iso3, treaty: treaty.id.clone() }.to_string();
            Cell { says: Says::Treaty(status), key: status.map(|_| key) }
        };
        let row = row(What::Treaty(treaty.short.clone()), states.iter().map(status).collect());
        let about = About::Treaties(treaty.topic.clone());
        match groups.iter_mut().find(|group| group.about == about) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { about, rows: vec![row] }),
        }
    }
    groups
}

/// Every bloc that one of them belongs to.
fn memberships(atlas: &Atlas, states: &[Iso3]) -> Group {
    let members = |iso3: &Iso3| atlas.country(*iso3).map_or(&[][..], |it| &it.memberships);
    let mut blocs: Vec<&String> = states.iter().flat_map(members).collect();
    blocs.sort();
    blocs.dedup();
    let rows = blocs.into_iter().map(|bloc| {
        let cells =
            states.iter().map(|iso3| Cell::plain(Says::Member(members(iso3).contains(bloc))));
        row(What::Bloc(bloc.clone()), cells.collect())
    });
    Group { about: About::Memberships, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, fifth: Option<u8>) -> Says {
        Says::Figure(Figure {
            value: Some(value),
            nothing: None,
            word: None,
            qualifier: Qualifier::Firm,
            year: Some(2024),
            age: Age::Fresh,
            fifth,
        })
    }

    #[test]
    fn figures_differ_when_their_fifths_do() {
        assert!(figure(1.0, Some(2)).is_like(&figure(1.3, Some(2))));
        assert!(!figure(1.0, Some(2)).is_like(&figure(1.3, Some(3))));
        assert!(!figure(1.0, None).is_like(&figure(2.0, None)), "coded values");
    }

    #[test]
    fn a_treaty_nobody_lists_is_not_one_that_was_not_joined() {
        let unknown = Says::Treaty(None);
        let no = Says::Treaty(Some((Joined::NotParty, None)));
        let party = |year| Says::Treaty(Some((Joined::Party, year)));
        assert!(!unknown.is_like(&no));
        assert!(party(Some(1990)).is_like(&party(Some(2010))));
    }
}
