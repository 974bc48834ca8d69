//! Every state beside every other: the levels of a method, sorted, and where another method says something else.
//!
//! A count of critical criteria is a count. It is no score, and no criterion makes up for another.

#[cfg(test)]
mod tests;

use crate::atlas::Iso3;
use crate::level::Level;
use std::cmp::{Ordering, Reverse};

/// One state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub iso3: Iso3,
    /// As it is sorted: the name without case and accents.
    pub name: String,
    pub levels: [Level; 8],
    /// What another method says, where one is asked.
    pub other: Option<[Level; 8]>,
}

/// What two methods say about one criterion of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    Same,
    /// Two different levels.
    Differ,
    /// Only one of them gives a level: no disagreement, because the other cannot tell.
    OneSided,
}

/// By what the lines are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    #[default]
    Name,
    /// Criteria that are critical.
    Critical,
    /// 1 to 8.
    Criterion(u8),
}

/// How many states differ, by criterion and in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    pub differ: [usize; 8],
    pub one_sided: [usize; 8],
    /// States with another level in at least one criterion.
    pub states: usize,
}

impl Pair {
    pub fn of(one: Level, other: Level) -> Self {
        match (one == other, one == Level::NoData || other == Level::NoData) {
            (true, _) => Self::Same,
            (false, true) => Self::OneSided,
            (false, false) => Self::Differ,
        }
    }
}

impl Line {
    /// How many criteria are critical; what is not known is not counted.
    pub fn critical(&self) -> usize {
        self.levels.iter().filter(|level| **level == Level::Critical).count()
    }

    /// All the same where no other method is asked.
    pub fn pairs(&self) -> [Pair; 8] {
        let other = self.other.unwrap_or(self.levels);
        let mut pairs = [Pair::Same; 8];
        for (pair, (one, other)) in pairs.iter_mut().zip(self.levels.iter().zip(other)) {
            *pair = Pair::of(*one, other);
        }
        pairs
    }

    fn level(&self, criterion: u8) -> Level {
        let at = usize::from(criterion).checked_sub(1);
        at.and_then(|at| self.levels.get(at)).copied().unwrap_or(Level::NoData)
    }
}

impl Differences {
    pub fn of(lines: &[Line]) -> Self {
        let mut found = Self::default();
        for pairs in lines.iter().map(Line::pairs) {
            let counts = found.differ.iter_mut().zip(&mut found.one_sided);
            for (pair, (differ, one_sided)) in pairs.iter().zip(counts) {
                *differ += usize::from(*pair == Pair::Differ);
                *one_sided += usize::from(*pair == Pair::OneSided);
            }
            found.states += usize::from(pairs.contains(&Pair::Differ));
        }
        found
    }
}

/// Worst first, names from A on; turned round where asked. What is not known always stands last, and of equals the
/// name decides.
pub fn sort(lines: &mut [Line], by: Column, is_turned: bool) {
    let turn = |order: Ordering| if is_turned { order.reverse() } else { order };
    lines.sort_by(|a, b| {
        let order = match by {
            Column::Name => return turn(a.name.cmp(&b.name)),
            Column::Critical => turn(Reverse(a.critical()).cmp(&Reverse(b.critical()))),
            Column::Criterion(number) => {
                let (a, b) = (a.level(number).rank(), b.level(number).rank());
                let known = b.is_some().cmp(&a.is_some());
                known.then(turn(Reverse(a).cmp(&Reverse(b))))
            }
        };
        order.then_with(|| a.name.cmp(&b.name))
    });
}
