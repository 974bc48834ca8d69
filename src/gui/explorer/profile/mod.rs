//! The profile of a state: one section of the country report at a time, every figure with its source behind it.

pub mod grid;
pub mod page;
mod special;
mod tables;

use crate::gui::chart::ChartState;
use crate::gui::cx::Cx;
use crate::gui::theme::{SMALL, TITLE};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Session;
use egui::{Button, Key as K, Label, Modifiers, RichText, ScrollArea, Sense, Ui, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::profile::{Ask, Profile};
use kriterion_heart::rulebook::QuestionId;
use page::Page;
use std::collections::BTreeMap;

/// Below this width the list of sections is a line above the section.
const WITH_CONTENTS: f32 = 820.0;

#[derive(Default)]
pub struct ProfileView {
    profile: Option<Profile>,
    /// The section at hand, by its place.
    at: usize,
    page: Option<Page>,
    charts: BTreeMap<String, ChartState>,
    /// The element that is to come into view.
    wanted: Option<String>,
    /// The key of a fact that is to be shown.
    sought: Option<String>,
}

/// What the officer wants with a figure.
pub enum Wish {
    /// A fact by its key, for the question at hand.
    Attach(String),
    Series(String),
}

impl ProfileView {
    /// Other data, another language or another state.
    pub fn forget(&mut self) {
        self.profile = None;
        self.page = None;
    }

    /// Goes to the section that shows a fact, once the profile is made.
    pub fn seek(&mut self, key: String) {
        self.sought = Some(key);
    }

    fn find(&mut self) {
        let (Some(profile), Some(key)) = (&self.profile, self.sought.take()) else { return };
        if let Some((at, element)) = page::place_of(profile, &key) {
            self.at = at;
            self.page = None;
            self.wanted = Some(element);
        }
    }

    pub fn make(&mut self, session: &Session, state: Iso3) {
        if self.profile.is_none() {
            let bundle = &session.bundle;
            let ask = Ask::of(state, session.day());
            self.profile = bundle.profile(&ask);
        }
        self.find();
        let Some(profile) = &self.profile else { return };
        self.at = self.at.min(profile.sections.len().saturating_sub(1));
        if self.page.is_none() {
            self.page = profile.sections.get(self.at).map(|it| Page::new(session, profile, it));
        }
    }
}

pub fn profile_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut ProfileView,
    target: Option<QuestionId>,
) -> Option<Wish> {
    let beside = ui.available_width() >= WITH_CONTENTS;
    let go = turn(ui, view);
    let mut wish = None;
    if beside {
        // Both parts end where the page does, with the room that stands below every page.
        let height = (ui.clip_rect().bottom() - ui.cursor().top() - 32.0).max(200.0);
        ui.horizontal_top(|ui| {
            let size = vec2(236.0, height);
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(size, down, |ui| contents_ui(ui, cx, view));
            ui.separator();
            let salt = ("section", view.at);
            ScrollArea::vertical().id_salt(salt).max_height(height).auto_shrink(false).show(
                ui,
                |ui| {
                    ui.vertical(|ui| {
                        ui.set_max_width(ui.available_width() - 12.0);
                        wish = section_ui(ui, cx, view, target);
                    });
                    widgets::turn_pages(ui);
                    widgets::follow_focus(ui, "section");
                },
            );
        });
    } else {
        line_ui(ui, cx, view);
        wish = section_ui(ui, cx, view, target);
    }
    if let Some(go) = go {
        view.turn_to(go);
    }
    wish
}

impl ProfileView {
    pub fn turn_to(&mut self, to: usize) {
        if to != self.at {
            self.at = to;
            self.page = None;
        }
    }
}

/// Alt and the arrow keys go to the next section and back.
fn turn(ui: &Ui, view: &ProfileView) -> Option<usize> {
    let last = view.profile.as_ref()?.sections.len().saturating_sub(1);
    let (down, up) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::ALT, K::ArrowDown),
            input.consume_key(Modifiers::ALT, K::ArrowUp),
        )
    });
    match (down, up) {
        (true, _) => Some((view.at + 1).min(last)),
        (_, true) => Some(view.at.saturating_sub(1)),
        _ => None,
    }
}

/// The sections; those without any data are pale and say so to a screen reader.
fn contents_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut ProfileView) {
    let Some(profile) = &view.profile else { return };
    let mut chosen = None;
    ScrollArea::vertical().id_salt("contents").auto_shrink(false).show(ui, |ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, section) in profile.sections.iter().enumerate() {
            let here = at == view.at;
            let title = cx.text(&section.title);
            let colour = if section.is_empty() { cx.theme.weak } else { cx.theme.text };
            let text = RichText::new(format!("{}  {title}", section.code)).size(SMALL);
            let button = Button::selectable(here, text.color(colour))
                .wrap()
                .min_size(vec2(ui.available_width(), 0.0));
            let button = ui.add(button);
            let empty = if section.is_empty() { cx.say(Key::ProfileNoData) } else { "" };
            let spoken = format!("{} {title} {empty}", section.code);
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, here, spoken.trim_end())
            });
            if button.clicked() {
                chosen = Some(at);
            }
        }
    });
    if let Some(chosen) = chosen {
        view.turn_to(chosen);
    }
}

/// The same in one line, for narrow windows.
fn line_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut ProfileView) {
    let Some(profile) = &view.profile else { return };
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(RichText::new(cx.say(Key::ProfileSection)).small());
        let shown = profile.sections.get(view.at);
        let shown = shown.map_or("", |section| cx.text(&section.title));
        let list = || {
            let sections = profile.sections.iter().enumerate();
            sections.map(|(at, section)| (at, cx.text(&section.title), section.code.clone()))
        };
        chosen = widgets::searched_list(ui, cx, "section", shown, list, label.id);
    });
    if let Some(chosen) = chosen {
        view.turn_to(chosen);
    }
}

fn section_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut ProfileView,
    target: Option<QuestionId>,
) -> Option<Wish> {
    let page = view.page.as_ref()?;
    let mut wish = None;
    ui.label(widgets::bold(&page.title, TITLE));
    if !page.feeds.is_empty() {
        widgets::weak(ui, cx, &page.feeds);
    }
    for element in &page.elements {
        ui.add_space(6.0);
        let card = cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            let state = view.charts.entry(element.id.clone()).or_default();
            ui.push_id(&element.id, |ui| element_ui(ui, cx, element, state, target, &mut wish));
        });
        if view.wanted.as_ref() == Some(&element.id) {
            card.response.scroll_to_me(Some(egui::Align::TOP));
            view.wanted = None;
        }
    }
    wish
}

fn element_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    element: &page::Shown,
    state: &mut ChartState,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    // A chart says itself what it shows.
    let is_chart = matches!(element.body, page::Body::Charts(_));
    if !element.title.is_empty() && !is_chart {
        ui.horizontal_wrapped(|ui| {
            widgets::strong(ui, &element.title);
            ui.label(RichText::new(&element.unit).small().color(cx.theme.weak));
        });
    }
    for warning in &element.warnings {
        widgets::gap_note(ui, cx, warning);
    }
    match &element.body {
        page::Body::Note => (),
        page::Body::Nothing => {
            widgets::gap_note(ui, cx, cx.say(Key::ProfileNoData));
        }
        // Looked for, and none found: the note says so.
        page::Body::Table(table) if table.rows.is_empty() => (),
        page::Body::Table(table) => grid::table_ui(ui, cx, table, target, wish),
        page::Body::Sides(sides) => special::sides_ui(ui, cx, sides, target, wish),
        page::Body::Charts(charts) => special::charts_ui(ui, cx, charts, state),
        page::Body::Bars(bars) => special::bars_ui(ui, cx, bars),
        page::Body::Strips(strips) => special::strips_ui(ui, cx, strips),
        page::Body::Levels(levels) => special::levels_ui(ui, cx, levels),
    }
    if !element.note.is_empty() {
        let note = RichText::new(&element.note).small();
        ui.add(Label::new(note).wrap().sense(Sense::hover()));
    }
    if !element.sources.is_empty() {
        let sources = RichText::new(&element.sources).size(SMALL - 1.0).color(cx.theme.weak);
        ui.add(Label::new(sources).wrap());
    }
}
