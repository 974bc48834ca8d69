//! What a method says about one criterion: its level, what it cannot tell, every rule and what it was read from.

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::{Key, Word as _, fill};
use crate::session::Session;
use crate::words;
use egui::{AsIdSalt, CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::level::Level;
use kriterion_heart::rating::{
    CriterionRating, KnownLimit, Method, Reading, ReadingValue, RuleOutcome, Truth,
};
use kriterion_heart::text::Lang;

pub struct Criterion {
    number: u8,
    pub name: String,
    pub level: Level,
    /// Why it is this level where no rule says it, and how much of what the method asks for is known.
    below: Vec<String>,
    limits: Vec<String>,
    rules: Vec<Rule>,
}

struct Rule {
    truth: Truth,
    decided: bool,
    text: String,
    level: Option<Level>,
    readings: Vec<(String, bool)>,
}

/// What the method says of itself, with how well that was checked.
pub fn limits(lang: Lang, limits: &[KnownLimit]) -> Vec<String> {
    let said = |limit: &KnownLimit| {
        format!("{}  [{}]", limit.text.get(lang), words::mark(lang, limit.mark))
    };
    limits.iter().map(said).collect()
}

impl Criterion {
    pub fn new(session: &Session, method: &Method, rated: &CriterionRating) -> Self {
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
            limits: method
                .criterion(rated.criterion)
                .map_or_else(Vec::new, |criterion| limits(lang, &criterion.limits)),
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

pub fn criterion_ui(ui: &mut Ui, cx: &Cx<'_>, method: &str, criterion: &Criterion) {
    ui.horizontal_wrapped(|ui| {
        widgets::strong(ui, &criterion.name);
        widgets::level_badge(ui, cx, criterion.level);
    });
    for line in &criterion.below {
        widgets::weak(ui, cx, line);
    }
    limits_ui(ui, cx, (method, criterion.number), &criterion.limits, false);
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

/// What the method cannot do, below a title with their number.
pub fn limits_ui(ui: &mut Ui, cx: &Cx<'_>, of: impl AsIdSalt, limits: &[String], open: bool) {
    if limits.is_empty() {
        return;
    }
    let count = limits.len().to_string();
    let title = RichText::new(cx.fill(Key::LevelsLimits, &[("n", &count)])).small();
    CollapsingHeader::new(title).id_salt(("limits", of)).default_open(open).show(ui, |ui| {
        for limit in limits {
            let text = RichText::new(format!("• {limit}")).small().color(cx.theme.weak);
            ui.add(Label::new(text).wrap());
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
