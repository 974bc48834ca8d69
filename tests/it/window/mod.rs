//! The window without a window: real screens, found by accessible name, driven by keyboard, painted on the CPU.

mod harness;
mod pictures;
mod walk;
