//! Embargoes, with every reading of them that the sources give.

use crate::atlas::Iso3;
use crate::date::Date;
use crate::level::Mark;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// An embargo regime against one addressee, with every reading of it that the sources give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embargo {
    /// `KAZ-EU`; rows of one issuer on one state share an id where they are the same regime.
    pub id: String,
    /// `None`: against persons, no state.
    pub iso3: Option<Iso3>,
    pub name: Text,
    pub issuer: Issuer,
    pub readings: Vec<EmbargoReading>,
    /// What the readings disagree on: `since`, `target`, `scope`, `presence`.
    pub differs: Vec<String>,
}

/// How one source reads an embargo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbargoReading {
    /// Id of a source.
    pub source: String,
    /// The source's own id of the regime, or the address of the page that was read.
    pub reference: String,
    pub as_of: Option<Date>,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub target: Target,
    pub scope: Scope,
    /// The scope in the source's categories, for people.
    pub scope_text: Text,
    pub act: String,
    /// Year of the oldest act that the source names.
    pub oldest_act: Option<u16>,
    pub note: Text,
    /// `None` where the source carries no mark.
    pub mark: Option<Mark>,
}

impl Embargo {
    /// The newest reading speaks.
    pub fn newest(&self) -> Option<&EmbargoReading> {
        self.readings.iter().max_by_key(|reading| reading.as_of)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Issuer {
    Un,
    Eu,
    Osce,
    ArabLeague,
}

impl Issuer {
    pub fn code(self) -> &'static str {
        match self {
            Self::Un => "UN",
            Self::Eu => "EU",
            Self::Osce => "OSCE",
            Self::ArabLeague => "ArabLeague",
        }
    }
}

/// Whom an embargo addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    State,
    NonState,
    Persons,
    Forces,
    /// A declaration without a binding act; member states read it differently.
    Political,
}

impl Target {
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::NonState => "NonState",
            Self::Persons => "Persons",
            Self::Forces => "Forces",
            Self::Political => "Political",
        }
    }
}

/// What an embargo covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    FullMilitaryList,
    FullPlusRepression,
    RepressionGoodsOnly,
    ArmsToTargets,
    Undefined,
}

impl Scope {
    pub fn code(self) -> &'static str {
        match self {
            Self::FullMilitaryList => "FullMilitaryList",
            Self::FullPlusRepression => "FullPlusRepression",
            Self::RepressionGoodsOnly => "RepressionGoodsOnly",
            Self::ArmsToTargets => "ArmsToTargets",
            Self::Undefined => "Undefined",
        }
    }
}

/// A remark on the embargoes of some states: special cases, or regimes that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbargoHint {
    pub iso3: Vec<Iso3>,
    pub text: Text,
    pub mark: Mark,
    /// True for a regime that is over.
    pub ended: bool,
}
