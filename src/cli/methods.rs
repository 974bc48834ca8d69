//! `kriterion methods` and `kriterion moves`: the rating methods, and what a change of one moves.

use super::End;
use super::check;
use super::out::{Failure, Out};
use crate::i18n::{self, Key, fill, say};
use crate::store;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::moves::{self, Direction, Move, moves};
use kriterion_heart::rating::Method;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::path::Path;

/// What a method is also called, and its id.
const OTHER_NAMES: [(&str, &str); 1] = [("bicc-present", "bicc")];

/// A method of the program by its id, or one from a file. A word that looks like a file is one.
pub fn find<'b>(out: &Out, bundle: &'b Bundle, word: &str) -> Result<Cow<'b, Method>, Failure> {
    let id = OTHER_NAMES.iter().find(|(name, _)| *name == word).map_or(word, |(_, id)| *id);
    if let Some(method) = bundle.method(word).or_else(|| bundle.method(id)) {
        return Ok(Cow::Borrowed(method));
    }
    let path = Path::new(word);
    if path.extension().is_none_or(|ending| ending != "ron") && !path.exists() {
        let known: Vec<&str> = bundle.methods.iter().map(|method| method.id.as_str()).collect();
        let slots = [("word", word), ("known", &known.join(", "))];
        let message = fill(out.lang, Key::CliUnknownMethod, &slots);
        return Err(Failure { end: End::WrongUse, message });
    }
    let text = store::read_method(path).map_err(|problem| out.cannot_open(path, problem))?;
    bundle.read_method(word, &text).map(Cow::Owned).map_err(|faults| {
        let head = fill(out.lang, Key::CliMethodFaulty, &[("path", word)]);
        let lines = faults
            .iter()
            .map(|fault| check::line(out.lang, &check::of_fault(out.lang, fault)))
            .collect::<Vec<_>>();
        Failure { end: End::Unreadable, message: format!("{head}\n{}", lines.join("\n")) }
    })
}

pub fn list(out: &Out, bundle: &Bundle) -> Result<End, Failure> {
    let lines: Vec<String> = bundle.methods.iter().map(|method| text(out, method)).collect();
    out.text_or_json(&lines.join("\n"), || {
        bundle.methods.iter().map(|method| json_of(out, method)).collect::<Value>()
    })
}

fn text(out: &Out, method: &Method) -> String {
    let lang = out.lang;
    let date = i18n::date(lang, method.date);
    let author = match method.author.as_str() {
        "" => say(lang, Key::MethodNoAuthor),
        author => author,
    };
    let slots = [("version", method.version.as_str()), ("date", &date), ("author", author)];
    let line = fill(lang, Key::MethodLine, &slots);
    let (n, changed) = (method.numbers.len().to_string(), method.changed.len().to_string());
    let numbers = fill(lang, Key::MethodNumbers, &[("n", &n), ("changed", &changed)]);
    let head = words::labelled(lang, &method.id, method.title.get(lang));
    format!("{head}\n  {line}\n  {numbers}\n  {}", method.about.get(lang))
}

fn json_of(out: &Out, method: &Method) -> Value {
    let lang = out.lang;
    json!({
        "id": method.id,
        "title": method.title.get(lang),
        "version": method.version,
        "date": method.date.to_string(),
        "author": method.author,
        "about": method.about.get(lang),
        "based_on": method.based_on.get(lang),
        "hash": method.hash,
        "numbers": method.numbers.iter().map(|number| json!({
            "at": number.at,
            "value": number.value.to_f64(),
            "original": method.original(number).to_f64(),
        })).collect::<Value>(),
    })
}

/// What changes from another method to this one; the other is the one it was copied from, where nothing is said.
pub fn run(out: &Out, bundle: &Bundle, word: &str, against: Option<&str>) -> Result<End, Failure> {
    let new = find(out, bundle, word)?;
    let old = match against {
        Some(word) => Some(find(out, bundle, word)?),
        None => moves::model(bundle, &new),
    };
    let Some(old) = old else {
        let message = fill(out.lang, Key::CliMovesAlone, &[("method", new.title.get(out.lang))]);
        return Err(Failure { end: End::WrongUse, message });
    };
    let found = moves(bundle.world(), &old, &new);
    let mut lines = vec![head(out, &new, &old)];
    for number in 1..=8 {
        let counts = words::move_counts(out.lang, &found, number);
        if counts.is_empty() {
            continue;
        }
        let criterion = words::criterion(out.lang, number);
        lines.push(words::labelled(out.lang, &format!("  {criterion}"), &counts));
        let here = found.iter().filter(|one| one.criterion == number);
        lines.extend(here.map(|one| format!("    {}", words::move_line(out.lang, bundle, one))));
    }
    if found.is_empty() {
        lines.push(say(out.lang, Key::MovesNone).to_owned());
    }
    out.text_or_json(&lines.join("\n"), || {
        json!({
            "method": named(&new),
            "against": named(&old),
            "moves": found.iter().map(move_json).collect::<Value>(),
        })
    })
}

fn head(out: &Out, new: &Method, old: &Method) -> String {
    let (lang, version) = (out.lang, new.version.as_str());
    let title = new.title.get(lang);
    // Itself with other numbers has the same id and is no file that anybody knows.
    if old.id == new.id && old.hash != new.hash && old.changed.is_empty() {
        let slots = [("method", title), ("version", version)];
        return fill(lang, Key::CliMovesOriginal, &slots);
    }
    let slots = [
        ("method", title),
        ("version", version),
        ("other", old.title.get(lang)),
        ("old", old.version.as_str()),
    ];
    fill(lang, Key::CliMovesHead, &slots)
}

fn named(method: &Method) -> Value {
    json!({ "id": method.id, "version": method.version, "hash": method.hash })
}

fn move_json(one: &Move) -> Value {
    let direction = match one.direction() {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::ToNoData => "to_no_data",
        Direction::FromNoData => "from_no_data",
    };
    json!({
        "iso3": one.iso3,
        "criterion": one.criterion,
        "from": one.from.code(),
        "to": one.to.code(),
        "direction": direction,
    })
}
