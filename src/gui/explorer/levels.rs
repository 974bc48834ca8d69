//! What the rating methods say about a state, criterion by criterion, with every rule and what it was read from.

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::{Key, Word as _, fill};
use crate::session::Session;
use crate::words;
use egui::{CollapsingHeader, Grid, Label, RichText, Ui, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::level::Level;
use kriterion_heart::rating::{
    self, AsOf, CriterionRating, Inputs, Reading, ReadingValue, RuleOutcome, Truth,
};
use kriterion_heart::text::Lang;

/// The method whose rules are shown first.
const FIRST: &str = "kriterion";

pub struct LevelsView {
    /// Id of the method whose rules are shown.
    method: String,
    /// One for each method of the bundle.
    methods: Vec<MethodLevels>,
}

impl Default for LevelsView {
    fn default() -> Self {
        Self { method: FIRST.to_owned(), methods: Vec::new() }
    }
}

/// What one method says, in words.
struct MethodLevels {
    id: String,
    title: String,
    about: String,
    criteria: Vec<Criterion>,
}

struct Criterion {
    number: u8,
    name: String,
    level: Level,
    /// Why it is this level where no rule says it, and how much of what the method asks for is known.
    below: Vec<String>,
    rules: Vec<Rule>,
}

struct Rule {
    truth: Truth,
    decided: bool,
    text: String,
    level: Option<Level>,
    readings: Vec<(String, bool)>,
}

impl LevelsView {
    /// The method whose rules are shown.
    pub fn choose(&mut self, method: String) {
        self.method = method;
    }

    pub fn forget(&mut self) {
        self.methods.clear();
    }

    pub fn make(&mut self, session: &Session, state: Iso3) {
        if !self.methods.is_empty() {
            return;
        }
        super::settle_method(session, &mut self.method);
        let bundle = &session.bundle;
        let of_method = |method: &rating::Method| {
            let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
            let rated = rating::rate(&inputs, method, state);
            MethodLevels {
                id: method.id.clone(),
                title: method.title.get(session.lang).to_owned(),
                about: method.about.get(session.lang).to_owned(),
                criteria: rated.criteria.iter().map(|it| Criterion::new(session, it)).collect(),
            }
        };
        self.methods = bundle.methods.iter().map(of_method).collect();
    }
}

impl Criterion {
    fn new(session: &Session, rated: &CriterionRating) -> Self {
        let lang = session.lang;
        let criterion = session.bundle.rules.criterion(rated.criterion);
        let short = criterion.map_or("", |criterion| criterion.short.get(lang));
        let mut below = Vec::new();
        below.extend(words::basis(lang, rated).map(str::to_owned));
        if rated.listed > 0 {
            let (present, listed) = (rated.present.to_string(), rated.listed.to_string());
            below.push(fill(lang, Key::LevelsCoverage, &[("n", &present), ("of", &listed)]));
        }
        Self {
            number: rated.criterion,
            name: format!("{}  {short}", rated.criterion),
            level: rated.level,
            below,
            rules: rated.rules.iter().map(|rule| Rule::new(lang, rule)).collect(),
        }
    }
}

impl Rule {
    fn new(lang: Lang, rule: &RuleOutcome) -> Self {
        let said = |reading: &Reading| {
            let source = reading.sources.first().map(|source| format!(" · {}", source.publisher));
            let text = format!("{}{}", words::reading(lang, reading), source.unwrap_or_default());
            (text, matches!(reading.value, ReadingValue::Gap(_)))
        };
        let mark = words::mark(lang, rule.mark);
        Self {
            truth: rule.truth,
            decided: rule.decided,
            text: format!("{}  [{mark}]", rule.rule.get(lang)),
            level: rule.level,
            readings: rule.readings.iter().map(said).collect(),
        }
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

fn criterion_ui(ui: &mut Ui, cx: &Cx<'_>, method: &str, criterion: &Criterion) {
    ui.horizontal_wrapped(|ui| {
        widgets::strong(ui, &criterion.name);
        widgets::level_badge(ui, cx, criterion.level);
    });
    for line in &criterion.below {
        widgets::weak(ui, cx, line);
    }
    let (decided, others): (Vec<_>, Vec<_>) = criterion.rules.iter().partition(|it| it.decided);
    let key = if decided.is_empty() { Key::LevelsRules } else { Key::LevelsOtherRules };
    for rule in decided {
        rule_ui(ui, cx, rule);
    }
    if others.is_empty() {
        return;
    }
    let count = others.len().to_string();
    let title = RichText::new(cx.fill(key, &[("n", &count)])).small();
    CollapsingHeader::new(title).id_salt((method, criterion.number)).show(ui, |ui| {
        for rule in others {
            rule_ui(ui, cx, rule);
        }
    });
}

/// Whether the rule holds, the rule, and what it was read from.
fn rule_ui(ui: &mut Ui, cx: &Cx<'_>, rule: &Rule) {
    let level = rule.level.map(|level| format!(" → {}", level.word(cx.lang))).unwrap_or_default();
    let text = format!("{}: {}{level}", cx.word(rule.truth), rule.text);
    let text = if rule.decided { widgets::bold(text, SMALL) } else { RichText::new(text).small() };
    ui.add(Label::new(text).wrap());
    ui.indent("readings", |ui| {
        for (reading, is_gap) in &rule.readings {
            let colour = if *is_gap { cx.theme.warn } else { cx.theme.weak };
            ui.add(Label::new(RichText::new(reading).small().color(colour)).wrap());
        }
    });
}
