//! What was saved when, and what each step of undo is called.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::{Action, MOST_COPIES, Setting};
use crate::store::SafeCopy;
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
        for line in words::proof_lines(cx.lang, cx.session.proof()) {
            widgets::gap_note(ui, cx, line);
        }
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

/// Earlier versions of the file, to go back to; how many are kept, and where.
fn copies_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    widgets::card(ui, cx, Key::CopiesHead, |ui| {
        let copies = &cx.session.copies;
        let lead = if copies.is_empty() { Key::CopiesNone } else { Key::CopiesLead };
        widgets::weak(ui, cx, cx.say(lead));
        for copy in copies {
            copy_ui(ui, cx, copy, out);
        }
        ui.separator();
        number_ui(ui, cx, out);
        place_ui(ui, cx, out);
    });
}

/// Which version, when, by whom, and what was changed to make it.
fn copy_ui(ui: &mut Ui, cx: &Cx<'_>, copy: &SafeCopy, out: &mut Outbox) {
    let number = copy.number.to_string();
    let saved = copy.saved.as_ref().map_or_else(
        || cx.say(if copy.sealed { Key::StatusSealed } else { Key::CopyWithoutLog }).to_owned(),
        |entry| format!("{}  {}", i18n::time(cx.lang, entry.at), entry.who),
    );
    ui.horizontal_wrapped(|ui| {
        ui.label(cx.fill(Key::CopyNamed, &[("n", &number), ("saved", &saved)]));
        let button = ui.button(cx.say(Key::CopyOpen));
        let spoken = format!("{} {number}", cx.say(Key::CopyOpen));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if button.clicked() {
            out.push(Action::OpenCopy(Box::new(copy.clone())));
        }
    });
    if let Some(entry) = &copy.saved {
        let what = words::edits(cx.lang, &entry.what);
        ui.add(Label::new(RichText::new(what).small().color(cx.theme.weak)).wrap());
    }
}

fn number_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let mut number = cx.session.settings.copies;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(cx.say(Key::CopiesNumber));
        // Not while it is typed: on the way to 20 stands a 2.
        let field =
            egui::DragValue::new(&mut number).range(0..=MOST_COPIES).update_while_editing(false);
        if ui.add(field).labelled_by(label.id).changed() {
            out.push(Action::Set(Setting::Copies(number)));
        }
    });
    widgets::weak(ui, cx, cx.say(Key::CopiesNumberHint));
}

fn place_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let place = cx.session.settings.copies_place.as_ref();
    let text = place.map_or_else(
        || cx.say(Key::CopiesPlaceOwn).to_owned(),
        |place| cx.fill(Key::CopiesPlace, &[("path", &place.display().to_string())]),
    );
    ui.label(text);
    ui.horizontal_wrapped(|ui| {
        if ui.button(cx.say(Key::CopiesChoose)).clicked() {
            out.push(Action::AskCopiesPlace);
        }
        if place.is_some() && ui.button(cx.say(Key::CopiesUseOwn)).clicked() {
            out.push(Action::Set(Setting::OwnPlace));
        }
    });
    widgets::weak(ui, cx, cx.say(Key::CopiesPlaceHint));
}
