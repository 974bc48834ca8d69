//! A sentence that speaks of the row of a table in the table's own words, with another value.

use super::super::figure::{Figure, Hedge, Unit};
use super::super::find::Report;
use super::super::lexer::Token;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::table::year_alone;
use super::super::vocabulary::Mean;
use super::twice::agree;
use std::collections::HashMap;

/// A row with more words in its label is a sentence.
const MOST_WORDS: usize = 6;
/// Sentences that share a word with a row; more, and the word says nothing.
const MOST_LINES: usize = 400;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut by_stem: HashMap<&str, Vec<&Line>> = HashMap::new();
    for line in page.prose().filter(|line| !line.figures.is_empty()) {
        for stem in line.tokens.iter().filter_map(stem) {
            let lines = by_stem.entry(stem).or_default();
            if lines.len() < MOST_LINES
                && !lines.last().is_some_and(|last| std::ptr::eq(*last, line))
            {
                lines.push(line);
            }
        }
    }
    for table in &page.tables {
        for row in table.body() {
            let Some(label) = row.label() else { continue };
            let stems: Vec<&str> = label.tokens.iter().filter_map(stem).collect();
            // One word alone names too much, where a topic does not say what is meant.
            let named = stems.len() >= 2
                || stems.iter().any(|stem| stem.chars().any(|c| c.is_ascii_digit()));
            if stems.is_empty() || stems.len() > MOST_WORDS || !named || !label.topics().is_empty()
            {
                continue;
            }
            let lines =
                stems.iter().filter_map(|stem| by_stem.get(stem)).min_by_key(|lines| lines.len());
            for line in lines.into_iter().flatten() {
                let has =
                    |wanted: &&str| line.tokens.iter().filter_map(stem).any(|own| own == *wanted);
                if stems.iter().all(has) {
                    for (at, cell) in row.cells.iter().enumerate().skip(1) {
                        let head = table.head().get(at).and_then(Option::as_ref);
                        if let (Some(cell), Some(year)) = (cell, head.and_then(year_alone)) {
                            hold(page, report, line, cell, year);
                        }
                    }
                }
            }
        }
    }
}

/// The beginning of a word that carries meaning; of a designation all of it.
fn stem(token: &Token) -> Option<&str> {
    if !token.is_word() {
        return None;
    }
    if token.word.chars().any(|c| c.is_ascii_digit()) {
        return Some(&token.word);
    }
    let end = token.word.char_indices().nth(6).map_or(token.word.len(), |(at, _)| at);
    (token.word.chars().count() > 3).then(|| token.word.get(..end)).flatten()
}

fn hold(page: &Page<'_>, report: &mut Report<'_, '_>, line: &Line, cell: &Line, year: u16) {
    let ([own], [one]) = (line.years.as_slice(), cell.figures.as_slice()) else { return };
    let plain = |figure: &&Figure| {
        !figure.is_change && figure.high == figure.value && figure.hedge == Hedge::Plain
    };
    let figures: Vec<&Figure> =
        line.figures.iter().filter(|figure| figure.unit != Unit::Rank).filter(plain).collect();
    let [figure] = figures.as_slice() else { return };
    let blurred = line
        .has(|mean| matches!(mean, Mean::Plan | Mean::Part | Mean::Group | Mean::Compare))
        || line.states.iter().any(|state| state.iso3 != page.script.iso3);
    if own.from != year
        || own.to != year
        || blurred
        || report.is_told(line.block, &figure.at)
        || figure.scale > 0
    {
        return;
    }
    let as_cell = Figure { unit: figure.unit, ..one.clone() };
    let size = (figure.value / one.value).abs();
    if !agree(figure, &as_cell) && (0.5..=2.0).contains(&size) && one.value >= 2.0 {
        let other = Other::Place {
            block: cell.block,
            at: one.at.clone(),
            words: page.text(cell.block, &one.at).to_owned(),
        };
        report.on_figure(
            (Kind::TextAgainstTable, Severity::Warning),
            (line, figure),
            Some(year),
            other,
            None,
        );
    }
}
