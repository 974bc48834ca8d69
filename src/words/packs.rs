//! Data packs in words: what they would change, who signed them, why they are not taken.

use super::{fault, known_key, labelled, not_read, open_problem, qualified};
use crate::i18n::{self, Key, Word as _, fill, number_short, say};
use crate::import::publisher::NotRead;
use crate::session::{DataProblem, Known};
use crate::store::PackSign;
use kriterion_heart::atlas::Atlas;
use kriterion_heart::pack::{Change, Tally, Value};
use kriterion_heart::text::Lang;

/// `Freedom in the World, Kazakhstan, 2025: 23 → 22 (−1)`.
pub fn data_change(lang: Lang, atlas: &Atlas, change: &Change) -> String {
    let state = change.state.map(|iso3| {
        let country = atlas.country(iso3);
        country.map_or_else(|| iso3.to_string(), |country| country.name.get(lang).to_owned())
    });
    let year = change.year.map(|year| year.to_string());
    // The unit stands once, with the name.
    let name = match change.unit.get(lang) {
        "" => change.name.get(lang).to_owned(),
        unit => format!("{} ({unit})", change.name.get(lang)),
    };
    let what: Vec<String> = [Some(name), state, year].into_iter().flatten().collect();
    let what = what.join(", ");
    let said = |value: &Value| self::value(lang, value);
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            let (old, new) = (said(old), said(new));
            let slots = [("what", what.as_str()), ("old", &old), ("new", &new)];
            match change.difference.filter(|difference| *difference != 0.0) {
                Some(difference) => {
                    let difference = signed(lang, difference);
                    let [what, old, new] = slots;
                    let slots = [what, old, new, ("difference", difference.as_str())];
                    fill(lang, Key::ChangeBy, &slots)
                }
                None => fill(lang, Key::ChangeLine, &slots),
            }
        }
        (old, new) => {
            let value = new.as_ref().or(old.as_ref()).map(said).unwrap_or_default();
            fill(lang, Key::ChangeOne, &[("what", &what), ("value", &value)])
        }
    }
}

fn signed(lang: Lang, number: f64) -> String {
    let size = number_short(lang, number.abs());
    if number < 0.0 { format!("\u{2212}{size}") } else { format!("+{size}") }
}

fn value(lang: Lang, value: &Value) -> String {
    match value {
        Value::Figure { value: None, status, .. } => status.word(lang).to_owned(),
        Value::Figure { value: Some(value), qualifier, .. } => {
            qualified(lang, *qualifier, &number_short(lang, *value))
        }
        Value::Joined(status, None) => status.word(lang).to_owned(),
        Value::Joined(status, Some(year)) => format!("{} ({year})", status.word(lang)),
        Value::Deaths { best, low, high } => {
            let [best, low, high] = [best, low, high].map(|n| number_short(lang, f64::from(*n)));
            fill(lang, Key::ValueDeaths, &[("best", &best), ("low", &low), ("high", &high)])
        }
        Value::Words(words) if words.is_empty() => say(lang, Key::ValueNone).to_owned(),
        Value::Words(words) => words.get(lang).to_owned(),
        Value::Event(None, text) => text.get(lang).to_owned(),
        Value::Event(Some(date), text) => labelled(lang, &i18n::date(lang, *date), text.get(lang)),
        Value::Rows(rows) => fill(lang, Key::ValueRows, &[("n", &rows.to_string())]),
    }
}

/// `Kazakhstan: 3 added, 1 changed, 0 gone`.
pub fn tally(lang: Lang, tally: &Tally) -> String {
    let [added, changed, gone] =
        [tally.added, tally.changed, tally.gone].map(|n| i18n::number(lang, n as f64, 0));
    let name = tally.name.get(lang);
    fill(
        lang,
        Key::TallyLine,
        &[("name", name), ("added", &added), ("changed", &changed), ("gone", &gone)],
    )
}

/// Who signed a pack, and how well the key is known.
pub fn signed_pack(lang: Lang, sign: &PackSign, known: Option<Known<'_>>) -> String {
    match sign {
        PackSign::None => say(lang, Key::PackNotSigned).to_owned(),
        PackSign::Bad => say(lang, Key::PackSignBad).to_owned(),
        PackSign::By { who, key, at } => {
            let when = i18n::time(lang, *at);
            let signed = fill(lang, Key::PackSigned, &[("who", who), ("when", &when)]);
            match known {
                Some(known) => format!("{signed} · {}", known_key(lang, who, *key, known)),
                None => format!("{signed} · {}", key.fingerprint()),
            }
        }
    }
}

/// Why a file of data is not taken.
pub fn data_problem(lang: Lang, problem: &DataProblem) -> String {
    match problem {
        DataProblem::Open(problem) => open_problem(lang, problem),
        DataProblem::NotRead(NotRead::UnknownKind) => say(lang, Key::DataUnknown).to_owned(),
        DataProblem::NotRead(why) => not_read(lang, why),
        DataProblem::BadSignature => say(lang, Key::DataBadSignature).to_owned(),
        DataProblem::Faults(faults) => match faults.first() {
            None => say(lang, Key::DataUnknown).to_owned(),
            Some(first) => {
                let (message, hint) = fault(lang, first);
                let message = format!("{message} {hint}");
                let (n, line) = (faults.len().to_string(), first.at.line.to_string());
                let slots = [("n", n.as_str()), ("line", &line), ("message", &message)];
                fill(lang, Key::DataFaults, &slots)
            }
        },
    }
}
