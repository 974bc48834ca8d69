//! Tables, charts and boxes: gaps and doubles in their numbers, references to what is not there.

use super::super::find::Report;
use super::super::model::{BlockKind, Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use std::collections::BTreeMap;
use std::ops::Range;

/// No report has so many tables: a larger number is of something else.
const MOST: u32 = 300;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    for what in 0..page.list.numbered.len() {
        let what = what as u8;
        let mut defined: BTreeMap<u32, Vec<(usize, Range<usize>)>> = BTreeMap::new();
        let mut referred: Vec<(u32, usize, Range<usize>)> = Vec::new();
        let mut nested = false;
        for line in &page.lines {
            for hit in line.hits().iter().filter(|hit| hit.means == Mean::Numbered(what)) {
                let Some(numbers) = numbers(line, hit.to) else {
                    nested |= is_nested(line, hit.to);
                    continue;
                };
                let defines = hit.from == 0 && numbers.len() == 1 && is_caption(page, line, hit.to);
                for (number, at) in numbers {
                    let bytes = line.bytes(hit.from, at + 1);
                    if defines {
                        defined.entry(number).or_default().push((line.block, bytes));
                    } else if !line.has_at(at + 1, |mean| mean == Mean::Elsewhere) {
                        referred.push((number, line.block, bytes));
                    }
                }
            }
        }
        if !nested && !defined.is_empty() {
            tell(report, &defined, referred);
        }
    }
}

fn tell(
    report: &mut Report<'_, '_>,
    defined: &BTreeMap<u32, Vec<(usize, Range<usize>)>>,
    referred: Vec<(u32, usize, Range<usize>)>,
) {
    let mut before = 0;
    for (number, places) in defined {
        if before > 0
            && *number > before + 1
            && let Some((block, at)) = places.first()
        {
            let missing: Vec<String> = (before + 1..*number).map(|n| n.to_string()).collect();
            report.add(
                (Kind::NumberGap, Severity::Warning),
                (*block, at.clone()),
                Other::Words(missing.join(", ")),
            );
        }
        before = *number;
        if let [(first, place), rest @ ..] = places.as_slice() {
            for (block, at) in rest {
                let other = Other::Place { block: *first, at: place.clone(), words: String::new() };
                report.add((Kind::NumberTwice, Severity::Warning), (*block, at.clone()), other);
            }
        }
    }
    for (number, block, at) in referred {
        if !defined.contains_key(&number) {
            let there: Vec<String> = defined.keys().map(ToString::to_string).collect();
            report.add(
                (Kind::NoSuchNumber, Severity::Warning),
                (block, at),
                Other::Words(there.join(", ")),
            );
        }
    }
}

/// The numbers behind the word, with the positions of their words; `1–3` are three.
fn numbers(line: &Line, from: usize) -> Option<Vec<(u32, usize)>> {
    let mut out: Vec<(u32, usize)> = Vec::new();
    let mut at = from;
    if is_nested(line, from) {
        return None;
    }
    while line.is_label(at) || line.is_label(at + 1) {
        let token = line.tokens.get(at)?;
        if let Some(number) =
            token.number().filter(|number| number.decimals == 0 && !number.grouped)
        {
            let number = number.value as u32;
            let dash = at > from
                && line.tokens.get(at - 1).is_some_and(|sign| {
                    sign.is_dash() || matches!(sign.word.as_str(), "to" | "bis" | "a")
                });
            if let (true, Some((first, _))) = (dash, out.last().copied())
                && number > first
                && number - first < 30
            {
                out.extend((first + 1..number).map(|n| (n, at)));
            }
            out.push((number, at));
        }
        at += 1;
    }
    (!out.is_empty() && out.iter().all(|(number, _)| (1..=MOST).contains(number))).then_some(out)
}

/// `Table 2.1`.
fn is_nested(line: &Line, at: usize) -> bool {
    line.tokens.get(at).and_then(|token| token.number()).is_some_and(|number| number.decimals > 0)
}

/// A caption, or a line that begins with its number and goes on with a colon or a full stop.
fn is_caption(page: &Page<'_>, line: &Line, to: usize) -> bool {
    let Some(block) = page.block(line.block) else { return false };
    let starts = block.text.get(..line.at.start).is_some_and(|before| before.trim().is_empty());
    let sign = line.tokens.get(to + 1);
    let named =
        sign.is_some_and(|token| token.is_sign(':') || token.is_sign('.') || token.is_dash());
    let short = block.text.len() < 200;
    starts
        && match block.kind {
            BlockKind::Caption | BlockKind::Heading(_) => true,
            _ => short && (named || sign.is_none()),
        }
}
