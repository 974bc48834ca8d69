//! What surrounds every page: menu, path through the case, notices, drawer, status bar.

use crate::gui::app::Local;
use crate::gui::commands::Command;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::PAGE_WIDTH;
use crate::gui::{drawer, screens, widgets};
use crate::i18n::{self, Key};
use crate::session::{Action, Place};
use crate::words;
use egui::{Button, CentralPanel, MenuBar, Panel, RichText, ScrollArea, Ui, vec2};
use kriterion_heart::dossier::Field;
use kriterion_heart::level::Level;
use kriterion_heart::text::Lang;

/// What the page about the data remembers while it is open.
#[derive(Default)]
pub struct AboutState {
    pub filter: String,
}

pub fn root_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    local: &mut Local,
    out: &mut Outbox,
    commands: &mut Vec<Command>,
) {
    Panel::top("menu").frame(cx.theme.rail_frame()).show(ui, |ui| menu_ui(ui, cx, commands));
    Panel::bottom("status").frame(cx.theme.rail_frame()).show(ui, |ui| status_ui(ui, cx, local));
    let in_case = cx.dossier().is_some() && cx.session.place != Place::Start;
    let width = ui.available_width();
    if in_case {
        let rail = if width < 1100.0 { 176.0 } else { 232.0 };
        Panel::left("path").frame(cx.theme.rail_frame()).exact_size(rail).resizable(false).show(
            ui,
            |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| path_ui(ui, cx, out));
            },
        );
        // Beside the questions always, beside the request where there is room; the decision needs the whole width.
        let fits = match cx.session.place {
            Place::Criterion(_) => width >= 700.0,
            Place::Request => width >= 1100.0,
            _ => false,
        };
        if local.drawer.is_open() && fits {
            let size = if width < 1100.0 { 270.0 } else { 360.0 };
            Panel::right("drawer")
                .frame(cx.theme.rail_frame())
                .exact_size(size)
                .resizable(false)
                .show(ui, |ui| {
                    drawer::drawer_ui(ui, cx, &mut local.drawer, &mut local.dialogs, out);
                });
        }
    }
    CentralPanel::default().frame(cx.theme.page_frame()).show(ui, |ui| {
        notices_ui(ui, cx, out);
        ScrollArea::vertical()
            .id_salt(("page", format!("{:?}", cx.session.place)))
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(PAGE_WIDTH.min(ui.available_width() - 10.0));
                page_ui(ui, cx, local, out);
                ui.add_space(24.0);
            });
    });
}

fn page_ui(ui: &mut Ui, cx: &Cx<'_>, local: &mut Local, out: &mut Outbox) {
    match (cx.session.place, cx.dossier()) {
        (Place::AboutData, _) => screens::about_ui(ui, cx, &mut local.about),
        (Place::Request, Some(dossier)) => screens::request_ui(ui, cx, dossier, out),
        (Place::Criterion(number), Some(dossier)) => {
            screens::criterion_ui(
                ui,
                cx,
                dossier,
                number,
                &mut local.dialogs,
                &mut local.drawer,
                out,
            );
        }
        (Place::Decision, Some(dossier)) => screens::decision_ui(ui, cx, dossier, out),
        (Place::History, Some(dossier)) => screens::history_ui(ui, cx, dossier),
        _ => screens::start_ui(ui, cx, out),
    }
}

fn menu_ui(ui: &mut Ui, cx: &Cx<'_>, commands: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        let groups: [(Key, &[Command]); 4] = [
            (
                Key::MenuFile,
                &[
                    Command::New,
                    Command::Open,
                    Command::Sample,
                    Command::Save,
                    Command::SaveAs,
                    Command::Close,
                ],
            ),
            (Key::MenuEdit, &[Command::Undo, Command::Redo]),
            (
                Key::MenuGo,
                &[
                    Command::Start,
                    Command::Request,
                    Command::Criterion(1),
                    Command::Criterion(2),
                    Command::Criterion(3),
                    Command::Criterion(4),
                    Command::Criterion(5),
                    Command::Criterion(6),
                    Command::Criterion(7),
                    Command::Criterion(8),
                    Command::Decision,
                    Command::History,
                    Command::NextPage,
                    Command::PreviousPage,
                    Command::AboutData,
                ],
            ),
            (
                Key::MenuView,
                &[
                    Command::ToggleDrawer,
                    Command::Search,
                    Command::ToggleDark,
                    Command::Larger,
                    Command::Smaller,
                ],
            ),
        ];
        for (name, list) in groups {
            ui.menu_button(cx.say(name), |ui| {
                for command in list {
                    command_ui(ui, cx, *command, commands);
                }
            });
        }
    });
}

fn command_ui(ui: &mut Ui, cx: &Cx<'_>, command: Command, commands: &mut Vec<Command>) {
    let history = cx.session.history();
    let (text, enabled) = match command {
        Command::Undo | Command::Redo => {
            let kind = history.and_then(|history| {
                if command == Command::Undo { history.undo_kind() } else { history.redo_kind() }
            });
            let name = kind.map(|kind| screens::edit_name(cx, kind));
            (
                name.map_or_else(
                    || cx.say(command.key()).to_owned(),
                    |name| format!("{}: {name}", cx.say(command.key())),
                ),
                kind.is_some(),
            )
        }
        Command::Criterion(number) => {
            (cx.fill(command.key(), &[("n", &number.to_string())]), cx.dossier().is_some())
        }
        other => (cx.say(other.key()).to_owned(), !other.needs_dossier() || cx.dossier().is_some()),
    };
    let mut button = Button::new(text);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    if ui.add_enabled(enabled, button).clicked() {
        commands.push(command);
        ui.close();
    }
}

fn path_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    for place in Place::PATH {
        let here = cx.session.place == place;
        let (name, below) = place_words(cx, place);
        let level = match place {
            Place::Criterion(number) => Some(shown_level(cx, number)),
            _ => None,
        };
        let response = path_entry(ui, cx, here, &name, &below, level);
        if response.clicked() {
            out.push(Action::Go(place));
        }
    }
}

/// The judgement where there is one, else the proposal.
fn shown_level(cx: &Cx<'_>, number: u8) -> Level {
    let proposal = cx.session.assessment().and_then(|assessment| assessment.criterion(number));
    proposal.map_or(Level::NoData, |proposal| proposal.judgement.unwrap_or(proposal.level))
}

fn place_words(cx: &Cx<'_>, place: Place) -> (String, String) {
    match place {
        Place::Criterion(number) => {
            let short = cx
                .session
                .bundle
                .rules
                .criterion(number)
                .map_or("", |criterion| cx.text(&criterion.short));
            let name = format!("{number}  {short}");
            let below =
                cx.session.assessment().and_then(|assessment| assessment.criterion(number)).map(
                    |proposal| {
                        cx.fill(
                            Key::AnsweredOf,
                            &[
                                ("n", &proposal.answered.to_string()),
                                ("of", &proposal.applying.to_string()),
                            ],
                        )
                    },
                );
            (name, below.unwrap_or_default())
        }
        Place::Request => (cx.say(Key::PlaceRequest).to_owned(), String::new()),
        Place::Decision => (cx.say(Key::PlaceDecision).to_owned(), String::new()),
        Place::History => (cx.say(Key::PlaceHistory).to_owned(), String::new()),
        Place::Start => (cx.say(Key::PlaceStart).to_owned(), String::new()),
        Place::AboutData => (cx.say(Key::PlaceAboutData).to_owned(), String::new()),
    }
}

fn path_entry(
    ui: &mut Ui,
    cx: &Cx<'_>,
    here: bool,
    name: &str,
    below: &str,
    level: Option<Level>,
) -> egui::Response {
    let width = ui.available_width();
    let indent = if level.is_some() { 30.0 } else { 10.0 };
    let wrap = width - indent - 6.0;
    let painter = ui.painter().clone();
    let title =
        painter.layout(name.to_owned(), egui::FontId::proportional(13.5), cx.theme.text, wrap);
    let word = level.map(|level| cx.word(level)).unwrap_or_default();
    let second = if level.is_some() { format!("{word} · {below}") } else { below.to_owned() };
    let second = painter.layout(second, egui::FontId::proportional(11.5), cx.theme.weak, wrap);
    let has_second = level.is_some();
    let height = title.size().y + if has_second { second.size().y + 2.0 } else { 0.0 } + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::click());
    let spoken = if has_second { format!("{name}, {word}, {below}") } else { name.to_owned() };
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, here, &spoken));
    let look = if here {
        cx.theme.accent_soft
    } else if response.hovered() {
        cx.theme.card
    } else {
        egui::Color32::TRANSPARENT
    };
    painter.rect_filled(rect, 4.0, look);
    if response.has_focus() {
        painter.rect_stroke(
            rect,
            4.0,
            egui::Stroke::new(2.0, cx.theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    if let Some(level) = level {
        let badge = cx.theme.badge(level);
        let at = egui::pos2(rect.left() + 15.0, rect.top() + 14.0);
        painter.circle_filled(at, 10.0, badge.fill);
        widgets::level_symbol(&painter, at, level, badge.text);
    }
    let top = rect.top() + 5.0;
    let below_title = top + title.size().y + 2.0;
    painter.galley(egui::pos2(rect.left() + indent, top), title, cx.theme.text);
    if has_second {
        painter.galley(egui::pos2(rect.left() + indent, below_title), second, cx.theme.weak);
    }
    response
}

fn notices_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let Some(notice) = cx.session.notices.first() else { return };
    let (headline, hint) = words::notice(cx.lang, notice);
    cx.theme.banner_frame().show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(headline).strong().color(cx.theme.warn));
            if let Some(hint) = hint {
                ui.label(RichText::new(hint).color(cx.theme.warn));
            }
            if ui.button(cx.say(Key::Dismiss)).clicked() {
                out.push(Action::DismissNotice);
            }
        });
    });
    ui.add_space(6.0);
}

fn status_ui(ui: &mut Ui, cx: &Cx<'_>, local: &mut Local) {
    ui.horizontal_wrapped(|ui| {
        if let Some(dossier) = cx.dossier() {
            let state = if cx.session.is_unsaved() {
                Key::StatusUnsaved
            } else if cx.session.path.is_some() {
                Key::StatusSaved
            } else {
                Key::StatusNew
            };
            widgets::weak(ui, cx, cx.say(state));
            ui.separator();
            let marking = dossier.request.field(Field::Marking);
            if !marking.is_empty() {
                ui.label(RichText::new(marking).small().strong());
                ui.separator();
            }
        }
        let edition = &cx.session.bundle.atlas.edition;
        let newest = edition.newest_year.to_string();
        let text = cx.fill(Key::StatusEdition, &[("label", &edition.label), ("year", &newest)]);
        widgets::weak(ui, cx, text);
        ui.separator();
        for lang in Lang::ALL {
            let name = i18n::say(lang, Key::LanguageName);
            let down = local.lang == lang;
            if ui.add(Button::selectable(down, RichText::new(name).small())).clicked() {
                local.lang = lang;
            }
        }
    });
}
