use super::*;
use crate::date::Date;
use crate::dossier::Editions;
use crate::edit::Edit;
use crate::level::Outcome;
use crate::rulebook::Rulebook;
use crate::score::assess;
use crate::text::Lang;
use std::collections::BTreeMap;

const AUTHOR: Step = Step { role: Role::Author, act: Act::Signs };
const REVIEWER: Step = Step { role: Role::Reviewer, act: Act::Signs };
const DECIDER: Step = Step { role: Role::Decider, act: Act::Signs };

fn key(number: u8) -> PublicKey {
    PublicKey([number; 32])
}

fn step(role: Role, act: Act, who: &str, number: u8) -> SignOff {
    SignOff {
        role,
        act,
        who: who.to_owned(),
        at: 7,
        key: key(number),
        dossier: "d".to_owned(),
        log: "l".to_owned(),
        editions: Editions::default(),
        reasons: BTreeMap::new(),
        signature: String::new(),
    }
}

/// A case that its author may sign.
fn ready() -> Dossier {
    let mut dossier =
        Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default());
    Edit::Officer("Anna Müller".to_owned()).apply(&mut dossier);
    Edit::Outcome(Some(Outcome::Refuse)).apply(&mut dossier);
    for number in 1..=8 {
        Edit::Judgement(number, Some(Level::NoData)).apply(&mut dossier);
    }
    dossier
}

fn may(
    step: Step,
    who: &str,
    number: u8,
    dossier: &Dossier,
    so_far: &[(&SignOff, Standing)],
) -> Result<(), Refusal> {
    let assessment = assess(&Rulebook::default(), dossier);
    may_take(step, (who, key(number)), dossier, &assessment, so_far)
}

#[test]
fn three_different_people_in_this_order() {
    let dossier = ready();
    let may = |step, who, number, so_far: &[_]| may(step, who, number, &dossier, so_far);
    assert_eq!(may(REVIEWER, "Bert", 2, &[]), Err(Refusal::NotNow(Stage::Draft)));
    assert_eq!(may(AUTHOR, "anna muller", 1, &[]), Ok(()));
    let author = step(Role::Author, Act::Signs, "Anna Müller", 1);
    let one = [(&author, Standing::Holds)];
    assert_eq!(may(AUTHOR, "Anna Müller", 1, &one), Err(Refusal::NotNow(Stage::WithReviewer)));
    assert_eq!(may(DECIDER, "Carl", 3, &one), Err(Refusal::NotNow(Stage::WithReviewer)));
    assert_eq!(may(REVIEWER, " ANNA Muller ", 2, &one), Err(Refusal::SamePerson(Role::Author)));
    assert_eq!(may(REVIEWER, "Bert", 1, &one), Err(Refusal::SamePerson(Role::Author)), "same key");
    assert_eq!(may(REVIEWER, "Bert", 2, &one), Ok(()));
    let reviewer = step(Role::Reviewer, Act::Signs, "Bert", 2);
    let two = [(&author, Standing::Holds), (&reviewer, Standing::Holds)];
    assert_eq!(may(DECIDER, "bert", 3, &two), Err(Refusal::SamePerson(Role::Reviewer)));
    assert_eq!(may(DECIDER, "Carl", 2, &two), Err(Refusal::SamePerson(Role::Reviewer)));
    assert_eq!(may(DECIDER, "Carl", 3, &two), Ok(()));
}

#[test]
fn a_case_that_is_not_ready_is_not_signed() {
    let refused = |edits: &[Edit]| {
        let mut dossier = ready();
        edits.iter().cloned().for_each(|edit| edit.apply(&mut dossier));
        may(AUTHOR, "Anna Müller", 1, &dossier, &[])
    };
    assert_eq!(refused(&[Edit::Officer(String::new())]), Err(Refusal::NoOfficer));
    assert_eq!(refused(&[Edit::Outcome(None)]), Err(Refusal::NoOutcome));
    assert_eq!(refused(&[Edit::Judgement(3, None)]), Err(Refusal::NotJudged(vec![3])));
    let asked = [Edit::Judgement(3, None), Edit::Outcome(Some(Outcome::Consult))];
    assert_eq!(refused(&asked), Ok(()), "a consultation may come before the judgement");
    let departs = [Edit::Judgement(2, Some(Level::Critical))];
    assert_eq!(refused(&departs), Err(Refusal::NoDeparture(vec![2])));
    let officer = "Bert".to_owned();
    let signer = "Anna Müller".to_owned();
    assert_eq!(
        refused(&[Edit::Officer("Bert".to_owned())]),
        Err(Refusal::NotTheOfficer { officer, signer })
    );
}
