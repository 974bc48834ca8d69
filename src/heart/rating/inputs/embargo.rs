//! Arms embargoes, one reading per issuer, in the order of how much they weigh for criterion 1.

use super::{Found, Inputs, Who, merged};
use crate::atlas::{Embargo, EmbargoReading, Issuer, Qualifier, Scope, SourceCopy, Target};
use crate::fixed::Fixed;
use crate::level::Mark;
use crate::rating::{Age, Gap};

/// Codes of an embargo reading: none.
const NONE: Fixed = Fixed::ZERO;
/// A declaration about goods for repression only (Egypt): shown, not counted.
const POLITICAL_REPRESSION: Fixed = Fixed::whole(1);
/// Against non-state actors, forces in a conflict, or persons.
const NON_STATE: Fixed = Fixed::whole(2);
/// A declaration about arms as a whole (China): counts like one against the state.
const POLITICAL: Fixed = Fixed::whole(3);
const STATE: Fixed = Fixed::whole(4);

impl<'a> Inputs<'a> {
    /// `None` where the id is not about embargoes.
    pub(super) fn embargo(&self, id: &str, who: Who<'a>) -> Option<Found<'a>> {
        let issuer = match id {
            "EMB_UN" => Issuer::Un,
            "EMB_EU" => Issuer::Eu,
            "EMB_OSCE" => Issuer::Osce,
            _ => return None,
        };
        let in_force: Vec<&Embargo> = self
            .atlas
            .embargoes_of(who.iso3)
            .filter(|embargo| embargo.issuer == issuer && self.has_begun(embargo))
            .collect();
        if in_force.is_empty() {
            return Some(self.no_embargo(id, issuer, who));
        }
        let readings = || in_force.iter().flat_map(|embargo| &embargo.readings);
        let code = readings().map(code_of).max().unwrap_or(NONE);
        let is_disputed = readings().any(|reading| reading.mark == Some(Mark::U))
            || in_force.iter().any(|embargo| differs(embargo));
        let year = readings().filter_map(|reading| reading.as_of).map(|date| date.year).max();
        let sources = merged(in_force.iter().flat_map(|embargo| self.embargo_cited(embargo)));
        let found = Found {
            year,
            age: year.map_or(Age::Undated, |year| self.embargo_age(year)),
            qualifier: if is_disputed { Qualifier::Disputed } else { Qualifier::Firm },
            ..Found::new(self.category(id, code))
        };
        Some(found.from(sources))
    }

    /// The table holds regimes in force today: for the years before, no row may also mean that one has ended.
    fn no_embargo(&self, id: &str, issuer: Issuer, who: Who<'a>) -> Found<'a> {
        let has_ended = self.ended.iter().any(|ended| {
            ended.iso3 == who.iso3
                && ended.issuers.contains(&issuer)
                && self.clock.upto.is_some_and(|upto| upto < ended.ended)
        });
        if has_ended {
            return Found::gap(Gap::Undecided);
        }
        Found::new(self.category(id, NONE)).from(self.embargo_sources.clone())
    }

    fn has_begun(&self, embargo: &Embargo) -> bool {
        let first = |reading: &EmbargoReading| {
            reading.since.map(|date| date.year).or(reading.oldest_act).unwrap_or(0)
        };
        embargo.readings.iter().any(|reading| self.clock.allows(first(reading)))
    }

    fn embargo_age(&self, year: u16) -> Age {
        let months = u32::from(self.clock.base.saturating_sub(year)) * 12;
        if months <= self.ages.embargo_months { Age::Fresh } else { Age::Old }
    }

    fn embargo_cited(&self, embargo: &Embargo) -> Vec<SourceCopy> {
        if !self.is_cited {
            return Vec::new();
        }
        let cite = |reading: &EmbargoReading| {
            let mut place = format!("{}={}", embargo.id, reading.target.code());
            if let Some(as_of) = reading.as_of {
                place.push_str(&format!(" ({as_of})"));
            }
            self.copy_by_id(&reading.source, place.clone()).unwrap_or_else(|| SourceCopy {
                id: reading.source.clone(),
                url: reading.reference.clone(),
                place,
                ..SourceCopy::default()
            })
        };
        merged(embargo.readings.iter().map(cite))
    }

    /// Every source of the embargo tables, for "none".
    pub(super) fn sources_of_embargoes(&self) -> Vec<SourceCopy> {
        let readings = self.atlas.embargoes.iter().flat_map(|embargo| &embargo.readings);
        let known = readings.filter_map(|reading| self.atlas.source_by_id(&reading.source));
        merged(known.map(|source| source.copy("")))
    }
}

fn code_of(reading: &EmbargoReading) -> Fixed {
    match (reading.target, reading.scope) {
        (Target::State, _) => STATE,
        (Target::Political, Scope::RepressionGoodsOnly) => POLITICAL_REPRESSION,
        (Target::Political, _) => POLITICAL,
        (Target::NonState | Target::Forces | Target::Persons, _) => NON_STATE,
    }
}

fn differs(embargo: &Embargo) -> bool {
    let mut codes = embargo.readings.iter().map(code_of);
    let first = codes.next();
    codes.any(|code| Some(code) != first)
}
