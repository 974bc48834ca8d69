//! A method of one's own as a file in the making: copied, named, its numbers changed, kept as a new version.
//!
//! Works on the text, so that comments and everything else stay. What comes out is read by `intake` like any other file.

use crate::date::Date;
use crate::fixed::Fixed;
use crate::intake::method::numbers::{numbers, with_numbers};
use crate::intake::tree;
use crate::phrase::filled;
use crate::rating::{Changed, Method};
use crate::text::{Lang, Text, fold};
use std::collections::BTreeMap;

/// A longer name fits no button.
pub const LONGEST_NAME: usize = 60;

/// What a copy is called, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    pub id: String,
    pub name: String,
    pub author: String,
    pub day: Date,
}

/// A number as it is typed, with the decimal mark of either side of the Rhine.
pub fn typed(text: &str) -> Option<Fixed> {
    let plain: String = text.trim().replace(',', ".").replace('\u{2212}', "-");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, parts) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    // More decimals than are compared would be cut without a word.
    if !all_digits(whole) || !all_digits(parts) || whole.len() > 15 || parts.len() > 6 {
        return None;
    }
    plain.parse().ok().and_then(Fixed::of)
}

/// The text of a copy. It names the file that it is from, and says of its description that it is of the original.
pub fn copied(parent: &Method, new: &Naming) -> String {
    let about = match parent.parent {
        // What is said of a copy is said of its copies.
        Some(_) => parent.about.clone(),
        None => per_language(|lang| filled("copy_about", &[("about", parent.about.get(lang))])),
    };
    let based_on = per_language(|lang| {
        let slots = [("title", parent.title.get(lang)), ("version", parent.version.as_str())];
        filled("version", &slots)
    });
    let from = format!(
        "(id: {}, version: {}, hash: {})",
        quoted(&parent.id),
        quoted(&parent.version),
        quoted(&parent.hash)
    );
    with_fields(
        parent.text.as_str(),
        &[
            ("id", quoted(&new.id)),
            ("version", quoted("1")),
            ("author", quoted(&new.author)),
            ("date", quoted(&new.day.to_string())),
            ("title", text(&Text::same(new.name.as_str()))),
            ("about", text(&about)),
            ("based_on", text(&based_on)),
            ("parent", from),
        ],
    )
}

/// The text with other numbers, as the next version.
pub fn with_changes(method: &Method, new: &BTreeMap<String, Fixed>, day: Date) -> String {
    let made = with_numbers(method.text.as_str(), new);
    let changed = changes(method, &made);
    let list: Vec<String> = changed
        .iter()
        .map(|change| format!("(at: {}, was: {})", quoted(&change.at), change.was))
        .collect();
    let mut fields = next_version(method, day);
    fields.push(("changed", format!("[{}]", list.join(", "))));
    with_fields(&made, &fields)
}

/// The text under another name, as the next version.
pub fn renamed(method: &Method, name: &str, day: Date) -> String {
    let mut fields = next_version(method, day);
    fields.push(("title", text(&Text::same(name))));
    with_fields(method.text.as_str(), &fields)
}

/// The text with every number as it was in the first method.
pub fn originals(method: &Method) -> String {
    let was = method.changed.iter().map(|change| (change.at.clone(), change.was)).collect();
    with_fields(&with_numbers(method.text.as_str(), &was), &[("changed", "[]".to_owned())])
}

/// An id made of a name, of letters, digits and hyphens, that nobody has yet.
pub fn free_id(name: &str, taken: &[&str]) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain: String = words.collect::<Vec<_>>().join("-").chars().take(40).collect();
    let plain = if plain.is_empty() { "own".to_owned() } else { plain };
    let numbered = |number: usize| match number {
        1 => plain.clone(),
        number => format!("{plain}-{number}"),
    };
    let free = (1..=taken.len() + 1).map(numbered).find(|id| !taken.contains(&id.as_str()));
    free.unwrap_or(plain)
}

/// What differs from the first method, in the order of the file.
fn changes(method: &Method, made: &str) -> Vec<Changed> {
    let changed = numbers(made).into_iter().filter_map(|now| {
        let was = method.original(method.number(&now.at)?);
        (was != now.value).then_some(Changed { at: now.at, was })
    });
    changed.collect()
}

fn next_version(method: &Method, day: Date) -> Vec<(&'static str, String)> {
    vec![("version", quoted(&next_number(&method.version))), ("date", quoted(&day.to_string()))]
}

/// The version after this one.
pub fn next_number(version: &str) -> String {
    match version.parse::<u32>() {
        Ok(number) => number.saturating_add(1).to_string(),
        // A version in words goes on in numbers.
        Err(_) => format!("{version}.1"),
    }
}

/// Sets fields of the outermost struct; one that is not there yet comes first.
fn with_fields(file: &str, fields: &[(&str, String)]) -> String {
    let node = tree::parse("", file, &mut Vec::new());
    let Some(root) = node.as_ref() else { return file.to_owned() };
    let Some(inner) = root.as_struct() else { return file.to_owned() };
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    // The bracket may have a name before it.
    let bracket = file.get(root.span.start..).and_then(|rest| rest.find('('));
    let Some(begin) = bracket.map(|at| root.span.start + at + 1) else { return file.to_owned() };
    for (name, value) in fields {
        match inner.field(name) {
            Some(field) => {
                let span = field.value.span;
                edits.push((span.start, span.end, value.clone()));
            }
            None => edits.push((begin, begin, format!("\n    {name}: {value},"))),
        }
    }
    edits.sort_by_key(|(start, ..)| *start);
    let mut out = file.to_owned();
    for (start, end, value) in edits.iter().rev() {
        out.replace_range(*start..*end, value);
    }
    out
}

fn per_language(words: impl Fn(Lang) -> Text) -> Text {
    let [en, de, fr] = Lang::ALL.map(|lang| words(lang).get(lang).to_owned());
    Text { en, de, fr }
}

fn text(text: &Text) -> String {
    let Text { en, de, fr } = text;
    if text.is_empty() {
        // Empty in all languages is how a text is left out.
        return "(en: \"\", de: \"\", fr: \"\")".to_owned();
    }
    format!("(en: {}, de: {}, fr: {})", quoted(en), quoted(de), quoted(fr))
}

fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => (),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
