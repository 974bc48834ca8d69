//! The series of the fact at hand, over the years.

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use egui::Ui;
use egui_plot::{AxisHints, GridMark, Line, Plot, PlotPoints, Points};
use kriterion_heart::atlas::Iso3;

/// One series of a state with its unit, its source and every year. Nothing where there are fewer than two values.
pub fn chart_ui(ui: &mut Ui, cx: &Cx<'_>, series: &str, iso3: Iso3) {
    let atlas = &cx.session.bundle.atlas;
    let Some(indicator) = atlas.indicator(series) else { return };
    let known = atlas
        .points(series, iso3)
        .iter()
        .filter_map(|point| point.value.map(|value| [f64::from(point.year), value]));
    let points: Vec<[f64; 2]> = known.collect();
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    if points.len() < 2 {
        return;
    }
    let years = (first[0], last[0]);
    ui.add_space(4.0);
    let title = format!("{} · {}", cx.text(&indicator.name), cx.text(&indicator.unit));
    ui.add(egui::Label::new(widgets::bold(title, SMALL)).wrap());
    // A missing year is a gap, never a line across it.
    let runs = points.chunk_by(|a, b| b[0] - a[0] < 1.5);
    let lines: Vec<Line<'_>> = runs
        .map(|run| Line::new("", PlotPoints::from(run.to_vec())).color(cx.theme.accent).width(2.0))
        .collect();
    let dots = Points::new("", PlotPoints::from(points)).color(cx.theme.accent).radius(2.5);
    // Every year at full strength, however narrow the drawer.
    let years_axis = AxisHints::new_x()
        .label_spacing(egui::Rangef::new(0.0, 12.0))
        .formatter(|mark, _| format!("{:.0}", mark.value));
    Plot::new("chart")
        .custom_x_axes(vec![years_axis])
        .set_margin_fraction(egui::vec2(0.07, 0.12))
        .height(116.0)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .show_x(false)
        .show_y(false)
        .show_grid([false, true])
        .x_grid_spacer(move |_| year_marks(years))
        .show(ui, |plot| {
            for line in lines {
                plot.line(line);
            }
            plot.points(dots);
        });
    if let Some(source) = atlas.source(indicator.source) {
        widgets::weak(ui, cx, format!("{} · {}", source.publisher, cx.text(&source.vintage)));
    }
    ui.separator();
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
