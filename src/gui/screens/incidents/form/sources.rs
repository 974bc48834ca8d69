//! The sources of an entry, graded by the Admiralty scale.

use super::{Form, maybe_ui, read_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::incidents::state::IncidentsState;
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use egui::{RichText, Ui};
use kriterion_heart::dossier::{Credibility, IncidentSource, Reliability, SourceField};
use kriterion_heart::edit::Edit;

pub fn sources_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    if form.incident.sources.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::IncidentNoSource));
    }
    for (at, source) in form.incident.sources.iter().enumerate() {
        ui.push_id(("source", at), |ui| source_ui(ui, cx, form, (at, source), state, out));
        ui.separator();
    }
    if ui.button(cx.say(Key::IncidentAddSource)).clicked() {
        form.change(out, |entry| entry.sources.push(IncidentSource::default()));
    }
}

fn source_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    (at, source): (usize, &IncidentSource),
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    let n = (at + 1).to_string();
    let head = cx.fill(Key::IncidentSourceN, &[("n", &n)]);
    ui.horizontal_wrapped(|ui| {
        let grade = source.grade();
        let title = if grade.is_empty() { head.clone() } else { format!("{head} ({grade})") };
        widgets::strong(ui, title);
        let remove = ui.button(RichText::new(cx.say(Key::Remove)).small());
        let spoken = cx.fill(Key::IncidentRemoveSource, &[("n", &n)]);
        remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if remove.clicked() {
            state.typed.clear();
            form.change(out, |entry| drop(entry.sources.remove(at)));
        }
    });
    for field in SourceField::ALL {
        let label = format!("{head}: {}", cx.word(field));
        ui.label(RichText::new(cx.word(field)).small());
        let wide = Shape::Line(f32::INFINITY);
        if let Some(text) = widgets::named_field(ui, out, &label, source.field(field), wide) {
            out.edit(Edit::IncidentSource(form.id.clone(), at, field, text));
        }
    }
    let day = source.dated.map(|day| i18n::date(cx.lang, day)).unwrap_or_default();
    let name = format!("source date {at}");
    let (names, bad) = ((name.as_str(), cx.say(Key::IncidentSourceDate)), Key::IncidentBadDate);
    if let Some(day) =
        read_ui(ui, cx, state, out, names, (source.dated, &day), i18n::read_date, bad)
    {
        change(form, out, at, |source| source.dated = day);
    }
    let none = Key::IncidentNotGraded;
    widgets::pair(
        ui,
        out,
        |ui, out| {
            let (label, now) = (cx.say(Key::IncidentReliability), source.reliability);
            if let Some(grade) = maybe_ui(ui, cx, label, none, now, &Reliability::ALL) {
                change(form, out, at, |source| source.reliability = grade);
            }
        },
        |ui, out| {
            let (label, now) = (cx.say(Key::IncidentCredibility), source.credibility);
            if let Some(grade) = maybe_ui(ui, cx, label, none, now, &Credibility::ALL) {
                change(form, out, at, |source| source.credibility = grade);
            }
        },
    );
}

fn change(form: &Form<'_>, out: &mut Outbox, at: usize, change: impl FnOnce(&mut IncidentSource)) {
    form.change(out, |entry| {
        if let Some(source) = entry.sources.get_mut(at) {
            change(source);
        }
    });
}
