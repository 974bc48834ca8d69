//! The container `*.kriterion`: a ZIP with `mimetype` first, `dossier.ron`, `log.ron`, `attachments/<sha256>`.
//!
//! A file from somebody else is hostile until checked: sizes are limited, no name in it is used as a path,
//! every attachment must match its hash.

use crate::store::format::{Log, dossier_from_ron, dossier_to_ron, log_from_ron, log_to_ron};
use crate::store::log;
use crate::store::{LogEntry, MOST_ATTACHMENT, OpenProblem};
use kriterion_heart::dossier::Dossier;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub const MIMETYPE: &str = "application/vnd.kriterion.dossier+zip";
const MOST_TEXT: u64 = 64 * 1024 * 1024;
/// All attachments together, unpacked.
const MOST_UNPACKED: u64 = 4 * 1024 * 1024 * 1024;
/// More entries than this no dossier has.
const MOST_ENTRIES: usize = 50_000;

/// A dossier with its attachments, as it goes to disk.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub dossier: Arc<Dossier>,
    pub log: Vec<LogEntry>,
    /// By SHA-256 in hex.
    pub attachments: BTreeMap<String, Arc<Vec<u8>>>,
    /// What the log is to say of this save; `None` writes the log as it is.
    pub saving: Option<Saving>,
}

/// One save, before its hashes are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// Seconds since 1970.
    pub at: u64,
    pub who: String,
    pub what: Vec<String>,
}

/// What was read from disk.
#[derive(Debug, Clone)]
pub struct Opened {
    pub dossier: Dossier,
    pub log: Vec<LogEntry>,
    pub attachments: BTreeMap<String, Arc<Vec<u8>>>,
    /// Names of attachments that are missing or do not match their hash.
    pub bad_attachments: Vec<String>,
}

impl Opened {
    /// A case that has no file yet.
    pub fn fresh(dossier: Dossier) -> Self {
        Self { dossier, log: Vec::new(), attachments: BTreeMap::new(), bad_attachments: Vec::new() }
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The texts of a dossier, and its attachments: what stands in the container, and in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub dossier: String,
    pub log: String,
    pub attachments: BTreeMap<String, Arc<Vec<u8>>>,
}

impl Contents {
    /// Makes the texts, and gives the log with the new entry.
    pub fn of(parcel: &Parcel) -> Result<(Self, Vec<LogEntry>), String> {
        let dossier = dossier_to_ron(&parcel.dossier)?;
        let mut entries = parcel.log.clone();
        if let Some(Saving { at, who, what }) = &parcel.saving {
            log::append(&mut entries, *at, who, what.clone(), sha256(dossier.as_bytes()));
        }
        let log = log_to_ron(&entries)?;
        Ok((Self { dossier, log, attachments: parcel.attachments.clone() }, entries))
    }

    /// The same contents give the same bytes.
    pub fn zipped(&self) -> Result<Vec<u8>, String> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        let packed = stored.compression_method(CompressionMethod::Deflated);
        let mut put = |name: &str, options, bytes: &[u8]| -> Result<(), String> {
            zip.start_file(name, options).map_err(|error| error.to_string())?;
            zip.write_all(bytes).map_err(|error| error.to_string())
        };
        put("mimetype", stored, MIMETYPE.as_bytes())?;
        put("dossier.ron", packed, self.dossier.as_bytes())?;
        put("log.ron", packed, self.log.as_bytes())?;
        for (hash, bytes) in &self.attachments {
            put(&format!("attachments/{hash}"), packed, bytes)?;
        }
        Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
    }

    /// Reads a container. Attachments are those that the dossier names and the container has, true to their names or
    /// not; nothing else in it is looked at.
    pub fn unzipped(bytes: &[u8]) -> Result<(Self, Dossier), OpenProblem> {
        if !bytes.starts_with(b"PK") {
            return Err(OpenProblem::Foreign);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| OpenProblem::Damaged(error.to_string()))?;
        if zip.len() > MOST_ENTRIES {
            return Err(OpenProblem::TooManyEntries { limit: MOST_ENTRIES });
        }
        let mimetype = text(&mut zip, "mimetype").map_err(|_| OpenProblem::Foreign)?;
        if mimetype.trim() != MIMETYPE {
            return Err(OpenProblem::Foreign);
        }
        let dossier_text = text(&mut zip, "dossier.ron")?;
        let log = text(&mut zip, "log.ron")?;
        let dossier = dossier_from_ron(&dossier_text)?;
        let mut attachments = BTreeMap::new();
        let mut room = MOST_UNPACKED;
        for hash in named(&dossier) {
            let name = format!("attachments/{hash}");
            if let Ok(bytes) = entry(&mut zip, &name, MOST_ATTACHMENT.min(room)) {
                room -= bytes.len() as u64;
                attachments.insert(hash.to_owned(), Arc::new(bytes));
            }
        }
        Ok((Self { dossier: dossier_text, log, attachments }, dossier))
    }

    /// The case, its log, and the attachments that are true to their names.
    pub fn opened(self, dossier: Dossier) -> Result<(Opened, Log), OpenProblem> {
        let log = log_from_ron(&self.log)?;
        let mut attachments = self.attachments;
        attachments.retain(|hash, bytes| sha256(bytes) == *hash);
        let bad = dossier.evidence.values().filter_map(|item| item.attachment.as_ref());
        let bad_attachments = bad
            .filter(|attachment| !attachments.contains_key(&attachment.sha256))
            .map(|attachment| attachment.name.clone())
            .collect();
        let entries = log.entries.clone();
        Ok((Opened { dossier, log: entries, attachments, bad_attachments }, log))
    }
}

/// The attachments that a dossier names.
fn named(dossier: &Dossier) -> impl Iterator<Item = &str> {
    let attachments = dossier.evidence.values().filter_map(|item| item.attachment.as_ref());
    attachments.map(|attachment| attachment.sha256.as_str())
}

/// The container of a parcel.
pub fn encode(parcel: &Parcel) -> Result<Vec<u8>, String> {
    Contents::of(parcel)?.0.zipped()
}

pub fn decode(bytes: &[u8]) -> Result<Opened, OpenProblem> {
    let (contents, dossier) = Contents::unzipped(bytes)?;
    Ok(contents.opened(dossier)?.0)
}

fn text(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, OpenProblem> {
    String::from_utf8(entry(zip, name, MOST_TEXT)?)
        .map_err(|error| OpenProblem::Damaged(error.to_string()))
}

fn entry(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limit: u64,
) -> Result<Vec<u8>, OpenProblem> {
    let damaged = |error: &dyn std::fmt::Display| OpenProblem::Damaged(format!("{name}: {error}"));
    let file = zip.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    // A few packed bytes can unfold into gigabytes: read to the limit, not to the end.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > limit {
        return Err(OpenProblem::TooLarge { limit: limit / (1024 * 1024) });
    }
    Ok(bytes)
}
