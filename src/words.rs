//! Sentences made from facts: faults of criteria and data files, problems with files, notices.
//!
//! Knows no screens; window and command line say the same words.

use crate::i18n::{Key, Word, fill, say};
use crate::session::Notice;
use crate::store::{OpenProblem, SaveProblem};
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

/// A headline, and what to do where there is something to do.
pub fn notice(lang: Lang, notice: &Notice) -> (String, Option<String>) {
    let say = |key| say(lang, key).to_owned();
    match notice {
        Notice::CannotOpen { path, problem } => {
            (fill(lang, Key::CannotOpen, &[("path", path)]), Some(open_problem(lang, problem)))
        }
        Notice::CannotSave { path, problem } => {
            (fill(lang, Key::CannotSave, &[("path", path)]), Some(save_problem(lang, problem)))
        }
        Notice::CannotAttach { path, problem } => {
            (fill(lang, Key::CannotAttach, &[("path", path)]), Some(open_problem(lang, problem)))
        }
        Notice::BadAttachments(names) => {
            let headline = fill(lang, Key::BadAttachments, &[("names", &names.join(", "))]);
            (headline, Some(say(Key::BadAttachmentsTodo)))
        }
        Notice::OtherEdition => (say(Key::OtherEdition), Some(say(Key::OtherEditionTodo))),
        Notice::Saved { path } => (fill(lang, Key::SavedTo, &[("path", path)]), None),
        Notice::Attached { title } => (fill(lang, Key::Attached, &[("title", title)]), None),
        Notice::AlreadyAttached => (say(Key::AlreadyAttached), None),
    }
}

/// Why a file could not be read, and what to do.
pub fn open_problem(lang: Lang, problem: &OpenProblem) -> String {
    let say = |key| say(lang, key).to_owned();
    let fill = |key, slots: &[(&str, &str)]| fill(lang, key, slots);
    match problem {
        OpenProblem::Missing => say(Key::OpenMissing),
        OpenProblem::NoPermission => say(Key::OpenNoPermission),
        OpenProblem::TooLarge { limit } => {
            fill(Key::OpenTooLarge, &[("limit", &limit.to_string())])
        }
        OpenProblem::Foreign => say(Key::OpenForeign),
        OpenProblem::Damaged(why) => fill(Key::OpenDamaged, &[("why", why)]),
        OpenProblem::Newer { found, known } => {
            fill(Key::OpenNewer, &[("found", &found.to_string()), ("known", &known.to_string())])
        }
        OpenProblem::Garbled { line, column, why } => {
            let (line, column) = (line.to_string(), column.to_string());
            fill(Key::OpenGarbled, &[("line", &line), ("column", &column), ("why", why)])
        }
        OpenProblem::Other(why) => fill(Key::OpenOther, &[("why", why)]),
    }
}

/// Why a dossier could not be written, and what to do.
pub fn save_problem(lang: Lang, problem: &SaveProblem) -> String {
    match problem {
        SaveProblem::NoPermission => say(lang, Key::SaveNoPermission).to_owned(),
        SaveProblem::NoSuchFolder => say(lang, Key::SaveNoSuchFolder).to_owned(),
        SaveProblem::DiskFull => say(lang, Key::SaveDiskFull).to_owned(),
        SaveProblem::ReadOnly => say(lang, Key::SaveReadOnly).to_owned(),
        SaveProblem::NameTooLong => say(lang, Key::SaveNameTooLong).to_owned(),
        SaveProblem::Encode(why) => fill(lang, Key::SaveEncode, &[("why", why)]),
        SaveProblem::Other(why) => fill(lang, Key::SaveOther, &[("why", why)]),
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
        FaultKind::UnknownFile { nearest: _ } => {
            fill(Key::FaultUnknownFile, &[("file", &quoted(&fault.at.file))])
        }
        FaultKind::UnknownCountry { iso3, nearest: _ } => {
            fill(Key::FaultUnknownCountry, &[("iso3", &quoted(iso3))])
        }
        FaultKind::UnknownSource { id, nearest: _ } => {
            fill(Key::FaultUnknownSource, &[("id", &quoted(id))])
        }
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
        FaultKind::BadId { .. } => say(Key::HintBadId),
        FaultKind::BadNumber { .. } => say(Key::HintBadNumber),
        FaultKind::BadDate { .. } => say(Key::HintBadDate),
        FaultKind::ValueOutOfRange { .. } => say(Key::HintValueOutOfRange),
        FaultKind::Count { .. } => say(Key::HintCount),
        FaultKind::DependsOnItself { .. } => say(Key::HintDependsOnItself),
        FaultKind::MissingFile => say(Key::HintMissingFile),
        FaultKind::UnknownFile { nearest } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownFile))
        }
        FaultKind::UnknownCountry { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownCountry))
        }
        FaultKind::UnknownSource { nearest, .. } => {
            meant(lang, nearest.as_deref(), say(Key::HintUnknownSource))
        }
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

/// The hint, after the guess where there is one.
fn meant(lang: Lang, nearest: Option<&str>, hint: String) -> String {
    match nearest {
        Some(nearest) => {
            let guess = fill(lang, Key::HintDidYouMean, &[("nearest", &in_quotes(lang, nearest))]);
            format!("{guess} {hint}")
        }
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
