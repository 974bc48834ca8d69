//! The levels of the criteria: a row for each, a cell for each judgement, with sign, pattern and word.

use super::pattern;
use super::sheet::{GRID, NAME, QUIET, RULE, SMALL, Sheet, Style};
use crate::document::{LevelRow, Levels, Tone};
use crate::drawing::{Anchor, Dash, Drawing, Ink, Line};

/// A report has three; more than these would have no room for a word.
const MOST_COLUMNS: usize = 6;
/// Rows whose words decide on widths.
const MOST_ROWS: usize = 40;
/// What is longer does not fit onto a page.
const MOST_HEIGHT: f32 = 640.0;
const SWATCH: f32 = 17.0;
const PAD: f32 = 4.0;
const MOST_LINES: usize = 3;

/// Where the columns stand.
struct Frame {
    name_width: f32,
    left: f32,
    pitch: f32,
    columns: usize,
    /// Names above their cells, where there is no width beside them.
    is_stacked: bool,
    word: Style,
}

pub fn draw(mut sheet: Sheet<'_, '_>, levels: &Levels) -> Drawing {
    let marks = levels.rows.iter().map(|row| row.marks.len()).max().unwrap_or(0);
    let columns = levels.columns.len().max(marks).min(MOST_COLUMNS);
    if columns == 0 || levels.rows.is_empty() {
        let names = levels.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>();
        return super::nothing(sheet, "", &names);
    }
    let frame = frame_of(&mut sheet, levels, columns);
    let head = Style::new(SMALL).ink(QUIET).strong();
    let heads: Vec<Vec<String>> = (0..columns)
        .map(|at| {
            let title = levels.columns.get(at).map_or("", String::as_str);
            sheet.wrap(title, head, frame.pitch - 6.0, 2)
        })
        .collect();
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    let tall = most as f32 * head.leading();
    for (at, lines) in heads.iter().enumerate() {
        let first = SMALL + (most - lines.len()) as f32 * head.leading();
        sheet.lines([frame.x(at), first], lines, head, Anchor::Start);
    }
    let mut y = tall + 3.0;
    sheet.rule([0.0, y], [sheet.width, y], RULE, 0.8);
    for (at, row) in levels.rows.iter().enumerate() {
        if y > MOST_HEIGHT {
            let more = super::axis::number((levels.rows.len() - at) as f64, 0, sheet.labels);
            let style = Style::new(NAME);
            y += style.leading();
            sheet.text([0.0, y], &format!("\u{2026} + {more}"), style, Anchor::Start);
            y += 3.0;
            break;
        }
        y = draw_row(&mut sheet, &frame, row, y);
        sheet.rule([0.0, y], [sheet.width, y], GRID, 0.6);
    }
    sheet.finish(y + 1.0)
}

impl Frame {
    fn x(&self, column: usize) -> f32 {
        self.left + self.pitch * column as f32
    }
}

fn frame_of(sheet: &mut Sheet<'_, '_>, levels: &Levels, columns: usize) -> Frame {
    let is_stacked = sheet.width < 150.0 + 85.0 * columns as f32;
    let name = Style::new(NAME);
    let mut widest = 0.0_f32;
    for row in levels.rows.iter().take(MOST_ROWS) {
        let shown = sheet.cut(&row.name, name, 300.0);
        widest = widest.max(sheet.measure(&shown, name));
    }
    let name_width =
        if is_stacked { sheet.width } else { (widest + 10.0).clamp(60.0, sheet.width * 0.36) };
    let left = if is_stacked { 0.0 } else { name_width };
    let pitch = (sheet.width - left) / columns as f32;
    let words: Vec<&str> = levels
        .rows
        .iter()
        .take(MOST_ROWS)
        .flat_map(|row| row.marks.iter().flatten().map(|mark| mark.0.as_str()))
        .collect();
    let word = Style::new(NAME);
    let size = sheet.size_for(&words, word, pitch - SWATCH - 2.0 * PAD, 5.5);
    Frame { name_width, left, pitch, columns, is_stacked, word: Style::new(size) }
}

/// Gives the lower edge of the row.
fn draw_row(sheet: &mut Sheet<'_, '_>, frame: &Frame, row: &LevelRow, top: f32) -> f32 {
    let name = Style::new(NAME);
    let name = if frame.is_stacked { name.strong() } else { name };
    let names =
        sheet.wrap(&row.name, name, frame.name_width - 8.0, if frame.is_stacked { 2 } else { 3 });
    let cells: Vec<Option<(Vec<String>, Tone)>> = (0..frame.columns)
        .map(|at| {
            let (word, tone) = row.marks.get(at)?.as_ref()?;
            let room = frame.pitch - SWATCH - 2.0 * PAD;
            Some((sheet.wrap(word, frame.word, room, MOST_LINES), *tone))
        })
        .collect();
    let most = cells.iter().flatten().map(|cell| cell.0.len()).max().unwrap_or(1);
    let cell_tall = (most as f32 * frame.word.leading()).max(12.0) + 5.0;
    let name_tall = names.len() as f32 * name.leading();
    let (cell_top, bottom) = if frame.is_stacked {
        let cell_top = top + 3.0 + name_tall + 1.0;
        sheet.lines([0.0, top + 3.0 + NAME], &names, name, Anchor::Start);
        (cell_top, cell_top + cell_tall + 1.0)
    } else {
        let tall = cell_tall.max(name_tall + 5.0);
        sheet.centred(0.0, top + tall / 2.0, &names, name, Anchor::Start);
        (top, top + tall)
    };
    let middle = cell_top.midpoint(if frame.is_stacked { bottom - 1.0 } else { bottom });
    for (at, cell) in cells.iter().enumerate() {
        let left = frame.x(at);
        match cell {
            Some((lines, tone)) => {
                swatch(sheet, [left, middle - 6.5, SWATCH, 13.0], *tone);
                let style = if *tone == Tone::Grave { frame.word.strong() } else { frame.word };
                let style = if *tone == Tone::Unknown { style.slanted() } else { style };
                sheet.centred(left + SWATCH + PAD, middle, lines, style, Anchor::Start);
            }
            // Nobody has said anything: neither a level nor "no data".
            None => {
                let line = vec!["\u{2013}".to_owned()];
                sheet.centred(left + SWATCH / 2.0, middle, &line, name.ink(QUIET), Anchor::Middle);
            }
        }
    }
    bottom
}

/// Pattern and sign of a tone.
fn swatch(sheet: &mut Sheet<'_, '_>, room: [f32; 4], tone: Tone) {
    let [left, top, wide, high] = room;
    let middle = [left + wide / 2.0, top + high / 2.0];
    match tone {
        Tone::Grave => {
            pattern::tone_area(sheet, room, tone);
            let ([x, y], arm) = (middle, 3.2);
            sheet.rule([x - arm, y - arm], [x + arm, y + arm], Ink::WHITE, 1.5);
            sheet.rule([x - arm, y + arm], [x + arm, y - arm], Ink::WHITE, 1.5);
        }
        Tone::Caution => {
            pattern::tone_area(sheet, room, tone);
            sheet.disc(middle, 5.2, Ink::WHITE);
            pattern::tone_sign(sheet, [middle[0], middle[1] + 0.2], 3.4, tone);
        }
        Tone::Calm => {
            pattern::tone_area(sheet, room, tone);
            pattern::tone_sign(sheet, middle, 3.4, tone);
        }
        Tone::Unknown => {
            pattern::tone_area(sheet, room, tone);
            sheet.disc(middle, 5.2, Ink::WHITE);
            let style = Style::new(8.5).strong().ink(QUIET);
            sheet.centred(middle[0], middle[1], &["?".to_owned()], style, Anchor::Middle);
        }
        Tone::Plain => {
            sheet.frame(room, Line { ink: pattern::HATCH, width: 0.7, dash: Dash::Solid });
        }
    }
}
