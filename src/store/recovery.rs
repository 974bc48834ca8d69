//! Work that has no file yet, or that its file does not hold yet: one folder for each case, written while the officer
//! works, found again after a crash. Such a folder is a dossier unpacked; nothing but this program's death leaves one.

use super::blob::Blob;
use super::container::{Contents, Opened, Parcel, attached};
use super::folder::{UnpackProblem, attachments, past, text, write_folder};
use super::format::{dossier_from_ron, log_to_ron, signatures_to_ron};
use super::sealed_work::{SEALED_CASE, WorkKey, read_sealed, write_sealed};
use super::sha256::sha256;
use super::whole::{put, read_plain};
use super::{OpenProblem, Passphrase, SaveProblem, Stamp, disk, stamp};
use kriterion_heart::compare::{Difference, differences};
use kriterion_heart::dossier::{Dossier, Field};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const ORIGIN: &str = ".origin.ron";
const LOCK: &str = ".lock";
const CASE: &str = "dossier.ron";
/// A second name for the file whose attached files the work shares.
const BASE: &str = ".base.kriterion";
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
    /// Seals the work on a sealed case.
    key: Option<WorkKey>,
    /// The attached files that its base holds, by hash.
    based: BTreeSet<String>,
    _lock: File,
}

impl Desk {
    /// Takes a free folder for the case `id` below `root`: none that another window holds, and none in which anything
    /// was left. An id comes from a file: only its hash becomes a path.
    pub fn take(root: &Path, id: &str) -> io::Result<Self> {
        let name = &sha256(id.as_bytes())[..16];
        for number in 1..=MOST_DESKS {
            let folder = root.join(format!("{name}-{number}"));
            if folder.exists() && !is_free(&folder) {
                continue;
            }
            disk::create_folder(&folder)?;
            let lock = disk::create(&folder.join(LOCK))?;
            if lock.try_lock().is_ok() && is_free(&folder) {
                return Ok(Self { folder, key: None, based: BTreeSet::new(), _lock: lock });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Writes the work. What is there already is replaced whole, so a crash leaves the work before or this.
    pub fn keep(&mut self, parcel: &Parcel, origin: &Origin) -> Result<(), SaveProblem> {
        let (mut contents, _) = Contents::of(parcel).map_err(SaveProblem::Encode)?;
        if parcel.passphrase.is_none() {
            self.share_base(&mut contents, origin);
        }
        let text =
            ron::to_string(origin).map_err(|error| SaveProblem::Encode(error.to_string()))?;
        put(&self.folder.join(ORIGIN), text.as_bytes())
            .map_err(|error| SaveProblem::from_io(&error))?;
        let io = |error: &io::Error| SaveProblem::from_io(error);
        if let Some(passphrase) = &parcel.passphrase {
            self.keep_sealed(contents, passphrase).map_err(|error| io(&error))?;
            return remove_open(&self.folder).map_err(|error| io(&error));
        }
        write_folder(&contents, &self.folder).map_err(|problem| match problem {
            UnpackProblem::Save(problem) => problem,
            UnpackProblem::Foreign(name) => SaveProblem::Other(name),
        })?;
        remove_if_there(&self.folder.join(SEALED_CASE)).map_err(|error| io(&error))
    }

    /// Attached files that the case's own file holds are not copied: the folder gets that file under a second name,
    /// which costs nothing and lasts when the first name is given to another. Where no second name can be given they
    /// are copied, once.
    fn share_base(&mut self, contents: &mut Contents, origin: &Origin) {
        let base = self.folder.join(BASE);
        if !is_plain(&base) {
            // It went when the case was sealed, or was never there: nothing is shared that cannot be found again.
            self.based.clear();
        }
        let shares = contents.attachments.values().any(Blob::is_packed);
        if shares
            && self.based.is_empty()
            && let Some(path) = origin.path.as_ref().filter(|path| stamp(path) == origin.stamp)
            && disk::link(path, &base).is_ok()
        {
            self.based = attached(&base);
        }
        let based = &self.based;
        contents.attachments.retain(|hash, blob| !blob.is_packed() || !based.contains(hash));
    }

    fn keep_sealed(&mut self, contents: Contents, passphrase: &Passphrase) -> io::Result<()> {
        let key = match self.key.take().filter(|key| key.is_for(passphrase)) {
            Some(key) => key,
            None => WorkKey::new(passphrase)?,
        };
        let key = self.key.insert(key);
        write_sealed(&self.folder, contents, key)
    }

    /// False where somebody has removed the folder: what is written to it now would not be found again.
    pub fn is_there(&self) -> bool {
        self.folder.join(LOCK).exists()
    }

    /// The work is in its file, or not wanted: the folder goes.
    pub fn clear(&self) -> io::Result<()> {
        clear_left(&self.folder)
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
    if is_held(&folder) {
        return None;
    }
    let work = match open_left(&folder, None) {
        Ok(work) => work,
        // Whose case it is shows once the passphrase is given.
        Err(OpenProblem::Locked { .. }) => {
            let origin = origin(&folder).unwrap_or_else(|| unknown_origin(&folder, None));
            return Some(Left { folder, origin, differences: None });
        }
        Err(_) => return None,
    };
    let origin = origin(&folder).unwrap_or_else(|| unknown_origin(&folder, Some(&work.dossier)));
    let differences = saved(&origin).map(|saved| differences(&saved.dossier, &work.dossier));
    Some(Left { folder, origin, differences })
}

/// A folder of the name that [`Desk::take`] gives; what else somebody keeps here stays.
fn is_ours(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_name = |(hash, number): (&str, &str)| {
        hash.len() == 16
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && number.parse::<u32>().is_ok()
    };
    name.split_once('-').is_some_and(is_name) && folder.is_dir() && !folder.is_symlink()
}

/// A folder that holds nothing but its mark.
fn is_free(folder: &Path) -> bool {
    let is_mark = |entry: fs::DirEntry| {
        entry.file_name() == LOCK && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(is_mark)))
}

/// By a living program. Without the mark nobody holds it: a program makes the mark before it writes.
fn is_held(folder: &Path) -> bool {
    let mark = folder.join(LOCK);
    let is_locked = |lock: File| matches!(lock.try_lock(), Err(TryLockError::WouldBlock));
    is_plain(&mark) && File::open(mark).is_ok_and(is_locked)
}

/// Neither a link, which leads elsewhere, nor a pipe, which would be waited on for ever.
fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file())
}

/// The file that the work belongs to.
fn saved(origin: &Origin) -> Option<Opened> {
    let path = origin.path.as_ref()?;
    // Not a pipe or a device: those may have no end.
    path.is_file().then(|| super::open(path).ok())?
}

fn origin(folder: &Path) -> Option<Origin> {
    let text = read_plain(&folder.join(ORIGIN), 1024 * 1024).ok()?;
    ron::de::from_bytes(&text).ok()
}

/// The work counts more than where it came from: without that it is work that has no file yet.
fn unknown_origin(folder: &Path, dossier: Option<&Dossier>) -> Origin {
    let case_file = if dossier.is_some() { CASE } else { SEALED_CASE };
    let changed = fs::metadata(folder.join(case_file)).and_then(|data| data.modified()).ok();
    let at = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let case = dossier.map_or("", |dossier| dossier.request.field(Field::CaseNumber)).to_owned();
    Origin { path: None, stamp: None, case, at: at.map_or(0, |at| at.as_secs()) }
}

/// The work itself. Where its log cannot be read, that of the file it belongs to takes its place: work is offered
/// rather than refused for what is beside it.
pub fn open_left(folder: &Path, passphrase: Option<&Passphrase>) -> Result<Opened, OpenProblem> {
    if folder.join(SEALED_CASE).exists() {
        return read_sealed(folder, passphrase);
    }
    let dossier_text = text(folder, CASE)?;
    let dossier = dossier_from_ron(&dossier_text)?;
    let base = folder.join(BASE);
    let base = is_plain(&base).then(|| super::open(&base).ok()).flatten();
    let log = text(folder, "log.ron").unwrap_or_default();
    let mut attachments = attachments(folder, &dossier);
    for (hash, blob) in base.map(|base| base.attachments).unwrap_or_default() {
        attachments.entry(hash).or_insert(blob);
    }
    let signatures = text(folder, "signatures.ron").unwrap_or_default();
    let [versions, branches] = past(folder, &signatures, &log).map(|told| told.unwrap_or_default());
    let contents =
        Contents { dossier: dossier_text, log, signatures, versions, branches, attachments };
    if let Ok((opened, _)) = contents.clone().opened(dossier.clone()) {
        return Ok(opened);
    }
    let saved = origin(folder).and_then(|origin| saved(&origin));
    let (log, signatures, branches) =
        saved.map(|saved| (saved.log, saved.signatures, saved.branches)).unwrap_or_default();
    let log = log_to_ron(&log).map_err(OpenProblem::Other)?;
    let steps = signatures_to_ron(&signatures.steps).map_err(OpenProblem::Other)?;
    let contents =
        Contents { log, signatures: steps, versions: signatures.versions, branches, ..contents };
    Ok(contents.opened(dossier)?.0)
}

/// Removes the work, and then what is around it: a crash in between leaves nothing that would be offered again.
pub fn clear_left(folder: &Path) -> io::Result<()> {
    remove_if_there(&folder.join(CASE))?;
    remove_if_there(&folder.join(SEALED_CASE))?;
    disk::remove_folder(folder)
}

fn holds_work(folder: &Path) -> bool {
    [CASE, SEALED_CASE].into_iter().any(|name| folder.join(name).exists())
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    if path.exists() { disk::remove(path) } else { Ok(()) }
}

/// What stood in the open before the case was sealed; the case first, so that no half of it is offered.
fn remove_open(folder: &Path) -> io::Result<()> {
    for name in [CASE, "log.ron", "signatures.ron", BASE] {
        remove_if_there(&folder.join(name))?;
    }
    for name in ["versions", "logs"] {
        let folder = folder.join(name);
        if folder.exists() {
            disk::remove_folder(&folder)?;
        }
    }
    Ok(())
}

/// Removes folders that hold no case: a crash left them while they were made or removed.
pub fn sweep_left(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for folder in entries.flatten().map(|entry| entry.path()) {
        if is_ours(&folder) && !holds_work(&folder) && !is_held(&folder) {
            disk::remove_folder(&folder).ok(); // It harms nobody, and the next start tries again.
        }
    }
}
