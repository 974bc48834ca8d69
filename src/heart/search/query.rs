//! A query as terms, and how well each term is found in each thing.

use super::index::SearchIndex;
use super::lexicon::Field;
use super::words::{each_word, with_bare_vowels};
use std::ops::RangeInclusive;

/// Terms that a query can have; what comes behind is not looked at.
pub const MOST_TERMS: usize = 16;
/// Letters that a term needs to be found inside a word, and to be the beginning of another spelling.
const ENOUGH: usize = 3;
/// Letters that a word needs so that one of them may be wrong.
const LONG: usize = 5;

/// How well a term is found; smaller is better.
pub type Strength = u8;
pub const NOT: Strength = u8::MAX;
/// The strengths of all terms in one thing.
pub type Strengths = [Strength; MOST_TERMS];

/// A whole word, the beginning of one, inside of one, and all but one letter of it; by field.
const STRENGTHS: [[Strength; 4]; 5] = [
    [0, 1, 3, 7],     // Name
    [1, 2, NOT, 7],   // OtherName
    [0, 2, NOT, NOT], // Code
    [4, 5, 6, 8],     // Text
    [4, 5, NOT, 8],   // OtherText
];
/// Where a state stands for a term beside something about it: in its names and codes, not in its region.
const BY_NAME: [usize; 3] = [Field::Name as usize, Field::OtherName as usize, Field::Code as usize];

/// How a term meets a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Whole,
    Begins,
    Inside,
    Near,
}

pub struct Query {
    /// As it is compared, words with a space between.
    pub whole: String,
    pub terms: Vec<Term>,
}

pub struct Term {
    pub word: String,
    pub written: String,
    /// The years that the term can mean.
    pub years: Option<RangeInclusive<u16>>,
    /// For each thing the best meeting.
    best: Vec<Meeting>,
}

/// How a term and a thing meet: strength, field and word as one number, so that the smaller is the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting(u32);

impl Meeting {
    const NONE: Self = Self(u32::MAX);
    const FIELD: u32 = 25;
    const STRENGTH: u32 = 28;

    fn new(strength: Strength, field: usize, word: u32) -> Self {
        Self(u32::from(strength) << Self::STRENGTH | (field as u32) << Self::FIELD | word)
    }

    pub fn strength(self) -> Strength {
        if self == Self::NONE { NOT } else { (self.0 >> Self::STRENGTH) as Strength }
    }

    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    pub fn field(self) -> usize {
        (self.0 >> Self::FIELD & 7) as usize
    }

    pub fn word(self) -> u32 {
        self.0 & ((1 << Self::FIELD) - 1)
    }

    pub fn is_typo(self) -> bool {
        matches!(self.strength(), 7 | 8)
    }
}

impl Query {
    pub fn new(text: &str) -> Self {
        let mut query = Self { whole: String::new(), terms: Vec::new() };
        each_word(text, |word, written| {
            if !query.whole.is_empty() {
                query.whole.push(' ');
            }
            query.whole.push_str(word);
            let is_new = query.terms.iter().all(|term| term.word != word);
            if is_new && query.terms.len() < MOST_TERMS {
                query.terms.push(Term {
                    word: word.to_owned(),
                    written: written.to_owned(),
                    years: years(word),
                    best: Vec::new(),
                });
            }
        });
        query
    }

    /// Looks up every term; `typos` lets one letter of a long word be wrong.
    pub fn meet(&mut self, index: &SearchIndex, typos: bool) {
        for term in &mut self.terms {
            term.meet(index, typos);
        }
    }

    /// True where another letter could be meant.
    pub fn may_have_typos(&self) -> bool {
        self.terms.iter().any(|term| term.word.len() >= LONG && !term.is_number())
    }

    pub fn strengths(&self, doc: u32) -> Strengths {
        let mut strengths = [NOT; MOST_TERMS];
        for (slot, term) in strengths.iter_mut().zip(&self.terms) {
            *slot = term.at(doc).strength();
        }
        strengths
    }

    /// Those of a state that stand for the terms beside something about it.
    pub fn strengths_of_state(&self, state: u16) -> Strengths {
        let mut strengths = [NOT; MOST_TERMS];
        for (slot, term) in strengths.iter_mut().zip(&self.terms) {
            let meeting = term.at(state.into());
            if is_by_name(meeting) {
                *slot = meeting.strength();
            }
        }
        strengths
    }
}

impl Term {
    pub fn at(&self, doc: u32) -> Meeting {
        self.best.get(doc as usize).copied().unwrap_or(Meeting::NONE)
    }

    fn is_number(&self) -> bool {
        self.word.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn meet(&mut self, index: &SearchIndex, typos: bool) {
        let mut best = std::mem::take(&mut self.best);
        best.clear();
        best.resize(index.docs.len(), Meeting::NONE);
        let term = self.word.as_str();
        let letters = term.chars().count();
        let mut take = |word: u32, how: How| {
            for post in index.lexicon.posts(word) {
                let field = post.field();
                let of_field = STRENGTHS.get(field).unwrap_or(&[NOT; 4]);
                let strength = of_field.get(how as usize).copied().unwrap_or(NOT);
                let is_other =
                    field == Field::OtherName as usize || field == Field::OtherText as usize;
                if strength == NOT || (is_other && how == How::Begins && letters < ENOUGH) {
                    continue;
                }
                if let Some(slot) = best.get_mut(post.doc() as usize) {
                    *slot = (*slot).min(Meeting::new(strength, field, word));
                }
            }
        };
        for term in [Some(term), with_bare_vowels(term).as_deref()].into_iter().flatten() {
            for word in index.lexicon.beginning(term) {
                let is_whole = index.lexicon.word(word).len() == term.len();
                take(word, if is_whole { How::Whole } else { How::Begins });
            }
        }
        if letters >= ENOUGH && !self.is_number() {
            index.lexicon.inside(term).for_each(|word| take(word, How::Inside));
        }
        if typos && term.len() >= LONG && !self.is_number() {
            index.lexicon.near(term).for_each(|word| take(word, How::Near));
        }
        self.best = best;
    }
}

/// Whether a term met a name or a code.
pub fn is_by_name(meeting: Meeting) -> bool {
    meeting != Meeting::NONE && BY_NAME.contains(&meeting.field())
}

/// `2024` is a year, `202` a decade while it is typed.
fn years(word: &str) -> Option<RangeInclusive<u16>> {
    if !(2..=4).contains(&word.len()) || !matches!(word.get(..2), Some("19" | "20")) {
        return None;
    }
    let number: u16 = word.parse().ok()?;
    let unit = 10_u16.pow(4 - word.len() as u32);
    Some(number * unit..=number * unit + (unit - 1))
}
