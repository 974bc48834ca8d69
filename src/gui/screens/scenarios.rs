//! Scenarios below the questions: what might happen, how likely and how severe, in words. Nothing is filled in by it.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{BODY, GAP, SMALL};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{CollapsingHeader, Grid, Label, RichText, Ui, vec2};
use kriterion_heart::dossier::{Dossier, MeasureField, Scenario, ScenarioField};
use kriterion_heart::edit::{Edit, ScenarioEdit};
use kriterion_heart::level::{Likelihood, Risk, Severity};
use kriterion_heart::rulebook::ScenarioRules;

pub fn scenarios_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, number: u8, out: &mut Outbox) {
    let rules = cx.session.bundle.rules.scenarios.as_ref();
    let Some(rules) = rules.filter(|rules| rules.criteria.contains(&number)) else { return };
    let rows = &dossier.record(number).scenarios;
    ui.add_space(GAP);
    let title = cx.fill(Key::ScenariosTitle, &[("n", &rows.len().to_string())]);
    CollapsingHeader::new(title).id_salt(("scenarios", number)).show_unindented(ui, |ui| {
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            about_ui(ui, cx, rules);
            for (at, row) in rows.iter().enumerate() {
                ui.add_space(6.0);
                ui.push_id(("scenario", at), |ui| {
                    row_ui(ui, cx, dossier, rules, (number, at, row), out);
                });
            }
            ui.add_space(6.0);
            if ui.button(cx.say(Key::ScenarioAdd)).clicked() {
                out.edit(Edit::Scenario(number, ScenarioEdit::Add));
            }
            ui.add_space(6.0);
            matrix_ui(ui, cx, rules, rows);
        });
    });
}

fn about_ui(ui: &mut Ui, cx: &Cx<'_>, rules: &ScenarioRules) {
    for (text, mark) in &rules.about {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            widgets::weak(ui, cx, cx.text(text));
            widgets::mark_tag(ui, cx, *mark);
        });
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    rules: &ScenarioRules,
    (number, at, row): (u8, usize, &Scenario),
    out: &mut Outbox,
) {
    let name = cx.fill(Key::ScenarioN, &[("n", &(at + 1).to_string())]);
    let spoken =
        |field: &str| cx.fill(Key::ScenarioField, &[("scenario", &name), ("field", field)]);
    let edit = |out: &mut Outbox, edit| out.edit(Edit::Scenario(number, edit));
    cx.theme.item_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            widgets::strong(ui, name.clone());
            let remove = ui.button(RichText::new(cx.say(Key::Remove)).small());
            let said = cx.fill(Key::RemoveNamed, &[("title", &name)]);
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
            if remove.clicked() {
                edit(out, ScenarioEdit::Remove(at));
            }
        });
        for (field, rows) in [(ScenarioField::Event, 2), (ScenarioField::Basis, 1)] {
            ui.label(RichText::new(cx.word(field)).small());
            let (now, shape) = (row.field(field), Shape::Rows(rows));
            let named = spoken(cx.word(field));
            if let Some(text) = widgets::named_field(ui, out, &named, now, shape) {
                edit(out, ScenarioEdit::Field(at, field, text));
            }
        }
        let label = cx.say(Key::ScenarioLikelihood);
        ui.label(RichText::new(label).small());
        let all = &Likelihood::ALL;
        if let Some(picked) = widgets::segments(ui, cx, row.likelihood, all, &spoken(label)) {
            edit(out, ScenarioEdit::Likelihood(at, picked));
        }
        if let Some(likelihood) = row.likelihood {
            widgets::weak(ui, cx, cx.text(rules.likely(likelihood)));
        }
        let label = cx.say(Key::ScenarioSeverity);
        ui.label(RichText::new(label).small());
        let all = &Severity::ALL;
        if let Some(picked) = widgets::segments(ui, cx, row.severity, all, &spoken(label)) {
            edit(out, ScenarioEdit::Severity(at, picked));
        }
        if let Some(severity) = row.severity {
            widgets::weak(ui, cx, cx.text(rules.severe(severity)));
        }
        outcome_ui(ui, cx, rules, row);
        measures_ui(ui, cx, dossier, (number, row, &name), out);
    });
}

/// The word of the matrix, and what a high one asks to consider.
fn outcome_ui(ui: &mut Ui, cx: &Cx<'_>, rules: &ScenarioRules, row: &Scenario) {
    let (Some(likelihood), Some(severity)) = (row.likelihood, row.severity) else {
        widgets::weak(ui, cx, cx.say(Key::ScenarioOpen));
        return;
    };
    let risk = rules.risk(likelihood, severity);
    let slots = [
        ("likelihood", cx.word(likelihood)),
        ("severity", cx.word(severity)),
        ("risk", cx.word(risk)),
    ];
    let text = cx.fill(Key::ScenarioGives, &slots);
    ui.add(Label::new(widgets::bold(text, BODY)).wrap());
    if risk == Risk::High {
        widgets::gap_note(ui, cx, cx.text(&rules.prompt));
    }
}

/// Which measures of the criterion say that they answer it; one more can be chosen.
fn measures_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    (number, row, name): (u8, &Scenario, &str),
    out: &mut Outbox,
) {
    let event = row.field(ScenarioField::Event).trim();
    let measures = &dossier.record(number).measures;
    if event.is_empty() || measures.is_empty() {
        return;
    }
    let answers = |at: usize| {
        measures.get(at).is_some_and(|it| it.field(MeasureField::Answers).contains(event))
    };
    let (of, others): (Vec<usize>, Vec<usize>) = (0..measures.len()).partition(|at| answers(*at));
    let id = |at: &usize| measures.get(*at).map_or("", |it| it.measure.as_str());
    if !of.is_empty() {
        let list = of.iter().map(id).collect::<Vec<_>>().join(", ");
        widgets::weak(ui, cx, cx.fill(Key::ScenarioAnsweredBy, &[("measures", &list)]));
    }
    if others.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        widgets::weak(ui, cx, cx.say(Key::ScenarioAnswerWith));
        for at in &others {
            let button = ui.button(RichText::new(id(at)).small());
            let label = cx.say(Key::ScenarioAnswerWith);
            let said = format!("{name}: {label} {}", id(at));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
            if button.clicked() {
                let before = measures.get(*at).map_or("", |it| it.field(MeasureField::Answers));
                let text = match before.trim() {
                    "" => event.to_owned(),
                    before => format!("{before}; {event}"),
                };
                out.edit(Edit::MeasureField(number, *at, MeasureField::Answers, text));
            }
        }
    });
}

/// A column of the matrix at its narrowest.
const CELL: f32 = 84.0;

/// The whole matrix, the criterion's own scenarios in their cells by number.
fn matrix_ui(ui: &mut Ui, cx: &Cx<'_>, rules: &ScenarioRules, rows: &[Scenario]) {
    ui.horizontal_wrapped(|ui| {
        widgets::small_strong(ui, cx.say(Key::ScenarioMatrix));
        widgets::mark_tag(ui, cx, rules.mark);
    });
    let room = ui.available_width() - 4.0 * 6.0;
    let width = (room / 5.0).clamp(CELL.min(room / 5.0), 150.0);
    Grid::new("matrix").spacing(vec2(6.0, 4.0)).show(ui, |ui| {
        ui.label("");
        for severity in Severity::ALL {
            head_ui(ui, width, INDENT, cx.word(severity), cx.text(rules.severe(severity)));
        }
        ui.end_row();
        for likelihood in Likelihood::ALL {
            head_ui(ui, width, 0, cx.word(likelihood), cx.text(rules.likely(likelihood)));
            for severity in Severity::ALL {
                cell_ui(ui, cx, rules, width, (likelihood, severity), rows);
            }
            ui.end_row();
        }
    });
}

/// So far from its left edge a cell's word begins.
const INDENT: i8 = 6;

/// Headings and cells stand on one line.
fn cell_margin() -> egui::Margin {
    egui::Margin::symmetric(INDENT, 3)
}

fn cell_frame() -> egui::Frame {
    egui::Frame::new().inner_margin(cell_margin())
}

fn head_ui(ui: &mut Ui, width: f32, indent: i8, word: &str, meaning: &str) {
    let margin = egui::Margin { left: indent, right: 0, ..cell_margin() };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(width - f32::from(indent));
        ui.add(Label::new(widgets::bold(word, SMALL)).wrap()).on_hover_text(meaning);
    });
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rules: &ScenarioRules,
    width: f32,
    (likelihood, severity): (Likelihood, Severity),
    rows: &[Scenario],
) {
    let risk = rules.risk(likelihood, severity);
    let is_here =
        |row: &Scenario| row.likelihood == Some(likelihood) && row.severity == Some(severity);
    let own: Vec<String> = (1..)
        .zip(rows)
        .filter(|(_, row)| is_here(row))
        .map(|(at, _): (usize, _)| at.to_string())
        .collect();
    let list = own.join(", ");
    let said = match own.is_empty() {
        true => cx.say(Key::ScenarioCellNone).to_owned(),
        false => cx.fill(Key::ScenarioCellOwn, &[("list", &list)]),
    };
    let slots = [
        ("likelihood", cx.word(likelihood)),
        ("severity", cx.word(severity)),
        ("risk", cx.word(risk)),
        ("own", &*said),
    ];
    let spoken = cx.fill(Key::ScenarioCell, &slots);
    let frame = if own.is_empty() {
        cell_frame()
    } else {
        // Never by colour alone: the number stands in the cell.
        cell_frame()
            .fill(cx.theme.accent_soft)
            .stroke(egui::Stroke::new(1.5, cx.theme.accent))
            .corner_radius(4)
    };
    frame.show(ui, |ui| {
        ui.set_width(width - 12.0);
        let text = match own.is_empty() {
            true => RichText::new(cx.word(risk)).size(SMALL),
            false => widgets::bold(format!("{} · {said}", cx.word(risk)), SMALL),
        };
        let label = ui.add(Label::new(text).wrap());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    });
}
