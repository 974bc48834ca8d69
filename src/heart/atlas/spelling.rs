//! Other names of what the atlas knows under one name: former names, short forms, abbreviations.

use crate::atlas::Iso3;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// From `assets/spellings.ron`; only the search reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spellings {
    pub states: Vec<(Iso3, Vec<String>)>,
    /// By id.
    pub treaties: Vec<(String, Vec<String>)>,
    /// By id of the series.
    pub series: Vec<(String, Vec<String>)>,
    pub blocs: Vec<Bloc>,
}

impl Spellings {
    pub fn of_state(&self, iso3: Iso3) -> &[String] {
        let found = self.states.iter().find(|(state, _)| *state == iso3);
        found.map_or(&[], |(_, others)| others)
    }

    pub fn of_treaty(&self, id: &str) -> &[String] {
        by_id(&self.treaties, id)
    }

    pub fn of_series(&self, id: &str) -> &[String] {
        by_id(&self.series, id)
    }

    pub fn bloc(&self, id: &str) -> Option<&Bloc> {
        self.blocs.iter().find(|bloc| bloc.id == id)
    }
}

fn by_id<'a>(list: &'a [(String, Vec<String>)], id: &str) -> &'a [String] {
    list.iter().find(|(named, _)| named == id).map_or(&[], |(_, others)| others)
}

/// A group of states, named by the word in `Country::memberships`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bloc {
    pub id: String,
    pub name: Text,
    pub others: Vec<String>,
}
