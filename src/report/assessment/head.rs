//! The head of the assessment, and its first page: what is recommended, what was decided, the eight levels.

use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{cell, leveled, row, said, tone};
use crate::words;
use kriterion_heart::dossier::{Field, PartyRole};
use kriterion_heart::level::Level;
use kriterion_heart::rulebook::Effect;
use kriterion_heart::score::Proposal;
use kriterion_heart::text::Lang;
use kriterion_paper::{
    Align, Cell, Chart, Figure, Inline, LevelRow, Levels, Role, Row, Span, Tone, plain,
};

pub fn head(sheet: &mut Sheet, case: &Case<'_>) {
    warnings(sheet, case);
    let (lang, dossier) = (sheet.lang, &case.dossier);
    let not_said = sheet.say(Key::CaseNotSaid);
    let or_not_said =
        |text: &str| plain(if text.trim().is_empty() { not_said } else { text.trim() });
    let exporter = dossier.request.exporter.map(|iso3| case.state_name(lang, iso3));
    let marking = match case.field(Field::Marking) {
        "" => sheet.say(Key::CaseMarkingNone),
        marking => marking,
    };
    let named = |key: Key| sheet.say(key).to_owned();
    let field = |field: Field| (field.word(lang).to_owned(), or_not_said(case.field(field)));
    let applicant = case.party_name(PartyRole::Applicant);
    let kind = dossier.request.kind.map_or("", |kind| kind.word(lang));
    let rows = vec![
        field(Field::CaseNumber),
        (Field::Marking.word(lang).to_owned(), plain(marking)),
        (words_of_role(lang), or_not_said(applicant)),
        (named(Key::CaseGoods), plain(case.goods(lang))),
        field(Field::EndUserName),
        (named(Key::DestinationLabel), plain(case.destination(lang))),
        (named(Key::LicenceKindLabel), or_not_said(kind)),
        (named(Key::ExporterLabel), or_not_said(exporter.as_deref().unwrap_or_default())),
        (named(Key::OfficerLabel), or_not_said(&dossier.officer)),
        (named(Key::CaseAssessedOn), plain(sheet.day(dossier.assessed_on))),
        (named(Key::CaseReportDay), plain(sheet.day(case.day))),
        (named(Key::CaseStage), plain(case.stage().word(lang))),
    ];
    sheet.fields(rows);
}

fn words_of_role(lang: Lang) -> String {
    let word = PartyRole::Applicant.word(lang);
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What must be known before anything else is read: an invented case, what was left out, a file that was changed.
pub fn warnings(sheet: &mut Sheet, case: &Case<'_>) {
    let mut told: Vec<String> = Vec::new();
    told.extend(case.dossier.invented.then(|| sheet.say(Key::InventedCase).to_owned()));
    told.extend((!case.withheld.said.is_empty()).then(|| case.withheld.said.clone()));
    told.extend(words::proof_lines(sheet.lang, case.proof));
    for text in told {
        sheet.role(Role::Lead, vec![Span::strong(text)]);
    }
}

/// With the head it fills two pages at most, as a test measures.
pub fn summary(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "summary", sheet.say(Key::CaseSummary));
    outcome(sheet, case);
    let figure = levels_figure(sheet, case);
    sheet.figure(figure);
    levels_table(sheet, case);
    sheet.role(Role::Aside, plain(sheet.say(Key::NoTotal)));
}

/// Recommendation, decision, and an override in plain sight.
pub fn outcome(sheet: &mut Sheet, case: &Case<'_>) {
    let (lang, dossier) = (sheet.lang, &case.dossier);
    let recommendation = &case.assessment.recommendation;
    let recommended =
        sheet.fill(Key::CaseRecommended, &[("outcome", recommendation.outcome.word(lang))]);
    let decided = match dossier.decision.outcome {
        None => sheet.say(Key::CaseUndecided).to_owned(),
        Some(outcome) => {
            let said = sheet.fill(Key::CaseDecided, &[("outcome", outcome.word(lang))]);
            match outcome == recommendation.outcome {
                true => said,
                false => format!("{said} {}", sheet.say(Key::CaseDiffers)),
            }
        }
    };
    sheet.role(Role::Lead, vec![Span::strong(recommended), Span::Break, Span::strong(decided)]);
    overrides(sheet, case);
    let grounds = grounds(case, lang, false);
    if !grounds.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseGrounds)));
        sheet.said_bullets(grounds);
    }
}

/// An override is printed wherever a decision is.
pub fn overrides(sheet: &mut Sheet, case: &Case<'_>) {
    let reason = sheet.typed(&case.dossier.decision.override_reason, case.dossier.lang);
    let (head, reason) = match (case.overrides(), reason.is_empty()) {
        (true, false) => (Key::CaseOverride, reason),
        (true, true) => {
            (Key::CaseOverride, vec![Span::strong(sheet.say(Key::CaseOverrideMissing))])
        }
        (false, false) => (Key::CaseOverrideUnused, reason),
        (false, true) => return,
    };
    let line = sheet.labelled(head, reason);
    sheet.role(Role::Lead, line);
}

/// What the recommendation rests on, or what stands behind it. What another State has refused may be withheld.
pub fn grounds(case: &Case<'_>, lang: Lang, later: bool) -> Vec<String> {
    use kriterion_heart::score::Ground;
    let recommendation = &case.assessment.recommendation;
    let all = if later { &recommendation.later } else { &recommendation.grounds };
    let is_denial =
        |ground: &Ground| matches!(ground, Ground::DenialOpen(_) | Ground::DenialUnclear(_));
    let shown: Vec<Ground> =
        all.iter().filter(|it| !(case.withheld.denials && is_denial(it))).copied().collect();
    let mut lines = words::ground_lines(lang, &shown);
    if shown.len() < all.len() {
        lines.push(crate::i18n::say(lang, Key::CaseGroundWithheld).to_owned());
    }
    lines
}

fn levels_figure(sheet: &Sheet, case: &Case<'_>) -> Figure {
    let lang = sheet.lang;
    let mark = |level: Option<Level>| level.map(|it| (it.word(lang).to_owned(), tone(it)));
    let rows: Vec<LevelRow> = case
        .assessment
        .criteria
        .iter()
        .map(|proposal| LevelRow {
            name: named(case, lang, proposal.criterion),
            marks: vec![
                Some((proposed_short(lang, proposal).to_owned(), tone(proposal.level))),
                mark(proposal.judgement),
                mark(proposal.residual),
            ],
        })
        .collect();
    let none = sheet.say(Key::NotJudged);
    let told = |mark: Option<&Option<(String, Tone)>>| match mark {
        Some(Some((word, _))) => word.clone(),
        _ => none.to_owned(),
    };
    let row = |row: &LevelRow| {
        let [proposal, judgement, residual] = [0, 1, 2].map(|at| told(row.marks.get(at)));
        let slots = [
            ("criterion", row.name.as_str()),
            ("proposal", &proposal),
            ("judgement", &judgement),
            ("residual", &residual),
        ];
        sheet.fill(Key::CaseLevelsAltRow, &slots)
    };
    let told: Vec<String> = rows.iter().map(row).collect();
    let alt = sheet.fill(Key::CaseLevelsAlt, &[("rows", &told.join(" "))]);
    let columns = [Key::Proposal, Key::Judgement, Key::Residual];
    let columns = columns.map(|key| sheet.say(key).to_owned()).to_vec();
    Figure {
        id: "levels".to_owned(),
        caption: plain(sheet.say(Key::CaseLevelsCaption)),
        alt,
        chart: Chart::Levels(Levels { columns, rows }),
        below: Vec::new(),
    }
}

/// In a chart there is room for a word: where only answers are missing, that they are.
fn proposed_short(lang: Lang, proposal: &Proposal) -> &'static str {
    if proposal.level == Level::NoData && proposal.baseline != Level::NoData {
        return crate::i18n::say(lang, Key::QuestionsOpen);
    }
    proposal.level.word(lang)
}

pub fn levels_table(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let rows: Vec<Row> =
        case.assessment.criteria.iter().map(|it| level_row(case, lang, it)).collect();
    let heads = [
        (sheet.say(Key::ColCriterion), Align::Start, 0.28),
        (sheet.say(Key::Proposal), Align::Start, 0.24),
        (sheet.say(Key::Judgement), Align::Start, 0.13),
        (sheet.say(Key::Residual), Align::Start, 0.09),
        (sheet.say(Key::ColFinding), Align::Start, 0.14),
        (sheet.say(Key::CaseColOpen), Align::Start, 0.12),
    ];
    sheet.grid(sheet.say(Key::CaseLevelsTable).to_owned(), &heads, rows);
}

fn level_row(case: &Case<'_>, lang: Lang, proposal: &Proposal) -> Row {
    let not_judged = crate::i18n::say(lang, Key::NotJudged);
    let proposed =
        Cell { text: plain(words::proposed(lang, proposal)), tone: tone(proposal.level) };
    row([
        said(named(case, lang, proposal.criterion)),
        proposed,
        leveled(lang, proposal.judgement, not_judged),
        leveled(lang, proposal.residual, crate::i18n::say(lang, Key::NoResidual)),
        said(finding(case, lang, proposal.criterion)),
        cell(open(lang, proposal)),
    ])
}

/// `2 Human rights`: the number and the short name.
pub fn named(case: &Case<'_>, lang: Lang, number: u8) -> String {
    let criterion = case.bundle.rules.criterion(number);
    let short = criterion.map_or("", |criterion| criterion.short.get(lang));
    format!("{number} {short}").trim_end().to_owned()
}

/// The legal finding of criteria 1 to 4, the weighing of the others.
pub fn finding(case: &Case<'_>, lang: Lang, number: u8) -> &'static str {
    let record = case.dossier.record(number);
    match case.bundle.rules.criterion(number).map(|criterion| criterion.effect) {
        Some(Effect::Weigh) => record.weighing.word(lang),
        _ => record.finding.word(lang),
    }
}

/// How many questions of weight are open; which ones stands under the open points.
fn open(lang: Lang, proposal: &Proposal) -> Inline {
    let slots = [
        ("open", proposal.open.len().to_string()),
        ("n", proposal.answered.to_string()),
        ("of", proposal.applying.to_string()),
    ];
    let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
    plain(crate::i18n::fill(lang, Key::CaseOpenCount, &slots))
}
