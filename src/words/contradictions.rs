//! Contradictions in sentences: the headline, both sides with their sources, and which one is used and why.

use super::labelled;
use crate::i18n::{Key, Word, fill, number_short};
use kriterion_heart::atlas::{Atlas, Iso3};
use kriterion_heart::contradiction::{Found, How, Says, Side, Uses};
use kriterion_heart::text::Lang;

/// `Deliveries against stock: Mi-35M`.
pub fn headline(lang: Lang, found: &Found) -> String {
    let slots = [("rule", found.rule.word(lang)), ("topic", found.topic.get(lang))];
    fill(lang, Key::ContradictionHead, &slots)
}

/// What a side says, without its source.
pub fn claim(lang: Lang, atlas: &Atlas, side: &Side) -> String {
    match &side.says {
        Says::Words(text) => text.get(lang).to_owned(),
        Says::Figure { name, figure, unit, when } => {
            // A series has its number in the form of programs, a report as it prints it.
            let shown = match figure.parse::<f64>() {
                Ok(number) if number.to_string() == *figure => number_short(lang, number),
                _ => figure.clone(),
            };
            let key = if when.is_empty() {
                Key::ContradictionFigure
            } else {
                Key::ContradictionFigureWhen
            };
            // A percentage printed with its sign needs no second one.
            let unit = unit.get(lang);
            let unit = if !unit.is_empty() && shown.ends_with(unit) { "" } else { unit };
            let slots = [
                ("name", name.get(lang)),
                ("figure", shown.as_str()),
                ("unit", unit),
                ("when", when.as_str()),
            ];
            fill(lang, key, &slots).replace("  ", " ").replace(" )", ")").trim_end().to_owned()
        }
        Says::Computed { how, value, unit } => {
            let value = format!("{} {}", number_short(lang, *value), unit.get(lang));
            labelled(lang, how.word(lang), value.trim_end())
        }
        Says::Holds { how, what } if what.is_empty() => how.word(lang).to_owned(),
        Says::Holds { how: how @ How::States, what } => {
            let name = |code: &str| {
                let state = Iso3::parse(code).and_then(|iso3| atlas.country(iso3));
                state.map_or_else(|| code.to_owned(), |state| state.name.get(lang).to_owned())
            };
            let names: Vec<String> = what.split(", ").map(name).collect();
            labelled(lang, how.word(lang), &names.join(", "))
        }
        Says::Holds { how, what } => labelled(lang, how.word(lang), what),
    }
}

/// What a side says, with source and place.
pub fn side_of(lang: Lang, atlas: &Atlas, side: &Side) -> String {
    let says = claim(lang, atlas, side);
    let slots = [("says", says.as_str()), ("source", &side.source), ("place", &side.place)];
    match (side.source.is_empty(), side.place.is_empty()) {
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
pub fn contradiction(lang: Lang, atlas: &Atlas, found: &Found) -> Vec<String> {
    let mut lines = vec![
        headline(lang, found),
        side_of(lang, atlas, &found.a),
        side_of(lang, atlas, &found.b),
        used(lang, found),
    ];
    lines.extend(found.known.as_ref().map(|id| fill(lang, Key::ContradictionKnown, &[("id", id)])));
    lines
}
