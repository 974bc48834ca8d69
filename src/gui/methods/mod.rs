//! The page of rating methods: what each says, every number of it, and what one's own numbers move.

mod about;
mod moves;
mod number;
mod rules;
mod worker;

use self::worker::Worker;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::Dialogs;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Place, Session};
use egui::{Button, RichText, Ui};
use kriterion_heart::rating::Method;

pub use self::moves::moves_ui;

/// What the page remembers; nothing of it belongs to a method.
#[derive(Default)]
pub struct MethodsPage {
    section: Section,
    worker: Worker,
    /// What the method is compared with, where it is not what it was copied from.
    against: Option<String>,
}

/// One at a time: a method has some hundred rules and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    #[default]
    General,
    Lists,
    Criterion(u8),
}

impl MethodsPage {
    /// Turns to a criterion's rules.
    pub fn turn_to(&mut self, section: Section) {
        self.section = section;
    }

    /// Finds out anew what moves, where numbers, facts or methods are others.
    pub fn refresh(&mut self, session: &Session, wake: impl Fn() + Send + 'static) {
        if session.place == Place::Methods {
            self.worker.refresh(session, self.against.as_deref(), wake);
        }
    }
}

/// Whether there are moves to be shown beside the method.
pub fn has_moves(session: &Session) -> bool {
    session.place == Place::Methods
        && session.shown_method().is_some_and(|method| session.methods.is_own(&method.id))
}

pub fn methods_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    page: &mut MethodsPage,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceMethods), cx.say(Key::MethodsLead));
    about::choice_ui(ui, cx, out);
    about::refused_ui(ui, cx, out);
    let Some(method) = cx.session.shown_method() else { return };
    about::about_ui(ui, cx, method, dialogs, out);
    ui.add_space(6.0);
    sections_ui(ui, cx, page, method);
    let is_own = cx.session.methods.is_own(&method.id);
    let sheet = number::Sheet { method, is_own };
    match page.section {
        Section::General => rules::general_ui(ui, cx, &sheet, out),
        Section::Lists => rules::lists_ui(ui, cx, &sheet, out),
        Section::Criterion(number) => rules::criterion_ui(ui, cx, &sheet, number, out),
    }
}

fn sections_ui(ui: &mut Ui, cx: &Cx<'_>, page: &mut MethodsPage, method: &Method) {
    let mut all = vec![
        (Section::General, cx.say(Key::SectionGeneral).to_owned(), String::new()),
        (Section::Lists, cx.say(Key::SectionLists).to_owned(), String::new()),
    ];
    all.extend(method.criteria.iter().map(|criterion| {
        let number = criterion.number;
        let name = crate::words::criterion(cx.lang, number);
        (Section::Criterion(number), number.to_string(), name)
    }));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (section, short, name) in all {
            let down = page.section == section;
            let button = Button::selectable(down, RichText::new(&short)).frame_when_inactive(true);
            let button = ui.add(button);
            let name = if name.is_empty() { short } else { name };
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, &name)
            });
            if button.on_hover_text(&name).clicked() {
                page.section = section;
            }
        }
    });
}
