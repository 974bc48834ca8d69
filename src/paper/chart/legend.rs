//! Names with a sample of what they stand for, in rows as wide as the sheet.

use super::sheet::{LEADING, NAME, Sheet, Style};
use crate::drawing::Anchor;

pub struct Entry {
    pub text: String,
    pub style: Style,
    /// `None` where nothing is drawn beside it.
    pub place: Option<usize>,
}

impl Entry {
    pub fn new(text: String, place: usize) -> Self {
        Self { text, style: Style::new(NAME - 0.5), place: Some(place) }
    }
}

const GAP: f32 = 14.0;
/// What is longer does not stand on a page with its chart.
const MOST_HEIGHT: f32 = 400.0;

/// Writes the entries from `top` on and calls `sample` with the place of each and the left end of the middle of its
/// line; gives the lower edge.
pub fn draw(
    sheet: &mut Sheet<'_, '_>,
    entries: &[Entry],
    top: f32,
    room_of_sample: f32,
    mut sample: impl FnMut(&mut Sheet<'_, '_>, usize, [f32; 2]),
) -> f32 {
    let room_of = |entry: &Entry| if entry.place.is_some() { room_of_sample + 4.0 } else { 0.0 };
    let mut written = Vec::with_capacity(entries.len());
    for entry in entries {
        let lines = sheet.wrap(&entry.text, entry.style, sheet.width - room_of(entry), 2);
        let wide = lines.iter().map(|line| sheet.measure(line, entry.style)).fold(0.0, f32::max);
        written.push((entry, lines, room_of(entry) + wide));
    }
    let column = column_of(&written.iter().map(|entry| entry.2).collect::<Vec<_>>(), sheet.width);
    let (mut x, mut y, mut row) = (0.0, top, 0.0_f32);
    for (index, (entry, lines, wide)) in written.iter().enumerate() {
        if x > 0.0 && x + wide > sheet.width {
            (x, y, row) = (0.0, y + row + 3.0, 0.0);
        }
        if y - top > MOST_HEIGHT {
            let more = super::axis::number((entries.len() - index) as f64, 0, sheet.labels);
            let at = [0.0, y + entry.style.size];
            sheet.text(at, &format!("\u{2026} + {more}"), entry.style, Anchor::Start);
            return y + entry.style.leading();
        }
        let leading = entry.style.size * LEADING;
        let middle = y + leading / 2.0;
        if let Some(place) = entry.place {
            sample(sheet, place, [x, middle]);
        }
        let baseline = middle + entry.style.below_middle();
        sheet.lines([x + room_of(entry), baseline], lines, entry.style, Anchor::Start);
        row = row.max(lines.len().max(1) as f32 * leading);
        x += column.unwrap_or(wide + GAP);
    }
    y + row
}

/// Entries of about the same width in more than one row stand below each other.
fn column_of(widths: &[f32], sheet: f32) -> Option<f32> {
    let sum: f32 = widths.iter().map(|wide| wide + GAP).sum();
    let widest = widths.iter().copied().fold(0.0, f32::max) + GAP;
    let is_even = widest < 1.5 * sum / widths.len().max(1) as f32;
    let columns = ((sheet + GAP) / widest).floor();
    (sum - GAP > sheet && is_even && columns >= 2.0).then(|| (sheet + GAP) / columns)
}
