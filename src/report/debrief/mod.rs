//! What an exercise has shown: the own case by itself, or beside the model solution.

mod points;

use self::points::{Part, missed_refusal, points};
use crate::i18n::{Key, Word as _};
use crate::report::assessment::{finding, finding_word, named, outcome, warnings};
use crate::report::case::Case;
use crate::report::parts::{self, cell, leveled, lines, row, said};
use crate::report::{Kind, Sheet};
use crate::words;
use kriterion_heart::dossier::{CriterionRecord, Evidence, EvidenceId, Stance};
use kriterion_heart::edit::CriterionText;
use kriterion_heart::level::Finding;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use kriterion_paper::{Align, Document, Inline, Role, Row, RowKind, Span, plain};
use std::collections::BTreeSet;
use std::sync::Arc;

pub fn document(case: &Case<'_>, lang: Lang, model: Option<&Case<'_>>) -> Document {
    let mut sheet = Sheet::new(lang, Kind::Debrief, case.about(lang, Kind::Debrief));
    let page = &mut sheet;
    page.role(Role::Lead, plain(page.say(Key::DebriefLead)));
    warnings(page, case);
    page.heading(1, "overview", page.say(Key::DebriefOverview));
    outcome(page, case);
    overview(page, case, model);
    for number in 1..=8 {
        criterion(page, case, model, number);
    }
    if let Some(model) = model {
        counted(page, case, model);
    }
    page.heading(1, "debrief-questions", page.say(Key::DebriefQuestions));
    let questions: Vec<Inline> = page.say(Key::DebriefQuestionList).lines().map(plain).collect();
    page.bullets(questions);
    sheet.finish()
}

fn overview(sheet: &mut Sheet, case: &Case<'_>, model: Option<&Case<'_>>) {
    let lang = sheet.lang;
    if let Some(model) = model {
        let none = sheet.say(Key::CaseNotSaid);
        let word = |case: &Case<'_>| case.dossier.decision.outcome.map_or(none, |it| it.word(lang));
        let slots = [("own", word(case)), ("model", word(model))];
        sheet.paragraph(plain(sheet.fill(Key::DebriefOutcome, &slots)));
        if missed_refusal(&case.dossier, &model.dossier) {
            sheet.role(Role::Lead, vec![Span::strong(sheet.say(Key::DebriefMissedRefusal))]);
        }
    } else {
        sheet.paragraph(plain(sheet.say(Key::DebriefNoModel)));
    }
    let not_judged = sheet.say(Key::NotJudged);
    let rows: Vec<Row> = case
        .assessment
        .criteria
        .iter()
        .map(|proposal| {
            let number = proposal.criterion;
            let mut cells = vec![
                said(named(case, lang, number)),
                leveled(lang, Some(proposal.level), not_judged),
                leveled(lang, proposal.judgement, not_judged),
                said(finding(case, lang, number)),
            ];
            if let Some(model) = model {
                let judged = model.dossier.record(number).judgement;
                cells.push(leveled(lang, judged, not_judged));
                cells.push(said(finding(model, lang, number)));
            }
            row(cells)
        })
        .collect();
    let mut heads = vec![
        (sheet.say(Key::ColCriterion), Align::Start, 0.24),
        (sheet.say(Key::Proposal), Align::Start, 0.14),
        (sheet.say(Key::DebriefColOwn), Align::Start, 0.14),
        (sheet.say(Key::DebriefColOwnFinding), Align::Start, 0.17),
    ];
    if model.is_some() {
        heads.push((sheet.say(Key::DebriefColModel), Align::Start, 0.14));
        heads.push((sheet.say(Key::DebriefColModelFinding), Align::Start, 0.17));
    }
    sheet.grid(sheet.say(Key::DebriefCompared).to_owned(), &heads, rows);
}

fn criterion(sheet: &mut Sheet, case: &Case<'_>, model: Option<&Case<'_>>, number: u8) {
    let lang = sheet.lang;
    let Some(proposal) = case.assessment.criterion(number) else { return };
    let short = case.bundle.rules.criterion(number).map_or("", |it| it.short.get(lang));
    let n = number.to_string();
    let title = sheet.fill(Key::CriterionTitle, &[("n", &n), ("title", short)]);
    sheet.heading(1, &format!("criterion-{number}"), title);
    let mut rows = vec![
        (sheet.say(Key::Proposal).to_owned(), plain(words::proposed(lang, proposal))),
        (sheet.say(Key::DebriefProgram).to_owned(), program(case, lang, number)),
        (sheet.say(Key::DebriefColOwn).to_owned(), judged(sheet, case, number)),
        (sheet.say(Key::DebriefOwnReasons).to_owned(), reasons(sheet, case, number)),
    ];
    if let Some(model) = model {
        rows.push((sheet.say(Key::DebriefColModel).to_owned(), judged(sheet, model, number)));
        let theirs = reasons(sheet, model, number);
        rows.push((sheet.say(Key::DebriefModelReasons).to_owned(), theirs));
    }
    sheet.fields(rows);
    for (key, side) in [
        (Key::DebriefRaising, Stance::Raises),
        (Key::DebriefLowering, Stance::Lowers),
        (Key::DebriefNeutral, Stance::Neutral),
    ] {
        let items = of_side(case, number, side);
        listed(sheet, case, key, &items);
    }
    gaps(sheet, case, number);
    if let Some(model) = model {
        let known: BTreeSet<&str> =
            case.dossier.evidence.values().map(|item| item.key.as_str()).collect();
        let missed: Vec<_> = Stance::ALL
            .into_iter()
            .flat_map(|side| of_side(model, number, side))
            .filter(|(_, item)| !known.contains(item.key.as_str()))
            .collect();
        listed(sheet, model, Key::DebriefMissed, &missed);
    }
}

fn program(case: &Case<'_>, lang: Lang, number: u8) -> Inline {
    let reasons = case.assessment.criterion(number).into_iter().flat_map(|it| &it.reasons);
    lines(reasons.map(|it| plain(words::reason(lang, &case.bundle.rules, it))).collect())
}

fn judged(sheet: &Sheet, case: &Case<'_>, number: u8) -> Inline {
    let level = case.dossier.record(number).judgement;
    let level = level.map_or(sheet.say(Key::NotJudged), |level| level.word(sheet.lang));
    plain(format!("{level}, {}", finding(case, sheet.lang, number)))
}

/// Everything that somebody wrote under a criterion.
fn reasons(sheet: &Sheet, case: &Case<'_>, number: u8) -> Inline {
    let record: &CriterionRecord = case.dossier.record(number);
    let texts = [
        (CriterionText::Reasons, &record.reasons),
        (CriterionText::Departure, &record.departure),
        (CriterionText::FindingReason, &record.finding_reason),
        (CriterionText::StrongestFor, &record.strongest_for),
        (CriterionText::StrongestAgainst, &record.strongest_against),
        (CriterionText::NoMeasureReason, &record.no_measure_reason),
    ];
    let told: Vec<Inline> = texts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(which, text)| {
            let mut line = plain(words::labelled(sheet.lang, which.word(sheet.lang), ""));
            line.extend(sheet.typed(text, case.dossier.lang));
            line
        })
        .collect();
    if told.is_empty() { plain(sheet.say(Key::CaseNoReason)) } else { lines(told) }
}

/// Evidence that pulls to a side on any question of a criterion.
fn of_side(case: &Case<'_>, number: u8, side: Stance) -> Vec<(EvidenceId, Arc<Evidence>)> {
    let all = case.dossier.evidence.iter().filter(|(_, item)| {
        let mut serves = item.serves.iter();
        serves.any(|(question, stance)| question.criterion == number && *stance == side)
    });
    all.map(|(id, item)| (*id, Arc::clone(item))).collect()
}

fn listed(sheet: &mut Sheet, case: &Case<'_>, key: Key, items: &[(EvidenceId, Arc<Evidence>)]) {
    sheet.paragraph(vec![Span::strong(sheet.say(key))]);
    if items.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::DebriefNone)));
    }
    let mut told = Vec::new();
    for (id, item) in items {
        told.push(parts::evidence(sheet, case, *id, item, None));
    }
    sheet.bullets(told);
}

/// What was not answered, and what was openly said to be unknown.
fn gaps(sheet: &mut Sheet, case: &Case<'_>, number: u8) {
    let Some(criterion) = case.bundle.rules.criterion(number) else { return };
    let asked: Vec<QuestionId> = criterion
        .questions
        .iter()
        .filter(|it| {
            let applies = kriterion_heart::score::applies(&case.bundle.rules, &case.dossier, it);
            applies == kriterion_heart::score::Applies::Yes
        })
        .map(|question| question.id)
        .collect();
    let silent = asked.iter().filter(|id| case.dossier.finding(**id).is_none());
    let silent: Vec<String> = silent.map(ToString::to_string).collect();
    let open: Vec<String> = asked
        .iter()
        .filter_map(|id| {
            let finding = case.dossier.finding(*id)?;
            let open = matches!(finding, Finding::Unclear | Finding::NoInformation);
            open.then(|| format!("{id} ({})", finding_word(sheet.lang, Some(finding))))
        })
        .collect();
    let none = sheet.say(Key::DebriefNone);
    let list = |all: &[String]| if all.is_empty() { none.to_owned() } else { all.join(", ") };
    let told = vec![
        plain(sheet.fill(Key::DebriefNotAnswered, &[("list", &list(&silent))])),
        plain(sheet.fill(Key::DebriefSaidOpen, &[("list", &list(&open))])),
    ];
    sheet.paragraph(vec![Span::strong(sheet.say(Key::DebriefGaps))]);
    sheet.bullets(told);
}

fn counted(sheet: &mut Sheet, case: &Case<'_>, model: &Case<'_>) {
    sheet.heading(1, "points", sheet.say(Key::DebriefPoints));
    let all = points(&case.dossier, &model.dossier);
    let mut rows: Vec<Row> = all
        .iter()
        .map(|it| {
            let [sure, open, most] = [it.sure, it.open, it.most].map(|n| n.to_string());
            row([cell(plain(part(sheet, it.part))), said(sure), said(open), said(most)])
        })
        .collect();
    let sum = |of: fn(&points::Points) -> u8| {
        all.iter().map(|it| u32::from(of(it))).sum::<u32>().to_string()
    };
    let total = [sum(|it| it.sure), sum(|it| it.open), sum(|it| it.most)];
    let mut cells = vec![said(sheet.say(Key::DebriefTotal))];
    cells.extend(total.map(said));
    rows.push(Row { kind: RowKind::Total, cells });
    let heads = [
        (sheet.say(Key::DebriefColPart), Align::Start, 0.52),
        (sheet.say(Key::DebriefColPoints), Align::End, 0.14),
        (sheet.say(Key::DebriefColTrainer), Align::End, 0.2),
        (sheet.say(Key::DebriefColMost), Align::End, 0.14),
    ];
    sheet.grid(sheet.say(Key::DebriefPointsTable).to_owned(), &heads, rows);
    sheet.role(Role::Aside, plain(sheet.say(Key::DebriefPointsNote)));
}

fn part(sheet: &Sheet, part: Part) -> String {
    let of = |key, number: u8| sheet.fill(key, &[("n", &number.to_string())]);
    match part {
        Part::Finding(number) => of(Key::DebriefPartFinding, number),
        Part::Level(number) => of(Key::DebriefPartLevel, number),
        Part::Reasons(number) => of(Key::DebriefPartReasons, number),
        Part::BothSides(number) => of(Key::DebriefPartSides, number),
        Part::Recommendation => sheet.say(Key::DebriefPartRecommendation).to_owned(),
        Part::Gaps => sheet.say(Key::DebriefPartGaps).to_owned(),
    }
}
