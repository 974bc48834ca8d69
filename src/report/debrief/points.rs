//! Points of an exercise, as far as the program can tell them. Whether a reason is good is left to the trainer.

use kriterion_heart::dossier::{CriterionRecord, Dossier, Stance};
use kriterion_heart::level::{LegalFinding, Level, Outcome};

/// What points are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Criteria 1 to 4.
    Finding(u8),
    Level(u8),
    Reasons(u8),
    BothSides(u8),
    Recommendation,
    Gaps,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    pub part: Part,
    /// Given by the program.
    pub sure: u8,
    /// What the trainer may add.
    pub open: u8,
    pub most: u8,
}

/// Points for the level within one step, and for the very one.
const NEAR: u8 = 1;
const EXACT: u8 = 2;
const FINDING: u8 = 2;
const KEY_REASONS: u8 = 3;
const RECOMMENDATION: u8 = 4;
const GAPS: u8 = 4;

pub fn points(own: &Dossier, model: &Dossier) -> Vec<Points> {
    let mut all = Vec::new();
    for number in 1..=8 {
        let (mine, theirs) = (own.record(number), model.record(number));
        if number <= 4 {
            all.push(finding(number, mine, theirs));
        }
        let sure = level(mine.judgement, theirs.judgement);
        all.push(Points { part: Part::Level(number), sure, open: 0, most: EXACT });
        let part = Part::Reasons(number);
        let open = if has_reasons(mine) { KEY_REASONS } else { 0 };
        all.push(Points { part, sure: 0, open, most: KEY_REASONS });
        let sure = u8::from(both_sides(own, number));
        all.push(Points { part: Part::BothSides(number), sure, open: 0, most: 1 });
    }
    all.push(recommendation(own, model));
    all.push(Points { part: Part::Gaps, sure: 0, open: GAPS, most: GAPS });
    all
}

/// The right finding with a reason; a wrong one may have a good reason, which the trainer decides.
fn finding(number: u8, own: &CriterionRecord, model: &CriterionRecord) -> Points {
    let is_right = own.finding == model.finding && own.finding != LegalFinding::Open;
    let (sure, open) = match (is_right, has_reasons(own)) {
        (true, true) => (FINDING, 0),
        (true, false) | (false, true) if own.finding != LegalFinding::Open => (0, 1),
        _ => (0, 0),
    };
    Points { part: Part::Finding(number), sure, open, most: FINDING }
}

fn level(own: Option<Level>, model: Option<Level>) -> u8 {
    match (own, model) {
        (Some(own), Some(model)) if own == model => EXACT,
        (Some(own), Some(model)) => {
            let near = own.rank().zip(model.rank()).is_some_and(|(a, b)| a.abs_diff(b) == 1);
            if near { NEAR } else { 0 }
        }
        _ => 0,
    }
}

fn has_reasons(record: &CriterionRecord) -> bool {
    let said = [&record.reasons, &record.finding_reason, &record.departure];
    said.iter().any(|text| !text.trim().is_empty())
}

/// Evidence that raises concern and evidence that lowers it, or a sentence on each.
pub fn both_sides(dossier: &Dossier, number: u8) -> bool {
    let has = |side: Stance| {
        dossier.evidence.values().any(|item| {
            let mut serves = item.serves.iter();
            serves.any(|(question, stance)| question.criterion == number && *stance == side)
        })
    };
    let record = dossier.record(number);
    (has(Stance::Raises) || !record.strongest_for.trim().is_empty())
        && (has(Stance::Lowers) || !record.strongest_against.trim().is_empty())
}

/// A missed refusal gives nothing; any other difference is for the trainer.
fn recommendation(own: &Dossier, model: &Dossier) -> Points {
    let (mine, theirs) = (own.decision.outcome, model.decision.outcome);
    let (sure, open) = match (mine, theirs) {
        _ if missed_refusal(own, model) => (0, 0),
        (Some(mine), Some(theirs)) if mine == theirs => (RECOMMENDATION, 0),
        (Some(_), _) => (0, RECOMMENDATION),
        (None, _) => (0, 0),
    };
    Points { part: Part::Recommendation, sure, open, most: RECOMMENDATION }
}

/// The model refuses on a criterion of 1 to 4, and the own case does not refuse.
pub fn missed_refusal(own: &Dossier, model: &Dossier) -> bool {
    let clear = (1..=4).any(|number| model.record(number).finding == LegalFinding::Met);
    model.decision.outcome == Some(Outcome::Refuse)
        && clear
        && own.decision.outcome != Some(Outcome::Refuse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::date::Date;
    use kriterion_heart::dossier::Editions;
    use kriterion_heart::text::Lang;

    fn case() -> Dossier {
        Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default())
    }

    fn judged(number: u8, level: Level, finding: LegalFinding, reasons: &str) -> Dossier {
        let mut case = case();
        let record = case.criteria.entry(number).or_default();
        record.judgement = Some(level);
        record.finding = finding;
        reasons.clone_into(&mut record.reasons);
        case
    }

    fn of(part: Part, own: &Dossier, model: &Dossier) -> (u8, u8) {
        let all = points(own, model);
        let found = all.iter().find(|points| points.part == part).unwrap();
        (found.sure, found.open)
    }

    #[test]
    fn a_right_finding_needs_its_reason() {
        let model = judged(2, Level::Critical, LegalFinding::Met, "");
        let right = judged(2, Level::Critical, LegalFinding::Met, "because");
        assert_eq!(of(Part::Finding(2), &right, &model), (2, 0));
        let bare = judged(2, Level::Critical, LegalFinding::Met, " ");
        assert_eq!(of(Part::Finding(2), &bare, &model), (0, 1));
        let wrong = judged(2, Level::Critical, LegalFinding::NotMet, "because");
        assert_eq!(of(Part::Finding(2), &wrong, &model), (0, 1));
        assert_eq!(of(Part::Finding(2), &case(), &model), (0, 0));
        assert_eq!(of(Part::Finding(2), &case(), &case()), (0, 0), "both open is no finding");
    }

    #[test]
    fn a_level_one_step_off_gives_half_and_no_data_is_no_step() {
        let of = |own, model| level(Some(own), Some(model));
        assert_eq!(of(Level::Critical, Level::Critical), 2);
        assert_eq!(of(Level::NoData, Level::NoData), 2);
        assert_eq!(of(Level::PossiblyCritical, Level::Critical), 1);
        assert_eq!(of(Level::NotCritical, Level::Critical), 0);
        assert_eq!(of(Level::NoData, Level::NotCritical), 0);
        assert_eq!(level(None, None), 0);
    }

    #[test]
    fn a_missed_refusal_gives_nothing() {
        let mut model = judged(2, Level::Critical, LegalFinding::Met, "");
        model.decision.outcome = Some(Outcome::Refuse);
        let mut own = case();
        own.decision.outcome = Some(Outcome::Approve);
        assert!(missed_refusal(&own, &model));
        assert_eq!(of(Part::Recommendation, &own, &model), (0, 0));
        own.decision.outcome = Some(Outcome::Refuse);
        assert_eq!(of(Part::Recommendation, &own, &model), (4, 0));
        model.decision.outcome = Some(Outcome::Approve);
        assert_eq!(of(Part::Recommendation, &own, &model), (0, 4));
    }
}
