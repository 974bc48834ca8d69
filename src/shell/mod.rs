//! Carries out what the session wants: files, threads, chance, the clock.
//!
//! Knows no egui: waking the window is a closure, asking for a path is the window's business.

mod jobs;
mod keeper;
mod places;
mod recorder;

use crate::session::{Effect, Landed, PathFor, SavedFile};
use crate::store::{self, FileLock, SaveProblem};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

pub use self::jobs::Jobs;
pub use self::keeper::{Keeper, settings};
pub use self::places::Places;
pub use self::recorder::Recorder;

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// What the window has to do itself after an effect.
pub enum Rest {
    Nothing,
    AskPath(PathFor),
    Quit,
}

/// The hands of a session.
pub struct Shell {
    jobs: Jobs<Landed>,
    keeper: Keeper,
    recorder: Recorder,
    recovery: Option<PathBuf>,
    copies: Option<PathBuf>,
    /// The mark beside the file at hand.
    lock: Arc<Mutex<Option<FileLock>>>,
}

impl Shell {
    /// `wake` rouses the window when something has landed.
    pub fn new(places: Places, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(wake),
            keeper: Keeper::new(places.settings),
            recorder: Recorder::new(places.recovery.clone()),
            recovery: places.recovery,
            copies: places.copies,
            lock: Arc::default(),
        }
    }

    /// Looks for work that an earlier run has left; it lands later.
    pub fn look_for_left(&self) {
        if let Some(root) = self.recovery.clone() {
            self.jobs.start("left behind", move || Landed::LeftBehind(store::left_behind(&root)));
        }
    }

    /// Everything that has come back since the last call, oldest first.
    pub fn landed(&self) -> Vec<Landed> {
        self.jobs.landed()
    }

    /// Carries out one effect. Everything slow runs on a thread of its own and lands later.
    pub fn perform(&mut self, effect: Effect) -> Rest {
        let jobs = &self.jobs;
        match effect {
            Effect::AskPath(wanted) => return Rest::AskPath(wanted),
            Effect::Quit => return Rest::Quit,
            Effect::Keep(parcel, origin) => self.recorder.keep(parcel, origin),
            Effect::ClearKept => self.recorder.clear(),
            Effect::KeepSettings(settings) => self.keeper.keep(*settings),
            Effect::MakeId => jobs.put(Landed::Id(random_id())),
            Effect::Open(path) => jobs.start("open", move || {
                // Before reading: a change in between must not go unnoticed.
                let stamp = store::stamp(&path);
                let result = store::open(&path).map(Box::new);
                Landed::Opened { path, result, stamp }
            }),
            Effect::Lock { path, me } => {
                let mine = Arc::clone(&self.lock);
                jobs.maybe("lock", move || {
                    let mut mine = mine.lock().unwrap_or_else(PoisonError::into_inner);
                    // The mark of the file before goes first.
                    *mine = None;
                    match store::lock(&path, &me) {
                        Ok(lock) => *mine = lock,
                        Err(holder) => return Some(Landed::HeldBy { path, holder }),
                    }
                    None
                });
            }
            Effect::Unlock => {
                *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            Effect::OpenLeft(left) => jobs.start("open", move || {
                let result = store::open_left(&left.folder).map(Box::new);
                Landed::OpenedLeft { left, result }
            }),
            Effect::ClearLeft(left) => self.recorder.remove(left.folder),
            Effect::Save { path, parcel, revision, copies, expected } => {
                let root = self.copies.clone();
                jobs.start("save", move || {
                    if !expected.holds(&path) {
                        let result = Err(SaveProblem::NotExpected);
                        return Landed::Saved { path, revision, result };
                    }
                    let kept = root.map(|root| store::keep_copy(&root, &path, copies));
                    // Work that can be saved is saved, also where no copy can be kept.
                    if let Some(Err(error)) = kept {
                        eprintln!("{}: {error}", path.display());
                    }
                    let result = store::save(&path, &parcel)
                        .map(|log| SavedFile { log, stamp: store::stamp(&path) });
                    Landed::Saved { path, revision, result }
                });
            }
            Effect::ReadOther(path) => jobs.start("compare", move || {
                // Before reading, as above.
                let stamp = store::stamp(&path);
                let result = store::open(&path).map(Box::new);
                Landed::ReadOther { path, result, stamp }
            }),
            Effect::ListCopies(path) => {
                let root = self.copies.clone();
                jobs.start("copies", move || {
                    Landed::Copies(root.map_or_else(Vec::new, |root| store::copies(&root, &path)))
                });
            }
            Effect::OpenCopy(copy) => jobs.start("open", move || {
                let result = store::open(&copy.path).map(Box::new);
                Landed::OpenedCopy { copy, result }
            }),
            Effect::ReadAttachment { path, question } => jobs.start("attach", move || {
                let result = store::read_attachment(&path);
                Landed::Attachment { path, question, result }
            }),
        }
        Rest::Nothing
    }
}

/// Sixteen random hex digits: enough that no two dossiers of one office meet.
pub fn random_id() -> String {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds this from the system's chance.
    let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
    hasher.write_u64(now());
    format!("{:016x}", hasher.finish())
}
