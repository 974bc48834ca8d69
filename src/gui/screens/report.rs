//! The case on paper: what report it is to be, and a preview of every page.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::preview::Preview;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::report;
use crate::session::{Action, Session, Setting, UnderWay};
use egui::Ui;
use kriterion_heart::Bundle;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Form, Kind, Wish};
use std::sync::Arc;

/// The kinds that can be made of a case.
const KINDS: [Kind; 6] = [
    Kind::Assessment,
    Kind::ShortNote,
    Kind::RefusalLetter,
    Kind::DenialNotification,
    Kind::Debrief,
    Kind::Ledger,
];

/// The preview, and what it is of.
#[derive(Default)]
pub struct ReportState {
    preview: Preview,
    of: Option<(u64, Wish, Lang, usize)>,
}

impl ReportState {
    /// Has the preview made anew where something has changed. Call before drawing, while the page is shown.
    pub fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        self.preview.look(ctx);
        let wish = session.settings.report;
        // A form changes nothing on the pages.
        let wish = Wish { form: Form::default(), ..wish };
        let lang = wish.lang.unwrap_or(session.lang);
        let bundle = Arc::as_ptr(&session.bundle).cast::<Bundle>() as usize;
        let now = Some((session.revision(), wish, lang, bundle));
        if self.of != now
            && let Some(order) = session.order()
        {
            self.of = now;
            self.preview.make(ctx, Box::new(move || report::document(&order)));
        }
    }

    pub fn is_waiting(&self) -> bool {
        self.preview.is_waiting()
    }
}

pub fn report_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut ReportState, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceReport), cx.say(Key::ReportPageLead));
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        choices_ui(ui, cx, out);
        ui.add_space(6.0);
        export_ui(ui, cx, out);
    });
    state.preview.ui(ui, cx);
}

fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let wish = cx.session.settings.report;
    let mut choose = |wish| out.push(Action::Set(Setting::Report(wish)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let kind = Some(wish.kind).filter(|kind| KINDS.contains(kind)).or(Some(Kind::Assessment));
        if let Some(kind) = widgets::choice(ui, cx, cx.say(Key::ReportKind), kind, &KINDS) {
            choose(Wish { kind, ..wish });
        }
        if let Some(lang) = language_ui(ui, cx, wish.lang) {
            choose(Wish { lang, ..wish });
        }
        if let Some(form) =
            widgets::choice(ui, cx, cx.say(Key::ReportForm), Some(wish.form), &Form::ALL)
        {
            choose(Wish { form, ..wish });
        }
    });
}

/// A language, or that of the screen.
fn language_ui(ui: &mut Ui, cx: &Cx<'_>, now: Option<Lang>) -> Option<Option<Lang>> {
    let name = cx.say(Key::ReportLang);
    let word = |lang: Option<Lang>| match lang {
        Some(lang) => report::name_of(cx.lang, lang),
        None => cx.say(Key::ReportLangScreen),
    };
    let mut picked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let label = ui.label(name);
        let combo = egui::ComboBox::from_id_salt("report language").selected_text(word(now));
        let response = combo.show_ui(ui, |ui| {
            for lang in std::iter::once(None).chain(Lang::ALL.map(Some)) {
                if ui.selectable_label(now == lang, word(lang)).clicked() {
                    picked = Some(lang);
                }
            }
        });
        response.response.labelled_by(label.id);
    });
    picked.filter(|lang| *lang != now)
}

fn export_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| match &cx.session.report {
        None => {
            if ui.button(cx.say(Key::ReportExport)).clicked() {
                out.push(Action::AskReport);
            }
        }
        Some(UnderWay { done, of, .. }) => {
            let text = match of {
                0 => cx.say(Key::ReportBegins).to_owned(),
                _ => cx.fill(
                    Key::ReportUnderWay,
                    &[("n", &done.to_string()), ("of", &of.to_string())],
                ),
            };
            ui.add(egui::ProgressBar::new(*done as f32 / (*of).max(1) as f32).desired_width(180.0));
            ui.label(text);
            if ui.button(cx.say(Key::ReportStop)).clicked() {
                out.push(Action::StopReport);
            }
        }
    });
}
