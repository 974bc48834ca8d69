//! Which measure a series or a fact has, from its unit and, where the unit is silent, its name.

use super::{Measure, Pieces};
use crate::atlas::{Fact, Indicator};
use crate::text::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(Debug, Default, Deserialize)]
struct Table {
    units: BTreeMap<String, Measure>,
    pieces: BTreeMap<String, Pieces>,
    wholes: Vec<Whole>,
}

/// What a `%` is a share of.
#[derive(Debug, Deserialize)]
struct Whole {
    words: Vec<String>,
    of: String,
    #[serde(default)]
    growth: bool,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        ron::from_str(include_str!("../../../assets/measures.ron")).unwrap_or_default()
    })
}

/// `None` for a unit that the list does not know.
pub fn of_series(series: &Indicator) -> Option<Measure> {
    derived(&series.unit.en, &series.name.en, &series.id)
}

/// `None` for a unit that the list does not know.
pub fn of_fact(fact: &Fact) -> Option<Measure> {
    derived(&fact.unit.en, &fact.name.en, &fact.indicator)
}

fn derived(unit: &str, name: &str, id: &str) -> Option<Measure> {
    let table = table();
    match table.units.get(unit)? {
        Measure::Pieces(_) => {
            let ending = id.rsplit('/').next().unwrap_or(id);
            let stage = table.pieces.get(ending).copied();
            Some(Measure::Pieces(stage.unwrap_or(Pieces::Stock)))
        }
        Measure::Share { of } if of.is_empty() => {
            let said = format!("{} {}", fold(name), fold(id));
            let whole = table
                .wholes
                .iter()
                .find(|row| row.words.iter().all(|word| said.contains(word.as_str())));
            Some(match whole {
                Some(whole) if whole.growth => Measure::Growth,
                Some(whole) => Measure::Share { of: whole.of.clone() },
                None => Measure::Share { of: String::new() },
            })
        }
        other => Some(other.clone()),
    }
}
