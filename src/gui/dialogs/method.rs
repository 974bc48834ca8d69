//! A method is copied or named: its name, and for a copy whose it is.

use super::Dialogs;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Session};
use egui::{Button, Id, Key as K, Modal, Ui};
use kriterion_heart::rating::Method;

pub struct MethodForm {
    /// The method that is copied or renamed.
    id: String,
    title: String,
    name: String,
    /// `None`: it is only renamed.
    author: Option<String>,
    fresh: bool,
}

impl MethodForm {
    /// The owner of the key at hand is proposed as its author.
    pub fn copy(session: &Session, method: &Method) -> Self {
        let author = session.key.as_ref().map_or_else(String::new, |key| key.name.clone());
        let (id, title) = (method.id.clone(), method.title.get(session.lang).to_owned());
        Self { id, title, name: String::new(), author: Some(author), fresh: true }
    }

    pub fn rename(title: &str, id: &str) -> Self {
        let (title, id) = (title.to_owned(), id.to_owned());
        Self { id, name: title.clone(), title, author: None, fresh: true }
    }
}

pub fn method_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(form) = &mut dialogs.method else { return };
    let is_copy = form.author.is_some();
    let (title, button) = match is_copy {
        true => (Key::MethodCopyTitle, Key::MethodCopyButton),
        false => (Key::MethodRenameTitle, Key::MethodRenameButton),
    };
    let mut done = false;
    let modal = Modal::new(Id::unique("method")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.heading(cx.fill(title, &[("title", &form.title)]));
        if is_copy {
            ui.label(cx.say(Key::MethodCopyText));
        }
        let label = ui.label(cx.say(Key::MethodName));
        let field = egui::TextEdit::singleline(&mut form.name).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if std::mem::take(&mut form.fresh) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(K::Enter));
        if let Some(author) = &mut form.author
            && let Some(text) = widgets::text_field(
                ui,
                out,
                cx.say(Key::MethodAuthor),
                author,
                Shape::Line(f32::INFINITY),
            )
        {
            *author = text;
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let ready = !form.name.trim().is_empty();
            let pressed = ui.add_enabled(ready, Button::new(cx.say(button))).clicked();
            done = ready && (pressed || entered);
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        let (id, name) = (form.id.clone(), form.name.trim().to_owned());
        out.push(match form.author.take() {
            Some(author) => Action::CopyMethod { from: id, name, author },
            None => Action::RenameMethod { id, name },
        });
        dialogs.method = None;
    } else if modal.should_close() {
        dialogs.method = None;
    }
}
