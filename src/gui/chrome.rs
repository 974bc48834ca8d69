//! What surrounds every page: menu, path, notices, drawer, status bar.

use crate::gui::app::Local;
use crate::gui::commands::{Command, menus};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::explorer::explorer_ui;
use crate::gui::methods::{has_moves, methods_ui, moves_ui};
use crate::gui::panes::Pane;
use crate::gui::path::path_ui;
use crate::gui::theme::{BODY, PAGE_WIDTH, SMALL, WIDE_PAGE};
use crate::gui::writing::{outline_ui, writing_ui};
use crate::gui::{drag, drawer, screens, widgets};
use crate::i18n::{self, Key};
use crate::session::{Action, Notice, Place, Setting};
use crate::words;
use egui::{Align, Button, CentralPanel, Label, Layout, MenuBar, Panel, RichText, ScrollArea, Ui};
use kriterion_heart::dossier::Field;
use kriterion_heart::text::Lang;

/// What the page about the data remembers while it is open.
#[derive(Default)]
pub struct AboutState {
    pub filter: String,
}

/// Whether the path shows numbers only, and the drawer opens only when asked for.
pub fn is_narrow(ctx: &egui::Context) -> bool {
    ctx.content_rect().width() < 760.0
}

pub fn root_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    local: &mut Local,
    out: &mut Outbox,
    commands: &mut Vec<Command>,
) {
    local.panes.shown.clear();
    Panel::top("menu").frame(cx.theme.bar_frame()).show(ui, |ui| menu_ui(ui, cx, commands));
    Panel::bottom("status").frame(cx.theme.bar_frame()).show(ui, |ui| status_ui(ui, cx, out));
    let writes = cx.session.is_writing();
    let in_case = (cx.dossier().is_some() || writes)
        && cx.session.place != Place::Start
        && (writes || cx.session.place != Place::Writing);
    let width = ui.available_width();
    if in_case {
        let rail = match width {
            _ if is_narrow(ui.ctx()) => 66.0,
            middle if middle < 1100.0 => 196.0,
            _ => 232.0,
        };
        Panel::left("path").frame(cx.theme.rail_frame()).exact_size(rail).resizable(false).show(
            ui,
            |ui| {
                local.panes.begin(ui, cx, Pane::Path);
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    match writes {
                        true => outline_ui(ui, cx, &mut local.writing),
                        false => path_ui(ui, cx, out),
                    }
                    widgets::follow_focus(ui, "path");
                });
            },
        );
        // Beside the questions always, beside the request where there is room; the decision needs the whole width.
        let fits = match cx.session.place {
            Place::Criterion(_) => true,
            Place::Request => width >= 1100.0,
            _ => false,
        };
        let open = if is_narrow(ui.ctx()) { local.drawer.over } else { cx.session.settings.drawer };
        if open && fits {
            let size = (width * 0.28).clamp(230.0, 420.0);
            Panel::right("drawer")
                .frame(cx.theme.rail_frame())
                .exact_size(size)
                .resizable(false)
                .show(ui, |ui| {
                    local.panes.begin(ui, cx, Pane::Drawer);
                    drawer::drawer_ui(ui, cx, &mut local.drawer, &mut local.dialogs, out);
                });
        }
    }
    moves_panel_ui(ui, cx, local, out);
    CentralPanel::default().frame(cx.theme.page_frame()).show(ui, |ui| {
        local.panes.begin(ui, cx, Pane::Page);
        notices_ui(ui, cx, out);
        screens::relook_banner(ui, cx, out);
        ScrollArea::vertical()
            .id_salt(("page", format!("{:?}", cx.session.place)))
            .auto_shrink(false)
            .show(ui, |ui| {
                let room = ui.available_width() - 10.0;
                let widest = match cx.session.place {
                    Place::Explorer | Place::Writing => WIDE_PAGE,
                    _ => PAGE_WIDTH,
                };
                let margin = ((room - widest) / 2.0).max(0.0);
                ui.horizontal_top(|ui| {
                    // Beside the path the page stays near it; alone it stands in the middle.
                    ui.add_space(if in_case { margin.min(100.0) } else { margin });
                    ui.vertical(|ui| {
                        ui.set_max_width(widest.min(room));
                        page_ui(ui, cx, local, out);
                        ui.add_space(24.0);
                    });
                });
                // After the page: lists in it would take the way for themselves.
                widgets::turn_pages(ui);
                widgets::follow_focus(ui, "page");
            });
    });
    drag::dragged_ui(ui, cx);
    // F6 goes from left to right.
    local.panes.shown.sort_by(|(_, a), (_, b)| a.left().total_cmp(&b.left()));
}

/// Beside the method that is changed where there is room, else below it.
fn moves_panel_ui(ui: &mut Ui, cx: &Cx<'_>, local: &mut Local, out: &mut Outbox) {
    if !has_moves(cx.session) {
        return;
    }
    let width = ui.available_width();
    let panel = match width >= 860.0 {
        true => Panel::right("moves").exact_size((width * 0.3).clamp(280.0, 420.0)),
        false => Panel::bottom("moves").exact_size((ui.available_height() * 0.38).max(150.0)),
    };
    let wanted = panel.frame(cx.theme.rail_frame()).resizable(false).show(ui, |ui| {
        local.panes.begin(ui, cx, Pane::Moves);
        moves_ui(ui, cx, &mut local.methods, out)
    });
    if let Some(state) = wanted.inner {
        let method = cx.session.shown_method().map(|method| method.id.clone());
        local.explorer.open_levels(state, method);
        out.push(Action::Go(Place::Explorer));
    }
}

fn page_ui(ui: &mut Ui, cx: &Cx<'_>, local: &mut Local, out: &mut Outbox) {
    match (cx.session.place, cx.dossier()) {
        (Place::Explorer, _) => {
            let Local { explorer, index, drawer, .. } = local;
            let target = drawer.target();
            explorer_ui(ui, cx, explorer, index.as_deref(), target, out);
        }
        (Place::Methods, _) => {
            let Local { methods, dialogs, .. } = local;
            methods_ui(ui, cx, methods, dialogs, out);
        }
        (Place::Data, _) => screens::data_ui(ui, cx, &mut local.mapping, out),
        (Place::Relook, Some(dossier)) => {
            screens::relook_ui(ui, cx, dossier, &mut local.relook, out);
        }
        (Place::AboutData, _) => screens::about_ui(ui, cx, &mut local.about),
        (Place::Request, Some(dossier)) => screens::request_ui(ui, cx, dossier, out),
        (Place::EndUse, Some(dossier)) => {
            screens::end_use_ui(ui, cx, dossier, &mut local.end_use, out);
        }
        (Place::Criterion(number), Some(dossier)) => {
            screens::criterion_ui(ui, cx, dossier, number, local, out);
        }
        (Place::Incidents, Some(dossier)) => {
            screens::incidents_ui(ui, cx, dossier, &mut local.incidents, out);
        }
        (Place::Decision, Some(dossier)) => screens::decision_ui(ui, cx, dossier, out),
        (Place::Review, Some(_)) => {
            screens::review_ui(ui, cx, &mut local.review, &mut local.dialogs, out);
        }
        (Place::Writing, _) => writing_ui(ui, cx, &mut local.writing, out),
        (Place::Report, Some(_)) => screens::report_ui(ui, cx, &mut local.report, out),
        (Place::History, Some(dossier)) => screens::history_ui(ui, cx, dossier, out),
        _ => screens::start_ui(ui, cx, out),
    }
}

fn menu_ui(ui: &mut Ui, cx: &Cx<'_>, commands: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        for (name, list) in menus() {
            ui.menu_button(cx.say(name), |ui| {
                for command in list {
                    command_ui(ui, cx, *command, commands);
                }
            });
        }
    });
}

fn command_ui(ui: &mut Ui, cx: &Cx<'_>, command: Command, commands: &mut Vec<Command>) {
    let mut button = Button::new(command.name(cx));
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    if ui.add_enabled(command.is_possible(cx.session), button).clicked() {
        commands.push(command);
        ui.close();
    }
}

/// What went wrong, in front of the page until it is read.
fn notices_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    // Unsaved work stands on the start page itself.
    let at_start = cx.session.place == Place::Start;
    let shown = |notice: &&Notice| {
        notice.is_problem() && !(at_start && matches!(notice, Notice::WorkFound { .. }))
    };
    let Some(notice) = cx.session.notices.iter().find(shown) else { return };
    let (headline, hint) = words::notice(cx.lang, notice);
    cx.theme.banner_frame().show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::bold(headline, BODY).color(cx.theme.warn));
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

fn status_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let languages = Lang::ALL.map(|lang| (lang, i18n::say(lang, Key::LanguageName)));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        for (lang, name) in languages.into_iter().rev() {
            let down = cx.lang == lang;
            let short = if ui.ctx().content_rect().width() < 800.0 { lang.code() } else { name };
            let button = ui.add(Button::selectable(down, RichText::new(short).small()));
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, name)
            });
            if button.clicked() {
                out.push(Action::Set(Setting::Lang(lang)));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| state_ui(ui, cx));
    });
}

/// Saved or not, marking, edition of the data; what does not fit is cut, never wrapped.
fn state_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if let Some(dossier) = cx.dossier() {
        let news = cx.session.notices.iter().rfind(|notice| !notice.is_problem());
        let text = news.map(|notice| words::notice(cx.lang, notice).0).unwrap_or_else(|| {
            let state = if cx.session.is_unsaved() {
                Key::StatusUnsaved
            } else if cx.session.path.is_some() {
                Key::StatusSaved
            } else {
                Key::StatusNew
            };
            cx.say(state).to_owned()
        });
        ui.add(Label::new(RichText::new(text).small().color(cx.theme.accent)).truncate());
        ui.separator();
        if cx.session.is_sealed() {
            let text = RichText::new(cx.say(Key::StatusSealed)).small();
            ui.add(Label::new(text).truncate());
            ui.separator();
        }
        let marking = dossier.request.field(Field::Marking);
        if !marking.is_empty() {
            let text = words::labelled(cx.lang, cx.word(Field::Marking), marking);
            ui.add(Label::new(widgets::bold(text, SMALL)).truncate());
            ui.separator();
        }
    }
    let edition = &cx.session.bundle.atlas.edition;
    let newest = edition.newest_year.to_string();
    let text = cx.fill(Key::StatusEdition, &[("label", &edition.label), ("year", &newest)]);
    ui.add(Label::new(RichText::new(text).small().color(cx.theme.weak)).truncate());
}
