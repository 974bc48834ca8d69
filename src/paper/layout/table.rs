//! Tables: heads that come again on each page, rows that stay whole, columns that may come below each other.

use super::columns::{Need, bands, widths};
use super::compose::{Composer, Room, Set};
use super::grid::{Band, Cell, Row, SIDE, TALLEST, ornaments};
use super::lines::Flat;
use super::strip::{Mark, Strip, furniture, label};
use super::style::{FAINT, INK, Style};
use super::tone::SIGN;
use crate::document::{Align, Column, Inline, RowKind, Table, Tone, plain};
use crate::drawing::Shape;
use crate::page::{Furniture, Part};
use crate::said::words;

/// Letters are made smaller before columns come below each other.
const SIZES: [f32; 4] = [8.5, 8.0, 7.5, 7.0];
/// A column need be no wider than this many letters: longer words are hyphenated.
const WIDEST_WORD: f32 = 5.5;

/// A table whose words are set.
struct Grid {
    head: Option<Row>,
    rows: Vec<Row>,
    style: Style,
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
        let grid = self.set_rows(table, &style, &laid, element, has_head);
        let below = table.below.iter().any(|line| !words(line).trim().is_empty());
        for (at, band) in laid.iter().enumerate() {
            let gap = match (at, is_captioned) {
                (0, true) => 4.0,
                (0, false) => 12.0,
                _ => 9.0,
            };
            let is_last = at + 1 == laid.len();
            self.push_band(table, band, &grid, (gap, is_last && below), room);
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
    ) -> Grid {
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
            return Grid { head, rows, style: *style };
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
                // A table without any head would be none to a screen reader.
                let is_head = is_whole || (at == 0 && (table.has_row_heads || !has_head));
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
        Grid { head, rows, style: *style }
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
        grid: &Grid,
        (gap, is_continued_below): (f32, bool),
        room: &Room,
    ) {
        let is_first = band.columns.first().is_some_and(|(at, ..)| *at == 0)
            && band.columns.get(1).is_none_or(|(at, ..)| *at == 1);
        let Grid { head, rows, style } = grid;
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
            let pieces = vec![furniture(Furniture::Again, shapes)];
            Strip { height: style.leading, pieces, ..Strip::default() }
        };
        let mut strips: Vec<Strip> = lines.into_iter().take(3).map(strip).collect();
        if let Some(last) = strips.last_mut() {
            last.height += 3.0;
        }
        strips
    }
}

fn is_whole(row: &crate::document::Row) -> bool {
    row.kind == RowKind::Group && row.cells.len() <= 1
}

fn columns_of(table: &Table) -> usize {
    let cells = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    cells.max(table.columns.len())
}
