//! Unsaved work on a sealed case: nothing of it stands on the disk in the open.
//!
//! Trying a passphrase costs a second, and work is written more often than that. So the passphrase seals a key that is
//! made for one sitting, and that key seals the work.

use super::blob::Blob;
use super::container::{Contents, Opened};
use super::secret::{SealProblem, seal, unseal};
use super::sha256::{is_hash, sha256};
use super::whole::{put, read_plain};
use super::{MOST_FILE, OpenProblem, Passphrase, disk, write_whole};
use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::{Identity, Recipient};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The case: the length of the sealed key in four bytes, the sealed key, and what it seals.
pub const SEALED_CASE: &str = "work.sealed";

/// A key for one sitting.
pub struct WorkKey {
    passphrase: Passphrase,
    recipient: Recipient,
    sealed: Vec<u8>,
}

impl WorkKey {
    /// Takes about a second.
    pub fn new(passphrase: &Passphrase) -> io::Result<Self> {
        let identity = Identity::generate();
        let secret: SecretString = identity.to_string();
        let sealed = seal(secret.expose_secret().as_bytes(), passphrase)?;
        Ok(Self { passphrase: passphrase.clone(), recipient: identity.to_public(), sealed })
    }

    pub fn is_for(&self, passphrase: &Passphrase) -> bool {
        self.passphrase == *passphrase
    }

    fn seal(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        age::encrypt(&self.recipient, bytes).map_err(io::Error::other)
    }
}

/// Writes the work. Attached files are written once, under a name that tells with which key they are sealed.
pub fn write_sealed(folder: &Path, mut contents: Contents, key: &WorkKey) -> io::Result<()> {
    let blobs = std::mem::take(&mut contents.attachments);
    let home = folder.join("attachments");
    disk::create_folder(&home)?;
    let tag = tag(&key.recipient);
    let mut wanted = Vec::new();
    for (hash, blob) in &blobs {
        let path = sealed_name(&home, hash, &tag);
        if !path.exists() {
            put(&path, &key.seal(&blob.bytes()?)?)?;
        }
        wanted.push(path);
    }
    let case = contents.zipped().map_err(io::Error::other)?;
    let length = u32::try_from(key.sealed.len()).map_err(io::Error::other)?;
    let work = key.seal(&case)?;
    let bytes = [&length.to_le_bytes()[..], &key.sealed, &work].concat();
    write_whole(&folder.join(SEALED_CASE), &bytes)?;
    for entry in fs::read_dir(&home)?.flatten() {
        let path = entry.path();
        if !wanted.contains(&path) && path.is_file() {
            disk::remove(&path)?;
        }
    }
    Ok(())
}

/// Reads what [`write_sealed`] has written.
pub fn read_sealed(folder: &Path, passphrase: Option<&Passphrase>) -> Result<Opened, OpenProblem> {
    let damaged = |what: &str| OpenProblem::Damaged(format!("{SEALED_CASE}: {what}"));
    let passphrase = passphrase.ok_or(OpenProblem::Locked { tried: false })?;
    let bytes = read_plain(&folder.join(SEALED_CASE), MOST_FILE)
        .map_err(|error| OpenProblem::from_io(&error))?;
    let (length, rest) = bytes.split_first_chunk().ok_or_else(|| damaged("too short"))?;
    let length = u32::from_le_bytes(*length) as usize;
    let (sealed, work) = rest.split_at_checked(length).ok_or_else(|| damaged("too short"))?;
    let identity = identity(sealed, passphrase)?;
    let unseal = |bytes: &[u8]| age::decrypt(&identity, bytes);
    let case = unseal(work).map_err(|error| damaged(&error.to_string()))?;
    let (mut contents, dossier) = Contents::unzipped(&case)?;
    let (home, tag) = (folder.join("attachments"), tag(&identity.to_public()));
    for attachment in dossier.evidence.values().filter_map(|item| item.attachment.as_ref()) {
        let hash = &attachment.sha256;
        // The name comes from the file; only a hash becomes a path.
        if is_hash(hash)
            && let Ok(bytes) = read_plain(&sealed_name(&home, hash, &tag), MOST_FILE)
            && let Ok(bytes) = unseal(&bytes)
        {
            contents.attachments.insert(hash.clone(), Blob::new(bytes));
        }
    }
    let mut opened = contents.opened(dossier)?.0;
    opened.passphrase = Some(passphrase.clone());
    Ok(opened)
}

fn identity(sealed: &[u8], passphrase: &Passphrase) -> Result<Identity, OpenProblem> {
    let reader = unseal(sealed, passphrase).map_err(|problem| match problem {
        SealProblem::WrongPassphrase => OpenProblem::Locked { tried: true },
        SealProblem::NotForPassphrase => OpenProblem::OtherLock,
        SealProblem::Damaged(why) => OpenProblem::Damaged(why),
    })?;
    let mut text = String::new();
    reader
        .take(1024)
        .read_to_string(&mut text)
        .map_err(|error| OpenProblem::Damaged(error.to_string()))?;
    text.parse().map_err(|error: &str| OpenProblem::Damaged(error.to_owned()))
}

fn tag(recipient: &Recipient) -> String {
    sha256(recipient.to_string().as_bytes()).chars().take(16).collect()
}

fn sealed_name(home: &Path, hash: &str, tag: &str) -> PathBuf {
    home.join(format!("{hash}.{tag}"))
}
