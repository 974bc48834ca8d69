//! The country report: its parts at the left, one section to write in, the pages as they will be printed.

mod begin;
mod drafts;
mod figures;
mod find;
mod findings;
mod front;
mod marks;
mod outline;
mod ratings;
mod section;

pub use self::outline::outline_ui;

use self::figures::Figures;
use self::find::Find;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::later::{self, Later};
use crate::gui::preview::Preview;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report::country::{self, Options};
use crate::session::{Action, Session, Writing};
use egui::Ui;
use kriterion_heart::Bundle;
use kriterion_heart::manuscript::{Change, Manuscript};
use kriterion_heart::proof::{self, Finding};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where in the report the author is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum At {
    /// Title, author, language.
    #[default]
    Front,
    /// A section by its code.
    Section(String),
    /// Everything that the proofreader has found.
    Findings,
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
    /// The pages stand beside the text, in a pane of their own.
    pub is_beside: bool,
    preview: Preview,
    of: Option<(u64, Lang, usize)>,
    figures: Figures,
    find: Find,
    /// The closing date while it is typed and is none yet.
    day: Option<String>,
    seen: Seen,
    /// What the proofreader says of the newest text that it has read.
    proof: Option<Arc<Proof>>,
    reading: Option<(u64, Later<Proof>)>,
    read: Option<u64>,
    /// The finding that is to be kept, while its reason is typed.
    keeping: Option<(String, String)>,
}

/// A reading of the report.
struct Proof {
    checked: country::Checked,
    findings: Vec<Finding>,
    /// Paragraphs that rest on figures which the data say otherwise by now.
    rested: Vec<country::Rested>,
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
        self.proofread(ctx, session, writing);
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

    /// One reading at a time, always of the newest text when it begins.
    fn proofread(&mut self, ctx: &egui::Context, session: &Session, writing: &Writing) {
        if let Some((revision, later)) = self.reading.take() {
            match later.taken() {
                Ok(proof) => (self.read, self.proof) = (Some(revision), Some(Arc::new(proof))),
                Err(later) => {
                    self.reading = Some((revision, later));
                    later::look_again(ctx);
                    return;
                }
            }
        }
        if self.read == Some(writing.revision()) {
            return;
        }
        let (manuscript, bundle) = (Arc::clone(writing.manuscript()), Arc::clone(&session.bundle));
        let lang = session.lang;
        let work = move || {
            let checked = country::Checked::of(&manuscript);
            let findings = proof::check(&bundle.atlas, &checked.script);
            let rested = country::rested(&manuscript, &bundle, lang);
            Proof { checked, findings, rested }
        };
        self.reading = Some((writing.revision(), Later::begin("proofreader", work)));
        later::look_again(ctx);
    }

    /// What is found and not kept, in all or in a section.
    fn open_findings(&self, manuscript: &Manuscript, section: Option<&str>) -> usize {
        let Some(proof) = &self.proof else { return 0 };
        let is_open = |finding: &&Finding| {
            !manuscript.kept.contains_key(finding.id.as_str())
                && section.is_none_or(|section| proof.checked.section(finding) == section)
        };
        proof.findings.iter().filter(is_open).count()
    }

    pub fn is_waiting(&self) -> bool {
        let is_shown = self.is_beside || self.look == Look::Preview;
        self.preview.is_waiting(is_shown && self.of.is_some()) || self.reading.is_some()
    }

    /// Ctrl+F: opens the search, and again puts the keyboard into it.
    pub fn focus_search(&mut self) {
        self.look = Look::Write;
        self.find.open();
    }

    pub fn preview_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.preview.ui(ui, cx);
    }

    /// Opens a section, in the preview, too.
    pub fn turn_to(&mut self, at: At) {
        if let At::Section(code) = &at {
            self.preview.seek(&format!("section-{code}"));
        }
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
    match state.look {
        _ if state.is_beside => page_ui(ui, cx, state, writing.manuscript(), out),
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
        if !state.is_beside {
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
        At::Findings => {
            findings::findings_ui(ui, cx, state, manuscript, None, out);
            findings::rested_ui(ui, cx, state);
        }
        At::Section(code) => section::section_ui(ui, cx, state, manuscript, &code, out),
    }
}
