//! A dossier as a folder: the same texts and attachments as in the container, for tools that compare line by line.

use super::container::{Contents, MIMETYPE};
use super::format::dossier_from_ron;
use super::whole::{put, read_plain};
use super::{MOST_ATTACHMENT, OpenProblem, SaveProblem, disk, write_whole};
use kriterion_heart::dossier::Dossier;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const MOST_TEXT: u64 = 64 * 1024 * 1024;

/// Writes the contents of a container into a folder. One that holds other things is refused; an older dossier in it is
/// replaced, whole, file by file.
pub fn unpack(bytes: &[u8], folder: &Path) -> Result<(), UnpackProblem> {
    let (contents, _) = Contents::unzipped(bytes).map_err(UnpackProblem::Open)?;
    write_folder(&contents, folder)
}

/// Why a dossier was not unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpackProblem {
    Open(OpenProblem),
    Save(SaveProblem),
    /// The folder holds something else; the first name that is not ours.
    Foreign(String),
}

pub fn write_folder(contents: &Contents, folder: &Path) -> Result<(), UnpackProblem> {
    let save = |error: &std::io::Error| UnpackProblem::Save(SaveProblem::from_io(error));
    let attachments = folder.join("attachments");
    // What is written there must not end up elsewhere.
    if attachments.is_symlink() {
        return Err(UnpackProblem::Foreign("attachments".to_owned()));
    }
    disk::create_folder(&attachments).map_err(|error| save(&error))?;
    for entry in fs::read_dir(folder).map_err(|error| save(&error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files are those of version control.
        if !is_ours(&name) && !name.starts_with('.') {
            return Err(UnpackProblem::Foreign(name));
        }
    }
    for (hash, bytes) in &contents.attachments {
        let path = attachments.join(hash);
        if !path.exists() {
            write_whole(&path, bytes).map_err(|error| save(&error))?;
        }
    }
    let is_marked = text(folder, "mimetype").is_ok_and(|text| text == MIMETYPE);
    let mimetype = (!is_marked).then_some(("mimetype", MIMETYPE));
    for (name, text) in mimetype.into_iter().chain([("log.ron", contents.log.as_str())]) {
        put(&folder.join(name), text.as_bytes()).map_err(|error| save(&error))?;
    }
    // The case is last: until it is there the folder holds the case before, with all that it names. One flush of the
    // folder is for all of them; a busy disk takes long over each.
    let case = contents.dossier.as_bytes();
    write_whole(&folder.join("dossier.ron"), case).map_err(|error| save(&error))?;
    for entry in fs::read_dir(&attachments).map_err(|error| save(&error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hash(&name) && !contents.attachments.contains_key(&name) {
            disk::remove(&entry.path()).map_err(|error| save(&error))?;
        }
    }
    Ok(())
}

/// Reads a folder as [`unpack`] writes it.
pub fn read_folder(folder: &Path) -> Result<Contents, OpenProblem> {
    if text(folder, "mimetype")?.trim() != MIMETYPE {
        return Err(OpenProblem::Foreign);
    }
    let (dossier, log) = (text(folder, "dossier.ron")?, text(folder, "log.ron")?);
    let attachments = attachments(folder, &dossier_from_ron(&dossier)?);
    Ok(Contents { dossier, log, attachments })
}

/// One of the texts in a folder.
pub fn text(folder: &Path, name: &str) -> Result<String, OpenProblem> {
    let bytes =
        read_plain(&folder.join(name), MOST_TEXT).map_err(|error| OpenProblem::from_io(&error))?;
    String::from_utf8(bytes).map_err(|error| OpenProblem::Damaged(error.to_string()))
}

/// The attachments that a case names and its folder has, true to their names or not.
pub fn attachments(folder: &Path, dossier: &Dossier) -> BTreeMap<String, Arc<Vec<u8>>> {
    let home = folder.join("attachments");
    let mut found = BTreeMap::new();
    if home.is_symlink() {
        return found;
    }
    for attachment in dossier.evidence.values().filter_map(|item| item.attachment.as_ref()) {
        let hash = &attachment.sha256;
        // The name comes from the file; only a hash may become a path.
        if is_hash(hash)
            && let Ok(bytes) = read_plain(&home.join(hash), MOST_ATTACHMENT)
        {
            found.insert(hash.clone(), Arc::new(bytes));
        }
    }
    found
}

fn is_ours(name: &str) -> bool {
    ["mimetype", "dossier.ron", "log.ron", "attachments"].contains(&name)
}

/// Sixty-four small hex digits.
fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
