//! Data packs that are kept: their files, the list that says in which order they count, and who signed them.
//!
//! A file is written before the list names it, and the list forgets it before it goes: what fails in between leaves a
//! pack that is laid aside, never one that is lost.

use super::keys::{OpenKey, fits};
use super::sha256::sha256;
use super::whole::{put, read_plain};
use super::{OpenProblem, SaveProblem, disk, write_whole};
use kriterion_heart::pack::MOST_BYTES;
use kriterion_heart::signoff::PublicKey;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const LIST: &str = "list.ron";
const MOST_LIST: u64 = 1024 * 1024;
const MOST_SIGNATURE: u64 = 64 * 1024;
/// More make no start that anybody waits for.
const MOST_PACKS: usize = 200;

/// One pack of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// Its name in the folder.
    pub file: String,
    /// In force, or laid aside.
    pub on: bool,
}

/// A pack as it was found.
#[derive(Debug, Clone)]
pub struct PackFile {
    pub entry: PackEntry,
    pub text: Result<String, OpenProblem>,
    pub sign: PackSign,
}

/// Whether a pack is signed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PackSign {
    #[default]
    None,
    By {
        who: String,
        key: PublicKey,
        /// Seconds since 1970.
        at: u64,
    },
    /// There is a signature, and it does not fit.
    Bad,
}

/// The file beside a pack: `NAME.ron.sig`.
#[derive(Serialize, Deserialize)]
enum SignatureText {
    V1(SignatureV1),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureV1 {
    who: String,
    key: PublicKey,
    at: u64,
    signature: String,
}

fn message(who: &str, at: u64, text: &[u8]) -> Vec<u8> {
    format!("kriterion data pack\n{who}\n{at}\n{}", sha256(text)).into_bytes()
}

/// The text of the signature file for a pack.
pub fn sign_pack(key: &OpenKey, at: u64, text: &[u8]) -> Result<String, SaveProblem> {
    let signature = key.sign_bytes(&message(&key.name, at, text));
    let made = SignatureV1 { who: key.name.clone(), key: key.key, at, signature };
    ron::ser::to_string_pretty(&SignatureText::V1(made), ron::ser::PrettyConfig::new())
        .map_err(|error| SaveProblem::Encode(error.to_string()))
}

/// Whether a signature fits a pack; a file that is no signature does not.
pub fn check_pack(text: &[u8], signature: Option<&[u8]>) -> PackSign {
    let Some(bytes) = signature else { return PackSign::None };
    let Ok(SignatureText::V1(made)) = ron::de::from_bytes(bytes) else { return PackSign::Bad };
    let SignatureV1 { who, key, at, signature } = made;
    match fits(key, &message(&who, at, text), &signature) {
        true => PackSign::By { who, key, at },
        false => PackSign::Bad,
    }
}

/// Where the signature of a pack stands.
pub fn signature_path(pack: &Path) -> PathBuf {
    let mut name = pack.as_os_str().to_owned();
    name.push(".sig");
    PathBuf::from(name)
}

/// The signature beside a file, where there is one.
pub fn read_signature(pack: &Path) -> Option<Vec<u8>> {
    match super::read_limited(&signature_path(pack), MOST_SIGNATURE) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => Some(Vec::new()), // There is one, and it cannot be read: it does not fit.
    }
}

/// All packs in the order in which they count; files that the list does not name are laid aside.
pub fn read_packs(folder: &Path) -> Vec<PackFile> {
    let list = read_plain(&folder.join(LIST), MOST_LIST).ok();
    let list: Vec<PackEntry> =
        list.and_then(|bytes| ron::de::from_bytes(&bytes).ok()).unwrap_or_default();
    let mut entries: Vec<PackEntry> =
        list.into_iter().filter(|entry| is_plain(&entry.file)).collect();
    let mut others: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flat_map(|all| all.flatten())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_plain(name) && entries.iter().all(|entry| entry.file != *name))
        .collect();
    others.sort();
    entries.extend(others.into_iter().map(|file| PackEntry { file, on: false }));
    entries.truncate(MOST_PACKS);
    entries.into_iter().map(|entry| read_one(folder, entry)).collect()
}

fn read_one(folder: &Path, entry: PackEntry) -> PackFile {
    let path = folder.join(&entry.file);
    let bytes = read_plain(&path, MOST_BYTES as u64);
    let sign = match &bytes {
        Ok(bytes) => check_pack(bytes, read_signature(&path).as_deref()),
        Err(_) => PackSign::None,
    };
    let text = bytes
        .map_err(|error| OpenProblem::from_io(&error))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| OpenProblem::Foreign));
    PackFile { entry, text, sign }
}

/// A name in the folder and of ours: no path is followed.
fn is_plain(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name != LIST
        && name.strip_suffix(".ron").is_some_and(|stem| !stem.is_empty() && stem.chars().all(good))
}

/// The name under which a pack is kept: the same pack, the same name.
pub fn pack_name(text: &str) -> String {
    let hash = sha256(text.as_bytes());
    format!("{}.ron", hash.get(..16).unwrap_or(&hash))
}

/// Writes a pack and its signature into the folder; the list comes after it.
pub fn write_pack(folder: &Path, text: &str, signature: Option<&[u8]>) -> Result<(), SaveProblem> {
    let io = |error: &io::Error| SaveProblem::from_io(error);
    disk::create_folder(folder).map_err(|error| io(&error))?;
    let path = folder.join(pack_name(text));
    if let Some(signature) = signature {
        write_whole(&signature_path(&path), signature).map_err(|error| io(&error))?;
    }
    write_whole(&path, text.as_bytes()).map_err(|error| io(&error))
}

/// Writes the list, and removes the files of packs that are no longer on it.
pub fn write_pack_list(
    folder: &Path,
    list: &[PackEntry],
    gone: Option<&str>,
) -> Result<(), SaveProblem> {
    let text = ron::ser::to_string_pretty(list, ron::ser::PrettyConfig::new())
        .map_err(|error| SaveProblem::Encode(error.to_string()))?;
    disk::create_folder(folder).map_err(|error| SaveProblem::from_io(&error))?;
    put(&folder.join(LIST), text.as_bytes()).map_err(|error| SaveProblem::from_io(&error))?;
    // The list is in its place; only a power cut in this moment could bring the old one back.
    disk::flush_folder(folder).ok();
    if let Some(name) = gone.filter(|name| is_plain(name)) {
        let path = folder.join(name);
        // A file that stays is a pack that is laid aside.
        disk::remove(&path).ok();
        disk::remove(&signature_path(&path)).ok();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str, on: bool) -> PackEntry {
        PackEntry { file: file.to_owned(), on }
    }

    #[test]
    fn packs_come_back_in_their_order_and_no_path_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("new/packs");
        let (a, b) = ("V1(label: (en: \"a\"))", "V1(label: (en: \"b\"))");
        write_pack(&root, a, None).unwrap();
        write_pack(&root, b, None).unwrap();
        let (first, second) = (entry(&pack_name(b), true), entry(&pack_name(a), false));
        let outside = entry("../../other.ron", true);
        write_pack_list(&root, &[first.clone(), outside, second.clone()], None).unwrap();
        let found = read_packs(&root);
        let entries: Vec<_> = found.iter().map(|pack| pack.entry.clone()).collect();
        assert_eq!(entries, [first.clone(), second.clone()]);
        assert_eq!(found[0].text.as_deref(), Ok(b));
        write_pack_list(&root, &[second], Some(&first.file)).unwrap();
        assert_eq!(read_packs(&root).len(), 1);
        assert!(!root.join(pack_name(b)).exists());
        fs::write(root.join(LIST), "garbled").unwrap();
        let found = read_packs(&root);
        assert_eq!((found.len(), found[0].entry.on), (1, false), "laid aside, not lost");
    }

    #[test]
    fn a_signature_fits_its_pack_and_no_other() {
        let key = OpenKey::new("Anna".to_owned(), &[7; 32]);
        let signature = sign_pack(&key, 5, b"pack").unwrap();
        let by = PackSign::By { who: "Anna".to_owned(), key: key.key, at: 5 };
        assert_eq!(check_pack(b"pack", Some(signature.as_bytes())), by);
        assert_eq!(check_pack(b"pack!", Some(signature.as_bytes())), PackSign::Bad);
        let other = signature.replace("Anna", "Bert");
        assert_eq!(check_pack(b"pack", Some(other.as_bytes())), PackSign::Bad);
        assert_eq!(check_pack(b"pack", Some(b"nonsense")), PackSign::Bad);
        assert_eq!(check_pack(b"pack", None), PackSign::None);
    }
}
