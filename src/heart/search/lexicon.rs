//! Every word that is known, sorted, with the places where it stands.

use super::words::is_near;
use std::ops::Range;

/// Where in a thing a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Field {
    Name,
    /// Another spelling of what the name names.
    OtherName,
    /// An id, a code, an act or a year.
    Code,
    Text,
    /// Another spelling of what the text names.
    OtherText,
}

impl Field {
    pub const ALL: [Self; 5] =
        [Self::Name, Self::OtherName, Self::Code, Self::Text, Self::OtherText];
    const BITS: u32 = 3;

    /// The same field, for other spellings.
    pub fn other(self) -> Self {
        match self {
            Self::Name | Self::OtherName => Self::OtherName,
            Self::Code => Self::Code,
            Self::Text | Self::OtherText => Self::OtherText,
        }
    }
}

/// A thing and a field of it, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post(u32);

impl Post {
    pub fn new(doc: u32, field: Field) -> Self {
        Self(doc << Field::BITS | field as u32)
    }

    pub fn doc(self) -> u32 {
        self.0 >> Field::BITS
    }

    pub fn field(self) -> usize {
        (self.0 & ((1 << Field::BITS) - 1)) as usize
    }
}

/// Sorted words in one text, one per line, so that one pass finds a word's inside.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    text: String,
    /// Where each word begins in `text`, and the end.
    starts: Vec<u32>,
    posts: Vec<Post>,
    /// Where the posts of each word begin, and the end.
    post_starts: Vec<u32>,
}

impl Lexicon {
    /// `words` in any order, each once; gives the new number of each old one, too.
    pub fn new(words: &[String], posts: &[Vec<Post>]) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        let word = |at: u32| words.get(at as usize).map_or("", String::as_str);
        order.sort_unstable_by(|a, b| word(*a).cmp(word(*b)));
        let mut new = Self::default();
        let mut numbers = vec![0; words.len()];
        for (number, old) in (0..).zip(&order) {
            if let Some(slot) = numbers.get_mut(*old as usize) {
                *slot = number;
            }
            new.starts.push(new.text.len() as u32);
            new.text.push_str(word(*old));
            new.text.push('\n');
            new.post_starts.push(new.posts.len() as u32);
            new.posts.extend(posts.get(*old as usize).into_iter().flatten());
        }
        new.starts.push(new.text.len() as u32);
        new.post_starts.push(new.posts.len() as u32);
        for list in [&mut new.starts, &mut new.post_starts] {
            list.shrink_to_fit();
        }
        new.text.shrink_to_fit();
        new.posts.shrink_to_fit();
        (new, numbers)
    }

    fn len(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    pub fn word(&self, at: u32) -> &str {
        let at = at as usize;
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(from, to)| self.text.get(*from as usize..*to as usize - 1)).unwrap_or("")
    }

    pub fn posts(&self, at: u32) -> &[Post] {
        let at = at as usize;
        let bounds = self.post_starts.get(at).zip(self.post_starts.get(at + 1));
        bounds.and_then(|(from, to)| self.posts.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    /// The words that begin with `term`.
    pub fn beginning(&self, term: &str) -> Range<u32> {
        let place = |from: u32, before: &dyn Fn(&str) -> bool| {
            let (mut low, mut high) = (from, self.len());
            while low < high {
                let middle = low.midpoint(high);
                if before(self.word(middle)) { low = middle + 1 } else { high = middle }
            }
            low
        };
        let from = place(0, &|word| word < term);
        from..place(from, &|word| word.starts_with(term))
    }

    /// The words that have `term` inside, but do not begin with it. A word may come twice.
    pub fn inside<'a>(&'a self, term: &'a str) -> impl Iterator<Item = u32> + 'a {
        let mut word = 0;
        self.text.match_indices(term).filter_map(move |(at, _)| {
            let at = at as u32;
            let rest = self.starts.get(word as usize..).unwrap_or_default();
            // The next hit is near more often than not.
            let near = rest.iter().take(16).take_while(|start| **start <= at).count();
            let passed = if near < 16 { near } else { rest.partition_point(|start| *start <= at) };
            word += passed.saturating_sub(1) as u32;
            (self.starts.get(word as usize) != Some(&at)).then_some(word)
        })
    }

    /// The words that are `term` but for one letter, or begin so.
    pub fn near<'a>(&'a self, term: &'a str) -> impl Iterator<Item = u32> + 'a {
        (0..).zip(self.text.lines()).filter(|(_, word)| is_near(term, word)).map(|(at, _)| at)
    }

    pub fn bytes(&self) -> usize {
        self.text.capacity()
            + 4 * (self.starts.capacity() + self.posts.capacity() + self.post_starts.capacity())
    }
}
