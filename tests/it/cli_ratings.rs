//! Rating methods on the command line: agreement with published ratings, levels over the years.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::{Command, Output};
use tempfile::TempDir;

fn kriterion(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kriterion")).args(args).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
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

/// Levels of one criterion by a method.
fn levels(criterion: usize) -> BTreeMap<String, String> {
    let rated = json(&kriterion(&["rate", "all", "--method", "bicc", "--json"]));
    let states = rated.as_array().unwrap().iter().map(|state| {
        let level = &state["criteria"][criterion - 1]["level"];
        (state["iso3"].as_str().unwrap().to_owned(), level.as_str().unwrap().to_owned())
    });
    states.collect()
}

/// The method's own levels, published with every third critical one called possibly critical.
#[test]
fn agreement_is_counted_as_one_would_by_hand() {
    let folder = TempDir::new().unwrap();
    let mut text = "iso3,criterion,level\n".to_owned();
    let own = levels(3);
    let known: BTreeMap<_, _> = own.iter().filter(|(_, level)| *level != "no_data").collect();
    let (mut critical, mut changed) = (0, 0);
    for (iso3, level) in &known {
        critical += usize::from(*level == "critical");
        let milder = *level == "critical" && critical % 3 == 0;
        changed += usize::from(milder);
        let level = if milder { "possibly_critical" } else { level };
        writeln!(text, "{iso3},3,{level}").unwrap();
    }
    assert!(changed > 0);
    let output =
        kriterion(&["calibrate", &write(&folder, "r.csv", &text), "--method", "bicc", "--json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let found = json(&output);
    let [three] = found.as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(three["criterion"], 3);
    let n = known.len();
    assert_eq!(three["n"], n);
    let agreement = three["agreement"].as_f64().unwrap();
    assert!((agreement - (n - changed) as f64 / n as f64).abs() < 1e-12);
    assert_eq!(three["apart"].as_array().unwrap().len(), changed);
    let table = three["confusion"].as_array().unwrap();
    assert_eq!(table[1][2], changed, "published possibly critical, critical by the method");
    let published: Vec<u64> = table
        .iter()
        .map(|row| row.as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).sum())
        .collect();
    let most = *published.iter().max().unwrap();
    assert!((three["majority_baseline"].as_f64().unwrap() - most as f64 / n as f64).abs() < 1e-12);
    let [linear, squared] =
        ["kappa_weighted", "kappa_quadratic"].map(|it| three[it].as_f64().unwrap());
    assert!(linear > 0.0 && linear < 1.0 && squared > linear, "{linear} {squared}");
}

#[test]
fn gaps_are_counted_apart_and_one_class_has_no_kappa() {
    let folder = TempDir::new().unwrap();
    let own = levels(7);
    let of = |level: &str| -> Vec<&String> {
        own.iter().filter(|(_, it)| *it == level).map(|(iso3, _)| iso3).collect()
    };
    let (gaps, critical) = (of("no_data"), of("critical"));
    let mut text = "iso3;criterion;level\n".to_owned();
    for iso3 in gaps.iter().take(4).chain(critical.iter().take(5)) {
        writeln!(text, "{iso3};7;kritisch").unwrap();
    }
    writeln!(text, "{};7;keine Daten", critical[5]).unwrap();
    let file = write(&folder, "r.csv", &text);
    let found = json(&kriterion(&["calibrate", &file, "--method", "bicc", "--json"]));
    let seven = &found[0];
    assert_eq!(
        (&seven["n"], &seven["no_data"], &seven["unrated"]),
        (&5.into(), &4.into(), &1.into())
    );
    assert_eq!(seven["agreement"], 1.0);
    assert!(seven["kappa_weighted"].is_null() && seven["kappa_quadratic"].is_null());
    assert_eq!(seven["no_data_states"].as_array().unwrap().len(), 4);
    // In words, too.
    for (lang, word) in
        [("en", "proves nothing"), ("de", "belegt nichts"), ("fr", "ne prouve rien")]
    {
        let output = kriterion(&["calibrate", &file, "--method", "bicc", "--lang", lang]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(word) && !text.contains('{'), "{text}");
        assert!(text.contains(gaps[0].as_str()), "{text}");
    }
}

#[test]
fn rows_that_cannot_be_read_are_told_and_the_rest_counts() {
    let folder = TempDir::new().unwrap();
    let text =
        "iso3,criterion,level\nKAZ,2,critical\nXXX,2,critical\nKAZ,3,very bad\nDEU,2,0\nDEU,2,2\n";
    let file = write(&folder, "r.csv", text);
    let output = kriterion(&["calibrate", &file, "--json", "--lang", "de"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let told = said(&output);
    for part in
        ["Zeile 3", "unbekannter Staat", "Zeile 4", "unbekanntes Wort", "Zeile 6", "in Zeile 5"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(told.lines().count(), 3, "{told}");
    let found = json(&output);
    assert_eq!((&found[0]["criterion"], &found[0]["n"]), (&2.into(), &1.into()));
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn many_bad_rows_are_told_up_to_a_hundred_and_long_cells_are_cut() {
    let folder = TempDir::new().unwrap();
    let mut text = "iso3,criterion,level\nKAZ,2,critical\n".to_owned();
    for _ in 0..120 {
        writeln!(text, "{},2,critical", "X".repeat(60)).unwrap();
    }
    let output = kriterion(&["calibrate", &write(&folder, "r.csv", &text), "--lang", "en"]);
    assert_eq!(code(&output), 1);
    let told = said(&output);
    assert_eq!(told.lines().count(), 101, "{told}");
    assert!(told.lines().next().unwrap().contains(&format!(": {}…", "X".repeat(40))), "{told}");
    assert!(!told.contains(&"X".repeat(41)));
    assert!(told.lines().last().unwrap().ends_with(": 20"), "{told}");
}

#[test]
fn files_without_ratings_and_wrong_arguments_end_as_they_should() {
    let folder = TempDir::new().unwrap();
    let empty = write(&folder, "empty.csv", "iso3,criterion,level\n");
    let other = write(&folder, "other.csv", "a,b\n1,2\n");
    let page = write(&folder, "page.csv", "<!DOCTYPE html><html></html>");
    let missing = folder.path().join("missing.csv").to_str().unwrap().to_owned();
    for file in [&empty, &other, &page, &missing] {
        let output = kriterion(&["calibrate", file, "--json"]);
        assert_eq!(code(&output), 3, "{file}: {}", said(&output));
        assert!(json(&output)["error"].is_string());
    }
    assert!(said(&kriterion(&["calibrate", &other])).contains("iso3"));
    for args in [
        &["calibrate"][..],
        &["calibrate", &empty, "--method", "nobody"],
        &["calibrate", &empty, "--history"],
    ] {
        assert_eq!(code(&kriterion(args)), 2, "{args:?}");
    }
}

#[test]
fn the_history_is_what_each_year_gives_with_the_reason_of_every_move() {
    let found = json(&kriterion(&["rate", "KAZ", "--history", "--json"]));
    let [kaz] = found.as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!((&kaz["iso3"], &kaz["method"]), (&"KAZ".into(), &"kriterion".into()));
    let then = json(&kriterion(&["rate", "KAZ", "--as-of", "2015", "--json"]));
    let from = kaz["from"].as_u64().unwrap();
    let mut moves = 0;
    for (at, criterion) in kaz["criteria"].as_array().unwrap().iter().enumerate() {
        let years = criterion["years"].as_array().unwrap();
        assert_eq!(years.len() as u64, kaz["to"].as_u64().unwrap() - from + 1);
        assert_eq!(years[(2015 - from) as usize]["level"], then[0]["criteria"][at]["level"]);
        for pair in years.windows(2) {
            assert_eq!(pair[0]["level"] != pair[1]["level"], pair[1]["moved"].is_object());
            moves += usize::from(pair[1]["moved"].is_object());
        }
    }
    assert!(moves > 5);
    let cell = |criterion: usize, year: u64| {
        &kaz["criteria"][criterion - 1]["years"][(year - from) as usize]
    };
    let rise = &cell(3, 2022)["moved"];
    assert_eq!((&rise["from"], &rise["causes"][0]), (&"possibly_critical".into(), &"new".into()));
    let fact = &rise["rules"][0]["facts"][0];
    assert_eq!(
        (&fact["id"], &fact["before"]["value"], &fact["after"]["value"]),
        (&"PTS".into(), &3.0.into(), &4.0.into())
    );
    assert!(!fact["after"]["sources"].as_array().unwrap().is_empty());
    let aged = &cell(7, 2023)["moved"];
    assert_eq!((&aged["causes"][0], &aged["rules"][0]["to"]), (&"aged".into(), &"open".into()));
}

#[test]
fn the_history_of_some_years_says_what_moved_in_the_first_of_them() {
    let found = json(&kriterion(&["rate", "KAZ", "--history", "2022..2023", "--json"]));
    let three = found[0]["criteria"][2]["years"].as_array().unwrap();
    assert_eq!(three.len(), 2);
    assert!(three.iter().all(|year| year["moved"].is_object()), "{three:#?}");
    for lang in ["en", "de", "fr"] {
        let output = kriterion(&["rate", "KAZ", "--history", "2022..2023", "--lang", lang]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("2022") && !text.contains('{') && !text.contains("1991"), "{text}");
        // The limits of such a look back are said beside it.
        assert_eq!(said(&output).trim().lines().count(), 1);
    }
}
