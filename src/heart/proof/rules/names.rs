//! One name in several spellings, and neighbours that are none.

use super::super::find::Report;
use super::super::lexer::Case;
use super::super::model::{BlockKind, Fix, Kind, Other, Severity};
use super::super::page::{Line, Page, StateAt};
use super::super::vocabulary::Mean;
use crate::atlas::Iso3;
use crate::text::{Lang, fold};
use std::collections::BTreeMap;
use std::ops::Range;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    spellings(page, report);
    page.prose().for_each(|line| neighbours(page, line, report));
}

/// Where each spelling stands.
type Places = BTreeMap<String, Vec<(usize, Range<usize>)>>;

fn spellings(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let known = known_words(page);
    let mut names: BTreeMap<String, Places> = BTreeMap::new();
    let lines = page.lines.iter().chain(
        page.tables
            .iter()
            .flat_map(|table| table.rows.iter().flat_map(|row| row.cells.iter().flatten())),
    );
    for line in lines {
        let quoted = page
            .block(line.block)
            .is_some_and(|block| block.text.contains("://") && block.kind != BlockKind::Paragraph);
        for (at, token) in line.tokens.iter().enumerate() {
            if token.case != Case::Capital || token.word.len() < 5 || quoted || is_address(line, at)
            {
                continue;
            }
            let raw = page.text(line.block, &token.at);
            let bare = genitive(&token.word, page.script.lang);
            let key = match known.get(bare) {
                Some(key) => key.clone(),
                None if is_transcribed(page, bare) => skeleton(bare),
                None => continue,
            };
            let spelt = raw
                .get(..raw.len() - (token.word.len() - bare.len()).min(raw.len()))
                .unwrap_or(raw);
            let places = names.entry(key).or_default().entry(spelt.to_owned()).or_default();
            places.push((line.block, token.at.start..token.at.start + spelt.len()));
        }
    }
    for places in names.values().filter(|places| places.len() > 1) {
        // The spelling that stands most often is kept; of two the one that came first.
        let first = |places: &Vec<(usize, Range<usize>)>| {
            places.first().map_or(0, |(block, at)| block * 1_000_000 + at.start)
        };
        let kept = places
            .iter()
            .max_by_key(|(_, places)| (places.len(), std::cmp::Reverse(first(places))));
        let Some((kept, _)) = kept else { continue };
        for (_, places) in places.iter().filter(|(spelling, _)| *spelling != kept) {
            let Some((block, at)) = places.first() else { continue };
            let fix = Fix { range: at.clone(), replacement: kept.clone() };
            report.add_fixed(
                (Kind::Spelling, Severity::Note),
                (*block, at.clone()),
                Other::Words(kept.clone()),
                Some(fix),
            );
        }
    }
}

/// A part of an address of the web.
fn is_address(line: &Line, at: usize) -> bool {
    let sign = |at: Option<usize>| {
        at.and_then(|at| line.tokens.get(at)).is_some_and(|token| {
            token.is_sign('/') || token.is_sign('.') && token.glued || token.is_sign('@')
        })
    };
    let glued = line.tokens.get(at).is_some_and(|token| token.glued);
    glued && sign(at.checked_sub(1))
}

/// Words of names of which the data know several spellings, by what is common to them.
fn known_words(page: &Page<'_>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut add = |words: Vec<&str>| {
        // Only spellings of one sound: an abbreviation or a former name is no spelling.
        let words: Vec<String> = words
            .iter()
            .filter_map(|name| name.split([' ', '-']).next_back())
            .map(fold)
            .filter(|word| word.len() > 4)
            .collect();
        for word in &words {
            let key = skeleton(word);
            if words.iter().any(|other| other != word && skeleton(other) == key) {
                out.insert(word.clone(), key);
            }
        }
    };
    let own = page.atlas.country(page.script.iso3);
    for alias in own.iter().flat_map(|country| &country.aliases) {
        if matches!(alias.kind.as_str(), "person" | "place") {
            let names = [alias.name.en.as_str(), alias.name.de.as_str(), alias.name.fr.as_str()];
            add(names.into_iter().chain(alias.others.iter().map(String::as_str)).collect());
        }
    }
    for country in &page.atlas.countries {
        let others = page.atlas.spellings.of_state(country.iso3).iter().map(String::as_str);
        add([country.name.get(page.script.lang)]
            .into_iter()
            .chain(others)
            .filter(|name| !name.contains(' '))
            .collect());
    }
    out
}

/// `Tokajews` is `Tokajew`.
fn genitive(word: &str, lang: Lang) -> &str {
    let bare = word.strip_suffix('s').filter(|bare| lang == Lang::De && bare.len() > 4);
    bare.filter(|bare| bare.ends_with(['w', 'v', 'n', 'i'])).unwrap_or(word)
}

fn is_transcribed(page: &Page<'_>, word: &str) -> bool {
    word.len() > 6
        && page.list.name_endings.iter().any(|end| {
            word.ends_with(end.as_str()) && end.len() > 1 && end.ends_with(['w', 'v', 'f'])
        })
}

/// The sounds that transcriptions agree on.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let plain = word
        .replace("sch", "s")
        .replace("sh", "s")
        .replace("zh", "s")
        .replace("dsch", "s")
        .replace("kh", "k")
        .replace("ch", "k")
        .replace("tsch", "s")
        .replace("ff", "v")
        .replace('x', "ks");
    for c in plain.chars() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => continue,
            'q' | 'c' => 'k',
            'w' | 'f' => 'v',
            'z' => 's',
            other => other,
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    // Two vowels in the middle tell `Iran` from `Irene`; transcriptions differ in them, so only the start counts.
    let first = word.chars().next().unwrap_or(' ');
    if matches!(first, 'a' | 'e' | 'i' | 'o' | 'u') { format!("{first}{out}") } else { out }
}

/// States that the text says it borders on, against the land borders.
fn neighbours(page: &Page<'_>, line: &Line, report: &mut Report<'_, '_>) {
    let own = page.script.iso3;
    let Some(border) = line.first(|mean| mean == Mean::Border) else { return };
    let nouns = line.states.iter().filter(|state| !state.is_adjective);
    let (before, behind): (Vec<&StateAt>, Vec<&StateAt>) =
        nouns.partition(|state| state.at < border.from);
    if before.iter().any(|state| state.iso3 != own)
        || line.has(|mean| matches!(mean, Mean::Not | Mean::Group))
    {
        return;
    }
    let Some(country) = page.atlas.country(own) else { return };
    let listed: Vec<Iso3> =
        behind.iter().map(|state| state.iso3).filter(|iso3| *iso3 != own).collect();
    if listed.len() < 2 || country.neighbours.is_empty() {
        return;
    }
    let name = |iso3: &Iso3| {
        page.atlas.country(*iso3).map_or_else(
            || iso3.to_string(),
            |country| country.name.get(page.script.lang).to_owned(),
        )
    };
    for state in behind {
        if state.iso3 != own && !country.neighbours.contains(&state.iso3) {
            let all: Vec<String> = country.neighbours.iter().map(name).collect();
            report.add(
                (Kind::Neighbours, Severity::Error),
                (line.block, line.bytes(state.at, state.at + 1)),
                Other::Words(all.join(", ")),
            );
        }
    }
    let missing: Vec<String> =
        country.neighbours.iter().filter(|iso3| !listed.contains(iso3)).map(name).collect();
    // A sentence may name two of many; one that names most should name all.
    if !missing.is_empty() && listed.len() * 2 > country.neighbours.len() && missing.len() <= 2 {
        report.add(
            (Kind::Neighbours, Severity::Warning),
            (line.block, line.bytes(border.from, border.to)),
            Other::Words(missing.join(", ")),
        );
    }
}
