//! The same deed on the same thing under two dates.

use super::super::find::Report;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use super::tolls::names;
use crate::date::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence that says when something was done: date, and where it stands.
type Done<'p> = (&'p Line, Date, Range<usize>);

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut deeds: BTreeMap<(u8, String), Vec<Done<'_>>> = BTreeMap::new();
    for line in page.prose() {
        let mut kinds: Vec<u8> = line
            .hits()
            .iter()
            .filter_map(|hit| match hit.means {
                Mean::Deed(n) => Some(n),
                _ => None,
            })
            .collect();
        kinds.dedup();
        let blurred = line.has(|mean| matches!(mean, Mean::Plan | Mean::Not | Mean::Since));
        let ([deed], Some((date, at)), false) =
            (kinds.as_slice(), date(line), blurred && line.dates.is_empty())
        else {
            continue;
        };
        let treaties = line.hits().iter().filter_map(|hit| match hit.means {
            Mean::Treaty(n) => {
                page.atlas.treaties.get(usize::from(n)).map(|treaty| treaty.id.clone())
            }
            _ => None,
        });
        let mut subjects: Vec<String> = treaties.collect();
        subjects.dedup();
        if subjects.is_empty() {
            // Without a treaty a name of letters and figures says what it is about; a mere place does not.
            subjects = names(page, line).into_iter().filter(|name| is_thing(page, name)).collect();
        }
        if let [subject] = subjects.as_slice() {
            deeds.entry((*deed, subject.clone())).or_default().push((line, date, at));
        }
    }
    for ((_, _), places) in deeds.iter().filter(|(_, places)| (2..=6).contains(&places.len())) {
        let Some((first, date, at)) = places.first() else { continue };
        for (line, other, place) in places.iter().skip(1) {
            if std::ptr::eq(*first, *line)
                || fit(*date, *other)
                || !same_states(first, line)
                || !same_figures(first, line)
            {
                continue;
            }
            let words = page.text(first.block, at).to_owned();
            let other = Other::Place { block: first.block, at: at.clone(), words };
            report.add((Kind::TwoDates, Severity::Note), (line.block, place.clone()), other);
        }
    }
}

/// The one date of a sentence.
fn date(line: &Line) -> Option<(Date, Range<usize>)> {
    match (line.dates.as_slice(), line.years.as_slice()) {
        ([(date, at)], _) => Some((*date, line.bytes(at.start, at.end))),
        ([], [year]) if year.from == year.to => {
            Some((Date::of_year(year.from), line.bytes(year.at, year.end)))
        }
        _ => None,
    }
}

/// One may be the other, told less exactly.
fn fit(a: Date, b: Date) -> bool {
    let same = |a: u8, b: u8| a == 0 || b == 0 || a == b;
    a.year == b.year && same(a.month, b.month) && same(a.day, b.day)
}

fn same_states(a: &Line, b: &Line) -> bool {
    let states = |line: &Line| {
        line.states.iter().map(|state| state.iso3).collect::<std::collections::BTreeSet<_>>()
    };
    let (a, b) = (states(a), states(b));
    a.is_subset(&b) || b.is_subset(&a)
}

/// Other numbers of pieces are another order.
fn same_figures(a: &Line, b: &Line) -> bool {
    let counts = |line: &Line| {
        line.figures
            .iter()
            .filter(|figure| figure.is_count())
            .map(|figure| figure.value)
            .collect::<Vec<f64>>()
    };
    let (a, b) = (counts(a), counts(b));
    a.is_empty() || b.is_empty() || a.iter().any(|one| b.contains(one))
}

/// A designation, or a name that the data know as one of equipment, firms, bodies.
fn is_thing(page: &Page<'_>, name: &str) -> bool {
    let digits = name.chars().any(|c| c.is_ascii_digit());
    let alias = || {
        let own = page.atlas.country(page.script.iso3);
        own.iter()
            .flat_map(|country| &country.aliases)
            .filter(|alias| alias.kind != "place" && alias.kind != "person")
            .any(|alias| crate::text::fold(&alias.name.en).split(' ').next() == Some(name))
    };
    let equipment = || {
        let own = page.atlas.country(page.script.iso3);
        own.iter().flat_map(|country| &country.facts).filter(|fact| fact.unit.en == "pieces").any(
            |fact| {
                crate::text::fold(&fact.name.en)
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| word == name)
            },
        )
    };
    digits || alias() || equipment()
}
