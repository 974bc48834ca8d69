//! The law as data: criteria, questions, measures, items, and the registry of indicators.
//!
//! The shape of the files is described in `criteria/README.md`; `intake` reads them.

mod case;
mod end_use;
mod scenarios;
mod stages;

pub use self::end_use::{
    EndUseGroup, EndUseQuestion, EndUseScreen, Given, Home, Look, Rows, Spot, Term, Way,
};
pub use case::{
    AnswerRule, CaseRules, ClosedRule, ConfidenceRule, Exemption, GoodsRule, MeasureRules,
    MissionRule,
};

pub use scenarios::{LikelihoodRow, ScenarioRules};
pub use stages::{StageRules, Together};

use crate::level::Mark;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything in `criteria/` except the rating methods.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rulebook {
    /// Hash of all files, so that a dossier can say which text it was made with.
    pub hash: String,
    /// One to eight, in order; one that could not be read is missing.
    pub criteria: Vec<Criterion>,
    pub measures: Vec<Measure>,
    pub items: Items,
    pub registry: Vec<RegistryEntry>,
    /// How a case counts; without it nothing is proposed.
    pub case: Option<CaseRules>,
    pub end_use: EndUseScreen,
    /// Which criterion is looked at in two stages.
    pub stages: Option<StageRules>,
    /// The aid to weighing what might happen.
    pub scenarios: Option<ScenarioRules>,
}

impl Rulebook {
    pub fn criterion(&self, number: u8) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.number == number)
    }

    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.criterion(id.criterion)?.questions.iter().find(|question| question.id == id)
    }

    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    pub fn tag(&self, id: &str) -> Option<&Tag> {
        self.items.tags.iter().find(|tag| tag.id == id)
    }

    pub fn registry_entry(&self, id: &str) -> Option<&RegistryEntry> {
        self.registry.iter().find(|entry| entry.id == id)
    }
}

/// An edition of the Common Position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum TextEdition {
    Y2008,
    Y2019,
    #[default]
    Y2025,
}

impl TextEdition {
    pub const ALL: [Self; 3] = [Self::Y2008, Self::Y2019, Self::Y2025];

    pub fn code(self) -> &'static str {
        match self {
            Self::Y2008 => "2008",
            Self::Y2019 => "2019",
            Self::Y2025 => "2025",
        }
    }
}

/// A statement with the mark of how well it was checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    pub text: Text,
    pub mark: Mark,
    pub since: TextEdition,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// 1 to 8.
    pub number: u8,
    pub title: Text,
    /// How well the title is checked, in the order English, German, French.
    pub title_marks: [Mark; 3],
    pub short: Text,
    pub effect: Effect,
    pub test: Vec<Statement>,
    pub subs: Vec<SubPoint>,
    pub weigh: Vec<Statement>,
    pub cautions: Vec<Statement>,
    pub questions: Vec<Question>,
    pub measures: Vec<String>,
    pub papers: Vec<Statement>,
}

/// What follows when the test of a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    Refuse,
    Weigh,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubPoint {
    pub id: String,
    pub text: Text,
    pub effect: SubEffect,
    pub since: TextEdition,
    pub mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubEffect {
    Deny,
    Caution,
    Weigh,
}

/// `C2-Q05`: stable for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuestionId {
    pub criterion: u8,
    pub number: u8,
}

impl QuestionId {
    pub fn parse(text: &str) -> Option<Self> {
        let (criterion, number) = text.strip_prefix('C')?.split_once("-Q")?;
        let id = Self { criterion: criterion.parse().ok()?, number: number.parse().ok()? };
        (id.to_string() == text && (1..=8).contains(&id.criterion)).then_some(id)
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C{}-Q{:02}", self.criterion, self.number)
    }
}

impl From<QuestionId> for String {
    fn from(id: QuestionId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for QuestionId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("not a question id: {text}"))
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub sub: String,
    /// 1 = country and recipient; 2 = this item, end user and end use; 3 = parties and papers.
    pub stage: u8,
    pub role: Role,
    pub weight: Weight,
    /// The answer that raises concern.
    pub concern: YesNo,
    /// May be answered from bundled data; the officer still confirms.
    pub auto: bool,
    pub depends_on: Option<QuestionId>,
    pub ask: Text,
    pub help: Text,
    /// Ids of the registry.
    pub evidence: Vec<String>,
    /// Item tags that make the question apply; `*` = all.
    pub items: Vec<String>,
    pub reference: Text,
    pub mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// What is known about the recipient or the deal.
    Record,
    /// How much this item or quantity matters.
    Exposure,
    /// The closing question of a legal test.
    Judgement,
    /// Never scored.
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    Trigger,
    Major,
    Minor,
    Context,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum YesNo {
    Yes,
    No,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub id: String,
    pub text: Text,
    pub criteria: Vec<u8>,
    pub acts_on: ActsOn,
    pub limit: Text,
    pub mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActsOn {
    Likelihood,
    Severity,
    Legal,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Items {
    pub edition: Option<Statement>,
    pub military_list: Vec<ListEntry>,
    pub tags: Vec<Tag>,
    pub special: Vec<SpecialGroup>,
}

/// One of ML1 to ML22.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListEntry {
    pub ml: u8,
    pub text: Text,
    /// Position of the German export list.
    pub national: String,
    pub tags: Vec<String>,
    /// The criteria usually in focus; all eight are always assessed.
    pub focus: Vec<u8>,
    pub salw: Share,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Share {
    Yes,
    Partly,
    No,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    pub id: String,
    pub text: Text,
    pub entries: Text,
    /// For criteria 1 to 8.
    pub relevance: [Relevance; 8],
}

/// How much an item matters for a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Relevance {
    Low,
    Medium,
    High,
}

/// A group of items with rules of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpecialGroup {
    pub id: String,
    pub tags: Vec<String>,
    pub title: Text,
    pub rule: Text,
    pub mark: Mark,
}

/// An indicator id as questions and methods name it, and what of the bundled data answers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegistryEntry {
    pub id: String,
    pub kind: EntryKind,
    pub name: Text,
    pub publisher: String,
    pub scale: Text,
    pub worse: Text,
    pub cycle: Text,
    pub criteria: Vec<u8>,
    pub answered_by: AnsweredBy,
    /// Ids of bundled series, treaties and tables, as in `indicator-map.csv`.
    pub bundled: Vec<String>,
    pub derivation: Text,
    pub caveat: Text,
    pub coverage: String,
    pub latest_year: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryKind {
    Numeric,
    Category,
    Treaty,
    List,
    Document,
    Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnsweredBy {
    Bundled,
    Derivable,
    Partly,
    Document,
    CaseField,
    NotBundled,
}
