//! The rules of a method, a part at a time, each with its words, its mark and its numbers.

use super::number::{Sheet, numbers_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{BODY, TITLE};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::words;
use egui::{Label, RichText, Ui};
use kriterion_heart::rating::{
    Input, KnownLimit, MethodCriterion, NumberPart, PointItem, PointTable, Rule, TreatyList,
};
use kriterion_heart::text::Text;

pub fn general_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, out: &mut Outbox) {
    let whole = || sheet.of(|part| *part == NumberPart::Whole);
    let is_age = |at: &str| at == "min_coverage" || at.starts_with("ages/");
    let is_window = |at: &str| at.starts_with("windows/");
    widgets::card(ui, cx, Key::MethodAges, |ui| {
        numbers_ui(ui, cx, sheet, whole().filter(|number| is_age(&number.at)), out);
    });
    widgets::card(ui, cx, Key::MethodWindows, |ui| {
        numbers_ui(ui, cx, sheet, whole().filter(|number| is_window(&number.at)), out);
    });
    let other = || whole().filter(|number| !is_age(&number.at) && !is_window(&number.at));
    if other().next().is_some() {
        widgets::card(ui, cx, Key::MethodOtherNumbers, |ui| {
            numbers_ui(ui, cx, sheet, other(), out);
        });
    }
}

pub fn lists_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, out: &mut Outbox) {
    for list in &sheet.method.lists {
        ui.add_space(6.0);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            list_ui(ui, cx, sheet, list, out);
        });
    }
    let ended = || sheet.of(|part| matches!(part, NumberPart::Ended(_)));
    if ended().next().is_some() {
        widgets::card(ui, cx, Key::MethodEnded, |ui| numbers_ui(ui, cx, sheet, ended(), out));
    }
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, list: &TreatyList, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let name = words::input_name(cx.lang, &cx.session.bundle, &list.id);
        ui.label(widgets::bold(name, BODY));
        widgets::mark_tag(ui, cx, list.mark);
    });
    let names: Vec<String> = list.treaties.iter().map(|ids| treaties(cx, ids)).collect();
    let slots = [("n", names.len().to_string()), ("list", names.join(", "))];
    let slots = slots.each_ref().map(|(slot, value)| (*slot, value.as_str()));
    small(ui, cx.fill(Key::MethodTreaties, &slots));
    note_ui(ui, cx, &list.note);
    let of_list = sheet.of(|part| matches!(part, NumberPart::List(id) if *id == list.id));
    numbers_ui(ui, cx, sheet, of_list, out);
}

/// `a+b` = joined only if both are.
fn treaties(cx: &Cx<'_>, ids: &str) -> String {
    let name = |id: &str| {
        let treaty = cx.session.bundle.atlas.treaties.iter().find(|treaty| treaty.id == id);
        treaty.map_or_else(|| id.to_owned(), |treaty| cx.text(&treaty.short).to_owned())
    };
    ids.split('+').map(name).collect::<Vec<_>>().join(" + ")
}

pub fn criterion_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, number: u8, out: &mut Outbox) {
    let Some(criterion) = sheet.method.criterion(number) else { return };
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(widgets::bold(format!("{number}  {}", cx.text(&criterion.title)), TITLE));
        widgets::mark_tag(ui, cx, criterion.title_mark);
    });
    note_ui(ui, cx, &criterion.note);
    limits_ui(ui, cx, &criterion.limits);
    inputs_ui(ui, cx, criterion);
    if criterion.rules.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::MethodNoRules));
    }
    if let Some(points) = &criterion.points {
        widgets::card(ui, cx, Key::MethodPoints, |ui| {
            points_ui(ui, cx, sheet, number, points, out);
        });
    }
    for rule in &criterion.rules {
        ui.add_space(6.0);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            rule_ui(ui, cx, sheet, rule, out);
        });
    }
}

/// What it cannot do or nobody knows, before anybody trusts its levels.
pub fn limits_ui(ui: &mut Ui, cx: &Cx<'_>, limits: &[KnownLimit]) {
    for limit in limits {
        let mark = words::mark(cx.lang, limit.mark);
        widgets::gap_note(ui, cx, format!("{} [{mark}]", cx.text(&limit.text)));
    }
}

fn inputs_ui(ui: &mut Ui, cx: &Cx<'_>, criterion: &MethodCriterion) {
    if criterion.inputs.is_empty() {
        return;
    }
    let name = |id: &String| words::input_name(cx.lang, &cx.session.bundle, id).to_owned();
    let names = criterion.inputs.iter().map(|input| match input {
        Input::One(id) | Input::Each(id) => name(id),
        Input::AnyOf(ids) => ids.iter().map(name).collect::<Vec<_>>().join(" / "),
    });
    let list = words::listed(cx.lang, &names.collect::<Vec<_>>());
    let text = RichText::new(cx.fill(Key::MethodInputs, &[("list", &list)])).small();
    ui.add(Label::new(text.color(cx.theme.weak)).wrap());
}

fn points_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet<'_>,
    number: u8,
    points: &PointTable,
    out: &mut Outbox,
) {
    small(ui, cx.text(&points.name).to_owned());
    let own = sheet.of(|part| *part == NumberPart::Points(number));
    numbers_ui(ui, cx, sheet, own, out);
    for item in &points.items {
        ui.separator();
        item_ui(ui, cx, sheet, number, item, out);
    }
}

fn item_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet<'_>,
    number: u8,
    item: &PointItem,
    out: &mut Outbox,
) {
    ui.horizontal_wrapped(|ui| {
        let name = words::input_name(cx.lang, &cx.session.bundle, &item.input);
        widgets::small_strong(ui, name);
        widgets::mark_tag(ui, cx, item.mark);
    });
    note_ui(ui, cx, &item.note);
    let own = sheet.of(|part| {
        matches!(part, NumberPart::Item { criterion, input, .. }
            if *criterion == number && *input == item.input)
    });
    numbers_ui(ui, cx, sheet, own, out);
}

fn rule_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, rule: &Rule, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        match rule.level {
            Some(level) => drop(widgets::level_badge(ui, cx, level)),
            None => drop(widgets::weak(ui, cx, cx.say(Key::MethodNoteRule))),
        }
        widgets::mark_tag(ui, cx, rule.mark);
        widgets::weak(ui, cx, rule.id.as_str());
    });
    ui.add(Label::new(cx.text(&rule.text)).wrap());
    note_ui(ui, cx, &rule.note);
    if rule.overlay {
        widgets::weak(ui, cx, cx.say(Key::MethodOverlay));
    }
    let own = sheet.of(|part| matches!(part, NumberPart::Rule { id, .. } if *id == rule.id));
    numbers_ui(ui, cx, sheet, own, out);
}

fn note_ui(ui: &mut Ui, cx: &Cx<'_>, note: &Text) {
    if !note.is_empty() {
        let text = RichText::new(cx.text(note)).small().color(cx.theme.weak);
        ui.add(Label::new(text).wrap());
    }
}

fn small(ui: &mut Ui, text: String) {
    ui.add(Label::new(RichText::new(text).small()).wrap());
}
