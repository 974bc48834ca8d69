//! Answers that the data can suggest (scoring.md, section 5). The officer always confirms.
//!
//! A suggestion is the table's answer, turned by the question's worrying side into a finding. What is missing or too
//! old leaves several answers possible; then only what they have in common is suggested.

mod embargo;

use super::weigh::{CaseSide, Used, Weigher};
use super::{
    AgeRule, Condition, Gap, Inputs, Reading, ReadingValue, Test, TreatyList, Truth, Windows, World,
};
use crate::atlas::{Atlas, Iso3};
use crate::date::Date;
use crate::fixed::Fixed;
use crate::level::{Finding, Mark};
use crate::rulebook::{Question, QuestionId, Rulebook, YesNo};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The deal against military spending, economy and budget, in percent: whether what is paid in a year counts or all of it.
const DEAL: [(&str, bool, &str); 3] = [
    ("DEAL_MILEX", true, "MILEX_USD"),
    ("DEAL_GDP", false, "GDP_USD"),
    ("DEAL_GOV", false, "GOV_EXP"),
];
/// The tables count in millions.
const MILLION: Fixed = Fixed::whole(1_000_000);

/// `criteria/prefill.ron`: the rules of the suggestions, and words for readings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Prefill {
    /// SHA-256 of the file's text.
    pub hash: String,
    pub ages: AgeRule,
    pub windows: Windows,
    /// States treated like members of the EU and NATO.
    pub allies: Vec<Iso3>,
    pub lists: Vec<TreatyList>,
    pub inputs: Vec<InputWords>,
    pub embargo: EmbargoHints,
    pub rules: Vec<PrefillRule>,
}

/// Names and words of an input that the registry does not have.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InputWords {
    pub id: String,
    /// Empty: the registry's name.
    pub name: Text,
    pub unit: Text,
    pub categories: Vec<(Fixed, Text)>,
}

impl InputWords {
    pub fn category(&self, code: Fixed) -> Option<&Text> {
        self.categories.iter().find(|(other, _)| *other == code).map(|(_, word)| word)
    }
}

/// What is said beside a suggestion about embargoes, whose rule is not written in the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EmbargoHints {
    /// The rules of C1-Q01 and C1-Q02 in words.
    pub state: Text,
    pub others: Text,
    /// The table is too old to say that an embargo is still in force, or that there is none.
    pub stale: Text,
    pub contested: Text,
    /// Only some goods are covered.
    pub scope: Text,
    /// The goods are not on the Military List.
    pub other_list: Text,
    /// Tags of goods that can serve internal repression.
    pub repression_tags: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrefillRule {
    pub question: QuestionId,
    /// Tried in order.
    pub answers: Vec<Branch>,
    pub otherwise: Reply,
    pub text: Text,
    pub mark: Mark,
}

impl PrefillRule {
    /// What is asked of each input, and the answer it leads to, in the order of the file. What holds only the other way
    /// round, or for other years and states, is left out.
    pub fn asked(&self) -> Vec<(Reply, &str, Test)> {
        let mut asked = Vec::new();
        for branch in &self.answers {
            add_tests(branch.reply, &branch.when, &mut asked);
        }
        asked
    }
}

fn add_tests<'r>(reply: Reply, when: &'r Condition, asked: &mut Vec<(Reply, &'r str, Test)>) {
    if let Some((id, test)) = when.test() {
        asked.push((reply, id, test));
    } else if let Condition::Any(_) | Condition::All(_) | Condition::Surely(_) = when {
        for part in when.parts() {
            add_tests(reply, part, asked);
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    pub reply: Reply,
    pub when: Condition,
}

/// An answer to the question as it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    Yes,
    Partly,
    No,
}

impl Reply {
    /// What it says where this is the worrying answer.
    pub fn finding(self, concern: YesNo) -> Finding {
        in_common(std::iter::once(worry(self, concern)))
    }
}

/// What of a case the suggestions look at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseFacts {
    /// Tags of all goods lines.
    pub tags: BTreeSet<String>,
    pub exporter: Option<Iso3>,
    /// The goods are licensed under another list than the military ones.
    pub on_other_list: bool,
    pub value_usd: Option<Fixed>,
    pub payment_years: Option<Fixed>,
    /// Entries of the registry that the case itself answers, with the year of what answers them.
    pub given: BTreeMap<String, (ReadingValue, Option<u16>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub finding: Finding,
    pub readings: Vec<Reading>,
    /// The rule in words.
    pub rule: Text,
    pub mark: Mark,
    /// What to check before confirming.
    pub hints: Vec<Text>,
}

/// Answers the questions of one case.
pub struct Suggester<'a> {
    inputs: Inputs<'a>,
    world: World<'a>,
    rules: &'a Rulebook,
    iso3: Iso3,
    day: Date,
    case: &'a CaseFacts,
}

impl<'a> Suggester<'a> {
    pub fn new(
        atlas: &'a Atlas,
        rules: &'a Rulebook,
        prefill: &'a Prefill,
        iso3: Iso3,
        assessed_on: Date,
        case: &'a CaseFacts,
    ) -> Self {
        let world = World { atlas, registry: &rules.registry, prefill };
        let inputs = Inputs::for_case(world, assessed_on);
        Self { inputs, world, rules, iso3, day: assessed_on, case }
    }

    /// `None` where the question is not answered from data, or no rule is written for it.
    pub fn suggest(&self, id: QuestionId) -> Option<Suggestion> {
        let question = self.rules.question(id).filter(|question| question.auto)?;
        if let Some(suggestion) = self.about_embargo(id) {
            return Some(suggestion);
        }
        let rule = self.world.prefill.rules.iter().find(|rule| rule.question == id)?;
        Some(self.by_rule(question, rule))
    }

    fn by_rule(&self, question: &Question, rule: &PrefillRule) -> Suggestion {
        let case = CaseSide {
            exporter: self.case.exporter,
            tags: Some(&self.case.tags),
            own_tags: &question.items,
        };
        let mut weigher = Weigher::new(&self.inputs, self.iso3, case);
        for share in DEAL {
            weigher.put(self.share(share, self.iso3));
        }
        for (id, (value, year)) in &self.case.given {
            let reading = self.inputs.given(id, value.clone(), Vec::new());
            weigher.put(Reading { year: *year, ..reading });
        }
        let mut used = Used::new();
        let possible = possible(&mut weigher, rule, &mut used);
        Suggestion {
            finding: in_common(possible.iter().map(|reply| worry(*reply, question.concern))),
            readings: weigher.copies(&used),
            rule: rule.text.clone(),
            mark: rule.mark,
            hints: Vec::new(),
        }
    }

    /// An input of a state; what this deal would weigh there where the input is about the deal.
    pub fn reading(&self, id: &str, iso3: Iso3) -> Reading {
        match DEAL.iter().find(|(deal, ..)| *deal == id) {
            Some(share) => self.share(*share, iso3),
            None => self.inputs.reading(id, iso3),
        }
    }

    fn share(&self, (id, is_yearly, of): (&str, bool, &str), iso3: Iso3) -> Reading {
        let whole = self.inputs.reading(of, iso3);
        let value = self.case.value_usd;
        let a_year = || {
            let (value, years) = value.zip(self.case.payment_years)?;
            (years > Fixed::ZERO).then(|| value.over(years))?
        };
        let money = if is_yearly { a_year() } else { value };
        let value = match (money, &whole.value) {
            (None, _) => ReadingValue::Gap(Gap::CaseField),
            (_, ReadingValue::Gap(gap)) => ReadingValue::Gap(*gap),
            (Some(money), ReadingValue::Number(millions)) if *millions > Fixed::ZERO => {
                let whole = millions.times(MILLION);
                let share = whole.and_then(|whole| money.percent_of(whole));
                share.map_or(ReadingValue::Gap(Gap::Undecided), ReadingValue::Number)
            }
            _ => ReadingValue::Gap(Gap::Undecided),
        };
        let named = self.inputs.given(id, value, Vec::new());
        Reading { id: named.id, name: named.name, value: named.value, unit: named.unit, ..whole }
    }
}

/// One question alone. For many, prepare a `Suggester`.
pub fn suggest(
    atlas: &Atlas,
    rules: &Rulebook,
    prefill: &Prefill,
    iso3: Iso3,
    assessed_on: Date,
    case: &CaseFacts,
    question: QuestionId,
) -> Option<Suggestion> {
    Suggester::new(atlas, rules, prefill, iso3, assessed_on, case).suggest(question)
}

/// Every answer that what is missing could still lead to.
fn possible(weigher: &mut Weigher<'_, '_>, rule: &PrefillRule, used: &mut Used) -> Vec<Reply> {
    let mut replies = Vec::new();
    for branch in &rule.answers {
        match weigher.truth(&branch.when, used) {
            Truth::True => {
                replies.push(branch.reply);
                return replies;
            }
            Truth::Open => replies.push(branch.reply),
            Truth::False => (),
        }
    }
    replies.push(rule.otherwise);
    replies
}

/// 2 = the worrying answer, 1 = partly, 0 = the other one.
fn worry(reply: Reply, concern: YesNo) -> u8 {
    match (reply, concern) {
        (Reply::Partly, _) => 1,
        (Reply::Yes, YesNo::Yes) | (Reply::No, YesNo::No) => 2,
        (Reply::Yes, YesNo::No) | (Reply::No, YesNo::Yes) => 0,
    }
}

/// What is certain whichever of the answers is right.
fn in_common(worries: impl Iterator<Item = u8>) -> Finding {
    let (least, most) =
        worries.fold((u8::MAX, 0), |(least, most), one| (least.min(one), most.max(one)));
    match (least, most) {
        (2, 2) => Finding::Concern,
        (0, 0) => Finding::NoConcern,
        (1 | 2, _) => Finding::Unclear,
        _ => Finding::NoInformation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_never_no_concern() {
        let find = |worries: &[u8]| in_common(worries.iter().copied());
        assert_eq!(find(&[2]), Finding::Concern);
        assert_eq!(find(&[1]), Finding::Unclear);
        assert_eq!(find(&[2, 1]), Finding::Unclear);
        assert_eq!(find(&[0]), Finding::NoConcern);
        assert_eq!(find(&[2, 0]), Finding::NoInformation);
        assert_eq!(find(&[1, 0]), Finding::NoInformation);
        assert_eq!(find(&[]), Finding::NoInformation);
    }

    #[test]
    fn the_sides_swap_with_the_worrying_answer() {
        assert_eq!(worry(Reply::Yes, YesNo::Yes), 2);
        assert_eq!(worry(Reply::Yes, YesNo::No), 0);
        assert_eq!(worry(Reply::No, YesNo::No), 2);
        assert_eq!(worry(Reply::Partly, YesNo::No), 1);
    }
}
