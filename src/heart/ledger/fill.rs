//! Drafts from the bundled events of a state. Which events, the rules say; the officer reviews each.

use super::rules::{FillRules, LedgerRules};
use crate::atlas::{Atlas, Event, Iso3};
use crate::dossier::{
    Dossier, Harm, Incident, IncidentField, IncidentId, IncidentSource, Norm, Origin, SourceField,
    Timing, Toll,
};
use crate::key::FactKey;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// What filling comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// Drafts that the dossier does not have.
    pub new: BTreeMap<IncidentId, Incident>,
    /// Entries that are there already.
    pub known: usize,
    /// Drafts that somebody has thrown away; they stay away.
    pub thrown_away: usize,
}

/// Drafts of the events in a state, in the language of the dossier; none where the facts have none.
pub fn fill(rules: &LedgerRules, atlas: &Atlas, iso3: Iso3, dossier: &Dossier) -> Filled {
    let mut filled = Filled::default();
    for event in atlas.country(iso3).map_or(&[][..], |country| &country.events) {
        let is_here = event.places.iter().any(|place| place == iso3.as_str());
        if !is_here || !is_incident(&rules.fill, event) {
            continue;
        }
        let Some(id) = IncidentId::parse(&event.id) else { continue };
        if dossier.incidents.contains_key(&id) {
            filled.known += 1;
        } else if dossier.removed_incidents.iter().any(|trace| trace.id == id) {
            filled.thrown_away += 1;
        } else {
            filled.new.insert(id, draft(&rules.fill, atlas, iso3, event, dossier.lang));
        }
    }
    filled
}

fn is_incident(rules: &FillRules, event: &Event) -> bool {
    event.criteria.iter().any(|number| rules.criteria.contains(number))
        && !rules.not_precisions.contains(&event.precision)
        && !rules.not_certainties.contains(&event.certainty)
        && !rules
            .not_words
            .iter()
            .any(|words| event.text.en.to_lowercase().contains(words.as_str()))
        && (!norms(rules, event).is_empty() || !tolls(rules, &event.numbers).is_empty())
}

fn draft(rules: &FillRules, atlas: &Atlas, iso3: Iso3, event: &Event, lang: Lang) -> Incident {
    let key = FactKey::Event { iso3, id: event.id.clone() }.to_string();
    let what = event.text.get(lang).to_owned();
    Incident {
        review: None,
        date: event.date,
        until: event.until.filter(|until| Some(*until) != event.date),
        timing: timing(event),
        country: Some(iso3),
        fields: BTreeMap::from([(IncidentField::What, what)]),
        norms: norms(rules, event),
        harm: tolls(rules, &event.numbers),
        sources: vec![source(atlas, event, lang)],
        criteria: event
            .criteria
            .iter()
            .copied()
            .filter(|number| rules.criteria.contains(number))
            .collect(),
        evidence: BTreeSet::from([key.clone()]),
        origin: Some(Origin { key, certainty: event.certainty.clone() }),
        // Who did it, how sure it is and what the state did: a person says that.
        ..Incident::default()
    }
}

fn timing(event: &Event) -> Timing {
    match event.precision.as_str() {
        "range" => Timing::Between,
        "since" => Timing::Since,
        "since_about" => Timing::SinceAbout,
        "until" => Timing::Until,
        "ongoing" => Timing::Ongoing,
        "reported_on" => Timing::ReportedOn,
        _ if event.date.is_none() => Timing::Undated,
        _ => Timing::On,
    }
}

fn source(atlas: &Atlas, event: &Event, lang: Lang) -> IncidentSource {
    let cited = &event.cited;
    let line = cited.line.map(|line| line.to_string()).unwrap_or_default();
    // A file name says nothing to a reader: the document's title, where the facts give one.
    let document = atlas.translations.word(&cited.document, lang);
    let (title, document) = match cited.source.as_str() {
        "" => (document, ""),
        source => (atlas.translations.word(source, lang), document),
    };
    let place = [document, &cited.place, &line];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let fields = [
        (SourceField::Title, title.to_owned()),
        (SourceField::Place, place.join(" · ")),
        (SourceField::Url, cited.url.clone()),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    // The year of a statement that has no date of its own is not that of the source.
    let dated = event.as_of.filter(|_| event.as_of_basis == "stated");
    IncidentSource { fields, dated, reliability: None, credibility: None }
}

/// The rules that the words of an event point to.
fn norms(rules: &FillRules, event: &Event) -> BTreeSet<Norm> {
    let text = event.text.en.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let says = |sign: &str| match sign.chars().all(char::is_alphanumeric) {
        true => words.iter().any(|word| word.starts_with(sign)),
        false => text.contains(sign),
    };
    let signs = rules.signs.iter().filter(|sign| sign.words.iter().any(|word| says(word)));
    signs.map(|sign| sign.norm).collect()
}

/// `dead=17 (at least); dead_ngo=80 (up to)`: several numbers of one kind are the bounds of what is known.
fn tolls(rules: &FillRules, numbers: &str) -> BTreeMap<Harm, Toll> {
    let mut tolls: BTreeMap<Harm, Toll> = BTreeMap::new();
    for (name, said) in numbers.split(';').filter_map(|part| part.trim().split_once('=')) {
        let Some((_, harm)) = rules.harm.iter().find(|(known, _)| known == name) else { continue };
        let Some(toll) = toll(said) else { continue };
        let joined = tolls.get(harm).map_or(toll, |known| together(*known, toll));
        tolls.insert(*harm, joined);
    }
    tolls
}

fn toll(said: &str) -> Option<Toll> {
    let (digits, how) = said.split_once('(').unwrap_or((said, ""));
    let exact = Toll::parse(digits)?;
    let Toll::Exactly(n) = exact else { return Some(exact) };
    Some(match how.trim_end_matches(')').trim() {
        "" => exact,
        "at least" | "over" | "more than" => Toll::AtLeast(n),
        "up to" | "at most" | "less than" => Toll::AtMost(n),
        _ => Toll::About(n),
    })
}

/// Two numbers for one thing: what both leave possible, and no middle between them.
fn together(one: Toll, other: Toll) -> Toll {
    let both = [one, other];
    let least = both.into_iter().filter(|toll| !matches!(toll, Toll::AtMost(_)));
    let least = least.map(|toll| toll.bounds().0).min();
    let most = both.into_iter().filter_map(|toll| toll.bounds().1).max();
    match (least, most) {
        (Some(least), Some(most)) if least < most => Toll::Between(least, most),
        (Some(least), None) => Toll::AtLeast(least),
        (None, Some(most)) => Toll::AtMost(most),
        _ => one,
    }
}
