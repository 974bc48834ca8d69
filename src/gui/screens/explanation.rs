//! A proposal explained on screen: the steps to it, every reason with its facts, and what would change it.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::explorer::Explorer;
use crate::gui::theme::SMALL;
use crate::gui::why::{FactLine, FlipLines, Line, Step, Target, Why};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Place};
use egui::{Label, RichText, Ui, vec2};
use kriterion_heart::score::Effect;

/// A step and the arrow to the next need so much.
const STEP: f32 = 168.0;

/// From the country to the proposal, step by step.
pub fn steps_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let steps = &cx.facts.why.steps;
    if ui.available_width() < STEP * steps.len() as f32 {
        stacked_ui(ui, cx, steps);
        return;
    }
    ui.horizontal_top(|ui| {
        for (at, step) in steps.iter().enumerate() {
            if at > 0 {
                ui.add_space(-6.0);
                ui.label(RichText::new(if at == 3 { "+" } else { "→" }).color(cx.theme.weak));
            }
            step_ui(ui, cx, step);
        }
    });
}

/// Where the steps do not fit beside each other: one below the other.
fn stacked_ui(ui: &mut Ui, cx: &Cx<'_>, steps: &[Step]) {
    // The longest title needs so much, and a line of less room than this is none.
    const TITLE: f32 = 112.0;
    const LEAST: f32 = 150.0;
    for step in steps {
        let because = RichText::new(&step.because).size(SMALL).color(cx.theme.weak);
        let mut told = false;
        ui.horizontal(|ui| {
            let middle = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(vec2(TITLE, 22.0), middle, |ui| {
                ui.set_width(TITLE);
                ui.add(Label::new(widgets::bold(step.title, SMALL)).extend());
            });
            widgets::level_badge(ui, cx, step.level);
            let rest = ui.available_width();
            told = rest >= LEAST;
            if told {
                ui.allocate_ui(vec2(rest, 0.0), |ui| {
                    ui.set_max_width(rest);
                    ui.add(Label::new(because.clone()).wrap());
                });
            }
        });
        if !told {
            ui.add(Label::new(because).wrap());
        }
    }
}

fn step_ui(ui: &mut Ui, cx: &Cx<'_>, step: &Step) {
    let width = STEP - 30.0;
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::small_strong(ui, step.title);
        widgets::level_badge(ui, cx, step.level);
        let because = RichText::new(&step.because).size(SMALL).color(cx.theme.weak);
        ui.add(Label::new(because).wrap());
    });
}

/// Every reason on a line of its own; open major questions together on one.
pub fn reasons_ui(ui: &mut Ui, cx: &Cx<'_>, explorer: &mut Explorer, out: &mut Outbox) {
    let why: &Why = &cx.facts.why;
    for (at, line) in why.reasons.iter().enumerate() {
        ui.push_id(("reason", at), |ui| reason_ui(ui, cx, line, explorer, out));
    }
    if why.open.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        let open = RichText::new(format!("• {}", cx.say(Key::ReasonsOpenMajor)));
        ui.label(open.small().color(cx.theme.warn));
        for question in &why.open {
            let name = question.to_string();
            let text = RichText::new(&name).small().color(cx.theme.warn);
            if widgets::text_link(ui, text, &name) {
                widgets::seek_question(ui, *question);
            }
        }
    });
}

fn reason_ui(ui: &mut Ui, cx: &Cx<'_>, line: &Line, explorer: &mut Explorer, out: &mut Outbox) {
    let colour = match line.effect {
        Effect::Open => cx.theme.warn,
        Effect::Tells => cx.theme.weak,
        _ => cx.theme.text,
    };
    let text = RichText::new(format!("• {}  ({})", line.text, line.sign)).small().color(colour);
    match line.question {
        // A click leads to the question.
        Some(question) => {
            if widgets::text_link(ui, text, &line.text) {
                widgets::seek_question(ui, question);
                out.push(Action::Go(Place::of_question(question)));
            }
        }
        None => {
            ui.add(Label::new(text).wrap());
        }
    }
    if line.facts.is_empty() {
        return;
    }
    ui.indent("facts", |ui| {
        for (at, fact) in line.facts.iter().enumerate() {
            ui.push_id(at, |ui| fact_ui(ui, cx, fact, explorer, out));
        }
    });
}

/// A fact with what was asked of it. A click opens it in the explorer.
fn fact_ui(ui: &mut Ui, cx: &Cx<'_>, fact: &FactLine, explorer: &mut Explorer, out: &mut Outbox) {
    let sign = fact.sign();
    let colour = if fact.is_gap { cx.theme.warn } else { cx.theme.weak };
    let text = RichText::new(format!("{sign}{}", fact.text)).small().color(colour);
    if widgets::text_link(ui, text, &fact.text) {
        open_fact(cx, &fact.id, explorer, out);
    }
}

fn open_fact(cx: &Cx<'_>, id: &str, explorer: &mut Explorer, out: &mut Outbox) {
    let Some(state) = cx.dossier().and_then(|dossier| dossier.request.destination) else { return };
    explorer.open_reading(&cx.session.bundle, state, id);
    out.push(Action::Go(Place::Explorer));
}

/// The smallest sets of changes that give another level.
pub fn flips_ui(ui: &mut Ui, cx: &Cx<'_>, explorer: &mut Explorer, out: &mut Outbox) {
    let why: &Why = &cx.facts.why;
    for (at, flip) in why.flips.iter().enumerate() {
        ui.push_id(("flip", at), |ui| flip_ui(ui, cx, flip, explorer, out));
    }
    if let Some(remark) = why.remark {
        widgets::weak(ui, cx, remark);
    }
}

/// So many ways are seen at once.
const FIRST: usize = 4;

fn flip_ui(ui: &mut Ui, cx: &Cx<'_>, flip: &FlipLines, explorer: &mut Explorer, out: &mut Outbox) {
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        widgets::level_badge(ui, cx, flip.to);
        ui.add(Label::new(RichText::new(&flip.head).small()).wrap());
    });
    let (first, rest) = flip.ways.split_at(flip.ways.len().min(FIRST));
    let mut ways_ui = |ui: &mut Ui, ways: &[crate::gui::why::WayLine]| {
        for way in ways {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
                ui.label(RichText::new("•").small());
                for (at, piece) in way.pieces.iter().enumerate() {
                    if at > 0 {
                        ui.label(RichText::new(cx.say(Key::WayAnd)).small().color(cx.theme.weak));
                    }
                    let text = RichText::new(&piece.text).small();
                    match &piece.to {
                        Target::Nowhere => drop(ui.label(text)),
                        target => {
                            if widgets::text_link(ui, text, &piece.text) {
                                follow(ui, cx, target, explorer, out);
                            }
                        }
                    }
                }
            });
        }
    };
    ways_ui(ui, first);
    if !rest.is_empty() {
        let title = cx.fill(Key::FlipOthers, &[("n", &rest.len().to_string())]);
        egui::CollapsingHeader::new(RichText::new(title).small())
            .id_salt("other ways")
            .show(ui, |ui| ways_ui(ui, rest));
    }
    if flip.has_more {
        widgets::weak(ui, cx, cx.say(Key::FlipMore));
    }
}

fn follow(ui: &Ui, cx: &Cx<'_>, target: &Target, explorer: &mut Explorer, out: &mut Outbox) {
    match target {
        Target::Questions(of) => {
            let Some(first) = of.first() else { return };
            widgets::seek_question(ui, *first);
            out.push(Action::Go(Place::of_question(*first)));
        }
        Target::Fact(id) => open_fact(cx, id, explorer, out),
        Target::Nowhere => (),
    }
}
