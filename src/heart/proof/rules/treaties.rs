//! Treaties that the text says are joined, signed or not, against the lists of the depositaries.

use super::super::find::Report;
use super::super::model::{Datum, Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::vocabulary::Mean;
use crate::atlas::{Iso3, Joined, TreatyStatus};
use crate::key::FactKey;
use crate::phrase::phrase;

/// What a clause says of the treaties in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    Joined,
    NotJoined,
    Signed,
    NotSigned,
}

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    for line in page.prose() {
        let treaties = named(line);
        if treaties.is_empty() || line.tokens.last().is_some_and(|token| token.is_sign('?')) {
            continue;
        }
        let Some(iso3) = subject(page, line) else { continue };
        let mut told: Vec<u16> = Vec::new();
        for (treaty, from, to) in treaties {
            // `ICC`, `Rome Statute`: one treaty under two names.
            if told.contains(&treaty) {
                continue;
            }
            told.push(treaty);
            let Some(claim) = said(line, from, to) else { continue };
            let id = page
                .atlas
                .treaties
                .get(usize::from(treaty))
                .map_or("", |treaty| treaty.id.as_str());
            let Some(status) = page.atlas.status_of(id, iso3) else { continue };
            hold(page, report, (line, from, to), claim, (iso3, status));
        }
    }
}

/// Treaties by their longest names: a protocol to a treaty is not the treaty.
fn named(line: &Line) -> Vec<(u16, usize, usize)> {
    let all: Vec<(u16, usize, usize)> = line
        .hits()
        .iter()
        .filter_map(|hit| match hit.means {
            Mean::Treaty(at) => Some((at, hit.from, hit.to)),
            _ => None,
        })
        .collect();
    let longer = |one: &(u16, usize, usize)| {
        all.iter()
            .any(|other| other.1 <= one.1 && one.2 <= other.2 && other.2 - other.1 > one.2 - one.1)
    };
    let shared = |one: &(u16, usize, usize)| {
        all.iter().any(|other| other.0 != one.0 && other.1 == one.1 && other.2 == one.2)
    };
    all.iter().filter(|one| !longer(one) && !shared(one)).copied().collect()
}

/// The one state that the sentence is about.
fn subject(page: &Page<'_>, line: &Line) -> Option<Iso3> {
    if line.has(|mean| matches!(mean, Mean::Group | Mean::Blur)) {
        return None;
    }
    let nouns = line.states.iter().filter(|state| !state.is_adjective);
    let mut states: Vec<Iso3> = nouns.map(|state| state.iso3).collect();
    states.sort_unstable();
    states.dedup();
    match states.as_slice() {
        [] => {
            let around = page.beside(line).iter().flat_map(|line| &line.states);
            let other = around.chain(&line.states).any(|state| state.iso3 != page.script.iso3);
            (!other).then_some(page.script.iso3)
        }
        [one] => Some(*one),
        _ => None,
    }
}

fn said(line: &Line, from: usize, to: usize) -> Option<Claim> {
    let clause = line.clause(from);
    let here = |wanted: &dyn Fn(Mean) -> bool| {
        line.hits()
            .iter()
            .filter(|hit| line.clause(hit.from) == clause && wanted(hit.means))
            .map(|hit| (hit.from, hit.to))
            .collect::<Vec<_>>()
    };
    let joined = here(&|mean| mean == Mean::Joined);
    let signed = here(&|mean| mean == Mean::Signed);
    // A clause without a verb of its own, behind "but not", has that of the clause before.
    let verbs = |mean: Mean| matches!(mean, Mean::Joined | Mean::Signed);
    let borrowed = joined.is_empty() && signed.is_empty();
    if borrowed
        && !(clause > 0
            && line
                .hits()
                .iter()
                .any(|hit| line.clause(hit.from) + 1 == clause && verbs(hit.means)))
    {
        return None;
    }
    let only = here(&|mean| mean == Mean::NotOnly);
    let not = here(&|mean| mean == Mean::Not);
    let not: Vec<_> = not
        .into_iter()
        .filter(|(at, _)| !only.iter().any(|(from, to)| (from..to).contains(&at)))
        .collect();
    // "signed but not ratified": two clauses speak of one treaty.
    let both = line.hits().iter().any(|hit| hit.means == Mean::Joined)
        && line.hits().iter().any(|hit| hit.means == Mean::Signed);
    if both {
        let negated = line.hits().iter().any(|hit| hit.means == Mean::Not);
        return negated.then_some(Claim::NotJoined);
    }
    let is_signed = if borrowed {
        line.hits()
            .iter()
            .any(|hit| line.clause(hit.from) + 1 == clause && hit.means == Mean::Signed)
    } else {
        joined.is_empty()
    };
    // "has joined the NPT, not the CCM": a negation behind the verb and right before the name is of the name.
    let is_not = match not.as_slice() {
        [] => false,
        _ if borrowed => true,
        all => {
            let verb = joined.iter().chain(&signed).map(|(at, _)| *at).min().unwrap_or(0);
            let listed = all.iter().all(|(at, _)| *at > verb + 3 && *at > to);
            if listed && line.tokens.len() > to + 12 {
                return None;
            }
            true
        }
    };
    Some(match (is_signed, is_not) {
        (false, false) => Claim::Joined,
        (false, true) => Claim::NotJoined,
        (true, false) => Claim::Signed,
        (true, true) => Claim::NotSigned,
    })
}

fn hold(
    page: &Page<'_>,
    report: &mut Report<'_, '_>,
    (line, from, to): (&Line, usize, usize),
    claim: Claim,
    (iso3, status): (Iso3, &TreatyStatus),
) {
    let is_party = matches!(status.status, Joined::Party | Joined::PartyWithReservation);
    let kind = match (claim, status.status) {
        (_, Joined::Unknown) => return,
        (Claim::Joined, Joined::NotParty | Joined::Signatory) => Kind::NotJoined,
        (Claim::Signed, Joined::NotParty) => Kind::NotJoined,
        (Claim::NotJoined, _) if is_party => Kind::IsJoined,
        (Claim::NotSigned, Joined::Signatory) => Kind::IsJoined,
        (Claim::Joined, _) => match wrong_year(line, status) {
            true => Kind::TreatyYear,
            false => return,
        },
        _ => return,
    };
    let severity = if kind == Kind::TreatyYear { Severity::Note } else { Severity::Error };
    let treaty = page.atlas.treaty_of(status);
    let source = page.atlas.source(status.source);
    let datum = Datum {
        name: treaty.map(|treaty| treaty.short.clone()).unwrap_or_default(),
        year: status.year,
        words: phrase(status.status.code()),
        source: source.map(|source| source.copy("")).unwrap_or_default(),
        key: treaty.map(|treaty| FactKey::Treaty { iso3, treaty: treaty.id.clone() }),
        ..Datum::default()
    };
    report.add((kind, severity), (line.block, line.bytes(from, to)), Other::Data(Box::new(datum)));
}

/// One year in the sentence, one treaty, and they are years apart: signing and force lie closer.
fn wrong_year(line: &Line, status: &TreatyStatus) -> bool {
    let treaties =
        line.hits().iter().filter(|hit| matches!(hit.means, Mean::Treaty(_))).map(|hit| hit.from);
    let mut places: Vec<usize> = treaties.collect();
    places.dedup();
    let (Some(year), [one], 1) = (status.year, line.years.as_slice(), places.len()) else {
        return false;
    };
    one.from == one.to && one.from.abs_diff(year) > 2 && !line.has(|mean| mean == Mean::Signed)
}
