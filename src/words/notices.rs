//! What the officer is told, and problems with files.

use super::signoff::{key_problem, refusal, step_done};
use crate::i18n::{self, Key, fill, say};
use crate::session::Notice;
use crate::store::{CaseState, LogState, OpenProblem, Proof, SaveProblem};
use kriterion_heart::text::Lang;

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
        Notice::NotAsSaved(proof) => {
            (proof_lines(lang, *proof).join(" "), Some(say(Key::NotAsSavedTodo)))
        }
        Notice::BadSignatures(whos) => {
            let headline = fill(lang, Key::BadSignatures, &[("names", &whos.join(", "))]);
            (headline, Some(say(Key::BadSignaturesTodo)))
        }
        Notice::OtherEdition => (say(Key::OtherEdition), Some(say(Key::OtherEditionTodo))),
        Notice::LevelDisputed(criteria) => {
            let numbers: Vec<String> = criteria.iter().map(u8::to_string).collect();
            let headline = fill(lang, Key::LevelDisputed, &[("numbers", &numbers.join(", "))]);
            (headline, Some(say(Key::LevelDisputedTodo)))
        }
        Notice::MethodNotHere { method, copied } => {
            let todo = match copied {
                true => Key::MethodNotHereTodo,
                false => Key::MethodNowhereTodo,
            };
            (fill(lang, Key::MethodNotHere, &[("method", method)]), Some(say(todo)))
        }
        Notice::BadMethodCopy { method } => {
            let headline = fill(lang, Key::BadMethodCopy, &[("method", method)]);
            (headline, Some(say(Key::BadMethodCopyTodo)))
        }
        Notice::WorkFound { count } => {
            let headline = fill(lang, Key::WorkFound, &[("n", &count.to_string())]);
            (headline, Some(say(Key::WorkFoundTodo)))
        }
        Notice::EarlierVersion { number } => {
            let headline = fill(lang, Key::EarlierVersion, &[("n", &number.to_string())]);
            (headline, Some(say(Key::EarlierVersionTodo)))
        }
        Notice::HeldBy { path, holder } => {
            let (who, since) = (holder.who.as_str(), i18n::time(lang, holder.since));
            let headline =
                fill(lang, Key::HeldBy, &[("path", path), ("who", who), ("since", &since)]);
            (headline, Some(say(Key::HeldByTodo)))
        }
        Notice::CannotReadKey { path, problem } => {
            (fill(lang, Key::CannotReadKey, &[("path", path)]), Some(key_problem(lang, problem)))
        }
        Notice::CannotSign(problem) => (say(Key::CannotSign), Some(key_problem(lang, problem))),
        Notice::MayNotSign(why) => (say(Key::MayNotSign), Some(refusal(lang, why))),
        Notice::KeyMade { path } => {
            (fill(lang, Key::KeyMade, &[("path", path)]), Some(say(Key::KeyMadeTodo)))
        }
        Notice::Signed { step, path } => {
            let step = step_done(lang, *step);
            (fill(lang, Key::SignedNews, &[("step", step), ("path", path)]), None)
        }
        Notice::NotKept { path, problem } => {
            let why = write_reason(lang, problem);
            let headline = fill(lang, Key::NotKept, &[("path", path), ("why", &why)]);
            (headline, Some(say(Key::NotKeptTodo)))
        }
        Notice::NotCleared { path, problem } => {
            let why = write_reason(lang, problem);
            let headline = fill(lang, Key::NotCleared, &[("path", path), ("why", &why)]);
            (headline, Some(say(Key::NotClearedTodo)))
        }
        Notice::CopyNotKept { path, problem } => {
            let why = write_reason(lang, problem);
            let headline = fill(lang, Key::CopyNotKept, &[("path", path), ("why", &why)]);
            (headline, Some(say(Key::CopyNotKeptTodo)))
        }
        Notice::BadPlace { path, problem } => {
            let why = write_reason(lang, problem);
            (fill(lang, Key::BadPlace, &[("path", path), ("why", &why)]), None)
        }
        Notice::CannotReadData { path, problem } => {
            let headline = fill(lang, Key::CannotReadData, &[("path", path)]);
            (headline, Some(super::data_problem(lang, problem)))
        }
        Notice::CannotKeepPack(problem) => {
            let why = write_reason(lang, problem);
            let todo = fill(lang, Key::CannotKeepPackTodo, &[("why", &why)]);
            (say(Key::CannotKeepPack), Some(todo))
        }
        Notice::BadPacks(labels) => {
            let labels: Vec<&str> = labels.iter().map(|label| label.get(lang)).collect();
            let headline = fill(lang, Key::BadPacks, &[("labels", &labels.join(", "))]);
            (headline, Some(say(Key::BadPacksTodo)))
        }
        Notice::DataChanged { label } => (fill(lang, Key::DataChanged, &[("label", label)]), None),
        Notice::NoEvents => (say(Key::IncidentsNoEvents), None),
        Notice::IncidentsFilled(filled) => (super::filled(lang, filled), None),
        Notice::IncidentsTaken(taken) => {
            let rows = super::refused_rows(lang, &taken.refused);
            (super::taken(lang, taken), (!rows.is_empty()).then_some(rows))
        }
        Notice::IncidentsWritten { path, count } => {
            let slots = [("path", path.as_str()), ("n", &count.to_string())];
            (fill(lang, Key::IncidentsExported, &slots), None)
        }
        Notice::CannotReadIncidents { path, problem } => {
            let headline = fill(lang, Key::IncidentsCannotRead, &[("path", path)]);
            (headline, Some(super::data_problem(lang, problem)))
        }
        Notice::CannotWriteIncidents { path, problem } => {
            let headline = fill(lang, Key::IncidentsCannotWrite, &[("path", path)]);
            (headline, Some(write_reason(lang, problem)))
        }
        Notice::ReportWritten { path, unproven } => {
            let list = super::listed(lang, unproven);
            let hint = fill(lang, Key::RedactUnproven, &[("list", &list)]);
            let headline = fill(lang, Key::ReportWritten, &[("path", path)]);
            (headline, (!unproven.is_empty()).then_some(hint))
        }
        Notice::CannotWriteReport { path, problem } => {
            let headline = fill(lang, Key::ReportCannotWrite, &[("path", path)]);
            (headline, Some(super::report_problem(lang, problem)))
        }
        Notice::CannotOpenReport { path, fault } => {
            let headline = fill(lang, Key::ReportCannotOpen, &[("path", path)]);
            (headline, Some(super::report_fault(lang, fault)))
        }
        Notice::CannotKeepReport { path, problem } => {
            let why = write_reason(lang, problem);
            let headline = fill(lang, Key::ReportCannotKeep, &[("path", path)]);
            (headline, Some(fill(lang, Key::ReportCannotKeepTodo, &[("why", &why)])))
        }
        Notice::CannotKeepMethod(problem) => {
            let why = write_reason(lang, problem);
            let todo = fill(lang, Key::CannotKeepMethodTodo, &[("why", &why)]);
            (say(Key::CannotKeepMethod), Some(todo))
        }
        Notice::BadMethods(files) => {
            let headline = fill(lang, Key::BadMethods, &[("files", &files.join(", "))]);
            (headline, Some(say(Key::BadMethodsTodo)))
        }
        Notice::MethodExported { path } => {
            (fill(lang, Key::MethodExported, &[("path", path)]), None)
        }
        Notice::Saved { path } => (fill(lang, Key::SavedTo, &[("path", path)]), None),
        Notice::Merged => (say(Key::Merged), None),
        Notice::Attached { title } => (fill(lang, Key::Attached, &[("title", title)]), None),
        Notice::AlreadyAttached => (say(Key::AlreadyAttached), None),
    }
}

/// What is not as it was saved.
pub fn proof_lines(lang: Lang, proof: Proof) -> Vec<String> {
    let log = match proof.log {
        LogState::Broken(at) => {
            Some(fill(lang, Key::LogBrokenAt, &[("at", &(at + 1).to_string())]))
        }
        LogState::Intact | LogState::WithoutHashes => None,
    };
    let case = (proof.case == CaseState::Changed).then(|| say(lang, Key::VerifyCaseChanged));
    log.into_iter().chain(case.map(str::to_owned)).collect()
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
        OpenProblem::TooManyEntries { limit } => {
            fill(Key::OpenTooManyEntries, &[("limit", &limit.to_string())])
        }
        OpenProblem::RepeatedNames => say(Key::OpenRepeatedNames),
        OpenProblem::Locked { tried: false } => say(Key::OpenLocked),
        OpenProblem::Locked { tried: true } => say(Key::OpenLockedTried),
        OpenProblem::OtherLock => say(Key::OpenOtherLock),
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
        SaveProblem::NotExpected => say(lang, Key::SaveNotExpected).to_owned(),
        SaveProblem::NoPermission => say(lang, Key::SaveNoPermission).to_owned(),
        SaveProblem::NoSuchFolder => say(lang, Key::SaveNoSuchFolder).to_owned(),
        SaveProblem::DiskFull => say(lang, Key::SaveDiskFull).to_owned(),
        SaveProblem::ReadOnly => say(lang, Key::SaveReadOnly).to_owned(),
        SaveProblem::NameTooLong => say(lang, Key::SaveNameTooLong).to_owned(),
        // Of tables and methods only; a dossier may stand where a dossier stood.
        SaveProblem::IsDossier => write_reason(lang, problem),
        SaveProblem::Key(problem) => key_problem(lang, problem),
        SaveProblem::NotFlushed { why, .. } => fill(lang, Key::SaveNotFlushed, &[("why", why)]),
        SaveProblem::Encode(why) => fill(lang, Key::SaveEncode, &[("why", why)]),
        SaveProblem::Other(why) => fill(lang, Key::SaveOther, &[("why", why)]),
    }
}

/// The same in few words, within a sentence on something that is no dossier file.
pub(super) fn write_reason(lang: Lang, problem: &SaveProblem) -> String {
    let key = match problem {
        SaveProblem::NoPermission => Key::WhyNoPermission,
        SaveProblem::NoSuchFolder => Key::WhyNoSuchFolder,
        SaveProblem::DiskFull => Key::WhyDiskFull,
        SaveProblem::ReadOnly => Key::WhyReadOnly,
        SaveProblem::NameTooLong => Key::WhyNameTooLong,
        SaveProblem::NotExpected => Key::WhyChanged,
        SaveProblem::IsDossier => Key::WhyIsDossier,
        SaveProblem::Key(problem) => return key_problem(lang, problem),
        SaveProblem::NotFlushed { why, .. }
        | SaveProblem::Encode(why)
        | SaveProblem::Other(why) => return why.clone(),
    };
    say(lang, key).to_owned()
}
