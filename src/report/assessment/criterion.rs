//! One criterion: what the law asks, how the case stands, and why.

use super::{facts, judgement, questions};
use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{plain_or_none, row, said};
use crate::words;
use kriterion_heart::rulebook::{Criterion, Statement};
use kriterion_heart::score::{Flip, Proposal};
use kriterion_paper::{Align, Inline, Item, List, Role, Row, Span, plain};

pub fn criterion(sheet: &mut Sheet, case: &Case<'_>, criterion: &Criterion) {
    let (lang, number) = (sheet.lang, criterion.number);
    let Some(proposal) = case.assessment.criterion(number) else { return };
    let slots = [("n", number.to_string()), ("title", criterion.short.get(lang).to_owned())];
    let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
    let title = sheet.fill(Key::CriterionTitle, &slots);
    sheet.heading(1, &id(number, "head"), title);
    test(sheet, case, criterion);
    levels(sheet, case, criterion, proposal);
    questions::questions(sheet, case, criterion);
    facts::facts(sheet, case, number);
    proposed(sheet, case, proposal);
    judgement::judgement(sheet, case, criterion, proposal);
    judgement::measures(sheet, case, number);
    judgement::scenarios(sheet, case, number);
    facts::stages(sheet, case, number);
    judgement::ministry(sheet, case, number);
}

/// The id of a part of a criterion, for links.
pub fn id(number: u8, part: &str) -> String {
    format!("criterion-{number}-{part}")
}

/// The legal test in our own words, with its reference.
fn test(sheet: &mut Sheet, case: &Case<'_>, criterion: &Criterion) {
    let (lang, number) = (sheet.lang, criterion.number);
    let edition = case.dossier.editions.text;
    let slots = [
        ("n", number.to_string()),
        ("edition", edition.word(lang).to_owned()),
        ("effect", criterion.effect.word(lang).to_owned()),
    ];
    let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
    sheet.paragraph(vec![Span::strong(criterion.title.get(lang))]);
    sheet.paragraph(plain(sheet.fill(Key::CaseReferenceOf, &slots)));
    sheet.role(Role::Aside, plain(sheet.say(Key::LegalTest)));
    let statements: Vec<&Statement> =
        criterion.test.iter().filter(|statement| statement.since <= edition).collect();
    let marked = |statement: &&Statement| {
        let slots =
            [("text", statement.text.get(lang)), ("mark", words::mark(lang, statement.mark))];
        sheet.fill(Key::CaseMarked, &slots)
    };
    let lines: Vec<String> = statements.iter().map(marked).collect();
    let subs: Vec<String> = criterion
        .subs
        .iter()
        .filter(|sub| sub.since <= edition)
        .map(|sub| {
            let slots = [
                ("id", sub.id.as_str()),
                ("text", sub.text.get(lang)),
                ("effect", sub.effect.word(lang)),
                ("mark", words::mark(lang, sub.mark)),
            ];
            sheet.fill(Key::CaseSub, &slots)
        })
        .collect();
    sheet.said_bullets(lines);
    if !subs.is_empty() {
        sheet.role(Role::Aside, plain(sheet.say(Key::CaseSubs)));
        sheet.said_bullets(subs);
    }
}

/// From the country to the proposal, step by step, with what the officer made of it.
fn levels(sheet: &mut Sheet, case: &Case<'_>, criterion: &Criterion, proposal: &Proposal) {
    let (lang, number) = (sheet.lang, criterion.number);
    sheet.heading(2, &id(number, "levels"), sheet.say(Key::CaseLevelsOf));
    let named = |key: Key, value: &str| (sheet.say(key).to_owned(), plain_or_none(value));
    let level = |key: Key, level: Option<kriterion_heart::level::Level>, none: Key| {
        named(key, level.map_or(sheet.say(none), |level| level.word(lang)))
    };
    let (n, of) = (proposal.answered.to_string(), proposal.applying.to_string());
    let answered = sheet.fill(Key::CaseNOf, &[("n", &n), ("of", &of)]);
    let coverage = proposal.coverage.map(|it| words::coverage(lang, it)).unwrap_or_default();
    let rows = vec![
        level(Key::CaseLevelCountry, Some(proposal.baseline), Key::NotJudged),
        level(Key::CaseLevelGoods, Some(proposal.for_goods), Key::NotJudged),
        level(Key::CaseLevelEndUser, Some(proposal.adjusted), Key::NotJudged),
        named(Key::CaseRelevance, proposal.relevance.word(lang)),
        level(Key::CaseLevelAnswers, Some(proposal.from_answers), Key::NotJudged),
        named(Key::Proposal, &words::proposed(lang, proposal)),
        level(Key::Judgement, proposal.judgement, Key::NotJudged),
        level(Key::Residual, proposal.residual, Key::NoResidual),
        named(Key::ColFinding, super::head::finding(case, lang, number)),
        named(Key::CaseConfidence, proposal.confidence.word(lang)),
        named(Key::CaseAnswered, &answered),
    ];
    sheet.fields(rows);
    sheet.role(Role::Aside, plain_or_none(&coverage));
}

/// The proposed level with every reason, and what would give another one.
fn proposed(sheet: &mut Sheet, case: &Case<'_>, proposal: &Proposal) {
    let (lang, number) = (sheet.lang, proposal.criterion);
    sheet.heading(2, &id(number, "proposal"), sheet.say(Key::CaseProposal));
    let level = words::proposed(lang, proposal);
    let level = sheet.fill(Key::CaseProposed, &[("level", &level)]);
    sheet.paragraph(vec![Span::strong(level)]);
    if proposal.no_baseline {
        sheet.role(Role::Aside, plain(sheet.say(Key::NoBaselineFlag)));
    }
    let rules = &case.bundle.rules;
    let rows: Vec<Row> = proposal
        .reasons
        .iter()
        .map(|reason| {
            row([
                said(words::reason(lang, rules, reason)),
                said(words::effect(lang, reason.effect())),
                said(reason.weight().word(lang)),
            ])
        })
        .collect();
    let heads = [
        (sheet.say(Key::CaseColReason), Align::Start, 0.64),
        (sheet.say(Key::CaseColEffect), Align::Start, 0.22),
        (sheet.say(Key::CaseColWeight), Align::Start, 0.14),
    ];
    let caption = sheet.fill(Key::CaseReasonsTable, &[("n", &number.to_string())]);
    sheet.grid(caption, &heads, rows);
    flips(sheet, case, number);
}

fn flips(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let lang = sheet.lang;
    let flips = case.flips(number);
    sheet.heading(3, &id(number, "change"), sheet.say(Key::WhatWouldChange));
    if flips.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::FlipNone)));
        return;
    }
    let ways = |flip: &Flip| {
        let mut items: Vec<Inline> =
            flip.ways.iter().map(|way| plain(words::way(lang, case.bundle, way))).collect();
        items.extend(flip.has_more.then(|| plain(sheet.say(Key::FlipMore))));
        items.extend((!flip.is_complete).then(|| plain(sheet.say(Key::FlipNotAll))));
        let items = items.into_iter().map(|text| Item { text, below: None }).collect();
        List { is_numbered: false, items }
    };
    let items: Vec<Item> = flips
        .iter()
        .map(|flip| Item { text: plain(words::flip_head(lang, flip)), below: Some(ways(flip)) })
        .collect();
    sheet.list(items);
}
