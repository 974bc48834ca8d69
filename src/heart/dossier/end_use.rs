//! What the officer answered in the end-use screen for surveillance items.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answers of one case. The questions stand in `criteria/end_use.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EndUseAnswers {
    /// By the id of the question; a question without reply and reason is not in it.
    pub answers: BTreeMap<String, EndUseAnswer>,
    /// The tier into which the officer has sorted the system.
    pub tier: Option<String>,
    pub tier_reason: String,
}

impl EndUseAnswers {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn reply(&self, id: &str) -> Option<EndUseReply> {
        self.answers.get(id).and_then(|answer| answer.reply)
    }

    pub fn reason(&self, id: &str) -> &str {
        self.answers.get(id).map_or("", |answer| answer.reason.as_str())
    }

    /// Changes one answer; one that says nothing any more leaves the file.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut EndUseAnswer)) {
        let mut answer = self.answers.remove(id).unwrap_or_default();
        change(&mut answer);
        if answer != EndUseAnswer::default() {
            self.answers.insert(id.to_owned(), answer);
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EndUseAnswer {
    pub reply: Option<EndUseReply>,
    pub reason: String,
}

/// The last two are no "no": what nobody knows stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndUseReply {
    Yes,
    No,
    Unclear,
    NoInformation,
}

impl EndUseReply {
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unclear, Self::NoInformation];

    /// The name in JSON, and of its words in a copied fact.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unclear => "unclear",
            Self::NoInformation => "no_information",
        }
    }
}
