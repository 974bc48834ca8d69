//! How an entry is judged: the finding, the response of the state, whose service it was, whether it is one of many.

use super::told::text_ui;
use super::{Form, maybe_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{RichText, Ui};
use kriterion_heart::dossier::{IncidentField, IncidentFinding, Response, Whether};

pub fn judged_ui(ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, out: &mut Outbox) {
    let name = cx.say(Key::IncidentFinding);
    ui.label(RichText::new(name).small());
    let now = form.incident.finding;
    // Pressed again it is not assessed any more.
    if let Some(finding) = widgets::segments(ui, cx, now, &IncidentFinding::ALL, name) {
        form.change(out, |entry| entry.finding = finding);
    }
    let (label, none) = (cx.say(Key::IncidentResponse), Key::IncidentResponseUnknown);
    if let Some(response) = maybe_ui(ui, cx, label, none, form.incident.response, &Response::ALL) {
        form.change(out, |entry| entry.response = response);
    }
    text_ui(ui, cx, form, out, IncidentField::Response, Shape::Rows(2));
    let name = cx.say(Key::IncidentEndUser);
    ui.label(RichText::new(name).small());
    let now = Some(form.incident.end_user);
    if let Some(Some(answer)) = widgets::segments(ui, cx, now, &Whether::ALL, name) {
        form.change(out, |entry| entry.end_user = answer);
    }
    let name = cx.say(Key::IncidentRepeated);
    ui.label(RichText::new(name).small());
    let now = Some(form.incident.pattern);
    if let Some(Some(answer)) = widgets::segments(ui, cx, now, &Whether::ALL, name) {
        form.change(out, |entry| entry.pattern = answer);
    }
}
