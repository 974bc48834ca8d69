//! Words into lines: where a line may end, and where a word has to be cut.

use super::style::Style;
use crate::document::{Inline, Language, Link, Span};
use crate::drawing::Ink;
use crate::fonts::Shaper;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// The hyphen of a cut word, which is another letter than the one that people write: so it can be told from it.
const HYPHEN: &str = "\u{2010}";

/// An inline text as one string, and how its parts look.
pub struct Flat {
    pub text: String,
    looks: Vec<Look>,
    is_whole: bool,
}

/// How a stretch of text looks and what it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    start: usize,
    pub size: f32,
    /// How far the baseline is lifted.
    pub rise: f32,
    pub is_strong: bool,
    pub is_slanted: bool,
    pub ink: Ink,
    /// Where it is not the paragraph's.
    pub language: Option<Language>,
    /// Its link, and which one it is: two links to one place beside each other stay two.
    pub link: Option<(usize, Link)>,
    /// The footnote that it calls.
    pub note: Option<usize>,
}

/// A stretch of a line that looks the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Bit {
    pub x: f32,
    /// Without the space at its end.
    pub width: f32,
    pub says: String,
    /// A word goes on in the next line.
    is_cut: bool,
    pub look: Look,
}

impl Bit {
    /// As it is drawn: the soft hyphen at the end of a line is a hyphen.
    pub fn shown(&self) -> String {
        match self.says.strip_suffix('\u{AD}').filter(|_| self.is_cut) {
            Some(words) => format!("{words}{HYPHEN}"),
            None => self.says.clone(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    pub bits: Vec<Bit>,
    pub width: f32,
}

impl Flat {
    /// `notes` = how many footnotes there are; a call of any other is left out.
    pub fn new(inline: &Inline, style: &Style, notes: usize) -> Self {
        let mut flat = Self { text: String::new(), looks: Vec::new(), is_whole: style.is_whole };
        let plain = Look {
            start: 0,
            size: style.size,
            rise: 0.0,
            is_strong: style.is_strong,
            is_slanted: style.is_slanted,
            ink: style.ink,
            language: None,
            link: None,
            note: None,
        };
        let raised = Look { size: style.size * 0.66, rise: style.size * 0.34, ..plain.clone() };
        for (at, span) in inline.iter().enumerate() {
            match span {
                Span::Words(words) => {
                    let look = Look {
                        is_strong: style.is_strong || words.is_strong,
                        is_slanted: style.is_slanted != words.is_emphasised,
                        language: words.language.filter(|own| *own != style.language),
                        link: words.link.clone().map(|link| (at, link)),
                        ..plain.clone()
                    };
                    flat.push(&words.text, look);
                }
                Span::Break => flat.push("\n", plain.clone()),
                Span::Note { at } if *at < notes => {
                    if flat.looks.last().is_some_and(|last| last.note.is_some()) {
                        flat.push("\u{2009}", raised.clone());
                    }
                    let look = Look { note: Some(*at), ..raised.clone() };
                    flat.push(&(at + 1).to_string(), look);
                }
                Span::Note { .. } => {}
            }
        }
        while flat.text.ends_with([' ', '\n']) {
            flat.text.pop();
        }
        let end = flat.text.len();
        flat.looks.retain(|look| look.start < end);
        flat
    }

    /// Spaces in a row are one, and what does not print is a space.
    fn push(&mut self, words: &str, look: Look) {
        let start = self.text.len();
        for letter in words.chars() {
            let letter = match letter {
                '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
                letter if letter.is_control() => ' ',
                letter => letter,
            };
            match letter {
                ' ' if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                '\n' if self.text.is_empty() => {}
                '\n' => {
                    while self.text.len() > start && self.text.ends_with(' ') {
                        self.text.pop();
                    }
                    self.text.push('\n');
                }
                letter => self.text.push(letter),
            }
        }
        if self.text.len() > start {
            self.looks.push(Look { start, ..look });
        }
    }

    fn end_of(&self, look: usize) -> usize {
        self.looks.get(look + 1).map_or(self.text.len(), |next| next.start)
    }

    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, &Look)> {
        let first = self.looks.partition_point(|look| look.start <= range.start).saturating_sub(1);
        self.looks
            .iter()
            .enumerate()
            .skip(first)
            .map(move |(at, look)| {
                (look.start.max(range.start)..self.end_of(at).min(range.end), look)
            })
            .take_while(|(part, _)| part.start < part.end)
    }

    fn width(&self, range: Range<usize>, shaper: &mut Shaper) -> f32 {
        let mut width = 0.0;
        for (part, look) in self.parts(range) {
            for word in self.text[part].split_inclusive(' ') {
                width += shaper.width(word, look.is_strong, look.size);
            }
        }
        width
    }

    fn look_at(&self, at: usize) -> Option<&Look> {
        self.parts(at..self.text.len()).next().map(|(_, look)| look)
    }

    /// No line ends before the call of a footnote, or behind `https://`.
    fn is_joined(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with("://"))
            || self.looks.iter().any(|look| look.start == at && look.rise > 0.0)
    }

    /// How wide it is without any break, and the widest part that no line end divides.
    pub fn widths(&self, shaper: &mut Shaper) -> (f32, f32) {
        let (mut line, mut widest, mut part) = (0.0_f32, 0.0_f32, 0.0_f32);
        let mut start = 0;
        for (end, opportunity) in linebreaks(&self.text) {
            if self.is_joined(end) && opportunity == BreakOpportunity::Allowed {
                continue;
            }
            let seen = trimmed(&self.text, start..end);
            part = part.max(self.width(start..seen, shaper));
            line += self.width(start..end, shaper);
            widest = widest.max(line);
            if opportunity == BreakOpportunity::Mandatory {
                line = 0.0;
            }
            start = end;
        }
        (widest, part)
    }

    /// The lines of a column of this width.
    pub fn lines(&self, width: f32, language: Language, shaper: &mut Shaper) -> Vec<Line> {
        let mut setter =
            Setter { flat: self, width, language, lines: Vec::new(), start: 0, x: 0.0 };
        let mut start = 0;
        for (end, opportunity) in linebreaks(&self.text) {
            let must = opportunity == BreakOpportunity::Mandatory;
            if self.is_joined(end) && !must {
                continue;
            }
            setter.add(start..end, shaper);
            if must {
                setter.end_line(end, false, shaper);
            }
            start = end;
        }
        setter.lines
    }

    /// The same with lines about as long as each other, and no more of them.
    pub fn balanced(&self, width: f32, language: Language, shaper: &mut Shaper) -> Vec<Line> {
        let lines = self.lines(width, language, shaper);
        if lines.len() < 2 || self.text.len() > 400 {
            return lines;
        }
        let narrower = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
        let mut tries = narrower.map(|part| part * width).into_iter();
        tries
            .find_map(|width| {
                let tried = self.lines(width, language, shaper);
                (tried.len() == lines.len()).then_some(tried)
            })
            .unwrap_or(lines)
    }

    fn line(&self, range: Range<usize>, is_cut: bool, shaper: &mut Shaper) -> Line {
        let mut line = Line::default();
        let mut x = 0.0;
        let count = self.parts(range.clone()).count();
        for (at, (part, look)) in self.parts(range).enumerate() {
            let mut says = self.text[part].replace('\n', " ");
            let is_cut = is_cut && at + 1 == count;
            if is_cut && !says.ends_with('\u{AD}') {
                says.push('\u{AD}');
            }
            let mut bit = Bit { x, width: 0.0, says, is_cut, look: look.clone() };
            let shown = bit.shown();
            for word in shown.split_inclusive(' ') {
                x += shaper.width(word, look.is_strong, look.size);
            }
            let spaces = shown.len() - shown.trim_end_matches(' ').len();
            let space = shaper.width(" ", look.is_strong, look.size);
            bit.width = x - bit.x - space * spaces as f32;
            if bit.width > 0.0 {
                line.width = bit.x + bit.width;
            }
            line.bits.push(bit);
        }
        line
    }
}

/// The end of a range without the spaces there.
fn trimmed(text: &str, range: Range<usize>) -> usize {
    range.start + text[range].trim_end_matches([' ', '\n']).len()
}

/// Longer than any word: not shaped as a whole, for it will be cut anyway.
const LONG: usize = 160;

/// Fills lines one after the other.
struct Setter<'f> {
    flat: &'f Flat,
    width: f32,
    language: Language,
    lines: Vec<Line>,
    /// Where the line at hand begins.
    start: usize,
    x: f32,
}

impl Setter<'_> {
    fn add(&mut self, range: Range<usize>, shaper: &mut Shaper) {
        let mut start = range.start;
        let seen = trimmed(&self.flat.text, range.clone());
        loop {
            let is_long = seen - start > LONG;
            let needs = if is_long {
                f32::INFINITY
            } else {
                let hyphen =
                    if self.flat.text[start..seen].ends_with('\u{AD}') { HYPHEN } else { "" };
                self.flat.width(start..seen, shaper) + self.of(start, hyphen, shaper)
            };
            if self.x + needs <= self.width {
                self.x += self.flat.width(start..range.end, shaper);
                return;
            }
            let left = self.width - self.x;
            let is_worth = self.is_worth(left, needs);
            let cut =
                if is_worth && !is_long { self.hyphen(start..seen, left, shaper) } else { None };
            if let Some(cut) = cut {
                self.end_line(cut, true, shaper);
                start = cut;
            } else if self.x > 0.0 {
                self.end_line(start, false, shaper);
            } else {
                let cut = self.letters(start..seen, shaper);
                if cut >= seen {
                    self.x += self.flat.width(start..range.end, shaper);
                    return;
                }
                self.end_line(cut, false, shaper);
                start = cut;
            }
        }
    }

    /// Whether a word is cut rather than set on the next line: where it is longer than a line, or would leave a hole.
    fn is_worth(&self, left: f32, needs: f32) -> bool {
        const NARROW: f32 = 220.0;
        let hole = if self.width < NARROW { 0.45 } else { 0.14 };
        needs > self.width || (!self.flat.is_whole && left > hole * self.width)
    }

    fn end_line(&mut self, end: usize, is_cut: bool, shaper: &mut Shaper) {
        let is_cut = is_cut || self.flat.text[self.start..end].ends_with('\u{AD}');
        let line = self.flat.line(self.start..end, is_cut, shaper);
        self.lines.push(line);
        self.start = end;
        self.x = 0.0;
    }

    fn of(&self, at: usize, words: &str, shaper: &mut Shaper) -> f32 {
        let Some(look) = self.flat.look_at(at) else { return 0.0 };
        if words.is_empty() { 0.0 } else { shaper.width(words, look.is_strong, look.size) }
    }

    /// The last place within a word at which it can be hyphenated to fit.
    fn hyphen(&self, range: Range<usize>, left: f32, shaper: &mut Shaper) -> Option<usize> {
        let text = &self.flat.text[range.clone()];
        if text.contains([':', '/', '@', '_', '=', '\\', '\u{AD}']) {
            return None;
        }
        let look = self.flat.look_at(range.start)?;
        if look.note.is_some() {
            return None;
        }
        let tongue = match look.language.unwrap_or(self.language) {
            Language::En => hypher::Lang::English,
            Language::De => hypher::Lang::German,
            Language::Fr => hypher::Lang::French,
        };
        let mut places = Vec::new();
        let mut at = range.start;
        for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
            let letters = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
            if letters.chars().count() >= 6 {
                let mut place = at;
                for syllable in hypher::hyphenate(letters, tongue) {
                    place += syllable.len();
                    places.push(place);
                }
                // Its end is no place to cut it.
                places.pop();
            }
            at += word.len();
        }
        let hyphen = self.of(range.start, HYPHEN, shaper);
        let fits = |place: &usize| self.flat.width(range.start..*place, shaper) + hyphen <= left;
        places.into_iter().rev().find(fits)
    }

    /// How many letters of a string without an end fit on a line; at least one.
    fn letters(&self, range: Range<usize>, shaper: &mut Shaper) -> usize {
        let mut x = 0.0;
        let mut first = true;
        let mut buffer = [0; 4];
        for (at, letter) in self.flat.text[range.clone()].char_indices() {
            let width = self.of(range.start + at, letter.encode_utf8(&mut buffer), shaper);
            if !first && width > 0.0 && x + width > self.width - 0.5 {
                return range.start + at;
            }
            x += width;
            first = false;
        }
        range.end
    }
}
