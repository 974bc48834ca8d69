//! The re-look list: old and new side by side, to be taken over, or kept with a reason.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{BODY, GAP};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Place};
use crate::words;
use egui::{Button, Label, RichText, Ui};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::relook::{Relook, What};
use std::collections::BTreeMap;

/// What the page remembers of one case: reasons that are being typed, by key.
#[derive(Default)]
pub struct RelookState {
    case: String,
    reasons: BTreeMap<String, String>,
}

pub fn relook_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut RelookState,
    out: &mut Outbox,
) {
    if state.case != dossier.id {
        // What was typed for one case is no reason in another.
        *state = RelookState { case: dossier.id.clone(), ..RelookState::default() };
    }
    let found = cx.facts.relooks.all();
    let lead = if found.is_empty() { Key::RelookNone } else { Key::RelookLead };
    widgets::page_head(ui, cx, cx.say(Key::PlaceRelook), cx.say(lead));
    for relook in found {
        ui.push_id(&relook.key, |ui| one_ui(ui, cx, dossier, relook, state, out));
    }
    kept_ui(ui, cx, dossier);
}

/// In front of every page of a case, while there is something to look at.
pub fn relook_banner(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let count = cx.facts.relooks.all().len();
    let in_case = cx.session.place.needs_case() && cx.session.place != Place::Relook;
    if count == 0 || cx.dossier().is_none() || !in_case {
        return;
    }
    let text = match count {
        1 => cx.say(Key::RelookOne).to_owned(),
        many => cx.fill(Key::RelookMany, &[("n", &many.to_string())]),
    };
    cx.theme.banner_frame().show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(text).color(cx.theme.warn));
            if ui.button(cx.say(Key::RelookOpen)).clicked() {
                out.push(Action::Go(Place::Relook));
            }
        });
    });
    ui.add_space(6.0);
}

fn one_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    relook: &Relook,
    state: &mut RelookState,
    out: &mut Outbox,
) {
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = cx.text(&relook.title);
        ui.add(Label::new(widgets::bold(title, BODY)).wrap());
        widgets::weak(ui, cx, cx.say(kind(relook)));
        sides_ui(ui, cx, relook, out);
        rests_ui(ui, cx, relook);
        ui.add_space(4.0);
        let bundle = &cx.session.bundle;
        let reason = state.reasons.entry(relook.key.clone()).or_default();
        let name = format!("{}: {title}", cx.say(Key::RelookReason));
        widgets::weak(ui, cx, cx.say(Key::RelookReason));
        if let Some(text) = widgets::named_field(ui, out, &name, reason, Shape::Rows(1)) {
            *reason = text;
        }
        let (mut accepted, mut kept) = (false, false);
        ui.horizontal_wrapped(|ui| {
            let gone = matches!(relook.what, What::Gone { .. });
            let accept = if gone { Key::RelookAcceptGone } else { Key::RelookAccept };
            accepted = named_button(ui, cx, accept, title, true);
            kept = named_button(ui, cx, Key::RelookKeep, title, !reason.trim().is_empty());
        });
        if accepted {
            out.edit(relook.accept(bundle, dossier));
        } else if kept {
            out.edit(relook.keep(bundle, reason.trim().to_owned()));
        }
        if accepted || kept {
            state.reasons.remove(&relook.key);
        }
    });
}

/// Screen readers hear what it is about, too.
fn named_button(ui: &mut Ui, cx: &Cx<'_>, key: Key, title: &str, enabled: bool) -> bool {
    let button = ui.add_enabled(enabled, Button::new(cx.say(key)));
    let name = format!("{}: {title}", cx.say(key));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &name));
    button.clicked()
}

fn kind(relook: &Relook) -> Key {
    match relook.what {
        What::Changed { .. } => Key::RelookChanged,
        What::Newer { .. } => Key::RelookNewer,
        What::Gone { .. } => Key::RelookGone,
        What::View { .. } => Key::RelookView,
    }
}

/// What the case rests on, and what the data say now.
fn sides_ui(ui: &mut Ui, cx: &Cx<'_>, relook: &Relook, out: &mut Outbox) {
    if let What::View { readings, .. } = &relook.what {
        for change in readings {
            let name = cx.text(&change.name);
            let (old, new) = (cx.text(&change.old), cx.text(&change.new));
            let text = cx.fill(Key::ChangeLine, &[("what", name), ("old", old), ("new", new)]);
            ui.add(Label::new(text).wrap());
        }
        return;
    }
    let gone = cx.say(Key::RelookGone);
    let new = if relook.new.is_empty() { gone } else { cx.text(&relook.new) };
    let side = |key: Key, text: &str, ui: &mut Ui| {
        ui.vertical(|ui| {
            widgets::weak(ui, cx, cx.say(key));
            ui.add(Label::new(text).wrap());
        });
    };
    widgets::pair(
        ui,
        out,
        |ui, _| side(Key::RelookOld, cx.text(&relook.old), ui),
        |ui, _| side(Key::RelookNew, new, ui),
    );
}

/// Answers and levels that hang on it.
fn rests_ui(ui: &mut Ui, cx: &Cx<'_>, relook: &Relook) {
    if !relook.serves.is_empty() {
        let questions: Vec<String> = relook.serves.iter().map(ToString::to_string).collect();
        let questions = questions.join(", ");
        widgets::weak(ui, cx, cx.fill(Key::RelookServes, &[("questions", &questions)]));
    }
    let What::View { levels, .. } = &relook.what else { return };
    if levels.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::RelookNoLevels));
        return;
    }
    let levels: Vec<String> = levels
        .iter()
        .map(|(number, old, new)| format!("{number}: {} → {}", cx.word(*old), cx.word(*new)))
        .collect();
    let text = cx.fill(Key::RelookLevels, &[("levels", &words::listed(cx.lang, &levels))]);
    ui.add(Label::new(widgets::bold(text, BODY)).wrap());
}

fn kept_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier) {
    if dossier.kept.is_empty() {
        return;
    }
    widgets::card(ui, cx, Key::KeptHead, |ui| {
        for kept in &dossier.kept {
            let gone = cx.say(Key::RelookGone);
            let new = if kept.new.is_empty() { gone } else { cx.text(&kept.new) };
            let slots = [
                ("title", cx.text(&kept.title)),
                ("old", cx.text(&kept.old)),
                ("new", new),
                ("edition", kept.edition.as_str()),
                ("reason", kept.reason.as_str()),
            ];
            let line = cx.fill(Key::RelookKeptLine, &slots);
            ui.add(Label::new(RichText::new(line).small().color(cx.theme.weak)).wrap());
        }
    });
}
