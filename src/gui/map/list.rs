//! The table beside the map: every state with its value, the highest first. Small states and screen readers need it.

use super::MapState;
use super::data::{Row, WorldMap};
use super::legend::swatch_ui;
use super::pattern::Patterns;
use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Align2, CornerRadius, FontId, Rect, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};
use kriterion_heart::atlas::Iso3;

const ROW: f32 = 24.0;

/// A field to find a state, and the rows. Returns the state whose row was clicked.
pub fn list_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    map: &mut WorldMap,
    state: &mut MapState,
    height: f32,
) -> Option<Iso3> {
    let MapState { filter, patterns, .. } = state;
    let name = cx.say(Key::MapFind);
    let width = ui.available_width();
    ui.add(TextEdit::singleline(filter).hint_text(name).desired_width(width)).accessible_name(name);
    let mut opened = None;
    let mut count = 0;
    let rest = (height - ui.spacing().interact_size.y - ui.spacing().item_spacing.y).max(120.0);
    ScrollArea::vertical().id_salt("map list").max_height(rest).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in map.listed(filter) {
                count += 1;
                if row_ui(ui, cx, row, patterns.as_ref()) {
                    opened = Some(row.iso3);
                }
            }
            widgets::follow_focus(ui, "map list");
        },
    );
    if count == 0 {
        widgets::weak(ui, cx, cx.say(Key::MapNoneFound));
    }
    opened
}

/// One state. Rows out of sight cost a rectangle each, so that all are there for the keyboard.
fn row_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row, patterns: Option<&Patterns>) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &row.said));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.hovered() || response.has_focus() {
            painter.rect_filled(rect, CornerRadius::same(3), cx.theme.accent_soft);
        }
        let middle = rect.center().y;
        let swatch = Rect::from_center_size(pos2(rect.left() + 11.0, middle), vec2(14.0, 14.0));
        swatch_ui(ui, cx, swatch, row.fill, patterns);
        let font = FontId::proportional(SMALL + 0.5);
        let (text, weak) = (cx.theme.text, cx.theme.weak);
        let shown = match row.is_absent() {
            true => cx.say(Key::MapNoData).to_owned(),
            false if row.year.is_empty() => row.value.clone(),
            false => format!("{} · {}", row.value, row.year),
        };
        let colour = if row.is_absent() { weak } else { text };
        let value = painter.layout_no_wrap(shown, font.clone(), colour);
        // A long value gives way to the name; both stand in full in the hint.
        let start = (rect.right() - 4.0 - value.size().x).max(rect.left() + rect.width() * 0.4);
        let cut = |from: f32, to: f32| {
            let part = Rect::from_x_y_ranges(from..=to, rect.y_range());
            painter.with_clip_rect(part.intersect(ui.clip_rect()))
        };
        let at = pos2(rect.left() + 24.0, middle);
        cut(at.x, start - 6.0).text(at, Align2::LEFT_CENTER, &row.name, font, text);
        cut(start, rect.right()).galley(pos2(start, middle - value.size().y / 2.0), value, colour);
    }
    response.on_hover_text(&row.said).clicked()
}
