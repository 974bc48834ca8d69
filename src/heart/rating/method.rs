//! A rating method as data: what a method file holds.
//!
//! Knows no country. `intake` reads it from RON, the program keeps it in its data blob.

use super::{AgeRule, Condition, MethodText, Number, Windows};
use crate::atlas::{Iso3, Issuer};
use crate::date::Date;
use crate::fixed::Fixed;
use crate::level::{Level, Mark};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Method {
    pub id: String,
    pub version: String,
    pub title: Text,
    /// What it is and what it is not, for the page that chooses a method.
    pub about: Text,
    pub author: String,
    pub date: Date,
    /// The method or edition that it goes back to.
    pub based_on: Text,
    /// What it cannot do, for everybody who reads its levels.
    pub limits: Vec<KnownLimit>,
    /// The very file that it was copied from.
    pub parent: Option<Parent>,
    /// Numbers that the words of the file still state as they were.
    pub changed: Vec<Changed>,
    /// In the order of the text.
    pub numbers: Vec<Number>,
    /// SHA-256 of the file's text.
    pub hash: String,
    /// The file itself: what is copied into cases, and what a copy is made from.
    pub text: MethodText,
    /// Percent of a criterion's inputs that must be present where a rule is open.
    pub min_coverage: Fixed,
    pub ages: AgeRule,
    pub windows: Windows,
    pub lists: Vec<TreatyList>,
    pub ended_embargoes: Vec<EndedEmbargo>,
    pub criteria: Vec<MethodCriterion>,
}

impl Method {
    pub fn criterion(&self, number: u8) -> Option<&MethodCriterion> {
        self.criteria.iter().find(|criterion| criterion.number == number)
    }

    pub fn number(&self, at: &str) -> Option<&Number> {
        self.numbers.iter().find(|number| number.at == at)
    }

    /// What a number was in the first method, from which the words were written.
    pub fn original(&self, number: &Number) -> Fixed {
        let changed = self.changed.iter().find(|change| change.at == number.at);
        changed.map_or(number.value, |change| change.was)
    }

    pub fn list(&self, id: &str) -> Option<&TreatyList> {
        self.lists.iter().find(|list| list.id == id)
    }
}

/// The method that another was probably copied from by hand: the one most of whose rules have the same ids, and the
/// most alike of several.
pub fn kin<'m>(method: &Method, others: &'m [Method]) -> Option<&'m Method> {
    let own = rule_ids(method);
    let mut best: Option<(&Method, usize, usize)> = None;
    for other in others.iter().filter(|other| other.id != method.id) {
        let theirs = rule_ids(other);
        let (common, all) = (own.intersection(&theirs).count(), own.union(&theirs).count());
        let is_like = common * 2 > theirs.len();
        if is_like && best.is_none_or(|(_, was, of)| common * of > was * all) {
            best = Some((other, common, all));
        }
    }
    best.map(|(other, ..)| other)
}

fn rule_ids(method: &Method) -> BTreeSet<&str> {
    let rules = method.criteria.iter().flat_map(|criterion| &criterion.rules);
    rules.map(|rule| rule.id.as_str()).collect()
}

/// Something that a method cannot do or that nobody knows about it, in one or two sentences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownLimit {
    pub text: Text,
    pub mark: Mark,
}

/// What a method was copied from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    pub id: String,
    pub version: String,
    pub hash: String,
}

/// A number of a copy that is not what it was in the first method, from which the words were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// As `intake::method::numbers` names it.
    pub at: String,
    pub was: Fixed,
}

/// Treaties that are counted together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TreatyList {
    pub id: String,
    pub mark: Mark,
    /// Where the choice of treaties comes from.
    pub note: Text,
    /// With fewer known statuses the list is a gap.
    pub min_known: u16,
    /// Ids of bundled treaties; `a+b` = joined only if both are.
    pub treaties: Vec<String>,
}

/// An embargo that the bundled table no longer holds, so that an empty table says nothing about the years before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EndedEmbargo {
    pub iso3: Iso3,
    pub issuers: Vec<Issuer>,
    /// The year of its end.
    pub ended: u16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MethodCriterion {
    /// 1 to 8.
    pub number: u8,
    pub title: Text,
    pub title_mark: Mark,
    /// How to read it; where there are no rules, why.
    pub note: Text,
    pub limits: Vec<KnownLimit>,
    /// What coverage counts.
    pub inputs: Vec<Input>,
    pub points: Option<PointTable>,
    pub rules: Vec<Rule>,
}

/// What coverage counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    One(String),
    /// Several that stand in for one another and count as one.
    AnyOf(Vec<String>),
    /// A list of treaties, each of which counts.
    Each(String),
}

/// Indicators that give 0, 1 or 2 points each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointTable {
    /// What the sum is called.
    pub name: Text,
    /// With fewer present the share is open.
    pub min_present: u16,
    pub items: Vec<PointItem>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointItem {
    pub input: String,
    pub one: Condition,
    pub two: Condition,
    pub mark: Mark,
    pub note: Text,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    /// `None`: a note that never changes a level.
    pub level: Option<Level>,
    /// Can only raise: while it is open it counts as if it were not there.
    pub overlay: bool,
    pub when: Condition,
    pub text: Text,
    pub mark: Mark,
    pub note: Text,
}
