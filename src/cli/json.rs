//! Values of the domain as JSON, with the field names of the contract.

use crate::words;
use kriterion_heart::atlas::{
    Atlas, Citation, Embargo, EmbargoReading, Event, Indicator, Point, Source, SourceCopy,
    TreatyStatus,
};
use kriterion_heart::date::Date;
use kriterion_heart::rating::{
    Age, Basis, CountryRating, CriterionRating, Reading, ReadingValue, RuleOutcome, Truth,
};
use kriterion_heart::text::{Lang, Text};
use serde_json::{Map, Value, json};

pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
    Value::Object(fields.collect::<Map<_, _>>())
}

pub fn text(text: &Text) -> Value {
    json!({ "en": text.get(Lang::En), "de": text.get(Lang::De), "fr": text.get(Lang::Fr) })
}

pub fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |date| date.to_string().into())
}

pub fn source(source: &Source) -> Value {
    json!({
        "id": source.id,
        "title": text(&source.title),
        "publisher": source.publisher,
        "url": source.url,
        "licence": text(&source.licence),
        "vintage": text(&source.vintage),
    })
}

pub fn source_copy(source: &SourceCopy, lang: Lang) -> Value {
    json!({
        "id": source.id,
        "title": source.title.get(lang),
        "publisher": source.publisher,
        "vintage": source.vintage.get(lang),
        "url": source.url,
        "place": source.place,
    })
}

pub fn citation(cited: &Citation) -> Value {
    json!({ "source": cited.source, "url": cited.url, "document": cited.document, "place": cited.place, "line": cited.line })
}

pub fn observation(atlas: &Atlas, indicator: &Indicator, point: &Point, lang: Lang) -> Value {
    json!({
        "indicator": indicator.id,
        "name": indicator.name.get(lang),
        "year": point.year,
        "value": point.value,
        "category": point.value.and_then(|value| indicator.category(value)).map(|word| word.get(lang)),
        "unit": indicator.unit.get(lang),
        "source": atlas.source(indicator.source).map(|source| source.id.as_str()),
        "status": point.status.code(),
        "qualifier": point.qualifier.code(),
    })
}

pub fn treaty(atlas: &Atlas, status: &TreatyStatus, lang: Lang) -> Value {
    let treaty = atlas.treaty_of(status);
    let note = status.note.and_then(|at| atlas.notes.get(usize::from(at)));
    json!({
        "treaty": treaty.map(|treaty| treaty.id.as_str()),
        "name": treaty.map(|treaty| treaty.short.get(lang)),
        "status": status.status.code(),
        "year": status.year,
        "source": atlas.source(status.source).map(|source| source.id.as_str()),
        "as_of": date(status.as_of),
        "note": note.map(|note| note.get(lang)),
    })
}

fn embargo_reading(reading: &EmbargoReading, lang: Lang) -> Value {
    json!({
        "source": reading.source,
        "reference": reading.reference,
        "as_of": date(reading.as_of),
        "since": date(reading.since),
        "until": date(reading.until),
        "target": reading.target.code(),
        "scope": reading.scope.code(),
        "scope_text": reading.scope_text.get(lang),
        "act": reading.act,
        "note": reading.note.get(lang),
    })
}

/// The newest reading speaks; all of them follow.
pub fn embargo(embargo: &Embargo, lang: Lang) -> Value {
    let readings: Vec<Value> =
        embargo.readings.iter().map(|reading| embargo_reading(reading, lang)).collect();
    let newest = embargo.newest().map(|reading| embargo_reading(reading, lang)).unwrap_or_default();
    let of = |field: &str| newest.get(field).cloned().unwrap_or_default();
    json!({
        "id": embargo.id,
        "issuer": embargo.issuer.code(),
        "name": embargo.name.get(lang),
        "since": of("since"),
        "until": of("until"),
        "target": of("target"),
        "scope": of("scope"),
        "act": of("act"),
        "source": of("source"),
        "as_of": of("as_of"),
        "differs": embargo.differs,
        "readings": readings,
    })
}

pub fn event(event: &Event) -> Value {
    json!({
        "id": event.id,
        "date": date(event.date),
        "until": date(event.until),
        "precision": event.precision,
        "text": text(&event.text),
        "numbers": event.numbers,
        "criteria": event.criteria,
        "section": text(&event.section),
        "places": event.places,
        "certainty": event.certainty,
        "contradictions": event.contradictions,
        "source": event.cited.source,
        "cited": citation(&event.cited),
    })
}

pub fn rating(rating: &CountryRating, lang: Lang) -> Value {
    let criteria: Vec<Value> =
        rating.criteria.iter().map(|criterion| criterion_rating(criterion, lang)).collect();
    json!({ "iso3": rating.iso3, "method": rating.method, "as_of": rating.as_of, "criteria": criteria })
}

/// Reasons are the rules that are true or open; a rule that is false explains nothing.
fn criterion_rating(rating: &CriterionRating, lang: Lang) -> Value {
    let mut rules: Vec<&RuleOutcome> =
        rating.rules.iter().filter(|rule| rule.truth != Truth::False).collect();
    rules.sort_by_key(|rule| !rule.decided);
    let mut reasons: Vec<Value> = rules.into_iter().map(|rule| rule_outcome(rule, lang)).collect();
    if let Some(basis) = words::basis(lang, rating.basis) {
        reasons.insert(0, json!({ "kind": "basis", "text": basis, "decided": true }));
    }
    let coverage =
        (rating.listed > 0).then(|| f64::from(rating.present) / f64::from(rating.listed));
    json!({
        "criterion": rating.criterion,
        "level": rating.level.code(),
        "coverage": coverage,
        "present": rating.present,
        "listed": rating.listed,
        "basis": basis_code(rating.basis),
        "reasons": reasons,
        "others": readings(&rating.others, lang),
    })
}

fn rule_outcome(rule: &RuleOutcome, lang: Lang) -> Value {
    json!({
        "kind": "rule",
        "text": rule.rule.get(lang),
        "rule": rule.id,
        "level": rule.level.map(|level| level.code()),
        "truth": truth_code(rule.truth),
        "decided": rule.decided,
        "mark": rule.mark.code(),
        "note": rule.note.get(lang),
        "facts": readings(&rule.readings, lang),
    })
}

pub fn readings(readings: &[Reading], lang: Lang) -> Vec<Value> {
    readings.iter().map(|item| reading(item, lang)).collect()
}

fn reading(reading: &Reading, lang: Lang) -> Value {
    let sources: Vec<Value> =
        reading.sources.iter().map(|source| source_copy(source, lang)).collect();
    json!({
        "id": reading.id,
        "name": reading.name.get(lang),
        "value": reading_value(&reading.value, lang),
        "unit": reading.unit.get(lang),
        "year": reading.year,
        "age": age_code(reading.age),
        "status": reading.status.code(),
        "qualifier": reading.qualifier.code(),
        "source": reading.sources.first().map(|source| source.id.as_str()),
        "sources": sources,
    })
}

fn reading_value(value: &ReadingValue, lang: Lang) -> Value {
    match value {
        ReadingValue::Number(number) => json!(number),
        ReadingValue::YesNo(yes) => json!(yes),
        ReadingValue::Category(code, word) => json!({ "code": code, "word": word.get(lang) }),
        ReadingValue::Count { joined, gaps, of } => {
            json!({ "joined": joined, "gaps": gaps, "of": of })
        }
        ReadingValue::Range(best, worst) => json!({ "best": best, "worst": worst }),
        ReadingValue::Rank { rank, of } => json!({ "rank": rank, "of": of }),
        ReadingValue::Gap(_) => Value::Null,
    }
}

fn age_code(age: Age) -> &'static str {
    match age {
        Age::Fresh => "fresh",
        Age::Old => "old",
        Age::NotUsed => "not_used",
        Age::Undated => "undated",
    }
}

fn truth_code(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "open",
    }
}

fn basis_code(basis: Basis) -> &'static str {
    match basis {
        Basis::Rule => "rule",
        Basis::NothingTrue => "nothing_true",
        Basis::OpenCritical => "open_critical",
        Basis::OpenCount => "open_count",
        Basis::LowCoverage => "low_coverage",
        Basis::NoRules => "no_rules",
    }
}
