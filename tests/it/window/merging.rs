//! Two people on one file: the window puts their states side by side and makes one of both, by keyboard alone.

use super::harness::{Run, act, start, start_in, until};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Landed, PathFor, Question};
use kriterion::shell::Places;
use kriterion::store::{self, Parcel};
use kriterion_heart::compare::Choice;
use kriterion_heart::dossier::{DenialField, Dossier, EvidenceId, Field, LineField};
use kriterion_heart::edit::{CriterionText, Edit};
use kriterion_heart::level::{Finding, LegalFinding, Level, Outcome};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::path::Path;

fn press(harness: &mut Harness<'_, Run>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
}

fn edit(harness: &mut Harness<'_, Run>, edit: Edit) {
    act(harness, Action::Edit(Box::new(edit)));
}

fn is_unsaved(harness: &mut Harness<'_, Run>) -> bool {
    harness.state_mut().app().session().is_unsaved()
}

fn asks(harness: &mut Harness<'_, Run>) -> bool {
    let session = harness.state_mut().app().session();
    matches!(session.question, Some(Question::NotExpected { other: Some(_), .. }))
}

fn open(folder: &Path) -> Harness<'static, Run> {
    let places = Places { copies: Some(folder.join("copies")), ..Places::default() };
    start_in(places, Lang::En, [960.0, 600.0], 1.0, false)
}

#[test]
fn two_officers_save_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let mut anna = open(folder.path());
    act(&mut anna, Action::OpenSample);
    let landed = Landed::Path { wanted: PathFor::Save, path: path.clone() };
    act(&mut anna, Action::Landed(Box::new(landed)));
    until(&mut anna, |anna| path.exists() && !is_unsaved(anna));

    let elsewhere = tempfile::tempdir().unwrap();
    let mut bert = open(elsewhere.path());
    act(&mut bert, Action::Open(path.clone()));
    until(&mut bert, |bert| bert.state_mut().app().session().dossier().is_some());
    edit(&mut bert, Edit::Field(Field::Notes, "by Bert".to_owned()));
    edit(&mut bert, Edit::Judgement(2, Some(Level::Critical)));
    act(&mut bert, Action::Save);
    until(&mut bert, |bert| !is_unsaved(bert));

    edit(&mut anna, Edit::Field(Field::Notes, "by Anna".to_owned()));
    edit(&mut anna, Edit::Judgement(2, Some(Level::NotCritical)));
    act(&mut anna, Action::Save);
    until(&mut anna, asks);
    press(&mut anna, say(Lang::En, Key::NotExpectedMerge));
    // What nobody has decided keeps the button down.
    let apply = say(Lang::En, Key::MergeApply);
    assert!(anna.get_by_label(apply).accesskit_node().is_disabled());
    press(&mut anna, say(Lang::En, Key::MergeNext));
    // The keyboard stands on the first choice of the undecided row; the next one is theirs.
    anna.key_press(egui::Key::Tab);
    anna.run_ok();
    anna.key_press(egui::Key::Space);
    anna.run_ok();
    press(&mut anna, apply);
    assert!(is_unsaved(&mut anna));
    act(&mut anna, Action::Save);
    until(&mut anna, |anna| !is_unsaved(anna));
    let saved = store::open(&path).unwrap();
    assert_eq!(saved.dossier.request.field(Field::Notes), "by Anna\n\nby Bert");
    assert_eq!(saved.dossier.record(2).judgement, Some(Level::Critical));
    let what: Vec<&str> =
        saved.log.iter().flat_map(|entry| &entry.what).map(String::as_str).collect();
    assert!(what.contains(&"judgement:2") && what.contains(&"merge"), "{what:?}");
    assert_eq!(saved.log.len(), 3, "Bert's save is in the log");
}

/// Two states that differ in many ways, with long texts.
fn other_state(dossier: &Dossier) -> Dossier {
    let question = |code| QuestionId::parse(code).unwrap();
    let mut other = dossier.clone();
    let long = "Die Behörde verweist auf drei voneinander unabhängige Berichte, nach denen \
                vergleichbare Geräte gegen Medienschaffende eingesetzt wurden. "
        .repeat(4);
    let edits = [
        Edit::Field(Field::ContractValue, "5100000".to_owned()),
        Edit::Field(Field::Notes, "Rückfrage beim Antragsteller am 12.11.".to_owned()),
        Edit::LineField(0, LineField::Quantity, "8".to_owned()),
        Edit::Finding(question("C2-Q05"), Some(Finding::Concern)),
        Edit::Finding(question("C1-Q01"), Some(Finding::Unclear)),
        Edit::Reason(question("C1-Q01"), long.clone()),
        Edit::RemoveEvidence { evidence: EvidenceId(1), reason: "überholt".to_owned() },
        Edit::Judgement(2, Some(Level::Critical)),
        Edit::CriterionText(2, CriterionText::Reasons, long),
        Edit::LegalFinding(2, LegalFinding::Met),
        Edit::AddDenial,
        Edit::Outcome(Some(Outcome::Refuse)),
    ];
    edits.into_iter().for_each(|edit| edit.apply(&mut other));
    other
}

pub fn at_merge(lang: Lang, size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    at_merge_with(start(lang, size, scale, dark), other_state)
}

fn at_merge_with(
    mut harness: Harness<'static, Run>,
    other: fn(&Dossier) -> Dossier,
) -> Harness<'static, Run> {
    act(&mut harness, Action::OpenSample);
    let mine = harness.state_mut().app().session().dossier().unwrap().clone();
    edit(&mut harness, Edit::Judgement(2, Some(Level::PossiblyCritical)));
    edit(&mut harness, Edit::Outcome(Some(Outcome::Approve)));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Vorgang 17.kriterion");
    store::save(&path, &Parcel::of(other(&mine))).unwrap();
    let asked = Landed::Path { wanted: PathFor::Merge, path };
    act(&mut harness, Action::Landed(Box::new(asked)));
    until(&mut harness, |harness| harness.state_mut().app().session().question.is_some());
    harness
}

/// Many rows that need no decision, and one at the end that does.
fn many_denials(dossier: &Dossier) -> Dossier {
    let mut other = dossier.clone();
    for at in 0..300 {
        Edit::AddDenial.apply(&mut other);
        Edit::DenialField(at, DenialField::Reference, format!("{at}")).apply(&mut other);
    }
    Edit::Outcome(Some(Outcome::Refuse)).apply(&mut other);
    other
}

#[test]
fn of_a_long_list_only_what_is_near_is_drawn_and_the_open_row_is_found() {
    let empty = start(Lang::En, [960.0, 600.0], 1.0, false);
    let mut harness = at_merge_with(empty, many_denials);
    let rows = harness.query_all_by(|node| node.label().unwrap_or_default().ends_with(": theirs"));
    assert!((4..60).contains(&rows.count()));
    press(&mut harness, say(Lang::En, Key::MergeNext));
    let focused = harness.query_all_by(|node| node.is_focused()).next().unwrap();
    let node = focused.accesskit_node();
    assert_eq!(node.label().unwrap(), "302. Decision: mine");
    let bounds = node.bounding_box().unwrap();
    assert!(bounds.y0 >= 0.0 && bounds.y1 <= 600.0, "{bounds:?}");
}

#[test]
fn every_row_is_reached_by_tab_and_named() {
    for (lang, size, scale) in [(Lang::En, [960.0, 600.0], 1.0), (Lang::De, [1366.0, 768.0], 2.0)] {
        let mut harness = at_merge(lang, size, scale, false);
        let rows = match &harness.state_mut().app().session().question {
            Some(Question::Merge(merging)) => merging.offers.len(),
            other => panic!("{other:?}"),
        };
        let mut met = std::collections::BTreeSet::new();
        for _ in 0..rows * 3 + 4 {
            harness.key_press(egui::Key::Tab);
            harness.run_ok();
            let focused = harness.query_all_by(|node| node.is_focused()).next();
            let node = focused.unwrap().accesskit_node();
            let name = node.label().unwrap_or_default();
            let bounds = node.bounding_box().unwrap();
            let inside = bounds.y0 >= 0.0 && bounds.y1 <= f64::from(size[1]);
            assert!(inside, "{name}: {bounds:?}");
            met.extend(name.split_once(". ").map(|(number, _)| number.to_owned()));
        }
        assert_eq!(met.len(), rows, "{met:?}");
    }
}

#[test]
fn a_choice_is_made_by_its_name() {
    let mut harness = at_merge(Lang::En, [960.0, 600.0], 1.0, false);
    let open = |harness: &mut Harness<'_, Run>| match &harness.state_mut().app().session().question
    {
        Some(Question::Merge(merging)) => merging.open(),
        other => panic!("{other:?}"),
    };
    let before = open(&mut harness);
    press(&mut harness, say(Lang::En, Key::MergeNext));
    harness.key_press(egui::Key::Space);
    harness.run_ok();
    assert_eq!(open(&mut harness), before - 1);
    let decided = match &harness.state_mut().app().session().question {
        Some(Question::Merge(merging)) => {
            merging.offers.iter().filter(|it| merging.choice(it) == Some(Choice::Mine)).count()
        }
        other => panic!("{other:?}"),
    };
    assert!(decided > 0);
    harness.key_press(egui::Key::Escape);
    harness.run_ok();
    assert!(harness.state_mut().app().session().question.is_none());
}
