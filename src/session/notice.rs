//! What the officer is told, as facts.

use super::{DataProblem, ReportFault, ReportProblem, editions};
use crate::import::incidents::Taken;
use crate::store::{Holder, KeyProblem, OpenProblem, Opened, Proof, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::clearance::Refusal;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::ledger::Filled;
use kriterion_heart::pinned::{Copied, copied, disputed};
use kriterion_heart::signoff::Step;
use kriterion_heart::text::Text;

/// One message. The sentence is made in `words`, in the officer's language.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    CannotOpen {
        path: String,
        problem: OpenProblem,
    },
    CannotSave {
        path: String,
        problem: SaveProblem,
    },
    CannotAttach {
        path: String,
        problem: OpenProblem,
    },
    /// Attachments of an opened dossier that are missing or were changed.
    BadAttachments(Vec<String>),
    /// Log or case of an opened file are not as they were saved.
    NotAsSaved(Proof),
    /// Signatures of an opened file that are not genuine or not proven: whose they claim to be.
    BadSignatures(Vec<String>),
    /// The dossier was made with other editions of law, data or method.
    OtherEdition,
    /// Criteria whose country level is not what the file's own readings and rules give.
    LevelDisputed(Vec<u8>),
    /// The case was rated by a method that the program does not have; its rules are in the case, or are not.
    MethodNotHere {
        method: String,
        copied: bool,
    },
    /// The rules in the case are not those that it was rated by.
    BadMethodCopy {
        method: String,
    },
    /// Unsaved work of earlier runs was found; it stands on the start page.
    WorkFound {
        count: usize,
    },
    /// What is at hand is an earlier version of its file, not yet saved.
    EarlierVersion {
        number: u32,
    },
    /// Somebody else has this file open.
    HeldBy {
        path: String,
        holder: Holder,
    },
    CannotReadKey {
        path: String,
        problem: KeyProblem,
    },
    /// Nothing was signed and nothing written.
    CannotSign(KeyProblem),
    MayNotSign(Refusal),
    KeyMade {
        path: String,
    },
    Signed {
        step: Step,
        path: String,
    },
    /// Unsaved work does not get into the recovery folder.
    NotKept {
        path: String,
        problem: SaveProblem,
    },
    /// What was kept there does not go away.
    NotCleared {
        path: String,
        problem: SaveProblem,
    },
    /// The version before could not be kept when its file was saved over.
    CopyNotKept {
        path: String,
        problem: SaveProblem,
    },
    /// A folder that the officer chose for earlier versions cannot be used.
    BadPlace {
        path: String,
        problem: SaveProblem,
    },
    /// A file of data was not taken.
    CannotReadData {
        path: String,
        problem: DataProblem,
    },
    CannotKeepPack(SaveProblem),
    /// Packs that count and cannot be used, or not whole.
    BadPacks(Vec<Text>),
    /// Other facts are at hand from now on.
    DataChanged {
        label: String,
    },
    /// No events are bundled that could be incidents.
    NoEvents,
    IncidentsFilled(Box<Filled>),
    /// What a table of incidents came to.
    IncidentsTaken(Box<Taken>),
    IncidentsWritten {
        path: String,
        count: usize,
    },
    CannotReadIncidents {
        path: String,
        problem: DataProblem,
    },
    CannotWriteIncidents {
        path: String,
        problem: SaveProblem,
    },
    ReportWritten {
        path: String,
        /// Taken out of it, but too common to be sought in the file.
        unproven: Vec<String>,
    },
    CannotWriteReport {
        path: String,
        problem: ReportProblem,
    },
    CannotOpenReport {
        path: String,
        fault: ReportFault,
    },
    /// The country report at hand does not get into its file.
    CannotKeepReport {
        path: String,
        problem: SaveProblem,
    },
    CannotKeepMethod(SaveProblem),
    /// Files of the officer's own methods that cannot be used.
    BadMethods(Vec<String>),
    MethodExported {
        path: String,
    },
    Saved {
        path: String,
    },
    /// Two states have become one; the file does not hold it yet.
    Merged,
    Attached {
        title: String,
    },
    /// The same fact is already attached to this question.
    AlreadyAttached,
}

impl Notice {
    /// What there is to say about a dossier that was read.
    pub fn on_opened(bundle: &Bundle, opened: &Opened) -> Vec<Self> {
        let (pinned, here) = (&opened.dossier.editions, editions(bundle));
        let is_other =
            pinned.criteria_hash != here.criteria_hash || pinned.data_hash != here.data_hash;
        let bad = &opened.missing;
        let bad = (!bad.is_empty()).then(|| Self::BadAttachments(bad.clone()));
        let proof = opened.proof;
        let changed = proof.is_broken().then_some(Self::NotAsSaved(proof));
        let notices = changed.into_iter().chain(bad);
        let notices = notices.chain(is_other.then_some(Self::OtherEdition));
        let disputed = disputed(&opened.dossier, bundle);
        let disputed = (!disputed.is_empty()).then_some(Self::LevelDisputed(disputed));
        notices.chain(Self::on_method(bundle, &opened.dossier)).chain(disputed).collect()
    }

    fn on_method(bundle: &Bundle, dossier: &Dossier) -> Option<Self> {
        let view = dossier.country_view.as_ref()?;
        let (method, copied) = (view.method.clone(), copied(view));
        match copied {
            Copied::Broken => Some(Self::BadMethodCopy { method }),
            _ if bundle.method(&method).is_some() => None,
            _ => Some(Self::MethodNotHere { method, copied: copied == Copied::Fits }),
        }
    }

    pub fn is_problem(&self) -> bool {
        let news = matches!(
            self,
            Self::Saved { .. }
                | Self::Signed { .. }
                | Self::Merged
                | Self::Attached { .. }
                | Self::DataChanged { .. }
                | Self::IncidentsFilled(_)
                | Self::IncidentsWritten { .. }
                | Self::ReportWritten { .. }
                | Self::MethodExported { .. }
        );
        // A table of which nothing was refused is news.
        let is_whole = matches!(self, Self::IncidentsTaken(taken) if taken.refused.is_empty());
        !news && !is_whole
    }
}
