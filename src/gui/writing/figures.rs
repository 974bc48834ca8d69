//! Finding a figure by name and putting its reference into the text.

use super::marks::{put_cursor, replaced, selection};
use super::section::rewrite;
use super::{At, WritingState};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report::country::{self, Name, part};
use egui::{TextEdit, Ui};
use kriterion_heart::manuscript::Manuscript;

const MOST: usize = 12;

/// The search for a figure.
#[derive(Default)]
pub struct Figures {
    is_open: bool,
    is_fresh: bool,
    query: String,
    found: Vec<Name>,
    /// The part in which the author has written last.
    part: Option<String>,
}

impl Figures {
    pub fn open(&mut self) {
        (self.is_open, self.is_fresh) = (true, true);
    }

    pub fn writes_in(&mut self, part: &str) {
        if self.part.as_deref() != Some(part) {
            self.part = Some(part.to_owned());
        }
    }
}

pub fn figures_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    out: &mut Outbox,
) {
    if !state.figures.is_open {
        return;
    }
    let mut chosen = None;
    widgets::card(ui, cx, Key::WritingFigureHead, |ui| {
        let figures = &mut state.figures;
        let label = ui.label(cx.say(Key::WritingFigureSearch));
        let field = ui.add(TextEdit::singleline(&mut figures.query).desired_width(320.0));
        let field = field.labelled_by(label.id);
        if std::mem::take(&mut figures.is_fresh) {
            field.request_focus();
        }
        if field.changed() {
            figures.found =
                country::names(&cx.session.bundle, manuscript.iso3, cx.lang, &figures.query, MOST);
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        for (at, name) in figures.found.iter().enumerate() {
            let year = name.year.map(|year| year.to_string()).unwrap_or_default();
            let slots = [
                ("label", name.label.as_str()),
                ("year", &year),
                ("value", &name.value),
                ("source", &name.source),
            ];
            let button = ui.button(cx.fill(Key::WritingFigureRow, &slots));
            if button.clicked() || (entered && at == 0) {
                chosen = Some(name.reference.clone());
            }
        }
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        if ui.button(cx.say(Key::WritingFigureClose)).clicked() || escaped {
            figures.is_open = false;
        }
    });
    if let Some(reference) = chosen {
        put(ui, cx, state, manuscript, &reference, out);
    }
}

/// At the cursor of the part that was written in last, else in the first part of the section.
fn put(
    ui: &Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    reference: &str,
    out: &mut Outbox,
) {
    let At::Section(code) = &state.at else { return };
    let here = state.figures.part.as_deref().and_then(part).filter(|part| part.section == code);
    let first = || country::PARTS.iter().find(|part| part.section == code);
    let Some(part) = here.or_else(first) else { return };
    let text = manuscript.text(part.code);
    let (text, cursor) = replaced(text, selection(ui, part.code, text), reference);
    rewrite(cx, manuscript, part.code, &text, out);
    put_cursor(ui, part.code, cursor);
    state.figures.is_open = false;
}
