//! A table that no publisher's layout fits: which column is what, and what the figures are.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::GAP;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::mapping::{Layout, Mapping, SheetSketch, Sketch, StateColumn, Values, YearIn};
use crate::session::{Action, Sketched};
use egui::{Button, ComboBox, Grid, Label, RichText, Ui};
use kriterion_heart::atlas::{Direction, LicenceClass, Source};
use kriterion_heart::pack::SeriesWords;
use kriterion_heart::text::{Text, fold};
use std::path::PathBuf;

/// Rows of the first look.
const SAMPLES: usize = 3;
const MOST_COLUMNS: usize = 40;

/// The form while it is filled in.
#[derive(Default)]
pub struct MappingState {
    of: Option<PathBuf>,
    sheet: usize,
    state: String,
    is_code: bool,
    years: Years,
    year: String,
    value: String,
    name: String,
    unit: String,
    direction: Option<Direction>,
    title: String,
    publisher: String,
    licence: String,
    vintage: String,
}

/// Where the years stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Years {
    #[default]
    Column,
    Headings,
    One,
}

impl Years {
    const ALL: [(Self, Key); 3] = [
        (Self::Column, Key::ColsYearsColumn),
        (Self::Headings, Key::ColsYearsHeadings),
        (Self::One, Key::ColsYearsOne),
    ];
}

impl MappingState {
    /// As the first look suggests.
    fn begin(&mut self, sketched: &Sketched) {
        if self.of.as_ref() == Some(&sketched.path) {
            return;
        }
        let largest = sketched.sketch.sheets.iter().enumerate().max_by_key(|(_, sheet)| sheet.rows);
        let sheet = largest.map_or(0, |(at, _)| at);
        *self = Self { of: Some(sketched.path.clone()), ..Self::default() };
        self.turn_to(&sketched.sketch, sheet);
    }

    fn turn_to(&mut self, sketch: &Sketch, sheet: usize) {
        self.sheet = sheet;
        let Some(layout) = sketch.sheets.get(sheet).and_then(SheetSketch::proposal) else { return };
        (self.state, self.is_code) = match layout.state {
            StateColumn::Name(heading) => (heading, false),
            StateColumn::Code(heading) => (heading, true),
        };
        (self.years, self.year, self.value) = match layout.values {
            Values::Long { year: YearIn::Column(year), value } => (Years::Column, year, value),
            Values::Long { year: YearIn::Always(year), value } => {
                (Years::One, year.to_string(), value)
            }
            Values::Wide { heading } => (Years::Headings, heading, String::new()),
        };
    }

    /// `None` while something is missing.
    fn mapping(&self, sketch: &Sketch) -> Option<Mapping> {
        let sheet = sketch.sheets.get(self.sheet)?;
        let filled = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let values = match self.years {
            Years::Headings => {
                Values::Wide { heading: filled(&self.year).filter(|it| it.contains('*'))? }
            }
            years => {
                let year = match years {
                    Years::One => YearIn::Always(self.year.trim().parse().ok()?),
                    _ => YearIn::Column(filled(&self.year)?),
                };
                Values::Long { year, value: filled(&self.value)? }
            }
        };
        let state = filled(&self.state)?;
        let state = if self.is_code { StateColumn::Code(state) } else { StateColumn::Name(state) };
        let (name, title) = (filled(&self.name)?, filled(&self.title)?);
        let publisher = filled(&self.publisher)?;
        let source = Source {
            id: slug(&title),
            title: Text::same(title.as_str()),
            attribution: publisher.clone(),
            publisher,
            url: String::new(),
            licence: Text::same(filled(&self.licence)?),
            class: LicenceClass::Unclear,
            vintage: Text::same(self.vintage.trim()),
            retrieved_from: String::new(),
        };
        let about = SeriesWords {
            name: Text::same(name.as_str()),
            unit: Text::same(filled(&self.unit)?),
            direction: self.direction?,
            criteria: Vec::new(),
            note: Text::default(),
            categories: Vec::new(),
            by_edition: false,
        };
        let name_of_sheet = (!sheet.name.is_empty()).then(|| sheet.name.clone());
        Some(Mapping {
            layout: Layout {
                sheet: name_of_sheet,
                header: sheet.header,
                state,
                values,
                decimal: None,
            },
            series: slug(&name),
            about: Some(about),
            scale: 1.0,
            source,
            is_whole: false,
        })
    }
}

/// An id of one's own: never one that the program has.
fn slug(name: &str) -> String {
    let plain = fold(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("_").chars().take(60).collect();
    format!("own_{slug}")
}

pub fn mapping_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sketched: &Sketched,
    state: &mut MappingState,
    out: &mut Outbox,
) {
    state.begin(sketched);
    widgets::card(ui, cx, Key::ColsHead, |ui| {
        let path = sketched.path.display().to_string();
        widgets::weak(ui, cx, cx.fill(Key::WaitingFile, &[("path", &path)]));
        ui.add(Label::new(cx.say(Key::ColsLead)).wrap());
        sheet_ui(ui, cx, &sketched.sketch, state);
        let Some(sheet) = sketched.sketch.sheets.get(state.sheet) else { return };
        samples_ui(ui, cx, sheet);
        columns_ui(ui, cx, sheet, state, out);
        words_ui(ui, cx, state, out);
        ui.add_space(4.0);
        let mapping = state.mapping(&sketched.sketch);
        let ready = mapping.is_some() && !cx.session.data.busy;
        ui.horizontal_wrapped(|ui| {
            let button = Button::new(cx.say(Key::ColsRead));
            if ui.add_enabled(ready, button).clicked()
                && let Some(mapping) = mapping
            {
                out.push(Action::ReadMapped(Box::new(mapping)));
            }
            if ui.button(cx.say(Key::WaitingLeave)).clicked() {
                out.push(Action::LeaveData);
            }
        });
        if !ready {
            widgets::weak(ui, cx, cx.say(Key::ColsIncomplete));
        }
    });
    ui.add_space(GAP);
}

fn sheet_ui(ui: &mut Ui, cx: &Cx<'_>, sketch: &Sketch, state: &mut MappingState) {
    if sketch.sheets.len() < 2 {
        return;
    }
    let names: Vec<String> = sketch.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut name = names.get(state.sheet).cloned().unwrap_or_default();
    if pick(ui, cx.say(Key::ColsSheet), &mut name, &names) {
        let at = names.iter().position(|other| *other == name).unwrap_or(0);
        state.turn_to(sketch, at);
    }
}

/// The first cells of each column.
fn samples_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &SheetSketch) {
    egui::ScrollArea::horizontal().id_salt("samples").show(ui, |ui| {
        Grid::new("samples").striped(true).spacing([14.0, 3.0]).show(ui, |ui| {
            for column in sheet.columns.iter().take(MOST_COLUMNS) {
                ui.label(widgets::bold(&column.heading, crate::gui::theme::SMALL));
            }
            ui.end_row();
            for at in 0..SAMPLES {
                for column in sheet.columns.iter().take(MOST_COLUMNS) {
                    let cell = column.samples.get(at).map_or("", String::as_str);
                    let cell: String = cell.chars().take(40).collect();
                    ui.label(RichText::new(cell).small().color(cx.theme.weak));
                }
                ui.end_row();
            }
        });
    });
    ui.add_space(4.0);
}

fn columns_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &SheetSketch,
    state: &mut MappingState,
    out: &mut Outbox,
) {
    let headings: Vec<String> = sheet.columns.iter().map(|column| column.heading.clone()).collect();
    pick(ui, cx.say(Key::ColsState), &mut state.state, &headings);
    ui.checkbox(&mut state.is_code, cx.say(Key::ColsIsCode));
    ui.horizontal_wrapped(|ui| {
        for (years, key) in Years::ALL {
            if ui.radio(state.years == years, cx.say(key)).clicked() {
                state.years = years;
            }
        }
    });
    match state.years {
        Years::Column => drop(pick(ui, cx.say(Key::ColsYear), &mut state.year, &headings)),
        Years::Headings => line(ui, cx, out, Key::ColsPattern, &mut state.year),
        Years::One => line(ui, cx, out, Key::ColsOneYear, &mut state.year),
    }
    if state.years != Years::Headings {
        pick(ui, cx.say(Key::ColsValue), &mut state.value, &headings);
    }
}

/// What the figures are, and whose.
fn words_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut MappingState, out: &mut Outbox) {
    let MappingState { name, unit, direction, title, publisher, licence, vintage, .. } = state;
    widgets::pair(
        ui,
        out,
        |ui, out| {
            line(ui, cx, out, Key::ColsSeries, name);
            line(ui, cx, out, Key::ColsUnit, unit);
            let all = [Direction::HigherIsWorse, Direction::LowerIsWorse, Direction::Neutral];
            let label = cx.say(Key::ColsDirection);
            if let Some(picked) = widgets::choice(ui, cx, label, *direction, &all) {
                *direction = Some(picked);
            }
        },
        |ui, out| {
            line(ui, cx, out, Key::ColsSource, title);
            line(ui, cx, out, Key::ColsPublisher, publisher);
            line(ui, cx, out, Key::ColsLicence, licence);
            line(ui, cx, out, Key::ColsVintage, vintage);
        },
    );
}

fn line(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox, label: Key, text: &mut String) {
    let shape = Shape::Line(f32::INFINITY);
    if let Some(new) = widgets::text_field(ui, out, cx.say(label), text, shape) {
        *text = new;
    }
}

/// One of the headings; true where another was picked.
fn pick(ui: &mut Ui, label: &str, now: &mut String, all: &[String]) -> bool {
    let mut changed = false;
    let name = ui.label(RichText::new(label).small());
    let list = ComboBox::from_id_salt(label).selected_text(now.as_str()).width(260.0);
    let shown = list.show_ui(ui, |ui| {
        for heading in all {
            if ui.selectable_label(now == heading, heading).clicked() {
                changed = now != heading;
                now.clone_from(heading);
            }
        }
    });
    shown.response.labelled_by(name.id);
    changed
}
