//! The first page: what one can begin with, recent dossiers, and which data the program carries.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::fonts;
use crate::gui::theme::{BODY, GAP, NAME, TITLE};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::{Action, Place, Recent};
use egui::{Button, CursorIcon, Label, RichText, Sense, Ui, vec2};
use kriterion_heart::dossier::Field;

pub fn start_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    ui.add_space(10.0);
    ui.label(RichText::new("Kriterion").font(fonts::strong(NAME)).color(cx.theme.accent));
    ui.add(Label::new(RichText::new(cx.say(Key::StartLead)).size(TITLE)).wrap());
    ui.add_space(14.0);
    if let Some(dossier) = cx.dossier() {
        let name = dossier.request.field(Field::CaseNumber);
        let text = RichText::new(cx.fill(Key::StartContinue, &[("case", name)])).size(TITLE);
        if ui.add(Button::new(text).fill(cx.theme.accent_soft)).clicked() {
            out.push(Action::Go(Place::Request));
        }
        ui.add_space(GAP);
    }
    left_ui(ui, cx, out);
    let entries = [
        (Key::CmdNew, Key::StartNewText, Action::New),
        (Key::CmdOpen, Key::StartOpenText, Action::AskOpen),
        (Key::CmdSample, Key::StartSampleText, Action::OpenSample),
        (Key::CmdNewReport, Key::StartWritingText, Action::Go(Place::Writing)),
        (Key::PlaceExplorer, Key::StartExplorerText, Action::Go(Place::Explorer)),
        (Key::PlaceMethods, Key::StartMethodsText, Action::Go(Place::Methods)),
        (Key::PlaceAboutData, Key::StartAboutText, Action::Go(Place::AboutData)),
    ];
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (title, text, action) in entries {
            ui.horizontal(|ui| {
                let button = Button::new(RichText::new(cx.say(title)).size(BODY))
                    .min_size(vec2(200.0, 32.0));
                if ui.add(button).clicked() {
                    out.push(action);
                }
                ui.add(Label::new(RichText::new(cx.say(text)).color(cx.theme.weak)).wrap());
            });
        }
    });
    recent_ui(ui, cx, out);
    ui.add_space(GAP);
    edition_ui(ui, cx);
}

/// Work that an earlier run could not save.
fn left_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    for left in &cx.session.left {
        cx.theme.banner_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            let case = &left.origin.case;
            let case = if case.is_empty() { cx.say(Key::RecentUnnamed) } else { case };
            let time = i18n::time(cx.lang, left.origin.at);
            let title = cx.fill(Key::LeftHead, &[("case", case), ("time", &time)]);
            ui.add(Label::new(widgets::bold(title, BODY).color(cx.theme.warn)).wrap());
            let file = left.origin.path.as_ref().map(|path| path.display().to_string());
            let below = match &file {
                Some(path) => cx.fill(Key::LeftOfFile, &[("path", path)]),
                None => cx.say(Key::LeftWithoutFile).to_owned(),
            };
            ui.add(Label::new(RichText::new(below).small().color(cx.theme.warn)).wrap());
            if let Some(found) = &left.differences {
                widgets::differences_ui(ui, cx, Key::DifferencesHead, found);
            }
            ui.horizontal_wrapped(|ui| {
                if ui.button(cx.say(Key::LeftOpen)).clicked() {
                    out.push(Action::OpenLeft(Box::new(left.clone())));
                }
                if let Some(path) = &left.origin.path
                    && ui.button(cx.say(Key::LeftOpenSaved)).clicked()
                {
                    out.push(Action::Open(path.clone()));
                }
                if ui.button(cx.say(Key::ThrowAway)).clicked() {
                    out.push(Action::ClearLeft(Box::new(left.clone())));
                }
            });
        });
        ui.add_space(GAP);
    }
}

fn recent_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    if cx.session.settings.recent.is_empty() {
        return;
    }
    widgets::card(ui, cx, Key::RecentHead, |ui| {
        for recent in &cx.session.settings.recent {
            let (title, below) = recent_words(cx, recent);
            ui.push_id(&recent.path, |ui| {
                ui.horizontal(|ui| {
                    let size = vec2(ui.available_width() - 40.0, 36.0);
                    ui.allocate_ui(size, |ui| {
                        ui.vertical(|ui| {
                            ui.set_width(size.x);
                            ui.spacing_mut().item_spacing.y = 2.0;
                            let title = RichText::new(&title).color(cx.theme.accent);
                            let link = Label::new(title).truncate().sense(Sense::click());
                            let link = ui.add(link).on_hover_cursor(CursorIcon::PointingHand);
                            if link.on_hover_text(recent.path.display().to_string()).clicked() {
                                out.push(Action::Open(recent.path.clone()));
                            }
                            ui.add(Label::new(RichText::new(&below).small()).truncate());
                        });
                    });
                    let name = cx.fill(Key::RecentForgetNamed, &[("name", &title)]);
                    let forget = ui.button("×").on_hover_text(cx.say(Key::RecentForget));
                    forget
                        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    if forget.clicked() {
                        out.push(Action::Forget(recent.path.clone()));
                    }
                });
            });
        }
    });
}

/// Destination and goods; number, decision and day below.
fn recent_words(cx: &Cx<'_>, recent: &Recent) -> (String, String) {
    let atlas = &cx.session.bundle.atlas;
    let state = recent.destination.and_then(|iso3| atlas.country(iso3));
    let state = state.map_or(cx.say(Key::NoDestination), |country| cx.text(&country.name));
    let title = match recent.goods.as_str() {
        "" => state.to_owned(),
        goods => format!("{state} · {goods}"),
    };
    let case = if recent.case.is_empty() { cx.say(Key::RecentUnnamed) } else { &recent.case };
    let state = recent.outcome.map_or(cx.say(Key::RecentUndecided), |outcome| cx.word(outcome));
    let day = i18n::time(cx.lang, recent.seen);
    let seen = cx.fill(Key::RecentSeen, &[("date", &day)]);
    let file = recent.path.file_name().unwrap_or_default().to_string_lossy();
    (title, format!("{file} · {case} · {state} · {seen}"))
}

fn edition_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let bundle = &cx.session.bundle;
    let edition = &bundle.atlas.edition;
    let observations: usize =
        bundle.atlas.indicators.iter().map(|indicator| indicator.points.len()).sum();
    let number = |n: usize| i18n::number(cx.lang, n as f64, 0);
    let text = cx.fill(
        Key::StartEdition,
        &[
            ("label", &edition.label),
            ("states", &number(bundle.atlas.countries.len())),
            ("observations", &number(observations)),
            ("year", &edition.newest_year.to_string()),
        ],
    );
    widgets::weak(ui, cx, text);
    widgets::weak(ui, cx, cx.say(Key::StartPromise));
    if !bundle.faults.is_empty() {
        let count = bundle.faults.len().to_string();
        widgets::gap_note(ui, cx, cx.fill(Key::StartFaults, &[("n", &count)]));
    }
}
