//! Contradictions in sentences: the headline, both sides with their sources, and which one is used and why.

use super::{labelled, qualified};
use crate::i18n::{Key, Word, date, fill, number};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Atlas, Iso3};
use kriterion_heart::contradiction::{Found, How, Says, Side, Uses};
use kriterion_heart::date::Date;
use kriterion_heart::text::{Lang, Text};

/// Two values must not look the same because they are rounded.
const DECIMALS: usize = 4;

/// `Deliveries against stock: Mi-35M`.
pub fn headline(lang: Lang, found: &Found) -> String {
    let slots = [("rule", found.rule.word(lang)), ("topic", found.topic.get(lang))];
    fill(lang, Key::ContradictionHead, &slots)
}

/// What a side says, without its source.
pub fn claim(lang: Lang, atlas: &Atlas, side: &Side) -> String {
    match &side.says {
        Says::Words(text) => text.get(lang).to_owned(),
        Says::Event { text, when, figure } => {
            let when = Date::parse(when).map_or_else(String::new, |when| date(lang, when));
            let figure = shown(lang, figure);
            let slots =
                [("text", text.get(lang)), ("when", when.as_str()), ("figure", figure.as_str())];
            match (when.is_empty(), figure.is_empty()) {
                (true, true) => text.get(lang).to_owned(),
                (true, false) => fill(lang, Key::ContradictionEventFigure, &slots),
                (false, true) => fill(lang, Key::ContradictionEventWhen, &slots),
                (false, false) => fill(lang, Key::ContradictionEventFigureWhen, &slots),
            }
        }
        Says::Figure { name, figure, qualifier, unit, when } => {
            let key = if when.is_empty() {
                Key::ContradictionFigure
            } else {
                Key::ContradictionFigureWhen
            };
            let (name, figure, unit) = (name.get(lang), shown(lang, figure), unit.get(lang));
            // A percentage printed with its sign, or a rank named so, needs no unit.
            let said = figure.ends_with(unit) || name.to_lowercase().contains(&unit.to_lowercase());
            let figure = qualified(lang, *qualifier, &figure);
            let figure = if said || unit.is_empty() { figure } else { format!("{figure} {unit}") };
            fill(lang, key, &[("name", name), ("figure", &figure), ("when", when)])
        }
        Says::Computed { how, value, unit } => {
            let value = format!("{} {}", number(lang, *value, DECIMALS), unit.get(lang));
            labelled(lang, how.word(lang), value.trim_end())
        }
        Says::Holds { how, what } if what.is_empty() => how.word(lang).to_owned(),
        Says::Holds { how: how @ How::States, what } => {
            let name = |code: &str| {
                let state = Iso3::parse(code).and_then(|iso3| atlas.country(iso3));
                state.map_or_else(|| code.to_owned(), |state| state.name.get(lang).to_owned())
            };
            let names: Vec<String> = what.en.split(", ").map(name).collect();
            labelled(lang, how.word(lang), &names.join(", "))
        }
        Says::Holds { how, what } => labelled(lang, how.word(lang), what.get(lang)),
    }
}

/// A number in the form of the language, other words as they stand.
fn shown(lang: Lang, figure: &str) -> String {
    let one = |part: &str| Some(number(lang, part.parse().ok()?, DECIMALS));
    let range = || {
        let (low, high) = figure.split_once('-')?;
        Some(format!("{}–{}", one(low)?, one(high)?))
    };
    one(figure).or_else(range).unwrap_or_else(|| figure.to_owned())
}

/// The source of a side as people know it, and the place in it.
pub fn side_source(lang: Lang, bundle: &Bundle, side: &Side) -> (String, String) {
    let said = &bundle.atlas.translations;
    let known = bundle.atlas.sources.iter().find(|source| source.title.en == side.source);
    let title = match known {
        Some(source) => source.title.clone(),
        None => said.of(&side.source),
    };
    // The id of a series is a place for the program only.
    let is_series = bundle.atlas.indicator(&side.place).is_some();
    let place = if is_series { Text::default() } else { said.of_list(&side.place) };
    (title.get(lang).to_owned(), place.get(lang).to_owned())
}

/// What a side says, with source and place.
pub fn side_of(lang: Lang, bundle: &Bundle, side: &Side) -> String {
    let says = claim(lang, &bundle.atlas, side);
    let (source, place) = side_source(lang, bundle, side);
    let slots = [("says", says.as_str()), ("source", &source), ("place", &place)];
    match (source.is_empty(), place.is_empty()) {
        (true, _) => says,
        (false, true) => fill(lang, Key::ContradictionSource, &slots),
        (false, false) => fill(lang, Key::ContradictionSourcePlace, &slots),
    }
}

/// Which side the program uses, and why.
pub fn used(lang: Lang, found: &Found) -> String {
    let key = match found.uses {
        Uses::A => Key::ContradictionUsesA,
        Uses::B => Key::ContradictionUsesB,
        Uses::Both => Key::ContradictionUsesBoth,
        Uses::Neither => Key::ContradictionUsesNeither,
    };
    fill(lang, key, &[("why", found.why.word(lang))])
}

/// The whole finding, one line for each part of it.
pub fn contradiction(lang: Lang, bundle: &Bundle, found: &Found) -> Vec<String> {
    let mut lines = vec![
        headline(lang, found),
        side_of(lang, bundle, &found.a),
        side_of(lang, bundle, &found.b),
        used(lang, found),
    ];
    lines.extend(found.known.as_ref().map(|id| fill(lang, Key::ContradictionKnown, &[("id", id)])));
    lines
}
