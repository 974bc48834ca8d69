//! Reasons of a proposal as JSON.

use super::json;
use crate::words;
use kriterion_heart::rulebook::Rulebook;
use kriterion_heart::score::{Reason, ReasonWeight};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

/// One reason with its facts, their years and sources.
pub fn reason(lang: Lang, rules: &Rulebook, reason: &Reason) -> Value {
    let mut value = json!({
        "kind": kind(reason),
        "text": words::reason(lang, rules, reason),
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
