//! Names with a sample of what they stand for, in rows as wide as the sheet.

use super::sheet::{LEADING, NAME, Sheet, Style};
use crate::drawing::Anchor;

pub struct Entry {
    pub text: String,
    pub style: Style,
    pub place: usize,
}

impl Entry {
    pub fn new(text: String, place: usize) -> Self {
        Self { text, style: Style::new(NAME - 0.5), place }
    }
}

const GAP: f32 = 14.0;

/// Writes the entries from `top` on and calls `sample` with the place of each and the left end of the middle of its
/// line; gives the lower edge.
pub fn draw(
    sheet: &mut Sheet<'_, '_>,
    entries: &[Entry],
    top: f32,
    room_of_sample: f32,
    mut sample: impl FnMut(&mut Sheet<'_, '_>, usize, [f32; 2]),
) -> f32 {
    let (mut x, mut y, mut row) = (0.0, top, 0.0_f32);
    for entry in entries {
        let room = sheet.width - room_of_sample - 4.0;
        let lines = sheet.wrap(&entry.text, entry.style, room, 2);
        let wide = lines.iter().map(|line| sheet.measure(line, entry.style)).fold(0.0, f32::max);
        let wide = room_of_sample + 4.0 + wide;
        if x > 0.0 && x + wide > sheet.width {
            (x, y, row) = (0.0, y + row + 3.0, 0.0);
        }
        let leading = entry.style.size * LEADING;
        let middle = y + leading / 2.0;
        sample(sheet, entry.place, [x, middle]);
        let baseline = middle + entry.style.below_middle();
        sheet.lines([x + room_of_sample + 4.0, baseline], &lines, entry.style, Anchor::Start);
        row = row.max(lines.len().max(1) as f32 * leading);
        x += wide + GAP;
    }
    y + row
}
