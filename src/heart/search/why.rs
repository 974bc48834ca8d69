//! Why a hit was found: which term met which word, and how.

use super::index::{NO_STATE, SearchIndex};
use super::lexicon::Field;
use super::query::{Meeting, Query, Term, is_by_name};
use super::rank::{ALONE, Candidate};
use super::words::{each_word, words};
use crate::atlas::Atlas;
use crate::text::{Lang, Text};

/// How one term of a query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// As it was typed.
    pub term: String,
    pub found: Found,
    /// What it met: a word as it stands, the name that it is another spelling of, or a year.
    pub word: String,
}

/// In what a term was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    Name,
    /// An id, a code, an act or a year.
    Code,
    /// Another spelling of a name.
    Spelling,
    /// The capital or the region of the state.
    Place,
    Text,
    /// The value is of that year.
    Year,
    /// One letter differs.
    Typo,
}

impl Found {
    /// What a reader does not see in the hit itself.
    pub fn surprises(self) -> bool {
        matches!(self, Self::Spelling | Self::Place | Self::Typo)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Code => "code",
            Self::Spelling => "spelling",
            Self::Place => "place",
            Self::Text => "text",
            Self::Year => "year",
            Self::Typo => "typo",
        }
    }
}

/// One for each term, in their order. `label` is that of the hit.
pub fn of(
    index: &SearchIndex,
    atlas: &Atlas,
    lang: Lang,
    query: &Query,
    candidate: &Candidate,
    label: &Text,
) -> Vec<Why> {
    let telling = Telling { index, atlas, lang, candidate, label };
    query.terms.iter().map(|term| telling.term(term)).collect()
}

struct Telling<'a> {
    index: &'a SearchIndex,
    atlas: &'a Atlas,
    lang: Lang,
    candidate: &'a Candidate,
    label: &'a Text,
}

impl Telling<'_> {
    fn term(&self, term: &Term) -> Why {
        let Candidate { doc, point, .. } = *self.candidate;
        let is_pair = point != ALONE;
        let own = term.at(doc);
        // A pair counts a year only where it names the thing; see `Ranking::pairs`.
        let own =
            if is_pair && term.years.is_some() && !is_by_name(own) { None } else { Some(own) };
        let state = self.candidate.country();
        let other = Some(term.at(state.into())).filter(|met| state != NO_STATE && is_by_name(*met));
        let own = own.filter(|met| met.is_some());
        let other = other.filter(|met| own.is_none_or(|own| met.strength() < own.strength()));
        let name = self.atlas.countries.get(usize::from(state)).map(|country| &country.name);
        match (own, other.zip(name)) {
            (_, Some((met, name))) => self.met(term, met, name),
            (Some(met), None) => self.met(term, met, self.label),
            (None, None) => why(term, Found::Year, &term.word),
        }
    }

    fn met(&self, term: &Term, met: Meeting, label: &Text) -> Why {
        let number = met.word();
        let word = self.index.lexicon.word(number);
        let is_other =
            [Field::OtherName, Field::OtherText].iter().any(|field| *field as usize == met.field());
        if is_other
            && !met.is_typo()
            && let Some(place) = self.place(label, word)
        {
            return why(term, Found::Place, &place);
        }
        if is_other && !met.is_typo() {
            return why(term, Found::Spelling, &self.meant(number, label));
        }
        let written = written(label, self.lang, word).unwrap_or_else(|| word.to_owned());
        let found = if met.is_typo() {
            Found::Typo
        } else if met.field() == Field::Name as usize {
            Found::Name
        } else if met.field() == Field::Code as usize {
            Found::Code
        } else {
            Found::Text
        };
        why(term, found, &written)
    }

    /// The capital or region with this word, where `label` is the name of a state.
    fn place(&self, label: &Text, word: &str) -> Option<String> {
        let state = self.atlas.countries.get(usize::from(self.candidate.country()))?;
        let places = [&state.capital, &state.subregion, &state.region];
        let place = places.into_iter().find(|place| {
            Lang::ALL.iter().any(|lang| words(place.get(*lang)).iter().any(|own| own == word))
        })?;
        (*label == state.name).then(|| place.get(self.lang).to_owned())
    }

    /// The name that a word is another spelling of: the one that stands in the label, or the only one there is.
    /// Of a word like "de", which many names have, any other would be a guess.
    fn meant(&self, word: u32, label: &Text) -> String {
        let names: Vec<&Text> = self.index.groups.with(word).map(|group| &group.name).collect();
        let in_label =
            |name: &&&Text| Lang::ALL.iter().any(|lang| label.get(*lang).contains(name.get(*lang)));
        let name = match (names.iter().find(in_label), names.as_slice()) {
            (Some(name), _) => name,
            (None, [only]) => only,
            (None, _) => label,
        };
        name.get(self.lang).to_owned()
    }
}

fn why(term: &Term, found: Found, word: &str) -> Why {
    Why { term: term.written.clone(), found, word: word.to_owned() }
}

/// How a word is written in a label, in the language of the reader if it stands there.
fn written(label: &Text, lang: Lang, word: &str) -> Option<String> {
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    std::iter::once(lang).chain(others).find_map(|lang| {
        let mut found = None;
        each_word(label.get(lang), |folded, as_written| {
            if found.is_none() && folded == word {
                found = Some(as_written.to_owned());
            }
        });
        found
    })
}
