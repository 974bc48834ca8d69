//! Help on the page at hand, on the question one is in, and every key.

use crate::gui::commands::Command;
use crate::gui::cx::Cx;
use crate::gui::theme::TITLE;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Place;
use crate::words;
use egui::{Grid, Id, Label, Modal, ScrollArea, Ui};
use kriterion_heart::rulebook::QuestionId;

pub fn help_ui(ui: &mut Ui, cx: &Cx<'_>, open: &mut bool, question: Option<QuestionId>) {
    if !*open {
        return;
    }
    let mut done = false;
    let modal = Modal::new(Id::unique("help")).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(600.0_f32.min(room.x - 60.0));
        ui.heading(cx.say(Key::HelpTitle));
        ScrollArea::vertical().max_height(room.y - 160.0).show(ui, |ui| {
            ui.add(Label::new(cx.say(page_help(cx.session.place))).wrap());
            if let (Place::Criterion(_), Some(id)) = (cx.session.place, question) {
                question_ui(ui, cx, id);
            }
            ui.add_space(8.0);
            ui.label(widgets::bold(cx.say(Key::HelpKeys), TITLE));
            keys_ui(ui, cx);
        });
        ui.add_space(8.0);
        let close = ui.button(cx.say(Key::HelpClose));
        if !ui.ctx().memory(|memory| memory.focused().is_some()) {
            close.request_focus();
        }
        done = close.clicked();
    });
    if done || modal.should_close() {
        *open = false;
    }
}

fn page_help(place: Place) -> Key {
    match place {
        Place::Start => Key::HelpStart,
        Place::Request => Key::HelpRequest,
        Place::EndUse => Key::HelpEndUse,
        Place::Criterion(_) => Key::HelpCriterion,
        Place::Incidents => Key::HelpIncidents,
        Place::Decision => Key::HelpDecision,
        Place::Review => Key::HelpReview,
        Place::Report => Key::HelpReport,
        Place::Writing => Key::HelpWriting,
        Place::History => Key::HelpHistory,
        Place::Explorer => Key::HelpExplorer,
        Place::Relook => Key::HelpRelook,
        Place::Data => Key::HelpData,
        Place::Methods => Key::HelpMethods,
        Place::AboutData => Key::HelpAboutData,
    }
}

fn question_ui(ui: &mut Ui, cx: &Cx<'_>, id: QuestionId) {
    let Some(question) = cx.session.bundle.rules.question(id) else { return };
    ui.add_space(8.0);
    ui.label(widgets::bold(format!("{id}  {}", cx.text(&question.ask)), TITLE));
    ui.add(Label::new(cx.text(&question.help)).wrap());
    let mark = words::mark(cx.lang, question.mark);
    widgets::weak(ui, cx, format!("{} [{mark}]", cx.text(&question.reference)));
}

fn keys_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let keys: Vec<_> =
        Command::all().filter_map(|command| Some((command.shortcut()?, command))).collect();
    Grid::new("keys").num_columns(4).striped(true).spacing([18.0, 4.0]).show(ui, |ui| {
        for row in keys.chunks(2) {
            for (shortcut, command) in row {
                ui.label(ui.ctx().format_shortcut(shortcut));
                ui.label(command.name(cx));
            }
            ui.end_row();
        }
    });
}
