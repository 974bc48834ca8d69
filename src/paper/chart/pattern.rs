//! What tells things apart without colour: signs, hatching, shades.

use super::sheet::{ACCENT, QUIET, RULE, Room, Sheet, Style};
use crate::document::Tone;
use crate::drawing::{Anchor, Dash, Ink, Line};

pub const HATCH: Ink = Ink::grey(0x8a);
const DARK: Ink = Ink::grey(0x1c);

/// Parallel lines from lower left to upper right, or the other way.
pub fn hatch(sheet: &mut Sheet<'_, '_>, room: Room, gap: f32, ink: Ink, width: f32, rises: bool) {
    let [left, top, wide, high] = room;
    if !(wide > 0.0 && high > 0.0 && gap > 0.5) {
        return;
    }
    let step = gap * std::f32::consts::SQRT_2;
    let mut along = step / 2.0;
    while along < wide + high {
        // Where the line x + y = along (from the upper left corner) enters and leaves.
        let (x0, x1) = ((along - high).max(0.0), along.min(wide));
        let place = |x: f32| {
            let x_at = if rises { x } else { wide - x };
            [left + x_at, top + along - x]
        };
        if x1 > x0 {
            let line = Line { ink, width, dash: Dash::Solid };
            sheet.way(vec![place(x0), place(x1)], false, line);
        }
        along += step;
    }
}

/// Rows of dots.
pub fn dots(sheet: &mut Sheet<'_, '_>, room: Room, ink: Ink) {
    let [left, top, wide, high] = room;
    let mut y = top + 2.0;
    while y < top + high - 1.0 && wide > 3.0 {
        let line = Line { ink, width: 0.9, dash: Dash::Dotted };
        sheet.way(vec![[left + 1.2, y], [left + wide - 1.0, y]], false, line);
        y += 2.7;
    }
}

/// An area that shows how grave what it stands for is; each is another grey, and another texture.
pub fn tone_area(sheet: &mut Sheet<'_, '_>, room: Room, tone: Tone) {
    let edge = Line { ink: RULE, width: 0.7, dash: Dash::Solid };
    match tone {
        Tone::Plain => sheet.fill(room, ACCENT),
        Tone::Calm => {
            sheet.fill(room, Ink::grey(0xf2));
            sheet.frame(room, edge);
        }
        Tone::Caution => {
            sheet.fill(room, Ink::grey(0xdd));
            hatch(sheet, room, 2.0, RULE, 0.8, true);
            sheet.frame(room, edge);
        }
        Tone::Grave => sheet.fill(room, DARK),
        Tone::Unknown => {
            dots(sheet, room, HATCH);
            sheet.frame(room, Line { ink: QUIET, width: 0.7, dash: Dash::Short });
        }
    }
}

/// A sign of its own for each tone: ring, grey triangle, dark diamond, question mark; a plain one is a disc.
pub fn tone_sign(sheet: &mut Sheet<'_, '_>, at: [f32; 2], radius: f32, tone: Tone) {
    let edge = Line { ink: DARK, width: 1.0, dash: Dash::Solid };
    match tone {
        Tone::Plain => sheet.disc(at, radius * 0.8, ACCENT),
        Tone::Calm => {
            sheet.disc(at, radius, Ink::WHITE);
            sheet.ring(at, radius - 0.5, edge);
        }
        Tone::Caution => {
            let points = triangle(at, radius);
            sheet.area(points.clone(), Ink::grey(0xc4));
            sheet.way(points, true, edge);
        }
        Tone::Grave => {
            sheet.area(diamond(at, radius * 1.15), DARK);
        }
        Tone::Unknown => {
            sheet.disc(at, radius, Ink::WHITE);
            sheet.ring(at, radius - 0.2, Line { ink: HATCH, width: 0.5, dash: Dash::Solid });
            let style = Style::new(radius * 2.0).strong().ink(QUIET);
            sheet.centred(at[0], at[1], &["?".to_owned()], style, Anchor::Middle);
        }
    }
}

fn triangle([x, y]: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    vec![[x, y - radius], [x + radius, y + radius * 0.8], [x - radius, y + radius * 0.8]]
}

fn diamond([x, y]: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    vec![[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]]
}

/// How the trace of a place in the list is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    pub line: Line,
    pub marker: usize,
}

const MARKERS: usize = 7;

impl Pen {
    pub fn of(index: usize) -> Self {
        let dash = [Dash::Solid, Dash::Long, Dash::Short, Dash::Dotted][index % 4];
        let shade = [0x30, 0x68, 0x48, 0x7a][(index + index / 4) % 4];
        let ink = if index == 0 { ACCENT } else { Ink::grey(shade) };
        let width = if index == 0 { 1.6 } else { 1.1 };
        Self { line: Line { ink, width, dash }, marker: index % MARKERS }
    }

    pub fn mark(&self, sheet: &mut Sheet<'_, '_>, at: [f32; 2], radius: f32) {
        let edge = Line { ink: self.line.ink, width: 0.9, dash: Dash::Solid };
        let side = radius * 0.9;
        let square = [at[0] - side, at[1] - side, 2.0 * side, 2.0 * side];
        match self.marker {
            0 => sheet.disc(at, radius, self.line.ink),
            1 => {
                sheet.fill(square, Ink::WHITE);
                sheet.frame(square, edge);
            }
            2 => sheet.area(triangle(at, radius * 1.15), self.line.ink),
            3 => {
                sheet.area(diamond(at, radius * 1.25), Ink::WHITE);
                sheet.way(diamond(at, radius * 1.25), true, edge);
            }
            4 => sheet.fill(square, self.line.ink),
            5 => {
                sheet.disc(at, radius, Ink::WHITE);
                sheet.ring(at, radius - 0.4, edge);
            }
            _ => {
                sheet.area(triangle(at, radius * 1.15), Ink::WHITE);
                sheet.way(triangle(at, radius * 1.15), true, edge);
            }
        }
    }

    /// A piece of the line with its sign, from `at` to the right.
    pub fn sample(&self, sheet: &mut Sheet<'_, '_>, at: [f32; 2], length: f32) {
        sheet.way(vec![at, [at[0] + length, at[1]]], false, self.line);
        self.mark(sheet, [at[0] + length / 2.0, at[1]], 2.2);
    }
}

/// Fills a part of a whole: neighbours never look alike. Gives the ink that can be read on it.
pub fn part_area(sheet: &mut Sheet<'_, '_>, room: Room, index: usize) -> Ink {
    let greys = [0xd8, 0x3a, 0xf0, 0x94].map(Ink::grey);
    let shades = [ACCENT, greys[0], greys[1], greys[2], greys[3]];
    let ink = shades[index % shades.len()];
    sheet.fill(room, ink);
    match (index / shades.len()) % 3 {
        0 => {}
        1 => hatch(sheet, room, 2.4, Ink::grey(0xa8), 0.8, true),
        _ => hatch(sheet, room, 2.4, Ink::grey(0xa8), 0.8, false),
    }
    if index % shades.len() == 3 {
        sheet.frame(room, Line { ink: HATCH, width: 0.5, dash: Dash::Solid });
    }
    if matches!(index % shades.len(), 1 | 3 | 4) { super::sheet::TEXT } else { Ink::WHITE }
}
