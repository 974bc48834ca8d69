//! Containers whose list of entries lies, is endless, or leads elsewhere; texts that nest without end.

use super::zips::{MIMETYPE, Packed, Zip};
use super::{Chance, Tally, read, seeds, timed};
use kriterion::store::{self, Contents, OpenProblem};
use std::path::Path;

/// How a container must be answered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    Opens,
    Damaged,
    Repeated,
    TooMany,
    TooLarge,
    Garbled,
}

impl Answer {
    fn of(told: &Result<(Contents, impl Sized), OpenProblem>) -> Self {
        match told {
            Ok(_) => Self::Opens,
            Err(OpenProblem::Damaged(_)) => Self::Damaged,
            Err(OpenProblem::RepeatedNames) => Self::Repeated,
            Err(OpenProblem::TooManyEntries { limit: 50_000 | 1000 }) => Self::TooMany,
            Err(OpenProblem::TooLarge { limit: 64 }) => Self::TooLarge,
            Err(OpenProblem::Garbled { .. }) => Self::Garbled,
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// Names that mean something to a file system.
const PLACES: [&str; 12] = [
    "attachments/",
    "versions/",
    "/etc/passwd",
    "../../outside",
    "versions/../../../outside",
    "logs/../../outside",
    "attachments/../../outside",
    "CON",
    "attachments/NUL",
    "versions/COM1",
    "C:\\outside",
    "attachments\\..\\..\\outside",
];

type Deliberate = (&'static str, Vec<u8>, Answer);

fn deliberate(good: &Contents) -> Vec<Deliberate> {
    let case = || Zip::case(&good.dossier, &good.log);
    let text = |text: &str| Packed::of(text.as_bytes());
    let mut all = vec![("plain", case().end(), Answer::Opens)];

    let mut twice = case();
    twice.put("dossier.ron", &text(&good.dossier.replace('x', "y")));
    all.push(("repeated-name", twice.end(), Answer::Repeated));

    for (name, count) in [("counts-fewer", 3), ("counts-more", 5), ("counts-none", 0)] {
        let mut zip = case();
        zip.put("attachments/x", &text(""));
        all.push((name, zip.claiming(count, b""), Answer::Damaged));
    }
    all.push(("comment", case().claiming(3, b"a comment"), Answer::Damaged));
    let other = Zip::case(&good.dossier, "V2((entries:[],end:\"\"))").end();
    all.push(("container-as-comment", case().claiming(3, &other), Answer::Damaged));
    // The last record leads nowhere: the one before must not take its place.
    let mut fake = case().end();
    let mut record = fake[fake.len() - 22..].to_vec();
    record[16..20].copy_from_slice(&7u32.to_le_bytes());
    fake.extend(record);
    all.push(("second-end", fake, Answer::Damaged));

    let empty = text("");
    let many = |count: usize| {
        let mut zip = case();
        (0..count - 3).for_each(|at| zip.put(&format!("attachments/{at}"), &empty));
        zip.end()
    };
    all.push(("entries-60000", many(60_000), Answer::TooMany));
    all.push(("entries-50000", many(50_000), Answer::Opens));

    let mut places = case();
    PLACES.iter().for_each(|name| places.put(name, &text("x")));
    all.push(("places", places.end(), Answer::Opens));

    let deep = ["(", "[", "{1:", "Some(", "V1("].map(|open| open.repeat(100_000));
    for (at, text) in deep.iter().enumerate() {
        let deep_in = |name: &'static str, dossier: &str, log: &str, signatures: Option<&str>| {
            let mut zip = Zip::case(dossier, log);
            if let Some(text) = signatures {
                zip.put("signatures.ron", &Packed::of(text.as_bytes()));
            }
            (name, zip.end(), Answer::Garbled)
        };
        // Behind a beginning that is right, the reader is in the middle of a value.
        let in_log = format!("V2((entries:{text}");
        let texts = [
            (text.clone(), good.log.clone(), None),
            (good.dossier.clone(), text.clone(), None),
            (good.dossier.clone(), good.log.clone(), Some(text.clone())),
            (good.dossier.clone(), in_log, None),
            (format!("V1((editions:{text}"), good.log.clone(), None),
            (good.dossier.clone(), good.log.clone(), Some(format!("V1([{text}"))),
        ];
        const NAMES: [&str; 6] =
            ["deep-case", "deep-log", "deep-steps", "deep-entry", "deep-editions", "deep-step"];
        for (name, (dossier, log, signatures)) in NAMES.into_iter().zip(texts) {
            if at == 0 || !name.ends_with("entry") {
                all.push(deep_in(name, &dossier, &log, signatures.as_deref()));
            }
        }
    }
    let large = text(&" ".repeat(64 * 1024 * 1024 + 1));
    let mut bomb = Zip::default();
    bomb.put("mimetype", &Packed::of(MIMETYPE));
    bomb.put("dossier.ron", &large);
    bomb.put("log.ron", &large);
    all.push(("bomb", bomb.end(), Answer::TooLarge));
    // A hundred thousand end records, and each leads to a list that fails at its last entry.
    let mut ends = many(30_000);
    let end = ends.len() - 22;
    let record = ends[end..].to_vec();
    let last = ends[..end].windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    ends[last..last + 4].copy_from_slice(b"PK??");
    ends.extend(record.repeat(100_000));
    all.push(("many-ends", ends.clone(), Answer::Damaged));
    // The same inside of a file that ends as it should, but whose one entry nobody can read.
    let mut zip = Zip::behind(ends);
    zip.put_unreadable();
    all.push(("many-ends-inside", zip.end(), Answer::Damaged));
    all
}

#[test]
fn every_list_gets_the_answer_it_should() {
    let good = seeds().swap_remove(0);
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, answer) in deliberate(&good) {
        let (told, spent) = timed(|| Contents::unzipped(&bytes));
        println!("{name}: {} bytes, {:?}, {spent:?}", bytes.len(), Answer::of(&told));
        assert_eq!(Answer::of(&told), answer, "{name}");
        assert!(spent < super::LIMIT, "{name}: {spent:?}");
        if let Ok((contents, _)) = told {
            // Nothing of it is written but what is named by a hash.
            let home = folder.path().join("a/b/case");
            store::write_folder(&contents, &home).unwrap();
            assert_eq!(files(folder.path()), ["dossier.ron", "log.ron", "mimetype"], "{name}");
        }
        super::keep(&format!("list-{name}"), &bytes);
    }
}

/// The names of all files below.
pub fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            names.extend(files(&entry.path()));
        } else {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    names
}

/// Changes where a list is: at the end of the file.
fn change_list(chance: &mut Chance, bytes: &mut Vec<u8>) {
    let from = bytes.len().saturating_sub(400);
    let mut list = bytes.split_off(from);
    match chance.next(3) {
        0 => {
            let at = chance.next(22);
            let at = list.len().saturating_sub(1 + at);
            list[at] = [0, 1, 255, 3, 4, 128][chance.next(6)];
        }
        1 => {
            let at = chance.next(list.len());
            list[at] ^= 1 << chance.next(8);
        }
        _ => chance.change(&mut list),
    }
    bytes.extend(list);
}

#[test]
fn any_list_gets_an_answer_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("a/b/case");
    let all = deliberate(&seeds().swap_remove(0));
    let small: Vec<&Deliberate> = all.iter().filter(|(_, it, _)| it.len() < 64 * 1024).collect();
    let mut chance = Chance::of(3);
    let mut tally = Tally::new("lists of entries");
    while tally.goes_on() {
        let (name, bytes, _) = small[chance.next(small.len())];
        let mut bytes = bytes.clone();
        change_list(&mut chance, &mut bytes);
        let name = format!("run {}, of {name}", tally.runs);
        tally.run(&name, || read(&bytes, &at, false));
    }
    tally.end();
}
