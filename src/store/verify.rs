//! Whether a dossier is as it was saved: its log, the case, the attachments.

use super::container::{Contents, bad_attachments};
use super::format::{Log, log_from_ron};
use super::log::{LogEntry, first_broken};
use super::sha256::sha256;
use super::signed::{SignedNow, check_signatures};
use super::{OpenProblem, Passphrase, read_contents};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::signoff::{Stage, Standing, current, stage};
use std::path::Path;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    pub entries: usize,
    pub log: LogState,
    pub case: CaseState,
    /// Attachments true to their hashes.
    pub good: usize,
    /// Names of those that are missing or were changed.
    pub bad: Vec<String>,
    /// Oldest first.
    pub signatures: Vec<SignedNow>,
    pub stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogState {
    /// Every entry follows from the one before, and the last one is the end.
    Intact,
    /// Written by an older program, without hashes.
    WithoutHashes,
    /// The first entry that does not follow from the one before, counted from 0; or the last one, where it is not the
    /// end that the file names.
    Broken(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// The case is the one that was saved with the last entry.
    AsSaved,
    /// No entry says with which case it was saved.
    Unrecorded,
    Changed,
}

impl Verified {
    /// Nothing was changed since the last save, and every signature is genuine and holds, except those of rounds that
    /// ended by sending back or signing anew. What an older program did not record does not count against the file.
    pub fn is_valid(&self) -> bool {
        !matches!(self.log, LogState::Broken(_))
            && self.case != CaseState::Changed
            && self.bad.is_empty()
            && self.signatures.iter().all(|signed| signed.standing.is_genuine())
            && current(&self.signatures, |signed| signed.step.step())
                .iter()
                .all(|signed| signed.standing == Standing::Holds)
    }
}

pub fn verify(path: &Path, passphrase: Option<&Passphrase>) -> Result<Verified, OpenProblem> {
    let (contents, dossier) = read_contents(path, passphrase)?;
    verify_contents(contents, dossier)
}

/// The entries of a `log.ron`, and whether they follow from one another.
pub fn check_log(text: &str) -> Result<(Vec<LogEntry>, LogState), OpenProblem> {
    let log = log_from_ron(text)?;
    let state = log_state(&log);
    Ok((log.entries, state))
}

fn log_state(log: &Log) -> LogState {
    let entries = &log.entries;
    let Some(last) = entries.last() else {
        return if log.end.is_empty() { LogState::Intact } else { LogState::Broken(0) };
    };
    let older = log.end.is_empty() && entries.iter().all(|entry| entry.dossier.is_empty());
    match first_broken(entries) {
        Some(at) => LogState::Broken(at),
        None if log.end == last.hash() => LogState::Intact,
        None if older => LogState::WithoutHashes,
        None => LogState::Broken(entries.len() - 1),
    }
}

pub fn verify_bytes(bytes: &[u8]) -> Result<Verified, OpenProblem> {
    let (contents, dossier) = Contents::unzipped(bytes)?;
    verify_contents(contents, dossier)
}

/// The same, of what was read already.
pub fn verify_contents(contents: Contents, dossier: Dossier) -> Result<Verified, OpenProblem> {
    let text = sha256(contents.dossier.as_bytes());
    let (opened, log) = contents.opened(dossier)?;
    let entries = &log.entries;
    let state = log_state(&log);
    let last = entries.last();
    let case = match last.map(|entry: &LogEntry| entry.dossier.as_str()) {
        None | Some("") => CaseState::Unrecorded,
        Some(saved) if saved == text => CaseState::AsSaved,
        Some(_) => CaseState::Changed,
    };
    let mut bad = opened.missing;
    let there = opened.attachments.len();
    let changed = bad_attachments(&opened.dossier, &opened.attachments);
    let good = there.saturating_sub(changed.len());
    bad.extend(changed);
    let signatures: Vec<SignedNow> = check_signatures(&opened.signatures, entries)
        .iter()
        .map(|signed| signed.now(&opened.dossier))
        .collect();
    let stage = stage(signatures.iter().map(|signed| (&signed.step, signed.standing)));
    let entries = entries.len();
    Ok(Verified { entries, log: state, case, good, bad, signatures, stage })
}
