//! Draws a table. A cell opens what stands behind it: source, edition, licence, and the way into the dossier.

use super::Wish;
use super::page::{Detail, Row, Table, TableCell, Tone};
use crate::gui::chart::spark_ui;
use crate::gui::cx::Cx;
use crate::gui::facts::series_of;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Align, Button, Label, Layout, Popup, RichText, ScrollArea, Ui, vec2};
use kriterion_heart::rulebook::QuestionId;

/// Most that the first column takes.
const HEAD: f32 = 200.0;
const BETWEEN: f32 = 10.0;
/// Most that a single word may ask for, and a line of words.
const WORD: f32 = 120.0;
const WORDS: f32 = 520.0;

pub fn table_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    table: &Table,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    let widths = widths(table, ui.available_width());
    table.drawn.begin(ui.available_width(), table.rows.len());
    ScrollArea::horizontal().show(ui, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            line(ui, None, |ui| heads_ui(ui, table, &widths));
            for (at, row) in table.rows.iter().enumerate() {
                let top = ui.cursor().top();
                if let Some(height) = table.drawn.height(at)
                    && is_far(ui, top, height)
                {
                    ui.allocate_space(vec2(widths.all(), height));
                    continue;
                }
                let stripe = (at % 2 == 0).then_some(cx.theme.page);
                ui.push_id(at, |ui| {
                    line(ui, stripe, |ui| row_ui(ui, cx, table, row, &widths, target, wish));
                });
                table.drawn.set(at, ui.cursor().top() - top);
            }
        });
    });
}

/// More than a screen away from what is in view: nearer rows are there for Tab and for screen readers.
fn is_far(ui: &Ui, top: f32, height: f32) -> bool {
    let seen = ui.ctx().content_rect();
    top + height < seen.top() - seen.height() || top > seen.bottom() + seen.height()
}

/// One row, with the colour behind it.
fn line(ui: &mut Ui, stripe: Option<egui::Color32>, content: impl FnOnce(&mut Ui)) {
    let behind = ui.painter().add(egui::Shape::Noop);
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        content(ui);
    });
    if let Some(colour) = stripe {
        let rect = row.response.rect.expand2(vec2(3.0, 2.0));
        ui.painter().set(behind, egui::Shape::rect_filled(rect, 2.0, colour));
    }
    ui.add_space(4.0);
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    table: &Table,
    row: &Row,
    widths: &Widths,
    target: Option<QuestionId>,
    wish: &mut Option<Wish>,
) {
    head_ui(ui, cx, row, widths.head);
    for (at, (cell, width)) in row.cells.iter().zip(&widths.cells).enumerate() {
        ui.push_id(at, |ui| cell_ui(ui, cx, cell, *width, target, wish));
    }
    if table.with_sparks {
        spark_ui(ui, cx, &row.spark);
    }
}

struct Widths {
    head: f32,
    cells: Vec<f32>,
}

impl Widths {
    fn all(&self) -> f32 {
        self.head + self.cells.iter().map(|cell| cell + BETWEEN).sum::<f32>()
    }
}

/// Points that small letters and capitals take at most, on the average of a word.
const LETTER: f32 = 6.9;
const CAPITAL: f32 = 9.0;

/// No word is broken; what is left of the width goes to the columns that say most.
fn widths(table: &Table, room: f32) -> Widths {
    let says = |row: &Row| longest_line(&row.head).max(longest_line(&row.below));
    let heads = table.rows.iter().map(says).fold(0.0, f32::max);
    let head = (heads + 4.0).clamp(40.0, HEAD.min(room * 0.34));
    let column = |at: usize| {
        let cells = table.rows.iter().filter_map(move |row| row.cells.get(at));
        cells.map(|cell| cell.text.as_str()).chain(table.columns.get(at).map(String::as_str))
    };
    let count = table.columns.len();
    let least: Vec<f32> = (0..count)
        .map(|at| {
            let word = column(at).flat_map(str::split_whitespace).map(room_for).fold(0.0, f32::max);
            (word + 6.0).clamp(34.0, WORD)
        })
        .collect();
    let wish: Vec<f32> = (0..count)
        .map(|at| {
            let line = column(at).map(longest_line).fold(0.0, f32::max);
            (line + 6.0).min(WORDS)
        })
        .collect();
    let sparks = if table.with_sparks { 62.0 } else { 0.0 };
    let between = BETWEEN * count as f32;
    let rest = room - head - sparks - between - least.iter().sum::<f32>() - 8.0;
    let wanted: f32 = wish.iter().zip(&least).map(|(wish, least)| (wish - least).max(0.0)).sum();
    let share = if wanted > 0.0 { (rest / wanted).clamp(0.0, 1.0) } else { 0.0 };
    let cells = wish.iter().zip(&least);
    let cells = cells.map(|(wish, least)| least + (wish - least).max(0.0) * share).collect();
    Widths { head, cells }
}

fn longest_line(text: &str) -> f32 {
    text.lines().map(room_for).fold(0.0, f32::max)
}

/// About as wide as a line is drawn.
fn room_for(line: &str) -> f32 {
    line.chars().map(|letter| if letter.is_uppercase() { CAPITAL } else { LETTER }).sum()
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
}

/// A column of one width; figures stand at the right.
fn block(ui: &mut Ui, width: f32, right: bool, content: impl FnOnce(&mut Ui)) {
    let align = if right { Align::Max } else { Align::Min };
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(Layout::top_down(align), content);
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
        if !row.note.is_empty() {
            let note = RichText::new(&row.note).size(SMALL - 1.0).color(cx.theme.weak);
            ui.add(Label::new(note).wrap());
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
    cell: &TableCell,
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
        let behind = cell.detail.as_ref().filter(|_| !cell.text.is_empty());
        let Some(detail) = behind else {
            ui.add(Label::new(text).wrap());
            return;
        };
        ui.spacing_mut().button_padding = vec2(2.0, 0.0);
        ui.spacing_mut().interact_size.y = 0.0;
        let button = ui.add(Button::new(text).frame_when_inactive(false).wrap());
        // What it is, and what it says: a figure alone means nothing to who cannot see its row.
        let spoken = detail.lines.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(", ");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        Popup::menu(&button).width(360.0).show(|ui| {
            // A menu stretches its words from edge to edge.
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                detail_ui(ui, cx, detail, target, wish);
            });
        });
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
