//! The detector on the bundled data, and on invented data with planted faults.

mod planted;
mod real;
