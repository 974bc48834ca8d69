//! Mitigation and decision: gates, departures, denials, provisos, what is open, and what has changed since.

use super::judgement::{measure_name, measure_rows};
use super::{head, outcome};
use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{lines, plain_or_none};
use crate::words;
use kriterion_heart::dossier::{Denial, DenialField, Dossier};
use kriterion_heart::level::Outcome;
use kriterion_heart::relook::Relook;
use kriterion_paper::{Inline, Role, Span, plain};

const DENIAL_FIELDS: [DenialField; 6] = [
    DenialField::Reference,
    DenialField::Date,
    DenialField::Item,
    DenialField::EndUser,
    DenialField::Reason,
    DenialField::Answer,
];

pub fn decision(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "decision", sheet.say(Key::PlaceDecision));
    outcome(sheet, case);
    let rows = vec![(
        sheet.say(Key::DecisionReasons).to_owned(),
        sheet.typed(&case.dossier.decision.reasons, case.dossier.lang),
    )];
    sheet.fields(rows);
    sheet.role(Role::Aside, plain(sheet.say(Key::RecommendationNote)));
    later(sheet, case);
    departures(sheet, case);
    provisos(sheet, case);
    denials(sheet, case);
    gates(sheet, case);
}

fn later(sheet: &mut Sheet, case: &Case<'_>) {
    let grounds = head::grounds(case, sheet.lang, true);
    if !grounds.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::LaterGrounds)));
        sheet.said_bullets(grounds);
    }
}

fn departures(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "departures", sheet.say(Key::CardDepartures));
    let departing: Vec<_> = case.assessment.criteria.iter().filter(|it| it.departs).collect();
    if departing.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::DepartureNone)));
        return;
    }
    let lang = sheet.lang;
    let items = departing.into_iter().map(|proposal| {
        let slots = [
            ("n", proposal.criterion.to_string()),
            ("judged", proposal.judgement.map_or("", |level| level.word(lang)).to_owned()),
            ("proposed", proposal.level.word(lang).to_owned()),
        ];
        let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
        let mut line = plain(sheet.fill(Key::CaseDeparts, &slots));
        let reason = &case.dossier.record(proposal.criterion).departure;
        let reason = sheet.typed(reason, case.dossier.lang);
        match reason.is_empty() {
            true => line.push(Span::strong(sheet.say(Key::DepartureNoReason))),
            false => line.extend(reason),
        }
        line
    });
    let items: Vec<Inline> = items.collect();
    sheet.bullets(items);
}

/// With a grant under provisos the measures are what is decided: all of them together, with every field.
pub fn provisos(sheet: &mut Sheet, case: &Case<'_>) {
    let with_provisos = case.dossier.decision.outcome == Some(Outcome::ApproveWithProvisos);
    let used: Vec<(u8, _)> = (1..=8)
        .flat_map(|number| {
            let measures = case.dossier.record(number).measures.iter();
            measures.map(move |measure| (number, measure.clone())).collect::<Vec<_>>()
        })
        .collect();
    if used.is_empty() && !with_provisos {
        return;
    }
    sheet.heading(2, "provisos", sheet.say(Key::CaseProvisos));
    if used.is_empty() {
        sheet.paragraph(vec![Span::strong(sheet.say(Key::CaseProvisosNone))]);
    }
    for (at, (number, measure)) in used.iter().enumerate() {
        let name = measure_name(sheet, case, measure);
        let n = (at + 1).to_string();
        let criterion = words::criterion(sheet.lang, *number);
        let slots = [("n", n.as_str()), ("name", &name), ("criterion", &criterion)];
        let name = sheet.fill(Key::CaseProviso, &slots);
        sheet.heading(3, &format!("proviso-{n}"), name);
        let rows = measure_rows(sheet, case, *number, measure);
        sheet.fields(rows);
    }
}

/// Denials by other States; withheld ones keep their number.
pub fn denials(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "denials", sheet.say(Key::CardDenials));
    if case.dossier.denials.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoDenials)));
        return;
    }
    sheet.role(Role::Aside, plain(sheet.say(Key::DenialsLead)));
    for (at, denial) in case.dossier.denials.iter().enumerate() {
        let n = (at + 1).to_string();
        if case.withheld.denials {
            sheet.paragraph(plain(sheet.fill(Key::CaseDenialWithheld, &[("n", &n)])));
            continue;
        }
        let head = sheet.fill(Key::PlaceDenial, &[("n", &n)]);
        sheet.heading(3, &format!("denial-{n}"), head);
        let rows = denial_rows(sheet, case, denial);
        sheet.fields(rows);
    }
}

fn denial_rows(sheet: &Sheet, case: &Case<'_>, denial: &Denial) -> Vec<(String, Inline)> {
    let lang = sheet.lang;
    let none = sheet.say(Key::CaseNotSaid);
    let state = denial.state.map(|iso3| case.state_name(lang, iso3));
    let mut rows =
        vec![(sheet.say(Key::DenialState).to_owned(), plain(state.as_deref().unwrap_or(none)))];
    for field in DENIAL_FIELDS {
        let typed = match field {
            DenialField::Reference | DenialField::Date => plain_or_none(denial.field(field)),
            _ => sheet.typed(denial.field(field), case.dossier.lang),
        };
        let typed = if typed.is_empty() { plain(none) } else { typed };
        rows.push((field.word(lang).to_owned(), typed));
    }
    rows.push((sheet.say(Key::DenialIdentical).to_owned(), plain(denial.identical.word(lang))));
    let consulted =
        if denial.consulted { Key::CaseConsultationDone } else { Key::CaseConsultationOpen };
    rows.push((sheet.say(Key::CaseConsultation).to_owned(), plain(sheet.say(consulted))));
    rows
}

fn gates(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "gates", sheet.say(Key::GatesHead));
    let failed: Vec<_> =
        case.assessment.recommendation.gates.iter().filter(|gate| !gate.passed).collect();
    if failed.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseGatesPassed)));
        return;
    }
    let failed = words::gate_lines(sheet.lang, failed);
    sheet.said_bullets(failed);
}

/// Everything that nobody has settled yet, in one place.
pub fn open_points(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "open-points", sheet.say(Key::CardOpenPoints));
    let points = open_lines(sheet, case);
    if points.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNothingOpen)));
    }
    sheet.bullets(points);
}

fn open_lines(sheet: &Sheet, case: &Case<'_>) -> Vec<Inline> {
    let lang = sheet.lang;
    let mut points: Vec<String> = Vec::new();
    for proposal in case.assessment.criteria.iter().filter(|it| !it.open.is_empty()) {
        for id in &proposal.open {
            let slots = [("question", id.to_string())];
            let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
            let ask = words::ask(lang, &case.bundle.rules, *id);
            points.push(format!("{} {ask}", sheet.fill(Key::CaseOpenQuestion, &slots)));
        }
    }
    let gates = case.assessment.recommendation.gates.iter().filter(|gate| !gate.passed);
    points.extend(words::gate_lines(lang, gates));
    let gaps: Vec<String> = kriterion_heart::score::missing(&case.dossier)
        .into_iter()
        .map(|gap| words::missing(lang, gap))
        .collect();
    if !gaps.is_empty() {
        let list = words::listed(lang, &gaps);
        points.push(sheet.fill(Key::GroundMissing, &[("what", &list)]));
    }
    if !case.missing.is_empty() {
        let names = words::listed(lang, &case.missing);
        points.push(sheet.fill(Key::VerifyFilesBad, &[("names", &names)]));
    }
    let drafts = case.dossier.incidents.values().filter(|it| !it.is_accepted()).count();
    if drafts > 0 {
        points.push(sheet.fill(Key::CheckDrafts, &[("n", &drafts.to_string())]));
    }
    points.into_iter().map(plain).collect()
}

/// What the data say by now where they say something else, and what was kept all the same.
pub fn relook(sheet: &mut Sheet, case: &Case<'_>) {
    let dossier: &Dossier = &case.dossier;
    // What has changed is told from the data; a case whose texts were taken out differs from them by that alone.
    let changed: Vec<Relook> =
        if case.withheld.texts { Vec::new() } else { words::relooks(case.bundle, dossier) };
    if changed.is_empty() && dossier.kept.is_empty() {
        return;
    }
    let lang = sheet.lang;
    sheet.heading(1, "relook", sheet.say(Key::PlaceRelook));
    let gone = sheet.say(Key::RelookGone);
    let items: Vec<Inline> = changed
        .iter()
        .map(|it| {
            let (old, new) = (it.old.get(lang), it.new.get(lang));
            let slots = [
                ("title", it.title.get(lang)),
                ("old", old),
                ("new", if new.is_empty() { gone } else { new }),
            ];
            let head = sheet.fill(Key::CaseRelookLine, &slots);
            let serves: Vec<String> = it.serves.iter().map(ToString::to_string).collect();
            let serves = match serves.is_empty() {
                true => String::new(),
                false => sheet.fill(Key::RelookServes, &[("questions", &serves.join(", "))]),
            };
            lines(vec![plain(head), plain_or_none(&serves)])
        })
        .collect();
    sheet.bullets(items);
    if dossier.kept.is_empty() {
        return;
    }
    sheet.heading(2, "kept", sheet.say(Key::KeptHead));
    let items: Vec<Inline> = dossier
        .kept
        .iter()
        .map(|kept| {
            let new = kept.new.get(lang);
            let slots = [
                ("title", kept.title.get(lang)),
                ("old", kept.old.get(lang)),
                ("new", if new.is_empty() { gone } else { new }),
                ("edition", kept.edition.as_str()),
            ];
            let line = plain(sheet.fill(Key::CaseKeptLine, &slots));
            lines(vec![line, sheet.typed(&kept.reason, dossier.lang)])
        })
        .collect();
    sheet.bullets(items);
}
