//! Up to four states side by side; what differs is marked.

use crate::gui::beside::Beside;
use crate::gui::cells::{Shown, cell_ui, row_words, shown};
use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::Session;
use crate::words;
use egui::{Grid, RichText, Ui, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::comparison::{About, Comparison, MOST, Row, compare};
use kriterion_heart::phrase::phrase;
use kriterion_heart::text::Lang;

/// The one that the command line rates by, too.
const FIRST: &str = "bicc";

pub struct CompareView {
    beside: Beside,
    /// Id of the method whose levels are shown.
    method: String,
    only_differences: bool,
    table: Option<Table>,
}

/// The comparison in words.
struct Table {
    states: Vec<(Iso3, String)>,
    groups: Vec<(String, Vec<Line>)>,
}

struct Line {
    name: String,
    unit: String,
    differs: bool,
    cells: Vec<Shown>,
}

impl Default for CompareView {
    fn default() -> Self {
        Self {
            beside: Beside::default(),
            method: FIRST.to_owned(),
            only_differences: false,
            table: None,
        }
    }
}

impl CompareView {
    /// Another state, or other data.
    pub fn forget(&mut self, moved: bool) {
        self.table = None;
        if moved {
            self.beside.reset();
        }
    }

    pub fn make(&mut self, session: &Session, state: Iso3) {
        if self.table.is_some() {
            return;
        }
        super::settle_method(session, &mut self.method);
        let Some(method) = session.bundle.method(&self.method) else { return };
        let mut states = vec![state];
        states.extend(self.beside.of(session, state, MOST - 1));
        let found = compare(&session.bundle, method, &states);
        self.table = Some(Table::new(session, &found));
    }
}

impl Table {
    fn new(session: &Session, found: &Comparison) -> Self {
        let (atlas, lang) = (&session.bundle.atlas, session.lang);
        let name = |iso3: &Iso3| {
            let country = atlas.country(*iso3);
            let name = country.map_or(iso3.as_str(), |country| country.name.get(lang));
            (*iso3, name.to_owned())
        };
        let groups = found.groups.iter().map(|group| {
            let lines = group.rows.iter().map(|row| Line::new(session, row)).collect();
            (about(lang, &group.about), lines)
        });
        Self { states: found.states.iter().map(name).collect(), groups: groups.collect() }
    }
}

fn about(lang: Lang, about: &About) -> String {
    match about {
        About::Levels => i18n::say(lang, Key::CompareLevels).to_owned(),
        About::Embargoes => i18n::say(lang, Key::CompareEmbargoes).to_owned(),
        About::Figures(number) => words::criterion(lang, *number),
        About::Treaties(topic) => phrase(&format!("topic_{topic}")).get(lang).to_owned(),
        About::Memberships => i18n::say(lang, Key::CompareMemberships).to_owned(),
    }
}

impl Line {
    fn new(session: &Session, row: &Row) -> Self {
        let (name, unit) = row_words(session, row);
        let cells = row.cells.iter().map(|cell| shown(session, &cell.says)).collect();
        Self { name, unit, differs: row.differs, cells }
    }
}

pub fn compare_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CompareView, state: Iso3) {
    choose_ui(ui, cx, view, state);
    let Some(table) = &view.table else { return };
    widgets::weak(ui, cx, cx.say(Key::CompareHow));
    for (title, lines) in &table.groups {
        let wanted: Vec<&Line> =
            lines.iter().filter(|line| line.differs || !view.only_differences).collect();
        if wanted.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            widgets::strong(ui, title);
            lines_ui(ui, cx, table, title, &wanted);
        });
    }
}

/// A name and the longest word for a level need so much.
const NAME: f32 = 170.0;
const CELL: f32 = 168.0;

fn lines_ui(ui: &mut Ui, cx: &Cx<'_>, table: &Table, title: &str, lines: &[&Line]) {
    let columns = table.states.len() as f32;
    if ui.available_width() < NAME + columns * CELL {
        for line in lines {
            stacked_ui(ui, cx, table, line);
        }
        return;
    }
    let room = ui.available_width() - 16.0;
    let first = (room - columns * (CELL + 12.0)).clamp(NAME - 20.0, (room * 0.34).max(NAME));
    let each = ((room - first) / columns - 12.0).max(60.0);
    Grid::new(("compare", title)).striped(true).spacing(vec2(12.0, 4.0)).show(ui, |ui| {
        wide(ui, first, |ui| {
            ui.label("");
        });
        for (_, name) in &table.states {
            wide(ui, each, |ui| widgets::small_strong(ui, name));
        }
        ui.end_row();
        for line in lines {
            wide(ui, first, |ui| name_ui(ui, cx, line));
            for cell in &line.cells {
                wide(ui, each, |ui| cell_ui(ui, cx, cell));
            }
            ui.end_row();
        }
    });
}

/// Where the columns do not fit: the states of a row below its name.
fn stacked_ui(ui: &mut Ui, cx: &Cx<'_>, table: &Table, line: &Line) {
    ui.add_space(4.0);
    name_ui(ui, cx, line);
    for ((_, state), cell) in table.states.iter().zip(&line.cells) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.label(RichText::new(state).size(SMALL).color(cx.theme.weak));
            cell_ui(ui, cx, cell);
        });
    }
}

fn wide(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        content(ui);
    });
}

fn name_ui(ui: &mut Ui, cx: &Cx<'_>, line: &Line) {
    let mark = if line.differs { "≠ " } else { "" };
    let text = format!("{mark}{}", line.name);
    let text =
        if line.differs { widgets::bold(text, SMALL) } else { RichText::new(text).size(SMALL) };
    let label = ui.add(egui::Label::new(text).wrap());
    if line.differs {
        let spoken = cx.fill(Key::CompareDiffers, &[("name", &line.name)]);
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    }
    if !line.unit.is_empty() {
        let unit = RichText::new(&line.unit).size(SMALL - 1.0).color(cx.theme.weak);
        ui.add(egui::Label::new(unit).wrap());
    }
}

fn choose_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CompareView, state: Iso3) {
    ui.horizontal_wrapped(|ui| {
        if view.beside.ui(ui, cx, state, MOST - 1) {
            view.table = None;
        }
        ui.checkbox(&mut view.only_differences, cx.say(Key::CompareOnlyDifferences));
    });
    method_ui(ui, cx, view);
}

/// Whose levels are shown.
fn method_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CompareView) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(cx.say(Key::CompareMethod)).small());
        for method in &cx.session.bundle.methods {
            let down = view.method == method.id;
            let name = cx.text(&method.title);
            let button = ui.add(egui::Button::selectable(down, name).frame_when_inactive(true));
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, name)
            });
            if button.clicked() && !down {
                view.method.clone_from(&method.id);
                view.table = None;
            }
        }
    });
}
