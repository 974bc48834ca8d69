//! What the officer does, and what the session wants from the world.

use crate::session::{Colleague, Place, Setting, Settings, SignRequest};
use crate::store::{
    Blob, Expected, Holder, KeyFile, KeyProblem, Left, LogEntry, OpenProblem, Opened, Origin,
    Parcel, Passphrase, SafeCopy, SaveProblem, Signatures, Stamp,
};
use kriterion_heart::compare::Difference;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::signoff::{PublicKey, Step};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Something that happened: a click, a keystroke, an answer from outside.
#[derive(Debug, Clone)]
pub enum Action {
    Edit(Box<Edit>),
    CloseUndoStep,
    Undo,
    Redo,
    Go(Place),
    /// A new, empty case; the shell gives the chance that makes its id.
    New,
    OpenSample,
    AskOpen,
    Open(PathBuf),
    Save,
    SaveAs,
    AskAttach(QuestionId),
    /// Closes the window, after asking where work is unsaved.
    Close,
    /// The answer to an open question.
    Answer(Reply),
    DismissNotice,
    Set(Setting),
    /// Takes a dossier off the list of recent ones; the file stays.
    Forget(PathBuf),
    /// Goes on with work that was found after a crash.
    OpenLeft(Box<Left>),
    /// Goes back to an earlier version of the file at hand; saving makes it the newest.
    OpenCopy(Box<SafeCopy>),
    /// Throws it away, after asking.
    ClearLeft(Box<Left>),
    /// Signs the case as it stands, or sends it back with reasons.
    Sign {
        step: Step,
        reasons: BTreeMap<u8, String>,
        passphrase: Passphrase,
    },
    MakeKey {
        name: String,
        passphrase: Passphrase,
    },
    /// Asks for a key file.
    AskKey,
    /// Uses no key any more; its file stays.
    PutKeyAway,
    /// Takes somebody's public key into the list of colleagues.
    Trust {
        name: String,
        key: PublicKey,
    },
    Distrust(PublicKey),
    Tick {
        now: u64,
    },
    Landed(Box<Landed>),
}

/// How an open question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Save,
    Discard,
    Cancel,
}

/// Something the session asks before it goes on.
#[derive(Debug, Clone)]
pub enum Question {
    /// There is unsaved work; what was to be done after it.
    Unsaved(Box<Action>),
    /// The file is not the one that was opened, or another one of this name is there.
    NotExpected {
        path: PathBuf,
        /// From the file to the work at hand, once the file was read.
        differences: Option<Vec<Difference>>,
    },
    /// Work that was found is to be thrown away.
    ThrowAway(Box<Left>),
}

/// Something the session wants from the world.
#[derive(Debug, Clone)]
pub enum Effect {
    AskPath(PathFor),
    Open(PathBuf),
    /// Keeps what the file held before, as the newest of so many copies.
    Save {
        path: PathBuf,
        parcel: Box<Parcel>,
        revision: u64,
        copies: usize,
        expected: Expected,
        signing: Option<Box<SignRequest>>,
    },
    /// Marks the file at hand as open here, or says by whom it is open.
    Lock {
        path: PathBuf,
        me: Holder,
    },
    Unlock,
    /// Reads another state of the case, to compare.
    ReadOther(PathBuf),
    ListCopies(PathBuf),
    OpenCopy(Box<SafeCopy>),
    ReadAttachment {
        path: PathBuf,
        question: QuestionId,
    },
    /// Unsaved work, for the recovery folder.
    Keep(Box<Parcel>, Origin),
    /// The work is in its file, or not wanted.
    ClearKept,
    OpenLeft(Box<Left>),
    ClearLeft(Box<Left>),
    KeepSettings(Box<Settings>),
    KeepColleagues(Vec<Colleague>),
    ReadKey(PathBuf),
    MakeKey {
        name: String,
        passphrase: Passphrase,
        now: u64,
    },
    /// Holds the attached files against their hashes.
    CheckAttachments {
        dossier: Arc<Dossier>,
        attachments: BTreeMap<String, Blob>,
        revision: u64,
    },
    MakeId,
    Quit,
}

pub type Effects = Vec<Effect>;

/// A file that was just written.
#[derive(Debug, Clone, Default)]
pub struct SavedFile {
    pub log: Vec<LogEntry>,
    pub signatures: Signatures,
    pub stamp: Option<Stamp>,
}

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFor {
    Open,
    Save,
    Attach(QuestionId),
    Key,
}

/// An answer from the world.
#[derive(Debug, Clone)]
pub enum Landed {
    Opened {
        path: PathBuf,
        result: Result<Box<Opened>, OpenProblem>,
        stamp: Option<Stamp>,
    },
    /// With the log as it now stands in the file, and the file's stamp.
    Saved {
        path: PathBuf,
        revision: u64,
        result: Result<SavedFile, SaveProblem>,
    },
    /// Somebody else has the file open.
    HeldBy {
        path: PathBuf,
        holder: Holder,
    },
    Path {
        wanted: PathFor,
        path: PathBuf,
    },
    Attachment {
        path: PathBuf,
        question: QuestionId,
        result: Result<Vec<u8>, OpenProblem>,
    },
    Id(String),
    Key {
        path: PathBuf,
        result: Result<KeyFile, KeyProblem>,
    },
    KeyMade {
        path: PathBuf,
        result: Result<KeyFile, SaveProblem>,
    },
    /// Attached files that are not what they were, by name.
    BadAttachments {
        names: Vec<String>,
        revision: u64,
    },
    /// Work that was found at the start.
    LeftBehind(Vec<Left>),
    ReadOther {
        path: PathBuf,
        result: Result<Box<Opened>, OpenProblem>,
    },
    Copies(Vec<SafeCopy>),
    OpenedCopy {
        copy: Box<SafeCopy>,
        result: Result<Box<Opened>, OpenProblem>,
    },
    OpenedLeft {
        left: Box<Left>,
        result: Result<Box<Opened>, OpenProblem>,
    },
}
