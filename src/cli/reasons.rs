//! Reasons of a proposal as sentences and as JSON.

use super::json;
use crate::i18n::{Key, Word, fill, say};
use kriterion_heart::level::Level;
use kriterion_heart::rating::Basis;
use kriterion_heart::rulebook::{QuestionId, Rulebook};
use kriterion_heart::score::{Reason, ReasonWeight};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

/// Why a level is what it is where no rule of the method says it.
pub fn basis(lang: Lang, basis: Basis) -> Option<&'static str> {
    let key = match basis {
        Basis::Rule => return None,
        Basis::NothingTrue => Key::CliBasisNothingTrue,
        Basis::OpenCritical => Key::CliBasisOpenCritical,
        Basis::OpenCount => Key::CliBasisOpenCount,
        Basis::LowCoverage => Key::CliBasisLowCoverage,
        Basis::NoRules => Key::CliBasisNoRules,
    };
    Some(say(lang, key))
}

/// One reason as a sentence.
pub fn sentence(lang: Lang, rules: &Rulebook, reason: &Reason) -> String {
    let steps = |key, from: Level, to: Level| {
        fill(lang, key, &[("from", from.word(lang)), ("to", to.word(lang))])
    };
    let asks = |key, id: QuestionId| {
        fill(lang, key, &[("question", &id.to_string()), ("ask", ask(lang, rules, id))])
    };
    let plain = |key| say(lang, key).to_owned();
    match reason {
        Reason::Baseline { level, rule, .. } if rule.is_empty() => {
            fill(lang, Key::CliReasonBaselineRest, &[("level", level.word(lang))])
        }
        Reason::Baseline { level, rule, .. } => fill(
            lang,
            Key::CliReasonBaseline,
            &[("level", level.word(lang)), ("rule", rule.get(lang))],
        ),
        Reason::BaselineMissing => plain(Key::CliReasonBaselineMissing),
        Reason::Adjusted { from, to, .. } => steps(Key::CliReasonAdjusted, *from, *to),
        Reason::GoodsUnknown => plain(Key::CliReasonGoodsUnknown),
        Reason::MissionStepDown { from, to } => steps(Key::CliReasonMission, *from, *to),
        Reason::Answered { question, finding, weight, .. } => {
            let id = question.to_string();
            let slots = [
                ("question", id.as_str()),
                ("finding", finding.word(lang)),
                ("weight", weight.word(lang)),
            ];
            fill(
                lang,
                Key::CliReasonAnswered,
                &[&slots[..], &[("ask", ask(lang, rules, *question))]].concat(),
            )
        }
        Reason::TwoRule { rule } => {
            fill(lang, Key::CliReasonTwoRule, &[("number", &rule.to_string())])
        }
        Reason::MajorOnRecord => plain(Key::CliReasonMajor),
        Reason::ThreeMinor => plain(Key::CliReasonThreeMinor),
        Reason::TwoMinorAndExposure => plain(Key::CliReasonTwoMinor),
        Reason::Exempted => plain(Key::CliReasonExempted),
        Reason::OpenTrigger(id) => asks(Key::CliReasonOpenTrigger, *id),
        Reason::OpenMajor(id) => asks(Key::CliReasonOpenMajor, *id),
        Reason::ClearedOnWeakEvidence(id) => asks(Key::CliReasonClearedWeak, *id),
        Reason::RaisedOnWeakEvidence(id) => asks(Key::CliReasonRaisedWeak, *id),
        Reason::NothingFound => plain(Key::CliReasonNothingFound),
    }
}

pub fn ask(lang: Lang, rules: &Rulebook, id: QuestionId) -> &str {
    rules.question(id).map_or("", |question| question.ask.get(lang))
}

/// One reason with its facts, their years and sources.
pub fn reason(lang: Lang, rules: &Rulebook, reason: &Reason) -> Value {
    let mut value = json!({
        "kind": kind(reason),
        "text": sentence(lang, rules, reason),
        "weight": match reason.weight() {
            ReasonWeight::Decisive => "decisive",
            ReasonWeight::Raises => "raises",
            ReasonWeight::Notes => "notes",
        },
    });
    let mut add = |name: &str, more: Value| {
        if let Some(fields) = value.as_object_mut() {
            fields.insert(name.to_owned(), more);
        }
    };
    match reason {
        Reason::Baseline { level, mark, readings, .. } => {
            add("level", level.code().into());
            add("mark", mark.code().into());
            add("facts", json::readings(readings, lang).into());
        }
        Reason::Answered { question, finding, .. } => {
            add("question", question.to_string().into());
            add("finding", finding.code().into());
        }
        Reason::OpenTrigger(id)
        | Reason::OpenMajor(id)
        | Reason::ClearedOnWeakEvidence(id)
        | Reason::RaisedOnWeakEvidence(id) => add("question", id.to_string().into()),
        Reason::Adjusted { from, to, .. } | Reason::MissionStepDown { from, to } => {
            add("from", from.code().into());
            add("to", to.code().into());
        }
        _ => (),
    }
    value
}

fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Baseline { .. } => "baseline",
        Reason::BaselineMissing => "baseline_missing",
        Reason::Adjusted { .. } => "adjusted",
        Reason::GoodsUnknown => "goods_unknown",
        Reason::MissionStepDown { .. } => "mission_step_down",
        Reason::Answered { .. } => "answered",
        Reason::TwoRule { .. } => "two_rule",
        Reason::MajorOnRecord => "major_on_record",
        Reason::ThreeMinor => "three_minor",
        Reason::TwoMinorAndExposure => "two_minor_and_exposure",
        Reason::Exempted => "exempted",
        Reason::OpenTrigger(_) => "open_trigger",
        Reason::OpenMajor(_) => "open_major",
        Reason::ClearedOnWeakEvidence(_) => "cleared_on_weak_evidence",
        Reason::RaisedOnWeakEvidence(_) => "raised_on_weak_evidence",
        Reason::NothingFound => "nothing_found",
    }
}
