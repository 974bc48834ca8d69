//! Draws a table. A cell opens what stands behind it: source, edition, licence, and the way into the dossier.

use super::Wish;
use super::page::{Cell, Detail, Row, Table, Tone};
use crate::gui::chart::spark_ui;
use crate::gui::cx::Cx;
use crate::gui::facts::series_of;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Align, Button, Label, Layout, Popup, RichText, ScrollArea, Ui, vec2};
use kriterion_heart::rulebook::QuestionId;

const HEAD: f32 = 190.0;
const FIGURE: f32 = 64.0;
/// Of words: at least so much, and more where there is room.
const WORDS: f32 = 110.0;

pub fn table_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    table: &Table,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    let widths = widths(table, ui.available_width());
    ScrollArea::horizontal().show(ui, |ui| {
        egui::Grid::new("table").striped(true).spacing(vec2(10.0, 3.0)).min_row_height(0.0).show(
            ui,
            |ui| {
                heads_ui(ui, table, &widths);
                for (at, row) in table.rows.iter().enumerate() {
                    ui.push_id(at, |ui| head_ui(ui, cx, row, widths.head));
                    for (column, (cell, width)) in row.cells.iter().zip(&widths.cells).enumerate() {
                        ui.push_id((at, column), |ui| cell_ui(ui, cx, cell, *width, target, wish));
                    }
                    if table.with_sparks {
                        spark_ui(ui, cx, &row.spark);
                    }
                    ui.end_row();
                }
            },
        );
    });
}

struct Widths {
    head: f32,
    cells: Vec<f32>,
}

/// Figures take what they need; words share the rest by how much they say.
fn widths(table: &Table, room: f32) -> Widths {
    let longest = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.map(|cell| cell.text.chars().count()).max().unwrap_or(0)
    };
    let is_words = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| cell.tone == Tone::Words || cell.text.chars().count() > 12)
    };
    let count = table.columns.len();
    let wordy: Vec<usize> = (0..count).filter(|at| is_words(*at)).collect();
    let said: f32 = wordy.iter().map(|at| longest(*at).clamp(6, 60) as f32).sum();
    let figures = (count - wordy.len()) as f32 * (FIGURE + 10.0);
    let sparks = if table.with_sparks { 64.0 } else { 0.0 };
    let head = HEAD.min(room * 0.34);
    let rest = (room - head - figures - sparks - 14.0 * wordy.len() as f32 - 20.0).max(0.0);
    let width = |at: usize| {
        if !wordy.contains(&at) {
            return FIGURE;
        }
        let share = longest(at).clamp(6, 60) as f32 / said.max(1.0);
        (rest * share).max(WORDS.min(longest(at).max(4) as f32 * 7.0))
    };
    Widths { head, cells: (0..count).map(width).collect() }
}

fn heads_ui(ui: &mut Ui, table: &Table, widths: &Widths) {
    block(ui, widths.head, false, |ui| {
        ui.label("");
    });
    for (at, (title, width)) in table.columns.iter().zip(&widths.cells).enumerate() {
        let figures = table
            .rows
            .iter()
            .any(|row| row.cells.get(at).is_some_and(|it| it.tone == Tone::Figure));
        block(ui, *width, figures, |ui| widgets::small_strong(ui, title));
    }
    ui.end_row();
}

/// A column of one width; figures stand at the right.
fn block(ui: &mut Ui, width: f32, right: bool, content: impl FnOnce(&mut Ui)) {
    let layout = if right { Layout::top_down(Align::Max) } else { Layout::top_down(Align::Min) };
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        content(ui);
    });
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row, width: f32) {
    block(ui, width, false, |ui| {
        let colour = if row.is_older { cx.theme.weak } else { cx.theme.text };
        ui.add(Label::new(RichText::new(&row.head).size(SMALL).color(colour)).wrap());
        if !row.below.is_empty() {
            let below = RichText::new(&row.below).size(SMALL - 1.0).color(cx.theme.weak);
            ui.add(Label::new(below).wrap());
        }
        if row.is_older {
            let older = RichText::new(cx.say(Key::ProfileOlder)).size(SMALL - 1.0);
            ui.label(older.color(cx.theme.warn));
        }
    });
}

fn cell_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    cell: &Cell,
    width: f32,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    let colour = match cell.tone {
        Tone::Figure | Tone::Words => cx.theme.text,
        Tone::Gap => cx.theme.weak,
        Tone::Warning => cx.theme.warn,
    };
    let mut text = RichText::new(&cell.text).size(SMALL).color(colour);
    if cell.tone == Tone::Gap {
        text = text.italics();
    }
    block(ui, width, cell.tone == Tone::Figure, |ui| {
        let Some(detail) = &cell.detail else {
            ui.add(Label::new(text).wrap());
            return;
        };
        ui.spacing_mut().button_padding = vec2(2.0, 0.0);
        ui.spacing_mut().interact_size.y = 0.0;
        let button = ui.add(Button::new(text).frame_when_inactive(false).wrap());
        Popup::menu(&button).width(360.0).show(|ui| detail_ui(ui, cx, detail, target, wish));
    });
}

fn detail_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    detail: &Detail,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    for (at, line) in detail.lines.iter().enumerate() {
        let text = RichText::new(line).size(SMALL);
        let text = if at == 0 { widgets::bold(line, SMALL) } else { text };
        ui.add(Label::new(text).wrap());
    }
    let Some(key) = &detail.key else { return };
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        match (cx.dossier(), target) {
            (Some(_), Some(question)) => {
                let name = cx.fill(Key::ProfileAttach, &[("question", &question.to_string())]);
                if ui.button(name).clicked() {
                    *wish = Some(Wish::Attach(key.clone()));
                    ui.close();
                }
            }
            (Some(_), None) => {
                widgets::weak(ui, cx, cx.say(Key::ProfileNoQuestion));
            }
            _ => (),
        }
        if let Some(series) = series_of(key)
            && ui.button(cx.say(Key::ProfileOverYears)).clicked()
        {
            *wish = Some(Wish::Series(series));
            ui.close();
        }
    });
}
