//! The facts of a command: the program's own, with the packs that the arguments name on them.

use super::check;
use super::import_files::To;
use super::out::{Failure, Out};
use super::{End, import_data};
use crate::i18n::{Key, fill};
use crate::session::DataProblem;
use crate::shell::MOST_PUBLISHED;
use crate::shell::Places;
use crate::store::{self, KeyProblem, OpenProblem, PackEntry, PackSign, SaveProblem};
use crate::{bundle, shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Atlas;
use kriterion_heart::intake::Fault;
use kriterion_heart::pack::{self, Pack};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the program carries, with packs on it in the order given; what of them cannot be used is told.
pub fn facts(out: &Out, packs: &[PathBuf]) -> Result<Arc<Bundle>, Failure> {
    let base = bundle::load();
    if packs.is_empty() {
        return Ok(base);
    }
    let mut now = Bundle::clone(&base);
    for path in packs {
        let no_pack = || refused(out, path, &DataProblem::Faults(Vec::new()));
        let (read, mut faults) = pack(out, &now.atlas, path)?.ok_or_else(no_pack)?;
        let (atlas, refused) = pack::apply(&now.atlas, std::slice::from_ref(&read));
        now.atlas = atlas;
        faults.extend(refused);
        for fault in &faults {
            out.note(&check::line(out.lang, &check::of_fault(out.lang, fault)));
        }
    }
    Ok(Arc::new(now))
}

/// A data pack from a file, with the faults of single rows; `None` for a file that is none.
pub fn pack(out: &Out, atlas: &Atlas, path: &Path) -> Result<Option<(Pack, Vec<Fault>)>, Failure> {
    let bytes = match store::read_limited(path, MOST_PUBLISHED) {
        // A publisher's file may be larger.
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => return Ok(None),
        other => other.map_err(|error| out.cannot_open(path, OpenProblem::from_io(&error)))?,
    };
    let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| pack::looks_like_pack(text))
    else {
        return Ok(None);
    };
    let sign = store::check_pack(&bytes, store::read_signature(path).as_deref());
    if sign == PackSign::Bad {
        return Err(refused(out, path, &DataProblem::BadSignature));
    }
    let shown = path.display().to_string();
    match pack::read(&shown, text, atlas) {
        (Some(read), faults) => {
            let signed = words::signed_pack(out.lang, &sign, None);
            let label = read.label.get(out.lang);
            let slots = [("path", shown.as_str()), ("label", label), ("signed", &signed)];
            out.note(&fill(out.lang, Key::CliPackUsed, &slots));
            Ok(Some((read, faults)))
        }
        (None, faults) => Err(refused(out, path, &DataProblem::Faults(faults))),
    }
}

fn refused(out: &Out, path: &Path, problem: &DataProblem) -> Failure {
    let shown = path.display().to_string();
    let headline = fill(out.lang, Key::CannotReadData, &[("path", &shown)]);
    let why = words::data_problem(out.lang, problem);
    Failure { end: End::Unreadable, message: format!("{headline} {why}") }
}

/// Writes a pack where it is wanted, signed if that is wanted, too.
pub fn write(out: &Out, text: &str, to: &To) -> Result<(), Failure> {
    let signature = to.sign.as_deref().map(|key| sign(out, key, text)).transpose()?;
    let signature = signature.as_deref().map(str::as_bytes);
    if let Some(path) = &to.into {
        let io = |failed: import_data::FileError| {
            out.cannot_save(&failed.path, SaveProblem::from_io(&failed.error))
        };
        import_data::write(path, text).map_err(io)?;
        if let Some(signature) = signature {
            let path = store::signature_path(path);
            store::write_whole(&path, signature)
                .map_err(|error| out.cannot_save(&path, SaveProblem::from_io(&error)))?;
        }
    }
    if to.keep {
        let Some(folder) = Places::of_system().packs else {
            // Never into the folder that one happens to be in.
            return Err(out.cannot_save(Path::new(""), SaveProblem::NoSuchFolder));
        };
        keep(&folder, text, signature).map_err(|problem| out.cannot_save(&folder, problem))?;
        let file = folder.join(store::pack_name(text)).display().to_string();
        out.note(&fill(out.lang, Key::CliPackKept, &[("file", &file)]));
    }
    Ok(())
}

/// As the window keeps it: last, and in force.
fn keep(folder: &Path, text: &str, signature: Option<&[u8]>) -> Result<(), SaveProblem> {
    let file = store::pack_name(text);
    let known = store::read_packs(folder).into_iter().map(|pack| pack.entry);
    let mut list: Vec<PackEntry> = known.filter(|entry| entry.file != file).collect();
    list.push(PackEntry { file, on: true });
    store::write_pack(folder, text, signature)?;
    store::write_pack_list(folder, &list, None)
}

fn sign(out: &Out, key: &Path, text: &str) -> Result<String, Failure> {
    let failed = |problem: KeyProblem| {
        let shown = key.display().to_string();
        let why = words::key_problem(out.lang, &problem);
        let message = words::labelled(
            out.lang,
            &fill(out.lang, Key::CannotReadKey, &[("path", &shown)]),
            &why,
        );
        Failure { end: End::Unreadable, message }
    };
    let passphrase = out.passphrase.clone().ok_or_else(|| failed(KeyProblem::WrongPassphrase))?;
    let open = store::read_key(key).and_then(|file| file.open(&passphrase)).map_err(failed)?;
    store::sign_pack(&open, shell::now(), text.as_bytes())
        .map_err(|problem| out.cannot_save(key, problem))
}
