//! A report as a tree of headings, paragraphs, tables and charts, and the forms it is written in.
//!
//! Knows nothing of export control: whoever composes a report fills a [`Document`], and every form is written from that
//! one. Knows no file, no clock and no window; the same document gives the same bytes on any machine.

#![forbid(unsafe_code)]

mod document;
mod drawing;
mod fonts;
mod said;

pub use document::*;
pub use drawing::{Anchor, Dash, Drawing, Ink, Label, Line, Outline, Shape};
pub use fonts::{Face, FontProblem, Fonts, Glyph, Run, Shaper};
pub use said::said;
