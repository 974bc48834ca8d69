//! Saving, and work that is not saved yet: what goes to its file, what goes to the recovery folder, what was found there.

use crate::session::update::shown;
use crate::session::{Effect, Effects, Notice, PathFor, Place, Question, SavedFile, Session};
use crate::store::{
    Expected, Holder, Left, Opened, Origin, Parcel, SafeCopy, SaveProblem, Saving, Stamp,
};
use kriterion_heart::dossier::Field;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Session {
    pub(super) fn save(&mut self) -> Effects {
        match self.path.clone() {
            Some(path) => self.save_to(path),
            None => vec![Effect::AskPath(PathFor::Save)],
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) -> Effects {
        let own = self.path.as_ref() == Some(&path);
        let stamp = self.open.as_ref().and_then(|open| open.stamp);
        let expected = match stamp {
            Some(stamp) if own => Expected::Same(stamp),
            None if own => Expected::Anything,
            _ => Expected::Nothing,
        };
        self.save_as_expected(path, expected)
    }

    /// The officer has seen that the file is another, and wants this one there. What it held stays as a safe copy.
    pub(super) fn save_over(&mut self, path: PathBuf) -> Effects {
        self.save_as_expected(path, Expected::Anything)
    }

    fn save_as_expected(&mut self, path: PathBuf, expected: Expected) -> Effects {
        let now = self.now;
        let Some(open) = &mut self.open else { return Effects::new() };
        // One at a time: two threads could finish in the wrong order.
        if open.under_way {
            open.again = Some(path);
            return Effects::new();
        }
        open.under_way = true;
        open.history.close_step();
        let dossier = Arc::clone(open.history.now());
        open.saving.append(&mut open.done);
        let saving = Saving { at: now, who: dossier.officer.clone(), what: open.saving.clone() };
        let (log, attachments) = (open.log.clone(), open.attachments.clone());
        let parcel = Box::new(Parcel { dossier, log, attachments, saving: Some(saving) });
        let copies = usize::from(self.settings.copies);
        vec![Effect::Save { path, parcel, revision: open.revision, copies, expected }]
    }

    pub(super) fn save_failed(
        &mut self,
        path: &Path,
        revision: u64,
        problem: SaveProblem,
    ) -> Effects {
        if !self.is_of_case(revision) {
            return self.tell(Notice::CannotSave { path: shown(path), problem });
        }
        let then = self.then.take();
        if let Some(open) = &mut self.open {
            (open.under_way, open.again) = (false, None);
        }
        if problem == SaveProblem::NotExpected {
            self.then = then;
            let path = path.to_owned();
            self.ask(Question::NotExpected { path: path.clone(), differences: None, other: None });
            return vec![Effect::ReadOther(path)];
        }
        self.tell(Notice::CannotSave { path: shown(path), problem })
    }

    pub(super) fn saved(&mut self, path: PathBuf, revision: u64, file: SavedFile) -> Effects {
        if !self.is_of_case(revision) {
            return self.tell(Notice::Saved { path: shown(&path) });
        }
        let mut again = None;
        if let Some(open) = &mut self.open {
            open.saved = open.saved.max(revision);
            open.saving.clear();
            open.log = file.log;
            open.stamp = file.stamp;
            open.under_way = false;
            again = open.again.take();
        }
        self.notices.retain(Notice::is_problem);
        self.notices.push(Notice::Saved { path: shown(&path) });
        let moved = self.path.as_ref() != Some(&path);
        self.path = Some(path);
        let mut effects = self.remember();
        if moved {
            effects.extend(self.mark());
        }
        effects.extend(self.keep());
        effects.extend(self.list_copies());
        if let Some(path) = again {
            effects.extend(self.save_to(path));
        } else if let Some(action) = self.then.take() {
            effects.extend(self.update(action));
        }
        effects
    }

    /// False where another case has come to hand since.
    fn is_of_case(&self, revision: u64) -> bool {
        self.open.as_ref().is_some_and(|open| revision >= open.begun)
    }

    /// A dossier was read from the file at hand.
    pub(super) fn came_from(&mut self, stamp: Option<Stamp>) -> Effects {
        if let Some(open) = &mut self.open {
            open.stamp = stamp;
        }
        let mut effects = self.remember();
        effects.extend(self.mark());
        effects
    }

    /// Marks the file at hand as open here.
    pub(super) fn mark(&self) -> Effects {
        let (Some(path), Some(open)) = (&self.path, &self.open) else { return Effects::new() };
        let who = open.history.now().officer.clone();
        vec![Effect::Lock { path: path.clone(), me: Holder { who, since: self.now } }]
    }

    /// The history page shows them.
    pub(super) fn list_copies(&self) -> Effects {
        match &self.path {
            Some(path) if self.place == Place::History => vec![Effect::ListCopies(path.clone())],
            _ => Effects::new(),
        }
    }

    /// An earlier version comes to hand, unsaved: nothing is replaced before the officer saves.
    pub(super) fn go_back_to(&mut self, copy: &SafeCopy, opened: Opened) -> Effects {
        let stamp = self.open.as_ref().and_then(|open| open.stamp);
        self.take(opened, self.path.clone());
        self.notices.push(Notice::EarlierVersion { number: copy.number });
        if let Some(open) = &mut self.open {
            (open.saved, open.stamp) = (0, stamp);
        }
        self.keep()
    }

    /// What is not in its file goes to the recovery folder; what is, leaves it.
    pub(super) fn keep(&self) -> Effects {
        let Some(open) = &self.open else { return Effects::new() };
        if open.revision == open.saved {
            return vec![Effect::ClearKept];
        }
        let dossier = Arc::clone(open.history.now());
        let case = dossier.request.field(Field::CaseNumber).to_owned();
        let origin = Origin { path: self.path.clone(), stamp: open.stamp, case, at: self.now };
        let (log, attachments) = (open.log.clone(), open.attachments.clone());
        vec![Effect::Keep(Box::new(Parcel { dossier, log, attachments, saving: None }), origin)]
    }

    pub(super) fn found(&mut self, left: Vec<Left>) -> Effects {
        if !left.is_empty() {
            self.notices.push(Notice::WorkFound { count: left.len() });
        }
        self.left = left;
        Effects::new()
    }

    /// Goes on where the work was left: unsaved, and bound for the file it came from.
    pub(super) fn take_up(&mut self, left: &Left, opened: Opened) -> Effects {
        self.take(opened, left.origin.path.clone());
        self.forget_left(left);
        if let Some(open) = &mut self.open {
            // The file may have been changed since: it must still be the one the work was on.
            (open.saved, open.stamp) = (0, left.origin.stamp);
        }
        let mut effects = self.mark();
        effects.extend(self.keep());
        // Once the work is kept anew, and not before.
        effects.push(Effect::ClearLeft(Box::new(left.clone())));
        effects
    }

    pub(super) fn throw_away(&mut self, left: Box<Left>) -> Effects {
        self.forget_left(&left);
        vec![Effect::ClearLeft(left)]
    }

    fn forget_left(&mut self, left: &Left) {
        self.left.retain(|other| other.folder != left.folder);
        if self.left.is_empty() {
            self.notices.retain(|notice| !matches!(notice, Notice::WorkFound { .. }));
        }
    }
}

/// A file saved without an ending gets ours.
pub(super) fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("kriterion") }
}
