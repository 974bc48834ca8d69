//! What the officer is told, as facts.

use crate::store::{OpenProblem, SaveProblem};

/// One message. The sentence is made in `gui` and `cli`, in the officer's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    CannotOpen {
        path: String,
        problem: OpenProblem,
    },
    CannotSave {
        path: String,
        problem: SaveProblem,
    },
    CannotAttach {
        path: String,
        problem: OpenProblem,
    },
    /// Attachments of an opened dossier that are missing or were changed.
    BadAttachments(Vec<String>),
    /// The dossier was made with other editions of law, data or method.
    OtherEdition,
    Saved {
        path: String,
    },
    Attached {
        title: String,
    },
    /// The same fact is already attached to this question.
    AlreadyAttached,
}

impl Notice {
    pub fn is_problem(&self) -> bool {
        !matches!(self, Self::Saved { .. } | Self::Attached { .. })
    }
}
