//! Incidents: what is said to have happened, by whom and with what, and what became of it.
//!
//! What is not known is `None`, an empty set or a missing toll: neither zero nor "no".

use crate::atlas::Iso3;
use crate::date::Date;
use crate::rulebook::QuestionId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Longer ids no table gives.
const LONGEST_ID: usize = 64;

/// Names an entry wherever it is met, also after a merge: that of the event it came from, or one made once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IncidentId(String);

impl IncidentId {
    pub fn parse(text: &str) -> Option<Self> {
        let is_good = |c: char| !c.is_control() && !c.is_whitespace();
        let length = text.chars().count();
        ((1..=LONGEST_ID).contains(&length) && text.chars().all(is_good))
            .then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of evidence that is made of this entry.
    pub fn key(&self) -> String {
        format!("incident/{}", self.0)
    }

    /// The entry that a piece of evidence was made of.
    pub fn of_key(key: &str) -> Option<Self> {
        key.strip_prefix("incident/").and_then(Self::parse)
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<IncidentId> for String {
    fn from(id: IncidentId) -> Self {
        id.0
    }
}

impl TryFrom<String> for IncidentId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("not an id: {text}"))
    }
}

/// One entry of the ledger. Without a review it is a draft and counts nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Incident {
    pub review: Option<Review>,
    pub date: Option<Date>,
    /// The end, where it lasted.
    pub until: Option<Date>,
    pub timing: Timing,
    pub country: Option<Iso3>,
    pub fields: BTreeMap<IncidentField, String>,
    pub actor: Option<ActorKind>,
    pub norms: BTreeSet<Norm>,
    /// What was used: tags of `criteria/items.ron`.
    pub tags: BTreeSet<String>,
    pub harm: BTreeMap<Harm, Toll>,
    pub sources: Vec<IncidentSource>,
    pub finding: Option<IncidentFinding>,
    pub response: Option<Response>,
    /// Whether it was the service of the proposed end user.
    pub end_user: Whether,
    pub pattern: Whether,
    pub criteria: BTreeSet<u8>,
    pub questions: BTreeSet<QuestionId>,
    /// Keys of evidence in the dossier.
    pub evidence: BTreeSet<String>,
    pub origin: Option<Origin>,
}

impl Incident {
    pub fn field(&self, field: IncidentField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn is_accepted(&self) -> bool {
        self.review.is_some()
    }

    /// What the officer has linked it with: the criterion, or one of its questions.
    pub fn serves(&self, criterion: u8) -> bool {
        self.criteria.contains(&criterion)
            || self.questions.iter().any(|question| question.criterion == criterion)
    }

    /// `None` where no number is known.
    pub fn toll(&self, harm: Harm) -> Option<Toll> {
        self.harm.get(&harm).copied()
    }
}

/// Who took a draft into the ledger, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub by: String,
    pub on: Date,
}

/// How to read the two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Timing {
    /// On that day, or some time in that month or year.
    On,
    About,
    /// All the time from the one to the other.
    Between,
    Since,
    SinceAbout,
    Until,
    /// It goes on; no date says when it happened.
    Ongoing,
    /// The date is that of the report.
    ReportedOn,
    #[default]
    Undated,
}

/// What is written in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IncidentField {
    What,
    Place,
    /// The unit or service of the actor.
    Unit,
    Equipment,
    /// What the state did about it.
    Response,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActorKind {
    Military,
    InteriorForces,
    Police,
    Intelligence,
    PrisonService,
    BorderGuard,
    OtherAuthority,
    ForeignForces,
    PrivateSecurity,
    ArmedGroup,
    Company,
    Civilians,
}

/// The rule that it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Norm {
    Life,
    Torture,
    Liberty,
    FairTrial,
    Disappearance,
    Assembly,
    Expression,
    Privacy,
    Belief,
    Discrimination,
    GenderViolence,
    ForcedReturn,
    AttackOnCivilians,
    IndiscriminateAttack,
    Captives,
    BannedWeapons,
    ChildSoldiers,
    HumanitarianAccess,
    /// Deadly violence inside the state: criterion 3.
    Unrest,
    ForceAbroad,
    Terrorism,
    Diversion,
    Other,
}

impl Norm {
    pub fn body(self) -> Body {
        match self {
            Self::Life
            | Self::Torture
            | Self::Liberty
            | Self::FairTrial
            | Self::Disappearance
            | Self::Assembly
            | Self::Expression
            | Self::Privacy
            | Self::Belief
            | Self::Discrimination
            | Self::GenderViolence
            | Self::ForcedReturn => Body::HumanRights,
            Self::AttackOnCivilians
            | Self::IndiscriminateAttack
            | Self::Captives
            | Self::BannedWeapons
            | Self::ChildSoldiers
            | Self::HumanitarianAccess => Body::Humanitarian,
            Self::Unrest | Self::ForceAbroad | Self::Terrorism | Self::Diversion | Self::Other => {
                Body::Other
            }
        }
    }
}

/// Which law a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Body {
    HumanRights,
    Humanitarian,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Harm {
    Killed,
    Injured,
    Detained,
}

/// A number as sources give it: `12`, `12+`, `<=80`, `17-80`, `~1000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Toll {
    Exactly(u32),
    About(u32),
    AtLeast(u32),
    AtMost(u32),
    Between(u32, u32),
}

impl Toll {
    /// Also reads `≥12`, `≤80` and `17–80`; grouping of digits is not read, because it differs by country.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let number = |digits: &str| -> Option<u32> {
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let after = |marks: [&str; 2]| marks.iter().find_map(|mark| text.strip_prefix(mark));
        if let Some(rest) = after(["~", "≈"]) {
            return number(rest).map(Self::About);
        }
        if let Some(rest) = after([">=", "≥"]).or_else(|| text.strip_suffix('+')) {
            return number(rest).map(Self::AtLeast);
        }
        if let Some(rest) = after(["<=", "≤"]) {
            return number(rest).map(Self::AtMost);
        }
        if let Some((low, high)) = text.split_once(['-', '–']) {
            let (low, high) = (number(low)?, number(high)?);
            return (low < high).then_some(Self::Between(low, high));
        }
        number(&text).map(Self::Exactly)
    }

    /// The least and the most that it can mean; no most where none is named. "About" is read with a tenth either way.
    pub fn bounds(self) -> (u32, Option<u32>) {
        match self {
            Self::Exactly(n) => (n, Some(n)),
            Self::About(n) => (n - n / 10, Some(n.saturating_add(n / 10))),
            Self::AtLeast(n) => (n, None),
            Self::AtMost(n) => (0, Some(n)),
            Self::Between(low, high) => (low, Some(high)),
        }
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(n) => write!(f, "{n}"),
            Self::About(n) => write!(f, "~{n}"),
            Self::AtLeast(n) => write!(f, "{n}+"),
            Self::AtMost(n) => write!(f, "<={n}"),
            Self::Between(low, high) => write!(f, "{low}-{high}"),
        }
    }
}

impl From<Toll> for String {
    fn from(toll: Toll) -> Self {
        toll.to_string()
    }
}

impl TryFrom<String> for Toll {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("not a number: {text}"))
    }
}

/// A source, graded by the Admiralty scale; `None` = nobody has graded it yet, which is not the same as F or 6.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IncidentSource {
    pub fields: BTreeMap<SourceField, String>,
    /// The day of the source, not of the incident.
    pub dated: Option<Date>,
    pub reliability: Option<Reliability>,
    pub credibility: Option<Credibility>,
}

impl IncidentSource {
    pub fn field(&self, field: SourceField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// Reads what `grade` writes.
    pub fn parse_grade(text: &str) -> Option<(Option<Reliability>, Option<Credibility>)> {
        let mut letters = text.chars();
        let (letter, digit) = match (letters.next(), letters.next(), letters.next()) {
            (None, ..) => return Some((None, None)),
            (Some(letter), Some(digit), None) => (letter.to_string(), digit.to_string()),
            _ => return None,
        };
        let (reliability, credibility) =
            (Reliability::of_code(&letter), Credibility::of_code(&digit));
        let is_good =
            (reliability.is_some() || letter == "?") && (credibility.is_some() || digit == "?");
        is_good.then_some((reliability, credibility))
    }

    /// `B2`; `?` where one of the two is not graded, empty where neither is.
    pub fn grade(&self) -> String {
        if self.reliability.is_none() && self.credibility.is_none() {
            return String::new();
        }
        let letter = self.reliability.map_or("?", Reliability::code);
        let digit = self.credibility.map_or("?", Credibility::code);
        format!("{letter}{digit}")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SourceField {
    Title,
    Place,
    Url,
}

/// How far the source can be relied on, by the Admiralty scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// How credible what it says is, by the Admiralty scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Credibility {
    Confirmed,
    ProbablyTrue,
    PossiblyTrue,
    Doubtful,
    Improbable,
    CannotBeJudged,
}

/// Whether it happened as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IncidentFinding {
    Likely,
    Possible,
    Unlikely,
    Insufficient,
}

/// What the state did about it. `None` on an entry = nobody has looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Response {
    NoneKnown,
    Denied,
    Announced,
    Investigated,
    /// Investigated, and ended without a charge.
    Closed,
    Prosecuted,
    Convicted,
}

impl Response {
    pub fn is_investigated(self) -> bool {
        matches!(self, Self::Investigated | Self::Closed | Self::Prosecuted | Self::Convicted)
    }
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Whether {
    Yes,
    No,
    #[default]
    Unclear,
}

/// The bundled fact that an entry was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// `event/KAZ/KAZ-E106`.
    pub key: String,
    /// `reported`, `alleged` and so on, as the table says.
    pub certainty: String,
}

/// The trace of an entry that was thrown away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedIncident {
    pub id: IncidentId,
    pub incident: Incident,
    pub reason: String,
}

/// Gives an enum all its values in order, and each the code that tables and JSON know it by.
macro_rules! coded {
    ($($name:ident: $($variant:ident $code:literal)+;)*) => {$(
        impl $name {
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    )*};
}

coded! {
    Timing: On "on" About "about" Between "between" Since "since" SinceAbout "since_about"
        Until "until" Ongoing "ongoing" ReportedOn "reported_on" Undated "undated";
    IncidentField: What "what" Place "place" Unit "unit" Equipment "equipment" Response "response";
    ActorKind: Military "military" InteriorForces "interior_forces" Police "police"
        Intelligence "intelligence" PrisonService "prison_service" BorderGuard "border_guard"
        OtherAuthority "other_authority" ForeignForces "foreign_forces"
        PrivateSecurity "private_security" ArmedGroup "armed_group" Company "company"
        Civilians "civilians";
    Norm: Life "life" Torture "torture" Liberty "liberty" FairTrial "fair_trial"
        Disappearance "disappearance" Assembly "assembly" Expression "expression"
        Privacy "privacy" Belief "belief" Discrimination "discrimination"
        GenderViolence "gender_violence" ForcedReturn "forced_return"
        AttackOnCivilians "attack_on_civilians" IndiscriminateAttack "indiscriminate_attack"
        Captives "captives" BannedWeapons "banned_weapons" ChildSoldiers "child_soldiers"
        HumanitarianAccess "humanitarian_access" Unrest "unrest" ForceAbroad "force_abroad"
        Terrorism "terrorism" Diversion "diversion" Other "other";
    Body: HumanRights "human_rights" Humanitarian "humanitarian" Other "other";
    Harm: Killed "killed" Injured "injured" Detained "detained";
    SourceField: Title "title" Place "place" Url "url";
    Reliability: A "A" B "B" C "C" D "D" E "E" F "F";
    Credibility: Confirmed "1" ProbablyTrue "2" PossiblyTrue "3" Doubtful "4" Improbable "5"
        CannotBeJudged "6";
    IncidentFinding: Likely "likely" Possible "possible" Unlikely "unlikely"
        Insufficient "insufficient";
    Response: NoneKnown "none_known" Denied "denied" Announced "announced"
        Investigated "investigated" Closed "closed" Prosecuted "prosecuted" Convicted "convicted";
    Whether: Yes "yes" No "no" Unclear "unclear";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_and_nothing_is_guessed() {
        for text in ["0", "12", "12+", "<=80", "17-80", "~1000"] {
            assert_eq!(Toll::parse(text).map(|toll| toll.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Toll::parse("≥ 12"), Some(Toll::AtLeast(12)));
        assert_eq!(Toll::parse("17 – 80"), Some(Toll::Between(17, 80)));
        for text in ["", "several", "1.000", "80-17", "17-17", "-3", "+", "12++", "99999999999"] {
            assert_eq!(Toll::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_names_one_entry_and_nothing_else() {
        for id in ["KAZ-E106", "i-1795896922", "=1+1"] {
            let parsed = IncidentId::parse(id).unwrap();
            assert_eq!(IncidentId::of_key(&parsed.key()), Some(parsed));
        }
        for id in ["", " ", "a b", "a\nb", &"x".repeat(65)] {
            assert_eq!(IncidentId::parse(id), None, "{id:?}");
        }
        assert_eq!(IncidentId::of_key("note/KAZ-E106"), None);
    }

    #[test]
    fn a_grade_says_which_half_is_missing() {
        let mut source = IncidentSource::default();
        assert_eq!(source.grade(), "");
        source.credibility = Some(Credibility::ProbablyTrue);
        assert_eq!(source.grade(), "?2");
        source.reliability = Some(Reliability::B);
        assert_eq!(source.grade(), "B2");
    }
}
