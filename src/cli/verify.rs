//! `kriterion verify`, `pack`, `unpack`: whether a dossier is as it was saved, and the dossier as a folder.

use super::End;
use super::json;
use super::out::{Failure, Out};
use crate::i18n::{Key, fill, say};
use crate::store::{self, CaseState, LogState, SaveProblem, UnpackProblem, Verified};
use serde_json::json;
use std::path::Path;

pub fn run(out: &Out, file: &Path) -> Result<End, Failure> {
    let found = store::verify(file).map_err(|problem| out.cannot_open(file, problem))?;
    let intact = !matches!(found.log, LogState::Broken(_));
    out.text_or_json(&sentences(out, &found).join("\n"), || {
        json!({
            "valid": found.is_valid(),
            "proven": found.is_valid() && found.case == CaseState::AsSaved,
            "signatures": [],
            "log": {
                "entries": found.entries,
                "intact": intact,
                "first_broken": if let LogState::Broken(at) = found.log { Some(at + 1) } else { None },
            },
            "case": match found.case {
                CaseState::AsSaved => "as_saved",
                CaseState::Unrecorded => "unrecorded",
                CaseState::Changed => "changed",
            },
            "hashes": { "ok": found.good, "bad": found.bad.len() },
        })
    })?;
    Ok(if found.is_valid() { End::Fine } else { End::Findings })
}

fn sentences(out: &Out, found: &Verified) -> Vec<String> {
    let lang = out.lang;
    let count = found.entries.to_string();
    let log = match found.log {
        LogState::Intact if found.entries == 0 => say(lang, Key::VerifyLogEmpty).to_owned(),
        LogState::Intact => fill(lang, Key::VerifyLogIntact, &[("n", &count)]),
        LogState::WithoutHashes => fill(lang, Key::VerifyLogOlder, &[("n", &count)]),
        LogState::Broken(at) => {
            fill(lang, Key::VerifyLogBroken, &[("at", &(at + 1).to_string()), ("n", &count)])
        }
    };
    let case = match found.case {
        CaseState::AsSaved => Key::VerifyCaseAsSaved,
        CaseState::Unrecorded => Key::VerifyCaseUnrecorded,
        CaseState::Changed => Key::VerifyCaseChanged,
    };
    let files = if found.bad.is_empty() {
        fill(lang, Key::VerifyFilesGood, &[("n", &found.good.to_string())])
    } else {
        fill(lang, Key::VerifyFilesBad, &[("names", &found.bad.join(", "))])
    };
    let verdict = match (found.is_valid(), found.case) {
        (false, _) => Key::VerifyNotValid,
        (true, CaseState::AsSaved) => Key::VerifyValid,
        (true, _) => Key::VerifyUnproven,
    };
    let said = [Key::VerifyNoSignatures, verdict].map(|key| say(lang, key).to_owned());
    [log, say(lang, case).to_owned(), files].into_iter().chain(said).collect()
}

pub fn unpack(out: &Out, file: &Path, folder: &Path) -> Result<End, Failure> {
    let bytes = store::read_limited(file, store::MOST_FILE)
        .map_err(|error| out.cannot_open(file, store::OpenProblem::from_io(&error)))?;
    store::unpack(&bytes, folder).map_err(|problem| match problem {
        UnpackProblem::Open(problem) => out.cannot_open(file, problem),
        UnpackProblem::Save(problem) => out.cannot_save(folder, problem),
        UnpackProblem::Foreign(name) => Failure {
            end: End::WrongUse,
            message: fill(
                out.lang,
                Key::CliFolderForeign,
                &[("folder", &folder.display().to_string()), ("name", &name)],
            ),
        },
    })?;
    written(out, folder)
}

pub fn pack(out: &Out, folder: &Path, file: &Path) -> Result<End, Failure> {
    let contents =
        store::read_folder(folder).map_err(|problem| out.cannot_open(folder, problem))?;
    let save = |problem| out.cannot_save(file, problem);
    let bytes = contents.zipped().map_err(|why| save(SaveProblem::Encode(why)))?;
    store::write_whole(file, &bytes).map_err(|error| save(SaveProblem::from_io(&error)))?;
    written(out, file)
}

fn written(out: &Out, path: &Path) -> Result<End, Failure> {
    let shown = path.display().to_string();
    out.note(&fill(out.lang, Key::CliWritten, &[("path", &shown)]));
    out.json_only(|| json::object([("written", shown.as_str())]))
}
