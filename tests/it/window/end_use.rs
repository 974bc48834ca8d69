//! The end-use screen with the keyboard alone; its answers are evidence, and undo takes both back.

use super::harness::{Run, act, bundle, start};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{self, Word as _, fill, say};
use kriterion::session::{Action, Place};
use kriterion_heart::dossier::{Dossier, EndUseReply, EvidenceId};
use kriterion_heart::edit::Edit;
use kriterion_heart::end_use::key_of;
use kriterion_heart::text::Lang;
use std::sync::Arc;

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

fn case(harness: &mut Harness<'_, Run>) -> Arc<Dossier> {
    Arc::clone(harness.state_mut().app().session().dossier().unwrap())
}

fn place(harness: &mut Harness<'_, Run>) -> Place {
    harness.state_mut().app().session().place
}

fn piece(case: &Dossier, id: &str) -> Option<EvidenceId> {
    let key = key_of(id);
    case.evidence.iter().find(|(_, item)| item.key == key).map(|(id, _)| *id)
}

fn page_keys(harness: &mut Harness<'_, Run>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run_ok();
}

#[test]
fn every_question_is_answered_with_the_keyboard_and_undone() {
    for lang in [Lang::En, Lang::De] {
        let mut harness = start(lang, [1280.0, 9000.0], 1.0, false);
        press(&mut harness, say(lang, i18n::Key::CmdSample));
        page_keys(&mut harness, Key::PageDown);
        assert_eq!(place(&mut harness), Place::EndUse, "it follows the request");
        let before = case(&mut harness);
        let screen = &bundle().rules.end_use;
        for question in screen.questions() {
            let title = question.title.get(lang);
            press(&mut harness, &format!("{title}: {}", EndUseReply::No.word(lang)));
            let reason = fill(lang, i18n::Key::EndUseReasonFor, &[("title", title)]);
            write(&mut harness, &reason, "geprüft");
        }
        let label = say(lang, i18n::Key::EndUseTierChoice);
        let medium = screen.tier("medium").unwrap().title.get(lang);
        press(&mut harness, &format!("{label}: {medium}"));
        let now = case(&mut harness);
        for question in screen.questions() {
            assert_eq!(now.end_use.reply(&question.id), Some(EndUseReply::No), "{}", question.id);
            let item = &now.evidence[&piece(&now, &question.id).unwrap()];
            assert!(item.extract.get(lang).ends_with("geprüft"), "{}", question.id);
        }
        assert_eq!(now.end_use.tier.as_deref(), Some("medium"));
        // The last answer of all says that the item is outside Article 5.
        let outside = screen.article5.iter().find(|way| way.id == "outside").unwrap();
        harness.get_by_label(outside.title.get(lang));
        // An answer and its reason are two steps, and the tier is one.
        for _ in 0..2 * screen.questions().count() + 1 {
            page_keys(&mut harness, Key::Z);
        }
        assert_eq!(case(&mut harness).end_use, before.end_use);
        assert_eq!(case(&mut harness).evidence, before.evidence);
        assert_eq!(place(&mut harness), Place::EndUse);
    }
}

#[test]
fn an_answer_taken_back_takes_its_evidence_and_undo_brings_both() {
    let mut harness = start(Lang::En, [1280.0, 6000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::EndUse));
    press(&mut harness, "A judge’s order: yes");
    let with = case(&mut harness);
    assert!(piece(&with, "judge").is_some());
    press(&mut harness, "A judge’s order: yes");
    let without = case(&mut harness);
    assert_eq!(piece(&without, "judge"), None);
    assert_eq!(without.removed_evidence.len(), with.removed_evidence.len() + 1);
    page_keys(&mut harness, Key::Z);
    assert_eq!(*case(&mut harness), *with);
    // In the log it is the end-use screen.
    let undo = harness.state_mut().app().session().history().unwrap().undo_kind();
    assert_eq!(undo.map(|kind| kind.to_string()).as_deref(), Some("end_use"));
}

#[test]
fn what_is_open_leads_to_its_question() {
    let mut harness = start(Lang::En, [960.0, 600.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::EndUse));
    press(&mut harness, "Go to question: Exporter is aware");
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
    assert_eq!(case(&mut harness).end_use.reply("aware"), Some(EndUseReply::Yes));
}

#[test]
fn facts_are_attached_from_the_columns() {
    let mut harness = start(Lang::En, [1280.0, 9000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::EndUse));
    let unfold = "What is done: 27 more";
    press(&mut harness, unfold);
    assert!(harness.query_by_label(unfold).is_none(), "all of them are there");
    press(&mut harness, "Attach to question: C2-Q05");
    press(&mut harness, "Attach Sergek to C2-Q05");
    let now = case(&mut harness);
    let key = "table/KAZ/surveillance_tech/ST-01";
    assert!(now.evidence.values().any(|item| item.key == key && !item.source.title.en.is_empty()));
}

/// Where the goods carry no tag the page is not on the path; it can be called, and says why it is not.
#[test]
fn without_a_tag_it_is_not_on_the_path() {
    let mut harness = start(Lang::En, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    assert!(harness.query_by_label_contains("End-use screen (0 of 26").is_some(), "linked");
    for at in (0..case(&mut harness).request.lines.len()).rev() {
        act(&mut harness, Action::Edit(Box::new(Edit::RemoveLine(at))));
    }
    assert!(harness.query_by_label_contains("End-use screen (").is_none());
    page_keys(&mut harness, Key::PageDown);
    assert_eq!(place(&mut harness), Place::Criterion(1));
    page_keys(&mut harness, Key::K);
    harness.get_by_label(say(Lang::En, i18n::Key::PaletteHint)).type_text("End-use");
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(place(&mut harness), Place::EndUse);
    harness.get_by_label_contains("No goods line carries a tag");
}

#[test]
fn the_questions_of_criterion_2_lead_to_it() {
    let mut harness = start(Lang::En, [1280.0, 6000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    for question in ["C2-Q05", "C2-Q20"] {
        act(&mut harness, Action::Go(Place::Criterion(2)));
        press(&mut harness, &format!("{question}: End-use screen (0 of 26 answered)"));
        assert_eq!(place(&mut harness), Place::EndUse);
    }
}

#[test]
fn words_are_explained() {
    let mut harness = start(Lang::En, [1280.0, 9000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::EndUse));
    let says = "Regulation (EU) 2024/1689. It sorts AI systems by risk";
    assert!(harness.query_by_label_contains(says).is_none());
    press(&mut harness, "AI Act of the EU");
    harness.get_by_label_contains(says);
}
