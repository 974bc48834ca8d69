//! Work that has no file yet, or that its file does not hold yet: one folder for each case, written while the officer
//! works, found again after a crash. Such a folder is a dossier unpacked; nothing but this program's death leaves one.

use super::container::{Contents, Opened, Parcel};
use super::folder::{UnpackProblem, read_folder, write_folder};
use super::sha256::sha256;
use super::{OpenProblem, Stamp, read_limited, write_whole};
use kriterion_heart::compare::{Difference, differences};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const ORIGIN: &str = ".origin.ron";
const LOCK: &str = ".lock";
/// Unsaved states of one case.
const MOST_DESKS: u32 = 100;

/// What the work was on, for the list after a crash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file of the case, if it has one.
    pub path: Option<PathBuf>,
    /// That file as the work knew it.
    #[serde(default)]
    pub stamp: Option<Stamp>,
    pub case: String,
    /// Seconds since 1970: the newest edit.
    pub at: u64,
}

/// Work that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub folder: PathBuf,
    pub origin: Origin,
    /// From the saved file to this work; `None` where there is no file to compare with.
    pub differences: Option<Vec<Difference>>,
}

/// The folder of a case; its lock is held as long as this lives, so that no other window takes it for left behind.
pub struct Desk {
    folder: PathBuf,
    _lock: File,
}

impl Desk {
    /// Takes a free folder for the case `id` below `root`: none that another window holds, and none with work that was
    /// left behind. An id comes from a file: only its hash becomes a path.
    pub fn take(root: &Path, id: &str) -> io::Result<Self> {
        let name = &sha256(id.as_bytes())[..16];
        for number in 1..=MOST_DESKS {
            let folder = root.join(format!("{name}-{number}"));
            fs::create_dir_all(&folder)?;
            let lock = File::create(folder.join(LOCK))?;
            if lock.try_lock().is_ok() && !folder.join("dossier.ron").exists() {
                return Ok(Self { folder, _lock: lock });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Writes the work. What is there already is replaced whole, so a crash leaves the work before or this.
    pub fn keep(&self, parcel: &Parcel, origin: &Origin) -> io::Result<()> {
        let (contents, _) = Contents::of(parcel).map_err(io::Error::other)?;
        let text = ron::to_string(origin).map_err(io::Error::other)?;
        write_whole(&self.folder.join(ORIGIN), text.as_bytes())?;
        write_folder(&contents, &self.folder).map_err(|problem| match problem {
            UnpackProblem::Foreign(name) => io::Error::other(name),
            other => io::Error::other(format!("{other:?}")),
        })
    }

    /// The work is in its file, or not wanted: the folder goes.
    pub fn clear(self) -> io::Result<()> {
        fs::remove_dir_all(&self.folder)
    }
}

/// Work that no living program holds, newest first.
pub fn left_behind(root: &Path) -> Vec<Left> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let mut left: Vec<Left> =
        entries.flatten().filter_map(|entry| of_folder(entry.path())).collect();
    left.sort_by_key(|left| std::cmp::Reverse(left.origin.at));
    left
}

fn of_folder(folder: PathBuf) -> Option<Left> {
    // Without the file somebody else has removed it just now.
    let lock = File::open(folder.join(LOCK)).ok()?;
    lock.try_lock().ok()?;
    let text = read_limited(&folder.join(ORIGIN), 1024 * 1024).ok()?;
    let origin: Origin = ron::de::from_bytes(&text).ok()?;
    let work = open_left(&folder).ok()?;
    let saved = origin.path.as_ref().and_then(|path| super::open(path).ok());
    let differences = saved.map(|saved| differences(&saved.dossier, &work.dossier));
    Some(Left { folder, origin, differences })
}

/// The work itself.
pub fn open_left(folder: &Path) -> Result<Opened, OpenProblem> {
    let contents = read_folder(folder)?;
    let dossier = super::format::dossier_from_ron(&contents.dossier)?;
    Ok(contents.opened(dossier)?.0)
}

pub fn clear_left(folder: &Path) -> io::Result<()> {
    fs::remove_dir_all(folder)
}
