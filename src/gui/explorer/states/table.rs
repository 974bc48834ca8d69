//! The table of all states: headings that sort, rows that open a state. Rows out of sight cost a rectangle each, so that
//! all of them are there for the keyboard and for screen readers.

use super::column_name;
use super::shown::{Cell, Row, Shown, is_shown, short};
use crate::gui::cx::Cx;
use crate::gui::fonts;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{
    Align2, Button, CornerRadius, FontId, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, pos2,
    vec2,
};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::level::Level;
use kriterion_heart::overview::{Column, Differences, Pair};

const ROW: f32 = 24.0;
const HEAD: f32 = 28.0;
/// Below the headings, where two methods are compared: how many states differ.
const COUNTS: f32 = 18.0;
const CRITICAL: f32 = 88.0;
/// Room for a symbol before a word.
const SYMBOL: f32 = 20.0;

/// Where the columns stand.
struct Columns {
    left: f32,
    name: f32,
    criterion: f32,
    words: Words,
}

/// How much of a level can be said in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Whole,
    Short,
    None,
}

impl Columns {
    fn of(ui: &Ui, cx: &Cx<'_>, left: f32, room: f32) -> Self {
        let name = (room * 0.2).clamp(120.0, 240.0);
        let criterion = (room - name - CRITICAL) / 8.0;
        let widest = |word: &dyn Fn(Level) -> &'static str| {
            let widths = Level::ALL.map(|level| {
                let font = FontId::proportional(SMALL);
                let word = word(level).to_owned();
                ui.painter().layout_no_wrap(word, font, cx.theme.text).size().x
            });
            widths.into_iter().fold(0.0, f32::max) + SYMBOL + 6.0
        };
        let words = if widest(&|level| cx.word(level)) <= criterion {
            Words::Whole
        } else if widest(&|level| short(cx.lang, level)) <= criterion {
            Words::Short
        } else {
            Words::None
        };
        Self { left, name, criterion, words }
    }

    fn criterion(&self, at: usize, row: Rect) -> Rect {
        let left = self.left + self.name + CRITICAL + at as f32 * self.criterion;
        Rect::from_x_y_ranges(left..=left + self.criterion, row.y_range())
    }

    fn name(&self, row: Rect) -> Rect {
        Rect::from_x_y_ranges(self.left..=self.left + self.name, row.y_range())
    }

    fn critical(&self, row: Rect) -> Rect {
        let left = self.left + self.name;
        Rect::from_x_y_ranges(left..=left + CRITICAL, row.y_range())
    }
}

/// Returns the state whose row was chosen, and the column to sort by.
pub fn table_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown) -> (Option<Iso3>, Option<Column>) {
    legend_ui(ui, cx);
    // The bar that scrolls the rows takes its own room.
    let room = ui.available_width() - 14.0;
    let columns = Columns::of(ui, cx, ui.cursor().left(), room);
    let sort = head_ui(ui, cx, &columns, shown, room);
    let height = (ui.clip_rect().bottom() - ui.cursor().top() - 36.0).max(190.0);
    let mut opened = None;
    if shown.rows.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::StatesNone));
        return (None, sort);
    }
    // On a low page the rows have their height all the same, and the page scrolls.
    let list = ScrollArea::vertical().id_salt("all states").max_height(height);
    let list = list.min_scrolled_height(height);
    list.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, row) in shown.rows.iter().enumerate() {
            if row_ui(ui, cx, &columns, shown, (at, row), room) {
                opened = Some(row.iso3);
            }
        }
        widgets::follow_focus(ui, "all states");
    });
    (opened, sort)
}

/// Which symbol is which level.
fn legend_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::text_row(ui, |ui| {
        for level in Level::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
            symbol(ui, cx, rect.center(), level);
            ui.label(egui::RichText::new(cx.word(level)).small().color(cx.theme.weak));
            ui.add_space(6.0);
        }
    });
}

fn head_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    columns: &Columns,
    shown: &Shown,
    room: f32,
) -> Option<Column> {
    let head = Rect::from_min_size(ui.cursor().min, vec2(room, HEAD));
    let places = [(Column::Name, columns.name(head)), (Column::Critical, columns.critical(head))];
    let criteria =
        (0..8_u8).map(|at| (Column::Criterion(at + 1), columns.criterion(usize::from(at), head)));
    let mut sort = None;
    for (column, place) in places.into_iter().chain(criteria) {
        if heading_ui(ui, cx, shown, column, place.shrink2(vec2(1.0, 1.0))) {
            sort = Some(column);
        }
    }
    if let Some(found) = &shown.differences {
        counts_ui(ui, cx, columns, found, room);
    }
    sort
}

/// How many states differ, below each criterion.
fn counts_ui(ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, found: &Differences, room: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(room, COUNTS), Sense::hover());
    for (at, (differ, one_sided)) in found.differ.iter().zip(found.one_sided).enumerate() {
        let place = columns.criterion(at, rect);
        let font = FontId::proportional(SMALL);
        let text = format!("≠ {differ}");
        ui.painter().text(place.center(), Align2::CENTER_CENTER, text, font, cx.theme.text);
        let number = (at + 1).to_string();
        let slots = [
            ("n", number.as_str()),
            ("differ", &*differ.to_string()),
            ("one_sided", &*one_sided.to_string()),
        ];
        let said = cx.fill(Key::StatesCounts, &slots);
        let response = ui.interact(place, ui.scope_id().with(("differ", at)), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        response.on_hover_text(said);
    }
}

/// A button that sorts. A small triangle says by which column, and which way.
fn heading_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, column: Column, place: Rect) -> bool {
    let name = column_name(cx, column);
    let is_down = shown.wanted.by == column;
    let text = match column {
        Column::Criterion(number) if place.width() < 90.0 => number.to_string(),
        _ => name.clone(),
    };
    let text = egui::RichText::new(text).font(fonts::strong(SMALL));
    let button = Button::selectable(is_down, text).frame_when_inactive(true).truncate();
    let response = ui.put(place, button);
    let said = cx.fill(Key::StatesSortBy, &[("column", &name)]);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_down, &said));
    if is_down {
        let at = pos2(place.right() - 8.0, place.center().y);
        let way = if shown.wanted.is_turned { -1.0 } else { 1.0 };
        let corners = [vec2(-4.0, -2.5 * way), vec2(4.0, -2.5 * way), vec2(0.0, 3.0 * way)];
        let corners = corners.iter().map(|corner| at + *corner).collect();
        ui.painter().add(Shape::convex_polygon(corners, cx.theme.accent, Stroke::NONE));
    }
    response.on_hover_text(said).clicked()
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    columns: &Columns,
    shown: &Shown,
    (at, row): (usize, &Row),
    room: f32,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(room, ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &row.said));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let fill = match (response.hovered() || response.has_focus(), at % 2) {
        (true, _) => Some(cx.theme.accent_soft),
        (false, 1) => Some(cx.theme.rail),
        _ => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, CornerRadius::same(3), fill);
    }
    let font = FontId::proportional(SMALL + 0.5);
    let name = columns.name(rect).shrink2(vec2(4.0, 0.0));
    let cut = ui.painter().with_clip_rect(name.intersect(ui.clip_rect()));
    cut.text(name.left_center(), Align2::LEFT_CENTER, &row.name, font.clone(), cx.theme.text);
    let (middle, count) = (columns.critical(rect).center(), row.critical.to_string());
    ui.painter().text(middle, Align2::CENTER_CENTER, count, font, cx.theme.text);
    for (at, cell) in row.cells.iter().enumerate() {
        cell_ui(ui, cx, columns, shown, columns.criterion(at, rect), *cell);
    }
    response.on_hover_text(&row.said).clicked()
}

fn cell_ui(ui: &Ui, cx: &Cx<'_>, columns: &Columns, shown: &Shown, rect: Rect, cell: Cell) {
    if shown.wanted.other.is_some() {
        return pair_ui(ui, cx, shown, rect, cell);
    }
    let at = match columns.words {
        Words::None => rect.center(),
        _ => pos2(rect.left() + SYMBOL / 2.0, rect.center().y),
    };
    symbol(ui, cx, at, cell.level);
    let word = match columns.words {
        Words::Whole => cx.word(cell.level),
        Words::Short => short(cx.lang, cell.level),
        Words::None => return,
    };
    let at = pos2(rect.left() + SYMBOL + 2.0, rect.center().y);
    let colour = if cell.level == Level::NoData { cx.theme.weak } else { cx.theme.text };
    ui.painter().text(at, Align2::LEFT_CENTER, word, FontId::proportional(SMALL), colour);
}

/// Two levels that differ, with an arrow between them; a dot where nothing is to be seen.
fn pair_ui(ui: &Ui, cx: &Cx<'_>, shown: &Shown, rect: Rect, cell: Cell) {
    let (painter, middle) = (ui.painter(), rect.center());
    if !is_shown(cell.pair, &shown.wanted) {
        painter.circle_filled(middle, 1.5, cx.theme.line);
        return;
    }
    let away = vec2(15.0, 0.0);
    symbol(ui, cx, middle - away, cell.level);
    symbol(ui, cx, middle + away, cell.other);
    let colour = if cell.pair == Pair::Differ { cx.theme.text } else { cx.theme.weak };
    let stroke = Stroke::new(1.2, colour);
    let (from, to) = (middle - vec2(4.0, 0.0), middle + vec2(4.0, 0.0));
    painter.line_segment([from, to], stroke);
    for y in [-3.0, 3.0] {
        painter.line_segment([to + vec2(-3.0, y), to], stroke);
    }
}

/// The sign of a level on its colour; no data has no ground.
fn symbol(ui: &Ui, cx: &Cx<'_>, at: Pos2, level: Level) {
    let badge = cx.theme.badge(level);
    if level == Level::NoData {
        widgets::small_symbol(ui.painter(), at, level, cx.theme.weak, 0.7);
        return;
    }
    ui.painter().rect_filled(Rect::from_center_size(at, vec2(17.0, 17.0)), 4.0, badge.fill);
    widgets::small_symbol(ui.painter(), at, level, badge.text, 0.8);
}
