//! Whatever the bytes: an answer within two seconds, never a panic. A seeded fuzzer on stable Rust.
//!
//! `KRITERION_FUZZ_SECS=600 cargo test --test it fuzz -- --nocapture` goes on for ten minutes and prints what it did.

use crate::chance::Chance;
use kriterion::store::{self, Contents, Parcel, Saving};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(2);
/// Without the variable: long enough to see that the harness works.
const SECONDS: u64 = 3;

/// Pieces that readers stumble over.
const NASTY: [&str; 16] = [
    "V2(",
    "V99(",
    "))",
    "(((((((((((((((((((((((((((((((((((((((((",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":",
    "\"\\u{0}\"",
    "18446744073709551616",
    "-1",
    "Some(",
    "r#\"",
    "/*",
    "\u{feff}",
    "../../etc/passwd",
    "PK\u{1}\u{2}",
    "\u{202e}",
];

impl Chance {
    /// One to four changes: flipped, removed, repeated, put in, cut off.
    fn change(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.next(4) {
            if bytes.is_empty() {
                return;
            }
            let at = self.next(bytes.len());
            let end = (at + 1 + self.next(40)).min(bytes.len());
            match self.next(6) {
                0 => bytes[at] ^= 1 << self.next(8),
                1 => bytes[at] = self.next(256) as u8,
                2 => drop(bytes.drain(at..end)),
                3 => {
                    let again: Vec<u8> = bytes[at..end].repeat(1 + self.next(200));
                    bytes.splice(at..at, again);
                }
                4 => {
                    let nasty = NASTY[self.next(NASTY.len())].repeat(1 + self.next(300));
                    bytes.splice(at..at, nasty.into_bytes());
                }
                _ => bytes.truncate(at),
            }
        }
    }
}

fn seeds() -> Vec<Contents> {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.kriterion");
    let old = Contents::unzipped(&std::fs::read(fixture).unwrap()).unwrap().0;
    let bundle = kriterion::bundle::load();
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let sample = kriterion::sample::dossier(&bundle, Lang::Fr, today);
    // A small case is read a hundred times while a large one is read once: most inputs come from it.
    let mut small = Dossier::new("x".to_owned(), today, Lang::De, sample.editions.clone());
    small.request = sample.request.clone();
    small.answers = sample.answers.clone();
    small.evidence = sample.evidence.clone().into_iter().take(2).collect();
    let new = [sample, small].map(|dossier| {
        let saving = Some(Saving { at: 1, who: "A".to_owned(), what: vec!["case".to_owned()] });
        let (log, attachments) = (Vec::new(), BTreeMap::new());
        let parcel = Parcel { dossier: Arc::new(dossier), log, attachments, saving };
        Contents::of(&parcel).unwrap().0
    });
    let [large, small] = new;
    std::iter::repeat_n(small, 30).chain([old, large]).collect()
}

/// A changed container, or a good container around changed texts.
fn input(chance: &mut Chance, seeds: &[Contents]) -> Vec<u8> {
    let mut contents = seeds[chance.next(seeds.len())].clone();
    let part = chance.next(4);
    let text = match part {
        0 => None,
        1 => Some(&mut contents.log),
        _ => Some(&mut contents.dossier),
    };
    if let Some(text) = text {
        let mut bytes = std::mem::take(text).into_bytes();
        chance.change(&mut bytes);
        *text = String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut zipped = contents.zipped().unwrap();
    if part == 0 {
        chance.change(&mut zipped);
    }
    zipped
}

#[test]
fn any_bytes_get_an_answer_in_time() {
    let seconds = std::env::var("KRITERION_FUZZ_SECS").ok().and_then(|text| text.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let seeds = seeds();
    let (mut chance, mut runs, mut opened) = (Chance(0x2545_f491_4f6c_dd1d), 0, 0);
    let mut slowest = Duration::ZERO;
    let folder = tempfile::tempdir().unwrap();
    while Instant::now() < until {
        let bytes = input(&mut chance, &seeds);
        let begun = Instant::now();
        let answer = store::decode(&bytes);
        store::verify_bytes(&bytes).ok();
        let spent = begun.elapsed();
        slowest = slowest.max(spent);
        assert!(spent < LIMIT, "run {runs} took {spent:?}");
        if let Ok(found) = answer {
            opened += 1;
            // What opens can be judged, saved, and opened again.
            let rules = &kriterion::bundle::load().rules;
            if opened % 50 == 1 {
                kriterion_heart::score::assess(rules, &found.dossier);
                let at = folder.path().join("case");
                store::unpack(&bytes, &at).unwrap();
            }
        }
        runs += 1;
    }
    println!("{runs} inputs, {opened} opened, slowest {slowest:?}, no panic");
    assert!(runs > 5 && opened > 0, "{runs} {opened}");
}
