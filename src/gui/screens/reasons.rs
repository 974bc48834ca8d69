//! The reasons of a proposal on screen, with the facts behind them.

use crate::gui::cx::Cx;
use crate::i18n::Key;
use crate::words;
use egui::{Label, RichText, Ui};
use kriterion_heart::rating::Reading;
use kriterion_heart::score::Reason;

/// Every reason on a line of its own; open major questions, of which there may be many, on one.
pub fn reasons_ui(ui: &mut Ui, cx: &Cx<'_>, reasons: &[Reason]) {
    let mut open = Vec::new();
    for reason in reasons {
        match reason {
            Reason::OpenMajor(question) => open.push(question.to_string()),
            other => reason_ui(ui, cx, other),
        }
    }
    if !open.is_empty() {
        line_ui(ui, &cx.fill(Key::ReasonsOpenMajor, &[("questions", &open.join(", "))]));
    }
}

fn reason_ui(ui: &mut Ui, cx: &Cx<'_>, reason: &Reason) {
    let sign = cx.word(reason.weight());
    let sentence = words::reason(cx.lang, &cx.session.bundle.rules, reason);
    line_ui(ui, &format!("{sentence}  ({sign})"));
    if let Reason::Baseline { readings, .. } = reason {
        ui.indent("facts", |ui| {
            for reading in readings {
                reading_ui(ui, cx, reading);
            }
        });
    }
}

fn line_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(format!("• {text}")).small()).wrap());
}

/// The fact with its value, its year and its source.
fn reading_ui(ui: &mut Ui, cx: &Cx<'_>, reading: &Reading) {
    let source = reading.sources.first().map(|source| format!(" · {}", source.publisher));
    let text = format!("{}{}", words::reading(cx.lang, reading), source.unwrap_or_default());
    ui.add(Label::new(RichText::new(text).small().color(cx.theme.weak)).wrap());
}
