//! What the proofreader has found, with both sides: put right with one key, or kept with a reason.

use super::section::rewrite;
use super::{At, WritingState, change};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report::country;
use crate::words;
use egui::{Label, RichText, TextEdit, Ui, WidgetInfo};
use kriterion_heart::manuscript::{Change, Manuscript};
use kriterion_heart::proof::Finding;

/// All findings of the report, or those of a section.
pub fn findings_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    section: Option<&str>,
    out: &mut Outbox,
) {
    let Some(proof) = state.proof.clone() else {
        if section.is_none() {
            widgets::weak(ui, cx, cx.say(Key::WritingChecking));
        }
        return;
    };
    let here = |finding: &&Finding| {
        section.is_none_or(|section| proof.checked.section(finding) == section)
    };
    let (kept, open): (Vec<&Finding>, Vec<&Finding>) = proof
        .findings
        .iter()
        .filter(here)
        .partition(|finding| manuscript.kept.contains_key(finding.id.as_str()));
    if section.is_some() && open.is_empty() && kept.is_empty() {
        return;
    }
    widgets::card(ui, cx, Key::WritingFindings, |ui| {
        if open.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::WritingNoFindings));
        }
        for (at, finding) in open.into_iter().enumerate() {
            ui.push_id(at, |ui| finding_ui(ui, cx, state, manuscript, finding, section, out));
        }
        for finding in kept {
            ui.push_id(("kept", &finding.id), |ui| {
                kept_ui(ui, cx, state, manuscript, finding, out)
            });
        }
    });
}

/// Which paragraphs of an old report rest on figures that have moved.
pub fn rested_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut WritingState) {
    let Some(proof) = state.proof.clone().filter(|proof| !proof.rested.is_empty()) else { return };
    widgets::card(ui, cx, Key::WritingRested, |ui| {
        for (at, rested) in proof.rested.iter().enumerate() {
            let Some(part) = country::part(&rested.part) else { continue };
            let n = rested.paragraph.map(|n| n.to_string());
            let place = match &n {
                Some(n) => cx.fill(Key::WritingParagraph, &[("part", part.code), ("n", n)]),
                None => part.code.to_owned(),
            };
            ui.push_id(at, |ui| {
                let text = words::labelled(cx.lang, &place, &rested.said);
                ui.add(Label::new(text).wrap());
                if ui.small_button(cx.say(Key::WritingGoThere)).clicked() {
                    state.turn_to(At::Section(part.section.to_owned()));
                }
            });
        }
        widgets::weak(ui, cx, cx.say(Key::CountryRestsHint));
    });
}

fn finding_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    finding: &Finding,
    section: Option<&str>,
    out: &mut Outbox,
) {
    let Some(proof) = state.proof.clone() else { return };
    let bundle = &cx.session.bundle;
    let script = &proof.checked.script;
    let message = words::proof_message(cx.lang, bundle, script, finding);
    ui.add(Label::new(RichText::new(&message)).wrap());
    let source = words::proof_source(cx.lang, bundle, finding);
    if let Some(source) = source.filter(|source| !source.is_empty()) {
        widgets::weak(ui, cx, source);
    }
    widgets::weak(ui, cx, words::proof_hint(cx.lang, script, finding));
    ui.horizontal_wrapped(|ui| {
        let button = |ui: &mut Ui, key: Key| {
            let button = ui.small_button(cx.say(key));
            let spoken = format!("{}: {message}", cx.say(key));
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            button.clicked()
        };
        if section.is_none() && button(ui, Key::WritingGoThere) {
            state.turn_to(At::Section(proof.checked.section(finding).to_owned()));
        }
        if let Some((part, text)) = proof.checked.mended(manuscript, finding)
            && button(ui, Key::WritingFix)
        {
            rewrite(cx, manuscript, part, &text, out);
        }
        if state.keeping.as_ref().is_none_or(|(id, _)| *id != finding.id)
            && button(ui, Key::WritingKeep)
        {
            state.keeping = Some((finding.id.clone(), String::new()));
        }
    });
    if let Some((id, reason)) = &mut state.keeping
        && *id == finding.id
    {
        let mut done = false;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(cx.say(Key::WritingKeepWhy));
            let field = ui.add(TextEdit::singleline(reason).desired_width(300.0));
            let field = field.labelled_by(label.id);
            let entered = field.lost_focus() && super::marks::takes_enter(ui);
            done = (ui.button(cx.say(Key::WritingKeep)).clicked() || entered)
                && !reason.trim().is_empty();
        });
        if done {
            let (finding, reason) = (id.clone(), reason.trim().to_owned());
            change(out, Change::Keep { finding, reason });
            state.keeping = None;
        }
    }
    ui.add_space(6.0);
}

/// The author stays with it, and can take that back.
fn kept_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &WritingState,
    manuscript: &Manuscript,
    finding: &Finding,
    out: &mut Outbox,
) {
    let Some(proof) = &state.proof else { return };
    let script = &proof.checked.script;
    let message = words::proof_message(cx.lang, &cx.session.bundle, script, finding);
    let reason = manuscript.kept.get(finding.id.as_str()).map_or("", String::as_str);
    ui.horizontal_wrapped(|ui| {
        let slots = [("finding", message.as_str()), ("reason", reason)];
        widgets::weak(ui, cx, cx.fill(Key::WritingKeptBecause, &slots));
        if ui.small_button(cx.say(Key::WritingRelease)).clicked() {
            change(out, Change::Release(finding.id.clone()));
        }
    });
}
