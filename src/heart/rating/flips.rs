//! What would change a country's level: the smallest sets of facts, found by going through all values that the rules
//! tell apart.
//!
//! A rule sees a value only between its limits. So each input has a few stretches of values, and trying them all is exact.

use super::engine::level_of;
use super::weigh::{CaseSide, Weigher};
use super::{
    Condition, CriterionRating, Input, Inputs, Limit, Method, MethodCriterion, Reading,
    ReadingValue, Test,
};
use crate::atlas::Iso3;
use crate::fixed::Fixed;
use crate::level::Level;
use std::collections::BTreeMap;

/// One input that would have to say something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// As it is.
    pub reading: Reading,
    /// What it would have to be; without limits any value would do, if only it were known.
    pub low: Option<Limit>,
    pub high: Option<Limit>,
    /// Asked with yes and no only.
    pub is_yes_no: bool,
}

/// The smallest sets that lead to one level; none larger is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sets {
    pub size: usize,
    pub sets: Vec<Vec<Turn>>,
    /// There are more of this size than are listed.
    pub has_more: bool,
}

/// What would give a country another level under one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryFlips {
    pub criterion: u8,
    pub level: Level,
    /// For each other level that can be reached.
    pub to: BTreeMap<u8, Sets>,
    /// False where a method asks so much that not everything was tried, or looks at other years and other states, whose
    /// readings a case does not keep apart.
    pub is_complete: bool,
}

impl CountryFlips {
    pub fn sets(&self, to: Level) -> Option<&Sets> {
        self.to.get(&to.rank()?)
    }
}

/// More than this is tried for no method; the shipped ones need a few thousand.
const MOST_TRIES: usize = 100_000;
/// More sets to one level are not listed, and more boxes not put together.
const MOST_SETS: usize = 48;
const MOST_BOXES: usize = 300;

/// The smallest changes of facts for one criterion. The readings are those of the rating, however old it is.
pub fn flips(
    inputs: &Inputs<'_>,
    method: &Method,
    iso3: Iso3,
    rating: &CriterionRating,
) -> CountryFlips {
    let mut found = CountryFlips {
        criterion: rating.criterion,
        level: rating.level,
        to: BTreeMap::new(),
        is_complete: true,
    };
    let Some(criterion) = method.criterion(rating.criterion).filter(|it| !it.rules.is_empty())
    else {
        return found;
    };
    let mut weigher = Weigher::new(inputs, iso3, CaseSide::default());
    for reading in rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others) {
        weigher.put(reading.clone());
    }
    found.is_complete = !criterion.rules.iter().any(|rule| rule.when.looks_elsewhere());
    // What was read elsewhere may stand in the place of the state's own; then nothing can be said.
    if level_of(&mut weigher, method, criterion) != rating.level {
        found.is_complete = false;
        return found;
    }
    let spans = spans(inputs, &mut weigher, method, criterion);
    let wanted = if rating.level == Level::NoData { 3 } else { 2 };
    let mut search = Search { weigher, method, criterion, spans, tries: 0 };
    for size in 1..=search.spans.len() {
        let mut reached: BTreeMap<u8, Reached> = BTreeMap::new();
        search.all_of_size(size, 0, &mut Vec::new(), &mut reached);
        for (rank, Reached { boxes, has_more }) in reached {
            if Some(rank) != rating.level.rank() && !found.to.contains_key(&rank) {
                let boxes = if has_more { boxes } else { joined(boxes) };
                let has_more = has_more || boxes.len() > MOST_SETS;
                let listed = boxes.iter().take(MOST_SETS);
                let sets = listed.map(|one| search.turns(one)).collect();
                found.to.insert(rank, Sets { size, sets, has_more });
            }
        }
        if search.tries >= MOST_TRIES {
            found.is_complete = false;
            break;
        }
        if found.to.len() == wanted {
            break;
        }
    }
    found
}

/// The level that the readings of a rating give once more; `None` where the method says nothing, or looks at other years
/// and other states.
pub fn level_again(
    inputs: &Inputs<'_>,
    method: &Method,
    iso3: Iso3,
    rating: &CriterionRating,
) -> Option<Level> {
    let criterion = method.criterion(rating.criterion).filter(|it| !it.rules.is_empty())?;
    if criterion.rules.iter().any(|rule| rule.when.looks_elsewhere()) {
        return None;
    }
    let mut weigher = Weigher::new(inputs, iso3, CaseSide::default());
    for reading in rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others) {
        weigher.put(reading.clone());
    }
    Some(level_of(&mut weigher, method, criterion))
}

/// What leads to one level.
#[derive(Default)]
struct Reached {
    boxes: Vec<Boxed>,
    has_more: bool,
}

/// A place between two stretches: values from `at` on lie above.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cut {
    at: Fixed,
    below: Limit,
    above: Limit,
}

impl Cut {
    /// The limit itself lies above.
    fn from(at: Fixed) -> Self {
        Self { at, below: Limit::Below(at), above: Limit::AtLeast(at) }
    }

    /// The limit itself lies below.
    fn after(at: Fixed) -> Self {
        Self { at: at.next(), below: Limit::AtMost(at), above: Limit::Above(at) }
    }
}

/// An input with the stretches that the rules tell apart.
struct Span {
    id: String,
    reading: Reading,
    cuts: Vec<Cut>,
    /// The stretch in which it lies now.
    now: Option<usize>,
    /// What a count or a rank is out of.
    of: u16,
    is_yes_no: bool,
    is_count: bool,
    is_rank: bool,
    /// Inputs of the method that rest on the same series and are known with it.
    twins: Vec<String>,
}

/// For some inputs, by position, the first and last stretch.
type Boxed = Vec<(usize, usize, usize)>;

fn spans(
    inputs: &Inputs<'_>,
    weigher: &mut Weigher<'_, '_>,
    method: &Method,
    criterion: &MethodCriterion,
) -> Vec<Span> {
    let mut tests: Vec<(String, Test)> = Vec::new();
    for rule in criterion.rules.iter().filter(|rule| rule.level.is_some()) {
        collect(&rule.when, criterion, &mut tests);
    }
    let tested = |id: &str| tests.iter().any(|(other, _)| other == id);
    let mut ids: Vec<&str> = tests.iter().map(|(id, _)| id.as_str()).collect();
    let untested = untested(weigher, criterion);
    ids.extend(untested.iter().map(String::as_str).filter(|id| {
        !tested(id) && !tests.iter().any(|(other, _)| inputs.rest_on_the_same(id, other))
    }));
    let mut seen = Vec::new();
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    let one = |id: &str| {
        let reading = weigher.read(id).clone();
        let of_id = || tests.iter().filter(|(other, _)| other == id).map(|(_, test)| *test);
        let listed = method.list(id).map_or(0, |list| list.treaties.len() as u16);
        let of = match reading.value {
            ReadingValue::Count { of, .. } | ReadingValue::Rank { of, .. } => of,
            _ if listed > 0 => listed,
            _ => inputs.ranked(),
        };
        let mut cuts: Vec<Cut> = of_id().filter_map(|test| cut(test, of)).collect();
        cuts.sort_by_key(|cut| cut.at);
        cuts.dedup_by_key(|cut| cut.at);
        // Where some of it is unknown, to know it all is a change, too.
        let is_whole = !matches!(reading.value, ReadingValue::Count { gaps: 1.., .. });
        let now = reading.bounds().filter(|_| is_whole).and_then(|(low, high)| {
            let stretch = |value| cuts.partition_point(|cut| cut.at <= value);
            (stretch(low) == stretch(high)).then(|| stretch(low))
        });
        let twins = untested.iter().filter(|other| *other != id);
        let twins = twins.filter(|other| inputs.rest_on_the_same(id, other));
        Span {
            twins: twins.filter(|other| !tested(other)).cloned().collect(),
            id: id.to_owned(),
            now,
            of,
            is_yes_no: !cuts.is_empty()
                && of_id().all(|test| matches!(test, Test::Yes | Test::No | Test::Missing)),
            is_count: of_id().any(|it| matches!(it, Test::FewerThan(_) | Test::ShareBelow(_))),
            is_rank: of_id().any(|test| matches!(test, Test::TopShare(_))),
            reading,
            cuts,
        }
    };
    // What has no limits matters only while it is not known.
    ids.into_iter().map(one).filter(|span| !span.cuts.is_empty() || span.now.is_none()).collect()
}

/// Inputs that count for coverage and are not known.
fn untested(weigher: &mut Weigher<'_, '_>, criterion: &MethodCriterion) -> Vec<String> {
    let mut ids = Vec::new();
    for input in &criterion.inputs {
        let of = match input {
            Input::One(id) => std::slice::from_ref(id),
            Input::AnyOf(of) if of.iter().all(|id| weigher.read(id).is_gap()) => of,
            Input::AnyOf(_) | Input::Each(_) => continue,
        };
        ids.extend(of.iter().filter(|id| weigher.read(id).is_gap()).cloned());
    }
    ids
}

/// Every test on a reading of the state itself.
fn collect(condition: &Condition, criterion: &MethodCriterion, tests: &mut Vec<(String, Test)>) {
    if let Some((id, test)) = condition.test() {
        tests.push((id.to_owned(), test));
        return;
    }
    match condition {
        Condition::Points(_) => {
            for item in criterion.points.iter().flat_map(|table| &table.items) {
                collect(&item.one, criterion, tests);
                collect(&item.two, criterion, tests);
            }
        }
        Condition::InYears { .. } | Condition::InNeighbours { .. } | Condition::Exporter(_) => (),
        _ => {
            for part in condition.parts() {
                collect(part, criterion, tests);
            }
        }
    }
}

fn cut(test: Test, of: u16) -> Option<Cut> {
    Some(match test {
        Test::Yes | Test::No => Cut::after(Fixed::ZERO),
        Test::Value(Limit::AtLeast(at) | Limit::Below(at)) => Cut::from(at),
        Test::Value(Limit::Above(at) | Limit::AtMost(at)) => Cut::after(at),
        Test::FewerThan(count) => Cut::from(Fixed::from(count)),
        // The fewest that are no longer too few.
        Test::ShareBelow(percent) => {
            let enough = (0..=of).find(|joined| share(*joined, of) >= percent)?;
            Cut::from(Fixed::from(enough))
        }
        // The last rank within the share.
        Test::TopShare(percent) => {
            let last = (0..=of).rev().find(|rank| share(*rank, of) <= percent)?;
            Cut::after(Fixed::from(last))
        }
        Test::Missing | Test::Points(_) => return None,
    })
}

fn share(part: u16, of: u16) -> Fixed {
    Fixed::from(part).percent_of(Fixed::from(of)).unwrap_or_default()
}

struct Search<'s, 'i, 'a> {
    weigher: Weigher<'i, 'a>,
    method: &'s Method,
    criterion: &'s MethodCriterion,
    spans: Vec<Span>,
    tries: usize,
}

impl Search<'_, '_, '_> {
    /// Tries all sets of so many more inputs, from the position `from` on.
    fn all_of_size(
        &mut self,
        size: usize,
        from: usize,
        chosen: &mut Boxed,
        reached: &mut BTreeMap<u8, Reached>,
    ) {
        if self.tries >= MOST_TRIES {
            return;
        }
        if size == 0 {
            self.tries += 1;
            let level = level_of(&mut self.weigher, self.method, self.criterion);
            if let Some(rank) = level.rank() {
                let known = reached.entry(rank).or_default();
                known.has_more |= known.boxes.len() == MOST_BOXES;
                if known.boxes.len() < MOST_BOXES {
                    known.boxes.push(chosen.clone());
                }
            }
            return;
        }
        for at in from..self.spans.len() {
            let Some(span) = self.spans.get(at) else { return };
            let (now, stretches) = (span.now, span.cuts.len());
            for stretch in (0..=stretches).filter(|stretch| Some(*stretch) != now) {
                let Some(span) = self.spans.get(at) else { return };
                let Some(value) = span.value(stretch) else { continue };
                let ids: Vec<String> =
                    std::iter::once(&span.id).chain(&span.twins).cloned().collect();
                let before: Vec<_> =
                    ids.iter().map(|id| self.weigher.set(id, value.clone())).collect();
                chosen.push((at, stretch, stretch));
                self.all_of_size(size - 1, at + 1, chosen, reached);
                chosen.pop();
                for (id, before) in ids.iter().zip(before) {
                    self.weigher.set_back(id, before);
                }
            }
        }
    }

    fn turns(&self, one: &Boxed) -> Vec<Turn> {
        let turn = |(at, first, last): &(usize, usize, usize)| {
            let span = self.spans.get(*at)?;
            let low = first.checked_sub(1).and_then(|at| span.cuts.get(at));
            Some(Turn {
                reading: span.reading.clone(),
                low: low.map(|cut| cut.above),
                high: span.cuts.get(*last).map(|cut| cut.below),
                is_yes_no: span.is_yes_no,
            })
        };
        one.iter().filter_map(turn).collect()
    }
}

impl Span {
    /// A value in a stretch, the nearest to what it is; `None` where there is none.
    fn value(&self, stretch: usize) -> Option<ReadingValue> {
        let low = stretch.checked_sub(1).and_then(|at| self.cuts.get(at)).map(|cut| cut.at);
        let high = self.cuts.get(stretch).map(|cut| cut.at.before());
        let has = self.reading.bounds().map_or(Fixed::ZERO, |(low, _)| low);
        let mut value = low.map_or(has, |low| has.max(low));
        value = high.map_or(value, |high| value.min(high));
        // A whole number must not leave the stretch by being rounded.
        let whole = || {
            let number = if high.is_some_and(|high| value == high) {
                value.floor()
            } else {
                value.ceiling()
            };
            u16::try_from(number).ok().filter(|number| *number <= self.of)
        };
        // The first rank is 1.
        let first = Fixed::whole(1);
        let rank = || match whole()? {
            0 => high.is_none_or(|high| high >= first).then_some(1),
            rank => Some(rank),
        };
        Some(match &self.reading.value {
            ReadingValue::Count { .. } => {
                ReadingValue::Count { joined: whole()?, gaps: 0, of: self.of }
            }
            ReadingValue::Rank { .. } => ReadingValue::Rank { rank: rank()?, of: self.of },
            ReadingValue::Gap(_) if self.is_count => {
                ReadingValue::Count { joined: whole()?, gaps: 0, of: self.of }
            }
            ReadingValue::Gap(_) if self.is_rank => {
                ReadingValue::Rank { rank: rank()?, of: self.of }
            }
            ReadingValue::YesNo(_) => ReadingValue::YesNo(value > Fixed::ZERO),
            _ => ReadingValue::Number(value),
        })
    }
}

/// Puts boxes together that differ in one input only, by neighbouring stretches.
fn joined(mut boxes: Vec<Boxed>) -> Vec<Boxed> {
    loop {
        let pair = (0..boxes.len())
            .flat_map(|a| (0..boxes.len()).map(move |b| (a, b)))
            .find_map(|(a, b)| Some((a, b, together(boxes.get(a)?, boxes.get(b)?)?)));
        let Some((a, b, both)) = pair else { return boxes };
        boxes.remove(a.max(b));
        if let Some(place) = boxes.get_mut(a.min(b)) {
            *place = both;
        }
    }
}

fn together(a: &Boxed, b: &Boxed) -> Option<Boxed> {
    let mut differing = a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b);
    let (at, (one, other)) = differing.next()?;
    let rest_is_same = differing.next().is_none() && a.len() == b.len() && one.0 == other.0;
    (rest_is_same && one.2 + 1 == other.1).then(|| {
        let mut both = a.clone();
        if let Some(place) = both.get_mut(at) {
            *place = (one.0, one.1, other.2);
        }
        both
    })
}
