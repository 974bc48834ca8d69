//! Review and sign-off: where the case stands, the officer's key, every signed step, the keys of colleagues.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::Dialogs;
use crate::gui::theme::{BODY, SMALL};
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use crate::session::{Action, Known};
use crate::store::SignedNow;
use crate::words;
use egui::{Label, RichText, Ui};
use kriterion_heart::signoff::{Act, PublicKey, Role, SignOff, Stage, Standing, Step, current};
use std::collections::BTreeSet;

/// What the page remembers while it is open: a colleague's key that is being typed.
#[derive(Default)]
pub struct ReviewState {
    name: String,
    key: String,
}

pub fn review_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut ReviewState,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceReview), cx.say(Key::ReviewLead));
    widgets::card(ui, cx, Key::CardStage, |ui| stage_ui(ui, cx, dialogs));
    widgets::card(ui, cx, Key::CardKey, |ui| key_ui(ui, cx, dialogs, out));
    if !cx.session.signatures().is_empty() {
        widgets::card(ui, cx, Key::CardRounds, |ui| {
            let mut told = BTreeSet::new();
            for signed in cx.session.signatures().iter().rev() {
                let first = told.insert(signed.step.key);
                signed_ui(ui, cx, signed, first, out);
            }
        });
    }
    widgets::card(ui, cx, Key::CardColleagues, |ui| colleagues_ui(ui, cx, state, out));
}

/// The reasons for which the case was sent back, on the page they are about; 0 is the case as a whole.
pub fn sent_back_ui(ui: &mut Ui, cx: &Cx<'_>, about: u8) {
    let Some(step) = cx.session.sent_back() else { return };
    let Some(reason) = step.reasons.get(&about) else { return };
    cx.theme.banner_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        let when = i18n::time(cx.lang, step.at);
        let head = cx.fill(Key::SentBackHead, &[("who", &step.who), ("when", &when)]);
        ui.add(Label::new(widgets::bold(head, BODY).color(cx.theme.warn)).wrap());
        ui.add(Label::new(RichText::new(reason).color(cx.theme.warn)).wrap());
    });
    ui.add_space(6.0);
}

fn stage_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs) {
    let stage = cx.session.stage();
    let text = cx.fill(Key::VerifyStage, &[("stage", cx.word(stage))]);
    ui.add(Label::new(widgets::bold(text, BODY).color(cx.theme.accent)).wrap());
    ui.add_space(4.0);
    let now = current(cx.session.signatures(), |signed| signed.step.step());
    egui::Grid::new("roles").num_columns(2).spacing([16.0, 6.0]).show(ui, |ui| {
        for role in Role::ALL {
            let signed = now.iter().rfind(|it| it.step.role == role && it.step.act == Act::Signs);
            // Beside the first line of what stands at the right.
            ui.vertical(|ui| ui.add(Label::new(widgets::bold(cx.word(role), SMALL)).extend()));
            ui.vertical(|ui| match signed {
                Some(signed) => {
                    let when = i18n::time(cx.lang, signed.step.at);
                    ui.label(format!("{}, {when}", signed.step.who));
                    standing_ui(ui, cx, signed.standing);
                }
                None => drop(widgets::weak(ui, cx, cx.say(Key::NotYetSigned))),
            });
            ui.end_row();
        }
    });
    sent_back_ui(ui, cx, 0);
    ui.add_space(6.0);
    let next = match stage {
        Stage::Draft | Stage::SentBack => Some(Role::Author),
        Stage::WithReviewer => Some(Role::Reviewer),
        Stage::WithDecider => Some(Role::Decider),
        Stage::Signed => None,
    };
    let steps = Step::ALL.into_iter().filter(|step| Some(step.role) == next);
    let mut refusal = None;
    ui.horizontal_wrapped(|ui| {
        for step in steps {
            let may = cx.session.may_take(step);
            let button = egui::Button::new(words::step(cx.lang, step));
            if ui.add_enabled(matches!(may, Some(Ok(()))), button).clicked() {
                dialogs.sign(step);
            }
            refusal = refusal.take().or(match may {
                Some(Ok(())) => None,
                Some(Err(why)) => Some(words::refusal(cx.lang, &why)),
                None => Some(cx.say(Key::KeyWanted).to_owned()),
            });
        }
    });
    if let Some(why) = refusal {
        widgets::gap_note(ui, cx, why);
    }
}

/// How a signature stands; a warning sign where it does not hold.
fn standing_ui(ui: &mut Ui, cx: &Cx<'_>, standing: Standing) {
    let word = cx.word(standing);
    match standing {
        Standing::Holds => widgets::weak(ui, cx, word),
        _ => widgets::gap_note(ui, cx, word),
    };
}

fn key_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(key) = &cx.session.key else {
        ui.add(Label::new(cx.say(Key::KeyNone)).wrap());
        ui.horizontal_wrapped(|ui| {
            if ui.button(cx.say(Key::KeyMake)).clicked() {
                let officer = cx.dossier().map(|dossier| dossier.officer.clone());
                dialogs.make_key(officer.unwrap_or_default());
            }
            if ui.button(cx.say(Key::KeyUse)).clicked() {
                out.push(Action::AskKey);
            }
        });
        return;
    };
    let print = key.key.fingerprint();
    widgets::strong(ui, cx.fill(Key::KeyOf, &[("name", &key.name), ("print", &print)]));
    widgets::weak(ui, cx, cx.say(Key::KeyReadOut));
    if let Some(path) = &cx.session.settings.key {
        let path = path.display().to_string();
        widgets::weak(ui, cx, cx.fill(Key::KeyFile, &[("path", &path)]));
    }
    ui.horizontal_wrapped(|ui| {
        if ui.button(cx.say(Key::KeyCopy)).clicked() {
            ui.ctx().copy_text(key.key.to_string());
        }
        if ui.button(cx.say(Key::KeyUse)).clicked() {
            out.push(Action::AskKey);
        }
        if ui.button(cx.say(Key::KeyPutAway)).clicked() {
            out.push(Action::PutKeyAway);
        }
    });
}

/// Whose key it was is told once, at the newest step made with it.
fn signed_ui(ui: &mut Ui, cx: &Cx<'_>, signed: &SignedNow, first: bool, out: &mut Outbox) {
    let step = &signed.step;
    ui.separator();
    ui.add(Label::new(widgets::bold(words::signed(cx.lang, step), BODY)).wrap());
    standing_ui(ui, cx, signed.standing);
    if first && signed.standing.is_genuine() {
        known_ui(ui, cx, step, out);
    }
    for (about, reason) in &step.reasons {
        let on = match about {
            0 => cx.say(Key::BackWhole).to_owned(),
            number => cx.fill(Key::BackOn, &[("n", &number.to_string())]),
        };
        ui.add(Label::new(words::labelled(cx.lang, &on, reason)).wrap());
    }
    if signed.standing == Standing::Void {
        match &signed.changes {
            Some(changes) => widgets::differences_ui(ui, cx, Key::VoidBy, changes),
            None => drop(widgets::weak(ui, cx, cx.say(Key::VoidWithoutText))),
        }
    }
}

fn known_ui(ui: &mut Ui, cx: &Cx<'_>, step: &SignOff, out: &mut Outbox) {
    let known = cx.session.known(step);
    let text = words::known(cx.lang, step, known);
    match known {
        Known::Own | Known::Colleague => drop(widgets::weak(ui, cx, text)),
        Known::AnotherName(_) => drop(widgets::gap_note(ui, cx, text)),
        Known::Unknown => {
            widgets::gap_note(ui, cx, text);
            let print = step.key.fingerprint();
            let slots = [("name", step.who.as_str()), ("print", &print)];
            if ui.button(cx.fill(Key::ColleagueAddNamed, &slots)).clicked() {
                out.push(Action::Trust { name: step.who.clone(), key: step.key });
            }
        }
    }
}

fn colleagues_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut ReviewState, out: &mut Outbox) {
    widgets::weak(ui, cx, cx.say(Key::ColleaguesLead));
    if cx.session.colleagues.is_empty() {
        ui.label(cx.say(Key::ColleaguesNone));
    }
    for colleague in &cx.session.colleagues {
        ui.horizontal_wrapped(|ui| {
            let print = colleague.key.fingerprint();
            let slots = [("name", colleague.name.as_str()), ("print", &print)];
            ui.label(cx.fill(Key::KeyOf, &slots));
            let button = ui.button(cx.say(Key::ColleagueRemove));
            let spoken = cx.fill(Key::ColleagueRemoveNamed, &[("name", &colleague.name)]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                out.push(Action::Distrust(colleague.key));
            }
        });
    }
    ui.add_space(4.0);
    let line = Shape::Line(420.0);
    if let Some(text) = widgets::text_field(ui, out, cx.say(Key::ColleagueName), &state.name, line)
    {
        state.name = text;
    }
    if let Some(text) = widgets::text_field(ui, out, cx.say(Key::ColleagueKey), &state.key, line) {
        state.key = text;
    }
    let key = PublicKey::parse(&state.key);
    if key.is_none() && !state.key.trim().is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::ColleagueBadKey));
    }
    let ready = key.filter(|_| !state.name.trim().is_empty());
    let button = egui::Button::new(cx.say(Key::ColleagueAdd));
    if ui.add_enabled(ready.is_some(), button).clicked()
        && let Some(key) = ready
    {
        out.push(Action::Trust { name: state.name.trim().to_owned(), key });
        *state = ReviewState::default();
    }
}
