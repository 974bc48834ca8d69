//! The decision: eight levels in one table, open points, the recommendation of the rule, denials, the officer's decision.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::reasons;
use crate::gui::screens::request::date_note;
use crate::gui::theme::GAP;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Place};
use egui::{Grid, RichText, Ui};
use kriterion_heart::dossier::{DenialField, Dossier, Identical};
use kriterion_heart::edit::Edit;
use kriterion_heart::level::{Level, Outcome};
use kriterion_heart::rulebook::Effect;
use kriterion_heart::score::{Assessment, Recommendation};

pub fn decision_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let Some(assessment) = cx.session.assessment() else { return };
    widgets::page_head(ui, cx, cx.say(Key::PlaceDecision), cx.say(Key::DecisionLead));
    card(ui, cx, Key::CardLevels, |ui| table_ui(ui, cx, dossier, assessment, out));
    card(ui, cx, Key::CardRecommendation, |ui| {
        recommendation_ui(ui, cx, &assessment.recommendation)
    });
    card(ui, cx, Key::CardOpenPoints, |ui| open_ui(ui, cx, assessment, out));
    card(ui, cx, Key::CardDenials, |ui| denials_ui(ui, cx, dossier, out));
    card(ui, cx, Key::CardDecision, |ui| outcome_ui(ui, cx, dossier, out));
}

fn card(ui: &mut Ui, cx: &Cx<'_>, title: Key, content: impl FnOnce(&mut Ui)) {
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(cx.say(title)).size(16.0).strong());
        ui.add_space(4.0);
        content(ui);
    });
}

fn table_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    assessment: &Assessment,
    out: &mut Outbox,
) {
    let narrow = ui.available_width() < 640.0;
    egui::ScrollArea::horizontal().show(ui, |ui| {
        Grid::new("levels").num_columns(5).striped(true).spacing([14.0, 8.0]).show(ui, |ui| {
            for key in
                [Key::ColCriterion, Key::Proposal, Key::Judgement, Key::Residual, Key::ColFinding]
            {
                ui.label(RichText::new(cx.say(key)).small().strong());
            }
            ui.end_row();
            for proposal in &assessment.criteria {
                let number = proposal.criterion;
                let criterion = cx.session.bundle.rules.criterion(number);
                let short = criterion.map_or("", |criterion| cx.text(&criterion.short));
                let width = if narrow { 130.0 } else { 260.0 };
                ui.allocate_ui(egui::vec2(width, 0.0), |ui| {
                    ui.set_max_width(width);
                    let link = egui::Link::new(format!("{number}  {short}"));
                    if ui.add(link).clicked() {
                        out.push(Action::Go(Place::Criterion(number)));
                    }
                });
                widgets::level_badge(ui, cx, proposal.level);
                match proposal.judgement {
                    Some(level) => widgets::level_badge(ui, cx, level),
                    None => widgets::weak(ui, cx, cx.say(Key::NotJudged)),
                };
                match proposal.residual {
                    Some(level) => widgets::level_badge(ui, cx, level),
                    None => widgets::weak(ui, cx, "–"),
                };
                let record = dossier.record(number);
                let word = match criterion.map(|criterion| criterion.effect) {
                    Some(Effect::Weigh) => cx.word(record.weighing),
                    _ => cx.word(record.finding),
                };
                ui.label(RichText::new(word).small());
                ui.end_row();
            }
        });
    });
    widgets::weak(ui, cx, cx.say(Key::NoTotal));
}

fn recommendation_ui(ui: &mut Ui, cx: &Cx<'_>, recommendation: &Recommendation) {
    ui.label(
        RichText::new(cx.word(recommendation.outcome)).size(18.0).strong().color(cx.theme.accent),
    );
    for ground in &recommendation.grounds {
        ui.add(egui::Label::new(format!("• {}", reasons::ground_words(cx, *ground))).wrap());
    }
    if !recommendation.later.is_empty() {
        ui.add_space(4.0);
        widgets::weak(ui, cx, cx.say(Key::LaterGrounds));
        for ground in &recommendation.later {
            widgets::weak(ui, cx, format!("• {}", reasons::ground_words(cx, *ground)));
        }
    }
    widgets::weak(ui, cx, cx.say(Key::RecommendationNote));
}

fn open_ui(ui: &mut Ui, cx: &Cx<'_>, assessment: &Assessment, out: &mut Outbox) {
    let open = assessment.criteria.iter().flat_map(|proposal| proposal.open.iter().copied());
    let mut count = 0;
    ui.horizontal_wrapped(|ui| {
        for question in open {
            count += 1;
            if ui.add(egui::Link::new(question.to_string())).clicked() {
                out.push(Action::Go(Place::of_question(question)));
            }
        }
    });
    if count == 0 {
        ui.label(cx.say(Key::NothingOpen));
    }
    let failed: Vec<_> =
        assessment.recommendation.gates.iter().filter(|gate| !gate.passed).collect();
    if !failed.is_empty() {
        ui.add_space(4.0);
        widgets::strong(ui, cx.say(Key::GatesHead));
        for gate in failed {
            ui.add(
                egui::Label::new(
                    RichText::new(format!("! {}", reasons::gate_words(cx, gate))).small(),
                )
                .wrap(),
            );
        }
    }
}

fn denials_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    widgets::weak(ui, cx, cx.say(Key::DenialsLead));
    for (at, denial) in dossier.denials.iter().enumerate() {
        ui.push_id(("denial", at), |ui| {
            if let Some(state) =
                widgets::country_picker(ui, cx, cx.say(Key::DenialState), denial.state)
            {
                out.edit(Edit::DenialState(at, state));
            }
            let fields = [
                DenialField::Reference,
                DenialField::Date,
                DenialField::Item,
                DenialField::EndUser,
                DenialField::Reason,
                DenialField::Answer,
            ];
            for field in fields {
                let line = Shape::Line(f32::INFINITY);
                if let Some(text) =
                    widgets::text_field(ui, out, cx.word(field), denial.field(field), line)
                {
                    out.edit(Edit::DenialField(at, field, text));
                }
                if field == DenialField::Date {
                    date_note(ui, cx, denial.field(field));
                }
            }
            let now = Some(denial.identical);
            if let Some(same) =
                widgets::choice(ui, cx, cx.say(Key::DenialIdentical), now, &Identical::ALL)
            {
                out.edit(Edit::DenialIdentical(at, same));
            }
            let mut done = denial.consulted;
            if ui.checkbox(&mut done, cx.say(Key::DenialConsulted)).changed() {
                out.edit(Edit::DenialConsulted(at, done));
            }
            if ui.button(cx.say(Key::RemoveDenial)).clicked() {
                out.edit(Edit::RemoveDenial(at));
            }
            ui.separator();
        });
    }
    if ui.button(cx.say(Key::AddDenial)).clicked() {
        out.edit(Edit::AddDenial);
    }
}

fn outcome_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let decision = &dossier.decision;
    let all = [
        Outcome::Approve,
        Outcome::ApproveWithProvisos,
        Outcome::Refuse,
        Outcome::ReturnToApplicant,
        Outcome::Consult,
        Outcome::Refer,
    ];
    if let Some(outcome) =
        widgets::segments(ui, cx, decision.outcome, &all, cx.say(Key::CardDecision))
    {
        out.edit(Edit::Outcome(outcome));
    }
    let reasons = &decision.reasons;
    if let Some(text) =
        widgets::text_field(ui, out, cx.say(Key::DecisionReasons), reasons, Shape::Rows(4))
    {
        out.edit(Edit::DecisionReasons(text));
    }
    let critical = (1..=4).any(|number| dossier.record(number).judgement == Some(Level::Critical));
    if critical && decision.outcome.is_some_and(Outcome::grants) {
        widgets::gap_note(ui, cx, cx.say(Key::OverrideNeeded));
        let now = &decision.override_reason;
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::OverrideReason), now, Shape::Rows(3))
        {
            out.edit(Edit::OverrideReason(text));
        }
    }
}
