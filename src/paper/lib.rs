//! A report as a tree of headings, paragraphs, tables and charts, and the forms it is written in.
//!
//! Knows nothing of export control: whoever composes a report fills a [`Document`], and every form is written from that
//! one. Knows no file, no clock and no window; the same document gives the same bytes on any machine.

#![forbid(unsafe_code)]

mod bibliography;
pub mod chart;
mod csv;
mod document;
mod docx;
mod drawing;
#[cfg(test)]
mod everything;
mod fonts;
mod html;
mod json;
mod layout;
mod markdown;
mod page;
mod paint;
mod pdf;
mod said;
#[cfg(test)]
mod same;
#[cfg(test)]
mod sample;
mod signs;
mod svg;
mod values;

pub use bibliography::{bibtex, ris};
pub use csv::csv;
pub use document::*;
pub use docx::{DocxProblem, docx};
pub use drawing::{Anchor, Dash, Drawing, Ink, Label, Line, Outline, Shape};
pub use fonts::{Face, FontProblem, Fonts, Glyph, Run, Shaper};
pub use html::html;
pub use json::{SCHEMA, json};
pub use layout::{Watch, pages};
pub use markdown::markdown;
pub use page::*;
pub use paint::{MOST_PIXELS, PaintProblem, Painter, Pixels, paint, png};
pub use pdf::{PdfProblem, pdf};
pub use said::said;
pub use svg::svg;
