//! One event with two counts of the dead, the injured or the arrested.

use super::super::figure::{Figure, Hedge, Unit};
use super::super::find::Report;
use super::super::lexer::Case;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut tolls: BTreeMap<(String, &'static str), Vec<(&Line, &Figure)>> = BTreeMap::new();
    for line in page.prose() {
        let of = |figure: &&Figure| {
            matches!(figure.unit, Unit::Dead | Unit::Injured | Unit::Detained)
                && !figure.is_change
                && figure.value >= 2.0
        };
        let figures: Vec<&Figure> = line.figures.iter().filter(of).collect();
        for figure in &figures {
            // Two counts in one sentence are two sources.
            if figures.iter().filter(|other| other.unit == figure.unit).count() > 1 {
                continue;
            }
            for name in names(page, line) {
                tolls.entry((name, figure.unit.code())).or_default().push((line, figure));
            }
        }
    }
    for places in tolls.values().filter(|places| (2..=12).contains(&places.len())) {
        for (at, (line, figure)) in places.iter().enumerate() {
            let earlier = places.get(..at).unwrap_or_default().iter();
            let other = earlier.into_iter().find(|(other, first)| {
                !std::ptr::eq(*other, *line) && same_time(line, other) && differ(figure, first)
            });
            if let Some((other, first)) = other.filter(|_| !report.is_told(line.block, &figure.at))
            {
                let place = Other::Place {
                    block: other.block,
                    at: first.at.clone(),
                    words: page.text(other.block, &first.at).to_owned(),
                };
                report.on_figure(
                    (Kind::TwoTolls, Severity::Warning),
                    (line, figure),
                    line.years.first().map(|year| year.from),
                    place,
                    None,
                );
            }
        }
    }
}

fn differ(a: &Figure, b: &Figure) -> bool {
    let range = |figure: &Figure| figure.high > figure.value;
    if range(a) || range(b) {
        return false;
    }
    match (a.hedge, b.hedge) {
        (Hedge::Plain, Hedge::Plain) => a.value != b.value && !(a.says(b.value) || b.says(a.value)),
        (Hedge::Plain, _) => !b.says(a.value),
        (_, Hedge::Plain) => !a.says(b.value),
        (a_hedge, b_hedge) => a_hedge == b_hedge && a.value != b.value && a_hedge == Hedge::AtLeast,
    }
}

/// Both sentences name a year, and one of them is the same; days and months do not contradict.
pub fn same_time(a: &Line, b: &Line) -> bool {
    let years = |line: &Line| {
        line.years
            .iter()
            .map(|year| year.from)
            .chain(line.dates.iter().map(|(date, _)| date.year))
            .collect::<BTreeSet<u16>>()
    };
    let (first, second) = (years(a), years(b));
    let (Some(one), Some(other)) = (a.dates.first(), b.dates.first()) else {
        return first.intersection(&second).next().is_some()
            && first.len() == 1
            && second.len() == 1;
    };
    let (one, other) = (one.0, other.0);
    let month = one.month == 0 || other.month == 0 || one.month == other.month;
    let day = one.day == 0 || other.day == 0 || one.day == other.day;
    one.year == other.year && month && day
}

/// Names of places, people and things, folded; never the state of the report itself.
pub fn names(page: &Page<'_>, line: &Line) -> Vec<String> {
    let mut out = BTreeSet::new();
    for (at, token) in line.tokens.iter().enumerate() {
        let in_state = line.states.iter().any(|state| state.at == at);
        let digits = token.word.chars().any(|c| c.is_ascii_digit())
            && token.word.chars().any(char::is_alphabetic);
        let designation = digits && token.is_word() && token.word.len() > 2;
        let capital = token.is_word() && token.case >= Case::Capital && token.word.len() > 3;
        if in_state || !(capital || designation) {
            continue;
        }
        let known = page.list.no_names.contains(&token.word);
        if !known && (designation || is_name(page, line, at)) {
            out.insert(token.word.trim_end_matches('s').to_owned());
        }
    }
    out.into_iter().collect()
}

/// In German every noun has a capital: only what stands behind `in`, `bei`, `von` without an article is taken for one.
fn is_name(page: &Page<'_>, line: &Line, at: usize) -> bool {
    use crate::text::Lang;
    const NOUNS: [&str; 16] = [
        "ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "nis", "tum", "ern",
        "ten", "gen", "den", "sen", "chen",
    ];
    let before = at.checked_sub(1).and_then(|at| line.tokens.get(at));
    let Some(own) = line.tokens.get(at) else { return false };
    if line.hits_at(at).any(|hit| {
        matches!(
            hit.means,
            super::super::vocabulary::Mean::Month(_)
                | super::super::vocabulary::Mean::Treaty(_)
                | super::super::vocabulary::Mean::Topic(_)
                | super::super::vocabulary::Mean::Publisher(_)
                | super::super::vocabulary::Mean::Demonym(_)
        )
    }) {
        return false;
    }
    match page.script.lang {
        Lang::De => {
            let place = before.is_some_and(|token| {
                matches!(
                    token.word.as_str(),
                    "in" | "bei" | "aus" | "nach" | "von" | "stadt" | "uber"
                )
            });
            place && !NOUNS.iter().any(|ending| own.word.ends_with(ending))
        }
        Lang::En | Lang::Fr => at > 0,
    }
}
