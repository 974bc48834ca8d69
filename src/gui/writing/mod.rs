//! The country report: its parts at the left, one section to write in, the pages as they will be printed.

mod begin;
mod drafts;
mod figures;
mod find;
mod front;
mod marks;
mod outline;
mod ratings;
mod section;

pub use self::outline::outline_ui;

use self::figures::Figures;
use self::find::Find;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::preview::Preview;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report::country::{self, Options};
use crate::session::{Action, Session, Writing};
use egui::Ui;
use kriterion_heart::Bundle;
use kriterion_heart::manuscript::{Change, Manuscript};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Beside the text where there is room for both.
const WIDE: f32 = 1050.0;

/// Where in the report the author is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum At {
    /// Title, author, language.
    #[default]
    Front,
    /// A section by its code.
    Section(String),
}

/// What is shown of it where there is no room for everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Write,
    Preview,
}

/// What the window knows of the report and its file does not.
#[derive(Default)]
pub struct WritingState {
    at: At,
    look: Look,
    preview: Preview,
    of: Option<(u64, Lang, usize)>,
    figures: Figures,
    find: Find,
    /// The closing date while it is typed and is none yet.
    day: Option<String>,
    seen: Seen,
}

/// Made when the report changes, never while drawing.
#[derive(Default)]
struct Seen {
    revision: Option<u64>,
    /// Words by part.
    words: BTreeMap<String, usize>,
    /// What is wrong with the figures that a part names.
    faults: BTreeMap<String, Vec<String>>,
    /// Figures that the data say otherwise by now, by part: what to say, and the reference.
    stale: Vec<country::Stale>,
    /// The report was written from other data than those at hand.
    is_old: bool,
}

impl Seen {
    fn of(session: &Session, writing: &Writing, lang: Lang) -> Self {
        let (manuscript, bundle) = (writing.manuscript(), &session.bundle);
        let counted = manuscript.texts.iter().map(|(part, text)| (part.clone(), words_of(text)));
        let faults = manuscript.texts.iter().filter_map(|(part, text)| {
            let (_, faults) = country::write(manuscript, bundle, part, text);
            let said: Vec<String> =
                faults.iter().map(|fault| country::ref_fault(lang, fault)).collect();
            (!said.is_empty()).then(|| (part.clone(), said))
        });
        Self {
            revision: Some(writing.revision()),
            words: counted.collect(),
            faults: faults.collect(),
            stale: country::stale(manuscript, bundle),
            is_old: manuscript.edition.hash != bundle.atlas.edition.hash,
        }
    }

    fn all_words(&self) -> usize {
        self.words.values().sum()
    }
}

fn change(out: &mut Outbox, change: Change) {
    out.push(Action::Rewrite(Box::new(change)));
}

fn words_of(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

impl WritingState {
    /// Brings everything in line with the report. Call before drawing, while the page is shown.
    pub fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        self.preview.look(ctx);
        let Some(writing) = &session.writing else { return };
        let lang = session.settings.report.lang.unwrap_or(writing.manuscript().lang);
        if self.seen.revision != Some(writing.revision()) {
            self.seen = Seen::of(session, writing, session.lang);
        }
        let bundle = Arc::as_ptr(&session.bundle).cast::<Bundle>() as usize;
        let now = Some((writing.revision(), lang, bundle));
        if self.of != now {
            self.of = now;
            let (manuscript, bundle) =
                (Arc::clone(writing.manuscript()), Arc::clone(&session.bundle));
            let options = Options { is_final: false, has_marks: true };
            let compose = move || Ok(country::document(&manuscript, &bundle, lang, options));
            self.preview.make(ctx, Box::new(compose));
        }
    }

    pub fn is_waiting(&self) -> bool {
        self.preview.is_waiting()
    }

    /// Ctrl+F: opens the search, and again puts the keyboard into it.
    pub fn focus_search(&mut self) {
        self.look = Look::Write;
        self.find.open();
    }

    /// Opens a section.
    pub fn turn_to(&mut self, at: At) {
        self.at = at;
        self.look = Look::Write;
    }
}

pub fn writing_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut WritingState, out: &mut Outbox) {
    let Some(writing) = &cx.session.writing else {
        begin::begin_ui(ui, cx, out);
        return;
    };
    head_ui(ui, cx, state, writing, out);
    if state.find.is_open() {
        find::find_ui(ui, cx, state, writing, out);
    }
    if ui.available_width() >= WIDE {
        let half = (ui.available_width() - 16.0) / 2.0;
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(half);
                page_ui(ui, cx, state, writing.manuscript(), out);
            });
            ui.add_space(16.0);
            ui.vertical(|ui| {
                ui.set_width(half);
                egui::ScrollArea::vertical().id_salt("preview").auto_shrink(false).show(ui, |ui| {
                    state.preview.ui(ui, cx);
                });
            });
        });
        return;
    }
    match state.look {
        Look::Write => page_ui(ui, cx, state, writing.manuscript(), out),
        Look::Preview => state.preview.ui(ui, cx),
    }
}

/// Which report this is, how long it is, whether it is kept; and what can be done with the whole of it.
fn head_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    writing: &Writing,
    out: &mut Outbox,
) {
    let manuscript = writing.manuscript();
    let name = cx.text(&manuscript.facts.name);
    let kept = if writing.is_kept() { Key::WritingKept } else { Key::WritingBeingKept };
    let words = state.seen.all_words().to_string();
    let file = writing.path.file_name().unwrap_or_default().to_string_lossy();
    let slots = [("file", &*file), ("kept", cx.say(kept)), ("words", &words)];
    widgets::page_head(ui, cx, name, &cx.fill(Key::WritingStatus, &slots));
    ui.horizontal_wrapped(|ui| {
        if ui.available_width() < WIDE {
            for (look, key) in
                [(Look::Write, Key::WritingWrite), (Look::Preview, Key::WritingPreview)]
            {
                let button = egui::Button::selectable(state.look == look, cx.say(key));
                if ui.add(button.frame_when_inactive(true)).clicked() {
                    state.look = look;
                }
            }
            ui.add_space(10.0);
        }
        if ui.button(cx.say(Key::WritingFigure)).clicked() {
            state.figures.open();
        }
        if ui.button(cx.say(Key::WritingFind)).clicked() {
            state.focus_search();
        }
        if ui.button(cx.say(Key::ReportExport)).clicked() {
            out.push(Action::AskReport);
        }
    });
    ui.add_space(6.0);
}

fn page_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    out: &mut Outbox,
) {
    figures::figures_ui(ui, cx, state, manuscript, out);
    match state.at.clone() {
        At::Front => front::front_ui(ui, cx, state, manuscript, out),
        At::Section(code) => section::section_ui(ui, cx, state, manuscript, &code, out),
    }
}
