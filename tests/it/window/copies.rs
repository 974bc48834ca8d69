//! The card of earlier versions: what each was, how many are kept, and where; by keyboard.

use super::harness::{Run, act, start_in, until};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Landed, Notice, PathFor, Place, Settings};
use kriterion::shell::{self, Places};
use kriterion::store;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use std::path::Path;

fn at_history(folder: &Path) -> Harness<'static, Run> {
    let places = Places::in_folders(folder, folder);
    let mut harness = start_in(places, Lang::En, [1280.0, 1000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::History));
    harness
}

fn press(harness: &mut Harness<'_, Run>, key: Key) {
    harness.get_by_label(say(Lang::En, key)).focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
}

fn type_over(harness: &mut Harness<'_, Run>, text: &str) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
}

/// Chooses a folder by typing its path.
fn choose(harness: &mut Harness<'_, Run>, path: &Path) {
    press(harness, Key::CopiesChoose);
    // The field has the keyboard.
    type_over(harness, &path.display().to_string());
}

fn save(harness: &mut Harness<'_, Run>, path: &Path, notes: &str) {
    let edit = Edit::Field(Field::Notes, notes.to_owned());
    act(harness, Action::Edit(Box::new(edit)));
    let landed = Landed::Path { wanted: PathFor::Save, path: path.to_owned() };
    act(harness, Action::Landed(Box::new(landed)));
    until(harness, |harness| !harness.state_mut().app().session().is_unsaved());
}

#[test]
fn the_number_is_typed_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = at_history(folder.path());
    harness.get_by_label(say(Lang::En, Key::CopiesNone));
    for (typed, kept) in [("3", 3), ("999", 200), ("0", 0), ("2", 2)] {
        harness.get_by_role(egui::Role::SpinButton).focus();
        harness.run_ok();
        type_over(&mut harness, typed);
        assert_eq!(harness.state_mut().app().session().settings.copies, kept);
    }
    // Only so many are kept from now on.
    let path = folder.path().join("case.kriterion");
    for notes in ["one", "two", "three", "four"] {
        save(&mut harness, &path, notes);
    }
    let numbers: Vec<u32> = store::copies(&folder.path().join("copies"), &path)
        .iter()
        .map(|copy| copy.number)
        .collect();
    assert_eq!(numbers, [3, 2]);
    drop(harness);
    assert_eq!(shell::kept::<Settings>(Some(&folder.path().join("settings.ron"))).copies, 2);
}

#[test]
fn the_place_is_typed_and_a_bad_one_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = at_history(folder.path());
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    choose(&mut harness, &file.join("copies"));
    let bad = |harness: &mut Harness<'_, Run>| {
        let notices = &harness.state_mut().app().session().notices;
        notices.iter().any(|notice| matches!(notice, Notice::BadPlace { .. }))
    };
    until(&mut harness, bad);
    assert_eq!(harness.state_mut().app().session().settings.copies_place, None);

    let place = folder.path().join("elsewhere/versions");
    choose(&mut harness, &place);
    until(&mut harness, |harness| {
        let session = harness.state_mut().app().session();
        session.settings.copies_place.as_deref() == Some(place.as_path())
    });
    assert!(!bad(&mut harness), "it is gone when a good place was chosen");
    let path = folder.path().join("case.kriterion");
    save(&mut harness, &path, "one");
    save(&mut harness, &path, "two");
    assert_eq!(store::copies(&place, &path).len(), 1);
    assert_eq!(store::copies(&folder.path().join("copies"), &path), Vec::new());
    // What was changed stands there in words, beside number, time and name.
    until(&mut harness, |harness| harness.state_mut().app().session().copies.len() == 1);
    harness.get_by_label_contains("Version 1:");
    harness.get_by_label("Open version 1");
    let what = kriterion::words::edits(Lang::En, &["request:Notes".to_owned()]);
    // Twice in the log above: it was saved twice.
    assert_eq!(harness.query_all_by_label(&what).count(), 3);
    press(&mut harness, Key::CopiesUseOwn);
    assert_eq!(harness.state_mut().app().session().settings.copies_place, None);
}

#[test]
fn a_safe_copy_that_cannot_be_kept_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = at_history(folder.path());
    std::fs::write(folder.path().join("copies"), "a file where the folder should be").unwrap();
    let path = folder.path().join("case.kriterion");
    let told = |harness: &mut Harness<'_, Run>| {
        let notices = &harness.state_mut().app().session().notices;
        notices.iter().filter(|notice| matches!(notice, Notice::CopyNotKept { .. })).count()
    };
    for (notes, expected) in [("one", 0), ("two", 1), ("three", 1)] {
        save(&mut harness, &path, notes);
        assert_eq!(told(&mut harness), expected, "{notes}");
    }
    act(&mut harness, Action::DismissNotice);
    save(&mut harness, &path, "four");
    assert_eq!(told(&mut harness), 0, "once is enough");
    std::fs::remove_file(folder.path().join("copies")).unwrap();
    save(&mut harness, &path, "five");
    assert_eq!(store::copies(&folder.path().join("copies"), &path).len(), 1);
}
