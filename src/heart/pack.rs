//! Data packs: facts that came after the program, to be added to the bundled ones or put in their place.
//!
//! A pack names states, series, treaties and sources by id, so that it fits any edition that knows them.

mod apply;
mod preview;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use apply::apply;
pub use preview::{Change, Preview, SourceChange, Tally, Value, between, preview};
pub use read::{MOST_BYTES, looks_like_pack, read};
pub use write::write;

use crate::atlas::{
    Citation, ConflictKind, Direction, Embargo, Event, FactTable, Iso3, Joined, Qualifier, Source,
    ValueStatus,
};
use crate::date::Date;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What one file brings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Pack {
    /// For people: `SIPRI military expenditure, April 2026`.
    pub label: Text,
    /// When it was put together.
    pub made: Option<Date>,
    /// Sources that the facts name; one that the program knows by this id is replaced.
    pub sources: Vec<Source>,
    pub series: Vec<PackSeries>,
    pub treaties: Vec<PackTreaty>,
    /// One that the program knows by this id is replaced.
    pub embargoes: Vec<Embargo>,
    pub events: Vec<PackEvent>,
    pub conflicts: Vec<PackConflict>,
    /// Tables of single states; one that the state has by this id is replaced.
    pub tables: Vec<PackTable>,
}

impl Pack {
    /// Facts of all kinds.
    pub fn rows(&self) -> usize {
        let points: usize = self.series.iter().map(|series| series.points.len()).sum();
        points
            + self.treaties.len()
            + self.embargoes.len()
            + self.events.len()
            + self.conflicts.len()
            + self.tables.len()
    }
}

/// Points of one series, with its words where the program does not know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackSeries {
    pub id: String,
    /// Id of a source, of the pack or of the program.
    pub source: String,
    pub reach: Reach,
    /// What a series is that the program does not know.
    pub about: Option<SeriesWords>,
    pub points: Vec<PackPoint>,
}

/// How far a file speaks for a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Reach {
    /// Single values: all others stay.
    #[default]
    Values,
    /// The whole table: for each state it names, values between its first and last year that it lacks are gone.
    Table,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesWords {
    pub name: Text,
    pub unit: Text,
    pub direction: Direction,
    pub criteria: Vec<u8>,
    pub note: Text,
    pub categories: Vec<(f64, Text)>,
    pub by_edition: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PackPoint {
    pub iso3: Iso3,
    pub year: u16,
    pub value: Option<f64>,
    #[serde(default)]
    pub status: ValueStatus,
    #[serde(default)]
    pub qualifier: Qualifier,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackTreaty {
    pub iso3: Iso3,
    /// Id of a treaty that the program knows.
    pub treaty: String,
    pub status: Joined,
    pub year: Option<u16>,
    pub source: String,
    pub as_of: Option<Date>,
    pub note: Text,
}

/// An event of one state; one that the state has by this id is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackEvent {
    pub iso3: Iso3,
    pub event: Event,
}

/// Deaths in organised violence of one kind in a state and year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackConflict {
    pub iso3: Iso3,
    pub year: u16,
    pub kind: ConflictKind,
    pub best: u32,
    pub low: u32,
    pub high: u32,
    pub dyads: u16,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackTable {
    pub iso3: Iso3,
    pub table: FactTable,
    pub cited: Citation,
}
