//! Everything that can be found, its words folded and sorted once.

use super::HitKind;
use super::lexicon::{Field, Lexicon, Post};
use super::names::Names;
use super::spelling::{Case, Groups, Written};
use super::words::each_word;
use crate::atlas::Atlas;
use crate::text::Text;
use std::collections::HashMap;

/// No state: a thing of the world.
pub const NO_STATE: u16 = u16::MAX;

/// Built once for an atlas.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    /// First the states, then the series, then the treaties, each in the order of the atlas; then all else.
    pub(super) docs: Vec<Doc>,
    /// How many things are states.
    pub(super) states: u32,
    pub(super) lexicon: Lexicon,
    pub(super) names: Names,
    pub(super) groups: Groups,
    /// For each series, where the points of each state begin, and the end.
    pub(super) point_starts: Vec<u32>,
    /// Figures of reports that are points of a series, too; sorted.
    pub(super) twins: Vec<Twin>,
    /// Figures that repeat an earlier one, with the earlier one; sorted.
    pub(super) repeats: Vec<(u32, u32)>,
    /// The figures of a row, after the row; sorted.
    pub(super) row_facts: Vec<(u32, u32)>,
}

/// Something that can be found by its own words, alone or with its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doc {
    pub kind: HitKind,
    /// Position in `Atlas::countries`.
    pub country: u16,
    pub year: u16,
    /// Position in the list of its kind.
    pub at: u32,
    /// Row of the table `at`, or membership of the state.
    pub row: u32,
}

/// The figure of a report, and the point of the series that says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Twin {
    pub doc: u32,
    pub series: u32,
    pub point: u32,
}

impl SearchIndex {
    pub fn new(atlas: &Atlas) -> Self {
        let mut maker = Maker::default();
        maker.groups = Groups::of(atlas, |text| maker.words.numbers(text));
        super::gather::everything(&mut maker, atlas);
        let Maker { words, mut groups, posts, mut names, docs, .. } = maker;
        let (lexicon, numbers) = Lexicon::new(&words.list, &posts);
        groups.renumber(&numbers);
        names.sort();
        let mut index = Self { docs, lexicon, names, groups, ..Self::default() };
        index.docs.shrink_to_fit();
        index.states = atlas.countries.len() as u32;
        index.point_starts = super::same::point_starts(atlas);
        super::same::find(&mut index, atlas);
        index
    }

    /// Memory that it holds.
    pub fn bytes(&self) -> usize {
        self.docs.capacity() * size_of::<Doc>()
            + self.lexicon.bytes()
            + self.names.bytes()
            + self.groups.bytes()
            + 4 * self.point_starts.capacity()
            + self.twins.capacity() * size_of::<Twin>()
            + 8 * (self.repeats.capacity() + self.row_facts.capacity())
    }
}

/// Words and their numbers in the order of their coming.
#[derive(Debug, Default)]
struct Words {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    fn numbers(&mut self, text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        each_word(text, |word, _| numbers.push(self.number(word)));
        numbers
    }
}

/// An index in the making.
#[derive(Debug, Default)]
pub(super) struct Maker {
    words: Words,
    groups: Groups,
    posts: Vec<Vec<Post>>,
    names: Names,
    docs: Vec<Doc>,
    said: Said,
}

/// Texts that were read before: notes, titles and names come again and again.
#[derive(Debug, Default)]
struct Said {
    /// The words of a text, then those of other spellings: from, between and to.
    spans: HashMap<String, (usize, usize, usize)>,
    words: Vec<u32>,
    written: Vec<Written>,
}

impl Maker {
    /// The thing that the next words belong to.
    pub fn begin(&mut self, doc: Doc) {
        self.docs.push(doc);
        if doc.year > 0 {
            self.add(Field::Code, &doc.year.to_string());
        }
    }

    fn doc(&self) -> u32 {
        self.docs.len().saturating_sub(1) as u32
    }

    pub fn name(&mut self, name: &Text) {
        for text in [&name.en, &name.de, &name.fr] {
            self.names.add(self.doc(), text);
            self.add(Field::Name, text);
        }
    }

    /// Other names of the thing itself.
    pub fn others(&mut self, names: &[String]) {
        for text in names {
            self.names.add(self.doc(), text);
            self.add(Field::OtherName, text);
        }
    }

    /// Words beside the name that are worth as much, but are no name of it as a whole.
    pub fn other_names(&mut self, name: &Text) {
        for text in [&name.en, &name.de, &name.fr] {
            self.add(Field::OtherName, text);
        }
    }

    pub fn codes(&mut self, codes: &[&str]) {
        for code in codes {
            self.names.add(self.doc(), code);
            self.add(Field::Code, code);
        }
    }

    pub fn text(&mut self, text: &Text) {
        self.texts(&[&text.en, &text.de, &text.fr]);
    }

    pub fn texts(&mut self, texts: &[&str]) {
        for text in texts {
            self.add(Field::Text, text);
        }
    }

    pub fn add(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            return;
        }
        let doc = self.doc();
        let (from, between, to) = self.read(text);
        let Self { posts, said, words, .. } = self;
        if posts.len() < words.list.len() {
            posts.resize_with(words.list.len(), Vec::new);
        }
        for word in said.words.get(from..between).unwrap_or_default() {
            post(posts, *word, Post::new(doc, field));
        }
        if field != Field::Code {
            for word in said.words.get(between..to).unwrap_or_default() {
                post(posts, *word, Post::new(doc, field.other()));
            }
        }
    }

    fn read(&mut self, text: &str) -> (usize, usize, usize) {
        let Self { words, groups, said, .. } = self;
        let Said { spans, words: all, written } = said;
        if let Some(span) = spans.get(text) {
            return *span;
        }
        written.clear();
        each_word(text, |word, as_written| {
            written.push((words.number(word), Case::of(as_written)));
        });
        let from = all.len();
        all.extend(written.iter().map(|(word, _)| *word));
        let between = all.len();
        groups.others(written, |word| all.push(word));
        let span = (from, between, all.len());
        spans.insert(text.to_owned(), span);
        span
    }
}

/// Things come one after the other, so a doubled post is among the last.
fn post(posts: &mut [Vec<Post>], word: u32, new: Post) {
    let Some(list) = posts.get_mut(word as usize) else { return };
    if !list.iter().rev().take(Field::ALL.len()).any(|known| *known == new) {
        list.push(new);
    }
}
