use super::*;
use crate::date::Date;
use crate::dossier::Dossier;
use crate::edit::Edit;
use crate::level::{Level, Outcome};
use crate::rulebook::{Rulebook, TextEdition};
use crate::score::assess;
use crate::text::Lang;

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

const AUTHOR: Step = Step { role: Role::Author, act: Act::Signs };
const REVIEWER: Step = Step { role: Role::Reviewer, act: Act::Signs };
const DECIDER: Step = Step { role: Role::Decider, act: Act::Signs };
const BACK: Step = Step { role: Role::Reviewer, act: Act::SendsBack };

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

#[test]
fn a_change_puts_the_case_back_to_its_author_and_sending_back_says_so() {
    let author = step(Role::Author, Act::Signs, "Anna", 1);
    let reviewer = step(Role::Reviewer, Act::Signs, "Bert", 2);
    let back = step(Role::Reviewer, Act::SendsBack, "Bert", 2);
    let decider = step(Role::Decider, Act::Signs, "Carl", 3);
    use Standing::{Forged, Holds, Void};
    let at = |steps: &[(&SignOff, Standing)]| stage(steps.iter().copied());
    assert_eq!(at(&[(&author, Void)]), Stage::Draft);
    assert_eq!(at(&[(&author, Forged)]), Stage::Draft);
    assert_eq!(at(&[(&author, Holds), (&reviewer, Forged)]), Stage::WithReviewer);
    assert_eq!(at(&[(&author, Holds), (&reviewer, Holds)]), Stage::WithDecider);
    assert_eq!(at(&[(&author, Holds), (&reviewer, Holds), (&decider, Holds)]), Stage::Signed);
    assert_eq!(at(&[(&author, Void), (&reviewer, Void), (&decider, Void)]), Stage::Draft);
    assert_eq!(at(&[(&author, Holds), (&back, Holds)]), Stage::SentBack);
    assert_eq!(at(&[(&author, Void), (&back, Void)]), Stage::SentBack, "being reworked");
    assert_eq!(at(&[(&author, Void), (&back, Void), (&author, Holds)]), Stage::WithReviewer);
    assert_eq!(at(&[(&decider, Holds)]), Stage::Draft, "nobody skips a role");
    let _ = BACK;
}

#[test]
fn every_part_of_a_step_is_in_its_message() {
    let original = step(Role::Author, Act::Signs, "Anna", 1);
    let changes: [fn(&mut SignOff); 10] = [
        |it| it.role = Role::Decider,
        |it| it.act = Act::SendsBack,
        |it| it.who.push('x'),
        |it| it.at += 1,
        |it| it.key = key(9),
        |it| it.dossier.push('x'),
        |it| it.log.push('x'),
        |it| it.editions.text = TextEdition::Y2008,
        |it| it.editions.data_hash.push('x'),
        |it| drop(it.reasons.insert(2, "why".to_owned())),
    ];
    for change in changes {
        let mut changed = original.clone();
        change(&mut changed);
        assert_ne!(changed.message(), original.message());
    }
}

#[test]
fn a_public_key_is_read_as_it_is_written() {
    let key = PublicKey([0xa1; 32]);
    assert_eq!(PublicKey::parse(&key.to_string()), Some(key));
    assert_eq!(PublicKey::parse(&format!(" {}\n", key.to_string().to_uppercase())), Some(key));
    assert_eq!(key.fingerprint(), "a1a1 a1a1 a1a1 a1a1 a1a1");
    for bad in ["", "a1", "zz", &"a1".repeat(31), &"a1".repeat(33), &"g1".repeat(32)] {
        assert_eq!(PublicKey::parse(bad), None, "{bad}");
    }
}
