//! What the proofreader finds in a report, in sentences: what the text says, what stands against it, what to do.

use crate::i18n::{Key, Word, fill, number, say};
use crate::import::script::{MOST_BYTES, Unread};
use crate::words::certainty;
use kriterion_heart::Bundle;
use kriterion_heart::key::FactKey;
use kriterion_heart::proof::{Datum, Finding, Kind, Other, Script, Severity};
use kriterion_heart::text::Lang;

/// Two values must not look the same because they are rounded.
const DECIMALS: usize = 4;
/// Words of the text that a sentence repeats; a paragraph is shown by its beginning.
const LONGEST: usize = 90;

/// `Value of another year`.
pub fn proof_kind(lang: Lang, kind: Kind) -> &'static str {
    kind.word(lang)
}

/// One sentence with both sides.
pub fn proof_message(lang: Lang, bundle: &Bundle, script: &Script, finding: &Finding) -> String {
    let detail = detail(lang, bundle, script, finding);
    fill(lang, Key::ProofMessage, &[("kind", finding.kind.word(lang)), ("detail", &detail)])
}

fn detail(lang: Lang, bundle: &Bundle, script: &Script, finding: &Finding) -> String {
    let words = shortened(&finding.says.words);
    let with = |key: Key, slots: &[(&str, &str)]| {
        let mut all = vec![("words", words.as_str())];
        all.extend_from_slice(slots);
        fill(lang, key, &all)
    };
    match &finding.other {
        Other::Data(datum) => with(Key::ProofData, &[("data", &sourced(lang, bundle, datum))]),
        Other::Place { block, words: other, .. } => {
            let place = place_of(lang, script, *block);
            match other.is_empty() {
                true => with(Key::ProofPlaceOnly, &[("place", &place)]),
                false => with(Key::ProofPlace, &[("place", &place), ("other", &shortened(other))]),
            }
        }
        Other::Computed { value } => {
            let key = match finding.kind {
                Kind::Shares => Key::ProofShares,
                Kind::PartAboveWhole => Key::ProofWhole,
                Kind::RankTotal => Key::ProofLastRank,
                _ => Key::ProofComputed,
            };
            with(key, &[("value", &number_of(lang, *value))])
        }
        Other::Words(list) => {
            let key = match finding.kind {
                Kind::NumberGap => Key::ProofMissing,
                Kind::NoSuchNumber => Key::ProofThereAre,
                Kind::Spelling => Key::ProofSpelt,
                Kind::Neighbours => Key::ProofBorders,
                _ => Key::ProofSpan,
            };
            with(key, &[("list", list)])
        }
        Other::Year(_) if finding.kind == Kind::Expired => with(Key::ProofExpired, &[]),
        Other::Year(_) => with(Key::ProofOld, &[]),
        Other::Nothing => with(Key::ProofWords, &[]),
    }
}

/// What the author may do.
pub fn proof_hint(lang: Lang, script: &Script, finding: &Finding) -> String {
    if let Some(fix) = &finding.fix {
        let text = script.blocks.get(finding.block).map_or("", |block| block.text.as_str());
        let old = text.get(fix.range.clone()).unwrap_or_default();
        return fill(lang, Key::ProofHintFix, &[("old", old), ("new", &fix.replacement)]);
    }
    let key = match finding.kind {
        Kind::Undated | Kind::OldValue | Kind::OldCurrent => Key::ProofHintYear,
        Kind::Expired => Key::ProofHintOutcome,
        Kind::TooCertain | Kind::SummaryCertain => Key::ProofHintCertain,
        Kind::NotInData => Key::ProofHintSource,
        _ => Key::ProofHintKeep,
    };
    say(lang, key).to_owned()
}

/// `I.3, line 12`: where it stands, without the name of the file.
pub fn proof_place(lang: Lang, script: &Script, finding: &Finding) -> String {
    place_of(lang, script, finding.block)
}

fn place_of(lang: Lang, script: &Script, block: usize) -> String {
    let Some(block) = script.blocks.get(block) else { return String::new() };
    let line = block.line.to_string();
    match block.section.as_str() {
        "" => fill(lang, Key::ProofAt, &[("line", &line)]),
        section => fill(lang, Key::ProofAtSection, &[("section", section), ("line", &line)]),
    }
}

/// `Military expenditure, share of GDP, 2024: 0.4284 % of GDP`; `None` where no data stand against the text.
pub fn proof_data(lang: Lang, bundle: &Bundle, finding: &Finding) -> Option<String> {
    match &finding.other {
        Other::Data(datum) => Some(datum_said(lang, bundle, datum)),
        _ => None,
    }
}

/// The source of that, with its edition.
pub fn proof_source(lang: Lang, bundle: &Bundle, finding: &Finding) -> Option<String> {
    match &finding.other {
        Other::Data(datum) => Some(source(lang, bundle, datum)).filter(|said| !said.is_empty()),
        _ => None,
    }
}

pub fn proof_severity(lang: Lang, severity: Severity) -> &'static str {
    use kriterion_heart::intake::fault::Severity as Fault;
    match severity {
        Severity::Error => super::severity(lang, Fault::Error),
        Severity::Warning => super::severity(lang, Fault::Warning),
        Severity::Note => say(lang, Key::CliSeverityNote),
    }
}

/// Why a text was not read, with what to do.
pub fn proof_unread(lang: Lang, unread: Unread) -> String {
    match unread {
        Unread::Damaged => say(lang, Key::ProofUnreadDamaged).to_owned(),
        Unread::TooLarge => {
            let limit = (MOST_BYTES / (1024 * 1024)).to_string();
            fill(lang, Key::ProofUnreadLarge, &[("limit", &limit)])
        }
        Unread::Empty => say(lang, Key::ProofUnreadEmpty).to_owned(),
        Unread::NoState => say(lang, Key::ProofUnreadState).to_owned(),
    }
}

fn datum_said(lang: Lang, bundle: &Bundle, datum: &Datum) -> String {
    let value = match datum.value {
        Some(value) => format!("{} {}", number_of(lang, value), datum.unit.get(lang)),
        None if matches!(datum.key, Some(FactKey::Event { .. })) => {
            certainty(lang, bundle, &datum.words.en)
        }
        None => datum.words.get(lang).to_owned(),
    };
    let year = datum.year.map(|year| year.to_string());
    let slots = [
        ("name", datum.name.get(lang)),
        ("value", value.trim_end()),
        ("year", year.as_deref().unwrap_or_default()),
    ];
    match year {
        Some(_) => fill(lang, Key::ProofDatumYear, &slots),
        None => fill(lang, Key::ProofDatum, &slots),
    }
}

fn sourced(lang: Lang, bundle: &Bundle, datum: &Datum) -> String {
    let data = datum_said(lang, bundle, datum);
    match source(lang, bundle, datum).as_str() {
        "" => data,
        source => fill(lang, Key::ProofWithSource, &[("data", &data), ("source", source)]),
    }
}

fn source(lang: Lang, bundle: &Bundle, datum: &Datum) -> String {
    let title = datum.source.title.get(lang);
    // What a document cites may have its words in other languages in the translations.
    let title = bundle.atlas.translations.word(title, lang);
    let parts = [title, datum.source.vintage.get(lang)];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(say(lang, Key::ListSeparator))
}

/// Without zeros at the end.
fn number_of(lang: Lang, value: f64) -> String {
    let plain = (0..DECIMALS).find(|decimals| {
        let factor = 10_f64.powi(*decimals as i32);
        ((value * factor).round() / factor - value).abs() < 1e-9 * value.abs().max(1.0)
    });
    number(lang, value, plain.unwrap_or(DECIMALS))
}

fn shortened(words: &str) -> String {
    let mut letters = words.char_indices();
    match letters.nth(LONGEST) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}
