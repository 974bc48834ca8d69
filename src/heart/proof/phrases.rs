//! Finds all words that the rules look for in one pass over a text.

use super::lexer::{Case, Token, tokens};
use crate::text::Lang;
use std::collections::HashMap;

/// Phrases by how their first word begins.
#[derive(Debug)]
pub struct Phrases<T> {
    by_start: HashMap<[u8; 2], Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    words: Vec<(String, bool)>,
    case: Case,
    means: T,
}

/// A phrase that stands in a text, by the positions of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    pub means: T,
    pub from: usize,
    pub to: usize,
}

impl<T: Copy + PartialEq> Phrases<T> {
    pub fn new() -> Self {
        Self { by_start: HashMap::new() }
    }

    /// `case`: how the first word must be written at least.
    pub fn add(&mut self, phrase: &str, case: Case, means: T) {
        let mut words: Vec<(String, bool)> = Vec::new();
        for token in tokens(phrase, Lang::En) {
            match (token.is_sign('*') && token.glued, words.last_mut()) {
                (true, Some(last)) => last.1 = true,
                _ if is_sign(&token) => (),
                _ => words.push((token.word, false)),
            }
        }
        if let Some((first, _)) = words.first() {
            self.by_start.entry(start(first)).or_default().push(Phrase { words, case, means });
        }
    }

    /// The longest phrase of each meaning that begins at each word.
    pub fn find(&self, text: &[Token]) -> Vec<Hit<T>> {
        // Signs between words, such as hyphens, do not part a phrase; a full stop does.
        let mut hits: Vec<Hit<T>> = Vec::new();
        for (from, token) in text.iter().enumerate() {
            if is_sign(token) {
                continue;
            }
            let begun = hits.len();
            for phrase in self.by_start.get(&start(&token.word)).into_iter().flatten() {
                if token.case < phrase.case {
                    continue;
                }
                let Some(to) = stands(&phrase.words, text, from) else { continue };
                let hit = Hit { means: phrase.means, from, to };
                match hits.iter_mut().skip(begun).find(|known| known.means == hit.means) {
                    Some(known) => known.to = known.to.max(to),
                    None => hits.push(hit),
                }
            }
        }
        hits
    }
}

/// Where the phrase ends that begins at `from`.
fn stands(words: &[(String, bool)], text: &[Token], from: usize) -> Option<usize> {
    let mut at = from;
    for (nth, (word, open)) in words.iter().enumerate() {
        if nth > 0 {
            while text.get(at).is_some_and(is_joint) {
                at += 1;
            }
        }
        let token = text.get(at).filter(|token| !is_sign(token))?;
        let is = if *open { token.word.starts_with(word.as_str()) } else { token.word == *word };
        is.then_some(())?;
        at += 1;
    }
    Some(at)
}

fn is_sign(token: &Token) -> bool {
    matches!(token.kind, super::lexer::Lexeme::Sign(_))
}

fn is_joint(token: &Token) -> bool {
    token.is_dash() || token.is_sign('\'') || token.is_sign('\u{2019}')
}

fn start(word: &str) -> [u8; 2] {
    let bytes = word.as_bytes();
    [bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0)]
}
