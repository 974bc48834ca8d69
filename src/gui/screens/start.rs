//! The first page: what one can begin with, and which data the program carries.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::GAP;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Place};
use egui::{Button, RichText, Ui, vec2};

pub fn start_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    ui.add_space(10.0);
    ui.label(RichText::new("Kriterion").size(34.0).strong().color(cx.theme.accent));
    ui.label(RichText::new(cx.say(Key::StartLead)).size(16.0));
    ui.add_space(14.0);
    let entries = [
        (Key::CmdSample, Key::StartSampleText, Action::OpenSample),
        (Key::CmdNew, Key::StartNewText, Action::New),
        (Key::CmdOpen, Key::StartOpenText, Action::AskOpen),
        (Key::PlaceAboutData, Key::StartAboutText, Action::Go(Place::AboutData)),
    ];
    for (title, text, action) in entries {
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let button = Button::new(RichText::new(cx.say(title)).size(15.0))
                    .min_size(vec2(220.0, 34.0));
                if ui.add(button).clicked() {
                    out.push(action);
                }
                ui.add(egui::Label::new(RichText::new(cx.say(text)).color(cx.theme.weak)).wrap());
            });
        });
        ui.add_space(GAP - 4.0);
    }
    if let Some(dossier) = cx.dossier() {
        let name = dossier.request.field(kriterion_heart::dossier::Field::CaseNumber).to_owned();
        if ui.button(cx.fill(Key::StartContinue, &[("case", &name)])).clicked() {
            out.push(Action::Go(Place::Request));
        }
    }
    ui.add_space(GAP);
    edition_ui(ui, cx);
}

fn edition_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let bundle = &cx.session.bundle;
    let edition = &bundle.atlas.edition;
    let observations: usize =
        bundle.atlas.indicators.iter().map(|indicator| indicator.points.len()).sum();
    let number = |n: usize| crate::i18n::number(cx.lang, n as f64, 0);
    let text = cx.fill(
        Key::StartEdition,
        &[
            ("label", &edition.label),
            ("states", &number(bundle.atlas.countries.len())),
            ("observations", &number(observations)),
            ("year", &edition.newest_year.to_string()),
        ],
    );
    widgets::weak(ui, cx, text);
    widgets::weak(ui, cx, cx.say(Key::StartPromise));
    if !bundle.faults.is_empty() {
        let count = bundle.faults.len().to_string();
        widgets::gap_note(ui, cx, cx.fill(Key::StartFaults, &[("n", &count)]));
    }
}
