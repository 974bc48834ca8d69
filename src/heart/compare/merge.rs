//! One case made of two states. What can stand together stands together; what cannot is for the officer to decide.

use super::Difference;
use super::end_use::{join_answers, leader, settle};
use super::evidence::Evidences;
use super::fields::{CanJoin, Join, Look, Take, field};
use super::incidents;
use super::lists::Lists;
use super::part::{Part, parts};
use super::said::Said;
use crate::dossier::Dossier;
use crate::edit::EditKind;
use crate::text::Text;
use std::collections::BTreeMap;

/// Which side a part is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Mine,
    Theirs,
    Both,
}

impl Choice {
    /// The same, seen from the other side.
    pub fn flipped(self) -> Self {
        match self {
            Self::Mine => Self::Theirs,
            Self::Theirs => Self::Mine,
            Self::Both => Self::Both,
        }
    }
}

/// What was chosen, part by part; parts that do not differ need no choice.
pub type Choices = BTreeMap<Part, Choice>;

/// A difference, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// From mine to theirs.
    pub difference: Difference,
    /// The two can stand together.
    pub both: bool,
    /// What loses nothing; `None` where only a person can say.
    pub usual: Option<Choice>,
}

impl Offer {
    pub fn choices(&self) -> &'static [Choice] {
        match self.both {
            true => &[Choice::Mine, Choice::Theirs, Choice::Both],
            false => &[Choice::Mine, Choice::Theirs],
        }
    }

    /// What a choice comes to: both of what only one side has is that; both of what cannot stand together is none.
    pub fn chosen(&self, choice: Option<Choice>) -> Option<Choice> {
        match choice {
            Some(Choice::Both) if !self.both => self.usual,
            choice => choice,
        }
    }
}

/// Everything that differs, in the order of the pages.
pub fn offers(mine: &Dossier, theirs: &Dossier) -> Vec<Offer> {
    let (lists, evidence) = (Lists::new(mine, theirs), Evidences::new(mine, theirs));
    let look = |part: Part| {
        let (old, new) = lists
            .look(&part, mine, theirs)
            .or_else(|| evidence.look(&part))
            .or_else(|| incidents::look(&part, mine, theirs))
            .or_else(|| field(&part, Look(mine, theirs)))??;
        let about = evidence.title(&part);
        Some(offer(part, about, old, new))
    };
    join_answers(parts(mine, theirs, &lists).into_iter().filter_map(look).collect())
}

fn offer(part: Part, about: Option<Text>, old: Said, new: Said) -> Offer {
    let both = match part {
        Part::Transit | Part::RemovedEvidence | Part::Kept | Part::RemovedIncidents => true,
        Part::Line(_)
        | Part::Party(_)
        | Part::Measure(..)
        | Part::Scenario(..)
        | Part::Denial(_) => old != Said::Nothing && new != Said::Nothing,
        _ => field(&part, CanJoin).unwrap_or(false) && !old.is_empty() && !new.is_empty(),
    };
    let removed = [&old, &new].into_iter().any(|said| matches!(said, Said::Removed(_)));
    let usual = match (&part, old.is_empty(), new.is_empty()) {
        (Part::Transit | Part::RemovedEvidence | Part::Kept | Part::RemovedIncidents, ..) => {
            Some(Choice::Both)
        }
        _ if removed || old.is_of_same_thing(&new) => None,
        // A row without words on one side only is kept.
        (_, true, _) if new != Said::Nothing => Some(Choice::Theirs),
        (_, _, true) if old != Said::Nothing => Some(Choice::Mine),
        _ => both.then_some(Choice::Both),
    };
    let what = kind(&part, &old, &new);
    Offer { difference: Difference { part, what, about, old, new }, both, usual }
}

/// What needs no decision, decided so that nothing is lost. Parts that a person must decide are not in it.
pub fn default_choices(mine: &Dossier, theirs: &Dossier) -> Choices {
    let usual = |offer: Offer| Some((offer.difference.part, offer.usual?));
    offers(mine, theirs).into_iter().filter_map(usual).collect()
}

/// One case of both, or the parts that nobody has decided.
pub fn merge(mine: &Dossier, theirs: &Dossier, choices: &Choices) -> Result<Dossier, Vec<Part>> {
    let (mut made, mut open) = (Choices::new(), Vec::new());
    for offer in offers(mine, theirs) {
        let chosen = offer.chosen(choices.get(&offer.difference.part).copied());
        match chosen {
            Some(choice) => drop(made.insert(offer.difference.part, choice)),
            None => open.push(offer.difference.part),
        }
    }
    if !open.is_empty() {
        return Err(open);
    }
    let mut merged = mine.clone();
    if made.is_empty() {
        return Ok(merged);
    }
    for (part, choice) in &made {
        match choice {
            Choice::Mine => (),
            Choice::Theirs => drop(field(part, Take(theirs, &mut merged))),
            Choice::Both => drop(field(part, Join(theirs, &mut merged))),
        }
    }
    // Rows that are the same are taken from here.
    let choice = |part: Part| {
        let chosen = made.get(&part).copied();
        chosen.or_else(|| leader(&part, &made)).unwrap_or(Choice::Mine)
    };
    Lists::new(mine, theirs).write(mine, theirs, choice, &mut merged);
    Evidences::new(mine, theirs).write(choice, &mut merged);
    settle(mine, theirs, &mut merged);
    incidents::write(mine, theirs, choice, &mut merged);
    Ok(merged)
}

/// What an edit that leads from one to the other would be about.
fn kind(part: &Part, old: &Said, new: &Said) -> EditKind {
    let comes = matches!(old, Said::Nothing | Said::Removed(_));
    let goes = matches!(new, Said::Nothing | Said::Removed(_));
    match part {
        Part::Officer
        | Part::AssessedOn
        | Part::TextEdition
        | Part::Editions
        | Part::Exporter
        | Part::LicenceKind
        | Part::Regime
        | Part::EndUser
        | Part::Certificate
        | Part::CertificateUntil
        | Part::Transit
        | Part::ScopeDecision => EditKind::Case,
        Part::Field(field) => EditKind::Request(*field),
        Part::Destination => EditKind::Destination,
        Part::CountryView => EditKind::CountryView,
        Part::Line(at) => EditKind::Goods(*at),
        Part::Party(at) => EditKind::Party(*at),
        Part::Finding(id) => EditKind::Finding(*id),
        Part::Reason(id) => EditKind::Reason(*id),
        Part::Evidence(_) | Part::Stance(..) if comes => EditKind::Attach,
        Part::Evidence(_) | Part::Stance(..) if goes => EditKind::Detach,
        Part::Evidence(_) | Part::Stance(..) | Part::Grade(_) => EditKind::EvidenceNote,
        Part::RemovedEvidence => EditKind::Detach,
        Part::Kept => EditKind::Keep,
        Part::Incident(_) if goes => EditKind::RemoveIncident,
        Part::Incident(_) => EditKind::Incident,
        Part::RemovedIncidents => EditKind::RemoveIncident,
        Part::Judgement(number) => EditKind::Judgement(*number),
        Part::Text(number, which) => EditKind::JudgementText(*number, *which),
        Part::LegalFinding(number) => EditKind::LegalFinding(*number),
        Part::Weighing(number) => EditKind::Weighing(*number),
        Part::Measure(number, _) => EditKind::Measure(*number),
        Part::Scenario(number, _) => EditKind::Scenario(*number),
        Part::Ministry(number) => EditKind::Ministry(*number),
        Part::Denial(_) => EditKind::Denial,
        Part::Outcome | Part::DecisionReasons | Part::OverrideReason => EditKind::Decision,
        Part::EndUseReply(_)
        | Part::EndUseReason(_)
        | Part::EndUseTier
        | Part::EndUseTierReason => EditKind::EndUse,
    }
}
