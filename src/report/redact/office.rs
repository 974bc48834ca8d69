//! Texts of packed files (DOCX and any other container) and of markup: a word may be cut by runs, tags and entities.

use super::leaks::{self, Unreadable};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// More than this no part of a report has; what is larger is not believed.
const MOST_PART: u64 = 256 * 1024 * 1024;

/// Every part, its name too.
pub fn read(file: &[u8], depth: usize, text: &mut String) -> Result<(), Unreadable> {
    let told = |error: &dyn std::fmt::Display| Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|error| told(&error))?;
    text.push_str(&String::from_utf8_lossy(archive.comment()));
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| told(&error))?;
        text.push('\n');
        text.push_str(&part.name().map_err(|error| told(&error))?);
        text.push('\n');
        let mut bytes = Vec::new();
        part.take(MOST_PART).read_to_end(&mut bytes).map_err(|error| told(&error))?;
        if bytes.len() as u64 == MOST_PART {
            return Err(Unreadable("a part of the file is too large".to_owned()));
        }
        leaks::read(&bytes, depth.saturating_sub(1), text)?;
    }
    Ok(())
}

/// Tags that end a line; all others may stand within a word.
const BREAKS: [&str; 30] = [
    "p",
    "div",
    "td",
    "th",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "hr",
    "dt",
    "dd",
    "table",
    "caption",
    "figure",
    "figcaption",
    "title",
    "text",
    "section",
    "w:p",
    "w:br",
    "w:tab",
    "w:cr",
    "w:tc",
    "w:footnote",
    "dc:title",
];

/// The text of HTML or XML, twice: with tags as nothing but those that end a line, and with each tag as a line's end.
/// Attributes stand on lines of their own.
pub fn markup(raw: &str, text: &mut String) {
    let (mut tight, mut loose, mut beside) = (String::new(), String::new(), String::new());
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let words = decoded(before);
        tight.push_str(&words);
        loose.push_str(&words);
        let end = tag_end(tag);
        let (inside, after) = tag.split_at(end);
        let inside = inside.trim_start_matches('<').trim_end_matches('>');
        let name = inside.trim_start_matches('/');
        let name = name.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        if BREAKS.contains(&name.to_lowercase().as_str()) {
            tight.push('\n');
        }
        loose.push('\n');
        beside.push_str(&decoded(inside));
        beside.push('\n');
        rest = after;
    }
    let words = decoded(rest);
    tight.push_str(&words);
    loose.push_str(&words);
    for part in [tight, loose, beside] {
        text.push_str(&part);
        text.push('\n');
    }
}

/// Where a tag ends; a `>` within quotes is none.
fn tag_end(tag: &str) -> usize {
    if tag.starts_with("<!--") {
        return tag.find("-->").map_or(tag.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return at + 1,
            _ => (),
        }
    }
    tag.len()
}

/// With entities as the letters they stand for; one that is not known stays.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.char_indices().take(12).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let known = end.and_then(|end| Some((letter(entity.get(1..end)?)?, end)));
        match known {
            Some((letter, end)) => {
                out.push(letter);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return code.and_then(char::from_u32);
    }
    let known = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "thinsp" => '\u{2009}',
        "zwj" => '\u{200d}',
        "zwnj" => '\u{200c}',
        _ => return None,
    };
    Some(known)
}
