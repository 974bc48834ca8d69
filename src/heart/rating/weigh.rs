//! Whether a condition holds for a state, and which readings that rests on.
//!
//! Keeps every reading it took, so that one input is read once, however many rules name it.

use super::{
    Condition, Gap, Inputs, Limit, Part, PointItem, PointTable, Reading, ReadingValue, Test, Truth,
};
use crate::atlas::{Iso3, Qualifier};
use crate::fixed::Fixed;
use std::collections::BTreeSet;

/// Id of the sum of points among the readings.
const POINTS: &str = "POINTS";
const TAGS: &str = "ITEM_TAGS";
const EXPORTER: &str = "TRT_EXPORTER";

/// What only a case knows. Without one, conditions about it are open.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CaseSide<'c> {
    pub exporter: Option<Iso3>,
    pub tags: Option<&'c BTreeSet<String>>,
    /// Tags of the question that is being answered.
    pub own_tags: &'c [String],
}

/// Which state, which year of a series, and which points.
#[derive(Clone, Copy)]
struct Place<'p> {
    iso3: Iso3,
    year: Option<u16>,
    points: Option<&'p PointTable>,
}

/// A reading and what it was taken of.
struct Taken {
    iso3: Iso3,
    year: Option<u16>,
    reading: Reading,
}

pub(super) struct Weigher<'i, 'a> {
    inputs: &'i Inputs<'a>,
    iso3: Iso3,
    case: CaseSide<'i>,
    taken: Vec<Taken>,
}

/// Positions in the readings taken, in the order of use.
pub(super) type Used = Vec<usize>;

impl<'i, 'a> Weigher<'i, 'a> {
    pub fn new(inputs: &'i Inputs<'a>, iso3: Iso3, case: CaseSide<'i>) -> Self {
        Self { inputs, iso3, case, taken: Vec::new() }
    }

    /// A reading that comes from elsewhere.
    pub fn put(&mut self, reading: Reading) {
        self.taken.push(Taken { iso3: self.iso3, year: None, reading });
    }

    pub fn truth(&mut self, condition: &Condition, used: &mut Used) -> Truth {
        self.truth_with(condition, None, used)
    }

    /// The same, where `Points` speaks of this table.
    pub fn truth_with(
        &mut self,
        condition: &Condition,
        points: Option<&PointTable>,
        used: &mut Used,
    ) -> Truth {
        let own = Place { iso3: self.iso3, year: None, points };
        self.at(condition, own, used)
    }

    /// Every single test of a condition on the state itself, with its outcome.
    pub fn parts(&mut self, condition: &Condition, points: Option<&PointTable>) -> Vec<Part> {
        let mut parts = Vec::new();
        self.add_parts(condition, points, &mut parts);
        parts
    }

    fn add_parts(
        &mut self,
        condition: &Condition,
        points: Option<&PointTable>,
        parts: &mut Vec<Part>,
    ) {
        if let Some((id, test)) = condition.test() {
            let truth = test.of(self.read(id));
            parts.push(Part { id: id.to_owned(), test, truth });
            return;
        }
        match condition {
            Condition::Points(_) => {
                let own = Place { iso3: self.iso3, year: None, points };
                for item in points.iter().flat_map(|table| &table.items) {
                    let (truth, given) = match self.points_of(item, own, &mut Used::new()) {
                        Some(0) => (Truth::False, 0),
                        Some(given) => (Truth::True, given),
                        None => (Truth::Open, 0),
                    };
                    parts.push(Part { id: item.input.clone(), test: Test::Points(given), truth });
                }
            }
            // Readings of other years and other states have no place of their own.
            Condition::InYears { .. } | Condition::InNeighbours { .. } | Condition::Exporter(_) => {
            }
            _ => {
                for part in condition.parts() {
                    self.add_parts(part, points, parts);
                }
            }
        }
    }

    /// What a reading is taken to be from now on.
    /// Gives what it was.
    pub fn set(&mut self, id: &str, value: ReadingValue) -> (ReadingValue, Qualifier) {
        self.set_back(id, (value, Qualifier::Firm))
    }

    pub fn set_back(
        &mut self,
        id: &str,
        (value, qualifier): (ReadingValue, Qualifier),
    ) -> (ReadingValue, Qualifier) {
        let at = self.take(id, Place { iso3: self.iso3, year: None, points: None });
        let Some(Taken { reading, .. }) = self.taken.get_mut(at) else { return (value, qualifier) };
        (
            std::mem::replace(&mut reading.value, value),
            std::mem::replace(&mut reading.qualifier, qualifier),
        )
    }

    /// One input of the state itself.
    pub fn read(&mut self, id: &str) -> &Reading {
        let at = self.take(id, Place { iso3: self.iso3, year: None, points: None });
        self.reading(at)
    }

    pub fn copies(&self, used: &[usize]) -> Vec<Reading> {
        used.iter().map(|at| self.reading(*at).clone()).collect()
    }

    fn reading(&self, at: usize) -> &Reading {
        static NOTHING: Reading = Reading::NOTHING;
        self.taken.get(at).map_or(&NOTHING, |taken| &taken.reading)
    }

    fn take(&mut self, id: &str, place: Place<'_>) -> usize {
        let known = self.taken.iter().position(|taken| {
            taken.iso3 == place.iso3 && taken.year == place.year && taken.reading.id == id
        });
        known.unwrap_or_else(|| {
            let mut reading = match place.year {
                Some(year) => self.inputs.reading_in(id, place.iso3, year),
                None => self.inputs.reading(id, place.iso3),
            };
            if place.iso3 != self.iso3 {
                for source in &mut reading.sources {
                    source.place = format!("{}: {}", place.iso3, source.place);
                }
            }
            self.taken.push(Taken { iso3: place.iso3, year: place.year, reading });
            self.taken.len() - 1
        })
    }

    fn use_one(&mut self, id: &str, place: Place<'_>, used: &mut Used) -> &Reading {
        let at = self.take(id, place);
        if !used.contains(&at) {
            used.push(at);
        }
        self.reading(at)
    }

    fn at(&mut self, condition: &Condition, place: Place<'_>, used: &mut Used) -> Truth {
        if let Some((id, test)) = condition.test() {
            return test.of(self.use_one(id, place, used));
        }
        match condition {
            Condition::Points(percent) => self.points_reach(*percent, place, used),
            Condition::Any(parts) => Truth::any(self.each(parts, place, used)),
            Condition::All(parts) => Truth::all(self.each(parts, place, used)),
            Condition::Several { wanted, of } => {
                Truth::at_least(usize::from(*wanted), self.each(of, place, used))
            }
            Condition::Not(part) => self.at(part, place, used).negated(),
            Condition::Surely(part) => Truth::of(self.at(part, place, used) == Truth::True),
            Condition::Possibly(part) => Truth::of(self.at(part, place, used) != Truth::False),
            Condition::InYears { wanted, years, what } => {
                self.in_years((*wanted, *years), what, place, used)
            }
            Condition::InNeighbours { wanted, what } => {
                self.in_neighbours(*wanted, what, place, used)
            }
            Condition::Exporter(part) => match self.case.exporter {
                Some(iso3) => self.at(part, Place { iso3, year: None, points: None }, used),
                None => self.not_said(EXPORTER, used),
            },
            Condition::Tag(tags) => self.tagged(tags, used),
            Condition::OwnTag => self.tagged(self.case.own_tags, used),
            // The single tests.
            _ => Truth::Open,
        }
    }

    /// All of them, because a reading that did not decide is still shown.
    fn each(&mut self, parts: &[Condition], place: Place<'_>, used: &mut Used) -> Vec<Truth> {
        parts.iter().map(|part| self.at(part, place, used)).collect()
    }

    fn in_years(
        &mut self,
        (wanted, years): (u16, u16),
        what: &Condition,
        place: Place<'_>,
        used: &mut Used,
    ) -> Truth {
        let Some(id) = what.ids().first().map(|id| (*id).to_owned()) else { return Truth::Open };
        let newest = self.use_one(&id, place, used);
        let (Some(last), false) = (newest.year, newest.is_gap()) else { return Truth::Open };
        let of_years: Vec<Truth> = (0..years)
            .map(|back| {
                let year = Some(last.saturating_sub(back));
                self.at(what, Place { year, ..place }, used)
            })
            .collect();
        Truth::at_least(usize::from(wanted), of_years)
    }

    fn in_neighbours(
        &mut self,
        wanted: u16,
        what: &Condition,
        place: Place<'_>,
        used: &mut Used,
    ) -> Truth {
        let Some(country) = self.inputs.atlas().country(place.iso3) else { return Truth::Open };
        let of_each: Vec<Truth> = country
            .neighbours
            .iter()
            .map(|iso3| self.at(what, Place { iso3: *iso3, year: None, points: None }, used))
            .collect();
        Truth::at_least(usize::from(wanted), of_each)
    }

    /// Open while no tag is chosen at all: then nobody has said what the goods are.
    fn tagged(&mut self, tags: &[String], used: &mut Used) -> Truth {
        let Some(chosen) = self.case.tags.filter(|chosen| !chosen.is_empty()) else {
            return self.not_said(TAGS, used);
        };
        let applies = tags.iter().any(|tag| tag == "*" || chosen.contains(tag));
        let reading = self.inputs.given(TAGS, ReadingValue::YesNo(applies), Vec::new());
        self.add(reading, used);
        Truth::of(applies)
    }

    fn not_said(&mut self, id: &str, used: &mut Used) -> Truth {
        let reading = self.inputs.gap(id, Gap::CaseField);
        self.add(reading, used);
        Truth::Open
    }

    fn add(&mut self, reading: Reading, used: &mut Used) {
        let same = self.taken.iter().position(|taken| taken.reading == reading);
        let at = same.unwrap_or_else(|| {
            self.put(reading);
            self.taken.len() - 1
        });
        if !used.contains(&at) {
            used.push(at);
        }
    }

    fn points_reach(&mut self, percent: Fixed, place: Place<'_>, used: &mut Used) -> Truth {
        let Some(table) = place.points else { return Truth::Open };
        let (mut points, mut present) = (0_u16, 0_u16);
        for item in &table.items {
            self.use_one(&item.input, place, used);
            let Some(given) = self.points_of(item, place, used) else { continue };
            points += u16::from(given);
            present += 1;
        }
        if present == 0 || present < table.min_present {
            return Truth::Open;
        }
        let share = Fixed::from(points).percent_of(Fixed::from(2 * present)).unwrap_or_default();
        let value = ReadingValue::Number(share);
        let named = self.inputs.given(POINTS, value, Vec::new());
        self.add(Reading { name: table.name.clone(), ..named }, used);
        Truth::of(share >= percent)
    }
}

impl Weigher<'_, '_> {
    /// 0 to 2 points; `None` where that is open.
    fn points_of(&mut self, item: &PointItem, place: Place<'_>, used: &mut Used) -> Option<u8> {
        match (self.at(&item.one, place, used), self.at(&item.two, place, used)) {
            (Truth::Open, _) | (_, Truth::Open) => None,
            (_, Truth::True) => Some(2),
            (Truth::True, _) => Some(1),
            _ => Some(0),
        }
    }
}

impl Reading {
    const NOTHING: Self = Self {
        id: String::new(),
        name: crate::text::Text { en: String::new(), de: String::new(), fr: String::new() },
        value: ReadingValue::Gap(Gap::NoValue),
        unit: crate::text::Text { en: String::new(), de: String::new(), fr: String::new() },
        year: None,
        age: super::Age::NotUsed,
        status: crate::atlas::ValueStatus::NotCollected,
        qualifier: Qualifier::Firm,
        sources: Vec::new(),
    };

    pub fn is_gap(&self) -> bool {
        matches!(self.value, ReadingValue::Gap(_))
    }

    /// The lowest and the highest that the value can be; `None` for a gap.
    pub fn bounds(&self) -> Option<(Fixed, Fixed)> {
        let (low, high) = match self.value {
            ReadingValue::Number(number) | ReadingValue::Category(number, _) => (number, number),
            ReadingValue::Count { joined, gaps, .. } => {
                (Fixed::from(joined), Fixed::from(joined.saturating_add(gaps)))
            }
            ReadingValue::YesNo(yes) => (Fixed::from(yes), Fixed::from(yes)),
            ReadingValue::Range(low, high) => (low, high),
            ReadingValue::Rank { rank, .. } => (Fixed::from(rank), Fixed::from(rank)),
            ReadingValue::Gap(_) => return None,
        };
        let open_above = self.qualifier == Qualifier::AtLeast;
        Some((low, if open_above { Fixed::ENDLESS } else { high }))
    }
}

impl Test {
    /// Whether a reading passes it. Points are given by a table and never asked of a reading.
    pub(super) fn of(self, reading: &Reading) -> Truth {
        match self {
            Self::Yes => says_yes(reading),
            Self::No => says_yes(reading).negated(),
            Self::Missing => Truth::of(reading.is_gap()),
            Self::Value(limit) => within(reading, limit),
            Self::FewerThan(count) => within(reading, Limit::Below(Fixed::from(count))),
            Self::ShareBelow(percent) => share_below(reading, percent),
            Self::TopShare(percent) => in_top_share(reading, percent),
            Self::Points(_) => Truth::Open,
        }
    }
}

fn says_yes(reading: &Reading) -> Truth {
    within(reading, Limit::Above(Fixed::ZERO))
}

fn within(reading: &Reading, limit: Limit) -> Truth {
    reading.bounds().and_then(|(low, high)| limit.holds(low, high)).map_or(Truth::Open, Truth::of)
}

fn share_below(reading: &Reading, percent: Fixed) -> Truth {
    match reading.value {
        ReadingValue::Count { joined, gaps, of } if of > gaps => {
            let share = Fixed::from(joined).percent_of(Fixed::from(of - gaps));
            share.map_or(Truth::Open, |share| Truth::of(share < percent))
        }
        _ => Truth::Open,
    }
}

fn in_top_share(reading: &Reading, percent: Fixed) -> Truth {
    match reading.value {
        ReadingValue::Rank { rank, of } => {
            let share = Fixed::from(rank).percent_of(Fixed::from(of));
            share.map_or(Truth::Open, |share| Truth::of(share <= percent))
        }
        _ => Truth::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(value: ReadingValue) -> Reading {
        Reading { value, ..Reading::NOTHING }
    }

    #[test]
    fn gaps_leave_counts_and_ranges_open_only_near_the_limit() {
        let count = |joined, gaps| with(ReadingValue::Count { joined, gaps, of: 29 });
        let fewer = |reading: &Reading, n: u16| within(reading, Limit::Below(Fixed::from(n)));
        assert_eq!(fewer(&count(24, 3), 23), Truth::False);
        assert_eq!(fewer(&count(18, 4), 23), Truth::True);
        assert_eq!(fewer(&count(20, 4), 23), Truth::Open);
        let bands = with(ReadingValue::Range(Fixed::whole(4), Fixed::whole(5)));
        assert_eq!(within(&bands, Limit::AtLeast(Fixed::whole(4))), Truth::True);
        assert_eq!(within(&bands, Limit::AtLeast(Fixed::whole(5))), Truth::Open);
        assert_eq!(within(&bands, Limit::AtLeast(Fixed::whole(6))), Truth::False);
        assert_eq!(
            within(&with(ReadingValue::Gap(Gap::NoValue)), Limit::Below(Fixed::whole(9))),
            Truth::Open
        );
        assert_eq!(share_below(&count(0, 29), Fixed::whole(50)), Truth::Open);
        assert_eq!(share_below(&count(10, 9), Fixed::whole(50)), Truth::False);
    }

    #[test]
    fn a_lower_limit_proves_more_but_never_less() {
        let some = Reading {
            qualifier: Qualifier::AtLeast,
            ..with(ReadingValue::Number(Fixed::whole(30)))
        };
        assert_eq!(within(&some, Limit::AtLeast(Fixed::whole(25))), Truth::True);
        assert_eq!(within(&some, Limit::Below(Fixed::whole(25))), Truth::False);
        assert_eq!(within(&some, Limit::AtLeast(Fixed::whole(100))), Truth::Open);
    }

    #[test]
    fn a_rank_is_in_the_top_share_up_to_its_edge() {
        let rank = |rank| with(ReadingValue::Rank { rank, of: 151 });
        assert_eq!(in_top_share(&rank(37), Fixed::whole(25)), Truth::True);
        assert_eq!(in_top_share(&rank(38), Fixed::whole(25)), Truth::False);
    }
}
