//! Two states of one case: comparing the one at hand with one from a file, and making one of both.

use crate::session::update::shown;
use crate::session::{Effects, Notice, Other, Question, Session, Source};
use crate::store::{OpenProblem, Opened, Past, Stamp, check_signatures};
use kriterion_heart::compare::{self, Choice, Choices, Offer, Part};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use std::path::PathBuf;
use std::sync::Arc;

/// Another state of the case beside the one at hand, while the officer chooses.
#[derive(Debug, Clone)]
pub struct Merging {
    pub other: Other,
    /// The state at hand that was compared.
    mine: Arc<Dossier>,
    pub offers: Vec<Offer>,
    choices: Choices,
    /// Its file stands where the work was to be saved.
    in_way: bool,
}

impl Merging {
    fn new(mine: Arc<Dossier>, other: Other, in_way: bool) -> Self {
        let theirs = &other.opened.dossier;
        let offers = compare::offers(&mine, theirs);
        let usual =
            |offer: &Offer| offer.usual.map(|choice| (offer.difference.part.clone(), choice));
        let choices = offers.iter().filter_map(usual).collect();
        Self { other, mine, offers, choices, in_way }
    }

    /// Two files on two cases can be compared, never merged.
    pub fn is_same_case(&self) -> bool {
        self.mine.id == self.other.opened.dossier.id
    }

    pub fn choice(&self, offer: &Offer) -> Option<Choice> {
        self.choices.get(&offer.difference.part).copied()
    }

    /// How many differences the officer has still to decide.
    pub fn open(&self) -> usize {
        self.offers.iter().filter(|offer| self.choice(offer).is_none()).count()
    }

    pub fn is_ready(&self) -> bool {
        self.is_same_case() && self.open() == 0
    }
}

impl Session {
    pub(super) fn read_to_compare(&mut self, path: PathBuf) -> Effects {
        self.comparing = Some(path.clone());
        self.read(Source::Other(path))
    }

    /// Another state was read: to be compared as the officer wished, or because its file is in the way of a save.
    pub(super) fn other_read(
        &mut self,
        path: PathBuf,
        result: Result<Box<Opened>, OpenProblem>,
        stamp: Option<Stamp>,
    ) -> Effects {
        let wanted = self.comparing.as_ref() == Some(&path);
        if wanted {
            self.comparing = None;
        }
        let Some(mine) = self.dossier().cloned() else { return Effects::new() };
        match (&mut self.question, result) {
            (None, Ok(opened)) if wanted => {
                self.compare(mine, Other { path, opened: *opened, stamp }, false)
            }
            (None, Err(problem)) if wanted => {
                self.tell(Notice::CannotOpen { path: shown(&path), problem })
            }
            (Some(Question::NotExpected { path: asked, differences, other }), Ok(opened))
                if *asked == path =>
            {
                *differences = Some(compare::differences(&opened.dossier, &mine));
                *other = Some(Box::new(Other { path, opened: *opened, stamp }));
                Effects::new()
            }
            _ => Effects::new(),
        }
    }

    /// The officer wants to merge with the file that is in the way of a save.
    pub(super) fn compare_in_way(&mut self, other: Other) -> Effects {
        // What was to follow the save does not follow a merge.
        self.then = None;
        let Some(mine) = self.dossier().cloned() else { return Effects::new() };
        self.compare(mine, other, true)
    }

    /// Whether the file that is in the way of a save holds this case; `None` while nothing was read there.
    pub fn can_merge(&self) -> Option<bool> {
        let Some(Question::NotExpected { other: Some(other), .. }) = &self.question else {
            return None;
        };
        Some(self.dossier().is_some_and(|mine| mine.id == other.opened.dossier.id))
    }

    fn compare(&mut self, mine: Arc<Dossier>, other: Other, in_way: bool) -> Effects {
        self.ask(Question::Merge(Box::new(Merging::new(mine, other, in_way))))
    }

    pub(super) fn choose(&mut self, part: Part, choice: Choice) -> Effects {
        if let Some(Question::Merge(merging)) = &mut self.question {
            merging.choices.insert(part, choice);
        }
        Effects::new()
    }

    /// The two states become one: a single step of undo, unsaved.
    pub(super) fn merge(&mut self, merging: Merging) -> Effects {
        let Some(mine) = self.dossier().cloned() else { return Effects::new() };
        let Merging { other, mine: compared, offers, choices, in_way } = merging;
        // Something has landed since: what was chosen was chosen for another state.
        if !Arc::ptr_eq(&mine, &compared) || mine.id != other.opened.dossier.id {
            return self.compare(mine, other, in_way);
        }
        let Ok(merged) = compare::merge(&mine, &other.opened.dossier, &choices) else {
            return self.compare(mine, other, in_way);
        };
        self.close_undo_step();
        let mut effects = self.edit(Edit::Merge(Box::new(merged)));
        effects.extend(self.came_together(other, in_way, offers.is_empty()));
        self.notices.push(Notice::Merged);
        effects
    }

    /// What comes along with the other state: its files, its log, and that its file may now be saved over.
    fn came_together(&mut self, other: Other, in_way: bool, same: bool) -> Effects {
        let Other { path, opened, stamp } = other;
        let at_hand = in_way || self.path.as_ref() == Some(&path);
        if let Some(open) = &mut self.open {
            for (name, bytes) in opened.attachments {
                open.attachments.entry(name).or_insert(bytes);
            }
            let (log, signatures) = (opened.log, opened.signatures);
            let theirs = Past { log, signatures, branches: opened.branches };
            let (joined, code) = open.past().join(theirs);
            (open.log, open.signatures, open.branches) =
                (joined.log, joined.signatures, joined.branches);
            open.done.extend(code);
            open.signed = check_signatures(&open.signatures, &open.log, &open.branches);
            if at_hand {
                open.stamp = stamp;
                // Also where all was left as it is here: the file holds something else.
                open.saved = if same { open.saved } else { 0 };
            }
        }
        if !opened.missing.is_empty() {
            self.notices.push(Notice::BadAttachments(opened.missing));
        }
        self.check_signed();
        let mut effects = Effects::new();
        if at_hand && self.path.as_ref() != Some(&path) {
            self.path = Some(path);
            effects = self.mark();
        }
        effects.extend(self.keep());
        effects
    }
}
