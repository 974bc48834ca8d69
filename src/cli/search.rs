//! `kriterion search`: everything that matches, ranked, with the reason in brackets.

use super::out::{Failure, Out};
use super::{End, state};
use crate::i18n::{Key, Word, number_short, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::search::{Hit, Why, search};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

pub fn run(
    out: &Out,
    bundle: &Bundle,
    text: &str,
    only: Option<&str>,
    most: usize,
) -> Result<End, Failure> {
    let only = only.map(|word| state(out, bundle, word)).transpose()?;
    let hits = search(&bundle.atlas, out.lang, text, only, most);
    if hits.is_empty() {
        out.note(say(out.lang, Key::NothingFound));
    }
    let lines: Vec<String> = hits.iter().map(|hit| line(out.lang, hit)).collect();
    let lines = lines.join("\n");
    if !out.json && lines.is_empty() {
        return Ok(End::Fine);
    }
    out.text_or_json(&lines, || hits.iter().map(|hit| of_hit(out.lang, hit)).collect())
}

fn of_hit(lang: Lang, hit: &Hit) -> Value {
    let value = match (hit.number, &hit.value) {
        (Some(number), _) => json!(number),
        (None, Some(word)) => json!(word),
        (None, None) => Value::Null,
    };
    json!({
        "kind": hit.kind.code(),
        "iso3": hit.iso3,
        "label": hit.label.get(lang),
        "value": value,
        "year": hit.year,
        "source": hit.source,
        "key": hit.key,
        "word": hit.value,
        "rank": hit.rank,
        "why": hit.why.iter().map(of_why).collect::<Value>(),
        "also": hit.also,
    })
}

fn of_why(why: &Why) -> Value {
    json!({ "term": why.term, "found": why.found.code(), "word": why.word })
}

fn line(lang: Lang, hit: &Hit) -> String {
    let mut parts = vec![hit.kind.word(lang).to_owned()];
    parts.extend(hit.iso3.map(|iso3| iso3.to_string()));
    parts.push(hit.label.get(lang).to_owned());
    match (words::hit_value(lang, hit), hit.number) {
        (Some(word), _) => parts.push(word),
        (None, Some(number)) => parts.push(number_short(lang, number)),
        (None, None) => (),
    }
    parts.extend(hit.year.map(|year| year.to_string()));
    parts.push(hit.source.clone());
    parts.retain(|part| !part.is_empty());
    format!("{} [{}]", parts.join(" · "), words::why(lang, &hit.why))
}
