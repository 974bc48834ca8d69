//! Review and sign-off: the officer's key, what is signed with it, and whose keys are known.

use crate::session::update::shown;
use crate::session::{Action, Colleague, Effect, Effects, Notice, Session};
use crate::store::{self, KeyFile, KeyProblem, Passphrase, SaveProblem, SignedNow};
use kriterion_heart::clearance::{Refusal, may_take};
use kriterion_heart::signoff::{PublicKey, SignOff, Stage, Standing, Step, stage};
use std::collections::BTreeMap;
use std::path::Path;

/// A step that the officer wants to sign.
#[derive(Debug, Clone)]
pub struct SignRequest {
    pub step: Step,
    /// By criterion; 0 is the case as a whole.
    pub reasons: BTreeMap<u8, String>,
    pub key: KeyFile,
    pub passphrase: Passphrase,
}

impl Session {
    /// The signed steps beside the case as it is now, oldest first.
    pub fn signatures(&self) -> &[SignedNow] {
        self.open.as_ref().map_or(&[], |open| &open.signed_now)
    }

    pub fn stage(&self) -> Stage {
        stage(self.signatures().iter().map(|signed| (&signed.step, signed.standing)))
    }

    /// The reasons with which the case was sent back, as long as it is being reworked.
    pub fn sent_back(&self) -> Option<&SignOff> {
        let last = || self.signatures().iter().rfind(|signed| signed.standing.is_genuine());
        (self.stage() == Stage::SentBack).then(last).flatten().map(|signed| &signed.step)
    }

    /// Whether the officer may take a step now with the key at hand; `None` without a key or a case.
    pub fn may_take(&self, step: Step) -> Option<Result<(), Refusal>> {
        let (open, key) = (self.open.as_ref()?, self.key.as_ref()?);
        let so_far: Vec<(&SignOff, Standing)> =
            open.signed_now.iter().map(|signed| (&signed.step, signed.standing)).collect();
        let me = (key.name.as_str(), key.key);
        Some(may_take(step, me, open.history.now(), &open.assessment, &so_far))
    }

    /// Signs the case as it stands in its file; what is not saved yet is saved before.
    pub(super) fn sign(
        &mut self,
        step: Step,
        reasons: BTreeMap<u8, String>,
        passphrase: Passphrase,
    ) -> Effects {
        match self.may_take(step) {
            Some(Ok(())) => (),
            Some(Err(refusal)) => return self.tell(Notice::MayNotSign(refusal)),
            None => return Effects::new(),
        }
        let busy = self.open.as_ref().is_some_and(|open| open.under_way);
        if busy || self.is_unsaved() || self.path.is_none() {
            self.then = Some(Action::Sign { step, reasons, passphrase });
            return if busy { Effects::new() } else { self.save() };
        }
        let (Some(path), Some(key)) = (self.path.clone(), self.key.clone()) else {
            return Effects::new();
        };
        let request = SignRequest { step, reasons, key, passphrase };
        self.save_signed(path, Some(Box::new(request)))
    }

    /// Holds the signatures against the case, after each change of either.
    pub(super) fn check_signed(&mut self) {
        if let Some(open) = &mut self.open {
            open.signed_now = store::all_now(&open.signed, open.history.now());
        }
    }

    pub(super) fn took_key(&mut self, path: &Path, result: Result<KeyFile, KeyProblem>) -> Effects {
        match result {
            Ok(key) => {
                self.key = Some(key);
                self.settings.key = Some(path.to_owned());
                self.keep_settings()
            }
            Err(problem) => self.tell(Notice::CannotReadKey { path: shown(path), problem }),
        }
    }

    pub(super) fn made_key(
        &mut self,
        path: &Path,
        result: Result<KeyFile, SaveProblem>,
    ) -> Effects {
        match result {
            Ok(key) => {
                self.notices.push(Notice::KeyMade { path: shown(path) });
                self.took_key(path, Ok(key))
            }
            Err(problem) => self.tell(Notice::CannotSave { path: shown(path), problem }),
        }
    }

    /// The file stays; another key can be used.
    pub(super) fn put_key_away(&mut self) -> Effects {
        self.key = None;
        self.settings.key = None;
        self.keep_settings()
    }

    pub(super) fn trust(&mut self, name: String, key: PublicKey) -> Effects {
        self.colleagues.retain(|other| other.key != key);
        self.colleagues.push(Colleague { name, key, since: self.now });
        self.colleagues.sort_by(|a, b| a.name.cmp(&b.name));
        self.keep_colleagues()
    }

    pub(super) fn distrust(&mut self, key: PublicKey) -> Effects {
        self.colleagues.retain(|other| other.key != key);
        self.keep_colleagues()
    }

    fn keep_colleagues(&self) -> Effects {
        vec![Effect::KeepColleagues(self.colleagues.clone())]
    }

    /// Whose key made a signature.
    pub fn known(&self, step: &SignOff) -> Known<'_> {
        self.known_key(&step.who, step.key)
    }

    /// Whose key it is that somebody of this name has signed with.
    pub fn known_key(&self, who: &str, key: PublicKey) -> Known<'_> {
        if self.key.as_ref().is_some_and(|own| own.key == key && own.name == who) {
            return Known::Own;
        }
        match self.colleagues.iter().find(|colleague| colleague.key == key) {
            Some(colleague) if colleague.name == who => Known::Colleague,
            Some(colleague) => Known::AnotherName(&colleague.name),
            None => Known::Unknown,
        }
    }
}

/// How well the key of a signature is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    Own,
    Colleague,
    /// The list of colleagues has this key under another name.
    AnotherName(&'a str),
    Unknown,
}
