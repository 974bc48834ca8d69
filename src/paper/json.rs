//! A report for machines: the tree itself, as `docs/report.schema.json` describes it.

use crate::document::Document;
use serde::Serialize;

/// Names the layout of the file; it changes when a reader of the old one would misread the new one.
pub const SCHEMA: &str = "kriterion-report/1";

#[derive(Serialize)]
struct Named<'a> {
    schema: &'static str,
    #[serde(flatten)]
    document: &'a Document,
}

/// The whole report, indented. Reading it as a [`Document`] gives the same one.
pub fn json(document: &Document) -> String {
    // Only maps with keys that are no text could fail, and there are none.
    let mut text =
        serde_json::to_string_pretty(&Named { schema: SCHEMA, document }).unwrap_or_default();
    text.push('\n');
    text
}
