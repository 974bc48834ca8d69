//! What the officer does, and what the session wants from the world.

use crate::import::publisher::mapping::Mapping;
use crate::session::{
    Colleague, DataProblem, KeptMethods, Loaded, Merging, MethodChange, MethodProblem, Order,
    OwnMethod, Place, ReportFault, ReportProblem, Setting, Settings, SignRequest, Sketched,
    Waiting,
};
use crate::store::{
    Blob, Expected, Holder, KeyFile, KeyProblem, Left, OpenProblem, Opened, Origin, PackEntry,
    Parcel, Passphrase, SafeCopy, SaveProblem, Saved, Stamp,
};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::compare::{Choice, Difference, Part};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use kriterion_heart::manuscript::{Change, Manuscript};
use kriterion_heart::rating::Method;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::signoff::{PublicKey, Step};
use kriterion_heart::text::Lang;
use kriterion_heart::wish::Office;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
    /// Where earlier versions are to be kept.
    AskCopiesPlace,
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
    /// The answer to the question for a passphrase.
    Unseal(Passphrase),
    /// Seals the file from the next save on, or no longer.
    Seal(Option<Passphrase>),
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
    /// Asks for a file of data.
    AskData,
    /// Drafts from the bundled events of the destination.
    FillIncidents,
    /// Asks for a table of incidents to be read, or for the name of one to be written.
    AskIncidents,
    AskIncidentsOut,
    /// Writes the report that is wished, after asking where.
    AskReport,
    /// What the letters of the office say.
    SetOffice(Box<Office>),
    StopReport,
    /// A new country report on a state.
    BeginReport(Iso3),
    /// A change of the country report at hand.
    Rewrite(Box<Change>),
    /// A file was dropped on the window: a case, or data.
    Dropped(PathBuf),
    /// Reads the table at hand after a mapping.
    ReadMapped(Box<Mapping>),
    /// Takes the data that wait.
    AcceptData,
    /// Leaves everything as it is.
    LeaveData,
    /// A pack counts from now on, or is laid aside.
    SwitchPack(String, bool),
    RemovePack(String),
    /// The method on the page of methods.
    ShowMethod(String),
    CopyMethod {
        from: String,
        name: String,
        author: String,
    },
    RenameMethod {
        id: String,
        name: String,
    },
    /// A number as it stands in its field; `None`: as the file says.
    TypeNumber {
        id: String,
        at: String,
        text: Option<String>,
    },
    /// The numbers that were typed become the method's next version.
    KeepNumbers(String),
    DropNumbers(String),
    /// After asking.
    DeleteMethod(String),
    AskExport(String),
    AskMethod,
    /// Why a file was not taken has been read.
    DismissRefused,
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
    /// A method of the officer's own is to go.
    DeleteMethod(String),
    /// A method that was read takes the place of one's own with the same id.
    ReplaceMethod(Box<Method>),
    /// Numbers of a method are typed and not kept; the window is to close.
    UnkeptNumbers,
    /// What is to be read is sealed.
    Passphrase {
        source: Source,
        /// One was tried and is not it.
        tried: bool,
    },
}

/// Where a case is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    /// Work that was found after a crash.
    Left(Box<Left>),
    /// An earlier version of the file at hand.
    Copy(Box<SafeCopy>),
    /// Another state of the case at hand, to compare.
    Other(PathBuf),
}

impl Source {
    /// The file or folder that is read.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Other(path) => path,
            Self::Left(left) => &left.folder,
            Self::Copy(copy) => &copy.path,
        }
    }
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
    Read {
        source: Source,
        passphrase: Option<Passphrase>,
    },
    /// Keeps what the file held before, as the newest of so many copies, in a place of the officer's or the program's.
    Save {
        path: PathBuf,
        parcel: Box<Parcel>,
        revision: u64,
        copies: usize,
        place: Option<PathBuf>,
        expected: Expected,
        signing: Option<Box<SignRequest>>,
    },
    /// Marks the file at hand as open here, or says by whom it is open.
    Lock {
        path: PathBuf,
        me: Holder,
    },
    Unlock,
    ListCopies {
        path: PathBuf,
        place: Option<PathBuf>,
    },
    /// Finds out whether earlier versions can be kept in a folder.
    TryPlace(PathBuf),
    ReadAttachment {
        path: PathBuf,
        question: QuestionId,
    },
    /// Unsaved work, for the recovery folder.
    Keep(Box<Parcel>, Origin),
    /// The work on the case of this id is in its file, or not wanted.
    ClearKept(String),
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
    /// Finds out whether a file is a case.
    LookAt(PathBuf),
    /// Reads a file of data against the facts at hand.
    ReadData {
        path: PathBuf,
        mapping: Option<Box<Mapping>>,
        bundle: Arc<Bundle>,
    },
    /// Keeps the packs as listed and puts them on the facts anew.
    KeepPacks {
        base: Arc<Bundle>,
        list: Vec<PackEntry>,
        new: Option<Box<Waiting>>,
        gone: Option<String>,
    },
    ReadIncidents(PathBuf),
    WriteIncidents {
        path: PathBuf,
        text: String,
        count: usize,
    },
    WriteReport(Box<Order>),
    StopReport,
    /// Makes a new country report and its file.
    BeginReport {
        path: PathBuf,
        iso3: Iso3,
        lang: Lang,
        today: Date,
        bundle: Arc<Bundle>,
    },
    OpenReport(PathBuf),
    /// The country report as it is now, into its file.
    KeepReport {
        path: PathBuf,
        manuscript: Arc<Manuscript>,
        revision: u64,
    },
    /// Changes the methods that are kept, and puts them beside those of the program anew.
    KeepMethods {
        base: Arc<Bundle>,
        bundle: Arc<Bundle>,
        files: Vec<OwnMethod>,
        change: MethodChange,
    },
    ReadMethod {
        path: PathBuf,
        bundle: Arc<Bundle>,
    },
    ExportMethod {
        path: PathBuf,
        text: String,
    },
    MakeId,
    Quit,
}

pub type Effects = Vec<Effect>;

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFor {
    Open,
    Save,
    Attach(QuestionId),
    Key,
    /// A folder for earlier versions.
    Copies,
    /// To compare with, and to merge.
    Merge,
    /// A file of data.
    Data,
    /// A table of incidents, to be read.
    Incidents,
    /// The same, to be written.
    IncidentsOut,
    Report,
    /// For a new country report.
    NewReport,
    /// A file of a rating method.
    Method,
    ExportMethod,
}

/// An answer from the world.
#[derive(Debug, Clone)]
pub enum Landed {
    /// A case was read, or why not.
    Read {
        source: Source,
        result: Result<Box<Opened>, OpenProblem>,
        stamp: Option<Stamp>,
    },
    /// With the log as it now stands in the file, and the file's stamp.
    Saved {
        path: PathBuf,
        revision: u64,
        result: Result<Saved, SaveProblem>,
    },
    /// Unsaved work cannot be kept in the recovery folder, or can again.
    Kept {
        folder: PathBuf,
        result: Result<(), SaveProblem>,
    },
    /// Work that is saved or not wanted cannot be removed from the recovery folder, or can again.
    Cleared {
        folder: PathBuf,
        result: Result<(), SaveProblem>,
    },
    /// What a file held before it was saved over was kept, or not.
    CopyKept {
        place: PathBuf,
        result: Result<(), SaveProblem>,
    },
    /// A folder for earlier versions was tried; it comes back as a whole path.
    PlaceTried {
        place: PathBuf,
        result: Result<PathBuf, SaveProblem>,
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
    LookedAt {
        path: PathBuf,
        is_case: bool,
    },
    DataRead {
        path: PathBuf,
        result: Result<Box<Waiting>, DataProblem>,
    },
    /// A table that no publisher's layout fits.
    DataSketched(Box<Sketched>),
    /// The facts anew; what was to be kept comes back where it could not be.
    PacksKept {
        new: Option<Box<Waiting>>,
        result: Result<Loaded, SaveProblem>,
    },
    MethodsKept {
        change: MethodChange,
        result: Result<KeptMethods, SaveProblem>,
    },
    MethodRead {
        path: PathBuf,
        result: Result<Box<Method>, MethodProblem>,
    },
    MethodExported {
        path: PathBuf,
        result: Result<(), SaveProblem>,
    },
    Key {
        path: PathBuf,
        result: Result<KeyFile, KeyProblem>,
    },
    KeyMade {
        path: PathBuf,
        result: Result<KeyFile, SaveProblem>,
    },
    /// The text of a table of incidents, or why it is none.
    IncidentsRead {
        path: PathBuf,
        result: Result<String, DataProblem>,
    },
    IncidentsWritten {
        path: PathBuf,
        count: usize,
        result: Result<(), SaveProblem>,
    },
    ReportUnderWay {
        path: PathBuf,
        done: usize,
        of: usize,
    },
    /// With what was taken out of it and is too common to be sought in the file.
    ReportWritten {
        path: PathBuf,
        result: Result<Vec<String>, ReportProblem>,
    },
    ReportOpened {
        path: PathBuf,
        result: Result<Box<Manuscript>, ReportFault>,
    },
    ReportKept {
        path: PathBuf,
        revision: u64,
        result: Result<(), SaveProblem>,
    },
    /// Attached files that are not what they were, by name.
    BadAttachments {
        names: Vec<String>,
        revision: u64,
    },
    /// Work that was found at the start.
    LeftBehind(Vec<Left>),
    Copies(Vec<SafeCopy>),
}
