//! Which things answer a query, and in which order.
//!
//! All terms must be found: in the thing, or in the name of the state that it is about. The order is by rank, then kind,
//! then how well all terms are found together, then the newest, then the state.

use super::HitKind;
use super::index::{Doc, NO_STATE, SearchIndex, Twin};
use super::query::{MOST_TERMS, NOT, Query, Strength, Strengths};
use crate::atlas::{Atlas, CountryIx, Iso3};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Ranks: the name itself, a name that begins so, and from here on all terms found, plus the strength of the weakest.
const EXACT: u8 = 0;
const BEGINS: u8 = 1;
const ALL_WORDS: u8 = 2;
/// Added to the rank of a hit that only repeats for every state what another hit says once.
const FOR_EVERY_STATE: u8 = 10;

/// Something that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Rank, kind, sum of strengths, year from the newest, state.
    order: u64,
    pub doc: u32,
    /// The point of a series, or the row of a treaty; `ALONE` for the thing by itself.
    pub point: u32,
}

pub const ALONE: u32 = u32::MAX;

impl Candidate {
    fn new(
        rank: u8,
        kind: HitKind,
        sum: u8,
        year: u16,
        country: u16,
        doc: u32,
        point: u32,
    ) -> Self {
        let order = u64::from(rank) << 48
            | u64::from(kind as u8) << 40
            | u64::from(sum) << 32
            | u64::from(u16::MAX - year) << 16
            | u64::from(country);
        Self { order, doc, point }
    }

    #[cfg(test)]
    pub fn of_thing(doc: u32) -> Self {
        Self { order: 0, doc, point: ALONE }
    }

    pub fn rank(&self) -> u32 {
        (self.order >> 48) as u32
    }

    pub fn country(&self) -> u16 {
        (self.order & 0xffff) as u16
    }
}

pub struct Ranking<'a> {
    index: &'a SearchIndex,
    atlas: &'a Atlas,
    query: &'a Query,
    /// Only what is known about this state.
    only: Option<u16>,
    /// States by how the terms are found in them.
    states: Vec<(Strengths, Vec<u16>)>,
    whole: HashMap<u32, u8>,
}

impl<'a> Ranking<'a> {
    /// `None` where the state is not known.
    pub fn new(
        index: &'a SearchIndex,
        atlas: &'a Atlas,
        query: &'a Query,
        only: Option<Iso3>,
    ) -> Option<Self> {
        let only = match only {
            Some(iso3) => Some(atlas.country_index(iso3)?.0),
            None => None,
        };
        let mut states: Vec<(Strengths, Vec<u16>)> = Vec::new();
        let all = 0..atlas.countries.len() as u16;
        for state in all.filter(|state| only.is_none_or(|only| only == *state)) {
            let strengths = query.strengths_of_state(state);
            match states.iter_mut().find(|(known, _)| *known == strengths) {
                Some((_, members)) => members.push(state),
                None => states.push((strengths, vec![state])),
            }
        }
        let mut whole: HashMap<u32, u8> = HashMap::new();
        for (doc, is_all) in index.names.beginning(&query.whole) {
            let rank = if is_all { EXACT } else { BEGINS };
            whole.entry(doc).and_modify(|known| *known = rank.min(*known)).or_insert(rank);
        }
        Some(Self { index, atlas, query, only, states, whole })
    }

    /// The best `most`, best first.
    pub fn best(&self, most: usize) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (doc, number) in self.index.docs.iter().zip(0..) {
            found.extend(self.alone(doc, number));
            match doc.kind {
                HitKind::Indicator => self.observations(doc, number, &mut found),
                HitKind::Treaty => self.statuses(doc, number, &mut found),
                _ => (),
            }
        }
        self.each_once(&mut found);
        if most < found.len() {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found
    }

    fn rank(&self, number: u32, worst: Strength) -> u8 {
        self.whole.get(&number).copied().unwrap_or(u8::MAX).min(ALL_WORDS + worst)
    }

    /// A thing by itself, or with the state it is about.
    fn alone(&self, doc: &Doc, number: u32) -> Option<Candidate> {
        if self.only.is_some_and(|only| only != doc.country) {
            return None;
        }
        let own = self.query.strengths(number);
        let mut own_words = false;
        let (mut worst, mut sum) = (0, 0);
        for (term, own) in self.query.terms.iter().zip(own) {
            own_words |= own != NOT;
            let is_about = doc.country != NO_STATE && doc.kind != HitKind::Country;
            let best = if is_about { own.min(self.of_state(term, doc.country)) } else { own };
            if best == NOT {
                return None;
            }
            worst = worst.max(best);
            sum += best;
        }
        let rank = self.rank(number, worst);
        own_words.then(|| Candidate::new(rank, doc.kind, sum, doc.year, doc.country, number, ALONE))
    }

    fn of_state(&self, term: &super::query::Term, state: u16) -> Strength {
        let meeting = term.at(state.into());
        if super::query::is_by_name(meeting) { meeting.strength() } else { NOT }
    }

    /// Calls `found` for each state that answers the query together with a series or treaty.
    fn pairs(&self, number: u32, mut found: impl FnMut(u16, Joint)) {
        let mut own = self.query.strengths(number);
        for (term, own) in self.query.terms.iter().zip(&mut own) {
            // A year in a note is no name of the series: it asks for the value of that year.
            if term.years.is_some() && !super::query::is_by_name(term.at(number)) {
                *own = NOT;
            }
        }
        if own == [NOT; MOST_TERMS] {
            return;
        }
        let whole = own.iter().zip(&self.query.terms).all(|(own, _)| *own != NOT);
        for (of_state, states) in &self.states {
            let Some(mut joint) = self.joint(&own, of_state) else { continue };
            let is_alone = whole && self.only.is_none() && *of_state == [NOT; MOST_TERMS];
            joint.rank =
                if whole { self.rank(number, joint.worst) } else { ALL_WORDS + joint.worst };
            joint.rank += if is_alone { FOR_EVERY_STATE } else { 0 };
            for state in states {
                found(*state, joint);
            }
        }
    }

    /// A thing and a state together; `None` where a term is found in neither. A year may stand for itself.
    fn joint(&self, own: &Strengths, of_state: &Strengths) -> Option<Joint> {
        let mut joint = Joint { rank: 0, worst: 0, sum: 0, from: 0, to: u16::MAX };
        for ((term, own), other) in self.query.terms.iter().zip(own).zip(of_state) {
            let best = *own.min(other);
            match (&term.years, best) {
                (Some(years), NOT) => {
                    joint.from = joint.from.max(*years.start());
                    joint.to = joint.to.min(*years.end());
                }
                (None, NOT) => return None,
                _ => {
                    joint.worst = joint.worst.max(best);
                    joint.sum += best;
                }
            }
        }
        Some(joint)
    }

    fn observations(&self, doc: &Doc, number: u32, found: &mut Vec<Candidate>) {
        self.pairs(number, |state, joint| {
            found.extend(self.observation(doc, number, state, joint));
        });
    }

    /// The newest value of a state in the years that are asked for.
    fn observation(&self, doc: &Doc, number: u32, state: u16, joint: Joint) -> Option<Candidate> {
        let series = self.atlas.indicators.get(doc.at as usize)?;
        let range = self.index.points_of(doc.at, state);
        let points = series.points.get(range.start as usize..range.end as usize)?;
        let asked = |year: u16| (joint.from..=joint.to).contains(&year);
        let mut points = points.iter().zip(range).rev().filter(|(point, _)| asked(point.year));
        let newest = points.next()?;
        let (point, at) = if newest.0.value.is_some() {
            newest
        } else {
            points.find(|(point, _)| point.value.is_some()).unwrap_or(newest)
        };
        let Joint { rank, sum, .. } = joint;
        Some(Candidate::new(rank, HitKind::Observation, sum, point.year, state, number, at))
    }

    fn statuses(&self, doc: &Doc, number: u32, found: &mut Vec<Candidate>) {
        self.pairs(number, |state, joint| {
            let key = (CountryIx(state), doc.at as u16);
            let rows = &self.atlas.treaty_status;
            let Ok(at) = rows.binary_search_by_key(&key, |row| (row.country, row.treaty)) else {
                return;
            };
            let year = rows.get(at).and_then(|row| row.year).unwrap_or(0);
            if (joint.from..=joint.to).contains(&year) {
                let Joint { rank, sum, .. } = joint;
                let kind = HitKind::TreatyStatus;
                found.push(Candidate::new(rank, kind, sum, year, state, number, at as u32));
            }
        });
    }

    /// Leaves out what another candidate says; `same` has the rules.
    fn each_once(&self, found: &mut Vec<Candidate>) {
        let index = self.index;
        if index.twins.is_empty() && index.repeats.is_empty() && index.row_facts.is_empty() {
            return;
        }
        let mut points: HashMap<(u32, u32), Candidate> = HashMap::new();
        let mut facts: HashMap<u32, Candidate> = HashMap::new();
        let series = index.states; // The first series comes behind the states.
        let twinned: HashSet<u32> = index.twins.iter().map(|twin| series + twin.series).collect();
        for candidate in &*found {
            match index.docs.get(candidate.doc as usize).map(|doc| doc.kind) {
                Some(HitKind::Fact) => {
                    facts.insert(candidate.doc, *candidate);
                }
                Some(HitKind::Indicator)
                    if candidate.point != ALONE && twinned.contains(&candidate.doc) =>
                {
                    points.insert((candidate.doc, candidate.point), *candidate);
                }
                _ => (),
            }
        }
        let mut gone: HashSet<(u32, u32)> = HashSet::new();
        for (later, earlier) in &index.repeats {
            if facts.contains_key(earlier) {
                gone.insert((*later, ALONE));
            }
        }
        for Twin { doc, series: at, point } in &index.twins {
            let key = (series + at, *point);
            if let (Some(fact), Some(value)) = (facts.get(doc), points.get(&key)) {
                gone.insert(if fact < value { key } else { (*doc, ALONE) });
            }
        }
        for (row, fact) in &index.row_facts {
            if facts.contains_key(fact) {
                gone.insert((*row, ALONE));
            }
        }
        found.retain(|candidate| !gone.contains(&(candidate.doc, candidate.point)));
    }
}

/// A thing and a state together.
#[derive(Debug, Clone, Copy)]
struct Joint {
    rank: u8,
    worst: Strength,
    sum: u8,
    /// The years asked for.
    from: u16,
    to: u16,
}

impl SearchIndex {
    /// Positions of the points of a state in a series.
    pub(super) fn points_of(&self, series: u32, state: u16) -> Range<u32> {
        let states = self.states as usize;
        let at = series as usize * (states + 1) + usize::from(state);
        let bounds = self.point_starts.get(at).zip(self.point_starts.get(at + 1));
        bounds.map_or(0..0, |(from, to)| *from..*to)
    }
}
