//! Reasons of a proposal as JSON.

use super::json;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::level::Level;
use kriterion_heart::rating::{CountryFlips, RuleOutcome, Sets, Turn};
use kriterion_heart::rulebook::Rulebook;
use kriterion_heart::score::{Effect, Flip, Reason, ReasonWeight, Way};
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
    let effect = reason.effect();
    add("effect", effect_code(effect).into());
    if let Effect::Gives(level) | Effect::Lowers(level) = effect {
        add("level", level.code().into());
    }
    match reason {
        Reason::Baseline { rule, .. } | Reason::CountryRule { rule } => {
            add("rule", rule.id.as_str().into());
            add("mark", rule.mark.code().into());
            add("truth", json::truth_code(rule.truth).into());
            add("facts", json::readings(&rule.readings, lang).into());
            add("parts", rule.parts.iter().map(json::part).collect());
        }
        Reason::BaselineRest { rules, .. } => {
            let readings = |rule: &RuleOutcome| json::readings(&rule.readings, lang);
            add("facts", rules.iter().flat_map(readings).collect());
            add("parts", rules.iter().flat_map(|rule| &rule.parts).map(json::part).collect());
        }
        Reason::NotKnown { readings } => add("facts", json::readings(readings, lang).into()),
        Reason::Together { rule, mark, .. } => {
            add("rule", rule.as_str().into());
            add("mark", mark.code().into());
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

fn effect_code(effect: Effect) -> &'static str {
    match effect {
        Effect::Gives(_) => "gives",
        Effect::Adds => "adds",
        Effect::Lowers(_) => "lowers",
        Effect::Open => "open",
        Effect::Tells => "tells",
    }
}

/// What would give another level, with the smallest sets of changes.
pub fn flips(lang: Lang, bundle: &Bundle, flips: &[Flip]) -> Value {
    flips
        .iter()
        .map(|flip| {
            let ways = flip.ways.iter().map(|way| json_way(lang, bundle, way));
            json!({
                "to": flip.to.code(),
                "size": flip.size,
                "ways": ways.collect::<Value>(),
                "more": flip.has_more,
                "complete": flip.is_complete,
            })
        })
        .collect()
}

fn json_way(lang: Lang, bundle: &Bundle, way: &Way) -> Value {
    let facts = way.facts.iter().map(|turn| json_turn(lang, bundle, turn));
    let answers = way.answers.iter().map(|turn| {
        json!({
            "count": turn.count,
            "questions": turn.of.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "finding": turn.to.map(|to| to.code()),
        })
    });
    json!({
        "text": words::way(lang, bundle, way),
        "facts": facts.collect::<Value>(),
        "country": way.country.map(|level| level.code()),
        "answers": answers.collect::<Value>(),
    })
}

fn json_turn(lang: Lang, bundle: &Bundle, turn: &Turn) -> Value {
    json!({
        "id": turn.reading.id,
        "text": words::turn(lang, bundle, turn),
        "low": turn.low.map(json::limit),
        "high": turn.high.map(json::limit),
        "now": json::readings(std::slice::from_ref(&turn.reading), lang).pop(),
    })
}

/// The same for a country alone.
pub fn country_flips(lang: Lang, bundle: &Bundle, flips: &CountryFlips) -> Value {
    let to = |(rank, sets): (&u8, &Sets)| {
        let ways = sets
            .sets
            .iter()
            .map(|set| set.iter().map(|turn| json_turn(lang, bundle, turn)).collect::<Value>());
        json!({
            "to": Level::from_rank(*rank).code(),
            "size": sets.size,
            "ways": ways.collect::<Value>(),
            "more": sets.has_more,
            "complete": flips.is_complete,
        })
    };
    flips.to.iter().map(to).collect()
}

fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Baseline { .. } => "baseline",
        Reason::BaselineRest { .. } => "baseline_rest",
        Reason::BaselineMissing { .. } => "baseline_missing",
        Reason::CountryRule { .. } => "country_rule",
        Reason::NotKnown { .. } => "not_known",
        Reason::Adjusted { .. } => "adjusted",
        Reason::GoodsUnknown => "goods_unknown",
        Reason::MissionStepDown { .. } => "mission_step_down",
        Reason::Answered { .. } => "answered",
        Reason::Together { .. } => "together",
        Reason::Exempted => "exempted",
        Reason::OpenTrigger(_) => "open_trigger",
        Reason::OpenMajor(_) => "open_major",
        Reason::SecondLook(_) => "second_look",
        Reason::ClearedOnWeakEvidence(_) => "cleared_on_weak_evidence",
        Reason::RaisedOnWeakEvidence(_) => "raised_on_weak_evidence",
        Reason::OnlySilence(_) => "only_silence",
        Reason::NothingFound => "nothing_found",
    }
}
