//! Find and replace in the author's words.

use super::marks::put_cursor;
use super::section::rewrite;
use super::{At, WritingState};
use crate::gui::cx::{Cx, Outbox};
use crate::i18n::Key;
use crate::report::country::PARTS;
use crate::session::Writing;
use egui::{TextEdit, Ui};
use kriterion_heart::manuscript::Manuscript;

#[derive(Default)]
pub struct Find {
    is_open: bool,
    is_fresh: bool,
    text: String,
    with: String,
    /// Which match was shown last.
    at: usize,
}

impl Find {
    pub fn open(&mut self) {
        (self.is_open, self.is_fresh) = (true, true);
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }
}

/// Every place of a text, by part and letter, in the order of the report.
fn places(manuscript: &Manuscript, wanted: &str) -> Vec<(&'static str, usize)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    PARTS
        .iter()
        .flat_map(|part| {
            let text = manuscript.text(part.code);
            let letters = |at| text.get(..at).map_or(0, |before: &str| before.chars().count());
            text.match_indices(wanted)
                .map(move |(at, _)| (part.code, letters(at)))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub fn find_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    writing: &Writing,
    out: &mut Outbox,
) {
    let manuscript = writing.manuscript();
    let (mut next, mut all, mut close) = (false, false, false);
    cx.theme.card_frame().show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let find = &mut state.find;
            let label = ui.label(cx.say(Key::WritingFindWhat));
            let field = ui.add(TextEdit::singleline(&mut find.text).desired_width(200.0));
            let field = field.labelled_by(label.id);
            if std::mem::take(&mut find.is_fresh) {
                field.request_focus();
            }
            if field.changed() {
                find.at = 0;
            }
            next = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let label = ui.label(cx.say(Key::WritingReplaceWith));
            let field = ui.add(TextEdit::singleline(&mut find.with).desired_width(200.0));
            field.labelled_by(label.id);
            next |= ui.button(cx.say(Key::WritingFindNext)).clicked();
            all = ui.button(cx.say(Key::WritingReplaceAll)).clicked();
            let n = places(manuscript, &find.text).len().to_string();
            ui.label(cx.fill(Key::WritingFound, &[("n", &n)]));
            close = ui.button(cx.say(Key::WritingFigureClose)).clicked();
        });
    });
    let found = places(manuscript, &state.find.text);
    if next && let Some((part, letter)) = found.get(state.find.at % found.len().max(1)).copied() {
        state.find.at = (state.find.at + 1) % found.len().max(1);
        if let Some(part) = crate::report::country::part(part) {
            state.turn_to(At::Section(part.section.to_owned()));
            put_cursor(ui, part.code, letter + state.find.text.chars().count());
        }
    }
    if all {
        let mut parts: Vec<&str> = found.iter().map(|(part, _)| *part).collect();
        parts.dedup();
        for part in parts {
            let text = manuscript.text(part).replace(&state.find.text, &state.find.with);
            rewrite(cx, manuscript, part, &text, out);
        }
    }
    if close || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        state.find.is_open = false;
    }
    ui.add_space(6.0);
}
