//! Saving, and work that is not saved yet: what goes to its file, what goes to the recovery folder, what was found there.

use crate::session::update::{Open, shown};
use crate::session::{
    Effect, Effects, Notice, PathFor, Place, Question, Session, SignRequest, Source,
};
use crate::store::{
    Expected, Holder, Left, Opened, Origin, Parcel, Past, Proof, SafeCopy, SaveProblem, Saved,
    Saving, Stamp, check_signatures,
};
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::EditKind;
use kriterion_heart::signoff::SignOff;
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
        self.save_as_expected(path, expected, None)
    }

    /// The file at hand, with one more signed step.
    pub(super) fn save_signed(
        &mut self,
        path: PathBuf,
        signing: Option<Box<SignRequest>>,
    ) -> Effects {
        let stamp = self.open.as_ref().and_then(|open| open.stamp);
        self.save_as_expected(path, stamp.map_or(Expected::Anything, Expected::Same), signing)
    }

    /// The officer has seen that the file is another, and wants this one there. What it held stays as a safe copy.
    pub(super) fn save_over(&mut self, path: PathBuf) -> Effects {
        self.save_as_expected(path, Expected::Anything, None)
    }

    fn save_as_expected(
        &mut self,
        path: PathBuf,
        expected: Expected,
        signing: Option<Box<SignRequest>>,
    ) -> Effects {
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
        let mut saving =
            Saving { at: now, who: dossier.officer.clone(), what: open.saving.clone() };
        if let Some(request) = &signing {
            saving.who.clone_from(&request.key.name);
            saving.what.push(EditKind::SignOff(request.step).to_string());
        }
        let parcel = Box::new(Parcel { saving: Some(saving), ..open.parcel() });
        let copies = usize::from(self.settings.copies);
        let place = self.settings.copies_place.clone();
        let revision = open.revision;
        vec![Effect::Save { path, parcel, revision, copies, place, expected, signing }]
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
        if let SaveProblem::Key(problem) = problem {
            return self.tell(Notice::CannotSign(problem));
        }
        if problem == SaveProblem::NotExpected {
            self.then = then;
            let path = path.to_owned();
            self.ask(Question::NotExpected { path: path.clone(), differences: None, other: None });
            return self.read(Source::Other(path));
        }
        // The file is ours all the same: the next save must not take it for somebody else's.
        if let (SaveProblem::NotFlushed { stamp, .. }, Some(open)) = (&problem, &mut self.open) {
            open.stamp = *stamp;
        }
        self.tell(Notice::CannotSave { path: shown(path), problem })
    }

    pub(super) fn saved(&mut self, path: PathBuf, revision: u64, file: Saved) -> Effects {
        if !self.is_of_case(revision) {
            return self.tell(Notice::Saved { path: shown(&path) });
        }
        let (mut again, mut signed) = (None, None);
        if let Some(open) = &mut self.open {
            if file.signatures.steps.len() > open.signatures.steps.len() {
                signed = file.signatures.steps.last().map(SignOff::step);
                open.signed = file.signed;
            }
            open.signatures = file.signatures;
            // Those that were attached since stay in memory.
            open.attachments.extend(file.attachments);
            open.saved = open.saved.max(revision);
            open.saving.clear();
            open.log = file.log;
            open.stamp = file.stamp;
            open.under_way = false;
            again = open.again.take();
        }
        self.notices.retain(Notice::is_problem);
        self.notices.push(match signed {
            Some(step) => Notice::Signed { step, path: shown(&path) },
            None => Notice::Saved { path: shown(&path) },
        });
        self.check_signed();
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
        effects.extend(self.check_attachments());
        effects
    }

    /// Attached files that do not fit their hashes are told once all were read; the case can be worked on meanwhile.
    pub(super) fn check_attachments(&self) -> Effects {
        let Some(open) = self.open.as_ref().filter(|open| !open.attachments.is_empty()) else {
            return Effects::new();
        };
        let dossier = Arc::clone(open.history.now());
        let (attachments, revision) = (open.attachments.clone(), open.begun);
        vec![Effect::CheckAttachments { dossier, attachments, revision }]
    }

    pub(super) fn bad_attachments(&mut self, names: Vec<String>, revision: u64) -> Effects {
        if names.is_empty() || !self.is_of_case(revision) {
            return Effects::new();
        }
        self.tell(Notice::BadAttachments(names))
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
            Some(path) if self.place == Place::History => {
                let place = self.settings.copies_place.clone();
                vec![Effect::ListCopies { path: path.clone(), place }]
            }
            _ => Effects::new(),
        }
    }

    /// A folder that the officer has chosen for earlier versions.
    pub(super) fn place_tried(
        &mut self,
        place: &Path,
        result: Result<PathBuf, SaveProblem>,
    ) -> Effects {
        self.notices.retain(|notice| !matches!(notice, Notice::BadPlace { .. }));
        match result {
            Ok(place) => {
                self.settings.copies_place = Some(place);
                self.copies_moved()
            }
            Err(problem) => self.tell(Notice::BadPlace { path: shown(place), problem }),
        }
    }

    /// Earlier versions are kept elsewhere from now on.
    pub(super) fn copies_moved(&mut self) -> Effects {
        self.copy_kept(Path::new(""), Ok(()));
        self.copies.clear();
        let mut effects = self.keep_settings();
        effects.extend(self.list_copies());
        effects
    }

    /// Told once, until it works again.
    pub(super) fn copy_kept(&mut self, place: &Path, result: Result<(), SaveProblem>) -> Effects {
        let told = std::mem::replace(&mut self.copies_fail, result.is_err());
        match result {
            Ok(()) => self.notices.retain(|notice| !matches!(notice, Notice::CopyNotKept { .. })),
            Err(_) if told => (),
            Err(problem) => {
                self.tell(Notice::CopyNotKept { path: shown(place), problem });
            }
        }
        Effects::new()
    }

    /// The recorder tells this once, and once more when it works again.
    pub(super) fn work_kept(&mut self, folder: &Path, result: Result<(), SaveProblem>) -> Effects {
        self.notices.retain(|notice| !matches!(notice, Notice::NotKept { .. }));
        let Err(problem) = result else { return Effects::new() };
        self.tell(Notice::NotKept { path: shown(folder), problem })
    }

    pub(super) fn work_cleared(
        &mut self,
        folder: &Path,
        result: Result<(), SaveProblem>,
    ) -> Effects {
        self.notices.retain(|notice| !matches!(notice, Notice::NotCleared { .. }));
        let Err(problem) = result else { return Effects::new() };
        self.tell(Notice::NotCleared { path: shown(folder), problem })
    }

    /// An earlier version comes to hand, unsaved: nothing is replaced before the officer saves.
    pub(super) fn go_back_to(&mut self, copy: &SafeCopy, opened: Opened) -> Effects {
        let stamp = self.open.as_ref().and_then(|open| open.stamp);
        let now = self.open.as_ref().map(Open::past);
        self.take(opened, self.path.clone());
        // Going back is one more thing that was done: the log goes on, it does not go back.
        if let (Some(open), Some(now)) = (&mut self.open, now) {
            let (past, code) = now.join(open.past());
            (open.log, open.signatures, open.branches) = (past.log, past.signatures, past.branches);
            open.signed = check_signatures(&open.signatures, &open.log, &open.branches);
            open.done.push(EditKind::Restore.to_string());
            open.done.extend(code);
        }
        self.check_signed();
        self.notices.push(Notice::EarlierVersion { number: copy.number });
        if let Some(open) = &mut self.open {
            (open.saved, open.stamp) = (0, stamp);
        }
        let mut effects = self.keep();
        effects.extend(self.check_attachments());
        effects
    }

    /// What is not in its file goes to the recovery folder; what is, leaves it.
    pub(super) fn keep(&self) -> Effects {
        let Some(open) = &self.open else { return Effects::new() };
        if open.revision == open.saved {
            return self.clear_kept();
        }
        let dossier = Arc::clone(open.history.now());
        // Nothing of a sealed case stands in the open.
        let case = match open.passphrase {
            Some(_) => String::new(),
            None => dossier.request.field(Field::CaseNumber).to_owned(),
        };
        let origin = Origin { path: self.path.clone(), stamp: open.stamp, case, at: self.now };
        vec![Effect::Keep(Box::new(open.parcel()), origin)]
    }

    /// What is kept of the case at hand goes.
    pub(super) fn clear_kept(&self) -> Effects {
        let id = self.open.as_ref().map(|open| open.history.now().id.clone());
        id.map(Effect::ClearKept).into_iter().collect()
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
        // What was never saved cannot be as it was saved.
        let opened = Opened { proof: Proof::NOTHING, ..opened };
        self.take(opened, left.origin.path.clone());
        self.forget_left(left);
        if let Some(open) = &mut self.open {
            // The file may have been changed since: it must still be the one the work was on.
            (open.saved, open.stamp) = (0, left.origin.stamp);
        }
        let mut effects = self.mark();
        effects.extend(self.keep());
        effects.extend(self.check_attachments());
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

impl Open {
    pub(super) fn past(&self) -> Past {
        let (log, signatures) = (self.log.clone(), self.signatures.clone());
        Past { log, signatures, branches: self.branches.clone() }
    }

    /// The case as it goes to disk.
    fn parcel(&self) -> Parcel {
        Parcel {
            dossier: Arc::clone(self.history.now()),
            log: self.log.clone(),
            attachments: self.attachments.clone(),
            signatures: self.signatures.clone(),
            branches: self.branches.clone(),
            saving: None,
            passphrase: self.passphrase.clone(),
        }
    }
}

/// A file saved without an ending gets ours.
pub(super) fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension("kriterion") }
}
