//! Where an entry counts: criteria and questions, evidence that belongs to it, and the entry itself as evidence.

use super::{Form, chips_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Label, RichText, Ui};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::ledger::as_evidence;
use kriterion_heart::rulebook::QuestionId;

pub fn serves_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, form: &Form<'_>, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        for number in 1..=8_u8 {
            let mut serves = form.incident.criteria.contains(&number);
            let name = cx.fill(Key::IncidentCriterionN, &[("n", &number.to_string())]);
            if ui.checkbox(&mut serves, name).changed() {
                form.change(out, |entry| match serves {
                    true => entry.criteria.insert(number),
                    false => entry.criteria.remove(&number),
                });
            }
        }
    });
    questions_ui(ui, cx, dossier, form, out);
    evidence_ui(ui, cx, dossier, form, out);
}

fn questions_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, form: &Form<'_>, out: &mut Outbox) {
    let rules = &cx.session.bundle.rules;
    for question in &form.incident.questions {
        ui.push_id(*question, |ui| {
            let ask = rules.question(*question).map_or("", |question| cx.text(&question.ask));
            ui.add(Label::new(RichText::new(format!("{question}  {ask}")).small()).wrap());
            ui.horizontal_wrapped(|ui| attach_ui(ui, cx, dossier, form, *question, out));
        });
    }
    let label = ui.label(RichText::new(cx.say(Key::IncidentQuestionLink)).small());
    let list = || {
        let questions = rules.criteria.iter().flat_map(|criterion| &criterion.questions);
        let free = questions.filter(|question| !form.incident.questions.contains(&question.id));
        free.map(|question| (question.id, cx.text(&question.ask), question.id.to_string()))
    };
    let choose = cx.say(Key::Choose);
    if let Some(id) = widgets::searched_list(ui, cx, "incident question", choose, list, label.id) {
        form.change(out, |entry| entry.questions.insert(id));
    }
}

/// The entry as evidence for one question, once it is reviewed.
fn attach_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    form: &Form<'_>,
    question: QuestionId,
    out: &mut Outbox,
) {
    let key = form.id.key();
    if dossier.evidence_for(question).any(|(_, item, _)| item.key == key) {
        let attached = cx.fill(Key::IncidentAttached, &[("question", &question.to_string())]);
        widgets::weak(ui, cx, attached);
    } else {
        let can = form.incident.is_accepted();
        let button = egui::Button::new(RichText::new(cx.say(Key::IncidentAttach)).small());
        let response = ui.add_enabled(can, button);
        let spoken = format!("{question}: {}", cx.say(Key::IncidentAttach));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, &spoken));
        let response = response.on_disabled_hover_text(cx.say(Key::IncidentAttachDraft));
        if response.clicked() {
            drag::attach(out, as_evidence(form.id, form.incident), question);
        }
    }
    let text = cx.fill(Key::IncidentQuestionUnlink, &[("question", &question.to_string())]);
    let unlink = ui.button(RichText::new(cx.say(Key::Remove)).small());
    unlink.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    if unlink.clicked() {
        form.change(out, |entry| entry.questions.remove(&question));
    }
}

fn evidence_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, form: &Form<'_>, out: &mut Outbox) {
    ui.add_space(4.0);
    widgets::small_strong(ui, cx.say(Key::IncidentEvidence));
    let title = |key: &str| {
        let item = dossier.evidence.values().find(|item| item.key == key);
        match item {
            Some(item) => cx.text(&item.title).to_owned(),
            None => cx.fill(Key::IncidentEvidenceGone, &[("key", key)]),
        }
    };
    let named = form.incident.evidence.iter().map(|key| (key.clone(), title(key)));
    if let Some(key) = chips_ui(ui, cx, named) {
        form.change(out, |entry| entry.evidence.remove(&key));
    }
    let own = form.id.key();
    let free = || {
        dossier
            .evidence
            .iter()
            .filter(|(_, item)| item.key != own && !form.incident.evidence.contains(&item.key))
    };
    if free().next().is_none() {
        return;
    }
    let label = ui.label(RichText::new(cx.say(Key::IncidentEvidenceLink)).small());
    let list = || free().map(|(id, item)| (*id, cx.text(&item.title), id.0.to_string()));
    let choose = cx.say(Key::Choose);
    let picked = widgets::searched_list(ui, cx, "incident evidence", choose, list, label.id);
    if let Some(item) = picked.and_then(|id| dossier.evidence.get(&id)) {
        form.change(out, |entry| entry.evidence.insert(item.key.clone()));
    }
}
