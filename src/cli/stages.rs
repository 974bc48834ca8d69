//! The two stages of a criterion as JSON, for `kriterion score --json`.

use super::json;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::stages::{Basis, Call, Filter, Middle, MiddleValue, figures, of_case};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};

/// `None` for a criterion without stages.
pub fn of_criterion(
    lang: Lang,
    bundle: &Bundle,
    dossier: &Dossier,
    criterion: u8,
) -> Option<Value> {
    let rules = bundle.rules.stages.as_ref().filter(|rules| rules.criterion == criterion)?;
    let found = of_case(bundle, dossier)?;
    let ids = |list: &[QuestionId]| list.iter().map(QuestionId::to_string).collect::<Vec<_>>();
    let standings: Vec<Value> = found
        .standings
        .iter()
        .map(|it| {
            let question = it.question.to_string();
            json!({ "question": question, "finding": it.finding.code(), "basis": basis(it.basis) })
        })
        .collect();
    let rows: Vec<Value> = figures(bundle, dossier)
        .into_iter()
        .flat_map(|figures| figures.rows)
        .map(|row| {
            let years = row.years.iter();
            let years: Vec<Value> = years
                .map(|(year, value)| json!({ "year": year, "value": value.map(|it| it.to_f64()) }))
                .collect();
            json!({
                "question": row.question.to_string(),
                "reading": json::reading(&row.reading, lang),
                "region": middle(&row.region),
                "income_group": middle(&row.income),
                "years": years,
                "limits": words::stage_limits(lang, bundle, &row),
            })
        })
        .collect();
    let second = &found.second;
    Some(json!({
        "questions": standings,
        "filter": match found.filter {
            Filter::Passed => "passed",
            Filter::NotPassed => "not_passed",
            Filter::Open => "open",
        },
        "stage_2": {
            "call": match second.call {
                Call::Needed => "needed",
                Call::Spared => "spared",
                Call::NotNeeded => "not_needed",
                Call::Open => "open",
            },
            "alone": second.alone.map(|id| id.to_string()),
            "concerns": ids(&second.concerns),
            "unclear": ids(&second.unclear),
            "weight": second.weight.to_f64(),
            "needed": rules.together.needed.to_f64(),
            "open": ids(&second.open),
        },
        "figures": rows,
    }))
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Answered => "answered",
        Basis::Suggested => "suggested",
        Basis::Open => "open",
        Basis::NotAsked => "not_asked",
    }
}

fn middle(middle: &Middle) -> Value {
    let (median, yes) = match middle.value {
        MiddleValue::Median(number) => (Some(number.to_f64()), None),
        MiddleValue::Yes(yes) => (None, Some(yes)),
        MiddleValue::Nothing => (None, None),
    };
    json!({
        "median": median,
        "yes": yes,
        "states": middle.states,
        "of": middle.of,
        "from": middle.years.map(|(from, _)| from),
        "to": middle.years.map(|(_, to)| to),
    })
}
