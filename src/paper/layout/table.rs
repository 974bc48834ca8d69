//! Tables: heads that come again on each page, rows that stay whole, columns that may come below each other.

use super::columns::{Need, bands, widths};
use super::compose::{Composer, Room, Set};
use super::lines::Flat;
use super::strip::{Mark, Strip, fill, furniture, label, move_by, rule};
use super::style::{BOTTOM, FAINT, HAIR, INK, Style, TOP};
use super::tone::{self, SIGN};
use crate::document::{Align, Column, Inline, RowKind, Table, Tone, plain};
use crate::drawing::{Ink, Shape};
use crate::page::{Belongs, Furniture, Part, Piece};
use crate::said::words;

/// Letters are made smaller before columns come below each other.
const SIZES: [f32; 4] = [8.5, 8.0, 7.5, 7.0];
/// Space beside the words of a cell, and above and below.
const SIDE: f32 = 4.0;
const ABOVE: f32 = 3.0;
/// A column need be no wider than this many letters: longer words are hyphenated.
const WIDEST_WORD: f32 = 6.5;
/// Taller rows are cut at a line.
const TALLEST: f32 = (BOTTOM - TOP) * 0.8;

/// A cell whose words are set.
struct Cell {
    column: usize,
    is_whole_row: bool,
    align: Align,
    tone: Tone,
    lines: Vec<Set>,
}

struct Row {
    kind: RowKind,
    cells: Vec<Cell>,
}

/// Columns beside each other, from the left edge of the table.
struct Band {
    columns: Vec<(usize, f32, f32)>,
}

impl Composer<'_> {
    pub fn table(&mut self, table: &Table, room: &Room) {
        let element = self.element(Part::Table, room.parent);
        let mark = Mark::Place(table.id.clone());
        let is_captioned = self.caption(&table.caption, room, Some(element), mark.clone());
        let first = self.strips.len();
        let count = columns_of(table);
        let (style, laid) = self.bands_of(table, count, room.width);
        let has_head = table.columns.iter().any(|column| !words(&column.title).trim().is_empty());
        let (head, rows) = self.set_rows(table, &style, &laid, element, has_head);
        let below = table.below.iter().any(|line| !words(line).trim().is_empty());
        for (at, band) in laid.iter().enumerate() {
            let gap = match (at, is_captioned) {
                (0, true) => 4.0,
                (0, false) => 12.0,
                _ => 9.0,
            };
            let is_last = at + 1 == laid.len();
            self.push_band(
                table,
                band,
                head.as_ref(),
                &rows,
                &style,
                (gap, is_last && below),
                room,
            );
        }
        if !is_captioned && let Some(strip) = self.strips.get_mut(first) {
            strip.marks.push(mark);
        }
        self.below(&table.below, room);
        self.leave(14.0);
    }

    /// How large the letters are and where the columns stand.
    fn bands_of(&mut self, table: &Table, count: usize, width: f32) -> (Style, Vec<Band>) {
        let base = Style::new(SIZES[0], 0.0, self.language());
        let measured = self.needs(table, count, &base);
        let sized = |size: f32| -> Vec<Need> {
            let factor = size / SIZES[0];
            let of = |need: &Need| Need {
                least: need.least.min(WIDEST_WORD * SIZES[0]) * factor + 2.0 * SIDE,
                most: need.most * factor + 2.0 * SIDE + 1.0,
                share: need.share,
            };
            measured.iter().map(of).collect()
        };
        let mut size = SIZES[0];
        let mut needs = sized(size);
        for smaller in SIZES {
            (size, needs) = (smaller, sized(smaller));
            if needs.iter().map(|need| need.least).sum::<f32>() <= width {
                break;
            }
        }
        let style = Style::new(size, (size * 1.36 * 2.0).round() / 2.0, self.language());
        let laid = bands(&needs, width, table.has_row_heads)
            .into_iter()
            .map(|band| {
                let own: Vec<Need> = band.iter().filter_map(|at| needs.get(*at).copied()).collect();
                let mut x = 0.0;
                let columns = band.into_iter().zip(widths(&own, width)).map(|(at, wide)| {
                    x += wide;
                    (at, x - wide, wide)
                });
                Band { columns: columns.collect() }
            })
            .collect();
        (style, laid)
    }

    fn needs(&mut self, table: &Table, count: usize, style: &Style) -> Vec<Need> {
        let notes = self.document.notes.len();
        let mut needs = vec![Need::default(); count];
        let mut measure = |need: &mut Need, text: &Inline, is_strong: bool, tone: Tone| {
            let style = if is_strong { style.strong() } else { *style };
            let flat = Flat::new(text, &style, notes);
            let (most, least) = flat.widths(&mut self.shaper);
            let sign = if tone.is_plain() { 0.0 } else { SIGN };
            need.most = need.most.max(most + sign);
            need.least = need.least.max(least + sign).max(style.size);
        };
        for (need, column) in needs.iter_mut().zip(&table.columns) {
            need.share = column.share;
            measure(need, &column.title, true, Tone::Plain);
        }
        for row in table.rows.iter().filter(|row| !is_whole(row)) {
            let is_strong = row.kind != RowKind::Plain;
            for (need, cell) in needs.iter_mut().zip(&row.cells) {
                measure(need, &cell.text, is_strong, cell.tone);
            }
        }
        needs
    }

    /// Sets all words, row by row, so that they are read in that order wherever they stand.
    fn set_rows(
        &mut self,
        table: &Table,
        style: &Style,
        laid: &[Band],
        element: usize,
        has_head: bool,
    ) -> (Option<Row>, Vec<Row>) {
        let count = columns_of(table);
        let mut head = None;
        if has_head {
            let part = self.element(Part::TableHead, Some(element));
            let row = self.element(Part::Row, Some(part));
            let mut cells = Vec::new();
            let nothing = Column::default();
            for at in 0..count {
                let column = table.columns.get(at).unwrap_or(&nothing);
                let part = Part::HeadCell { is_row: false, spans: 1 };
                let owner = self.element(part, Some(row));
                let lines = self.set_cell(&column.title, &style.strong(), laid, at, owner);
                cells.push(Cell {
                    column: at,
                    is_whole_row: false,
                    align: column.align,
                    tone: Tone::Plain,
                    lines,
                });
            }
            head = Some(Row { kind: RowKind::Plain, cells });
        }
        let mut rows = Vec::new();
        if table.rows.is_empty() {
            return (head, rows);
        }
        let body = self.element(Part::TableBody, Some(element));
        for row in &table.rows {
            let part = self.element(Part::Row, Some(body));
            let is_whole = is_whole(row);
            let style = if row.kind == RowKind::Plain { *style } else { style.strong() };
            let mut cells = Vec::new();
            for at in 0..if is_whole { 1 } else { count } {
                let cell = row.cells.get(at).cloned().unwrap_or_default();
                let spans = if is_whole { count as u32 } else { 1 };
                let is_head = is_whole || (at == 0 && table.has_row_heads);
                let owner = if is_head {
                    self.element(Part::HeadCell { is_row: true, spans }, Some(part))
                } else {
                    self.element(Part::Cell { spans }, Some(part))
                };
                let lines = if is_whole {
                    let width = laid.first().map_or(0.0, Band::width) - 2.0 * SIDE;
                    let lines = self.set(&cell.text, &style, width, owner);
                    self.settle_notes(Some(owner));
                    lines
                } else {
                    let sign = if cell.tone.is_plain() { 0.0 } else { SIGN };
                    self.set_toned(&cell.text, &style, laid, (at, sign), owner)
                };
                let align = table.columns.get(at).map_or(Align::Start, |column| column.align);
                cells.push(Cell {
                    column: at,
                    is_whole_row: is_whole,
                    align,
                    tone: cell.tone,
                    lines,
                });
            }
            rows.push(Row { kind: row.kind, cells });
        }
        (head, rows)
    }

    fn set_cell(
        &mut self,
        text: &Inline,
        style: &Style,
        laid: &[Band],
        column: usize,
        owner: usize,
    ) -> Vec<Set> {
        self.set_toned(text, style, laid, (column, 0.0), owner)
    }

    fn set_toned(
        &mut self,
        text: &Inline,
        style: &Style,
        laid: &[Band],
        (column, sign): (usize, f32),
        owner: usize,
    ) -> Vec<Set> {
        // The first column may stand in several bands, and takes the narrowest.
        let wide = laid.iter().filter_map(|band| band.place(column)).map(|(_, wide)| wide);
        let width = wide.fold(f32::INFINITY, f32::min) - 2.0 * SIDE - sign;
        let lines = self.set(text, style, width.max(style.size), owner);
        self.settle_notes(Some(owner));
        lines
    }

    fn push_band(
        &mut self,
        table: &Table,
        band: &Band,
        head: Option<&Row>,
        rows: &[Row],
        style: &Style,
        (gap, is_continued_below): (f32, bool),
        room: &Room,
    ) {
        let is_first = band.columns.first().is_some_and(|(at, ..)| *at == 0)
            && band.columns.get(1).is_none_or(|(at, ..)| *at == 1);
        let mut strips = Vec::new();
        let mut again = None;
        if let Some(head) = head {
            let mut set = band.head(head, style, is_first, room.x);
            if let (Some(last), false) = (set.last_mut(), rows.is_empty()) {
                last.is_kept = true;
            }
            if let [strip] = set.as_slice()
                && strip.height < TALLEST / 2.0
            {
                let mut repeated = self.continued(table, room);
                let pieces = ornaments(&strip.pieces);
                repeated.push(Strip { pieces, notes: Vec::new(), ..strip.clone() });
                self.heads.push(repeated);
                again = Some(self.heads.len() - 1);
            }
            strips.extend(set);
        } else {
            let mut top = Strip::space(0.5);
            top.is_kept = !rows.is_empty();
            top.pieces.push(band.rule(0.2, 0.8, INK, room.x));
            strips.push(top);
        }
        for (at, row) in rows.iter().enumerate() {
            let is_last = at + 1 == rows.len();
            let mut of_row = band.row(row, style, is_first, is_last, room.x);
            for strip in &mut of_row {
                strip.head = again;
            }
            if let Some(strip) = of_row.last_mut() {
                strip.is_kept = match row.kind {
                    RowKind::Group => !is_last,
                    // Never one row alone at the foot or the top of a page.
                    _ => (at == 0 && !is_last) || at + 2 == rows.len(),
                };
                if is_last {
                    strip.is_kept = is_continued_below;
                }
            }
            strips.extend(of_row);
        }
        self.push_all(room, gap, strips);
    }

    /// The caption of a table that goes on.
    fn continued(&mut self, table: &Table, room: &Room) -> Vec<Strip> {
        let mark = self.document.labels.continued.trim();
        let mut text = words(&table.caption).replace('\n', " ").trim().to_owned();
        if !mark.is_empty() {
            text = if text.is_empty() { mark.to_owned() } else { format!("{text} ({mark})") };
        }
        let style = Style::new(8.0, 11.0, self.language()).slanted().faint();
        let flat = Flat::new(&plain(text), &style, 0);
        let lines = flat.lines(room.width, style.language, &mut self.shaper);
        let strip = |line: super::lines::Line| {
            let shape = |bit: &super::lines::Bit| {
                let at = [room.x + bit.x, style.baseline()];
                let mut label = label(at, bit.shown(), style.size, FAINT);
                label.is_slanted = true;
                Shape::Text(label)
            };
            let shapes = line.bits.iter().map(shape).collect();
            let pieces = vec![furniture(Furniture::Ornament, shapes)];
            Strip { height: style.leading, pieces, ..Strip::default() }
        };
        let mut strips: Vec<Strip> = lines.into_iter().take(3).map(strip).collect();
        if let Some(last) = strips.last_mut() {
            last.height += 3.0;
        }
        strips
    }
}

impl Band {
    fn width(&self) -> f32 {
        self.columns.iter().map(|(_, _, wide)| wide).sum()
    }

    fn place(&self, column: usize) -> Option<(f32, f32)> {
        self.columns.iter().find(|(at, ..)| *at == column).map(|(_, x, wide)| (*x, *wide))
    }

    fn rule(&self, y: f32, width: f32, ink: Ink, x: f32) -> Piece {
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

    fn head(&self, head: &Row, style: &Style, is_first: bool, x: f32) -> Vec<Strip> {
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
    fn row(&self, row: &Row, style: &Style, is_first: bool, is_last: bool, x: f32) -> Vec<Strip> {
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
fn ornaments(pieces: &[Piece]) -> Vec<Piece> {
    let copy = |piece: &Piece| Piece {
        belongs: Belongs::Furniture(Furniture::Ornament),
        says: String::new(),
        ..piece.clone()
    };
    pieces.iter().map(copy).collect()
}

fn is_whole(row: &crate::document::Row) -> bool {
    row.kind == RowKind::Group && row.cells.len() <= 1
}

fn columns_of(table: &Table) -> usize {
    let cells = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    cells.max(table.columns.len())
}
