//! The one door through which this room changes the disk: every step stands here, and each can fail.
//!
//! A test lets any step fail by setting the gate, once for its whole process: what fails on a real disk fails below the
//! threads that write, so a value handed down to each of them would prove less. The program sets none; then a step
//! costs one look at an empty cell, which no disk notices.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;
use tempfile::NamedTempFile;

/// What changes the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    CreateFolder,
    Create,
    Write,
    Flush,
    Rename,
    FlushFolder,
    Link,
    Remove,
}

/// Asked before each step; an error stands for the step's own.
pub type Gate = fn(Step, &Path) -> io::Result<()>;

static GATE: OnceLock<Gate> = OnceLock::new();

/// For tests: from now on every step of this process asks first. The first gate stays.
pub fn set_gate(gate: Gate) {
    GATE.get_or_init(|| gate);
}

fn may(step: Step, path: &Path) -> io::Result<()> {
    GATE.get().map_or(Ok(()), |gate| gate(step, path))
}

/// Makes a folder and those above it.
pub fn create_folder(path: &Path) -> io::Result<()> {
    may(Step::CreateFolder, path)?;
    fs::create_dir_all(path)
}

/// Opens a file to be written, as it is, or new.
pub fn create(path: &Path) -> io::Result<File> {
    may(Step::Create, path)?;
    File::options().create(true).truncate(false).write(true).open(path)
}

/// A new, empty file that nobody but its owner can read; one that is there already is left alone.
pub fn create_private(path: &Path) -> io::Result<()> {
    may(Step::Create, path)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

/// A file beside the one that it will become; removed again on every way out but [`rename`].
pub fn create_draft(
    builder: &tempfile::Builder<'_, '_>,
    folder: &Path,
) -> io::Result<NamedTempFile> {
    may(Step::Create, folder)?;
    builder.tempfile_in(folder)
}

pub fn write(file: &mut File, path: &Path, source: &mut dyn Read) -> io::Result<()> {
    if let Err(error) = may(Step::Write, path) {
        // A disk that is full takes the beginning.
        io::copy(&mut source.take(100), file).ok();
        return Err(error);
    }
    io::copy(source, file).map(|_| ())
}

/// The same for something that writes itself.
pub fn write_by(
    file: &mut File,
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    if let Err(error) = may(Step::Write, path) {
        write(file).ok();
        file.set_len(100)?;
        return Err(error);
    }
    write(file)
}

pub fn flush(file: &File, path: &Path) -> io::Result<()> {
    may(Step::Flush, path)?;
    file.sync_all()
}

/// The draft becomes `path`, in place of what is there.
pub fn rename(draft: NamedTempFile, path: &Path) -> io::Result<()> {
    may(Step::Rename, path)?;
    draft.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// The draft becomes `path`, where nothing is there.
pub fn rename_new(draft: NamedTempFile, path: &Path) -> io::Result<()> {
    may(Step::Rename, path)?;
    draft.persist_noclobber(path).map(|_| ()).map_err(|error| error.error)
}

/// Names that were given or taken reach the disk. Not every system can do this for a folder; what such a one says is
/// no fault.
pub fn flush_folder(folder: &Path) -> io::Result<()> {
    may(Step::FlushFolder, folder)?;
    let Ok(open) = File::open(folder) else { return Ok(()) };
    match open.sync_all() {
        Err(error) if is_bad(&error) => Err(error),
        _ => Ok(()),
    }
}

/// A disk that is full or broken, not one that cannot do a thing.
fn is_bad(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    !matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported)
}

/// Gives a file a second name.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    may(Step::Link, to)?;
    fs::hard_link(from, to)
}

/// A file that is gone already is no fault.
pub fn remove(path: &Path) -> io::Result<()> {
    may(Step::Remove, path)?;
    gone(fs::remove_file(path))
}

/// A folder and everything in it.
pub fn remove_folder(path: &Path) -> io::Result<()> {
    may(Step::Remove, path)?;
    gone(fs::remove_dir_all(path))
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
