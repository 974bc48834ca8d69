//! Figures that a text names: `{milex_pct_gdp.2024}`, `{UZB:hdi}`, `{milex/milex_usd.2020}`.
//!
//! A name is the id of a series, as much of its beginning as no other series has, or `table/series` of a report. What
//! it says is pinned when it is first written; newer data never change a text by themselves.

use crate::atlas::{Atlas, Fact, Indicator, Iso3, SourceCopy};
use crate::profile::{Cell, of_fact, of_point};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Another state than that of the report.
    pub state: Option<Iso3>,
    pub name: String,
    pub when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Newest,
    Year(u16),
}

/// A reference, and where it stands in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub at: Range<usize>,
    pub reference: Reference,
}

/// A figure as it was when a text first named it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    pub about: Iso3,
    pub name: Text,
    pub unit: Text,
    pub cell: Cell,
    pub source: SourceCopy,
}

/// Why a name leads to no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefFault {
    UnknownState(Iso3),
    /// With the name that is written most like it.
    UnknownName {
        name: String,
        nearest: Option<String>,
    },
    /// Several begin so.
    Ambiguous {
        name: String,
        fits: Vec<String>,
    },
    /// There is such a figure, but of no year or not of this one; the years that there are.
    NoYear {
        name: String,
        years: Vec<u16>,
    },
}

impl Reference {
    /// What stands between the braces.
    pub fn parse(text: &str) -> Option<Self> {
        let (state, rest) = match text.split_once(':') {
            Some((state, rest)) => (Some(Iso3::parse(state)?), rest),
            None => (None, text),
        };
        let (name, when) = match rest.rsplit_once('.') {
            None => (rest, When::Newest),
            Some((name, "newest")) => (name, When::Newest),
            Some((name, year)) if year.len() == 4 => (name, When::Year(year.parse().ok()?)),
            Some(_) => return None,
        };
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "_/-".contains(c));
        is_name.then(|| Self { state, name: name.to_owned(), when })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(state) = self.state {
            write!(f, "{state}:")?;
        }
        match self.when {
            When::Newest => write!(f, "{}", self.name),
            When::Year(year) => write!(f, "{}.{year}", self.name),
        }
    }
}

/// All references of a text, in order. Braces around anything else, and behind a backslash, are only braces.
pub fn references(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        from = open + 1;
        let before = text.get(..open).unwrap_or_default();
        let is_escaped = before.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1;
        let inside = text.get(from..).and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
        let Some(inside) = inside.filter(|_| !is_escaped) else { continue };
        if let Some(reference) = Reference::parse(inside) {
            from += inside.len() + 1;
            found.push(Found { at: open..from, reference });
        }
    }
    found
}

/// What the data say to a name. A figure that a source does not publish is an answer, too.
pub fn resolve(atlas: &Atlas, home: Iso3, reference: &Reference) -> Result<Pin, RefFault> {
    let about = reference.state.unwrap_or(home);
    if atlas.country(about).is_none() {
        return Err(RefFault::UnknownState(about));
    }
    if reference.name.contains('/') {
        of_report(atlas, home, about, reference)
    } else {
        of_series(atlas, about, reference)
    }
}

/// Whether the data by now say something else than what was pinned, or nothing.
pub fn is_stale(atlas: &Atlas, home: Iso3, reference: &Reference, pin: &Pin) -> bool {
    let same = |a: &Cell, b: &Cell| {
        a.value == b.value
            && a.words == b.words
            && a.printed == b.printed
            && a.status == b.status
            && a.qualifier == b.qualifier
            && a.year == b.year
    };
    match resolve(atlas, home, reference) {
        Ok(now) => !same(&now.cell, &pin.cell) || now.unit != pin.unit,
        Err(_) => true,
    }
}

fn of_series(atlas: &Atlas, about: Iso3, reference: &Reference) -> Result<Pin, RefFault> {
    let series = series(atlas, &reference.name)?;
    let points = atlas.country_index(about).map_or(&[][..], |at| series.points_of(at));
    let point = match reference.when {
        When::Newest => points.iter().rev().find(|point| point.value.is_some()),
        When::Year(year) => points.iter().find(|point| point.year == year),
    };
    let point = point.ok_or_else(|| RefFault::NoYear {
        name: series.id.clone(),
        years: points.iter().map(|point| point.year).collect(),
    })?;
    let source = atlas.source(series.source).map(|source| source.copy("")).unwrap_or_default();
    Ok(Pin {
        about,
        name: series.name.clone(),
        unit: series.unit.clone(),
        cell: of_point(about, series, point),
        source,
    })
}

/// By its id, or by a beginning that no other has.
fn series<'a>(atlas: &'a Atlas, name: &str) -> Result<&'a Indicator, RefFault> {
    if let Some(exact) = atlas.indicator(name) {
        return Ok(exact);
    }
    let fits: Vec<&Indicator> =
        atlas.indicators.iter().filter(|series| series.id.starts_with(name)).collect();
    match fits.as_slice() {
        [one] => Ok(one),
        [] => {
            let ids = atlas.indicators.iter().map(|series| series.id.as_str());
            let nearest = nearest(name, ids).map(str::to_owned);
            Err(RefFault::UnknownName { name: name.to_owned(), nearest })
        }
        several => Err(RefFault::Ambiguous {
            name: name.to_owned(),
            fits: several.iter().map(|series| series.id.clone()).collect(),
        }),
    }
}

/// A figure of the reports on the state: about itself, or about another where the report compares.
fn of_report(
    atlas: &Atlas,
    home: Iso3,
    about: Iso3,
    reference: &Reference,
) -> Result<Pin, RefFault> {
    let facts = atlas.country(home).map_or(&[][..], |country| country.facts.as_slice());
    let is_about = |fact: &Fact| match fact.about.as_str() {
        "" => about == home,
        other => other == about.as_str(),
    };
    let named: Vec<(usize, &Fact)> =
        facts.iter().enumerate().filter(|(_, fact)| fact.indicator == reference.name).collect();
    if named.is_empty() {
        let names = facts.iter().map(|fact| fact.indicator.as_str());
        let nearest = nearest(&reference.name, names).map(str::to_owned);
        return Err(RefFault::UnknownName { name: reference.name.clone(), nearest });
    }
    let mut fits = named.iter().filter(|(_, fact)| is_about(fact));
    let found = match reference.when {
        When::Year(year) => fits.find(|(_, fact)| fact.year == Some(year)),
        // Of several without a year the last one printed.
        When::Newest => fits.max_by_key(|(at, fact)| (fact.year, *at)),
    };
    let Some((at, fact)) = found else {
        let fits = named.iter().filter(|(_, fact)| is_about(fact));
        let years = fits.filter_map(|(_, fact)| fact.year).collect();
        return Err(RefFault::NoYear { name: reference.name.clone(), years });
    };
    let cited = &fact.cited;
    let title = atlas.translations.0.get(&cited.source).cloned();
    Ok(Pin {
        about,
        name: fact.name.clone(),
        unit: fact.unit.clone(),
        cell: of_fact(home, *at, fact),
        source: SourceCopy {
            title: title.unwrap_or_else(|| Text::same(cited.source.as_str())),
            url: cited.url.clone(),
            place: cited.place.clone(),
            ..SourceCopy::default()
        },
    })
}

/// The one that differs in the fewest letters, unless it is quite another word.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = name.chars().count() / 3 + 1;
    let all = names.map(|other| (apart(name, other), other));
    all.filter(|(apart, _)| *apart <= most).min().map(|(_, other)| other)
}

/// How many letters are wrong, missing or too many.
fn apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        let mut left = i + 1;
        for (pair, y) in row.windows(2).zip(&b) {
            let (corner, above) = (pair.first().copied(), pair.last().copied());
            let changed = corner.unwrap_or(0) + usize::from(x != *y);
            left = changed.min(above.unwrap_or(0) + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
