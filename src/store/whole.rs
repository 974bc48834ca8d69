//! Reading with a limit, writing whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

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

/// What writing a file does, in this order. Each can fail; tests let each fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Create,
    Write,
    Flush,
    Rename,
    FlushFolder,
}

/// Replaces `path` by `bytes`. After a crash it holds the old file or the new one, never half.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_whole_if(path, bytes, |_| Ok(()))
}

/// The same, asking before each step.
pub fn write_whole_if(
    path: &Path,
    bytes: &[u8],
    mut may: impl FnMut(Step) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    may(Step::Create)?;
    // Removed again on every way out but the rename.
    let mut draft = draft(path).tempfile_in(&folder)?;
    may(Step::Write)?;
    draft.write_all(bytes)?;
    may(Step::Flush)?;
    draft.as_file().sync_all()?;
    may(Step::Rename)?;
    draft.persist(path).map_err(|error| error.error)?;
    // The rename itself must reach the disk too; not every system lets a folder be opened for that.
    may(Step::FlushFolder)?;
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The draft may be read by whom the file could be read, or a new file could: not by its writer alone.
fn draft(path: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kriterion-");
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
    fn whichever_step_fails_the_file_is_old_or_new() {
        let steps = [Step::Create, Step::Write, Step::Flush, Step::Rename, Step::FlushFolder];
        for old in [None, Some(&b"old"[..])] {
            for bad in steps {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("a.kriterion");
                if let Some(old) = old {
                    fs::write(&path, old).unwrap();
                }
                let full = io::ErrorKind::StorageFull;
                let may = |step| if step == bad { Err(full.into()) } else { Ok(()) };
                let failed = write_whole_if(&path, b"new", may);
                assert_eq!(failed.unwrap_err().kind(), full, "{bad:?}");
                let expected = if bad == Step::FlushFolder { Some(&b"new"[..]) } else { old };
                assert_eq!(fs::read(&path).ok().as_deref(), expected, "{bad:?}");
                let left = fs::read_dir(folder.path()).unwrap().count();
                assert_eq!(left, usize::from(expected.is_some()), "{bad:?} leaves a draft");
            }
        }
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
