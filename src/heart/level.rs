//! The words of judgement: levels, findings, marks.

use serde::{Deserialize, Serialize};

/// How critical a criterion is. The order matters only between the three levels; *no data* is outside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Level {
    NotCritical,
    PossiblyCritical,
    Critical,
    /// Nobody can tell: data or answers are missing. Never read as "not critical".
    NoData,
}

impl Level {
    pub const ALL: [Self; 4] =
        [Self::NotCritical, Self::PossiblyCritical, Self::Critical, Self::NoData];

    /// The name in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotCritical => "not_critical",
            Self::PossiblyCritical => "possibly_critical",
            Self::Critical => "critical",
            Self::NoData => "no_data",
        }
    }

    /// 0 to 2 for the three levels, `None` for *no data*.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::NotCritical => Some(0),
            Self::PossiblyCritical => Some(1),
            Self::Critical => Some(2),
            Self::NoData => None,
        }
    }

    /// The level of a rank; ranks above 2 are critical.
    pub fn from_rank(rank: u8) -> Self {
        match rank {
            0 => Self::NotCritical,
            1 => Self::PossiblyCritical,
            _ => Self::Critical,
        }
    }

    /// One step milder; *no data* and *not critical* stay.
    pub fn step_down(self) -> Self {
        match self {
            Self::Critical => Self::PossiblyCritical,
            Self::PossiblyCritical | Self::NotCritical => Self::NotCritical,
            Self::NoData => Self::NoData,
        }
    }
}

/// How well a statement of the criteria files was checked against a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mark {
    /// Read in the primary source.
    R,
    /// Read in a secondary source.
    S,
    /// From memory.
    M,
    /// A proposal of this project.
    P,
    /// Unverified or contradictory.
    U,
}

impl Mark {
    pub const ALL: [Self; 5] = [Self::R, Self::S, Self::M, Self::P, Self::U];

    pub fn code(self) -> &'static str {
        match self {
            Self::R => "R",
            Self::S => "S",
            Self::M => "M",
            Self::P => "P",
            Self::U => "U",
        }
    }
}

/// The officer's answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// The question's worrying answer.
    Concern,
    NoConcern,
    /// Partly, or the sources pull both ways: counts as a concern one weight lower.
    Unclear,
    /// Looked, found nothing to go by. Never read as "no concern".
    NoInformation,
    NotApplicable,
}

impl Finding {
    pub const ALL: [Self; 5] =
        [Self::Concern, Self::NoConcern, Self::Unclear, Self::NoInformation, Self::NotApplicable];

    pub fn code(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::NoConcern => "no_concern",
            Self::Unclear => "unclear",
            Self::NoInformation => "no_information",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// Is the refusal test of criteria 1 to 4 met? Only a person can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LegalFinding {
    #[default]
    Open,
    NotMet,
    /// Criterion 2 only: competent bodies have established serious violations.
    SpecialCaution,
    Met,
}

impl LegalFinding {
    pub const ALL: [Self; 4] = [Self::Open, Self::NotMet, Self::SpecialCaution, Self::Met];
}

/// The weighing of criteria 5 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Weighing {
    #[default]
    Open,
    Acceptable,
    AcceptableWithMeasures,
    RefuseOnThis,
}

impl Weighing {
    pub const ALL: [Self; 4] =
        [Self::Open, Self::Acceptable, Self::AcceptableWithMeasures, Self::RefuseOnThis];
}

/// What the rule of law recommends, and what an officer can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Approve,
    ApproveWithProvisos,
    Refuse,
    ReturnToApplicant,
    /// Article 4: another State refused the same transaction.
    Consult,
    /// To a person with more knowledge or rank: something is open.
    Refer,
}

impl Outcome {
    pub const ALL: [Self; 6] = [
        Self::Approve,
        Self::ApproveWithProvisos,
        Self::Refuse,
        Self::ReturnToApplicant,
        Self::Consult,
        Self::Refer,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::ApproveWithProvisos => "approve_with_provisos",
            Self::Refuse => "refuse",
            Self::ReturnToApplicant => "return_to_applicant",
            Self::Consult => "consult",
            Self::Refer => "refer",
        }
    }

    /// True where the case ends with it: not returned, consulted on or referred.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Approve | Self::ApproveWithProvisos | Self::Refuse)
    }

    /// True where goods would leave.
    pub fn grants(self) -> bool {
        matches!(self, Self::Approve | Self::ApproveWithProvisos)
    }
}

/// Where a piece of evidence pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stance {
    Raises,
    Lowers,
    #[default]
    Neutral,
}

impl Stance {
    pub const ALL: [Self; 3] = [Self::Raises, Self::Lowers, Self::Neutral];
}

/// How likely a misuse is, in words: L1 to L4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Likelihood {
    Remote,
    Conceivable,
    Credible,
    Evident,
}

impl Likelihood {
    pub const ALL: [Self; 4] = [Self::Remote, Self::Conceivable, Self::Credible, Self::Evident];
}

/// How severe it would be, in words: S1 to S4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    Limited,
    Serious,
    Grave,
    Mass,
}

impl Severity {
    pub const ALL: [Self; 4] = [Self::Limited, Self::Serious, Self::Grave, Self::Mass];
}

/// What likelihood and severity give together. No level of a criterion follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Risk {
    Low,
    Moderate,
    High,
}
