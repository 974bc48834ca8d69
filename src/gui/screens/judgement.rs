//! Proposal beside judgement: the machine proposes with every reason, the officer judges with his own.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::explorer::Explorer;
use crate::gui::screens::explanation;
use crate::gui::theme::{GAP, TITLE};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{RichText, Ui};
use kriterion_heart::dossier::{CriterionRecord, Dossier, MeasureField};
use kriterion_heart::edit::{CriterionText, Edit};
use kriterion_heart::level::{LegalFinding, Level, Weighing};
use kriterion_heart::rulebook::{Criterion, Effect};
use kriterion_heart::score::{self, MeasureEffect, Proposal};

pub fn judgement_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    criterion: &Criterion,
    explorer: &mut Explorer,
    out: &mut Outbox,
) {
    let Some(proposal) = cx.session.assessment().and_then(|all| all.criterion(criterion.number))
    else {
        return;
    };
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(widgets::bold(cx.say(Key::StepsTitle), TITLE));
        explanation::steps_ui(ui, cx);
    });
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        if ui.available_width() < 560.0 {
            proposal_ui(ui, cx, proposal, explorer, out);
            ui.separator();
            own_ui(ui, cx, dossier, criterion, proposal, out);
        } else {
            ui.columns_const(|[left, right]| {
                // Columns justify their text; `vertical` does not.
                left.vertical(|ui| proposal_ui(ui, cx, proposal, explorer, out));
                right.vertical(|ui| own_ui(ui, cx, dossier, criterion, proposal, out));
            });
        }
    });
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        measures_ui(ui, cx, dossier, criterion, Some(proposal.level), out);
    });
}

fn proposal_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    proposal: &Proposal,
    explorer: &mut Explorer,
    out: &mut Outbox,
) {
    ui.label(widgets::bold(cx.say(Key::Proposal), TITLE));
    ui.horizontal_wrapped(|ui| {
        widgets::proposal_badge(ui, cx, proposal);
        if proposal.no_baseline {
            widgets::gap_note(ui, cx, cx.say(Key::NoBaselineFlag));
        }
    });
    widgets::weak(ui, cx, cx.fill(Key::ConfidenceIs, &[("word", cx.word(proposal.confidence))]));
    if !cx.facts.why.coverage.is_empty() {
        widgets::weak(ui, cx, &cx.facts.why.coverage);
    }
    ui.add_space(4.0);
    widgets::strong(ui, cx.say(Key::Why));
    explanation::reasons_ui(ui, cx, explorer, out);
    ui.add_space(4.0);
    widgets::strong(ui, cx.say(Key::WhatWouldChange));
    explanation::flips_ui(ui, cx, explorer, out);
}

fn own_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    criterion: &Criterion,
    proposal: &Proposal,
    out: &mut Outbox,
) {
    let number = criterion.number;
    let record = dossier.record(number);
    ui.label(widgets::bold(cx.say(Key::Judgement), TITLE));
    let levels = [Level::NotCritical, Level::PossiblyCritical, Level::Critical, Level::NoData];
    if let Some(level) =
        widgets::segments(ui, cx, record.judgement, &levels, cx.say(Key::Judgement))
    {
        out.edit(Edit::Judgement(number, level));
    }
    let mut text = |ui: &mut Ui, key: Key, which: CriterionText, now: &str, rows: usize| {
        if let Some(text) = widgets::text_field(ui, out, cx.say(key), now, Shape::Rows(rows)) {
            out.edit(Edit::CriterionText(number, which, text));
        }
    };
    if proposal.departs || !record.departure.is_empty() {
        text(ui, Key::DepartureReason, CriterionText::Departure, &record.departure, 3);
        if record.departure.trim().is_empty() {
            widgets::gap_note(ui, cx, cx.say(Key::DepartureMissing));
        } else if let (Some(judged), Some(case)) = (record.judgement, &cx.session.bundle.rules.case)
            && judged.rank() < proposal.level.rank()
        {
            let n = record.departure.trim().chars().count().to_string();
            let of = case.milder_reason.to_string();
            widgets::weak(ui, cx, cx.fill(Key::DepartureLength, &[("n", &n), ("of", &of)]));
        }
    }
    text(ui, Key::JudgementReasons, CriterionText::Reasons, &record.reasons, 3);
    text(ui, Key::StrongestFor, CriterionText::StrongestFor, &record.strongest_for, 1);
    text(ui, Key::StrongestAgainst, CriterionText::StrongestAgainst, &record.strongest_against, 1);
    finding_ui(ui, cx, dossier, criterion, out);
}

fn finding_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    criterion: &Criterion,
    out: &mut Outbox,
) {
    let number = criterion.number;
    let record = dossier.record(number);
    match criterion.effect {
        Effect::Refuse => {
            let all: &[LegalFinding] = if number == 2 {
                &LegalFinding::ALL
            } else {
                &[LegalFinding::Open, LegalFinding::NotMet, LegalFinding::Met]
            };
            if let Some(finding) =
                widgets::choice(ui, cx, cx.say(Key::LegalFindingLabel), Some(record.finding), all)
            {
                out.edit(Edit::LegalFinding(number, finding));
            }
        }
        Effect::Weigh => {
            let now = Some(record.weighing);
            if let Some(weighing) =
                widgets::choice(ui, cx, cx.say(Key::WeighingLabel), now, &Weighing::ALL)
            {
                out.edit(Edit::Weighing(number, weighing));
            }
        }
    }
    let now = &record.finding_reason;
    if let Some(text) =
        widgets::text_field(ui, out, cx.say(Key::FindingReason), now, Shape::Rows(2))
    {
        out.edit(Edit::CriterionText(number, CriterionText::FindingReason, text));
    }
}

fn measures_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    criterion: &Criterion,
    proposed: Option<Level>,
    out: &mut Outbox,
) {
    let number = criterion.number;
    let record = dossier.record(number);
    let rules = &cx.session.bundle.rules;
    ui.label(widgets::bold(cx.say(Key::Measures), TITLE));
    for (at, used) in record.measures.iter().enumerate() {
        ui.push_id(("measure", at), |ui| {
            let measure = rules.measure(&used.measure);
            let name = measure.map_or(used.measure.as_str(), |measure| cx.text(&measure.text));
            ui.horizontal_wrapped(|ui| {
                widgets::strong(ui, format!("{}  {name}", used.measure));
                let remove = ui.button(RichText::new(cx.say(Key::Remove)).small());
                let spoken = cx.fill(Key::RemoveNamed, &[("title", name)]);
                remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if remove.clicked() {
                    out.edit(Edit::RemoveMeasure(number, at));
                }
            });
            if let Some(measure) = measure {
                widgets::weak(ui, cx, cx.text(&measure.limit));
            }
            for field in MeasureField::ALL {
                let line = Shape::Line(f32::INFINITY);
                if let Some(text) =
                    widgets::text_field(ui, out, cx.word(field), used.field(field), line)
                {
                    out.edit(Edit::MeasureField(number, at, field, text));
                }
            }
            let effect = score::measure_effect(rules, dossier, number, used);
            match effect {
                MeasureEffect::Lowers | MeasureEffect::NoStep => {
                    widgets::weak(ui, cx, cx.word(effect))
                }
                _ => widgets::gap_note(ui, cx, cx.word(effect)),
            };
        });
    }
    // What cannot lower it is not offered.
    let judged = record.judgement.or(proposed).unwrap_or(Level::NoData);
    let helps = |id: &&String| score::can_lower(rules, id, number, judged);
    if criterion.measures.iter().filter(helps).count() == 0 {
        widgets::weak(ui, cx, cx.say(Key::MeasuresNoneHelp));
        no_measure_ui(ui, cx, number, record, out);
        return;
    }
    let label = ui.label(RichText::new(cx.say(Key::AddMeasure)).small());
    let list = || {
        let fitting = criterion.measures.iter().filter(helps).filter_map(|id| rules.measure(id));
        fitting.map(|measure| (measure.id.as_str(), cx.text(&measure.text), measure.id.clone()))
    };
    if let Some(id) =
        widgets::searched_list(ui, cx, "measures", cx.say(Key::Choose), list, label.id)
    {
        out.edit(Edit::AddMeasure(number, id.to_owned()));
    }
    no_measure_ui(ui, cx, number, record, out);
}

/// Why none is needed, where the level is raised and there is none.
fn no_measure_ui(ui: &mut Ui, cx: &Cx<'_>, number: u8, record: &CriterionRecord, out: &mut Outbox) {
    if record.measures.is_empty()
        && matches!(record.judgement, Some(Level::PossiblyCritical | Level::Critical))
    {
        let now = &record.no_measure_reason;
        if let Some(text) =
            widgets::text_field(ui, out, cx.say(Key::NoMeasureReason), now, Shape::Rows(2))
        {
            out.edit(Edit::CriterionText(number, CriterionText::NoMeasureReason, text));
        }
    }
}
