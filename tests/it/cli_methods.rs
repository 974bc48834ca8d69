//! Rating methods on the command line: their list, files of one's own, and what they move.

use kriterion::bundle;
use kriterion_heart::date::Date;
use kriterion_heart::draft::{Naming, copied, with_changes};
use kriterion_heart::fixed::Fixed;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn kriterion(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kriterion")).args(args).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A copy of BICC's rules with a stricter count of conventions.
fn own(folder: &Path) -> PathBuf {
    let bundle = bundle::load();
    let naming = Naming {
        id: "own".into(),
        name: "Own".into(),
        author: "N. N.".into(),
        day: Date::of_year(2026),
    };
    let text = copied(bundle.method("bicc").unwrap(), &naming);
    let method = bundle.read_method("own.ron", &text).unwrap();
    let at = "criteria/6/rules/c6-few-of-29/when/0".to_owned();
    let text = with_changes(&method, &[(at, Fixed::whole(27))].into(), Date::of_year(2026));
    let path = folder.join("own.ron");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_methods_are_listed_with_their_numbers() {
    let listed = json(&kriterion(&["methods", "--json"]));
    let ids: Vec<&str> =
        listed.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["bicc-2012", "bicc", "kriterion"]);
    for method in listed.as_array().unwrap() {
        assert_eq!(method["hash"].as_str().unwrap().len(), 64);
        assert!(method["numbers"].as_array().unwrap().len() > 40);
    }
    let said = kriterion(&["methods", "--lang", "fr"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("chiffres"));
}

#[test]
fn a_method_from_a_file_rates_and_moves() {
    let folder = tempfile::tempdir().unwrap();
    let path = own(folder.path());
    let path = path.to_str().unwrap();
    let rated = json(&kriterion(&["rate", "all", "--method", path, "--json"]));
    assert_eq!(rated[0]["method"], "own");
    let usual = json(&kriterion(&["rate", "all", "--method", "bicc", "--json"]));
    let level = |rated: &Value, iso3: &str| {
        let all = rated.as_array().unwrap();
        let state = all.iter().find(|state| state["iso3"] == iso3).unwrap();
        state["criteria"][5]["level"].as_str().unwrap().to_owned()
    };
    let moved = json(&kriterion(&["moves", path, "--json"]));
    assert_eq!(
        (&moved["against"]["id"], &moved["method"]["version"]),
        (&"bicc".into(), &"2".into())
    );
    let moves = moved["moves"].as_array().unwrap();
    assert!(!moves.is_empty());
    for one in moves {
        let iso3 = one["iso3"].as_str().unwrap();
        assert_eq!(
            (one["criterion"].as_u64(), one["from"].as_str().unwrap()),
            (Some(6), level(&usual, iso3).as_str())
        );
        assert_eq!(one["to"].as_str().unwrap(), level(&rated, iso3));
    }
    let nothing = json(&kriterion(&["moves", path, "--against", path, "--json"]));
    assert_eq!(nothing["moves"].as_array().unwrap().len(), 0);
    let said = kriterion(&["moves", path, "--lang", "de"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("höher") && said.contains("→ kritisch"), "{said}");
    let said = kriterion(&["rate", "KAZ", "--method", path, "--lang", "de"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("[In dieser Kopie geändert: 18 → 27]"));
    assert_eq!(code(&kriterion(&["check", path])), 0);
}

#[test]
fn a_method_file_with_faults_is_told_and_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = own(folder.path());
    let text = std::fs::read_to_string(&path).unwrap();
    let line = text.lines().position(|line| line.contains("min_coverage:")).unwrap() + 1;
    std::fs::write(&path, text.replace("min_coverage: 60", "min_coverage: 160")).unwrap();
    let path = path.to_str().unwrap();
    for args in [
        &["rate", "KAZ", "--method", path][..],
        &["moves", path],
        &["moves", "bicc", "--against", path],
    ] {
        let output = kriterion(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((code(&output), output.stdout.len()), (3, 0), "{said}");
        assert!(said.contains(&format!("own.ron:{line}:")), "{said}");
    }
    let checked = json(&kriterion(&["check", path, "--json"]));
    assert!(checked["findings"][0]["place"].as_str().unwrap().contains(&format!(":{line}:")));
    assert_eq!(code(&kriterion(&["rate", "KAZ", "--method", "nothing"])), 2);
    assert_eq!(code(&kriterion(&["moves", "nothing.ron"])), 3);
    assert_eq!(code(&kriterion(&["moves"])), 2);
}

/// A copy by hand of a method of the program: another id, and other numbers without a word about them.
fn by_hand(folder: &Path, edits: &[(&str, &str)]) -> PathBuf {
    let mut text = bundle::load().method("bicc").unwrap().text.as_str().to_owned();
    for (old, new) in [("id: \"bicc\"", "id: \"mine\"")].iter().chain(edits) {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    let path = folder.join("mine.ron");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_copy_by_hand_is_compared_with_the_method_that_it_resembles() {
    let folder = tempfile::tempdir().unwrap();
    let change = ("FewerThan(\"TRT_COUNT29\", 18)", "FewerThan(\"TRT_COUNT29\", 27)");
    let path = by_hand(folder.path(), &[change]);
    let path = path.to_str().unwrap();
    let moved = json(&kriterion(&["moves", path, "--json"]));
    assert_eq!(moved["against"]["id"], "bicc");
    assert!(!moved["moves"].as_array().unwrap().is_empty());
    let said = kriterion(&["moves", path, "--lang", "en"]);
    let bundle = bundle::load();
    let title = &bundle.method("bicc").unwrap().title.en;
    assert!(String::from_utf8_lossy(&said.stdout).contains(&format!("against {title}")));
    let said = kriterion(&["rate", "KAZ", "--method", path, "--lang", "en"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("[Changed in this copy: 18 → 27]"));
    // One that resembles none, and one of the program: a person must say which.
    let text = std::fs::read_to_string(path).unwrap();
    std::fs::write(path, text.replace("id: \"c", "id: \"x")).unwrap();
    for word in [path, "bicc"] {
        let output = kriterion(&["moves", word, "--lang", "en"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{said}");
        assert!(said.contains("--against"), "{said}");
    }
    assert_eq!(code(&kriterion(&["moves", path, "--against", "bicc"])), 0);
}

#[test]
fn the_present_method_of_bicc_has_another_name() {
    let [one, other] =
        ["bicc", "bicc-present"].map(|id| kriterion(&["rate", "KAZ", "--method", id, "--json"]));
    assert_eq!((code(&one), code(&other)), (0, 0));
    assert_eq!(json(&one), json(&other));
}

#[test]
fn a_file_too_large_to_rate_by_is_too_large_to_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = by_hand(folder.path(), &[]);
    let mut text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(code(&kriterion(&["check", path.to_str().unwrap()])), 0);
    text.push_str(&" ".repeat(1024 * 1024));
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let rated = kriterion(&["rate", "KAZ", "--method", path, "--lang", "en"]);
    let checked = kriterion(&["check", path, "--lang", "en"]);
    assert_eq!((code(&rated), code(&checked)), (3, 3));
    let [rated, checked] =
        [rated, checked].map(|it| String::from_utf8_lossy(&it.stderr).into_owned());
    assert_eq!(rated, checked);
}

#[test]
fn every_fault_of_a_method_is_told_at_once_with_line_and_hint() {
    let folder = tempfile::tempdir().unwrap();
    let edits = [
        ("id: \"mine\"", "id: \"../mine\""),
        ("FewerThan(\"TRT_COUNT29\", 18)", "FewerThan(\"TRT_COUNT29\", 0)"),
        ("FewerThan(\"TRT_COUNT10\", 6)", "FewerThan(\"PTS\", 6)"),
        ("Several(1, [", "Several(0, ["),
        ("TopShare(\"GMI_RANK\", 25)", "TopShare(\"GMI_RANK\", 0)"),
        ("iso3: \"ERI\"", "iso3: \"ERX\""),
    ];
    let path = by_hand(folder.path(), &edits);
    let path = path.to_str().unwrap();
    for lang in ["en", "de", "fr"] {
        let output = kriterion(&["check", path, "--json", "--lang", lang]);
        let found = json(&output)["findings"].as_array().unwrap().clone();
        assert_eq!((code(&output), found.len()), (1, edits.len()), "{found:#?}");
        let text = std::fs::read_to_string(path).unwrap();
        for (_, new) in edits {
            let line = text.lines().position(|line| line.contains(new)).unwrap() + 1;
            let place = format!(":{line}:");
            let fits = |it: &&Value| it["place"].as_str().unwrap().contains(&place);
            let finding = found.iter().find(fits).unwrap_or_else(|| panic!("{new}: {found:#?}"));
            assert_ne!(finding["hint"], "", "{new}");
        }
    }
    assert_eq!(code(&kriterion(&["rate", "KAZ", "--method", path])), 3);
}
