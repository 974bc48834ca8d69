//! What a figure measures, so that nothing is mixed: money and TIV, constant and current prices, stock and deliveries.
//!
//! A figure that cannot stand beside another or be added to it is refused, and the refusal says what is mixed.

mod derive;
mod shown;
#[cfg(test)]
mod tests;

pub use derive::{of_fact, of_series};
pub use shown::{Nothing, Shown, nothing, nothing_of, shown, without_row};

use crate::atlas::{Atlas, Fact, Indicator, Iso3, Point, Qualifier, ValueStatus};
use serde::{Deserialize, Serialize};

/// The kind of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// `scale`: the power of ten of one unit.
    Money {
        currency: Currency,
        prices: Prices,
        scale: u32,
        per_head: bool,
    },
    /// SIPRI's measure of military worth, which is no price.
    Tiv {
        scale: u32,
    },
    /// Percent of a whole; empty where the source does not say of what.
    Share {
        of: String,
    },
    /// Percent per year.
    Growth,
    Index {
        scale: String,
    },
    /// A coded step or band.
    Level,
    Rank,
    Persons {
        scale: u32,
    },
    Pieces(Pieces),
    /// Per so many inhabitants.
    Rate {
        per: u32,
    },
    /// Countable things, named in English as the unit names them.
    Count(String),
    Length,
    Mass,
    Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Currency {
    Usd,
    Eur,
    /// The source prints none.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prices {
    /// Prices of one year; `None` where the source does not name it.
    Constant(Option<u16>),
    Current,
    /// The source does not say.
    Unknown,
}

/// Which pieces are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pieces {
    Stock,
    Ordered,
    Delivered,
}

impl Measure {
    /// Whether figures of this kind may be added up at all.
    pub fn adds_up(&self) -> bool {
        match self {
            Self::Money { per_head, .. } => !per_head,
            Self::Tiv { .. } | Self::Persons { .. } | Self::Pieces(_) | Self::Count(_) => true,
            Self::Length | Self::Mass | Self::Time => true,
            Self::Share { .. } | Self::Growth | Self::Index { .. } | Self::Level => false,
            Self::Rank | Self::Rate { .. } => false,
        }
    }

    /// A count at a moment: two moments never add up.
    pub fn is_stock(&self) -> bool {
        matches!(self, Self::Persons { .. } | Self::Pieces(Pieces::Stock))
    }

    /// What one unit is worth in the smallest one.
    pub fn factor(&self) -> f64 {
        match self {
            Self::Money { scale, .. } | Self::Tiv { scale } | Self::Persons { scale } => {
                10_f64.powi(*scale as i32)
            }
            _ => 1.0,
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Money { .. } => Kind::Money,
            Self::Tiv { .. } => Kind::Tiv,
            Self::Share { .. } => Kind::Share,
            Self::Growth => Kind::Growth,
            Self::Index { .. } => Kind::Index,
            Self::Level => Kind::Level,
            Self::Rank => Kind::Rank,
            Self::Persons { .. } => Kind::Persons,
            Self::Pieces(_) => Kind::Pieces,
            Self::Rate { .. } => Kind::Rate,
            Self::Count(_) | Self::Length | Self::Mass | Self::Time => Kind::Count,
        }
    }
}

/// A measure without its particulars, for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Money,
    Tiv,
    Share,
    Growth,
    Index,
    Level,
    Rank,
    Persons,
    Pieces,
    Rate,
    Count,
}

/// One figure with all that limits it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub measure: Measure,
    /// Id of the series, or `table/series` of a report.
    pub series: String,
    /// Whom it is about: a state, or the publisher's code of a group of states.
    pub about: String,
    /// First and last year that it covers; `None` where the source gives none.
    pub years: Option<(u16, u16)>,
    pub value: Option<f64>,
    pub status: ValueStatus,
    pub qualifier: Qualifier,
    /// The edition or source that it is from.
    pub edition: String,
}

impl Figure {
    pub fn of_point(atlas: &Atlas, series: &Indicator, point: &Point) -> Option<Self> {
        let country = atlas.countries.get(usize::from(point.country.0))?;
        Some(Self {
            measure: of_series(series)?,
            series: series.id.clone(),
            about: country.iso3.to_string(),
            years: Some((point.year, point.year)),
            value: point.value,
            status: point.status,
            qualifier: point.qualifier,
            edition: atlas.source(series.source).map_or_else(String::new, |s| s.id.clone()),
        })
    }

    pub fn of_fact(iso3: Iso3, fact: &Fact) -> Option<Self> {
        let span = || {
            let (from, to) = fact.period.split_once('-')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        };
        Some(Self {
            measure: of_fact(fact)?,
            series: fact.indicator.clone(),
            about: if fact.about.is_empty() { iso3.to_string() } else { fact.about.clone() },
            years: fact.year.map(|year| (year, year)).or_else(span),
            value: fact.value,
            status: fact.status,
            qualifier: fact.qualifier,
            edition: fact.cited.source.clone(),
        })
    }
}

/// Why figures cannot stand together or be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mixed {
    /// Nothing was given.
    Empty,
    /// Shares, ranks, indices, rates: no sum of them means anything.
    NoSum(Kind),
    Kinds(Kind, Kind),
    Currencies(Currency, Currency),
    Prices(Prices, Prices),
    /// One is per head.
    PerHead,
    Pieces(Pieces, Pieces),
    /// Percent of different wholes.
    Wholes(String, String),
    Scales(String, String),
    Rates(u32, u32),
    Things(String, String),
    /// Ranks and scores of two different lists.
    Lists(String, String),
    /// Two figures cover a year twice.
    Years((u16, u16), (u16, u16)),
    /// A stock counted at two moments.
    Moments(u16, u16),
}

/// Figures added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// In the smallest unit: persons, not thousands of them.
    pub value: f64,
    pub measure: Measure,
    /// The weakest of the parts.
    pub qualifier: Qualifier,
    /// Parts without a value: the sum is then a lower bound.
    pub missing: usize,
}

/// Adds what can be added.
pub fn sum(figures: &[Figure]) -> Result<Sum, Mixed> {
    let first = figures.first().ok_or(Mixed::Empty)?;
    if !first.measure.adds_up() {
        return Err(match &first.measure {
            Measure::Money { .. } => Mixed::PerHead,
            other => Mixed::NoSum(other.kind()),
        });
    }
    for figure in figures {
        same(&first.measure, &figure.measure)?;
    }
    for (at, figure) in figures.iter().enumerate() {
        for other in figures.iter().skip(at + 1) {
            apart(figure, other)?;
        }
    }
    let present = figures.iter().filter(|figure| figure.value.is_some());
    Ok(Sum {
        value: present.filter_map(|one| Some(one.value? * one.measure.factor())).sum(),
        measure: first.measure.clone(),
        qualifier: figures
            .iter()
            .map(|one| one.qualifier)
            .max_by_key(|q| weakness(*q))
            .unwrap_or_default(),
        missing: figures.iter().filter(|figure| figure.value.is_none()).count(),
    })
}

/// Whether two figures may share an axis or stand side by side as like with like.
pub fn comparable(a: &Figure, b: &Figure) -> Result<(), Mixed> {
    same(&a.measure, &b.measure)?;
    let is_of_a_list = matches!(a.measure, Measure::Index { .. } | Measure::Level | Measure::Rank);
    if is_of_a_list && a.series != b.series {
        return Err(Mixed::Lists(a.series.clone(), b.series.clone()));
    }
    Ok(())
}

/// Two measures are one.
fn same(a: &Measure, b: &Measure) -> Result<(), Mixed> {
    use Measure::{Count, Index, Money, Persons, Pieces, Rate, Share, Tiv};
    match (a, b) {
        (
            Money { currency: c, prices: p, per_head: h, .. },
            Money { currency: d, prices: q, per_head: i, .. },
        ) => {
            if c != d || *c == Currency::Unknown {
                Err(Mixed::Currencies(*c, *d))
            } else if p != q {
                Err(Mixed::Prices(*p, *q))
            } else if h != i {
                Err(Mixed::PerHead)
            } else {
                Ok(())
            }
        }
        (Tiv { .. }, Tiv { .. }) | (Persons { .. }, Persons { .. }) => Ok(()),
        (Pieces(x), Pieces(y)) if x != y => Err(Mixed::Pieces(*x, *y)),
        (Share { of: x }, Share { of: y }) if x != y => Err(Mixed::Wholes(x.clone(), y.clone())),
        (Index { scale: x }, Index { scale: y }) if x != y => {
            Err(Mixed::Scales(x.clone(), y.clone()))
        }
        (Rate { per: x }, Rate { per: y }) if x != y => Err(Mixed::Rates(*x, *y)),
        (Count(x), Count(y)) if x != y => Err(Mixed::Things(x.clone(), y.clone())),
        (a, b) if a == b => Ok(()),
        (a, b) => Err(Mixed::Kinds(a.kind(), b.kind())),
    }
}

/// Two parts of a sum count nothing twice.
fn apart(a: &Figure, b: &Figure) -> Result<(), Mixed> {
    let (Some(x), Some(y)) = (a.years, b.years) else { return Ok(()) };
    if a.series == b.series && a.about == b.about && x.0 <= y.1 && y.0 <= x.1 {
        return Err(Mixed::Years(x, y));
    }
    if a.measure.is_stock() && x.1 != y.1 {
        return Err(Mixed::Moments(x.1, y.1));
    }
    Ok(())
}

fn weakness(qualifier: Qualifier) -> u8 {
    match qualifier {
        Qualifier::Firm => 0,
        Qualifier::AtLeast => 1,
        Qualifier::Estimate => 2,
        Qualifier::Disputed => 3,
        Qualifier::Planned => 4,
    }
}
