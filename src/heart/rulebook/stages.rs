//! When a criterion is looked at in two stages: `criteria/stages.ron`, as data. What it comes to is found in
//! `crate::stages`.

use super::QuestionId;
use crate::fixed::Fixed;
use crate::level::Mark;
use crate::text::Text;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageRules {
    pub criterion: u8,
    /// None of them raises concern: stage 1 ends the matter.
    pub filter: Vec<QuestionId>,
    /// Its concern alone calls for stage 2.
    pub alone: QuestionId,
    pub together: Together,
    /// The questions of stage 2.
    pub then: Vec<QuestionId>,
    /// The closing question.
    pub last: QuestionId,
    /// Years back to which a figure is followed.
    pub years: u16,
    /// The rule in words.
    pub text: Text,
    pub mark: Mark,
}

/// Several questions that call for stage 2 together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Together {
    pub of: Vec<QuestionId>,
    /// So much concern calls for it.
    pub needed: Fixed,
    /// What an unclear answer counts, where concern counts one.
    pub unclear: Fixed,
}

impl StageRules {
    /// Every question that the two stages look at before stage 2, each once.
    pub fn watched(&self) -> Vec<QuestionId> {
        let all = self.filter.iter().chain([&self.alone]).chain(&self.together.of);
        let mut watched: Vec<QuestionId> = all.copied().collect();
        watched.sort();
        watched.dedup();
        watched
    }
}
