//! What is no table: charts, bars, reporting strips, two statements side by side, published levels.

use super::Wish;
use super::grid::table_ui;
use super::page::{Bar, Strip, Table};
use crate::gui::chart::{Chart, ChartState, chart_ui};
use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Align2, FontId, Label, Rect, RichText, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use kriterion_heart::level::Level;
use kriterion_heart::profile::Filing;
use kriterion_heart::rulebook::QuestionId;

pub fn charts_ui(ui: &mut Ui, cx: &Cx<'_>, charts: &[Chart], state: &mut ChartState) {
    for (at, chart) in charts.iter().enumerate() {
        ui.push_id(at, |ui| chart_ui(ui, cx, chart, state, 200.0));
    }
}

/// The rule, and what is done, beside each other.
pub fn sides_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sides: &[(String, Table); 2],
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    let mut side = |ui: &mut Ui, at: usize, (title, table): &(String, Table)| {
        ui.push_id(("side", at), |ui| {
            widgets::small_strong(ui, title);
            table_ui(ui, cx, table, target, wish);
        });
    };
    let [first, second] = sides;
    if ui.available_width() < 700.0 {
        side(ui, 0, first);
        side(ui, 1, second);
        return;
    }
    ui.columns_const(|[left, right]| {
        side(left, 0, first);
        side(right, 1, second);
    });
}

pub fn bars_ui(ui: &mut Ui, cx: &Cx<'_>, bars: &[Bar]) {
    let name_width = (ui.available_width() * 0.3).clamp(90.0, 260.0);
    for bar in bars {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.allocate_ui(vec2(name_width, 16.0), |ui| {
                ui.set_width(name_width);
                ui.add(Label::new(RichText::new(&bar.name).size(SMALL)).truncate());
            });
            let room = (ui.available_width() - 150.0).max(40.0);
            let (rect, _) = ui.allocate_exact_size(vec2(room, 14.0), Sense::hover());
            if let Some(share) = bar.share {
                let to = pos2(rect.left() + rect.width() * share.clamp(0.004, 1.0), rect.bottom());
                ui.painter().rect_filled(Rect::from_min_max(rect.min, to), 2.0, cx.theme.accent);
            }
            let colour = if bar.share.is_some() { cx.theme.text } else { cx.theme.weak };
            ui.label(RichText::new(&bar.said).size(SMALL).color(colour));
        });
    }
}

/// A row of years for each duty; what each sign means stands below.
pub fn strips_ui(ui: &mut Ui, cx: &Cx<'_>, strips: &[Strip]) {
    let mut seen: Vec<Filing> = Vec::new();
    for (at, strip) in strips.iter().enumerate() {
        ui.push_id(at, |ui| strip_ui(ui, cx, strip));
        for (_, state, _) in &strip.years {
            if !seen.contains(state) {
                seen.push(*state);
            }
        }
        ui.add_space(4.0);
    }
    widgets::text_row(ui, |ui| {
        for state in seen {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
            sign(ui, cx, rect, state);
            ui.label(RichText::new(cx.word(state)).size(SMALL));
            ui.add_space(6.0);
        }
    });
}

fn strip_ui(ui: &mut Ui, cx: &Cx<'_>, strip: &Strip) {
    widgets::small_strong(ui, &strip.name);
    if strip.years.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::ProfileNoData));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for (year, state, said) in &strip.years {
            let (rect, response) = ui.allocate_exact_size(vec2(28.0, 32.0), Sense::hover());
            let middle =
                Rect::from_center_size(pos2(rect.center().x, rect.top() + 10.0), vec2(16.0, 16.0));
            sign(ui, cx, middle, *state);
            let at = pos2(rect.center().x, rect.bottom() - 1.0);
            let font = FontId::proportional(SMALL - 2.0);
            let short = format!("’{:02}", year % 100);
            ui.painter().text(at, Align2::CENTER_BOTTOM, short, font, cx.theme.weak);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, said));
            response.on_hover_text(said);
        }
    });
    for note in &strip.notes {
        let note = RichText::new(note).size(SMALL - 1.0).color(cx.theme.weak);
        ui.add(Label::new(note).wrap());
    }
}

/// A form for each state of a report, so that none hangs on its colour.
fn sign(ui: &Ui, cx: &Cx<'_>, rect: Rect, state: Filing) {
    let (painter, middle) = (ui.painter(), rect.center());
    let (accent, weak, warn) = (cx.theme.accent, cx.theme.weak, cx.theme.warn);
    let square = Rect::from_center_size(middle, vec2(12.0, 12.0));
    let frame =
        |colour| painter.rect_stroke(square, 2.0, Stroke::new(1.5, colour), StrokeKind::Inside);
    let letter = |text: &str, colour| {
        let font = FontId::proportional(SMALL);
        painter.text(middle, Align2::CENTER_CENTER, text, font, colour);
    };
    match state {
        Filing::Filed => {
            painter.rect_filled(square, 2.0, accent);
        }
        Filing::NotPublic => {
            frame(accent);
            painter.rect_filled(square.shrink(4.0), 1.0, accent);
        }
        Filing::Thin => {
            frame(accent);
            let lower = Rect::from_min_max(pos2(square.left(), middle.y + 1.0), square.max);
            painter.rect_filled(lower, 1.0, accent);
        }
        Filing::NotFiled => {
            let stroke = Stroke::new(2.0, warn);
            let r = 4.5;
            painter.line_segment([middle - vec2(r, r), middle + vec2(r, r)], stroke);
            painter.line_segment([middle - vec2(r, -r), middle + vec2(r, -r)], stroke);
        }
        Filing::Irregular => letter("~", warn),
        Filing::NotDue => letter("·", weak),
        Filing::Unknown => {
            frame(weak);
            letter("?", weak);
        }
    }
}

/// Levels that somebody published: not ours, and said so by their source.
pub fn levels_ui(ui: &mut Ui, cx: &Cx<'_>, levels: &[(String, Option<Level>, String)]) {
    egui::Grid::new("published levels").striped(true).spacing(vec2(14.0, 4.0)).show(ui, |ui| {
        for (name, level, source) in levels {
            ui.label(RichText::new(name).size(SMALL));
            match level {
                Some(level) => {
                    widgets::level_badge(ui, cx, *level);
                }
                None => {
                    widgets::weak(ui, cx, cx.say(Key::ProfileNoRating));
                }
            }
            widgets::weak(ui, cx, source);
            ui.end_row();
        }
    });
}
