//! Whether the development ministry was asked on a criterion, and what it said.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ministry {
    pub asked: Asked,
    /// The day on which it answered or was asked, as the officer typed it.
    pub on: String,
    /// What it said, or why it was not asked.
    pub text: String,
}

impl Ministry {
    pub const EMPTY: Self = Self { asked: Asked::NotSaid, on: String::new(), text: String::new() };

    pub fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }
}

/// Nobody has said yet, which is not the same as *not asked*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Asked {
    #[default]
    NotSaid,
    NotAsked,
    NoReply,
    NoConcern,
    Concern,
}

impl Asked {
    pub const ALL: [Self; 5] =
        [Self::NotSaid, Self::NotAsked, Self::NoReply, Self::NoConcern, Self::Concern];
}
