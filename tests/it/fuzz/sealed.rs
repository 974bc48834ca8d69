//! What a passphrase seals: key files and containers. Sealed so that a try costs next to nothing, for what is tried here
//! is the header. What asks for a costly try that is still allowed is left out: it takes its seconds by design.

use super::{Chance, LIMIT, Tally, seeds, timed};
use age::secrecy::SecretString;
use kriterion::store::{self, Contents, KeyProblem, OpenKey, OpenProblem, Passphrase};
use std::path::Path;

const PHRASE: &str = "five red foxes";

fn phrase() -> Passphrase {
    Passphrase::new(PHRASE.to_owned())
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(PHRASE.to_owned()));
    recipient.set_work_factor(2);
    age::encrypt(&recipient, bytes).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where the header ends.
fn end_of_header(bytes: &[u8]) -> usize {
    let seal = bytes.windows(5).position(|five| five == b"\n--- ").map_or(0, |at| at + 1);
    let line = bytes[seal..].iter().position(|byte| *byte == b'\n').unwrap_or(0);
    (seal + line).min(bytes.len())
}

/// Asks for a try that takes seconds.
fn is_costly(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).into_owned();
    let words = head.split(|c: char| !c.is_ascii_digit());
    words.filter_map(|word| word.parse::<u32>().ok()).any(|number| (13..=20).contains(&number))
}

/// The same header with another work factor.
fn asking(good: &[u8], factor: &str) -> Vec<u8> {
    let end = end_of_header(good);
    let head = String::from_utf8_lossy(&good[..end]).replacen(" 2\n", &format!(" {factor}\n"), 1);
    [head.as_bytes(), &good[end..]].concat()
}

/// Headers that go on and on: of stanzas, of one line, of one stanza's lines.
fn endless() -> [Vec<u8>; 3] {
    let head = "age-encryption.org/v1\n";
    let body = "A".repeat(64);
    let stanzas = format!("-> x y\n{body}\n\n").repeat(30_000);
    let lines = format!("-> x y\n{}", format!("{body}\n").repeat(30_000));
    [stanzas, "a".repeat(8 << 20), lines].map(|text| format!("{head}{text}").into_bytes())
}

#[test]
fn what_costs_too_much_to_try_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("a.kriterion");
    let good = sealed(&seeds()[0].zipped().unwrap());
    let answer = |bytes: &[u8]| {
        std::fs::write(&at, bytes).unwrap();
        let (told, spent) = timed(|| store::open_with(&at, Some(&phrase())));
        assert!(spent < LIMIT, "{spent:?}");
        told.err()
    };
    assert_eq!(answer(&good), None);
    for factor in ["21", "22", "30", "63", "64", "99", "255"] {
        assert_eq!(answer(&asking(&good, factor)), Some(OpenProblem::OtherLock), "{factor}");
    }
    for factor in ["0", "1", "256", "-1", "18446744073709551615", "", "2 2", "02"] {
        assert!(answer(&asking(&good, factor)).is_some(), "{factor}");
    }
    for (which, bytes) in endless().iter().enumerate() {
        assert_eq!(answer(bytes), Some(OpenProblem::OtherLock), "{which}");
    }
    for length in [0, 10, 21, 22, 60, end_of_header(&good), end_of_header(&good) + 1] {
        assert!(answer(&good[..length]).is_some(), "{length}");
    }
}

#[test]
fn any_sealed_file_gets_an_answer_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("a.kriterion");
    let (contents, _) = Contents::unzipped(&seeds()[0].zipped().unwrap()).unwrap();
    let good = sealed(&contents.zipped().unwrap());
    let end = end_of_header(&good);
    let mut tally = Tally::new("sealed files");
    let mut chance = Chance::of(5);
    let unchanged = |at: &Path| {
        let Ok((found, _)) = store::read_contents(at, Some(&phrase())) else { return false };
        // Whatever was changed, what opens is what was sealed.
        assert_eq!(found, contents);
        true
    };
    std::fs::write(&at, &good).unwrap();
    tally.run("good", || unchanged(&at));
    while tally.goes_on() {
        let mut bytes = good[..end].to_vec();
        let mut payload = good[end..].to_vec();
        let part = if chance.next(8) == 0 { &mut payload } else { &mut bytes };
        chance.change(part);
        bytes.append(&mut payload);
        if is_costly(&bytes) {
            continue;
        }
        std::fs::write(&at, &bytes).unwrap();
        let name = format!("run {}", tally.runs);
        tally.run(&name, || unchanged(&at));
    }
    tally.end();
}

fn key_text(sealed: &[u8]) -> String {
    let key = OpenKey::new("Anna".to_owned(), &[1; 32]).key;
    let sealed = hex(sealed);
    format!(
        "V1((\n    name: \"Anna\",\n    key: \"{key}\",\n    made: 7,\n    sealed: \"{sealed}\",\n))"
    )
}

/// True where it is a key file.
fn try_key(at: &Path, opens: bool) -> bool {
    let Ok(file) = store::read_key(at) else { return false };
    if opens && let Ok(open) = file.open(&phrase()) {
        assert_eq!(open.key, OpenKey::new("Anna".to_owned(), &[1; 32]).key);
        assert_eq!(open.key, file.key);
    }
    true
}

#[test]
fn what_is_no_key_file_is_said_to_be_none_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("key");
    let good = key_text(&sealed(&[1; 32]));
    std::fs::write(&at, &good).unwrap();
    assert!(try_key(&at, true));
    assert!(store::read_key(&at).unwrap().open(&phrase()).is_ok());
    let long = format!("{good}{}", " ".repeat(64 * 1024));
    let deep = |open: &str| format!("V1((name:{}", open.repeat(10_000));
    let mut texts = vec![long, deep("("), deep("["), deep("Some("), "[".repeat(60_000)];
    texts.extend(["V2(())", "V1([])", "()", "\"key\"", "V1((name:1))"].map(str::to_owned));
    texts.extend((0..good.len()).step_by(7).map(|end| good[..end].to_owned()));
    texts.push(good.replace("made: 7", "made: 18446744073709551616"));
    texts.push(good.replace("made: 7", "made: 7, other: 8"));
    for text in texts {
        std::fs::write(&at, &text).unwrap();
        let (told, spent) = timed(|| store::read_key(&at));
        assert_eq!(told, Err(KeyProblem::Foreign), "{}", &text[..text.len().min(200)]);
        assert!(spent < LIMIT, "{spent:?}");
    }
    // Gigabytes that are not there.
    std::fs::File::create(&at).unwrap().set_len(3 << 30).unwrap();
    assert_eq!(store::read_key(&at), Err(KeyProblem::Foreign));
    for header in endless() {
        std::fs::write(&at, key_text(&header[..20_000])).unwrap();
        let (told, spent) = timed(|| store::read_key(&at).unwrap().open(&phrase()).err());
        assert_eq!(told, Some(KeyProblem::Damaged));
        assert!(spent < LIMIT, "{spent:?}");
    }
}

#[test]
fn any_key_file_gets_an_answer_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("key");
    let inner = sealed(&[1; 32]);
    let good = key_text(&inner);
    let mut tally = Tally::new("key files");
    let mut chance = Chance::of(4);
    while tally.goes_on() {
        let mut sealed = inner.clone();
        let mut bytes = if chance.next(2) == 0 {
            chance.change(&mut sealed);
            key_text(&sealed).into_bytes()
        } else {
            let mut bytes = good.clone().into_bytes();
            chance.change(&mut bytes);
            bytes
        };
        if chance.next(4) == 0 {
            chance.change(&mut bytes);
        }
        std::fs::write(&at, &bytes).unwrap();
        // The header may have become a costly one on either way: what is tried is the one that is read.
        let opens = !hidden(&bytes).is_some_and(|sealed| is_costly(&sealed));
        let name = format!("run {}", tally.runs);
        tally.run(&name, || try_key(&at, opens));
    }
    tally.end();
}

/// What is sealed in a key file, as far as it can be told from outside.
fn hidden(text: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(text).into_owned();
    let (_, digits) = text.split_once("sealed: \"")?;
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    Some(digits.as_bytes().chunks(2).map_while(pair).collect())
}
