//! `kriterion rate --history`: the levels of a method at the end of each year, and why they moved.

use super::args::Span;
use super::out::{Failure, Out};
use super::{End, json, rate};
use crate::i18n::{Key, Word as _, fill, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::history::{Cause, Cell, History, Move, Moved, Past, Strip, span};
use kriterion_heart::rating::Method;
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

pub fn run(
    out: &Out,
    bundle: &Bundle,
    word: &str,
    method: Option<&str>,
    years: Span,
) -> Result<End, Failure> {
    let method = &*rate::chosen(out, bundle, method)?;
    let found = histories(bundle, method, &rate::states(out, bundle, word)?, years);
    let text: Vec<String> =
        found.iter().map(|history| text(out.lang, bundle, method, history)).collect();
    out.note(say(out.lang, Key::HistoryLimits));
    out.text_or_json(&text.join("\n"), || {
        found.iter().map(|history| as_json(out.lang, history)).collect::<Value>()
    })
}

/// Each state from its own first year on, unless the arguments name one.
fn histories(bundle: &Bundle, method: &Method, states: &[Iso3], (from, to): Span) -> Vec<History> {
    let newest = bundle.atlas.edition.newest_year;
    let first = |iso3: &Iso3| from.or_else(|| span(&bundle.atlas, *iso3).map(|it| *it.start()));
    let earliest = states.iter().filter_map(first).min().unwrap_or(newest);
    // A year more, so that the first one asked for can say what moved in it.
    let before = earliest.saturating_sub(u16::from(from.is_some()));
    let past = Past::new(bundle.world(), method, before..=to.unwrap_or(newest));
    states.iter().map(|iso3| past.of(*iso3).since(first(iso3).unwrap_or(newest))).collect()
}

fn text(lang: Lang, bundle: &Bundle, method: &Method, history: &History) -> String {
    let name = bundle.atlas.country(history.iso3).map_or("", |country| country.name.get(lang));
    let mut lines = vec![format!("{name} ({}), {}", history.iso3, method.title.get(lang))];
    for strip in &history.strips {
        let head = words::criterion(lang, strip.criterion);
        lines.push(format!("  {}", words::labelled(lang, &head, &runs(lang, strip))));
        for (cell, moved) in moves(strip) {
            let level = words::level_moved(lang, cell).unwrap_or_default();
            lines.push(format!("    {}", words::labelled(lang, &cell.year.to_string(), &level)));
            for (rule, readings) in words::why_moved(lang, moved) {
                lines.push(format!("      - {rule}"));
                lines.extend(readings.into_iter().map(|reading| format!("        - {reading}")));
            }
        }
    }
    lines.join("\n")
}

fn moves(strip: &Strip) -> impl Iterator<Item = (&Cell, &Move)> {
    strip.cells.iter().filter_map(|cell| Some((cell, cell.moved.as_ref()?)))
}

/// `1989–2004 not critical · 2005–2014 critical`.
fn runs(lang: Lang, strip: &Strip) -> String {
    let runs = strip.cells.chunk_by(|a, b| a.level == b.level);
    let said = runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        let slots = [("from", &*first.year.to_string()), ("to", &*last.year.to_string())];
        let years = if first.year == last.year {
            first.year.to_string()
        } else {
            fill(lang, Key::HistoryYears, &slots)
        };
        Some(format!("{years} {}", first.level.word(lang)))
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn as_json(lang: Lang, history: &History) -> Value {
    let criteria: Vec<Value> = history
        .strips
        .iter()
        .map(|strip| {
            let years: Vec<Value> = strip.cells.iter().map(|it| cell_json(lang, it)).collect();
            json!({ "criterion": strip.criterion, "years": years })
        })
        .collect();
    json!({
        "iso3": history.iso3,
        "method": history.method,
        "from": history.years.first(),
        "to": history.years.last(),
        "criteria": criteria,
    })
}

fn cell_json(lang: Lang, cell: &Cell) -> Value {
    let moved = cell.moved.as_ref().map(|moved| {
        let rules: Vec<Value> = moved
            .rules
            .iter()
            .map(|rule| {
                json!({
                    "rule": rule.id,
                    "text": rule.rule.get(lang),
                    "level": rule.level.map(|level| level.code()),
                    "from": json::truth_code(rule.from),
                    "to": json::truth_code(rule.to),
                    "facts": moved_json(lang, &rule.readings),
                })
            })
            .collect();
        json!({
            "from": moved.from.code(),
            "text": words::level_moved(lang, cell),
            "causes": moved.causes().into_iter().map(cause_code).collect::<Vec<_>>(),
            "rules": rules,
            "inputs": moved_json(lang, &moved.inputs),
        })
    });
    json!({
        "year": cell.year,
        "level": cell.level.code(),
        "basis": json::basis_code(cell.basis),
        "present": cell.present,
        "listed": cell.listed,
        "moved": moved,
    })
}

fn moved_json(lang: Lang, readings: &[Moved]) -> Vec<Value> {
    readings
        .iter()
        .map(|moved| {
            json!({
                "id": moved.after.id,
                "name": moved.after.name.get(lang),
                "cause": cause_code(moved.cause),
                "window": moved.window,
                "before": json::reading(&moved.before, lang),
                "after": json::reading(&moved.after, lang),
            })
        })
        .collect()
}

fn cause_code(cause: Cause) -> &'static str {
    match cause {
        Cause::New => "new",
        Cause::Aged => "aged",
        Cause::Missing => "missing",
    }
}
