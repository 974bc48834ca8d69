//! Whether a file is the one that was read: changes by others are noticed before they are written over.

use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// Size and time of a file, as the system tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    changed: Option<u64>,
}

/// What must be on disk for a save to go ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Whatever is there; the officer was asked, or a copy is kept.
    Anything,
    /// No file of this name.
    Nothing,
    /// The file as it was read or saved last, or none.
    Same(Stamp),
}

/// The stamp of a file; `None` where there is no file.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::metadata(path).ok()?;
    let changed = data.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    Some(Stamp {
        size: data.len(),
        changed: changed.and_then(|since| u64::try_from(since.as_nanos()).ok()),
    })
}

impl Expected {
    pub fn holds(self, path: &Path) -> bool {
        match (self, stamp(path)) {
            (Self::Anything, _) | (_, None) => true,
            (Self::Nothing, Some(_)) => false,
            (Self::Same(expected), Some(found)) => expected == found,
        }
    }
}
