//! The reasons of a proposal, as facts: what tooltip, page, report and JSON all say.

use super::confidence::weak;
use super::join::Baseline;
use super::tally::{Sheet, Tally, open};
use crate::dossier::Dossier;
use crate::level::{Finding, Level, Mark};
use crate::rating::{Basis, CriterionRating, Reading, RuleOutcome, Truth};
use crate::rulebook::{AnswerRule, QuestionId, Relevance, Role, Weight};
use crate::text::Text;
use serde::Serialize;

/// One fact behind a proposal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Reason {
    /// The rule of the country view that gave its level.
    Baseline {
        level: Level,
        rule: RuleOutcome,
    },
    /// No rule of the country view applies; the level is what remains.
    BaselineRest {
        level: Level,
        /// A rule is open all the same, and enough is known.
        has_open: bool,
        /// The rules that do not apply, with what was read for them.
        rules: Vec<RuleOutcome>,
    },
    /// No country view, or the view has no data for this criterion, and why not.
    BaselineMissing {
        basis: Option<Basis>,
    },
    /// Another rule of the country view that applies, or one that hangs on something missing.
    CountryRule {
        rule: RuleOutcome,
    },
    /// What the country view asks for and has not.
    NotKnown {
        readings: Vec<Reading>,
    },
    /// The goods matter little, so the country's level counts one step milder.
    Adjusted {
        from: Level,
        to: Level,
        relevance: Relevance,
    },
    /// Nobody has said what the goods are (no tags), so the country's level counts in full.
    GoodsUnknown,
    /// For a mission or a demining body the country's level counts one step milder.
    MissionStepDown {
        from: Level,
        to: Level,
    },
    /// An answer that counts.
    Answered {
        question: QuestionId,
        finding: Finding,
        weight: Weight,
        role: Role,
    },
    /// A rule on several answers together that holds.
    Together {
        rule: String,
        level: Level,
        text: Text,
        mark: Mark,
    },
    /// An embargo applies, with an exemption on file.
    Exempted,
    OpenTrigger(QuestionId),
    OpenMajor(QuestionId),
    /// A trigger question was answered "unclear": somebody else should look at it.
    SecondLook(QuestionId),
    /// A trigger question was answered "no concern" on weak evidence (grade D) alone: it stays open.
    ClearedOnWeakEvidence(QuestionId),
    /// A trigger question was answered "concern" on weak evidence (grade D) alone.
    RaisedOnWeakEvidence(QuestionId),
    /// Answered "no concern" without evidence, in a country where silence proves little.
    OnlySilence(Vec<QuestionId>),
    /// Everything important was answered, and nothing raises concern.
    NothingFound,
}

/// How much a reason carries, heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ReasonWeight {
    Decisive,
    Raises,
    Notes,
}

/// What a reason does to the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Effect {
    /// By itself it makes the criterion at least this.
    Gives(Level),
    /// It counts together with others.
    Adds,
    /// It makes the country's level milder.
    Lowers(Level),
    /// It keeps the level from being given, or could still change it.
    Open,
    /// It changes nothing and must be known.
    Tells,
}

impl Reason {
    pub fn weight(&self) -> ReasonWeight {
        match self {
            Self::Baseline { level: Level::Critical, .. }
            | Self::Answered { weight: Weight::Trigger, finding: Finding::Concern, .. }
            | Self::Together { level: Level::Critical, .. }
            | Self::OpenTrigger(_)
            | Self::ClearedOnWeakEvidence(_)
            | Self::BaselineMissing { .. } => ReasonWeight::Decisive,
            Self::Baseline { level: Level::PossiblyCritical, .. }
            | Self::Answered { .. }
            | Self::Together { .. }
            | Self::Exempted
            | Self::OpenMajor(_) => ReasonWeight::Raises,
            Self::Baseline { .. }
            | Self::BaselineRest { .. }
            | Self::CountryRule { .. }
            | Self::NotKnown { .. }
            | Self::Adjusted { .. }
            | Self::GoodsUnknown
            | Self::MissionStepDown { .. }
            | Self::SecondLook(_)
            | Self::RaisedOnWeakEvidence(_)
            | Self::OnlySilence(_)
            | Self::NothingFound => ReasonWeight::Notes,
        }
    }

    pub fn effect(&self) -> Effect {
        match self {
            Self::Baseline { level, .. }
            | Self::BaselineRest { level, .. }
            | Self::Together { level, .. } => Effect::Gives(*level),
            Self::Answered { weight: Weight::Trigger, finding: Finding::Concern, .. } => {
                Effect::Gives(Level::Critical)
            }
            Self::Answered { .. } | Self::Exempted => Effect::Adds,
            Self::Adjusted { to, .. } | Self::MissionStepDown { to, .. } => Effect::Lowers(*to),
            Self::BaselineMissing { .. }
            | Self::OpenTrigger(_)
            | Self::OpenMajor(_)
            | Self::ClearedOnWeakEvidence(_) => Effect::Open,
            Self::CountryRule { rule } if rule.truth == Truth::Open => Effect::Open,
            Self::CountryRule { rule } => rule.level.map_or(Effect::Tells, Effect::Gives),
            Self::NotKnown { .. }
            | Self::GoodsUnknown
            | Self::SecondLook(_)
            | Self::RaisedOnWeakEvidence(_)
            | Self::OnlySilence(_)
            | Self::NothingFound => Effect::Tells,
        }
    }

    /// The rule of the country view that it tells of.
    pub fn country_rule(&self) -> Option<&RuleOutcome> {
        match self {
            Self::Baseline { rule, .. } | Self::CountryRule { rule } => Some(rule),
            _ => None,
        }
    }
}

/// Heaviest first; the order of the rules and of the questions within one weight.
pub(super) fn reasons(
    dossier: &Dossier,
    rating: Option<&CriterionRating>,
    sheet: &Sheet<'_>,
    baseline: &Baseline,
    level: Level,
    silence: Vec<QuestionId>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    country(rating, baseline, &mut reasons);
    let tally = sheet.tally(&[]);
    let held = sheet.answer_rules().filter(|rule| tally.holds(rule));
    reasons.extend(held.map(together));
    reasons.extend(tally.exempted.then_some(Reason::Exempted));
    let before = reasons.len();
    answers(dossier, sheet, &tally, &mut reasons);
    if level == Level::NotCritical && reasons.len() == before {
        reasons.push(Reason::NothingFound);
    }
    reasons.extend((!silence.is_empty()).then_some(Reason::OnlySilence(silence)));
    reasons.sort_by_key(Reason::weight);
    reasons
}

fn together(rule: &AnswerRule) -> Reason {
    let AnswerRule { id, level, text, mark, .. } = rule;
    Reason::Together { rule: id.clone(), level: *level, text: text.clone(), mark: *mark }
}

fn country(rating: Option<&CriterionRating>, baseline: &Baseline, reasons: &mut Vec<Reason>) {
    let level = baseline.level;
    let Some(rating) = rating else {
        reasons.push(Reason::BaselineMissing { basis: None });
        return;
    };
    let has_level = level != Level::NoData;
    let decided = rating.rules.iter().filter(|rule| rule.decided && has_level);
    let before = reasons.len();
    reasons.extend(decided.map(|rule| Reason::Baseline { level, rule: rule.clone() }));
    if !has_level {
        reasons.push(Reason::BaselineMissing { basis: Some(rating.basis) });
    } else if reasons.len() == before {
        let has_open = rating.rules.iter().any(|rule| rule.truth == Truth::Open);
        let rules = rating.rules.iter().filter(|rule| rule.truth == Truth::False);
        let rules = rules.filter(|rule| rule.level.is_some()).cloned().collect();
        reasons.push(Reason::BaselineRest { level, has_open, rules });
    }
    let others = rating.rules.iter().filter(|rule| {
        rule.truth != Truth::False && !(rule.decided && has_level) && tells(rule, level)
    });
    reasons.extend(others.map(|rule| Reason::CountryRule { rule: rule.clone() }));
    let readings = not_known(rating);
    reasons.extend((!readings.is_empty()).then_some(Reason::NotKnown { readings }));
    let (for_goods, adjusted) = (baseline.for_goods(), baseline.adjusted());
    if for_goods != level {
        let relevance = baseline.relevance;
        reasons.push(Reason::Adjusted { from: level, to: for_goods, relevance });
    } else if baseline.heeds_goods()
        && !baseline.goods_known
        && has_level
        && level != Level::NotCritical
    {
        reasons.push(Reason::GoodsUnknown);
    }
    if adjusted != for_goods {
        reasons.push(Reason::MissionStepDown { from: for_goods, to: adjusted });
    }
}

/// A rule that applies tells something where it gives no less than the level; an open one only where it could raise it.
fn tells(rule: &RuleOutcome, level: Level) -> bool {
    match rule.level {
        Some(of_rule) if rule.truth == Truth::True => of_rule.rank() >= level.rank(),
        Some(of_rule) => of_rule.rank() > level.rank(),
        None => rule.truth == Truth::True,
    }
}

/// Every input without a value, once.
fn not_known(rating: &CriterionRating) -> Vec<Reading> {
    let all = rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others);
    let mut gaps: Vec<Reading> = Vec::new();
    for reading in all.filter(|reading| reading.is_gap()) {
        if gaps.iter().all(|known| known.id != reading.id) {
            gaps.push(reading.clone());
        }
    }
    gaps
}

fn answers(dossier: &Dossier, sheet: &Sheet<'_>, tally: &Tally, reasons: &mut Vec<Reason>) {
    for row in sheet.applying() {
        let question = row.question;
        if let (Some(finding), Some(_)) = (row.finding, tally.share(question, row.finding)) {
            reasons.push(Reason::Answered {
                question: question.id,
                finding,
                weight: question.weight,
                role: question.role,
            });
        }
        let is_partly = row.finding == Some(Finding::Unclear);
        if is_partly && question.weight == Weight::Trigger {
            reasons.push(Reason::SecondLook(question.id));
        }
        match open(question, row.finding) {
            Some(Weight::Trigger) => reasons.push(Reason::OpenTrigger(question.id)),
            Some(_) => reasons.push(Reason::OpenMajor(question.id)),
            None => (),
        }
        reasons.extend(weak(dossier, question, row.finding));
    }
}
