//! Sealed dossiers: a passphrase is chosen, asked for, tried wrong; nothing of the case stands in the open.

use super::harness::{Run, act, until};
use super::unsaved::{open, press, save};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Question, Source};
use kriterion::store::{self, OpenProblem, Passphrase};
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use std::path::Path;

const PASSPHRASE: &str = "five red foxes";
const SECRET: &str = "the name of the source";

fn type_into(harness: &mut Harness<'_, Run>, key: Key, text: &str) {
    harness.get_by_label(say(Lang::En, key)).focus();
    harness.run_ok();
    harness.get_by_label(say(Lang::En, key)).type_text(text);
    harness.run_ok();
}

fn write_notes(harness: &mut Harness<'_, Run>, text: &str) {
    act(harness, Action::Edit(Box::new(Edit::Field(Field::Notes, text.to_owned()))));
}

/// By keyboard: the command's dialog, the passphrase twice.
fn seal(harness: &mut Harness<'_, Run>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_ok();
    harness.get_by_label(say(Lang::En, Key::PaletteHint)).type_text("seal");
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
    type_into(harness, Key::Passphrase, PASSPHRASE);
    type_into(harness, Key::PassphraseAgain, PASSPHRASE);
    press(harness, Key::SealButton);
    until(harness, |harness| !harness.state_mut().app().session().is_unsaved());
}

fn unseal(harness: &mut Harness<'_, Run>, passphrase: &str) {
    until(harness, |harness| asked(harness).is_some());
    type_into(harness, Key::Passphrase, passphrase);
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
}

/// Whether a passphrase is asked for, and whether one was tried.
fn asked(harness: &mut Harness<'_, Run>) -> Option<bool> {
    match &harness.state_mut().app().session().question {
        Some(Question::Passphrase { tried, .. }) => Some(*tried),
        _ => None,
    }
}

fn notes(harness: &mut Harness<'_, Run>) -> Option<String> {
    let dossier = harness.state_mut().app().session().dossier()?;
    Some(dossier.request.field(Field::Notes).to_owned())
}

/// Every file below a folder that has these words in it.
fn files_with(folder: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(files_with(&entry.path(), words));
        } else {
            let bytes = std::fs::read(entry.path()).unwrap();
            if bytes.windows(words.len()).any(|part| part == words.as_bytes()) {
                found.push(entry.path().display().to_string());
            }
        }
    }
    found
}

#[test]
fn a_sealed_dossier_asks_for_its_passphrase_and_so_does_work_that_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    save(&mut harness, &path);
    seal(&mut harness);
    assert_eq!(store::open(&path).unwrap_err(), OpenProblem::Locked { tried: false });
    let right = Passphrase::new(PASSPHRASE.to_owned());
    let opened = store::open_with(&path, Some(&right)).unwrap();
    assert!(opened.log.last().unwrap().what.contains(&"seal".to_owned()));
    let number = opened.dossier.request.field(Field::CaseNumber).to_owned();
    write_notes(&mut harness, SECRET);
    // The window is gone without a question asked: as if the machine had died.
    drop(harness);
    assert_eq!(files_with(folder.path(), SECRET), Vec::<String>::new());
    let settings = std::fs::read_to_string(folder.path().join("settings.ron")).unwrap();
    assert!(!settings.contains(&number), "{settings}");

    let mut harness = open(folder.path());
    until(&mut harness, |harness| !harness.state_mut().app().session().left.is_empty());
    press(&mut harness, Key::LeftOpen);
    unseal(&mut harness, "not this one");
    until(&mut harness, |harness| asked(harness) == Some(true));
    unseal(&mut harness, PASSPHRASE);
    until(&mut harness, |harness| notes(harness).as_deref() == Some(SECRET));
    save(&mut harness, &path);
    assert_eq!(files_with(folder.path(), SECRET), Vec::<String>::new());
    drop(harness);

    let mut harness = open(folder.path());
    act(&mut harness, Action::Open(path.clone()));
    unseal(&mut harness, PASSPHRASE);
    until(&mut harness, |harness| notes(harness).as_deref() == Some(SECRET));
    assert!(harness.state_mut().app().session().is_sealed());
    // An earlier version needs no second question.
    write_notes(&mut harness, "later");
    save(&mut harness, &path);
    act(&mut harness, Action::Go(kriterion::session::Place::History));
    until(&mut harness, |harness| !harness.state_mut().app().session().copies.is_empty());
    let copy = harness.state_mut().app().session().copies[0].clone();
    act(&mut harness, Action::OpenCopy(Box::new(copy)));
    until(&mut harness, |harness| notes(harness).as_deref() == Some(SECRET));
    act(&mut harness, Action::Seal(None));
    until(&mut harness, |harness| !harness.state_mut().app().session().is_unsaved());
    assert_eq!(store::open(&path).unwrap().dossier.request.field(Field::Notes), SECRET);
}

#[test]
fn a_passphrase_that_is_not_given_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let bundle = super::harness::bundle();
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let dossier = kriterion::sample::dossier(&bundle, Lang::En, today);
    let passphrase = Some(Passphrase::new(PASSPHRASE.to_owned()));
    store::save(&path, &store::Parcel { passphrase, ..store::Parcel::of(dossier) }).unwrap();
    let mut harness = open(folder.path());
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| asked(harness).is_some());
    let asked_for = &harness.state_mut().app().session().question;
    assert!(matches!(asked_for, Some(Question::Passphrase { source: Source::File(_), .. })));
    harness.key_press(egui::Key::Escape);
    harness.run_ok();
    assert_eq!(asked(&mut harness), None);
    assert!(harness.state_mut().app().session().dossier().is_none());
}
