//! A note or a web page, written by the officer as evidence.

use super::Dialogs;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{Id, Modal, Ui};
use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Evidence, EvidenceKind, Grade, Stance};
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

pub struct NoteForm {
    question: QuestionId,
    web: bool,
    title: String,
    text: String,
    url: String,
    publisher: String,
    dated: String,
    grade: Grade,
}

impl NoteForm {
    pub fn new(question: QuestionId, web: bool) -> Self {
        Self {
            question,
            web,
            title: String::new(),
            text: String::new(),
            url: String::new(),
            publisher: String::new(),
            dated: String::new(),
            grade: Grade::C,
        }
    }
}

pub fn note_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(form) = &mut dialogs.note else { return };
    let mut done = false;
    let modal = Modal::new(Id::unique("note")).show(ui.ctx(), |ui| {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(if form.web { Key::WebTitle } else { Key::NoteTitle }));
        let line = Shape::Line(f32::INFINITY);
        for (key, place) in
            [(Key::EvTitle, &mut form.title), (Key::EvPublisher, &mut form.publisher)]
        {
            if let Some(text) = widgets::text_field(ui, out, cx.say(key), place, line) {
                *place = text;
            }
        }
        if form.web
            && let Some(text) = widgets::text_field(ui, out, cx.say(Key::EvUrl), &form.url, line)
        {
            form.url = text;
        }
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::EvExtract), &form.text, Shape::Rows(4))
        {
            form.text = text;
        }
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::EvDated), &form.dated, Shape::Line(140.0))
        {
            form.dated = text;
        }
        if !form.dated.is_empty() && Date::parse(&form.dated).is_none() {
            widgets::gap_note(ui, cx, cx.say(Key::NotADate));
        }
        if let Some(grade) =
            widgets::choice(ui, cx, cx.say(Key::EvGrade), Some(form.grade), &Grade::ALL)
        {
            form.grade = grade;
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let ready = !form.title.trim().is_empty();
            done = ui.add_enabled(ready, egui::Button::new(cx.say(Key::AttachButton))).clicked();
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        out.edit(Edit::Attach(Box::new(evidence_from_form(form, cx.session.today()))));
        dialogs.note = None;
    } else if modal.should_close() {
        dialogs.note = None;
    }
}

fn evidence_from_form(form: &NoteForm, today: Date) -> Evidence {
    let kind = if form.web { EvidenceKind::WebPage } else { EvidenceKind::Note };
    Evidence {
        kind,
        key: format!("{kind:?}/{}/{}", form.title, form.url),
        title: Text::same(form.title.clone()),
        extract: Text::same(form.text.clone()),
        figure: None,
        source: SourceCopy {
            title: Text::same(form.title.clone()),
            publisher: form.publisher.clone(),
            url: form.url.clone(),
            ..SourceCopy::default()
        },
        dated: Date::parse(&form.dated),
        accessed: Some(today),
        attachment: None,
        grade: form.grade,
        serves: BTreeMap::from([(form.question, Stance::Neutral)]),
    }
}
