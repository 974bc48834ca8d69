//! Carries out what the session wants: files, threads, chance, the clock.
//!
//! Knows no egui: waking the window is a closure, asking for a path is the window's business.

mod jobs;
mod keeper;

use crate::session::{Effect, Landed, PathFor};
use crate::store;
use std::time::{SystemTime, UNIX_EPOCH};

pub use self::jobs::Jobs;
pub use self::keeper::{Keeper, settings, settings_path};

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// What the window has to do itself after `perform`.
pub enum Left {
    Nothing,
    AskPath(PathFor),
    Quit,
}

/// Carries out one effect. Everything slow runs on a thread of its own and lands later.
pub fn perform(effect: Effect, jobs: &Jobs<Landed>, keeper: &mut Keeper) -> Left {
    match effect {
        Effect::AskPath(wanted) => return Left::AskPath(wanted),
        Effect::Quit => return Left::Quit,
        Effect::KeepSettings(settings) => keeper.keep(*settings),
        Effect::MakeId => jobs.put(Landed::Id(random_id())),
        Effect::Open(path) => jobs.start("open", move || {
            let result = store::open(&path).map(Box::new);
            Landed::Opened { path, result }
        }),
        Effect::Save { path, parcel, revision } => jobs.start("save", move || {
            let result = store::save(&path, &parcel);
            Landed::Saved { path, revision, result }
        }),
        Effect::ReadAttachment { path, question } => jobs.start("attach", move || {
            let result = store::read_attachment(&path);
            Landed::Attachment { path, question, result }
        }),
    }
    Left::Nothing
}

/// Sixteen random hex digits: enough that no two dossiers of one office meet.
pub fn random_id() -> String {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds this from the system's chance.
    let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
    hasher.write_u64(now());
    format!("{:016x}", hasher.finish())
}
