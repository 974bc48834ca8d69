//! What can go wrong with a file, as facts. The words are made at the edge.

use super::{KeyProblem, Stamp};
use std::io;

/// Why a dossier or an attachment could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenProblem {
    Missing,
    NoPermission,
    /// Larger than the program takes; the limit in MiB.
    TooLarge {
        limit: u64,
    },
    /// The container has more entries than any dossier.
    TooManyEntries {
        limit: usize,
    },
    /// Two entries of the container have one name.
    RepeatedNames,
    /// Sealed by a passphrase: none was given, or one that is not it.
    Locked {
        tried: bool,
    },
    /// Sealed otherwise than by a passphrase, or so that trying one costs too much.
    OtherLock,
    /// Not a dossier at all.
    Foreign,
    /// A dossier that ends too early or is damaged; what the reader met.
    Damaged(String),
    /// Written by a later program: its format, and the newest that this program knows.
    Newer {
        found: u32,
        known: u32,
    },
    /// The text inside does not follow the format: line, column, what was met.
    Garbled {
        line: usize,
        column: usize,
        why: String,
    },
    Other(String),
}

impl OpenProblem {
    pub fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::FileTooLarge => {
                Self::TooLarge { limit: error.to_string().parse().unwrap_or(0) }
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

/// Why a dossier could not be written. The work stays in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveProblem {
    /// Another file stands there, or the own one was changed by somebody else.
    NotExpected,
    /// A table or a method would have replaced a case.
    IsDossier,
    NoPermission,
    NoSuchFolder,
    DiskFull,
    ReadOnly,
    NameTooLong,
    /// The key for the signature could not be used; nothing was written.
    Key(KeyProblem),
    /// The file is written whole, but the system does not say that its name has reached the disk.
    NotFlushed {
        /// The new file.
        stamp: Option<Stamp>,
        why: String,
    },
    Encode(String),
    Other(String),
}

impl SaveProblem {
    pub fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::NotFound => Self::NoSuchFolder,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::InvalidFilename => Self::NameTooLong,
            _ => Self::Other(error.to_string()),
        }
    }
}
