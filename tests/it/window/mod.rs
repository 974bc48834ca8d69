//! The window without a window: real screens, found by accessible name, driven by keyboard, painted on the CPU.

mod bad_input;
mod copies;
mod data;
mod explorer;
mod harness;
mod keys;
mod map;
mod merging;
mod methods;
mod pictures;
mod sealed;
mod sign_off;
mod unsaved;
mod walk;
