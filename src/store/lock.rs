//! Two people, one file: who has it open stands beside it. Nobody is kept from working; the other is named.

use super::{disk, read_limited};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Who has a dossier open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub who: String,
    /// Seconds since 1970.
    pub since: u64,
}

/// The mark beside an open file; it goes when this goes, also when the program dies: the system frees the lock.
pub struct FileLock {
    path: PathBuf,
    _file: File,
}

/// Takes the mark of a dossier file, or says who has it. Where no mark can be written, nobody is named.
pub fn lock(path: &Path, me: &Holder) -> Result<Option<FileLock>, Holder> {
    let Some(mark) = mark(path) else { return Ok(None) };
    let Ok(mut file) = disk::create(&mark) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => {
            let text = ron::to_string(me).unwrap_or_default();
            // A mark without a name still is one.
            file.set_len(0).and_then(|()| disk::write(&mut file, &mark, &mut text.as_bytes())).ok();
            Ok(Some(FileLock { path: mark, _file: file }))
        }
        Err(fs::TryLockError::WouldBlock) => {
            let text = read_limited(&mark, 64 * 1024).unwrap_or_default();
            let nobody = Holder { who: String::new(), since: 0 };
            Err(ron::de::from_bytes(&text).unwrap_or(nobody))
        }
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        disk::remove(&self.path).ok(); // Without the lock it marks nothing.
    }
}

/// `.case.kriterion.lock` beside `case.kriterion`.
fn mark(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.lock")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_one_learns_who_was_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kriterion");
        let anna = Holder { who: "Anna".to_owned(), since: 7 };
        let bert = Holder { who: "Bert".to_owned(), since: 9 };
        let first = lock(&path, &anna).unwrap().unwrap();
        assert_eq!(lock(&path, &bert).err(), Some(anna));
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(lock(&path, &bert).unwrap().is_some());
        // What a dead program has left is taken over.
        fs::write(mark(&path).unwrap(), "(who:\"Anna\",since:7)").unwrap();
        assert!(lock(&path, &bert).unwrap().is_some());
        assert!(lock(&folder.path().join("none/a.kriterion"), &bert).unwrap().is_none());
    }
}
