//! Where a command may write: never over what it reads, and never over what somebody else has put there.

use super::End;
use super::out::{Failure, Out};
use crate::i18n::{Key, fill};
use std::path::{Path, PathBuf};

/// The path without links and detours; of a file that is not there yet, that of its folder with the name.
fn place(path: &Path) -> Option<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        return Some(place);
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// Whether both lead to one file, there or not.
pub fn is_same(one: &Path, other: &Path) -> bool {
    one == other || place(one).is_some_and(|one| place(other) == Some(one))
}

/// Whether a file lies in a folder, however deep.
pub fn is_within(file: &Path, folder: &Path) -> bool {
    place(file).zip(place(folder)).is_some_and(|(file, folder)| file.starts_with(folder))
}

/// Something stands there, if only a link that leads nowhere.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A dossier is written to a new file only: somebody may have worked on what is there.
pub fn is_new(out: &Out, path: &Path) -> Result<(), Failure> {
    if exists(path) { Err(refused(out, Key::OutputExists, path)) } else { Ok(()) }
}

/// The sentence that says why nothing is written there.
pub fn refused(out: &Out, key: Key, path: &Path) -> Failure {
    let message = fill(out.lang, key, &[("path", &path.display().to_string())]);
    Failure { end: End::WrongUse, message }
}
