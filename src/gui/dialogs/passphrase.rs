//! Passphrases of dossiers: asked for when a sealed one is opened, chosen when one is to be sealed.

use super::Dialogs;
use super::make_key::NewPassphrase;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Question, Reply};
use crate::store::Passphrase;
use egui::{Button, Id, Label, Modal, Ui};

/// The passphrase of what is to be read, as it is typed.
#[derive(Default)]
pub struct Unseal {
    text: String,
    shown: bool,
}

pub fn unseal_ui(ui: &mut Ui, cx: &Cx<'_>, form: &mut Unseal, out: &mut Outbox) {
    let Some(Question::Passphrase { source, tried }) = &cx.session.question else {
        *form = Unseal::default();
        return;
    };
    let mut done = false;
    let modal = Modal::new(Id::unique("unseal")).show(ui.ctx(), |ui| {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(Key::UnsealTitle));
        let path = source.path().display().to_string();
        ui.add(Label::new(cx.fill(Key::UnsealText, &[("path", &path)])).wrap());
        if *tried {
            widgets::gap_note(ui, cx, cx.say(Key::OpenLockedTried));
        }
        let field = widgets::secret_field(ui, cx.say(Key::Passphrase), &mut form.text);
        if !std::mem::replace(&mut form.shown, true) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        widgets::weak(ui, cx, cx.say(Key::TakesASecond));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let ready = !form.text.is_empty();
            let pressed = ui.add_enabled(ready, Button::new(cx.say(Key::OpenButton))).clicked();
            done = ready && (pressed || entered);
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        out.push(Action::Unseal(Passphrase::new(std::mem::take(&mut form.text))));
        form.shown = false;
    } else if modal.should_close() {
        out.push(Action::Answer(Reply::Cancel));
    }
}

/// Sealing the case at hand, or no longer.
#[derive(Default)]
pub struct SealForm(NewPassphrase);

pub fn seal_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(form) = &mut dialogs.seal else { return };
    let sealed = cx.session.is_sealed();
    let mut chosen = None;
    let modal = Modal::new(Id::unique("seal")).show(ui.ctx(), |ui| {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(Key::SealTitle));
        ui.add(Label::new(cx.say(Key::SealText)).wrap());
        widgets::gap_note(ui, cx, cx.say(Key::SealForgotten));
        widgets::weak(ui, cx, cx.say(Key::SealEarlier));
        if sealed {
            widgets::weak(ui, cx, cx.say(Key::SealIsSealed));
        }
        form.0.ui(ui, cx);
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let button = Button::new(cx.say(Key::SealButton));
            if ui.add_enabled(form.0.is_ready(), button).clicked() {
                chosen = Some(Some(form.0.take()));
            }
            if sealed && ui.button(cx.say(Key::UnsealForGood)).clicked() {
                chosen = Some(None);
            }
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if let Some(passphrase) = chosen {
        out.push(Action::Seal(passphrase));
        dialogs.seal = None;
    } else if modal.should_close() {
        dialogs.seal = None;
    }
}
