//! Reports are composed and written on a thread, which can be stopped; a country report goes into its file by itself.

use super::data::is_case;
use super::random_id;
use crate::report;
use crate::session::{Landed, Order, ReportFault, ReportProblem, is_report};
use crate::store::{self, OpenProblem, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::manuscript::{MOST_BYTES, Manuscript, from_ron, to_ron};
use kriterion_heart::text::Lang;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Stops the report under way when it is set.
pub type Stop = Arc<AtomicBool>;

/// Never over a case or a country report; a report that is stopped leaves the file as it was.
/// What was taken out of it and cannot be sought in it comes back.
pub fn write(
    order: &Order,
    stop: &Stop,
    tell: &impl Fn(Landed),
) -> Result<Vec<String>, ReportProblem> {
    if is_case(&order.path) || is_report(&order.path) {
        return Err(ReportProblem::Save(SaveProblem::IsDossier));
    }
    let mut watch = |done, of| {
        tell(Landed::ReportUnderWay { path: order.path.clone(), done, of });
        !stop.load(Ordering::Relaxed)
    };
    let (bytes, removed) = report::made(order, &mut watch).map_err(ReportProblem::Composed)?;
    store::write_whole(&order.path, &bytes)
        .map_err(|error| ReportProblem::Save(SaveProblem::from_io(&error)))?;
    Ok(removed.unproven)
}

/// A new country report, written at once: it never is without a file.
pub fn begin(
    path: &Path,
    bundle: &Bundle,
    iso3: Iso3,
    lang: Lang,
    today: Date,
) -> Result<Box<Manuscript>, ReportFault> {
    if path.symlink_metadata().is_ok() {
        return Err(ReportFault::Exists);
    }
    let manuscript = new(bundle, iso3, lang, today)?;
    put(path, &manuscript).map_err(ReportFault::Save)?;
    Ok(manuscript)
}

/// The same without a file.
pub fn new(
    bundle: &Bundle,
    iso3: Iso3,
    lang: Lang,
    today: Date,
) -> Result<Box<Manuscript>, ReportFault> {
    let made = report::country::new_manuscript(bundle, iso3, lang, today, &random_id());
    made.map(Box::new).ok_or(ReportFault::NoState)
}

pub fn open(path: &Path) -> Result<Box<Manuscript>, ReportFault> {
    let io = |error: &std::io::Error| ReportFault::Open(OpenProblem::from_io(error));
    let bytes = store::read_limited(path, MOST_BYTES as u64).map_err(|error| io(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| io(&std::io::Error::other(error)))?;
    from_ron(&text).map(Box::new).map_err(ReportFault::File)
}

fn put(path: &Path, manuscript: &Manuscript) -> Result<(), SaveProblem> {
    let text = to_ron(manuscript).map_err(SaveProblem::Encode)?;
    store::write_whole(path, text.as_bytes()).map_err(|error| SaveProblem::from_io(&error))
}

/// Between two writings.
const PAUSE: Duration = Duration::from_millis(500);

/// A state of a report on its way to its file.
struct Wanted {
    path: PathBuf,
    manuscript: Arc<Manuscript>,
    revision: u64,
}

#[derive(Default)]
struct Desk {
    /// One for each report, oldest first.
    wanted: Vec<Wanted>,
    last: bool,
}

/// Writes the newest state, at most a moment old; the last one before the program ends.
pub struct Writer {
    desk: Arc<(Mutex<Desk>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn new(tell: impl Fn(Landed) + Send + 'static) -> Self {
        let desk: Arc<(Mutex<Desk>, Condvar)> = Arc::default();
        let theirs = Arc::clone(&desk);
        let work = move || write_all(&theirs, &tell);
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(work);
        Self { desk, thread: thread.ok() }
    }

    pub fn keep(&self, path: PathBuf, manuscript: Arc<Manuscript>, revision: u64) {
        let mut desk = self.desk.0.lock().unwrap_or_else(PoisonError::into_inner);
        desk.wanted.retain(|other| other.path != path);
        desk.wanted.push(Wanted { path, manuscript, revision });
        self.desk.1.notify_all();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.desk.0.lock().unwrap_or_else(PoisonError::into_inner).last = true;
        self.desk.1.notify_all();
        if let Some(thread) = self.thread.take() {
            thread.join().ok(); // What went wrong was said by the thread.
        }
    }
}

fn write_all(shared: &(Mutex<Desk>, Condvar), tell: &impl Fn(Landed)) {
    let (desk, bell) = shared;
    loop {
        let mut now = desk.lock().unwrap_or_else(PoisonError::into_inner);
        while now.wanted.is_empty() && !now.last {
            now = bell.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        let (wanted, last) = (std::mem::take(&mut now.wanted), now.last);
        drop(now);
        for Wanted { path, manuscript, revision } in wanted {
            let result = put(&path, &manuscript);
            tell(Landed::ReportKept { path, revision, result });
        }
        if last {
            return;
        }
        std::thread::sleep(PAUSE);
    }
}
