//! The fewest answers that bring the answers of a criterion to each level.
//!
//! A level follows from a few capped counts, so questions of the same weight, role and answer are the same thing. The
//! counts are gone through class by class, and for each state of the counts only the cheapest ways to it are kept. Questions
//! that a rule names, or on which others depend, are tried one by one around that.

use super::{AnswerTurn, Reached};
use crate::level::{Finding, Level};
use crate::rulebook::{Question, QuestionId, Role, Weight};
use crate::score::tally::{Row, Sheet, Tally, counted};
use std::collections::BTreeMap;

/// What an officer can come to say.
const FINDINGS: [Finding; 3] = [Finding::Concern, Finding::Unclear, Finding::NoConcern];
/// Ways to one state that are kept; more are rarely read.
const MOST_WAYS: usize = 32;

/// So many questions that a rule names are tried one by one; the others stay as they are answered.
const MOST_SINGULAR: usize = 6;

/// So many questions of a class get this finding.
type Step = (usize, Finding, usize);

/// What matters of a tally, no higher than any rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    fires: bool,
    major: u16,
    minor: u16,
    exposure: u16,
    open_trigger: bool,
    open_major: bool,
    informed: bool,
}

/// Questions that count alike.
struct Class<'a> {
    weight: Weight,
    role: Role,
    finding: Option<Finding>,
    /// Weak evidence alone does not clear them.
    is_weak: bool,
    questions: Vec<&'a Question>,
}

/// How many questions of a class get which finding, and what the class then gives.
struct Choice {
    cost: usize,
    steps: Vec<(Finding, usize)>,
    gives: Tally,
}

/// The cheapest way to a state, and all that cost the same.
#[derive(Clone)]
struct Cheapest {
    cost: usize,
    ways: Vec<Vec<Step>>,
}

/// For each level, the present one included: how many answers it takes, and which.
pub(super) fn ways(sheet: &Sheet<'_>, now: Level) -> Vec<Reached<Vec<AnswerTurn>>> {
    let singular = singular(sheet);
    let mut best: BTreeMap<Option<u8>, Best> = BTreeMap::new();
    let mut changes = Vec::new();
    // The shipped files have two at most; a file with many would be tried for ever.
    let tried = singular.get(..singular.len().min(MOST_SINGULAR)).unwrap_or_default();
    each_choice(tried, &mut changes, &mut |changes| {
        with_these(sheet, &singular, changes, &mut best);
    });
    let levels = best.into_iter().filter_map(|(rank, Best { cost, ways, has_more })| {
        let level = rank.map_or(Level::NoData, Level::from_rank);
        // Nobody wants to know how to know less.
        let is_wanted = level == now || level != Level::NoData;
        is_wanted.then(|| (level, cost, any_finding(ways), has_more))
    });
    levels.collect()
}

/// The cheapest ways to a level.
struct Best {
    cost: usize,
    ways: Vec<Vec<AnswerTurn>>,
    has_more: bool,
}

impl Best {
    const NONE: Self = Self { cost: usize::MAX, ways: Vec::new(), has_more: false };

    fn add(&mut self, way: Vec<AnswerTurn>) {
        // "Two of these, one like this and one like that" only where nothing simpler does.
        match (is_mixed(&way), self.ways.first().is_some_and(|first| is_mixed(first))) {
            (true, false) if !self.ways.is_empty() => {
                self.has_more = true;
                return;
            }
            (false, true) => {
                self.has_more = true;
                self.ways.clear();
            }
            _ => (),
        }
        if self.ways.contains(&way) {
            return;
        }
        self.has_more |= self.ways.len() == MOST_WAYS;
        if self.ways.len() < MOST_WAYS {
            self.ways.push(way);
        }
    }
}

/// Ways that differ in one finding only, and hold for all of them, are one: the question must be answered.
fn any_finding(ways: Vec<Vec<AnswerTurn>>) -> Vec<Vec<AnswerTurn>> {
    let mut left = ways;
    let mut whole = Vec::new();
    while !left.is_empty() {
        let way = left.remove(0);
        let with = |at: usize, to: Finding| {
            let mut other = way.clone();
            if let Some(turn) = other.get_mut(at) {
                turn.to = Some(to);
            }
            other
        };
        let free = (0..way.len()).find(|at| {
            FINDINGS.iter().all(|to| {
                let other = with(*at, *to);
                other == way || left.contains(&other)
            })
        });
        match free {
            Some(at) => {
                left.retain(|other| FINDINGS.iter().all(|to| *other != with(at, *to)));
                let mut way = way;
                if let Some(turn) = way.get_mut(at) {
                    turn.to = None;
                }
                // Another of its answers may be free, too.
                left.push(way);
            }
            None => whole.push(way),
        }
    }
    whole
}

/// Asks different things of questions that count alike.
fn is_mixed(way: &[AnswerTurn]) -> bool {
    way.iter().enumerate().any(|(at, turn)| way.iter().take(at).any(|other| other.of == turn.of))
}

/// Rows that must be looked at one by one.
fn singular<'s, 'a>(sheet: &'s Sheet<'a>) -> Vec<&'s Row<'a>> {
    let named: Vec<QuestionId> = sheet.named();
    let parents: Vec<QuestionId> =
        sheet.rows().iter().filter_map(|row| row.question.depends_on).collect();
    let is_singular = |id: QuestionId| named.contains(&id) || parents.contains(&id);
    sheet.rows().iter().filter(|row| is_singular(row.question.id)).collect()
}

/// Every choice of findings for the singular rows, the present ones included.
fn each_choice(
    rows: &[&Row<'_>],
    changes: &mut Vec<(QuestionId, Finding)>,
    then: &mut impl FnMut(&[(QuestionId, Finding)]),
) {
    let Some((row, rest)) = rows.split_first() else { return then(changes) };
    each_choice(rest, changes, then);
    for finding in FINDINGS.into_iter().filter(|finding| Some(*finding) != row.finding) {
        changes.push((row.question.id, finding));
        each_choice(rest, changes, then);
        changes.pop();
    }
}

fn with_these(
    sheet: &Sheet<'_>,
    singular: &[&Row<'_>],
    changes: &[(QuestionId, Finding)],
    best: &mut BTreeMap<Option<u8>, Best>,
) {
    // A change of a question that does not apply is no change.
    let idle = |id: QuestionId| {
        let row = sheet.rows().iter().find(|row| row.question.id == id);
        row.is_none_or(|row| !sheet.applies(row.question, changes))
    };
    if changes.iter().any(|(id, _)| idle(*id)) {
        return;
    }
    let fixed = sheet.tally(changes);
    let caps = Caps::of(sheet);
    let classes = classes(sheet, singular, changes);
    // What the singular rows give alone: the tally without the classes.
    let mut start = Tally { raised: fixed.raised.clone(), ..sheet.empty_tally(&fixed) };
    for row in singular.iter().filter(|row| sheet.applies(row.question, changes)) {
        let changed = changes.iter().find(|(id, _)| *id == row.question.id);
        let finding = changed.map(|(_, finding)| *finding).or(row.finding);
        start.add(row.question, counted(row.is_weak, finding));
    }
    let mut states =
        BTreeMap::from([(caps.state(&start), Cheapest { cost: 0, ways: vec![vec![]] })]);
    for (at, class) in classes.iter().enumerate() {
        states = class.spread(at, &states, &caps, &start);
    }
    for (state, cheapest) in states {
        let rank = sheet.level(&state.tally(&start)).rank();
        let cost = cheapest.cost + changes.len();
        let known = best.entry(rank).or_insert(Best::NONE);
        if cost < known.cost {
            *known = Best { cost, ..Best::NONE };
        }
        if cost > known.cost {
            continue;
        }
        let own =
            changes.iter().map(|(id, to)| AnswerTurn { count: 1, of: vec![*id], to: Some(*to) });
        for way in &cheapest.ways {
            known.add(own.clone().chain(turns(&classes, way)).collect());
        }
    }
}

fn turns<'c>(classes: &'c [Class<'_>], way: &'c [Step]) -> impl Iterator<Item = AnswerTurn> + 'c {
    way.iter().filter_map(|(class, to, count)| {
        let of = classes.get(*class)?.questions.iter().map(|question| question.id).collect();
        Some(AnswerTurn { count: *count, of, to: Some(*to) })
    })
}

/// The other rows that apply and count, put together.
fn classes<'a>(
    sheet: &Sheet<'a>,
    singular: &[&Row<'a>],
    changes: &[(QuestionId, Finding)],
) -> Vec<Class<'a>> {
    let mut classes: Vec<Class<'a>> = Vec::new();
    let free = sheet.rows().iter().filter(|row| {
        singular.iter().all(|other| other.question.id != row.question.id)
            && sheet.applies(row.question, changes)
            && row.question.weight != Weight::Context
            && (row.question.role != Role::Note || row.question.weight == Weight::Trigger)
    });
    for row in free {
        let Question { weight, role, .. } = row.question;
        let same = classes.iter_mut().find(|class| {
            class.weight == *weight
                && class.role == *role
                && class.finding == row.finding
                && class.is_weak == row.is_weak
        });
        match same {
            Some(class) => class.questions.push(row.question),
            None => classes.push(Class {
                weight: *weight,
                role: *role,
                finding: row.finding,
                is_weak: row.is_weak,
                questions: vec![row.question],
            }),
        }
    }
    classes
}

/// What the rules ask for at most.
struct Caps {
    major: u16,
    minor: u16,
    exposure: u16,
}

impl Caps {
    fn of(sheet: &Sheet<'_>) -> Self {
        let most = |get: fn(&crate::rulebook::AnswerRule) -> u16| {
            sheet.answer_rules().map(get).max().unwrap_or(0)
        };
        Self {
            major: most(|rule| rule.major),
            minor: most(|rule| rule.minor),
            exposure: most(|rule| rule.exposure),
        }
    }

    fn state(&self, tally: &Tally) -> State {
        State {
            fires: tally.fires,
            major: tally.major_record.min(self.major),
            minor: tally.minor_record.min(self.minor),
            exposure: tally.major_exposure.min(self.exposure),
            open_trigger: tally.open_triggers > 0,
            open_major: tally.open_majors > 0,
            informed: tally.informed > 0,
        }
    }
}

impl State {
    fn tally(self, start: &Tally) -> Tally {
        Tally {
            fires: self.fires,
            major_record: self.major,
            minor_record: self.minor,
            major_exposure: self.exposure,
            open_triggers: usize::from(self.open_trigger),
            open_majors: usize::from(self.open_major),
            informed: usize::from(self.informed),
            ..start.clone()
        }
    }
}

impl Class<'_> {
    /// Every state after this class, by the cheapest choices within it.
    fn spread(
        &self,
        at: usize,
        states: &BTreeMap<State, Cheapest>,
        caps: &Caps,
        start: &Tally,
    ) -> BTreeMap<State, Cheapest> {
        let mut after: BTreeMap<State, Cheapest> = BTreeMap::new();
        let choices = self.choices(caps, start);
        for (state, cheapest) in states {
            for Choice { cost, steps, gives } in &choices {
                let mut tally = state.tally(start);
                tally.join(gives);
                let cost = cheapest.cost + cost;
                let known = after
                    .entry(caps.state(&tally))
                    .or_insert(Cheapest { cost: usize::MAX, ways: Vec::new() });
                if cost < known.cost {
                    *known = Cheapest { cost, ways: Vec::new() };
                }
                if cost > known.cost {
                    continue;
                }
                for way in &cheapest.ways {
                    if known.ways.len() < MOST_WAYS {
                        let own = steps.iter().map(|(to, count)| (at, *to, *count));
                        known.ways.push(way.iter().copied().chain(own).collect());
                    }
                }
            }
        }
        after
    }

    /// How many get which finding, with what the class then gives: of those that give the same only the cheapest.
    fn choices(&self, caps: &Caps, start: &Tally) -> Vec<Choice> {
        let mut choices: BTreeMap<State, Vec<Choice>> = BTreeMap::new();
        let all = self.questions.len();
        let others: Vec<Finding> =
            FINDINGS.into_iter().filter(|it| Some(*it) != self.finding).collect();
        each_split(all, others.len(), &mut Vec::new(), &mut |counts| {
            let changed: usize = counts.iter().sum();
            let mut gives = Tally::default();
            let mut add = |finding: Option<Finding>, count: usize| {
                for question in self.questions.iter().take(count) {
                    gives.add_with(start, question, counted(self.is_weak, finding));
                }
            };
            add(self.finding, all - changed);
            let steps: Vec<(Finding, usize)> =
                others.iter().copied().zip(counts.iter().copied()).filter(|it| it.1 > 0).collect();
            for (finding, count) in &steps {
                add(Some(*finding), *count);
            }
            let same = choices.entry(caps.state(&gives)).or_default();
            let least = same.first().map_or(usize::MAX, |choice| choice.cost);
            if changed < least {
                same.clear();
            }
            if changed <= least {
                same.push(Choice { cost: changed, steps, gives });
            }
        });
        choices.into_values().flatten().collect()
    }
}

/// Every way to give at most `all` to so many heaps.
fn each_split(all: usize, heaps: usize, counts: &mut Vec<usize>, then: &mut impl FnMut(&[usize])) {
    if heaps == 0 {
        return then(counts);
    }
    for count in 0..=all {
        counts.push(count);
        each_split(all - count, heaps - 1, counts, then);
        counts.pop();
    }
}
