//! One question of the screen: its answer, the reason, and what it is evidence for.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::BODY;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{Label, RichText, Ui, vec2};
use kriterion_heart::dossier::{Dossier, EndUseReply};
use kriterion_heart::end_use;
use kriterion_heart::rulebook::EndUseQuestion;

pub fn question_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    question: &EndUseQuestion,
    go: bool,
    out: &mut Outbox,
) {
    ui.separator();
    let top = ui.cursor().min;
    let title = cx.text(&question.title);
    let now = dossier.end_use.reply(&question.id);
    ui.add(Label::new(widgets::bold(title, BODY)).wrap());
    ui.add(Label::new(cx.text(&question.ask)).wrap());
    if go {
        widgets::focus_next_row(ui);
    }
    if let Some(picked) = widgets::segments(ui, cx, now, &EndUseReply::ALL, title) {
        let screen = &cx.session.bundle.rules.end_use;
        if let Some(edit) = end_use::answer(screen, dossier, &question.id, picked) {
            out.edit(edit);
        }
    }
    reason_ui(ui, cx, dossier, question, out);
    let serves: Vec<String> = question.serves.iter().map(ToString::to_string).collect();
    widgets::text_row(ui, |ui| {
        let serves = cx.fill(Key::EndUseServes, &[("questions", &serves.join(", "))]);
        widgets::weak(ui, cx, format!("{serves} · {}", cx.text(&question.reference)));
        widgets::mark_tag(ui, cx, question.mark);
    });
    if go {
        ui.scroll_to_rect(egui::Rect::from_min_size(top, vec2(1.0, 140.0)), None);
    }
}

/// Where there is an answer, or words that wait for one.
fn reason_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    question: &EndUseQuestion,
    out: &mut Outbox,
) {
    let replied = dossier.end_use.reply(&question.id).is_some();
    let reason = dossier.end_use.reason(&question.id);
    if !replied && reason.is_empty() {
        return;
    }
    ui.label(RichText::new(cx.say(Key::Reason)).small());
    let name = cx.fill(Key::EndUseReasonFor, &[("title", cx.text(&question.title))]);
    if let Some(text) = widgets::named_field(ui, out, &name, reason, Shape::Rows(1)) {
        out.edit(end_use::reason(&question.id, text));
    }
    if replied && reason.trim().is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::EndUseReasonMissing));
    }
    let key = end_use::key_of(&question.id);
    if replied && !dossier.evidence.values().any(|item| item.key == key) {
        widgets::gap_note(ui, cx, cx.say(Key::EndUseEvidenceGone));
    }
}
