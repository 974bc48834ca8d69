//! On which criteria a case is refused, in words that disclose no source: for the letter and for the notification.

use crate::report::Problem;
use crate::report::case::Case;
use kriterion_heart::level::{Finding, LegalFinding, Outcome, Weighing};
use kriterion_heart::rulebook::{Criterion, Effect, SubPoint};

/// A criterion that the refusal rests on, with the sub-points whose questions raise concern.
pub struct Ground<'c> {
    pub criterion: &'c Criterion,
    pub subs: Vec<&'c SubPoint>,
}

pub fn grounds<'c>(case: &'c Case<'_>) -> Result<Vec<Ground<'c>>, Problem> {
    let decided = case.dossier.decision.outcome;
    if decided != Some(Outcome::Refuse) {
        return Err(Problem::NotRefused(decided));
    }
    let is_ground = |criterion: &&Criterion| {
        let record = case.dossier.record(criterion.number);
        match criterion.effect {
            Effect::Refuse => record.finding == LegalFinding::Met,
            Effect::Weigh => record.weighing == Weighing::RefuseOnThis,
        }
    };
    let found: Vec<Ground<'c>> = case
        .bundle
        .rules
        .criteria
        .iter()
        .filter(is_ground)
        .map(|criterion| Ground { criterion, subs: subs(case, criterion) })
        .collect();
    if found.is_empty() { Err(Problem::NoGround) } else { Ok(found) }
}

fn subs<'c>(case: &Case<'_>, criterion: &'c Criterion) -> Vec<&'c SubPoint> {
    let concern = |sub: &&SubPoint| {
        let mut questions = criterion.questions.iter().filter(|question| question.sub == sub.id);
        questions.any(|question| case.dossier.finding(question.id) == Some(Finding::Concern))
    };
    let edition = case.dossier.editions.text;
    criterion.subs.iter().filter(|sub| sub.since <= edition).filter(concern).collect()
}
