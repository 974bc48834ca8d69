use super::*;
use crate::rulebook::TextEdition;

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
