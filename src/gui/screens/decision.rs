//! The decision: eight levels in one table, open points, the recommendation of the rule, denials, the officer's decision.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::request::date_note;
use crate::gui::screens::sent_back_ui;
use crate::gui::theme::HEADING;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Place};
use crate::words;
use egui::{Label, Layout, RichText, Sense, Ui, vec2};
use kriterion_heart::dossier::{DenialField, Dossier, Identical};
use kriterion_heart::edit::Edit;
use kriterion_heart::level::{Level, Outcome};
use kriterion_heart::rulebook::Effect;
use kriterion_heart::score::{Assessment, Recommendation};

pub fn decision_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let Some(assessment) = cx.session.assessment() else { return };
    widgets::page_head(ui, cx, cx.say(Key::PlaceDecision), cx.say(Key::DecisionLead));
    sent_back_ui(ui, cx, 0);
    widgets::card(ui, cx, Key::CardLevels, |ui| table_ui(ui, cx, dossier, assessment, out));
    widgets::card(ui, cx, Key::CardDepartures, |ui| departures_ui(ui, cx, dossier, assessment));
    widgets::card(ui, cx, Key::CardRecommendation, |ui| {
        recommendation_ui(ui, cx, &assessment.recommendation)
    });
    widgets::card(ui, cx, Key::CardOpenPoints, |ui| open_ui(ui, cx, assessment, out));
    widgets::card(ui, cx, Key::CardDenials, |ui| denials_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::PlaceDecision, |ui| outcome_ui(ui, cx, dossier, out));
}

/// Columns of proposal, judgement, residual level and finding, in points; the criterion's name takes the rest.
const COLUMNS: [f32; 4] = [150.0, 150.0, 150.0, 130.0];

fn table_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    assessment: &Assessment,
    out: &mut Outbox,
) {
    let name = ui.available_width() - COLUMNS.iter().sum::<f32>() - 5.0 * 8.0;
    let wide = name > 150.0;
    if wide {
        let heads = [Key::Proposal, Key::Judgement, Key::Residual, Key::ColFinding];
        ui.horizontal(|ui| {
            cell(ui, name, |ui| widgets::small_strong(ui, cx.say(Key::ColCriterion)));
            for (key, width) in heads.into_iter().zip(COLUMNS) {
                cell(ui, width, |ui| widgets::small_strong(ui, cx.say(key)));
            }
        });
    }
    for proposal in &assessment.criteria {
        ui.separator();
        let number = proposal.criterion;
        let criterion = cx.session.bundle.rules.criterion(number);
        let short = criterion.map_or("", |criterion| cx.text(&criterion.short));
        let record = dossier.record(number);
        let finding = match criterion.map(|criterion| criterion.effect) {
            Some(Effect::Weigh) => cx.word(record.weighing),
            _ => cx.word(record.finding),
        };
        let levels = [
            (Key::Proposal, Some(proposal.level), Key::NotJudged),
            (Key::Judgement, proposal.judgement, Key::NotJudged),
            (Key::Residual, proposal.residual, Key::NoResidual),
        ];
        let mut link = |ui: &mut Ui| {
            let text = RichText::new(format!("{number}  {short}")).color(cx.theme.accent);
            let link = ui.add(Label::new(text).wrap().sense(Sense::click()));
            let link = link.on_hover_cursor(egui::CursorIcon::PointingHand);
            if link.clicked() {
                out.push(Action::Go(Place::Criterion(number)));
            }
        };
        if wide {
            ui.horizontal(|ui| {
                cell(ui, name, |ui| link(ui));
                cell(ui, COLUMNS[0], |ui| widgets::proposal_badge(ui, cx, proposal));
                for ((_, level, none), width) in levels.into_iter().zip(COLUMNS).skip(1) {
                    cell(ui, width, |ui| level_ui(ui, cx, level, none));
                }
                cell(ui, COLUMNS[3], |ui| {
                    ui.add(Label::new(RichText::new(finding).small()).wrap());
                });
            });
        } else {
            link(ui);
            ui.horizontal_wrapped(|ui| {
                widgets::weak(ui, cx, cx.say(Key::Proposal));
                widgets::proposal_badge(ui, cx, proposal);
                for (key, level, none) in levels.into_iter().skip(1) {
                    // Without a residual level there is nothing to say.
                    if level.is_some() || key != Key::Residual {
                        widgets::weak(ui, cx, cx.say(key));
                        level_ui(ui, cx, level, none);
                    }
                }
                widgets::weak(ui, cx, words::labelled(cx.lang, cx.say(Key::ColFinding), finding));
            });
        }
    }
    ui.separator();
    widgets::weak(ui, cx, cx.say(Key::NoTotal));
}

/// Every judgement that is another level than proposed, with its reason.
fn departures_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, assessment: &Assessment) {
    let lines = words::departures(cx.lang, dossier, assessment);
    if lines.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::DepartureNone));
    }
    for line in lines {
        ui.add(Label::new(format!("• {line}")).wrap());
    }
}

/// One cell of a row: as wide as its column, in the middle of the row's height.
fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(width, 26.0), layout, |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn level_ui(ui: &mut Ui, cx: &Cx<'_>, level: Option<Level>, none: Key) {
    match level {
        Some(level) => widgets::level_badge(ui, cx, level),
        None => widgets::weak(ui, cx, cx.say(none)),
    };
}

fn recommendation_ui(ui: &mut Ui, cx: &Cx<'_>, recommendation: &Recommendation) {
    ui.label(widgets::bold(cx.word(recommendation.outcome), HEADING).color(cx.theme.accent));
    for line in words::ground_lines(cx.lang, &recommendation.grounds) {
        ui.add(Label::new(format!("• {line}")).wrap());
    }
    if !recommendation.later.is_empty() {
        ui.add_space(4.0);
        widgets::weak(ui, cx, cx.say(Key::LaterGrounds));
        for line in words::ground_lines(cx.lang, &recommendation.later) {
            widgets::weak(ui, cx, format!("• {line}"));
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
    let failed = assessment.recommendation.gates.iter().filter(|gate| !gate.passed);
    let failed = words::gate_lines(cx.lang, failed);
    if !failed.is_empty() {
        ui.add_space(4.0);
        widgets::strong(ui, cx.say(Key::GatesHead));
        for line in failed {
            ui.add(Label::new(RichText::new(format!("! {line}")).small()).wrap());
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
        widgets::segments(ui, cx, decision.outcome, &all, cx.say(Key::PlaceDecision))
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
