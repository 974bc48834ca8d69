//! Text that is more certain than its source, and a summary that is more certain than the body.

use super::super::find::Report;
use super::super::known::cited;
use super::super::lexer::{Case, Token};
use super::super::model::{Datum, Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use crate::atlas::Event;
use crate::key::FactKey;
use crate::phrase::phrase;
use crate::text::{Lang, fold};
use std::collections::{BTreeSet, HashMap};

/// Certainties of what is not settled, or not yet done.
const WEAK: [&str; 9] = [
    "alleged",
    "alleged_in_part",
    "unconfirmed",
    "presumed",
    "planned",
    "goal",
    "forecast",
    "claim",
    "estimated_by_one_side",
];
/// Sentences that share a word; more, and the word says nothing.
const MOST_LINES: usize = 60;
/// Words of a sentence that carry meaning must be so many to be told from another.
const LEAST: usize = 3;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let events: Vec<(&Event, BTreeSet<String>)> = page
        .atlas
        .country(page.script.iso3)
        .iter()
        .flat_map(|country| &country.events)
        .filter(|event| WEAK.contains(&event.certainty.as_str()))
        .map(|event| (event, stems_of(event.text.get(page.script.lang))))
        .filter(|(_, stems)| stems.len() >= LEAST)
        .collect();
    for line in page.prose() {
        if is_hedged(page, line) {
            continue;
        }
        let stems = stems(line);
        let best = events
            .iter()
            .map(|(event, own)| (event, own.intersection(&stems).count(), own.len()))
            .max_by_key(|(_, shared, all)| shared * 100 / all.max(&1));
        if let Some((event, shared, all)) = best
            && shared >= LEAST
            && shared * 100 >= all * 60
            && year_fits(line, event)
            && speaks_of_names(page, line, event)
        {
            let datum = Datum {
                name: event.text.clone(),
                year: event.date.map(|date| date.year),
                words: phrase(&event.certainty),
                source: cited(&event.cited),
                key: Some(FactKey::Event { iso3: page.script.iso3, id: event.id.clone() }),
                ..Datum::default()
            };
            report.add(
                (Kind::TooCertain, Severity::Warning),
                (line.block, line.at.clone()),
                Other::Data(Box::new(datum)),
            );
        }
    }
    summary(page, report);
}

/// A word of doubt in the sentence, or one in the sentences around it that speaks for it.
fn is_hedged(page: &Page<'_>, line: &Line) -> bool {
    // `Lawyers: …` names who says it.
    let named = |line: &Line| line.tokens.iter().any(|token| token.is_sign(':'));
    let doubt =
        |line: &Line| line.has(|mean| matches!(mean, Mean::Hedge | Mean::Plan)) || named(line);
    let near = page.beside(line).iter().filter(|other| {
        let behind = other.at.start >= line.at.end && other.at.start <= line.at.end + 3;
        let ahead = other.at.end <= line.at.start && line.at.start <= other.at.end + 3;
        behind || ahead
    });
    doubt(line) || near.into_iter().any(doubt)
}

fn year_fits(line: &Line, event: &Event) -> bool {
    let Some(date) = event.date else { return true };
    let until = event.until.map_or(date.year, |until| until.year);
    line.years.is_empty()
        || line.years.iter().any(|year| year.from <= until.max(date.year) && year.to >= date.year)
}

/// A name of the event stands in the sentence: without one, common words may meet by chance.
fn speaks_of_names(page: &Page<'_>, line: &Line, event: &Event) -> bool {
    let text = event.text.get(page.script.lang);
    let words =
        text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.len() > 2);
    let named: Vec<String> = words
        .filter(|word| {
            word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic)
                || word.starts_with(char::is_uppercase)
        })
        .flat_map(|word| word.split('-').map(fold).collect::<Vec<_>>())
        .filter(|word| word.len() > 2 || word.chars().any(|c| c.is_ascii_digit()))
        .collect();
    let stands = |name: &String| {
        line.tokens.iter().any(|token| {
            let digits = name.chars().any(|c| c.is_ascii_digit());
            token.word == *name && (token.case > Case::Small || digits)
        })
    };
    named.iter().filter(|name| stands(name)).count()
        >= if page.script.lang == Lang::De { 2 } else { 1 }
}

/// The beginnings of the words that carry meaning.
fn stems(line: &Line) -> BTreeSet<String> {
    line.tokens.iter().filter_map(stem).collect()
}

fn stem(token: &Token) -> Option<String> {
    (token.is_word()).then(|| short(&token.word)).flatten()
}

fn short(word: &str) -> Option<String> {
    let digits = word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic);
    if digits {
        return Some(word.to_owned());
    }
    (word.chars().count() > 3).then(|| word.chars().take(5).collect())
}

fn stems_of(text: &str) -> BTreeSet<String> {
    // Words of doubt are what the sentence may lack.
    const DOUBT: [&str; 12] = [
        "said", "solle", "proba", "mutma", "angeb", "alleg", "claim", "behau", "goal", "forec",
        "progn", "geplant",
    ];
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter_map(short);
    words.filter(|word| !DOUBT.contains(&word.as_str())).collect()
}

/// Sentences of the summary against those of the body that speak of the same.
fn summary(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let is_summary = |line: &Line| {
        page.block(line.block).is_some_and(|block| matches!(block.section.as_str(), "S" | "SUM"))
    };
    if !page.prose().any(is_summary) {
        return;
    }
    let body: Vec<Told<'_>> = page
        .prose()
        .filter(|line| !is_summary(line))
        .map(|line| Told { line, stems: stems(line) })
        .collect();
    let mut by_name: HashMap<String, Vec<&Told<'_>>> = HashMap::new();
    for told in &body {
        for name in names_of(page, told.line) {
            by_name.entry(name).or_default().push(told);
        }
    }
    for line in page.prose().filter(|line| is_summary(line)) {
        let own = stems(line);
        let sure = !line.has(|mean| mean == Mean::Hedge);
        let names = names_of(page, line);
        let lists = names.iter().filter_map(|name| by_name.get(name));
        let others: Vec<&Told<'_>> = lists
            .filter(|lines| lines.len() <= MOST_LINES)
            .flatten()
            .take(MOST_LINES / 2)
            .copied()
            .collect();
        let weaker = others.iter().find(|other| {
            let shared = own.intersection(&other.stems).count();
            let less = own.len().min(other.stems.len());
            let doubted = sure
                && (shared >= LEAST && shared * 100 >= less * 35)
                && other.line.has(|mean| mean == Mean::Hedge)
                && !resolved(&own, &others, other.line);
            doubted || is_only_agreed(line, other.line)
        });
        if let Some(Told { line: other, .. }) = weaker {
            let words = page.text(other.block, &other.at).to_owned();
            let place = Other::Place { block: other.block, at: other.at.clone(), words };
            let found = (Kind::SummaryCertain, Severity::Warning);
            report.add(found, (line.block, line.at.clone()), place);
        }
    }
}

/// A sentence of the body with the beginnings of its words.
struct Told<'p> {
    line: &'p Line,
    stems: BTreeSet<String>,
}

/// Another sentence of the body says it without a doubt.
fn resolved(own: &BTreeSet<String>, body: &[&Told<'_>], weak: &Line) -> bool {
    body.iter().any(|other| {
        let apart = !std::ptr::eq(other.line, weak);
        let certain = apart && !other.line.has(|mean| mean == Mean::Hedge);
        certain && own.intersection(&other.stems).count() >= LEAST
    })
}

/// "Founded in 2015", where the body knows but a contract to found it.
fn is_only_agreed(line: &Line, other: &Line) -> bool {
    let rows = line.hits().iter().filter_map(|hit| match hit.means {
        Mean::Done(n) => Some(n),
        _ => None,
    });
    rows.into_iter().any(|row| {
        let weak = other.has(|mean| mean == Mean::Weak(row));
        let base = other.has(|mean| mean == Mean::Base(row));
        let done = other.has(|mean| mean == Mean::Done(row));
        weak && base && !done && !line.has(|mean| mean == Mean::Weak(row)) && same_year(line, other)
    })
}

fn same_year(a: &Line, b: &Line) -> bool {
    a.years.is_empty()
        || b.years.is_empty()
        || a.years.iter().any(|one| b.years.iter().any(|other| one.from == other.from))
}

/// Names that a sentence shares with another: designations, and what is written with a capital within it.
fn names_of(page: &Page<'_>, line: &Line) -> BTreeSet<String> {
    let nouns = line.tokens.iter().enumerate().filter(|(at, token)| {
        let capital =
            token.is_word() && token.case > Case::Small && token.word.len() > 3 && *at > 0;
        let digits = token.is_word() && token.word.chars().any(|c| c.is_ascii_digit());
        let state = line.states.iter().any(|state| state.at == *at);
        (capital || digits) && !state && !page.list.no_names.contains(&token.word)
    });
    nouns.map(|(_, token)| token.word.clone()).collect()
}
