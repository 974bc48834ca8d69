//! The sentences that the program has made from figures: kept, deleted, or taken over into one's own words.

use super::change;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Label, RichText, Ui, WidgetInfo};
use kriterion_heart::manuscript::{Change, Draft, DraftState, Manuscript};

pub fn drafts_ui(ui: &mut Ui, cx: &Cx<'_>, manuscript: &Manuscript, part: &str, out: &mut Outbox) {
    let mut own = manuscript.drafts.iter().filter(|draft| draft.part == part).peekable();
    if own.peek().is_none() {
        return;
    }
    ui.add_space(4.0);
    widgets::small_strong(ui, cx.say(Key::WritingDrafts));
    for draft in own {
        ui.push_id(&draft.id, |ui| draft_ui(ui, cx, draft, out));
    }
    ui.add_space(4.0);
}

fn draft_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &Draft, out: &mut Outbox) {
    let text = RichText::new(&draft.text);
    let text = match draft.state {
        DraftState::Kept => text,
        DraftState::Deleted => text.strikethrough().color(cx.theme.weak),
        DraftState::TakenOver => text.italics().color(cx.theme.weak),
    };
    ui.add(Label::new(text).wrap());
    ui.horizontal_wrapped(|ui| {
        let mut button = |key: Key| {
            let button = ui.small_button(cx.say(key));
            let spoken = format!("{}: {}", cx.say(key), draft.text);
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            button.clicked()
        };
        match draft.state {
            DraftState::Kept => {
                if button(Key::WritingTakeOver) {
                    change(out, Change::TakeOver(draft.id.clone()));
                }
                if button(Key::WritingDelete) {
                    change(out, Change::Draft(draft.id.clone(), DraftState::Deleted));
                }
            }
            DraftState::Deleted | DraftState::TakenOver => {
                if button(Key::WritingPutBack) {
                    change(out, Change::Draft(draft.id.clone(), DraftState::Kept));
                }
                if draft.state == DraftState::TakenOver {
                    widgets::weak(ui, cx, cx.say(Key::WritingTakenOver));
                }
            }
        }
    });
}
