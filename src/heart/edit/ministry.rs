//! Changes to what the development ministry was asked.

use crate::dossier::{Asked, Ministry};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MinistryEdit {
    Asked(Asked),
    On(String),
    Text(String),
}

impl MinistryEdit {
    pub(super) fn is_typing(&self) -> bool {
        matches!(self, Self::On(_) | Self::Text(_))
    }

    pub(super) fn apply(self, ministry: &mut Ministry) {
        match self {
            Self::Asked(asked) => ministry.asked = asked,
            Self::On(day) => ministry.on = day,
            Self::Text(text) => ministry.text = text,
        }
    }
}
