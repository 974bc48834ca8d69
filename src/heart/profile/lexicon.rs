//! The lexicon of equipment: one type has one class, whatever a table calls it.

use crate::text::{Text, fold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lexicon {
    pub classes: BTreeMap<String, Text>,
    pub types: Vec<Type>,
}

/// A type of equipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Type {
    pub id: String,
    pub name: String,
    /// A key of `Lexicon::classes`.
    pub class: String,
    /// ISO codes of the states that it is from.
    pub origin: Vec<String>,
    /// Designations and other spellings.
    pub aliases: Vec<String>,
}

impl Type {
    fn is_called(&self, folded: &str) -> bool {
        std::iter::once(&self.name).chain(&self.aliases).any(|name| fold(name) == folded)
    }
}

impl Lexicon {
    /// The type of one designation.
    pub fn find(&self, designation: &str) -> Option<&Type> {
        let folded = fold(designation.trim());
        self.types.iter().find(|of| of.is_called(&folded))
    }

    /// The types of a cell, which may name several.
    pub fn all(&self, cell: &str) -> Vec<&Type> {
        let whole = self.find(cell);
        let parts = cell.split(';').filter_map(|part| self.find(part));
        let mut found: Vec<&Type> = Vec::new();
        for of in whole.into_iter().chain(parts) {
            if !found.iter().any(|known| known.id == of.id) {
                found.push(of);
            }
        }
        found
    }

    pub fn class_of(&self, of: &Type) -> Text {
        self.classes.get(&of.class).cloned().unwrap_or_else(|| Text::same(of.class.as_str()))
    }
}
