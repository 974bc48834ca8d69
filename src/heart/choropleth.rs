//! One figure or level of every state, in classes: what a coloured map and its table show.
//!
//! Knows no colours and no shapes. A state without a value is no class: it stands apart, with the reason.

mod scale;

#[cfg(test)]
mod tests;

pub use scale::Scale;

use crate::atlas::{Atlas, CountryIx, Direction, Indicator, Iso3, Point, Qualifier, ValueStatus};
use crate::bundle::Bundle;
use crate::level::Level;
use crate::rating::{Age, AgeRule, AsOf, Clock, Inputs, Method, World, levels};

/// The values of one series, or the levels of one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Choropleth {
    /// One for each state, in the order of the atlas.
    pub cells: Vec<Cell>,
    pub scale: Scale,
    /// States in each class.
    pub counts: Vec<usize>,
    /// States without a value.
    pub absent: usize,
    /// The oldest and the newest year that is shown.
    pub years: Option<(u16, u16)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    pub iso3: Iso3,
    pub shown: Shown,
}

/// What there is to show of a state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    Value { value: f64, year: u16, qualifier: Qualifier, class: usize },
    Level { level: Level, class: usize },
    Absent(Absent),
}

/// Why there is nothing to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The source does not name the state.
    NotNamed,
    /// It does, but has no value of the year that was asked for.
    NotOfYear(u16),
    /// The newest value, of this year, is too old to be used.
    TooOld(u16),
    /// The source says itself why it has none.
    Said(ValueStatus, u16),
    /// The method cannot tell.
    Undecided,
}

impl Shown {
    pub fn class(&self) -> Option<usize> {
        match self {
            Self::Value { class, .. } | Self::Level { class, .. } => Some(*class),
            Self::Absent(_) => None,
        }
    }
}

impl Choropleth {
    /// A series: of one year, or the newest value of each state that `ages` lets pass.
    pub fn of_series(world: World<'_>, series: &Indicator, ages: &AgeRule, as_of: AsOf) -> Self {
        let atlas = world.atlas;
        let id = rated_as(world, series, ages);
        let clock = Clock::of(AsOf::Newest, atlas.edition.newest_year);
        let found: Vec<Result<Point, Absent>> = (0..atlas.countries.len())
            .map(|at| {
                let points = series.points_of(CountryIx(at as u16));
                match as_of {
                    AsOf::Year(year) => of_year(points, year),
                    AsOf::Newest => {
                        newest(points, |year| ages.age(id, year, &clock) != Age::NotUsed)
                    }
                }
            })
            .collect();
        let values: Vec<f64> = found.iter().flatten().filter_map(|point| point.value).collect();
        let scale = Scale::of(&values, &series.categories);
        let shown = found.iter().map(|found| match found {
            Ok(Point { value: Some(value), year, qualifier, .. }) => Shown::Value {
                value: *value,
                year: *year,
                qualifier: *qualifier,
                class: scale.class(*value),
            },
            Ok(point) => Shown::Absent(Absent::Said(point.status, point.year)),
            Err(absent) => Shown::Absent(*absent),
        });
        Self::with(atlas, shown.collect(), scale.clone())
    }

    /// The levels of one criterion, 1 to 8; `levels` in the order of the atlas, as `levels_of_all` makes them.
    pub fn of_levels(atlas: &Atlas, levels: &[[Level; 8]], criterion: u8) -> Self {
        let of_state = |at: usize| {
            let level = levels
                .get(at)
                .and_then(|levels| levels.get(usize::from(criterion.checked_sub(1)?)))
                .copied()
                .unwrap_or(Level::NoData);
            level.rank().map_or(Shown::Absent(Absent::Undecided), |rank| Shown::Level {
                level,
                class: usize::from(rank),
            })
        };
        Self::with(atlas, (0..atlas.countries.len()).map(of_state).collect(), Scale::Levels)
    }

    fn with(atlas: &Atlas, shown: Vec<Shown>, scale: Scale) -> Self {
        let mut counts = vec![0; scale.len()];
        for class in shown.iter().filter_map(Shown::class) {
            if let Some(count) = counts.get_mut(class) {
                *count += 1;
            }
        }
        let years = shown.iter().filter_map(|shown| match shown {
            Shown::Value { year, .. } => Some((*year, *year)),
            _ => None,
        });
        Self {
            years: years.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))),
            absent: shown.iter().filter(|shown| shown.class().is_none()).count(),
            cells: atlas
                .countries
                .iter()
                .zip(shown)
                .map(|(country, shown)| Cell { iso3: country.iso3, shown })
                .collect(),
            counts,
            scale,
        }
    }

    pub fn of(&self, iso3: Iso3) -> Option<&Shown> {
        let at = self.cells.binary_search_by_key(&iso3, |cell| cell.iso3).ok()?;
        self.cells.get(at).map(|cell| &cell.shown)
    }

    /// How dark a class is shown, 0.0 to 1.0: the worst is darkest, and where neither end is worse, the highest.
    pub fn weight(&self, class: usize, direction: Direction) -> f32 {
        let last = self.scale.len().saturating_sub(1);
        if last == 0 {
            return 0.5;
        }
        let weight = class as f32 / last as f32;
        if direction == Direction::LowerIsWorse { 1.0 - weight } else { weight }
    }
}

/// The levels of every state by one method, in the order of the atlas. Takes a while: for a thread.
pub fn levels_of_all(bundle: &Bundle, method: &Method, as_of: AsOf) -> Vec<[Level; 8]> {
    let inputs = Inputs::for_method(bundle.world(), method, as_of).without_sources();
    bundle.atlas.countries.iter().map(|country| levels(&inputs, method, country.iso3)).collect()
}

/// The id under which a method knows the series where it has an age limit of its own.
fn rated_as<'a>(world: World<'a>, series: &'a Indicator, ages: &AgeRule) -> &'a str {
    let mut entries =
        world.registry.iter().filter(|entry| entry.bundled.contains(&series.id)).map(|e| &*e.id);
    entries.find(|id| ages.structural_ids.iter().any(|own| own == id)).unwrap_or(&series.id)
}

fn of_year(points: &[Point], year: u16) -> Result<Point, Absent> {
    let absent = if points.is_empty() { Absent::NotNamed } else { Absent::NotOfYear(year) };
    points.iter().find(|point| point.year == year).copied().ok_or(absent)
}

/// The newest value; where there is none, what the newest row says.
fn newest(points: &[Point], is_used: impl Fn(u16) -> bool) -> Result<Point, Absent> {
    let last = points.last().ok_or(Absent::NotNamed)?;
    match points.iter().rev().find(|point| point.value.is_some()) {
        Some(point) if is_used(point.year) => Ok(*point),
        Some(point) => Err(Absent::TooOld(point.year)),
        None => Ok(*last),
    }
}
