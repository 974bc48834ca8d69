//! A scenario: who might do what with the goods to whom, how likely and how severe that is in the officer's words.

use crate::level::{Likelihood, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One row of the aid; it changes no level.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    pub fields: BTreeMap<ScenarioField, String>,
    pub likelihood: Option<Likelihood>,
    pub severity: Option<Severity>,
}

impl Scenario {
    pub fn field(&self, field: ScenarioField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ScenarioField {
    /// Who does what with the goods to whom.
    Event,
    /// What likelihood and severity rest on.
    Basis,
}

impl ScenarioField {
    pub const ALL: [Self; 2] = [Self::Event, Self::Basis];
}
