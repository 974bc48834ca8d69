//! One section: for each of its parts what is to be covered, the program's sentences, and the author's own words.

use super::{WritingState, drafts, findings, marks, ratings};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report::country::{self, PARTS, Part};
use crate::session::Action;
use egui::{TextEdit, Ui};
use kriterion_heart::manuscript::Manuscript;

/// The part in which the rating table stands.
const RATINGS: &str = "II.0";
const ROWS: usize = 7;

pub fn section_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    code: &str,
    out: &mut Outbox,
) {
    let Some(section) = manuscript.facts.section(code) else { return };
    let title = format!("{code}  {}", cx.text(&section.title));
    ui.label(widgets::bold(title, crate::gui::theme::TITLE + 2.0));
    ui.add_space(4.0);
    if code == RATINGS {
        ratings::ratings_ui(ui, cx, manuscript, out);
    }
    findings::findings_ui(ui, cx, state, manuscript, Some(code), out);
    for part in PARTS.iter().filter(|part| part.section == code) {
        part_ui(ui, cx, state, manuscript, part, out);
    }
}

fn part_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    part: &Part,
    out: &mut Outbox,
) {
    widgets::card(ui, cx, part.title, |ui| {
        widgets::weak(ui, cx, cx.say(part.hint));
        let label = cx.say(Key::WritingOwn);
        marks::marks_ui(ui, cx, state, manuscript, part.code, out);
        text_ui(ui, cx, state, manuscript, part, label, out);
        for fault in state.seen.faults.get(part.code).into_iter().flatten() {
            widgets::gap_note(ui, cx, fault);
        }
        let words = state.seen.words.get(part.code).copied().unwrap_or(0);
        widgets::weak(ui, cx, cx.fill(Key::WritingWords, &[("n", &words.to_string())]));
        drafts::drafts_ui(ui, cx, manuscript, part.code, out);
    });
}

/// The id of a part's field, by which its cursor is found.
pub fn field_id(part: &str) -> egui::Id {
    egui::Id::unique(("writing", part))
}

fn text_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    part: &Part,
    label: &str,
    out: &mut Outbox,
) {
    let mut text = manuscript.text(part.code).to_owned();
    let edit = TextEdit::multiline(&mut text)
        .id(field_id(part.code))
        .desired_rows(ROWS)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(format!("{}: {label}", cx.say(part.title)));
    if response.has_focus() {
        state.figures.writes_in(part.code);
    }
    if response.changed() {
        rewrite(cx, manuscript, part.code, &text, out);
    }
    if response.lost_focus() {
        out.push(Action::CloseUndoStep);
    }
}

/// The author's words on a part become these.
pub fn rewrite(cx: &Cx<'_>, manuscript: &Manuscript, part: &str, text: &str, out: &mut Outbox) {
    // What is wrong with a figure's name is told below the text, when the change has landed.
    let (change, _) = country::write(manuscript, &cx.session.bundle, part, text);
    super::change(out, change);
}
