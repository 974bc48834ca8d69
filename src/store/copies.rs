//! Safe copies: what a file held before it was saved over, numbered, the newest ones kept.

use super::sha256::sha256;
use super::whole::copy_whole;
use super::{LogEntry, OpenProblem, SaveProblem, disk, open, stamp, write_whole};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// So many windows may save one file at the same moment.
const MOST_RIVALS: u32 = 20;

/// An earlier version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeCopy {
    pub path: PathBuf,
    pub number: u32,
    /// The save that made this version; `None` where it holds no log.
    pub saved: Option<LogEntry>,
    /// With a passphrase: what it holds shows once it is opened.
    pub sealed: bool,
}

/// Keeps what `path` holds now, and the newest `most` copies of it; with none wanted, those that are there stay. A file
/// that is not there has nothing to keep.
pub fn keep_copy(root: &Path, path: &Path, most: usize) -> Result<(), SaveProblem> {
    keep(root, path, most).map_err(|error| SaveProblem::from_io(&error))
}

fn keep(root: &Path, path: &Path, most: usize) -> io::Result<()> {
    if most == 0 || !path.exists() {
        return Ok(());
    }
    let folder = folder(root, path)?;
    disk::create_folder(&folder)?;
    let mut numbers = numbers(&folder);
    // A save that failed and is tried again must not push out older versions.
    if numbers.last().is_some_and(|last| stamp(&file(&folder, *last)) == stamp(path)) {
        return Ok(());
    }
    numbers.push(copy(path, &folder, numbers.last().map_or(1, |last| last + 1))?);
    disk::flush_folder(&folder)?;
    let too_many = numbers.len().saturating_sub(most);
    for number in numbers.into_iter().take(too_many) {
        // One copy too many is no harm, and the next save tries again.
        disk::remove(&file(&folder, number)).ok();
    }
    Ok(())
}

/// Takes the first free number from `number` on: another window may be saving the same file.
fn copy(path: &Path, folder: &Path, number: u32) -> io::Result<u32> {
    for number in number..number.saturating_add(MOST_RIVALS) {
        let to = file(folder, number);
        // Saving puts a new file in the old one's place, so a second name for the old one is a copy that costs nothing.
        // Not every file system has second names, and none has them across two disks.
        let copied = disk::link(path, &to).or_else(|_| copy_whole(path, &to));
        match copied {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => (),
            other => return other.map(|()| number),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether copies can be kept below `root`, shown by doing it; gives the whole path.
pub fn try_place(root: &Path) -> Result<PathBuf, SaveProblem> {
    tried(root).map_err(|error| SaveProblem::from_io(&error))
}

fn tried(root: &Path) -> io::Result<PathBuf> {
    let root = std::path::absolute(root)?;
    disk::create_folder(&root)?;
    let probe = root.join(format!(".kriterion-{}", std::process::id()));
    write_whole(&probe, b"")?;
    disk::remove(&probe)?;
    Ok(root)
}

/// The copies of a file, newest first, with the save that made each.
pub fn copies(root: &Path, path: &Path) -> Vec<SafeCopy> {
    let Ok(folder) = folder(root, path) else { return Vec::new() };
    let found = numbers(&folder).into_iter().rev().filter_map(|number| {
        let path = file(&folder, number);
        let (saved, sealed) = match open(&path) {
            Ok(mut opened) => (opened.log.pop(), false),
            Err(OpenProblem::Locked { .. }) => (None, true),
            Err(_) => return None,
        };
        Some(SafeCopy { path, number, saved, sealed })
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
        keep_copy(&root, &path, 0).unwrap();
        assert_eq!(numbers(&home).len(), 3, "none wanted is no order to throw away");
    }

    #[test]
    fn a_copy_on_another_disk_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&from, "one").unwrap();
        let day = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
        fs::File::options().write(true).open(&from).unwrap().set_modified(day).unwrap();
        copy_whole(&from, &to).unwrap();
        assert_eq!((stamp(&to), fs::read(&to).unwrap()), (stamp(&from), b"one".to_vec()));
        let taken = copy_whole(&from, &to).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_found_out() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("new/copies");
        assert_eq!(try_place(&place).unwrap(), place);
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0);
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(try_place(&file.join("copies")).is_err());
    }
}
