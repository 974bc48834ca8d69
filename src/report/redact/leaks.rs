//! Opens a finished file and looks for what must not be in it: in its text, split or hyphenated, in alternative texts,
//! properties and attachments.

use super::find::{Sought, letters, numbers, tokens};
use super::{Removed, office, pdf};
use kriterion_heart::amount;
use std::fmt;

/// Why a file could not be looked into; then nothing is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Strings of fewer letters stand in running text by chance once all blanks are gone.
const LEAST_SQUEEZED: usize = 10;
/// Containers within containers are opened so deep.
const DEEPEST: usize = 4;

/// Which of the removed strings are still in a file; the form is told by its bytes, not by its name.
pub fn leaks(file: &[u8], removed: &Removed) -> Result<Vec<String>, Unreadable> {
    if removed.strings.is_empty() {
        return Ok(Vec::new());
    }
    let mut text = String::new();
    read(file, DEEPEST, &mut text)?;
    Ok(in_text(&text, &removed.strings))
}

/// All texts of a file, one below the other.
pub(super) fn read(file: &[u8], depth: usize, text: &mut String) -> Result<(), Unreadable> {
    if depth == 0 {
        return Err(Unreadable("too many files within files".to_owned()));
    }
    if file.starts_with(b"%PDF") {
        return pdf::read(file, depth, text);
    }
    if file.starts_with(b"PK\x03\x04") || file.starts_with(b"PK\x05\x06") {
        return office::read(file, depth, text);
    }
    let raw = String::from_utf8_lossy(file);
    text.push_str(&raw);
    text.push('\n');
    let begin = raw.trim_start_matches('\u{feff}').trim_start();
    if begin.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str::<serde_json::Value>(begin)
    {
        json(&value, text);
    } else if begin.contains('<') || begin.contains('&') {
        office::markup(&raw, text);
    }
    Ok(())
}

fn json(value: &serde_json::Value, text: &mut String) {
    use serde_json::Value;
    match value {
        Value::String(words) => {
            text.push_str(words);
            text.push('\n');
        }
        Value::Array(all) => all.iter().for_each(|it| json(it, text)),
        Value::Object(all) => {
            for (name, it) in all {
                text.push_str(name);
                text.push('\n');
                json(it, text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// As it stands, with the parts of hyphenated words put together, and without any blanks.
fn in_text(text: &str, strings: &[String]) -> Vec<String> {
    let sought = Sought::of(strings.iter().map(String::as_str));
    let plain = sought.held(text);
    let joined = sought.held(&joined(text));
    let squeezed = squeeze(text);
    let amounts = numbers(text);
    let leaks = |(at, string): (usize, &String)| {
        let is = |held: &[bool]| held.get(at).copied().unwrap_or(false);
        let tight = squeeze(string);
        let found = is(&plain)
            || is(&joined)
            || (tight.chars().count() >= LEAST_SQUEEZED && squeezed.contains(&tight))
            || amount::parse(string).is_some_and(|amount| {
                amounts.iter().any(|(_, meant)| meant.is_precise() && meant.is(amount))
            });
        found.then(|| string.clone())
    };
    strings.iter().enumerate().filter_map(leaks).collect()
}

/// Parts of a word on two lines become one word.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}') {
            out.push(c);
            continue;
        }
        let mut broke = false;
        while rest.peek().is_some_and(|next| next.is_whitespace()) {
            broke |= rest.next() == Some('\n');
        }
        if !broke {
            out.push(c);
            out.push(' ');
        }
    }
    out
}

fn squeeze(text: &str) -> String {
    let all: String = tokens(text).into_iter().filter_map(|token| text.get(token.at)).collect();
    letters(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, strings: &[&str]) -> Vec<String> {
        let strings = strings.iter().map(|it| (*it).to_owned()).collect();
        let removed = Removed { strings, unproven: Vec::new() };
        leaks(text.as_bytes(), &removed).unwrap()
    }

    #[test]
    fn a_word_is_found_however_a_form_breaks_it() {
        for text in [
            "der Nordwind weht",
            "der NORD-\nWIND weht",
            "der Nord\u{ad}wind weht",
            "<p>Nord<b>wind</b></p>",
            "{\"a\":\"Nord\\u0077ind\"}",
            "<p title='&#78;ordwind'>x</p>",
        ] {
            assert_eq!(found(text, &["Nordwind", "Südwind"]), ["Nordwind"], "{text}");
        }
        assert_eq!(found("N o r d w i n d  Analyse", &["Nordwind Analyse"]), ["Nordwind Analyse"]);
        assert!(found("Ein Nordwindchen, nordisch", &["Nordwind"]).is_empty());
    }

    #[test]
    fn an_amount_is_found_in_any_form_and_a_rough_one_is_none() {
        assert_eq!(found("4.860.000 EUR", &["4860000"]), ["4860000"]);
        assert_eq!(found("4,86 Mio. EUR", &["4860000"]), ["4860000"]);
        assert!(found("5 million people", &["4860000"]).is_empty());
    }

    #[test]
    fn what_cannot_be_opened_proves_nothing() {
        let removed = Removed { strings: vec!["x".to_owned()], unproven: Vec::new() };
        assert!(leaks(b"%PDF-1.7 and no more", &removed).is_err());
        assert!(leaks(b"PK\x03\x04 and no more", &removed).is_err());
    }
}
