//! The incident ledger: drafts from the bundled events, the pattern that the entries make, and what they suggest.
//!
//! Only entries that somebody has reviewed count. Knows no sentence; every number is a list of entries.

mod evidence;
mod fill;
mod hint;
mod pattern;
mod rules;
mod time;

#[cfg(test)]
mod tests;

pub use self::evidence::{as_evidence, grade};
pub use self::fill::{Filled, fill};
pub use self::hint::{Hint, case_facts, hint};
pub use self::pattern::{Equipment, Group, Pattern, Year, pattern};
pub use self::rules::{FillRules, HintRule, LedgerRules, Sign};
pub use self::time::{Standing, Window, standing};
