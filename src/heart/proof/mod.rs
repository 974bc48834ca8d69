//! Proofreads a country report: its prose against the bundled data, its own tables and itself.
//!
//! A rule is quiet where it is not sure; a false alarm costs an author more than a slip that stays. Words of languages
//! stand in `assets/proof.ron`. All work is linear in the text: a report may come from anywhere.

mod claim;
mod figure;
mod find;
mod guess;
mod known;
mod lexer;
mod line;
mod model;
mod page;
mod phrases;
mod reading;
mod rules;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use guess::{language_of, state_of};
pub use model::{Block, BlockKind, Datum, Finding, Fix, Kind, Other, Said, Script, Severity};
pub use vocabulary::numbered_words;

use crate::atlas::Atlas;
use crate::text::Lang;
use find::Report;
use page::{Page, Reader};

/// As many blocks are read; what comes behind them is no report.
const MOST_BLOCKS: usize = 200_000;
/// As many findings are told: somebody who has that many begins with the first.
const MOST_FINDINGS: usize = 2_000;

/// Reads reports in one language. What it looks for is gathered once; an editor keeps it between two keystrokes.
pub struct Proofreader<'a> {
    atlas: &'a Atlas,
    reader: Reader,
}

impl<'a> Proofreader<'a> {
    pub fn new(atlas: &'a Atlas, lang: Lang) -> Self {
        Self { atlas, reader: Reader::new(atlas, lang) }
    }

    /// All findings, in the order of the text.
    pub fn check(&self, script: &Script) -> Vec<Finding> {
        let page = Page::read(self.atlas, script, &self.reader, MOST_BLOCKS);
        let mut report = Report::new(&page);
        for rule in rules::ALL {
            rule(&page, &mut report);
        }
        report.finish(MOST_FINDINGS)
    }
}

/// The same for one report alone.
pub fn check(atlas: &Atlas, script: &Script) -> Vec<Finding> {
    Proofreader::new(atlas, script.lang).check(script)
}
