//! The pattern that the reviewed entries make. Every number is the list of entries that make it.

use super::time::{Standing, Window, standing};
use crate::dossier::{
    ActorKind, Body, Dossier, Harm, Incident, IncidentField, IncidentFinding, IncidentId, Norm,
    Response, Whether,
};
use std::collections::BTreeMap;

/// Entries that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<K> {
    pub key: K,
    pub ids: Vec<IncidentId>,
}

/// What was used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Equipment {
    /// A tag of `criteria/items.ron`.
    Tag(String),
    /// In free words only.
    Words,
    NotKnown,
}

/// One year of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    pub year: u16,
    /// Reviewed entries that begin in it.
    pub ids: Vec<IncidentId>,
    /// The year is cut by the window, or lies in it.
    pub is_in_window: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pub window: Window,
    pub years_back: u16,
    /// Reviewed entries within the window; everything below up to `aged` is counted among these.
    pub counted: Vec<IncidentId>,
    pub findings: Vec<Group<Option<IncidentFinding>>>,
    pub actors: Vec<Group<Option<ActorKind>>>,
    /// An entry may concern several rules, and several laws.
    pub bodies: Vec<Group<Option<Body>>>,
    pub norms: Vec<Group<Option<Norm>>>,
    /// An entry may have several kinds of equipment.
    pub equipment: Vec<Group<Equipment>>,
    pub responses: Vec<Group<Option<Response>>>,
    /// Entries that are judged likely or possible. Only these say what came of it and who it was: an event that
    /// probably did not happen was neither investigated nor anybody's.
    pub credible: Vec<IncidentId>,
    /// Of these, entries whose investigation is known, and those of which it is known that there was none, or only words.
    pub investigated: Vec<IncidentId>,
    pub not_investigated: Vec<IncidentId>,
    pub response_unknown: Vec<IncidentId>,
    /// Of these, entries by the service of the proposed end user, and those of which nobody knows.
    pub of_end_user: Vec<IncidentId>,
    pub end_user_unclear: Vec<IncidentId>,
    /// Of all that are counted, as the tables are.
    pub end_user: Vec<Group<Whether>>,
    pub repeated: Vec<Group<Whether>>,
    /// The entry with the highest number that is certain, for each harm; never a sum, for two entries may be about one event.
    pub highest: BTreeMap<Harm, IncidentId>,
    /// Entries of the window without any number for a harm.
    pub no_number: BTreeMap<Harm, Vec<IncidentId>>,
    /// Reviewed entries that are not counted, and why.
    pub uncertain: Vec<IncidentId>,
    pub undated: Vec<IncidentId>,
    pub aged: Vec<IncidentId>,
    pub later: Vec<IncidentId>,
    pub drafts: Vec<IncidentId>,
    /// All reviewed entries with a year, from the first to the last.
    pub timeline: Vec<Year>,
}

impl Pattern {
    /// Entries of a finding, or of none.
    pub fn found(&self, finding: Option<IncidentFinding>) -> &[IncidentId] {
        let group = self.findings.iter().find(|group| group.key == finding);
        group.map_or(&[], |group| &group.ids)
    }
}

/// The pattern of a dossier's ledger, `years` back from the day of its assessment.
pub fn pattern(dossier: &Dossier, years: u16) -> Pattern {
    let window = Window::back_from(dossier.assessed_on, years);
    let (accepted, drafts): (Vec<_>, Vec<_>) =
        dossier.incidents.iter().partition(|(_, incident)| incident.is_accepted());
    let standing_is = |wanted: Standing| {
        let of = accepted.iter().filter(move |(_, it)| standing(it, window) == wanted);
        of.map(|(id, _)| (*id).clone()).collect::<Vec<_>>()
    };
    let counted: Vec<(&IncidentId, &Incident)> = accepted
        .iter()
        .filter(|(_, incident)| standing(incident, window) == Standing::Within)
        .copied()
        .collect();
    let by = |wanted: &dyn Fn(&Incident) -> bool| {
        let of = counted.iter().filter(|(_, incident)| wanted(incident));
        of.map(|(id, _)| (*id).clone()).collect::<Vec<_>>()
    };
    let is_credible = |it: &Incident| {
        matches!(it.finding, Some(IncidentFinding::Likely | IncidentFinding::Possible))
    };
    let of_credible =
        |wanted: &dyn Fn(&Incident) -> bool| by(&|it: &Incident| is_credible(it) && wanted(it));
    let none_known =
        |response| matches!(response, Response::NoneKnown | Response::Denied | Response::Announced);
    Pattern {
        window,
        years_back: years,
        counted: ids(&counted),
        findings: groups(&counted, |it| vec![it.finding]),
        actors: groups(&counted, |it| vec![it.actor]),
        bodies: groups(&counted, |it| or_none(it.norms.iter().map(|norm| norm.body()))),
        norms: groups(&counted, |it| or_none(it.norms.iter().copied())),
        equipment: groups(&counted, equipment),
        responses: groups(&counted, |it| vec![it.response]),
        credible: by(&is_credible),
        investigated: of_credible(&|it| it.response.is_some_and(Response::is_investigated)),
        not_investigated: of_credible(&|it| it.response.is_some_and(none_known)),
        response_unknown: of_credible(&|it| it.response.is_none()),
        of_end_user: of_credible(&|it| it.end_user == Whether::Yes),
        end_user_unclear: of_credible(&|it| it.end_user == Whether::Unclear),
        end_user: groups(&counted, |it| vec![it.end_user]),
        repeated: groups(&counted, |it| vec![it.pattern]),
        highest: Harm::ALL.into_iter().filter_map(|harm| highest(&counted, harm)).collect(),
        no_number: Harm::ALL.map(|harm| (harm, by(&|it| it.toll(harm).is_none()))).into(),
        uncertain: standing_is(Standing::Uncertain),
        undated: standing_is(Standing::Undated),
        aged: standing_is(Standing::Aged),
        later: standing_is(Standing::Later),
        drafts: ids(&drafts),
        timeline: timeline(&accepted, window),
    }
}

fn ids(of: &[(&IncidentId, &Incident)]) -> Vec<IncidentId> {
    of.iter().map(|(id, _)| (*id).clone()).collect()
}

/// Where there is nothing, that is a group of its own.
fn or_none<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<Option<K>> {
    let mut keys: Vec<Option<K>> = keys.map(Some).collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() { vec![None] } else { keys }
}

fn equipment(incident: &Incident) -> Vec<Equipment> {
    if !incident.tags.is_empty() {
        return incident.tags.iter().cloned().map(Equipment::Tag).collect();
    }
    match incident.field(IncidentField::Equipment).trim() {
        "" => vec![Equipment::NotKnown],
        _ => vec![Equipment::Words],
    }
}

/// Groups with the most entries first; of equal ones the order of the keys. What is not known comes as a group, too.
fn groups<K: Ord + Clone>(
    of: &[(&IncidentId, &Incident)],
    keys: impl Fn(&Incident) -> Vec<K>,
) -> Vec<Group<K>> {
    let mut found: BTreeMap<K, Vec<IncidentId>> = BTreeMap::new();
    for (id, incident) in of {
        for key in keys(incident) {
            found.entry(key).or_default().push((*id).clone());
        }
    }
    let mut groups: Vec<Group<K>> =
        found.into_iter().map(|(key, ids)| Group { key, ids }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.ids.len()));
    groups
}

fn highest(of: &[(&IncidentId, &Incident)], harm: Harm) -> Option<(Harm, IncidentId)> {
    let known = of.iter().filter_map(|(id, incident)| Some((incident.toll(harm)?.bounds(), *id)));
    let top = known.max_by_key(|((least, most), _)| (*least, most.unwrap_or(u32::MAX)))?;
    Some((harm, top.1.clone()))
}

fn timeline(of: &[(&IncidentId, &Incident)], window: Window) -> Vec<Year> {
    let mut years: BTreeMap<u16, Vec<IncidentId>> = BTreeMap::new();
    for (id, incident) in of {
        if let Some(date) = incident.date.or(incident.until) {
            years.entry(date.year).or_default().push((*id).clone());
        }
    }
    let (Some(first), Some(last)) = (years.keys().next(), years.keys().next_back()) else {
        return Vec::new();
    };
    // A long silence is shown, but no file can buy a thousand columns with one odd date.
    let first = (*first).max(last.saturating_sub(MOST_YEARS - 1));
    (first..=*last)
        .map(|year| Year {
            year,
            ids: years.get(&year).cloned().unwrap_or_default(),
            is_in_window: (window.from.year..=window.to.year).contains(&year),
        })
        .collect()
}

/// Years on the time line.
const MOST_YEARS: u16 = 60;
