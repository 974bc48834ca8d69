//! The questions of a criterion: answered ones with reason and evidence, then those that nobody has answered, then those
//! that the case does not ask. None is dropped.

use super::criterion::id;
use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{self, cell, row, said};
use crate::words;
use kriterion_heart::dossier::{Evidence, EvidenceId, Stance};
use kriterion_heart::level::Finding;
use kriterion_heart::rulebook::{Criterion, Question};
use kriterion_heart::score::{Applies, applies};
use kriterion_heart::text::Lang;
use kriterion_paper::{Align, Inline, Row, Tone, plain};
use std::sync::Arc;

pub fn questions(sheet: &mut Sheet, case: &Case<'_>, criterion: &Criterion) {
    let number = criterion.number;
    sheet.heading(2, &id(number, "questions"), sheet.say(Key::CaseQuestions));
    let (mut spoken, mut silent, mut folded) = (Vec::new(), Vec::new(), Vec::new());
    for question in &criterion.questions {
        let is_asked = applies(&case.bundle.rules, &case.dossier, question);
        match (is_asked, says_something(case, question)) {
            (Applies::Yes, true) => spoken.push(question),
            (Applies::Yes, false) => silent.push(question),
            (why, _) => folded.push((question, why)),
        }
    }
    if spoken.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoAnswers)));
    }
    for question in spoken {
        answered(sheet, case, question);
    }
    unanswered(sheet, number, &silent);
    not_asked(sheet, case, number, &folded);
}

/// A finding, a reason or a piece of evidence is there.
fn says_something(case: &Case<'_>, question: &Question) -> bool {
    let answer = case.dossier.answer(question.id);
    answer.is_some_and(|it| it.finding.is_some() || !it.reason.trim().is_empty())
        || case.dossier.evidence_for(question.id).next().is_some()
}

fn answered(sheet: &mut Sheet, case: &Case<'_>, question: &Question) {
    let number = question.id.criterion;
    let title = asked(sheet, question);
    sheet.heading(3, &id(number, &question.id.to_string()), title);
    answer(sheet, case, question);
    let items: Vec<(EvidenceId, Arc<Evidence>, Stance)> = attached(case, question);
    if items.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoEvidence)));
    }
    let lines: Vec<Inline> = items
        .iter()
        .map(|(id, item, stance)| parts::evidence(sheet, case, *id, item, Some(*stance)))
        .collect();
    sheet.bullets(lines);
}

fn asked(sheet: &Sheet, question: &Question) -> String {
    let id = question.id.to_string();
    let slots = [
        ("id", id.as_str()),
        ("weight", question.weight.word(sheet.lang)),
        ("ask", question.ask.get(sheet.lang)),
    ];
    sheet.fill(Key::CaseQuestion, &slots)
}

/// Finding and reason on a line each; what is missing is said to be missing.
pub fn answer(sheet: &mut Sheet, case: &Case<'_>, question: &Question) {
    let answer = case.dossier.answer(question.id);
    let finding = answer.and_then(|it| it.finding);
    let word = finding.map_or(sheet.say(Key::CaseNoFinding), |it| it.word(sheet.lang));
    let reason = sheet.typed(answer.map_or("", |it| it.reason.as_str()), case.dossier.lang);
    let reason = if reason.is_empty() { plain(sheet.say(Key::CaseNoReason)) } else { reason };
    let finding = sheet.labelled(Key::CaseFinding, plain(word));
    let reason = sheet.labelled(Key::CaseReason, reason);
    sheet.paragraph(parts::lines(vec![finding, reason]));
}

/// The evidence of a question, shared out of the case.
pub fn attached(case: &Case<'_>, question: &Question) -> Vec<(EvidenceId, Arc<Evidence>, Stance)> {
    let serving = case.dossier.evidence.serving(question.id);
    let of = serving.iter().filter_map(|key| {
        let item = case.dossier.evidence.get(key)?;
        item.serves.get(&question.id).map(|stance| (*key, Arc::clone(item), *stance))
    });
    of.collect()
}

fn unanswered(sheet: &mut Sheet, number: u8, silent: &[&Question]) {
    if silent.is_empty() {
        return;
    }
    let lang = sheet.lang;
    let none = sheet.say(Key::CaseNoFinding);
    let line = |question: &&Question| {
        let mut open = said(none);
        open.tone = Tone::Unknown;
        row([
            said(question.id.to_string()),
            said(question.ask.get(lang)),
            said(question.weight.word(lang)),
            open,
        ])
    };
    let rows: Vec<Row> = silent.iter().map(line).collect();
    let heads = [
        (sheet.say(Key::CaseColQuestion), Align::Start, 0.12),
        (sheet.say(Key::CaseColAsk), Align::Start, 0.56),
        (sheet.say(Key::CaseColWeight), Align::Start, 0.15),
        (sheet.say(Key::IncidentFinding), Align::Start, 0.17),
    ];
    sheet.grid(caption(sheet, Key::CaseUnanswered, number), &heads, rows);
}

fn caption(sheet: &Sheet, key: Key, number: u8) -> String {
    words::labelled(sheet.lang, &words::criterion(sheet.lang, number), sheet.say(key))
}

fn not_asked(sheet: &mut Sheet, case: &Case<'_>, number: u8, folded: &[(&Question, Applies)]) {
    if folded.is_empty() {
        return;
    }
    let lang = sheet.lang;
    let mut rows = Vec::new();
    for (question, why) in folded {
        let why = folded_why(sheet, *why);
        let why = match case.dossier.finding(question.id) {
            None => why,
            Some(finding) => {
                let slots = [("why", why.as_str()), ("finding", finding.word(lang))];
                sheet.fill(Key::CaseAnsweredAllTheSame, &slots)
            }
        };
        let reason = case.dossier.answer(question.id).map_or("", |it| it.reason.as_str());
        let reason = sheet.typed(reason, case.dossier.lang);
        let mut told = vec![plain(why), reason];
        for (id, item, stance) in attached(case, question) {
            told.push(parts::evidence(sheet, case, id, &item, Some(stance)));
        }
        rows.push(row([
            said(question.id.to_string()),
            said(question.ask.get(lang)),
            cell(parts::lines(told)),
        ]));
    }
    let heads = [
        (sheet.say(Key::CaseColQuestion), Align::Start, 0.12),
        (sheet.say(Key::CaseColAsk), Align::Start, 0.56),
        (sheet.say(Key::CaseColWhy), Align::Start, 0.32),
    ];
    sheet.grid(caption(sheet, Key::CaseFolded, number), &heads, rows);
}

pub fn folded_why(sheet: &Sheet, why: Applies) -> String {
    match why {
        Applies::Yes => String::new(),
        Applies::NotForTheseGoods => sheet.say(Key::NotForTheseGoods).to_owned(),
        Applies::NotInThisEdition => sheet.say(Key::NotInThisEdition).to_owned(),
        Applies::DependsOn(parent) => {
            sheet.fill(Key::DependsOnQuestion, &[("question", &parent.to_string())])
        }
    }
}

/// The word of a finding, or that there is none.
pub fn finding_word(lang: Lang, finding: Option<Finding>) -> &'static str {
    finding.map_or(crate::i18n::say(lang, Key::CaseNoFinding), |it| it.word(lang))
}
