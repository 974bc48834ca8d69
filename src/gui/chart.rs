//! Charts made for reading: one series for one or several states, with axis, unit and source.
//!
//! Mouse and arrow keys move through the years; the line below says every value. The same chart is also a table.

use crate::gui::cx::Cx;
use crate::gui::theme::{BODY, SMALL, Theme};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::Session;
use crate::words;
use egui::{EventFilter, Grid, Key as K, Modifiers, RichText, Sense, Ui, pos2, vec2};
use egui_plot::{
    AxisHints, Bar, BarChart, GridMark, Line, LineStyle, MarkerShape, Plot, PlotPoints, Points,
    VLine,
};
use kriterion_heart::atlas::{Indicator, Iso3, Qualifier};
use kriterion_heart::trend::{Trace, TracePoint, Trend, Who, trend};

/// Ready to be drawn: every word in the officer's language.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    pub title: String,
    pub unit: String,
    pub source: String,
    pub note: String,
    pub years: Vec<u16>,
    pub traces: Vec<ChartTrace>,
    /// Counts of single years: bars, the second trace inside the first.
    pub are_bars: bool,
    /// A line across, where something begins.
    pub since: Option<f64>,
    /// Lowest and highest value of all.
    span: (f64, f64),
}

#[derive(Debug, Clone, Default)]
pub struct ChartTrace {
    pub name: String,
    /// One for each year; a gap is a gap.
    pub values: Vec<Option<f64>>,
    /// The same in words, gaps with their reason.
    pub said: Vec<String>,
}

/// What the officer does with a chart.
#[derive(Debug, Clone, Default)]
pub struct ChartState {
    /// The year at hand, counted from the first; the last one where none is chosen.
    at: Option<usize>,
    table: bool,
}

impl Chart {
    pub fn new(title: String, unit: String, years: Vec<u16>, traces: Vec<ChartTrace>) -> Self {
        let values = traces.iter().flat_map(|trace| trace.values.iter().flatten());
        let span = values
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
        Self { title, unit, years, traces, span, ..Self::default() }
    }

    /// A bundled series for some states, the first one being the one that matters.
    pub fn of_series(
        session: &Session,
        series: &Indicator,
        states: &[Iso3],
        with_region: bool,
    ) -> Self {
        let atlas = &session.bundle.atlas;
        let lang = session.lang;
        let Trend { years, traces } = trend(atlas, series, states, with_region);
        let worded = |trace: &Trace| ChartTrace {
            name: match &trace.who {
                Who::State(iso3) => atlas
                    .country(*iso3)
                    .map_or_else(|| iso3.to_string(), |country| country.name.get(lang).to_owned()),
                Who::Median(region) => {
                    i18n::fill(lang, Key::ChartMedian, &[("region", region.get(lang))])
                }
            },
            values: trace.points.iter().map(|point| point.value).collect(),
            said: trace.points.iter().map(|point| said(session, series, point)).collect(),
        };
        let traces = traces.iter().map(worded).collect();
        let title = series.name.get(lang).to_owned();
        let source = atlas.source(series.source).map_or_else(String::new, |source| {
            format!("{} · {}", source.publisher, source.vintage.get(lang))
        });
        let note = series.note.get(lang).to_owned();
        let unit = series.unit.get(lang).to_owned();
        Self { source, note, ..Self::new(title, unit, years, traces) }
    }

    /// Fewer than two values make no chart.
    pub fn is_worth_drawing(&self) -> bool {
        let values = self.traces.iter().flat_map(|trace| trace.values.iter().flatten());
        values.count() > 1
    }

    /// Money, people and pieces are drawn from zero; where that would flatten the curve it is not, and is said.
    fn begins_at_zero(&self) -> bool {
        let (low, high) = self.span;
        low >= 0.0 && low < high * 0.6
    }

    fn year(&self, state: &ChartState) -> usize {
        let last = self.years.len().saturating_sub(1);
        state.at.unwrap_or(last).min(last)
    }
}

/// A value in words; a gap with its reason.
fn said(session: &Session, series: &Indicator, point: &TracePoint) -> String {
    let lang = session.lang;
    let Some(value) = point.value else {
        return point.nothing.map_or("", |nothing| words::nothing(lang, nothing)).to_owned();
    };
    let word = match series.category(value) {
        Some(word) => word.get(lang).to_owned(),
        None => i18n::number_short(lang, value),
    };
    let word = match point.qualifier {
        Qualifier::Firm => word,
        other => words::qualified(lang, other, &word),
    };
    if point.states > 1 {
        return i18n::fill(
            lang,
            Key::ChartOfStates,
            &[("value", &word), ("n", &point.states.to_string())],
        );
    }
    word
}

/// The small chart of the drawer: one state, no table.
pub fn small_chart_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart) {
    ui.add_space(4.0);
    let title = format!("{} · {}", chart.title, chart.unit);
    ui.add(egui::Label::new(widgets::bold(title, SMALL)).wrap());
    plot_ui(ui, cx, chart, 116.0, None);
    foot_ui(ui, cx, chart, false);
    ui.separator();
}

/// A chart with its names, the line that says the values of the year at hand, and its table.
pub fn chart_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart, state: &mut ChartState, height: f32) {
    ui.horizontal_wrapped(|ui| {
        ui.label(widgets::bold(&chart.title, BODY));
        ui.label(RichText::new(&chart.unit).color(cx.theme.weak));
        for (table, key) in [(false, Key::ChartAsChart), (true, Key::ChartAsTable)] {
            if ui.selectable_label(state.table == table, cx.say(key)).clicked() {
                state.table = table;
            }
        }
    });
    if chart.years.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::ChartNothing));
        return;
    }
    names_ui(ui, cx, chart);
    if state.table {
        table_ui(ui, cx, chart);
    } else {
        plot_ui(ui, cx, chart, height, Some(state));
        readout_ui(ui, cx, chart, state);
    }
    foot_ui(ui, cx, chart, true);
}

/// Which mark is whose.
fn names_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart) {
    if chart.traces.len() < 2 {
        return;
    }
    widgets::text_row(ui, |ui| {
        for (at, trace) in chart.traces.iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(vec2(26.0, 16.0), Sense::hover());
            let colour = cx.theme.trace(at);
            let middle = rect.center();
            if chart.are_bars {
                let bar = egui::Rect::from_center_size(middle, vec2(14.0, 10.0));
                let fill = if at == 0 { egui::Color32::TRANSPARENT } else { colour };
                let stroke = egui::Stroke::new(1.5, colour);
                ui.painter().rect(bar, 0.0, fill, stroke, egui::StrokeKind::Inside);
                ui.label(RichText::new(&trace.name).small());
                continue;
            }
            ui.painter().hline(rect.x_range(), middle.y, egui::Stroke::new(2.0, colour));
            mark(ui.painter(), at, middle, colour);
            ui.label(RichText::new(&trace.name).small());
        }
    });
}

/// The marks of the traces in their order: none is told from the other by colour alone.
const SHAPES: [MarkerShape; 8] = [
    MarkerShape::Circle,
    MarkerShape::Square,
    MarkerShape::Up,
    MarkerShape::Diamond,
    MarkerShape::Down,
    MarkerShape::Left,
    MarkerShape::Right,
    MarkerShape::Cross,
];

fn shape(at: usize) -> MarkerShape {
    SHAPES.get(at % SHAPES.len()).copied().unwrap_or(MarkerShape::Circle)
}

/// The same mark beside a name.
fn mark(painter: &egui::Painter, at: usize, middle: egui::Pos2, colour: egui::Color32) {
    const R: f32 = 4.0;
    let corners: &[(f32, f32)] = match shape(at) {
        MarkerShape::Square => &[(-R, -R), (R, -R), (R, R), (-R, R)],
        MarkerShape::Up => &[(0.0, -R), (R, R), (-R, R)],
        MarkerShape::Down => &[(-R, -R), (R, -R), (0.0, R)],
        MarkerShape::Left => &[(-R, 0.0), (R, -R), (R, R)],
        MarkerShape::Right => &[(-R, -R), (R, 0.0), (-R, R)],
        MarkerShape::Diamond => &[(0.0, -R), (R, 0.0), (0.0, R), (-R, 0.0)],
        MarkerShape::Cross => {
            let stroke = egui::Stroke::new(2.0, colour);
            painter.line_segment([middle - vec2(R, R), middle + vec2(R, R)], stroke);
            painter.line_segment([middle - vec2(R, -R), middle + vec2(R, -R)], stroke);
            return;
        }
        _ => {
            painter.circle_filled(middle, R, colour);
            return;
        }
    };
    let points = corners.iter().map(|(x, y)| middle + vec2(*x, *y)).collect();
    painter.add(egui::Shape::convex_polygon(points, colour, egui::Stroke::NONE));
}

fn plot_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart, height: f32, state: Option<&mut ChartState>) {
    let (Some(first), Some(last)) = (chart.years.first(), chart.years.last()) else { return };
    let years = (f64::from(*first), f64::from(*last));
    let lang = cx.lang;
    let from_zero = chart.begins_at_zero();
    // Every year at full strength, however narrow the chart.
    let x_axis = AxisHints::new_x()
        .label_spacing(egui::Rangef::new(0.0, 12.0))
        .formatter(|mark, _| format!("{:.0}", mark.value));
    let y_axis = AxisHints::new_y()
        .label_spacing(egui::Rangef::new(0.0, 14.0))
        .formatter(move |mark, _| i18n::number_short(lang, mark.value));
    let mut plot = Plot::new(ui.scope_id().with(("chart", &chart.title)))
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .set_margin_fraction(vec2(if height < 150.0 { 0.07 } else { 0.04 }, 0.12))
        .height(height)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .show_x(false)
        .show_y(false)
        .show_grid([false, true])
        .grid_color(cx.theme.line)
        .grid_fade(0.0)
        .label_formatter(|_| None)
        .x_grid_spacer(move |_| year_marks(years))
        .y_grid_spacer(move |seen| value_marks(seen.bounds, from_zero));
    if from_zero {
        plot = plot.include_y(0.0);
    }
    if state.is_some() {
        plot = plot.sense(Sense::click());
    }
    let here = state.as_ref().map(|state| chart.year(state));
    let shown = plot.show(ui, |plot| {
        if let Some(year) = here.and_then(|at| chart.years.get(at)) {
            plot.vline(VLine::new("", f64::from(*year)).color(cx.theme.line).width(1.0));
        }
        if let Some(since) = chart.since {
            let line = VLine::new("", since).color(cx.theme.weak).width(1.5);
            plot.vline(line.style(LineStyle::dashed_dense()));
        }
        if chart.are_bars {
            for (at, trace) in chart.traces.iter().enumerate() {
                plot.bar_chart(bars(chart, trace, cx.theme, at));
            }
            return;
        }
        // The first trace on top.
        for (at, trace) in chart.traces.iter().enumerate().rev() {
            for line in lines(chart, trace, cx.theme, at) {
                plot.line(line);
            }
            let known = known(chart, trace);
            let size = if at == 0 { 3.2 } else { 2.8 };
            let dots = Points::new("", PlotPoints::from(known)).shape(shape(at)).radius(size);
            plot.points(dots.color(cx.theme.trace(at)));
        }
    });
    if let Some(state) = state {
        let hovered =
            shown.response.hover_pos().map(|at| shown.transform.value_from_position(at).x);
        move_ui(ui, cx, chart, state, &shown.response, hovered);
    }
}

/// Mouse and arrow keys choose the year.
fn move_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    chart: &Chart,
    state: &mut ChartState,
    response: &egui::Response,
    hovered: Option<f64>,
) {
    let last = chart.years.len().saturating_sub(1);
    if let Some(year) = hovered {
        let at = chart.years.iter().position(|it| f64::from(*it) >= year - 0.5);
        state.at = Some(at.unwrap_or(last));
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let now = chart.year(state);
        let none = Modifiers::NONE;
        let to = ui.input_mut(|input| {
            [
                (K::ArrowLeft, now.saturating_sub(1)),
                (K::ArrowRight, (now + 1).min(last)),
                (K::Home, 0),
                (K::End, last),
            ]
            .into_iter()
            .find_map(|(key, to)| input.consume_key(none, key).then_some(to))
        });
        if to.is_some() {
            state.at = to;
        }
        let rect = response.rect.expand(1.0);
        let stroke = egui::Stroke::new(2.0, cx.theme.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Outside);
    }
    let spoken = format!("{}. {}", chart.title, readout(chart, state));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &spoken));
}

/// `2019: Kazakhstan 1.1 · Kyrgyzstan 1.5`.
fn readout(chart: &Chart, state: &ChartState) -> String {
    let at = chart.year(state);
    let year = chart.years.get(at).map(u16::to_string).unwrap_or_default();
    let values = chart.traces.iter().map(|trace| {
        let said = trace.said.get(at).map_or("", String::as_str);
        if chart.traces.len() > 1 { format!("{} {said}", trace.name) } else { said.to_owned() }
    });
    format!("{year}: {}", values.collect::<Vec<_>>().join(" · "))
}

fn readout_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart, state: &ChartState) {
    let text = RichText::new(readout(chart, state)).color(cx.theme.text);
    ui.add(egui::Label::new(text).wrap());
}

/// The first trace in outline, the others filled and narrower: told apart without colour.
fn bars(chart: &Chart, trace: &ChartTrace, theme: &Theme, at: usize) -> BarChart {
    let (colour, width) = (theme.trace(at), if at == 0 { 0.8 } else { 0.5 });
    let fill = if at == 0 { egui::Color32::TRANSPARENT } else { colour };
    let bar = |[year, value]: [f64; 2]| {
        Bar::new(year, value).width(width).fill(fill).stroke(egui::Stroke::new(1.5, colour))
    };
    BarChart::new("", known(chart, trace).into_iter().map(bar).collect())
}

/// The runs of years with values: a missing year is a gap, never a line across it.
fn lines<'a>(chart: &Chart, trace: &ChartTrace, theme: &Theme, at: usize) -> Vec<Line<'a>> {
    let known = known(chart, trace);
    let runs = known.chunk_by(|a, b| b[0] - a[0] < 1.5);
    let width = if at == 0 { 2.5 } else { 1.5 };
    let style = if at < 4 { LineStyle::Solid } else { LineStyle::dashed_dense() };
    runs.map(|run| {
        Line::new("", PlotPoints::from(run.to_vec()))
            .color(theme.trace(at))
            .width(width)
            .style(style)
    })
    .collect()
}

fn known(chart: &Chart, trace: &ChartTrace) -> Vec<[f64; 2]> {
    let pairs = chart.years.iter().zip(&trace.values);
    pairs.filter_map(|(year, value)| value.map(|value| [f64::from(*year), value])).collect()
}

fn table_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart) {
    egui::ScrollArea::horizontal().id_salt(("table of", &chart.title)).show(ui, |ui| {
        Grid::new(("values of", &chart.title)).striped(true).spacing(vec2(18.0, 3.0)).show(
            ui,
            |ui| {
                widgets::small_strong(ui, cx.say(Key::ChartYear));
                for trace in &chart.traces {
                    widgets::small_strong(ui, &trace.name);
                }
                ui.end_row();
                for (at, year) in chart.years.iter().enumerate().rev() {
                    ui.label(widgets::bold(year.to_string(), SMALL));
                    for trace in &chart.traces {
                        let known = trace.values.get(at).is_some_and(Option::is_some);
                        let said = trace.said.get(at).map_or("", String::as_str);
                        let colour = if known { cx.theme.text } else { cx.theme.weak };
                        ui.label(RichText::new(said).small().color(colour));
                    }
                    ui.end_row();
                }
            },
        );
    });
}

/// Source, and what one must know to read the chart.
fn foot_ui(ui: &mut Ui, cx: &Cx<'_>, chart: &Chart, with_note: bool) {
    let mut parts = vec![chart.source.as_str()];
    let has_values = chart.span.0 <= chart.span.1;
    if has_values && !chart.begins_at_zero() && chart.span.0 > 0.0 {
        parts.push(cx.say(Key::ChartNotFromZero));
    }
    if with_note && !chart.note.is_empty() {
        parts.push(&chart.note);
    }
    parts.retain(|part| !part.is_empty());
    let text = RichText::new(parts.join(" · ")).small().color(cx.theme.weak);
    ui.add(egui::Label::new(text).wrap());
}

/// The first year, the last one, and round ones between.
fn year_marks((first, last): (f64, f64)) -> Vec<GridMark> {
    let step = match last - first {
        span if span <= 8.0 => 2.0,
        span if span <= 20.0 => 5.0,
        _ => 10.0,
    };
    let mut marks = vec![GridMark { value: first, step_size: step }];
    let mut year = (first / step).floor() * step + step;
    while year < last {
        if year - first > step * 0.6 && last - year > step * 0.6 {
            marks.push(GridMark { value: year, step_size: step });
        }
        year += step;
    }
    marks.push(GridMark { value: last, step_size: step });
    marks
}

/// Some four round values.
fn value_marks((low, high): (f64, f64), from_zero: bool) -> Vec<GridMark> {
    let span = (high - low).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf((span / 4.0).log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    let step = steps.into_iter().find(|step| span / step <= 5.0).unwrap_or(span);
    let first = if from_zero { 0.0 } else { (low / step).ceil() * step };
    // Some four steps of a span that holds them.
    (0..12)
        .map(|at| first + f64::from(at) * step)
        .take_while(|value| *value <= high)
        .map(|value| GridMark { value, step_size: step })
        .collect()
}

/// A tiny bar beside a figure: where a state stands among all, from the least to the most worrying fifth.
pub fn fifth_ui(ui: &mut Ui, cx: &Cx<'_>, fifth: u8) {
    let (rect, response) = ui.allocate_exact_size(vec2(27.0, 12.0), Sense::hover());
    let said = cx.fill(Key::CompareFifth, &[("n", &fifth.to_string())]);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    response.on_hover_text(said);
    for at in 0..5_u8 {
        let left = rect.left() + f32::from(at) * 5.5;
        let height = 3.0 + f32::from(at) * 2.0;
        let bar = egui::Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + 4.0, rect.bottom()),
        );
        if at < fifth {
            ui.painter().rect_filled(bar, 1.0, cx.theme.accent);
        } else {
            let stroke = egui::Stroke::new(1.0, cx.theme.line);
            ui.painter().rect_stroke(bar, 1.0, stroke, egui::StrokeKind::Inside);
        }
    }
}

/// A tiny line beside figures; a gap stays a gap.
pub fn spark_ui(ui: &mut Ui, cx: &Cx<'_>, values: &[Option<f64>]) {
    let (rect, _) = ui.allocate_exact_size(vec2(52.0, 16.0), Sense::hover());
    let known = || values.iter().flatten();
    if known().count() < 2 {
        return;
    }
    let (low, high) =
        known().fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(*it), high.max(*it)));
    let span = if high > low { high - low } else { 1.0 };
    let step = rect.width() / (values.len() - 1) as f32;
    let point = |(at, value): (usize, f64)| {
        let height = ((value - low) / span) as f32 * (rect.height() - 4.0);
        pos2(rect.left() + step * at as f32, rect.bottom() - 2.0 - height)
    };
    let known: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(at, value)| value.map(|it| (at, it))).collect();
    for run in known.chunk_by(|a, b| b.0 - a.0 == 1) {
        let points: Vec<_> = run.iter().copied().map(point).collect();
        match points.as_slice() {
            [single] => {
                ui.painter().circle_filled(*single, 1.5, cx.theme.accent);
            }
            _ => {
                ui.painter().line(points, egui::Stroke::new(1.5, cx.theme.accent));
            }
        }
    }
}
