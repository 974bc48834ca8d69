//! A new manuscript, and an old one with newer facts.

use super::draft::sentences;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::manuscript::{
    Change, Draft, DraftState, Manuscript, NewFacts, Proposal, references, resolve,
};
use kriterion_heart::profile::{Ask, Profile};
use kriterion_heart::rating::{AsOf, Inputs, Truth, rate};
use kriterion_heart::text::{Lang, Text};
use std::collections::BTreeMap;

/// The method whose levels stand beside the author's.
const METHOD: &str = "kriterion";

/// A report with all tables and sentences, and nothing of the author's. `None` for a state that the data do not have.
pub fn new_manuscript(
    bundle: &Bundle,
    iso3: Iso3,
    lang: Lang,
    day: Date,
    id: &str,
) -> Option<Manuscript> {
    let facts = bundle.profile(&Ask::of(iso3, day))?;
    Some(Manuscript {
        id: id.to_owned(),
        iso3,
        created: day,
        closing: day,
        lang,
        title: String::new(),
        author: String::new(),
        edition: bundle.atlas.edition.clone(),
        compared: facts.compared.clone(),
        texts: BTreeMap::new(),
        drafts: drafts(&facts, lang),
        pins: BTreeMap::new(),
        kept: BTreeMap::new(),
        ratings: BTreeMap::new(),
        proposals: proposals(bundle, iso3),
        updates: Vec::new(),
        facts: facts.into(),
    })
}

/// The sentences as a manuscript holds them.
fn drafts(facts: &Profile, lang: Lang) -> Vec<Draft> {
    let draft = |sentence: super::Sentence| Draft {
        id: sentence.id,
        part: sentence.part.to_owned(),
        text: sentence.text,
        figures: sentence.figures,
        is_summary: sentence.is_summary,
        state: DraftState::Kept,
    };
    sentences(facts, lang).into_iter().map(draft).collect()
}

/// What the method says, with the rules that decided, in words that last.
fn proposals(bundle: &Bundle, iso3: Iso3) -> Vec<Proposal> {
    let Some(method) = bundle.method(METHOD) else { return Vec::new() };
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
    let rating = rate(&inputs, method, iso3);
    let version: String = rating.method_hash.chars().take(12).collect();
    let proposal = |criterion: &kriterion_heart::rating::CriterionRating| {
        let basis =
            Lang::ALL.map(|lang| words::basis(lang, criterion).unwrap_or_default().to_owned());
        let [en, de, fr] = basis;
        let mut reasons = vec![Text { en, de, fr }];
        reasons.extend(criterion.rules.iter().filter(|rule| rule.decided).map(|rule| {
            match rule.truth {
                Truth::Open => {
                    let [en, de, fr] = Lang::ALL.map(|lang| words::country_rule(lang, rule));
                    Text { en, de, fr }
                }
                _ => rule.rule.clone(),
            }
        }));
        reasons.retain(|reason| !reason.is_empty());
        Proposal {
            criterion: criterion.criterion,
            level: criterion.level,
            method: method.title.clone(),
            version: version.clone(),
            data: bundle.atlas.edition.label.clone(),
            reasons,
        }
    };
    rating.criteria.iter().map(proposal).collect()
}

/// Today's facts for an old report: tables, sentences, levels, and every figure that its texts name.
/// `None` where the data have the state no more.
pub fn update(manuscript: &Manuscript, bundle: &Bundle, day: Date) -> Option<Change> {
    let ask = Ask { iso3: manuscript.iso3, day, compared: Some(manuscript.compared.clone()) };
    let facts = bundle.profile(&ask)?;
    let named = manuscript.texts.values().flat_map(|text| references(text));
    let pins = named.filter_map(|found| {
        let pin = resolve(&bundle.atlas, manuscript.iso3, &found.reference).ok()?;
        Some((found.reference.to_string(), pin))
    });
    Some(Change::Update(Box::new(NewFacts {
        on: day,
        edition: bundle.atlas.edition.clone(),
        drafts: drafts(&facts, manuscript.lang),
        proposals: proposals(bundle, manuscript.iso3),
        pins: pins.collect(),
        facts,
    })))
}

/// The same report beside other states. Its own figures are those of today's data, so an old one is updated first.
pub fn compare(manuscript: &Manuscript, bundle: &Bundle, states: Vec<Iso3>) -> Option<Change> {
    let ask =
        Ask { iso3: manuscript.iso3, day: manuscript.closing, compared: Some(states.clone()) };
    let facts = bundle.profile(&ask)?;
    let drafts = drafts(&facts, manuscript.lang);
    Some(Change::Compare { states, facts: Box::new(facts), drafts })
}

/// The author goes on in another language: the sentences are made anew in it.
pub fn in_language(manuscript: &Manuscript, lang: Lang) -> Change {
    Change::Language(lang, drafts(&manuscript.facts, lang))
}
