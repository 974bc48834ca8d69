//! Signing a step, or sending back with reasons: the passphrase of the officer's key.

use super::Dialogs;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::Action;
use crate::store::Passphrase;
use crate::words;
use egui::{Id, Label, Modal, ScrollArea, Ui};
use kriterion_heart::signoff::{Act, Step};
use std::collections::BTreeMap;

pub struct SignForm {
    step: Step,
    /// By criterion; 0 is the case as a whole.
    reasons: [String; 9],
    passphrase: String,
    fresh: bool,
}

impl SignForm {
    pub fn new(step: Step) -> Self {
        Self { step, reasons: Default::default(), passphrase: String::new(), fresh: true }
    }

    fn reasons(&self) -> BTreeMap<u8, String> {
        let given = (0..).zip(&self.reasons).filter(|(_, reason)| !reason.trim().is_empty());
        given.map(|(about, reason)| (about, reason.trim().to_owned())).collect()
    }
}

pub fn sign_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(form) = &mut dialogs.sign else { return };
    let Some(key) = &cx.session.key else { return };
    let mut done = false;
    let modal = Modal::new(Id::unique("sign")).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(540.0_f32.min(room.x - 60.0));
        // In a low window all of it is scrolled, in a high one the reasons alone.
        ScrollArea::vertical().max_height(room.y - 60.0).show(ui, |ui| {
            done = form_ui(ui, cx, form, &key.name, &key.key.fingerprint(), out);
            widgets::follow_focus(ui, "sign");
        });
    });
    if done {
        let passphrase = Passphrase::new(std::mem::take(&mut form.passphrase));
        out.push(Action::Sign { step: form.step, reasons: form.reasons(), passphrase });
        dialogs.sign = None;
    } else if modal.should_close() {
        dialogs.sign = None;
    }
}

/// True once it is to be signed.
fn form_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &mut SignForm,
    name: &str,
    print: &str,
    out: &mut Outbox,
) -> bool {
    let back = form.step.act == Act::SendsBack;
    ui.heading(cx.say(if back { Key::BackTitle } else { Key::SignTitle }));
    widgets::strong(ui, words::step(cx.lang, form.step));
    ui.add(Label::new(cx.say(if back { Key::BackText } else { Key::SignCovers })).wrap());
    if back {
        reasons_ui(ui, cx, form, out);
    }
    ui.add(Label::new(cx.fill(Key::SignAs, &[("name", name), ("print", print)])).wrap());
    let field = widgets::secret_field(ui, cx.say(Key::Passphrase), &mut form.passphrase);
    if std::mem::take(&mut form.fresh) && !back {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let no_reason = back && form.reasons().is_empty();
    if no_reason {
        widgets::weak(ui, cx, cx.say(Key::BackReasonNeeded));
    }
    widgets::weak(ui, cx, cx.say(Key::TakesASecond));
    ui.add_space(8.0);
    let ready = !form.passphrase.is_empty() && !no_reason;
    let mut pressed = false;
    ui.horizontal_wrapped(|ui| {
        let button = cx.say(if back { Key::BackButton } else { Key::SignButton });
        pressed = ui.add_enabled(ready, egui::Button::new(button)).clicked();
        if ui.button(cx.say(Key::Cancel)).clicked() {
            ui.close();
        }
    });
    ready && (pressed || entered)
}

/// One field for the case, and one for each criterion.
fn reasons_ui(ui: &mut Ui, cx: &Cx<'_>, form: &mut SignForm, out: &mut Outbox) {
    let height = ui.ctx().content_rect().height();
    let most = if height > 500.0 { height - 330.0 } else { f32::INFINITY };
    ScrollArea::vertical().id_salt("reasons").max_height(most).show(ui, |ui| {
        for (about, reason) in (0_u8..).zip(&mut form.reasons) {
            let name = match about {
                0 => cx.say(Key::BackWhole).to_owned(),
                number => cx.fill(Key::BackOn, &[("n", &number.to_string())]),
            };
            let rows = Shape::Rows(if about == 0 { 3 } else { 2 });
            if let Some(text) = widgets::text_field(ui, out, &name, reason, rows) {
                *reason = text;
            }
        }
        widgets::follow_focus(ui, "reasons");
    });
}
