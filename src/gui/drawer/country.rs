//! Everything known about the destination: a search, the facts on the criterion at hand, a chart.

use super::Drawer;
use crate::gui::chart::small_chart_ui;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::facts::{hit_below, hit_words, series_of};
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Place;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontId, Key as K, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui};
use kriterion_heart::dossier::Evidence;
use kriterion_heart::evidence;

pub fn country_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer, out: &mut Outbox) {
    let Some(iso3) = cx.dossier().and_then(|dossier| dossier.request.destination) else {
        widgets::gap_note(ui, cx, cx.say(Key::NoDestination));
        return;
    };
    target_ui(ui, cx, drawer);
    let enter = search_ui(ui, cx, drawer);
    drawer.search(cx, Some(iso3));
    let searching = !drawer.query.trim().is_empty();
    let shown = drawer.chart.clone().or_else(|| first_series(cx, drawer, searching));
    let mut seen = Seen::default();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if let Some(series) = shown {
            drawer.chart_of(cx, &series, iso3);
            if let Some((_, chart)) = &drawer.drawn
                && chart.is_worth_drawing()
            {
                small_chart_ui(ui, cx, chart);
            }
        }
        if searching {
            hits_ui(ui, cx, drawer, enter, &mut seen)
        } else {
            chips_ui(ui, cx, &mut seen)
        }
        widgets::follow_focus(ui, "facts");
    });
    if seen.series.is_some() {
        drawer.chart = seen.series;
    }
    if let (Some(item), Some(question)) = (seen.attach, drawer.target) {
        drag::attach(out, item, question);
    }
}

/// What the officer did with the facts of this frame.
#[derive(Default)]
struct Seen {
    attach: Option<Evidence>,
    series: Option<String>,
}

/// The search field. True when Enter was pressed in it.
fn search_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer) -> bool {
    let id = ui.make_persistent_id("search");
    if ui.memory(|memory| memory.has_focus(id)) && !drawer.query.is_empty() {
        let (down, up) = ui.input_mut(|input| {
            let none = Modifiers::NONE;
            (input.consume_key(none, K::ArrowDown), input.consume_key(none, K::ArrowUp))
        });
        drawer.marked = drawer.marked.saturating_add(usize::from(down));
        drawer.marked = drawer.marked.saturating_sub(usize::from(up));
        drawer.marked = drawer.marked.min(drawer.hits.len().saturating_sub(1));
        drawer.moved = down || up;
    }
    let field = ui.add(
        TextEdit::singleline(&mut drawer.query)
            .id(id)
            .hint_text(cx.say(Key::SearchFacts))
            .desired_width(f32::INFINITY),
    );
    if field.changed() {
        drawer.marked = 0;
        drawer.chart = None;
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(K::Enter));
    let field = field.accessible_name(cx.say(Key::SearchFacts));
    if std::mem::take(&mut drawer.focus) || enter {
        field.request_focus();
    }
    enter
}

/// For which question the next attachment is.
pub fn target_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer) {
    if let Place::Criterion(number) = cx.session.place
        && drawer.target.is_none_or(|target| target.criterion != number)
    {
        // Another page: nothing is attached before the officer is in a question.
        drawer.target = None;
    }
    let text = match (cx.session.place, drawer.target) {
        (Place::Criterion(_), Some(id)) => {
            cx.fill(Key::DrawerTarget, &[("question", &id.to_string())])
        }
        (Place::Criterion(_), None) => cx.say(Key::DrawerNoQuestion).to_owned(),
        _ => cx.say(Key::DrawerNoTarget).to_owned(),
    };
    let asked = drawer.target.and_then(|id| cx.session.bundle.rules.question(id));
    match asked {
        Some(question) if matches!(cx.session.place, Place::Criterion(_)) => {
            widgets::small_strong(ui, text);
            let ask = RichText::new(cx.text(&question.ask)).small().color(cx.theme.weak);
            ui.add(egui::Label::new(ask).truncate());
        }
        _ => {
            widgets::weak(ui, cx, text);
        }
    }
}

fn hits_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer, enter: bool, seen: &mut Seen) {
    if drawer.hits.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::NothingFound));
    } else {
        widgets::weak(ui, cx, cx.say(Key::DrawerFirstHit));
    }
    let atlas = &cx.session.bundle.atlas;
    for (at, hit) in drawer.hits.iter().enumerate() {
        let marked = at == drawer.marked;
        let response = row_ui(ui, cx, &hit_words(cx, hit), &hit_below(cx, hit), marked);
        widgets::flag_ui(ui, cx, &hit.key);
        if marked && std::mem::take(&mut drawer.moved) {
            response.scroll_to_me(None);
            seen.series = series_of(&hit.key);
        }
        drag::source(&response, || evidence::evidence(atlas, &hit.key));
        if response.clicked() || (enter && marked) {
            seen.attach = evidence::evidence(atlas, &hit.key);
        }
        if response.hovered() || response.has_focus() {
            seen.series = series_of(&hit.key).or_else(|| seen.series.take());
        }
    }
}

/// Before anything is typed: the facts on this criterion, all together.
fn chips_ui(ui: &mut Ui, cx: &Cx<'_>, seen: &mut Seen) {
    let Place::Criterion(number) = cx.session.place else {
        ui.add(egui::Label::new(RichText::new(cx.say(Key::DrawerEmpty)).small()).wrap());
        return;
    };
    widgets::small_strong(ui, cx.fill(Key::DrawerOverview, &[("n", &number.to_string())]));
    for chip in cx.facts.overview() {
        let response = row_ui(ui, cx, &chip.text, &chip.source, false);
        drag::source(&response, || Some(chip.evidence.clone()));
        if response.clicked() {
            seen.attach = Some(chip.evidence.clone());
        }
        if response.hovered() || response.has_focus() {
            seen.series = chip.series.clone().or_else(|| seen.series.take());
        }
    }
    ui.add_space(6.0);
    ui.add(egui::Label::new(RichText::new(cx.say(Key::DrawerEmpty)).small()).wrap());
}

/// A fact with its source below it: to be clicked, or dragged onto a question.
fn row_ui(ui: &mut Ui, cx: &Cx<'_>, fact: &str, source: &str, marked: bool) -> egui::Response {
    let mut text = LayoutJob::default();
    let format = |size: f32, color| TextFormat::simple(FontId::proportional(size), color);
    text.append(fact, 0.0, format(SMALL, cx.theme.text));
    text.append("\n", 0.0, format(SMALL, cx.theme.text));
    text.append(source, 0.0, format(SMALL - 1.0, cx.theme.weak));
    let button = Button::selectable(marked, text)
        .frame_when_inactive(true)
        .wrap()
        .sense(Sense::click_and_drag())
        .min_size(egui::vec2(ui.available_width(), 0.0));
    ui.add(button).on_hover_text(cx.say(Key::DrawerAttachHint))
}

/// The first series that has a chart, of the hits or of the facts on the criterion.
fn first_series(cx: &Cx<'_>, drawer: &Drawer, searching: bool) -> Option<String> {
    if searching {
        return drawer.hits.iter().find_map(|hit| series_of(&hit.key));
    }
    cx.facts.overview().iter().find_map(|chip| chip.series.clone())
}
