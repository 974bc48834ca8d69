//! Charts as shapes on a sheet: what a report says becomes lines, areas and words, for paper, HTML and pixels alike.
//!
//! All of them can be read in grey. What is missing is written or hatched and never drawn as zero; names that are too
//! long for their room end with an ellipsis, and the figure's alternative text has them in full.

mod axis;
mod bars;
mod columns;
mod days;
#[cfg(test)]
pub(crate) mod examples;
mod legend;
mod levels;
mod lines;
mod packing;
mod pattern;
mod shares;
mod sheet;
#[cfg(test)]
mod tests;
mod timeline;

use crate::document::{Chart, Labels};
use crate::drawing::{Anchor, Dash, Drawing, Line};
use crate::fonts::Shaper;
use sheet::{NAME, QUIET, SMALL, Sheet, Style};

/// Below this a chart is not drawn any narrower.
pub const LEAST_WIDTH: f32 = 200.0;
/// As wide as a large sheet of paper.
const MOST_WIDTH: f32 = 1200.0;

/// Draws a chart `width` points wide; its height follows from what it shows.
pub fn drawing(chart: &Chart, labels: &Labels, shaper: &mut Shaper<'_>, width: f32) -> Drawing {
    let width = if width.is_nan() { LEAST_WIDTH } else { width.clamp(LEAST_WIDTH, MOST_WIDTH) };
    let sheet = Sheet::new(shaper, labels, width);
    match chart {
        Chart::Lines(data) => lines::draw(sheet, data),
        Chart::Bars(data) => bars::draw(sheet, data),
        Chart::Shares(data) => shares::draw(sheet, data),
        Chart::Levels(data) => levels::draw(sheet, data),
        Chart::TimeLine(data) => timeline::draw(sheet, data),
    }
}

/// A chart in which no value is known: says so, and of what.
fn nothing(mut sheet: Sheet<'_, '_>, unit: &str, names: &[&str]) -> Drawing {
    let quiet = Style::new(SMALL).ink(QUIET);
    let unit = sheet.wrap(unit, quiet, sheet.width, 2);
    sheet.lines([0.0, SMALL], &unit, quiet, Anchor::Start);
    let top = unit.len() as f32 * quiet.leading() + 4.0;
    let named = sheet.wrap(&names.join(" \u{B7} "), quiet, sheet.width - 24.0, 4);
    let style = Style::new(NAME).ink(QUIET).slanted();
    let said = sheet.wrap(sheet.labels.no_data.as_str(), style, sheet.width - 24.0, 2);
    let tall = 36.0 + named.len() as f32 * quiet.leading() + said.len() as f32 * style.leading();
    let room = [0.0, top, sheet.width, tall];
    sheet.frame(room, Line { ink: pattern::HATCH, width: 0.6, dash: Dash::Short });
    let middle = sheet.width / 2.0;
    let first = top + 18.0 + NAME;
    sheet.lines([middle, first], &said, style, Anchor::Middle);
    let below = first + said.len() as f32 * style.leading();
    sheet.lines([middle, below], &named, quiet, Anchor::Middle);
    sheet.finish(top + tall)
}
