//! What was saved when, and what each step of undo is called.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::Action;
use egui::Ui;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::EditKind;

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
            let count = entry.what.len().to_string();
            widgets::weak(ui, cx, cx.fill(Key::HistoryChanges, &[("n", &count)]));
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

/// What a step of undo is called, for the menu.
pub fn edit_name(cx: &Cx<'_>, kind: EditKind) -> String {
    let on = |key: Key, number: u8| cx.fill(key, &[("n", &number.to_string())]);
    match kind {
        EditKind::Case => cx.say(Key::EditCase).to_owned(),
        EditKind::Request(field) => cx.word(field).to_owned(),
        EditKind::Destination => cx.say(Key::DestinationLabel).to_owned(),
        EditKind::CountryView => cx.say(Key::EditCountryView).to_owned(),
        EditKind::Goods(_) => cx.say(Key::CardGoods).to_owned(),
        EditKind::Party(_) => cx.say(Key::CardParties).to_owned(),
        EditKind::Finding(question) => {
            cx.fill(Key::EditFinding, &[("question", &question.to_string())])
        }
        EditKind::Reason(question) => {
            cx.fill(Key::ReasonFor, &[("question", &question.to_string())])
        }
        EditKind::Attach => cx.say(Key::EditAttach).to_owned(),
        EditKind::Detach => cx.say(Key::EditDetach).to_owned(),
        EditKind::EvidenceNote => cx.say(Key::EditEvidence).to_owned(),
        EditKind::Judgement(number) => on(Key::EditJudgement, number),
        EditKind::JudgementText(number, _) => on(Key::EditJudgementText, number),
        EditKind::LegalFinding(number) => on(Key::EditLegalFinding, number),
        EditKind::Weighing(number) => on(Key::EditWeighing, number),
        EditKind::Measure(number) => on(Key::EditMeasure, number),
        EditKind::Denial => cx.say(Key::CardDenials).to_owned(),
        EditKind::Decision => cx.say(Key::PlaceDecision).to_owned(),
    }
}
