//! Making a key: whose it is, and the passphrase that protects it.

use super::Dialogs;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::Action;
use crate::store::Passphrase;
use egui::{Id, Label, Modal, Ui};

pub struct MakeKeyForm {
    name: String,
    passphrase: NewPassphrase,
}

impl MakeKeyForm {
    pub fn new(name: String) -> Self {
        Self { name, passphrase: NewPassphrase::default() }
    }
}

/// A passphrase that is chosen, typed twice.
#[derive(Default)]
pub struct NewPassphrase {
    first: String,
    again: String,
    shown: bool,
}

impl NewPassphrase {
    /// Fewer characters can be tried out.
    const LEAST: usize = 10;

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let field = widgets::secret_field(ui, cx.say(Key::Passphrase), &mut self.first);
        if !std::mem::replace(&mut self.shown, true) {
            field.request_focus();
        }
        widgets::secret_field(ui, cx.say(Key::PassphraseAgain), &mut self.again);
        if self.first.chars().count() < Self::LEAST {
            let least = Self::LEAST.to_string();
            widgets::weak(ui, cx, cx.fill(Key::PassphraseShort, &[("n", &least)]));
        } else if self.first != self.again {
            widgets::gap_note(ui, cx, cx.say(Key::PassphraseDiffers));
        }
    }

    pub fn is_ready(&self) -> bool {
        self.first.chars().count() >= Self::LEAST && self.first == self.again
    }

    pub fn take(&mut self) -> Passphrase {
        self.again.clear();
        Passphrase::new(std::mem::take(&mut self.first))
    }
}

pub fn make_key_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(form) = &mut dialogs.make_key else { return };
    let mut done = false;
    let modal = Modal::new(Id::unique("make key")).show(ui.ctx(), |ui| {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(Key::MakeKeyTitle));
        ui.add(Label::new(cx.say(Key::MakeKeyText)).wrap());
        let line = Shape::Line(f32::INFINITY);
        if let Some(text) = widgets::text_field(ui, out, cx.say(Key::MakeKeyName), &form.name, line)
        {
            form.name = text;
        }
        form.passphrase.ui(ui, cx);
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let ready = !form.name.trim().is_empty() && form.passphrase.is_ready();
            let button = egui::Button::new(cx.say(Key::MakeKeyButton));
            done = ui.add_enabled(ready, button).clicked();
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        let (name, passphrase) = (form.name.trim().to_owned(), form.passphrase.take());
        out.push(Action::MakeKey { name, passphrase });
        dialogs.make_key = None;
    } else if modal.should_close() {
        dialogs.make_key = None;
    }
}
