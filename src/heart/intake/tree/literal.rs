//! Strings, numbers and words.
//!
//! Knows no brackets.

use super::Value;
use super::parser::Parser;
use crate::intake::fault::{Expected, FaultKind};
use std::borrow::Cow;

/// Where a string stops.
pub(super) struct StringEnd {
    /// End of the content.
    pub(super) end: usize,
    /// Where reading goes on.
    pub(super) resume: usize,
    pub(super) closed: bool,
}

impl<'a> Parser<'a, '_> {
    pub(super) fn string(&mut self) -> Value<'a> {
        let from = self.at + 1;
        let StringEnd { end, resume, closed } = self.string_end(from);
        if !closed {
            let place = self.place();
            self.fault(place, FaultKind::NotClosed { open: '"', line: place.line });
            self.resume_at(resume);
            self.comma_lost = self.peek() != Some(b','); // Then it is in what was taken for the string.
            return Value::Broken;
        }
        let raw = self.text.get(from..end).unwrap_or("");
        let text = if raw.contains('\\') {
            Cow::Owned(self.unescaped(from, raw))
        } else {
            Cow::Borrowed(raw)
        };
        self.resume_at(resume);
        Value::Text(unix_lines(text))
    }

    /// Finds the closing quote. Where it is missing, the next quote opens another string and a letter follows it:
    /// then the string is taken to end before what leads up to the other, or else with its line.
    pub(super) fn string_end(&mut self, from: usize) -> StringEnd {
        let size = self.text.len();
        let find = |what: char, from: usize, to: usize| {
            self.text.get(from..to).and_then(|part| part.find(what)).map(|at| from + at)
        };
        let (mut at, mut quote) = (from, find('"', from, size));
        while let Some(end) = quote {
            match find('\\', at, end) {
                Some(escape) => at = self.after_escape(escape),
                None => break,
            }
            if at > end {
                quote = find('"', at, size);
            }
        }
        if let Some(end) = quote.filter(|end| self.may_end_here(end + 1)) {
            return StringEnd { end, resume: end + 1, closed: true };
        }
        let next = quote.unwrap_or(size).max(from);
        let open_end = self.text.get(from..next).and_then(before_next_string).map(|end| from + end);
        match (open_end.or_else(|| find('\n', from, next)), quote) {
            (None, Some(end)) => StringEnd { end, resume: end + 1, closed: true },
            (end, _) => {
                self.search_in_vain(next - from);
                let end = end.unwrap_or(size);
                StringEnd { end, resume: end, closed: false }
            }
        }
    }

    fn after_escape(&self, escape: usize) -> usize {
        let escaped = self.text.get(escape + 1..).and_then(|rest| rest.chars().next());
        escape + 1 + escaped.map_or(0, char::len_utf8)
    }

    fn may_end_here(&self, at: usize) -> bool {
        self.byte_at(at).is_none_or(|next| next.is_ascii_whitespace() || b",:)]}/".contains(&next))
    }

    fn unescaped(&mut self, from: usize, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('\\') {
            out.push_str(rest.get(..at).unwrap_or(""));
            let escape = rest.get(at + 1..).unwrap_or("");
            let (c, size) = read_escape(escape).unwrap_or_else(|| {
                let place = self.place_of(from + raw.len() - escape.len() - 1);
                let found = "\\".chars().chain(escape.chars().take(1)).collect();
                self.fault(place, FaultKind::Syntax { expected: Expected::Escape, found });
                ('\u{fffd}', escape.chars().next().map_or(0, char::len_utf8))
            });
            out.push(c);
            rest = escape.get(size..).unwrap_or("");
        }
        out.push_str(rest);
        out
    }

    /// `r"…"` and `r#"…"#`; the parser is at the first `#` or quote.
    pub(super) fn raw_string(&mut self) -> Value<'a> {
        let place = self.place();
        let rest = self.rest();
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        let mut closing = String::from("\"");
        closing.extend(std::iter::repeat_n('#', hashes));
        let from = self.at + hashes + 1;
        let Some(end) = self.text.get(from..).and_then(|content| content.find(&closing)) else {
            self.fault(place, FaultKind::NotClosed { open: '"', line: place.line });
            self.at = self.text.len();
            return Value::Broken;
        };
        self.resume_at(from + end + closing.len());
        Value::Text(unix_lines(Cow::Borrowed(self.text.get(from..from + end).unwrap_or(""))))
    }

    pub(super) fn number(&mut self) -> Value<'a> {
        let from = self.at;
        let place = self.place();
        let mut last = b' ';
        while let Some(byte) = self.peek() {
            let hex = self.byte_at(from + 1).is_some_and(|second| matches!(second, b'x' | b'X'));
            let sign = matches!(byte, b'+' | b'-')
                && (self.at == from || (matches!(last, b'e' | b'E') && !hex));
            if !(sign || byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')) {
                break;
            }
            last = byte;
            self.at += 1;
        }
        let raw = self.text.get(from..self.at).unwrap_or("");
        match read_number(raw) {
            Some(value) => Value::Number { value, raw },
            None => {
                let found = raw.chars().take(24).collect();
                self.fault(place, FaultKind::BadNumber { field: self.field.to_owned(), found });
                Value::Broken
            }
        }
    }

    /// The identifier that begins here; empty if none does.
    pub(super) fn word(&self) -> &'a str {
        let rest = self.rest();
        let size = rest
            .char_indices()
            .find(|(at, c)| {
                !(*c == '_' || if *at == 0 { c.is_alphabetic() } else { c.is_alphanumeric() })
            })
            .map_or(rest.len(), |(at, _)| at);
        rest.get(..size).unwrap_or("")
    }
}

/// Where the comma is in `words, name: (`: such an end of a string leads up to the next one.
fn before_next_string(content: &str) -> Option<usize> {
    let opened = content.trim_end().trim_end_matches(['(', '[']).trim_end();
    let named = opened.strip_suffix(':').map(str::trim_end);
    let before = named
        .map_or(opened, |named| named.trim_end_matches(|c: char| c == '_' || c.is_alphanumeric()));
    before.trim_end().strip_suffix(',').map(str::len)
}

fn unix_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}

/// The character after a backslash, and how many bytes it took.
fn read_escape(escape: &str) -> Option<(char, usize)> {
    let simple = |c| Some((c, 1));
    match escape.chars().next()? {
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        '0' => simple('\0'),
        c @ ('\\' | '"' | '\'') => simple(c),
        'x' => Some((char::from(u8::from_str_radix(escape.get(1..3)?, 16).ok()?), 3)),
        'u' => {
            let rest = escape.get(1..)?.strip_prefix('{')?;
            let hex = rest.get(..rest.bytes().take(7).position(|byte| byte == b'}')?)?;
            Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, hex.len() + 3))
        }
        _ => None,
    }
}

fn read_number(raw: &str) -> Option<f64> {
    let plain: Cow<'_, str> =
        if raw.contains('_') { Cow::Owned(raw.replace('_', "")) } else { Cow::Borrowed(raw) };
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let whole =
        |digits: &str, radix| u64::from_str_radix(digits, radix).ok().map(|value| value as f64);
    let value = match digits.get(..2) {
        Some("0x") => whole(digits.get(2..)?, 16)?,
        Some("0o") => whole(digits.get(2..)?, 8)?,
        Some("0b") => whole(digits.get(2..)?, 2)?,
        _ if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            || matches!(digits, "inf" | "NaN") =>
        {
            digits.parse().ok()?
        }
        _ => return None,
    };
    Some(sign * value)
}
