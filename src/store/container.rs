//! The container `*.kriterion`: a ZIP with `mimetype` first, `dossier.ron`, `log.ron`, `attachments/<sha256>`.
//!
//! A file from somebody else is hostile until checked: sizes are limited, no name in it is used as a path,
//! every attachment must match its hash.

use crate::store::format::{dossier_from_ron, dossier_to_ron, log_from_ron, log_to_ron};
use crate::store::{LogEntry, MOST_ATTACHMENT, OpenProblem};
use kriterion_heart::dossier::Dossier;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MIMETYPE: &str = "application/vnd.kriterion.dossier+zip";
const MOST_TEXT: u64 = 64 * 1024 * 1024;

/// A dossier with its attachments, as it goes to disk.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub dossier: Arc<Dossier>,
    pub log: Vec<LogEntry>,
    /// By SHA-256 in hex.
    pub attachments: BTreeMap<String, Arc<Vec<u8>>>,
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

/// The same dossier gives the same bytes.
pub fn encode(parcel: &Parcel) -> Result<Vec<u8>, String> {
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
    put("dossier.ron", packed, dossier_to_ron(&parcel.dossier)?.as_bytes())?;
    put("log.ron", packed, log_to_ron(&parcel.log)?.as_bytes())?;
    for (hash, bytes) in &parcel.attachments {
        put(&format!("attachments/{hash}"), packed, bytes)?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

pub fn decode(bytes: &[u8]) -> Result<Opened, OpenProblem> {
    if !bytes.starts_with(b"PK") {
        return Err(OpenProblem::Foreign);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| OpenProblem::Damaged(error.to_string()))?;
    let mimetype = text(&mut zip, "mimetype").map_err(|_| OpenProblem::Foreign)?;
    if mimetype.trim() != MIMETYPE {
        return Err(OpenProblem::Foreign);
    }
    let dossier = dossier_from_ron(&text(&mut zip, "dossier.ron")?)?;
    let log = log_from_ron(&text(&mut zip, "log.ron")?)?;
    let mut attachments = BTreeMap::new();
    let mut bad_attachments = Vec::new();
    for attachment in dossier.evidence.values().filter_map(|item| item.attachment.as_ref()) {
        let found = entry(&mut zip, &format!("attachments/{}", attachment.sha256), MOST_ATTACHMENT);
        match found {
            Ok(bytes) if sha256(&bytes) == attachment.sha256 => {
                attachments.insert(attachment.sha256.clone(), Arc::new(bytes));
            }
            _ => bad_attachments.push(attachment.name.clone()),
        }
    }
    Ok(Opened { dossier, log, attachments, bad_attachments })
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
