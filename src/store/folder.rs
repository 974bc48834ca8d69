//! A dossier as a folder: the same texts and attachments as in the container, for tools that compare line by line.

use super::blob::Blob;
use super::container::{self, Contents, MIMETYPE, MOST_TEXT};
use super::format::dossier_from_ron;
use super::sha256::is_hash;
use super::whole::{put, read_plain};
use super::{MOST_ATTACHMENT, OpenProblem, SaveProblem, disk, write_whole};
use kriterion_heart::dossier::Dossier;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The folders in it whose files are named by their hashes.
const HASHED: [&str; 3] = ["attachments", "versions", "logs"];

/// Why a dossier was not unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpackProblem {
    Save(SaveProblem),
    /// The folder holds something else; the first name that is not ours.
    Foreign(String),
}

/// Writes the contents of a container into a folder. One that holds other things is refused; an older dossier in it is
/// replaced, whole, file by file.
pub fn write_folder(contents: &Contents, folder: &Path) -> Result<(), UnpackProblem> {
    let save = |error: &io::Error| UnpackProblem::Save(SaveProblem::from_io(error));
    // What is written there must not end up elsewhere.
    if let Some(link) = HASHED.into_iter().find(|name| folder.join(name).is_symlink()) {
        return Err(UnpackProblem::Foreign(link.to_owned()));
    }
    disk::create_folder(folder).map_err(|error| save(&error))?;
    for entry in fs::read_dir(folder).map_err(|error| save(&error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files are those of version control.
        if !is_ours(&name) && !name.starts_with('.') {
            return Err(UnpackProblem::Foreign(name));
        }
    }
    write_texts(contents, folder).map_err(|error| save(&error))
}

fn write_texts(contents: &Contents, folder: &Path) -> io::Result<()> {
    let [attachments, versions, branches] = HASHED.map(|name| folder.join(name));
    for (hash, blob) in &contents.attachments {
        add_hashed(&attachments, hash, || blob.bytes())?;
    }
    let texts = [(&versions, &contents.versions), (&branches, &contents.branches)];
    for (home, (hash, text)) in
        texts.into_iter().flat_map(|(home, all)| all.iter().map(move |it| (home, it)))
    {
        add_hashed(home, hash, || Ok(Arc::new(text.as_bytes().to_vec())))?;
    }
    let is_marked = text(folder, "mimetype").is_ok_and(|text| text == MIMETYPE);
    let mimetype = (!is_marked).then_some(("mimetype", MIMETYPE));
    let signatures = ("signatures.ron", contents.signatures.as_str());
    let texts = [("log.ron", contents.log.as_str()), signatures];
    for (name, text) in mimetype.into_iter().chain(texts) {
        let path = folder.join(name);
        // Where nobody has signed there is no list of signatures.
        if !text.is_empty() {
            put(&path, text.as_bytes())?;
        } else if path.exists() {
            disk::remove(&path)?;
        }
    }
    // The case is last: until it is there the folder holds the case before, with all that it names. One flush of the
    // folder is for all of them; a busy disk takes long over each.
    write_whole(&folder.join("dossier.ron"), contents.dossier.as_bytes())?;
    remove_others(&attachments, |hash| contents.attachments.contains_key(hash))?;
    remove_others(&branches, |hash| contents.branches.contains_key(hash))?;
    remove_others(&versions, |hash| contents.versions.contains_key(hash))
}

/// A file that is named by its hash is written once.
fn add_hashed(
    home: &Path,
    hash: &str,
    bytes: impl FnOnce() -> io::Result<Arc<Vec<u8>>>,
) -> io::Result<()> {
    // Whatever the name, nothing is written outside.
    if !is_hash(hash) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    let path = home.join(hash);
    if path.exists() {
        return Ok(());
    }
    disk::create_folder(home)?;
    write_whole(&path, &bytes()?)
}

fn remove_others(home: &Path, wanted: impl Fn(&str) -> bool) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(home) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hash(&name) && !wanted(&name) {
            disk::remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Reads a folder as [`write_folder`] writes it.
pub fn read_folder(folder: &Path) -> Result<Contents, OpenProblem> {
    if text(folder, "mimetype")?.trim() != MIMETYPE {
        return Err(OpenProblem::Foreign);
    }
    let (dossier, log) = (text(folder, "dossier.ron")?, text(folder, "log.ron")?);
    let signatures = match text(folder, "signatures.ron") {
        Err(OpenProblem::Missing) => String::new(),
        told => told?,
    };
    let attachments = attachments(folder, &dossier_from_ron(&dossier)?);
    let [versions, branches] = past(folder, &signatures, &log);
    let (versions, branches) = (versions?, branches?);
    Ok(Contents { dossier, log, signatures, versions, branches, attachments })
}

/// One of the texts in a folder.
pub fn text(folder: &Path, name: &str) -> Result<String, OpenProblem> {
    let bytes =
        read_plain(&folder.join(name), MOST_TEXT).map_err(|error| OpenProblem::from_io(&error))?;
    String::from_utf8(bytes).map_err(|error| OpenProblem::Damaged(error.to_string()))
}

/// The texts that were signed, and the logs that were merged into this one: together as large as one text may be. What
/// is larger or is no text counts as missing.
pub fn past(
    folder: &Path,
    signatures: &str,
    log: &str,
) -> [Result<BTreeMap<String, Arc<str>>, OpenProblem>; 2] {
    let mut room = MOST_TEXT;
    let mut text = |home: &str, hash: &str| {
        let bytes = hashed(folder, home, hash, room)?;
        room -= bytes.len() as u64;
        String::from_utf8(bytes).ok()
    };
    let versions = container::versions(signatures, |hash| Ok(text("versions", hash)));
    let branches = container::branches(log, |hash| text("logs", hash));
    [versions, branches]
}

/// The attachments that a case names and its folder has, true to their names or not.
pub fn attachments(folder: &Path, dossier: &Dossier) -> BTreeMap<String, Blob> {
    let mut found = BTreeMap::new();
    for attachment in dossier.evidence.values().filter_map(|item| item.attachment.as_ref()) {
        let hash = &attachment.sha256;
        if let Some(bytes) = hashed(folder, "attachments", hash, MOST_ATTACHMENT) {
            found.insert(hash.clone(), Blob::new(bytes));
        }
    }
    found
}

/// The name comes from the file; only a hash becomes a path, and no link is followed.
fn hashed(folder: &Path, home: &str, hash: &str, limit: u64) -> Option<Vec<u8>> {
    let home = folder.join(home);
    if home.is_symlink() || !is_hash(hash) {
        return None;
    }
    read_plain(&home.join(hash), limit).ok()
}

fn is_ours(name: &str) -> bool {
    let texts = ["mimetype", "dossier.ron", "log.ron", "signatures.ron"];
    texts.contains(&name) || HASHED.contains(&name)
}
