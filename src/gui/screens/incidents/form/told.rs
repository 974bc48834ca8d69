//! What is told: the words, when and where, by whom, with what, and how many were harmed.

use super::{Form, chips_ui, hint_ui, maybe_ui, read_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::incidents::state::IncidentsState;
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use crate::words;
use egui::{RichText, Ui};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{ActorKind, Harm, IncidentField, Norm, Timing, Toll};
use kriterion_heart::edit::Edit;

pub fn told_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    text_ui(ui, cx, form, out, IncidentField::What, Shape::Rows(3));
    when_ui(ui, cx, form, state, out);
    widgets::pair(
        ui,
        out,
        |ui, out| {
            let label = cx.say(Key::IncidentCountry);
            let picked = widgets::country_picker(ui, cx, label, form.incident.country);
            if let Some(country) = picked {
                form.change(out, |entry| entry.country = country);
            }
        },
        |ui, out| {
            text_ui(ui, cx, form, out, IncidentField::Place, Shape::Line(f32::INFINITY));
        },
    );
    widgets::pair(
        ui,
        out,
        |ui, out| {
            let (label, none) = (cx.say(Key::IncidentActor), Key::IncidentNotKnown);
            let now = form.incident.actor;
            if let Some(actor) = maybe_ui(ui, cx, label, none, now, &ActorKind::ALL) {
                form.change(out, |entry| entry.actor = actor);
            }
        },
        |ui, out| text_ui(ui, cx, form, out, IncidentField::Unit, Shape::Line(f32::INFINITY)),
    );
    norms_ui(ui, cx, form, out);
    tags_ui(ui, cx, form, out);
    text_ui(ui, cx, form, out, IncidentField::Equipment, Shape::Line(f32::INFINITY));
    harm_ui(ui, cx, form, state, out);
}

pub fn text_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    out: &mut Outbox,
    field: IncidentField,
    shape: Shape,
) {
    let now = form.incident.field(field);
    if let Some(text) = widgets::text_field(ui, out, cx.word(field), now, shape) {
        out.edit(Edit::IncidentField(form.id.clone(), field, text));
    }
}

fn when_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    let shown = |date: Option<Date>| date.map(|day| i18n::date(cx.lang, day)).unwrap_or_default();
    let (date, until) = (shown(form.incident.date), shown(form.incident.until));
    ui.horizontal_wrapped(|ui| {
        ui.vertical(|ui| {
            let names = ("date", cx.say(Key::IncidentDate));
            let bad = Key::IncidentBadDate;
            if let Some(day) = read_ui(
                ui,
                cx,
                state,
                out,
                names,
                (form.incident.date, &date),
                i18n::read_date,
                bad,
            ) {
                form.change(out, |entry| {
                    // A first date is read as it stands, until somebody says otherwise.
                    if entry.date.is_none() && entry.timing == Timing::Undated && day.is_some() {
                        entry.timing = Timing::On;
                    }
                    entry.date = day;
                });
            }
        });
        ui.vertical(|ui| {
            let names = ("until", cx.say(Key::IncidentUntil));
            let bad = Key::IncidentBadDate;
            if let Some(day) = read_ui(
                ui,
                cx,
                state,
                out,
                names,
                (form.incident.until, &until),
                i18n::read_date,
                bad,
            ) {
                form.change(out, |entry| entry.until = day);
            }
        });
    });
    hint_ui(ui, cx, Key::IncidentDateHint);
    let now = Some(form.incident.timing);
    if let Some(timing) = widgets::choice(ui, cx, cx.say(Key::IncidentTiming), now, &Timing::ALL) {
        form.change(out, |entry| entry.timing = timing);
    }
}

fn norms_ui(ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, out: &mut Outbox) {
    let norms = &form.incident.norms;
    ui.label(RichText::new(cx.say(Key::IncidentNorms)).small());
    let named = norms.iter().map(|norm| {
        let name = format!("{}: {}", cx.word(norm.body()), cx.word(*norm));
        (*norm, name)
    });
    if let Some(norm) = chips_ui(ui, cx, named) {
        form.change(out, |entry| entry.norms.remove(&norm));
    }
    let free: Vec<Norm> = Norm::ALL.into_iter().filter(|norm| !norms.contains(norm)).collect();
    if let Some(norm) = widgets::choice(ui, cx, cx.say(Key::IncidentAddNorm), None, &free) {
        form.change(out, |entry| entry.norms.insert(norm));
    }
}

fn tags_ui(ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, out: &mut Outbox) {
    let rules = &cx.session.bundle.rules;
    ui.label(RichText::new(cx.say(Key::IncidentTags)).small());
    let named = form
        .incident
        .tags
        .iter()
        .map(|tag| (tag.clone(), words::tag_name(cx.lang, &cx.session.bundle, tag)));
    if let Some(tag) = chips_ui(ui, cx, named) {
        form.change(out, |entry| entry.tags.remove(&tag));
    }
    let label = ui.label(RichText::new(cx.say(Key::IncidentAddTag)).small());
    let list = || {
        let tags = rules.items.tags.iter();
        tags.map(|tag| (tag.id.as_str(), cx.text(&tag.text), cx.text(&tag.entries).to_owned()))
    };
    let choose = cx.say(Key::Choose);
    if let Some(tag) = widgets::searched_list(ui, cx, "incident tag", choose, list, label.id) {
        form.change(out, |entry| entry.tags.insert(tag.to_owned()));
    }
}

fn harm_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    state: &mut IncidentsState,
    out: &mut Outbox,
) {
    ui.add_space(4.0);
    widgets::small_strong(ui, cx.say(Key::IncidentHarm));
    ui.horizontal_wrapped(|ui| {
        for harm in Harm::ALL {
            ui.vertical(|ui| {
                ui.set_width(130.0);
                let known = form.incident.toll(harm);
                let now = known.map(|toll| toll.to_string()).unwrap_or_default();
                let (names, bad) = ((harm.code(), cx.word(harm)), Key::IncidentBadNumber);
                if let Some(toll) =
                    read_ui(ui, cx, state, out, names, (known, &now), Toll::parse, bad)
                {
                    form.change(out, |entry| match toll {
                        Some(toll) => drop(entry.harm.insert(harm, toll)),
                        None => drop(entry.harm.remove(&harm)),
                    });
                }
            });
        }
    });
    hint_ui(ui, cx, Key::IncidentHarmHint);
}
