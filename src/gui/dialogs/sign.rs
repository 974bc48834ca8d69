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
    let back = form.step.act == Act::SendsBack;
    let mut done = false;
    let modal = Modal::new(Id::unique("sign")).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(540.0_f32.min(room.x - 60.0));
        ui.heading(cx.say(if back { Key::BackTitle } else { Key::SignTitle }));
        widgets::strong(ui, words::step(cx.lang, form.step));
        ui.add(Label::new(cx.say(if back { Key::BackText } else { Key::SignCovers })).wrap());
        if back {
            ScrollArea::vertical().max_height((room.y - 330.0).max(120.0)).show(ui, |ui| {
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
        let slots = [("name", key.name.as_str()), ("print", &key.key.fingerprint())];
        ui.add(Label::new(cx.fill(Key::SignAs, &slots)).wrap());
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
        ui.horizontal_wrapped(|ui| {
            let ready = !form.passphrase.is_empty() && !no_reason;
            let button = cx.say(if back { Key::BackButton } else { Key::SignButton });
            let pressed = ui.add_enabled(ready, egui::Button::new(button)).clicked();
            done = ready && (pressed || entered);
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
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
