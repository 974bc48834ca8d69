//! "Current" with an old year, and editions of an index that are years behind the data.

use super::super::figure::Unit;
use super::super::find::Report;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page, YearAt};
use super::super::vocabulary::Mean;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// So many years, and a figure is no longer the current one.
const OLD: u16 = 2;
/// Letters of a word that names one thing in a report.
const LONG: usize = 6;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let newest = newest_by_word(page);
    for line in page.prose() {
        if let Some(year) = old_current(page, line, &newest) {
            let at = line.bytes(year.at, year.end);
            report.add(
                (Kind::OldCurrent, Severity::Warning),
                (line.block, at),
                Other::Year(year.to),
            );
        }
    }
    editions(page, report);
}

fn old_current(page: &Page<'_>, line: &Line, newest: &HashMap<&str, u16>) -> Option<YearAt> {
    let now = line.first(|mean| mean == Mean::Current)?;
    let clause = line.clause(now.from);
    let years: Vec<YearAt> =
        line.years.iter().filter(|year| line.clause(year.at) == clause).copied().collect();
    let last = years.iter().map(|year| year.to).max()?;
    if last + OLD > page.script.day.year {
        return None;
    }
    let near = years.iter().filter(|year| year.at.abs_diff(now.to) <= 12 && year.from == year.to);
    // "in office since 2019" and "the constitution of 1995" are current and old.
    let year = near.copied().find(|year| !line.ends_at(year.at, |mean| mean == Mean::Since))?;
    let figure = line.figures.iter().any(|figure| figure.unit != Unit::Bare && !figure.is_change);
    let topic = newer_data(page, line, year.to);
    (figure || topic || newer_elsewhere(newest, line, now.to, year.to)).then_some(year)
}

/// The data have a newer value of what the sentence speaks of.
fn newer_data(page: &Page<'_>, line: &Line, year: u16) -> bool {
    line.topics().iter().any(|(topic, ..)| {
        let values = page.known.values(*topic, page.script.iso3);
        values.iter().filter_map(|value| value.year).any(|newest| newest > year)
    })
}

/// The newest year beside each long word: the doctrine of 2017, the doctrine of 2022.
fn newest_by_word<'p>(page: &'p Page<'_>) -> HashMap<&'p str, u16> {
    let mut newest: HashMap<&str, u16> = HashMap::new();
    for line in page.prose() {
        let past =
            line.years.iter().map(|year| year.to).filter(|year| *year <= page.script.day.year);
        let Some(year) = past.max() else { continue };
        for token in line.tokens.iter().filter(|token| token.is_word() && token.word.len() > LONG) {
            let entry = newest.entry(&token.word).or_default();
            *entry = year.max(*entry);
        }
    }
    newest
}

/// Another sentence names the same thing with a newer year.
fn newer_elsewhere(newest: &HashMap<&str, u16>, line: &Line, from: usize, year: u16) -> bool {
    let near = line.tokens.get(from..from + 3).unwrap_or_default();
    let noun = near.iter().rfind(|token| token.is_word() && token.word.len() > LONG);
    noun.and_then(|noun| newest.get(noun.word.as_str())).is_some_and(|newer| *newer > year)
}

/// One finding for each index, where the report names it with its newest year.
fn editions(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut newest: BTreeMap<usize, (u16, usize, Range<usize>)> = BTreeMap::new();
    let mut note = |topic: usize, year: u16, place: (usize, Range<usize>)| {
        let entry = newest.entry(topic).or_insert_with(|| (year, place.0, place.1.clone()));
        if year > entry.0 {
            *entry = (year, place.0, place.1);
        }
    };
    for line in page.prose() {
        let own = line.states.iter().all(|state| state.iso3 == page.script.iso3);
        let score =
            line.figures.iter().any(|figure| matches!(figure.unit, Unit::Points | Unit::Rank));
        let topics = line.topics();
        let [(topic, ..)] = topics.as_slice() else { continue };
        for year in line.years.iter().filter(|_| own && score) {
            note(*topic, year.to, (line.block, line.bytes(year.at, year.end)));
        }
    }
    for table in &page.tables {
        for row in &table.rows {
            let topics = row.label().map(Line::topics).unwrap_or_default();
            let years = table.head().iter().chain(&row.cells).flatten();
            let newest = years
                .flat_map(|line| line.tokens.iter().filter_map(super::super::table::year_of_token))
                .max();
            let topics =
                topics.iter().map(|(topic, ..)| *topic).chain(table.topics.iter().copied());
            for (topic, year) in topics.filter_map(|topic| Some((topic, newest?))) {
                // A table is not faulted, but it shows that the newer edition is there.
                note(topic, year, (usize::MAX, 0..0));
            }
        }
    }
    for (topic, (year, block, at)) in newest {
        let values = page.known.values(topic, page.script.iso3);
        let of_index = values.iter().filter(|value| {
            !value.is_fact
                && matches!(
                    value.measure,
                    crate::measure::Measure::Index { .. } | crate::measure::Measure::Rank
                )
        });
        let last = of_index.max_by_key(|value| value.year);
        if let Some(last) = last.filter(|last| last.year.is_some_and(|last| last >= year + OLD))
            && block != usize::MAX
        {
            let datum = page.known.datum(last, page.script.iso3);
            report.add(
                (Kind::OldEdition, Severity::Note),
                (block, at),
                Other::Data(Box::new(datum)),
            );
        }
    }
}
