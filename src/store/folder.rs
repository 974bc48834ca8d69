//! A dossier as a folder: the same texts and attachments as in the container, for tools that compare line by line.

use super::container::{Contents, MIMETYPE};
use super::format::dossier_from_ron;
use super::{MOST_ATTACHMENT, OpenProblem, SaveProblem, read_limited, write_whole};
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
    fs::create_dir_all(&attachments).map_err(|error| save(&error))?;
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
    for entry in fs::read_dir(&attachments).map_err(|error| save(&error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hash(&name) && !contents.attachments.contains_key(&name) {
            fs::remove_file(entry.path()).map_err(|error| save(&error))?;
        }
    }
    let texts =
        [("mimetype", MIMETYPE), ("log.ron", &contents.log), ("dossier.ron", &contents.dossier)];
    for (name, text) in texts {
        write_whole(&folder.join(name), text.as_bytes()).map_err(|error| save(&error))?;
    }
    Ok(())
}

/// Reads a folder as [`unpack`] writes it.
pub fn read_folder(folder: &Path) -> Result<Contents, OpenProblem> {
    let text = |name: &str| -> Result<String, OpenProblem> {
        let bytes = read_limited(&folder.join(name), MOST_TEXT)
            .map_err(|error| OpenProblem::from_io(&error))?;
        String::from_utf8(bytes).map_err(|error| OpenProblem::Damaged(error.to_string()))
    };
    if text("mimetype")?.trim() != MIMETYPE {
        return Err(OpenProblem::Foreign);
    }
    let (dossier, log) = (text("dossier.ron")?, text("log.ron")?);
    let mut attachments = BTreeMap::new();
    for item in dossier_from_ron(&dossier)?.evidence.into_values() {
        let Some(attachment) = item.attachment else { continue };
        // The name comes from the file; only a hash may become a path.
        if is_hash(&attachment.sha256) {
            let path = folder.join("attachments").join(&attachment.sha256);
            if let Ok(bytes) = read_limited(&path, MOST_ATTACHMENT) {
                attachments.insert(attachment.sha256, Arc::new(bytes));
            }
        }
    }
    Ok(Contents { dossier, log, attachments })
}

fn is_ours(name: &str) -> bool {
    ["mimetype", "dossier.ron", "log.ron", "attachments"].contains(&name)
}

/// Sixty-four small hex digits.
fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
