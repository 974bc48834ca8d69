//! Paragraphs that stand twice, items that are listed twice, and a sign with two meanings.

use super::super::find::Report;
use super::super::lexer::Token;
use super::super::model::{BlockKind, Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use std::collections::{HashMap, HashSet};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// A shorter paragraph may well stand twice.
const SHORT: usize = 14;
/// So many percent of its shingles stand in an earlier paragraph.
const ALIKE: usize = 70;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    paragraphs(page, report);
    items(page, report);
    page.prose().for_each(|line| listed(line, report));
    dashes(page, report);
}

fn paragraphs(page: &Page<'_>, report: &mut Report<'_, '_>) {
    // The first paragraph that has a shingle.
    let mut owner: HashMap<u64, usize> = HashMap::new();
    for (at, block) in page.script.blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let words: Vec<&str> = page
            .lines_of(at)
            .iter()
            .flat_map(|line| &line.tokens)
            .filter(|token| token.is_word() || token.number().is_some())
            .map(|token| token.word.as_str())
            .collect();
        if words.len() < SHORT {
            continue;
        }
        let shingles: HashSet<u64> = words.windows(SHINGLE).map(hash).collect();
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for shingle in &shingles {
            if let Some(other) = owner.get(shingle) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let most =
            shared.into_iter().max_by_key(|(block, many)| (*many, std::cmp::Reverse(*block)));
        if let Some((other, _)) =
            most.filter(|(_, many)| many * 100 >= shingles.len() * ALIKE && *many > 4)
        {
            let place = Other::Place {
                block: other,
                at: 0..page.block(other).map_or(0, |block| block.text.len()),
                words: String::new(),
            };
            report.add(
                (Kind::RepeatedParagraph, Severity::Warning),
                (at, 0..block.text.len()),
                place,
            );
        }
        for shingle in shingles {
            owner.entry(shingle).or_insert(at);
        }
    }
}

fn hash(words: &[&str]) -> u64 {
    // FNV: the same on every machine.
    words
        .iter()
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// The same item twice in one list.
fn items(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, block) in page.script.blocks.iter().enumerate() {
        if block.kind != BlockKind::Item {
            seen.clear();
            continue;
        }
        let words: String =
            crate::text::fold(&block.text).chars().filter(|c| c.is_alphanumeric()).collect();
        if words.len() < 8 {
            continue;
        }
        if let Some(first) = seen.get(&words) {
            let other =
                Other::Place { block: *first, at: 0..block.text.len(), words: String::new() };
            report.add((Kind::RepeatedItem, Severity::Warning), (at, 0..block.text.len()), other);
        } else {
            seen.insert(words, at);
        }
    }
}

/// `150 BTR-80, 50 BMP-2, 150 BTR-80`: number and name stand twice between commas.
fn listed(line: &Line, report: &mut Report<'_, '_>) {
    let is_end = |token: &Token| {
        token.is_sign(',')
            || token.is_sign(';')
            || token.is_sign('(')
            || token.is_sign(')')
            || matches!(token.word.as_str(), "and" | "und" | "et" | "sowie")
    };
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    let mut from = 0;
    for at in 0..=line.tokens.len() {
        if line.tokens.get(at).is_some_and(|token| !is_end(token)) {
            continue;
        }
        let part = line.tokens.get(from..at).unwrap_or_default();
        // The first part may have the words of the sentence before it.
        let first = part
            .iter()
            .rposition(|token| token.number().is_some())
            .filter(|first| line.is_free(from + first));
        let item: &[Token] = first.and_then(|first| part.get(first..)).unwrap_or_default();
        let named = item.iter().skip(1).any(|token| {
            token.is_word()
                && token.word.len() > 2
                && (token.word.chars().any(|c| c.is_ascii_digit())
                    || token.case > super::super::lexer::Case::Small)
        });
        let joined = item
            .iter()
            .any(|token| token.word.chars().any(|c| c.is_ascii_digit()) && token.is_word());
        if named && joined && (2..=6).contains(&item.len()) {
            let words: Vec<&str> = item
                .iter()
                .map(|token| token.word.as_str())
                .filter(|word| !matches!(*word, "." | "!"))
                .collect();
            let begin = from + first.unwrap_or(0);
            match seen.get(&words.join(" ")) {
                Some((a, b)) => {
                    let other = Other::Place {
                        block: line.block,
                        at: line.bytes(*a, *b),
                        words: String::new(),
                    };
                    report.add(
                        (Kind::RepeatedItem, Severity::Warning),
                        (line.block, line.bytes(begin, at)),
                        other,
                    );
                }
                None => {
                    seen.insert(words.join(" "), (begin, at));
                }
            }
        }
        from = at + 1;
    }
}

/// `– = no delivery` under one table, `– = not available` under another.
fn dashes(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut first: Option<(u8, usize, std::ops::Range<usize>)> = None;
    for line in &page.lines {
        for at in 1..line.tokens.len() {
            let (Some(dash), Some(sign)) = (line.tokens.get(at - 1), line.tokens.get(at)) else {
                continue;
            };
            if !dash.is_dash() || !(sign.is_sign('=') || sign.is_sign(':')) {
                continue;
            }
            let means = line.means_at(at + 1, |mean| match mean {
                Mean::Dash(n) => Some(n),
                _ => None,
            });
            let Some(means) = means else { continue };
            let place = line.bytes(at - 1, at + 2);
            match &first {
                None => first = Some((means, line.block, place)),
                Some((known, block, at)) if *known != means => {
                    let other =
                        Other::Place { block: *block, at: at.clone(), words: String::new() };
                    report.add((Kind::DashMeanings, Severity::Note), (line.block, place), other);
                }
                Some(_) => (),
            }
        }
    }
}
