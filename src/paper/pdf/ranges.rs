//! What letters on the page stand for, so that what is copied out of it is what was written.

use crate::fonts::{REPLACEMENT, Run, is_private, is_silent};
use std::ops::Range;

/// The words of a few runs as each glyph says them.
pub struct Reading {
    pub text: String,
    /// Where in `text` what a byte of the runs stands for begins; one more for the end.
    starts: Vec<usize>,
    /// Whether that is what was written: false where no face has a letter.
    pub is_true: bool,
}

impl Reading {
    /// Runs leave out what does not print, put a space for what cannot, and a box for what no face has. A hyphen at the
    /// end that was not written is a soft one.
    pub fn new(runs: &[Run], says: &str) -> Self {
        let mut written = says.chars().filter(|letter| !is_silent(*letter));
        let mut reading = Self { text: String::new(), starts: Vec::new(), is_true: true };
        for shown in runs.iter().flat_map(|run| run.text.chars()) {
            let start = reading.text.len();
            reading.starts.extend(std::iter::repeat_n(start, shown.len_utf8()));
            let letter = match written.next() {
                None => '\u{AD}',
                Some(letter) => {
                    reading.is_true &= shown != REPLACEMENT || letter == REPLACEMENT;
                    shown
                }
            };
            reading.text.push(letter);
        }
        reading.starts.push(reading.text.len());
        reading
    }

    /// What a range of the runs stands for.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.starts.get(byte).copied().unwrap_or(self.text.len());
        at(range.start)..at(range.end)
    }
}

/// Words as they may stand in a file for what no glyph says. What a private character is nobody knows.
pub fn meant(says: &str) -> String {
    let meaning = |letter: char| match letter {
        letter if letter.is_control() => ' ',
        letter if is_private(letter) => '\u{FFFD}',
        letter => letter,
    };
    says.chars().filter(|letter| !is_silent(*letter)).map(meaning).collect()
}
