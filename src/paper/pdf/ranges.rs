//! What letters on the page stand for, so that what is copied out of it is what was written.

use crate::fonts::Run;
use std::ops::Range;

/// The bytes of `says` that each byte of the text of the runs comes from. Runs leave out what does not print, put a
/// space for what cannot, and a box for what no face has; a hyphen at the end may be a soft one.
pub fn origins(runs: &[Run], says: &str) -> Vec<Range<usize>> {
    let mut kept = says.char_indices().filter(|(_, letter)| !crate::fonts::is_silent(*letter));
    let mut origins = Vec::new();
    for run in runs {
        for letter in run.text.chars() {
            let origin = match kept.next() {
                Some((at, original)) => at..at + original.len_utf8(),
                // The soft hyphen at the end, which is silent elsewhere.
                None => says.len() - last_len(says)..says.len(),
            };
            origins.extend(std::iter::repeat_n(origin, letter.len_utf8()));
        }
    }
    origins
}

fn last_len(says: &str) -> usize {
    says.chars().next_back().map_or(0, char::len_utf8)
}

/// What a range of a run stands for.
pub fn origin(origins: &[Range<usize>], range: Range<usize>) -> Range<usize> {
    let first = origins.get(range.start);
    let last = origins.get(range.end.saturating_sub(1));
    match (first, last) {
        (Some(first), Some(last)) if last.end >= first.start => first.start..last.end,
        _ => 0..0,
    }
}

/// A text in which each character may be the meaning of a glyph: as long, byte for byte, as what it comes from.
pub fn meant(says: &str) -> String {
    let meaning = |letter: char| match letter {
        letter if letter.is_control() => " ".repeat(letter.len_utf8()),
        // Nobody else knows what a private character is.
        letter if crate::fonts::is_private(letter) => "?".repeat(letter.len_utf8()),
        letter => letter.to_string(),
    };
    says.chars().map(meaning).collect()
}
