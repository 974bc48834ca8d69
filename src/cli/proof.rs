//! `kriterion check REPORT.md`: a report held against the data, its tables and itself.

use super::End;
use super::check::{Finding, Kind};
use super::out::{Failure, Out};
use crate::i18n::{Key, fill, say};
use crate::import::script::{self, Form, Hints, MOST_BYTES, Unread};
use crate::report::country::{self, Checked};
use crate::store::{self, OpenProblem};
use crate::{shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::proof::{self, Other, Script, Severity};
use kriterion_heart::text::Lang;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The form of a report by its file's ending; `None` for what is no report.
pub fn form(path: &Path) -> Option<Form> {
    path.extension().and_then(|ending| ending.to_str()).and_then(Form::of_ending)
}

/// What is wrong with a report, or the sentence that says why it cannot be read.
pub fn file(
    out: &Out,
    bundle: &Bundle,
    (path, form): (&Path, Form),
    state: Option<Iso3>,
    day: Date,
) -> Result<Vec<Finding>, Failure> {
    let lang = out.lang;
    let failed = |message: String| Failure { end: End::Unreadable, message };
    let bytes = store::read_limited(path, MOST_BYTES as u64)
        .map_err(|error| out.cannot_open(path, OpenProblem::from_io(&error)))?;
    let hints = Hints { state, lang: None, day };
    let script = script::read(bundle, form, &bytes, &hints).map_err(|unread: Unread| {
        let why = words::proof_unread(lang, unread);
        failed(words::labelled(lang, &path.display().to_string(), &why))
    })?;
    out.note(&about(lang, bundle, path, &script));
    let found = proof::check(&bundle.atlas, &script);
    Ok(found.iter().map(|finding| told(lang, bundle, path, &script, finding)).collect())
}

/// What is wrong with a country report of the program's own: its prose, and the figures that it names.
pub fn report(out: &Out, bundle: &Bundle, path: &Path) -> Result<Vec<Finding>, Failure> {
    let lang = out.lang;
    let shown = path.display().to_string();
    let manuscript = shell::read_report(path).map_err(|fault| {
        let why = words::report_fault(lang, &fault);
        Failure { end: End::Unreadable, message: words::labelled(lang, &shown, &why) }
    })?;
    let checked = Checked::of(&manuscript);
    let script = &checked.script;
    let mut all = Vec::new();
    for finding in proof::check(&bundle.atlas, script) {
        let mut told = told(lang, bundle, path, script, &finding);
        let part = checked.part(&finding);
        told.place = format!("{shown}: {part}");
        told.inside = None;
        if let Some(reason) = manuscript.kept.get(finding.id.as_str()) {
            told.severity = Kind::Note;
            told.hint = fill(lang, Key::ProofKept, &[("reason", reason)]);
        }
        all.push(told);
    }
    let plain = |place: String, severity: Kind, message: String, hint: String| Finding {
        severity,
        place,
        inside: None,
        message,
        hint,
        fact: None,
        more: Map::new(),
    };
    for (part, text) in &manuscript.texts {
        let (_, faults) = country::write(&manuscript, bundle, part, text);
        all.extend(faults.iter().map(|fault| {
            let message = country::ref_fault(lang, fault);
            plain(format!("{shown}: {part}"), Kind::Error, message, String::new())
        }));
    }
    for stale in country::stale(&manuscript, bundle) {
        let old = country::written(lang, &stale.pinned);
        let new = stale.now.as_ref().map(|pin| country::written(lang, pin));
        let new = new.unwrap_or_else(|| say(lang, Key::ProfileNoData).to_owned());
        let slots = [("name", stale.reference.as_str()), ("old", &old), ("new", &new)];
        let message = fill(lang, Key::WritingStale, &slots);
        let hint = say(lang, Key::ProofStaleHint).to_owned();
        all.push(plain(format!("{shown}: {}", stale.part), Kind::Warning, message, hint));
    }
    for rested in country::rested(&manuscript, bundle, lang) {
        let at = rested.paragraph.map(|at| format!(", {at}")).unwrap_or_default();
        let hint = say(lang, Key::CountryRestsHint).to_owned();
        all.push(plain(format!("{shown}: {}{at}", rested.part), Kind::Note, rested.said, hint));
    }
    Ok(all)
}

fn about(lang: Lang, bundle: &Bundle, path: &Path, script: &Script) -> String {
    let state = bundle.atlas.country(script.iso3);
    let name = state.map_or(script.iso3.as_str(), |state| state.name.get(lang));
    let slots = [
        ("path", path.display().to_string()),
        ("state", name.to_owned()),
        ("lang", script.lang.code().to_owned()),
    ];
    let slots: Vec<(&str, &str)> =
        slots.iter().map(|(slot, word)| (*slot, word.as_str())).collect();
    fill(lang, Key::ProofAbout, &slots)
}

fn told(
    lang: Lang,
    bundle: &Bundle,
    path: &Path,
    script: &Script,
    finding: &proof::Finding,
) -> Finding {
    let block = script.blocks.get(finding.block);
    let section = block.map_or("", |block| block.section.as_str());
    Finding {
        severity: match finding.severity {
            Severity::Error => Kind::Error,
            Severity::Warning => Kind::Warning,
            Severity::Note => Kind::Note,
        },
        place: format!("{}:{}", path.display(), block.map_or(0, |block| block.line)),
        inside: (!section.is_empty()).then(|| section.to_owned()),
        message: words::proof_message(lang, bundle, script, finding),
        hint: words::proof_hint(lang, script, finding),
        fact: None,
        more: more(lang, bundle, script, finding),
    }
}

/// What JSON has beside the sentence; codes and numbers are the same in every language.
fn more(
    lang: Lang,
    bundle: &Bundle,
    script: &Script,
    finding: &proof::Finding,
) -> Map<String, Value> {
    let block = script.blocks.get(finding.block);
    let section = block.map_or("", |block| block.section.as_str());
    let says = &finding.says;
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("id", json!(finding.id));
    put("kind", json!(finding.kind.code()));
    put("section", json!(section));
    put("line", json!(block.map_or(0, |block| block.line)));
    put(
        "text",
        json!({ "words": says.words, "value": says.value, "year": says.year, "unit": says.unit }),
    );
    put("data", data(script, &finding.other));
    put("source", json!(words::proof_source(lang, bundle, finding)));
    let fix = finding.fix.as_ref().map(|fix| {
        let text = block.map_or("", |block| block.text.as_str());
        let old = text.get(fix.range.clone()).unwrap_or_default();
        json!({ "from": fix.range.start, "to": fix.range.end, "old": old, "new": fix.replacement })
    });
    put("fix", json!(fix));
    map
}

fn data(script: &Script, other: &Other) -> Value {
    match other {
        Other::Data(datum) => json!({
            "name": datum.name.en,
            "value": datum.value,
            "year": datum.year,
            "unit": datum.unit.en,
            "words": datum.words.en,
            "key": datum.key.as_ref().map(ToString::to_string),
        }),
        Other::Place { block, words, .. } => {
            let line = script.blocks.get(*block).map(|block| block.line);
            json!({ "line": line, "words": words })
        }
        Other::Computed { value } => json!({ "value": value }),
        Other::Words(list) => json!({ "words": list }),
        Other::Year(year) => json!({ "year": year }),
        Other::Nothing => Value::Null,
    }
}
