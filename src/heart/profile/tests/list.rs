//! The list of systems itself: its ids, and that each test it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Id, state and tests of each row.
fn rows() -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/systems.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| SI-"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 5, "{line}");
            let names = cells[3].split('`').skip(1).step_by(2).map(str::to_owned).collect();
            (cells[0].to_owned(), cells[4].to_owned(), names)
        })
        .collect()
}

#[test]
fn the_list_has_the_122_ids_in_order() {
    let ids: Vec<String> = rows().into_iter().map(|(id, ..)| id).collect();
    let all: Vec<String> = (1..=122).map(|at| format!("SI-{at:03}")).collect();
    assert_eq!(ids, all);
}

#[test]
fn what_works_names_a_test_that_is_there() {
    let mut tests: BTreeSet<String> = BTreeSet::new();
    for folder in ["src", "tests"] {
        names(&root().join(folder), &mut tests);
    }
    for (id, state, named) in rows() {
        let known = ["works", "partly", "later"].iter().any(|word| state.starts_with(word));
        assert!(known, "{id}: {state}");
        assert!(state == "works" || state.contains(':'), "{id} does not say what is missing");
        assert!(!state.starts_with("works") || !named.is_empty(), "{id} works and names no test");
        for name in named {
            assert!(tests.contains(&name), "{id} names a test that is not there: {name}");
        }
    }
}

/// Names of all functions below a folder.
fn names(folder: &Path, out: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            names(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let functions = text.split("fn ").skip(1);
            let word = |part: &str| {
                part.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned)
            };
            out.extend(functions.filter_map(word));
        }
    }
}
