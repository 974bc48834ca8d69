//! The program without its window: actions in, state changed, effects out.
//!
//! Pure. Knows no files, no clock, no threads, no egui and no sentence of any language.

mod action;
mod colleagues;
mod data;
mod history;
mod ledger;
mod merging;
mod methods;
mod notice;
mod place;
mod reading;
mod reporting;
mod saving;
mod settings;
mod signing;
mod update;
mod writing;

pub use self::action::{Action, Effect, Effects, Landed, Other, PathFor, Question, Reply, Source};
pub use self::colleagues::Colleague;
/// Which column of a table is what, as the import understands it.
pub use crate::import::publisher::mapping;

pub use self::data::{Data, DataPack, DataProblem, Loaded, PackState, Sketched, Waiting};
pub use self::history::History;
pub use self::merging::Merging;
pub use self::methods::{KeptMethods, MethodChange, MethodProblem, Methods, OwnMethod, Typed};
pub use self::notice::Notice;
pub use self::place::Place;
pub use self::reporting::{Order, ReportProblem, Subject, UnderWay};
pub use self::settings::{MOST_COPIES, Recent, Setting, Settings};
pub use self::signing::{Known, SignRequest};
pub use self::update::{Session, editions};
pub use self::writing::{REPORT_ENDING, ReportFault, Writing, is_report};
