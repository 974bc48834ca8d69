//! Signatures in the file: what they cover, and that every change of it shows.

use kriterion::store::{self, Contents, OpenKey, Parcel, Passphrase, Saving, Signing, Verified};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Editions, Field};
use kriterion_heart::edit::{Edit, EditKind};
use kriterion_heart::signoff::{Act, Role, Stage, Standing, Step};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Three people's keys.
fn keys() -> [OpenKey; 3] {
    [("Anna", 1), ("Bert", 2), ("Carl", 3)]
        .map(|(name, secret)| OpenKey::new(name.to_owned(), &[secret; 32]))
}

/// A small case: each of its bits is tried.
fn case() -> Dossier {
    let editions = Editions { data: "2026-11".to_owned(), ..Editions::default() };
    let mut case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, editions);
    Edit::Officer("Anna".to_owned()).apply(&mut case);
    Edit::Field(Field::EndUse, "border police".to_owned()).apply(&mut case);
    case
}

fn sign(parcel: &mut Parcel, step: Step, key: &OpenKey) -> Contents {
    let what = vec![EditKind::SignOff(step).to_string()];
    parcel.saving = Some(Saving { at: 7, who: key.name.clone(), what });
    let reasons = match step.act {
        Act::Signs => BTreeMap::new(),
        Act::SendsBack => BTreeMap::from([(2, "Which unit?".to_owned())]),
    };
    let signing = Signing { step, reasons, key };
    let (contents, log, signatures) = Contents::signed(parcel, Some(&signing)).unwrap();
    (parcel.log, parcel.signatures) = (log, signatures);
    contents
}

fn step(role: Role) -> Step {
    Step { role, act: Act::Signs }
}

/// The case, signed by all three.
fn signed() -> (Parcel, Contents) {
    let mut parcel = Parcel::of(case());
    let [anna, bert, carl] = keys();
    sign(&mut parcel, step(Role::Author), &anna);
    sign(&mut parcel, step(Role::Reviewer), &bert);
    let contents = sign(&mut parcel, step(Role::Decider), &carl);
    (parcel, contents)
}

fn checked(contents: &Contents) -> Option<Verified> {
    let dossier = Contents::unzipped(&contents.zipped().unwrap()).ok()?.1;
    store::verify_contents(contents.clone(), dossier).ok()
}

#[test]
fn three_signatures_hold_until_the_case_is_changed() {
    let (mut parcel, contents) = signed();
    let found = checked(&contents).unwrap();
    assert!(found.is_valid());
    assert_eq!((found.stage, found.signatures.len()), (Stage::Signed, 3));
    assert_eq!(contents.versions.len(), 1, "one text was signed three times");
    // Saved again without a change: still signed.
    parcel.saving = Some(Saving { at: 8, who: "Anna".to_owned(), what: Vec::new() });
    assert_eq!(checked(&Contents::of(&parcel).unwrap().0).unwrap().stage, Stage::Signed);
    // Changed: void, and the change is named.
    let mut changed = case();
    Edit::Field(Field::EndUse, "secret police".to_owned()).apply(&mut changed);
    parcel.dossier = Arc::new(changed);
    let found = checked(&Contents::of(&parcel).unwrap().0).unwrap();
    assert!(!found.is_valid());
    assert_eq!(found.stage, Stage::Draft);
    for signed in &found.signatures {
        assert_eq!(signed.standing, Standing::Void);
        let changes = signed.changes.as_ref().unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].what, EditKind::Request(Field::EndUse));
    }
    // Signed anew by all three: the earlier round stays in the file and does not count.
    let [anna, bert, carl] = keys();
    sign(&mut parcel, step(Role::Author), &anna);
    sign(&mut parcel, step(Role::Reviewer), &bert);
    let contents = sign(&mut parcel, step(Role::Decider), &carl);
    let found = checked(&contents).unwrap();
    assert!(found.is_valid());
    assert_eq!(
        (found.stage, found.signatures.len(), contents.versions.len()),
        (Stage::Signed, 6, 2)
    );
}

#[test]
fn sent_back_with_reasons_is_signed_and_stays_in_the_file() {
    let mut parcel = Parcel::of(case());
    let [anna, bert, _] = keys();
    sign(&mut parcel, step(Role::Author), &anna);
    let back = Step { role: Role::Reviewer, act: Act::SendsBack };
    let contents = sign(&mut parcel, back, &bert);
    let found = checked(&contents).unwrap();
    assert_eq!(found.stage, Stage::SentBack);
    assert!(found.is_valid());
    assert_eq!(found.signatures[1].step.reasons[&2], "Which unit?");
    // The reasons are covered by the signature.
    let signatures = contents.signatures.replace("Which unit?", "Which tank?");
    let forged = checked(&Contents { signatures, ..contents }).unwrap();
    assert_eq!(forged.signatures[1].standing, Standing::Forged);
    assert!(!forged.is_valid());
}

#[test]
fn a_signature_from_another_case_or_without_its_log_entry_does_not_hold() {
    let (parcel, contents) = signed();
    let other = Contents::of(&Parcel {
        dossier: Arc::new(Dossier { id: "y".to_owned(), ..case() }),
        ..parcel.clone()
    });
    assert_eq!(checked(&other.unwrap().0).unwrap().stage, Stage::Draft);
    let mut shorter = parcel.clone();
    shorter.saving = None;
    shorter.log.pop();
    let found = checked(&Contents::of(&shorter).unwrap().0).unwrap();
    assert_eq!(found.signatures[2].standing, Standing::NotInLog);
    assert!(!found.is_valid());
    let without = Contents { versions: BTreeMap::new(), ..contents };
    let found = checked(&without).unwrap();
    assert_eq!(found.signatures[0].standing, Standing::Void);
    assert_eq!(found.signatures[0].changes, None);
}

/// A dossier that was signed in the real window, frozen: it must verify in ten years as it does today.
#[test]
fn a_signed_dossier_of_the_first_format_still_holds() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1-signed.kriterion");
    let found = store::verify(&path, None).unwrap();
    assert!(found.is_valid());
    assert_eq!((found.stage, found.entries), (Stage::WithReviewer, 1));
    assert_eq!(found.signatures[0].standing, Standing::Holds);
    assert_eq!(found.signatures[0].step.who, "A. Example");
}

/// The text with one bit flipped, where it still is a text.
fn flipped(text: &str, bit: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_owned();
    bytes[bit / 8] ^= 1 << (bit % 8);
    String::from_utf8(bytes).ok()
}

/// A small case signed once, with one bit of one of its texts flipped.
fn with_flipped_bit(contents: &Contents, which: usize, bit: usize) -> Option<Contents> {
    let mut changed = contents.clone();
    let (hash, version) = contents.versions.iter().next().unwrap();
    match which {
        0 => changed.dossier = flipped(&contents.dossier, bit)?,
        1 => changed.log = flipped(&contents.log, bit)?,
        2 => changed.signatures = flipped(&contents.signatures, bit)?,
        _ => {
            let text = Arc::from(flipped(version, bit)?);
            changed.versions = BTreeMap::from([(hash.clone(), text)]);
        }
    }
    Some(changed)
}

#[test]
fn every_flipped_bit_of_what_is_signed_is_found() {
    let contents = sign(&mut Parcel::of(case()), step(Role::Author), &keys()[0]);
    let sound = checked(&contents).unwrap();
    let version = contents.versions.values().next().unwrap();
    let texts = [&contents.dossier, &contents.log, &contents.signatures, &**version];
    // Tried, and found; the others say the same with another blank.
    let try_all = |which: usize| {
        let (mut tried, mut found) = (0, 0);
        for bit in 0..texts[which].len() * 8 {
            let Some(changed) = with_flipped_bit(&contents, which, bit) else { continue };
            tried += 1;
            match changed.case().and_then(|case| store::verify_contents(changed, case)) {
                Ok(same) if same == sound => assert_ne!(which, 0, "dossier, bit {bit}"),
                Ok(told) => {
                    assert!(!told.is_valid(), "text {which}, bit {bit}: {told:?}");
                    found += 1;
                }
                Err(_) => found += 1,
            }
        }
        [tried, found]
    };
    let halves = std::thread::scope(|scope| {
        let one = scope.spawn(|| [try_all(0), try_all(1)]);
        let other = [try_all(2), try_all(3)];
        [one.join().unwrap(), other]
    });
    let [tried, found] =
        halves.as_flattened().iter().fold([0, 0], |[a, b], [tried, found]| [a + tried, b + found]);
    println!("{tried} bits flipped, {found} found, the others say the same");
    assert!(found * 10 > tried * 8);
}

#[test]
fn a_sealed_dossier_opens_with_its_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.kriterion");
    let (mut parcel, _) = signed();
    let right = Passphrase::new("five red foxes".to_owned());
    parcel.passphrase = Some(right.clone());
    store::save(&path, &parcel).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"age-encryption.org/v1"));
    let locked = |tried| store::OpenProblem::Locked { tried };
    assert_eq!(store::open(&path).unwrap_err(), locked(false));
    let wrong = Passphrase::new("five red fox".to_owned());
    assert_eq!(store::open_with(&path, Some(&wrong)).unwrap_err(), locked(true));
    let opened = store::open_with(&path, Some(&right)).unwrap();
    assert_eq!(opened.dossier, *parcel.dossier);
    assert_eq!(opened.passphrase, Some(right.clone()));
    assert_eq!(store::verify(&path, Some(&right)).unwrap().stage, Stage::Signed);
    // One changed byte anywhere behind the header is found.
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 100;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(store::open_with(&path, Some(&right)).is_err());
}
