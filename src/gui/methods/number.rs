//! One number of a method: its name, its field, its unit, what it was, and the way back.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Typed};
use crate::words;
use egui::{Align, Button, Label, Layout, RichText, TextEdit, Ui, vec2};
use kriterion_heart::rating::{Method, Number, NumberPart};

/// The method whose numbers are shown.
pub struct Sheet<'a> {
    pub method: &'a Method,
    pub is_own: bool,
}

impl<'a> Sheet<'a> {
    /// The numbers of one part, in the order of the file.
    pub fn of(&self, fits: impl Fn(&NumberPart) -> bool) -> impl Iterator<Item = &'a Number> {
        self.method.numbers.iter().filter(move |number| fits(&number.part))
    }
}

const FIELD: f32 = 76.0;
/// Field, unit, original and reset stand in so much room beside the name.
const BESIDE: f32 = 330.0;

pub fn numbers_ui<'n>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet<'_>,
    numbers: impl Iterator<Item = &'n Number>,
    out: &mut Outbox,
) {
    for number in numbers {
        ui.push_id(&number.at, |ui| number_ui(ui, cx, sheet, number, out));
    }
}

fn number_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet<'_>, number: &Number, out: &mut Outbox) {
    let bundle = &cx.session.bundle;
    let label = words::number_label(cx.lang, bundle, number);
    let name_width = (ui.available_width() - BESIDE).clamp(180.0, 420.0);
    let state = cx.session.typed_number(sheet.method, number);
    ui.horizontal_top(|ui| {
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(name_width, 0.0), layout, |ui| {
            ui.set_width(name_width);
            ui.add_space(5.0);
            ui.add(Label::new(RichText::new(&label).size(SMALL)).wrap());
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                if sheet.is_own {
                    field_ui(ui, cx, sheet, number, &label, out);
                } else {
                    let value = words::exact(cx.lang, number.value);
                    ui.label(widgets::bold(value, SMALL));
                }
                unit_ui(ui, cx, number, &state);
                if sheet.is_own {
                    original_ui(ui, cx, sheet, number, &state, &label, out);
                }
            });
            match state {
                Typed::NoNumber => {
                    widgets::gap_note(ui, cx, cx.say(Key::NumberBad));
                }
                Typed::OutOfBounds => {
                    let bounds = words::number_bounds(cx.lang, number);
                    widgets::gap_note(ui, cx, bounds.unwrap_or_default());
                }
                Typed::Same | Typed::Other(_) => (),
            }
        });
    });
}

fn field_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet<'_>,
    number: &Number,
    label: &str,
    out: &mut Outbox,
) {
    let id = &sheet.method.id;
    let kept = words::exact(cx.lang, number.value);
    let typed = cx.session.methods.typed_of(id).and_then(|typed| typed.get(&number.at));
    let mut text = typed.cloned().unwrap_or_else(|| kept.clone());
    let field = ui.add(TextEdit::singleline(&mut text).desired_width(FIELD));
    let field = field.accessible_name(name(number, label));
    if field.changed() {
        let text = (text != kept).then_some(text);
        out.push(Action::TypeNumber { id: id.clone(), at: number.at.clone(), text });
    }
    if let Some(bounds) = words::number_bounds(cx.lang, number) {
        field.on_hover_text(bounds);
    }
}

/// Two rules may have the same words for a number; which rule it is tells them apart.
fn name(number: &Number, label: &str) -> String {
    match &number.part {
        NumberPart::Rule { id, .. } => format!("{label} ({id})"),
        NumberPart::List(id) => format!("{label} ({id})"),
        NumberPart::Item { input, .. } => format!("{label} ({input})"),
        _ => label.to_owned(),
    }
}

fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, number: &Number, state: &Typed) {
    let bundle = &cx.session.bundle;
    let value = match state {
        Typed::Other(value) => *value,
        _ => number.value,
    };
    // A coded value says what it stands for.
    let unit = match words::number_code(cx.lang, bundle, number, value) {
        Some(word) => format!("= {word}"),
        None => words::number_unit(cx.lang, bundle, number),
    };
    if !unit.is_empty() {
        widgets::weak(ui, cx, unit);
    }
}

fn original_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet<'_>,
    number: &Number,
    state: &Typed,
    label: &str,
    out: &mut Outbox,
) {
    let was = sheet.method.original(number);
    let now = match state {
        Typed::Other(value) => Some(*value),
        Typed::Same => Some(number.value),
        Typed::NoNumber | Typed::OutOfBounds => None,
    };
    let original = words::exact(cx.lang, was);
    let text = RichText::new(cx.fill(Key::NumberOriginal, &[("value", &original)])).small();
    let is_same = now == Some(was);
    ui.label(if is_same { text.color(cx.theme.weak) } else { text.color(cx.theme.accent) });
    if is_same {
        return;
    }
    let name = name(number, label);
    let reset = ui.add(Button::new(RichText::new(cx.say(Key::NumberReset)).small()));
    let slots = [("value", original.as_str()), ("name", name.as_str())];
    let named = cx.fill(Key::NumberOriginalNamed, &slots);
    reset.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &named));
    if reset.clicked() {
        let text = (was != number.value).then_some(original);
        let (id, at) = (sheet.method.id.clone(), number.at.clone());
        out.push(Action::TypeNumber { id, at, text });
    }
}
