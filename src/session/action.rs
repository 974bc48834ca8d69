//! What the officer does, and what the session wants from the world.

use crate::session::{Merging, Place, Setting, Settings};
use crate::store::{
    Expected, Holder, Left, LogEntry, OpenProblem, Opened, Origin, Parcel, SafeCopy, SaveProblem,
    Stamp,
};
use kriterion_heart::compare::{Choice, Difference, Part};
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use std::path::PathBuf;

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
    /// Compares with another state of the case, and makes one of both if the officer wants it.
    AskMerge,
    /// The side from which a part is to come, while two states are compared.
    Choose(Part, Choice),
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
    Merge,
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
        /// What was read there.
        other: Option<Box<Other>>,
    },
    /// Another state of the case was read: what is to be taken from where?
    Merge(Box<Merging>),
    /// Work that was found is to be thrown away.
    ThrowAway(Box<Left>),
}

/// Another state of the case, from a file.
#[derive(Debug, Clone)]
pub struct Other {
    pub path: PathBuf,
    pub opened: Opened,
    pub stamp: Option<Stamp>,
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
    MakeId,
    Quit,
}

pub type Effects = Vec<Effect>;

/// A file that was just written.
#[derive(Debug, Clone)]
pub struct SavedFile {
    pub log: Vec<LogEntry>,
    pub stamp: Option<Stamp>,
}

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFor {
    Open,
    Save,
    Attach(QuestionId),
    /// To compare with, and to merge.
    Merge,
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
    /// Work that was found at the start.
    LeftBehind(Vec<Left>),
    ReadOther {
        path: PathBuf,
        result: Result<Box<Opened>, OpenProblem>,
        stamp: Option<Stamp>,
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
