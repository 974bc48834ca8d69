//! Plans whose year is past, and nothing says what came of them.

use super::super::find::Report;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page, YearAt};
use super::super::vocabulary::Mean;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    for line in page.prose() {
        let past = |year: &&YearAt| year.to < page.script.day.year;
        let Some(year) = line.years.iter().filter(past).find(|year| is_planned_for(line, year))
        else {
            continue;
        };
        // What the sentence, or one behind it in the paragraph, says came of it.
        let here = page.beside(line).iter().filter(|other| other.at.start >= line.at.start);
        let settled = here
            .into_iter()
            .any(|line| line.has(|mean| mean == Mean::Outcome) || tells_after(line, year.to));
        if settled || line.has(|mean| mean == Mean::Hindsight) {
            continue;
        }
        let at = line.bytes(year.at, year.end);
        report.add((Kind::Expired, Severity::Warning), (line.block, at), Other::Year(year.to));
    }
}

/// A later year, and no plan: told from afterwards.
fn tells_after(line: &Line, year: u16) -> bool {
    let later = line.years.iter().any(|other| other.to > year);
    later && !line.has(|mean| mean == Mean::Plan)
}

fn is_planned_for(line: &Line, year: &YearAt) -> bool {
    let clause = line.clause(year.at);
    let here = |wanted: Mean| {
        line.hits().iter().any(|hit| hit.means == wanted && line.clause(hit.from) == clause)
    };
    let due = line.ends_at(year.at, |mean| mean == Mean::Deadline);
    // "until 2021" with a passive of German is no plan: only words that say one count there.
    let plain = here(Mean::PlanPlain);
    let planned = here(Mean::Plan) && !only_passive(line, clause);
    let since = line.ends_at(year.at, |mean| mean == Mean::Since) && !due;
    // "planned since 2015", "a plan of 2015" name the year of the plan.
    (due && planned) || (plain && !since && follows(line, year))
}

/// `wird`, `werden` alone may be a passive of the present.
fn only_passive(line: &Line, clause: u16) -> bool {
    line.hits().iter().filter(|hit| hit.means == Mean::Plan && line.clause(hit.from) == clause).all(
        |hit| {
            line.tokens
                .get(hit.from)
                .is_some_and(|token| matches!(token.word.as_str(), "wird" | "werden"))
        },
    )
}

/// The year stands near a word of planning, not with something else in the sentence.
fn follows(line: &Line, year: &YearAt) -> bool {
    let others = line.years.iter().filter(|other| *other != year).count();
    let near = line
        .hits()
        .iter()
        .any(|hit| hit.means == Mean::PlanPlain && hit.from.abs_diff(year.at) <= 14);
    // A year in brackets says when it was said.
    let bracket = year.at > 0 && line.tokens.get(year.at - 1).is_some_and(|sign| sign.is_sign('('));
    others == 0 && near && !bracket
}
