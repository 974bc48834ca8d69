//! The end-use screen for surveillance, biometric and AI items, as `criteria/end_use.ron` has it.

use super::{QuestionId, YesNo};
use crate::level::{Mark, Stance};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What is asked of goods that watch people, and what follows from the answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EndUseScreen {
    /// Goods with one of these tags are asked about.
    pub tags: Vec<String>,
    pub groups: Vec<EndUseGroup>,
    /// The test of Article 5 of the Dual-Use Regulation, step by step.
    pub article5: Vec<Way>,
    /// The tiers of risk, highest first.
    pub tiers: Vec<Way>,
    /// How to read the tiers.
    pub tiers_lead: Text,
    pub tiers_home: Option<Home>,
    /// What the bundled data say on the law, and on what is done.
    pub law: Vec<Look>,
    pub practice: Vec<Look>,
    pub terms: Vec<Term>,
}

impl EndUseScreen {
    pub fn questions(&self) -> impl Iterator<Item = &EndUseQuestion> {
        self.groups.iter().flat_map(|group| &group.questions)
    }

    pub fn question(&self, id: &str) -> Option<&EndUseQuestion> {
        self.questions().find(|question| question.id == id)
    }

    pub fn tier(&self, id: &str) -> Option<&Way> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// Whether answers here become evidence for a question of the criteria.
    pub fn serves(&self, id: QuestionId) -> bool {
        self.questions().any(|question| question.serves.contains(&id))
    }

    /// The questions of the criteria that answers here become evidence for, each once, in order.
    pub fn served(&self) -> Vec<QuestionId> {
        let mut served: Vec<QuestionId> =
            self.questions().flat_map(|question| question.serves.iter().copied()).collect();
        served.sort();
        served.dedup();
        served
    }
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EndUseGroup {
    pub id: String,
    pub title: Text,
    /// Where the questions are from, and what they are not.
    pub lead: Text,
    /// In the state whose law they are taken from another lead is true.
    pub home: Option<Home>,
    pub questions: Vec<EndUseQuestion>,
}

/// What holds only in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// ISO 3166-1 alpha-3.
    pub state: String,
    pub lead: Text,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EndUseQuestion {
    pub id: String,
    pub title: Text,
    pub ask: Text,
    /// The answer is evidence for these.
    pub serves: Vec<QuestionId>,
    /// Where a yes pulls, and where a no. What is unclear or unknown pulls nowhere.
    pub yes: Stance,
    pub no: Stance,
    pub reference: Text,
    pub mark: Mark,
}

/// One step of a path: the first whose answers are given is the one that applies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    pub id: String,
    /// One of these answers is enough. The last step has none: it applies where no other does.
    pub any: Vec<Given>,
    pub title: Text,
    /// What follows.
    pub text: Text,
    pub reference: Text,
    pub mark: Mark,
}

/// An answer to a question of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub of: String,
    pub is: YesNo,
}

/// Where to look in the bundled data, and what it means when nothing is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub at: Spot,
    pub gap: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    Table(Rows),
    /// Events of these sections of a report that concern criterion 2.
    Events(Vec<String>),
    Treaty(String),
    /// An entry of the registry.
    Reading(String),
}

/// Rows of a report's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    pub table: String,
    /// Those that have one of the words in this column, in the order of the words.
    pub column: String,
    pub only: Vec<String>,
    /// The vocabulary of the words in `assets/profile.ron`.
    pub words: String,
    /// The column that names a row, and those that say more of it; `_en` and `_de` are found by themselves.
    pub head: String,
    pub also: Vec<String>,
}

/// A word that the screen explains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub id: String,
    pub title: Text,
    pub text: Text,
    pub reference: Text,
    pub mark: Mark,
}
