//! Keeps unsaved work on disk, off the window's thread: the newest state, at most a moment old.

use crate::store::{self, Desk, Origin, Parcel};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Between two writings. An edit is on disk after this and the time of one writing: well within two seconds.
const PAUSE: Duration = Duration::from_millis(700);

/// What is to be done, in this order; a newer state of the same case replaces one that was not begun.
enum Order {
    Keep(Box<Parcel>, Origin),
    Clear,
    /// A folder that an earlier run has left.
    Remove(PathBuf),
}

#[derive(Default)]
struct Slot {
    orders: VecDeque<Order>,
    /// Write what is left, then end.
    last: bool,
}

/// One thread that writes; nothing where there is no folder to write to.
pub struct Recorder {
    slot: Arc<(Mutex<Slot>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    pub fn new(root: Option<PathBuf>) -> Self {
        Self::with_pause(root, PAUSE)
    }

    pub fn with_pause(root: Option<PathBuf>, pause: Duration) -> Self {
        let slot = Arc::<(Mutex<Slot>, Condvar)>::default();
        let theirs = Arc::clone(&slot);
        let thread = root.and_then(|root| {
            let work = move || run(&root, pause, &theirs);
            thread::Builder::new().name("recovery".to_owned()).spawn(work).ok()
        });
        Self { slot, thread }
    }

    pub fn keep(&self, parcel: Box<Parcel>, origin: Origin) {
        self.order(Order::Keep(parcel, origin));
    }

    pub fn clear(&self) {
        self.order(Order::Clear);
    }

    pub fn remove(&self, folder: PathBuf) {
        self.order(Order::Remove(folder));
    }

    fn order(&self, order: Order) {
        if self.thread.is_none() {
            return;
        }
        let mut slot = locked(&self.slot.0);
        if let (Some(Order::Keep(old, _)), Order::Keep(new, _)) = (slot.orders.back(), &order)
            && old.dossier.id == new.dossier.id
        {
            slot.orders.pop_back();
        }
        slot.orders.push_back(order);
        drop(slot);
        self.slot.1.notify_all();
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

fn run(root: &std::path::Path, pause: Duration, slot: &(Mutex<Slot>, Condvar)) {
    let mut desk: Option<(String, Desk)> = None;
    let (slot, changed) = slot;
    loop {
        let idle = |slot: &mut Slot| slot.orders.is_empty() && !slot.last;
        let mut now =
            changed.wait_while(locked(slot), idle).unwrap_or_else(PoisonError::into_inner);
        let (order, last) = (now.orders.pop_front(), now.last);
        drop(now);
        let done = match order {
            Some(Order::Keep(parcel, origin)) => keep(root, &mut desk, &parcel, &origin),
            Some(Order::Clear) => desk.take().map_or(Ok(()), |(_, desk)| desk.clear()),
            Some(Order::Remove(folder)) => store::clear_left(&folder),
            None if last => return,
            None => Ok(()),
        };
        if let Err(error) = done {
            eprintln!("{}: {error}", root.display());
        }
        // Only the next state of the same work waits; what else is ordered is done at once.
        let waits = |slot: &mut Slot| !slot.last && slot.orders.len() < 2;
        drop(changed.wait_timeout_while(locked(slot), pause, waits));
    }
}

fn keep(
    root: &std::path::Path,
    desk: &mut Option<(String, Desk)>,
    parcel: &Parcel,
    origin: &Origin,
) -> std::io::Result<()> {
    let id = &parcel.dossier.id;
    if desk.as_ref().is_none_or(|(of, _)| of != id) {
        // Another case is at hand: the one before was saved or thrown away, or stays to be found.
        *desk = Some((id.clone(), Desk::take(root, id)?));
    }
    desk.as_ref().map_or(Ok(()), |(_, desk)| desk.keep(parcel, origin))
}
