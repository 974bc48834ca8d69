//! Evidence on its way from a fact to a question.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::SMALL;
use crate::i18n::Key;
use egui::{DragAndDrop, Response, Ui, vec2};
use kriterion_heart::dossier::{Evidence, Stance};
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;

/// Evidence for one more question.
pub fn attach(out: &mut Outbox, mut item: Evidence, question: QuestionId) {
    item.serves.insert(question, Stance::Neutral);
    out.edit(Edit::Attach(Box::new(item)));
}

/// Lets a fact be dragged; the evidence is made when the dragging begins.
pub fn source(response: &Response, make: impl FnOnce() -> Option<Evidence>) {
    if response.drag_started()
        && let Some(item) = make()
    {
        DragAndDrop::set_payload(&response.ctx, item);
    }
}

/// Lets a question take what is dropped on it.
pub fn target(ui: &Ui, cx: &Cx<'_>, card: &Response, question: QuestionId, out: &mut Outbox) {
    if card.dnd_hover_payload::<Evidence>().is_some() {
        let stroke = egui::Stroke::new(2.0, cx.theme.accent);
        ui.painter().rect_stroke(card.rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    if let Some(item) = card.dnd_release_payload::<Evidence>() {
        attach(out, Evidence::clone(&item), question);
    }
}

/// What is being dragged, beside the pointer.
pub fn dragged_ui(ui: &Ui, cx: &Cx<'_>) {
    let ctx = ui.ctx();
    let Some(item) = DragAndDrop::payload::<Evidence>(ctx) else { return };
    let Some(at) = ctx.pointer_latest_pos() else { return };
    let painter =
        ctx.layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drag")));
    let text = cx.fill(Key::Dragging, &[("title", cx.text(&item.title))]);
    let font = egui::FontId::proportional(SMALL);
    let galley = painter.layout_no_wrap(text, font, cx.theme.text);
    let rect = egui::Rect::from_min_size(at + vec2(14.0, 10.0), galley.size() + vec2(16.0, 8.0));
    painter.rect(
        rect,
        4.0,
        cx.theme.accent_soft,
        egui::Stroke::new(1.0, cx.theme.accent),
        egui::StrokeKind::Inside,
    );
    painter.galley(rect.min + vec2(8.0, 4.0), galley, cx.theme.text);
}
