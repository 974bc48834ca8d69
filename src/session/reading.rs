//! Reading cases: files, work that was left, earlier versions, other states; and the passphrases that seal them.

use crate::session::update::shown;
use crate::session::{Action, Effect, Effects, Notice, Question, Session, Source};
use crate::store::{OpenProblem, Opened, Passphrase, Stamp};
use kriterion_heart::edit::EditKind;

impl Session {
    /// Earlier versions and other states of a sealed case are mostly sealed with the same passphrase.
    pub(super) fn read(&self, source: Source) -> Effects {
        let passphrase = match source {
            Source::File(_) | Source::Left(_) => None,
            Source::Copy(_) | Source::Other(_) => self.passphrase().cloned(),
        };
        vec![Effect::Read { source, passphrase }]
    }

    pub(super) fn was_read(
        &mut self,
        source: Source,
        result: Result<Box<Opened>, OpenProblem>,
        stamp: Option<Stamp>,
    ) -> Effects {
        match (source, result) {
            // Asked for when the officer wanted it, not while a save is in somebody's way.
            (source, Err(OpenProblem::Locked { tried })) if self.question.is_none() => {
                self.ask(Question::Passphrase { source, tried })
            }
            (Source::Other(path), result) => self.other_read(path, result, stamp),
            (source, Err(problem)) => {
                self.tell(Notice::CannotOpen { path: shown(source.path()), problem })
            }
            // The officer has written on while it was read: what was written must not be pushed aside.
            (source, Ok(_)) if self.is_unsaved() => self.update(match source {
                Source::Left(left) => Action::OpenLeft(left),
                Source::Copy(copy) => Action::OpenCopy(copy),
                Source::File(path) | Source::Other(path) => Action::Open(path),
            }),
            (Source::File(path), Ok(opened)) => {
                self.take(*opened, Some(path));
                self.came_from(stamp)
            }
            (Source::Copy(copy), Ok(opened)) => self.go_back_to(&copy, *opened),
            (Source::Left(left), Ok(opened)) => self.take_up(&left, *opened),
        }
    }

    /// Whether the case at hand is sealed, from its next save on at the latest.
    pub fn is_sealed(&self) -> bool {
        self.passphrase().is_some()
    }

    fn passphrase(&self) -> Option<&Passphrase> {
        self.open.as_ref().and_then(|open| open.passphrase.as_ref())
    }

    /// Reads again what is sealed.
    pub(super) fn unseal(&mut self, passphrase: Passphrase) -> Effects {
        match self.question.take() {
            Some(Question::Passphrase { source, .. }) => {
                vec![Effect::Read { source, passphrase: Some(passphrase) }]
            }
            other => {
                self.question = other;
                Effects::new()
            }
        }
    }

    /// The file is written anew at once: until then it is as it was.
    pub(super) fn seal(&mut self, passphrase: Option<Passphrase>) -> Effects {
        let Some(open) = &mut self.open else { return Effects::new() };
        if open.passphrase == passphrase {
            return Effects::new();
        }
        open.done.push(EditKind::Seal(passphrase.is_some()).to_string());
        open.passphrase = passphrase;
        open.revision += 1;
        let mut effects = self.keep();
        effects.extend(self.save());
        effects
    }
}
