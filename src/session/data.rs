//! The data at hand: the edition of the program, the packs on it, and a file that waits for the officer's answer.

use crate::import::Rejected;
use crate::import::publisher::mapping::{Mapping, Sketch};
use crate::import::publisher::{NotRead, PublisherKind, Remark};
use crate::session::update::shown;
use crate::session::{Effect, Effects, Notice, OwnMethod, PathFor, Place, Session};
use crate::store::{OpenProblem, PackEntry, PackSign, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::intake::Fault;
use kriterion_heart::pack::Preview;
use kriterion_heart::text::Text;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the session knows of the data beyond the bundle.
#[derive(Default)]
pub struct Data {
    /// The bundle without packs.
    pub base: Arc<Bundle>,
    /// In the order in which they count.
    pub packs: Vec<DataPack>,
    /// A table that nobody knows, until it is said which column is what.
    pub sketched: Option<Box<Sketched>>,
    /// A file that was read and not yet accepted.
    pub waiting: Option<Box<Waiting>>,
    /// Something is being read or put on.
    pub busy: bool,
}

/// A pack that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct DataPack {
    pub entry: PackEntry,
    pub label: Text,
    pub made: Option<Date>,
    pub rows: usize,
    pub sign: PackSign,
    pub state: PackState,
}

impl DataPack {
    /// Its facts count.
    pub fn is_in_force(&self) -> bool {
        self.entry.on && matches!(self.state, PackState::Sound | PackState::Partly(_))
    }
}

/// What can be used of a pack that is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum PackState {
    Sound,
    /// Some rows do not fit the facts that they are put on.
    Partly(Vec<Fault>),
    Faulty(Vec<Fault>),
    Unreadable(OpenProblem),
    /// Its signature does not fit it any more.
    Forged,
}

/// What a file would change.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub path: PathBuf,
    pub label: Text,
    pub made: Option<Date>,
    pub preview: Preview,
    /// Rows of a pack that were not taken.
    pub faults: Vec<Fault>,
    /// Rows of a table that were not taken.
    pub rejected: Vec<Rejected>,
    /// What a publisher's file was read as, and what is to be known about it.
    pub kind: Option<PublisherKind>,
    pub remarks: Vec<Remark>,
    pub sign: PackSign,
    /// What is kept if it is accepted.
    pub text: String,
    pub signature: Option<Vec<u8>>,
}

/// A table that no publisher's layout fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketched {
    pub path: PathBuf,
    pub sketch: Sketch,
}

/// Why a file of data is not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum DataProblem {
    Open(OpenProblem),
    /// No data pack, and no table that can be read.
    NotRead(NotRead),
    Faults(Vec<Fault>),
    BadSignature,
}

/// The facts with all packs on them.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub base: Arc<Bundle>,
    pub bundle: Arc<Bundle>,
    pub packs: Vec<DataPack>,
    /// The officer's own methods, where they were read anew.
    pub methods: Option<Vec<OwnMethod>>,
}

impl Session {
    /// The facts that the program starts with; packs that cannot be used are told.
    pub fn take_data(&mut self, loaded: Loaded) {
        let bad =
            loaded.packs.iter().filter(|pack| pack.entry.on && pack.state != PackState::Sound);
        let bad: Vec<Text> = bad.map(|pack| pack.label.clone()).collect();
        self.notices.retain(|notice| !matches!(notice, Notice::BadPacks(_)));
        if !bad.is_empty() {
            self.notices.push(Notice::BadPacks(bad));
        }
        self.bundle = loaded.bundle;
        self.data.base = loaded.base;
        self.data.packs = loaded.packs;
        if let Some(own) = loaded.methods {
            self.take_methods(own);
        }
    }

    pub(super) fn read_data(&mut self, path: PathBuf) -> Effects {
        if self.data.busy {
            return Effects::new();
        }
        self.data.busy = true;
        vec![Effect::ReadData { path, mapping: None, bundle: Arc::clone(&self.bundle) }]
    }

    /// The table that was sketched, as the officer says that it is to be read.
    pub(super) fn read_mapped(&mut self, mapping: Box<Mapping>) -> Effects {
        let path = self.data.sketched.as_ref().map(|sketched| sketched.path.clone());
        let Some(path) = path.filter(|_| !self.data.busy) else { return Effects::new() };
        self.data.busy = true;
        let bundle = Arc::clone(&self.bundle);
        vec![Effect::ReadData { path, mapping: Some(mapping), bundle }]
    }

    pub(super) fn data_sketched(&mut self, sketched: Box<Sketched>) -> Effects {
        self.data.busy = false;
        self.data.waiting = None;
        self.data.sketched = Some(sketched);
        self.place = Place::Data;
        Effects::new()
    }

    pub(super) fn data_read(
        &mut self,
        path: &Path,
        result: Result<Box<Waiting>, DataProblem>,
    ) -> Effects {
        self.data.busy = false;
        match result {
            Ok(waiting) => {
                if waiting.kind != Some(PublisherKind::Mapped) {
                    self.data.sketched = None;
                }
                self.data.waiting = Some(waiting);
                self.place = Place::Data;
                Effects::new()
            }
            Err(problem) => self.tell(Notice::CannotReadData { path: shown(path), problem }),
        }
    }

    /// The pack that waits comes last, and so over all others.
    pub(super) fn accept_data(&mut self) -> Effects {
        if self.data.busy {
            return Effects::new();
        }
        let Some(waiting) = self.data.waiting.take() else { return Effects::new() };
        let file = crate::store::pack_name(&waiting.text);
        let mut list = self.pack_list();
        list.retain(|entry| entry.file != file);
        list.push(PackEntry { file, on: true });
        self.keep_packs(list, Some(waiting), None)
    }

    /// What was read is left; of a table that was mapped the mapping can be mended.
    pub(super) fn leave_data(&mut self) -> Effects {
        if self.data.waiting.take().is_none() {
            self.data.sketched = None;
        }
        Effects::new()
    }

    pub(super) fn switch_pack(&mut self, file: &str, on: bool) -> Effects {
        let mut list = self.pack_list();
        for entry in list.iter_mut().filter(|entry| entry.file == file) {
            entry.on = on;
        }
        self.keep_packs(list, None, None)
    }

    /// The facts are what they were without it.
    pub(super) fn remove_pack(&mut self, file: String) -> Effects {
        let mut list = self.pack_list();
        list.retain(|entry| entry.file != file);
        self.keep_packs(list, None, Some(file))
    }

    fn pack_list(&self) -> Vec<PackEntry> {
        self.data.packs.iter().map(|pack| pack.entry.clone()).collect()
    }

    fn keep_packs(
        &mut self,
        list: Vec<PackEntry>,
        new: Option<Box<Waiting>>,
        gone: Option<String>,
    ) -> Effects {
        if self.data.busy {
            return Effects::new();
        }
        self.data.busy = true;
        let base = Arc::clone(&self.data.base);
        vec![Effect::KeepPacks { base, list, new, gone }]
    }

    pub(super) fn packs_kept(
        &mut self,
        new: Option<Box<Waiting>>,
        result: Result<Loaded, SaveProblem>,
    ) -> Effects {
        self.data.busy = false;
        match result {
            Ok(loaded) => {
                self.take_data(loaded);
                if new.is_some() {
                    self.data.sketched = None;
                }
                let label = self.bundle.atlas.edition.label.clone();
                self.notices.retain(Notice::is_problem);
                self.notices.push(Notice::DataChanged { label });
            }
            Err(problem) => {
                // What was read still waits.
                self.data.waiting = new;
                self.tell(Notice::CannotKeepPack(problem));
            }
        }
        Effects::new()
    }

    pub(super) fn ask_data(&mut self) -> Effects {
        vec![Effect::AskPath(PathFor::Data)]
    }
}
