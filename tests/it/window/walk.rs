//! The whole sample case with the keyboard alone, by accessible names, to a saved file; in English and in German.

use super::harness::{Run, act, bundle, start};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::i18n::{self, Word as _, say};
use kriterion::session::{Action, Place};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::dossier::DenialField;
use kriterion_heart::edit::Edit;
use kriterion_heart::level::{Finding, Level};
use kriterion_heart::score::{Applies, applies};
use kriterion_heart::text::Lang;

/// Puts the focus on a widget by its name, as a screen reader's list of widgets does, and presses Space.
fn press(harness: &mut Harness<'_, Run>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
}

fn write(harness: &mut Harness<'_, Run>, name: &str, text: &str) {
    harness.get_by_label(name).focus();
    harness.run_ok();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
}

fn shortcut(harness: &mut Harness<'_, Run>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run_ok();
}

const DIGITS: [Key; 8] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];

fn walk(lang: Lang) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Bewertung Ä 1.kriterion");
    let mut harness = start(lang, [1280.0, 8000.0], 1.0, false);
    press(&mut harness, say(lang, i18n::Key::CmdSample));
    let rules = &bundle().rules;
    let judgement = say(lang, i18n::Key::Judgement);
    for (number, digit) in (1..=8u8).zip(DIGITS) {
        shortcut(&mut harness, digit);
        assert_eq!(harness.state_mut().app().session().place, Place::Criterion(number));
        for question in &rules.criterion(number).unwrap().questions {
            let dossier = harness.state_mut().app().session().dossier().unwrap().clone();
            if applies(rules, &dossier, question) != Applies::Yes
                || dossier.finding(question.id).is_some()
            {
                continue;
            }
            press(&mut harness, &format!("{}: {}", question.id, Finding::NoConcern.word(lang)));
            let reason =
                i18n::fill(lang, i18n::Key::ReasonFor, &[("question", &question.id.to_string())]);
            write(&mut harness, &reason, "geprüft");
        }
        press(&mut harness, &format!("{judgement}: {}", Level::PossiblyCritical.word(lang)));
    }
    shortcut(&mut harness, Key::Num9);
    assert_eq!(harness.state_mut().app().session().place, Place::Decision);
    save_as(&mut harness, &path);

    let opened = kriterion::store::open(&path).unwrap();
    let saved = &opened.dossier;
    for criterion in &rules.criteria {
        assert_eq!(saved.record(criterion.number).judgement, Some(Level::PossiblyCritical));
        for question in &criterion.questions {
            if applies(rules, saved, question) == Applies::Yes {
                let answer = saved
                    .answer(question.id)
                    .unwrap_or_else(|| panic!("{} has no answer", question.id));
                assert!(answer.finding.is_some() && !answer.reason.is_empty(), "{}", question.id);
            }
        }
    }
    let now = harness.state_mut().app().session().dossier().unwrap().clone();
    assert_eq!(saved, &*now, "the file holds what the window shows");
}

fn save_as(harness: &mut Harness<'_, Run>, path: &std::path::Path) {
    shortcut(harness, Key::S);
    // The path field has the focus and proposes a name: replace it.
    shortcut(harness, Key::A);
    harness.event(egui::Event::Text(path.display().to_string()));
    harness.run_ok();
    harness.key_press(Key::Enter);
    for _ in 0..200 {
        harness.step();
        if path.exists() && !harness.state_mut().app().session().is_unsaved() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nothing was saved");
}

#[test]
fn the_sample_case_in_english() {
    walk(Lang::En);
}

#[test]
fn the_sample_case_in_german() {
    walk(Lang::De);
}

#[test]
fn undo_names_its_step_and_gives_everything_back() {
    let mut harness = start(Lang::En, [1280.0, 4000.0], 1.0, false);
    press(&mut harness, say(Lang::En, i18n::Key::CmdSample));
    let before = harness.state_mut().app().session().dossier().unwrap().clone();
    shortcut(&mut harness, Key::Num3);
    press(&mut harness, "C3-Q01: concern");
    write(&mut harness, "Reason for C3-Q01", "one");
    write(&mut harness, "Reason for C3-Q01", " two");
    shortcut(&mut harness, Key::Z);
    shortcut(&mut harness, Key::Z);
    let after = harness.state_mut().app().session().dossier().unwrap().clone();
    assert_eq!(*before, *after);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run_ok();
    let redone = harness.state_mut().app().session().dossier().unwrap().clone();
    let question = kriterion_heart::rulebook::QuestionId::parse("C3-Q01").unwrap();
    assert_eq!(redone.finding(question), Some(Finding::Concern));
}

#[test]
fn evidence_is_attached_with_enter_and_serves_two_questions() {
    let mut harness = start(Lang::En, [1280.0, 6000.0], 1.0, false);
    press(&mut harness, say(Lang::En, i18n::Key::CmdSample));
    shortcut(&mut harness, Key::Num2);
    let evidence = |harness: &mut Harness<'_, Run>| {
        harness.state_mut().app().session().dossier().unwrap().evidence.clone()
    };
    let before = evidence(&mut harness).len();
    let name = harness
        .query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            label.starts_with("Attach ") && label.ends_with(" to C2-Q11")
        })
        .next()
        .and_then(|node| node.accesskit_node().label())
        .expect("C2-Q11 has facts");
    press(&mut harness, &name);
    assert_eq!(evidence(&mut harness).len(), before + 1);
}

/// What another State refused is in sight wherever a criterion is judged.
#[test]
fn a_denial_stands_at_the_head_of_every_criterion() {
    let mut harness = start(Lang::De, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    let edits = [
        Edit::AddDenial,
        Edit::DenialState(0, Iso3::parse("DEU")),
        Edit::DenialField(0, DenialField::Date, "2010-03".to_owned()),
        Edit::DenialField(0, DenialField::Item, "70 Pistolen".to_owned()),
        Edit::DenialField(0, DenialField::Reason, "Menschenrechtslage".to_owned()),
    ];
    for edit in edits {
        act(&mut harness, Action::Edit(Box::new(edit)));
    }
    for number in [2, 7] {
        act(&mut harness, Action::Go(Place::Criterion(number)));
        harness.get_by_label_contains("Deutschland: 2010-03 · 70 Pistolen · Menschenrechtslage");
    }
}
