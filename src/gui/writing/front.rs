//! What stands on the title page: title, author, day, language; and which data the report was written from.

use super::{WritingState, change};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use crate::report::{country, name_of};
use egui::Ui;
use kriterion_heart::manuscript::{Change, Manuscript};
use kriterion_heart::text::Lang;

pub fn front_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    out: &mut Outbox,
) {
    widgets::card(ui, cx, Key::WritingFront, |ui| {
        let label = cx.say(Key::WritingTitle);
        let wide = Shape::Line(f32::INFINITY);
        if let Some(title) = widgets::text_field(ui, out, label, &manuscript.title, wide) {
            change(out, Change::Title(title));
        }
        widgets::weak(ui, cx, cx.say(Key::WritingTitleHint));
        let label = cx.say(Key::WritingAuthor);
        let shape = Shape::Line(420.0);
        if let Some(author) = widgets::text_field(ui, out, label, &manuscript.author, shape) {
            change(out, Change::Author(author));
        }
        day_ui(ui, cx, state, manuscript, out);
        language_ui(ui, cx, manuscript, out);
    });
    data_ui(ui, cx, state, manuscript, out);
}

/// Typed as a date is written in the language; taken when it is one.
fn day_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    out: &mut Outbox,
) {
    let now = i18n::date(cx.lang, manuscript.closing);
    let typed = state.day.as_ref().unwrap_or(&now).clone();
    let label = cx.say(Key::WritingClosing);
    if let Some(text) = widgets::text_field(ui, out, label, &typed, Shape::Line(160.0)) {
        match i18n::read_date(&text).filter(|day| day.is_full()) {
            Some(day) => {
                state.day = None;
                change(out, Change::Closing(day));
            }
            None => state.day = Some(text),
        }
    }
    if state.day.is_some() {
        widgets::gap_note(ui, cx, cx.say(Key::NotADate));
    }
}

fn language_ui(ui: &mut Ui, cx: &Cx<'_>, manuscript: &Manuscript, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        ui.label(cx.say(Key::WritingLanguage));
        for lang in Lang::ALL {
            let button = egui::Button::selectable(manuscript.lang == lang, name_of(cx.lang, lang));
            if ui.add(button.frame_when_inactive(true)).clicked() && manuscript.lang != lang {
                change(out, country::in_language(manuscript, lang));
            }
        }
    });
    widgets::weak(ui, cx, cx.say(Key::WritingLanguageHint));
}

/// From which data it was written, and what today's say otherwise.
fn data_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &WritingState,
    manuscript: &Manuscript,
    out: &mut Outbox,
) {
    widgets::card(ui, cx, Key::WritingData, |ui| {
        ui.label(cx.fill(Key::WritingEdition, &[("edition", &manuscript.edition.label)]));
        let states = manuscript.compared.iter().map(|iso3| {
            let country = cx.session.bundle.atlas.country(*iso3);
            country.map_or(iso3.as_str(), |country| cx.text(&country.name)).to_owned()
        });
        let states: Vec<String> = states.collect();
        widgets::weak(ui, cx, cx.fill(Key::WritingCompared, &[("states", &states.join(", "))]));
        if state.seen.is_old {
            widgets::gap_note(ui, cx, cx.say(Key::WritingOld));
            if ui.button(cx.say(Key::WritingUpdate)).clicked()
                && let Some(newer) =
                    country::update(manuscript, &cx.session.bundle, cx.session.today())
            {
                change(out, newer);
            }
        }
        for stale in &state.seen.stale {
            let old = country::written(cx.lang, &stale.pinned);
            let new = stale.now.as_ref().map(|pin| country::written(cx.lang, pin));
            let new = new.unwrap_or_else(|| cx.say(Key::ProfileNoData).to_owned());
            let slots = [("name", stale.reference.as_str()), ("old", &old), ("new", &new)];
            ui.horizontal_wrapped(|ui| {
                widgets::gap_note(ui, cx, cx.fill(Key::WritingStale, &slots));
                if let Some(pin) = &stale.now
                    && ui.button(cx.say(Key::WritingTakeNew)).clicked()
                {
                    change(out, Change::Pin(stale.reference.clone(), Box::new(pin.clone())));
                }
            });
        }
        for updated in manuscript.updates.iter().rev() {
            let day = i18n::date(cx.lang, updated.on);
            let n = updated.moved.len().to_string();
            widgets::weak(ui, cx, cx.fill(Key::WritingUpdated, &[("day", &day), ("n", &n)]));
            for moved in &updated.moved {
                widgets::weak(ui, cx, country::said(cx.lang, moved));
            }
        }
    });
}
