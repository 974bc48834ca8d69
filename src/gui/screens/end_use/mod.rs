//! The end-use screen: what follows at the top, the questions below it, law and practice, words explained.

mod beside;
mod question;
mod result;

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{GAP, TITLE};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Place, Session};
use egui::{CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::end_use;
use kriterion_heart::rulebook::{EndUseGroup, QuestionId, Term};

/// What the page remembers besides the case.
#[derive(Default)]
pub struct EndUseState {
    beside: beside::Columns,
    /// The question of the criteria that facts are attached to.
    target: Option<QuestionId>,
    /// The question to which the officer wants to go.
    go: Option<String>,
}

impl EndUseState {
    /// Looks up what is known of the destination, when state, day, language or data have changed.
    pub fn refresh(&mut self, session: &Session) {
        if session.place == Place::EndUse {
            self.beside.refresh(session);
        }
    }
}

pub fn end_use_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut EndUseState,
    out: &mut Outbox,
) {
    let screen = &cx.session.bundle.rules.end_use;
    let (n, of) = end_use::progress(screen, dossier);
    let lead = cx.fill(Key::EndUseLead, &[("n", &n.to_string()), ("of", &of.to_string())]);
    widgets::page_head(ui, cx, cx.say(Key::PlaceEndUse), &lead);
    if !cx.session.asks_end_use() {
        widgets::gap_note(ui, cx, cx.say(Key::EndUseNoTag));
    }
    widgets::card(ui, cx, Key::EndUseResult, |ui| result::result_ui(ui, cx, dossier, state, out));
    let go = state.go.take();
    for group in &screen.groups {
        group_ui(ui, cx, dossier, group, go.as_deref(), out);
    }
    widgets::card(ui, cx, Key::EndUseBeside, |ui| beside::beside_ui(ui, cx, dossier, state, out));
    widgets::card(ui, cx, Key::EndUseTerms, |ui| {
        for term in &screen.terms {
            term_ui(ui, cx, term);
        }
    });
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        for (key, place) in
            [(Key::CmdPreviousPage, Place::Request), (Key::CmdNextPage, Place::Criterion(1))]
        {
            if ui.button(cx.say(key)).clicked() {
                out.push(Action::Go(place));
            }
        }
    });
}

fn group_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    group: &EndUseGroup,
    go: Option<&str>,
    out: &mut Outbox,
) {
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(widgets::bold(cx.text(&group.title), TITLE)).wrap());
        let lead = end_use::lead(&group.lead, group.home.as_ref(), dossier.request.destination);
        ui.add(Label::new(RichText::new(cx.text(lead)).small().color(cx.theme.weak)).wrap());
        for question in &group.questions {
            ui.push_id(&question.id, |ui| {
                question::question_ui(ui, cx, dossier, question, go == Some(&*question.id), out);
            });
        }
    });
}

fn term_ui(ui: &mut Ui, cx: &Cx<'_>, term: &Term) {
    CollapsingHeader::new(cx.text(&term.title)).id_salt(&term.id).show(ui, |ui| {
        ui.add(Label::new(cx.text(&term.text)).wrap());
        widgets::text_row(ui, |ui| {
            widgets::weak(ui, cx, cx.text(&term.reference));
            widgets::mark_tag(ui, cx, term.mark);
        });
    });
}

/// The way to the screen from a page that it concerns; from a question only where answers are evidence for it.
pub fn link_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    from: Option<QuestionId>,
    out: &mut Outbox,
) {
    let screen = &cx.session.bundle.rules.end_use;
    if !cx.session.asks_end_use() || from.is_some_and(|id| !screen.serves(id)) {
        return;
    }
    let (n, of) = end_use::progress(screen, dossier);
    let text = cx.fill(Key::EndUseOpen, &[("n", &n.to_string()), ("of", &of.to_string())]);
    let spoken = from.map_or_else(|| text.clone(), |id| format!("{id}: {text}"));
    let button = ui.button(RichText::new(text).small());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if button.clicked() {
        out.push(Action::Go(Place::EndUse));
    }
}
