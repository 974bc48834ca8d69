//! Counts as bars with their number and words, each with the entries that make it.

use super::state::IncidentsState;
use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::i18n::Key;
use crate::words::Count;
use egui::{CollapsingHeader, Label, RichText, Sense, Ui, vec2};
use kriterion_heart::dossier::IncidentId;

/// A sentence with a number that opens to the entries that make it. Returns the entry that was chosen among them.
pub fn count_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &IncidentsState,
    salt: &str,
    count: &Count,
) -> Option<IncidentId> {
    if count.ids.is_empty() {
        // As far in as the texts that open.
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            ui.add(Label::new(&count.text).wrap());
        });
        return None;
    }
    let head = CollapsingHeader::new(&count.text).id_salt((salt, &count.text));
    head.show(ui, |ui| entries_ui(ui, cx, state, &count.ids)).body_returned.flatten()
}

/// A row of a table as a bar: words, bar, number. The bar is only seen, the number is also said.
pub fn bar_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut IncidentsState,
    salt: &str,
    count: &Count,
    most: usize,
) -> Option<IncidentId> {
    let name = format!("{salt}/{}", count.text);
    let is_open = state.expanded.as_deref() == Some(name.as_str());
    let width = ui.available_width();
    let words = (width * 0.45).min(300.0);
    let font = egui::FontId::proportional(SMALL + 0.5);
    let text = ui.painter().layout(count.text.clone(), font.clone(), cx.theme.text, words - 8.0);
    let size = vec2(width, (text.size().y + 6.0).max(22.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let n = count.ids.len();
    let said = format!("{} {n}", count.text);
    let spoken = cx.fill(Key::PatternExpand, &[("text", &said)]);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &spoken));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.hovered() || is_open {
            painter.rect_filled(rect, 3.0, cx.theme.card);
        }
        let top = rect.center().y - text.size().y / 2.0;
        painter.galley(egui::pos2(rect.left() + 4.0, top), text, cx.theme.text);
        let room = (width - words - 44.0).max(20.0);
        let long = room * n as f32 / most.max(1) as f32;
        let from = egui::pos2(rect.left() + words, rect.center().y - 6.0);
        let bar = egui::Rect::from_min_size(from, vec2(long.max(2.0), 12.0));
        painter.rect_filled(bar, 2.0, cx.theme.accent);
        let at = egui::pos2(bar.right() + 6.0, rect.center().y);
        painter.text(at, egui::Align2::LEFT_CENTER, n.to_string(), font, cx.theme.text);
        if response.has_focus() {
            let stroke = egui::Stroke::new(2.0, cx.theme.accent);
            painter.rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Inside);
        }
    }
    if response.clicked() {
        state.expanded = (!is_open).then_some(name);
    }
    if is_open { entries_ui(ui, cx, state, &count.ids) } else { None }
}

/// The entries that make a number, each a way to its form.
fn entries_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &IncidentsState,
    ids: &[IncidentId],
) -> Option<IncidentId> {
    let mut chosen = None;
    ui.indent("entries", |ui| {
        for id in ids {
            let text = RichText::new(state.shown.title(id)).small();
            let link = ui.add(egui::Link::new(text));
            let spoken = cx.fill(Key::IncidentOpen, &[("what", state.shown.title(id))]);
            link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &spoken));
            if link.clicked() {
                chosen = Some(id.clone());
            }
        }
    });
    chosen
}
