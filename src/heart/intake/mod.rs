//! Text in, checked values and faults out: criteria, data, methods.
//!
//! Knows no files (it gets names and texts) and no words of any language: a fault is facts, the sentences are made at the edge.

pub mod criteria;
pub mod data;
pub mod fault;
pub mod globe;
pub mod ledger;
pub mod method;
pub mod profile;
pub mod reader;
pub mod tree;

pub use criteria::{check_criteria_text, rulebook};
pub use fault::{At, Fault, FaultKind, Place, Severity};
