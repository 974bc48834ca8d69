//! Whatever the bytes: an answer within two seconds of processor time, never a panic. A seeded fuzzer on stable Rust.
//!
//! `KRITERION_FUZZ_SECS=600 cargo test --test it fuzz -- --nocapture` goes on for ten minutes and prints what it did.
//! With `KRITERION_FUZZ_KEEP` set, the deliberate containers are written to `tests/fixtures/fuzz` anew.

mod folders;
mod lists;
mod packs;
mod sealed;
mod signatures;
mod zips;

use crate::chance::Chance;
use kriterion::store::{self, Contents, Parcel, Saving};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(2);
/// Without the variable: long enough to see that the harness works. The kinds share the time.
const SECONDS: u64 = 12;
const KINDS: u32 = 8;

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

/// Marks of what was tried.
struct Tally {
    kind: &'static str,
    runs: u64,
    opened: u64,
    findings: Vec<String>,
    slowest: Duration,
    until: Instant,
}

impl Tally {
    fn new(kind: &'static str) -> Self {
        let seconds = std::env::var("KRITERION_FUZZ_SECS").ok().and_then(|text| text.parse().ok());
        let share = Duration::from_secs(seconds.unwrap_or(SECONDS)) / KINDS;
        let until = Instant::now() + share;
        Self { kind, runs: 0, opened: 0, findings: Vec::new(), slowest: Duration::ZERO, until }
    }

    fn goes_on(&self) -> bool {
        Instant::now() < self.until
    }

    /// One execution: a panic or a late answer is a finding. `name` leads back to the input.
    fn run(&mut self, name: &str, work: impl FnOnce() -> bool) {
        let (done, spent) = timed(|| std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)));
        self.runs += 1;
        self.slowest = self.slowest.max(spent);
        match done {
            Ok(opened) => self.opened += u64::from(opened),
            Err(_) => self.findings.push(format!("{name}: panic")),
        }
        if spent > LIMIT {
            self.findings.push(format!("{name}: {spent:?}"));
        }
    }

    fn end(self) {
        let Self { kind, runs, opened, findings, slowest, .. } = self;
        let found = findings.len();
        println!(
            "{kind}: {runs} executions, {opened} opened, slowest {slowest:?}, {found} findings"
        );
        assert!(findings.is_empty(), "put these into tests/fixtures/fuzz: {findings:#?}");
        assert!(runs > 5 && opened > 0, "{kind}: {runs} {opened}");
    }
}

/// The answer, and the processor time it took: a machine that does other things is no finding.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (begun, spent) = (Instant::now(), of_thread());
    let answer = work();
    let took = of_thread().zip(spent).map(|(now, then)| now.saturating_sub(then));
    (answer, took.unwrap_or_else(|| begun.elapsed()))
}

/// What this thread has had of the processor, where the system tells.
fn of_thread() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Keeps a deliberate container for the corpus, if it is small.
fn keep(name: &str, bytes: &[u8]) {
    if std::env::var_os("KRITERION_FUZZ_KEEP").is_some() && bytes.len() < 16 * 1024 {
        std::fs::write(fixtures().join(format!("fuzz/{name}.kriterion")), bytes).unwrap();
    }
}

/// Small files worth keeping: names and bytes.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixtures().join("fuzz"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (!name.ends_with(".md")).then(|| (name, std::fs::read(&path).unwrap()))
    };
    files.into_iter().filter_map(named).collect()
}

/// A case as the corpus spoils it; `None` for a file that is no text of a case.
fn spoilt(good: &Contents, name: &str, bytes: &[u8]) -> Option<Contents> {
    let mut contents = good.clone();
    let text = String::from_utf8_lossy(bytes).into_owned();
    match name.split_once('.')?.1 {
        "dossier.ron" => contents.dossier = text,
        "log.ron" => contents.log = text,
        "signatures.ron" => contents.signatures = text,
        _ => return None,
    }
    Some(contents)
}

fn seeds() -> Vec<Contents> {
    let old = std::fs::read(fixtures().join("v1.kriterion")).unwrap();
    let old = Contents::unzipped(&old).unwrap().0;
    let bundle = kriterion::bundle::load();
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let sample = kriterion::sample::dossier(&bundle, Lang::Fr, today);
    // A small case is read a hundred times while a large one is read once: most inputs come from it.
    let mut small = Dossier::new("x".to_owned(), today, Lang::De, sample.editions.clone());
    small.request = sample.request.clone();
    small.answers = sample.answers.clone();
    small.evidence =
        sample.evidence.iter().take(2).map(|(id, item)| (*id, Arc::clone(item))).collect();
    let new = [sample, small].map(|dossier| {
        let saving = Some(Saving { at: 1, who: "A".to_owned(), what: vec!["case".to_owned()] });
        let (log, attachments) = (Vec::new(), BTreeMap::new());
        let parcel = Parcel { log, attachments, saving, ..Parcel::of(dossier) };
        Contents::of(&parcel).unwrap().0
    });
    let [large, small] = new;
    let kept: Vec<Contents> =
        corpus().iter().filter_map(|(name, bytes)| spoilt(&small, name, bytes)).collect();
    std::iter::repeat_n(small, 30).chain(kept).chain([old, large]).collect()
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

/// True where it opens.
fn read(bytes: &[u8], folder: &Path, every: bool) -> bool {
    store::verify_bytes(bytes).ok();
    let Ok(found) = store::decode(bytes) else { return false };
    // What opens can be judged, saved, and opened again.
    if every {
        kriterion_heart::score::assess(&kriterion::bundle::load().rules, &found.dossier);
        store::write_folder(&Contents::unzipped(bytes).unwrap().0, folder).unwrap();
    }
    true
}

#[test]
fn any_bytes_get_an_answer_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("case");
    let mut tally = Tally::new("containers");
    let seeds = seeds();
    for (name, bytes) in corpus() {
        let zipped = spoilt(&seeds[0], &name, &bytes).map(|contents| contents.zipped().unwrap());
        tally.run(&name, || read(&zipped.unwrap_or(bytes), &at, true));
    }
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    while tally.goes_on() {
        let bytes = input(&mut chance, &seeds);
        let every = tally.opened.is_multiple_of(50);
        let name = format!("run {}", tally.runs);
        tally.run(&name, || read(&bytes, &at, every));
        if tally.findings.last().is_some_and(|found| found.starts_with(&name)) {
            let kept = std::env::temp_dir().join(format!("kriterion-finding-{}", tally.runs));
            std::fs::write(&kept, &bytes).unwrap();
            tally.findings.push(kept.display().to_string());
        }
    }
    tally.end();
}
