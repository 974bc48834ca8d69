//! Questions that are asked only after another: does the other exist, and does the chain end?
//!
//! Knows no file; settles everything at once, because a question may depend on a later one.

use crate::intake::fault::{Fault, FaultKind, IdKind, nearest};
use crate::intake::reader::{Ids, Spot};
use crate::rulebook::{Criterion, Question, QuestionId, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// What has been read of dependences so far.
#[derive(Default)]
pub(super) struct Dependences {
    /// The ids of each criterion that was read, those of dropped questions included.
    questions: BTreeMap<u8, Ids>,
    found: Vec<Dependence>,
}

struct Dependence {
    file: String,
    question: QuestionId,
    on: Spot<String>,
}

impl Dependences {
    /// For one file, which stands among the questions of a rulebook.
    pub(super) fn of(book: &Rulebook) -> Self {
        let ids = |criterion: &Criterion| -> Vec<String> {
            criterion.questions.iter().map(|question| question.id.to_string()).collect()
        };
        let known =
            |criterion| Ids::known(IdKind::Question, ids(criterion).iter().map(String::as_str));
        let questions =
            book.criteria.iter().map(|criterion| (criterion.number, known(criterion))).collect();
        Self { questions, found: Vec::new() }
    }

    pub(super) fn add_questions(&mut self, criterion: u8, ids: Ids) {
        self.questions.insert(criterion, ids);
    }

    pub(super) fn add(&mut self, file: &str, question: QuestionId, on: Spot<String>) {
        self.found.push(Dependence { file: file.to_owned(), question, on });
    }

    /// Writes what holds into the questions. One that does not hold is dropped: the question is asked always.
    pub(super) fn settle(self, criteria: &mut [Criterion], faults: &mut Vec<Fault>) {
        let mut sound: BTreeMap<QuestionId, QuestionId> = BTreeMap::new();
        for Dependence { file, question, on } in &self.found {
            let kind = match self.check(&on.value) {
                Ok(other) if leads_to(&sound, other, *question) => {
                    FaultKind::DependsOnItself { id: question.to_string() }
                }
                Ok(other) => {
                    sound.insert(*question, other);
                    continue;
                }
                Err(kind) => kind,
            };
            faults.push(Fault::new(file, on.place, kind));
        }
        let there: BTreeSet<_> =
            criteria.iter().flat_map(|criterion| &criterion.questions).map(|q| q.id).collect();
        for question in criteria.iter_mut().flat_map(|criterion| &mut criterion.questions) {
            let Question { id, depends_on, .. } = question;
            *depends_on = sound.get(id).copied().filter(|other| there.contains(other));
        }
    }

    fn check(&self, on: &str) -> Result<QuestionId, FaultKind> {
        let what = IdKind::Question;
        let all = || self.questions.values().flat_map(Ids::names);
        let Some(id) = QuestionId::parse(on) else {
            return Err(FaultKind::BadId { what, id: on.to_owned() });
        };
        let exists = self
            .questions
            .get(&id.criterion)
            .is_none_or(|ids| !ids.is_complete() || ids.contains(on));
        if exists {
            Ok(id)
        } else {
            Err(FaultKind::UnknownId { what, id: on.to_owned(), nearest: nearest(on, all()) })
        }
    }
}

/// True if following `sound` from one question arrives at the other. `sound` has no circle, so this ends.
fn leads_to(sound: &BTreeMap<QuestionId, QuestionId>, from: QuestionId, to: QuestionId) -> bool {
    std::iter::successors(Some(from), |id| sound.get(id).copied()).any(|id| id == to)
}
