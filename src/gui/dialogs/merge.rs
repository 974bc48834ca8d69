//! Two states of one case side by side, one row for each difference, and a choice for each row.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::BODY;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Merging, Question, Reply};
use crate::words;
use egui::{Button, Id, Label, Modal, ScrollArea, Ui, vec2};
use kriterion_heart::compare::{Choice, Offer};

/// Widest comfortable dialog, in points.
const WIDEST: f32 = 980.0;
/// What stands above and below the list, with the margins of the dialog.
const AROUND: f32 = 150.0;
/// A row that was not drawn yet.
const USUAL_ROW: f32 = 110.0;
/// Rows so near to what is shown are drawn, so that Tab finds them.
const NEAR: f32 = 500.0;

/// What the dialog remembers from frame to frame.
#[derive(Default)]
pub struct MergeView {
    /// Measured when a row was drawn last; 0 where it never was.
    heights: Vec<f32>,
    width: f32,
    /// The row to show and to put the keyboard on.
    go: Option<usize>,
}

pub fn merge_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut MergeView, out: &mut Outbox) {
    let Some(Question::Merge(merging)) = &cx.session.question else {
        *view = MergeView::default();
        return;
    };
    let modal = Modal::new(Id::unique("merge")).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width((room.x - 60.0).min(WIDEST));
        ui.heading(cx.say(Key::MergeTitle));
        ui.add_space(4.0);
        let height = (room.y - AROUND).max(90.0);
        // As high as the window allows: a modal of its own accord stays lower.
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        list.show(ui, |ui| {
            lead_ui(ui, cx, merging);
            rows_ui(ui, cx, merging, view, out);
            widgets::follow_focus(ui, "merge");
        });
        ui.add_space(6.0);
        foot_ui(ui, cx, merging, view, out);
    });
    if modal.should_close() {
        out.push(Action::Answer(Reply::Cancel));
    }
}

fn lead_ui(ui: &mut Ui, cx: &Cx<'_>, merging: &Merging) {
    let path = &merging.other.path;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let lead = Label::new(cx.fill(Key::MergeLead, &[("file", &name)])).wrap();
    ui.add(lead).on_hover_text(path.display().to_string());
    if !merging.is_same_case() {
        widgets::gap_note(ui, cx, cx.say(Key::MergeOtherCase));
    }
    if merging.offers.is_empty() {
        widgets::strong(ui, cx.say(Key::CompareSame));
    }
    ui.add_space(4.0);
}

/// Rows far from what is shown only take their place: a case can have hundreds.
fn rows_ui(ui: &mut Ui, cx: &Cx<'_>, merging: &Merging, view: &mut MergeView, out: &mut Outbox) {
    let width = ui.available_width();
    if (view.width - width).abs() > 0.5 || view.heights.len() != merging.offers.len() {
        *view = MergeView { heights: vec![0.0; merging.offers.len()], width, go: view.go };
    }
    let shown = ui.clip_rect();
    let near = shown.expand(NEAR);
    let go = view.go.take();
    for ((at, offer), height) in merging.offers.iter().enumerate().zip(&mut view.heights) {
        let top = ui.cursor().top();
        let expected = if *height > 0.0 { *height } else { USUAL_ROW };
        let wanted = go == Some(at);
        if !wanted && (top > near.bottom() || top + expected < near.top()) {
            ui.allocate_space(vec2(width, expected));
            continue;
        }
        let row = ui.scope(|ui| row_ui(ui, cx, merging, at, offer, wanted, out)).response.rect;
        *height = row.height();
        if wanted {
            let at_once = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(row, Some(egui::Align::Center), at_once);
            // Until it is there: a row that is not drawn loses the keyboard.
            view.go = (!shown.intersects(row)).then_some(at);
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    merging: &Merging,
    at: usize,
    offer: &Offer,
    wanted: bool,
    out: &mut Outbox,
) {
    let place = capitalised(&words::place(cx.lang, &offer.difference));
    // The number makes the name of each row its own.
    let name = cx.fill(Key::MergeRow, &[("n", &(at + 1).to_string()), ("place", &place)]);
    let sides = words::sides(cx.lang, &cx.session.bundle, &offer.difference);
    let now = merging.choice(offer);
    cx.theme.item_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(widgets::bold(&name, BODY)).wrap());
        let [mine, theirs] = sides;
        widgets::pair(
            ui,
            out,
            |ui, _| side_ui(ui, cx, Choice::Mine, &mine),
            |ui, _| side_ui(ui, cx, Choice::Theirs, &theirs),
        );
        if merging.is_same_case() {
            let picked = choices_ui(ui, cx, offer, &name, now, wanted);
            if let Some(choice) = picked {
                out.push(Action::Choose(offer.difference.part.clone(), choice));
            }
        }
    });
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn side_ui(ui: &mut Ui, cx: &Cx<'_>, side: Choice, text: &str) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        widgets::weak(ui, cx, cx.word(side));
        ui.add(Label::new(text).wrap());
    });
}

/// The choices of a row as buttons of which one is down, and in words whether none is.
fn choices_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    offer: &Offer,
    name: &str,
    now: Option<Choice>,
    wanted: bool,
) -> Option<Choice> {
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (at, choice) in offer.choices().iter().enumerate() {
            let (down, word) = (now == Some(*choice), cx.word(*choice));
            let button = ui.add(Button::selectable(down, word).frame_when_inactive(true));
            button.widget_info(|| {
                let spoken = format!("{name}: {word}");
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, spoken)
            });
            if wanted && at == 0 {
                button.request_focus();
            }
            if button.clicked() {
                picked = Some(*choice);
            }
        }
        if now.is_none() {
            widgets::gap_note(ui, cx, cx.say(Key::MergeUndecided));
        }
    });
    picked
}

fn foot_ui(ui: &mut Ui, cx: &Cx<'_>, merging: &Merging, view: &mut MergeView, out: &mut Outbox) {
    if !merging.is_same_case() {
        if ui.button(cx.say(Key::MergeClose)).clicked() {
            out.push(Action::Answer(Reply::Cancel));
        }
        return;
    }
    let open = merging.open();
    let state = match open {
        0 => cx.say(Key::MergeReady).to_owned(),
        open => cx.fill(Key::MergeOpen, &[("n", &open.to_string())]),
    };
    ui.horizontal_wrapped(|ui| {
        let apply = ui.add_enabled(merging.is_ready(), Button::new(cx.say(Key::MergeApply)));
        if apply.on_disabled_hover_text(&state).clicked() {
            out.push(Action::Answer(Reply::Merge));
        }
        if open > 0 && ui.button(cx.say(Key::MergeNext)).clicked() {
            view.go = merging.offers.iter().position(|offer| merging.choice(offer).is_none());
        }
        if ui.button(cx.say(Key::Cancel)).clicked() {
            out.push(Action::Answer(Reply::Cancel));
        }
        match open {
            0 => widgets::weak(ui, cx, state),
            _ => widgets::gap_note(ui, cx, state),
        };
    });
}
