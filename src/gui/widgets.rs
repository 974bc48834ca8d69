//! House widgets: each is one small function that draws, and says what happened by its result.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::{fonts, theme};
use crate::i18n::{Key, Word};
use crate::session::Action;
use crate::words;
use egui::{
    Button, ComboBox, FontId, Response, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, vec2,
};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::compare::Difference;
use kriterion_heart::level::{Level, Mark};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::score::Proposal;
use kriterion_heart::text::fold;

/// A level as symbol, word and colour; never by colour alone.
pub fn level_badge(ui: &mut Ui, cx: &Cx<'_>, level: Level) -> Response {
    badge(ui, cx, level, cx.word(level))
}

/// The level that a proposal gives; where only answers are missing, what is known of the country stands below.
pub fn proposal_badge(ui: &mut Ui, cx: &Cx<'_>, proposal: &Proposal) {
    let open = proposal.level == Level::NoData && proposal.baseline != Level::NoData;
    if !open {
        badge(ui, cx, proposal.level, &words::proposed(cx.lang, proposal));
        return;
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        badge(ui, cx, Level::NoData, cx.say(Key::QuestionsOpen));
        let country = cx.fill(Key::LevelOfCountry, &[("level", cx.word(proposal.baseline))]);
        ui.add(egui::Label::new(RichText::new(country).small().color(cx.theme.weak)).wrap());
    });
}

fn badge(ui: &mut Ui, cx: &Cx<'_>, level: Level, word: &str) -> Response {
    let badge = cx.theme.badge(level);
    let font = FontId::proportional(theme::SMALL + 0.5);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), font, badge.text);
    let size = vec2(galley.size().x + 32.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.rect_filled(rect, 11.0, badge.fill);
        level_symbol(painter, egui::pos2(rect.left() + 13.0, rect.center().y), level, badge.text);
        painter.galley(
            egui::pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0),
            galley,
            badge.text,
        );
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, word));
    response
}

/// Ring = not critical, triangle = possibly, filled square = critical, dashes = no data.
pub fn level_symbol(painter: &egui::Painter, at: egui::Pos2, level: Level, colour: egui::Color32) {
    small_symbol(painter, at, level, colour, 1.0);
}

/// The same at another size: 1 is ten points across.
pub fn small_symbol(
    painter: &egui::Painter,
    at: egui::Pos2,
    level: Level,
    colour: egui::Color32,
    size: f32,
) {
    let stroke = Stroke::new(2.0 * size.max(0.6), colour);
    let to = |x: f32, y: f32| at + vec2(x, y) * size;
    match level {
        Level::NotCritical => {
            painter.circle_stroke(at, 5.0 * size, stroke);
        }
        Level::PossiblyCritical => {
            let points = vec![to(0.0, -6.0), to(6.0, 5.0), to(-6.0, 5.0)];
            painter.add(egui::Shape::closed_line(points, stroke));
        }
        Level::Critical => {
            let square = egui::Rect::from_center_size(at, vec2(10.0, 10.0) * size);
            painter.rect_filled(square, 1.0, colour);
        }
        Level::NoData => {
            for x in [-5.0, 0.0, 5.0] {
                painter.line_segment([to(x - 1.5, 0.0), to(x + 1.5, 0.0)], stroke);
            }
        }
    }
}

/// How well a statement was checked.
pub fn mark_tag(ui: &mut Ui, cx: &Cx<'_>, mark: Mark) -> Response {
    let text =
        RichText::new(format!("[{}]", words::mark(cx.lang, mark))).small().color(cx.theme.weak);
    ui.label(text).on_hover_text(cx.word(mark))
}

pub fn weak(ui: &mut Ui, cx: &Cx<'_>, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).small().color(cx.theme.weak))
}

pub fn strong(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.label(bold(text, theme::BODY))
}

pub fn small_strong(ui: &mut Ui, text: impl Into<String>) {
    ui.add(egui::Label::new(bold(text, theme::SMALL)).wrap());
}

/// Scrolls to the widget that has just got the keyboard. Call at the end of a scrolled part; `part` is its name.
pub fn follow_focus(ui: &Ui, part: &str) {
    let memory = egui::Id::unique(("focus followed", part));
    let now = ui.memory(|memory| memory.focused());
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(memory, None), now));
    if now == before {
        return;
    }
    let focused = now.and_then(|id| ui.ctx().read_response(id));
    if let Some(focused) = focused
        && focused.layer_id == ui.layer_id()
        && ui.min_rect().contains(focused.rect.center())
    {
        ui.scroll_to_rect(focused.rect.expand2(vec2(0.0, 24.0)), None);
    }
}

/// Page Down and Page Up, wherever the keyboard is: no field of a page uses them. Call at the end of the scrolled part that is to move.
pub fn turn_pages(ui: &Ui) {
    let none = egui::Modifiers::NONE;
    let (down, up) = ui.input_mut(|input| {
        (input.consume_key(none, egui::Key::PageDown), input.consume_key(none, egui::Key::PageUp))
    });
    let page = ui.clip_rect().height() * 0.85;
    if down || up {
        ui.scroll_with_delta(vec2(0.0, if down { -page } else { page }));
    }
}

/// A row of short texts, as low as text.
pub fn text_row(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(content);
    });
}

/// What differs between two states of a case; the first few, and how many more there are.
pub fn differences_ui(ui: &mut Ui, cx: &Cx<'_>, head: Key, found: &[Difference]) {
    const MOST: usize = 8;
    if found.is_empty() {
        weak(ui, cx, cx.say(Key::LeftSame));
        return;
    }
    small_strong(ui, cx.say(head));
    for difference in found.iter().take(MOST) {
        let text = words::difference(cx.lang, &cx.session.bundle, difference);
        ui.add(egui::Label::new(RichText::new(format!("• {text}")).small()).wrap());
    }
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        weak(ui, cx, cx.fill(Key::DifferencesMore, &[("n", &more.to_string())]));
    }
}

/// Text in the heavier letters.
pub fn bold(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(fonts::strong(size))
}

/// A part of a page with its title.
pub fn card(ui: &mut Ui, cx: &Cx<'_>, title: Key, content: impl FnOnce(&mut Ui)) {
    ui.add_space(theme::GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(bold(cx.say(title), theme::TITLE));
        ui.add_space(4.0);
        content(ui);
    });
}

/// Two columns where the page is wide enough, one below the other where it is not.
pub fn pair(
    ui: &mut Ui,
    out: &mut Outbox,
    left: impl FnOnce(&mut Ui, &mut Outbox),
    right: impl FnOnce(&mut Ui, &mut Outbox),
) {
    if ui.available_width() < 520.0 {
        left(ui, out);
        right(ui, out);
        return;
    }
    ui.columns_const(|[first, second]| {
        left(first, out);
        right(second, out);
    });
}

/// A warning in words, with a sign.
pub fn gap_note(ui: &mut Ui, cx: &Cx<'_>, text: impl Into<String>) -> Response {
    ui.label(RichText::new(format!("! {}", text.into())).small().color(cx.theme.warn))
}

/// That another fact contradicts this one, and which of them is used.
pub fn flag_ui(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    if let Some(flag) = cx.flags.of(key) {
        gap_note(ui, cx, cx.fill(Key::ConflictsFlag, &[("text", &flag.short)]));
    }
}

/// A labelled text field. Returns the new text when it changed; leaving it closes the undo step.
pub fn text_field(
    ui: &mut Ui,
    out: &mut Outbox,
    label: &str,
    text: &str,
    shape: Shape,
) -> Option<String> {
    let name = ui.label(RichText::new(label).small());
    bare_field(ui, out, label, text, shape, Some(name.id))
}

/// A labelled field whose text is not shown.
pub fn secret_field(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    let name = ui.label(RichText::new(label).small());
    let field = TextEdit::singleline(text).password(true).desired_width(f32::INFINITY);
    ui.add(field).labelled_by(name.id)
}

/// A text field whose name stands elsewhere on the page.
pub fn named_field(
    ui: &mut Ui,
    out: &mut Outbox,
    name: &str,
    text: &str,
    shape: Shape,
) -> Option<String> {
    bare_field(ui, out, name, text, shape, None)
}

/// How large a text field is.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    Line(f32),
    Rows(usize),
}

fn bare_field(
    ui: &mut Ui,
    out: &mut Outbox,
    name: &str,
    text: &str,
    shape: Shape,
    label: Option<egui::Id>,
) -> Option<String> {
    let mut copy = text.to_owned();
    let edit = match shape {
        Shape::Line(width) => {
            TextEdit::singleline(&mut copy).desired_width(width.min(ui.available_width()))
        }
        Shape::Rows(rows) => {
            TextEdit::multiline(&mut copy).desired_rows(rows).desired_width(f32::INFINITY)
        }
    };
    let response = ui.add(edit);
    let response = match label {
        Some(id) => response.labelled_by(id),
        None => response.accessible_name(name),
    };
    if response.lost_focus() {
        out.push(Action::CloseUndoStep);
    }
    response.changed().then_some(copy)
}

/// One of a few words, from a list that opens.
pub fn choice<T: Word + PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    now: Option<T>,
    all: &[T],
) -> Option<T> {
    let name = ui.label(RichText::new(label).small());
    named_choice(ui, cx, label, now, all, Some(name.id))
}

/// The same without a label of its own.
pub fn named_choice<T: Word + PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    name: &str,
    now: Option<T>,
    all: &[T],
    label: Option<egui::Id>,
) -> Option<T> {
    let mut picked = None;
    let shown = now.map_or_else(|| cx.say(Key::Choose), |now| cx.word(now));
    let response = ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(220.0)
        .height(320.0)
        .show_ui(ui, |ui| {
            for value in all {
                if ui.selectable_label(now == Some(*value), cx.word(*value)).clicked() {
                    picked = Some(*value);
                }
            }
        })
        .response;
    match label {
        Some(id) => response.labelled_by(id),
        None => response.accessible_name(name),
    };
    picked.filter(|value| now != Some(*value))
}

/// A row of buttons of which one is down.
pub fn segments<T: Word + PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    now: Option<T>,
    all: &[T],
    name: &str,
) -> Option<Option<T>> {
    let mut picked = None;
    let mut wants_focus = takes_focus(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for value in all {
            let down = now == Some(*value);
            let word = cx.word(*value);
            let button = Button::selectable(down, word).frame_when_inactive(true);
            let response = ui.add(button);
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::Role::RadioButton,
                    true,
                    down,
                    format!("{name}: {word}"),
                )
            });
            if std::mem::take(&mut wants_focus) {
                response.request_focus();
            }
            if response.clicked() {
                picked = Some(if down { None } else { Some(*value) });
            }
        }
    });
    picked
}

/// Text that leads somewhere: underlined when the mouse or the keyboard is on it.
pub fn text_link(ui: &mut Ui, text: RichText, spoken: &str) -> bool {
    let response = ui.add(egui::Label::new(text).wrap().sense(Sense::click()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, spoken));
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(1.0, ui.visuals().hyperlink_color);
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// The question that is to get the keyboard when its page is drawn.
pub fn seek_question(ui: &Ui, question: QuestionId) {
    ui.data_mut(|data| data.insert_temp(egui::Id::unique("sought question"), question));
}

/// Where this question is sought, the next row of choices gets the keyboard, and the page follows it.
pub fn meet_sought(ui: &Ui, question: QuestionId) {
    let memory = egui::Id::unique("sought question");
    let sought = ui.data(|data| data.get_temp::<QuestionId>(memory));
    if sought == Some(question) {
        ui.data_mut(|data| data.remove::<QuestionId>(memory));
        focus_next_row(ui);
    }
}

/// The next row of choices gets the keyboard.
pub fn focus_next_row(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(egui::Id::unique("wants focus"), true));
}

fn takes_focus(ui: &Ui) -> bool {
    let memory = egui::Id::unique("wants focus");
    ui.data_mut(|data| data.remove_temp::<bool>(memory)).unwrap_or(false)
}

/// A country from a list that is searched by typing. `Some(None)` = cleared.
pub fn country_picker(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    now: Option<Iso3>,
) -> Option<Option<Iso3>> {
    let name = ui.label(RichText::new(label).small());
    let atlas = &cx.session.bundle.atlas;
    let shown = now
        .and_then(|iso3| atlas.country(iso3))
        .map_or(cx.say(Key::Choose), |country| cx.text(&country.name));
    let list = || {
        atlas
            .countries
            .iter()
            .map(|country| (country.iso3, cx.text(&country.name), country.iso3.as_str().to_owned()))
    };
    let picked = searched_list(ui, cx, label, shown, list, name.id);
    picked.map(Some).filter(|picked| *picked != now)
}

/// A list in a pop-up with a search field on top; Enter takes the first that matches.
pub fn searched_list<'t, T: Copy, L: Iterator<Item = (T, &'t str, String)>>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    salt: &str,
    shown: &str,
    list: impl FnOnce() -> L,
    label: egui::Id,
) -> Option<T> {
    let mut picked = None;
    let memory = ui.make_persistent_id((salt, "search"));
    let response = ComboBox::from_id_salt(salt)
        .selected_text(shown)
        .width(260.0)
        .height(340.0)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, |ui| {
            let mut query: String = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
            let field = ui.add(
                TextEdit::singleline(&mut query)
                    .hint_text(cx.say(Key::SearchList))
                    .desired_width(240.0),
            );
            let field = field.accessible_name(cx.say(Key::SearchList));
            if ui.memory(|memory| memory.focused().is_none_or(|focus| focus != field.id))
                && query.is_empty()
            {
                field.request_focus();
            }
            let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
            let wanted = fold(&query);
            let matches: Vec<_> = list()
                .filter(|(_, name, code)| {
                    wanted.is_empty()
                        || fold(name).contains(&wanted)
                        || fold(code).contains(&wanted)
                })
                .collect();
            ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                for (at, (value, name, code)) in matches.iter().enumerate() {
                    let line = ui.selectable_label(
                        at == 0 && !wanted.is_empty(),
                        format!("{name}  ({code})"),
                    );
                    if line.clicked() || (enter && at == 0 && !wanted.is_empty()) {
                        picked = Some(*value);
                    }
                }
                if matches.is_empty() {
                    weak(ui, cx, cx.say(Key::NothingFound));
                }
            });
            if picked.is_some() {
                query.clear();
                ui.close();
            }
            ui.data_mut(|data| data.insert_temp(memory, query));
        })
        .response;
    response.labelled_by(label);
    picked
}

/// A heading with a short line below it, for the top of a page.
pub fn page_head(ui: &mut Ui, cx: &Cx<'_>, title: &str, below: &str) {
    ui.heading(title);
    if !below.is_empty() {
        ui.label(RichText::new(below).color(cx.theme.weak));
    }
    ui.add_space(4.0);
}
