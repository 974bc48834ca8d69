//! What the rating methods say about a state, criterion by criterion: side by side, over the years, rule by rule.

mod rules;
mod strips;

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Session;
use egui::{Grid, Label, RichText, Ui, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::level::Level;
use kriterion_heart::rating::{self, AsOf, Inputs, Method};
use rules::{Criterion, criterion_ui, limits, limits_ui};
use strips::{StripsView, strips_ui};

/// The method whose rules are shown first.
const FIRST: &str = "kriterion";

pub struct LevelsView {
    /// Id of the method whose rules are shown.
    method: String,
    /// One for each method of the bundle.
    methods: Vec<MethodLevels>,
    strips: StripsView,
}

impl Default for LevelsView {
    fn default() -> Self {
        Self { method: FIRST.to_owned(), methods: Vec::new(), strips: StripsView::default() }
    }
}

/// What one method says, in words.
struct MethodLevels {
    id: String,
    title: String,
    about: String,
    limits: Vec<String>,
    criteria: Vec<Criterion>,
}

impl LevelsView {
    /// The method whose rules are shown.
    pub fn choose(&mut self, method: String) {
        self.method = method;
    }

    pub fn forget(&mut self) {
        self.methods.clear();
        self.strips.forget();
    }

    pub fn is_waiting(&self) -> bool {
        self.strips.is_waiting()
    }

    pub fn make(&mut self, session: &Session, state: Iso3) {
        self.strips.make(session, &self.method, state);
        if !self.methods.is_empty() {
            return;
        }
        super::settle_method(session, &mut self.method);
        let bundle = &session.bundle;
        let of_method = |method: &Method| {
            let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
            let rated = rating::rate(&inputs, method, state);
            MethodLevels {
                id: method.id.clone(),
                title: method.title.get(session.lang).to_owned(),
                about: method.about.get(session.lang).to_owned(),
                limits: limits(session.lang, &method.limits),
                criteria: rated
                    .criteria
                    .iter()
                    .map(|it| {
                        let mut one = Criterion::new(session, method, it);
                        one.explain(session, &rating::flips(&inputs, method, state, it));
                        one
                    })
                    .collect(),
            }
        };
        self.methods = bundle.methods.iter().map(of_method).collect();
    }
}

pub fn levels_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut LevelsView) {
    ui.add(Label::new(RichText::new(cx.say(Key::LevelsLead)).color(cx.theme.weak)).wrap());
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        table_ui(ui, cx, &view.methods);
    });
    ui.add_space(6.0);
    method_ui(ui, cx, view);
    let Some(method) = view.methods.iter().find(|method| method.id == view.method) else { return };
    ui.add(Label::new(RichText::new(&method.about).small().color(cx.theme.weak)).wrap());
    limits_ui(ui, cx, method.id.as_str(), &method.limits, true);
    strips_ui(ui, cx, &mut view.strips);
    for criterion in &method.criteria {
        ui.add_space(6.0);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            criterion_ui(ui, cx, &method.id, criterion);
        });
    }
}

/// A criterion's name and the longest word for a level need so much.
const NAME: f32 = 330.0;
const CELL: f32 = 180.0;

/// Where the columns do not fit: the methods below each criterion.
fn stacked_ui(ui: &mut Ui, cx: &Cx<'_>, methods: &[MethodLevels]) {
    let Some(first) = methods.first() else { return };
    for (at, criterion) in first.criteria.iter().enumerate() {
        ui.add_space(4.0);
        widgets::small_strong(ui, &criterion.name);
        ui.horizontal_wrapped(|ui| {
            for method in methods {
                let level = method.criteria.get(at).map_or(Level::NoData, |it| it.level);
                ui.label(RichText::new(&method.title).size(SMALL).color(cx.theme.weak));
                widgets::level_badge(ui, cx, level);
            }
        });
    }
}

/// All methods side by side.
fn table_ui(ui: &mut Ui, cx: &Cx<'_>, methods: &[MethodLevels]) {
    if ui.available_width() < NAME + methods.len() as f32 * CELL {
        stacked_ui(ui, cx, methods);
        return;
    }
    Grid::new("levels").striped(true).spacing(vec2(18.0, 4.0)).show(ui, |ui| {
        ui.label("");
        for method in methods {
            widgets::small_strong(ui, &method.title);
        }
        ui.end_row();
        let Some(first) = methods.first() else { return };
        for (at, criterion) in first.criteria.iter().enumerate() {
            ui.label(RichText::new(&criterion.name).size(SMALL));
            for method in methods {
                let level = method.criteria.get(at).map_or(Level::NoData, |it| it.level);
                widgets::level_badge(ui, cx, level);
            }
            ui.end_row();
        }
    });
}

fn method_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut LevelsView) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(cx.say(Key::LevelsRulesOf)).small());
        for method in &view.methods {
            let down = view.method == method.id;
            let button = egui::Button::selectable(down, &method.title).frame_when_inactive(true);
            let button = ui.add(button);
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, &method.title)
            });
            if button.clicked() {
                view.method.clone_from(&method.id);
            }
        }
    });
}
