//! Treaties: joined, not joined, or a gap; alone and in lists.

use super::{Found, Inputs, Who};
use crate::atlas::{Atlas, Joined, SourceCopy, SourceIx, Treaty, TreatyStatus, ValueStatus};
use crate::fixed::Fixed;
use crate::rating::{Age, Clock, Gap, ReadingValue, TreatyList};
use crate::rulebook::{EntryKind, RegistryEntry};
use std::collections::BTreeMap;

/// Notes that give another reason for an unknown status than the age of the list.
const OTHER_REASONS: [&str; 3] = ["not decided", "not placed", "UN members only"];
const WITHDREW: &str = "withdrew";
/// Notes of rows where a withdrawal is certain, or announced.
const CHANGES: [&str; 2] = [WITHDREW, "withdrawal notified"];

/// Treaties by position; the inner ones all have to be joined.
#[derive(Debug, Clone)]
pub(super) struct List {
    is_one: bool,
    min_known: u16,
    items: Vec<Vec<u16>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Membership {
    Joined,
    NotJoined,
    Gap,
}

/// The lists of the file, and the treaty ids of the registry that the file has no list for.
pub(super) fn prepared<'a>(
    atlas: &Atlas,
    registry: &'a [RegistryEntry],
    lists: &'a [TreatyList],
) -> BTreeMap<&'a str, List> {
    let positions: BTreeMap<&str, u16> =
        atlas.treaties.iter().zip(0..).map(|(treaty, at)| (treaty.id.as_str(), at)).collect();
    let item = |id: &String| -> Option<Vec<u16>> {
        id.split('+').map(|id| positions.get(id).copied()).collect()
    };
    let mut out = BTreeMap::new();
    for entry in registry.iter().filter(|entry| entry.kind == EntryKind::Treaty) {
        let Some(items) = entry.bundled.iter().map(item).collect::<Option<Vec<_>>>() else {
            continue;
        };
        // The two Additional Protocols are one item wherever they are asked about.
        let items = if entry.id == "TRT_AP" { vec![items.concat()] } else { items };
        if !items.is_empty() {
            out.insert(entry.id.as_str(), List { is_one: items.len() == 1, min_known: 0, items });
        }
    }
    for list in lists {
        // A treaty that the data do not know stays in the list, as one that nobody can decide.
        let items = list.treaties.iter().map(|id| item(id).unwrap_or_default()).collect();
        out.insert(list.id.as_str(), List { is_one: false, min_known: list.min_known, items });
    }
    out
}

impl<'a> Inputs<'a> {
    pub(super) fn treaties(&self, list: &List, who: Who<'a>) -> Found<'a> {
        let rows = self.atlas.statuses_of(who.iso3);
        let row_of = |treaty: u16| {
            let at = rows.binary_search_by_key(&treaty, |row| row.treaty).ok()?;
            rows.get(at)
        };
        let (mut joined, mut not_joined) = (0_u16, 0_u16);
        for item in &list.items {
            match self.all_of(item, row_of) {
                Membership::Joined => joined += 1,
                Membership::NotJoined => not_joined += 1,
                Membership::Gap => (),
            }
        }
        let read = list.items.iter().flatten().filter_map(|treaty| row_of(*treaty));
        let (sources, is_listed) =
            (self.treaty_sources(read.clone()), read.clone().next().is_some());
        let (known, of) = (joined + not_joined, list.items.len() as u16);
        let value = match (list.is_one, known) {
            (true, 0) if !is_listed => ReadingValue::Gap(Gap::NoValue),
            (true, 0) => ReadingValue::Gap(Gap::Undecided),
            (true, _) => ReadingValue::YesNo(joined > 0),
            (_, 0) if !is_listed => ReadingValue::Gap(Gap::NoValue),
            _ if known < list.min_known => ReadingValue::Gap(Gap::Undecided),
            _ => ReadingValue::Count { joined, gaps: of - known, of },
        };
        let year = if list.is_one {
            read.filter_map(|row| row.year).max()
        } else {
            read.filter_map(|row| row.as_of.map(|date| date.year)).max()
        };
        let status = match value {
            ReadingValue::Gap(_) => ValueStatus::NotCollected,
            _ => ValueStatus::Present,
        };
        Found { year, age: Age::Undated, status, ..Found::new(value) }.from(sources)
    }

    fn all_of<'r>(
        &self,
        item: &[u16],
        row_of: impl Fn(u16) -> Option<&'r TreatyStatus>,
    ) -> Membership {
        let mut whole = if item.is_empty() { Membership::Gap } else { Membership::Joined };
        for treaty in item {
            let one = row_of(*treaty).map_or(Membership::Gap, |row| self.membership(row));
            match one {
                Membership::NotJoined => return Membership::NotJoined,
                Membership::Gap => whole = Membership::Gap,
                Membership::Joined => (),
            }
        }
        whole
    }

    fn membership(&self, row: &TreatyStatus) -> Membership {
        membership(row, self.note_of(row), &self.clock, self.windows.treaty_lists_from)
    }

    fn note_of(&self, row: &TreatyStatus) -> &'a str {
        row.note.and_then(|at| self.atlas.notes.get(usize::from(at))).map_or("", |note| &note.en)
    }

    /// One copy per list of parties, with what it says on each treaty.
    fn treaty_sources<'r>(&self, rows: impl Iterator<Item = &'r TreatyStatus>) -> Vec<SourceCopy> {
        let mut places: Vec<(SourceIx, String)> = Vec::new();
        let rows = rows.filter(|_| self.is_cited);
        for row in rows {
            let place = match places.iter_mut().find(|(at, _)| *at == row.source) {
                Some((_, place)) => {
                    place.push_str("; ");
                    place
                }
                None => {
                    places.push((row.source, String::new()));
                    let Some((_, place)) = places.last_mut() else { continue };
                    place
                }
            };
            place.push_str(self.treaty_id(row));
            place.push('=');
            place.push_str(row.status.code());
            if let Some(year) = row.year {
                place.push(' ');
                place.push_str(&year.to_string());
            }
            if let Some(as_of) = row.as_of {
                place.push_str(" (");
                place.push_str(&as_of.to_string());
                place.push(')');
            }
        }
        places
            .into_iter()
            .filter_map(|(at, place)| Some(self.atlas.source(at)?.copy(place)))
            .collect()
    }

    fn treaty_id(&self, row: &TreatyStatus) -> &'a str {
        let treaty: Option<&Treaty> = self.atlas.treaty_of(row);
        treaty.map_or("", |treaty| &treaty.id)
    }

    /// Withdrawals of the last years that the table notes. An empty table proves nothing, so it is never "no".
    pub(super) fn treaty_changes(&self, who: Who<'a>) -> Found<'a> {
        let rows: Vec<_> = self
            .atlas
            .statuses_of(who.iso3)
            .iter()
            .filter(|row| self.is_recent_change(row))
            .collect();
        if rows.is_empty() {
            return Found::gap(Gap::Undecided);
        }
        let year = rows.iter().filter_map(|row| self.year_of_change(row)).max();
        let value = ReadingValue::Number(Fixed::from(rows.len() as u32));
        Found { year, ..Found::new(value) }.from(self.treaty_sources(rows.into_iter()))
    }

    fn is_recent_change(&self, row: &TreatyStatus) -> bool {
        let note = self.note_of(row);
        // Announced withdrawals lie ahead and count too: the window has no later end.
        CHANGES.iter().any(|word| note.contains(word))
            && self.year_of_change(row).is_none_or(|year| {
                year.saturating_add(self.windows.treaty_changes) >= self.clock.year
            })
    }

    /// The year that the note names, else that of the list that shows the change.
    fn year_of_change(&self, row: &TreatyStatus) -> Option<u16> {
        year_in(self.note_of(row)).or_else(|| row.as_of.map(|date| date.year))
    }
}

/// Whether a state had joined (bicc-method.md, section 1: item 7 and "As-of year").
fn membership(row: &TreatyStatus, note: &str, clock: &Clock, decide_from: u16) -> Membership {
    let list_year = row.as_of.map(|date| date.year);
    // An older list names parties only: who is missing there may have joined since.
    let is_old_list = list_year.is_none_or(|year| year < decide_from);
    let listed_later = match (clock.upto, list_year) {
        (Some(upto), Some(list)) => upto <= list,
        _ => false,
    };
    match row.status {
        Joined::Party | Joined::PartyWithReservation => {
            if row.year.is_none_or(|year| clock.allows(year)) {
                Membership::Joined
            } else {
                Membership::NotJoined
            }
        }
        Joined::NotParty => {
            let left = note.contains(WITHDREW).then(|| year_in(note).or(list_year)).flatten();
            match (clock.upto, left) {
                (Some(upto), Some(left)) if upto < left => Membership::Gap,
                _ => Membership::NotJoined,
            }
        }
        Joined::Signatory if !is_old_list => Membership::NotJoined,
        Joined::Signatory | Joined::Unknown => {
            let other_reason = OTHER_REASONS.iter().any(|reason| note.contains(reason));
            if is_old_list && listed_later && !other_reason {
                Membership::NotJoined
            } else {
                Membership::Gap
            }
        }
    }
}

/// The first year in a note, as in "withdrew with effect from 2017-10-27".
fn year_in(note: &str) -> Option<u16> {
    note.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::CountryIx;
    use crate::date::Date;
    use crate::rating::AsOf;

    fn row(status: Joined, year: Option<u16>, list: u16) -> TreatyStatus {
        let as_of = Some(Date::of_year(list));
        TreatyStatus {
            country: CountryIx(0),
            treaty: 0,
            status,
            year,
            source: SourceIx(0),
            as_of,
            note: None,
        }
    }

    #[test]
    fn a_gap_is_not_a_no() {
        use Membership::{Gap, Joined as In, NotJoined as Out};
        let newest = Clock::of(AsOf::Newest, 2025);
        let in_year = |year| Clock::of(AsOf::Year(year), 2025);
        for (row, note, clock, expected) in [
            (row(Joined::Party, Some(2030), 2026), "", newest, In),
            (row(Joined::Party, Some(2010), 2026), "", in_year(2009), Out),
            (row(Joined::PartyWithReservation, None, 2026), "", in_year(1990), In),
            (row(Joined::Signatory, Some(2013), 2026), "", newest, Out),
            (row(Joined::Signatory, Some(2013), 2018), "", newest, Gap),
            (row(Joined::Signatory, Some(2013), 2018), "", in_year(2018), Out),
            (row(Joined::Signatory, Some(2013), 2018), "", in_year(2019), Gap),
            (row(Joined::Unknown, None, 2014), "", in_year(2014), Out),
            (row(Joined::Unknown, None, 2014), "undated; not decided", in_year(2014), Gap),
            (row(Joined::Unknown, None, 2014), "", newest, Gap),
            (row(Joined::Unknown, None, 2026), "", in_year(2014), Gap),
            (row(Joined::NotParty, None, 2026), "", in_year(2014), Out),
            (row(Joined::NotParty, None, 2026), "withdrew", in_year(2025), Gap),
            (row(Joined::NotParty, None, 2026), "withdrew", in_year(2026), Out),
            (row(Joined::NotParty, None, 2026), "withdrew from 2017-10-27", in_year(2016), Gap),
            (row(Joined::NotParty, None, 2026), "withdrew from 2017-10-27", in_year(2017), Out),
        ] {
            assert_eq!(membership(&row, note, &clock, 2020), expected, "{row:?} {note} {clock:?}");
        }
    }
}
