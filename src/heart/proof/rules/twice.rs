//! The same figure in two places with two values, and one subject in two currencies.

use super::super::claim::{self, Claim, Place, When};
use super::super::figure::{Figure, Hedge, Unit};
use super::super::find::Report;
use super::super::model::{Kind, Other, Severity};
use super::super::page::Page;
use crate::atlas::Iso3;
use std::collections::BTreeMap;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let mut claims = claim::prose(page);
    claims.extend(claim::cells(page));
    let mut by_subject: BTreeMap<(usize, Iso3, u16, &'static str), Vec<&Claim<'_>>> =
        BTreeMap::new();
    for claim in &claims {
        let (Some(topic), When::Years(years)) = (claim.topics.first(), &claim.when) else {
            continue;
        };
        if let ([year], true) = (years.as_slice(), claim.place != Place::Heading) {
            let key = (*topic, claim.iso3, *year, claim.figure.unit.code());
            by_subject.entry(key).or_default().push(claim);
        }
    }
    for claims in by_subject.values() {
        let Some(first) = claims.first() else { continue };
        for other in claims.iter().skip(1) {
            let told = |claim: &Claim<'_>| report.is_told(claim.line.block, &claim.figure.at);
            let same_line = std::ptr::eq(first.line, other.line);
            if same_line
                || told(first)
                || told(other)
                || agree(&first.figure, &other.figure)
                || is_settled(page, first)
                || is_settled(page, other)
            {
                continue;
            }
            let place = Other::Place {
                block: first.line.block,
                at: first.figure.at.clone(),
                words: page.text(first.line.block, &first.figure.at).to_owned(),
            };
            report.on_figure(
                (Kind::TwoValues, Severity::Warning),
                (other.line, &other.figure),
                None,
                place,
                None,
            );
        }
    }
    currencies(&claims, report);
}

/// What the data say as it stands needs no second opinion; two publishers may differ.
fn is_settled(page: &Page<'_>, claim: &Claim<'_>) -> bool {
    let When::Years(years) = &claim.when else { return false };
    claim.topics.iter().any(|topic| {
        let values = page.known.values(*topic, claim.iso3);
        values.iter().any(|value| {
            value.year.is_some_and(|year| years.contains(&year))
                && super::super::figure::fits(claim.figure.unit, &value.measure, &page.list.wholes)
                && claim.figure.says(value.value)
        })
    })
}

/// Two figures that one value can be behind; figures of another size are about something else.
pub fn agree(a: &Figure, b: &Figure) -> bool {
    if !a.unit.is_like(b.unit) || a.value == 0.0 || b.value == 0.0 {
        return true;
    }
    let ratio = (a.value / b.value).abs();
    if !(0.5..=2.0).contains(&ratio) {
        return true;
    }
    if a.hedge == Hedge::Plain {
        b.says(a.value) || (b.hedge == Hedge::Plain && a.says(b.value))
    } else {
        b.hedge != Hedge::Plain || a.says(b.value)
    }
}

/// A yearly figure in euros, another in dollars.
fn currencies(claims: &[Claim<'_>], report: &mut Report<'_, '_>) {
    let subject = |claim: &Claim<'_>| Some((*claim.topics.first()?, claim.iso3));
    let mut dollars: BTreeMap<(usize, Iso3), &Claim<'_>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.figure.unit == Unit::Usd) {
        if let Some(subject) = subject(claim) {
            dollars.entry(subject).or_insert(claim);
        }
    }
    let of_euros =
        |claim: &&Claim<'_>| claim.figure.unit == Unit::Eur && claim.place != Place::Heading;
    for euro in claims.iter().filter(of_euros) {
        let dollar = subject(euro).and_then(|subject| dollars.get(&subject));
        if let Some(dollar) = dollar.filter(|_| !report.is_told(euro.line.block, &euro.figure.at)) {
            let at = dollar.figure.at.clone();
            let other = Other::Place { block: dollar.line.block, at, words: String::new() };
            let found = (Kind::TwoCurrencies, Severity::Note);
            report.on_figure(found, (euro.line, &euro.figure), None, other, None);
        }
    }
}
