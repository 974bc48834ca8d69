//! What a very large dossier costs: ten thousand pieces of evidence and a gigabyte of attached files.

use super::Figure;
use crate::sample;
use crate::session::{Action, Effect, Landed, Session, Source};
use crate::store::{self, Blob, Desk, Parcel, Saving};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::{Attachment, EvidenceId, Field};
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

pub const PIECES: u32 = 10_000;
const FILES: u64 = 16;
const FILE_SIZE: usize = 64 * 1024 * 1024;

/// Needs three gigabytes below the system's folder for such files.
pub fn figures(bundle: &Arc<Bundle>) -> io::Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.kriterion");
    let mut figures = Vec::new();
    let mut tell = |name: &str, begun: Instant| {
        let spent = begun.elapsed().as_secs_f64() * 1000.0;
        figures.push((format!("large_{name}"), spent, "ms"));
    };
    let parcel = parcel(bundle);
    let begun = Instant::now();
    store::save(&path, &parcel).map_err(|problem| io::Error::other(format!("{problem:?}")))?;
    tell("first_save", begun);
    drop(parcel);

    // From the file to a case that can be worked on.
    let mut session = Session::new(Arc::clone(bundle), Lang::En, 1);
    let begun = Instant::now();
    let stamp = store::stamp(&path);
    let result = store::open(&path).map(Box::new);
    let landed = Landed::Read { source: Source::File(path.clone()), result, stamp };
    let effects = session.update(Action::Landed(Box::new(landed)));
    tell("open", begun);

    let begun = Instant::now();
    for effect in effects {
        if let Effect::CheckAttachments { dossier, attachments, .. } = effect {
            store::bad_attachments(&dossier, &attachments);
        }
    }
    tell("check_behind", begun);

    let begun = Instant::now();
    let note = Edit::Field(Field::Notes, "a small edit".to_owned());
    let mut effects = session.update(Action::Edit(Box::new(note)));
    tell("edit", begun);

    let begun = Instant::now();
    keep(folder.path(), &effects)?;
    tell("keep_edit", begun);

    let begun = Instant::now();
    effects = session.update(Action::Save);
    for effect in effects {
        if let Effect::Save { path, parcel, revision, .. } = effect {
            let result = store::save(&path, &parcel);
            let landed = Landed::Saved { path, revision, result };
            session.update(Action::Landed(Box::new(landed)));
        }
    }
    tell("save_small_edit", begun);

    // What any program must do for a file of this size: copy it once and flush.
    let begun = Instant::now();
    plain_copy(&path, &folder.path().join("copy"))?;
    tell("plain_copy", begun);
    Ok(figures)
}

/// As the recovery thread does it.
fn keep(folder: &Path, effects: &[Effect]) -> io::Result<()> {
    for effect in effects {
        if let Effect::Keep(parcel, origin) = effect {
            let mut desk = Desk::take(&folder.join("recovery"), &parcel.dossier.id)?;
            desk.keep(parcel, origin)
                .map_err(|problem| io::Error::other(format!("{problem:?}")))?;
        }
    }
    Ok(())
}

fn plain_copy(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::copy(from, to)?;
    std::fs::File::open(to)?.sync_all()
}

fn parcel(bundle: &Bundle) -> Parcel {
    let mut dossier = sample::large(bundle, PIECES);
    let mut attachments = BTreeMap::new();
    for number in 0..FILES {
        let bytes = noise(number + 1);
        let hash = store::sha256(&bytes);
        let id = EvidenceId(u32::try_from(number + 1).unwrap_or(1));
        if let Some(item) = dossier.evidence.edit(id) {
            let name = format!("{number}.pdf");
            let bytes = bytes.len() as u64;
            item.attachment = Some(Attachment { sha256: hash.clone(), name, bytes });
        }
        attachments.insert(hash, Blob::new(bytes));
    }
    let saving = Some(Saving { at: 1, who: String::new(), what: Vec::new() });
    Parcel { attachments, saving, ..Parcel::of(dossier) }
}

/// Bytes that cannot be packed, as those of pictures.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::with_capacity(FILE_SIZE);
    while bytes.len() < FILE_SIZE {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes
}
