//! `kriterion compare`: what differs between two dossiers, field by field.

use super::End;
use super::out::{Failure, Out};
use crate::i18n::{Key, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::compare::{Difference, differences};
use serde_json::{Value, json};
use std::path::Path;

pub fn run(out: &Out, bundle: &Bundle, old: &Path, new: &Path) -> Result<End, Failure> {
    let found = differences(&out.open(old)?.dossier, &out.open(new)?.dossier);
    let line = |difference: &Difference| words::difference(out.lang, bundle, difference);
    let mut lines: Vec<String> = found.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(say(out.lang, Key::CompareSame).to_owned());
    }
    out.text_or_json(&lines.join("\n"), || {
        let of = |it: &Difference| json!({ "what": it.what.to_string(), "text": line(it) });
        json!({ "differences": found.iter().map(of).collect::<Value>() })
    })?;
    Ok(if found.is_empty() { End::Fine } else { End::Findings })
}
