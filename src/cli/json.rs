//! Values of the domain as JSON, with the field names of the contract.

use crate::words;
use kriterion_heart::atlas::{
    Atlas, Citation, Embargo, EmbargoReading, Event, Indicator, Point, Source, SourceCopy,
    TreatyStatus,
};
use kriterion_heart::date::Date;
use kriterion_heart::rating::{
    Age, Basis, CountryRating, CriterionRating, Limit, Part, Reading, ReadingValue, RuleOutcome,
    Test, Truth,
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
    if let Some(basis) = words::basis(lang, rating) {
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
        "fresh": rating.fresh,
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
        "parts": rule.parts.iter().map(part).collect::<Value>(),
    })
}

/// One test of a rule on one of its facts.
pub fn part(part: &Part) -> Value {
    let (test, than) = match part.test {
        Test::Yes => ("yes", Value::Null),
        Test::No => ("no", Value::Null),
        Test::Missing => ("missing", Value::Null),
        Test::Value(limit) => (limit_code(limit).0, limit_code(limit).1),
        Test::FewerThan(count) => ("fewer_than", json!(count)),
        Test::ShareBelow(percent) => ("share_below", json!(percent.to_f64())),
        Test::TopShare(percent) => ("top_share", json!(percent.to_f64())),
        Test::Points(given) => ("points", json!(given)),
    };
    json!({ "id": part.id, "test": test, "than": than, "truth": truth_code(part.truth) })
}

pub fn limit(limit: Limit) -> Value {
    let (code, at) = limit_code(limit);
    json!({ code: at })
}

fn limit_code(limit: Limit) -> (&'static str, Value) {
    match limit {
        Limit::AtLeast(at) => ("at_least", json!(at.to_f64())),
        Limit::Above(at) => ("above", json!(at.to_f64())),
        Limit::AtMost(at) => ("at_most", json!(at.to_f64())),
        Limit::Below(at) => ("below", json!(at.to_f64())),
    }
}

pub fn readings(readings: &[Reading], lang: Lang) -> Vec<Value> {
    readings.iter().map(|item| reading(item, lang)).collect()
}

pub fn reading(reading: &Reading, lang: Lang) -> Value {
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
        ReadingValue::Number(number) => json!(number.to_f64()),
        ReadingValue::YesNo(yes) => json!(yes),
        ReadingValue::Category(code, word) => {
            json!({ "code": code.to_f64(), "word": word.get(lang) })
        }
        ReadingValue::Count { joined, gaps, of } => {
            json!({ "joined": joined, "gaps": gaps, "of": of })
        }
        ReadingValue::Range(best, worst) => {
            json!({ "best": best.to_f64(), "worst": worst.to_f64() })
        }
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

pub fn truth_code(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "open",
    }
}

pub fn basis_code(basis: Basis) -> &'static str {
    match basis {
        Basis::Rule => "rule",
        Basis::NothingTrue => "nothing_true",
        Basis::OpenCritical => "open_critical",
        Basis::OpenCount => "open_count",
        Basis::LowCoverage => "low_coverage",
        Basis::NoRules => "no_rules",
    }
}
