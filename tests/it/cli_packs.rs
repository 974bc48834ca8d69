//! Data packs on the command line: what a command says depends on its arguments alone.

use crate::packs::PACK;
use kriterion::store::{self, Passphrase};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program, with the user's folders in a place of the test's own.
fn kriterion(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kriterion"));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"] {
        command.env(name, home);
    }
    command.args(args).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_pack_counts_where_it_is_named_and_nowhere_else() {
    let folder = TempDir::new().unwrap();
    let home = folder.path();
    let pack = write(&folder, "news.ron", PACK);
    let edition = |args: &[&str]| {
        let output = kriterion(home, args);
        assert!(output.status.success(), "{}", said(&output));
        json(&output)["edition"].as_str().unwrap().to_owned()
    };
    assert_eq!(edition(&["--version", "--json", "--pack", &pack]), "2026-11 + Embassy, April 2026");
    let kept = kriterion(home, &["import-data", &pack, "--keep", "--json"]);
    assert!(kept.status.success(), "{}", said(&kept));
    assert_eq!(edition(&["--version", "--json"]), "2026-11", "what the window keeps is its own");
    let found = json(&kept);
    assert_eq!(found["changed"], serde_json::json!(["observation/KAZ/fh_total/2025"]));
    assert_eq!(found["added"].as_array().unwrap().len(), 2);
    let wrong = kriterion(home, &["rate", "KAZ", "--pack", "nowhere.ron"]);
    assert_eq!(wrong.status.code(), Some(3));
}

#[test]
fn check_tells_what_a_case_rests_on_that_says_something_else() {
    let folder = TempDir::new().unwrap();
    let home = folder.path();
    let pack = write(&folder, "news.ron", PACK);
    let case = home.join("case.kriterion").to_str().unwrap().to_owned();
    assert!(kriterion(home, &["sample", "-o", &case]).status.success());
    let notes = |args: &[&str]| -> Vec<Value> {
        let all = json(&kriterion(home, args))["findings"].as_array().unwrap().clone();
        all.into_iter().filter(|finding| finding["severity"] == "note").collect()
    };
    assert_eq!(notes(&["check", &case, "--json"]), Vec::<Value>::new());
    let found = notes(&["check", &case, "--json", "--pack", &pack]);
    let fact = found.iter().map(|finding| &finding["fact"]);
    let fact =
        fact.into_iter().find(|fact| fact["key"] == "observation/KAZ/fh_total/2025").unwrap();
    assert!(fact["new"].as_str().unwrap().starts_with("11"), "{fact}");
    assert_ne!(fact["old"], fact["new"]);
}

#[test]
fn check_and_import_tell_every_fault_of_a_pack() {
    let folder = TempDir::new().unwrap();
    let home = folder.path();
    let bad = write(&folder, "bad.ron", &PACK.replace("KAZ", "KAX").replace("2026-03-14", "soon"));
    let output = kriterion(home, &["check", &bad, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["findings"].as_array().unwrap().len(), 3);
    let output = kriterion(home, &["import-data", &bad, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["faults"], 3);
}

#[test]
fn a_pack_is_signed_and_a_changed_one_is_refused() {
    let folder = TempDir::new().unwrap();
    let home = folder.path();
    let pack = write(&folder, "news.ron", PACK);
    let passphrase = write(&folder, "passphrase", "long enough\n");
    let key = home.join("anna.kriterion-key");
    store::create_key(&key, "Anna", 1, &Passphrase::new("long enough".to_owned())).unwrap();
    let out = home.join("signed.ron").to_str().unwrap().to_owned();
    let key = key.to_str().unwrap();
    let signed =
        ["import-data", &pack, "-o", &out, "--sign", key, "--passphrase-file", &passphrase];
    let output = kriterion(home, &signed);
    assert!(output.status.success(), "{}", said(&output));
    let used = kriterion(home, &["--lang", "en", "--version", "--pack", &out]);
    assert!(said(&used).contains("signed by Anna"), "{}", said(&used));
    let text = std::fs::read_to_string(&out).unwrap();
    std::fs::write(&out, text.replace("11", "99")).unwrap();
    assert_eq!(kriterion(home, &["check", &out]).status.code(), Some(1));
    let used = kriterion(home, &["--lang", "en", "--version", "--pack", &out]);
    assert_eq!(used.status.code(), Some(3));
    assert!(said(&used).contains("signature"), "{}", said(&used));
}
