//! A method is copied, a number changed, the moves read, the version kept: by keyboard.

use super::harness::{Run, act, start_in, until};
use egui::Key as K;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::gui::methods::Section;
use kriterion::i18n::{Key, fill, say};
use kriterion::session::{Action, Place, Session};
use kriterion::shell::Places;
use kriterion_heart::text::Lang;
use std::path::Path;

pub const COUNT: &str = "criteria/6/rules/c6-few-of-29/when/0";

fn session<'h>(harness: &'h mut Harness<'_, Run>) -> &'h Session {
    harness.state_mut().app().session()
}

fn sees(harness: &Harness<'_, Run>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// Space on a button that has the keyboard.
fn press(harness: &mut Harness<'_, Run>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
}

fn write(harness: &mut Harness<'_, Run>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
}

/// The page with a copy of BICC's rules, the rules of one criterion turned to.
pub fn with_copy(
    folder: &Path,
    lang: Lang,
    size: [f32; 2],
    scale: f32,
    dark: bool,
    section: Section,
) -> Harness<'static, Run> {
    let mut harness = start_in(Places::in_folders(folder, folder), lang, size, scale, dark);
    act(&mut harness, Action::Go(Place::Methods));
    let name = match lang {
        Lang::De => "Strengere Fassung",
        _ => "Stricter",
    };
    let (from, name, author) = ("kriterion".to_owned(), name.to_owned(), "N. N.".to_owned());
    act(&mut harness, Action::CopyMethod { from, name, author });
    until(&mut harness, |harness| !session(harness).data.busy);
    harness.state_mut().app().turn_method_to(section);
    harness.run_ok();
    harness
}

/// Types a number and waits for what it moves.
pub fn change(harness: &mut Harness<'_, Run>, lang: Lang, at: &str, text: &str) {
    let id = session(harness).shown_method().unwrap().id.clone();
    let text = Some(text.to_owned());
    act(harness, Action::TypeNumber { id, at: at.to_owned(), text });
    settle(harness, lang);
}

fn settle(harness: &mut Harness<'_, Run>, lang: Lang) {
    let working = say(lang, Key::MovesWorking);
    until(harness, |harness| !sees(harness, working));
}

#[test]
fn a_method_is_copied_changed_and_kept_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let lang = Lang::En;
    let places = Places::in_folders(folder.path(), folder.path());
    let mut harness = start_in(places, lang, [1280.0, 800.0], 1.0, false);
    press(&mut harness, say(lang, Key::PlaceMethods));
    assert_eq!(session(&mut harness).place, Place::Methods);
    press(&mut harness, "BICC (present)");
    assert!(sees(&harness, say(lang, Key::MethodReadOnly)));
    press(&mut harness, "Criterion 6");
    assert!(sees(&harness, "Fewer than 18 of the 29"));
    assert!(!sees(&harness, say(lang, Key::MovesHead)), "nothing can move");

    press(&mut harness, say(lang, Key::MethodCopy));
    write(&mut harness, "Stricter");
    harness.key_press(K::Enter);
    harness.run_ok();
    until(&mut harness, |harness| session(harness).methods.is_own("stricter"));
    assert!(sees(&harness, say(lang, Key::MovesHead)));
    settle(&mut harness, lang);
    assert!(sees(&harness, say(lang, Key::MovesNone)));

    let label = fill(
        lang,
        Key::NumFewerThan,
        &[("input", "Number joined of the 29 conventions of criterion 6")],
    );
    let field = format!("{label} (c6-few-of-29)");
    harness.get_by_label(&field).focus();
    harness.run_ok();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, K::A);
    harness.run_ok();
    write(&mut harness, "27");
    settle(&mut harness, lang);
    let line = ": possibly critical → critical";
    assert!(sees(&harness, line), "states are told by name");
    assert!(sees(&harness, "original: 18"));
    assert!(sees(&harness, "Not yet kept: 1"));

    // What is no number is told, and nothing can be kept.
    harness.get_by_label(&field).focus();
    harness.run_ok();
    write(&mut harness, "x");
    assert!(sees(&harness, say(lang, Key::NumberBad)));
    assert!(sees(&harness, say(lang, Key::MovesBad)));
    let keep = fill(lang, Key::MovesKeep, &[("version", "2")]);
    press(&mut harness, &keep);
    assert_eq!(session(&mut harness).shown_method().unwrap().version, "1");
    harness.get_by_label(&field).focus();
    harness.run_ok();
    harness.key_press(K::Backspace);
    harness.run_ok();
    press(&mut harness, &keep);
    until(&mut harness, |harness| session(harness).shown_method().unwrap().version == "2");
    assert!(sees(&harness, "[Changed in this copy: 18 → 27]"), "text and number agree");
    settle(&mut harness, lang);
    assert!(sees(&harness, line), "against the method it was copied from");

    let moved = harness.query_all_by_label_contains(line).next().unwrap();
    moved.focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
    assert_eq!(session(&mut harness).place, Place::Explorer);
    assert!(sees(&harness, "Stricter"), "the method stands beside the others");

    act(&mut harness, Action::Go(Place::Methods));
    let slots = [("value", "18"), ("name", field.as_str())];
    press(&mut harness, &fill(lang, Key::NumberOriginalNamed, &slots));
    assert!(sees(&harness, "Not yet kept: 1"));
    press(&mut harness, say(lang, Key::MovesDrop));
    assert!(!sees(&harness, "Not yet kept: 1"));

    press(&mut harness, say(lang, Key::MethodDelete));
    assert!(session(&mut harness).methods.is_own("stricter"), "it asks");
    press(&mut harness, say(lang, Key::MethodDeleteButton));
    until(&mut harness, |harness| !session(harness).methods.is_own("stricter"));
}

#[test]
fn a_case_is_rated_by_ones_own_method() {
    let folder = tempfile::tempdir().unwrap();
    let lang = Lang::En;
    let size = [1280.0, 800.0];
    let mut harness = with_copy(folder.path(), lang, size, 1.0, false, Section::General);
    act(&mut harness, Action::OpenSample);
    press(&mut harness, say(lang, Key::MethodOfView));
    press(&mut harness, "Stricter");
    let view = session(&mut harness).dossier().unwrap().country_view.clone().unwrap();
    assert_eq!(view.method, "stricter");
    assert!(view.method_text.as_str().contains("Stricter"), "the case keeps the rules");
}
