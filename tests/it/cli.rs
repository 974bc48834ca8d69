//! The command line as other programs meet it: field names, exit codes, one JSON document, one sentence.

use kriterion::store::{self, Contents, Parcel};
use kriterion::{bundle, sample};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Field};
use kriterion_heart::edit::Edit;
use kriterion_heart::level::Level;
use kriterion_heart::score;
use kriterion_heart::text::Lang;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn kriterion(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kriterion")).args(args).output().expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program was not killed")
}

/// Standard output is one JSON document and nothing else.
fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on standard output")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn has(value: &Value, fields: &[&str]) {
    for field in fields {
        assert!(value.get(field).is_some(), "{field} is missing");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A container with the parts of the sample, one of them changed.
fn container(folder: &TempDir, name: &str, mimetype: &str, dossier: &str) -> String {
    let path = folder.path().join(name);
    let file = std::fs::File::create(&path).unwrap();
    let mut zip = zip::ZipWriter::new(file);
    for (name, content) in [("mimetype", mimetype), ("dossier.ron", dossier), ("log.ron", "V1([])")]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    text(&path).to_owned()
}

#[test]
fn the_sample_is_written_scored_and_checked() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("Fall ä.kriterion");
    let file = text(&path);
    let written = kriterion(&["sample", "-o", file, "--lang", "de"]);
    assert_eq!(code(&written), 0, "{}", said(&written));

    let scored = kriterion(&["score", file, "--json", "--lang", "de"]);
    assert_eq!(code(&scored), 0, "{}", said(&scored));
    let score = json(&scored);
    has(&score, &["criteria", "recommendation"]);
    let criteria = score["criteria"].as_array().unwrap();
    assert_eq!(criteria.len(), 8);
    for criterion in criteria {
        has(criterion, &["criterion", "proposal", "judgement", "residual"]);
        has(&criterion["proposal"], &["level", "reasons"]);
        let level = criterion["proposal"]["level"].as_str().unwrap();
        assert!(["not_critical", "possibly_critical", "critical", "no_data"].contains(&level));
        for reason in criterion["proposal"]["reasons"].as_array().unwrap() {
            assert!(!reason["text"].as_str().unwrap().contains('{'), "{reason}");
        }
    }
    has(&score["recommendation"], &["outcome", "gates"]);

    let checked = kriterion(&["check", file, "--json", "--lang", "fr"]);
    assert_eq!(code(&checked), 1, "the sample has open points");
    let findings = json(&checked);
    let findings = findings["findings"].as_array().unwrap();
    // First what locks an approval, here the unchecked certificate; then what is left to do.
    for (at, finding) in findings.iter().enumerate() {
        has(finding, &["severity", "place", "message", "hint"]);
        assert_eq!(finding["severity"], if at == 0 { "warning" } else { "open" }, "{finding}");
    }
    assert!(findings.len() > 8);
}

#[test]
fn the_sample_is_complete_invented_and_copies_its_evidence() {
    let bundle = bundle::load();
    for lang in Lang::ALL {
        let dossier = sample::dossier(&bundle, lang, Date { year: 2026, month: 11, day: 25 });
        assert!(dossier.invented);
        assert_eq!(score::missing(&dossier), Vec::new());
        assert!(dossier.country_view.is_some());
        assert!(dossier.answers.keys().all(|id| bundle.rules.question(*id).is_some()));
        assert!(dossier.tags().iter().all(|tag| bundle.rules.tag(tag).is_some()));
        let keys: Vec<&str> = dossier.evidence.values().map(|item| item.key.as_str()).collect();
        assert_eq!(keys.len(), 16, "facts of the data that are gone: {keys:?}");
        for item in dossier.evidence.values() {
            assert!(!item.title.is_empty() && !item.source.title.is_empty(), "{}", item.key);
        }
    }
}

#[test]
fn a_country_has_every_field_with_sources() {
    let output = kriterion(&["country", "KAZ", "--json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let country = json(&output);
    has(&country, &["iso3", "names", "edition", "observations", "treaties", "embargoes", "events"]);
    has(&country["names"], &["en", "de", "fr"]);
    assert!(country["observations"].as_array().unwrap().len() > 200);
    has(
        &country["observations"][0],
        &["indicator", "year", "value", "unit", "source", "status", "qualifier"],
    );
    has(&country["treaties"][0], &["treaty", "status", "year", "source", "as_of"]);
    has(&country["events"][0], &["id", "date", "text", "criteria", "source"]);
    has(&country["events"][0]["text"], &["en", "de"]);
    has(
        &country["contradictions"][0],
        &["rule", "topic", "a", "b", "uses", "why", "criteria", "known"],
    );
    has(&country["contradictions"][0]["a"], &["claim", "source", "place", "key"]);
    assert!(country["contradictions"].as_array().unwrap().len() > 40);

    let by_name = kriterion(&["country", "kasachstan", "--json"]);
    assert_eq!(by_name.stdout, output.stdout);
    let embargoed = json(&kriterion(&["country", "AFG", "--json"]));
    assert!(!embargoed["embargoes"].as_array().unwrap().is_empty());
}

#[test]
fn a_profile_is_told_in_three_languages_and_as_json() {
    for (lang, sections) in [
        ("en", ["Military spending", "Unauthorised re-export"]),
        ("de", ["Militärausgaben", "Unerlaubte Wiederausfuhr"]),
        ("fr", ["Dépenses militaires", "Réexportation non autorisée"]),
    ] {
        let output = kriterion(&["--lang", lang, "country", "KAZ", "--profile"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(sections.iter().all(|section| text.contains(section)), "{lang}");
        assert!(text.contains("(12)"), "an estimate keeps its brackets in {lang}");
    }
    let profile = json(&kriterion(&["country", "ARM", "--profile", "--json"]));
    has(&profile, &["iso3", "name", "day", "edition", "compared", "sections"]);
    has(&profile["sections"][1], &["code", "title", "feeds", "elements"]);
}

#[test]
fn all_states_are_rated() {
    let output = kriterion(&["rate", "all", "--json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let ratings = json(&output);
    assert_eq!(ratings.as_array().unwrap().len(), 197);
    has(&ratings[0], &["iso3", "method", "as_of", "criteria"]);
    assert_eq!(ratings[0]["criteria"].as_array().unwrap().len(), 8);
    has(&ratings[0]["criteria"][0], &["criterion", "level", "coverage", "reasons"]);

    let then = json(&kriterion(&["rate", "KAZ", "--method", "bicc", "--as-of", "2015", "--json"]));
    assert_eq!((&then[0]["as_of"], &then[0]["method"]), (&Value::from(2015), &Value::from("bicc")));
}

#[test]
fn search_finds_other_spellings() {
    let output = kriterion(&["search", "Tokayev", "--json", "--lang", "de"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let hits = json(&output);
    for hit in hits.as_array().unwrap() {
        has(hit, &["kind", "iso3", "label", "value", "year", "source"]);
    }
    let labels: Vec<&str> =
        hits.as_array().unwrap().iter().filter_map(|hit| hit["label"].as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("Toqajew")), "{labels:?}");

    let hits = json(&kriterion(&["search", "türkei", "--json"]));
    assert_eq!(
        (&hits[0]["kind"], &hits[0]["iso3"]),
        (&Value::from("country"), &Value::from("TUR"))
    );
    let hits =
        json(&kriterion(&["search", "Freedom in the World total score Kazakhstan", "--json"]));
    assert_eq!(hits[0]["kind"], "observation");
    assert_eq!(hits[0]["iso3"], "KAZ");
    assert_eq!(json(&kriterion(&["search", "xyzzy plugh", "--json"])), Value::Array(Vec::new()));
}

#[test]
fn wrong_use_is_two_and_says_why() {
    for args in [
        &["frobnicate"][..],
        &["score"],
        &["sample"],
        &["country", "XXX"],
        &["rate", "KAZ", "--method", "nonsense"],
        &["rate", "KAZ", "--as-of", "soon"],
        &["score", "a", "b"],
        &["country", "KAZ", "--nonsense"],
        &["--lang", "it", "country", "KAZ"],
    ] {
        let output = kriterion(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
        assert_eq!(said(&output).trim().lines().count(), 1, "{args:?}: {}", said(&output));
    }
    let output = kriterion(&["chek", "--lang", "de"]);
    assert!(said(&output).contains("„check“"), "{}", said(&output));
}

#[test]
fn unreadable_files_are_three_with_one_german_sentence() {
    let folder = TempDir::new().unwrap();
    let garbled = folder.path().join("garbled.kriterion");
    std::fs::write(&garbled, b"PK\x03\x04 and then nothing useful").unwrap();
    let foreign = folder.path().join("foreign.kriterion");
    std::fs::write(&foreign, b"%PDF-1.7").unwrap();
    let empty = folder.path().join("empty.kriterion");
    std::fs::write(&empty, b"").unwrap();
    let mimetype = "application/vnd.kriterion.dossier+zip";
    let other = container(&folder, "other.kriterion", "application/epub+zip", "V1()");
    let future = container(&folder, "future.kriterion", mimetype, "V99(())");
    let broken = container(&folder, "broken.kriterion", mimetype, "V1((id: 3");
    let missing = folder.path().join("missing.kriterion");
    let files =
        [text(&garbled), text(&foreign), text(&empty), &other, &future, &broken, text(&missing)];
    for file in files {
        for command in ["score", "check"] {
            let output = kriterion(&[command, file, "--json", "--lang", "de"]);
            assert_eq!(code(&output), 3, "{command} {file}: {}", said(&output));
            let said = said(&output);
            assert_eq!(said.trim().lines().count(), 1, "{said}");
            assert!(said.contains("lässt sich nicht öffnen"), "{said}");
            json(&output);
        }
    }
    assert!(said(&kriterion(&["score", &future, "--lang", "de"])).contains("99"));
}

#[test]
fn faults_of_criteria_files_have_place_and_hint() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/criteria/ten_faults.ron");
    let output = kriterion(&["check", file, "--json", "--lang", "de"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let findings = json(&output);
    let findings = findings["findings"].as_array().unwrap();
    assert!(findings.len() >= 10, "{findings:?}");
    for finding in findings {
        let place = finding["place"].as_str().unwrap();
        assert!(place.contains("ten_faults.ron:"), "{place}");
        assert!(!finding["hint"].as_str().unwrap().is_empty(), "{finding}");
    }
}

#[test]
fn our_own_files_have_no_faults() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/criteria");
    for file in ["c1.ron", "items.ron", "prefill.ron", "methods/kriterion.ron"] {
        let output = kriterion(&["check", &format!("{root}/{file}"), "--json"]);
        assert_eq!(code(&output), 0, "{file}: {}", json(&output));
    }
}

#[test]
fn help_version_and_bench_speak() {
    assert!(
        String::from_utf8_lossy(&kriterion(&["--help", "--lang", "de"]).stdout)
            .contains("Rückgabewerte")
    );
    assert!(
        String::from_utf8_lossy(&kriterion(&["--version"]).stdout)
            .contains(env!("CARGO_PKG_VERSION"))
    );
    let figures = json(&kriterion(&["bench", "search", "--json"]));
    has(&figures[0], &["name", "value", "unit"]);
}

/// Commands and options are the same in every language, and each option stands once below its command.
#[test]
fn the_help_has_the_same_lines_in_every_language() {
    use kriterion::i18n::{Key, say};
    let lines = |lang| {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut command = String::new();
        for line in say(lang, Key::CliHelp).lines() {
            if let Some(rest) = line.strip_prefix("kriterion ") {
                let word = rest.split(' ').next().unwrap_or_default();
                // Words in capitals stand for something and are translated.
                let is_name = word.chars().all(|it| it.is_ascii_lowercase() || it == '-');
                command = if is_name { word.to_owned() } else { String::new() };
                found.push((command.clone(), String::new()));
            } else if line.starts_with("    ") {
                let options = line.split_whitespace().filter(|word| word.starts_with("--"));
                found.extend(options.map(|option| (command.clone(), option.to_owned())));
            }
        }
        found
    };
    let english = lines(Lang::En);
    for (at, line) in english.iter().enumerate() {
        assert!(line.1.is_empty() || !english[..at].contains(line), "twice: {line:?}");
    }
    assert!(english.contains(&("rate".to_owned(), "--history".to_owned())));
    for command in ["methods", "moves", "ledger", "end-use", "calibrate"] {
        assert!(english.contains(&(command.to_owned(), String::new())), "{command}");
    }
    for lang in [Lang::De, Lang::Fr] {
        assert_eq!(lines(lang), english, "{lang:?}");
    }
}

/// What programs go by does not depend on the language.
#[test]
fn json_has_the_same_names_numbers_and_codes_in_every_language() {
    fn bare(value: &Value) -> Value {
        const CODES: [&str; 6] = ["level", "finding", "truth", "outcome", "iso3", "severity"];
        match value {
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| match value {
                    Value::String(_) if CODES.contains(&name.as_str()) => {
                        (name.clone(), value.clone())
                    }
                    _ => (name.clone(), bare(value)),
                })
                .collect(),
            Value::Array(all) => all.iter().map(bare).collect(),
            Value::String(_) => Value::String(String::new()),
            other => other.clone(),
        }
    }
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("case.kriterion");
    kriterion(&["sample", "-o", text(&file)]);
    for command in [&["score", text(&file)][..], &["check", text(&file)], &["rate", "KAZ"]] {
        let [english, german, french] = ["en", "de", "fr"]
            .map(|lang| bare(&json(&kriterion(&[command, &["--json", "--lang", lang]].concat()))));
        assert!(english.as_object().map_or(1, serde_json::Map::len) > 0);
        assert_eq!((&german, &french), (&english, &english), "{command:?}");
    }
}

#[test]
fn french_sets_a_space_before_the_colon() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("case.kriterion");
    kriterion(&["sample", "-o", text(&file)]);
    let output = kriterion(&["check", text(&file), "--lang", "fr"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("\u{a0}: "), "{told}");
    for line in told.lines() {
        for (at, _) in line.match_indices(": ") {
            let before = line[..at].chars().next_back();
            assert!(matches!(before, Some('\u{a0}' | '\u{202f}')), "{line}");
        }
    }
}

#[test]
fn two_states_are_merged_unless_something_is_undecided() {
    let folder = TempDir::new().unwrap();
    let paths = ["mine", "theirs", "both"].map(|name| folder.path().join(name));
    let [mine, theirs, both] = [&paths[0], &paths[1], &paths[2]].map(|path| text(path));
    let bundle = bundle::load();
    let case = sample::dossier(&bundle, Lang::En, Date::parse("2026-11-25").unwrap());
    let write = |path: &str, level, notes: &str| {
        let mut case = case.clone();
        Edit::Judgement(2, level).apply(&mut case);
        Edit::Field(Field::Notes, notes.to_owned()).apply(&mut case);
        store::save(Path::new(path), &Parcel::of(case)).unwrap();
    };
    write(mine, Some(Level::Critical), "by Anna");
    write(theirs, Some(Level::NotCritical), "by Bert");
    let asked = kriterion(&["merge", mine, theirs, "-o", both, "--json"]);
    assert_eq!(code(&asked), 1, "{}", said(&asked));
    let answer = json(&asked);
    assert_eq!(answer["conflicts"][0]["what"], "judgement:2");
    assert!(answer["written"].is_null() && !paths[2].exists());
    let plain = kriterion(&["merge", mine, theirs, "-o", both, "--lang", "de"]);
    assert!(String::from_utf8_lossy(&plain.stdout).contains("Kriterium 2"), "{}", said(&plain));

    let done = kriterion(&["merge", mine, theirs, "-o", both, "--take", "theirs", "--json"]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    let answer = json(&done);
    assert_eq!((&answer["written"], answer["merged"].as_array().unwrap().len()), (&both.into(), 2));
    let merged = store::open(&paths[2]).unwrap();
    assert_eq!(merged.dossier.record(2).judgement, Some(Level::NotCritical));
    assert_eq!(merged.dossier.request.field(Field::Notes), "by Anna\n\nby Bert");
    assert_eq!(merged.log[0].what, ["merge"]);
    let verified = kriterion(&["verify", both]);
    assert_eq!(code(&verified), 0, "{}", said(&verified));

    let mut other = case.clone();
    other.id = "another".to_owned();
    let mimetype = "application/vnd.kriterion.dossier+zip";
    let foreign = container(&folder, "foreign", mimetype, &store_text(other));
    let refused = kriterion(&["merge", mine, &foreign, "-o", both]);
    assert_eq!(code(&refused), 2, "{}", said(&refused));
}

fn store_text(case: Dossier) -> String {
    Contents::of(&Parcel::of(case)).unwrap().0.dossier
}

#[test]
fn a_sealed_dossier_is_read_with_its_passphrase_only() {
    let folder = TempDir::new().unwrap();
    let [case, right, wrong] = ["case", "right", "wrong"].map(|name| folder.path().join(name));
    std::fs::write(&right, "five red foxes\n").unwrap();
    std::fs::write(&wrong, "five red fox\n").unwrap();
    let [case, right, wrong] = [&case, &right, &wrong].map(|path| text(path));
    let made = kriterion(&["sample", "-o", case, "--passphrase-file", right]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    for passphrase in [None, Some(wrong)] {
        let mut args = vec!["score", case];
        args.extend(passphrase.iter().flat_map(|path| ["--passphrase-file", *path]));
        let refused = kriterion(&args);
        assert_eq!(code(&refused), 3, "{}", said(&refused));
        assert!(said(&refused).contains("passphrase"), "{}", said(&refused));
    }
    let read = kriterion(&["score", case, "--passphrase-file", right, "--json"]);
    assert_eq!(json(&read)["criteria"].as_array().unwrap().len(), 8);
}

/// A case signed by its author and changed afterwards, through the program's own store.
#[test]
fn verify_says_which_signature_is_void_and_by_which_change() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("case");
    let today = Date::parse("2026-11-25").unwrap();
    let mut parcel = Parcel::of(sample::dossier(&bundle::load(), Lang::En, today));
    let key = store::OpenKey::new("Anna".to_owned(), &[7; 32]);
    let step = kriterion_heart::signoff::Step::ALL[0];
    let saving = |what: &str| {
        Some(store::Saving { at: 1, who: "Anna".to_owned(), what: vec![what.to_owned()] })
    };
    parcel.saving = saving("sign:author");
    let reasons = std::collections::BTreeMap::new();
    let signing = store::Signing { step, reasons, key: &key };
    let saved = store::save_signed(&path, &parcel, Some(&signing)).unwrap();
    let case = text(&path);
    let told = json(&kriterion(&["verify", case, "--json"]));
    assert_eq!((&told["valid"], &told["stage"]), (&true.into(), &"with_reviewer".into()));
    assert_eq!(told["signatures"][0]["standing"], "holds");

    let mut changed = (*parcel.dossier).clone();
    Edit::Field(Field::Notes, "later".to_owned()).apply(&mut changed);
    let later = Parcel {
        log: saved.log,
        signatures: saved.signatures,
        saving: saving("request:Notes"),
        ..Parcel::of(changed)
    };
    store::save(&path, &later).unwrap();
    let told = kriterion(&["verify", case, "--json"]);
    assert_eq!(code(&told), 1);
    let told = json(&told);
    assert_eq!((&told["valid"], &told["log"]["intact"]), (&false.into(), &true.into()));
    assert_eq!(told["signatures"][0]["standing"], "void");
    assert_eq!(told["signatures"][0]["changes"][0], "request:Notes");
    let words = kriterion(&["verify", case, "--lang", "de"]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("Seitdem geändert") && words.contains("Bemerkungen"), "{words}");
}

/// A file of the World Bank, one that is none, and a folder in place of a file.
#[test]
fn publishers_files_become_a_pack_that_is_checked_and_counted() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        text(&path).to_owned()
    };
    let header = "Country Name,Country Code,Indicator Name,Indicator Code,2023,2024\n";
    let row = |name: &str, code: &str, values: &str| {
        format!("{name},{code},Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS,{values}\n")
    };
    let rows = [row("Kazakhstan", "KAZ", "0.5,0.6"), row("World", "WLD", "2,2")].concat();
    let good = write("download.txt", &format!("{header}{rows}"));
    let pack = folder.path().join("pack.ron");
    let read = kriterion(&["import-data", &good, "-o", text(&pack), "--json"]);
    assert_eq!(code(&read), 0, "a group of states is no finding: {}", said(&read));
    let result = json(&read);
    has(&result, &["added", "changed", "gone", "rejected"]);
    assert_eq!(result["added"].as_array().unwrap().len(), 2, "{result}");
    assert_eq!(result["gone"].as_array().unwrap().len(), 0, "one state does not replace a series");
    assert_eq!(result["rejected"][0]["reason"], "not_a_state");
    let checked = kriterion(&["check", text(&pack)]);
    assert_eq!(code(&checked), 0, "{}", said(&checked));

    let doubtful = write("zweifel.csv", &format!("{header}{}", row("Kazakstan", "", "0.5,viel")));
    let read = kriterion(&["import-data", &doubtful, "--lang", "de"]);
    assert_eq!(code(&read), 1);
    let line = "zweifel.csv, Zeile 2: unbekannter Staat: Kazakstan";
    assert!(said(&read).contains(line), "{}", said(&read));
    assert!(said(&read).contains("Kazakhstan"), "{}", said(&read));

    let page = write("WDI_CSV.csv", "<!DOCTYPE html><html><head></head><body>404</body></html>");
    let read = kriterion(&["import-data", &page, "--lang", "fr"]);
    assert_eq!(code(&read), 3);
    assert!(said(&read).contains("page web"), "{}", said(&read));

    let tables = folder.path().join("tables");
    std::fs::create_dir(&tables).unwrap();
    assert_eq!(code(&kriterion(&["import-data", text(&tables)])), 2, "tables need a place to go");
}

/// The file of the end-use screen is checked like the others: every fault with line and hint.
#[test]
fn the_file_of_the_end_use_screen_is_checked() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("end_use.ron");
    let sound = include_str!("../../criteria/end_use.ron");
    std::fs::write(&file, sound).unwrap();
    assert_eq!(code(&kriterion(&["check", text(&file)])), 0);
    let faulty = sound
        .replacen("\"C2-Q20\"", "\"C2-Q99\"", 1)
        .replacen("yes: Raises", "yes: Rises", 1)
        .replacen("id: \"free\",", "id: \"free\", any: [(of: \"listed\", is: No)],", 1);
    std::fs::write(&file, faulty).unwrap();
    let output = kriterion(&["check", text(&file), "--json", "--lang", "de"]);
    assert_eq!(code(&output), 1);
    let found = json(&output)["findings"].as_array().unwrap().clone();
    assert_eq!(found.len(), 3, "{found:?}");
    let hints: String = found.iter().map(|it| it["hint"].as_str().unwrap()).collect();
    assert!(hints.contains("C2-Q") && hints.contains("Raises") && hints.contains("any"), "{hints}");
}

/// The end-use screen of a case: questions, answers, and what follows.
#[test]
fn end_use_says_what_was_answered_and_what_follows() {
    use kriterion_heart::dossier::EndUseReply;
    let folder = TempDir::new().unwrap();
    let (asked, other) =
        (folder.path().join("asked.kriterion"), folder.path().join("other.kriterion"));
    let bundle = bundle::load();
    let day = Date::parse("2026-11-25").unwrap();
    let mut case = sample::dossier(&bundle, Lang::En, day);
    let screen = &bundle.rules.end_use;
    kriterion_heart::end_use::reason("listed", "5A001.f".to_owned()).apply(&mut case);
    for (id, reply) in [("listed", EndUseReply::Yes), ("protests", EndUseReply::NoInformation)] {
        kriterion_heart::end_use::answer(screen, &case, id, Some(reply)).unwrap().apply(&mut case);
    }
    Edit::EndUseTier(Some("high".to_owned())).apply(&mut case);
    store::save(&asked, &Parcel::of(case.clone())).unwrap();
    // The same without goods that the screen is about.
    case.request.lines.clear();
    store::save(&other, &Parcel::of(case)).unwrap();

    let output = kriterion(&["end-use", text(&asked), "--json"]);
    assert_eq!((code(&output), said(&output)), (0, String::new()));
    let value = json(&output);
    has(&value, &["asked", "groups", "article5", "tier"]);
    assert_eq!(value["asked"], true);
    assert_eq!(value["article5"]["decided"], "listed");
    assert_eq!(
        (&value["tier"]["chosen"], &value["tier"]["decided"]),
        (&"high".into(), &Value::Null)
    );
    let questions: Vec<&Value> = value["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["questions"].as_array().unwrap())
        .collect();
    assert_eq!(questions.len(), 26);
    let of = |id: &str| *questions.iter().find(|question| question["id"] == id).unwrap();
    assert_eq!(of("listed")["reply"], "yes");
    assert_eq!(
        (&of("listed")["reason"], &of("listed")["evidence"]),
        (&"5A001.f".into(), &"end_use/listed".into())
    );
    // Not answered and answered with "no information" are two things, and neither is "no".
    assert_eq!((&of("judge")["reply"], &of("judge")["evidence"]), (&Value::Null, &Value::Null));
    assert_eq!(of("protests")["reply"], "no_information");
    has(of("judge"), &["title", "ask", "serves", "reference", "mark"]);

    let output = kriterion(&["end-use", text(&asked), "--lang", "de"]);
    let told = String::from_utf8(output.stdout).unwrap();
    for words in [
        "Genehmigung nötig: das Gut ist gelistet",
        "ja. 5A001.f",
        "keine Informationen",
        "Eingeordnet in: Hohes Risiko",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    let output = kriterion(&["end-use", text(&other), "--json"]);
    assert_eq!((code(&output), &json(&output)["asked"]), (0, &Value::Bool(false)));
    assert_eq!(code(&kriterion(&["end-use"])), 2);
}
