//! No report at hand: a new one on any state, or one that was written on not long ago.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Action;
use egui::Ui;

pub fn begin_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceWriting), cx.say(Key::WritingBeginLead));
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some(Some(state)) =
            widgets::country_picker(ui, cx, cx.say(Key::WritingBeginState), None)
        {
            out.push(Action::BeginReport(state));
        }
        ui.add_space(8.0);
        if ui.button(cx.say(Key::WritingOpen)).clicked() {
            out.push(Action::AskOpen);
        }
    });
}
