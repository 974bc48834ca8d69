//! Allied or UN forces in a state or next door (criterion 5).

use super::{Found, Inputs, Who, merged};
use crate::atlas::{CountryIx, Presence, SourceCopy};
use crate::rating::{Gap, ReadingValue};

impl<'a> Inputs<'a> {
    pub(super) fn presence(&self, id: &str, who: Who<'a>) -> Found<'a> {
        let near: Vec<CountryIx> = std::iter::once(who.at)
            .chain(who.country.neighbours.iter().filter_map(|iso3| self.atlas.country_index(*iso3)))
            .collect();
        let counting = self.atlas.presence.iter().filter(|row| row.counts);
        let of_here = counting.clone().filter(|row| near.contains(&row.country));
        let rows: Vec<&Presence> = of_here.clone().filter(|row| self.in_force(id, row)).collect();
        // What a list says is over once the list is too old, and nobody has said "none" since.
        let listed = counting.filter_map(|row| row.as_of).map(|date| date.year).max();
        let is_old = |year: u16| self.clock.year.saturating_sub(year) > self.ages.limit(id).used;
        let mut lapsed = of_here
            .filter(|row| row.until.is_none() && row.as_of.is_some_and(|date| is_old(date.year)));
        let newest = rows.iter().filter_map(|row| row.as_of).map(|date| date.year).max();
        match newest {
            Some(year) => Found::new(ReadingValue::YesNo(true))
                .dated(year, self.age(id, year))
                .from(merged(rows.iter().filter_map(|row| self.place_of(row)))),
            None if !rows.is_empty() => Found::new(ReadingValue::YesNo(true))
                .from(merged(rows.iter().filter_map(|row| self.place_of(row)))),
            // For earlier years an empty list is not "no".
            None if self.clock.year < self.windows.troop_lists_from => Found::gap(Gap::Undecided),
            None if listed.is_some_and(is_old) || lapsed.next().is_some() => {
                Found::gap(Gap::TooOld)
            }
            None => Found::new(ReadingValue::YesNo(false)).from(self.presence_sources.clone()),
        }
    }

    fn in_force(&self, id: &str, row: &Presence) -> bool {
        let year = self.clock.year;
        let has_begun = row.since.is_none_or(|since| since <= year);
        let listed = row.as_of.map_or(year, |date| date.year);
        let still_counts = match row.until {
            Some(until) => until >= year,
            None => year.saturating_sub(listed) <= self.ages.limit(id).used,
        };
        has_begun && still_counts
    }

    fn place_of(&self, row: &Presence) -> Option<SourceCopy> {
        let host = self.atlas.countries.get(usize::from(row.country.0))?.iso3;
        self.copy(row.source, format!("{host}: {}", row.force))
    }

    /// Every source of the lists, for "no".
    pub(super) fn sources_of_presence(&self) -> Vec<SourceCopy> {
        let counting = self.atlas.presence.iter().filter(|row| row.counts);
        let mut seen: Vec<_> = counting.map(|row| row.source).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().filter_map(|at| Some(self.atlas.source(at)?.copy(""))).collect()
    }
}
