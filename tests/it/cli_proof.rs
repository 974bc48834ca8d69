//! `check` on reports of others: findings with both sides, exit codes, one sentence for what cannot be read.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn kriterion(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kriterion")).args(args).output().expect("the program starts")
}

fn findings(output: &Output) -> Vec<Value> {
    let value: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    value["findings"].as_array().expect("a list").clone()
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the folder can be written");
    path.to_str().expect("a path in UTF-8").to_owned()
}

const REPORT: &str = "# Country report: Kazakhstan\n\n## Military spending\n\nIn 2024 military spending took 0.7 percent of GDP.\nKazakhstan has ratified the Rome Statute.\n";

#[test]
fn a_report_is_held_against_the_data() {
    let folder = TempDir::new().unwrap();
    let file = written(folder.path(), "report.md", REPORT);
    let output = kriterion(&["check", &file, "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let found = findings(&output);
    assert_eq!(found.len(), 2);
    let first = &found[0];
    for field in
        ["severity", "place", "message", "hint", "id", "kind", "text", "data", "source", "fix"]
    {
        assert!(first.get(field).is_some(), "{field} is missing");
    }
    assert_eq!(first["kind"], "wrong_value");
    assert_eq!(first["text"]["value"], 0.7);
    assert_eq!(first["data"]["year"], 2024);
    assert_eq!(first["data"]["key"], "observation/KAZ/milex_pct_gdp/2024");
    assert_eq!(first["fix"]["new"], "0.4");
    assert!(first["place"].as_str().unwrap().contains("report.md:5"), "{first}");
    assert!(
        first["source"].as_str().unwrap().contains("World Development Indicators")
            || first["source"].as_str().unwrap().contains("World Bank"),
        "{first}"
    );
    assert_eq!(found[1]["kind"], "treaty_not_joined");
    assert_eq!(found[1]["data"]["words"], "Not a party");

    // The same findings in every language, with other words.
    let german = kriterion(&["check", &file, "--json", "--lang", "de"]);
    let ids = |found: &[Value]| found.iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&findings(&german)), ids(&found));
    assert!(findings(&german)[0]["message"].as_str().unwrap().contains("im Text steht"));

    let mended = written(
        folder.path(),
        "mended.md",
        &REPORT.replace("0.7", "0.4").replace("ratified", "not ratified"),
    );
    let output = kriterion(&["check", &mended]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_state_is_guessed_or_named() {
    let folder = TempDir::new().unwrap();
    let file =
        written(folder.path(), "text.txt", "Military spending was 0.7 percent of GDP in 2024.\n");
    let output = kriterion(&["check", &file]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--state ISO3"));
    for state in ["KAZ", "Kasachstan"] {
        let output = kriterion(&["check", &file, "--state", state, "--json"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(findings(&output).len(), 1);
    }
    assert_eq!(kriterion(&["check", &file, "--state", "Atlantis"]).status.code(), Some(2));
}

#[test]
fn what_is_no_report_is_said_in_one_sentence() {
    let folder = TempDir::new().unwrap();
    let docx = written(folder.path(), "report.docx", "no archive");
    let empty = written(folder.path(), "empty.md", "\n");
    for file in [docx.as_str(), empty.as_str(), "nowhere.md"] {
        let output = kriterion(&["check", file]);
        assert_eq!(output.status.code(), Some(3), "{file}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.trim().lines().count(), 1, "{said}");
    }
    // What can be read is read all the same.
    let good = written(folder.path(), "good.md", REPORT);
    let output = kriterion(&["check", &docx, &good, "--json"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(findings(&output).len(), 3);
}

/// No slot stays open, whatever is found.
#[test]
fn every_finding_is_told_in_every_language() {
    use kriterion_heart::proof::Kind;
    use kriterion_heart::text::Lang;
    let folder = TempDir::new().unwrap();
    let slips = include_str!("../../src/heart/proof/tests/slips.txt");
    let paragraphs: Vec<&str> = slips
        .lines()
        .filter(|line| line.starts_with("en "))
        .filter_map(|line| line.splitn(3, ' ').nth(2))
        .flat_map(|text| text.split(" // "))
        .collect();
    let text = paragraphs
        .iter()
        .map(|text| {
            text.trim_start_matches("^ ").to_owned()
                + if text.starts_with('|') { "\n" } else { "\n\n" }
        })
        .collect::<String>();
    let file = written(folder.path(), "slips.md", &format!("# Kazakhstan\n\n{text}"));
    for lang in Lang::ALL {
        let output = kriterion(&["check", &file, "--json", "--lang", lang.code()]);
        let found = findings(&output);
        assert!(found.len() > 40, "{}", found.len());
        for one in &found {
            for field in ["message", "hint"] {
                let said = one[field].as_str().unwrap();
                assert!(
                    !said.contains(['{', '}']) && !said.contains("  ") && !said.is_empty(),
                    "{said}"
                );
            }
        }
        let mut words: Vec<&str> =
            Kind::ALL.iter().map(|kind| kriterion::words::proof_kind(lang, *kind)).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(
            words.len(),
            Kind::ALL.len(),
            "two kinds that read the same would be one to a reader"
        );
    }
}
