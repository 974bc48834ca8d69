//! One entry: what happened, how it is judged, where it counts, and its review.

mod judged;
mod serves;
mod sources;
mod told;

use super::state::IncidentsState;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::TITLE;
use crate::gui::widgets::{self, Shape};
use crate::i18n::{Key, Word};
use crate::words;
use egui::{Button, ComboBox, Label, RichText, Ui};
use kriterion_heart::dossier::{Dossier, Incident, IncidentId, Review};
use kriterion_heart::edit::Edit;

/// The entry at hand, and what is done with it.
struct Form<'a> {
    id: &'a IncidentId,
    incident: &'a Incident,
}

impl Form<'_> {
    /// The entry with one thing changed.
    fn change<R>(&self, out: &mut Outbox, change: impl FnOnce(&mut Incident) -> R) {
        let mut next = self.incident.clone();
        change(&mut next);
        out.edit(Edit::Incident(self.id.clone(), Box::new(next)));
    }
}

pub fn form_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    id: &IncidentId,
    incident: &Incident,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    let form = Form { id, incident };
    way_ui(ui, cx, id, state);
    let (when, name) =
        (words::incident_when(cx.lang, incident), words::incident_name(cx.lang, incident));
    ui.add(Label::new(widgets::bold(format!("{when} · {name}"), TITLE)).wrap());
    ui.push_id(id.as_str(), |ui| {
        review_ui(ui, cx, dossier, &form, state, out);
        widgets::card(ui, cx, Key::IncidentWhatHead, |ui| told::told_ui(ui, cx, &form, state, out));
        widgets::card(ui, cx, Key::IncidentSources, |ui| {
            sources::sources_ui(ui, cx, &form, state, out);
        });
        widgets::card(ui, cx, Key::IncidentWeightHead, |ui| {
            judged::judged_ui(ui, cx, &form, out);
        });
        widgets::card(ui, cx, Key::IncidentServes, |ui| {
            serves::serves_ui(ui, cx, dossier, &form, out);
        });
    });
}

/// Back to the list, and on to what is still to be reviewed.
fn way_ui(ui: &mut Ui, cx: &Cx<'_>, id: &IncidentId, state: &mut IncidentsState) {
    ui.horizontal_wrapped(|ui| {
        let back = ui.button(cx.say(Key::IncidentBack));
        if std::mem::take(&mut state.fresh) {
            back.request_focus();
        }
        if back.clicked() {
            state.close();
        }
        let next = state.next_draft(id);
        let button = ui.add_enabled(next.is_some(), Button::new(cx.say(Key::IncidentNextDraft)));
        if let Some(next) = next.filter(|_| button.clicked()) {
            state.begin(next);
        }
    });
}

fn review_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    form: &Form<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    widgets::card(ui, cx, Key::IncidentReviewHead, |ui| {
        ui.label(words::incident_review(cx.lang, form.incident));
        if let Some(origin) = &form.incident.origin {
            widgets::weak(ui, cx, cx.fill(Key::IncidentOrigin, &[("key", &origin.key)]));
            let bundle = &cx.session.bundle;
            widgets::weak(ui, cx, words::certainty(cx.lang, bundle, &origin.certainty));
        }
        if form.incident.is_accepted() && form.incident.finding.is_none() {
            widgets::gap_note(ui, cx, cx.say(Key::IncidentNotAssessed));
        }
        ui.horizontal_wrapped(|ui| {
            if form.incident.is_accepted() {
                if ui.button(cx.say(Key::IncidentUnaccept)).clicked() {
                    form.change(out, |entry| entry.review = None);
                }
            } else if ui.button(cx.say(Key::IncidentAccept)).clicked() {
                let review = Review { by: dossier.officer.clone(), on: cx.session.today() };
                form.change(out, |entry| entry.review = Some(review));
            }
        });
        let why = cx.say(Key::IncidentThrowWhy);
        if let Some(text) = widgets::text_field(ui, out, why, &state.reason, Shape::Rows(1)) {
            state.reason = text;
        }
        let ready = !state.reason.trim().is_empty();
        let throw = ui.add_enabled(ready, Button::new(cx.say(Key::IncidentThrowAway)));
        if throw.clicked() {
            let reason = state.reason.trim().to_owned();
            let next = state.next_draft(form.id);
            out.edit(Edit::RemoveIncident { id: form.id.clone(), reason });
            match next {
                Some(next) => state.begin(next),
                None => state.close(),
            }
        }
    });
}

/// One of a few words, or that it is not known. `Some(None)` = not known from now on.
fn maybe_ui<T: Word + PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    none: Key,
    now: Option<T>,
    all: &[T],
) -> Option<Option<T>> {
    let name = ui.label(RichText::new(label).small());
    let shown = now.map_or(cx.say(none), |now| cx.word(now));
    let mut picked = None;
    let response = ComboBox::from_id_salt(label)
        .selected_text(shown)
        .width(240.0_f32.min(ui.available_width() - 20.0))
        .height(320.0)
        .show_ui(ui, |ui| {
            if ui.selectable_label(now.is_none(), cx.say(none)).clicked() {
                picked = Some(None);
            }
            for value in all {
                if ui.selectable_label(now == Some(*value), cx.word(*value)).clicked() {
                    picked = Some(Some(*value));
                }
            }
        })
        .response;
    response.labelled_by(name.id);
    picked.filter(|picked| *picked != now)
}

/// A field for what is no plain text: a date, a number. What cannot be read stays in the field and is told; it is not
/// taken. Returns what was read, `None` for an emptied field.
#[expect(clippy::too_many_arguments, reason = "a field of the form, used by its parts")]
fn read_ui<T: PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
    (name, label): (&str, &str),
    (now, shown): (Option<T>, &str),
    read: impl Fn(&str) -> Option<T>,
    bad: Key,
) -> Option<Option<T>> {
    // What was typed stands as it was typed, until the entry says something else: an undo, another form.
    let says = |typed: &String| match typed.trim() {
        "" => now.is_none(),
        text => read(text).is_none_or(|value| Some(value) == now),
    };
    let shown = state.typed.get(name).filter(|typed| says(typed)).map_or(shown, String::as_str);
    let shown = shown.to_owned();
    let typed = widgets::text_field(ui, out, label, &shown, Shape::Line(200.0));
    let shown = typed.clone().unwrap_or(shown);
    if !shown.trim().is_empty() && read(&shown).is_none() {
        widgets::gap_note(ui, cx, cx.say(bad));
    }
    let text = typed?;
    state.typed.insert(name.to_owned(), text.clone());
    match text.trim() {
        "" => Some(None),
        text => read(text).map(Some),
    }
}

/// Values that were chosen, each with the way to take it out.
fn chips_ui<T>(ui: &mut Ui, cx: &Cx<'_>, chosen: impl Iterator<Item = (T, String)>) -> Option<T> {
    let mut chosen = chosen.peekable();
    chosen.peek()?;
    let mut removed = None;
    ui.horizontal_wrapped(|ui| {
        for (value, name) in chosen {
            let button = ui.button(RichText::new(format!("{name}  ×")).small());
            let spoken = cx.fill(Key::IncidentRemoveItem, &[("what", &name)]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                removed = Some(value);
            }
        }
    });
    removed
}

fn hint_ui(ui: &mut Ui, cx: &Cx<'_>, key: Key) {
    ui.add(Label::new(RichText::new(cx.say(key)).small().color(cx.theme.weak)).wrap());
}
