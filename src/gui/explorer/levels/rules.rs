//! What a method says about one criterion: its level, what it cannot tell, every rule and what it was read from.

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::why::{FactLine, facts};
use crate::gui::widgets;
use crate::i18n::{Key, Word as _, fill, say};
use crate::session::Session;
use crate::words;
use egui::{AsIdSalt, CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::level::Level;
use kriterion_heart::rating::{
    CountryFlips, CriterionRating, KnownLimit, Method, RuleOutcome, Sets, Truth, Turn,
};
use kriterion_heart::score::{Flip, Way};
use kriterion_heart::text::Lang;

pub struct Criterion {
    number: u8,
    pub name: String,
    pub level: Level,
    /// Why it is this level where no rule says it, and how much of what the method asks for is known.
    below: Vec<String>,
    limits: Vec<String>,
    rules: Vec<Rule>,
    /// What facts would give another level: a head and its ways.
    changes: Vec<(String, Vec<String>)>,
}

struct Rule {
    truth: Truth,
    decided: bool,
    text: String,
    level: Option<Level>,
    facts: Vec<FactLine>,
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
            rules: rated.rules.iter().map(|rule| Rule::new(session, rule)).collect(),
            changes: Vec::new(),
        }
    }

    /// Adds what would change the level.
    pub fn explain(&mut self, session: &Session, flips: &CountryFlips) {
        let way = |turns: &Vec<Turn>| {
            let way = Way { facts: turns.clone(), ..Way::default() };
            words::way(session.lang, &session.bundle, &way)
        };
        let head = |(rank, sets): (&u8, &Sets)| {
            let to = Level::from_rank(*rank);
            let (ways, has_more) = (Vec::new(), sets.has_more);
            let is_complete = flips.is_complete;
            let flip = Flip { to, size: sets.size, ways, has_more, is_complete };
            (words::flip_head(session.lang, &flip), sets.sets.iter().map(way).collect())
        };
        self.changes = flips.to.iter().map(head).collect();
        if !flips.is_complete {
            self.changes.push((say(session.lang, Key::FlipNotAll).to_owned(), Vec::new()));
        }
    }
}

impl Rule {
    fn new(session: &Session, rule: &RuleOutcome) -> Self {
        let lang = session.lang;
        let mark = words::mark(lang, rule.mark);
        Self {
            truth: rule.truth,
            decided: rule.decided,
            text: format!("{}  [{mark}]", rule.rule.get(lang)),
            level: rule.level,
            facts: facts(lang, &session.bundle, rule),
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
    changes_ui(ui, cx, method, criterion);
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

/// The smallest sets of facts that would give another level.
fn changes_ui(ui: &mut Ui, cx: &Cx<'_>, method: &str, criterion: &Criterion) {
    if criterion.changes.is_empty() {
        return;
    }
    let title = RichText::new(cx.say(Key::WhatWouldChange)).small();
    let salt = ("changes", method, criterion.number);
    CollapsingHeader::new(title).id_salt(salt).show(ui, |ui| {
        for (head, ways) in &criterion.changes {
            ui.add(Label::new(RichText::new(head).small()).wrap());
            ui.indent(head, |ui| {
                for way in ways {
                    let text = RichText::new(format!("• {way}")).small().color(cx.theme.weak);
                    ui.add(Label::new(text).wrap());
                }
            });
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
        for fact in &rule.facts {
            let colour = if fact.is_gap { cx.theme.warn } else { cx.theme.weak };
            let text = format!("{}{}", fact.sign(), fact.text);
            ui.add(Label::new(RichText::new(text).small().color(colour)).wrap());
        }
    });
}
