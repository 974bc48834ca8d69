//! Where the parser is: position, place, blanks, comments, and how it finds its feet after a fault.
//!
//! Knows no grammar beyond brackets, commas, strings and comments.

use super::parser::Parser;
use crate::intake::fault::{Expected, Fault, FaultKind, Place};

/// Beyond these a file is not worth reading on; also bounds the time that recovery can take.
const MAX_FAULTS: usize = 100;

/// How much of the file a fault quotes.
const LONGEST_QUOTE: usize = 24;

/// A position whose place is known. Only moves forward, so that all places together cost one pass.
#[derive(Clone, Copy)]
pub(super) struct Milestone {
    at: usize,
    place: Place,
}

impl Milestone {
    pub(super) const START: Self = Self { at: 0, place: Place::START };
}

impl<'a> Parser<'a, '_> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn byte_at(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.at += 1;
        }
        there
    }

    /// Moves on, unless the file has been given up meanwhile.
    pub(super) fn resume_at(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    pub(super) fn skip_char(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    /// Line and column of where the parser is.
    pub(super) fn place(&mut self) -> Place {
        self.place_of(self.at)
    }

    /// Line and column of a position that is not before the last one asked for.
    pub(super) fn place_of(&mut self, at: usize) -> Place {
        let Milestone { at: from, place: Place { mut line, mut column } } = self.milestone;
        for byte in self.text.as_bytes().get(from..at).unwrap_or(&[]) {
            if *byte == b'\n' {
                line += 1;
                column = 1;
            } else if *byte & 0xC0 != 0x80 {
                column += 1; // Continuation bytes of UTF-8 are no characters.
            }
        }
        self.milestone = Milestone { at: at.max(from), place: Place { line, column } };
        self.milestone.place
    }

    pub(super) fn fault(&mut self, place: Place, kind: FaultKind) {
        if self.gave_up {
            return;
        }
        self.found += 1;
        self.faults.push(Fault::new(self.file, place, kind));
        if self.found == MAX_FAULTS {
            self.give_up(place);
        }
    }

    fn give_up(&mut self, place: Place) {
        self.gave_up = true;
        self.faults.push(Fault::new(self.file, place, FaultKind::TooManyFaults));
        self.at = self.text.len();
    }

    /// Text looked through for a quote and to be looked through again: a file may not make much of that.
    pub(super) fn search_in_vain(&mut self, bytes: usize) {
        self.in_vain += bytes;
        if self.in_vain > 8 * self.text.len() && !self.gave_up {
            let place = self.place();
            self.give_up(place);
        }
    }

    /// Reports that something else should stand here.
    pub(super) fn expected(&mut self, expected: Expected) {
        let (place, found) = (self.place(), self.quote());
        self.fault(place, FaultKind::Syntax { expected, found });
    }

    /// The next few characters, up to a blank or the end of a word.
    fn quote(&self) -> String {
        let rest = self.rest();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let Some(first) = rest.chars().next() else { return String::new() };
        if word(first) {
            rest.chars().take_while(|c| word(*c)).take(LONGEST_QUOTE).collect()
        } else if first == '"' {
            rest.chars().take_while(|c| *c != '\n').take(LONGEST_QUOTE).collect()
        } else {
            first.to_string()
        }
    }

    pub(super) fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' if self.byte_at(self.at + 1) == Some(b'/') => {
                    self.at = self.rest().find('\n').map_or(self.text.len(), |end| self.at + end);
                }
                b'/' if self.byte_at(self.at + 1) == Some(b'*') => self.skip_comment(),
                0x80..
                    if self.rest().starts_with(|c: char| c.is_whitespace() || c == '\u{feff}') =>
                {
                    self.skip_char()
                }
                _ => return,
            }
        }
    }

    /// A comment between `/*` and `*/`; they nest.
    fn skip_comment(&mut self) {
        let (from, mut depth) = (self.at, 0_usize);
        while let Some(byte) = self.peek() {
            match (byte, self.byte_at(self.at + 1)) {
                (b'/', Some(b'*')) => (depth, self.at) = (depth + 1, self.at + 2),
                (b'*', Some(b'/')) => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
        let place = self.place_of(from);
        self.fault(place, FaultKind::NotClosed { open: '*', line: place.line });
    }

    /// Goes to the next comma or closing bracket that belongs to what is open now.
    pub(super) fn resync(&mut self) {
        let mut inner = 0_usize;
        loop {
            self.skip_blank();
            match self.peek() {
                None => return,
                Some(b',') if inner == 0 => return,
                Some(b')' | b']' | b'}') if inner == 0 => return,
                Some(b')' | b']' | b'}') => (inner, self.at) = (inner - 1, self.at + 1),
                Some(b'(' | b'[' | b'{') => (inner, self.at) = (inner + 1, self.at + 1),
                Some(b'"') => {
                    let resume = self.string_end(self.at + 1).resume;
                    self.resume_at(resume);
                }
                Some(_) => self.skip_char(),
            }
        }
    }
}
