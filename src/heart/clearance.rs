//! Clearance: who may take which step of the sign-off, and when.

use crate::dossier::Dossier;
use crate::level::Level;
use crate::score::Assessment;
use crate::signoff::{Act, PublicKey, Role, SignOff, Stage, Standing, Step, stage};
use crate::text::fold;

/// Why a step cannot be taken now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The case is not where this step belongs.
    NotNow(Stage),
    /// The same person, or the same key, has signed in another role.
    SamePerson(Role),
    /// The dossier names nobody as its officer.
    NoOfficer,
    /// The key belongs to somebody else than the officer whom the dossier names.
    NotTheOfficer { officer: String, signer: String },
    /// The officer has decided nothing.
    NoOutcome,
    /// These criteria have no judgement.
    NotJudged(Vec<u8>),
    /// The judgement on these departs from the proposal, and nothing says why.
    NoDeparture(Vec<u8>),
    /// Goods are to leave although a criterion of 1 to 4 is critical, and nothing says why.
    NoOverride,
}

/// Whether somebody may take a step in a case, given the steps so far, oldest first.
pub fn may_take(
    step: Step,
    (who, key): (&str, PublicKey),
    dossier: &Dossier,
    assessment: &Assessment,
    so_far: &[(&SignOff, Standing)],
) -> Result<(), Refusal> {
    let now = stage(so_far.iter().copied());
    let in_order = match step.role {
        Role::Author => matches!(now, Stage::Draft | Stage::SentBack),
        Role::Reviewer => now == Stage::WithReviewer,
        Role::Decider => now == Stage::WithDecider,
    };
    if !in_order {
        return Err(Refusal::NotNow(now));
    }
    if step.role == Role::Author {
        is_ready(dossier, assessment)?;
        if !same(&dossier.officer, who) {
            let (officer, signer) = (dossier.officer.clone(), who.to_owned());
            return Err(Refusal::NotTheOfficer { officer, signer });
        }
        return Ok(());
    }
    if same(&dossier.officer, who) {
        return Err(Refusal::SamePerson(Role::Author));
    }
    let others = so_far.iter().filter(|(other, standing)| {
        *standing == Standing::Holds && other.act == Act::Signs && other.role != step.role
    });
    for (other, _) in others {
        if other.key == key || same(&other.who, who) {
            return Err(Refusal::SamePerson(other.role));
        }
    }
    Ok(())
}

/// Blanks, capitals and accents do not make another person.
fn same(a: &str, b: &str) -> bool {
    fold(a.trim()) == fold(b.trim())
}

/// Whether the case holds all that its author must answer for.
fn is_ready(dossier: &Dossier, assessment: &Assessment) -> Result<(), Refusal> {
    if dossier.officer.trim().is_empty() {
        return Err(Refusal::NoOfficer);
    }
    let Some(outcome) = dossier.decision.outcome else { return Err(Refusal::NoOutcome) };
    let numbers =
        |wanted: &dyn Fn(u8) -> bool| -> Vec<u8> { (1..=8).filter(|n| wanted(*n)).collect() };
    if outcome.is_final() {
        let open = numbers(&|number| dossier.record(number).judgement.is_none());
        if !open.is_empty() {
            return Err(Refusal::NotJudged(open));
        }
    }
    let silent = numbers(&|number| {
        let departs = assessment.criterion(number).is_some_and(|proposal| proposal.departs);
        departs && dossier.record(number).departure.trim().is_empty()
    });
    if !silent.is_empty() {
        return Err(Refusal::NoDeparture(silent));
    }
    let critical = (1..=4).any(|number| dossier.record(number).judgement == Some(Level::Critical));
    if critical && outcome.grants() && dossier.decision.override_reason.trim().is_empty() {
        return Err(Refusal::NoOverride);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
