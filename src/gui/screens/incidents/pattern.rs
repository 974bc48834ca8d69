//! The pattern: a plain statement with its arithmetic, a time line, and counts by all that an entry says.

use super::bars::{bar_ui, count_ui};
use super::state::IncidentsState;
use crate::gui::chart::chart_ui;
use crate::gui::cx::Cx;
use crate::gui::theme::{BODY, GAP};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::words::Count;
use egui::{ComboBox, Label, RichText, Ui};
use kriterion_heart::dossier::IncidentId;
use std::sync::Arc;

/// Years to look back that can be chosen.
const YEARS: [u16; 6] = [1, 3, 5, 10, 20, 50];
const CHART_HEIGHT: f32 = 150.0;

pub fn pattern_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut IncidentsState) {
    let shown = Arc::clone(&state.shown);
    let Some(found) = &shown.pattern else { return };
    let [from, to] = [found.window.from, found.window.to].map(|day| i18n::date(cx.lang, day));
    widgets::weak(ui, cx, cx.fill(Key::PatternLead, &[("from", &from), ("to", &to)]));
    years_ui(ui, cx, state);
    let mut chosen = None;
    widgets::card(ui, cx, Key::PatternStatementHead, |ui| {
        let sentence: Vec<&str> = shown.statement.iter().map(|it| it.text.as_str()).collect();
        let sentence = format!("{}.", sentence.join(", "));
        ui.add(Label::new(widgets::bold(sentence, BODY)).wrap());
        ui.add_space(4.0);
        counts_ui(ui, cx, state, "statement", &shown.statement, &mut chosen);
        if !shown.not_counted.is_empty() {
            ui.add_space(6.0);
            widgets::small_strong(ui, cx.say(Key::PatternNotCounted));
            counts_ui(ui, cx, state, "not counted", &shown.not_counted, &mut chosen);
        }
    });
    if !shown.harm.is_empty() {
        widgets::card(ui, cx, Key::PatternHarmHead, |ui| {
            counts_ui(ui, cx, state, "harm", &shown.harm, &mut chosen);
            widgets::weak(ui, cx, cx.say(Key::PatternNotSum));
        });
    }
    if !shown.chart.years.is_empty() {
        ui.add_space(GAP);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            chart_ui(ui, cx, &shown.chart, &mut state.chart_state, CHART_HEIGHT);
        });
    }
    for table in shown.tables.iter().filter(|table| !table.rows.is_empty()) {
        ui.add_space(GAP);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            widgets::small_strong(ui, table.head);
            let most = table.rows.iter().map(|row| row.ids.len()).max().unwrap_or(0);
            for row in &table.rows {
                if let Some(id) = bar_ui(ui, cx, state, table.head, row, most) {
                    chosen = Some(id);
                }
            }
        });
    }
    if let Some(id) = chosen {
        state.begin(id);
    }
}

fn counts_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &IncidentsState,
    salt: &str,
    counts: &[Count],
    chosen: &mut Option<IncidentId>,
) {
    for count in counts {
        if let Some(id) = count_ui(ui, cx, state, salt, count) {
            *chosen = Some(id);
        }
    }
}

fn years_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut IncidentsState) {
    let now = state.years(cx.session);
    let words = |years: u16| cx.fill(Key::PatternYearsN, &[("n", &years.to_string())]);
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(RichText::new(cx.say(Key::PatternYears)).small());
        let response = ComboBox::from_id_salt("years of the pattern")
            .selected_text(words(now))
            .show_ui(ui, |ui| {
                for years in YEARS {
                    if ui.selectable_label(years == now, words(years)).clicked() {
                        state.years = Some(years);
                    }
                }
            })
            .response;
        response.labelled_by(label.id);
    });
}
