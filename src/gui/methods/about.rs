//! Which methods there are, what the one on the page is, and what can be done with it.

use super::rules::limits_ui;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::{Dialogs, MethodForm};
use crate::gui::theme::BODY;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::{Action, MethodProblem};
use crate::words;
use egui::{Button, CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::rating::Method;

/// Faults that are shown; the first lines say how many there are.
const MOST_LINES: usize = 30;

pub fn choice_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let methods = &cx.session.methods;
    let (own, shipped): (Vec<_>, Vec<_>) =
        cx.session.bundle.methods.iter().partition(|method| methods.is_own(&method.id));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(cx.say(Key::MethodsOfProgram)).small());
        shipped.iter().for_each(|method| one_ui(ui, cx, method, out));
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(cx.say(Key::MethodsOwn)).small());
        if own.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::MethodsNoOwn));
        }
        own.iter().for_each(|method| one_ui(ui, cx, method, out));
        if ui.button(cx.say(Key::MethodImport)).clicked() {
            out.push(Action::AskMethod);
        }
    });
    for bad in &methods.own {
        let Err(problem) = &bad.state else { continue };
        widgets::gap_note(ui, cx, format!("{} {}", cx.say(Key::MethodFileBad), bad.file));
        problem_ui(ui, cx, problem);
    }
}

fn one_ui(ui: &mut Ui, cx: &Cx<'_>, method: &Method, out: &mut Outbox) {
    let down = cx.session.shown_method().is_some_and(|shown| shown.id == method.id);
    let title = cx.text(&method.title);
    let button = ui.add(Button::selectable(down, title).frame_when_inactive(true));
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, title));
    if button.clicked() {
        out.push(Action::ShowMethod(method.id.clone()));
    }
}

/// A file that was not taken, with every fault.
pub fn refused_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let Some((path, problem)) = &cx.session.methods.refused else { return };
    cx.theme.banner_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = cx.fill(Key::MethodRefused, &[("path", path)]);
        ui.add(Label::new(widgets::bold(title, BODY).color(cx.theme.warn)).wrap());
        problem_ui(ui, cx, problem);
        if ui.button(cx.say(Key::Dismiss)).clicked() {
            out.push(Action::DismissRefused);
        }
    });
}

fn problem_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &MethodProblem) {
    let lines = words::method_problem(cx.lang, problem);
    for line in lines.iter().take(MOST_LINES) {
        ui.add(Label::new(RichText::new(line).small().color(cx.theme.warn)).wrap());
    }
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        widgets::weak(ui, cx, cx.fill(Key::DifferencesMore, &[("n", &more.to_string())]));
    }
}

pub fn about_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    method: &Method,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    let is_own = cx.session.methods.is_own(&method.id);
    ui.add_space(6.0);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(widgets::bold(cx.text(&method.title), BODY)).wrap());
        let date = i18n::date(cx.lang, method.date);
        let author = match method.author.as_str() {
            "" => cx.say(Key::MethodNoAuthor),
            author => author,
        };
        let slots = [("version", method.version.as_str()), ("date", &date), ("author", author)];
        widgets::weak(ui, cx, cx.fill(Key::MethodLine, &slots));
        if is_own {
            // The numbers are what this page is for; what the method is stays folded away.
            let title = RichText::new(cx.say(Key::MethodAbout)).small();
            CollapsingHeader::new(title).show_unindented(ui, |ui| what_ui(ui, cx, method));
        } else {
            what_ui(ui, cx, method);
            widgets::weak(ui, cx, cx.say(Key::MethodReadOnly));
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| doings_ui(ui, cx, method, is_own, dialogs, out));
    });
}

/// What it is, what it goes back to, and how it can be told from others.
fn what_ui(ui: &mut Ui, cx: &Cx<'_>, method: &Method) {
    ui.add(Label::new(cx.text(&method.about)).wrap());
    let based_on = cx.text(&method.based_on);
    if !based_on.is_empty() {
        widgets::weak(ui, cx, cx.fill(Key::MethodBasedOn, &[("text", based_on)]));
    }
    if !method.limits.is_empty() {
        widgets::small_strong(ui, cx.say(Key::MethodLimits));
        limits_ui(ui, cx, &method.limits);
    }
    if method.parent.is_some() {
        widgets::weak(ui, cx, cx.say(Key::MethodWordsOfOriginal));
    }
    let (n, changed) = (method.numbers.len().to_string(), method.changed.len().to_string());
    let numbers = cx.fill(Key::MethodNumbers, &[("n", &n), ("changed", &changed)]);
    let hash = cx.fill(Key::MethodHash, &[("hash", method.hash.get(..16).unwrap_or_default())]);
    let text = RichText::new(format!("{numbers} · {hash}…")).small().color(cx.theme.weak);
    ui.add(Label::new(text).wrap()).on_hover_text(&method.hash);
}

fn doings_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    method: &Method,
    is_own: bool,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    let idle = !cx.session.data.busy;
    if ui.add_enabled(idle, Button::new(cx.say(Key::MethodCopy))).clicked() {
        dialogs.method(MethodForm::copy(cx.session, method));
    }
    if is_own {
        if ui.add_enabled(idle, Button::new(cx.say(Key::MethodRename))).clicked() {
            dialogs.method(MethodForm::rename(cx.text(&method.title), &method.id));
        }
        if ui.add_enabled(idle, Button::new(cx.say(Key::MethodDelete))).clicked() {
            out.push(Action::DeleteMethod(method.id.clone()));
        }
    }
    if ui.button(cx.say(Key::MethodExport)).clicked() {
        out.push(Action::AskExport(method.id.clone()));
    }
}
