//! One series over the years: the state against its neighbours, its region and any other states.

use crate::gui::beside::Beside;
use crate::gui::chart::{Chart, ChartState, chart_ui};
use crate::gui::cx::Cx;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Session;
use egui::{RichText, Ui};
use kriterion_heart::atlas::Iso3;

/// Most lines that can still be told apart.
const MOST: usize = 8;
/// What is shown first, where nothing was chosen.
const FIRST: &str = "milex_pct_gdp";

pub struct SeriesView {
    series: String,
    beside: Beside,
    with_region: bool,
    chart: Option<Chart>,
    state: ChartState,
}

impl Default for SeriesView {
    fn default() -> Self {
        Self {
            series: FIRST.to_owned(),
            beside: Beside::default(),
            with_region: true,
            chart: None,
            state: ChartState::default(),
        }
    }
}

impl SeriesView {
    pub fn choose(&mut self, series: String) {
        self.series = series;
        self.chart = None;
        self.state = ChartState::default();
    }

    /// Another state, or other data.
    pub fn forget(&mut self, moved: bool) {
        self.chart = None;
        if moved {
            self.beside.reset();
        }
    }

    pub fn make(&mut self, session: &Session, state: Iso3) {
        if self.chart.is_some() {
            return;
        }
        let atlas = &session.bundle.atlas;
        let Some(series) = atlas.indicator(&self.series) else { return };
        let mut states = vec![state];
        states.extend(self.beside.of(session, state, MOST - 2));
        self.chart = Some(Chart::of_series(session, series, &states, self.with_region));
    }
}

pub fn series_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut SeriesView, state: Iso3) {
    choose_ui(ui, cx, view, state);
    // With its names and the lines below it, the chart ends where the page does.
    let height = (ui.clip_rect().bottom() - ui.cursor().top() - 160.0).clamp(170.0, 460.0);
    let Some(chart) = &view.chart else { return };
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        chart_ui(ui, cx, chart, &mut view.state, height);
    });
}

fn choose_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut SeriesView, state: Iso3) {
    let atlas = &cx.session.bundle.atlas;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(RichText::new(cx.say(Key::ExploreWhichSeries)).small());
        let shown = atlas.indicator(&view.series).map_or("", |series| cx.text(&series.name));
        let list = || {
            (0..).zip(&atlas.indicators).map(|(at, series): (usize, _)| {
                (at, cx.text(&series.name), cx.text(&series.unit).to_owned())
            })
        };
        let salt = "which series";
        if let Some(at) = widgets::searched_list(ui, cx, salt, shown, list, label.id)
            && let Some(series) = atlas.indicators.get(at)
        {
            view.choose(series.id.clone());
        }
        if ui.checkbox(&mut view.with_region, cx.say(Key::ExploreRegion)).changed() {
            view.chart = None;
        }
    });
    ui.horizontal_wrapped(|ui| {
        if view.beside.ui(ui, cx, state, MOST - 2) {
            view.chart = None;
        }
    });
}
