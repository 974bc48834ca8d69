//! The window without a window: real screens, found by accessible name, driven by keyboard, painted on the CPU.

mod bad_input;
mod copies;
mod data;
mod end_use;
mod explorer;
mod harness;
mod incidents;
mod keys;
mod levels;
mod map;
mod merging;
mod methods;
mod pictures;
mod reports;
mod sealed;
mod sign_off;
mod stages;
mod unsaved;
mod walk;
mod writing;
