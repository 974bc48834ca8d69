//! What would change a proposal: the smallest sets of facts and answers that give another level.
//!
//! Exact: facts come from `rating::flips`, answers from counting over all of them, and every pair of a country's level and
//! a level of answers is joined.

mod answers;

use super::join::Baseline;
use super::tally::Sheet;
use crate::dossier::Dossier;
use crate::level::{Finding, Level};
use crate::rating::{CountryFlips, Turn};
use crate::rulebook::{QuestionId, Rulebook};

/// What would give a proposal another level.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    pub to: Level,
    /// How many facts and answers must change; fewer do not suffice.
    pub size: usize,
    /// Each way needs exactly so many.
    pub ways: Vec<Way>,
    /// There are more ways of this size than are listed.
    pub has_more: bool,
    /// Not every way was tried, so there may be a smaller one.
    pub is_complete: bool,
}

/// All of it together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    pub facts: Vec<Turn>,
    /// The country's level itself, where the rules behind it are not at hand.
    pub country: Option<Level>,
    pub answers: Vec<AnswerTurn>,
}

/// Some of these questions, answered like this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerTurn {
    pub count: usize,
    pub of: Vec<QuestionId>,
    /// `None`: an answer of any kind will do.
    pub to: Option<Finding>,
}

/// More ways to one level than this are not listed.
const MOST_WAYS: usize = 24;
const LEVELS: [Level; 3] = [Level::Critical, Level::PossiblyCritical, Level::NotCritical];

/// One entry for each other level that can be reached, the most critical first. Without `country` its level is one fact.
pub fn flips(
    rules: &Rulebook,
    dossier: &Dossier,
    criterion: u8,
    country: Option<&CountryFlips>,
) -> Vec<Flip> {
    let sheet = Sheet::new(rules, dossier, criterion);
    let baseline = Baseline::new(rules, dossier, criterion);
    let now = sheet.level(&sheet.tally(&[]));
    let level = baseline.join(now).level;
    let answers = answers::ways(&sheet, now);
    let is_complete = country.is_none_or(|country| country.is_complete);
    let facts = facts(&baseline, country);
    let to = |to: Level| {
        let pairs = facts.iter().flat_map(|fact| answers.iter().map(move |answer| (fact, answer)));
        let leading: Vec<_> = pairs
            .filter(|((country, ..), (answers, ..))| {
                baseline.with_level(*country).join(*answers).level == to
            })
            .map(|(fact, answer)| (fact.1 + answer.1, fact, answer))
            .collect();
        let size = leading.iter().map(|(size, ..)| *size).min()?;
        let mut ways = Vec::new();
        let mut has_more = false;
        let leading: Vec<_> = leading.into_iter().filter(|it| it.0 == size).collect();
        for (_, (_, _, facts, _), (_, _, answers, _)) in &leading {
            for (fact, answer) in facts.iter().flat_map(|f| answers.iter().map(move |a| (f, a))) {
                has_more |= ways.len() == MOST_WAYS;
                if ways.len() < MOST_WAYS {
                    ways.push(Way { answers: answer.clone(), ..fact.clone() });
                }
            }
        }
        has_more |= leading.iter().any(|(_, fact, answer)| fact.3 || answer.3);
        Some(Flip { to, size, ways, has_more, is_complete })
    };
    LEVELS.into_iter().filter(|other| *other != level).filter_map(to).collect()
}

/// A level, how many changes it takes, the ways to it, and whether there are more.
type Reached<T> = (Level, usize, Vec<T>, bool);

fn facts(baseline: &Baseline, country: Option<&CountryFlips>) -> Vec<Reached<Way>> {
    let mut all = vec![(baseline.level, 0, vec![Way::default()], false)];
    for to in LEVELS.into_iter().filter(|to| *to != baseline.level) {
        match country.filter(|country| country.level == baseline.level) {
            Some(country) => {
                let Some(found) = country.sets(to) else { continue };
                let ways = found.sets.iter();
                let ways = ways.map(|facts| Way { facts: facts.clone(), ..Way::default() });
                all.push((to, found.size, ways.collect(), found.has_more));
            }
            None => all.push((to, 1, vec![Way { country: Some(to), ..Way::default() }], false)),
        }
    }
    all
}
