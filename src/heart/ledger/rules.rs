//! `criteria/ledger.ron`: which events may be incidents, and which entries suggest what.

use crate::dossier::{Body, Harm, Norm};
use crate::level::Mark;
use crate::rulebook::QuestionId;
use crate::text::Text;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LedgerRules {
    /// SHA-256 of the file's text.
    pub hash: String,
    /// The pattern looks back so many years from the day of the assessment.
    pub years: u16,
    pub fill: FillRules,
    pub hints: Vec<HintRule>,
}

/// Which of the bundled events come as drafts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FillRules {
    pub criteria: Vec<u8>,
    /// Words of the tables for what has not happened, or is no event.
    pub not_precisions: Vec<String>,
    pub not_certainties: Vec<String>,
    /// Words of the English text of a law, which is no incident.
    pub not_words: Vec<String>,
    /// Names under which the tables give numbers of people.
    pub harm: Vec<(String, Harm)>,
    pub signs: Vec<Sign>,
}

/// Beginnings of words in the English text that point to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    pub norm: Norm,
    pub words: Vec<String>,
}

/// So many entries of a kind suggest concern, fewer leave it unclear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintRule {
    pub question: QuestionId,
    /// Back from the day of the assessment.
    pub years: u16,
    /// The kind: one of these rules, or a rule of one of these laws; both empty = any.
    pub norms: Vec<Norm>,
    pub bodies: Vec<Body>,
    /// Only those of the proposed end user's service.
    pub end_user: bool,
    /// Only those that nobody has investigated.
    pub unaddressed: bool,
    /// Only those with equipment of the kind applied for.
    pub same_equipment: bool,
    /// Only those in which so many were killed, each by itself: two entries may be about one event.
    pub killed: Option<u32>,
    /// So many certain ones are a concern.
    pub concern: u16,
    /// So many, certain and possible, leave it unclear.
    pub unclear: u16,
    /// The entry of the registry that is answered with yes where it is a concern.
    pub gives: Option<String>,
    pub text: Text,
    pub mark: Mark,
    pub reference: Text,
}
