//! Two states of one case, part by part: what differs, and one case made of both.
//!
//! A field of a dossier that no part covers breaks the build: `parts` takes every type apart.

mod end_use;
mod evidence;
mod fields;
mod incidents;
mod lists;
mod merge;
mod part;
mod said;
#[cfg(test)]
mod tests;

pub use self::merge::{Choice, Choices, Offer, default_choices, merge, offers};
pub use self::part::{Part, Piece};
pub use self::said::Said;

use crate::dossier::Dossier;
use crate::edit::EditKind;
use crate::text::Text;
use std::fmt::Debug;

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub part: Part,
    /// What it is about, in the words of the undo menu.
    pub what: EditKind,
    /// The title of the evidence, where it is about a piece of it.
    pub about: Option<Text>,
    pub old: Said,
    pub new: Said,
}

/// What differs between two states, in the order of the pages.
pub fn differences(old: &Dossier, new: &Dossier) -> Vec<Difference> {
    offers(old, new).into_iter().map(|offer| offer.difference).collect()
}

/// Two things are the same where they read the same: a figure that is no number equals itself.
fn reading(thing: &impl Debug) -> String {
    format!("{thing:?}")
}

fn differ<T: Debug + PartialEq>(one: &T, other: &T) -> bool {
    one != other && reading(one) != reading(other)
}
