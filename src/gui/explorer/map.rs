//! The map of the explorer: what it shows is chosen here, a figure of one series or the level of one criterion.
//!
//! Rating every state takes too long for a frame: `rated` does it on a thread.

use super::View;
use super::rated::Rated;
use crate::gui::cx::Cx;
use crate::gui::later::look_again;
use crate::gui::map::{MapState, WorldMap, map_ui};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::sample::METHOD;
use crate::session::Session;
use crate::words;
use egui::{ComboBox, RichText, Ui};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::rating::AsOf;
use std::collections::BTreeSet;

/// What is shown first.
const FIRST: &str = "fh_status";

pub struct MapView {
    what: What,
    series: String,
    /// `None`: the newest value of each state.
    year: Option<u16>,
    criterion: u8,
    method: String,
    map: Option<WorldMap>,
    /// Years of the series, the newest first.
    years: Vec<u16>,
    state: MapState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Figure,
    Level,
}

impl Default for MapView {
    fn default() -> Self {
        Self {
            what: What::Figure,
            series: FIRST.to_owned(),
            year: None,
            criterion: 2,
            method: METHOD.to_owned(),
            map: None,
            years: Vec::new(),
            state: MapState::default(),
        }
    }
}

impl MapView {
    /// Another state, or other data.
    pub fn forget(&mut self, state: Option<Iso3>, moved: bool) {
        self.map = None;
        if let Some(state) = state.filter(|_| moved) {
            self.state.mark(state);
        }
    }

    pub fn make(&mut self, session: &Session, rated: &mut Rated) {
        if self.map.is_some() {
            return;
        }
        super::settle_method(session, &mut self.method);
        let bundle = &session.bundle;
        let Some(method) = bundle.method(&self.method) else { return };
        if self.what == What::Figure {
            let Some(series) = bundle.atlas.indicator(&self.series) else { return };
            let years: BTreeSet<u16> = series.points.iter().map(|point| point.year).collect();
            self.years = years.into_iter().rev().collect();
            let as_of = self.year.map_or(AsOf::Newest, AsOf::Year);
            self.map = Some(WorldMap::of_series(session, series, &method.ages, as_of));
            return;
        }
        let criterion = self.criterion;
        if let Some(levels) = rated.levels(session, &self.method) {
            self.map = Some(WorldMap::of_levels(session, method, levels, criterion));
        }
    }
}

/// Returns the state that was opened, and the view that says more of what the map shows.
pub fn map_view_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut MapView) -> Option<(Iso3, View)> {
    ui.horizontal_wrapped(|ui| choose_ui(ui, cx, view));
    ui.add_space(4.0);
    let Some(map) = &mut view.map else {
        widgets::weak(ui, cx, cx.say(Key::MapRating));
        look_again(ui.ctx());
        return None;
    };
    let opened = map_ui(ui, cx, map, &mut view.state)?;
    let next = match view.what {
        What::Figure => View::Profile,
        What::Level => View::Levels,
    };
    Some((opened, next))
}

fn choose_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut MapView) {
    for (what, name) in [(What::Figure, Key::MapFigure), (What::Level, Key::MapLevel)] {
        let (down, name) = (view.what == what, cx.say(name));
        let button = ui.add(egui::Button::selectable(down, name).frame_when_inactive(true));
        button
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, name));
        if button.clicked() {
            view.what = what;
            view.map = None;
        }
    }
    ui.add_space(6.0);
    match view.what {
        What::Figure => figure_ui(ui, cx, view),
        What::Level => level_ui(ui, cx, view),
    }
}

fn figure_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut MapView) {
    let atlas = &cx.session.bundle.atlas;
    let label = ui.label(RichText::new(cx.say(Key::ExploreWhichSeries)).small());
    let shown = atlas.indicator(&view.series).map_or("", |series| cx.text(&series.name));
    let list = || {
        (0..).zip(&atlas.indicators).map(|(at, series): (usize, _)| {
            (at, cx.text(&series.name), cx.text(&series.unit).to_owned())
        })
    };
    if let Some(at) = widgets::searched_list(ui, cx, "map series", shown, list, label.id)
        && let Some(series) = atlas.indicators.get(at)
    {
        view.series = series.id.clone();
        view.year = None;
        view.map = None;
    }
    let newest = cx.say(Key::MapNewest);
    let name = |year: Option<u16>| year.map_or(newest.to_owned(), |year| year.to_string());
    let years = std::iter::once(None).chain(view.years.iter().copied().map(Some));
    let years: Vec<_> = years.map(|year| (year, name(year))).collect();
    if let Some(year) = pick_ui(ui, cx.say(Key::ChartYear), &view.year, &years, 110.0) {
        view.year = year;
        view.map = None;
    }
}

fn level_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut MapView) {
    let bundle = &cx.session.bundle;
    let criteria: Vec<_> = (1..=8)
        .map(|number| {
            let criterion = bundle.rules.criterion(number);
            let short = criterion.map_or("", |criterion| cx.text(&criterion.short));
            (number, format!("{number}  {short}"))
        })
        .collect();
    let label = words::criterion(cx.lang, view.criterion);
    if let Some(criterion) = pick_ui(ui, &label, &view.criterion, &criteria, 220.0) {
        view.criterion = criterion;
        view.map = None;
    }
    let methods: Vec<_> = bundle
        .methods
        .iter()
        .map(|method| (method.id.clone(), cx.text(&method.title).to_owned()))
        .collect();
    if let Some(method) = pick_ui(ui, cx.say(Key::CompareMethod), &view.method, &methods, 180.0) {
        view.method = method;
        view.map = None;
    }
}

/// One of a few, from a list that opens.
pub fn pick_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    now: &T,
    all: &[(T, String)],
    width: f32,
) -> Option<T> {
    let name = ui.label(RichText::new(label).small());
    let shown = all.iter().find(|(value, _)| value == now).map_or("", |(_, words)| words);
    let mut picked = None;
    ComboBox::from_id_salt(name.id)
        .selected_text(shown)
        .width(width)
        .height(340.0)
        .show_ui(ui, |ui| {
            for (value, words) in all {
                if ui.selectable_label(value == now, words).clicked() {
                    picked = Some(value.clone());
                }
            }
        })
        .response
        .labelled_by(name.id);
    picked.filter(|value| value != now)
}
