//! Organised violence by place and year, the state's own and its neighbours'.
//!
//! The tables do not name the parties. No row and a death count for the year = none; no death count = a gap.

use super::{Found, Inputs, Who};
use crate::atlas::{ConflictKind, CountryIx, Indicator, Qualifier};
use crate::fixed::Fixed;
use crate::rating::{Gap, ReadingValue};

const DEATHS: &str = "ucdp_deaths";
const BY_GOVERNMENT: &str = "ucdp_gov_onesided";
const INTERNAL: &[ConflictKind] = &[ConflictKind::Intrastate];
const INTERSTATE: &[ConflictKind] = &[ConflictKind::Interstate];
const STATE_BASED: &[ConflictKind] = &[ConflictKind::Intrastate, ConflictKind::Interstate];
const NON_STATE: &[ConflictKind] = &[ConflictKind::NonState];

/// How the kinds of one year come together.
#[derive(Clone, Copy)]
enum Joint {
    Sum,
    /// Each kind for itself: the highest counts.
    Highest,
}

impl<'a> Inputs<'a> {
    pub(super) fn newest_conflict_year(&self) -> Option<u16> {
        let points = self.series.get(DEATHS)?.points.iter();
        points
            .filter(|point| point.value.is_some())
            .map(|point| point.year)
            .filter(|year| self.clock.allows(*year))
            .max()
    }

    /// `None` where the id is not about conflict.
    pub(super) fn conflict(&self, id: &str, who: Who<'a>) -> Option<Found<'a>> {
        use Joint::{Highest, Sum};
        let years = self.windows.looks_back(id).unwrap_or(1);
        Some(match id {
            "UCDP_STATE" => self.own(id, who, STATE_BASED, Sum, years),
            "UCDP_INTERNAL" => self.own(id, who, INTERNAL, Sum, years),
            "UCDP_INTERSTATE" => self.own(id, who, INTERSTATE, Sum, years),
            "UCDP_NONSTATE" => self.own(id, who, NON_STATE, Sum, years),
            "UCDP_NONSTATE_DYADS" => self.non_state_dyads(id, who),
            "UCDP_STATE_10Y" => self.own(id, who, STATE_BASED, Highest, years),
            "UCDP_INTERNAL_10Y" => self.own(id, who, INTERNAL, Sum, years),
            "UCDP_INTERSTATE_10Y" => self.own(id, who, INTERSTATE, Sum, years),
            "UCDP_ONESIDED" => self.one_sided(id, who, years),
            "NEIGHBOUR_CONFLICT" => self.next_door(id, who, years),
            "NEIGHBOUR_CONFLICT_10Y" => self.next_door(id, who, years),
            _ => return None,
        })
    }

    /// Deaths in the data year, or the highest of the years that end with it.
    fn own(
        &self,
        id: &str,
        who: Who<'a>,
        kinds: &[ConflictKind],
        joint: Joint,
        years: u16,
    ) -> Found<'a> {
        let Some((series, last)) = self.data_year() else { return Found::gap(Gap::NoValue) };
        let deaths: Vec<Option<u32>> = look_back(last, years)
            .map(|year| self.deaths(series, who.at, year, kinds, joint))
            .collect();
        let highest = deaths.iter().flatten().max().copied();
        self.looked_back(id, series, last, highest, deaths.iter().all(Option::is_some))
    }

    /// Civilians killed by the government, all years of the window together.
    fn one_sided(&self, id: &str, who: Who<'a>, years: u16) -> Found<'a> {
        let (Some((_, last)), Some(series)) = (self.data_year(), self.series.get(BY_GOVERNMENT))
        else {
            return Found::gap(Gap::NoValue);
        };
        let killed: Vec<Option<u32>> =
            look_back(last, years).map(|year| value_in(series, who.at, year)).collect();
        let sum = killed.iter().any(Option::is_some).then(|| killed.iter().flatten().sum());
        self.looked_back(id, series, last, sum, killed.iter().all(Option::is_some))
    }

    /// With years missing a count is only a lower limit, and below an armed conflict says nothing.
    fn looked_back(
        &self,
        id: &str,
        series: &Indicator,
        last: u16,
        deaths: Option<u32>,
        is_complete: bool,
    ) -> Found<'a> {
        let found = match deaths {
            Some(deaths) if is_complete => Found::new(ReadingValue::Number(Fixed::from(deaths))),
            Some(deaths) if deaths >= self.windows.armed_conflict => Found {
                qualifier: Qualifier::AtLeast,
                ..Found::new(ReadingValue::Number(Fixed::from(deaths)))
            },
            Some(_) => Found::gap(Gap::Undecided),
            None => Found::gap(Gap::NoValue),
        };
        self.cite(id, found, series, last, String::new())
    }

    fn cite(
        &self,
        id: &str,
        found: Found<'a>,
        series: &Indicator,
        last: u16,
        place: String,
    ) -> Found<'a> {
        let place = if place.is_empty() { last.to_string() } else { format!("{last}: {place}") };
        found
            .dated(last, self.age(id, last))
            .from(self.copy(series.source, place).into_iter().collect())
    }

    /// Pairs of fighting groups: a row can be there without a death in the best estimate.
    fn non_state_dyads(&self, id: &str, who: Who<'a>) -> Found<'a> {
        let Some((series, last)) = self.data_year() else { return Found::gap(Gap::NoValue) };
        let rows = self.atlas.conflicts_of(who.iso3).iter();
        let pairs: u32 = rows
            .filter(|row| row.year == last && row.kind == ConflictKind::NonState)
            .map(|row| u32::from(row.dyads.max(1)))
            .sum();
        let known = pairs > 0 || value_in(series, who.at, last).is_some();
        self.looked_back(id, series, last, known.then_some(pairs), known)
    }

    /// The highest count of one kind in one year in a land neighbour. A neighbour's year without a count is left out.
    fn next_door(&self, id: &str, who: Who<'a>, years: u16) -> Found<'a> {
        let Some((series, last)) = self.data_year() else { return Found::gap(Gap::NoValue) };
        let (mut known, mut worst, mut place) =
            (who.country.neighbours.is_empty(), 0, String::new());
        for neighbour in &who.country.neighbours {
            let Some(at) = self.atlas.country_index(*neighbour) else { continue };
            let deaths = look_back(last, years)
                .filter_map(|year| self.deaths(series, at, year, STATE_BASED, Joint::Highest))
                .max();
            known |= deaths.is_some();
            if deaths.is_some_and(|deaths| deaths >= self.windows.armed_conflict) {
                place.push_str(if place.is_empty() { "" } else { ", " });
                place.push_str(neighbour.as_str());
            }
            worst = worst.max(deaths.unwrap_or(0));
        }
        let found = if known {
            Found::new(ReadingValue::Number(Fixed::from(worst)))
        } else {
            Found::gap(Gap::NoValue)
        };
        self.cite(id, found, series, last, place)
    }

    fn data_year(&self) -> Option<(&'a Indicator, u16)> {
        Some((*self.series.get(DEATHS)?, self.conflict_year?))
    }

    /// `None` = not recorded; no row in a recorded year = no deaths.
    fn deaths(
        &self,
        series: &Indicator,
        at: CountryIx,
        year: u16,
        kinds: &[ConflictKind],
        joint: Joint,
    ) -> Option<u32> {
        let iso3 = self.atlas.countries.get(usize::from(at.0))?.iso3;
        let rows = self.atlas.conflicts_of(iso3);
        let from = rows.partition_point(|row| row.year < year);
        let of_year = rows.get(from..).unwrap_or(&[]).iter().take_while(|row| row.year == year);
        let counts = of_year.filter(|row| kinds.contains(&row.kind)).map(|row| row.best);
        let found = match joint {
            Joint::Sum => counts.reduce(u32::saturating_add),
            Joint::Highest => counts.max(),
        };
        found.or_else(|| value_in(series, at, year).map(|_| 0))
    }
}

fn look_back(last: u16, years: u16) -> impl Iterator<Item = u16> {
    last.saturating_sub(years.saturating_sub(1))..=last
}

fn value_in(series: &Indicator, at: CountryIx, year: u16) -> Option<u32> {
    let points = series.points_of(at);
    let found = points.binary_search_by_key(&year, |point| point.year).ok()?;
    points.get(found)?.value.map(|value| value as u32)
}
