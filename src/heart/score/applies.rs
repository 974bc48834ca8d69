//! Which questions apply to a case: edition of the text, goods, and what other questions were answered.

use crate::dossier::Dossier;
use crate::level::Finding;
use crate::rulebook::{Question, QuestionId, Rulebook};
use serde::Serialize;
use std::collections::BTreeSet;

/// Does a question apply to the case, and if not, why not?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Applies {
    Yes,
    /// None of the case's item tags makes it apply.
    NotForTheseGoods,
    /// Asked only once this other question is answered with concern.
    DependsOn(QuestionId),
    /// The sub-point is newer than the edition of the text that the dossier is judged by.
    NotInThisEdition,
}

pub fn applies(rules: &Rulebook, dossier: &Dossier, question: &Question) -> Applies {
    let scope = Scope::new(rules, dossier);
    match scope.standing(question) {
        Applies::Yes => match question.depends_on {
            Some(parent) if !scope.met(parent, &|id| dossier.finding(id)) => {
                Applies::DependsOn(parent)
            }
            _ => Applies::Yes,
        },
        fixed => fixed,
    }
}

/// What decides whether questions apply.
pub(super) struct Scope<'a> {
    rules: &'a Rulebook,
    dossier: &'a Dossier,
    tags: BTreeSet<&'a str>,
}

/// A chain of dependences longer than this is a circle; the reader of criteria lets none through.
const LONGEST_CHAIN: usize = 8;

impl<'a> Scope<'a> {
    pub(super) fn new(rules: &'a Rulebook, dossier: &'a Dossier) -> Self {
        Self { rules, dossier, tags: dossier.tags() }
    }

    /// What no answer can change: edition and goods.
    pub(super) fn standing(&self, question: &Question) -> Applies {
        let newer = |since| since > self.dossier.editions.text;
        let sub = self
            .rules
            .criterion(question.id.criterion)
            .and_then(|criterion| criterion.subs.iter().find(|sub| sub.id == question.sub));
        if sub.is_some_and(|sub| newer(sub.since)) {
            Applies::NotInThisEdition
        } else if question.items.iter().any(|item| item == "*" || self.tags.contains(item.as_str()))
        {
            Applies::Yes
        } else {
            Applies::NotForTheseGoods
        }
    }

    /// Is the question `parent` answered with concern, and does it apply itself?
    pub(super) fn met(
        &self,
        parent: QuestionId,
        finding: &impl Fn(QuestionId) -> Option<Finding>,
    ) -> bool {
        let mut next = Some(parent);
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = next else { return true };
            // Without the question that it depends on, a question is asked always: nothing is hidden by a faulty file.
            let Some(question) = self.rules.question(id) else { return true };
            if finding(id) != Some(Finding::Concern) || self.standing(question) != Applies::Yes {
                return false;
            }
            next = question.depends_on;
        }
        true
    }
}
