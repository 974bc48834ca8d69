//! Copies a bundled fact into a dossier, with its source. No later data edition changes the copy.

use crate::atlas::{
    Atlas, Citation, Country, CountryIx, Embargo, Event, Fact, Iso3, Point, Qualifier, SourceCopy,
    ValueStatus,
};
use crate::date::Date;
use crate::dossier::{Evidence, EvidenceKind, Figure, Grade};
use crate::key::{FactKey, row_id};
use crate::phrase::{filled, joined, map, phrase, scope_key};
use crate::rating::{Reading, ReadingValue};
use crate::row;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// The fact that `key` names, as evidence that serves no question yet.
pub fn evidence(atlas: &Atlas, key: &str) -> Option<Evidence> {
    let parsed = FactKey::parse(key)?;
    let mut item = match &parsed {
        FactKey::Observation { iso3, indicator, year } => {
            observation(atlas, *iso3, indicator, *year)?
        }
        FactKey::Treaty { iso3, treaty } => treaty_status(atlas, *iso3, treaty)?,
        FactKey::Embargo { id } => {
            embargo(atlas, atlas.embargoes.iter().find(|embargo| embargo.id == *id)?)
        }
        FactKey::Event { iso3, id } => {
            event(atlas, atlas.country(*iso3)?.events.iter().find(|event| event.id == *id)?)
        }
        FactKey::Fact { iso3, at } => fact(atlas, *iso3, atlas.country(*iso3)?.facts.get(*at)?),
        FactKey::Table { iso3, table, row } => table_row(atlas, atlas.country(*iso3)?, table, row)?,
        FactKey::Contradiction { iso3, id } => contradiction(atlas.country(*iso3)?, id)?,
        FactKey::Conflict { iso3, year, kind } => conflict(atlas, *iso3, *year, kind)?,
        FactKey::Presence { iso3, at } => presence(atlas, *iso3, *at)?,
        FactKey::Rating { iso3, at } => rating(atlas, atlas.country(*iso3)?, *at)?,
    };
    key.clone_into(&mut item.key);
    Some(item)
}

/// What the data answer to an entry of the registry, as evidence; `extract` says it in words.
pub fn of_reading(reading: &Reading, iso3: Iso3, extract: Text) -> Evidence {
    let number = match reading.value {
        ReadingValue::Number(number) | ReadingValue::Category(number, _) => Some(number.to_f64()),
        _ => None,
    };
    let figure = Figure {
        indicator: reading.id.clone(),
        iso3,
        year: reading.year,
        value: number,
        unit: reading.unit.clone(),
        status: reading.status,
        qualifier: reading.qualifier,
    };
    let source = reading.sources.first().cloned().unwrap_or_default();
    let item = plain(EvidenceKind::Observation, Grade::B, reading.name.clone(), extract, source);
    let key = format!("reading/{iso3}/{}/{}", reading.id, reading.year.unwrap_or(0));
    Evidence { key, figure: Some(figure), dated: reading.year.map(Date::of_year), ..item }
}

fn cited(atlas: &Atlas, citation: &Citation) -> SourceCopy {
    let line = citation.line.map(|line| line.to_string()).unwrap_or_default();
    let place = [citation.document.as_str(), &citation.place, &line];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let title = if citation.source.is_empty() { &citation.document } else { &citation.source };
    SourceCopy {
        title: atlas.translations.of(title),
        url: citation.url.clone(),
        place: place.join(" · "),
        ..SourceCopy::default()
    }
}

fn plain(
    kind: EvidenceKind,
    grade: Grade,
    title: Text,
    extract: Text,
    source: SourceCopy,
) -> Evidence {
    Evidence {
        kind,
        key: String::new(),
        title,
        extract,
        figure: None,
        source,
        dated: None,
        accessed: None,
        attachment: None,
        grade,
        serves: BTreeMap::new(),
    }
}

fn of_source(atlas: &Atlas, at: crate::atlas::SourceIx) -> SourceCopy {
    atlas.source(at).map(|source| source.copy("")).unwrap_or_default()
}

fn country_name(atlas: &Atlas, iso3: Iso3) -> Text {
    atlas.country(iso3).map_or_else(|| Text::same(iso3.as_str()), |country| country.name.clone())
}

fn observation(atlas: &Atlas, iso3: Iso3, id: &str, year: u16) -> Option<Evidence> {
    let indicator = atlas.indicator(id)?;
    let point: &Point = atlas.points(id, iso3).iter().find(|point| point.year == year)?;
    let word = match point.value {
        Some(value) => indicator.category(value).cloned().unwrap_or_default(),
        None => phrase("value_missing"),
    };
    let name = joined(&[indicator.name.clone(), country_name(atlas, iso3)], ", ");
    let title = map(&name, |name| format!("{name} {year}"));
    let extract = joined(&[word, indicator.note.clone()], ". ");
    let figure = Figure {
        indicator: id.to_owned(),
        iso3,
        year: Some(year),
        value: point.value,
        unit: indicator.unit.clone(),
        status: point.status,
        qualifier: point.qualifier,
    };
    let source = of_source(atlas, indicator.source);
    let item = plain(EvidenceKind::Observation, Grade::B, title, extract, source);
    Some(Evidence { figure: Some(figure), dated: Some(Date::of_year(year)), ..item })
}

fn treaty_status(atlas: &Atlas, iso3: Iso3, id: &str) -> Option<Evidence> {
    let status = atlas.status_of(id, iso3)?;
    let treaty = atlas.treaty_of(status)?;
    let word = phrase(status.status.code());
    let word = match status.year {
        Some(year) => map(&word, |word| format!("{word} ({year})")),
        None => word,
    };
    let note =
        status.note.and_then(|at| atlas.notes.get(usize::from(at))).cloned().unwrap_or_default();
    let title = joined(&[treaty.short.clone(), country_name(atlas, iso3)], ", ");
    let source = of_source(atlas, status.source);
    let item = plain(EvidenceKind::Treaty, Grade::A, title, joined(&[word, note], ". "), source);
    Some(Evidence { dated: status.year.map(Date::of_year).or(status.as_of), ..item })
}

/// The newest reading speaks; every source stands in `place`, so that a difference is not lost.
fn embargo(atlas: &Atlas, embargo: &Embargo) -> Evidence {
    let newest = embargo.newest();
    let Some(reading) = newest else {
        return plain(
            EvidenceKind::Embargo,
            Grade::A,
            embargo.name.clone(),
            Text::default(),
            SourceCopy::default(),
        );
    };
    let target = phrase(&reading.target.code().to_lowercase());
    let scope = match reading.scope_text.is_empty() {
        true => phrase(scope_key(reading.scope)),
        false => reading.scope_text.clone(),
    };
    let extract =
        joined(&[target, scope, Text::same(reading.act.as_str()), reading.note.clone()], ". ");
    let mut source =
        atlas.source_by_id(&reading.source).map(|source| source.copy("")).unwrap_or_default();
    if reading.reference.starts_with("http") {
        source.url.clone_from(&reading.reference);
    } else {
        source.place.clone_from(&reading.reference);
    }
    let item = plain(EvidenceKind::Embargo, Grade::A, embargo.name.clone(), extract, source);
    Evidence { dated: reading.since.or(reading.as_of), ..item }
}

fn event(atlas: &Atlas, event: &Event) -> Evidence {
    let extract = event.section.clone();
    let item = plain(
        EvidenceKind::Event,
        grade_of(&event.certainty),
        event.text.clone(),
        extract,
        cited(atlas, &event.cited),
    );
    Evidence { dated: event.date.or(event.as_of), ..item }
}

/// What is only said, not shown, is weak.
fn grade_of(certainty: &str) -> Grade {
    match certainty {
        "alleged"
        | "disputed"
        | "presumed"
        | "unconfirmed"
        | "unknown_state"
        | "according_to_media"
        | "according_to_reports" => Grade::D,
        _ => Grade::C,
    }
}

fn fact(atlas: &Atlas, iso3: Iso3, fact: &Fact) -> Evidence {
    let about = Text::same(fact.about.as_str());
    let time = match fact.year {
        Some(year) => Text::same(year.to_string()),
        None => Text::same(fact.period.as_str()),
    };
    let printed = joined(&[Text::same(fact.printed.as_str()), fact.unit.clone()], " ");
    let figure = Figure {
        indicator: fact.indicator.clone(),
        iso3,
        year: fact.year,
        value: fact.value,
        unit: fact.unit.clone(),
        status: fact.status,
        qualifier: fact.qualifier,
    };
    let measured = fact.status == ValueStatus::Present && fact.qualifier == Qualifier::Firm;
    let grade = if measured { Grade::B } else { Grade::C };
    let title = joined(&[fact.name.clone(), about, time], ", ");
    let extract = joined(&[printed, fact.note.clone()], ". ");
    let item = plain(EvidenceKind::Fact, grade, title, extract, cited(atlas, &fact.cited));
    Evidence { figure: Some(figure), dated: fact.year.map(Date::of_year).or(fact.as_of), ..item }
}

fn table_row(atlas: &Atlas, country: &Country, id: &str, wanted: &str) -> Option<Evidence> {
    let table = country.tables.iter().find(|table| table.id == id)?;
    let (_, row) =
        table.rows.iter().enumerate().find(|(at, row)| row_id(table, *at, row) == wanted)?;
    let grade = grade_of(table.cell(row, "certainty"));
    let extract =
        joined(&[row::detail(&atlas.translations, table, row), table.title.clone()], " · ");
    let item = plain(
        EvidenceKind::Fact,
        grade,
        row::label(&atlas.translations, table, row),
        extract,
        cited(atlas, &row::citation(table, row)),
    );
    Some(Evidence { dated: row::year(table, row).map(Date::of_year), ..item })
}

fn contradiction(country: &Country, id: &str) -> Option<Evidence> {
    let found = country.contradictions.iter().find(|contradiction| contradiction.id == id)?;
    let [en, de, fr] = Lang::ALL.map(|lang| {
        let side =
            |claim: &Text, place: &Text| format!("{} ({})", claim.get(lang), place.get(lang));
        let (a, b) = (side(&found.claim_a, &found.ref_a), side(&found.claim_b, &found.ref_b));
        format!("{a} ≠ {b}. {} {}", found.why.get(lang), found.handling.get(lang))
    });
    let extract = Text { en, de, fr };
    let source = SourceCopy {
        title: Text::same(found.document.as_str()),
        place: format!("{} · {}", found.ref_a.en, found.ref_b.en),
        ..SourceCopy::default()
    };
    Some(plain(EvidenceKind::Contradiction, Grade::C, found.topic.clone(), extract, source))
}

fn conflict(atlas: &Atlas, iso3: Iso3, year: u16, kind: &str) -> Option<Evidence> {
    let found =
        atlas.conflicts_of(iso3).iter().find(|row| row.year == year && row.kind.code() == kind)?;
    let title = map(&joined(&[phrase(kind), country_name(atlas, iso3)], ", "), |name| {
        format!("{name} {year}")
    });
    let [best, low, high] = [found.best, found.low, found.high].map(|deaths| deaths.to_string());
    let extract = filled("deaths", &[("best", &best), ("low", &low), ("high", &high)]);
    let source = of_source(atlas, found.source);
    let item = plain(EvidenceKind::Conflict, Grade::B, title, extract, source);
    Some(Evidence { dated: Some(Date::of_year(year)), ..item })
}

fn presence(atlas: &Atlas, iso3: Iso3, at: usize) -> Option<Evidence> {
    let country: CountryIx = atlas.country_index(iso3)?;
    let found = atlas.presence.iter().filter(|row| row.country == country).nth(at)?;
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let span = match (found.since, found.until) {
        (None, None) => String::new(),
        (since, until) => format!("{}\u{2013}{}", year(since), year(until)),
    };
    let title = joined(&[Text::same(found.force.as_str()), country_name(atlas, iso3)], ", ");
    let extract =
        joined(&[Text::same(span), Text::same(found.size.as_str()), found.note.clone()], " · ");
    let source = of_source(atlas, found.source);
    let item = plain(EvidenceKind::Presence, Grade::B, title, extract, source);
    Some(Evidence { dated: found.since.map(Date::of_year).or(found.as_of), ..item })
}

fn rating(atlas: &Atlas, country: &Country, at: usize) -> Option<Evidence> {
    let found = country.published_ratings.get(at)?;
    let title = filled("rating", &[("number", &found.criterion.to_string())]);
    let extract = phrase(&format!("level_{}", found.level.code()));
    let item = plain(EvidenceKind::Rating, Grade::C, title, extract, cited(atlas, &found.cited));
    Some(Evidence { dated: found.year.map(Date::of_year), ..item })
}
