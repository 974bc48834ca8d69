//! Keeps unsaved work on disk, off the window's thread: the newest state, at most a moment old.
//!
//! What fails is tried again after a pause, with the newest state, until it works; at the end of the program a few
//! times more.

use crate::session::Landed;
use crate::store::{self, Desk, Origin, Parcel, SaveProblem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Between two writings. An edit is on disk after this and the time of one writing: well within two seconds, also where
/// one writing fails.
const PAUSE: Duration = Duration::from_millis(700);
/// So often a thing must fail, one time after the other, before the officer hears of it: one failure may be that of a
/// moment, as where another program looks into a new file.
const MOMENT: u32 = 2;
/// At the end of the program nobody waits long for a disk.
const LAST_TRIES: u32 = 3;

/// What the folder of a case is to hold.
enum Wanted {
    Work(Box<Parcel>, Origin),
    /// The work is in its file, or not wanted.
    Nothing,
}

#[derive(Default)]
struct Orders {
    /// By case, in the order in which they came; a newer state takes the place of one that is not written yet.
    wanted: Vec<(String, Wanted)>,
    /// Folders of earlier runs. They go when all work is on disk: it may be theirs, taken up.
    removals: Vec<PathBuf>,
}

#[derive(Default)]
struct Slot {
    orders: Orders,
    /// Write what is left, then end.
    last: bool,
}

type Shared = Arc<(Mutex<Slot>, Condvar)>;

/// One thread that writes; nothing where there is no folder to write to.
pub struct Recorder {
    slot: Shared,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// `tell` hears when work cannot be kept, and when it can again.
    pub fn new(root: Option<PathBuf>, tell: impl Fn(Landed) + Send + 'static) -> Self {
        Self::with_pause(root, PAUSE, tell)
    }

    pub fn with_pause(
        root: Option<PathBuf>,
        pause: Duration,
        tell: impl Fn(Landed) + Send + 'static,
    ) -> Self {
        let slot = Shared::default();
        let theirs = Arc::clone(&slot);
        let thread = root.and_then(|root| {
            let mut writer = Writer {
                root,
                tell,
                desks: BTreeMap::new(),
                work: Trouble::default(),
                removal: Trouble::default(),
            };
            let work = move || run(&mut writer, pause, &theirs);
            thread::Builder::new().name("recovery".to_owned()).spawn(work).ok()
        });
        Self { slot, thread }
    }

    pub fn keep(&self, parcel: Box<Parcel>, origin: Origin) {
        let id = parcel.dossier.id.clone();
        self.order(|orders| orders.want(id, Wanted::Work(parcel, origin)));
    }

    /// The work on the case `id` is in its file, or not wanted.
    pub fn clear(&self, id: String) {
        self.order(|orders| orders.want(id, Wanted::Nothing));
    }

    /// Removes a folder that an earlier run has left.
    pub fn remove(&self, folder: PathBuf) {
        self.order(|orders| orders.removals.push(folder));
    }

    fn order(&self, give: impl FnOnce(&mut Orders)) {
        if self.thread.is_some() {
            give(&mut locked(&self.slot.0).orders);
            self.slot.1.notify_all();
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        locked(&self.slot.0).last = true;
        self.slot.1.notify_all();
        if let Some(thread) = self.thread.take() {
            thread.join().ok(); // What went wrong was said by the thread.
        }
    }
}

fn locked(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Orders {
    fn want(&mut self, id: String, wanted: Wanted) {
        self.wanted.retain(|(other, _)| *other != id);
        self.wanted.push((id, wanted));
    }

    /// Takes back what could not be done; what was ordered since for the same case is newer.
    fn take_back(&mut self, mut failed: Self) {
        failed.wanted.retain(|(id, _)| self.wanted.iter().all(|(newer, _)| newer != id));
        failed.wanted.append(&mut self.wanted);
        failed.removals.append(&mut self.removals);
        *self = failed;
    }

    fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.removals.is_empty()
    }
}

fn run(writer: &mut Writer<impl Fn(Landed)>, pause: Duration, slot: &(Mutex<Slot>, Condvar)) {
    let (slot, changed) = slot;
    let mut tries = LAST_TRIES;
    loop {
        let idle = |slot: &mut Slot| slot.orders.is_empty() && !slot.last;
        let mut now =
            changed.wait_while(locked(slot), idle).unwrap_or_else(PoisonError::into_inner);
        let (orders, last) = (std::mem::take(&mut now.orders), now.last);
        drop(now);
        let failed = writer.work_off(orders);
        if last {
            tries -= 1;
            if failed.is_empty() || tries == 0 {
                return;
            }
        }
        let mut now = locked(slot);
        now.orders.take_back(failed);
        // The end of the program cuts the pause short, but not the one between its last tries.
        let waits = |slot: &mut Slot| slot.last == last;
        drop(changed.wait_timeout_while(now, pause, waits));
    }
}

/// What the thread has at hand.
struct Writer<T> {
    root: PathBuf,
    tell: T,
    /// By case: folders that hold work, locked as long as they stand here.
    desks: BTreeMap<String, Desk>,
    /// Keeping work.
    work: Trouble,
    /// Removing what is not wanted any more.
    removal: Trouble,
}

impl<T: Fn(Landed)> Writer<T> {
    /// Does what was ordered, and gives back what failed.
    fn work_off(&mut self, orders: Orders) -> Orders {
        let mut failed = Orders::default();
        let (mut work, mut removal) = (Ok(()), Ok(()));
        let newest = orders.wanted.last().map(|(id, _)| id.clone());
        for (id, wanted) in orders.wanted {
            let done = match &wanted {
                Wanted::Work(parcel, origin) => note(&mut work, self.keep(&id, parcel, origin)),
                Wanted::Nothing => note(&mut removal, self.clear(&id)),
            };
            if !done {
                failed.wanted.push((id, wanted));
            }
        }
        for folder in orders.removals {
            if work.is_err() || !note(&mut removal, cleared(&folder)) {
                failed.removals.push(folder);
            }
        }
        // Another case is at hand: work on the one before stays to be found, and is not written over.
        if let Some(newest) = newest {
            let unwritten = |id: &String| failed.wanted.iter().any(|(other, _)| other == id);
            self.desks.retain(|id, _| *id == newest || unwritten(id));
        }
        let folder = &self.root;
        if let Some(result) = self.work.after(work) {
            (self.tell)(Landed::Kept { folder: folder.clone(), result });
        }
        // Where work failed, removals were not all tried.
        if (failed.wanted.is_empty() || removal.is_err())
            && let Some(result) = self.removal.after(removal)
        {
            (self.tell)(Landed::Cleared { folder: folder.clone(), result });
        }
        failed
    }

    fn keep(&mut self, id: &str, parcel: &Parcel, origin: &Origin) -> Result<(), SaveProblem> {
        if self.desks.get(id).is_none_or(|desk| !desk.is_there()) {
            // The lock of the one before goes first.
            self.desks.remove(id);
            let desk = Desk::take(&self.root, id).map_err(|error| SaveProblem::from_io(&error))?;
            self.desks.insert(id.to_owned(), desk);
        }
        self.desks.get_mut(id).map_or(Ok(()), |desk| desk.keep(parcel, origin))
    }

    fn clear(&mut self, id: &str) -> Result<(), SaveProblem> {
        let Some(desk) = self.desks.get(id) else { return Ok(()) };
        desk.clear().map_err(|error| SaveProblem::from_io(&error))?;
        self.desks.remove(id);
        Ok(())
    }
}

fn cleared(folder: &Path) -> Result<(), SaveProblem> {
    store::clear_left(folder).map_err(|error| SaveProblem::from_io(&error))
}

/// Whether it went well; the first problem is kept.
fn note(first: &mut Result<(), SaveProblem>, done: Result<(), SaveProblem>) -> bool {
    let good = done.is_ok();
    if first.is_ok() {
        *first = done;
    }
    good
}

/// One kind of thing that may go wrong again and again, and is told once.
#[derive(Default)]
struct Trouble {
    failures: u32,
}

impl Trouble {
    /// What there is to tell.
    fn after(&mut self, done: Result<(), SaveProblem>) -> Option<Result<(), SaveProblem>> {
        if done.is_err() {
            self.failures = self.failures.saturating_add(1);
            return (self.failures == MOMENT).then_some(done);
        }
        let told = std::mem::take(&mut self.failures) >= MOMENT;
        told.then_some(done)
    }
}
