//! What the officer made of a criterion: judgement with its reasons, measures, scenarios, the development ministry.

use super::criterion::id;
use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{cell, plain_or_none, row, said};
use kriterion_heart::dossier::{
    CriterionRecord, MeasureField, MeasureUse, Scenario, ScenarioField,
};
use kriterion_heart::edit::CriterionText;
use kriterion_heart::level::Level;
use kriterion_heart::rulebook::{Criterion, Effect};
use kriterion_heart::score::{self, Proposal};
use kriterion_paper::{Align, Inline, Role, Row, Span, plain};

pub fn judgement(sheet: &mut Sheet, case: &Case<'_>, criterion: &Criterion, proposal: &Proposal) {
    let number = criterion.number;
    sheet.heading(2, &id(number, "judgement"), sheet.say(Key::Judgement));
    if proposal.judgement.is_none() {
        sheet.paragraph(plain(sheet.say(Key::CaseJudgementNone)));
    }
    let rows = record_rows(sheet, case, number, criterion.effect);
    sheet.fields(rows);
    if proposal.departs && case.dossier.record(number).departure.trim().is_empty() {
        let missing = sheet.say(Key::DepartureMissing);
        sheet.paragraph(vec![Span::strong(missing)]);
    }
}

/// Level, finding or weighing, and every text of the officer's that is not empty.
pub fn record_rows(
    sheet: &Sheet,
    case: &Case<'_>,
    number: u8,
    effect: Effect,
) -> Vec<(String, Inline)> {
    let lang = sheet.lang;
    let record = case.dossier.record(number);
    let (label, finding) = match effect {
        Effect::Refuse => (Key::LegalFindingLabel, record.finding.word(lang)),
        Effect::Weigh => (Key::WeighingLabel, record.weighing.word(lang)),
    };
    let judged = record.judgement.map_or(sheet.say(Key::NotJudged), |level| level.word(lang));
    let mut rows = vec![(sheet.say(Key::Judgement).to_owned(), plain(judged))];
    let mut texts = texts(record).into_iter();
    let typed = |text: &str| sheet.typed(text, case.dossier.lang);
    for (which, text) in texts.by_ref().take(4) {
        rows.push((which.word(lang).to_owned(), typed(text)));
    }
    rows.push((sheet.say(label).to_owned(), plain(finding)));
    for (which, text) in texts {
        rows.push((which.word(lang).to_owned(), typed(text)));
    }
    rows
}

/// The texts of a record in the order in which they are read.
fn texts(record: &CriterionRecord) -> [(CriterionText, &str); 6] {
    [
        (CriterionText::Reasons, &record.reasons),
        (CriterionText::Departure, &record.departure),
        (CriterionText::StrongestFor, &record.strongest_for),
        (CriterionText::StrongestAgainst, &record.strongest_against),
        (CriterionText::FindingReason, &record.finding_reason),
        (CriterionText::NoMeasureReason, &record.no_measure_reason),
    ]
}

pub fn measures(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let used = case.dossier.record(number).measures.clone();
    let raised = case.dossier.record(number).judgement;
    let raised = matches!(raised, Some(Level::PossiblyCritical | Level::Critical));
    if used.is_empty() && !raised {
        return;
    }
    sheet.heading(2, &id(number, "measures"), sheet.say(Key::CaseMeasures));
    if used.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseMeasuresNone)));
    }
    for (at, measure) in used.iter().enumerate() {
        let name = measure_name(sheet, case, measure);
        sheet.heading(3, &id(number, &format!("measure-{}", at + 1)), name);
        let rows = measure_rows(sheet, case, number, measure);
        sheet.fields(rows);
    }
}

pub fn measure_name(sheet: &Sheet, case: &Case<'_>, measure: &MeasureUse) -> String {
    match case.bundle.rules.measure(&measure.measure) {
        None => measure.measure.clone(),
        Some(known) => {
            let slots = [("id", known.id.as_str()), ("text", known.text.get(sheet.lang))];
            sheet.fill(Key::CaseMeasure, &slots)
        }
    }
}

pub fn measure_rows(
    sheet: &Sheet,
    case: &Case<'_>,
    number: u8,
    measure: &MeasureUse,
) -> Vec<(String, Inline)> {
    let lang = sheet.lang;
    let none = sheet.say(Key::CaseNotSaid);
    let mut rows: Vec<(String, Inline)> = MeasureField::ALL
        .iter()
        .map(|field| {
            let typed = sheet.typed(measure.field(*field), case.dossier.lang);
            let typed = if typed.is_empty() { plain(none) } else { typed };
            (field.word(lang).to_owned(), typed)
        })
        .collect();
    let effect = score::measure_effect(&case.bundle.rules, &case.dossier, number, measure);
    rows.push((sheet.say(Key::CaseMeasureDoes).to_owned(), plain(effect.word(lang))));
    if let Some(known) = case.bundle.rules.measure(&measure.measure) {
        let limit = plain_or_none(known.limit.get(lang));
        rows.push((sheet.say(Key::CaseMeasureLimit).to_owned(), limit));
    }
    rows
}

pub fn scenarios(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let all = &case.dossier.record(number).scenarios;
    if all.is_empty() {
        return;
    }
    sheet.heading(2, &id(number, "scenarios"), sheet.say(Key::CaseScenarios));
    sheet.role(Role::Aside, plain(sheet.say(Key::CaseScenariosNote)));
    let rows: Vec<Row> = all.iter().map(|it| scenario_row(sheet, case, it)).collect();
    let heads = [
        (sheet.say(Key::CaseColScenario), Align::Start, 0.34),
        (sheet.say(Key::CaseColBasis), Align::Start, 0.26),
        (sheet.say(Key::CaseColLikelihood), Align::Start, 0.14),
        (sheet.say(Key::CaseColSeverity), Align::Start, 0.12),
        (sheet.say(Key::CaseColRisk), Align::Start, 0.14),
    ];
    let caption = sheet.fill(Key::CaseScenariosTable, &[("n", &number.to_string())]);
    sheet.grid(caption, &heads, rows);
}

fn scenario_row(sheet: &Sheet, case: &Case<'_>, scenario: &Scenario) -> Row {
    let lang = sheet.lang;
    let none = sheet.say(Key::CaseNotSaid);
    let typed = |field| {
        let text = sheet.typed(scenario.field(field), case.dossier.lang);
        cell(if text.is_empty() { plain(none) } else { text })
    };
    let rules = case.bundle.rules.scenarios.as_ref();
    let both = scenario.likelihood.zip(scenario.severity).zip(rules);
    let risk = both.map_or(none, |((likely, severe), rules)| rules.risk(likely, severe).word(lang));
    row([
        typed(ScenarioField::Event),
        typed(ScenarioField::Basis),
        said(scenario.likelihood.map_or(none, |it| it.word(lang))),
        said(scenario.severity.map_or(none, |it| it.word(lang))),
        said(risk),
    ])
}

/// Whether the development ministry was asked, where the criterion knows that question or somebody has answered it.
pub fn ministry(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let ministry = &case.dossier.record(number).ministry;
    let staged = case.bundle.rules.stages.as_ref().is_some_and(|it| it.criterion == number);
    if !staged && ministry.is_empty() {
        return;
    }
    sheet.heading(2, &id(number, "ministry"), sheet.say(Key::MinistryTitle));
    let rows = vec![
        (sheet.say(Key::CaseMinistryAsked).to_owned(), plain(ministry.asked.word(sheet.lang))),
        (sheet.say(Key::CaseMinistryOn).to_owned(), plain_or_none(&ministry.on)),
        (
            sheet.say(Key::CaseMinistryText).to_owned(),
            sheet.typed(&ministry.text, case.dossier.lang),
        ),
    ];
    sheet.fields(rows);
}
