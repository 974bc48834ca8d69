//! The levels of the chosen method over the years, one strip for each criterion, and why a level moved.
//!
//! Made on a thread when state, method, language or data change. The same is also a table with every reason.

use crate::gui::cx::Cx;
use crate::gui::later::{Later, look_again};
use crate::gui::theme::{BODY, SMALL};
use crate::gui::widgets;
use crate::i18n::{Key, Word as _, fill};
use crate::session::Session;
use crate::words;
use egui::{
    Align2, EventFilter, FontId, Grid, Key as K, Label, Modifiers, Pos2, Rect, Response, RichText,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::history::{History, Past, span};
use kriterion_heart::level::Level;
use kriterion_heart::text::Lang;
use std::sync::Arc;

const ROW: f32 = 22.0;
/// Most of the page's width that the criteria's names may take beside the strips.
const NAMES: f32 = 0.4;
/// Room for a name above its strip, where the page is narrow.
const NAME_ABOVE: f32 = 17.0;
/// From this width on the names stand beside the strips.
const WIDE: f32 = 680.0;
const AXIS: f32 = 18.0;
/// Widest cell of one year.
const CELL: f32 = 34.0;
/// Between the years that are named below the strips.
const STEP: usize = 5;

#[derive(Default)]
pub struct StripsView {
    /// The method and what it says, or will say.
    shown: Option<(String, Later<Strips>)>,
    /// Year and criterion at hand, counted from the first.
    at: Option<usize>,
    row: usize,
    table: bool,
}

/// Every word of it.
struct Strips {
    title: String,
    years: Vec<u16>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    cells: Vec<Cell>,
}

struct Cell {
    level: Level,
    /// The level in words, with what it was a year before where that is another.
    said: String,
    /// Why it moved; empty where it did not.
    why: Vec<(String, Vec<String>)>,
}

impl StripsView {
    pub fn forget(&mut self) {
        self.shown = None;
        self.at = None;
    }

    pub fn is_waiting(&self) -> bool {
        self.shown.as_ref().is_some_and(|(_, strips)| strips.here().is_none())
    }

    pub fn make(&mut self, session: &Session, method: &str, state: Iso3) {
        if let Some((shown, strips)) = &mut self.shown
            && shown == method
        {
            strips.get();
            return;
        }
        let (bundle, id, lang) = (Arc::clone(&session.bundle), method.to_owned(), session.lang);
        let work = move || strips(&bundle, &id, state, lang);
        self.shown = Some((method.to_owned(), Later::begin("level history", work)));
    }
}

fn strips(bundle: &Bundle, method: &str, state: Iso3, lang: Lang) -> Strips {
    let nothing = Strips { title: String::new(), years: Vec::new(), rows: Vec::new() };
    let Some((method, years)) = bundle.method(method).zip(span(&bundle.atlas, state)) else {
        return nothing;
    };
    let History { years, strips, .. } = Past::new(bundle.world(), method, years).of(state);
    let name = bundle.atlas.country(state).map_or("", |country| country.name.get(lang));
    let slots = [("state", name), ("method", method.title.get(lang))];
    let title = fill(lang, Key::StripsTitle, &slots);
    let rows = strips.iter().map(|strip| {
        let criterion = bundle.rules.criterion(strip.criterion);
        let short = criterion.map_or("", |criterion| criterion.short.get(lang));
        let cells = strip.cells.iter().map(|cell| Cell {
            level: cell.level,
            said: words::level_moved(lang, cell)
                .unwrap_or_else(|| cell.level.word(lang).to_owned()),
            why: cell.moved.as_ref().map_or_else(Vec::new, |it| words::why_moved(lang, it)),
        });
        Row { name: format!("{}  {short}", strip.criterion), cells: cells.collect() }
    });
    let rows = rows.collect();
    Strips { title, years, rows }
}

impl Strips {
    fn cell(&self, row: usize, at: usize) -> Option<(&Row, &Cell)> {
        let row = self.rows.get(row)?;
        Some((row, row.cells.get(at)?))
    }

    /// `2014 · 3  Internal situation: possibly critical`.
    fn head(&self, row: usize, at: usize) -> String {
        let year = self.years.get(at).map(u16::to_string).unwrap_or_default();
        self.cell(row, at)
            .map_or_else(String::new, |(row, cell)| format!("{year} · {}: {}", row.name, cell.said))
    }

    /// The next year in which the level of a criterion moved, from the first on after the last.
    fn next_move(&self, row: usize, at: usize) -> Option<usize> {
        let cells = &self.rows.get(row)?.cells;
        let moved = || cells.iter().enumerate().filter(|(_, cell)| !cell.why.is_empty());
        moved().find(|(year, _)| *year > at).or_else(|| moved().next()).map(|(year, _)| year)
    }
}

pub fn strips_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut StripsView) {
    let StripsView { shown, at, row, table } = view;
    ui.add_space(6.0);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::bold(cx.say(Key::StripsHead), BODY));
            for (is_table, key) in [(false, Key::StripsAsStrips), (true, Key::ChartAsTable)] {
                if ui.selectable_label(*table == is_table, cx.say(key)).clicked() {
                    *table = is_table;
                }
            }
        });
        let lead = format!("{} {}", cx.say(Key::HistoryLimits), cx.say(Key::StripsKeys));
        ui.add(Label::new(RichText::new(lead).small().color(cx.theme.weak)).wrap());
        let Some(strips) = shown.as_ref().and_then(|(_, strips)| strips.here()) else {
            widgets::weak(ui, cx, cx.say(Key::StripsWaiting));
            look_again(ui.ctx());
            return;
        };
        let Some(last) = strips.years.len().checked_sub(1) else {
            widgets::gap_note(ui, cx, cx.say(Key::StripsNothing));
            return;
        };
        let mut year = at.unwrap_or(last).min(last);
        if *table {
            table_ui(ui, cx, strips);
            return;
        }
        let before = (year, *row);
        let (here, is_by_key) = picture_ui(ui, cx, strips, &mut year, row);
        if (year, *row) != before {
            *at = Some(year);
        }
        legend_ui(ui, cx);
        let read = readout_ui(ui, cx, strips, year, *row);
        // Whoever goes by keys sees both the cell and what is said of it.
        if is_by_key {
            ui.scroll_to_rect(here.union(read).expand2(vec2(0.0, 16.0)), None);
        }
    });
}

/// Where the strips stand in the window.
struct Laid {
    /// Of the first cell.
    corner: Pos2,
    width: f32,
    /// From one strip to the next.
    step: f32,
    rows: usize,
    years: usize,
}

impl Laid {
    fn cell(&self, row: usize, year: usize) -> Rect {
        let corner = self.corner + vec2(year as f32 * self.width, row as f32 * self.step);
        Rect::from_min_size(corner, vec2(self.width, ROW))
    }

    /// The cell at a place: year, criterion.
    fn at(&self, pos: Pos2) -> Option<(usize, usize)> {
        let from = pos - self.corner;
        if from.x < 0.0 || from.y < ROW - self.step {
            return None;
        }
        let (year, row) = (from.x / self.width, (from.y + self.step - ROW) / self.step);
        let (year, row) = (year as usize, row as usize);
        (year < self.years && row < self.rows).then_some((year, row))
    }
}

/// Returns where the cell at hand is, and whether it was come to by key.
fn picture_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    strips: &Strips,
    year: &mut usize,
    row: &mut usize,
) -> (Rect, bool) {
    let room = ui.available_width();
    let (rows, years) = (strips.rows.len(), strips.years.len());
    let is_wide = room >= WIDE;
    let font = FontId::proportional(SMALL);
    let (left, above) =
        if is_wide { (names_width(ui, cx, strips, &font), 0.0) } else { (0.0, NAME_ABOVE) };
    let width = ((room - left) / years as f32).min(CELL);
    let step = ROW + above + 3.0;
    let size = vec2(room, rows as f32 * step + AXIS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let corner = rect.min + vec2(left, above);
    let laid = Laid { corner, width, step, rows, years };
    let is_by_key = move_ui(ui, strips, &laid, &response, year, row);
    let spoken = format!("{}. {}", strips.title, spoken(strips, *row, *year));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &spoken));
    let here = laid.cell(*row, *year);
    if !ui.is_rect_visible(rect) {
        return (here, is_by_key);
    }
    let painter = ui.painter();
    for (at, line) in strips.rows.iter().enumerate() {
        let first = laid.cell(at, 0);
        let (place, room) = if is_wide {
            let place = Rect::from_x_y_ranges(rect.left()..=first.left() - 8.0, first.y_range());
            (pos2(rect.left(), first.center().y), place)
        } else {
            let over = first.top() - above..=first.top();
            let place = Rect::from_x_y_ranges(rect.left()..=rect.right(), over);
            (pos2(rect.left(), place.center().y), place)
        };
        let names = painter.with_clip_rect(room.intersect(ui.clip_rect()));
        let colour = if at == *row { cx.theme.text } else { cx.theme.weak };
        names.text(place, Align2::LEFT_CENTER, &line.name, font.clone(), colour);
        for (year, cell) in line.cells.iter().enumerate() {
            cell_ui(painter, cx, laid.cell(at, year), cell);
        }
    }
    axis_ui(painter, cx, strips, &laid);
    painter.rect_stroke(
        here.expand(1.0),
        2.0,
        Stroke::new(2.0, cx.theme.accent),
        StrokeKind::Outside,
    );
    if response.has_focus() {
        let stroke = Stroke::new(2.0, cx.theme.accent);
        painter.rect_stroke(rect.expand(3.0), 4.0, stroke, StrokeKind::Outside);
    }
    (here, is_by_key)
}

/// The longest name, and a little room before the strip.
fn names_width(ui: &Ui, cx: &Cx<'_>, strips: &Strips, font: &FontId) -> f32 {
    let widths = strips.rows.iter().map(|row| {
        let name = row.name.clone();
        ui.painter().layout_no_wrap(name, font.clone(), cx.theme.text).size().x
    });
    (widths.fold(0.0, f32::max) + 14.0).min(ui.available_width() * NAMES)
}

/// One year: its colour and symbol. No data has neither filling nor frame; a bar stands where the level moved.
fn cell_ui(painter: &egui::Painter, cx: &Cx<'_>, rect: Rect, cell: &Cell) {
    let badge = cx.theme.badge(cell.level);
    let size = ((rect.width() - 3.0) / 12.0).clamp(0.4, 0.85);
    if cell.level == Level::NoData {
        let dash = vec2(3.0 * size.max(0.6), 0.0);
        let stroke = Stroke::new(1.5, cx.theme.weak);
        painter.line_segment([rect.center() - dash, rect.center() + dash], stroke);
    } else {
        painter.rect_filled(rect.shrink2(vec2(0.5, 0.0)), 1.0, badge.fill);
        widgets::small_symbol(painter, rect.center(), cell.level, badge.text, size);
    }
    if !cell.why.is_empty() {
        painter.vline(rect.left(), rect.y_range().expand(1.5), Stroke::new(2.0, cx.theme.text));
    }
}

fn axis_ui(painter: &egui::Painter, cx: &Cx<'_>, strips: &Strips, laid: &Laid) {
    let top = laid.cell(laid.rows.saturating_sub(1), 0).bottom() + 3.0;
    let last = laid.years.saturating_sub(1);
    for (at, year) in strips.years.iter().enumerate() {
        // The last year is always named, and none so near that the two would meet.
        let near_last = at != last && (last - at) as f32 * laid.width < 40.0;
        if at != last && (usize::from(*year) % STEP != 0 || near_last) {
            continue;
        }
        let cell = laid.cell(0, at);
        let font = FontId::proportional(SMALL - 1.0);
        // The last one ends where its strip does.
        let (x, align) = if at == last {
            (cell.right(), Align2::RIGHT_TOP)
        } else {
            (cell.center().x, Align2::CENTER_TOP)
        };
        let place = pos2(x, top);
        painter.text(place, align, year.to_string(), font, cx.theme.weak);
    }
}

/// Mouse and keys choose year and criterion. True where it was a key, or the keyboard has just come here.
fn move_ui(
    ui: &Ui,
    strips: &Strips,
    laid: &Laid,
    response: &Response,
    year: &mut usize,
    row: &mut usize,
) -> bool {
    if let Some((at, line)) = response.hover_pos().and_then(|pos| laid.at(pos)) {
        (*year, *row) = (at, line);
    }
    if response.clicked() {
        response.request_focus();
    }
    if !response.has_focus() {
        return false;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (last_year, last_row) = (laid.years.saturating_sub(1), laid.rows.saturating_sub(1));
    let ways = [
        (K::ArrowLeft, (year.saturating_sub(1), *row)),
        (K::ArrowRight, ((*year + 1).min(last_year), *row)),
        (K::ArrowUp, (*year, row.saturating_sub(1))),
        (K::ArrowDown, (*year, (*row + 1).min(last_row))),
        (K::Home, (0, *row)),
        (K::End, (last_year, *row)),
        (K::Enter, (strips.next_move(*row, *year).unwrap_or(*year), *row)),
    ];
    let none = Modifiers::NONE;
    let way = ui.input_mut(|input| {
        ways.into_iter().find_map(|(key, to)| input.consume_key(none, key).then_some(to))
    });
    if let Some(to) = way {
        (*year, *row) = to;
    }
    way.is_some() || response.gained_focus()
}

/// Which symbol is which level.
fn legend_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::text_row(ui, |ui| {
        for level in Level::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 18.0), Sense::hover());
            let cell = Cell { level, said: String::new(), why: Vec::new() };
            cell_ui(ui.painter(), cx, rect, &cell);
            ui.label(RichText::new(cx.word(level)).small().color(cx.theme.weak));
            ui.add_space(6.0);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(8.0, 18.0), Sense::hover());
        ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(2.0, cx.theme.text));
        ui.label(RichText::new(cx.say(Key::StripsMoved)).small().color(cx.theme.weak));
    });
}

/// Returns where it stands.
fn readout_ui(ui: &mut Ui, cx: &Cx<'_>, strips: &Strips, year: usize, row: usize) -> Rect {
    ui.separator();
    let read = ui.scope(|ui| {
        // What stands below stays where it is while one looks from year to year.
        ui.set_min_height(96.0);
        ui.add(Label::new(widgets::bold(strips.head(row, year), SMALL + 0.5)).wrap());
        if let Some((_, cell)) = strips.cell(row, year) {
            why_ui(ui, cx, &cell.why);
        }
    });
    read.response.rect
}

fn why_ui(ui: &mut Ui, cx: &Cx<'_>, why: &[(String, Vec<String>)]) {
    for (rule, readings) in why {
        ui.add(Label::new(RichText::new(rule).small()).wrap());
        ui.indent("turned", |ui| {
            for reading in readings {
                ui.add(Label::new(RichText::new(reading).small().color(cx.theme.weak)).wrap());
            }
        });
    }
}

/// All of the readout in one text.
fn spoken(strips: &Strips, row: usize, year: usize) -> String {
    let mut parts = vec![strips.head(row, year)];
    for (rule, readings) in strips.cell(row, year).map_or(&[][..], |(_, cell)| &cell.why) {
        parts.push(rule.clone());
        parts.extend(readings.iter().cloned());
    }
    parts.join(" ")
}

/// Every year and criterion in words, and below it every reason.
fn table_ui(ui: &mut Ui, cx: &Cx<'_>, strips: &Strips) {
    ScrollArea::horizontal().id_salt("levels by year").show(ui, |ui| {
        Grid::new("levels of years").striped(true).spacing(vec2(14.0, 3.0)).show(ui, |ui| {
            ui.label(widgets::bold(cx.say(Key::ChartYear), SMALL));
            for row in &strips.rows {
                ui.label(widgets::bold(&row.name, SMALL));
            }
            ui.end_row();
            for (at, year) in strips.years.iter().enumerate().rev() {
                ui.label(widgets::bold(year.to_string(), SMALL));
                for row in &strips.rows {
                    let Some(cell) = row.cells.get(at) else { continue };
                    let mark = if cell.why.is_empty() { "" } else { "≠ " };
                    let text = RichText::new(format!("{mark}{}", cx.word(cell.level))).small();
                    let is_known = cell.level != Level::NoData;
                    let colour = if is_known { cx.theme.text } else { cx.theme.weak };
                    ui.label(text.color(colour));
                }
                ui.end_row();
            }
        });
    });
    ui.add_space(6.0);
    widgets::small_strong(ui, cx.say(Key::StripsReasons));
    for (at, row) in strips.rows.iter().enumerate() {
        for (year, cell) in row.cells.iter().enumerate().filter(|(_, it)| !it.why.is_empty()) {
            ui.add(Label::new(widgets::bold(strips.head(at, year), SMALL)).wrap());
            why_ui(ui, cx, &cell.why);
        }
    }
}
