//! The case on paper: what report it is to be, and a preview of every page.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::preview::Preview;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::report;
use crate::session::{Action, Session, Setting, UnderWay};
use egui::{RichText, Ui, vec2};
use kriterion_heart::Bundle;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Form, Kind, Office, Profile, Wish};
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
    office: Office,
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
        if (self.of != now || self.office != session.settings.office)
            && let Some(order) = session.order()
        {
            self.of = now;
            self.office.clone_from(&session.settings.office);
            self.preview
                .make(ctx, Box::new(move || report::document(&order).map(|(made, _)| made)));
        }
    }

    pub fn is_waiting(&self) -> bool {
        self.preview.is_waiting(self.of.is_some())
    }
}

pub fn report_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut ReportState, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceReport), cx.say(Key::ReportPageLead));
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        choices_ui(ui, cx, out);
        left_out_ui(ui, cx, out);
        if matches!(cx.session.settings.report.kind, Kind::RefusalLetter | Kind::DenialNotification)
        {
            office_ui(ui, cx, out);
        }
    });
    state.preview.ui(ui, cx);
}

fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let wish = cx.session.settings.report;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 8.0);
        let kind = Some(wish.kind).filter(|kind| KINDS.contains(kind)).or(Some(Kind::Assessment));
        let picked =
            column(ui, |ui| widgets::choice(ui, cx, cx.say(Key::ReportKind), kind, &KINDS));
        if let Some(kind) = picked {
            choose(out, Wish { kind, ..wish });
        }
        if let Some(lang) = column(ui, |ui| language_ui(ui, cx, wish.lang)) {
            choose(out, Wish { lang, ..wish });
        }
        let picked = column(ui, |ui| {
            widgets::choice(ui, cx, cx.say(Key::ReportForm), Some(wish.form), &Form::ALL)
        });
        if let Some(form) = picked {
            choose(out, Wish { form, ..wish });
        }
        column(ui, |ui| {
            ui.label(RichText::new(" ").small());
            export_ui(ui, cx, out);
        });
    });
}

/// A name with its choice below it, beside the next.
fn column<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui(vec2(226.0, 46.0), |ui| ui.vertical(content).inner).inner
}

fn choose(out: &mut Outbox, wish: Wish) {
    out.push(Action::Set(Setting::Report(wish)));
}

/// What the report is to say nothing of; folded while nothing is left out.
fn left_out_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let wish = cx.session.settings.report;
    let now = wish.redaction;
    let title = match now.is_none() {
        true => cx.say(Key::ReportLeaveOutNothing),
        false => cx.say(Key::ReportLeaveOut),
    };
    egui::CollapsingHeader::new(title).id_salt("leave out").default_open(!now.is_none()).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(cx.say(Key::ReportProfile));
                for profile in Profile::ALL {
                    let is_it = profile.redaction() == now;
                    let button = egui::Button::selectable(is_it, cx.word(profile));
                    if ui.add(button.frame_when_inactive(true)).clicked() {
                        choose(out, Wish { redaction: profile.redaction(), ..wish });
                    }
                }
            });
            let mut next = now;
            let parts = [
                (&mut next.persons, Key::RedactPersons),
                (&mut next.parties, Key::RedactParties),
                (&mut next.prices, Key::RedactPrices),
                (&mut next.references, Key::RedactReferences),
                (&mut next.file_names, Key::RedactFileNames),
                (&mut next.classified, Key::RedactClassified),
                (&mut next.denials, Key::RedactDenials),
            ];
            for (part, key) in parts {
                ui.checkbox(part, cx.say(key));
            }
            if next != now {
                choose(out, Wish { redaction: next, ..wish });
            }
            if !now.is_none() {
                widgets::weak(ui, cx, cx.say(Key::RedactHint));
            }
        },
    );
}

/// What every letter of the office says alike.
fn office_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    widgets::small_strong(ui, cx.say(Key::OfficeHead));
    widgets::weak(ui, cx, cx.say(Key::OfficeHint));
    let mut office = cx.session.settings.office.clone();
    let fields = [
        (&mut office.authority, Key::OfficeAuthority, Shape::Rows(3)),
        (&mut office.place, Key::OfficePlace, Shape::Line(300.0)),
        (&mut office.signatory, Key::OfficeSignatory, Shape::Line(300.0)),
        (&mut office.remedy, Key::OfficeRemedy, Shape::Rows(3)),
        (&mut office.circulation, Key::OfficeCirculation, Shape::Line(300.0)),
    ];
    for (field, key, shape) in fields {
        if let Some(text) = widgets::text_field(ui, out, cx.say(key), field, shape) {
            *field = text;
        }
    }
    if office != cx.session.settings.office {
        out.push(Action::SetOffice(Box::new(office)));
    }
}

/// A language, or that of the screen.
fn language_ui(ui: &mut Ui, cx: &Cx<'_>, now: Option<Lang>) -> Option<Option<Lang>> {
    let name = cx.say(Key::ReportLang);
    let word = |lang: Option<Lang>| match lang {
        Some(lang) => report::name_of(cx.lang, lang),
        None => cx.say(Key::ReportLangScreen),
    };
    let mut picked = None;
    let label = ui.label(RichText::new(name).small());
    let combo = egui::ComboBox::from_id_salt("report language").selected_text(word(now));
    let response = combo.width(220.0).show_ui(ui, |ui| {
        for lang in std::iter::once(None).chain(Lang::ALL.map(Some)) {
            if ui.selectable_label(now == lang, word(lang)).clicked() {
                picked = Some(lang);
            }
        }
    });
    response.response.labelled_by(label.id);
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
