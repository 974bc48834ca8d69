//! Changes to the scenarios of a criterion.

use super::{on, remove, write};
use crate::dossier::{Scenario, ScenarioField};
use crate::level::{Likelihood, Severity};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScenarioEdit {
    Add,
    Remove(usize),
    Field(usize, ScenarioField, String),
    Likelihood(usize, Option<Likelihood>),
    Severity(usize, Option<Severity>),
}

impl ScenarioEdit {
    pub(super) fn is_typing(&self) -> bool {
        matches!(self, Self::Field(..))
    }

    pub(super) fn apply(self, rows: &mut Vec<Scenario>) {
        match self {
            Self::Add => rows.push(Scenario::default()),
            Self::Remove(at) => remove(rows, at),
            Self::Field(at, field, text) => on(rows, at, |row| write(&mut row.fields, field, text)),
            Self::Likelihood(at, likelihood) => on(rows, at, |row| row.likelihood = likelihood),
            Self::Severity(at, severity) => on(rows, at, |row| row.severity = severity),
        }
    }
}
