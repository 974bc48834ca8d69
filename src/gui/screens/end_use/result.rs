//! What follows from the answers, in words: the step of Article 5, and the tier of risk. Never a level.

use super::EndUseState;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::BODY;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{Button, CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use kriterion_heart::end_use::{self, Found};
use kriterion_heart::rulebook::Way;

pub fn result_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    state: &mut EndUseState,
    out: &mut Outbox,
) {
    let screen = &cx.session.bundle.rules.end_use;
    widgets::weak(ui, cx, cx.say(Key::EndUseResultNote));
    widgets::pair(
        ui,
        out,
        |ui, _| {
            let found = end_use::found(&screen.article5, &dossier.end_use);
            ui.vertical(|ui| article5_ui(ui, cx, &found, state));
        },
        |ui, out| {
            ui.vertical(|ui| tier_ui(ui, cx, dossier, out));
        },
    );
}

fn article5_ui(ui: &mut Ui, cx: &Cx<'_>, found: &Found<'_>, state: &mut EndUseState) {
    widgets::strong(ui, cx.say(Key::EndUseArticle5));
    if let Some(way) = found.decided() {
        way_ui(ui, cx, way);
        return;
    }
    ui.add(Label::new(cx.say(Key::EndUsePossible)).wrap());
    for way in &found.possible {
        CollapsingHeader::new(cx.text(&way.title)).id_salt(&way.id).show(ui, |ui| {
            ui.add(Label::new(cx.text(&way.text)).wrap());
            reference_ui(ui, cx, way);
        });
    }
    ui.add_space(4.0);
    widgets::small_strong(ui, cx.say(Key::EndUseDecidedBy));
    ui.horizontal_wrapped(|ui| {
        for id in &found.open {
            let question = cx.session.bundle.rules.end_use.question(id);
            let title = question.map_or(*id, |question| cx.text(&question.title));
            let button = ui.button(RichText::new(title).small());
            let spoken = cx.fill(Key::EndUseGoQuestion, &[("title", title)]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                state.go = Some((*id).to_owned());
                ui.ctx().request_repaint();
            }
        }
    });
}

/// A step with all that it says.
fn way_ui(ui: &mut Ui, cx: &Cx<'_>, way: &Way) {
    ui.add(Label::new(widgets::bold(cx.text(&way.title), BODY).color(cx.theme.accent)).wrap());
    ui.add(Label::new(cx.text(&way.text)).wrap());
    reference_ui(ui, cx, way);
}

fn reference_ui(ui: &mut Ui, cx: &Cx<'_>, way: &Way) {
    widgets::text_row(ui, |ui| {
        widgets::weak(ui, cx, cx.text(&way.reference));
        widgets::mark_tag(ui, cx, way.mark);
    });
}

fn tier_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let screen = &cx.session.bundle.rules.end_use;
    let found = end_use::found(&screen.tiers, &dossier.end_use);
    widgets::strong(ui, cx.say(Key::EndUseTier));
    let points = match found.decided() {
        Some(way) => cx.fill(Key::EndUseTierPoints, &[("title", cx.text(&way.title))]),
        None => {
            let titles: Vec<&str> = found.possible.iter().map(|way| cx.text(&way.title)).collect();
            cx.fill(Key::EndUseTierBetween, &[("titles", &titles.join(", "))])
        }
    };
    ui.add(Label::new(points).wrap());
    let chosen = dossier.end_use.tier.as_deref();
    choice_ui(ui, cx, &screen.tiers, chosen, out);
    if chosen.is_some() || !dossier.end_use.tier_reason.is_empty() {
        let reason = &dossier.end_use.tier_reason;
        let label = cx.say(Key::EndUseTierReason);
        if let Some(text) = widgets::text_field(ui, out, label, reason, Shape::Rows(1)) {
            out.edit(Edit::EndUseTierReason(text));
        }
        let differs = chosen.is_some_and(|id| !found.possible.iter().any(|way| way.id == id));
        if differs && reason.trim().is_empty() {
            widgets::gap_note(ui, cx, cx.say(Key::EndUseTierDiffers));
        }
    }
    CollapsingHeader::new(RichText::new(cx.say(Key::EndUseTiersMeaning)).small())
        .id_salt("tiers")
        .show(ui, |ui| {
            let destination = dossier.request.destination;
            let lead = end_use::lead(&screen.tiers_lead, screen.tiers_home.as_ref(), destination);
            ui.add(Label::new(RichText::new(cx.text(lead)).small().color(cx.theme.weak)).wrap());
            for tier in &screen.tiers {
                ui.add_space(2.0);
                way_ui(ui, cx, tier);
            }
        });
}

/// The officer's own choice; pressing it again takes it back.
fn choice_ui(ui: &mut Ui, cx: &Cx<'_>, tiers: &[Way], chosen: Option<&str>, out: &mut Outbox) {
    let label = cx.say(Key::EndUseTierChoice);
    ui.label(RichText::new(label).small());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tier in tiers {
            let (down, title) = (chosen == Some(&*tier.id), cx.text(&tier.title));
            let button = ui.add(Button::selectable(down, title).frame_when_inactive(true));
            let button = button.on_hover_text(cx.text(&tier.text));
            let spoken = format!("{label}: {title}");
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, &spoken)
            });
            if button.clicked() {
                out.edit(Edit::EndUseTier((!down).then(|| tier.id.clone())));
            }
        }
    });
}
