//! Whether a dossier is as it was saved: its log, the case, the attachments.

use super::container::{Branches, Contents, bad_attachments, merged};
use super::format::{Log, log_from_ron};
use super::log::{LogEntry, first_broken};
use super::sha256::sha256;
use super::signed::{SignedNow, all_now};
use super::{OpenProblem, Passphrase, read_contents};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::signoff::{SignOff, Stage, Standing, Step, current, stage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

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

/// Whether log and case are as they were saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    pub log: LogState,
    pub case: CaseState,
}

impl Proof {
    /// Of a case that has no file yet.
    pub const NOTHING: Self = Self { log: LogState::Intact, case: CaseState::Unrecorded };

    pub(super) fn of(dossier: &str, log: &Log, branches: &Branches, steps: &[SignOff]) -> Self {
        let last = log.entries.last();
        let case = match last.map(|entry: &LogEntry| entry.dossier.as_str()) {
            None | Some("") => CaseState::Unrecorded,
            Some(saved) if saved == sha256(dossier.as_bytes()) => CaseState::AsSaved,
            Some(_) => CaseState::Changed,
        };
        Self { log: with_all_it_names(log, branches, steps), case }
    }

    /// Somebody has changed the file, by accident or on purpose.
    pub fn is_broken(self) -> bool {
        matches!(self.log, LogState::Broken(_)) || self.case == CaseState::Changed
    }
}

impl Verified {
    /// Nothing was changed since the last save, and every signature is genuine and holds, except those of rounds that
    /// ended by sending back or signing anew. What an older program did not record does not count against the file.
    pub fn is_valid(&self) -> bool {
        !matches!(self.log, LogState::Broken(_))
            && self.case != CaseState::Changed
            && self.bad.is_empty()
            && self.signatures.iter().all(|signed| signed.standing.is_genuine())
            // A round that does not count any more is in the file with what was signed.
            && self.signatures.iter().all(|signed| signed.changes.is_some())
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

/// Merged logs by their hashes, and whether they are whole.
type Logs = BTreeMap<String, (bool, Vec<LogEntry>)>;

/// A log is as whole as the logs that were merged into it, and as the signatures that were made with its entries; one
/// that is missing or broken is told by the entry that names it.
fn with_all_it_names(log: &Log, branches: &Branches, steps: &[SignOff]) -> LogState {
    let own = log_state(log);
    if !matches!(own, LogState::Intact) {
        return own;
    }
    // Read once, however many entries name them.
    let read = |(hash, text): (&String, &Arc<str>)| {
        let branch = log_from_ron(text).ok()?;
        let whole = branch.end == *hash && log_state(&branch) == LogState::Intact;
        Some((hash.clone(), (whole, branch.entries)))
    };
    let read: Logs = branches.iter().filter_map(read).collect();
    let is_whole = |hash: &String| read.get(hash).is_some_and(|(whole, _)| *whole);
    let signed: BTreeSet<&str> = steps.iter().map(|step| step.log.as_str()).collect();
    let is_bad = |entry: &LogEntry| {
        !merged(std::slice::from_ref(entry)).iter().all(is_whole)
            || is_signing(entry) && !signed.contains(entry.hash().as_str())
    };
    if let Some(at) = log.entries.iter().position(is_bad) {
        return LogState::Broken(at);
    }
    if let Some(at) = out_of_order(&log.entries, &read, steps) {
        return LogState::Broken(at);
    }
    let mut inner = read.values().flat_map(|(_, entries)| entries);
    let last = LogState::Broken(log.entries.len().saturating_sub(1));
    if inner.any(is_bad) || signed.len() < steps.len() { last } else { own }
}

fn is_signing(entry: &LogEntry) -> bool {
    entry.what.iter().any(|code| Step::ALL.iter().any(|step| step.code() == code))
}

/// Where the entry of a step is: in the log itself, or in one that was merged into it.
struct Spot {
    own: bool,
    /// The entry, or the one that names the merged log.
    place: usize,
    /// In the merged log.
    inner: usize,
    at: u64,
}

impl Spot {
    /// A merge sorts steps by time, its own first; clocks differ, so the order of a log counts as well.
    fn may_precede(&self, next: &Self) -> bool {
        let earlier = self.at < next.at;
        match (self.own, next.own) {
            (_, true) => earlier || self.place < next.place,
            (true, false) => self.at <= next.at,
            (false, false) if self.place == next.place => earlier || self.inner < next.inner,
            (false, false) => self.at <= next.at,
        }
    }
}

/// The first entry whose step does not stand where it was put. How far a case is depends on their order.
fn out_of_order(log: &[LogEntry], read: &Logs, steps: &[SignOff]) -> Option<usize> {
    let mut spots: BTreeMap<String, (bool, usize, usize)> =
        log.iter().enumerate().map(|(at, entry)| (entry.hash(), (true, at, 0))).collect();
    let mut named = BTreeMap::new();
    for (at, entry) in log.iter().enumerate() {
        merged(std::slice::from_ref(entry)).into_iter().for_each(|hash| {
            named.entry(hash).or_insert(at);
        });
    }
    // What only a merged log names came with one of them.
    let last = named.values().max().copied().unwrap_or(0);
    for (hash, (_, entries)) in read {
        let place = named.get(hash).copied().unwrap_or(last);
        for (inner, entry) in entries.iter().enumerate() {
            spots.entry(entry.hash()).or_insert((false, place, inner));
        }
    }
    let spot = |step: &SignOff| {
        let (own, place, inner) = *spots.get(&step.log)?;
        Some(Spot { own, place, inner, at: step.at })
    };
    let spots: Vec<Spot> = steps.iter().filter_map(spot).collect();
    let mut pairs = spots.iter().zip(spots.iter().skip(1));
    pairs.find(|(one, next)| !one.may_precede(next)).map(|(_, next)| next.place)
}

pub fn verify_bytes(bytes: &[u8]) -> Result<Verified, OpenProblem> {
    let (contents, dossier) = Contents::unzipped(bytes)?;
    verify_contents(contents, dossier)
}

/// The same, of what was read already.
pub fn verify_contents(contents: Contents, dossier: Dossier) -> Result<Verified, OpenProblem> {
    let (opened, log) = contents.opened(dossier)?;
    let entries = &log.entries;
    let Proof { log: state, case } = opened.proof;
    let mut bad = opened.missing;
    let there = opened.attachments.len();
    let changed = bad_attachments(&opened.dossier, &opened.attachments);
    let good = there.saturating_sub(changed.len());
    bad.extend(changed);
    let signatures = all_now(&opened.signed, &opened.dossier);
    let stage = stage(signatures.iter().map(|signed| (&signed.step, signed.standing)));
    let entries = entries.len();
    Ok(Verified { entries, log: state, case, good, bad, signatures, stage })
}
