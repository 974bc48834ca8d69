//! The session alone: answers that come late, and what follows a save.

use kriterion::session::{
    Action, Effect, Landed, Merging, PathFor, Question, Reply, Session, Source,
};
use kriterion::store::{Blob, Opened, Saved};
use kriterion_heart::compare::Choice;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::level::Level;
use kriterion_heart::text::Lang;
use std::path::PathBuf;

fn at_work() -> Session {
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 1);
    session.update(Action::OpenSample);
    note(&mut session, "changed");
    session
}

fn note(session: &mut Session, text: &str) {
    let edit = Edit::Field(Field::Notes, text.to_owned());
    session.update(Action::Edit(Box::new(edit)));
}

/// Begins a save and gives the answer that the shell would bring.
fn save(session: &mut Session, path: &str) -> Landed {
    let landed = Landed::Path { wanted: PathFor::Save, path: PathBuf::from(path) };
    let effects = session.update(Action::Landed(Box::new(landed)));
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::Save { path, revision, .. } => Some((path, revision)),
        _ => None,
    });
    let (path, revision) = saved.expect("a save has begun");
    let file = Saved::default();
    Landed::Saved { path, revision, result: Ok(file) }
}

#[test]
fn a_save_that_ends_late_does_not_touch_the_case_that_came_after() {
    let mut session = at_work();
    let late = save(&mut session, "first.kriterion");
    session.update(Action::OpenSample);
    session.update(Action::Answer(Reply::Discard));
    note(&mut session, "another case");
    session.update(Action::Landed(Box::new(late)));
    assert_eq!(session.path, None, "the next save would go over the other case's file");
    assert!(session.is_unsaved());
}

#[test]
fn a_cancelled_close_does_not_follow_a_later_save() {
    let quits = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Quit));
    let mut session = at_work();
    session.update(Action::Close);
    assert!(matches!(session.question, Some(Question::Unsaved(_))));
    // Asked for a path, the officer goes back to work.
    session.update(Action::Answer(Reply::Save));
    session.update(Action::Save);
    let landed = save(&mut session, "case.kriterion");
    let effects = session.update(Action::Landed(Box::new(landed)));
    assert!(!quits(&effects), "saving closed the window");
    // Asked again and answered, it does close.
    note(&mut session, "again");
    session.update(Action::Close);
    let effects = session.update(Action::Answer(Reply::Save));
    let (path, revision) = effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Save { path, revision, .. } => Some((path, revision)),
            _ => None,
        })
        .unwrap();
    let result = Ok(Saved::default());
    let effects =
        session.update(Action::Landed(Box::new(Landed::Saved { path, revision, result })));
    assert!(quits(&effects));
}

/// What was written while another case was being read must not be pushed aside by it.
#[test]
fn a_case_that_lands_late_asks_before_it_takes_the_place_of_new_work() {
    let mut session = at_work();
    let other = session.dossier().unwrap().clone();
    session.update(Action::Open(PathBuf::from("other.kriterion")));
    session.update(Action::Answer(Reply::Discard));
    note(&mut session, "written while it was read");
    let opened = kriterion::store::Opened::fresh((*other).clone());
    let path = PathBuf::from("other.kriterion");
    let landed =
        Landed::Read { source: Source::File(path), result: Ok(Box::new(opened)), stamp: None };
    let effects = session.update(Action::Landed(Box::new(landed)));
    assert!(matches!(session.question, Some(Question::Unsaved(_))));
    assert!(effects.is_empty());
    let notes = session.dossier().unwrap().request.field(Field::Notes).to_owned();
    assert_eq!(notes, "written while it was read");
}

/// A file that was replaced, but perhaps not on disk yet, is no stranger's.
#[test]
fn a_save_that_was_not_confirmed_is_tried_again_unasked() {
    use kriterion::store::{Expected, SaveProblem, stamp};
    let mut session = at_work();
    let landed = save(&mut session, "case.kriterion");
    session.update(Action::Landed(Box::new(landed)));
    note(&mut session, "more");
    let stamp = stamp(std::path::Path::new(file!()));
    let begun = session.update(Action::Save);
    let Some(Effect::Save { path, revision, .. }) = begun.into_iter().next() else { panic!() };
    let problem = SaveProblem::NotFlushed { stamp, why: "bad disk".to_owned() };
    let result = Err(problem);
    session.update(Action::Landed(Box::new(Landed::Saved { path, revision, result })));
    let again = session.update(Action::Save);
    let Some(Effect::Save { expected, .. }) = again.into_iter().next() else { panic!() };
    assert_eq!(expected, stamp.map_or(Expected::Anything, Expected::Same));
    assert!(stamp.is_some());
}

/// Two officers on one case: the one in the window, and the state that the other one left in the file.
fn two_officers(path: &str) -> (Session, Opened) {
    let mut session = at_work();
    let landed = save(&mut session, path);
    session.update(Action::Landed(Box::new(landed)));
    let mut theirs = (**session.dossier().unwrap()).clone();
    Edit::Judgement(2, Some(Level::Critical)).apply(&mut theirs);
    Edit::Field(Field::CaseNumber, "theirs".to_owned()).apply(&mut theirs);
    let mut opened = Opened::fresh(theirs);
    opened.attachments.insert("hash".to_owned(), Blob::new(vec![1]));
    note(&mut session, "mine");
    (session, opened)
}

fn read_other(session: &mut Session, path: &str, opened: Opened) {
    let wanted = PathFor::Merge;
    let path = PathBuf::from(path);
    let asked = Landed::Path { wanted, path: path.clone() };
    session.update(Action::Landed(Box::new(asked)));
    let result = Ok(Box::new(opened));
    let landed = Landed::Read { source: Source::Other(path), result, stamp: None };
    session.update(Action::Landed(Box::new(landed)));
}

fn merging(session: &Session) -> &Merging {
    let Some(Question::Merge(merging)) = &session.question else { panic!("nothing to merge") };
    merging
}

fn decide_all(session: &mut Session, choice: Choice) {
    let merging = merging(session);
    let open = merging.offers.iter().filter(|offer| merging.choice(offer).is_none());
    let parts: Vec<_> = open.map(|offer| offer.difference.part.clone()).collect();
    for part in parts {
        session.update(Action::Choose(part, choice));
    }
}

#[test]
fn a_merge_waits_for_decisions_and_is_one_step_of_undo() {
    let (mut session, theirs) = two_officers("case.kriterion");
    let before = session.dossier().unwrap().clone();
    read_other(&mut session, "other.kriterion", theirs);
    assert_eq!(merging(&session).open(), 1, "the case number");
    session.update(Action::Answer(Reply::Merge));
    assert_eq!(merging(&session).open(), 1, "undecided, nothing is merged");
    decide_all(&mut session, Choice::Theirs);
    session.update(Action::Answer(Reply::Merge));
    assert!(session.question.is_none() && session.is_unsaved());
    let merged = session.dossier().unwrap();
    assert_eq!(merged.request.field(Field::CaseNumber), "theirs");
    assert_eq!(merged.request.field(Field::Notes), "changed\n\nmine");
    assert_eq!(merged.record(2).judgement, Some(Level::Critical));
    assert_eq!(session.path, Some(PathBuf::from("case.kriterion")), "the file stays one's own");
    let effects = session.update(Action::Save);
    let Some(Effect::Save { parcel, .. }) = effects.first() else { panic!("{effects:?}") };
    assert!(parcel.attachments.contains_key("hash"));
    assert!(parcel.saving.as_ref().unwrap().what.contains(&"merge".to_owned()));
    session.update(Action::Undo);
    assert_eq!(session.dossier().unwrap(), &before);
}

#[test]
fn a_cancelled_merge_changes_nothing_and_another_case_is_not_merged() {
    let (mut session, theirs) = two_officers("case.kriterion");
    let before = session.dossier().unwrap().clone();
    read_other(&mut session, "other.kriterion", theirs.clone());
    session.update(Action::Answer(Reply::Cancel));
    assert!(session.question.is_none());
    let mut foreign = theirs;
    foreign.dossier.id = "another".to_owned();
    read_other(&mut session, "other.kriterion", foreign);
    decide_all(&mut session, Choice::Theirs);
    assert!(!merging(&session).is_ready());
    session.update(Action::Answer(Reply::Merge));
    session.update(Action::Answer(Reply::Cancel));
    assert_eq!(session.dossier().unwrap(), &before);
}

#[test]
fn what_landed_while_the_officer_chose_is_compared_anew() {
    let (mut session, theirs) = two_officers("case.kriterion");
    read_other(&mut session, "other.kriterion", theirs);
    decide_all(&mut session, Choice::Theirs);
    note(&mut session, "landed");
    session.update(Action::Answer(Reply::Merge));
    assert_eq!(merging(&session).open(), 1);
    assert_eq!(session.dossier().unwrap().request.field(Field::Notes), "landed");
}
