//! Numbers that are compared: whole millionths, so that a limit is met or missed alike on every machine.
//!
//! Facts are kept as they were published. Before a rule looks at one, it becomes a `Fixed`; in files it is written like
//! any other number.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A number with six decimals.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "f64", into = "f64")]
pub struct Fixed(i128);

const ONE: i128 = 1_000_000;
/// Far above anything that is counted; keeps every product below within 128 bits.
pub const FURTHEST: f64 = 1e24;

impl Fixed {
    pub const ZERO: Self = Self(0);
    pub const HUNDREDTH: Self = Self(ONE / 100);
    /// Above every number that can be read.
    pub const ENDLESS: Self = Self(i128::MAX);

    pub const fn whole(number: i64) -> Self {
        Self(number as i128 * ONE)
    }

    /// Rounded to the nearest millionth; `None` for what is no number or out of all bounds.
    pub fn of(number: f64) -> Option<Self> {
        (number.abs() <= FURTHEST).then(|| Self((number * ONE as f64).round() as i128))
    }

    pub fn to_f64(self) -> f64 {
        if self == Self::ENDLESS { f64::INFINITY } else { self.0 as f64 / ONE as f64 }
    }

    /// The smallest step up.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The smallest step down.
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The greatest whole number that is not above it.
    pub fn floor(self) -> i128 {
        self.0.div_euclid(ONE)
    }

    /// The smallest whole number that is not below it.
    pub fn ceiling(self) -> i128 {
        self.0.div_euclid(ONE) + i128::from(self.0.rem_euclid(ONE) != 0)
    }

    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self(rounded(self.0.checked_mul(other.0)?, ONE)))
    }

    /// `None` where `other` is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        (other.0 != 0).then_some(())?;
        Some(Self(rounded(self.0.checked_mul(ONE)?, other.0)))
    }

    /// This in percent of `whole`.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        Self(self.0.checked_mul(100)?).over(whole)
    }
}

/// Division to the nearest, halves away from zero.
fn rounded(number: i128, by: i128) -> i128 {
    let (quotient, rest) = (number / by, number % by);
    if rest.unsigned_abs() * 2 < by.unsigned_abs() {
        quotient
    } else if (number < 0) == (by < 0) {
        quotient + 1
    } else {
        quotient - 1
    }
}

impl From<Fixed> for f64 {
    fn from(fixed: Fixed) -> Self {
        fixed.to_f64()
    }
}

impl TryFrom<f64> for Fixed {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        Self::of(number).ok_or_else(|| format!("not a number that can be compared: {number}"))
    }
}

impl From<u32> for Fixed {
    fn from(number: u32) -> Self {
        Self::whole(i64::from(number))
    }
}

impl From<u16> for Fixed {
    fn from(number: u16) -> Self {
        Self::whole(i64::from(number))
    }
}

impl From<bool> for Fixed {
    fn from(yes: bool) -> Self {
        Self::whole(i64::from(yes))
    }
}

/// As the files write it: `12.5`, `-0.25`, `3`.
impl fmt::Display for Fixed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, parts) = ((self.0 / ONE).abs(), (self.0 % ONE).unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let decimals = format!("{parts:06}");
        match decimals.trim_end_matches('0') {
            "" => write!(out, "{sign}{whole}"),
            decimals => write!(out, "{sign}{whole}.{decimals}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(number: f64) -> Fixed {
        Fixed::of(number).unwrap()
    }

    #[test]
    fn what_is_written_is_what_is_compared() {
        assert_eq!(fixed(0.1).plus(fixed(0.2)), fixed(0.3));
        assert!(fixed(-0.25) < fixed(-0.249_999));
        assert_eq!(fixed(12.5).to_string(), "12.5");
        assert_eq!(fixed(-0.000_25).to_string(), "-0.00025");
        assert_eq!(Fixed::whole(-3).to_string(), "-3");
        assert_eq!(
            (Fixed::of(f64::NAN), Fixed::of(f64::INFINITY), Fixed::of(1e30)),
            (None, None, None)
        );
        for number in [0.0, 0.549, 6.67, 27_360_935_000_000.0, -2.5, 1e-6] {
            assert_eq!(fixed(number).to_f64(), number, "a copy in a dossier keeps its digits");
        }
    }

    #[test]
    fn sums_and_shares_round_to_the_nearest() {
        assert_eq!(fixed(2.0).over(fixed(3.0)), Some(fixed(0.666_667)));
        assert_eq!(fixed(-2.0).over(fixed(3.0)), Some(fixed(-0.666_667)));
        assert_eq!(fixed(1.0).over(Fixed::ZERO), None);
        assert_eq!(fixed(30.0).percent_of(fixed(1145.0)), Some(fixed(2.620_087)));
        assert_eq!(fixed(2.5).times(fixed(-4.0)), Some(fixed(-10.0)));
        assert_eq!(Fixed::whole(5).next().before(), Fixed::whole(5));
        assert!(Fixed::ENDLESS > fixed(1e24));
    }
}
