//! The words in which rules are written.
//!
//! Knows no country and no reading: `weigh` finds out whether a condition holds.

use super::Test;
use crate::fixed::Fixed;
use serde::{Deserialize, Serialize};

/// Something that holds, does not hold, or is open. Input ids are those of the registry and of the file's own lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// The input says yes: joined, member, present, or a number above zero.
    Yes(String),
    No(String),
    /// There is nothing to go by. Never open.
    Missing(String),
    Value {
        id: String,
        limit: Limit,
    },
    /// Fewer treaties joined than this. Makes its rule a count rule.
    FewerThan {
        id: String,
        count: u16,
    },
    /// Share joined among the treaties whose status is known, in percent.
    ShareBelow {
        id: String,
        percent: Fixed,
    },
    /// Among the first so many percent of all ranked states.
    TopShare {
        id: String,
        percent: Fixed,
    },
    /// The criterion's points reach this share of what is possible, in percent.
    Points(Fixed),
    Any(Vec<Self>),
    All(Vec<Self>),
    Not(Box<Self>),
    /// At least so many of them.
    Several {
        wanted: u16,
        of: Vec<Self>,
    },
    /// Certain even with what is missing. Never open.
    Surely(Box<Self>),
    /// Not ruled out. Never open.
    Possibly(Box<Self>),
    /// In so many of the last years, counted back from the newest value.
    InYears {
        wanted: u16,
        years: u16,
        what: Box<Self>,
    },
    /// In so many land neighbours.
    InNeighbours {
        wanted: u16,
        what: Box<Self>,
    },
    /// For the exporting State instead of the recipient.
    Exporter(Box<Self>),
    /// The goods carry one of these tags.
    Tag(Vec<String>),
    /// The goods carry a tag of the question.
    OwnTag,
}

/// A bound on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    AtLeast(Fixed),
    Above(Fixed),
    AtMost(Fixed),
    Below(Fixed),
}

impl Condition {
    /// True where unknown treaty memberships can keep the rule open (bicc-method.md, section 1, items 4 and 6).
    pub fn counts_treaties(&self) -> bool {
        matches!(self, Self::FewerThan { .. })
            || self.parts().iter().any(|part| part.counts_treaties())
    }

    /// Whether it reads other years, other states, or the exporter.
    pub fn looks_elsewhere(&self) -> bool {
        matches!(self, Self::InYears { .. } | Self::InNeighbours { .. } | Self::Exporter(_))
            || self.parts().iter().any(|part| part.looks_elsewhere())
    }

    /// The inputs that it names, in order, with repetitions.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Self::Yes(id) | Self::No(id) | Self::Missing(id) => vec![id],
            Self::Value { id, .. }
            | Self::FewerThan { id, .. }
            | Self::ShareBelow { id, .. }
            | Self::TopShare { id, .. } => vec![id],
            _ => self.parts().into_iter().flat_map(Self::ids).collect(),
        }
    }

    /// What it puts together; nothing for a single test.
    pub(super) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Any(parts) | Self::All(parts) | Self::Several { of: parts, .. } => {
                parts.iter().collect()
            }
            Self::Not(part)
            | Self::Surely(part)
            | Self::Possibly(part)
            | Self::Exporter(part)
            | Self::InYears { what: part, .. }
            | Self::InNeighbours { what: part, .. } => vec![part],
            _ => Vec::new(),
        }
    }
}

impl Condition {
    /// A test on a single reading, with the reading's id.
    pub(super) fn test(&self) -> Option<(&str, Test)> {
        Some(match self {
            Self::Yes(id) => (id, Test::Yes),
            Self::No(id) => (id, Test::No),
            Self::Missing(id) => (id, Test::Missing),
            Self::Value { id, limit } => (id, Test::Value(*limit)),
            Self::FewerThan { id, count } => (id, Test::FewerThan(*count)),
            Self::ShareBelow { id, percent } => (id, Test::ShareBelow(*percent)),
            Self::TopShare { id, percent } => (id, Test::TopShare(*percent)),
            _ => return None,
        })
    }
}

impl Limit {
    /// Whether a value between `low` and `high` keeps to it; `None` where that depends on where it lies.
    pub fn holds(self, low: Fixed, high: Fixed) -> Option<bool> {
        let (of_low, of_high) = (self.holds_for(low), self.holds_for(high));
        (of_low == of_high).then_some(of_low)
    }

    fn holds_for(self, value: Fixed) -> bool {
        match self {
            Self::AtLeast(limit) => value >= limit,
            Self::Above(limit) => value > limit,
            Self::AtMost(limit) => value <= limit,
            Self::Below(limit) => value < limit,
        }
    }
}
