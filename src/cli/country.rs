//! `kriterion country`: everything known about a state, with sources.

use super::out::{Failure, Out};
use super::{End, json, profile, state};
use crate::i18n::{Key, Word, date, fill, number_short, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Atlas, Country};
use kriterion_heart::contradiction::{Found, Side, find};
use kriterion_heart::date::Date;
use kriterion_heart::profile::Ask;
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

pub fn run(out: &Out, bundle: &Bundle, word: &str) -> Result<End, Failure> {
    let iso3 = state(out, bundle, word)?;
    let atlas = &bundle.atlas;
    match atlas.country(iso3) {
        Some(country) => out.text_or_json(&text(out.lang, bundle, country), || {
            of_country(out.lang, atlas, country)
        }),
        None => Ok(End::Fine),
    }
}

/// The profile: tables for reading, or with `--json` the whole structure.
pub fn profile(out: &Out, bundle: &Bundle, word: &str, day: Date) -> Result<End, Failure> {
    let iso3 = state(out, bundle, word)?;
    match bundle.profile(&Ask::of(iso3, day)) {
        Some(made) => out.text_or_json(&profile::text(out.lang, &made), || json!(made)),
        None => Ok(End::Fine),
    }
}

pub fn of_country(lang: Lang, atlas: &Atlas, country: &Country) -> Value {
    let iso3 = country.iso3;
    let observations: Vec<Value> = atlas
        .indicators
        .iter()
        .flat_map(|indicator| {
            let points = atlas.country_index(iso3).map_or(&[][..], |at| indicator.points_of(at));
            points.iter().map(move |point| json::observation(atlas, indicator, point, lang))
        })
        .collect();
    let mut value = json!({
        "iso3": iso3,
        "names": json::text(&country.name),
        "edition": atlas.edition.label,
        "observations": observations,
        "treaties": atlas.statuses_of(iso3).iter().map(|row| json::treaty(atlas, row, lang)).collect::<Vec<_>>(),
        "embargoes": atlas.embargoes_of(iso3).map(|embargo| json::embargo(embargo, lang)).collect::<Vec<_>>(),
        "events": country.events.iter().map(json::event).collect::<Vec<_>>(),
    });
    if let (Some(fields), Value::Object(more)) =
        (value.as_object_mut(), further(lang, atlas, country))
    {
        fields.extend(more);
    }
    value
}

/// Beyond the contract's fields.
fn further(lang: Lang, atlas: &Atlas, country: &Country) -> Value {
    let iso3 = country.iso3;
    let at = atlas.country_index(iso3);
    let source = |at| atlas.source(at).map(|source| source.id.as_str());
    let conflicts: Vec<Value> = atlas
        .conflicts_of(iso3)
        .iter()
        .map(|row| {
            json!({
                "year": row.year, "kind": row.kind.code(), "best": row.best, "low": row.low, "high": row.high,
                "dyads": row.dyads, "source": source(row.source),
            })
        })
        .collect();
    let presence: Vec<Value> = atlas
        .presence
        .iter()
        .filter(|row| Some(row.country) == at)
        .map(|row| {
            json!({
                "force": row.force, "kind": row.kind, "since": row.since, "until": row.until, "size": row.size,
                "counts": row.counts, "as_of": json::date(row.as_of), "source": source(row.source),
                "note": row.note.get(lang),
            })
        })
        .collect();
    json!({
        "iso2": country.iso2,
        "region": country.region.get(lang),
        "neighbours": country.neighbours,
        "memberships": country.memberships,
        "conflicts": conflicts,
        "presence": presence,
        "facts": facts(lang, country),
        "tables": tables(lang, country),
        "contradictions_noted": contradictions(country),
        "contradictions": found(lang, atlas, country),
        "published_ratings": ratings(country),
        "sources": atlas.sources.iter().map(json::source).collect::<Vec<_>>(),
    })
}

fn facts(lang: Lang, country: &Country) -> Vec<Value> {
    let one = |fact: &kriterion_heart::atlas::Fact| {
        json!({
            "indicator": fact.indicator, "name": fact.name.get(lang), "about": fact.about, "year": fact.year,
            "period": fact.period, "value": fact.value, "printed": fact.printed, "unit": fact.unit.get(lang),
            "status": fact.status.code(), "qualifier": fact.qualifier.code(), "note": fact.note.get(lang),
            "criteria": fact.criteria, "source": fact.cited.source, "cited": json::citation(&fact.cited),
        })
    };
    country.facts.iter().map(one).collect()
}

fn tables(lang: Lang, country: &Country) -> Vec<Value> {
    let one = |table: &kriterion_heart::atlas::FactTable| {
        json!({
            "id": table.id, "title": table.title.get(lang), "note": table.note.get(lang), "criteria": table.criteria,
            "columns": table.columns, "rows": table.rows,
        })
    };
    country.tables.iter().map(one).collect()
}

fn contradictions(country: &Country) -> Vec<Value> {
    let one = |found: &kriterion_heart::atlas::Contradiction| {
        json!({
            "id": found.id, "topic": found.topic.en, "kind": found.kind, "claim_a": found.claim_a.en,
            "ref_a": found.ref_a.en, "claim_b": found.claim_b.en, "ref_b": found.ref_b.en, "why": found.why.en,
            "handling": found.handling.en,
            "needs_outside_check": found.needs_outside_check, "criteria": found.criteria, "document": found.document,
        })
    };
    country.contradictions.iter().map(one).collect()
}

/// What the rules find in the data, beside what the editors have noted.
fn found(lang: Lang, atlas: &Atlas, country: &Country) -> Vec<Value> {
    let side = |side: &Side| {
        json!({
            "claim": words::claim(lang, atlas, side), "source": side.source, "place": side.place,
            "key": side.key.as_ref().map(ToString::to_string),
        })
    };
    let one = |found: &Found| {
        json!({
            "rule": found.rule.code(), "topic": found.topic.get(lang), "a": side(&found.a), "b": side(&found.b),
            "uses": found.uses.code(), "why": found.why.code(), "criteria": found.criteria, "known": found.known,
        })
    };
    find(atlas, country.iso3).iter().map(one).collect()
}

fn ratings(country: &Country) -> Vec<Value> {
    let one = |rating: &kriterion_heart::atlas::PublishedRating| {
        json!({
            "criterion": rating.criterion, "level": rating.level.code(), "year": rating.year,
            "source": rating.cited.source, "cited": json::citation(&rating.cited),
        })
    };
    country.published_ratings.iter().map(one).collect()
}

fn text(lang: Lang, bundle: &Bundle, country: &Country) -> String {
    let atlas = &bundle.atlas;
    let mut lines = vec![format!("{} ({})", country.name.get(lang), country.iso3)];
    lines.push(fill(lang, Key::CliEdition, &[("edition", &atlas.edition.label)]));
    section(
        &mut lines,
        say(lang, Key::CliEmbargoes),
        lang,
        atlas.embargoes_of(country.iso3).map(|embargo| {
            let newest = embargo.newest();
            let name = format!("{} {}", embargo.issuer.word(lang), embargo.name.get(lang));
            let what =
                newest.map(|reading| format!("{}, {}", reading.target.word(lang), reading.act));
            what.map_or_else(|| name.clone(), |what| words::labelled(lang, &name, &what))
        }),
    );
    section(
        &mut lines,
        say(lang, Key::CliTreaties),
        lang,
        atlas.statuses_of(country.iso3).iter().map(|row| {
            let name = atlas.treaty_of(row).map_or("", |treaty| treaty.short.get(lang));
            let year = row.year.map(|year| format!(" ({year})")).unwrap_or_default();
            words::labelled(lang, name, &format!("{}{year}", row.status.word(lang)))
        }),
    );
    let newest = atlas.indicators.iter().filter_map(|indicator| {
        let points = indicator.points_of(atlas.country_index(country.iso3)?);
        let point = points.iter().rev().find(|point| point.value.is_some())?;
        let value = point.value?;
        let word = indicator
            .category(value)
            .map_or_else(|| number_short(lang, value), |word| word.get(lang).to_owned());
        let source = atlas.source(indicator.source).map_or("", |source| source.publisher.as_str());
        let year = point.year.to_string();
        let about = [indicator.unit.get(lang), &year, source].into_iter();
        let about: Vec<&str> = about.filter(|part| !part.is_empty()).collect();
        let about = words::listed(lang, &about);
        Some(words::labelled(lang, indicator.name.get(lang), &format!("{word} ({about})")))
    });
    section(&mut lines, say(lang, Key::CliObservations), lang, newest);
    section(
        &mut lines,
        say(lang, Key::CliEvents),
        lang,
        country.events.iter().map(|event| {
            let day = event.date.map(|day| date(lang, day)).unwrap_or_default();
            let source = bundle.atlas.translations.of(&event.cited.source);
            format!("{day} {} ({})", event.text.get(lang), source.get(lang)).trim_start().to_owned()
        }),
    );
    let found = find(atlas, country.iso3);
    let told = found.iter().map(|found| words::contradiction(lang, bundle, found).join("\n    "));
    section(&mut lines, say(lang, Key::CliContradictions), lang, told);
    lines.join("\n")
}

fn section(lines: &mut Vec<String>, title: &str, lang: Lang, items: impl Iterator<Item = String>) {
    lines.push(format!("\n{title}"));
    let before = lines.len();
    lines.extend(items.map(|item| format!("  {item}")));
    if lines.len() == before {
        lines.push(format!("  {}", say(lang, Key::CliNone)));
    }
}
