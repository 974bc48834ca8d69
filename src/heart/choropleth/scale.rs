//! From values to at most five classes with limits that can be read.
//!
//! Classes hold about equally many states. Equal values are never parted, and no class is empty.

use crate::text::Text;

/// The most classes that eyes tell apart on a map.
const MOST: usize = 5;

#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// The lowest value, where each class after the first begins, and the highest value.
    Ranges { low: f64, limits: Vec<f64>, high: f64 },
    /// The values that there are, each with its word where the series has words; lowest first.
    Values(Vec<(f64, Option<Text>)>),
    /// Not critical, possibly critical, critical.
    Levels,
}

impl Scale {
    /// The scale for some values. Coded series have a class for each of their words.
    pub fn of(values: &[f64], words: &[(f64, Text)]) -> Self {
        let mut sorted: Vec<f64> =
            values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        if !words.is_empty() {
            let mut named: Vec<(f64, Option<Text>)> =
                words.iter().map(|(code, text)| (*code, Some(text.clone()))).collect();
            // A code that the series does not explain is a class all the same.
            for value in &sorted {
                if !named.iter().any(|(code, _)| code == value) {
                    named.push((*value, None));
                }
            }
            named.sort_by(|(a, _), (b, _)| a.total_cmp(b));
            return Self::Values(named);
        }
        let mut distinct = sorted.clone();
        distinct.dedup();
        if distinct.len() <= MOST {
            return Self::Values(distinct.into_iter().map(|value| (value, None)).collect());
        }
        let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else {
            return Self::Values(Vec::new());
        };
        Self::Ranges { low: *low, limits: limits(&sorted), high: *high }
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Ranges { limits, .. } => limits.len() + 1,
            Self::Values(values) => values.len(),
            Self::Levels => 3,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The class of a value that the scale was made from.
    pub fn class(&self, value: f64) -> usize {
        match self {
            Self::Ranges { limits, .. } => limits.partition_point(|limit| *limit <= value),
            Self::Values(values) => values.partition_point(|(code, _)| *code < value),
            Self::Levels => 0,
        }
    }
}

/// Where a class begins: round numbers near the fifths, each between two different values.
fn limits(sorted: &[f64]) -> Vec<f64> {
    let count = sorted.len();
    let at = |index: usize| sorted.get(index.min(count - 1)).copied().unwrap_or_default();
    // How far a limit may move from its fifth to become round, in states.
    let slack = (count / 25).max(1);
    let mut limits: Vec<f64> = Vec::new();
    let mut rest = sorted;
    // Where many values are nothing, nothing is a class of its own.
    let zeros = sorted.iter().filter(|value| **value == 0.0).count();
    if at(0) == 0.0 && zeros * MOST >= count {
        let above = at(zeros);
        limits.push(round_between(0.0, above));
        rest = sorted.get(zeros..).unwrap_or_default();
    }
    let parts = MOST - limits.len();
    for part in 1..parts {
        let middle = rest.len() * part / parts;
        let in_rest = |index: usize| rest.get(index.min(rest.len() - 1)).copied();
        let (Some(below), Some(above)) =
            (in_rest(middle.saturating_sub(slack)), in_rest(middle + slack))
        else {
            continue;
        };
        let limit = if below < above {
            round_between(below, above)
        } else {
            // Ties across the fifth: the class begins after them.
            let next = rest.partition_point(|value| *value <= above);
            match rest.get(next) {
                Some(next) => round_between(above, *next),
                None => continue,
            }
        };
        let begins = limits.last().map_or(at(0), |last| *last);
        let holds_some = sorted.iter().any(|value| (begins..limit).contains(value));
        if limit > begins && holds_some && limit <= at(count - 1) {
            limits.push(limit);
        }
    }
    limits
}

/// The number with the fewest digits above `low` and up to `high`.
fn round_between(low: f64, high: f64) -> f64 {
    let size = low.abs().max(high.abs());
    let first = size.log10().floor() as i32 + 1;
    for power in (first - 12..=first).rev() {
        for digit in [5.0, 2.0, 1.0] {
            // Divided, not multiplied with 0.1: so 0.3 is the 0.3 that people write.
            let number = |steps: f64| match power {
                0.. => steps * digit * 10_f64.powi(power),
                _ => steps * digit / 10_f64.powi(-power),
            };
            let step = number(1.0);
            let round = number((low / step).floor() + 1.0);
            if round > low && round <= high {
                return round;
            }
        }
    }
    high
}
