//! The program without its window: actions in, state changed, effects out.
//!
//! Pure. Knows no files, no clock, no threads, no egui and no sentence of any language.

mod action;
mod history;
mod notice;
mod place;
mod saving;
mod settings;
mod update;

pub use self::action::{Action, Effect, Effects, Landed, PathFor, Question, Reply, SavedFile};
pub use self::history::History;
pub use self::notice::Notice;
pub use self::place::Place;
pub use self::settings::{MOST_COPIES, Recent, Setting, Settings};
pub use self::update::{Session, editions};
