//! A reason on screen, with the facts behind it.

use crate::gui::cx::Cx;
use crate::gui::widgets;
use crate::words;
use egui::{RichText, Ui};
use kriterion_heart::score::Reason;

pub fn reason_ui(ui: &mut Ui, cx: &Cx<'_>, reason: &Reason) {
    let sign = cx.word(reason.weight());
    let sentence = words::reason(cx.lang, &cx.session.bundle.rules, reason);
    ui.add(egui::Label::new(RichText::new(format!("• {sentence}  ({sign})")).small()).wrap());
    if let Reason::Baseline { readings, .. } = reason {
        for reading in readings {
            let source = reading.sources.first().map(|source| format!(" · {}", source.publisher));
            let fact = words::reading(cx.lang, reading);
            widgets::weak(ui, cx, format!("     {fact}{}", source.unwrap_or_default()));
        }
    }
}
