//! Signed cases, spoilt: whatever was changed, a case that verifies as valid says exactly what it said.
//!
//! What nobody can tell from a file alone is not tried: an earlier state of it, put in its place whole.

use super::zips::{Packed, Zip};
use super::{Chance, LIMIT, NASTY, Tally, lists, seeds, timed};
use kriterion::store::{
    self, Contents, LogState, OpenKey, OpenProblem, Parcel, Past, Saving, Signatures, Signing,
    Verified, sha256,
};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Editions, Field};
use kriterion_heart::edit::{Edit, EditKind};
use kriterion_heart::signoff::{Act, Role, SignOff, Stage, Step};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// All signed versions and merged logs together.
const MOST: usize = 64 * 1024 * 1024;

/// A signed case, what is said of it, and the parcel it was made of.
struct Seed {
    parcel: Parcel,
    contents: Contents,
    sound: Verified,
}

fn case() -> Dossier {
    let editions = Editions { data: "2026-11".to_owned(), ..Editions::default() };
    let mut case = Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, editions);
    Edit::Field(Field::EndUse, "border police".to_owned()).apply(&mut case);
    case
}

fn change(parcel: &mut Parcel, text: &str) {
    let mut case = (*parcel.dossier).clone();
    Edit::Field(Field::EndUse, text.to_owned()).apply(&mut case);
    parcel.dossier = Arc::new(case);
}

fn save(parcel: &mut Parcel, at: u64, what: &str) {
    let what = vec![what.to_owned()];
    parcel.saving = Some(Saving { at, who: "Anna".to_owned(), what });
    parcel.log = Contents::of(parcel).unwrap().1;
    parcel.saving = None;
}

fn sign(parcel: &mut Parcel, at: u64, role: Role, act: Act) {
    let step = Step { role, act };
    let key = OpenKey::new(format!("{role:?}"), &[role as u8 + 1; 32]);
    let what = vec![EditKind::SignOff(step).to_string()];
    parcel.saving = Some(Saving { at, who: key.name.clone(), what });
    let reasons = match act {
        Act::Signs => BTreeMap::new(),
        Act::SendsBack => BTreeMap::from([(2, "Which unit?".to_owned())]),
    };
    let signing = Signing { step, reasons, key: &key };
    let (_, log, signatures) = Contents::signed(parcel, Some(&signing)).unwrap();
    (parcel.log, parcel.signatures, parcel.saving) = (log, signatures, None);
}

fn sign_by_all(parcel: &mut Parcel, at: u64) {
    for (later, role) in Role::ALL.into_iter().enumerate() {
        sign(parcel, at + later as u64, role, Act::Signs);
    }
}

/// Signed by three; sent back, changed and signed anew; signed, worked on by two, merged and signed.
fn signed_cases() -> Vec<Seed> {
    let mut once = Parcel::of(case());
    save(&mut once, 1, "case");
    sign_by_all(&mut once, 2);
    let mut twice = Parcel::of(case());
    sign(&mut twice, 1, Role::Author, Act::Signs);
    sign(&mut twice, 2, Role::Reviewer, Act::SendsBack);
    change(&mut twice, "customs");
    save(&mut twice, 3, "case");
    sign_by_all(&mut twice, 4);
    let mut merged = once.clone();
    let mut other = once.clone();
    change(&mut merged, "coast guard");
    save(&mut merged, 10, "case");
    change(&mut other, "customs");
    sign(&mut other, 11, Role::Author, Act::Signs);
    let past = |of: &Parcel| Past {
        log: of.log.clone(),
        signatures: of.signatures.clone(),
        branches: of.branches.clone(),
    };
    let (joined, code) = past(&merged).join(past(&other));
    (merged.log, merged.signatures, merged.branches) =
        (joined.log, joined.signatures, joined.branches);
    save(&mut merged, 12, &code.unwrap());
    sign_by_all(&mut merged, 13);
    let seed = |parcel: Parcel| {
        let (contents, _) = Contents::of(&parcel).unwrap();
        let sound = store::verify_contents(contents.clone(), contents.case().unwrap()).unwrap();
        assert!(sound.is_valid() && sound.stage == Stage::Signed, "{sound:?}");
        Seed { parcel, contents, sound }
    };
    [once, twice, merged].map(seed).into()
}

/// True where it can be read. The property that all this is for.
fn check(seed: &Seed, told: Result<(Contents, Dossier), OpenProblem>) -> bool {
    let Ok((contents, dossier)) = told else { return false };
    let texts = contents.versions.values().chain(contents.branches.values());
    assert!(texts.map(|text| text.len()).sum::<usize>() <= MOST, "more than 64 MiB unpacked");
    let text = contents.dossier.clone();
    let Ok(found) = store::verify_contents(contents, dossier) else { return false };
    if found.is_valid() {
        assert_eq!(text, seed.contents.dossier, "another case is valid");
        assert_eq!(found, seed.sound, "another thing is valid");
    }
    true
}

fn check_zipped(seed: &Seed, contents: &Contents) -> bool {
    // A name may have become too long for a ZIP.
    contents.zipped().is_ok_and(|bytes| check(seed, Contents::unzipped(&bytes)))
}

/// Steps dropped, repeated, in another order, from another case, with another's key or hash.
fn change_steps(chance: &mut Chance, steps: &mut Vec<SignOff>, others: &[SignOff]) {
    if steps.is_empty() {
        return;
    }
    let (at, to) = (chance.next(steps.len()), chance.next(steps.len()));
    let other = others[chance.next(others.len())].clone();
    match chance.next(11) {
        0 => drop(steps.remove(at)),
        1 => steps.insert(to, steps[at].clone()),
        2 => steps.swap(at, to),
        3 => steps.insert(at, other),
        4 => steps[at].log = other.log,
        5 => steps[at].dossier = other.dossier,
        6 => steps[at].signature = other.signature,
        7 => steps[at].key = other.key,
        8 => steps[at].role = other.role,
        9 => steps[at].dossier = NASTY[chance.next(NASTY.len())].to_owned(),
        _ => steps.truncate(at),
    }
}

/// Every word of 64 small hex digits.
fn hashes(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
    words.filter(|word| word.len() == 64).map(str::to_owned).collect()
}

/// Puts one hash of the case in the place of another, once or everywhere.
fn swap_hash(chance: &mut Chance, contents: &mut Contents) {
    let all = hashes(&format!("{}{}", contents.log, contents.signatures));
    if all.is_empty() {
        return;
    }
    let (from, to) = (&all[chance.next(all.len())], &all[chance.next(all.len())]);
    let to = [to, NASTY[chance.next(NASTY.len())], "../../outside", "x"][chance.next(5) % 4];
    let count = [1, usize::MAX][chance.next(2)];
    let text = if chance.next(2) == 0 { &mut contents.log } else { &mut contents.signatures };
    *text = text.replacen(from.as_str(), to, count);
}

type Texts = BTreeMap<String, Arc<str>>;

/// Named texts dropped, under another name, one in the place of another, changed.
fn change_texts(chance: &mut Chance, texts: &mut Texts) {
    let names: Vec<String> = texts.keys().cloned().collect();
    if names.is_empty() {
        return;
    }
    let (name, other) = (&names[chance.next(names.len())], &names[chance.next(names.len())]);
    match chance.next(5) {
        0 => drop(texts.remove(name)),
        1 => {
            let text = texts.remove(name).unwrap();
            texts.insert(format!("../../{name}"), text);
        }
        2 => drop(texts.insert(name.clone(), Arc::clone(&texts[other]))),
        _ => {
            let mut bytes = texts[name].as_bytes().to_vec();
            chance.change(&mut bytes);
            texts.insert(name.clone(), Arc::from(String::from_utf8_lossy(&bytes)));
        }
    }
}

fn changed_text(chance: &mut Chance, text: &mut String) {
    let mut bytes = std::mem::take(text).into_bytes();
    chance.change(&mut bytes);
    *text = String::from_utf8_lossy(&bytes).into_owned();
}

/// The case with one to three things changed.
fn spoilt(chance: &mut Chance, seeds: &[Seed], which: usize) -> Contents {
    let mut parcel = seeds[which].parcel.clone();
    let mut contents = seeds[which].contents.clone();
    let others: Vec<SignOff> =
        seeds.iter().flat_map(|seed| seed.parcel.signatures.steps.clone()).collect();
    if chance.next(3) == 0 {
        for _ in 0..=chance.next(2) {
            change_steps(chance, &mut parcel.signatures.steps, &others);
        }
        contents = Contents::of(&parcel).unwrap().0;
        if chance.next(2) == 0 {
            return contents;
        }
    }
    for _ in 0..=chance.next(2) {
        match chance.next(10) {
            0 => changed_text(chance, &mut contents.dossier),
            1 | 2 => changed_text(chance, &mut contents.log),
            3 | 4 => changed_text(chance, &mut contents.signatures),
            5 => change_texts(chance, &mut contents.versions),
            6 => change_texts(chance, &mut contents.branches),
            7 => contents.log = seeds[chance.next(seeds.len())].contents.log.clone(),
            8 => contents.signatures = seeds[chance.next(seeds.len())].contents.signatures.clone(),
            _ => swap_hash(chance, &mut contents),
        }
    }
    contents
}

#[test]
fn any_signed_case_says_the_same_or_is_not_valid() {
    let seeds = signed_cases();
    let mut tally = Tally::new("signed cases");
    let mut chance = Chance::of(1);
    while tally.goes_on() {
        let which = chance.next(seeds.len());
        let contents = spoilt(&mut chance, &seeds, which);
        let name = format!("run {}", tally.runs);
        tally.run(&name, || check_zipped(&seeds[which], &contents));
    }
    tally.end();
}

#[test]
fn a_signature_that_was_taken_out_or_moved_is_found() {
    let [once, twice, merged] = <[Seed; 3]>::try_from(signed_cases()).ok().unwrap();
    let valid = |name: &str, contents: Contents| {
        super::keep(name, &contents.zipped().unwrap());
        let case = contents.case().unwrap();
        store::verify_contents(contents, case).unwrap().is_valid()
    };
    for (seed, which) in [(&once, "once"), (&twice, "twice"), (&merged, "merged")] {
        let steps = &seed.parcel.signatures.steps;
        let with = |steps: Vec<SignOff>| {
            let signatures = Signatures { steps, ..seed.parcel.signatures.clone() };
            Contents::of(&Parcel { signatures, ..seed.parcel.clone() }).unwrap().0
        };
        for at in 0..steps.len() {
            let mut fewer = steps.clone();
            fewer.remove(at);
            assert!(!valid(&format!("step-gone-{which}"), with(fewer)), "{which} {at}");
            let mut more = steps.clone();
            more.push(steps[at].clone());
            assert!(!valid(&format!("step-twice-{which}"), with(more)), "{which} {at}");
            for to in (0..steps.len()).filter(|to| *to != at) {
                let mut other = steps.clone();
                let step = other.remove(at);
                other.insert(to, step);
                assert!(!valid(&format!("step-moved-{which}"), with(other)), "{which} {at} {to}");
            }
        }
        let none = Contents { signatures: String::new(), ..seed.contents.clone() };
        assert!(!valid(&format!("steps-gone-{which}"), none), "{which}");
        for hash in seed.contents.versions.keys() {
            let mut contents = seed.contents.clone();
            contents.versions.remove(hash);
            assert!(!valid(&format!("version-gone-{which}"), contents), "{which} {hash}");
        }
    }
}

/// Written as anybody could write it: names are not looked at, and nothing is flushed.
fn fill(folder: &Path, contents: &Contents) {
    fs::remove_dir_all(folder).ok();
    for home in ["versions", "logs"] {
        fs::create_dir_all(folder.join(home)).unwrap();
    }
    let texts = [
        ("mimetype", "application/vnd.kriterion.dossier+zip"),
        ("dossier.ron", &contents.dossier),
        ("log.ron", &contents.log),
        ("signatures.ron", &contents.signatures),
    ];
    for (name, text) in texts {
        fs::write(folder.join(name), text).unwrap();
    }
    for (home, texts) in [("versions", &contents.versions), ("logs", &contents.branches)] {
        for (name, text) in texts.iter().filter(|(name, _)| !name.contains('/')) {
            fs::write(folder.join(home).join(name), text.as_bytes()).ok();
        }
    }
}

fn spoil_folder(chance: &mut Chance, folder: &Path) {
    let home = folder.join(["versions", "logs"][chance.next(2)]);
    let first = fs::read_dir(&home).unwrap().flatten().next().map(|entry| entry.path());
    let path = match first {
        Some(first) if chance.next(2) == 0 => first,
        _ => folder.join(["signatures.ron", "log.ron"][chance.next(2)]),
    };
    fs::remove_file(&path).ok();
    match chance.next(3) {
        0 => drop(fs::create_dir(&path)),
        1 => drop(fs::File::create(&path).and_then(|file| file.set_len(3 << 30))),
        _ => (),
    }
}

#[test]
fn any_signed_folder_says_the_same_or_is_not_valid() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("case");
    let seeds = signed_cases();
    let mut tally = Tally::new("signed folders");
    let mut chance = Chance::of(2);
    while tally.goes_on() {
        let which = chance.next(seeds.len());
        fill(&folder, &spoilt(&mut chance, &seeds, which));
        if chance.next(4) == 0 {
            spoil_folder(&mut chance, &folder);
        }
        let name = format!("run {}", tally.runs);
        tally.run(&name, || {
            store::open_left(&folder, None).ok();
            let told = store::read_folder(&folder).and_then(|it| Ok((it.clone(), it.case()?)));
            check(&seeds[which], told)
        });
    }
    tally.end();
}

/// What is done with a container, in time.
fn answered(name: &str, bytes: &[u8]) -> Result<Verified, OpenProblem> {
    answered_within(LIMIT, name, bytes)
}

fn answered_within(limit: Duration, name: &str, bytes: &[u8]) -> Result<Verified, OpenProblem> {
    let (told, spent) = timed(|| Contents::unzipped(bytes));
    println!("{name}: read in {spent:?}");
    assert!(spent < limit, "{name}: {spent:?}");
    let (contents, dossier) = told?;
    let texts = contents.versions.values().chain(contents.branches.values());
    assert!(texts.map(|text| text.len()).sum::<usize>() <= MOST, "{name}");
    let (told, spent) = timed(|| store::verify_contents(contents, dossier));
    println!("{name}: verified in {spent:?}");
    assert!(spent < limit, "{name}: {spent:?}");
    told
}

fn steps_text(steps: &[SignOff]) -> String {
    let signatures = Signatures { steps: steps.to_vec(), versions: BTreeMap::new() };
    let of = |signatures| Contents::of(&Parcel { signatures, ..Parcel::of(case()) });
    // More than a case may have: joined from parts.
    let parts = signatures.steps.chunks(500).map(|steps| {
        let some = Signatures { steps: steps.to_vec(), versions: BTreeMap::new() };
        let text = of(some).unwrap().0.signatures;
        text.trim_start_matches("V1([").trim_end_matches("])").to_owned()
    });
    format!("V1([{}])", parts.collect::<Vec<_>>().join(""))
}

/// A container with these steps around a case and a log.
fn around(seed: &Seed, log: &str, steps: &[SignOff]) -> Zip {
    let mut zip = Zip::case(&seed.contents.dossier, log);
    zip.put("signatures.ron", &Packed::of(steps_text(steps).as_bytes()));
    zip
}

#[test]
fn thousands_of_steps_get_an_answer_in_time() {
    let seed = signed_cases().swap_remove(0);
    let step = seed.parcel.signatures.steps[0].clone();
    let zip = around(&seed, &seed.contents.log, &vec![step.clone(); 5000]);
    let many = OpenProblem::TooManyEntries { limit: 1000 };
    assert_eq!(answered("5000 steps", &zip.end()).unwrap_err(), many);
    // A thousand times one version, from which the case differs in everything.
    let sample = seeds().pop().unwrap();
    let name = sha256(sample.dossier.as_bytes());
    let steps = vec![SignOff { dossier: name.clone(), ..step.clone() }; 1000];
    let mut zip = around(&seed, &seed.contents.log, &steps);
    zip.put(&format!("versions/{name}"), &Packed::of(sample.dossier.as_bytes()));
    let found = answered("1000 steps, one version", &zip.end()).unwrap();
    assert!(!found.is_valid() && found.signatures.len() == 1000);
    // And thousands of entries, none of which is the one.
    let mut parcel = Parcel::of(case());
    for at in 0..300 {
        save(&mut parcel, at, "case");
    }
    let log = Contents::of(&parcel).unwrap().0.log;
    let zip = around(&seed, &log, &vec![step; 1000]);
    assert!(!answered("1000 steps, 300 entries", &zip.end()).unwrap().is_valid());
}

#[test]
fn versions_that_unfold_get_an_answer_in_time() {
    let seed = signed_cases().swap_remove(0);
    let step = seed.parcel.signatures.steps[0].clone();
    let named = |name: &str| SignOff { dossier: name.to_owned(), ..step.clone() };
    // Under its own hash, so that it is looked into.
    let bomb = vec![b' '; 60 << 20];
    let hash = sha256(&bomb);
    let bomb = Packed::of(&bomb);
    let mut zip = around(&seed, &seed.contents.log, &vec![named(&hash); 1000]);
    zip.put(&format!("versions/{hash}"), &bomb);
    // Read once. Unoptimised, `ron` takes seconds over 60 MB; a second time would show.
    let limit = if cfg!(debug_assertions) { LIMIT * 6 } else { LIMIT };
    assert!(!answered_within(limit, "60 MB named 1000 times", &zip.end()).unwrap().is_valid());
    let names: Vec<String> = (0..20).map(|at| sha256(&[at])).collect();
    let steps: Vec<SignOff> = names.iter().map(|name| named(name)).collect();
    let mut zip = around(&seed, &seed.contents.log, &steps);
    names.iter().for_each(|name| zip.put(&format!("versions/{name}"), &bomb));
    let large = OpenProblem::TooLarge { limit: 64 };
    assert_eq!(answered("20 times 60 MB", &zip.end()).unwrap_err(), large);
    // A name that is no hash leads nowhere.
    let mut zip = around(&seed, &seed.contents.log, &[named("../../../outside")]);
    zip.put("versions/../../../outside", &Packed::of(b"x"));
    let bytes = zip.end();
    super::keep("version-elsewhere", &bytes);
    let (contents, _) = Contents::unzipped(&bytes).unwrap();
    let root = tempfile::tempdir().unwrap();
    store::write_folder(&contents, &root.path().join("a/b/case")).unwrap();
    let ours = ["dossier.ron", "log.ron", "mimetype", "signatures.ron"];
    assert_eq!(lists::files(root.path()), ours);
    // Nor does one that comes another way.
    let versions = BTreeMap::from([("../../outside".to_owned(), Arc::from("x"))]);
    let contents = Contents { versions, ..contents };
    assert!(store::write_folder(&contents, &root.path().join("a/b/case")).is_err());
    assert_eq!(lists::files(root.path()), ours);
}

/// A log of which every entry names all of these.
fn naming(names: &[String], entries: usize) -> String {
    let what: Vec<String> = names.iter().map(|name| format!("\"merge:{name}\"")).collect();
    let what = what.join(",");
    let entry = format!("(at:1,who:\"A\",what:[{what}],dossier:\"\",before:\"\"),");
    format!("V2((entries:[{}],end:\"\"))", entry.repeat(entries))
}

#[test]
fn logs_that_unfold_get_an_answer_in_time() {
    let seed = signed_cases().swap_remove(0);
    let names: Vec<String> = (0..40).map(|at| sha256(&[at])).collect();
    let case = |log: &str| Zip::case(&seed.contents.dossier, log);
    // No texts, and so never counted among those that were found.
    let bytes = Packed::of(&vec![255; 60 << 20]);
    let mut zip = case(&naming(&names, 10));
    names.iter().for_each(|name| zip.put(&format!("logs/{name}"), &bytes));
    answered("40 times 60 MB, no text", &zip.end()).unwrap();
    // In a circle, and to names that are no hashes.
    let mut parcel = Parcel::of(case_of(&seed));
    save(&mut parcel, 1, &format!("merge:{}", names[0]));
    let mut zip = case(&Contents::of(&parcel).unwrap().0.log);
    let wild = ["../../x", "", "NUL"].map(str::to_owned);
    for (at, name) in names.iter().enumerate() {
        let next = names[(at + 1) % names.len()].clone();
        let log = naming(&[&[next, name.clone()][..], &wild].concat(), 3);
        zip.put(&format!("logs/{name}"), &Packed::of(log.as_bytes()));
    }
    zip.put("logs/../../x", &Packed::of(b"x"));
    let found = answered("a circle", &zip.end()).unwrap();
    assert_eq!((found.log, found.is_valid()), (LogState::Broken(0), false));
    // One large log that many entries name.
    let mut branch = Parcel::of(case_of(&seed));
    for at in 0..100 {
        save(&mut branch, at, "case");
    }
    let end = branch.log.last().unwrap().hash();
    let text = Contents::of(&branch).unwrap().0.log;
    let mut parcel = Parcel::of(case_of(&seed));
    for at in 0..150 {
        save(&mut parcel, at, &format!("merge:{end}"));
    }
    let mut zip = case(&Contents::of(&parcel).unwrap().0.log);
    zip.put(&format!("logs/{end}"), &Packed::of(text.as_bytes()));
    assert_eq!(answered("a log named 150 times", &zip.end()).unwrap().log, LogState::Intact);
}

fn case_of(seed: &Seed) -> Dossier {
    (*seed.parcel.dossier).clone()
}

#[test]
fn folders_with_large_texts_get_an_answer_in_time() {
    let seed = signed_cases().swap_remove(0);
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("case");
    let step = &seed.parcel.signatures.steps[0];
    let names: Vec<String> = (0..20).map(|at| sha256(&[at])).collect();
    let named = |name: &String| SignOff { dossier: name.clone(), ..step.clone() };
    let steps: Vec<SignOff> = names.iter().map(named).cycle().take(1000).collect();
    let contents = Contents {
        signatures: steps_text(&steps),
        log: naming(&names, 10),
        ..seed.contents.clone()
    };
    fill(&folder, &contents);
    for home in ["versions", "logs"] {
        for name in &names {
            let file = fs::File::create(folder.join(home).join(name)).unwrap();
            file.set_len(60 << 20).unwrap(); // Full of zeros, and takes no place.
        }
    }
    let (told, spent) = timed(|| store::read_folder(&folder).unwrap());
    println!("folder of 2400 MB: {spent:?}");
    assert!(spent < LIMIT, "{spent:?}");
    let texts = told.versions.values().chain(told.branches.values());
    assert_eq!(texts.map(|text| text.len()).sum::<usize>(), 60 << 20);
    let (left, spent) = timed(|| store::open_left(&folder, None));
    assert!(left.is_ok() && spent < LIMIT, "{spent:?}");
    let (found, spent) = timed(|| store::verify_contents(told.clone(), told.case().unwrap()));
    println!("folder of 2400 MB: verified in {spent:?}");
    assert!(!found.unwrap().is_valid() && spent < LIMIT, "{spent:?}");
}
