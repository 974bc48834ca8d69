//! What the entries suggest for a question. Shown with its entries; it never sets an answer, and it never says
//! "no concern": that nothing is in the ledger is no sign that nothing happened.

use super::rules::{HintRule, LedgerRules};
use super::time::{Standing, Window, standing};
use crate::dossier::{Dossier, Harm, Incident, IncidentFinding, IncidentId, Response, Whether};
use crate::level::Finding;
use crate::rating::{CaseFacts, ReadingValue};
use crate::rulebook::QuestionId;
use std::collections::BTreeSet;

/// The entry of the registry that is the ledger itself.
const LEDGER: &str = "INCIDENT_LEDGER";

#[derive(Debug, Clone, PartialEq)]
pub struct Hint<'a> {
    pub rule: &'a HintRule,
    /// `None` where the entries are too few to say anything.
    pub finding: Option<Finding>,
    pub certain: Vec<IncidentId>,
    pub possible: Vec<IncidentId>,
    /// Entries that would count if they were not too old by now.
    pub aged: Vec<IncidentId>,
}

/// Whether an entry is one of those that a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fits {
    No,
    Maybe,
    Surely,
}

/// `None` where no rule is written for the question, or no entry speaks to it.
pub fn hint<'a>(
    rules: &'a LedgerRules,
    dossier: &Dossier,
    question: QuestionId,
) -> Option<Hint<'a>> {
    let rule = rules.hints.iter().find(|rule| rule.question == question)?;
    let hint = of_rule(rule, dossier);
    let speaks = !(hint.certain.is_empty() && hint.possible.is_empty() && hint.aged.is_empty());
    speaks.then_some(hint)
}

/// What the suggestions look at, with what the ledger answers for the case.
pub fn case_facts(rules: &LedgerRules, dossier: &Dossier) -> CaseFacts {
    let mut facts = dossier.case_facts();
    let reviewed = dossier.incidents.values().filter(|entry| entry.is_accepted());
    let reviewed = u32::try_from(reviewed.count()).unwrap_or(u32::MAX);
    if reviewed > 0 {
        facts.given.insert(LEDGER.to_owned(), (ReadingValue::Number(reviewed.into()), None));
    }
    for rule in &rules.hints {
        let Some(id) = &rule.gives else { continue };
        let hint = of_rule(rule, dossier);
        // Only ever yes. Too few entries, or none, leave it as unknown as it was.
        if hint.finding == Some(Finding::Concern) {
            let newest = hint.certain.iter().filter_map(|id| dossier.incidents.get(id));
            let year = newest.filter_map(|it| Some(it.date.or(it.until)?.year)).max();
            facts.given.insert(id.clone(), (ReadingValue::YesNo(true), year));
        }
    }
    facts
}

fn of_rule<'a>(rule: &'a HintRule, dossier: &Dossier) -> Hint<'a> {
    let window = Window::back_from(dossier.assessed_on, rule.years);
    let own_tags = dossier.tags();
    let [mut certain, mut possible, mut aged] = [const { Vec::new() }; 3];
    for (id, incident) in dossier.incidents.iter().filter(|(_, it)| it.is_accepted()) {
        let in_time = match standing(incident, window) {
            Standing::Within => Fits::Surely,
            Standing::Uncertain | Standing::Undated => Fits::Maybe,
            Standing::Aged => Fits::No,
            Standing::Later => continue,
        };
        let fits = fits(rule, incident, &own_tags);
        match (fits, in_time) {
            (Fits::No, _) => (),
            (_, Fits::No) => aged.push(id.clone()),
            (Fits::Surely, Fits::Surely) => certain.push(id.clone()),
            _ => possible.push(id.clone()),
        }
    }
    let (sure, all) = (certain.len(), certain.len() + possible.len());
    let finding = if sure >= usize::from(rule.concern) {
        Some(Finding::Concern)
    } else if all >= usize::from(rule.unclear) {
        Some(Finding::Unclear)
    } else {
        None
    };
    Hint { rule, finding, certain, possible, aged }
}

fn fits(rule: &HintRule, incident: &Incident, own_tags: &BTreeSet<&str>) -> Fits {
    let kind = kind(rule, incident);
    let happened = match incident.finding {
        Some(IncidentFinding::Likely) => Fits::Surely,
        Some(IncidentFinding::Unlikely) => Fits::No,
        Some(IncidentFinding::Possible | IncidentFinding::Insufficient) | None => Fits::Maybe,
    };
    let by_end_user = match incident.end_user {
        _ if !rule.end_user => Fits::Surely,
        Whether::Yes => Fits::Surely,
        Whether::Unclear => Fits::Maybe,
        Whether::No => Fits::No,
    };
    let unaddressed = match incident.response {
        _ if !rule.unaddressed => Fits::Surely,
        Some(Response::NoneKnown | Response::Denied) => Fits::Surely,
        Some(Response::Announced | Response::Closed) | None => Fits::Maybe,
        Some(Response::Investigated | Response::Prosecuted | Response::Convicted) => Fits::No,
    };
    let is_same = || incident.tags.iter().any(|tag| own_tags.contains(tag.as_str()));
    let equipment = if !rule.same_equipment || is_same() {
        Fits::Surely
    } else if incident.tags.is_empty() {
        Fits::Maybe
    } else {
        Fits::No
    };
    let deadly = rule.killed.map_or(Fits::Surely, |limit| killed(incident, limit));
    kind.min(happened).min(by_end_user).min(unaddressed).min(equipment).min(deadly)
}

/// The officer's own link with the question counts as the kind.
fn kind(rule: &HintRule, incident: &Incident) -> Fits {
    let is_any = rule.norms.is_empty() && rule.bodies.is_empty();
    let named = |norm: &crate::dossier::Norm| {
        rule.norms.contains(norm) || rule.bodies.contains(&norm.body())
    };
    if is_any || incident.questions.contains(&rule.question) || incident.norms.iter().any(named) {
        Fits::Surely
    } else if incident.norms.is_empty() && incident.serves(rule.question.criterion) {
        Fits::Maybe
    } else {
        Fits::No
    }
}

fn killed(incident: &Incident, limit: u32) -> Fits {
    let Some(toll) = incident.toll(Harm::Killed) else { return Fits::Maybe };
    match toll.bounds() {
        (least, _) if least >= limit => Fits::Surely,
        (_, Some(most)) if most < limit => Fits::No,
        _ => Fits::Maybe,
    }
}
