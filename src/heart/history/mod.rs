//! The levels of a method over the years: what it says of each year's end, and why it says something else than before.
//!
//! Knows today's revision of the data only, not what was printed then. Gives no trend and no forecast.

mod cause;
#[cfg(test)]
mod tests;

pub use cause::{Cause, Move, Moved, Turned};

use crate::atlas::{Atlas, Iso3};
use crate::level::Level;
use crate::rating::{AsOf, Basis, CountryRating, Inputs, Method, World, rate};
use std::ops::RangeInclusive;

/// A method made ready for many years, so that states can be asked for one after the other.
#[derive(Debug, Clone)]
pub struct Past<'a> {
    method: &'a Method,
    /// One for each year, the oldest first.
    years: Vec<Inputs<'a>>,
}

/// What a method says about one state, year by year.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub iso3: Iso3,
    /// Id of the method.
    pub method: String,
    /// Without a gap, the oldest first; none where the method never gives a level.
    pub years: Vec<u16>,
    /// One for each criterion, 1 to 8.
    pub strips: Vec<Strip>,
}

/// One criterion over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    pub criterion: u8,
    /// One for each year.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub year: u16,
    pub level: Level,
    pub basis: Basis,
    /// Inputs present, and inputs the method lists.
    pub present: u16,
    pub listed: u16,
    /// Why it is another level than a year before; `None` where it is the same, and for the first year.
    pub moved: Option<Move>,
}

impl History {
    /// Without the years before `first`. What moved in that year is still said: the year before is known.
    pub fn since(mut self, first: u16) -> Self {
        self.years.retain(|year| *year >= first);
        for strip in &mut self.strips {
            strip.cells.retain(|cell| cell.year >= first);
        }
        self
    }

    /// How often a level is another than a year before.
    pub fn moves(&self) -> usize {
        let cells = self.strips.iter().flat_map(|strip| &strip.cells);
        cells.filter(|cell| cell.moved.is_some()).count()
    }
}

impl<'a> Past<'a> {
    pub fn new(world: World<'a>, method: &'a Method, years: RangeInclusive<u16>) -> Self {
        let years = years.map(|year| Inputs::for_method(world, method, AsOf::Year(year)));
        Self { method, years: years.collect() }
    }

    /// From the first year for which the method gives any level.
    pub fn of(&self, iso3: Iso3) -> History {
        let method = self.method.id.clone();
        let rated: Vec<(&Inputs<'a>, CountryRating)> = self
            .years
            .iter()
            .map(|inputs| (inputs, rate(inputs, self.method, iso3)))
            .skip_while(|(_, rating)| rating.criteria.iter().all(|it| it.level == Level::NoData))
            .collect();
        let years = rated.iter().map(|(_, rating)| rating.as_of).collect();
        let strips = (1..=8).map(|criterion| self.strip(iso3, criterion, &rated)).collect();
        History { iso3, method, years, strips }
    }

    fn strip(&self, iso3: Iso3, criterion: u8, rated: &[(&Inputs<'a>, CountryRating)]) -> Strip {
        let mut cells = Vec::with_capacity(rated.len());
        let mut before = None;
        for (inputs, rating) in rated {
            let Some(now) = rating.criterion(criterion) else { continue };
            let moved = before.and_then(|(earlier, was)| {
                let looking = cause::Looking { method: self.method, iso3, earlier, later: inputs };
                cause::moved(&looking, was, now)
            });
            cells.push(Cell {
                year: rating.as_of,
                level: now.level,
                basis: now.basis,
                present: now.present,
                listed: now.listed,
                moved,
            });
            before = Some((*inputs, now));
        }
        Strip { criterion, cells }
    }
}

/// The years from the first with any figure on the state to the newest of the data. Before that only treaties would
/// speak, and those are lists of today.
pub fn span(atlas: &Atlas, iso3: Iso3) -> Option<RangeInclusive<u16>> {
    let at = atlas.country_index(iso3)?;
    let newest = atlas.edition.newest_year;
    let firsts = atlas.indicators.iter().filter_map(|series| {
        series.points_of(at).iter().find(|point| point.value.is_some()).map(|point| point.year)
    });
    Some(firsts.min()?.min(newest)..=newest)
}
