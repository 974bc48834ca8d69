//! A criterion in two stages: a filter from its first questions, and whether the figures call for the full look.
//!
//! What the officer answered counts; where nothing is answered, what the data suggest, told apart. Nothing of it is
//! filled in, and no level follows from it: `score` goes by answers alone.

mod figures;

pub use figures::{Figures, Middle, MiddleValue, Row, figures};

use crate::bundle::Bundle;
use crate::dossier::Dossier;
use crate::fixed::Fixed;
use crate::level::Finding;
use crate::rating::Suggester;
use crate::rulebook::{QuestionId, Rulebook, StageRules};
use crate::score::{Applies, applies};

/// Where a criterion stands between its two stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stages {
    /// The questions that are looked at, in order.
    pub standings: Vec<Standing>,
    pub filter: Filter,
    pub second: Second,
}

impl Stages {
    pub fn standing(&self, question: QuestionId) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.question == question)
    }
}

/// How one question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub question: QuestionId,
    /// `NoInformation` where nothing is answered and nothing suggested.
    pub finding: Finding,
    pub basis: Basis,
}

impl Standing {
    fn is_open(&self) -> bool {
        self.finding == Finding::NoInformation
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Answered,
    /// The data suggest it; nobody has confirmed it.
    Suggested,
    /// Neither answered nor to be told from data.
    Open,
    /// The question is not asked in this case.
    NotAsked,
}

/// Stage 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// No concern on any of its questions.
    Passed,
    /// At least one raises concern, is unclear or cannot be put.
    NotPassed,
    /// Nothing raises concern, and something is missing.
    Open,
}

/// Whether stage 2 is called for, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    pub call: Call,
    /// The question that calls for it alone, where it raises concern.
    pub alone: Option<QuestionId>,
    /// Of those that call for it together: the ones with concern, and the unclear ones.
    pub concerns: Vec<QuestionId>,
    pub unclear: Vec<QuestionId>,
    /// What these weigh together.
    pub weight: Fixed,
    /// Nobody knows these, and they could still call for it.
    pub open: Vec<QuestionId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Needed,
    /// The filter is passed.
    Spared,
    NotNeeded,
    Open,
}

/// Where the case stands; `None` without rules on stages. `suggested` says what the data would answer.
pub fn stages(
    rules: &Rulebook,
    dossier: &Dossier,
    suggested: impl Fn(QuestionId) -> Option<Finding>,
) -> Option<Stages> {
    let stage_rules = rules.stages.as_ref()?;
    let standing = |question: QuestionId| {
        let is_asked = rules
            .question(question)
            .is_some_and(|known| applies(rules, dossier, known) == Applies::Yes);
        let (finding, basis) = match (dossier.finding(question), suggested(question)) {
            _ if !is_asked => (Finding::NotApplicable, Basis::NotAsked),
            (Some(finding), _) => (finding, Basis::Answered),
            (None, Some(finding)) if finding != Finding::NoInformation => {
                (finding, Basis::Suggested)
            }
            _ => (Finding::NoInformation, Basis::Open),
        };
        Standing { question, finding, basis }
    };
    Some(decide(stage_rules, stage_rules.watched().into_iter().map(standing).collect()))
}

/// The same with what the bundled data suggest.
pub fn of_case(bundle: &Bundle, dossier: &Dossier) -> Option<Stages> {
    let case = dossier.case_facts();
    let suggester = dossier.request.destination.map(|iso3| {
        let Bundle { atlas, rules, prefill, .. } = bundle;
        Suggester::new(atlas, rules, prefill, iso3, dossier.assessed_on, &case)
    });
    stages(&bundle.rules, dossier, |question| Some(suggester.as_ref()?.suggest(question)?.finding))
}

fn decide(rules: &StageRules, standings: Vec<Standing>) -> Stages {
    let find = |id: &QuestionId| standings.iter().find(|standing| standing.question == *id);
    let of_filter: Vec<&Standing> = rules.filter.iter().filter_map(find).collect();
    let is_whole = !of_filter.is_empty() && of_filter.len() == rules.filter.len();
    let filter = if is_whole && of_filter.iter().all(|it| it.finding == Finding::NoConcern) {
        Filter::Passed
    } else if of_filter.iter().all(|it| it.finding == Finding::NoConcern || it.is_open()) {
        Filter::Open
    } else {
        Filter::NotPassed
    };
    let second = second(rules, filter, &find);
    Stages { filter, second, standings }
}

fn second<'s>(
    rules: &StageRules,
    filter: Filter,
    find: &impl Fn(&QuestionId) -> Option<&'s Standing>,
) -> Second {
    let of = |finding: Finding| -> Vec<QuestionId> {
        let all = rules.together.of.iter().filter_map(find);
        all.filter(|it| it.finding == finding).map(|it| it.question).collect()
    };
    let (concerns, unclear, missing) =
        (of(Finding::Concern), of(Finding::Unclear), of(Finding::NoInformation));
    let count =
        |of: &[QuestionId], each: Fixed| of.iter().fold(Fixed::ZERO, |sum, _| sum.plus(each));
    let one = Fixed::whole(1);
    let weight = count(&concerns, one).plus(count(&unclear, rules.together.unclear));
    let at_most = weight.plus(count(&missing, one));
    let alone = find(&rules.alone);
    let is_alone = alone.is_some_and(|it| it.finding == Finding::Concern);
    let alone_open = alone.is_some_and(Standing::is_open);
    let call = if is_alone || weight >= rules.together.needed {
        Call::Needed
    } else if alone_open || at_most >= rules.together.needed {
        Call::Open
    } else {
        Call::NotNeeded
    };
    // Without concern in stage 1 nothing else is asked for.
    let call = if filter == Filter::Passed { Call::Spared } else { call };
    let mut open = Vec::new();
    if call == Call::Open {
        open.extend(alone_open.then_some(rules.alone));
        open.extend(missing.into_iter().filter(|_| at_most >= rules.together.needed));
    }
    let alone = is_alone.then_some(rules.alone);
    Second { call, alone, concerns, unclear, weight, open }
}

#[cfg(test)]
mod tests;
