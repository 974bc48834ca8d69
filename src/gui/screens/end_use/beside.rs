//! Law on paper and practice on the ground, side by side; each fact with source and year, ready to be attached.

use super::EndUseState;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::{Key, say};
use crate::session::Session;
use crate::words;
use egui::{Button, Label, RichText, Ui};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Evidence};
use kriterion_heart::end_use::{Fact, Line, beside};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// Facts of a column, until all are asked for.
const MOST_SHOWN: usize = 10;

/// The two columns in words, made once for each state, day, language and edition.
#[derive(Default)]
pub struct Columns {
    made_for: Option<(Arc<Bundle>, Option<Iso3>, Date, Lang)>,
    law: Vec<Shown>,
    practice: Vec<Shown>,
}

enum Shown {
    Fact { title: String, says: String, below: String, evidence: Box<Evidence> },
    Gap(String),
}

impl Columns {
    pub fn refresh(&mut self, session: &Session) {
        let state = session.dossier().and_then(|dossier| dossier.request.destination);
        let (bundle, day, lang) = (&session.bundle, session.day(), session.lang);
        let is_known = self.made_for.as_ref().is_some_and(|(of, iso3, on, said)| {
            Arc::ptr_eq(of, bundle) && (*iso3, *on, *said) == (state, day, lang)
        });
        if is_known {
            return;
        }
        *self = Self::default();
        self.made_for = Some((Arc::clone(bundle), state, day, lang));
        let Some(state) = state else { return };
        let found = beside(bundle, state, day, &words::value_text);
        let column = |lines: &[Line]| lines.iter().map(|line| shown(lang, bundle, line)).collect();
        (self.law, self.practice) = (column(&found.law), column(&found.practice));
    }
}

fn shown(lang: Lang, bundle: &Bundle, line: &Line) -> Shown {
    let fact: &Fact = match line {
        Line::Gap(text) => return Shown::Gap(text.get(lang).to_owned()),
        Line::Fact(fact) => fact,
    };
    let item = &fact.evidence;
    let year = item.dated.map_or_else(
        || say(lang, Key::EndUseNoYear).to_owned(),
        |date| crate::i18n::date(lang, date),
    );
    let year = match fact.is_undated {
        true => format!("{year} ({})", say(lang, Key::EndUseUndated)),
        false => year,
    };
    let source = words::source_line(lang, &item.source);
    let parts = [fact.certainty.get(lang), &source, &year];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Shown::Fact {
        title: fact.title.get(lang).to_owned(),
        says: match fact.says.get(lang) {
            "" => words::says(lang, &bundle.atlas, item),
            says => says.to_owned(),
        },
        below: parts.join(" · "),
        evidence: Box::new(item.clone()),
    }
}

pub fn beside_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut EndUseState,
    out: &mut Outbox,
) {
    let atlas = &cx.session.bundle.atlas;
    let Some(country) = dossier.request.destination.and_then(|iso3| atlas.country(iso3)) else {
        widgets::gap_note(ui, cx, cx.say(Key::EndUseNoDestination));
        return;
    };
    widgets::weak(ui, cx, cx.fill(Key::EndUseBesideNote, &[("state", cx.text(&country.name))]));
    let target = target_ui(ui, cx, state);
    let Columns { law, practice, .. } = &state.beside;
    widgets::pair(
        ui,
        out,
        |ui, out| column_ui(ui, cx, dossier, Key::EndUseLaw, law, target, out),
        |ui, out| column_ui(ui, cx, dossier, Key::EndUsePractice, practice, target, out),
    );
}

/// The question that *Attach* serves: one of those that the screen's own answers are evidence for.
fn target_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut EndUseState) -> Option<QuestionId> {
    let all = cx.session.bundle.rules.end_use.served();
    let now = state.target.filter(|id| all.contains(id)).or_else(|| usual(&all));
    let name = ui.label(RichText::new(cx.say(Key::EndUseAttachTo)).small());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for id in all {
            let text = RichText::new(id.to_string()).small();
            let button = Button::selectable(now == Some(id), text).frame_when_inactive(true);
            let response = ui.add(button).labelled_by(name.id);
            let spoken = format!("{}: {id}", cx.say(Key::EndUseAttachTo));
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, now == Some(id), &spoken)
            });
            let ask = cx.session.bundle.rules.question(id).map_or("", |it| cx.text(&it.ask));
            if response.on_hover_text(ask).clicked() {
                state.target = Some(id);
            }
        }
    });
    now
}

/// The question on making violations easier is what the columns are about most of all; it is the last of criterion 2.
fn usual(all: &[QuestionId]) -> Option<QuestionId> {
    all.iter().rfind(|id| id.criterion == 2).or_else(|| all.first()).copied()
}

fn column_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    title: Key,
    lines: &[Shown],
    target: Option<QuestionId>,
    out: &mut Outbox,
) {
    ui.vertical(|ui| {
        widgets::strong(ui, cx.say(title));
        let all = ui.make_persistent_id((cx.say(title), "all"));
        let is_whole = ui.data(|data| data.get_temp(all) == Some(true));
        let (facts, gaps): (Vec<_>, Vec<_>) =
            lines.iter().partition(|line| matches!(line, Shown::Fact { .. }));
        // What is missing stands first and is never folded away.
        for line in gaps {
            line_ui(ui, cx, dossier, line, target, out);
        }
        let most = if is_whole { facts.len() } else { MOST_SHOWN };
        for line in facts.iter().take(most) {
            line_ui(ui, cx, dossier, line, target, out);
        }
        if facts.len() > most {
            let more = (facts.len() - most).to_string();
            let more = cx.fill(Key::EndUseMore, &[("n", &more)]);
            let button = ui.button(RichText::new(&more).small());
            let spoken = format!("{}: {more}", cx.say(title));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                ui.data_mut(|data| data.insert_temp(all, true));
            }
        }
    });
}

fn line_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    line: &Shown,
    target: Option<QuestionId>,
    out: &mut Outbox,
) {
    let (title, says, below, evidence) = match line {
        // A gap never looks like a fact: dashes, and what it means.
        Shown::Gap(text) => {
            let text = RichText::new(format!("- - -  {text}")).small().color(cx.theme.weak);
            ui.add(Label::new(text).wrap());
            return;
        }
        Shown::Fact { title, says, below, evidence } => (title, says, below, evidence),
    };
    cx.theme.item_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(widgets::bold(title, SMALL)).wrap());
        if !says.is_empty() {
            ui.add(Label::new(RichText::new(says).small()).wrap());
        }
        ui.add(Label::new(RichText::new(below).small().color(cx.theme.weak)).wrap());
        widgets::flag_ui(ui, cx, &evidence.key);
        let Some(question) = target else { return };
        let attached = dossier.evidence_for(question).any(|(_, item, _)| item.key == evidence.key);
        let key = if attached { Key::EndUseAttached } else { Key::AttachButton };
        let button = Button::selectable(attached, RichText::new(cx.say(key)).small());
        let response = ui.add(button.frame_when_inactive(true));
        let slots = [("fact", title.as_str()), ("question", &question.to_string())];
        let spoken = cx.fill(Key::AttachFact, &slots);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, attached, &spoken)
        });
        if response.clicked() && !attached {
            drag::attach(out, (**evidence).clone(), question);
        }
    });
}
