//! Removing evidence leaves a trace with a reason.

use super::Dialogs;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{Id, Modal, Ui};
use kriterion_heart::dossier::EvidenceId;
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;

pub struct Removal {
    pub evidence: EvidenceId,
    pub question: Option<QuestionId>,
    pub reason: String,
}

pub fn removal_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(removal) = &mut dialogs.removal else { return };
    let mut done = false;
    let modal = Modal::new(Id::unique("removal")).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.heading(cx.say(Key::RemoveTitle));
        ui.label(cx.say(Key::RemoveText));
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::RemoveReason), &removal.reason, Shape::Rows(2))
        {
            removal.reason = text;
        }
        ui.horizontal_wrapped(|ui| {
            let ready = !removal.reason.trim().is_empty();
            done = ui.add_enabled(ready, egui::Button::new(cx.say(Key::RemoveButton))).clicked();
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        let (evidence, reason) = (removal.evidence, removal.reason.trim().to_owned());
        out.edit(match removal.question {
            Some(question) => Edit::Detach { evidence, question, reason },
            None => Edit::RemoveEvidence { evidence, reason },
        });
        dialogs.removal = None;
    } else if modal.should_close() {
        dialogs.removal = None;
    }
}
