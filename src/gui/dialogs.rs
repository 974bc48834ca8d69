//! What stands in front of the page: paths, unsaved work, new notes and web pages, reasons for removal.
//!
//! A path is asked for in the window, with a button for the system's own dialog: remote desktops often have none.

use crate::gui::app::Local;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Landed, PathFor, Reply, Session};
use egui::{Id, Modal, Ui};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Evidence, EvidenceId, EvidenceKind, Field, Grade, SourceCopy, Stance,
};
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Text;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Everything that can stand in front of the page.
#[derive(Default)]
pub struct Dialogs {
    path: Option<PathDialog>,
    note: Option<NoteForm>,
    removal: Option<Removal>,
    ready: Option<Landed>,
}

struct PathDialog {
    wanted: PathFor,
    text: String,
    fresh: bool,
    sender: Sender<Option<PathBuf>>,
    inbox: Receiver<Option<PathBuf>>,
}

/// A note or a web page being written.
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

struct Removal {
    evidence: EvidenceId,
    question: Option<QuestionId>,
    reason: String,
}

impl Dialogs {
    pub fn ask(&mut self, wanted: PathFor, session: &Session) {
        let (sender, inbox) = channel();
        self.path = Some(PathDialog {
            wanted,
            text: proposed_path(wanted, session),
            fresh: true,
            sender,
            inbox,
        });
    }

    pub fn note(&mut self, question: QuestionId, web: bool) {
        self.note = Some(NoteForm {
            question,
            web,
            title: String::new(),
            text: String::new(),
            url: String::new(),
            publisher: String::new(),
            dated: String::new(),
            grade: Grade::C,
        });
    }

    pub fn remove(&mut self, evidence: EvidenceId, question: Option<QuestionId>) {
        self.removal = Some(Removal { evidence, question, reason: String::new() });
    }

    pub fn is_open(&self) -> bool {
        self.path.is_some() || self.note.is_some() || self.removal.is_some()
    }

    /// A path that was chosen, once.
    pub fn landed(&mut self) -> Option<Landed> {
        self.ready.take()
    }
}

fn proposed_path(wanted: PathFor, session: &Session) -> String {
    if let (PathFor::Save, Some(path)) = (wanted, &session.path) {
        return path.display().to_string();
    }
    let folder = directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
        .unwrap_or_default();
    if wanted != PathFor::Save {
        return format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    }
    let number = session.dossier().map_or("", |dossier| dossier.request.field(Field::CaseNumber));
    let name: String = number
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' })
        .take(60)
        .collect();
    let name = if name.is_empty() { "kriterion".to_owned() } else { name };
    folder.join(format!("{name}.kriterion")).display().to_string()
}

pub fn dialogs_ui(ui: &mut Ui, cx: &Cx<'_>, local: &mut Local, out: &mut Outbox) {
    unsaved_ui(ui, cx, out);
    path_ui(ui, cx, &mut local.dialogs, out);
    note_ui(ui, cx, &mut local.dialogs, out);
    removal_ui(ui, cx, &mut local.dialogs, out);
}

fn unsaved_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    if cx.session.question.is_none() {
        return;
    }
    let modal = Modal::new(Id::unique("unsaved")).show(ui.ctx(), |ui| {
        ui.set_max_width(420.0);
        ui.heading(cx.say(Key::UnsavedTitle));
        ui.label(cx.say(Key::UnsavedText));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if ui.button(cx.say(Key::SaveFirst)).clicked() {
                out.push(Action::Answer(Reply::Save));
            }
            if ui.button(cx.say(Key::Discard)).clicked() {
                out.push(Action::Answer(Reply::Discard));
            }
            if ui.button(cx.say(Key::Cancel)).clicked() {
                out.push(Action::Answer(Reply::Cancel));
            }
        });
    });
    if modal.should_close() {
        out.push(Action::Answer(Reply::Cancel));
    }
}

fn path_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(dialog) = &mut dialogs.path else { return };
    if let Ok(Some(path)) = dialog.inbox.try_recv() {
        dialog.text = path.display().to_string();
    }
    let (title, button) = match dialog.wanted {
        PathFor::Open => (Key::OpenTitle, Key::OpenButton),
        PathFor::Save => (Key::SaveTitle, Key::SaveButton),
        PathFor::Attach(_) => (Key::AttachTitle, Key::AttachButton),
    };
    let mut done = false;
    let modal = Modal::new(Id::unique("path")).show(ui.ctx(), |ui| {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(title));
        let label = ui.label(cx.say(Key::PathLabel));
        let field =
            ui.add(egui::TextEdit::singleline(&mut dialog.text).desired_width(f32::INFINITY));
        let field = field.labelled_by(label.id);
        if std::mem::take(&mut dialog.fresh) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            done = ui.button(cx.say(button)).clicked() || entered;
            if ui.button(cx.say(Key::Browse)).clicked() {
                browse(dialog, ui.ctx());
            }
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    let _ = out;
    if done && !dialog.text.trim().is_empty() {
        let path = PathBuf::from(dialog.text.trim());
        dialogs.ready = Some(Landed::Path { wanted: dialog.wanted, path });
        dialogs.path = None;
        ui.ctx().request_repaint();
    } else if modal.should_close() {
        dialogs.path = None;
    }
}

/// The system's own dialog: opened here, awaited on a thread, answered into the field.
fn browse(dialog: &PathDialog, ctx: &egui::Context) {
    let ours = rfd::AsyncFileDialog::new();
    let ours = match dialog.wanted {
        PathFor::Attach(_) => ours,
        PathFor::Open | PathFor::Save => ours.add_filter("Kriterion", &["kriterion"]),
    };
    let (sender, ctx) = (dialog.sender.clone(), ctx.clone());
    let save = dialog.wanted == PathFor::Save;
    let work = async move {
        if save { ours.save_file().await } else { ours.pick_file().await }
            .map(|file| file.path().to_owned())
    };
    let started = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
        sender.send(pollster::block_on(work)).ok();
        ctx.request_repaint();
    });
    if let Err(error) = started {
        eprintln!("file dialog: {error}");
    }
}

fn note_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
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

fn removal_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(removal) = &mut dialogs.removal else { return };
    let mut done = false;
    let modal = Modal::new(Id::unique("removal")).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.heading(cx.say(Key::RemoveTitle));
        ui.label(cx.say(Key::RemoveText));
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::RemoveReason), &removal.reason, Shape::Rows(2))
        {
            removal.reason = text;
        }
        ui.horizontal_wrapped(|ui| {
            let ready = !removal.reason.trim().is_empty();
            done = ui.add_enabled(ready, egui::Button::new(cx.say(Key::RemoveButton))).clicked();
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done {
        let (evidence, reason) = (removal.evidence, removal.reason.trim().to_owned());
        out.edit(match removal.question {
            Some(question) => Edit::Detach { evidence, question, reason },
            None => Edit::RemoveEvidence { evidence, reason },
        });
        dialogs.removal = None;
    } else if modal.should_close() {
        dialogs.removal = None;
    }
}
