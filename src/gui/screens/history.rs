//! What was saved when, and what each step of undo is called.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::Action;
use crate::words;
use egui::{Label, RichText, Ui};
use kriterion_heart::dossier::Dossier;

pub fn history_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceHistory), cx.say(Key::HistoryLead));
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        let created = i18n::date(cx.lang, dossier.created);
        ui.label(cx.fill(Key::HistoryCreated, &[("date", &created), ("id", &dossier.id)]));
        let pins = &dossier.editions;
        let text = cx.fill(
            Key::HistoryEditions,
            &[("text", pins.text.code()), ("data", &pins.data), ("method", &pins.method)],
        );
        widgets::weak(ui, cx, text);
        ui.separator();
        if cx.session.log().is_empty() {
            widgets::weak(ui, cx, cx.say(Key::HistoryEmpty));
        }
        for entry in cx.session.log().iter().rev() {
            widgets::strong(ui, format!("{}  {}", i18n::time(cx.lang, entry.at), entry.who));
            let what = words::edits(cx.lang, &entry.what);
            ui.add(Label::new(RichText::new(what).small().color(cx.theme.weak)).wrap());
        }
        if !dossier.removed_evidence.is_empty() {
            ui.separator();
            widgets::strong(ui, cx.say(Key::RemovedHead));
            for trace in &dossier.removed_evidence {
                let from = trace.from.map(|id| id.to_string()).unwrap_or_default();
                widgets::weak(
                    ui,
                    cx,
                    format!("{} {from}: {}", cx.text(&trace.evidence.title), trace.reason),
                );
            }
        }
    });
    copies_ui(ui, cx, out);
}

/// Earlier versions of the file, to go back to.
fn copies_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    if cx.session.copies.is_empty() {
        return;
    }
    widgets::card(ui, cx, Key::CopiesHead, |ui| {
        widgets::weak(ui, cx, cx.say(Key::CopiesLead));
        for copy in &cx.session.copies {
            ui.horizontal_wrapped(|ui| {
                let number = copy.number.to_string();
                let saved = copy.saved.as_ref().map_or_else(
                    || cx.say(Key::CopyWithoutLog).to_owned(),
                    |entry| format!("{}  {}", i18n::time(cx.lang, entry.at), entry.who),
                );
                ui.label(cx.fill(Key::CopyNamed, &[("n", &number), ("saved", &saved)]));
                let button = ui.button(cx.say(Key::CopyOpen));
                let spoken = format!("{} {number}", cx.say(Key::CopyOpen));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if button.clicked() {
                    out.push(Action::OpenCopy(Box::new(copy.clone())));
                }
            });
        }
    });
}
