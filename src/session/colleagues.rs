//! Whose public keys are known: a small list, kept beside the settings, that an office can hand to its people.

use kriterion_heart::signoff::PublicKey;
use serde::{Deserialize, Serialize};

/// Somebody whose key was checked, by telephone or on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colleague {
    pub name: String,
    pub key: PublicKey,
    /// Seconds since 1970: when it was taken into the list.
    pub since: u64,
}
