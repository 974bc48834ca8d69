//! The one test program, laid out like `src`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod chance;
mod cli;
mod cli_ledger;
mod cli_methods;
mod cli_packs;
mod cli_proof;
mod cli_ratings;
mod cli_reports;
mod data;
mod faults;
mod fuzz;
mod methods;
mod packs;
mod properties;
mod recovery;
mod reports;
mod session;
mod signing;
mod store;
mod walls;
#[cfg(feature = "gui")]
mod window;
mod words;
