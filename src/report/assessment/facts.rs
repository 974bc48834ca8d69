//! What the country view knows for a criterion: its rules, its readings with their years and sources, what is missing;
//! and the figures of a criterion that is looked at in two stages.

use super::criterion::id;
use crate::i18n::{Key, Word as _};
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row, said};
use crate::report::{Cited, Sheet};
use crate::words;
use kriterion_heart::rating::{Age, CriterionRating, Reading, ReadingValue, RuleOutcome};
use kriterion_heart::stages::{figures, of_case};
use kriterion_heart::text::Lang;
use kriterion_paper::{Align, Inline, Role, Row, Tone, plain};
use std::collections::BTreeSet;

pub fn facts(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    sheet.heading(2, &id(number, "facts"), sheet.say(Key::CaseCountryFacts));
    let view = case.dossier.country_view.as_ref();
    let Some(rating) = view.and_then(|view| view.criterion(number)) else {
        sheet.paragraph(plain(sheet.say(Key::CaseNoView)));
        return;
    };
    let lang = sheet.lang;
    let mut told = vec![sheet.fill(Key::CaseCountryLevel, &[("level", rating.level.word(lang))])];
    told.extend(words::basis(lang, rating).map(str::to_owned));
    sheet.paragraph(plain(told.join(" ")));
    if let Some(proposal) = case.assessment.criterion(number)
        && let Some(coverage) = proposal.coverage
    {
        sheet.role(Role::Aside, plain(words::coverage(lang, coverage)));
    }
    rules(sheet, number, rating);
    readings(sheet, number, rating);
}

fn rules(sheet: &mut Sheet, number: u8, rating: &CriterionRating) {
    let lang = sheet.lang;
    let rows: Vec<Row> = rating.rules.iter().map(|rule| rule_row(sheet, lang, rule)).collect();
    let heads = [
        (sheet.say(Key::CaseColRule), Align::Start, 0.58),
        (sheet.say(Key::CaseColGives), Align::Start, 0.2),
        (sheet.say(Key::CaseColHolds), Align::Start, 0.22),
    ];
    let caption = sheet.fill(Key::CaseRulesTable, &[("n", &number.to_string())]);
    sheet.grid(caption, &heads, rows);
}

fn rule_row(sheet: &Sheet, lang: Lang, rule: &RuleOutcome) -> Row {
    let slots = [("text", rule.rule.get(lang)), ("mark", words::mark(lang, rule.mark))];
    let text = plain(sheet.fill(Key::CaseMarked, &slots));
    let gives = rule.level.map_or(sheet.say(Key::CaseRuleNote), |level| level.word(lang));
    let truth = rule.truth.word(lang);
    let holds = match rule.decided {
        true => sheet.fill(Key::CaseRuleDecides, &[("truth", truth)]),
        false => truth.to_owned(),
    };
    row([cell(lines(vec![text, plain_or_none(rule.note.get(lang))])), said(gives), said(holds)])
}

/// Each reading once, with its source. What could not be read stands among them and says why.
fn readings(sheet: &mut Sheet, number: u8, rating: &CriterionRating) {
    let mut seen = BTreeSet::new();
    let all = rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others);
    let all: Vec<&Reading> = all.filter(|reading| seen.insert(reading.id.as_str())).collect();
    let mut rows = Vec::new();
    for reading in all {
        rows.push(reading_row(sheet, reading));
    }
    let heads = [
        (sheet.say(Key::CaseColFigure), Align::Start, 0.5),
        (sheet.say(Key::CaseColReading), Align::Start, 0.26),
        (sheet.say(Key::CaseColYear), Align::End, 0.1),
        (sheet.say(Key::CaseColAge), Align::Start, 0.14),
    ];
    let caption = sheet.fill(Key::CaseReadingsTable, &[("n", &number.to_string())]);
    sheet.grid(caption, &heads, rows);
}

fn reading_row(sheet: &mut Sheet, reading: &Reading) -> Row {
    let lang = sheet.lang;
    let unit = reading.unit.get(lang);
    let name = match unit {
        "" => plain(reading.name.get(lang)),
        unit => plain(format!("{} ({unit})", reading.name.get(lang))),
    };
    let is_gap = matches!(reading.value, ReadingValue::Gap(_));
    let shown = words::qualified(lang, reading.qualifier, &words::value(lang, reading));
    let mut value = plain(shown);
    value.extend(reading_notes(sheet, reading));
    let year = reading.year.map(|year| year.to_string());
    let age = match (is_gap, reading.age) {
        (true, Age::Fresh | Age::Undated) => sheet.say(Key::CaseNoYear),
        (_, age) => age.word(lang),
    };
    let mut shown = cell(value);
    if is_gap {
        shown.tone = Tone::Unknown;
    }
    row([cell(name), shown, said(year.as_deref().unwrap_or(sheet.say(Key::CaseNoYear))), said(age)])
}

/// One footnote for each source of a reading.
fn reading_notes(sheet: &mut Sheet, reading: &Reading) -> Inline {
    let years = reading.year.map(|year| year.to_string()).unwrap_or_default();
    let series = reading.name.get(sheet.lang);
    let named = reading.sources.iter().filter(|source| !source.title.is_empty());
    named
        .map(|source| sheet.cite(Cited { source, series, years: &years, accessed: None }))
        .collect()
}

/// The two stages of criterion 8: where they stand, and the figures behind them.
pub fn stages(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let rules = case.bundle.rules.stages.as_ref().filter(|rules| rules.criterion == number);
    let Some(rules) = rules else { return };
    let Some(found) = of_case(case.bundle, &case.dossier) else { return };
    let lang = sheet.lang;
    sheet.heading(2, &id(number, "stages"), sheet.say(Key::StagesTitle));
    let slots = [("text", rules.text.get(lang)), ("mark", words::mark(lang, rules.mark))];
    sheet.paragraph(plain(sheet.fill(Key::CaseMarked, &slots)));
    sheet.heading(3, &id(number, "stage-1"), sheet.say(Key::StagesFirst));
    sheet.said_bullets(found.standings.iter().map(|it| words::standing(lang, it)));
    sheet.said_bullets(words::first_stage(lang, rules, &found));
    sheet.heading(3, &id(number, "stage-2"), sheet.say(Key::StagesSecond));
    sheet.said_bullets(words::second_stage(lang, rules, &found, &case.dossier));
    stage_figures(sheet, case, number);
}

fn stage_figures(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let lang = sheet.lang;
    let Some(found) = figures(case.bundle, &case.dossier) else {
        sheet.paragraph(plain(sheet.say(Key::StagesNoDestination)));
        return;
    };
    let mut rows = Vec::new();
    for figure in &found.rows {
        let reading = &figure.reading;
        let name = format!("{}: {}", figure.question, reading.name.get(lang));
        let year = reading.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let mut value = plain(format!("{}{year}", words::value(lang, reading)));
        value.extend(reading_notes(sheet, reading));
        let middle = |middle| {
            let (value, of) = words::middle(lang, middle);
            lines(vec![plain(value), plain_or_none(&of)])
        };
        let years = words::stage_years(lang, figure);
        let years = years.unwrap_or_else(|| sheet.say(Key::StagesNoYears).to_owned());
        let limits = words::stage_limits(lang, case.bundle, figure);
        rows.push(row([
            said(name),
            cell(value),
            cell(middle(&figure.region)),
            cell(middle(&figure.income)),
            said(years),
            cell(lines(limits.into_iter().map(plain).collect())),
        ]));
    }
    let heads = [
        (sheet.say(Key::CaseColFigure), Align::Start, 0.22),
        (sheet.say(Key::CaseColReading), Align::Start, 0.15),
        (sheet.say(Key::CaseColRegion), Align::Start, 0.16),
        (sheet.say(Key::CaseColIncome), Align::Start, 0.16),
        (sheet.say(Key::CaseColTrend), Align::Start, 0.15),
        (sheet.say(Key::CaseColLimits), Align::Start, 0.16),
    ];
    let caption = sheet.fill(Key::CaseStagesTable, &[("n", &number.to_string())]);
    sheet.grid(caption, &heads, rows);
    let income = found.income.as_ref().map(|name| name.get(lang).to_owned());
    let income = income.map(|name| sheet.fill(Key::StagesColumnIncome, &[("name", &name)]));
    let region = sheet.fill(Key::StagesColumnRegion, &[("name", found.region.get(lang))]);
    let about = [Some(region), income, Some(sheet.say(Key::StagesHint).to_owned())];
    let about: Vec<String> = about.into_iter().flatten().collect();
    sheet.role(Role::Aside, plain(words::listed(lang, &about)));
}
