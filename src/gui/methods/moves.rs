//! Beside the method: what its numbers move, and whether they are kept.

use super::MethodsPage;
use super::worker::Answer;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{SMALL, TITLE};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Action;
use crate::words;
use egui::{Button, CollapsingHeader, ComboBox, Label, RichText, ScrollArea, Sense, Ui};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::draft::next_number;
use kriterion_heart::level::Level;
use kriterion_heart::moves::Move;
use kriterion_heart::rating::Method;
use std::collections::BTreeSet;

/// A panel as wide as this is not beside the method but below it.
const BROAD: f32 = 500.0;

fn beside(ui: &mut Ui, in_a_row: bool, content: impl FnOnce(&mut Ui)) {
    match in_a_row {
        true => drop(ui.horizontal(content)),
        false => content(ui),
    }
}

/// Gives the state that somebody wants to look at.
pub fn moves_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    page: &mut MethodsPage,
    out: &mut Outbox,
) -> Option<Iso3> {
    let method = cx.session.shown_method()?;
    // Below the method there is room to the side and none downwards.
    let is_low = ui.available_width() > BROAD;
    beside(ui, is_low, |ui| {
        ui.label(widgets::bold(cx.say(Key::MovesHead), TITLE));
        against_ui(ui, cx, page, method);
    });
    beside(ui, is_low, |ui| keep_ui(ui, cx, method, out));
    ui.separator();
    let mut wanted = None;
    ScrollArea::vertical().id_salt("moves").auto_shrink(false).show(ui, |ui| {
        match page.worker.answer() {
            Answer::Bad => drop(widgets::gap_note(ui, cx, cx.say(Key::MovesBad))),
            Answer::Waiting => drop(widgets::weak(ui, cx, cx.say(Key::MovesWorking))),
            Answer::Moves { moves, is_old } => wanted = list_ui(ui, cx, moves, is_old),
        }
        widgets::follow_focus(ui, "moves");
    });
    wanted
}

fn against_ui(ui: &mut Ui, cx: &Cx<'_>, page: &mut MethodsPage, method: &Method) {
    let bundle = &cx.session.bundle;
    let title = |id: &str| bundle.method(id).map(|method| cx.text(&method.title));
    let parent = method.parent.as_ref().filter(|parent| {
        bundle.methods.iter().any(|known| known.id == parent.id && known.hash == parent.hash)
    });
    let usual = parent.and_then(|parent| title(&parent.id)).unwrap_or(cx.say(Key::MovesOriginal));
    let now = page.against.as_deref().and_then(title).unwrap_or(usual);
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(RichText::new(cx.say(Key::MovesAgainst)).small());
        let mut picked = None;
        let list = ComboBox::from_id_salt("against").selected_text(now).show_ui(ui, |ui| {
            if ui.selectable_label(page.against.is_none(), usual).clicked() {
                picked = Some(None);
            }
            for other in bundle.methods.iter().filter(|other| other.id != method.id) {
                let down = page.against.as_deref() == Some(&other.id);
                if ui.selectable_label(down, cx.text(&other.title)).clicked() {
                    picked = Some(Some(other.id.clone()));
                }
            }
        });
        list.response.labelled_by(label.id);
        if let Some(picked) = picked {
            page.against = picked;
        }
    });
}

fn keep_ui(ui: &mut Ui, cx: &Cx<'_>, method: &Method, out: &mut Outbox) {
    let changed = cx.session.typed_count(method);
    if changed == 0 {
        return;
    }
    widgets::small_strong(ui, cx.fill(Key::MovesChanged, &[("n", &changed.to_string())]));
    let ready = cx.session.typed_values(method).is_some() && !cx.session.data.busy;
    ui.horizontal_wrapped(|ui| {
        let version = next_number(&method.version);
        let keep = cx.fill(Key::MovesKeep, &[("version", &version)]);
        if ui.add_enabled(ready, Button::new(keep).fill(cx.theme.accent_soft)).clicked() {
            out.push(Action::KeepNumbers(method.id.clone()));
        }
        if ui.button(cx.say(Key::MovesDrop)).clicked() {
            out.push(Action::DropNumbers(method.id.clone()));
        }
    });
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, moves: &[Move], is_old: bool) -> Option<Iso3> {
    let states: BTreeSet<Iso3> = moves.iter().map(|one| one.iso3).collect();
    let head = match moves.is_empty() {
        true => cx.say(Key::MovesNone).to_owned(),
        false => cx.fill(
            Key::MovesCount,
            &[("n", &moves.len().to_string()), ("states", &states.len().to_string())],
        ),
    };
    let head = if is_old { format!("{head} {}", cx.say(Key::MovesWorking)) } else { head };
    widgets::weak(ui, cx, head);
    let mut wanted = None;
    for number in 1..=8 {
        let here: Vec<&Move> = moves.iter().filter(|one| one.criterion == number).collect();
        if here.is_empty() {
            continue;
        }
        ui.add_space(4.0);
        CollapsingHeader::new(widgets::bold(words::criterion(cx.lang, number), SMALL))
            .id_salt(("moves", number))
            .default_open(true)
            .show_unindented(ui, |ui| {
                small(ui, cx, words::move_counts(cx.lang, moves, number));
                wanted = wanted.or(states_ui(ui, cx, &here));
            });
    }
    wanted
}

/// The states of a criterion, those together that go the same way.
/// Their names flow, so that hundreds can be read at a glance.
fn states_ui(ui: &mut Ui, cx: &Cx<'_>, moves: &[&Move]) -> Option<Iso3> {
    let mut ways: Vec<(Level, Level)> = Vec::new();
    for one in moves {
        if !ways.contains(&(one.from, one.to)) {
            ways.push((one.from, one.to));
        }
    }
    let mut wanted = None;
    for way in ways {
        let here = || moves.iter().filter(|one| (one.from, one.to) == way);
        let (from, to) = (cx.word(way.0), cx.word(way.1));
        small(ui, cx, format!("{from} → {to} ({})", here().count()));
        widgets::text_row(ui, |ui| {
            for one in here() {
                if state_ui(ui, cx, one) {
                    wanted = Some(one.iso3);
                }
            }
        });
        ui.add_space(4.0);
    }
    wanted
}

fn small(ui: &mut Ui, cx: &Cx<'_>, text: String) {
    ui.add(Label::new(RichText::new(text).small().color(cx.theme.weak)).wrap());
}

fn state_ui(ui: &mut Ui, cx: &Cx<'_>, one: &Move) -> bool {
    let atlas = &cx.session.bundle.atlas;
    let name = atlas.country(one.iso3).map_or("", |country| cx.text(&country.name));
    let text = RichText::new(name).small().color(cx.theme.accent);
    let link = Label::new(text).sense(Sense::click()).selectable(false);
    // No scope around it: the row could not break after it.
    let row = ui.add(link);
    let line = words::move_line(cx.lang, &cx.session.bundle, one);
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &line));
    row.on_hover_text(cx.fill(Key::MovesOpen, &[("name", name)])).clicked()
}
