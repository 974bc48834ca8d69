//! Files: the only room that reads or writes them. A file is written whole or not at all.
//!
//! Knows the dossier's container and format number; does not know the session or the window.

mod archive;
mod blob;
mod container;
mod copies;
mod disk;
mod folder;
mod format;
mod keys;
mod lock;
mod log;
mod methods;
mod packs;
mod past;
mod problem;
mod recovery;
mod sealed_work;
mod secret;
mod sha256;
mod signed;
mod stamp;
mod verify;
mod whole;

pub use self::blob::Blob;
pub use self::container::{
    Branches, Contents, Opened, Parcel, Saving, Signatures, Signing, bad_attachments, decode,
    encode,
};
pub use self::copies::{SafeCopy, copies, keep_copy, try_place};
pub use self::disk::{Gate, Step, set_gate};
pub use self::folder::{UnpackProblem, read_folder, write_folder};
pub use self::keys::{KeyFile, KeyProblem, OpenKey, create_key, is_genuine, read_key};
pub use self::lock::{FileLock, Holder, lock};
pub use self::log::LogEntry;
pub use self::methods::{
    MOST_METHOD, MethodFile, read_method, read_methods, remove_method, write_method,
};
pub use self::packs::{
    PackEntry, PackFile, PackSign, check_pack, pack_name, read_packs, read_signature, sign_pack,
    signature_path, write_pack, write_pack_list,
};
pub use self::past::Past;
pub use self::problem::{OpenProblem, SaveProblem};
pub use self::recovery::{Desk, Left, Origin, clear_left, left_behind, open_left, sweep_left};
pub use self::secret::{Passphrase, SealProblem};
pub use self::sha256::sha256;
pub use self::signed::{Signed, SignedNow, all_now, check_signatures};
pub use self::stamp::{Expected, Stamp, stamp};
pub use self::verify::{
    CaseState, LogState, Proof, Verified, check_log, verify, verify_bytes, verify_contents,
};
pub use self::whole::{read_limited, write_whole};

use self::secret::SEALED;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write as _};
use std::path::Path;

/// The largest file that can be attached, in bytes.
pub const MOST_ATTACHMENT: u64 = 64 * 1024 * 1024;
/// Between disk and container: a gigabyte goes through in pieces of this size.
const BUFFER: usize = 256 * 1024;
/// The largest dossier file that is opened, in bytes.
pub const MOST_FILE: u64 = 4 * 1024 * 1024 * 1024;

/// A file that was just written: its log with the new entry, its signatures.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    pub log: Vec<LogEntry>,
    pub signatures: Signatures,
    /// The same, checked; empty where none was added.
    pub signed: Vec<Signed>,
    pub stamp: Option<Stamp>,
    /// The attached files, now in that file; empty where it is sealed.
    pub attachments: BTreeMap<String, Blob>,
}

/// Reads a dossier from disk.
pub fn open(path: &Path) -> Result<Opened, OpenProblem> {
    open_with(path, None)
}

/// The same, where the file may be sealed. Attachments stay in the file until they are needed.
pub fn open_with(path: &Path, passphrase: Option<&Passphrase>) -> Result<Opened, OpenProblem> {
    let (contents, dossier) = read_contents(path, passphrase)?;
    let mut opened = contents.opened(dossier)?.0;
    opened.passphrase = passphrase.cloned();
    Ok(opened)
}

/// The container in a file, sealed or not.
pub fn read_contents(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<(Contents, kriterion_heart::dossier::Dossier), OpenProblem> {
    let io = |error: &std::io::Error| OpenProblem::from_io(error);
    let mut file = File::open(path).map_err(|error| io(&error))?;
    let mut head = Vec::new();
    (&mut file).take(SEALED.len() as u64).read_to_end(&mut head).map_err(|error| io(&error))?;
    file.rewind().map_err(|error| io(&error))?;
    let file = BufReader::with_capacity(BUFFER, file);
    if head != SEALED {
        return if head.starts_with(b"PK") {
            Contents::read(Box::new(file))
        } else {
            Err(OpenProblem::Foreign)
        };
    }
    let passphrase = passphrase.ok_or(OpenProblem::Locked { tried: false })?;
    let inside = secret::unseal(file, passphrase).map_err(|problem| match problem {
        SealProblem::WrongPassphrase => OpenProblem::Locked { tried: true },
        SealProblem::NotForPassphrase => OpenProblem::OtherLock,
        SealProblem::Damaged(why) => OpenProblem::Damaged(why),
    })?;
    Contents::read(Box::new(inside))
}

/// The hash under which the log knows a save of this case.
pub fn case_hash(dossier: &kriterion_heart::dossier::Dossier) -> Option<String> {
    format::dossier_to_ron(dossier).ok().map(|text| sha256(text.as_bytes()))
}

/// Whether a file begins like a dossier, sealed or not; other containers begin otherwise.
pub fn is_dossier(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut head));
    let mark = container::MIMETYPE.as_bytes();
    let packed = head.starts_with(b"PK") && head.windows(mark.len()).any(|part| part == mark);
    read.is_ok() && (packed || head.starts_with(SEALED))
}

/// Writes a dossier to disk, whole or not at all, and gives its log with the new entry.
pub fn save(path: &Path, parcel: &Parcel) -> Result<Saved, SaveProblem> {
    save_signed(path, parcel, None)
}

/// The same, with one more signed step.
pub fn save_signed(
    path: &Path,
    parcel: &Parcel,
    signing: Option<&Signing<'_>>,
) -> Result<Saved, SaveProblem> {
    let (contents, log, signatures) =
        Contents::signed(parcel, signing).map_err(SaveProblem::Encode)?;
    save_contents(path, &contents, parcel.passphrase.as_ref())?;
    // What was in memory need not stay there.
    let fresh = parcel.attachments.values().any(|blob| !blob.is_packed());
    let reopened = if fresh && parcel.passphrase.is_none() { open(path).ok() } else { None };
    let attachments = reopened.map(|opened| opened.attachments).unwrap_or_default();
    let checked = |_| check_signatures(&signatures, &log, &parcel.branches);
    let signed = signing.map(checked).unwrap_or_default();
    Ok(Saved { log, signatures, signed, stamp: stamp(path), attachments })
}

/// Writes a container, whole or not at all.
pub fn save_contents(
    path: &Path,
    contents: &Contents,
    passphrase: Option<&Passphrase>,
) -> Result<(), SaveProblem> {
    let io = |error: &std::io::Error| SaveProblem::from_io(error);
    match passphrase {
        Some(passphrase) => {
            let bytes = contents.zipped().map_err(SaveProblem::Encode)?;
            let sealed = secret::seal(&bytes, passphrase).map_err(|error| io(&error))?;
            whole::put(path, &sealed)
        }
        None => whole::put_by(path, |file| {
            contents.write(BufWriter::with_capacity(BUFFER, file))?.flush()
        }),
    }
    .map_err(|error| io(&error))?;
    // The file is the new one already, and the next save must know it as its own.
    disk::flush_folder(&whole::folder_of(path))
        .map_err(|error| SaveProblem::NotFlushed { stamp: stamp(path), why: error.to_string() })?;
    whole::sweep_drafts(path);
    Ok(())
}

/// Reads a file to be attached.
pub fn read_attachment(path: &Path) -> Result<Vec<u8>, OpenProblem> {
    read_limited(path, MOST_ATTACHMENT).map_err(|error| OpenProblem::from_io(&error))
}
