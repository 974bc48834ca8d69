//! The reasons of a proposal, as facts.

use super::confidence::weak;
use super::join::Baseline;
use super::proposal::Reason;
use super::tally::{Sheet, Tally, open};
use crate::dossier::Dossier;
use crate::level::{Level, Mark};
use crate::rulebook::Weight;
use crate::text::Text;

/// Heaviest first; the order of the rules and of the questions within one weight.
pub(super) fn reasons(
    dossier: &Dossier,
    criterion: u8,
    sheet: &Sheet<'_>,
    baseline: &Baseline,
    level: Level,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    country(dossier, criterion, baseline, &mut reasons);
    let tally = sheet.tally(None);
    rules(criterion, tally, &mut reasons);
    let before = reasons.len();
    answers(dossier, sheet, tally, &mut reasons);
    if level == Level::NotCritical && reasons.len() == before {
        reasons.push(Reason::NothingFound);
    }
    reasons.sort_by_key(Reason::weight);
    reasons
}

fn country(dossier: &Dossier, criterion: u8, baseline: &Baseline, reasons: &mut Vec<Reason>) {
    let level = baseline.level;
    let rating = dossier.country_view.as_ref().and_then(|view| view.criterion(criterion));
    let Some(rating) = rating.filter(|_| level != Level::NoData) else {
        reasons.push(Reason::BaselineMissing);
        return;
    };
    let before = reasons.len();
    reasons.extend(rating.rules.iter().filter(|rule| rule.decided).map(|rule| Reason::Baseline {
        level,
        rule: rule.rule.clone(),
        mark: rule.mark,
        readings: rule.readings.clone(),
    }));
    if reasons.len() == before {
        let rule = Text::default();
        reasons.push(Reason::Baseline { level, rule, mark: Mark::P, readings: Vec::new() });
    }
    let (for_goods, adjusted) = (baseline.for_goods(), baseline.adjusted());
    if for_goods != level {
        let relevance = baseline.relevance;
        reasons.push(Reason::Adjusted { from: level, to: for_goods, relevance });
    } else if baseline.heeds_goods() && !baseline.goods_known && level != Level::NotCritical {
        reasons.push(Reason::GoodsUnknown);
    }
    if adjusted != for_goods {
        reasons.push(Reason::MissionStepDown { from: for_goods, to: adjusted });
    }
}

fn rules(criterion: u8, tally: Tally, reasons: &mut Vec<Reason>) {
    let held = [
        (tally.together(criterion), Reason::TwoRule { rule: criterion }),
        (tally.exempted, Reason::Exempted),
        (tally.major_record >= 1, Reason::MajorOnRecord),
        (tally.three_minor(), Reason::ThreeMinor),
        (tally.two_minor_and_exposure(), Reason::TwoMinorAndExposure),
    ];
    reasons.extend(held.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason));
}

fn answers(dossier: &Dossier, sheet: &Sheet<'_>, tally: Tally, reasons: &mut Vec<Reason>) {
    for row in sheet.applying() {
        let question = row.question;
        if let (Some(finding), Some(_)) = (row.finding, tally.share(question, row.finding)) {
            reasons.push(Reason::Answered {
                question: question.id,
                finding,
                weight: question.weight,
                role: question.role,
            });
        }
        match open(question, row.finding) {
            Some(Weight::Trigger) => reasons.push(Reason::OpenTrigger(question.id)),
            Some(_) => reasons.push(Reason::OpenMajor(question.id)),
            None => (),
        }
        reasons.extend(weak(dossier, question, row.finding));
    }
}
