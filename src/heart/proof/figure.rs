//! A figure of the text: number, precision, how it is limited, and unit; what it says and what it does not.

use crate::measure::{Currency, Measure};
use crate::text::Lang;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub value: f64,
    /// The end of a range; else the value.
    pub high: f64,
    /// One unit of its last digit.
    pub step: f64,
    pub decimals: u8,
    /// As another language would read it, with one unit of its last digit.
    pub alt: Option<(f64, f64)>,
    pub hedge: Hedge,
    pub unit: Unit,
    /// `rank 67 of 193`, `23 of 100`.
    pub of: Option<f64>,
    /// Tokens from the number to the end of its unit.
    pub from: usize,
    pub to: usize,
    /// Bytes of the number, and of number and unit.
    pub digits: Range<usize>,
    pub at: Range<usize>,
    /// A difference, not the figure itself.
    pub is_change: bool,
    /// A word, not digits.
    pub in_words: bool,
    /// The power of ten of its scale word.
    pub scale: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    Plain,
    About,
    Almost,
    Over,
    Under,
    AtLeast,
    AtMost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Usd,
    Eur,
    OtherMoney,
    Tiv,
    /// Of which whole, by position in the vocabulary.
    Percent(Option<u8>),
    Points,
    Rank,
    People,
    Dead,
    Injured,
    Detained,
    Bare,
}

impl Unit {
    /// Units of one kind may be compared.
    pub fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Percent(a), Self::Percent(b)) => a.is_none() || b.is_none() || a == b,
            (a, b) => a == b,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Usd => "usd",
            Self::Eur => "eur",
            Self::OtherMoney => "money",
            Self::Tiv => "tiv",
            Self::Percent(_) => "percent",
            Self::Points => "points",
            Self::Rank => "rank",
            Self::People => "persons",
            Self::Dead => "dead",
            Self::Injured => "injured",
            Self::Detained => "detained",
            Self::Bare => "",
        }
    }
}

impl Figure {
    /// Whether a value of the data, in the unit of the figure, is what the text says.
    pub fn says(&self, value: f64) -> bool {
        let near = |own: f64, step: f64| self.meets(own, step, value);
        if self.high > self.value {
            let slack = self.step / 2.0 + tiny(value);
            return value >= self.value - slack && value <= self.high + slack;
        }
        near(self.value, self.rounded_to()) || self.alt.is_some_and(|(alt, step)| near(alt, step))
    }

    fn meets(&self, own: f64, step: f64, value: f64) -> bool {
        let slack = step / 2.0 + tiny(own);
        let apart = (own - value).abs();
        let share = |percent: f64| own.abs() * percent / 100.0;
        match self.hedge {
            Hedge::Plain => apart <= slack,
            Hedge::About => apart <= slack.max(share(6.0)),
            Hedge::Almost => value <= own + slack && value >= own - slack - share(8.0),
            Hedge::Over => value >= own - slack && value <= own + slack.max(share(150.0)),
            Hedge::AtLeast => value >= own - slack,
            Hedge::Under => value <= own + slack && value >= own - slack.max(share(70.0)),
            Hedge::AtMost => value <= own + slack,
        }
    }

    /// What its last digits that are no zeros stand for: `1,200` may be 1,164.
    fn rounded_to(&self) -> f64 {
        let unit = 10_f64.powi(i32::from(self.scale));
        if self.decimals > 0 || unit == 0.0 {
            return self.step;
        }
        let mut bare = (self.value / unit).abs();
        let mut step = self.step;
        // A rank or a year of two digits is never rounded.
        let most = self.value.abs() / 10.0;
        while bare >= 1.0 && (bare % 10.0).abs() < f64::EPSILON && step * 10.0 <= most {
            bare /= 10.0;
            step *= 10.0;
        }
        if self.unit == Unit::Rank || self.unit == Unit::Points { self.step } else { step }
    }

    /// Cut off instead of rounded: 0.49 called 0.4.
    pub fn is_cut(&self, value: f64) -> bool {
        let rest = value.abs() - self.value.abs();
        self.hedge == Hedge::Plain && rest > 0.0 && rest < self.step * 0.999
    }

    /// Without its scale word.
    pub fn bare(&self) -> Self {
        let factor = 10_f64.powi(i32::from(self.scale));
        Self {
            value: self.value / factor,
            high: self.high / factor,
            step: self.step / factor,
            alt: self.alt.map(|(alt, step)| (alt / factor, step / factor)),
            scale: 0,
            ..self.clone()
        }
    }

    /// As one would write another value in its place.
    pub fn rewritten(&self, value: f64, lang: Lang, grouped: bool) -> Option<String> {
        if self.in_words || self.high > self.value || self.hedge != Hedge::Plain {
            return None;
        }
        let plain = value / 10_f64.powi(i32::from(self.scale));
        Some(written(plain, self.decimals, lang, grouped))
    }

    pub fn is_count(&self) -> bool {
        self.decimals == 0 && !matches!(self.unit, Unit::Percent(_) | Unit::Rank | Unit::Points)
    }
}

/// Against the last bits of a division.
fn tiny(value: f64) -> f64 {
    value.abs() * 1e-9
}

/// A number as the language writes it.
pub fn written(value: f64, decimals: u8, lang: Lang, grouped: bool) -> String {
    let plain = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let (thousands, decimal) = match lang {
        Lang::En => (",", '.'),
        Lang::De => (".", ','),
        Lang::Fr => ("\u{202f}", ','),
    };
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(thousands);
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push(decimal);
        out.push_str(rest);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}

/// Whether a measure of the data is in the unit of a figure.
pub fn fits(unit: Unit, measure: &Measure, wholes: &[super::vocabulary::Whole]) -> bool {
    match (unit, measure) {
        (Unit::Usd, Measure::Money { currency, .. }) => *currency != Currency::Eur,
        (Unit::Eur, Measure::Money { currency, .. }) => *currency != Currency::Usd,
        (Unit::Tiv, Measure::Tiv { .. }) | (Unit::Rank, Measure::Rank) => true,
        (Unit::Percent(whole), Measure::Share { of }) => {
            let named = whole.and_then(|at| wholes.get(usize::from(at)));
            of.is_empty() || named.is_none_or(|whole| whole.of == *of)
        }
        (Unit::Percent(_), Measure::Growth) => true,
        (Unit::Points, Measure::Index { .. } | Measure::Level) => true,
        (Unit::People, Measure::Persons { .. }) => true,
        (Unit::Dead, Measure::Count(what)) => what == "deaths",
        _ => false,
    }
}
