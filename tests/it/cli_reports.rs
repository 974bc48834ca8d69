//! `kriterion export` and `kriterion report` as other programs meet them.

use kriterion_heart::wish::{Form, Kind};
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

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn sample(folder: &TempDir) -> String {
    let path = text(&folder.path().join("case.kriterion"));
    assert_eq!(code(&kriterion(&["sample", "-o", &path, "--lang", "de"])), 0);
    path
}

#[test]
fn a_case_is_exported_in_every_form_and_kind() {
    let folder = TempDir::new().unwrap();
    let case = sample(&folder);
    for form in Form::ALL {
        let out = text(&folder.path().join("out").with_extension(form.ending()));
        let output = kriterion(&["export", &case, "-o", &out, "--lang", "de", "--json"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let told = json(&output);
        assert_eq!(
            (told["report"].as_str(), told["form"].as_str()),
            (Some("assessment"), Some(form.ending()))
        );
        let bytes = std::fs::read(&out).unwrap();
        assert_eq!(told["bytes"].as_u64(), Some(bytes.len() as u64));
        // The same report has the same bytes.
        assert_eq!(code(&kriterion(&["export", &case, "-o", &out, "--lang", "de"])), 0);
        assert_eq!(std::fs::read(&out).unwrap(), bytes, "{form:?}");
    }
    for kind in [Kind::ShortNote, Kind::Debrief, Kind::Ledger] {
        let out = text(&folder.path().join(kind.code()));
        let output =
            kriterion(&["export", &case, "--to", "json", "--report", kind.code(), "-o", &out]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let document: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
        assert_eq!(document["about"]["kind"], kind.code());
        assert_eq!(document["schema"], "kriterion-report/1");
    }
}

#[test]
fn what_cannot_be_exported_says_why_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let case = sample(&folder);
    let out = text(&folder.path().join("letter.pdf"));
    let refused = |args: &[&str], ends: i32| {
        let output = kriterion(args);
        assert_eq!(code(&output), ends, "{args:?}: {}", said(&output));
        assert!(said(&output).trim().len() > 30, "{args:?}: {}", said(&output));
    };
    refused(&["export", &case, "--report", "refusal_letter", "-o", &out], 2);
    refused(&["export", &case, "-o", &text(&folder.path().join("without"))], 2);
    refused(&["export", &case, "--redact", "somebody", "-o", &out], 2);
    refused(&["export", &case, "--report", "country_report", "-o", &out], 2);
    refused(&["export", &case, "--to", "pdf", "-o", &case], 2);
    let as_report = text(&folder.path().join("new.kreport"));
    refused(&["export", &case, "--to", "pdf", "-o", &as_report], 2);
    assert!(!Path::new(&as_report).exists());
    refused(&["export", &text(&folder.path().join("nothing.kriterion")), "-o", &out], 3);
    assert!(!Path::new(&out).exists());
    assert_eq!(code(&kriterion(&["verify", &case])), 0, "the case is as it was");
}

#[test]
fn a_redacted_report_is_without_the_parties() {
    let folder = TempDir::new().unwrap();
    let case = sample(&folder);
    for (redact, stands) in [("none", true), ("training", false)] {
        let out = text(&folder.path().join(format!("{redact}.md")));
        let output = kriterion(&["export", &case, "--redact", redact, "-o", &out, "--lang", "de"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let report = std::fs::read_to_string(&out).unwrap();
        assert_eq!(report.contains("Nordwind"), stands, "{redact}");
    }
}

#[test]
fn a_country_report_is_begun_exported_and_checked() {
    let folder = TempDir::new().unwrap();
    let report = text(&folder.path().join("KAZ.kreport"));
    assert_eq!(code(&kriterion(&["report", "KAZ", "-o", &report, "--lang", "de"])), 0);
    let again = kriterion(&["report", "KAZ", "-o", &report]);
    assert_eq!(code(&again), 2, "it takes nobody's place: {}", said(&again));
    let checked = kriterion(&["check", &report, "--json"]);
    assert_eq!(code(&checked), 0, "{}", String::from_utf8_lossy(&checked.stdout));
    let pages = text(&folder.path().join("KAZ.json"));
    assert_eq!(code(&kriterion(&["export", &report, "-o", &pages, "--lang", "de"])), 0);
    let written = std::fs::read_to_string(&pages).unwrap();
    let at_once = text(&folder.path().join("direct.json"));
    assert_eq!(code(&kriterion(&["report", "Kasachstan", "-o", &at_once, "--lang", "de"])), 0);
    // But for the id, which is made by chance, both are the same report.
    let (mut one, mut other): (Value, Value) = (
        serde_json::from_str(&written).unwrap(),
        serde_json::from_str(&std::fs::read_to_string(&at_once).unwrap()).unwrap(),
    );
    for document in [&mut one, &mut other] {
        document["about"]["reference"] = Value::Null;
    }
    assert_eq!(one, other);
    for number in 1..=21 {
        assert!(written.contains(&format!("Tabelle {number}: ")), "table {number}");
    }
    let slip = std::fs::read_to_string(&report).unwrap();
    let slip = slip.replacen(
        "texts: {}",
        "texts: {\"I.3\": \"Der Anteil der Militärausgaben am BIP lag 2024 bei 0,9 Prozent.\"}",
        1,
    );
    let wrong = text(&folder.path().join("wrong.kreport"));
    std::fs::write(&wrong, slip).unwrap();
    let checked = kriterion(&["check", &wrong, "--json", "--lang", "de"]);
    assert_eq!(code(&checked), 1, "{}", said(&checked));
    let findings = json(&checked);
    assert_eq!(findings["findings"][0]["text"]["value"], 0.9, "{findings}");
    let redacted = kriterion(&["export", &report, "--redact", "ngo", "-o", &pages]);
    assert_eq!(code(&redacted), 2);
    assert_eq!(code(&kriterion(&["report", "Atlantis", "-o", &pages])), 2);
}
