//! Lists side by side: goods, parties, measures, scenarios, denials, states of transit, traces.

use super::merge::Choice;
use super::part::Part;
use super::said::Said;
use super::{differ, reading};
use crate::dossier::{Dossier, RemovedEvidence};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Above this product of lengths nothing is matched but what stands alike at both ends.
const MOST_PAIRS: usize = 1_000_000;

/// One row of two lists side by side: positions in each, never neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub mine: Option<usize>,
    pub theirs: Option<usize>,
}

/// The rows of every list of two cases.
pub(super) struct Lists {
    pub lines: Vec<Row>,
    pub parties: Vec<Row>,
    pub measures: BTreeMap<u8, Vec<Row>>,
    pub scenarios: BTreeMap<u8, Vec<Row>>,
    pub denials: Vec<Row>,
}

impl Lists {
    pub fn new(mine: &Dossier, theirs: &Dossier) -> Self {
        let numbers: BTreeSet<u8> =
            mine.criteria.keys().chain(theirs.criteria.keys()).copied().collect();
        let records = |number: &u8| (mine.record(*number), theirs.record(*number));
        let measures = |number: &u8| {
            let (ours, other) = records(number);
            (*number, rows(&ours.measures, &other.measures))
        };
        let scenarios = |number: &u8| {
            let (ours, other) = records(number);
            (*number, rows(&ours.scenarios, &other.scenarios))
        };
        Self {
            lines: rows(&mine.request.lines, &theirs.request.lines),
            parties: rows(&mine.request.parties, &theirs.request.parties),
            measures: numbers.iter().map(measures).collect(),
            scenarios: numbers.iter().map(scenarios).collect(),
            denials: rows(&mine.denials, &theirs.denials),
        }
    }

    /// What both say in a row of a list, where it is not the same; `None` for parts that are no row.
    pub fn look(
        &self,
        part: &Part,
        mine: &Dossier,
        theirs: &Dossier,
    ) -> Option<Option<(Said, Said)>> {
        let (ours, other) = (&mine.request, &theirs.request);
        Some(match part {
            Part::Line(at) => look(self.lines.get(*at)?, &ours.lines, &other.lines, |line| {
                Said::Line(Box::new(line.clone()))
            }),
            Part::Party(at) => look(self.parties.get(*at)?, &ours.parties, &other.parties, |it| {
                Said::Party(Box::new(it.clone()))
            }),
            Part::Measure(number, at) => {
                let row = self.measures.get(number)?.get(*at)?;
                let (ours, other) = (mine.record(*number), theirs.record(*number));
                look(row, &ours.measures, &other.measures, |it| Said::Measure(Box::new(it.clone())))
            }
            Part::Scenario(number, at) => {
                let row = self.scenarios.get(number)?.get(*at)?;
                let (ours, other) = (mine.record(*number), theirs.record(*number));
                look(row, &ours.scenarios, &other.scenarios, |it| {
                    Said::Scenario(Box::new(it.clone()))
                })
            }
            Part::Denial(at) => {
                look(self.denials.get(*at)?, &mine.denials, &theirs.denials, |it| {
                    Said::Denial(Box::new(it.clone()))
                })
            }
            Part::Transit => look_at_all(&ours.transit, &other.transit, |states| {
                Said::Countries(states.to_vec())
            }),
            Part::Kept => look_at_all(&mine.kept, &theirs.kept, |kept| {
                Said::Titles(kept.iter().map(|kept| kept.title.clone()).collect())
            }),
            Part::RemovedEvidence => {
                let [ours, other] = [mine, theirs].map(traces);
                look_at_all(&ours, &other, |_| Said::Nothing)
                    .map(|_| (titles(mine, &other), titles(theirs, &ours)))
            }
            _ => return None,
        })
    }

    /// Writes every list as it was chosen row by row.
    pub fn write(
        &self,
        mine: &Dossier,
        theirs: &Dossier,
        choice: impl Fn(Part) -> Choice,
        into: &mut Dossier,
    ) {
        let (ours, other) = (&mine.request, &theirs.request);
        let of = |at| choice(Part::Line(at));
        into.request.lines = merged(&self.lines, &ours.lines, &other.lines, of);
        let of = |at| choice(Part::Party(at));
        into.request.parties = merged(&self.parties, &ours.parties, &other.parties, of);
        let of = |at| choice(Part::Denial(at));
        into.denials = merged(&self.denials, &mine.denials, &theirs.denials, of);
        for (number, rows) in &self.measures {
            let (ours, other) = (mine.record(*number), theirs.record(*number));
            let of = |at| choice(Part::Measure(*number, at));
            let measures = merged(rows, &ours.measures, &other.measures, of);
            into.criteria.entry(*number).or_default().measures = measures;
        }
        for (number, rows) in &self.scenarios {
            let (ours, other) = (mine.record(*number), theirs.record(*number));
            let of = |at| choice(Part::Scenario(*number, at));
            let scenarios = merged(rows, &ours.scenarios, &other.scenarios, of);
            into.criteria.entry(*number).or_default().scenarios = scenarios;
        }
        into.kept = whole(&mine.kept, &theirs.kept, choice(Part::Kept));
        into.request.transit = whole(&ours.transit, &other.transit, choice(Part::Transit));
    }
}

/// A trace without its number, which each file gives for itself.
fn traces(dossier: &Dossier) -> Vec<String> {
    dossier.removed_evidence.iter().map(trace).collect()
}

pub(super) fn trace(trace: &RemovedEvidence) -> String {
    let RemovedEvidence { id: _, evidence, from, reason } = trace;
    reading(&(evidence, from, reason))
}

/// The traces that the other side does not have.
fn titles(dossier: &Dossier, other: &[String]) -> Said {
    let other: BTreeSet<&String> = other.iter().collect();
    let own = dossier.removed_evidence.iter().filter(|it| !other.contains(&trace(it)));
    Said::Titles(own.map(|it| it.evidence.title.clone()).collect())
}

fn look<T: Debug + PartialEq>(
    row: &Row,
    mine: &[T],
    theirs: &[T],
    say: impl Fn(&T) -> Said,
) -> Option<(Said, Said)> {
    let of = |list: &[T], at: Option<usize>| at.and_then(|at| list.get(at)).map(&say);
    let sides = (of(mine, row.mine), of(theirs, row.theirs));
    differ(&sides.0, &sides.1)
        .then(|| (sides.0.unwrap_or(Said::Nothing), sides.1.unwrap_or(Said::Nothing)))
}

pub(super) fn look_at_all<T: Debug + PartialEq>(
    mine: &[T],
    theirs: &[T],
    say: impl Fn(&[T]) -> Said,
) -> Option<(Said, Said)> {
    differ(&mine, &theirs).then(|| (say(mine), say(theirs)))
}

/// A list that is chosen as a whole.
pub(super) fn whole<T: Debug + Clone>(mine: &[T], theirs: &[T], choice: Choice) -> Vec<T> {
    merged(&rows(mine, theirs), mine, theirs, |_| choice)
}

/// The list that the choices make. Nothing is in it more often than in the side that has more of it, so that what both
/// have at different places does not stand there twice.
fn merged<T: Debug + Clone>(
    rows: &[Row],
    mine: &[T],
    theirs: &[T],
    choice: impl Fn(usize) -> Choice,
) -> Vec<T> {
    let [ours, other] = [mine, theirs].map(|list| list.iter().map(reading).collect::<Vec<_>>());
    let mut room = most(&ours, &other);
    let mut made = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let own = |list: &[String], at: Option<usize>| at.and_then(|at| list.get(at)).cloned();
        let mut sides = vec![
            (own(&ours, row.mine), row.mine.and_then(|at| mine.get(at))),
            (own(&other, row.theirs), row.theirs.and_then(|at| theirs.get(at))),
        ];
        match choice(at) {
            Choice::Mine => sides.truncate(1),
            Choice::Theirs => drop(sides.remove(0)),
            // An order that does not depend on whose they are.
            Choice::Both => sides.sort_by(|(one, _), (other, _)| one.cmp(other)),
        }
        sides.dedup_by(|(one, _), (other, _)| one == other);
        for (name, item) in sides {
            let Some(left) = name.and_then(|name| room.get_mut(&name)) else { continue };
            if let Some(item) = item.filter(|_| *left > 0) {
                *left -= 1;
                made.push(item.clone());
            }
        }
    }
    made
}

/// How often each thing stands in the list that has more of it.
fn most(mine: &[String], theirs: &[String]) -> BTreeMap<String, usize> {
    let mut most = BTreeMap::new();
    for list in [mine, theirs] {
        let mut here: BTreeMap<&String, usize> = BTreeMap::new();
        for name in list {
            *here.entry(name).or_default() += 1;
        }
        for (name, count) in here {
            let known: &mut usize = most.entry(name.clone()).or_default();
            *known = (*known).max(count);
        }
    }
    most
}

/// Two lists side by side: what is alike stands in one row, what was changed between two that are alike, too.
/// The same two lists give the same rows, whichever comes first.
pub(super) fn rows<T: Debug>(mine: &[T], theirs: &[T]) -> Vec<Row> {
    let [ours, other] = [mine, theirs].map(|list| list.iter().map(reading).collect::<Vec<_>>());
    let swapped = other < ours;
    let (first, second) = if swapped { (&other, &ours) } else { (&ours, &other) };
    let mut rows = Vec::new();
    let mut begin = (0, 0);
    let ends = std::iter::once((first.len(), second.len()));
    for end in alike(first, second).into_iter().chain(ends) {
        let (left, right) = (begin.0..end.0, begin.1..end.1);
        let longest = left.len().max(right.len());
        rows.extend((0..longest).map(|at| (left.clone().nth(at), right.clone().nth(at))));
        if end.0 < first.len() && end.1 < second.len() {
            rows.push((Some(end.0), Some(end.1)));
        }
        begin = (end.0 + 1, end.1 + 1);
    }
    let row = |(first, second)| match swapped {
        true => Row { mine: second, theirs: first },
        false => Row { mine: first, theirs: second },
    };
    rows.into_iter().map(row).collect()
}

/// The positions of a longest common part, in order.
fn alike(first: &[String], second: &[String]) -> Vec<(usize, usize)> {
    let same = |(one, other): &(&String, &String)| one == other;
    let head = first.iter().zip(second).take_while(same).count();
    let (a, b) = (first.get(head..).unwrap_or(&[]), second.get(head..).unwrap_or(&[]));
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (rows, columns) = (a.len() - tail, b.len() - tail);
    let mut found: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    found.extend(middle(a, b, rows, columns).into_iter().map(|(x, y)| (head + x, head + y)));
    found.extend((0..tail).map(|at| (head + rows + at, head + columns + at)));
    found
}

/// The longest common part of the first so many of each.
fn middle(a: &[String], b: &[String], rows: usize, columns: usize) -> Vec<(usize, usize)> {
    if rows.saturating_mul(columns) > MOST_PAIRS {
        return Vec::new();
    }
    // How long the longest common part from here on is.
    let mut lengths = vec![0_u32; (rows + 1) * (columns + 1)];
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let read = |lengths: &[u32], at: usize| lengths.get(at).copied().unwrap_or(0);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let length = if a.get(row) == b.get(column) {
                read(&lengths, at(row + 1, column + 1)) + 1
            } else {
                read(&lengths, at(row + 1, column)).max(read(&lengths, at(row, column + 1)))
            };
            if let Some(place) = lengths.get_mut(at(row, column)) {
                *place = length;
            }
        }
    }
    let (mut found, mut row, mut column) = (Vec::new(), 0, 0);
    while row < rows && column < columns {
        if a.get(row) == b.get(column) {
            found.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if read(&lengths, at(row + 1, column)) >= read(&lengths, at(row, column + 1)) {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}
