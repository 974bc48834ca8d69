//! The parts of the report, in its order, with what is written in each.

use super::{At, WritingState};
use crate::gui::cx::Cx;
use crate::gui::theme::{BODY, SMALL};
use crate::i18n::Key;
use crate::report::country::PARTS;
use egui::Ui;
use kriterion_heart::manuscript::{DraftState, Manuscript};

pub fn outline_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut WritingState) {
    let Some(writing) = &cx.session.writing else { return };
    let manuscript = writing.manuscript();
    if entry(
        ui,
        cx,
        state.at == At::Front,
        (cx.say(Key::WritingFront), cx.say(Key::WritingTitle)),
        "",
    ) {
        state.turn_to(At::Front);
    }
    let n = state.open_findings(manuscript, None).to_string();
    let found = cx.fill(Key::WritingOpenFindings, &[("n", &n)]);
    if entry(
        ui,
        cx,
        state.at == At::Findings,
        (cx.say(Key::WritingFindings), cx.say(Key::WritingShortFindings)),
        &found,
    ) {
        state.turn_to(At::Findings);
    }
    for section in &manuscript.facts.sections {
        if !PARTS.iter().any(|part| part.section == section.code) {
            continue;
        }
        let at = At::Section(section.code.clone());
        let name = format!("{}\u{a0}\u{a0}{}", section.code, cx.text(&section.title));
        let below = below(cx, state, manuscript, &section.code);
        if entry(ui, cx, state.at == at, (&name, &section.code), &below) {
            state.turn_to(at);
        }
    }
}

/// How much is written, and how many sentences of the program stand there.
fn below(cx: &Cx<'_>, state: &WritingState, manuscript: &Manuscript, section: &str) -> String {
    let parts = || PARTS.iter().filter(|part| part.section == section);
    let words: usize = parts().filter_map(|part| state.seen.words.get(part.code)).sum();
    let drafts = manuscript.drafts.iter().filter(|draft| {
        draft.state == DraftState::Kept && parts().any(|part| part.code == draft.part)
    });
    let slots = [("words", words.to_string()), ("drafts", drafts.count().to_string())];
    let [words, drafts] = &slots;
    let counts = cx.fill(Key::WritingCounts, &[(words.0, &words.1), (drafts.0, &drafts.1)]);
    match state.open_findings(manuscript, Some(section)) {
        0 => counts,
        n => {
            let found = cx.fill(Key::WritingOpenFindings, &[("n", &n.to_string())]);
            format!("{counts}\n{found}")
        }
    }
}

fn entry(
    ui: &mut Ui,
    cx: &Cx<'_>,
    is_here: bool,
    (name, short): (&str, &str),
    below: &str,
) -> bool {
    // Where there is little room: a short name. Screen readers get all of it.
    let is_narrow = ui.available_width() < 100.0;
    let shown = if is_narrow { short } else { name };
    let mut text = egui::text::LayoutJob::default();
    let format =
        |size: f32, colour| egui::TextFormat::simple(egui::FontId::proportional(size), colour);
    text.append(shown, 0.0, format(BODY, cx.theme.text));
    if !below.is_empty() && !is_narrow {
        text.append(&format!("\n{below}"), 0.0, format(SMALL - 0.5, cx.theme.weak));
    }
    text.wrap.max_width = ui.available_width() - 12.0;
    let button =
        egui::Button::selectable(is_here, text).min_size(egui::vec2(ui.available_width(), 0.0));
    let response = ui.add(button);
    let spoken = format!("{name}, {below}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_here, &spoken));
    response.clicked()
}
