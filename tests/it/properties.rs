//! What must hold for any case and any edits: merging loses nothing, and the session is a list of states.

use crate::chance::Chance;
use kriterion::session::{Action, Effect, Landed, PathFor, Reply, Session};
use kriterion::store;
use kriterion_heart::compare::{
    Choice, Choices, Difference, Offer, Part, Said, default_choices, differences, merge, offers,
};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Dossier, Editions, Evidence, EvidenceSet, Field, GoodsLine, RemovedEvidence,
};
use kriterion_heart::edit::{CriterionText, Edit, EditKind, end_use_key};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

const PAIRS: u64 = 400;

fn case() -> Dossier {
    Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default())
}

/// Two states with a past in common.
fn two(seed: u64) -> (Dossier, Dossier) {
    let mut chance = Chance::of(seed);
    let (before, mine, theirs) = (chance.next(40), chance.next(40), chance.next(40));
    let common = chance.edited(&case(), before);
    (chance.edited(&common, mine), chance.edited(&common, theirs))
}

fn all(mine: &Dossier, theirs: &Dossier, mut choice: impl FnMut(&Offer) -> Choice) -> Choices {
    let offers = offers(mine, theirs);
    offers.into_iter().map(|offer| (offer.difference.part.clone(), choice(&offer))).collect()
}

fn flipped(choices: &Choices) -> Choices {
    choices.iter().map(|(part, choice)| (part.clone(), choice.flipped())).collect()
}

/// A case without the numbers that each file gives for itself, and without answers that say nothing.
fn plain(dossier: &Dossier) -> String {
    let mut case = dossier.clone();
    case.answers.retain(|_, answer| *answer != Default::default());
    case.criteria.retain(|_, record| *record != Default::default());
    let mut evidence: Vec<String> = case.evidence.values().map(read).collect();
    evidence.sort();
    let traces: Vec<String> = case.removed_evidence.iter().map(read_trace).collect();
    case.evidence = EvidenceSet::default();
    case.removed_evidence.clear();
    case.next_evidence = 0;
    format!("{case:#?}\n{evidence:#?}\n{traces:#?}")
}

fn read(thing: &impl Debug) -> String {
    format!("{thing:?}")
}

fn read_trace(trace: &RemovedEvidence) -> String {
    format!("{:?} {:?} {:?}", trace.evidence, trace.from, trace.reason)
}

fn numbers_hold(dossier: &Dossier) {
    let live = dossier.evidence.iter().map(|(id, item)| (id, &item.key));
    let gone = dossier.removed_evidence.iter().map(|it| (&it.id, &it.evidence.key));
    for (id, key) in live.chain(gone) {
        assert!(id.0 < dossier.next_evidence, "{id:?} {key}");
        let other = dossier.evidence.get(id).is_some_and(|item| item.key != *key);
        assert!(!other, "{id:?} is two things");
    }
}

#[test]
fn taking_all_of_theirs_is_theirs_and_all_of_mine_mine() {
    for seed in 0..PAIRS {
        let (mine, theirs) = two(seed);
        let taken = merge(&mine, &theirs, &all(&mine, &theirs, |_| Choice::Theirs)).unwrap();
        assert_eq!(plain(&taken), plain(&theirs), "seed {seed}");
        assert_eq!(differences(&taken, &theirs), [], "seed {seed}");
        let kept = merge(&mine, &theirs, &all(&mine, &theirs, |_| Choice::Mine)).unwrap();
        assert_eq!(plain(&kept), plain(&mine), "seed {seed}");
        assert_eq!(merge(&mine, &mine, &Choices::new()).as_ref(), Ok(&mine), "seed {seed}");
        numbers_hold(&taken);
        numbers_hold(&kept);
    }
}

#[test]
fn whose_side_comes_first_does_not_matter() {
    for seed in 0..PAIRS {
        let (mine, theirs) = two(seed);
        let parts =
            |found: Vec<Difference>| found.into_iter().map(|it| it.part).collect::<Vec<_>>();
        assert_eq!(
            parts(differences(&mine, &theirs)),
            parts(differences(&theirs, &mine)),
            "seed {seed}"
        );
        let mut chance = Chance::of(seed);
        let choices = all(&mine, &theirs, |offer| chance.of_all(offer.choices()));
        let one = merge(&mine, &theirs, &choices).unwrap();
        let other = merge(&theirs, &mine, &flipped(&choices)).unwrap();
        assert_eq!(plain(&one), plain(&other), "seed {seed}");
        let usual = default_choices(&mine, &theirs);
        assert_eq!(default_choices(&theirs, &mine), flipped(&usual), "seed {seed}");
        numbers_hold(&one);
        numbers_hold(&other);
        kept_where_chosen(seed, &mine, &one, &choices);
    }
}

/// What was chosen as it is here is as it is here.
fn kept_where_chosen(seed: u64, mine: &Dossier, merged: &Dossier, choices: &Choices) {
    let mine_only = |same_list: fn(&Part) -> bool| {
        choices.iter().all(|(part, choice)| !same_list(part) || *choice == Choice::Mine)
    };
    for Difference { part, .. } in differences(mine, merged) {
        // Rows are numbered anew for each pair of states.
        let changed = match &part {
            Part::Line(_) => !mine_only(|part| matches!(part, Part::Line(_))),
            Part::Party(_) => !mine_only(|part| matches!(part, Part::Party(_))),
            Part::Denial(_) => !mine_only(|part| matches!(part, Part::Denial(_))),
            Part::Measure(..) => !mine_only(|part| matches!(part, Part::Measure(..))),
            part => choices.get(part).is_some_and(|choice| *choice != Choice::Mine),
        };
        assert!(changed, "seed {seed}: {part:?}");
    }
}

#[test]
fn merging_drops_nothing_that_nobody_decided_against() {
    let mut open = 0;
    for seed in 0..PAIRS {
        let (mine, theirs) = two(seed);
        let usual = default_choices(&mine, &theirs);
        let mut chance = Chance::of(seed);
        let choices = all(&mine, &theirs, |offer| {
            usual.get(&offer.difference.part).copied().unwrap_or_else(|| {
                open += 1;
                if offer.both { Choice::Both } else { chance.of_all(offer.choices()) }
            })
        });
        let merged = merge(&mine, &theirs, &choices).unwrap();
        let removed: Vec<String> = offers(&mine, &theirs)
            .into_iter()
            .filter(|offer| offer.usual.is_none())
            .filter_map(|offer| match offer.difference.part {
                Part::Evidence(piece) | Part::Stance(piece, _) => Some(piece.key),
                // The evidence goes with the answer.
                Part::EndUseReply(id) => Some(end_use_key(&id)),
                Part::Incident(id) => Some(id.to_string()),
                _ => None,
            })
            .collect();
        for side in [&mine, &theirs] {
            is_in(seed, side, &merged, &removed);
        }
        if usual.len() < choices.len() {
            assert!(merge(&mine, &theirs, &usual).is_err(), "seed {seed}");
        }
    }
    assert!(open > 500, "conflicts were met: {open}");
}

fn is_in(seed: u64, side: &Dossier, merged: &Dossier, asked: &[String]) {
    let has = |item: &Evidence| {
        let found = merged.evidence.values().find(|other| other.key == item.key);
        found.is_some_and(|found| item.serves.keys().all(|id| found.serves.contains_key(id)))
    };
    for item in side.evidence.values().filter(|item| !asked.contains(&item.key)) {
        assert!(has(item), "seed {seed}: {}", item.key);
    }
    let traces: Vec<String> = merged.removed_evidence.iter().map(read_trace).collect();
    for trace in &side.removed_evidence {
        assert!(traces.contains(&read_trace(trace)), "seed {seed}: {trace:?}");
    }
    for (id, incident) in &side.incidents {
        let asked = asked.contains(&id.to_string());
        assert!(asked || merged.incidents.get(id) == Some(incident), "seed {seed}: {id}");
    }
    for trace in &side.removed_incidents {
        assert!(merged.removed_incidents.contains(trace), "seed {seed}: {trace:?}");
    }
    let (request, now) = (&side.request, &merged.request);
    assert!(request.transit.iter().all(|state| now.transit.contains(state)), "seed {seed}");
    let blank = GoodsLine::default();
    let lines = request.lines.iter().filter(|line| **line != blank);
    assert!(lines.into_iter().all(|line| now.lines.contains(line)), "seed {seed}");
    let parties = request.parties.iter().filter(|party| **party != Default::default());
    assert!(parties.into_iter().all(|party| now.parties.contains(party)), "seed {seed}");
    let denials = side.denials.iter().filter(|denial| **denial != Default::default());
    assert!(denials.into_iter().all(|denial| merged.denials.contains(denial)), "seed {seed}");
    for (text, now) in texts(side).iter().zip(texts(merged)) {
        assert!(now.contains(text), "seed {seed}: {text:?} is not in {now:?}");
    }
    for (number, record) in &side.criteria {
        let now = &merged.record(*number).measures;
        assert!(record.measures.iter().all(|it| now.contains(it)), "seed {seed}");
    }
}

/// The texts of sentences, always in the same order.
fn texts(case: &Dossier) -> Vec<String> {
    let questions = ["C1-Q01", "C2-Q05", "C8-Q02"].map(|code| QuestionId::parse(code).unwrap());
    let reasons = questions.map(|id| case.answer(id).map_or("", |answer| &answer.reason));
    let records =
        (1..=8).flat_map(|number| CriterionText::ALL.map(|which| which.of(case.record(number))));
    let fields = [Field::EndUse, Field::Notes].map(|field| case.request.field(field));
    let decision = &case.decision;
    let screen = ["judge", "covert", "audit"].map(|id| case.end_use.reason(id));
    let rest = [&case.request.scope_decision, &decision.reasons, &decision.override_reason];
    let all = reasons.into_iter().chain(records).chain(fields).chain(screen);
    let all = all.chain([case.end_use.tier_reason.as_str()]);
    all.chain(rest.map(String::as_str)).map(str::to_owned).collect()
}

#[test]
fn both_of_what_cannot_stand_together_is_no_decision() {
    let (mut mine, mut theirs) = (case(), case());
    mine.officer = "A".to_owned();
    theirs.officer = "B".to_owned();
    let both = Choices::from([(Part::Officer, Choice::Both)]);
    assert_eq!(merge(&mine, &theirs, &both), Err(vec![Part::Officer]));
    theirs.officer.clear();
    assert_eq!(merge(&mine, &theirs, &both).unwrap().officer, "A");
    assert_eq!(differences(&mine, &theirs)[0].new, Said::Nothing);
}

const SEQUENCES: u64 = 300;
const STEPS: usize = 40;

/// The session as anybody would write it: a list of states and a place in it.
struct Model {
    states: Vec<Dossier>,
    at: usize,
    /// What is being typed: more of it changes the newest state.
    typing: Option<EditKind>,
}

impl Model {
    fn new(dossier: Dossier) -> Self {
        Self { states: vec![dossier], at: 0, typing: None }
    }

    fn edit(&mut self, edit: &Edit) {
        let mut next = self.states[self.at].clone();
        edit.clone().apply(&mut next);
        if next == self.states[self.at] {
            return;
        }
        let kind = edit.is_typing().then(|| edit.kind());
        self.states.truncate(self.at + 1);
        if kind.is_some() && self.typing == kind {
            self.states[self.at] = next;
        } else {
            self.states.push(next);
            self.at += 1;
        }
        self.typing = kind;
    }

    fn go(&mut self, at: Option<usize>) {
        if let Some(at) = at.filter(|at| *at < self.states.len()) {
            (self.at, self.typing) = (at, None);
        }
    }
}

/// Carries out a save as the shell does, without its threads.
fn save(session: &mut Session, path: &Path) {
    let landed = Landed::Path { wanted: PathFor::Save, path: path.to_owned() };
    for effect in session.update(Action::Landed(Box::new(landed))) {
        let Effect::Save { path, parcel, revision, .. } = effect else { continue };
        let result = Ok(store::save(&path, &parcel).unwrap());
        let landed = Landed::Saved { path, revision, result };
        session.update(Action::Landed(Box::new(landed)));
    }
}

/// Opens the file; where something is unsaved the session asks first.
fn open(session: &mut Session, path: &Path) {
    let mut effects = session.update(Action::Open(path.to_owned()));
    effects.extend(session.update(Action::Answer(Reply::Discard)));
    for effect in effects {
        let Effect::Read { source, .. } = effect else { continue };
        let result = store::open(source.path()).map(Box::new);
        let stamp = store::stamp(source.path());
        session.update(Action::Landed(Box::new(Landed::Read { source, result, stamp })));
    }
}

#[test]
fn a_session_is_a_list_of_states() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    // Without law nothing is assessed: what is looked at here is the case alone.
    let bundle = Arc::new(kriterion_heart::bundle_from_texts(&[], &[]));
    for seed in 0..SEQUENCES {
        let mut chance = Chance::of(seed);
        let mut session = Session::new(Arc::clone(&bundle), Lang::En, 1);
        session.update(Action::Landed(Box::new(Landed::Id(seed.to_string()))));
        let mut model = Model::new((**session.dossier().unwrap()).clone());
        let mut saved = None;
        for step in 0..STEPS {
            match chance.next(40) {
                0..=5 => {
                    session.update(Action::Undo);
                    model.go(model.at.checked_sub(1));
                }
                6..=9 => {
                    session.update(Action::Redo);
                    model.go(Some(model.at + 1));
                }
                10 => {
                    session.update(Action::CloseUndoStep);
                    model.typing = None;
                }
                11 => {
                    save(&mut session, &path);
                    model.typing = None;
                    saved = Some(model.states[model.at].clone());
                }
                12 => {
                    if let Some(saved) = &saved {
                        open(&mut session, &path);
                        model = Model::new(saved.clone());
                    }
                }
                _ => {
                    let edit = chance.edit(&model.states[model.at]);
                    model.edit(&edit);
                    session.update(Action::Edit(Box::new(edit)));
                }
            }
            let now = session.dossier().unwrap();
            assert_eq!(**now, model.states[model.at], "sequence {seed}, step {step}");
        }
    }
}
