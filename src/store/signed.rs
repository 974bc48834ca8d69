//! Signed steps, checked: is the signature genuine, does the log know of it, and what was changed since.

use super::container::{Branches, Signatures};
use super::format::{dossier_from_ron, log_from_ron};
use super::sha256::sha256;
use super::{LogEntry, is_genuine};
use kriterion_heart::compare::{Difference, differences};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::signoff::{SignOff, Standing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A signed step, checked once, when the file was read.
#[derive(Debug, Clone)]
pub struct Signed {
    pub step: SignOff,
    /// [`Standing::Holds`] as long as nothing is said of the case.
    proof: Standing,
    /// The case as it was signed, where the file has it.
    version: Option<Arc<Dossier>>,
}

/// A signed step beside a state of the case.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedNow {
    pub step: SignOff,
    pub standing: Standing,
    /// From the case as it was signed to that state; `None` where the signed text is not in the file.
    /// Many steps of one version share them.
    pub changes: Option<Arc<[Difference]>>,
}

impl Signed {
    fn changes(&self, case: &Dossier) -> Changes {
        let version = self.version.as_deref()?;
        let same = version == case;
        let changes = if same { Vec::new() } else { differences(version, case) };
        Some((same, Arc::from(changes)))
    }

    fn beside(&self, changes: Changes) -> SignedNow {
        let same = matches!(changes, Some((true, _)));
        let standing = match self.proof {
            Standing::Holds if !same => Standing::Void,
            proof => proof,
        };
        let changes = changes.map(|(_, changes)| changes);
        SignedNow { step: self.step.clone(), standing, changes }
    }
}

/// Whether a version is the case as it is, and what differs; `None` where it is not in the file.
type Changes = Option<(bool, Arc<[Difference]>)>;

/// All of them beside a state of the case: what many steps have signed is compared once.
pub fn all_now(signed: &[Signed], case: &Dossier) -> Vec<SignedNow> {
    let mut known: BTreeMap<&str, Changes> = BTreeMap::new();
    let now = |signed: &'_ Signed, changes: &Changes| signed.beside(changes.clone());
    signed
        .iter()
        .map(|it| now(it, known.entry(&it.step.dossier).or_insert_with(|| it.changes(case))))
        .collect()
}

/// Checks every step against its key, its text and the log.
pub fn check_signatures(all: &Signatures, log: &[LogEntry], branches: &Branches) -> Vec<Signed> {
    let merged = branches.values().filter_map(|text| log_from_ron(text).ok());
    let entries = log.iter().cloned().chain(merged.flat_map(|log| log.entries));
    // Looked up, not searched: thousands of entries times thousands of steps would take minutes.
    let hashes: BTreeMap<String, String> =
        entries.map(|entry| (entry.hash(), entry.dossier)).collect();
    let mut versions: BTreeMap<&str, Option<Arc<Dossier>>> = BTreeMap::new();
    let mut signed = Vec::new();
    for step in &all.steps {
        let version = versions.entry(&step.dossier).or_insert_with(|| {
            // A text under a wrong name is none that was signed.
            let text = all.versions.get(&step.dossier);
            let text = text.filter(|text| sha256(text.as_bytes()) == step.dossier);
            text.and_then(|text| dossier_from_ron(text).ok()).map(Arc::new)
        });
        let in_log = hashes.get(&step.log) == Some(&step.dossier);
        let editions = version.as_ref().is_none_or(|it| it.editions == step.editions);
        let proof = match is_genuine(step) {
            true if in_log && editions => Standing::Holds,
            true => Standing::NotInLog,
            false => Standing::Forged,
        };
        signed.push(Signed { step: step.clone(), proof, version: version.clone() });
    }
    signed
}
