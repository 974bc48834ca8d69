//! What of an old report rests on figures that have moved: by name, by the program's sentences, and, where an old value
//! stands in so many digits in the text, by that. Nothing is guessed: a number of one or two digits may be anything.

use crate::i18n::{Key, Word, date, fill, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::manuscript::{
    DraftState, Manuscript, Moved, Reference, Said, is_stale, moved, paragraphs,
};
use kriterion_heart::profile::{Ask, Profile};
use kriterion_heart::text::Lang;

/// A paragraph that rests on something that has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub part: String,
    /// Of the author's paragraphs; `None` for a sentence of the program.
    pub paragraph: Option<usize>,
    pub rests: Rests,
}

/// Why it rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rests {
    /// It names the figure.
    Reference(String),
    /// The sentence was made from it.
    Draft { id: String, figure: String },
    /// The old value and its year stand in the text.
    Number { figure: String, value: String },
}

/// Which paragraphs rest on figures that `facts` say otherwise. `facts`: the state's profile by today's data.
pub fn touched(manuscript: &Manuscript, bundle: &Bundle, facts: &Profile) -> Vec<Touched> {
    let all = moved(&manuscript.facts, facts);
    let mut found = Vec::new();
    for draft in manuscript.drafts.iter().filter(|draft| draft.state == DraftState::Kept) {
        for one in all.iter().filter(|one| draft.figures.contains(&one.id)) {
            found.push(Touched {
                part: draft.part.clone(),
                paragraph: None,
                rests: Rests::Draft { id: draft.id.clone(), figure: one.id.clone() },
            });
        }
    }
    for (part, text) in &manuscript.texts {
        for (at, (words, names)) in paragraphs(text).into_iter().enumerate() {
            let mut add = |rests| {
                found.push(Touched { part: part.clone(), paragraph: Some(at), rests });
            };
            for name in names {
                let pin = manuscript.pins.get(&name);
                let is_old = Reference::parse(&name).zip(pin).is_some_and(|(reference, pin)| {
                    is_stale(&bundle.atlas, manuscript.iso3, &reference, pin)
                });
                if is_old {
                    add(Rests::Reference(name));
                }
            }
            for one in &all {
                if let Some(value) = old_value_in(words, manuscript.lang, one) {
                    add(Rests::Number { figure: one.id.clone(), value });
                }
            }
        }
    }
    found
}

/// The old value as the language writes it, where it and its year stand in the words.
fn old_value_in(text: &str, lang: Lang, moved: &Moved) -> Option<String> {
    let Some(Said::Cell(cell)) = &moved.old else { return None };
    let (value, year) = (cell.value?, cell.year?);
    let said = crate::i18n::number(lang, value, cell.decimals.into());
    let digits = said.chars().filter(char::is_ascii_digit).count();
    let stands = |wanted: &str| {
        text.match_indices(wanted).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let mut after = text.get(at + wanted.len()..).unwrap_or_default().chars();
            let (next, second) = (after.next(), after.next());
            let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let is_longer = goes_on(next)
                || (next.is_some_and(|c| ".,\u{202f}".contains(c)) && goes_on(second));
            !goes_on(before) && before.is_none_or(|c| !".,\u{2212}-".contains(c)) && !is_longer
        })
    };
    (digits >= 3 && stands(&said) && stands(&year.to_string())).then_some(said)
}

/// A paragraph that rests on something that has moved, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rested {
    pub part: String,
    /// From 1; `None` for a sentence of the program.
    pub paragraph: Option<usize>,
    pub said: String,
}

/// What of an old report rests on figures that today's data say otherwise; nothing of one that was written from them.
pub fn rested(manuscript: &Manuscript, bundle: &Bundle, lang: Lang) -> Vec<Rested> {
    if manuscript.edition.hash == bundle.atlas.edition.hash {
        return Vec::new();
    }
    let (iso3, day) = (manuscript.iso3, manuscript.closing);
    let ask = Ask { iso3, day, compared: Some(manuscript.compared.clone()) };
    let Some(facts) = bundle.profile(&ask) else { return Vec::new() };
    let all = moved(&manuscript.facts, &facts);
    let named = |id: &str| all.iter().find(|one| one.id == id).map(|one| said(lang, one));
    let told = |touched: Touched| {
        let said = match &touched.rests {
            Rests::Reference(name) => fill(lang, Key::CountryRestsName, &[("name", name)]),
            Rests::Draft { figure, .. } => {
                let figure = named(figure).unwrap_or_default();
                fill(lang, Key::CountryRestsDraft, &[("figure", &figure)])
            }
            Rests::Number { figure, value } => {
                let figure = named(figure).unwrap_or_default();
                fill(lang, Key::CountryRestsNumber, &[("value", value), ("figure", &figure)])
            }
        };
        Rested { part: touched.part, paragraph: touched.paragraph.map(|at| at + 1), said }
    };
    touched(manuscript, bundle, &facts).into_iter().map(told).collect()
}

/// `Militärausgaben, 2023: 1.164, jetzt 1.170`.
pub fn said(lang: Lang, moved: &Moved) -> String {
    let name = match moved.column.is_empty() {
        true => moved.name.get(lang).to_owned(),
        false => format!("{}, {}", moved.name.get(lang), moved.column.get(lang)),
    };
    let side = |says: &Option<Said>| {
        says.as_ref().map_or_else(
            || say(lang, Key::CountryNotThere).to_owned(),
            |says| side(lang, says, moved.unit.get(lang)),
        )
    };
    fill(
        lang,
        Key::CountryMoved,
        &[("name", &name), ("old", &side(&moved.old)), ("new", &side(&moved.new))],
    )
}

fn side(lang: Lang, says: &Said, unit: &str) -> String {
    match says {
        Said::Cell(cell) => match cell.value {
            Some(_) if cell.words.is_empty() => {
                super::with_unit(lang, &words::figure(lang, cell), unit)
            }
            _ => words::figure(lang, cell),
        },
        Said::Treaty(joined, year) => {
            let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
            format!("{}{year}", joined.word(lang))
        }
        Said::Embargo { since, until, scope } => {
            let mut parts = vec![scope.word(lang).to_owned()];
            parts.extend(
                since.map(|day| fill(lang, Key::ProfileSince, &[("date", &date(lang, day))])),
            );
            parts.extend(
                until.map(|day| fill(lang, Key::ProfileUntil, &[("date", &date(lang, day))])),
            );
            words::listed(lang, &parts)
        }
        Said::Level(level) => super::elements::level_word(lang, *level).to_owned(),
        Said::Filing(filing) => filing.word(lang).to_owned(),
        Said::There => say(lang, Key::CountryThere).to_owned(),
    }
}
