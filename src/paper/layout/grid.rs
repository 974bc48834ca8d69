//! Rows of a table as strips, once their words are set and the widths of the columns are known.

use super::compose::Set;
use super::strip::{Strip, fill, furniture, move_by, rule};
use super::style::{BOTTOM, HAIR, INK, Style, TOP};
use super::tone::{self, SIGN};
use crate::document::{Align, RowKind, Tone};
use crate::drawing::Ink;
use crate::page::{Belongs, Furniture, Piece};

/// Space beside the words of a cell, and above and below.
pub const SIDE: f32 = 4.0;
const ABOVE: f32 = 3.0;
/// Taller rows are cut at a line.
pub const TALLEST: f32 = (BOTTOM - TOP) * 0.8;

/// A cell whose words are set.
pub struct Cell {
    pub column: usize,
    pub is_whole_row: bool,
    pub align: Align,
    pub tone: Tone,
    pub lines: Vec<Set>,
}

pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

/// Columns beside each other, from the left edge of the table.
pub struct Band {
    pub columns: Vec<(usize, f32, f32)>,
}

impl Band {
    pub fn width(&self) -> f32 {
        self.columns.iter().map(|(_, _, wide)| wide).sum()
    }

    pub fn place(&self, column: usize) -> Option<(f32, f32)> {
        self.columns.iter().find(|(at, ..)| *at == column).map(|(_, x, wide)| (*x, *wide))
    }

    pub fn rule(&self, y: f32, width: f32, ink: Ink, x: f32) -> Piece {
        let shape = rule([x, y], [x + self.width(), y], width, ink);
        furniture(Furniture::Ornament, vec![shape])
    }

    /// The lines of a cell, moved to their column from the left edge of the paper.
    fn lines_of(
        &self,
        cell: &Cell,
        is_first: bool,
        x: f32,
    ) -> Option<Vec<(Vec<Piece>, Vec<usize>)>> {
        let (left, wide) =
            if cell.is_whole_row { (0.0, self.width()) } else { self.place(cell.column)? };
        let sign = if cell.tone.is_plain() { 0.0 } else { SIGN };
        let is_again = !is_first && (cell.column == 0);
        let lines = cell.lines.iter().map(|line| {
            let spare = wide - 2.0 * SIDE - sign - line.width;
            let shift = match cell.align {
                _ if cell.is_whole_row => 0.0,
                Align::Start => 0.0,
                Align::Middle => spare / 2.0,
                Align::End => spare,
            };
            let mut pieces = if is_again { ornaments(&line.pieces) } else { line.pieces.clone() };
            move_by(&mut pieces, x + left + SIDE + sign + shift.max(0.0), 0.0);
            (pieces, if is_again { Vec::new() } else { line.notes.clone() })
        });
        Some(lines.collect())
    }

    pub fn head(&self, head: &Row, style: &Style, is_first: bool, x: f32) -> Vec<Strip> {
        let set: Vec<_> =
            head.cells.iter().filter_map(|cell| self.lines_of(cell, is_first, x)).collect();
        let tallest = set.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut strips = empty(tallest, style);
        for lines in set {
            // Titles stand on the rule.
            let first = tallest - lines.len();
            for (at, line) in lines.into_iter().enumerate() {
                put(&mut strips, first + at, line, style);
            }
        }
        if let Some(first) = strips.first_mut() {
            first.pieces.push(self.rule(0.4, 0.8, INK, x));
        }
        if let Some(last) = strips.last_mut() {
            last.pieces.push(self.rule(last.height - 0.3, 0.6, INK, x));
        }
        strips
    }

    /// One strip, or one for each line where the row is taller than a page.
    pub fn row(
        &self,
        row: &Row,
        style: &Style,
        is_first: bool,
        is_last: bool,
        x: f32,
    ) -> Vec<Strip> {
        let set: Vec<(&Cell, Vec<_>)> = row
            .cells
            .iter()
            .filter_map(|cell| self.lines_of(cell, is_first, x).map(|lines| (cell, lines)))
            .collect();
        let tallest = set.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0).max(1);
        let mut strips = empty(tallest, style);
        for strip in &mut strips {
            let high = strip.height;
            let mut grounds = Vec::new();
            if row.kind == RowKind::Group {
                grounds.push(fill([x, 0.0, self.width(), high], Ink::grey(240)));
            }
            for (cell, _) in &set {
                if let Some((left, wide)) = self.place(cell.column).filter(|_| !cell.is_whole_row) {
                    grounds.extend(tone::ground([x + left, 0.0, wide, high], cell.tone));
                }
            }
            if !grounds.is_empty() {
                strip.pieces.push(furniture(Furniture::Ornament, grounds));
            }
        }
        for (cell, lines) in set {
            if let Some((left, _)) = self.place(cell.column).filter(|_| !cell.tone.is_plain())
                && let Some(strip) = strips.first_mut()
            {
                let at = [x + left + SIDE + 3.6, ABOVE + style.leading / 2.0 + 0.3];
                let sign = tone::sign(at, 3.2, cell.tone);
                strip.pieces.push(furniture(Furniture::Ornament, sign));
            }
            for (at, line) in lines.into_iter().enumerate() {
                put(&mut strips, at, line, style);
            }
        }
        if row.kind == RowKind::Total
            && let Some(first) = strips.first_mut()
        {
            first.pieces.push(self.rule(-0.1, 0.6, INK, x));
        }
        if let Some(last) = strips.last_mut() {
            let (width, ink) = if is_last { (0.8, INK) } else { (0.4, HAIR) };
            last.pieces.push(self.rule(last.height - width / 2.0, width, ink, x));
        }
        strips
    }
}

/// Strips for so many lines: one, or one for each where they are taller than a page.
fn empty(lines: usize, style: &Style) -> Vec<Strip> {
    let height = lines as f32 * style.leading + 2.0 * ABOVE;
    if height <= TALLEST {
        return vec![Strip::space(height)];
    }
    let mut strips = vec![Strip::space(style.leading); lines];
    for at in [0, lines - 1] {
        if let Some(strip) = strips.get_mut(at) {
            strip.height += ABOVE;
        }
    }
    strips
}

/// Puts a line of a cell where it belongs in its row.
fn put(
    strips: &mut [Strip],
    line: usize,
    (mut pieces, notes): (Vec<Piece>, Vec<usize>),
    style: &Style,
) {
    let (strip, y) = match strips.len() {
        1 => (0, ABOVE + line as f32 * style.leading),
        _ if line == 0 => (0, ABOVE),
        _ => (line, 0.0),
    };
    move_by(&mut pieces, 0.0, y);
    if let Some(strip) = strips.get_mut(strip) {
        strip.pieces.extend(pieces);
        strip.notes.extend(notes);
    }
}

/// Copies that are drawn and not read.
pub fn ornaments(pieces: &[Piece]) -> Vec<Piece> {
    let copy = |piece: &Piece| Piece {
        belongs: Belongs::Furniture(Furniture::Again),
        says: String::new(),
        ..piece.clone()
    };
    pieces.iter().map(copy).collect()
}
