//! A query as terms, each with its other spellings, and how well they are found in folded words.

use super::Match;
use crate::text::fold;

/// Ranks: the name itself, a name that begins so, and from here on all terms found, plus the strength of the weakest.
const EXACT: u32 = 0;
const BEGINS: u32 = 1;
pub const ALL_WORDS: u32 = 2;
/// Strengths of one term.
const WORD_OF_NAME: u32 = 0;
const IN_NAME: u32 = 1;
const WORD_OF_MORE: u32 = 2;
const IN_MORE: u32 = 3;
/// The worst rank that a thing can have by itself.
pub const CONTAINS: u32 = ALL_WORDS + IN_MORE;
/// Letters after which a beginning stands for a listed spelling.
const ENOUGH: usize = 4;

/// Folded words: names in each language, and everything else that may be searched.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub names: Vec<String>,
    pub more: String,
}

impl Words {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, more: &[&str]) -> Self {
        let mut own: Vec<String> =
            names.into_iter().filter(|name| !name.is_empty()).map(fold).collect();
        own.dedup();
        Self { names: own, more: fold(&more.join(" ")) }
    }
}

#[derive(Debug)]
pub struct Query {
    whole: String,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    word: String,
    /// Listed spellings of the same name; found only where a word begins.
    others: Vec<String>,
}

impl Query {
    /// `aliases` are groups of folded spellings of one name.
    pub fn new(text: &str, aliases: &[Vec<String>]) -> Self {
        let whole = fold(text.trim());
        let words: Vec<&str> = whole.split_whitespace().collect();
        let mut terms = Vec::new();
        let mut rest = words.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let taken = (2..=rest.len()).rev().find(|many| {
                let phrase = rest.get(..*many).unwrap_or_default().join(" ");
                aliases.iter().flatten().any(|spelling| *spelling == phrase)
            });
            let (word, left) = match taken {
                Some(many) => (
                    rest.get(..many).unwrap_or_default().join(" "),
                    rest.get(many..).unwrap_or_default(),
                ),
                None => ((*first).to_owned(), after),
            };
            terms.push(Term { others: spellings(&word, aliases), word });
            rest = left;
        }
        Self { whole, terms }
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How well the whole query is answered; smaller is better.
    pub fn rank(&self, words: &Words) -> Option<u32> {
        if words.names.contains(&self.whole) {
            return Some(EXACT);
        }
        let strengths = self.strengths(words);
        let weakest = strengths
            .into_iter()
            .try_fold(0, |worst: u32, found| found.map(|found| worst.max(found)))?;
        let begins = words.names.iter().any(|name| name.starts_with(&self.whole));
        Some(if begins { BEGINS } else { ALL_WORDS + weakest })
    }

    /// How well each term is found.
    pub fn strengths(&self, words: &Words) -> Vec<Option<u32>> {
        self.terms.iter().map(|term| term.strength(words)).collect()
    }

    /// True for a term that is a year.
    pub fn is_year(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    fn year(&self, at: usize) -> Option<u16> {
        let word =
            self.terms.get(at).map(|term| term.word.as_str()).filter(|word| word.len() == 4)?;
        word.parse().ok().filter(|year| (1900..=2100).contains(year))
    }

    /// The year that neither the thing nor the state explains, so that it asks for the value of that year.
    pub fn year_beyond(&self, thing: &Match, state: &Match) -> Option<u16> {
        let mut unexplained = thing.terms.iter().zip(&state.terms).enumerate();
        unexplained
            .find_map(|(at, found)| if found == (&None, &None) { self.year(at) } else { None })
    }
}

fn spellings(word: &str, aliases: &[Vec<String>]) -> Vec<String> {
    let stands_for = |spelling: &String| {
        spelling == word || word.chars().count() >= ENOUGH && spelling.starts_with(word)
    };
    let groups = aliases.iter().filter(|group| group.iter().any(stands_for));
    groups.flatten().filter(|spelling| *spelling != word).cloned().collect()
}

impl Term {
    fn strength(&self, words: &Words) -> Option<u32> {
        let short = self.word.chars().count() < 3;
        let starts = |text: &str| {
            word_begins(text, &self.word)
                || self.others.iter().any(|other| word_stands(text, other))
        };
        if words.names.iter().any(|name| starts(name)) {
            Some(WORD_OF_NAME)
        } else if !short && words.names.iter().any(|name| name.contains(&self.word)) {
            Some(IN_NAME)
        } else if starts(&words.more) {
            Some(WORD_OF_MORE)
        } else if !short && words.more.contains(&self.word) {
            Some(IN_MORE)
        } else {
            None
        }
    }
}

fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(|at| {
        text.get(..*at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|before| !before.is_alphanumeric())
    })
}

/// True where a word of `text` begins with `word`.
fn word_begins(text: &str, word: &str) -> bool {
    places(text, word).next().is_some()
}

/// The same for a listed spelling; a short one must be the whole word.
fn word_stands(text: &str, word: &str) -> bool {
    places(text, word).any(|at| {
        let next = text.get(at + word.len()..).and_then(|after| after.chars().next());
        word.chars().count() > ENOUGH || next.is_none_or(|next| !next.is_alphanumeric())
    })
}
