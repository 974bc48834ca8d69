//! Reading with a limit, writing whole or not at all.

use super::disk;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// What the name of every draft begins with.
const DRAFT: &str = ".kriterion-";
/// No save takes as long.
const OLD_DRAFT: Duration = Duration::from_secs(3600);

/// Reads a file of at most `limit` bytes; a larger one is refused before it is read.
pub fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let too_large =
        || io::Error::new(io::ErrorKind::FileTooLarge, (limit / (1024 * 1024)).to_string());
    if size > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// The same for a file in a folder that others may have filled: no link is followed, and only a plain file is opened,
/// for a pipe would be waited on for ever.
pub fn read_plain(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if !kind.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    read_limited(path, limit)
}

/// Replaces `path` by `bytes`. After a crash it holds the old file or the new one, never half.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes)?;
    disk::flush_folder(&folder_of(path))
}

/// The same, without waiting until the new file's name has reached the disk.
pub fn put(path: &Path, mut bytes: &[u8]) -> io::Result<()> {
    let draft = written(path, &mut bytes)?;
    disk::rename(draft, path)
}

/// The same for something that writes itself, without being in memory as a whole.
pub fn put_by(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut draft = disk::create_draft(&draft(path), &folder_of(path))?;
    disk::write_by(draft.as_file_mut(), path, write)?;
    disk::flush(draft.as_file(), path)?;
    disk::rename(draft, path)
}

/// Copies a file to a name that is free. The copy has the time of its original, which tells that it is the same.
pub fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let changed = source.metadata()?.modified();
    let draft = written(to, &mut source)?;
    if let Ok(changed) = changed {
        draft.as_file().set_modified(changed).ok(); // Where there are no times, sizes tell.
    }
    disk::rename_new(draft, to)
}

/// A draft beside `path`, with everything in it on the disk.
fn written(path: &Path, source: &mut dyn Read) -> io::Result<NamedTempFile> {
    let mut draft = disk::create_draft(&draft(path), &folder_of(path))?;
    disk::write(draft.as_file_mut(), path, source)?;
    disk::flush(draft.as_file(), path)?;
    Ok(draft)
}

/// Removes drafts that a crash has left in the folder of `path`; young ones belong to somebody who is just saving.
pub fn sweep_drafts(path: &Path) {
    let Ok(entries) = fs::read_dir(folder_of(path)) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(DRAFT) && is_old(&entry) {
            disk::remove(&entry.path()).ok(); // Somebody else's, or tried again after the next save.
        }
    }
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|data| data.modified());
    changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > OLD_DRAFT))
}

pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The draft may be read by whom the file could be read, or a new file could: not by its writer alone.
fn draft(path: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT);
    let old = fs::metadata(path).ok().map(|data| data.permissions());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes away what the user's mask forbids.
        builder.permissions(old.unwrap_or_else(|| fs::Permissions::from_mode(0o666)));
    }
    #[cfg(not(unix))]
    let _ = old;
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_of_a_crash_are_swept_and_young_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".kriterion-old", ".kriterion-new", "case.kriterion"] {
            fs::write(at(name), "").unwrap();
        }
        let day = std::time::SystemTime::now() - Duration::from_secs(86_400);
        for name in [".kriterion-old", "case.kriterion"] {
            File::options().write(true).open(at(name)).unwrap().set_modified(day).unwrap();
        }
        sweep_drafts(&at("case.kriterion"));
        let there =
            [".kriterion-old", ".kriterion-new", "case.kriterion"].map(|name| at(name).exists());
        assert_eq!(there, [false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn colleagues_can_read_what_they_could_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kriterion");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write_whole(&path, b"one").unwrap();
        let plain = folder.path().join("plain");
        fs::write(&plain, b"").unwrap();
        assert_eq!(mode(), fs::metadata(&plain).unwrap().permissions().mode() & 0o777);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(mode(), 0o640);
    }
}
