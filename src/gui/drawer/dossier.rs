//! What this dossier holds: each piece of evidence with its source and the questions it serves, and what was removed.

use crate::gui::cx::Cx;
use crate::gui::dialogs::Dialogs;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::words;
use egui::{RichText, ScrollArea, Ui};

pub fn dossier_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs) {
    let Some(dossier) = cx.dossier() else { return };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if dossier.evidence.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::DossierEmpty));
        }
        for (id, item) in &dossier.evidence {
            cx.theme.card_frame().show(ui, |ui| {
                ui.set_width(ui.available_width());
                widgets::strong(ui, cx.text(&item.title));
                let says = words::says(cx.lang, &cx.session.bundle.atlas, item);
                if !says.is_empty() {
                    ui.add(egui::Label::new(RichText::new(says).small()).wrap());
                }
                let dated = item.dated.map(|date| i18n::date(cx.lang, date)).unwrap_or_default();
                widgets::weak(
                    ui,
                    cx,
                    format!(
                        "{} · {} · {dated}",
                        item.source.publisher,
                        cx.text(&item.source.title)
                    ),
                );
                let uses: Vec<_> = item.serves.keys().map(ToString::to_string).collect();
                widgets::weak(ui, cx, cx.fill(Key::UsedFor, &[("questions", &uses.join(", "))]));
                let name = cx.fill(Key::RemoveNamed, &[("title", cx.text(&item.title))]);
                let button = ui.button(cx.say(Key::Remove));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if button.clicked() {
                    dialogs.remove(*id, None);
                }
            });
        }
        if !dossier.removed_evidence.is_empty() {
            ui.add_space(8.0);
            widgets::strong(ui, cx.say(Key::RemovedHead));
            for trace in &dossier.removed_evidence {
                widgets::weak(
                    ui,
                    cx,
                    format!("{}: {}", cx.text(&trace.evidence.title), trace.reason),
                );
            }
        }
        widgets::follow_focus(ui, "dossier");
    });
}
