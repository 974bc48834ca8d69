//! In which language a text is, and on which state.

use super::model::{Block, BlockKind};
use super::page::Reader;
use super::vocabulary::function_words;
use crate::atlas::{Atlas, Iso3};
use crate::text::{Lang, fold};
use std::collections::BTreeMap;

/// So much of a text tells its language, and its state.
const ENOUGH: usize = 200_000;

/// The language whose small words stand most often; English where there are none.
pub fn language_of(blocks: &[Block]) -> Lang {
    let mut counts = [0_usize; 3];
    let mut left = ENOUGH;
    for block in blocks {
        for word in fold(&block.text).split(|c: char| !c.is_alphanumeric()) {
            for (count, lang) in counts.iter_mut().zip(Lang::ALL) {
                *count += usize::from(function_words(lang).iter().any(|known| known == word));
            }
        }
        left = left.saturating_sub(block.text.len());
        if left == 0 {
            break;
        }
    }
    let best = counts.iter().zip(Lang::ALL).rev().max_by_key(|(count, _)| **count);
    best.map_or(Lang::En, |(_, lang)| lang)
}

/// The state that title and headings name most; else the one that the text does.
pub fn state_of(atlas: &Atlas, lang: Lang, blocks: &[Block]) -> Option<Iso3> {
    let reader = Reader::new(atlas, lang);
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    let mut left = ENOUGH;
    for (at, block) in blocks.iter().enumerate() {
        let weight = match block.kind {
            BlockKind::Heading(1) => 50,
            BlockKind::Heading(_) => 10,
            _ if at < 3 => 5,
            _ => 1,
        };
        for iso3 in reader.states(&block.text) {
            *counts.entry(iso3).or_default() += weight;
        }
        left = left.saturating_sub(block.text.len());
        if left == 0 {
            break;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(iso3, count)| (*count, std::cmp::Reverse(*iso3)))
        .map(|(iso3, _)| iso3)
}
