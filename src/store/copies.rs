//! Safe copies: what a file held before it was saved over, numbered, the newest ones kept.

use super::sha256::sha256;
use super::{LogEntry, open, stamp};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// An earlier version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeCopy {
    pub path: PathBuf,
    pub number: u32,
    /// The save that made this version; `None` where it holds no log.
    pub saved: Option<LogEntry>,
}

/// Keeps what `path` holds now, and the newest `most` copies of it. A file that is not there has nothing to keep.
pub fn keep_copy(root: &Path, path: &Path, most: usize) -> io::Result<()> {
    if most == 0 || !path.exists() {
        return Ok(());
    }
    let folder = folder(root, path)?;
    fs::create_dir_all(&folder)?;
    let mut numbers = numbers(&folder);
    // A save that failed and is tried again must not push out older versions.
    if numbers.last().is_some_and(|last| stamp(&file(&folder, *last)) == stamp(path)) {
        return Ok(());
    }
    let next = numbers.last().map_or(1, |last| last + 1);
    let copy = file(&folder, next);
    // Saving puts a new file in the old one's place, so a second name for the old one is a copy that costs nothing.
    if fs::hard_link(path, &copy).is_err() {
        fs::copy(path, &copy)?;
    }
    numbers.push(next);
    let too_many = numbers.len().saturating_sub(most);
    for number in numbers.into_iter().take(too_many) {
        fs::remove_file(file(&folder, number))?;
    }
    Ok(())
}

/// The copies of a file, newest first, with the save that made each.
pub fn copies(root: &Path, path: &Path) -> Vec<SafeCopy> {
    let Ok(folder) = folder(root, path) else { return Vec::new() };
    let found = numbers(&folder).into_iter().rev().filter_map(|number| {
        let path = file(&folder, number);
        let saved = open(&path).ok()?.log.pop();
        Some(SafeCopy { path, number, saved })
    });
    found.collect()
}

/// One folder for each file, whatever its name.
fn folder(root: &Path, path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    Ok(root.join(&sha256(path.as_os_str().as_encoded_bytes())[..16]))
}

fn file(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number:06}.kriterion"))
}

/// Ascending.
fn numbers(folder: &Path) -> Vec<u32> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut numbers: Vec<u32> = entries
        .flatten()
        .filter_map(|entry| entry.path().file_stem()?.to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::write_whole;

    #[test]
    fn the_newest_versions_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (root, path) = (folder.path().join("copies"), folder.path().join("a.kriterion"));
        for version in 1..=5 {
            keep_copy(&root, &path, 3).unwrap();
            write_whole(&path, format!("version {version}").as_bytes()).unwrap();
        }
        let home = super::folder(&root, &path).unwrap();
        let texts: Vec<String> = numbers(&home)
            .into_iter()
            .map(|n| fs::read_to_string(file(&home, n)).unwrap())
            .collect();
        assert_eq!(texts, ["version 2", "version 3", "version 4"]);
        // Tried again and again without success: kept once.
        for _ in 0..5 {
            keep_copy(&root, &path, 3).unwrap();
        }
        let last = numbers(&home);
        assert_eq!(last.len(), 3);
        assert_eq!(fs::read_to_string(file(&home, last[0])).unwrap(), "version 3");
        keep_copy(&root, &folder.path().join("none.kriterion"), 3).unwrap();
    }
}
