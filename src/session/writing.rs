//! The country report at hand. Unlike a case it has no unsaved state: it has a file from its first moment, and every
//! change goes there by itself; undo is what takes a change back.

use crate::session::update::shown;
use crate::session::{Effect, Effects, History, Notice, PathFor, Place, Session};
use crate::store::{OpenProblem, SaveProblem};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::manuscript::{Change, ChangeKind, FileFault, Manuscript};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The ending of its files.
pub const REPORT_ENDING: &str = "kreport";

/// A country report with its file.
#[derive(Debug, Clone)]
pub struct Writing {
    history: History<Manuscript, ChangeKind>,
    pub path: PathBuf,
    revision: u64,
    /// The newest revision that the file holds.
    kept: u64,
    /// Why the newest could not be written; told once.
    fails: bool,
}

impl Writing {
    pub fn manuscript(&self) -> &Arc<Manuscript> {
        self.history.now()
    }

    /// Counts every change, so that pages know when what they show is old.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn is_kept(&self) -> bool {
        self.kept == self.revision
    }

    pub fn undo_kind(&self) -> Option<ChangeKind> {
        self.history.undo_kind()
    }

    pub fn redo_kind(&self) -> Option<ChangeKind> {
        self.history.redo_kind()
    }
}

/// Why a file is no report that can be worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportFault {
    Open(OpenProblem),
    File(FileFault),
    /// A new report takes nobody's place.
    Exists,
    Save(SaveProblem),
    /// The data at hand do not have the state.
    NoState,
}

/// Whether a path is that of a country report.
pub fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(REPORT_ENDING))
}

impl Session {
    /// Whether undo, redo and search are about the report rather than about the case.
    pub fn is_writing(&self) -> bool {
        self.place == Place::Writing && self.writing.is_some()
    }

    /// The state of a report whose file is asked for.
    pub fn begins(&self) -> Option<Iso3> {
        self.begins
    }

    /// A new report on a state; the window asks for its file.
    pub(super) fn begin_report(&mut self, state: Iso3) -> Effects {
        self.begins = Some(state);
        vec![Effect::AskPath(PathFor::NewReport)]
    }

    pub(super) fn new_report_at(&mut self, path: PathBuf) -> Effects {
        let Some(iso3) = self.begins.take() else { return Effects::new() };
        let path = if is_report(&path) { path } else { path.with_extension(REPORT_ENDING) };
        let (bundle, today, lang) = (Arc::clone(&self.bundle), self.today(), self.lang);
        vec![Effect::BeginReport { path, iso3, lang, today, bundle }]
    }

    pub(super) fn report_opened(
        &mut self,
        path: PathBuf,
        result: Result<Box<Manuscript>, ReportFault>,
    ) -> Effects {
        let manuscript = match result {
            Ok(manuscript) => *manuscript,
            Err(fault) => {
                return self.tell(Notice::CannotOpenReport { path: shown(&path), fault });
            }
        };
        let revision = self.writing.as_ref().map_or(0, |writing| writing.revision) + 1;
        self.settings.saw_report(&path, &manuscript, self.now);
        let history = History::new(manuscript);
        self.writing = Some(Writing { history, path, revision, kept: revision, fails: false });
        self.place = Place::Writing;
        self.keep_settings()
    }

    pub(super) fn rewrite(&mut self, change: Change) -> Effects {
        let Some(writing) = &mut self.writing else { return Effects::new() };
        let (kind, typing) = (change.kind(), change.is_typing());
        let mut next = Manuscript::clone(writing.history.now());
        change.apply(&mut next);
        if next == **writing.history.now() {
            return Effects::new();
        }
        writing.history.commit(next, kind, Place::Writing, typing);
        self.rewritten()
    }

    pub(super) fn undo_writing(&mut self, back: bool) -> Effects {
        let Some(writing) = &mut self.writing else { return Effects::new() };
        let moved = if back { writing.history.undo() } else { writing.history.redo() };
        if moved.is_some() { self.rewritten() } else { Effects::new() }
    }

    pub(super) fn close_writing_step(&mut self) {
        if let Some(writing) = &mut self.writing {
            writing.history.close_step();
        }
    }

    fn rewritten(&mut self) -> Effects {
        let Some(writing) = &mut self.writing else { return Effects::new() };
        writing.revision += 1;
        vec![Effect::KeepReport {
            path: writing.path.clone(),
            manuscript: Arc::clone(writing.history.now()),
            revision: writing.revision,
        }]
    }

    /// What could not be written is written with the next change; the officer hears of it once.
    pub(super) fn report_kept(
        &mut self,
        path: &Path,
        revision: u64,
        result: Result<(), SaveProblem>,
    ) -> Effects {
        let Some(writing) = self.writing.as_mut().filter(|writing| writing.path == path) else {
            return Effects::new();
        };
        match result {
            Ok(()) => {
                writing.kept = revision.max(writing.kept);
                writing.fails = false;
                Effects::new()
            }
            Err(problem) if !writing.fails => {
                writing.fails = true;
                self.tell(Notice::CannotKeepReport { path: shown(path), problem })
            }
            Err(_) => Effects::new(),
        }
    }
}
