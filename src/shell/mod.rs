//! Carries out what the session wants: files, threads, chance, the clock.
//!
//! Knows no egui: waking the window is a closure, asking for a path is the window's business.

mod data;
mod jobs;
mod keeper;
mod methods;
mod places;
mod recorder;
mod reports;

use crate::session::{Colleague, Effect, Landed, PathFor, Settings, SignRequest, Source};
use crate::store::{self, FileLock, Parcel, Passphrase, SaveProblem, Saved, Signing};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

pub use self::data::{MOST_PUBLISHED, with_packs};
pub use self::jobs::Jobs;
pub use self::keeper::{Keeper, kept};
pub use self::methods::facts;
pub use self::places::Places;
pub use self::recorder::Recorder;
pub use self::reports::{begin as begin_report, new as new_report, open as read_report};

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
    keeper: Keeper<Settings>,
    colleagues: Keeper<Vec<Colleague>>,
    recorder: Recorder,
    recovery: Option<PathBuf>,
    copies: Option<PathBuf>,
    keys: Option<PathBuf>,
    packs: Option<PathBuf>,
    methods: Option<PathBuf>,
    /// Stops the report under way.
    stop: reports::Stop,
    /// Keeps the country report at hand in its file.
    writer: reports::Writer,
    /// The mark beside the file at hand.
    lock: Arc<Mutex<Option<FileLock>>>,
}

impl Shell {
    /// `wake` rouses the window when something has landed.
    pub fn new(places: Places, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let jobs = Jobs::new(wake);
        let writer = reports::Writer::new(jobs.teller());
        let recorder = Recorder::new(places.recovery.clone(), jobs.teller());
        Self {
            jobs,
            keeper: Keeper::new(places.settings),
            colleagues: Keeper::new(places.colleagues),
            recorder,
            recovery: places.recovery,
            copies: places.copies,
            keys: places.keys,
            packs: places.packs,
            methods: places.methods,
            stop: reports::Stop::default(),
            writer,
            lock: Arc::default(),
        }
    }

    /// Looks for work that an earlier run has left; it lands later.
    pub fn look_for_left(&self) {
        if let Some(root) = self.recovery.clone() {
            self.jobs.start("left behind", move || {
                store::sweep_left(&root);
                Landed::LeftBehind(store::left_behind(&root))
            });
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
            Effect::ClearKept(id) => self.recorder.clear(id),
            Effect::KeepSettings(settings) => self.keeper.keep(*settings),
            Effect::KeepColleagues(all) => self.colleagues.keep(all),
            Effect::ReadKey(path) => jobs.start("key", move || {
                let result = store::read_key(&path);
                Landed::Key { path, result }
            }),
            Effect::MakeKey { name, passphrase, now } => {
                let folder = self.keys.clone();
                jobs.start("key", move || make_key(folder, &name, now, &passphrase));
            }
            Effect::CheckAttachments { dossier, attachments, revision } => {
                jobs.start("hashes", move || {
                    let names = store::bad_attachments(&dossier, &attachments);
                    Landed::BadAttachments { names, revision }
                });
            }
            Effect::LookAt(path) => jobs.start("look", move || {
                let is_case = data::is_case(&path);
                Landed::LookedAt { path, is_case }
            }),
            Effect::ReadData { path, mapping, bundle } => {
                jobs.start("data", move || data::read(path, mapping.as_deref(), &bundle));
            }
            Effect::KeepPacks { base, list, new, gone } => {
                let folder = self.packs.clone();
                jobs.start("data", move || {
                    let result = data::keep(folder, base, &list, new.as_deref(), gone.as_deref());
                    Landed::PacksKept { new, result }
                });
            }
            Effect::ReadIncidents(path) => jobs.start("incidents", move || {
                let result = data::incidents(&path);
                Landed::IncidentsRead { path, result }
            }),
            Effect::WriteIncidents { path, text, count } => jobs.start("incidents", move || {
                let result = data::write_text(&path, &text);
                Landed::IncidentsWritten { path, count, result }
            }),
            Effect::WriteReport(order) => {
                self.stop = reports::Stop::default();
                let (stop, tell) = (Arc::clone(&self.stop), jobs.teller());
                jobs.start("report", move || {
                    let result = reports::write(&order, &stop, &tell);
                    Landed::ReportWritten { path: order.path, result }
                });
            }
            Effect::BeginReport { path, iso3, lang, today, bundle } => {
                jobs.start("report", move || {
                    let result = reports::begin(&path, &bundle, iso3, lang, today);
                    Landed::ReportOpened { path, result }
                });
            }
            Effect::OpenReport(path) => jobs.start("report", move || {
                let result = reports::open(&path);
                Landed::ReportOpened { path, result }
            }),
            Effect::KeepReport { path, manuscript, revision } => {
                self.writer.keep(path, manuscript, revision);
            }
            Effect::StopReport => self.stop.store(true, Ordering::Relaxed),
            Effect::KeepMethods { base, bundle, files, change } => {
                let folder = self.methods.clone();
                jobs.start("methods", move || {
                    let result = methods::keep(folder, base, bundle, &files, &change);
                    Landed::MethodsKept { change, result }
                });
            }
            Effect::ReadMethod { path, bundle } => {
                jobs.start("methods", move || methods::read(path, &bundle));
            }
            Effect::ExportMethod { path, text } => jobs.start("methods", move || {
                let result = data::write_text(&path, &text);
                Landed::MethodExported { path, result }
            }),
            Effect::MakeId => jobs.put(Landed::Id(random_id())),
            Effect::Read { source, passphrase } => jobs.start("read", move || {
                // Before reading: a change in between must not go unnoticed.
                let stamp = store::stamp(source.path());
                let result = match &source {
                    Source::Left(left) => store::open_left(&left.folder, passphrase.as_ref()),
                    _ => store::open_with(source.path(), passphrase.as_ref()),
                };
                Landed::Read { source, result: result.map(Box::new), stamp }
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
            Effect::ClearLeft(left) => self.recorder.remove(left.folder),
            Effect::Save { path, parcel, revision, copies, place, expected, signing } => {
                let place = place.or_else(|| self.copies.clone());
                let tell = jobs.teller();
                jobs.start("save", move || {
                    if !expected.holds(&path) {
                        let result = Err(SaveProblem::NotExpected);
                        return Landed::Saved { path, revision, result };
                    }
                    // Work that can be saved is saved, also where no copy can be kept.
                    if let Some(place) = place {
                        let result = store::keep_copy(&place, &path, copies);
                        tell(Landed::CopyKept { place, result });
                    }
                    let result = save(&path, &parcel, signing.as_deref());
                    Landed::Saved { path, revision, result }
                });
            }
            Effect::ListCopies { path, place } => {
                let place = place.or_else(|| self.copies.clone());
                jobs.start("copies", move || {
                    Landed::Copies(
                        place.map_or_else(Vec::new, |place| store::copies(&place, &path)),
                    )
                });
            }
            Effect::TryPlace(place) => jobs.start("copies", move || {
                let result = store::try_place(&place);
                Landed::PlaceTried { place, result }
            }),
            Effect::ReadAttachment { path, question } => jobs.start("attach", move || {
                let result = store::read_attachment(&path);
                Landed::Attachment { path, question, result }
            }),
        }
        Rest::Nothing
    }
}

/// Opens the key where a step is to be signed, and writes the file.
fn save(path: &Path, parcel: &Parcel, request: Option<&SignRequest>) -> Result<Saved, SaveProblem> {
    let Some(request) = request else { return store::save(path, parcel) };
    let key = request.key.open(&request.passphrase).map_err(SaveProblem::Key)?;
    let (step, reasons) = (request.step, request.reasons.clone());
    store::save_signed(path, parcel, Some(&Signing { step, reasons, key: &key }))
}

/// Makes a key under the first name in its folder that is free.
fn make_key(folder: Option<PathBuf>, name: &str, now: u64, passphrase: &Passphrase) -> Landed {
    let letters = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(60);
    let stem: String = letters.collect();
    let folder = folder.unwrap_or_default();
    let named = |number: u32| match number {
        1 => folder.join(format!("{stem}.kriterion-key")),
        number => folder.join(format!("{stem}-{number}.kriterion-key")),
    };
    let path = (1..1000).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1));
    let result = store::create_key(&path, name, now, passphrase);
    Landed::KeyMade { path, result }
}

/// Sixteen random hex digits: enough that no two dossiers of one office meet.
pub fn random_id() -> String {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds this from the system's chance.
    let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
    hasher.write_u64(now());
    format!("{:016x}", hasher.finish())
}
