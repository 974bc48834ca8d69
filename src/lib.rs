//! Kriterion: assess arms exports against the eight criteria of Common Position 2008/944/CFSP.
//!
//! The rooms, in reading order; who may use whom stands in `ARCHITECTURE.md` and is kept by `tests/it/walls.rs`.

pub mod bundle;
pub mod cli;
#[cfg(feature = "gui")]
pub mod gui;
pub mod i18n;
pub mod import;
pub mod letters;
pub mod report;
pub mod sample;
pub mod session;
pub mod shell;
pub mod store;
pub mod words;
