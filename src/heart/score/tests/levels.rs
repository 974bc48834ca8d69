//! Test vectors of `scoring.md` 4.4, and what stands beside the level.

use super::*;
use crate::atlas::{Qualifier, ValueStatus};
use crate::fixed::Fixed;
use crate::rating::{Age, Gap, Reading, ReadingValue};
use Finding::{Concern, NoConcern, NoInformation, Unclear};
use Level::{Critical, NoData, NotCritical, PossiblyCritical};
use Relevance::{High, Low};

/// A tag with this relevance for the criterion, to which all named questions apply.
fn tag(criterion: u8, relevance: Relevance, answers: &[(&str, Finding)]) -> String {
    let applies = |tag: &str| {
        answers.iter().all(|(question, _)| {
            let items = &rules().question(id(question)).unwrap().items;
            items.iter().any(|item| item == "*" || item == tag)
        })
    };
    let at = usize::from(criterion) - 1;
    let heeds = matches!(criterion, 2 | 3 | 4 | 7);
    let tags = &rules().items.tags;
    let fits =
        |it: &&crate::rulebook::Tag| (!heeds || it.relevance[at] == relevance) && applies(&it.id);
    tags.iter().find(fits).unwrap_or_else(|| panic!("no tag for {answers:?}")).id.clone()
}

#[track_caller]
fn check(
    criterion: u8,
    baseline: Level,
    relevance: Relevance,
    answers: &[(&str, Finding)],
    expected: Level,
) -> Proposal {
    let mut dossier = clean();
    dossier.country_view = Some(view(|_| baseline));
    dossier.request.lines[0].tags = [tag(criterion, relevance, answers)].into();
    for (question, finding) in answers {
        answer(&mut dossier, id(question), *finding);
    }
    if answers.contains(&("C1-Q04", NoConcern)) {
        attach(&mut dossier, "C1-Q04", Grade::A, Stance::Lowers, "2026");
    }
    let proposal = propose(&dossier, criterion);
    assert_eq!(proposal.level, expected, "{criterion} {baseline:?} {relevance:?} {answers:?}");
    proposal
}

#[test]
fn the_fifteen_vectors() {
    type Row = (u8, Level, Relevance, &'static [(&'static str, Finding)], Level);
    let rows: [Row; 15] = [
        (2, NotCritical, High, &[("C2-Q05", Concern)], NotCritical),
        (2, Critical, Low, &[], PossiblyCritical),
        (2, Critical, High, &[], Critical),
        (
            2,
            PossiblyCritical,
            High,
            &[("C2-Q02", Concern), ("C2-Q09", Concern), ("C2-Q05", Concern)],
            Critical,
        ),
        (2, NotCritical, High, &[("C2-Q04", Unclear)], PossiblyCritical),
        (2, NotCritical, High, &[("C2-Q18", NoInformation)], NoData),
        (1, Critical, Low, &[("C1-Q01", Concern), ("C1-Q04", NoConcern)], Critical),
        (1, NotCritical, High, &[("C1-Q03", Concern)], Critical),
        (
            7,
            NotCritical,
            High,
            &[("C7-Q06", Concern), ("C7-Q07", Concern), ("C7-Q14", Concern)],
            Critical,
        ),
        (
            7,
            NotCritical,
            High,
            &[("C7-Q13", Concern), ("C7-Q14", Concern), ("C7-Q17", Concern)],
            NotCritical,
        ),
        (8, NotCritical, Low, &[("C8-Q02", Concern)], NotCritical),
        (8, NotCritical, Low, &[("C8-Q02", Concern), ("C8-Q11", Concern)], Critical),
        (6, NoData, Low, &[], NoData),
        (3, NoData, High, &[("C3-Q09", Concern)], PossiblyCritical),
        (3, PossiblyCritical, Low, &[], NotCritical),
    ];
    for (criterion, baseline, relevance, answers, expected) in rows {
        check(criterion, baseline, relevance, answers, expected);
    }
}

/// Every line of the table in 4.2 and of the step in 4.3 that the fifteen vectors leave out: just under it, just on it.
#[test]
fn the_rules_that_the_vectors_leave_out() {
    type Row = (u8, &'static [(&'static str, Finding)], Level);
    let rows: [Row; 17] = [
        (4, &[("C4-Q07", Concern), ("C4-Q09", Concern)], NotCritical),
        (4, &[("C4-Q07", Concern), ("C4-Q09", Concern), ("C4-Q10", Concern)], PossiblyCritical),
        (4, &[("C4-Q07", Concern), ("C4-Q01", Unclear), ("C4-Q10", Concern)], PossiblyCritical),
        (4, &[("C4-Q07", Unclear), ("C4-Q09", Unclear), ("C4-Q10", Unclear)], NotCritical),
        (4, &[("C4-Q07", Concern), ("C4-Q09", Concern), ("C4-Q04", Concern)], PossiblyCritical),
        (4, &[("C4-Q07", Concern), ("C4-Q04", Concern)], NotCritical),
        (4, &[("C4-Q07", Concern), ("C4-Q09", Concern), ("C4-Q04", Unclear)], NotCritical),
        (1, &[("C1-Q02", Concern), ("C1-Q08", Concern), ("C1-Q12", Concern)], PossiblyCritical),
        (3, &[("C3-Q01", Concern), ("C3-Q04", Concern)], PossiblyCritical),
        (3, &[("C3-Q01", Concern), ("C3-Q04", Concern), ("C3-Q02", Concern)], Critical),
        (5, &[("C5-Q01", Concern)], PossiblyCritical),
        (5, &[("C5-Q01", Concern), ("C5-Q02", Concern)], Critical),
        (6, &[("C6-Q01", Concern)], PossiblyCritical),
        (6, &[("C6-Q01", Concern), ("C6-Q08", Concern)], Critical),
        (7, &[("C7-Q01", Concern), ("C7-Q02", Concern)], PossiblyCritical),
        (7, &[("C7-Q01", Concern), ("C7-Q02", Concern), ("C7-Q03", Concern)], Critical),
        (8, &[("C8-Q08", Concern), ("C8-Q11", Concern)], Critical),
    ];
    for (criterion, answers, expected) in rows {
        check(criterion, NotCritical, High, answers, expected);
    }
    for criterion in [2, 3, 4, 7] {
        check(criterion, Critical, Low, &[], PossiblyCritical);
        check(criterion, PossiblyCritical, Relevance::Medium, &[], PossiblyCritical);
    }
    for criterion in [1, 5, 6, 8] {
        check(criterion, PossiblyCritical, Low, &[], PossiblyCritical);
    }
    check(6, NotCritical, Low, &[("C6-Q01", NoInformation)], NoData);
    check(2, Critical, High, &[("C2-Q04", NoInformation)], Critical);
    check(2, PossiblyCritical, High, &[("C2-Q04", NoInformation)], NoData);
    check(2, NotCritical, High, &[("C2-Q04", NoInformation), ("C2-Q01", Concern)], NoData);
}

#[test]
fn an_exemption_on_file_takes_the_trigger_but_not_the_country() {
    let exempted = [("C1-Q01", Concern), ("C1-Q04", NoConcern)];
    let proposal = check(1, Critical, Low, &exempted, Critical);
    assert!(proposal.reasons.contains(&Reason::Exempted));
    assert_eq!(proposal.from_answers, PossiblyCritical);
    check(1, NotCritical, Low, &exempted, PossiblyCritical);
    check(1, NotCritical, Low, &[("C1-Q01", Concern), ("C1-Q04", Concern)], Critical);
    check(1, NotCritical, Low, &[("C1-Q01", Unclear)], PossiblyCritical);

    // The word alone is no paper.
    let mut dossier = clean();
    answer(&mut dossier, id("C1-Q01"), Concern);
    assert_eq!(propose(&dossier, 1).level, Critical);
}

#[test]
fn flags_and_steps_are_shown() {
    let proposal = check(3, NoData, High, &[("C3-Q09", Concern)], PossiblyCritical);
    assert!(
        proposal.no_baseline
            && proposal.reasons.contains(&Reason::BaselineMissing { basis: Some(Basis::Rule) })
    );
    let proposal = check(3, PossiblyCritical, Low, &[], NotCritical);
    let step = Reason::Adjusted { from: PossiblyCritical, to: NotCritical, relevance: Low };
    assert!(proposal.reasons.contains(&step));
    assert!(!check(6, NoData, Low, &[], NoData).no_baseline);
}

#[test]
fn a_mission_lowers_the_country_but_never_the_answers() {
    let mut dossier = clean();
    dossier.country_view = Some(view(|_| Critical));
    dossier.request.end_user = Some(EndUserKind::MissionUn);
    assert_eq!(
        [1, 2, 3, 7].map(|n| propose(&dossier, n).level),
        [Critical, PossiblyCritical, PossiblyCritical, Critical]
    );
    answer(&mut dossier, id("C2-Q04"), Concern);
    assert_eq!(propose(&dossier, 2).level, Critical);
}

#[test]
fn goods_that_nobody_described_make_nothing_milder() {
    let mut dossier = clean();
    dossier.country_view = Some(view(|_| PossiblyCritical));
    dossier.request.lines[0].tags.clear();
    let proposal = propose(&dossier, 2);
    assert_eq!((proposal.relevance, proposal.level), (Low, PossiblyCritical));
    assert!(proposal.reasons.contains(&Reason::GoodsUnknown));
}

#[test]
fn questions_apply_by_edition_goods_and_other_answers() {
    let mut dossier = clean();
    let check = |dossier: &Dossier, question: &str, expected| {
        let found = rules().question(id(question)).unwrap();
        assert_eq!(applies(rules(), dossier, found), expected, "{question}");
    };
    check(&dossier, "C2-Q18", Applies::Yes);
    check(&dossier, "C1-Q05", Applies::NotForTheseGoods);
    check(&dossier, "C1-Q04", Applies::DependsOn(id("C1-Q01")));
    answer(&mut dossier, id("C1-Q01"), Concern);
    check(&dossier, "C1-Q04", Applies::Yes);
    dossier.editions.text = TextEdition::Y2019;
    check(&dossier, "C2-Q18", Applies::NotInThisEdition);
    check(&dossier, "C1-Q06", Applies::Yes);
}

#[test]
fn confidence_follows_answers_and_grades() {
    let mut dossier = clean();
    assert_eq!(propose(&dossier, 3).confidence, Confidence::Low);
    attach(&mut dossier, "C3-Q01", Grade::B, Stance::Raises, "2026-05-01");
    assert_eq!(propose(&dossier, 3).confidence, Confidence::Medium);
    attach(&mut dossier, "C3-Q01", Grade::A, Stance::Neutral, "2020");
    assert_eq!(propose(&dossier, 3).confidence, Confidence::Medium, "one side only");
    record(&mut dossier, 3).strongest_against = "No report of the last year says so.".into();
    assert_eq!(propose(&dossier, 3).confidence, Confidence::High);
    attach(&mut dossier, "C3-Q03", Grade::D, Stance::Lowers, "2026");
    let proposal = propose(&dossier, 3);
    assert_eq!(proposal.confidence, Confidence::Low);
    assert!(proposal.reasons.contains(&Reason::ClearedOnWeakEvidence(id("C3-Q03"))));
    dossier.answers.remove(&id("C3-Q03"));
    let proposal = propose(&dossier, 3);
    assert_eq!((proposal.confidence, proposal.level), (Confidence::Low, NoData));
    assert_eq!(proposal.open, [id("C3-Q03")]);
}

/// A reading of which nothing is known.
fn gap(id: &str) -> Reading {
    Reading {
        id: id.into(),
        name: Text::default(),
        value: ReadingValue::Gap(Gap::NoValue),
        unit: Text::default(),
        year: None,
        age: Age::Undated,
        status: ValueStatus::NotCollected,
        qualifier: Qualifier::Firm,
        sources: Vec::new(),
    }
}

/// Freedom House calls the country not free.
fn closed_view() -> CountryRating {
    let mut closed = view(|_| NotCritical);
    let value = ReadingValue::Category(Fixed::whole(3), Text::default());
    closed.criteria[1].others.push(Reading { value, ..gap("FH_PR_CL") });
    closed
}

#[test]
fn in_a_closed_country_silence_proves_little() {
    let mut dossier = clean();
    attach(&mut dossier, "C3-Q01", Grade::B, Stance::Lowers, "2026-05-01");
    assert_eq!(propose(&dossier, 3).confidence, Confidence::Medium);
    dossier.country_view = Some(closed_view());
    let proposal = propose(&dossier, 3);
    assert_eq!(proposal.confidence, Confidence::Low);
    let silent = proposal.reasons.iter().find_map(|reason| match reason {
        Reason::OnlySilence(questions) => Some(questions.clone()),
        _ => None,
    });
    let silent = silent.unwrap();
    assert!(silent.contains(&id("C3-Q03")) && !silent.contains(&id("C3-Q01")));
    for question in silent {
        attach(&mut dossier, &question.to_string(), Grade::C, Stance::Lowers, "2026");
    }
    assert_eq!(propose(&dossier, 3).confidence, Confidence::Medium, "each has its evidence");
    assert!(!propose(&dossier, 5).reasons.iter().any(|it| matches!(it, Reason::OnlySilence(_))));
}

#[test]
fn reasons_name_rules_that_apply_and_those_that_are_open() {
    let mut dossier = clean();
    let rule = |name: &str, level, truth, decided| RuleOutcome {
        id: name.into(),
        level,
        truth,
        decided,
        ..view(|_| Critical).criteria[0].rules[0].clone()
    };
    let mut rated = view(|_| PossiblyCritical);
    rated.criteria[2].rules = vec![
        rule("decides", Some(PossiblyCritical), Truth::True, true),
        rule("also", Some(PossiblyCritical), Truth::True, false),
        rule("open and heavier", Some(Critical), Truth::Open, false),
        rule("open and no heavier", Some(PossiblyCritical), Truth::Open, false),
        rule("false", Some(Critical), Truth::False, false),
        rule("note", None, Truth::True, false),
    ];
    rated.criteria[2].others = vec![gap("PTS"), gap("PTS")];
    dossier.country_view = Some(rated);
    let reasons = propose(&dossier, 3).reasons;
    let named: Vec<&str> =
        reasons.iter().filter_map(Reason::country_rule).map(|rule| rule.id.as_str()).collect();
    assert_eq!(named, ["decides", "also", "open and heavier", "note"]);
    let missing = reasons.iter().find_map(|reason| match reason {
        Reason::NotKnown { readings } => Some(readings.len()),
        _ => None,
    });
    assert_eq!(missing, Some(1), "a gap is named once");
    let effects: Vec<Effect> = reasons.iter().map(Reason::effect).collect();
    assert!(effects.contains(&Effect::Open) && effects.contains(&Effect::Gives(PossiblyCritical)));
}

#[test]
fn weak_evidence_alone_does_not_clear_a_trigger() {
    let mut dossier = clean();
    attach(&mut dossier, "C2-Q04", Grade::D, Stance::Lowers, "2026");
    let proposal = propose(&dossier, 2);
    assert_eq!((proposal.level, proposal.open.as_slice()), (NoData, &[id("C2-Q04")][..]));
    let cleared = Reason::ClearedOnWeakEvidence(id("C2-Q04"));
    assert!(proposal.reasons.contains(&cleared) && cleared.effect() == Effect::Open);
    // No answer of the officer alone gives "not critical" now, and nothing says so.
    let to = flips(rules(), &dossier, 2, None);
    assert!(to.iter().all(|flip| flip.to != NotCritical), "{to:?}");
    attach(&mut dossier, "C2-Q04", Grade::B, Stance::Lowers, "2026");
    assert_eq!(propose(&dossier, 2).level, NotCritical);
}

#[test]
fn an_answer_of_ones_own_is_no_fresh_evidence() {
    let mut dossier = clean();
    for stance in [Stance::Raises, Stance::Lowers] {
        attach(&mut dossier, "C2-Q02", Grade::A, stance, "2015");
    }
    assert_eq!(propose(&dossier, 2).confidence, Confidence::Medium);
    attach(&mut dossier, "C2-Q20", Grade::A, Stance::Neutral, "2026-11-20");
    assert_eq!(propose(&dossier, 2).confidence, Confidence::High);
    let newest = EvidenceId(dossier.next_evidence - 1);
    dossier.evidence.edit(newest).unwrap().key = format!("{END_USE_KEY}judge");
    assert_eq!(propose(&dossier, 2).confidence, Confidence::Medium);
}

#[test]
fn a_trigger_answered_unclear_asks_for_a_second_look() {
    let proposal = check(2, NotCritical, High, &[("C2-Q04", Unclear)], PossiblyCritical);
    assert!(proposal.reasons.contains(&Reason::SecondLook(id("C2-Q04"))));
}
