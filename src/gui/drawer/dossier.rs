//! What this dossier holds: each piece of evidence with its source and the questions it serves, and what was removed.

use crate::gui::cx::Cx;
use crate::gui::dialogs::Dialogs;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::words;
use egui::{RichText, ScrollArea, TextEdit, Ui};
use kriterion_heart::dossier::{Dossier, Evidence, EvidenceId};
use kriterion_heart::text::{Lang, fold};

/// Pieces that are drawn; more are found by typing.
const MOST_SHOWN: usize = 60;
/// Fewer need no filter.
const FEW: usize = 8;

/// What the tab remembers: what was typed, and which pieces match it.
#[derive(Default)]
pub struct Held {
    query: String,
    matches: Vec<EvidenceId>,
    found_for: Option<(u64, String, Lang)>,
}

impl Held {
    /// Looks at every piece only when something has changed.
    fn refresh(&mut self, cx: &Cx<'_>, dossier: &Dossier) {
        let now = Some((cx.session.revision(), self.query.clone(), cx.lang));
        if self.found_for == now {
            return;
        }
        let wanted = fold(self.query.trim());
        let all = dossier.evidence.iter();
        let matching = all.filter(|(_, item)| wanted.is_empty() || matches(cx, item, &wanted));
        self.matches = matching.map(|(id, _)| *id).collect();
        self.found_for = now;
    }
}

fn matches(cx: &Cx<'_>, item: &Evidence, wanted: &str) -> bool {
    let texts = [cx.text(&item.title), &item.source.publisher, cx.text(&item.source.title)];
    texts.into_iter().any(|text| fold(text).contains(wanted))
        || item.serves.keys().any(|question| fold(&question.to_string()).contains(wanted))
}

pub fn dossier_ui(ui: &mut Ui, cx: &Cx<'_>, held: &mut Held, dialogs: &mut Dialogs) {
    let Some(dossier) = cx.dossier() else { return };
    if dossier.evidence.len() > FEW {
        let field = TextEdit::singleline(&mut held.query)
            .hint_text(cx.say(Key::EvidenceFilter))
            .desired_width(f32::INFINITY);
        ui.add(field).accessible_name(cx.say(Key::EvidenceFilter));
    }
    held.refresh(cx, dossier);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if dossier.evidence.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::DossierEmpty));
        } else if held.matches.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::NothingFound));
        }
        for id in held.matches.iter().take(MOST_SHOWN) {
            if let Some(item) = dossier.evidence.get(id) {
                item_ui(ui, cx, *id, item, dialogs);
            }
        }
        if let Some(more) = held.matches.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
            widgets::weak(ui, cx, cx.fill(Key::EvidenceMore, &[("n", &more.to_string())]));
        }
        removed_ui(ui, cx, dossier);
        widgets::follow_focus(ui, "dossier");
    });
}

fn item_ui(ui: &mut Ui, cx: &Cx<'_>, id: EvidenceId, item: &Evidence, dialogs: &mut Dialogs) {
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::strong(ui, cx.text(&item.title));
        let says = words::says(cx.lang, &cx.session.bundle.atlas, item);
        if !says.is_empty() {
            ui.add(egui::Label::new(RichText::new(says).small()).wrap());
        }
        widgets::flag_ui(ui, cx, cx.facts.fact_key(&item.key));
        let dated = item.dated.map(|date| i18n::date(cx.lang, date)).unwrap_or_default();
        let (publisher, title) = (&item.source.publisher, cx.text(&item.source.title));
        widgets::weak(ui, cx, format!("{publisher} · {title} · {dated}"));
        let uses: Vec<_> = item.serves.keys().map(ToString::to_string).collect();
        widgets::weak(ui, cx, cx.fill(Key::UsedFor, &[("questions", &uses.join(", "))]));
        let name = cx.fill(Key::RemoveNamed, &[("title", cx.text(&item.title))]);
        let button = ui.button(cx.say(Key::Remove));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if button.clicked() {
            dialogs.remove(id, None);
        }
    });
}

fn removed_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier) {
    if dossier.removed_evidence.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::strong(ui, cx.say(Key::RemovedHead));
    for trace in dossier.removed_evidence.iter().rev().take(MOST_SHOWN) {
        widgets::weak(ui, cx, format!("{}: {}", cx.text(&trace.evidence.title), trace.reason));
    }
    if let Some(more) = dossier.removed_evidence.len().checked_sub(MOST_SHOWN).filter(|n| *n > 0) {
        widgets::weak(ui, cx, cx.fill(Key::DifferencesMore, &[("n", &more.to_string())]));
    }
}
