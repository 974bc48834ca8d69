//! What hands do beside the walk itself: commands by name, help, panes, scrolling, dragging, the marked hit.

use super::harness::{Run, act, start};
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::session::{Action, Place};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;

fn sample(size: [f32; 2], place: Place) -> Harness<'static, Run> {
    let mut harness = start(Lang::En, size, 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(place));
    harness
}

fn press(harness: &mut Harness<'_, Run>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn type_text(harness: &mut Harness<'_, Run>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run_ok();
}

fn attached(harness: &mut Harness<'_, Run>, question: &str) -> usize {
    let question = QuestionId::parse(question).unwrap();
    let app = harness.state_mut().app();
    app.session().dossier().unwrap().evidence_for(question).count()
}

fn focused(harness: &Harness<'_, Run>) -> egui::Rect {
    let id = harness.ctx.memory(|memory| memory.focused()).expect("nothing has the keyboard");
    harness.ctx.read_response(id).expect("what has the keyboard is drawn").rect
}

#[test]
fn commands_are_found_by_name() {
    let mut harness = sample([1280.0, 800.0], Place::Request);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_text(&mut harness, "crit");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state_mut().app().session().place, Place::Criterion(2));
}

#[test]
fn help_opens_on_the_question_at_hand_and_closes() {
    let mut harness = sample([1280.0, 800.0], Place::Criterion(2));
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(harness.query_by_label("Close help").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Close help").is_none());
}

#[test]
fn f6_goes_from_pane_to_pane_and_tab_into_it() {
    let mut harness = sample([1280.0, 800.0], Place::Criterion(2));
    let mut lefts = Vec::new();
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::F6);
        press(&mut harness, Modifiers::NONE, Key::Tab);
        lefts.push(focused(&harness).left());
    }
    assert!(lefts[0] < 232.0 && lefts[0] < lefts[1] && lefts[1] < lefts[2], "{lefts:?}");
    assert_eq!(lefts[3], lefts[0]);
}

#[test]
fn tab_brings_into_view_what_it_reaches() {
    let mut harness = sample([960.0, 600.0], Place::Criterion(2));
    press(&mut harness, Modifiers::NONE, Key::F6);
    press(&mut harness, Modifiers::NONE, Key::F6);
    for step in 0..120 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
        let rect = focused(&harness);
        assert!(rect.top() >= 0.0 && rect.bottom() <= 600.0, "Tab {step} went to {rect:?}");
    }
}

#[test]
fn page_down_turns_the_page() {
    let mut harness = sample([960.0, 600.0], Place::Criterion(2));
    let top = |harness: &Harness<'_, Run>| {
        harness.get_by_label("C2-Q01: concern").accesskit_node().bounding_box().unwrap().y0
    };
    let before = top(&harness);
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    assert!(top(&harness) < before - 200.0);
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    assert!((top(&harness) - before).abs() < 1.0);
}

#[test]
fn enter_attaches_the_marked_hit_to_the_question_at_hand() {
    let mut harness = sample([1280.0, 4000.0], Place::Criterion(2));
    harness.get_by_label("C2-Q03: unclear").focus();
    harness.run_ok();
    let before = attached(&mut harness, "C2-Q03");
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "world press freedom index");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(attached(&mut harness, "C2-Q03"), before + 1);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(attached(&mut harness, "C2-Q03"), before + 2);
    // The number stands beside what was attached: never a figure without its value, unit and year.
    let said = harness.query_all_by(|node| {
        let text = node.label().or_else(|| node.value()).unwrap_or_default();
        text.starts_with("39.3 ") || text.starts_with("141 ")
    });
    assert!(said.count() > 0);
}

#[test]
fn a_fact_is_dragged_onto_a_question() {
    let mut harness = sample([1280.0, 4000.0], Place::Criterion(2));
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "press freedom");
    let hit = harness
        .query_all_by(|node| node.label().unwrap_or_default().starts_with("World Press Freedom"))
        .next()
        .unwrap()
        .rect()
        .center();
    let question = harness.get_by_label("C2-Q04: concern").rect().center();
    let before = attached(&mut harness, "C2-Q04");
    let button = |harness: &mut Harness<'_, Run>, pos: Pos2, pressed: bool| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerMoved(pos));
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        harness.run_ok();
    };
    button(&mut harness, hit, true);
    for part in 1..=10 {
        harness.event(Event::PointerMoved(hit.lerp(question, part as f32 / 10.0)));
        harness.step();
    }
    button(&mut harness, question, false);
    assert_eq!(attached(&mut harness, "C2-Q04"), before + 1);
}
