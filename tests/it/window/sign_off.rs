//! Review and sign-off in the window: a key made, three people signing, sending back, and a change that voids.

use super::harness::{Run, act, until};
use super::unsaved::{open, press, save};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Known, Notice, Place};
use kriterion::store;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::{CriterionText, Edit};
use kriterion_heart::level::Outcome;
use kriterion_heart::signoff::{Stage, Standing, Step};
use kriterion_heart::text::Lang;
use std::path::Path;

const PASSPHRASE: &str = "five red foxes";

fn type_into(harness: &mut Harness<'_, Run>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.get_by_label(label).type_text(text);
    harness.run_ok();
}

fn stage(harness: &mut Harness<'_, Run>) -> Stage {
    harness.state_mut().app().session().stage()
}

/// Makes a key by keyboard, on the page of the sign-off.
fn make_key(harness: &mut Harness<'_, Run>, name: &str) {
    act(harness, Action::Go(Place::Review));
    press(harness, Key::KeyMake);
    let session = harness.state_mut().app().session();
    // The officer of the case is proposed.
    if session.dossier().is_none_or(|case| case.officer != name) {
        harness.get_by_label(say(Lang::En, Key::MakeKeyName)).focus();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        harness.run_ok();
        type_into(harness, say(Lang::En, Key::MakeKeyName), name);
    }
    type_into(harness, say(Lang::En, Key::Passphrase), PASSPHRASE);
    type_into(harness, say(Lang::En, Key::PassphraseAgain), PASSPHRASE);
    press(harness, Key::MakeKeyButton);
    until(harness, |harness| {
        let session = harness.state_mut().app().session();
        session.key.as_ref().is_some_and(|key| key.name == name)
    });
    act(harness, Action::DismissNotice);
}

/// Signs a step by keyboard: the button, the passphrase, Enter.
fn sign(harness: &mut Harness<'_, Run>, button: Key, passphrase: &str) {
    press(harness, button);
    type_into(harness, say(Lang::En, Key::Passphrase), passphrase);
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
}

/// Everything its author must answer for.
pub fn make_ready(harness: &mut Harness<'_, Run>, officer: &str) {
    let edit = |harness: &mut Harness<'_, Run>, edit| act(harness, Action::Edit(Box::new(edit)));
    edit(harness, Edit::Officer(officer.to_owned()));
    edit(harness, Edit::Outcome(Some(Outcome::Refuse)));
    for number in 1..=8 {
        let session = harness.state_mut().app().session();
        let level = session.assessment().unwrap().criterion(number).unwrap().level;
        edit(harness, Edit::Judgement(number, Some(level)));
        let why = "As discussed.".to_owned();
        edit(harness, Edit::CriterionText(number, CriterionText::Departure, why));
    }
}

#[test]
fn three_people_sign_and_a_change_makes_it_void() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let author = folder.path().join("author");
    let mut harness = open(&author);
    act(&mut harness, Action::OpenSample);
    make_ready(&mut harness, "Anna Author");
    save(&mut harness, &path);
    make_key(&mut harness, "Anna Author");
    sign(&mut harness, Key::StepSignAuthor, "not this one");
    until(&mut harness, |harness| {
        let session = harness.state_mut().app().session();
        session.notices.iter().any(|notice| matches!(notice, Notice::CannotSign(_)))
    });
    act(&mut harness, Action::DismissNotice);
    assert_eq!(stage(&mut harness), Stage::Draft);
    sign(&mut harness, Key::StepSignAuthor, PASSPHRASE);
    until(&mut harness, |harness| stage(harness) == Stage::WithReviewer);
    drop(harness);

    // Another person on another machine sees a key that is not known, takes it in, and sends back.
    let mut harness = open(&folder.path().join("reviewer"));
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| stage(harness) == Stage::WithReviewer);
    make_key(&mut harness, "Bert Reviewer");
    let session = harness.state_mut().app().session();
    let signed = session.signatures()[0].step.clone();
    assert_eq!(session.known(&signed), Known::Unknown);
    let take = format!("Take Anna Author, key {}, into the list", signed.key.fingerprint());
    harness.get_by_label(&take).click();
    harness.run_ok();
    assert_eq!(harness.state_mut().app().session().known(&signed), Known::Colleague);
    press(&mut harness, Key::StepBackReviewer);
    type_into(&mut harness, "On criterion 2", "Which unit uses it?");
    type_into(&mut harness, say(Lang::En, Key::Passphrase), PASSPHRASE);
    press(&mut harness, Key::BackButton);
    until(&mut harness, |harness| stage(harness) == Stage::SentBack);
    drop(harness);

    // The author, with the key found again, reads the reason on the page of the criterion and mends it.
    let mut harness = open(&author);
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| stage(harness) == Stage::SentBack);
    act(&mut harness, Action::Go(Place::Criterion(2)));
    harness.get_by_label("Which unit uses it?");
    let edit = Edit::Field(Field::EndUserUnit, "Border Service".to_owned());
    act(&mut harness, Action::Edit(Box::new(edit)));
    act(&mut harness, Action::Go(Place::Review));
    let may = harness.state_mut().app().session().may_take(Step::ALL[0]);
    assert_eq!(may, Some(Ok(())));
    // Not saved yet: signing saves first.
    sign(&mut harness, Key::StepSignAuthor, PASSPHRASE);
    until(&mut harness, |harness| stage(harness) == Stage::WithReviewer);
    drop(harness);

    let mut harness = open(&folder.path().join("reviewer"));
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| stage(harness) == Stage::WithReviewer);
    act(&mut harness, Action::Go(Place::Review));
    sign(&mut harness, Key::StepSignReviewer, PASSPHRASE);
    until(&mut harness, |harness| stage(harness) == Stage::WithDecider);
    // The reviewer cannot decide, too.
    harness.get_by_label_contains("Three different people");
    drop(harness);

    let mut harness = open(&folder.path().join("decider"));
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| stage(harness) == Stage::WithDecider);
    make_key(&mut harness, "Carla Decider");
    sign(&mut harness, Key::StepSignDecider, PASSPHRASE);
    until(&mut harness, |harness| stage(harness) == Stage::Signed);
    let found = store::verify(&path, None).unwrap();
    assert!(found.is_valid());
    assert_eq!((found.stage, found.signatures.len()), (Stage::Signed, 5));

    // A change: void, and named; undone, the signatures hold again.
    act(&mut harness, Action::Edit(Box::new(Edit::DecisionReasons("Other".to_owned()))));
    act(&mut harness, Action::Go(Place::Review));
    assert_eq!(stage(&mut harness), Stage::Draft);
    let session = harness.state_mut().app().session();
    assert_eq!(session.signatures()[4].standing, Standing::Void);
    harness.get_all_by_label_contains("Other").next().unwrap();
    act(&mut harness, Action::Undo);
    assert_eq!(stage(&mut harness), Stage::Signed);
}

#[test]
fn the_key_file_is_the_officers_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(folder.path());
    act(&mut harness, Action::OpenSample);
    make_key(&mut harness, "Anna");
    let file = folder.path().join("keys/Anna.kriterion-key");
    assert_eq!(store::read_key(&file).unwrap().name, "Anna");
    #[cfg(unix)]
    assert_eq!(mode(&file), 0o600);
    press(&mut harness, Key::KeyPutAway);
    assert!(harness.state_mut().app().session().key.is_none());
    // The request names another officer: said before any passphrase is asked for.
    let landed =
        kriterion::session::Landed::Path { wanted: kriterion::session::PathFor::Key, path: file };
    act(&mut harness, Action::Landed(Box::new(landed)));
    until(&mut harness, |harness| harness.state_mut().app().session().key.is_some());
    make_ready(&mut harness, "Bert");
    act(&mut harness, Action::Go(Place::Review));
    harness.get_by_label_contains("the key belongs to Anna");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
