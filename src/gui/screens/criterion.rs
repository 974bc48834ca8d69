//! One criterion: its test and effect, the questions with findings, facts and evidence, proposal beside judgement.

use crate::gui::app::Local;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::incidents::of_criterion_ui;
use crate::gui::screens::{judgement, question, scenarios, sent_back_ui, stages};
use crate::gui::theme::{BODY, GAP};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Place};
use crate::words;
use egui::{CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::dossier::{DenialField, Dossier};
use kriterion_heart::rulebook::{Criterion, Statement};
use kriterion_heart::score::{self, Applies};

pub fn criterion_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    number: u8,
    local: &mut Local,
    out: &mut Outbox,
) {
    let Local { dialogs, drawer, explorer, incidents, .. } = local;
    let Some(criterion) = cx.session.bundle.rules.criterion(number) else {
        widgets::gap_note(ui, cx, cx.fill(Key::CriterionUnreadable, &[("n", &number.to_string())]));
        return;
    };
    head_ui(ui, cx, dossier, criterion);
    of_criterion_ui(ui, cx, dossier, number, incidents, out);
    stages::stages_ui(ui, cx, dossier, number, out);
    let (asked, folded): (Vec<_>, Vec<_>) = criterion.questions.iter().partition(|question| {
        score::applies(&cx.session.bundle.rules, dossier, question) == Applies::Yes
    });
    for question in asked {
        ui.add_space(GAP);
        question::question_ui(ui, cx, dossier, question, dialogs, drawer, out);
    }
    if !folded.is_empty() {
        ui.add_space(GAP);
        let title = cx.fill(Key::FoldedQuestions, &[("n", &folded.len().to_string())]);
        CollapsingHeader::new(title).id_salt("folded").show(ui, |ui| {
            for question in folded {
                let why = score::applies(&cx.session.bundle.rules, dossier, question);
                question::folded_ui(ui, cx, question, why);
            }
        });
    }
    scenarios::scenarios_ui(ui, cx, dossier, number, out);
    ui.add_space(GAP);
    judgement::judgement_ui(ui, cx, dossier, criterion, explorer, out);
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        for (key, forward) in [(Key::CmdPreviousPage, false), (Key::CmdNextPage, true)] {
            if ui.button(cx.say(key)).clicked() {
                let asks = cx.session.asks_end_use();
                out.push(Action::Go(Place::Criterion(number).step(forward, asks)));
            }
        }
    });
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, criterion: &Criterion) {
    sent_back_ui(ui, cx, criterion.number);
    denials_ui(ui, cx, dossier);
    let title = cx.fill(
        Key::CriterionTitle,
        &[("n", &criterion.number.to_string()), ("title", cx.text(&criterion.short))],
    );
    ui.heading(title);
    if criterion.title != criterion.short {
        ui.add(Label::new(RichText::new(cx.text(&criterion.title)).color(cx.theme.weak)).wrap());
    }
    widgets::text_row(ui, |ui| {
        ui.label(widgets::bold(cx.word(criterion.effect), BODY).color(cx.theme.accent));
        let edition = dossier.editions.text.code();
        widgets::weak(ui, cx, cx.fill(Key::TextEditionIs, &[("year", edition)]));
    });
    let now = dossier.editions.text;
    // One fold for all criteria: who knows the text closes it once.
    CollapsingHeader::new(cx.say(Key::LegalTest))
        .id_salt("test")
        .default_open(ui.available_width() > 440.0 && ui.ctx().content_rect().height() > 500.0)
        .show(ui, |ui| {
            for statement in criterion.test.iter().filter(|statement| statement.since <= now) {
                statement_ui(ui, cx, statement);
            }
        });
    let salt = ("help", criterion.number);
    CollapsingHeader::new(cx.say(Key::WhatToWeigh)).id_salt(salt).show(ui, |ui| {
        for sub in criterion.subs.iter().filter(|sub| sub.since <= now) {
            ui.horizontal_wrapped(|ui| {
                widgets::strong(ui, sub.id.clone());
                ui.label(cx.text(&sub.text));
                widgets::weak(ui, cx, cx.word(sub.effect));
                widgets::mark_tag(ui, cx, sub.mark);
            });
        }
        for (title, list) in [
            (Key::ToWeigh, &criterion.weigh),
            (Key::Cautions, &criterion.cautions),
            (Key::Papers, &criterion.papers),
        ] {
            ui.add_space(4.0);
            widgets::strong(ui, cx.say(title));
            for statement in list.iter().filter(|statement| statement.since <= now) {
                statement_ui(ui, cx, statement);
            }
        }
    });
}

/// What other States have refused: it concerns every criterion.
fn denials_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier) {
    for denial in &dossier.denials {
        let state = denial.state.and_then(|iso3| cx.session.bundle.atlas.country(iso3));
        let state = state.map_or(cx.say(Key::DenialNoState), |country| cx.text(&country.name));
        let said =
            [DenialField::Date, DenialField::Item, DenialField::EndUser, DenialField::Reason]
                .map(|field| denial.field(field).trim());
        let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
        let slots = [("state", state), ("said", &*said.join(" · "))];
        widgets::gap_note(ui, cx, cx.fill(Key::DenialOnRecord, &slots));
    }
}

fn statement_ui(ui: &mut Ui, cx: &Cx<'_>, statement: &Statement) {
    let text =
        format!("• {}  [{}]", cx.text(&statement.text), words::mark(cx.lang, statement.mark));
    ui.add(Label::new(text).wrap()).on_hover_text(cx.word(statement.mark));
}
