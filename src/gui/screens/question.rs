//! One question: wording, finding, reason, facts worth looking at, evidence attached.

use crate::gui::chart::spark_ui;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::Dialogs;
use crate::gui::drag;
use crate::gui::drawer::Drawer;
use crate::gui::facts::Chip;
use crate::gui::screens::end_use;
use crate::gui::theme::{ASK, SMALL};
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use crate::session::{Action, Setting};
use crate::words;
use egui::{Button, CollapsingHeader, Label, RichText, Sense, Ui};
use kriterion_heart::dossier::{Dossier, Evidence, EvidenceId, Stance};
use kriterion_heart::edit::Edit;
use kriterion_heart::level::Finding;
use kriterion_heart::rulebook::Question;
use kriterion_heart::score::Applies;

pub fn question_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    question: &Question,
    dialogs: &mut Dialogs,
    drawer: &mut Drawer,
    out: &mut Outbox,
) {
    ui.push_id(question.id, |ui| {
        let card = cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            head_ui(ui, cx, question);
            widgets::meet_sought(ui, question.id);
            finding_ui(ui, cx, dossier, question, out);
            reason_ui(ui, cx, dossier, question, out);
            facts_ui(ui, cx, dossier, question, out);
            end_use::link_ui(ui, cx, dossier, Some(question.id), out);
            evidence_ui(ui, cx, dossier, question, dialogs, out);
            add_ui(ui, cx, question, dialogs, drawer, out);
        });
        drag::target(ui, cx, &card.response, question.id, out);
        // What is attached next serves the question in which the officer works.
        if focus_is_in(ui, card.response.rect) {
            drawer.aim(question.id);
        }
    });
}

fn focus_is_in(ui: &Ui, rect: egui::Rect) -> bool {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    // Not what stands in front of the page.
    focused.is_some_and(|focused| {
        focused.layer_id == ui.layer_id() && rect.contains(focused.rect.center())
    })
}

/// A question that the request makes irrelevant: folded, never dropped.
pub fn folded_ui(ui: &mut Ui, cx: &Cx<'_>, question: &Question, why: Applies) {
    ui.add(Label::new(format!("{}  {}", question.id, cx.text(&question.ask))).wrap());
    let reason = match why {
        Applies::NotForTheseGoods => cx.say(Key::NotForTheseGoods).to_owned(),
        Applies::DependsOn(other) => {
            cx.fill(Key::DependsOnQuestion, &[("question", &other.to_string())])
        }
        Applies::NotInThisEdition => cx.say(Key::NotInThisEdition).to_owned(),
        Applies::Yes => String::new(),
    };
    widgets::weak(ui, cx, reason);
    ui.add_space(4.0);
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>, question: &Question) {
    widgets::text_row(ui, |ui| {
        widgets::weak(ui, cx, question.id.to_string());
        widgets::weak(ui, cx, cx.fill(Key::WeightIs, &[("weight", cx.word(question.weight))]));
        widgets::weak(ui, cx, cx.text(&question.reference));
        widgets::mark_tag(ui, cx, question.mark);
    });
    ui.add(Label::new(widgets::bold(cx.text(&question.ask), ASK)).wrap());
    if !question.help.is_empty() {
        CollapsingHeader::new(RichText::new(cx.say(Key::HowToAnswer)).small())
            .id_salt("help")
            .show(ui, |ui| {
                ui.add(Label::new(cx.text(&question.help)).wrap());
            });
    }
}

fn finding_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, question: &Question, out: &mut Outbox) {
    let now = dossier.finding(question.id);
    let name = question.id.to_string();
    if let Some(picked) = widgets::segments(ui, cx, now, &Finding::ALL, &name) {
        out.edit(Edit::Finding(question.id, picked));
    }
    if let Some(hint) = cx.facts.hint(question.id) {
        let text = cx.fill(
            Key::DataSuggest,
            &[("finding", cx.word(hint.finding)), ("because", &hint.because)],
        );
        ui.horizontal_wrapped(|ui| {
            widgets::weak(ui, cx, text);
            if now.is_none() && hint.finding != Finding::NoInformation {
                let button = ui.button(RichText::new(cx.say(Key::TakeOver)).small());
                let spoken = format!("{name}: {}", cx.say(Key::TakeOver));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if button.clicked() {
                    out.edit(Edit::Finding(question.id, Some(hint.finding)));
                }
            }
            if now.is_some_and(|now| now != hint.finding) {
                widgets::gap_note(ui, cx, cx.say(Key::DiffersFromFinding));
            }
        });
    }
    // Without a button: whether past incidents make a pattern, a person says.
    if let Some(hint) = cx.facts.ledger_hint(question.id) {
        ui.add(Label::new(RichText::new(&hint.said).small().color(cx.theme.weak)).wrap());
        if let Some(aged) = &hint.aged {
            widgets::gap_note(ui, cx, aged);
        }
    }
}

fn reason_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, question: &Question, out: &mut Outbox) {
    let answer = dossier.answer(question.id);
    let reason = answer.map_or("", |answer| answer.reason.as_str());
    let name = cx.fill(Key::ReasonFor, &[("question", &question.id.to_string())]);
    ui.label(RichText::new(cx.say(Key::Reason)).small());
    if let Some(text) = widgets::named_field(ui, out, &name, reason, Shape::Rows(2)) {
        out.edit(Edit::Reason(question.id, text));
    }
    if answer.is_some_and(|answer| answer.finding.is_some()) && reason.trim().is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::ReasonMissing));
    }
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, question: &Question, out: &mut Outbox) {
    let chips = cx.facts.chips(question.id);
    if !chips.is_empty() {
        ui.add_space(2.0);
        ui.label(RichText::new(cx.say(Key::FactsHead)).small());
        ui.horizontal_wrapped(|ui| {
            for chip in chips {
                chip_ui(ui, cx, dossier, question, chip, out);
            }
        });
    }
    // A gap never looks like a value: no button, dashes, and the reason in words.
    for gap in cx.facts.gaps(question.id) {
        let text = RichText::new(format!("- - -  {gap}")).small().color(cx.theme.weak);
        ui.add(Label::new(text).wrap());
    }
}

fn chip_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    question: &Question,
    chip: &Chip,
    out: &mut Outbox,
) {
    let attached = dossier.evidence_for(question.id).any(|(_, item, _)| item.key == chip.key);
    let age = if chip.old { format!("  {}", cx.say(Key::OldFigure)) } else { String::new() };
    let text = RichText::new(format!("{}{age}", chip.text)).small();
    let button = Button::selectable(attached, text).frame_when_inactive(true);
    let response = ui.add(button.sense(Sense::click_and_drag()));
    let spoken =
        cx.fill(Key::AttachFact, &[("fact", &chip.text), ("question", &question.id.to_string())]);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, attached, &spoken));
    let response =
        response.on_hover_text(format!("{}\n{}", chip.source, cx.say(Key::ClickToAttach)));
    drag::source(&response, || Some(chip.evidence.clone()));
    if response.clicked() && !attached {
        drag::attach(out, chip.evidence.clone(), question.id);
    }
    spark_ui(ui, cx, &chip.trend);
    if let Some(flag) = chip.fact.as_ref().and_then(|key| cx.flags.of(key)) {
        let sign = ui.label(RichText::new("≠").color(cx.theme.warn).strong());
        let said = cx.fill(Key::ConflictsFlag, &[("text", &flag.short)]);
        sign.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        sign.on_hover_text(said);
    }
}

/// Pieces of evidence below a question, until all are asked for.
const MOST_SHOWN: usize = 12;

fn evidence_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    question: &Question,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    let all = ui.make_persistent_id((question.id, "all evidence"));
    let many = dossier.evidence.serving(question.id).len();
    let shown = if ui.data(|data| data.get_temp(all) == Some(true)) { many } else { MOST_SHOWN };
    for (id, item, stance) in dossier.evidence_for(question.id).take(shown) {
        ui.push_id(id.0, |ui| item_ui(ui, cx, question, id, item, stance, dialogs, out));
    }
    if many > shown {
        let text = cx.fill(Key::ShowAllEvidence, &[("n", &many.to_string())]);
        if ui.button(RichText::new(text).small()).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a row of the page, used once")]
fn item_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    question: &Question,
    id: EvidenceId,
    item: &Evidence,
    stance: Stance,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    let title = cx.text(&item.title);
    let dated =
        item.dated.map(|date| format!(" ({})", i18n::date(cx.lang, date))).unwrap_or_default();
    let source = [item.source.publisher.as_str(), cx.text(&item.source.title), cx.word(item.grade)];
    let source: Vec<_> = source.into_iter().filter(|part| !part.is_empty()).collect();
    cx.theme.item_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        let head = format!("{}: {title}{dated}", cx.word(item.kind));
        ui.add(Label::new(widgets::bold(head, SMALL)).wrap());
        let says = words::says(cx.lang, &cx.session.bundle.atlas, item);
        if !says.is_empty() {
            ui.add(Label::new(RichText::new(says).small()).wrap());
        }
        widgets::flag_ui(ui, cx, cx.facts.fact_key(&item.key));
        widgets::weak(ui, cx, source.join(" · "));
        ui.horizontal(|ui| {
            let name = cx.fill(Key::StanceOf, &[("title", title)]);
            let picked = widgets::named_choice(ui, cx, &name, Some(stance), &Stance::ALL, None);
            if let Some(stance) = picked {
                out.edit(Edit::Stance(id, question.id, stance));
            }
            let remove = ui.button(RichText::new(cx.say(Key::Remove)).small());
            let spoken = cx.fill(Key::RemoveNamed, &[("title", title)]);
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if remove.clicked() {
                dialogs.remove(id, Some(question.id));
            }
        });
    });
}

fn add_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    question: &Question,
    dialogs: &mut Dialogs,
    drawer: &mut Drawer,
    out: &mut Outbox,
) {
    let name = question.id.to_string();
    ui.horizontal_wrapped(|ui| {
        let buttons = [Key::AddFact, Key::AddNote, Key::AddWeb, Key::AddFile];
        for key in buttons {
            let button = ui.button(RichText::new(cx.say(key)).small());
            let spoken = format!("{name}: {}", cx.say(key));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if !button.clicked() {
                continue;
            }
            match key {
                Key::AddFact => {
                    drawer.aim(question.id);
                    drawer.focus_search();
                    drawer.over = true;
                    if !cx.session.settings.drawer {
                        out.push(Action::Set(Setting::Drawer(true)));
                    }
                }
                Key::AddNote => dialogs.note(question.id, false),
                Key::AddWeb => dialogs.note(question.id, true),
                _ => out.push(Action::AskAttach(question.id)),
            }
        }
    });
}
