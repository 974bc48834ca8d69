//! Pieces of a type of equipment against what the tables and events on the state know of it.
//!
//! A type is ordered, delivered, stored and lost; so a number is told only where none of these is it.

use super::super::figure::{Figure, Unit};
use super::super::find::Report;
use super::super::known::cited;
use super::super::lexer::{Case, Lexeme, Token, tokens};
use super::super::model::{Datum, Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use crate::atlas::Fact;
use crate::key::FactKey;
use crate::text::Lang;
use std::collections::BTreeMap;

/// What is known of a type: every number, and the fact that stands for it.
#[derive(Default)]
struct Known<'a> {
    numbers: Vec<f64>,
    /// The years that the numbers are of.
    years: Vec<(u16, u16)>,
    fact: Option<(usize, &'a Fact)>,
}

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let known = known(page);
    if known.is_empty() {
        return;
    }
    for line in page.prose() {
        if line.has(|mean| matches!(mean, Mean::Plan | Mean::Compare | Mean::Group)) {
            continue;
        }
        for figure in line.figures.iter().filter(|figure| counts(page, line, figure)) {
            let Some(name) = named(line, figure) else { continue };
            let Some(Known { numbers, years, fact: Some((at, fact)) }) = known.get(&name) else {
                continue;
            };
            // An order of another year is another order.
            let of_years = line.years.is_empty()
                || line.years.iter().any(|year| {
                    years.iter().any(|(from, to)| year.from <= *to && year.to >= *from)
                });
            if !of_years || numbers.iter().any(|number| figure.says(*number)) {
                continue;
            }
            let datum = Datum {
                name: fact.name.clone(),
                value: fact.value,
                year: fact.year,
                unit: fact.unit.clone(),
                source: cited(&fact.cited),
                key: Some(FactKey::Fact { iso3: page.script.iso3, at: *at }),
                ..Datum::default()
            };
            let found = (Kind::WrongValue, Severity::Note);
            report.on_figure(found, (line, figure), None, Other::Data(Box::new(datum)), None);
        }
    }
}

/// Pieces, and of the state of the report: another one before the number may have others.
fn counts(page: &Page<'_>, line: &Line, figure: &Figure) -> bool {
    let own = page.script.iso3;
    let other = line.states.iter().any(|state| state.iso3 != own && state.at < figure.from);
    figure.unit == Unit::Bare && !figure.is_change && figure.decimals == 0 && !other
}

/// The designation right behind a number, or behind one word more.
fn named(line: &Line, figure: &Figure) -> Option<String> {
    (figure.to..figure.to + 2).find_map(|at| designation(&line.tokens, at))
}

/// `BTR-80A`, `Su-30SM`, `T-72`: letters and figures, joined by hyphens.
fn designation(tokens: &[Token], at: usize) -> Option<String> {
    let first = tokens.get(at).filter(|token| token.is_word() && token.case > Case::Small)?;
    let mut name = first.word.clone();
    let mut end = at + 1;
    while let (Some(dash), Some(next)) = (tokens.get(end), tokens.get(end + 1)) {
        if !(dash.is_dash() && dash.glued && next.glued && !matches!(next.kind, Lexeme::Sign(_))) {
            break;
        }
        name.push_str(&next.word);
        end += 2;
    }
    let digits = name.chars().any(|c| c.is_ascii_digit());
    (digits && name.chars().any(char::is_alphabetic) && name.len() > 2).then_some(name)
}

fn designations(text: &str) -> Vec<String> {
    let tokens = tokens(text, Lang::En);
    (0..tokens.len()).filter_map(|at| designation(&tokens, at)).collect()
}

fn known<'a>(page: &Page<'a>) -> BTreeMap<String, Known<'a>> {
    let mut out: BTreeMap<String, Known<'_>> = BTreeMap::new();
    let Some(country) = page.atlas.country(page.script.iso3) else { return out };
    for (at, fact) in country.facts.iter().enumerate() {
        let Some(value) = fact.value.filter(|_| fact.unit.en == "pieces") else { continue };
        for name in designations(&fact.name.en) {
            let known = out.entry(name).or_default();
            known.numbers.push(value);
            known.years.extend(fact.year.map(|year| (year, year)));
            known.numbers.extend(numbers(&fact.printed));
            known.numbers.extend(numbers(&fact.note.en));
            known.fact.get_or_insert((at, fact));
        }
    }
    for event in &country.events {
        let texts = [&event.text.en, &event.text.de, &event.numbers];
        for name in designations(&event.text.en).into_iter().chain(designations(&event.text.de)) {
            if let Some(known) = out.get_mut(&name) {
                known.numbers.extend(texts.iter().flat_map(|text| numbers(text)));
                known.numbers.extend(texts.iter().flat_map(|text| in_words(page, text)));
                let from = event.date.map(|date| date.year);
                let to = event.until.map(|date| date.year).or(from);
                known.years.extend(from.zip(to));
            }
        }
    }
    out
}

fn numbers(text: &str) -> Vec<f64> {
    tokens(text, Lang::En).iter().filter_map(|token| Some(token.number()?.value)).collect()
}

/// `Twelve`, `zwölf`.
fn in_words(page: &Page<'_>, text: &str) -> Vec<f64> {
    tokens(text, Lang::En).iter().filter_map(|token| page.list.small_number(&token.word)).collect()
}
