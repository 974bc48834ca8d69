//! `kriterion score`: proposals, judgements and the recommendation of a dossier.

use super::out::{Failure, Out};
use super::{End, reasons};
use crate::i18n::{Key, Word, fill, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::level::Level;
use kriterion_heart::pinned;
use kriterion_heart::score::{self, Assessment, Confidence, Ground, Proposal, Recommendation};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};
use std::path::Path;

pub fn run(out: &Out, bundle: &Bundle, path: &Path) -> Result<End, Failure> {
    let opened = out.open(path)?;
    let assessment = score::assess(&bundle.rules, &opened.dossier);
    out.text_or_json(&text(out.lang, bundle, &assessment), || {
        json(out.lang, bundle, &opened.dossier, &assessment)
    })
}

pub fn json(lang: Lang, bundle: &Bundle, dossier: &Dossier, assessment: &Assessment) -> Value {
    let criteria: Vec<Value> =
        assessment.criteria.iter().map(|it| proposed(lang, bundle, dossier, it)).collect();
    let recommendation = &assessment.recommendation;
    let gates: Vec<Value> = recommendation
        .gates
        .iter()
        .map(|gate| {
            json!({
                "id": gate.id,
                "criterion": gate.criterion,
                "question": gate.question.map(|id| id.to_string()),
                "passed": gate.passed,
                "text": words::gate_apart(lang, gate).1,
            })
        })
        .collect();
    let list = |list: &[Ground]| -> Vec<Value> {
        list.iter().map(|ground| of_ground(lang, ground)).collect()
    };
    json!({
        "criteria": criteria,
        "recommendation": {
            "outcome": recommendation.outcome.code(),
            "grounds": list(&recommendation.grounds),
            "later": list(&recommendation.later),
            "gates": gates,
        },
    })
}

fn of_ground(lang: Lang, ground: &Ground) -> Value {
    let (code, criterion) = ground_code(ground);
    json!({ "kind": code, "criterion": criterion, "text": words::ground(lang, *ground) })
}

fn proposed(lang: Lang, bundle: &Bundle, dossier: &Dossier, proposal: &Proposal) -> Value {
    let country = pinned::country_flips(dossier, bundle, proposal.criterion);
    let flips = score::flips(&bundle.rules, dossier, proposal.criterion, country.as_ref());
    let reasons: Vec<Value> = proposal
        .reasons
        .iter()
        .map(|reason| reasons::reason(lang, &bundle.rules, reason))
        .collect();
    let code = |level: Option<Level>| level.map(|level| level.code());
    json!({
        "criterion": proposal.criterion,
        "proposal": {
            "level": proposal.level.code(),
            "baseline": proposal.baseline.code(),
            "for_goods": proposal.for_goods.code(),
            "for_end_user": proposal.adjusted.code(),
            "coverage": proposal.coverage,
            "confidence": confidence_code(proposal.confidence),
            "changes": reasons::flips(lang, bundle, &flips),
            "from_answers": proposal.from_answers.code(),
            "reasons": reasons,
        },
        "stages": super::stages::of_criterion(lang, bundle, dossier, proposal.criterion),
        "judgement": proposal.judgement.map(|level| json!({ "level": level.code() })),
        "residual": code(proposal.residual),
        "departs": proposal.departs,
        "departure": dossier.record(proposal.criterion).departure,
        "answered": proposal.answered,
        "applying": proposal.applying,
        "open": proposal.open.iter().map(|id| id.to_string()).collect::<Vec<_>>(),
    })
}

fn confidence_code(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

/// A stable name for JSON, with the criterion where the ground has one.
pub(super) fn ground_code(ground: &Ground) -> (&'static str, Option<u8>) {
    match ground {
        Ground::MissingField(_) => ("missing_field", None),
        Ground::FindingMet(number) => ("finding_met", Some(*number)),
        Ground::RefuseOnThis(number) => ("refuse_on_this", Some(*number)),
        Ground::DenialOpen(_) => ("denial_open", None),
        Ground::DenialUnclear(_) => ("denial_unclear", None),
        Ground::NoDataLevel(number) => ("no_data_level", Some(*number)),
        Ground::FindingOpen(number) => ("finding_open", Some(*number)),
        Ground::StaleEmbargo => ("stale_embargo", None),
        Ground::ScopeDecisionMissing => ("scope_decision_missing", None),
        Ground::CertificateMissing => ("certificate_missing", None),
        Ground::CertificateUnchecked => ("certificate_unchecked", None),
        Ground::CertificateFalse => ("certificate_false", None),
        Ground::CertificateExpired => ("certificate_expired", None),
        Ground::NonStateEndUser => ("non_state_end_user", None),
        Ground::WeighingOpen(number) => ("weighing_open", Some(*number)),
        Ground::SpecialCaution => ("special_caution", Some(2)),
        Ground::Raised(number) => ("raised", Some(*number)),
        Ground::OnlyWithMeasures(number) => ("only_with_measures", Some(*number)),
        Ground::ProvisoMissing(number) => ("proviso_missing", Some(*number)),
    }
}

fn text(lang: Lang, bundle: &Bundle, assessment: &Assessment) -> String {
    let mut lines = Vec::new();
    for proposal in &assessment.criteria {
        let levels = [
            (Key::Proposal, Some(words::proposed(lang, proposal))),
            (Key::Judgement, proposal.judgement.map(|level| level.word(lang).to_owned())),
            (Key::Residual, proposal.residual.map(|level| level.word(lang).to_owned())),
        ];
        let levels = levels
            .into_iter()
            .filter_map(|(key, level)| Some(words::labelled(lang, say(lang, key), &level?)));
        let head = std::iter::once(words::criterion(lang, proposal.criterion)).chain(levels);
        lines.push(head.collect::<Vec<_>>().join(" · "));
        let reasons = proposal.reasons.iter();
        lines.extend(
            reasons.map(|reason| format!("  - {}", words::reason(lang, &bundle.rules, reason))),
        );
    }
    let Recommendation { outcome, grounds, later, .. } = &assessment.recommendation;
    lines.push(fill(lang, Key::CliRecommendation, &[("outcome", outcome.word(lang))]));
    let listed =
        |grounds| words::ground_lines(lang, grounds).into_iter().map(|it| format!("  - {it}"));
    lines.extend(listed(grounds));
    if !later.is_empty() {
        lines.push(say(lang, Key::LaterGrounds).to_owned());
        lines.extend(listed(later));
    }
    lines.join("\n")
}
