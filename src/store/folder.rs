//! A dossier as a folder: the same texts and attachments as in the container, for tools that compare line by line.

use super::blob::Blob;
use super::container::{Contents, MIMETYPE, MOST_TEXT};
use super::format::{dossier_from_ron, signatures_from_ron};
use super::sha256::is_hash;
use super::{MOST_ATTACHMENT, OpenProblem, SaveProblem, read_limited, write_whole};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

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
    let save = |error: &std::io::Error| UnpackProblem::Save(SaveProblem::from_io(error));
    fs::create_dir_all(folder).map_err(|error| save(&error))?;
    for entry in fs::read_dir(folder).map_err(|error| save(&error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files are those of version control.
        if !is_ours(&name) && !name.starts_with('.') {
            return Err(UnpackProblem::Foreign(name));
        }
    }
    let blobs = contents.attachments.iter().map(|(hash, blob)| (hash, || blob.bytes()));
    write_hashed(&folder.join("attachments"), blobs).map_err(|error| save(&error))?;
    let versions = folder.join("versions");
    if !contents.versions.is_empty() || versions.exists() {
        let texts = contents.versions.iter();
        let texts = texts.map(|(hash, text)| (hash, || Ok(Arc::new(text.as_bytes().to_vec()))));
        write_hashed(&versions, texts).map_err(|error| save(&error))?;
    }
    let texts = [
        ("mimetype", MIMETYPE),
        ("signatures.ron", &contents.signatures),
        ("log.ron", &contents.log),
        ("dossier.ron", &contents.dossier),
    ];
    for (name, text) in texts {
        let path = folder.join(name);
        // Where nobody has signed there is no such file.
        let done = if !text.is_empty() {
            write_whole(&path, text.as_bytes())
        } else if path.exists() {
            fs::remove_file(&path)
        } else {
            Ok(())
        };
        done.map_err(|error| save(&error))?;
    }
    Ok(())
}

/// Brings a folder of files that are named by their hashes in line: new ones written, others removed.
fn write_hashed<'a, F>(
    folder: &Path,
    files: impl Iterator<Item = (&'a String, F)>,
) -> std::io::Result<()>
where
    F: FnOnce() -> std::io::Result<Arc<Vec<u8>>>,
{
    fs::create_dir_all(folder)?;
    let mut wanted = BTreeSet::new();
    for (hash, bytes) in files {
        wanted.insert(hash.as_str());
        let path = folder.join(hash);
        if !path.exists() {
            write_whole(&path, &bytes()?)?;
        }
    }
    for entry in fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hash(&name) && !wanted.contains(name.as_str()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Reads a folder as [`write_folder`] writes it.
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
    let signatures = match text("signatures.ron") {
        Err(OpenProblem::Missing) => String::new(),
        told => told?,
    };
    let mut versions = BTreeMap::new();
    for step in signatures_from_ron(&signatures)? {
        if is_hash(&step.dossier)
            && let Ok(bytes) = read_limited(&folder.join("versions").join(&step.dossier), MOST_TEXT)
            && let Ok(text) = String::from_utf8(bytes)
        {
            versions.insert(step.dossier, Arc::from(text));
        }
    }
    let mut attachments = BTreeMap::new();
    for item in dossier_from_ron(&dossier)?.evidence.into_values() {
        let Some(attachment) = item.attachment else { continue };
        // The name comes from the file; only a hash may become a path.
        if is_hash(&attachment.sha256) {
            let path = folder.join("attachments").join(&attachment.sha256);
            if let Ok(bytes) = read_limited(&path, MOST_ATTACHMENT) {
                attachments.insert(attachment.sha256, Blob::new(bytes));
            }
        }
    }
    Ok(Contents { dossier, log, signatures, versions, attachments })
}

fn is_ours(name: &str) -> bool {
    let ours = ["mimetype", "dossier.ron", "log.ron", "signatures.ron", "versions", "attachments"];
    ours.contains(&name)
}
