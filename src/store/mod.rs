//! Files: the only room that reads or writes them. A file is written whole or not at all.
//!
//! Knows the dossier's container and format number; does not know the session or the window.

mod container;
mod copies;
mod disk;
mod folder;
mod format;
mod lock;
mod log;
mod problem;
mod recovery;
mod stamp;
mod verify;
mod whole;

pub use self::container::{Contents, Opened, Parcel, Saving, decode, encode, sha256};
pub use self::copies::{SafeCopy, copies, keep_copy, try_place};
pub use self::disk::{Gate, Step, set_gate};
pub use self::folder::{UnpackProblem, read_folder, unpack, write_folder};
pub use self::lock::{FileLock, Holder, lock};
pub use self::log::LogEntry;
pub use self::problem::{OpenProblem, SaveProblem};
pub use self::recovery::{Desk, Left, Origin, clear_left, left_behind, open_left, sweep_left};
pub use self::stamp::{Expected, Stamp, stamp};
pub use self::verify::{CaseState, LogState, Verified, check_log, verify, verify_bytes};
pub use self::whole::{read_limited, write_whole};

use std::path::Path;

/// The largest file that can be attached, in bytes.
pub const MOST_ATTACHMENT: u64 = 64 * 1024 * 1024;
/// The largest dossier file that is opened, in bytes.
pub const MOST_FILE: u64 = 1024 * 1024 * 1024;

/// Reads a dossier from disk.
pub fn open(path: &Path) -> Result<Opened, OpenProblem> {
    let bytes = read_limited(path, MOST_FILE).map_err(|error| OpenProblem::from_io(&error))?;
    decode(&bytes)
}

/// Writes a dossier to disk, whole or not at all, and gives its log with the new entry.
pub fn save(path: &Path, parcel: &Parcel) -> Result<Vec<LogEntry>, SaveProblem> {
    let (contents, log) = Contents::of(parcel).map_err(SaveProblem::Encode)?;
    let bytes = contents.zipped().map_err(SaveProblem::Encode)?;
    whole::put(path, &bytes).map_err(|error| SaveProblem::from_io(&error))?;
    // The file is the new one already, and the next save must know it as its own.
    disk::flush_folder(&whole::folder_of(path))
        .map_err(|error| SaveProblem::NotFlushed { stamp: stamp(path), why: error.to_string() })?;
    whole::sweep_drafts(path);
    Ok(log)
}

/// Reads a file to be attached.
pub fn read_attachment(path: &Path) -> Result<Vec<u8>, OpenProblem> {
    read_limited(path, MOST_ATTACHMENT).map_err(|error| OpenProblem::from_io(&error))
}
