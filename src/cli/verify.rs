//! `kriterion verify`, `pack`, `unpack`: whether a dossier is as it was saved, and the dossier as a folder.

use super::End;
use super::json;
use super::out::{Failure, Out};
use super::target;
use crate::i18n::{self, Key, Word as _, fill, say};
use crate::store::{self, CaseState, LogState, SignedNow, UnpackProblem, Verified};
use crate::{bundle, words};
use kriterion_heart::Bundle;
use kriterion_heart::signoff::{Stage, Standing};
use serde_json::{Value, json};
use std::path::Path;

pub fn run(out: &Out, file: &Path) -> Result<End, Failure> {
    let found = store::verify(file, out.passphrase.as_ref())
        .map_err(|problem| out.cannot_open(file, problem))?;
    let intact = !matches!(found.log, LogState::Broken(_));
    out.text_or_json(&sentences(out, &found).join("\n"), || {
        json!({
            "valid": found.is_valid(),
            "proven": found.is_valid() && found.case == CaseState::AsSaved,
            "signatures": found.signatures.iter().map(signature).collect::<Value>(),
            "stage": stage_code(found.stage),
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

fn signature(signed: &SignedNow) -> Value {
    let step = &signed.step;
    let changes = signed.changes.as_ref();
    let standing = match signed.standing {
        Standing::Holds => "holds",
        Standing::Void => "void",
        Standing::NotInLog => "not_in_log",
        Standing::Forged => "forged",
    };
    json!({
        "step": step.step().code(),
        "who": step.who,
        "at": step.at,
        "key": step.key.to_string(),
        "standing": standing,
        "reasons": step.reasons,
        "changes": changes.map(|all| all.iter().map(|it| it.what.to_string()).collect::<Vec<_>>()),
    })
}

fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::WithReviewer => "with_reviewer",
        Stage::WithDecider => "with_decider",
        Stage::Signed => "signed",
        Stage::SentBack => "sent_back",
    }
}

/// A signature, and what was changed since.
fn signature_lines(out: &Out, bundle: &Bundle, signed: &SignedNow) -> Vec<String> {
    let (lang, step) = (out.lang, &signed.step);
    let slots = [
        ("who", step.who.as_str()),
        ("when", &i18n::time(lang, step.at)),
        ("what", words::did(lang, step.step())),
        ("print", &step.key.fingerprint()),
        ("standing", signed.standing.word(lang)),
    ];
    let mut lines = vec![fill(lang, Key::VerifySignature, &slots)];
    for (criterion, reason) in &step.reasons {
        let on = match criterion {
            0 => say(lang, Key::BackWhole).to_owned(),
            number => fill(lang, Key::BackOn, &[("n", &number.to_string())]),
        };
        lines.push(format!("  {}", words::labelled(lang, &on, reason)));
    }
    if signed.standing == Standing::Void {
        match &signed.changes {
            Some(changes) => {
                let line = |it| format!("  {}", words::difference(lang, bundle, it));
                lines.push(format!("  {}", say(lang, Key::VoidBy)));
                lines.extend(changes.iter().map(line));
            }
            None => lines.push(format!("  {}", say(lang, Key::VoidWithoutText))),
        }
    }
    lines
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
    let mut lines = vec![log, say(lang, case).to_owned(), files];
    if found.signatures.is_empty() {
        lines.push(say(lang, Key::VerifyNoSignatures).to_owned());
    } else {
        let bundle = bundle::load();
        lines.extend(found.signatures.iter().flat_map(|it| signature_lines(out, &bundle, it)));
        let stage = found.stage.word(lang);
        lines.push(fill(lang, Key::VerifyStage, &[("stage", stage)]));
    }
    lines.push(say(lang, verdict).to_owned());
    lines
}

pub fn unpack(out: &Out, file: &Path, folder: &Path) -> Result<End, Failure> {
    let (contents, _) = store::read_contents(file, out.passphrase.as_ref())
        .map_err(|problem| out.cannot_open(file, problem))?;
    store::write_folder(&contents, folder).map_err(|problem| match problem {
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
    if target::is_within(file, folder) {
        return Err(target::refused(out, Key::OutputInFolder, file));
    }
    let contents =
        store::read_folder(folder).map_err(|problem| out.cannot_open(folder, problem))?;
    let save = |problem| out.cannot_save(file, problem);
    store::save_contents(file, &contents, out.passphrase.as_ref()).map_err(save)?;
    written(out, file)
}

fn written(out: &Out, path: &Path) -> Result<End, Failure> {
    let shown = path.display().to_string();
    out.note(&fill(out.lang, Key::CliWritten, &[("path", &shown)]));
    out.json_only(|| json::object([("written", shown.as_str())]))
}
