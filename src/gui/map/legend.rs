//! The legend: each class with its filling and the number of its states, then unit, years and source.

use super::data::WorldMap;
use super::pattern::{Patterns, on_pattern};
use crate::gui::cx::Cx;
use crate::gui::theme::{MapFill, SMALL};
use crate::gui::widgets;
use crate::i18n::Key;
use egui::epaint::{Mesh, Vertex};
use egui::{CornerRadius, Rect, RichText, Sense, Shape, Stroke, StrokeKind, Ui, vec2};

pub fn legend_ui(ui: &mut Ui, cx: &Cx<'_>, map: &WorldMap, patterns: Option<&Patterns>) {
    widgets::text_row(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
        for item in &map.legend {
            let count = item.count.to_string();
            let slots = [("class", &*item.words), ("n", &*count)];
            let key = if item.fill == MapFill::Other { Key::MapCountOther } else { Key::MapCount };
            let words = cx.fill(key, &slots);
            // One widget, so that a line never ends between filling and words.
            let galley = ui.painter().layout_no_wrap(
                words.clone(),
                egui::FontId::proportional(SMALL),
                cx.theme.text,
            );
            let size = vec2(galley.size().x + 38.0, galley.size().y.max(16.0));
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
            if ui.is_rect_visible(rect) {
                let left = egui::pos2(rect.left(), rect.center().y - 7.0);
                let swatch = Rect::from_min_size(left, vec2(22.0, 14.0));
                swatch_ui(ui, cx, swatch, item.fill, patterns);
                let text =
                    egui::pos2(swatch.right() + 5.0, rect.center().y - galley.size().y / 2.0);
                ui.painter().galley(text, galley, cx.theme.text);
            }
        }
    });
    for line in [&map.about, &map.source, &map.outlines] {
        if !line.is_empty() {
            let text = RichText::new(line).small().color(cx.theme.weak);
            ui.add(egui::Label::new(text).wrap());
        }
    }
}

/// A small piece of the map.
pub fn swatch_ui(ui: &Ui, cx: &Cx<'_>, rect: Rect, fill: MapFill, patterns: Option<&Patterns>) {
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, cx.theme.map_fill(fill));
    let pattern = patterns.and_then(|patterns| patterns.of(fill)).zip(cx.theme.map_pattern(fill));
    if let Some((texture, color)) = pattern {
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        let mut mesh = Mesh::with_texture(texture);
        mesh.vertices = corners.map(|pos| Vertex { pos, uv: on_pattern(pos), color }).to_vec();
        mesh.indices = vec![0, 1, 2, 0, 2, 3];
        painter.add(Shape::mesh(mesh));
    }
    let edge = Stroke::new(1.0, cx.theme.map_border());
    painter.rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Inside);
}
