//! Review and sign-off: what a signature covers, and how far a case is.
//!
//! Knows no cryptography: whether a signature is genuine is told by `store`.

use crate::dossier::Editions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// In whose place somebody signs. Three different people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    Author,
    Reviewer,
    Decider,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Author, Self::Reviewer, Self::Decider];
}

/// What is done with the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    Signs,
    /// Back to the author, with reasons.
    SendsBack,
}

/// A step of the sign-off: a role and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    pub role: Role,
    pub act: Act,
}

impl Step {
    pub const ALL: [Self; 5] = [
        Self { role: Role::Author, act: Act::Signs },
        Self { role: Role::Reviewer, act: Act::Signs },
        Self { role: Role::Reviewer, act: Act::SendsBack },
        Self { role: Role::Decider, act: Act::Signs },
        Self { role: Role::Decider, act: Act::SendsBack },
    ];

    /// The name in log and JSON.
    pub fn code(self) -> &'static str {
        match (self.role, self.act) {
            (Role::Author, Act::Signs) => "sign:author",
            (Role::Reviewer, Act::Signs) => "sign:reviewer",
            (Role::Decider, Act::Signs) => "sign:decider",
            (Role::Author, Act::SendsBack) => "send_back:author",
            (Role::Reviewer, Act::SendsBack) => "send_back:reviewer",
            (Role::Decider, Act::SendsBack) => "send_back:decider",
        }
    }
}

/// The public half of somebody's key, 32 bytes; written as 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Blanks between the digits do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u32> = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_digit(16))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |all, digit| all * 16 + *digit as u8))
            .collect();
        if digits.len() == 64 { bytes.try_into().ok().map(Self) } else { None }
    }

    /// The first 20 digits in groups of four: what two people read to each other.
    pub fn fingerprint(&self) -> String {
        let text = self.to_string();
        let groups: Vec<&str> = (0..5).filter_map(|at| text.get(at * 4..at * 4 + 4)).collect();
        groups.join(" ")
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for PublicKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a public key has 64 hex digits")
    }
}

/// One signed step, as the file keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    pub role: Role,
    pub act: Act,
    /// The name in the signer's key file.
    pub who: String,
    /// Seconds since 1970.
    pub at: u64,
    pub key: PublicKey,
    /// SHA-256 of `dossier.ron` as it was signed.
    pub dossier: String,
    /// Hash of the log entry that was made with this step.
    pub log: String,
    pub editions: Editions,
    /// By criterion; 0 is the case as a whole.
    pub reasons: BTreeMap<u8, String>,
    /// Ed25519 over [`SignOff::message`], in hex.
    pub signature: String,
}

impl SignOff {
    pub fn step(&self) -> Step {
        Step { role: self.role, act: self.act }
    }

    /// What is signed: everything else here, each part written as its length in bytes, a colon, and itself.
    pub fn message(&self) -> Vec<u8> {
        let Editions { text, criteria_hash, data, data_hash, method, method_hash } = &self.editions;
        let role = match self.role {
            Role::Author => "author",
            Role::Reviewer => "reviewer",
            Role::Decider => "decider",
        };
        let act = match self.act {
            Act::Signs => "signs",
            Act::SendsBack => "sends_back",
        };
        let (at, key) = (self.at.to_string(), self.key.to_string());
        let mut parts = vec![
            "kriterion sign-off 1".to_owned(),
            role.to_owned(),
            act.to_owned(),
            self.who.clone(),
            at,
            key,
            self.dossier.clone(),
            self.log.clone(),
            text.code().to_owned(),
        ];
        parts.extend([criteria_hash, data, data_hash, method, method_hash].map(String::clone));
        for (criterion, reason) in &self.reasons {
            parts.extend([criterion.to_string(), reason.clone()]);
        }
        parts.iter().flat_map(|part| format!("{}:{part}", part.len()).into_bytes()).collect()
    }
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// With the author.
    Draft,
    /// The author has signed.
    WithReviewer,
    /// The reviewer has signed, too.
    WithDecider,
    /// All three have signed.
    Signed,
    /// With the author again, and why stands in the step.
    SentBack,
}

/// How a signed step stands to the case as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Genuine, and the case is as it was signed.
    Holds,
    /// Genuine, and the case was changed since.
    Void,
    /// The log does not have the entry that was made with it, or not for the case that was signed.
    NotInLog,
    /// Not made with this key, or changed afterwards.
    Forged,
}

impl Standing {
    pub fn is_genuine(self) -> bool {
        matches!(self, Self::Holds | Self::Void)
    }
}

/// How far a case is, by its steps, oldest first, each with its standing.
pub fn stage<'a>(steps: impl IntoIterator<Item = (&'a SignOff, Standing)>) -> Stage {
    let mut stage = Stage::Draft;
    for (step, standing) in steps {
        let genuine = standing.is_genuine();
        let holds = standing == Standing::Holds;
        stage = match (step.role, step.act, stage) {
            (_, Act::SendsBack, _) if genuine => Stage::SentBack,
            (Role::Author, ..) if holds => Stage::WithReviewer,
            // What was sent back and signed anew is a draft again once it is changed.
            (Role::Author, ..) if genuine => Stage::Draft,
            (Role::Reviewer, _, Stage::WithReviewer) if holds => Stage::WithDecider,
            (Role::Decider, _, Stage::WithDecider) if holds => Stage::Signed,
            (.., stage) => stage,
        };
    }
    stage
}

/// The steps that count for the case as it stands: since the author signed last, none once it was sent back.
pub fn current<T>(steps: &[T], of: impl Fn(&T) -> Step) -> &[T] {
    let author = Step { role: Role::Author, act: Act::Signs };
    let from = steps.iter().rposition(|step| of(step) == author || of(step).act == Act::SendsBack);
    match from {
        Some(at) if steps.get(at).is_some_and(|step| of(step) == author) => {
            steps.get(at..).unwrap_or(&[])
        }
        Some(_) => &[],
        None => steps,
    }
}

#[cfg(test)]
mod tests;
