//! How far a method agrees with ratings that somebody has published: counted, not fitted.
//!
//! Knows no files and changes no method. Everything is counted in whole numbers and divided once, at the end.

mod kappa;
#[cfg(test)]
mod tests;

pub use kappa::{Fraction, LINEAR, QUADRATIC, Table, Weights, kappa};

use crate::atlas::Iso3;
use crate::level::Level;
use std::collections::BTreeMap;

/// One published rating. *No data* is what the publisher says himself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    pub iso3: Iso3,
    /// 1 to 8.
    pub criterion: u8,
    pub level: Level,
}

/// Published ratings of one criterion against the levels of a method.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    pub criterion: u8,
    /// Only states for which both sides give a level.
    pub table: Table,
    /// Published without a level.
    pub unrated: Vec<Iso3>,
    /// Published with a level, and the method gives none. No disagreement: nobody can tell.
    pub no_data: Vec<Iso3>,
    /// Where the two levels differ: state, published, by the method.
    pub apart: Vec<(Iso3, Level, Level)>,
}

impl Agreement {
    /// States that are compared.
    pub fn n(&self) -> u32 {
        self.table.total()
    }

    /// Share with the same level on both sides.
    pub fn share(&self) -> Option<Fraction> {
        Fraction::of(self.table.agreeing(), self.n())
    }

    /// The level that is published most often, and how far always saying it would agree. Of equals the milder.
    pub fn majority(&self) -> Option<(Level, Fraction)> {
        let rows = self.table.rows();
        let (rank, most) = (0_u8..).zip(rows).max_by_key(|(rank, count)| (*count, 2 - rank))?;
        Some((Level::from_rank(rank), Fraction::of(most, self.n())?))
    }

    /// Weighted by the steps between the levels; `None` where chance alone leaves nothing to disagree about.
    pub fn kappa_linear(&self) -> Option<Fraction> {
        kappa(&self.table, &LINEAR)
    }

    /// Weighted by the steps squared.
    pub fn kappa_quadratic(&self) -> Option<Fraction> {
        kappa(&self.table, &QUADRATIC)
    }
}

/// One entry for each criterion that is published. `levels` are those of the method, criteria 1 to 8.
pub fn calibrate(
    published: &[Published],
    levels: impl Fn(Iso3) -> Option<[Level; 8]>,
) -> Vec<Agreement> {
    let mut found: BTreeMap<u8, Agreement> = BTreeMap::new();
    for one in published {
        let Published { iso3, criterion, level } = *one;
        let at = usize::from(criterion).wrapping_sub(1);
        let by_method =
            levels(iso3).and_then(|levels| levels.get(at).copied()).unwrap_or(Level::NoData);
        let agreement = found
            .entry(criterion)
            .or_insert_with(|| Agreement { criterion, ..Agreement::default() });
        match (level.rank(), by_method.rank()) {
            (None, _) => agreement.unrated.push(iso3),
            (_, None) => agreement.no_data.push(iso3),
            (Some(row), Some(column)) => {
                agreement.table.count(row, column);
                if row != column {
                    agreement.apart.push((iso3, level, by_method));
                }
            }
        }
    }
    found.into_values().collect()
}
