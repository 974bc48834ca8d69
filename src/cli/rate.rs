//! `kriterion rate`: the level of a rating method for each criterion of one state or all.

use super::out::{Failure, Out};
use super::{End, json, methods, reasons, state};
use crate::i18n::{Key, Word, fill};
use crate::sample::METHOD;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::rating::{AsOf, CountryRating, Inputs, Method, Truth, flips, rate};
use kriterion_heart::text::Lang;
use serde_json::Value;
use std::borrow::Cow;

pub fn run(
    out: &Out,
    bundle: &Bundle,
    word: &str,
    method: Option<&str>,
    as_of: Option<u16>,
) -> Result<End, Failure> {
    let method = &*chosen(out, bundle, method)?;
    let states = states(out, bundle, word)?;
    let ratings = ratings(bundle, method, &states, as_of.map_or(AsOf::Newest, AsOf::Year));
    let text: Vec<String> = ratings.iter().map(|rating| text(out.lang, bundle, rating)).collect();
    let with_changes = word != "all";
    let as_of = as_of.map_or(AsOf::Newest, AsOf::Year);
    out.text_or_json(&text.join("\n"), || {
        let rated = |rating| {
            let mut rated = json::rating(rating, out.lang);
            if with_changes {
                add_changes(&mut rated, out.lang, bundle, (method, as_of), rating);
            }
            rated
        };
        ratings.iter().map(rated).collect::<Value>()
    })
}

/// What facts would give another level, for each criterion.
fn add_changes(
    rated: &mut Value,
    lang: Lang,
    bundle: &Bundle,
    (method, as_of): (&Method, AsOf),
    rating: &CountryRating,
) {
    let inputs = Inputs::for_method(bundle.world(), method, as_of);
    for criterion in &rating.criteria {
        let flips = flips(&inputs, method, rating.iso3, criterion);
        let at = usize::from(criterion.criterion).saturating_sub(1);
        if let Some(Value::Object(fields)) = rated.pointer_mut(&format!("/criteria/{at}")) {
            fields.insert("changes".to_owned(), reasons::country_flips(lang, bundle, &flips));
        }
    }
}

/// The method of an id, or the usual one.
pub fn chosen<'b>(
    out: &Out,
    bundle: &'b Bundle,
    method: Option<&str>,
) -> Result<Cow<'b, Method>, Failure> {
    methods::find(out, bundle, method.unwrap_or(METHOD))
}

/// One state, or `all`.
pub fn states(out: &Out, bundle: &Bundle, word: &str) -> Result<Vec<Iso3>, Failure> {
    match word {
        "all" => Ok(bundle.atlas.countries.iter().map(|country| country.iso3).collect()),
        _ => Ok(vec![state(out, bundle, word)?]),
    }
}

/// The ratings of some states, in their order.
pub fn ratings(
    bundle: &Bundle,
    method: &Method,
    states: &[Iso3],
    as_of: AsOf,
) -> Vec<CountryRating> {
    let inputs = Inputs::for_method(bundle.world(), method, as_of);
    states.iter().map(|iso3| rate(&inputs, method, *iso3)).collect()
}

fn text(lang: Lang, bundle: &Bundle, rating: &CountryRating) -> String {
    let name = bundle.atlas.country(rating.iso3).map_or("", |country| country.name.get(lang));
    let as_of = fill(lang, Key::CliAsOf, &[("year", &rating.as_of.to_string())]);
    let mut lines = vec![format!("{name} ({}), {}, {as_of}", rating.iso3, rating.method)];
    for criterion in &rating.criteria {
        let (present, listed) = (criterion.present.to_string(), criterion.listed.to_string());
        let coverage = fill(lang, Key::CliCoverage, &[("present", &present), ("listed", &listed)]);
        let number = words::criterion(lang, criterion.criterion);
        let level = format!("{} ({coverage})", criterion.level.word(lang));
        lines.push(format!("  {}", words::labelled(lang, &number, &level)));
        lines.extend(words::basis(lang, criterion).map(|why| format!("    - {why}")));
        lines.extend(criterion.rules.iter().filter(|rule| rule.decided).map(
            |rule| match rule.truth {
                Truth::Open => format!("    - {}", words::country_rule(lang, rule)),
                _ => format!("    - {}", rule.rule.get(lang)),
            },
        ));
    }
    lines.join("\n")
}
