//! `kriterion ledger` as other programs meet it: from the events, to a table and back, and what is wrong with a table.

use kriterion::store;
use kriterion_heart::dossier::{
    Incident, IncidentField, IncidentFinding, IncidentId, Response, Review, Whether,
};
use kriterion_heart::edit::Edit;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn kriterion(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kriterion")).args(args).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on standard output")
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn sample(folder: &TempDir, name: &str) -> String {
    let path = folder.path().join(name);
    assert_eq!(code(&kriterion(&["sample", "-o", text(&path)])), 0);
    text(&path).to_owned()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v Vec<Value> {
    value[field].as_array().unwrap_or_else(|| panic!("{field} is a list"))
}

#[test]
fn the_events_fill_the_ledger_once_and_the_log_says_so() {
    let folder = TempDir::new().unwrap();
    let file = sample(&folder, "case.kriterion");
    let empty = kriterion(&["ledger", &file, "--json"]);
    assert_eq!(code(&empty), 0);
    let before = store::open(Path::new(&file)).unwrap();
    let own = before.dossier.incidents.len();
    assert_eq!(list(&json(&empty), "entries").len(), own);

    let filled = kriterion(&["ledger", &file, "--fill", "--json", "--lang", "de"]);
    assert_eq!(code(&filled), 0, "{}", String::from_utf8_lossy(&filled.stderr));
    let told = json(&filled);
    let new = list(&told["filled"], "new").len();
    assert!(new >= 30, "{new}");
    assert_eq!(list(&told, "written").len(), 1);
    let entry = list(&told, "entries").iter().find(|entry| entry["id"] == "KAZ-E155").unwrap();
    assert_eq!(entry["reviewed"], Value::Null);
    assert_eq!(entry["harm"]["killed"]["least"], 17);
    assert_eq!(entry["harm"]["killed"]["most"], 80);
    assert_eq!(entry["harm"]["detained"], Value::Null, "not known is not zero");
    assert_eq!(entry["origin"]["certainty"], "disputed");
    assert_eq!(list(&told["pattern"]["not_counted"], "drafts").len(), new);
    assert_eq!(list(&told["pattern"], "counted").len(), 0);

    let opened = store::open(Path::new(&file)).unwrap();
    assert_eq!(opened.dossier.incidents.len(), own + new);
    assert_eq!(opened.log.last().unwrap().what, ["incidents"]);
    let again = kriterion(&["ledger", &file, "--fill", "--json"]);
    assert_eq!(list(&json(&again)["filled"], "new").len(), 0);
    assert_eq!(json(&again)["written"], Value::Array(vec![]), "nothing new is no save");
    assert_eq!(store::open(Path::new(&file)).unwrap().log.len(), opened.log.len());
}

#[test]
fn a_table_goes_out_and_comes_back() {
    let folder = TempDir::new().unwrap();
    let file = sample(&folder, "case.kriterion");
    let table = folder.path().join("Vorfälle.csv");
    let out = kriterion(&["ledger", &file, "--fill", "--to", text(&table), "--json"]);
    assert_eq!(code(&out), 0);
    assert!(table.exists());
    let ledger = store::open(Path::new(&file)).unwrap().dossier.incidents;

    // Into the same case it changes nothing, into another all of it comes.
    let same = json(&kriterion(&["ledger", &file, "--from", text(&table), "--json"]));
    assert_eq!((&same["read"]["new"], &same["read"]["changed"]), (&0.into(), &0.into()));
    assert_eq!(same["read"]["same"], ledger.len());
    let other = sample(&folder, "other.kriterion");
    let into = kriterion(&["ledger", &other, "--from", text(&table), "--json"]);
    assert_eq!(code(&into), 0);
    assert_eq!(store::open(Path::new(&other)).unwrap().dossier.incidents, ledger);
}

#[test]
fn bad_rows_are_told_and_the_good_ones_are_saved() {
    let folder = TempDir::new().unwrap();
    let file = sample(&folder, "case.kriterion");
    let table = folder.path().join("bad.csv");
    std::fs::write(&table, "id,date,what,killed\na,2024,Fine,12+\nb,soon,No date,several\n")
        .unwrap();
    let read = kriterion(&["ledger", &file, "--from", text(&table), "--json", "--lang", "de"]);
    assert_eq!(code(&read), 1, "findings");
    let rejected = json(&read);
    let rejected = list(&rejected["read"], "rejected");
    assert_eq!(rejected.len(), 2);
    assert!(rejected.iter().all(|row| row["line"] == 3));
    assert_eq!(rejected[0]["column"], "date");
    assert_eq!(json(&read)["read"]["rejected_rows"], 1, "two faults of one row");
    let said = String::from_utf8(read.stderr).unwrap();
    assert!(said.contains("abgewiesen: 1."), "{said}");
    let saved = store::open(Path::new(&file)).unwrap().dossier;
    let fine = &saved.incidents[&IncidentId::parse("a").unwrap()];
    assert_eq!(fine.field(IncidentField::What), "Fine");
    assert!(!fine.is_accepted());

    for (args, expected) in [
        (vec!["ledger", &file, "--from", "no such table.csv"], 3),
        (vec!["ledger", "no such file.kriterion"], 3),
        (vec!["ledger"], 2),
        (vec!["ledger", &file, "--years", "0"], 2),
        (vec!["ledger", &file, "--take", "mine"], 2),
    ] {
        assert_eq!(code(&kriterion(&args)), expected, "{args:?}");
    }
    // What is no table leaves the case as it was.
    for none in [&b"PK\0\0"[..], b"", b"date\n2022\n", b"what,what\nx,y\n"] {
        std::fs::write(&table, none).unwrap();
        let read = kriterion(&["ledger", &file, "--from", text(&table), "--fill"]);
        assert_eq!(code(&read), 3, "{none:?}");
    }
    // Of a word that is none, the words are named.
    std::fs::write(&table, "what,finding\nx,likly\ny,sure\n").unwrap();
    let read = kriterion(&["ledger", &file, "--from", text(&table), "--lang", "en"]);
    let said = String::from_utf8(read.stderr).unwrap();
    assert!(said.contains("perhaps “likely”"), "{said}");
    assert!(said.contains("likely, possible, unlikely, insufficient"), "{said}");
    assert_eq!(store::open(Path::new(&file)).unwrap().dossier, saved);
}

/// Exit code 2, one sentence without gaps, and nothing that was there is another.
fn is_refused(args: &[&str], kept: &[&str]) {
    let bytes = || kept.iter().map(|path| std::fs::read(path).unwrap()).collect::<Vec<_>>();
    let before = bytes();
    for lang in ["en", "de", "fr"] {
        let refused = kriterion(&[args, &["--lang", lang]].concat());
        let said = String::from_utf8(refused.stderr.clone()).unwrap();
        assert_eq!(code(&refused), 2, "{args:?} {said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        assert!(!said.contains(['{', '}']), "{said}");
    }
    assert!(before == bytes(), "{args:?}");
}

#[test]
fn no_output_takes_the_place_of_a_dossier_or_an_input() {
    let folder = TempDir::new().unwrap();
    let file = sample(&folder, "case.kriterion");
    let other = sample(&folder, "other.kriterion");
    let table = folder.path().join("table.csv");
    std::fs::write(&table, "id,what\na,Fine\n").unwrap();
    let table = text(&table);
    let roundabout = folder.path().join("..").join(folder.path().file_name().unwrap());
    let roundabout = roundabout.join("case.kriterion");
    let kept = [file.as_str(), &other, table];
    is_refused(&["ledger", &file, "--to", &file], &kept);
    is_refused(&["ledger", &file, "--to", text(&roundabout)], &kept);
    is_refused(&["ledger", &file, "--to", &other], &kept);
    is_refused(&["ledger", &file, "--from", table, "--to", table], &kept);
    is_refused(&["ledger", &file, "--from", table, "-o", table], &kept);
    let new = folder.path().join("new.kriterion");
    is_refused(&["ledger", &file, "--fill", "-o", text(&new), "--to", text(&new)], &kept);
    assert!(!new.exists());
    is_refused(&["sample", "-o", &other], &kept);
    is_refused(&["ledger", &file, "--fill", "-o", &other], &kept);
    is_refused(&["merge", &file, &file, "-o", &other], &kept);
    is_refused(&["sample", "-o", table], &kept);
    // A table may be written again.
    assert_eq!(code(&kriterion(&["ledger", &file, "--to", table])), 0);

    let unpacked = folder.path().join("unpacked");
    assert_eq!(code(&kriterion(&["unpack", &file, "-o", text(&unpacked)])), 0);
    let inside = [unpacked.join("dossier.ron"), unpacked.join("new.kriterion")];
    is_refused(&["pack", text(&unpacked), "-o", text(&inside[0])], &[text(&inside[0])]);
    is_refused(&["pack", text(&unpacked), "-o", text(&inside[1])], &kept);
    assert!(!inside[1].exists());
    assert_eq!(code(&kriterion(&["pack", text(&unpacked), "-o", &file])), 0);
}

#[test]
fn the_pattern_is_said_with_its_arithmetic_in_every_language() {
    let folder = TempDir::new().unwrap();
    let file = sample(&folder, "case.kriterion");
    let path = Path::new(&file);
    let mut opened = store::open(path).unwrap();
    let day = opened.dossier.assessed_on;
    use IncidentFinding::{Likely, Possible, Unlikely};
    for (at, finding) in [Likely, Possible, Unlikely].iter().enumerate() {
        let entry = Incident {
            review: Some(Review { by: String::new(), on: day }),
            date: Some(day.years_before(1)),
            timing: kriterion_heart::dossier::Timing::On,
            finding: Some(*finding),
            norms: [kriterion_heart::dossier::Norm::Torture].into(),
            // The unlikely one would be the only one that was investigated.
            response: (*finding == Unlikely).then_some(Response::Convicted),
            end_user: if *finding == Unlikely { Whether::Yes } else { Whether::Unclear },
            ..Incident::default()
        };
        let id = IncidentId::parse(&format!("e{at}")).unwrap();
        Edit::Incident(id, Box::new(entry)).apply(&mut opened.dossier);
    }
    store::save(path, &store::Parcel::of(opened.dossier)).unwrap();
    for (lang, words) in [
        ("en", ["3 incidents", "1 unlikely [e2]", "none of the likely or possible ones"]),
        ("de", ["3 Vorfälle", "1 unwahrscheinlich [e2]", "von keinem der wahrscheinlichen"]),
        ("fr", ["3 incidents", "improbables\u{a0}: 1 [e2]", "aucune enquête connue"]),
    ] {
        let told = kriterion(&["ledger", &file, "--years", "5", "--lang", lang]);
        let told = String::from_utf8(told.stdout).unwrap();
        assert!(words.iter().all(|it| told.contains(it)), "{told}");
        assert!(told.contains("[e0, e1, e2]") && told.contains("[e0, e1]"), "{told}");
        assert!(!told.contains(['{', '}']), "{told}");
    }
    let told = json(&kriterion(&["ledger", &file, "--json"]));
    assert_eq!(told["pattern"]["findings"]["likely"], serde_json::json!(["e0"]));
    assert_eq!(told["pattern"]["actors"]["not_known"], serde_json::json!(["e0", "e1", "e2"]));
    for of in ["investigated", "of_end_user"] {
        assert_eq!(told["pattern"][of], serde_json::json!([]), "{of}");
    }
    for of in ["credible", "response_unknown", "end_user_unclear"] {
        assert_eq!(told["pattern"][of], serde_json::json!(["e0", "e1"]), "{of}");
    }
    let hints = list(&told, "suggestions");
    let impunity = hints.iter().find(|hint| hint["question"] == "C2-Q09").unwrap();
    assert_eq!((&impunity["finding"], &impunity["mark"]), (&"unclear".into(), &"P".into()));
    let checked = json(&kriterion(&["check", &file, "--json"]));
    let findings = list(&checked, "findings").iter();
    assert_eq!(findings.filter(|it| it["message"].as_str().unwrap().contains("draft")).count(), 0);
}
