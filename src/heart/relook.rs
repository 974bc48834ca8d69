//! What a case rests on that says something else by now: old and new side by side, to be taken over or kept.
//!
//! Nothing changes by itself. The caller lends the words, because sentences are made at the edge.

mod facts;
#[cfg(test)]
mod tests;
mod view;

pub use view::ReadingChange;

use crate::Bundle;
use crate::dossier::{Dossier, Evidence, EvidenceId, Kept};
use crate::edit::Edit;
use crate::level::Level;
use crate::phrase::filled;
use crate::rating::{CountryRating, Reading};
use crate::rulebook::QuestionId;
use crate::text::Text;

/// How things are said.
pub struct Words<'w> {
    /// A reading's value.
    pub reading: &'w dyn Fn(&Reading) -> Text,
    /// What a piece of evidence says, with its date.
    pub item: &'w dyn Fn(&Evidence) -> Text,
}

/// One thing to look at again.
#[derive(Debug, Clone, PartialEq)]
pub struct Relook {
    /// As of the evidence, or `country_view/KAZ/kriterion`.
    pub key: String,
    pub title: Text,
    pub old: Text,
    /// Empty where the data say nothing any more.
    pub new: Text,
    /// The questions whose answers rest on it.
    pub serves: Vec<QuestionId>,
    pub what: What,
}

/// What has become of it.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The same fact says something else.
    Changed {
        id: EvidenceId,
        new: Box<Evidence>,
    },
    /// The same, and there is a newer year.
    Newer {
        id: EvidenceId,
        new: Box<Evidence>,
    },
    Gone {
        id: EvidenceId,
    },
    /// The method says something else about the country, or from other readings.
    View {
        new: Box<CountryRating>,
        /// Criterion, old and new.
        levels: Vec<(u8, Level, Level)>,
        readings: Vec<ReadingChange>,
    },
}

impl Relook {
    /// Takes over what the data say by now.
    pub fn accept(&self, bundle: &Bundle, dossier: &Dossier) -> Edit {
        let edition = &bundle.atlas.edition;
        let reason = filled("new_edition", &[("edition", &edition.label)]);
        let reason = reason.get(dossier.lang).to_owned();
        match &self.what {
            What::Changed { id, new } | What::Newer { id, new } => {
                Edit::Renew { evidence: *id, new: new.clone(), reason }
            }
            What::Gone { id } => Edit::RemoveEvidence { evidence: *id, reason },
            What::View { new, .. } => Edit::Rerate {
                view: new.clone(),
                data: edition.label.clone(),
                data_hash: edition.hash.clone(),
            },
        }
    }

    /// Stays with what the case rests on.
    pub fn keep(&self, bundle: &Bundle, reason: String) -> Edit {
        Edit::Keep(Box::new(Kept {
            key: self.key.clone(),
            title: self.title.clone(),
            old: self.old.clone(),
            new: self.new.clone(),
            edition: bundle.atlas.edition.label.clone(),
            reason,
        }))
    }

    fn is_kept(&self, dossier: &Dossier) -> bool {
        let same = |kept: &&Kept| (&kept.key, &kept.new) == (&self.key, &self.new);
        dossier.kept.iter().any(|kept| same(&kept))
    }
}

/// Everything to look at again, evidence first. What was kept is left out until the data say yet another thing.
pub fn list(bundle: &Bundle, dossier: &Dossier, words: &Words<'_>) -> Vec<Relook> {
    let mut found = facts::list(bundle, dossier, words);
    found.extend(view::relook(bundle, dossier, words));
    found.retain(|relook| !relook.is_kept(dossier));
    found
}
