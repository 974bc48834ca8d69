//! Cells from figures, and what the cells of a table have in common.

use super::model::{Body, Cell, Grid, Row};
use crate::atlas::{Fact, Indicator, Iso3, Point, Qualifier, ValueStatus};
use crate::date::Date;
use crate::key::FactKey;
use crate::text::Text;

/// A figure of a report; `at` is its position among the facts of the state.
pub fn of_fact(iso3: Iso3, at: usize, fact: &Fact) -> Cell {
    let key = FactKey::Fact { iso3, at }.to_string();
    let words = match (fact.value, fact.status) {
        // A range is printed only.
        (None, ValueStatus::Present) => Text::same(fact.printed.as_str()),
        // Why there is none, where the report says more than that.
        (None, _) => crate::phrase::map(&fact.note, once),
        _ => Text::default(),
    };
    Cell {
        words,
        value: fact.value,
        decimals: fact.value.map_or(0, decimals),
        printed: fact.printed.clone(),
        status: fact.status,
        qualifier: fact.qualifier,
        year: fact.year,
        note: fact.note.clone(),
        key: Some(key),
    }
}

/// A remark without what it says again.
fn once(note: &str) -> String {
    let between = if note.contains("\u{202f}; ") { "\u{202f}; " } else { "; " };
    let mut parts: Vec<&str> = Vec::new();
    for part in note.split(between) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(between)
}

pub fn of_point(iso3: Iso3, indicator: &Indicator, point: &Point) -> Cell {
    let key = FactKey::Observation { iso3, indicator: indicator.id.clone(), year: point.year };
    let word = point.value.and_then(|value| indicator.category(value)).cloned();
    Cell {
        words: word.unwrap_or_default(),
        value: point.value,
        decimals: point.value.map_or(0, |value| decimals_of(value, &indicator.unit)),
        printed: String::new(),
        status: point.status,
        qualifier: point.qualifier,
        year: Some(point.year),
        note: Text::default(),
        key: Some(key.to_string()),
    }
}

/// A date as each language writes it.
pub fn dated(date: Date) -> Text {
    let Date { year, month, day } = date;
    match (month, day) {
        (0, _) => Text::same(year.to_string()),
        (_, 0) => Text {
            en: date.to_string(),
            de: format!("{month:02}.{year}"),
            fr: format!("{month:02}/{year}"),
        },
        _ => Text {
            en: date.to_string(),
            de: format!("{day:02}.{month:02}.{year}"),
            fr: format!("{day:02}/{month:02}/{year}"),
        },
    }
}

/// A figure worked out here, and so as soft as the softest that went in.
pub fn worked_out(value: f64, decimals: u8, qualifier: Qualifier, note: Text) -> Cell {
    Cell { value: Some(value), decimals, qualifier, note, ..Cell::default() }
}

/// As many decimals as say something: three at most, fewer for greater numbers.
pub fn decimals(value: f64) -> u8 {
    let most = match value.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 100.0 => 1,
        size if size >= 10.0 => 2,
        _ => 3,
    };
    let whole = |places: u8| {
        let scaled = value * 10_f64.powi(i32::from(places));
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..most).find(|places| whole(*places)).unwrap_or(most)
}

/// A percentage of a series is not known to a thousandth: two decimals at most, from ten on one.
pub fn decimals_of(value: f64, unit: &Text) -> u8 {
    let most = match (unit.en.starts_with('%'), value.abs() >= 10.0) {
        (true, true) => 1,
        (true, false) => 2,
        (false, _) => u8::MAX,
    };
    decimals(value).min(most)
}

/// The unit that all rows share, taken from them.
pub fn shared_unit(body: &mut Body) -> Text {
    let Body::Grid(Grid { rows, .. }) = body else { return Text::default() };
    let Some(first) = rows.first().map(|row| row.unit.clone()) else { return Text::default() };
    if rows.iter().any(|row| row.unit != first) {
        return Text::default();
    }
    rows.iter_mut().for_each(|row: &mut Row| row.unit = Text::default());
    first
}
