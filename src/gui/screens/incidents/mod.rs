//! The incident ledger: a list of entries, the form for one of them, and the pattern that they make.

mod bars;
mod form;
mod list;
mod pattern;
mod state;

pub use self::state::IncidentsState;

use self::state::View;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Action;
use egui::{RichText, Ui};
use kriterion_heart::dossier::{Dossier, Incident};
use kriterion_heart::edit::Edit;

pub fn incidents_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    let open = state.open.clone().and_then(|id| dossier.incidents.get(&id).map(|it| (id, it)));
    if let Some((id, incident)) = open {
        form::form_ui(ui, cx, dossier, &id, incident, state, out);
        return;
    }
    // It was thrown away, or undone.
    state.open = None;
    widgets::page_head(ui, cx, cx.say(Key::PlaceIncidents), cx.say(Key::IncidentsLead));
    tools_ui(ui, cx, dossier, state, out);
    match state.view {
        View::List => list::list_ui(ui, cx, dossier, state, out),
        View::Pattern => pattern::pattern_ui(ui, cx, state),
    }
}

/// The two views, and where entries come from and go to.
fn tools_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    ui.horizontal_wrapped(|ui| {
        for (view, key) in
            [(View::List, Key::IncidentsList), (View::Pattern, Key::IncidentsPattern)]
        {
            let down = state.view == view;
            let button = egui::Button::selectable(down, cx.say(key)).frame_when_inactive(true);
            let response = ui.add(button);
            let spoken = format!("{}: {}", cx.say(Key::IncidentsView), cx.say(key));
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, &spoken)
            });
            if response.clicked() {
                state.view = view;
            }
        }
        ui.separator();
        if ui.button(cx.say(Key::IncidentAdd)).clicked()
            && let Some(id) = cx.session.new_incident_id()
        {
            let country = dossier.request.destination;
            let new = Incident { country, ..Incident::default() };
            out.edit(Edit::Incident(id.clone(), Box::new(new)));
            state.begin(id);
        }
        for (key, action) in [
            (Key::IncidentsFill, Action::FillIncidents),
            (Key::IncidentsImport, Action::AskIncidents),
            (Key::IncidentsExport, Action::AskIncidentsOut),
        ] {
            if ui.button(cx.say(key)).clicked() {
                out.push(action);
            }
        }
    });
    ui.add_space(4.0);
}

/// A line on the page of a criterion, and the way to the entries that serve it.
pub fn of_criterion_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    number: u8,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    let of = dossier.incidents.values().filter(|entry| entry.serves(number));
    let (accepted, drafts): (Vec<_>, Vec<_>) = of.partition(|entry| entry.is_accepted());
    if accepted.is_empty() && drafts.is_empty() {
        return;
    }
    let (accepted, drafts) = (accepted.len().to_string(), drafts.len().to_string());
    let text = cx.fill(Key::IncidentOfCriterion, &[("accepted", &accepted), ("drafts", &drafts)]);
    ui.horizontal_wrapped(|ui| {
        widgets::weak(ui, cx, text);
        let button = ui.button(RichText::new(cx.say(Key::IncidentShowThem)).small());
        let spoken = format!("{}: {}", cx.say(Key::PlaceIncidents), cx.say(Key::IncidentShowThem));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if button.clicked() {
            state.show_criterion(number);
            out.push(Action::Go(crate::session::Place::Incidents));
        }
    });
}
