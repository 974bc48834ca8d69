//! The program without its window: actions in, state changed, effects out.
//!
//! Pure. Knows no files, no clock, no threads, no egui and no sentence of any language.

mod action;
mod history;
mod merging;
mod notice;
mod place;
mod saving;
mod settings;
mod update;

pub use self::action::{
    Action, Effect, Effects, Landed, Other, PathFor, Question, Reply, SavedFile,
};
pub use self::history::History;
pub use self::merging::Merging;
pub use self::notice::Notice;
pub use self::place::Place;
pub use self::settings::{Recent, Setting, Settings};
pub use self::update::{Session, editions};
