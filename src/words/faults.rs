//! Faults of criteria and data files: what is wrong, and what to do about it.

use crate::i18n::{Key, Word, fill, say};
use kriterion_heart::intake::fault::{At, Expected, Fault, FaultKind, IdKind, Place, Severity};
use kriterion_heart::text::Lang;

/// What is wrong, and what to do about it. The place is in `fault.at`.
pub fn fault(lang: Lang, fault: &Fault) -> (String, String) {
    (fault_message(lang, fault), fault_hint(lang, &fault.kind))
}

pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => say(lang, Key::SeverityWarning),
        Severity::Error => say(lang, Key::SeverityError),
    }
}

fn fault_message(lang: Lang, fault: &Fault) -> String {
    let quoted = |text: &str| in_quotes(lang, text);
    let field_name = |field: &str| named(lang, field);
    let say = |key| say(lang, key).to_owned();
    let fill = |key, slots: &[(&str, &str)]| fill(lang, key, slots);
    match &fault.kind {
        FaultKind::Syntax { expected, found } => syntax(lang, *expected, found),
        FaultKind::NotClosed { open, line } => {
            let open = if *open == '*' { "/*".to_owned() } else { open.to_string() };
            fill(Key::FaultNotClosed, &[("line", &line.to_string()), ("open", &quoted(&open))])
        }
        FaultKind::TooDeep => say(Key::FaultTooDeep),
        FaultKind::TooManyFaults => say(Key::FaultTooManyFaults),
        FaultKind::UnknownField { name, nearest: _ } => {
            fill(Key::FaultUnknownField, &[("name", &quoted(name))])
        }
        FaultKind::MissingField { name } => {
            fill(Key::FaultMissingField, &[("name", &quoted(name))])
        }
        FaultKind::FieldTwice { name, first: Place { line, column } } => fill(
            Key::FaultFieldTwice,
            &[
                ("line", &line.to_string()),
                ("column", &column.to_string()),
                ("name", &quoted(name)),
            ],
        ),
        FaultKind::WrongKind { field, expected } => fill(
            Key::FaultWrongKind,
            &[("expected", expected.word(lang)), ("field", &field_name(field))],
        ),
        FaultKind::UnknownWord { field, word, nearest: _, allowed: _ } => {
            fill(Key::FaultUnknownWord, &[("field", &field_name(field)), ("word", &quoted(word))])
        }
        FaultKind::MissingLanguage { field, lang: missing } => fill(
            Key::FaultMissingLanguage,
            &[("language", missing.word(lang)), ("field", &field_name(field))],
        ),
        FaultKind::Empty { field } => fill(Key::FaultEmpty, &[("field", &field_name(field))]),
        FaultKind::UnknownId { what, id, nearest: _ } => {
            about_id(lang, Key::FaultUnknownId, *what, id)
        }
        FaultKind::SameIdTwice { what, id, first: At { file, line, column } } => {
            let (line, column) = (line.to_string(), column.to_string());
            let what = what.word(lang);
            fill(
                Key::FaultSameIdTwice,
                &[
                    ("line", &line),
                    ("column", &column),
                    ("what", what),
                    ("file", file),
                    ("id", &quoted(id)),
                ],
            )
        }
        FaultKind::BadId { what, id } => about_id(lang, Key::FaultBadId, *what, id),
        FaultKind::BadNumber { field, found } => {
            fill(Key::FaultBadNumber, &[("field", &field_name(field)), ("found", &quoted(found))])
        }
        FaultKind::BadDate { field, found } => {
            fill(Key::FaultBadDate, &[("field", &field_name(field)), ("found", &quoted(found))])
        }
        FaultKind::ValueOutOfRange { field, value, low, high } => {
            let (value, low, high) = (value.to_string(), low.to_string(), high.to_string());
            fill(
                Key::FaultValueOutOfRange,
                &[("value", &value), ("low", &low), ("high", &high), ("field", &field_name(field))],
            )
        }
        FaultKind::Count { field, expected, found } => {
            let (expected, found) = (expected.to_string(), found.to_string());
            fill(
                Key::FaultCount,
                &[("expected", &expected), ("found", &found), ("field", &field_name(field))],
            )
        }
        FaultKind::DependsOnItself { id } => fill(Key::FaultDependsOnItself, &[("id", id)]),
        FaultKind::MissingFile => fill(Key::FaultMissingFile, &[("file", &quoted(&fault.at.file))]),
        FaultKind::NothingToTranslate { words, nearest: _ } => {
            fill(Key::FaultNothingToTranslate, &[("words", &quoted(words))])
        }
        FaultKind::UnknownFile { nearest: _ } => {
            fill(Key::FaultUnknownFile, &[("file", &quoted(&fault.at.file))])
        }
        FaultKind::UnknownCountry { iso3, nearest: _ } => {
            fill(Key::FaultUnknownCountry, &[("iso3", &quoted(iso3))])
        }
        FaultKind::UnknownSource { id, nearest: _ } => {
            fill(Key::FaultUnknownSource, &[("id", &quoted(id))])
        }
        FaultKind::NoPack { found } if found.is_empty() => say(Key::FaultNoPack),
        FaultKind::NoPack { found } => fill(Key::FaultNoPackBut, &[("found", &quoted(found))]),
        FaultKind::TooLarge { most } => fill(Key::FaultTooLarge, &[("most", &most.to_string())]),
        FaultKind::TooMuch { field, most } => {
            fill(Key::FaultTooMuch, &[("most", &most.to_string()), ("field", &field_name(field))])
        }
        FaultKind::OtherSource { series, source, known } => fill(
            Key::FaultOtherSource,
            &[("series", &quoted(series)), ("source", &quoted(source)), ("known", &quoted(known))],
        ),
        FaultKind::LastStep => say(Key::FaultLastStep),
        FaultKind::TableInUse { table } => fill(Key::FaultTableInUse, &[("table", &quoted(table))]),
    }
}

fn fault_hint(lang: Lang, kind: &FaultKind) -> String {
    let say = |key| say(lang, key).to_owned();
    match kind {
        FaultKind::Syntax { expected: Expected::FieldName, found } if found.is_empty() => {
            say(Key::HintUnnamedValue)
        }
        FaultKind::Syntax { .. } => say(Key::HintSyntax),
        FaultKind::NotClosed { open, line: _ } => {
            fill(lang, Key::HintNotClosed, &[("close", &in_quotes(lang, &closing(*open)))])
        }
        FaultKind::TooDeep => say(Key::HintTooDeep),
        FaultKind::TooManyFaults => say(Key::HintTooManyFaults),
        FaultKind::UnknownField { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownField))
        }
        FaultKind::MissingField { .. } => say(Key::HintMissingField),
        FaultKind::FieldTwice { .. } => say(Key::HintFieldTwice),
        FaultKind::WrongKind { .. } => say(Key::HintWrongKind),
        FaultKind::UnknownWord { nearest, allowed, .. } => {
            let hint = fill(lang, Key::HintUnknownWord, &[("allowed", &allowed.join(", "))]);
            meant(lang, nearest.as_deref(), hint)
        }
        FaultKind::MissingLanguage { .. } => say(Key::HintMissingLanguage),
        FaultKind::Empty { .. } => say(Key::HintEmpty),
        FaultKind::UnknownId { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownId))
        }
        FaultKind::SameIdTwice { .. } => say(Key::HintSameIdTwice),
        FaultKind::BadId { what: IdKind::Method, .. } => say(Key::HintMethodId),
        FaultKind::BadId { .. } => say(Key::HintBadId),
        FaultKind::BadNumber { .. } => say(Key::HintBadNumber),
        FaultKind::BadDate { .. } => say(Key::HintBadDate),
        FaultKind::ValueOutOfRange { .. } => say(Key::HintValueOutOfRange),
        FaultKind::Count { .. } => say(Key::HintCount),
        FaultKind::DependsOnItself { .. } => say(Key::HintDependsOnItself),
        FaultKind::MissingFile => say(Key::HintMissingFile),
        FaultKind::NothingToTranslate { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintNothingToTranslate))
        }
        FaultKind::UnknownFile { nearest } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownFile))
        }
        FaultKind::UnknownCountry { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownCountry))
        }
        FaultKind::UnknownSource { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownSource))
        }
        FaultKind::NoPack { .. } => say(Key::HintNoPack),
        FaultKind::TooLarge { .. } | FaultKind::TooMuch { .. } => say(Key::HintTooLarge),
        FaultKind::OtherSource { .. } => say(Key::HintOtherSource),
        FaultKind::LastStep => say(Key::HintLastStep),
        FaultKind::TableInUse { .. } => say(Key::HintTableInUse),
    }
}

fn syntax(lang: Lang, expected: Expected, found: &str) -> String {
    let wanted = ("expected", expected.word(lang));
    match expected {
        Expected::FieldName if found.is_empty() => say(lang, Key::FaultUnnamedValue).to_owned(),
        _ if found.is_empty() => fill(lang, Key::FaultSyntaxEnd, &[wanted]),
        _ => fill(lang, Key::FaultSyntax, &[wanted, ("found", &in_quotes(lang, found))]),
    }
}

fn about_id(lang: Lang, key: Key, what: IdKind, id: &str) -> String {
    fill(lang, key, &[("what", what.word(lang)), ("id", &in_quotes(lang, id))])
}

/// What closes `open`; for `*` the end of a comment.
fn closing(open: char) -> String {
    match open {
        '(' => ")".to_owned(),
        '[' => "]".to_owned(),
        '{' => "}".to_owned(),
        '*' => "*/".to_owned(),
        other => other.to_string(),
    }
}

/// What was probably meant.
pub fn guess(lang: Lang, nearest: &str) -> String {
    fill(lang, Key::HintDidYouMean, &[("nearest", &in_quotes(lang, nearest))])
}

/// The hint, after the guess where there is one.
fn meant(lang: Lang, nearest: Option<&str>, hint: String) -> String {
    match nearest {
        Some(nearest) => format!("{} {hint}", guess(lang, nearest)),
        None => hint,
    }
}

fn in_quotes(lang: Lang, text: &str) -> String {
    fill(lang, Key::InQuotes, &[("text", text)])
}

/// A field's name in quotes; a value outside every field is the whole file.
fn named(lang: Lang, field: &str) -> String {
    if field.is_empty() {
        say(lang, Key::FaultWholeFile).to_owned()
    } else {
        in_quotes(lang, field)
    }
}
