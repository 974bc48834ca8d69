//! The container `*.kriterion`: a ZIP with `mimetype` first, `dossier.ron`, `log.ron`, `signatures.ron` and
//! `versions/<sha256>` where it was signed, `attachments/<sha256>`.
//!
//! A file from somebody else is hostile until checked: sizes and counts are limited, no name in it is used as a path.

use super::archive::archive;
use super::blob::{Archive, Blob, Package, Source};
use super::format::{
    Log, dossier_from_ron, dossier_to_ron, log_from_ron, log_to_ron, signatures_from_ron,
    signatures_to_ron,
};
use super::sha256::{is_hash, sha256};
use super::signed::{Signed, check_signatures};
use super::verify::Proof;
use super::{LogEntry, OpenKey, OpenProblem, Passphrase, log};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::signoff::{PublicKey, SignOff, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, Write};
use std::path::Path;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const MIMETYPE: &str = "application/vnd.kriterion.dossier+zip";
pub(super) const MOST_TEXT: u64 = 64 * 1024 * 1024;
/// Attached files of more bytes are stored as they are.
const MOST_PACKED: u64 = 256 * 1024;
/// Signed steps, and with them versions.
const MOST_STEPS: usize = 1000;

/// A dossier with its attachments, as it goes to disk.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub dossier: Arc<Dossier>,
    pub log: Vec<LogEntry>,
    /// By SHA-256 in hex.
    pub attachments: BTreeMap<String, Blob>,
    pub signatures: Signatures,
    pub branches: Branches,
    /// What the log is to say of this save; `None` writes the log as it is.
    pub saving: Option<Saving>,
    /// Seals the file.
    pub passphrase: Option<Passphrase>,
}

impl Parcel {
    /// A case without anything around it.
    pub fn of(dossier: Dossier) -> Self {
        Self {
            dossier: Arc::new(dossier),
            log: Vec::new(),
            attachments: BTreeMap::new(),
            signatures: Signatures::default(),
            branches: Branches::new(),
            saving: None,
            passphrase: None,
        }
    }
}

/// The signed steps of a case, oldest first, and the texts that were signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signatures {
    pub steps: Vec<SignOff>,
    /// `dossier.ron` as it was, by its SHA-256.
    pub versions: BTreeMap<String, Arc<str>>,
}

/// Logs that a merge has ended, as texts, by the hash of their last entry.
pub type Branches = BTreeMap<String, Arc<str>>;

/// One save, before its hashes are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// Seconds since 1970.
    pub at: u64,
    pub who: String,
    pub what: Vec<String>,
}

/// A step that is to be signed with a save.
pub struct Signing<'a> {
    pub step: Step,
    /// By criterion; 0 is the case as a whole.
    pub reasons: BTreeMap<u8, String>,
    pub key: &'a OpenKey,
}

/// What was read from disk.
#[derive(Debug, Clone)]
pub struct Opened {
    pub dossier: Dossier,
    pub log: Vec<LogEntry>,
    /// Not yet held against their hashes: see [`bad_attachments`].
    pub attachments: BTreeMap<String, Blob>,
    pub signatures: Signatures,
    /// The same, checked.
    pub signed: Vec<Signed>,
    pub branches: Branches,
    pub proof: Proof,
    /// Names of attachments that are missing.
    pub missing: Vec<String>,
    /// What the file was sealed with.
    pub passphrase: Option<Passphrase>,
}

impl Opened {
    /// A case that has no file yet.
    pub fn fresh(dossier: Dossier) -> Self {
        Self {
            dossier,
            log: Vec::new(),
            attachments: BTreeMap::new(),
            signatures: Signatures::default(),
            signed: Vec::new(),
            branches: Branches::new(),
            proof: Proof::NOTHING,
            missing: Vec::new(),
            passphrase: None,
        }
    }
}

/// The texts of a dossier, and its attachments: what stands in the container, and in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub dossier: String,
    pub log: String,
    /// Empty where nobody has signed.
    pub signatures: String,
    pub versions: BTreeMap<String, Arc<str>>,
    pub branches: Branches,
    pub attachments: BTreeMap<String, Blob>,
}

impl Contents {
    /// Makes the texts, and gives the log with the new entry.
    pub fn of(parcel: &Parcel) -> Result<(Self, Vec<LogEntry>), String> {
        let (contents, log, _) = Self::signed(parcel, None)?;
        Ok((contents, log))
    }

    /// The same, with one more signed step.
    pub fn signed(
        parcel: &Parcel,
        signing: Option<&Signing<'_>>,
    ) -> Result<(Self, Vec<LogEntry>, Signatures), String> {
        let dossier = dossier_to_ron(&parcel.dossier)?;
        let hash = sha256(dossier.as_bytes());
        let mut entries = parcel.log.clone();
        if let Some(Saving { at, who, what }) = &parcel.saving {
            log::append(&mut entries, *at, who, what.clone(), hash.clone());
        }
        let mut signatures = parcel.signatures.clone();
        if signatures.steps.len() + usize::from(signing.is_some()) > MOST_STEPS {
            return Err(format!("more than {MOST_STEPS} signed steps")); // No reader would take them.
        }
        if let Some(signing) = signing {
            signatures.versions.insert(hash.clone(), Arc::from(dossier.as_str()));
            let last = entries.last().ok_or("no entry to sign")?;
            signatures.steps.push(signing.signed(hash, last, &parcel.dossier));
        }
        let log = log_to_ron(&entries)?;
        let steps = signatures_to_ron(&signatures.steps)?;
        let versions = signatures.versions.clone();
        let contents = Self {
            dossier,
            log,
            signatures: steps,
            versions,
            branches: parcel.branches.clone(),
            attachments: parcel.attachments.clone(),
        };
        Ok((contents, entries, signatures))
    }

    /// Writes the container. The same contents give the same bytes.
    pub fn write<W: Write + Seek>(&self, out: W) -> std::io::Result<W> {
        let mut zip = ZipWriter::new(out);
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        let packed = stored.compression_method(CompressionMethod::Deflated);
        let mut put = |name: &str, options, bytes: &[u8]| -> std::io::Result<()> {
            zip.start_file(name, options)?;
            zip.write_all(bytes)
        };
        put("mimetype", stored, MIMETYPE.as_bytes())?;
        put("dossier.ron", packed, self.dossier.as_bytes())?;
        put("log.ron", packed, self.log.as_bytes())?;
        if !self.signatures.is_empty() {
            put("signatures.ron", packed, self.signatures.as_bytes())?;
        }
        for (hash, text) in &self.versions {
            put(&format!("versions/{hash}"), packed, text.as_bytes())?;
        }
        for (hash, text) in &self.branches {
            put(&format!("logs/{hash}"), packed, text.as_bytes())?;
        }
        for (hash, blob) in &self.attachments {
            // Large files are mostly packed in their own way, and a gigabyte packed again takes a minute.
            let options = if blob.size() > MOST_PACKED { stored } else { packed };
            blob.put(&mut zip, &format!("attachments/{hash}"), options)?;
        }
        Ok(zip.finish()?)
    }

    /// The case, read from its text.
    pub fn case(&self) -> Result<Dossier, OpenProblem> {
        dossier_from_ron(&self.dossier)
    }

    pub fn zipped(&self) -> Result<Vec<u8>, String> {
        let out = self.write(Cursor::new(Vec::new())).map_err(|error| error.to_string())?;
        Ok(out.into_inner())
    }

    /// Reads a container. Attachments are those that the dossier names and the container has, true to their names or
    /// not; versions those that a signed step names. Nothing else in it is looked at.
    pub fn read(source: Box<dyn Source>) -> Result<(Self, Dossier), OpenProblem> {
        let mut zip = archive(source)?;
        let mimetype = text(&mut zip, "mimetype").map_err(|_| OpenProblem::Foreign)?;
        if mimetype.trim() != MIMETYPE {
            return Err(OpenProblem::Foreign);
        }
        let dossier_text = text(&mut zip, "dossier.ron")?;
        let log = text(&mut zip, "log.ron")?;
        let dossier = dossier_from_ron(&dossier_text)?;
        let has = |zip: &Archive, name: &str| zip.index_for_name(name).is_some();
        let signatures = if has(&zip, "signatures.ron") {
            text(&mut zip, "signatures.ron")?
        } else {
            String::new()
        };
        let mut room = MOST_TEXT;
        let versions = versions(&signatures, |hash| {
            let name = format!("versions/{hash}");
            has(&zip, &name).then(|| limited_text(&mut zip, &name, &mut room)).transpose()
        })?;
        let branches = branches(&log, |hash| {
            let name = format!("logs/{hash}");
            if has(&zip, &name) { limited_text(&mut zip, &name, &mut room).ok() } else { None }
        })?;
        let named: Vec<(String, String)> = named(&dossier)
            .map(|hash| (hash.to_owned(), format!("attachments/{hash}")))
            .filter(|(hash, name)| is_hash(hash) && has(&zip, name))
            .collect();
        let package = Package::new(zip);
        let attachments = named
            .into_iter()
            .map(|(hash, name)| (hash, Blob::Packed(Arc::clone(&package), name)))
            .collect();
        let contents =
            Self { dossier: dossier_text, log, signatures, versions, branches, attachments };
        Ok((contents, dossier))
    }

    pub fn unzipped(bytes: &[u8]) -> Result<(Self, Dossier), OpenProblem> {
        if !bytes.starts_with(b"PK") {
            return Err(OpenProblem::Foreign);
        }
        Self::read(Box::new(Cursor::new(bytes.to_vec())))
    }

    /// The case, its log and its signatures, and which attachments are not there.
    pub fn opened(self, dossier: Dossier) -> Result<(Opened, Log), OpenProblem> {
        let log = log_from_ron(&self.log)?;
        let steps = signatures_from_ron(&self.signatures)?;
        let proof = Proof::of(&self.dossier, &log, &self.branches, &steps);
        let attachments = self.attachments;
        let named = dossier.evidence.values().filter_map(|item| item.attachment.as_ref());
        let missing = named
            .filter(|attachment| !attachments.contains_key(&attachment.sha256))
            .map(|attachment| attachment.name.clone())
            .collect();
        let signatures = Signatures { steps, versions: self.versions };
        let signed = check_signatures(&signatures, &log.entries, &self.branches);
        let entries = log.entries.clone();
        let (branches, passphrase) = (self.branches, None);
        let opened = Opened {
            dossier,
            log: entries,
            attachments,
            signatures,
            signed,
            branches,
            proof,
            missing,
            passphrase,
        };
        Ok((opened, log))
    }
}

impl Signing<'_> {
    fn signed(&self, dossier: String, entry: &LogEntry, case: &Dossier) -> SignOff {
        let mut step = SignOff {
            role: self.step.role,
            act: self.step.act,
            who: String::new(),
            at: entry.at,
            key: PublicKey([0; 32]),
            dossier,
            log: entry.hash(),
            editions: case.editions.clone(),
            reasons: self.reasons.clone(),
            signature: String::new(),
        };
        self.key.sign(&mut step);
        step
    }
}

/// The texts that signed steps name, each read once. A name that is no hash leads nowhere: in a folder it would be a
/// path.
pub(super) fn versions(
    signatures: &str,
    mut text: impl FnMut(&str) -> Result<Option<String>, OpenProblem>,
) -> Result<BTreeMap<String, Arc<str>>, OpenProblem> {
    let mut found = BTreeMap::new();
    let steps = signatures_from_ron(signatures)?;
    // Each of them is held against its key and the case.
    if steps.len() > MOST_STEPS {
        return Err(OpenProblem::TooManyEntries { limit: MOST_STEPS });
    }
    let hashes: BTreeSet<String> = steps.into_iter().map(|step| step.dossier).collect();
    for hash in hashes.into_iter().filter(|hash| is_hash(hash)) {
        if let Some(text) = text(&hash)? {
            found.insert(hash, Arc::from(text));
        }
    }
    Ok(found)
}

/// The logs that a log names as merged into it, and those that they name.
pub(super) fn branches(
    log: &str,
    mut text: impl FnMut(&str) -> Option<String>,
) -> Result<Branches, OpenProblem> {
    let mut found = Branches::new();
    let mut wanted = merged(&log_from_ron(log)?.entries);
    // What could not be read once is not unpacked again for the next entry that names it.
    let mut tried = BTreeSet::new();
    while let Some(hash) = wanted.pop() {
        if tried.len() >= MOST_STEPS || !is_hash(&hash) || !tried.insert(hash.clone()) {
            continue;
        }
        if let Some(text) = text(&hash) {
            // One that cannot be read is kept, and told by `verify`.
            wanted.extend(log_from_ron(&text).map(|log| merged(&log.entries)).unwrap_or_default());
            found.insert(hash, Arc::from(text));
        }
    }
    Ok(found)
}

/// The last entries of the logs that were merged into this one.
pub fn merged(log: &[LogEntry]) -> Vec<String> {
    let codes = log.iter().flat_map(|entry| &entry.what);
    codes.filter_map(|code| code.strip_prefix("merge:")).map(str::to_owned).collect()
}

/// The attachments that a dossier names.
fn named(dossier: &Dossier) -> impl Iterator<Item = &str> {
    let attachments = dossier.evidence.values().filter_map(|item| item.attachment.as_ref());
    attachments.map(|attachment| attachment.sha256.as_str())
}

/// Names of the attachments that are not the files they say they are. Reads all of them.
pub fn bad_attachments(dossier: &Dossier, blobs: &BTreeMap<String, Blob>) -> Vec<String> {
    let attachments = dossier.evidence.values().filter_map(|item| item.attachment.as_ref());
    let bad = attachments.filter(|attachment| {
        blobs.get(&attachment.sha256).is_some_and(|blob| !blob.is(&attachment.sha256))
    });
    bad.map(|attachment| attachment.name.clone()).collect()
}

/// The hashes of the files that a container on disk has; none where it cannot be read.
pub(super) fn attached(path: &Path) -> BTreeSet<String> {
    let file = File::open(path).map(BufReader::new);
    let zip = file.ok().and_then(|file| archive(Box::new(file)).ok());
    let names = zip.iter().flat_map(|zip| zip.file_names());
    let names = names.flatten();
    names.filter_map(|name| name.strip_prefix("attachments/").map(str::to_owned)).collect()
}

/// The container of a parcel, as it would be without a passphrase.
pub fn encode(parcel: &Parcel) -> Result<Vec<u8>, String> {
    Contents::of(parcel)?.0.zipped()
}

pub fn decode(bytes: &[u8]) -> Result<Opened, OpenProblem> {
    let (contents, dossier) = Contents::unzipped(bytes)?;
    Ok(contents.opened(dossier)?.0)
}

fn text(zip: &mut Archive, name: &str) -> Result<String, OpenProblem> {
    limited_text(zip, name, &mut { MOST_TEXT })
}

/// Takes what was unpacked away from `room`, whether it is a text or not: many that are none cost as much.
fn limited_text(zip: &mut Archive, name: &str, room: &mut u64) -> Result<String, OpenProblem> {
    let limit = *room;
    let damaged = |error: &dyn std::fmt::Display| OpenProblem::Damaged(format!("{name}: {error}"));
    let file = zip.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    // A few packed bytes can unfold into gigabytes: read to the limit, not to the end.
    let told = file.take(limit + 1).read_to_end(&mut bytes);
    *room = limit.saturating_sub(bytes.len() as u64);
    told.map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > limit {
        return Err(OpenProblem::TooLarge { limit: MOST_TEXT / (1024 * 1024) });
    }
    String::from_utf8(bytes).map_err(|error| damaged(&error))
}
