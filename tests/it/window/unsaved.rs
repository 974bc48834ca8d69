//! Work that was not saved is offered again; earlier versions of a file can be gone back to.

use super::harness::{Run, act, start_in, until};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Landed, Notice, PathFor, Place, Question, Reply};
use kriterion::shell::Places;
use kriterion::store;
use kriterion_heart::compare::Said;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use std::path::Path;

pub fn open(folder: &Path) -> Harness<'static, Run> {
    start_in(Places::in_folders(folder, folder), Lang::En, [1280.0, 800.0], 1.0, false)
}

pub fn press(harness: &mut Harness<'_, Run>, key: Key) {
    harness.get_by_label(say(Lang::En, key)).focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
}

fn write_notes(harness: &mut Harness<'_, Run>, text: &str) {
    act(harness, Action::Edit(Box::new(Edit::Field(Field::Notes, text.to_owned()))));
}

fn notes(harness: &mut Harness<'_, Run>) -> String {
    let session = harness.state_mut().app().session();
    session.dossier().map_or_else(String::new, |case| case.request.field(Field::Notes).to_owned())
}

pub fn save(harness: &mut Harness<'_, Run>, path: &Path) {
    let landed = Landed::Path { wanted: PathFor::Save, path: path.to_owned() };
    act(harness, Action::Landed(Box::new(landed)));
    until(harness, |harness| !harness.state_mut().app().session().is_unsaved());
}

#[test]
fn unsaved_work_is_offered_again_and_bound_for_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    write_notes(&mut harness, "saved");
    save(&mut harness, &path);
    write_notes(&mut harness, "not saved");
    // The window is gone without a question asked: as if the machine had died.
    drop(harness);

    let mut harness = open(folder.path());
    until(&mut harness, |harness| !harness.state_mut().app().session().left.is_empty());
    press(&mut harness, Key::LeftOpen);
    until(&mut harness, |harness| harness.state_mut().app().session().dossier().is_some());
    assert_eq!(notes(&mut harness), "not saved");
    let session = harness.state_mut().app().session();
    assert!(session.is_unsaved() && session.left.is_empty());
    assert_eq!(session.path.as_deref(), Some(path.as_path()));
    save(&mut harness, &path);
    assert_eq!(store::open(&path).unwrap().dossier.request.field(Field::Notes), "not saved");
    drop(harness);
    assert_eq!(store::left_behind(&folder.path().join("recovery")), Vec::new());
}

#[test]
fn unsaved_work_is_thrown_away_only_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    write_notes(&mut harness, "not saved");
    drop(harness);

    let mut harness = open(folder.path());
    until(&mut harness, |harness| !harness.state_mut().app().session().left.is_empty());
    press(&mut harness, Key::ThrowAway);
    let root = folder.path().join("recovery");
    assert_eq!(store::left_behind(&root).len(), 1);
    press(&mut harness, Key::Cancel);
    assert_eq!(store::left_behind(&root).len(), 1);
    press(&mut harness, Key::ThrowAway);
    act(&mut harness, Action::Answer(Reply::Discard));
    until(&mut harness, |_| store::left_behind(&root).is_empty());
}

#[test]
fn an_earlier_version_comes_back_and_the_later_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    for version in ["one", "two", "three"] {
        write_notes(&mut harness, version);
        save(&mut harness, &path);
    }
    act(&mut harness, Action::Go(Place::History));
    until(&mut harness, |harness| harness.state_mut().app().session().copies.len() == 2);
    harness.get_by_label("Open version 1").focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    until(&mut harness, |harness| notes(harness) == "one");
    assert_eq!(store::open(&path).unwrap().dossier.request.field(Field::Notes), "three");
    save(&mut harness, &path);
    let opened = store::open(&path).unwrap();
    assert_eq!(opened.dossier.request.field(Field::Notes), "one");
    // The log goes on: going back is one more thing that was done.
    assert_eq!(opened.log.len(), 4);
    assert!(opened.log[3].what.contains(&"restore".to_owned()));
    assert!(store::verify(&path, None).unwrap().is_valid());
    let copies = store::copies(&folder.path().join("copies"), &path);
    let newest = store::open(&copies[0].path).unwrap();
    assert_eq!(newest.dossier.request.field(Field::Notes), "three");
}

#[test]
fn settings_and_recent_dossiers_are_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    save(&mut harness, &path);
    act(&mut harness, Action::Set(kriterion::session::Setting::Dark(true)));
    drop(harness);
    let kept = kriterion::shell::kept::<kriterion::session::Settings>(Some(
        &folder.path().join("settings.ron"),
    ));
    assert!(kept.dark);
    assert_eq!(kept.recent.len(), 1);
    assert_eq!(kept.recent[0].path, path);
}

fn asked(harness: &mut Harness<'_, Run>) -> bool {
    let session = harness.state_mut().app().session();
    matches!(session.question, Some(Question::NotExpected { .. }))
}

fn notes_of(path: &Path) -> String {
    store::open(path).unwrap().dossier.request.field(Field::Notes).to_owned()
}

#[test]
fn what_somebody_else_has_saved_is_not_saved_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut anna = open(folder.path());
    act(&mut anna, Action::OpenSample);
    write_notes(&mut anna, "begun");
    save(&mut anna, &path);

    // Another machine, with its own places.
    let elsewhere = tempfile::tempdir().unwrap();
    let mut bert = open(elsewhere.path());
    act(&mut bert, Action::Open(path.clone()));
    until(&mut bert, |bert| notes(bert) == "begun");
    let held = |notice: &Notice| matches!(notice, Notice::HeldBy { .. });
    until(&mut bert, |bert| bert.state_mut().app().session().notices.iter().any(held));
    write_notes(&mut bert, "by Bert");
    // A file system may count time in whole seconds: another size tells as well.
    write_notes(&mut bert, "by Bert, with care");
    act(&mut bert, Action::Save);
    until(&mut bert, |bert| !bert.state_mut().app().session().is_unsaved());

    write_notes(&mut anna, "by Anna");
    act(&mut anna, Action::Save);
    until(&mut anna, asked);
    assert_eq!(notes_of(&path), "by Bert, with care");
    until(&mut anna, |anna| {
        let session = anna.state_mut().app().session();
        let Some(Question::NotExpected { differences: Some(found), .. }) = &session.question else {
            return false;
        };
        found.len() == 1 && found[0].new == Said::Words("by Anna".to_owned())
    });
    act(&mut anna, Action::Answer(Reply::Cancel));
    assert!(anna.state_mut().app().session().is_unsaved());
    act(&mut anna, Action::Save);
    until(&mut anna, asked);
    act(&mut anna, Action::Answer(Reply::Discard));
    until(&mut anna, |anna| !anna.state_mut().app().session().is_unsaved());
    assert_eq!(notes_of(&path), "by Anna");
    let copies = store::copies(&folder.path().join("copies"), &path);
    assert_eq!(notes_of(&copies[0].path), "by Bert, with care");
}

#[test]
fn another_dossier_of_the_same_name_is_not_saved_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    std::fs::write(&path, "somebody else's").unwrap();
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    write_notes(&mut harness, "mine");
    let landed = Landed::Path { wanted: PathFor::Save, path: path.clone() };
    act(&mut harness, Action::Landed(Box::new(landed)));
    until(&mut harness, asked);
    assert_eq!(std::fs::read(&path).unwrap(), b"somebody else's");
}

#[test]
fn work_that_was_left_is_not_written_over_by_new_work_on_the_same_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    save(&mut harness, &path);
    write_notes(&mut harness, "left behind");
    drop(harness);

    // The officer opens the saved file instead, and works on.
    let mut harness = open(folder.path());
    act(&mut harness, Action::Open(path));
    until(&mut harness, |harness| harness.state_mut().app().session().dossier().is_some());
    write_notes(&mut harness, "new");
    drop(harness);

    let left = store::left_behind(&folder.path().join("recovery"));
    let mut found: Vec<String> = left
        .iter()
        .map(|left| store::open_left(&left.folder, None).unwrap().dossier)
        .map(|case| case.request.field(Field::Notes).to_owned())
        .collect();
    found.sort();
    assert_eq!(found, ["left behind", "new"]);
}
