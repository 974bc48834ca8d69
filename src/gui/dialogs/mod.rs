//! What stands in front of the page: paths, unsaved work, merging, notes, reasons for removal, commands, help.

mod help;
mod make_key;
mod merge;
mod method;
mod note;
mod palette;
mod passphrase;
mod path;
mod removal;
mod sign;

use self::help::help_ui;
use self::make_key::{MakeKeyForm, make_key_ui};
use self::merge::{MergeView, merge_ui};
pub use self::method::MethodForm;
use self::method::method_ui;
use self::note::{NoteForm, note_ui};
use self::palette::{Palette, palette_ui};
use self::passphrase::{SealForm, Unseal, seal_ui, unseal_ui};
use self::path::{PathDialog, path_ui};
use self::removal::{Removal, removal_ui};
use self::sign::{SignForm, sign_ui};
use crate::gui::app::Local;
use crate::gui::commands::Command;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Landed, PathFor, Question, Reply, Session};
use egui::{Id, Modal, Ui};
use kriterion_heart::dossier::EvidenceId;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::signoff::Step;

/// Everything that can stand in front of the page.
#[derive(Default)]
pub struct Dialogs {
    path: Option<PathDialog>,
    note: Option<NoteForm>,
    removal: Option<Removal>,
    sign: Option<SignForm>,
    make_key: Option<MakeKeyForm>,
    unseal: Unseal,
    seal: Option<SealForm>,
    method: Option<MethodForm>,
    palette: Option<Palette>,
    help: bool,
    merge: MergeView,
    ready: Option<Landed>,
}

impl Dialogs {
    pub fn ask(&mut self, wanted: PathFor, session: &Session) {
        self.path = Some(PathDialog::new(wanted, session));
    }

    pub fn note(&mut self, question: QuestionId, web: bool) {
        self.note = Some(NoteForm::new(question, web));
    }

    pub fn remove(&mut self, evidence: EvidenceId, question: Option<QuestionId>) {
        self.removal = Some(Removal { evidence, question, reason: String::new() });
    }

    pub fn sign(&mut self, step: Step) {
        self.sign = Some(SignForm::new(step));
    }

    /// The officer of the case at hand is proposed as its owner.
    pub fn make_key(&mut self, name: String) {
        self.make_key = Some(MakeKeyForm::new(name));
    }

    pub fn method(&mut self, form: MethodForm) {
        self.method = Some(form);
    }

    pub fn seal(&mut self) {
        self.seal = Some(SealForm::default());
    }

    pub fn palette(&mut self) {
        self.palette = Some(Palette::default());
    }

    pub fn help(&mut self) {
        self.help = true;
    }

    pub fn is_open(&self) -> bool {
        self.path.is_some()
            || self.note.is_some()
            || self.removal.is_some()
            || self.sign.is_some()
            || self.make_key.is_some()
            || self.seal.is_some()
            || self.method.is_some()
            || self.palette.is_some()
            || self.help
    }

    /// A path that was chosen, once.
    pub fn landed(&mut self) -> Option<Landed> {
        self.ready.take()
    }
}

pub fn dialogs_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    local: &mut Local,
    out: &mut Outbox,
    commands: &mut Vec<Command>,
) {
    question_ui(ui, cx, out);
    merge_ui(ui, cx, &mut local.dialogs.merge, out);
    path_ui(ui, cx, &mut local.dialogs);
    note_ui(ui, cx, &mut local.dialogs, out);
    removal_ui(ui, cx, &mut local.dialogs, out);
    sign_ui(ui, cx, &mut local.dialogs, out);
    make_key_ui(ui, cx, &mut local.dialogs, out);
    unseal_ui(ui, cx, &mut local.dialogs.unseal, out);
    seal_ui(ui, cx, &mut local.dialogs, out);
    method_ui(ui, cx, &mut local.dialogs, out);
    palette_ui(ui, cx, &mut local.dialogs.palette, commands);
    let question = local.drawer.target();
    help_ui(ui, cx, &mut local.dialogs.help, question);
}

/// What a question is about, where its text names it.
fn question_slots<'a>(cx: &Cx<'a>) -> Vec<(&'static str, &'a str)> {
    match &cx.session.question {
        Some(Question::DeleteMethod(id)) => {
            let method = cx.session.bundle.method(id);
            vec![("title", method.map_or("", |method| method.title.get(cx.lang)))]
        }
        Some(Question::ReplaceMethod(method)) => vec![("id", &method.id)],
        _ => Vec::new(),
    }
}

/// What the session asks before it goes on.
fn question_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let (title, text, buttons): (_, _, &[(Key, Reply)]) = match &cx.session.question {
        // Each has a dialog of its own.
        None | Some(Question::Merge(_) | Question::Passphrase { .. }) => return,
        Some(Question::Unsaved(_)) => (
            Key::UnsavedTitle,
            Key::UnsavedText,
            &[(Key::SaveFirst, Reply::Save), (Key::Discard, Reply::Discard)],
        ),
        Some(Question::NotExpected { .. }) => (
            Key::NotExpectedTitle,
            Key::NotExpectedText,
            &[
                (Key::NotExpectedMerge, Reply::Merge),
                (Key::NotExpectedElsewhere, Reply::Save),
                (Key::NotExpectedOver, Reply::Discard),
            ],
        ),
        Some(Question::ThrowAway(_)) => {
            (Key::ThrowAwayTitle, Key::ThrowAwayText, &[(Key::ThrowAway, Reply::Discard)])
        }
        Some(Question::DeleteMethod(_)) => (
            Key::MethodDeleteTitle,
            Key::MethodDeleteText,
            &[(Key::MethodDeleteButton, Reply::Discard)],
        ),
        Some(Question::ReplaceMethod(_)) => (
            Key::MethodReplaceTitle,
            Key::MethodReplaceText,
            &[(Key::MethodReplaceButton, Reply::Discard)],
        ),
        Some(Question::UnkeptNumbers) => {
            (Key::UnkeptTitle, Key::UnkeptText, &[(Key::UnkeptClose, Reply::Discard)])
        }
    };
    let modal = Modal::new(Id::unique("question")).show(ui.ctx(), |ui| {
        ui.set_max_width(520.0);
        ui.heading(cx.say(title));
        ui.label(cx.fill(text, &question_slots(cx)));
        if let Some(Question::NotExpected { differences: Some(found), .. }) = &cx.session.question {
            widgets::differences_ui(ui, cx, Key::DifferencesHead, found);
        }
        let can_merge = cx.session.can_merge();
        if can_merge == Some(false) {
            widgets::gap_note(ui, cx, cx.say(Key::MergeOtherCase));
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            for (key, reply) in buttons.iter().chain(&[(Key::Cancel, Reply::Cancel)]) {
                let enabled = *reply != Reply::Merge || can_merge == Some(true);
                if ui.add_enabled(enabled, egui::Button::new(cx.say(*key))).clicked() {
                    out.push(Action::Answer(*reply));
                }
            }
        });
    });
    if modal.should_close() {
        out.push(Action::Answer(Reply::Cancel));
    }
}
