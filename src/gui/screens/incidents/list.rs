//! The entries with their state of review, a filter, and what was thrown away.

use super::state::{Filter, IncidentsState, Reviewed};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::BODY;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::words;
use egui::{CollapsingHeader, ComboBox, Label, RichText, Sense, Ui};
use kriterion_heart::dossier::{Dossier, Incident};
use kriterion_heart::edit::Edit;

/// Rows until all are asked for.
const MOST_SHOWN: usize = 100;

pub fn list_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    if state.shown.rows.is_empty() {
        ui.add(Label::new(cx.say(Key::IncidentsNone)).wrap());
        thrown_ui(ui, cx, dossier, out);
        return;
    }
    filter_ui(ui, cx, &mut state.filter, out);
    let found = state.rows();
    let (n, of) = (found.len().to_string(), state.shown.rows.len().to_string());
    widgets::weak(ui, cx, cx.fill(Key::IncidentsShown, &[("n", &n), ("of", &of)]));
    if found.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::IncidentsNoneMatch));
    }
    let most = if state.all { found.len() } else { MOST_SHOWN };
    let mut opened = None;
    for row in found.iter().take(most).filter_map(|at| state.shown.rows.get(*at)) {
        let frame = cx.theme.item_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(widgets::bold(&row.title, BODY)).wrap().selectable(false));
            let below = RichText::new(&row.below).small().color(cx.theme.weak);
            ui.add(Label::new(below).wrap().selectable(false));
        });
        let id = ui.make_persistent_id(("incident", row.id.as_str()));
        let response = ui.interact(frame.response.rect, id, Sense::click());
        let what = format!("{}, {}", row.title, row.below);
        let spoken = cx.fill(Key::IncidentOpen, &[("what", &what)]);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if response.has_focus() || response.hovered() {
            let width = if response.has_focus() { 2.0 } else { 1.0 };
            let stroke = egui::Stroke::new(width, cx.theme.accent);
            ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() {
            opened = Some(row.id.clone());
        }
    }
    if found.len() > most {
        let n = found.len().to_string();
        if ui.button(cx.fill(Key::IncidentsShowAll, &[("n", &n)])).clicked() {
            state.all = true;
        }
    }
    if let Some(id) = opened {
        state.begin(id);
    }
    thrown_ui(ui, cx, dossier, out);
}

fn filter_ui(ui: &mut Ui, cx: &Cx<'_>, filter: &mut Filter, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let name = cx.say(Key::IncidentsFilter);
        let line = Shape::Line(180.0);
        if let Some(words) = widgets::text_field(ui, out, name, &filter.words, line) {
            filter.words = words;
        }
        let reviewed = [
            (Reviewed::All, Key::IncidentsAll),
            (Reviewed::Drafts, Key::IncidentsDrafts),
            (Reviewed::Accepted, Key::IncidentsAccepted),
        ];
        for (value, key) in reviewed {
            let down = filter.reviewed == value;
            let button = egui::Button::selectable(down, cx.say(key)).frame_when_inactive(true);
            let response = ui.add(button);
            let spoken = format!("{}: {}", cx.say(Key::IncidentsFilterReview), cx.say(key));
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, &spoken)
            });
            if response.clicked() {
                filter.reviewed = value;
            }
        }
        let criterion =
            |number: u8| cx.fill(Key::IncidentCriterionN, &[("n", &number.to_string())]);
        let all = cx.say(Key::IncidentsAllCriteria).to_owned();
        let response = ComboBox::from_id_salt("criterion of incidents")
            .selected_text(filter.criterion.map_or(all.clone(), criterion))
            .show_ui(ui, |ui| {
                for number in std::iter::once(None).chain((1..=8).map(Some)) {
                    let name = number.map_or(all.clone(), criterion);
                    if ui.selectable_label(filter.criterion == number, name).clicked() {
                        filter.criterion = number;
                    }
                }
            })
            .response;
        response.accessible_name(cx.say(Key::IncidentsFilterCriterion));
    });
}

/// The traces, each with its reason, and the way back.
fn thrown_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    if dossier.removed_incidents.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let n = dossier.removed_incidents.len().to_string();
    let head = cx.fill(Key::IncidentThrownHead, &[("n", &n)]);
    CollapsingHeader::new(head).id_salt("thrown away").show(ui, |ui| {
        for (at, trace) in dossier.removed_incidents.iter().enumerate().rev() {
            ui.push_id(("thrown", at), |ui| {
                let what = words::incident_name(cx.lang, &trace.incident);
                let reason = match trace.reason.trim() {
                    "" => cx.say(Key::IncidentNoReason),
                    reason => reason,
                };
                let slots = [("what", what.as_str()), ("reason", reason)];
                let line = cx.fill(Key::IncidentThrownLine, &slots);
                ui.add(Label::new(RichText::new(line).small()).wrap());
                if dossier.incidents.contains_key(&trace.id) {
                    return;
                }
                let button = ui.button(RichText::new(cx.say(Key::IncidentBringBackShort)).small());
                let spoken = cx.fill(Key::IncidentBringBack, &[("what", &what)]);
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if button.clicked() {
                    let draft = Incident { review: None, ..trace.incident.clone() };
                    out.edit(Edit::Incident(trace.id.clone(), Box::new(draft)));
                }
            });
        }
    });
}
