//! The report as the rules see it: sentences and cells with what their words mean.

use super::known::Known;
use super::lexer::{Case, Lexeme, Token, tokens};
pub use super::line::{Line, StateAt, YearAt};
use super::model::{BETWEEN_CELLS, Block, BlockKind, Script};
use super::phrases::Phrases;
use super::table::{self, Table};
use super::vocabulary::{Mean, Topic, Vocabulary};
use crate::atlas::{Atlas, Iso3};
use crate::text::Lang;
use std::ops::Range;

/// A sentence of more words is cut: no rule needs to see so far.
const MOST_TOKENS: usize = 300;

pub struct Page<'a> {
    pub atlas: &'a Atlas,
    pub script: &'a Script,
    pub list: &'static Vocabulary,
    pub topics: &'a [Topic],
    pub lines: Vec<Line>,
    pub tables: Vec<Table>,
    pub known: Known<'a>,
}

impl<'a> Page<'a> {
    pub fn read(atlas: &'a Atlas, script: &'a Script, reader: &'a Reader, most: usize) -> Self {
        let list = Vocabulary::get();
        let mut lines = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        let blocks = script.blocks.get(..most).unwrap_or(&script.blocks);
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Row(cells) => {
                    let cells = reader.cells(at, cells, &block.text);
                    let goes_on = tables.last().is_some_and(|table| table.end() + 1 == at);
                    match tables.last_mut().filter(|_| goes_on) {
                        Some(table) => table.push(at, cells),
                        None => tables.push(Table::begin(at, cells)),
                    }
                }
                _ => reader.sentences(at, &block.text, &mut lines),
            }
        }
        table::place(&mut tables, script, &reader_titles(&lines, blocks));
        let topics = reader.topics.as_slice();
        let known = Known::new(atlas, script.iso3, topics);
        Self { atlas, script, list, topics, lines, tables, known }
    }

    pub fn block(&self, at: usize) -> Option<&'a Block> {
        self.script.blocks.get(at)
    }

    pub fn text(&self, block: usize, at: &Range<usize>) -> &'a str {
        self.block(block).and_then(|block| block.text.get(at.clone())).unwrap_or_default()
    }

    /// Sentences of paragraphs and items; headings and captions say no whole sentences.
    pub fn prose(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| {
            self.block(line.block)
                .is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
        })
    }

    /// The lines of one block.
    pub fn lines_of(&self, block: usize) -> &[Line] {
        let from = self.lines.partition_point(|line| line.block < block);
        let to = self.lines.partition_point(|line| line.block <= block);
        self.lines.get(from..to).unwrap_or_default()
    }

    /// The sentences around one in its block, itself among them. A paragraph may be endless: only the near ones.
    pub fn beside(&self, line: &Line) -> &[Line] {
        const NEAR: usize = 10;
        let key = |line: &Line| (line.block, line.at.start);
        let at = self.lines.partition_point(|other| key(other) < key(line));
        let near = self.lines.get(at.saturating_sub(NEAR)..(at + NEAR).min(self.lines.len()));
        let near = near.unwrap_or_default();
        let from = near.partition_point(|other| other.block < line.block);
        let to = near.partition_point(|other| other.block <= line.block);
        near.get(from..to).unwrap_or_default()
    }

    pub fn topic_name(&self, topic: usize) -> &str {
        self.topics.get(topic).map_or("", |topic| topic.id.as_str())
    }

    /// The lines of the nearest heading above a block, and of those above that.
    pub fn headings(&self, block: usize) -> impl Iterator<Item = &Line> {
        let mut deepest = u8::MAX;
        let end = self.lines.partition_point(|line| line.block < block);
        // A report has a heading on every page; further up nothing is looked for.
        let above = self.lines.get(end.saturating_sub(400)..end).unwrap_or_default();
        above.iter().rev().filter(move |line| {
            match self.block(line.block).map(|block| &block.kind) {
                Some(BlockKind::Heading(depth)) if *depth < deepest => {
                    deepest = *depth;
                    true
                }
                _ => false,
            }
        })
    }
}

/// The last caption or heading before each table, and the caption behind it.
fn reader_titles<'l>(
    lines: &'l [Line],
    blocks: &[Block],
) -> impl Fn(usize, usize) -> Vec<&'l Line> {
    let kinds: Vec<bool> =
        blocks.iter().map(|block| matches!(block.kind, BlockKind::Caption)).collect();
    let headings: Vec<bool> =
        blocks.iter().map(|block| matches!(block.kind, BlockKind::Heading(_))).collect();
    move |first: usize, last: usize| {
        let mut out: Vec<&Line> = Vec::new();
        let end = lines.partition_point(|line| line.block < first);
        let near = lines.get(end.saturating_sub(6)..end).unwrap_or_default();
        let close = |line: &&Line| line.block + 1 >= first && kinds.get(line.block) == Some(&true);
        out.extend(near.iter().filter(close));
        let behind = lines.iter().skip(lines.partition_point(|line| line.block <= last)).take(1);
        out.extend(
            behind.filter(|line| line.block == last + 1 && kinds.get(line.block) == Some(&true)),
        );
        let above = lines.get(end.saturating_sub(100)..end).unwrap_or_default();
        out.extend(above.iter().rev().find(|line| headings.get(line.block) == Some(&true)));
        out
    }
}

/// Makes lines of texts in one language.
pub struct Reader {
    phrases: Phrases<Mean>,
    lang: Lang,
    list: &'static Vocabulary,
    topics: Vec<Topic>,
}

impl Reader {
    pub fn new(atlas: &Atlas, lang: Lang) -> Self {
        let list = Vocabulary::get();
        let topics = list.all_topics(atlas, lang);
        Self { phrases: list.phrases(atlas, lang, &topics), lang, list, topics }
    }

    /// The states that a text names, each as often as it does.
    pub fn states(&self, text: &str) -> Vec<Iso3> {
        let mut lines = Vec::new();
        self.sentences(0, text, &mut lines);
        lines.iter().flat_map(|line| &line.states).map(|state| state.iso3).collect()
    }

    fn sentences(&self, block: usize, text: &str, out: &mut Vec<Line>) {
        let all = tokens(text, self.lang);
        let mut from = 0;
        for at in 0..all.len() {
            let is_last = at + 1 == all.len();
            if is_last || at + 1 - from >= MOST_TOKENS || self.ends(&all, at) {
                let words = all.get(from..=at).unwrap_or_default().to_vec();
                out.extend(self.line(block, words, true));
                from = at + 1;
            }
        }
    }

    /// Whether a sentence ends behind a sign.
    fn ends(&self, all: &[Token], at: usize) -> bool {
        let (Some(sign), Some(next)) = (all.get(at), all.get(at + 1)) else { return true };
        if next.glued || !matches!(sign.kind, Lexeme::Sign('.' | '!' | '?' | '…')) {
            return false;
        }
        if !sign.is_sign('.') {
            return true;
        }
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let follows = next.case > Case::Small || !next.is_word();
        match before.map(|token| (&token.kind, token.word.as_str())) {
            Some((Lexeme::Word, word)) => {
                let single = word.chars().count() == 1 || self.list.is_abbreviation(word);
                follows && !single
            }
            // `12. Oktober`, `67. Platz`: an ordinal number of German.
            Some((Lexeme::Number(number), _)) => {
                let ordinal = self.lang == Lang::De && number.decimals == 0 && number.value < 100.0;
                follows && !(ordinal && next.is_word())
            }
            _ => follows,
        }
    }

    /// The cells of a row, each with its bytes in the text of the block.
    fn cells(&self, block: usize, cells: &[String], text: &str) -> Vec<Option<Line>> {
        let mut from = 0;
        cells
            .iter()
            .map(|cell| {
                let begin = from;
                from += cell.len() + BETWEEN_CELLS.len();
                // Where the text is not made of the cells, the row has no places.
                let stands = text.get(begin..begin + cell.len()) == Some(cell.as_str());
                let mut words = tokens(cell, self.lang);
                words.truncate(MOST_TOKENS);
                for token in &mut words {
                    let shift = if stands { begin } else { 0 };
                    token.at = token.at.start + shift..token.at.end + shift;
                }
                let alone = words.len() <= 4;
                self.line(block, words, !alone)
                    .map(|line| if stands { line } else { line.whole(text) })
            })
            .collect()
    }

    fn line(&self, block: usize, tokens: Vec<Token>, dated: bool) -> Option<Line> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let at = first.at.start..last.at.end;
        let hits = self.phrases.find(&tokens);
        Some(Line::new(block, at, tokens, hits, dated))
    }
}
