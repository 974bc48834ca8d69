//! Suggestions on the bundled data.
