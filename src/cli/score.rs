//! `kriterion score`: proposals, judgements and the recommendation of a dossier.

use super::out::{Failure, Out};
use super::{End, check, grounds, reasons};
use crate::i18n::{Key, Word, fill, say};
use crate::store;
use kriterion_heart::Bundle;
use kriterion_heart::level::Level;
use kriterion_heart::score::{self, Assessment, Ground, Proposal};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};
use std::path::Path;

pub fn run(out: &Out, bundle: &Bundle, path: &Path) -> Result<End, Failure> {
    let opened = store::open(path).map_err(|problem| out.cannot_open(path, problem))?;
    let assessment = score::assess(&bundle.rules, &opened.dossier);
    out.text_or_json(&text(out.lang, bundle, &assessment), || json(out.lang, bundle, &assessment))
}

pub fn json(lang: Lang, bundle: &Bundle, assessment: &Assessment) -> Value {
    let criteria: Vec<Value> =
        assessment.criteria.iter().map(|proposal| proposed(lang, bundle, proposal)).collect();
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
                "text": grounds::gate(lang, gate),
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
    let (code, criterion) = grounds::code(ground);
    json!({ "kind": code, "criterion": criterion, "text": grounds::ground(lang, ground) })
}

fn proposed(lang: Lang, bundle: &Bundle, proposal: &Proposal) -> Value {
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
            "from_answers": proposal.from_answers.code(),
            "reasons": reasons,
        },
        "judgement": proposal.judgement.map(|level| json!({ "level": level.code() })),
        "residual": code(proposal.residual),
        "departs": proposal.departs,
        "answered": proposal.answered,
        "applying": proposal.applying,
        "open": proposal.open.iter().map(|id| id.to_string()).collect::<Vec<_>>(),
    })
}

fn text(lang: Lang, bundle: &Bundle, assessment: &Assessment) -> String {
    let mut lines = Vec::new();
    for proposal in &assessment.criteria {
        let mut head = format!(
            "{}: {} ({})",
            check::criterion(lang, proposal.criterion),
            proposal.level.word(lang),
            say(lang, Key::CliProposal)
        );
        for (level, key) in
            [(proposal.judgement, Key::CliJudgement), (proposal.residual, Key::CliResidual)]
        {
            if let Some(level) = level {
                head.push_str(&format!(", {} ({})", level.word(lang), say(lang, key)));
            }
        }
        lines.push(head);
        lines.extend(
            proposal
                .reasons
                .iter()
                .map(|reason| format!("  - {}", reasons::sentence(lang, &bundle.rules, reason))),
        );
    }
    let recommendation = &assessment.recommendation;
    lines.push(fill(
        lang,
        Key::CliRecommendation,
        &[("outcome", recommendation.outcome.word(lang))],
    ));
    lines.extend(
        recommendation
            .grounds
            .iter()
            .map(|ground| format!("  - {}", grounds::ground(lang, ground))),
    );
    lines.join("\n")
}
