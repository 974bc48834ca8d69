//! The numbers of a method that a person may want to change: what each is called, what it may be, where it stands.
//!
//! Knows no file: `intake` finds them in the text.

use crate::fixed::Fixed;
use serde::{Deserialize, Serialize};

/// A number, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Its name in this file and in copies of it: `criteria/6/rules/c6-few-of-29/when/0`.
    pub at: String,
    pub part: NumberPart,
    /// The field, or the word of the condition: `min_coverage`, `FewerThan`.
    pub word: String,
    /// The input that the condition is about.
    pub input: Option<String>,
    /// Which number of its condition, from 0: `InYears` has two.
    pub nth: usize,
    pub value: Fixed,
    pub bounds: Bounds,
    /// Bytes of the text.
    pub span: (usize, usize),
}

/// What of a method a number belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberPart {
    /// The method as a whole: coverage, ages, look-backs.
    Whole,
    List(String),
    Ended(String),
    /// How many indicators a criterion's points need.
    Points(u8),
    /// What gives one or two points for an indicator.
    Item {
        criterion: u8,
        input: String,
        points: u8,
    },
    Rule {
        criterion: u8,
        id: String,
    },
}

/// What a number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    pub low: Fixed,
    pub high: Fixed,
    pub whole: bool,
}

/// No indicator has values beyond this.
const MOST_LIMIT: i64 = 1_000_000_000_000_000;

impl Bounds {
    pub const PERCENT: Self = Self { low: Fixed::ZERO, high: Fixed::whole(100), whole: false };
    pub const ANY: Self =
        Self { low: Fixed::whole(-MOST_LIMIT), high: Fixed::whole(MOST_LIMIT), whole: false };

    pub fn whole(low: u32, high: u32) -> Self {
        Self { low: low.into(), high: high.into(), whole: true }
    }

    pub fn allow(&self, value: Fixed) -> bool {
        let is_whole = !self.whole || value.to_f64().fract() == 0.0;
        is_whole && (self.low..=self.high).contains(&value)
    }

    /// Anything that can be measured.
    pub fn is_any(&self) -> bool {
        *self == Self::ANY
    }
}
