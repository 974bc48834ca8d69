//! The walls: which room may use which, kept by reading the sources.
//!
//! `ARCHITECTURE.md` says why. A new room needs a row here; a new arrow needs a reason there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the program in reading order, and the rooms each may use: only rows above it.
/// Every room may use the heart.
const ROOMS: &[(&str, &[&str])] = &[
    ("bundle", &[]),
    ("letters", &[]),
    ("i18n", &[]),
    ("store", &[]),
    ("import", &[]),
    ("sample", &["i18n"]),
    // Of the store: what was read, what is to be written, what went wrong. Never its files.
    // Of the import: which rows it refused.
    ("session", &["i18n", "import", "sample", "store"]),
    ("words", &["i18n", "import", "session", "store"]),
    ("report", &["i18n", "letters", "session", "store", "words"]),
    ("shell", &["bundle", "import", "report", "session", "store"]),
    (
        "cli",
        &["bundle", "i18n", "import", "report", "sample", "session", "shell", "store", "words"],
    ),
    (
        "gui",
        &["bundle", "i18n", "letters", "report", "sample", "session", "shell", "store", "words"],
    ),
];

/// The modules of the heart, in the same way.
const HEART: &[(&str, &[&str])] = &[
    ("amount", &[]),
    ("fixed", &[]),
    ("text", &[]),
    ("level", &["text"]),
    ("wish", &["level", "text"]),
    ("date", &[]),
    ("rulebook", &["date", "fixed", "level", "text"]),
    ("atlas", &["date", "level", "text"]),
    ("globe", &["atlas", "text"]),
    ("rating", &["amount", "atlas", "date", "fixed", "level", "rulebook", "text"]),
    ("dossier", &["amount", "atlas", "date", "fixed", "level", "rating", "rulebook", "text"]),
    ("signoff", &["dossier"]),
    ("edit", &["atlas", "date", "dossier", "level", "rating", "rulebook", "signoff", "text"]),
    ("compare", &["atlas", "date", "dossier", "edit", "level", "rulebook", "text"]),
    ("key", &["atlas", "date", "rulebook"]),
    ("phrase", &["atlas", "level", "text"]),
    ("ledger", &["atlas", "date", "dossier", "key", "level", "rating", "rulebook", "text"]),
    ("measure", &["atlas", "rating", "text"]),
    ("trend", &["atlas", "measure", "text"]),
    ("contradiction", &["amount", "atlas", "date", "key", "measure", "phrase", "text"]),
    ("row", &["atlas", "text"]),
    ("profile", &["atlas", "date", "key", "level", "phrase", "row", "text"]),
    ("manuscript", &["atlas", "date", "level", "profile", "text"]),
    (
        "intake",
        &[
            "amount", "atlas", "date", "dossier", "fixed", "globe", "ledger", "level", "phrase",
            "profile", "rating", "rulebook", "text",
        ],
    ),
    ("draft", &["date", "fixed", "intake", "phrase", "rating", "text"]),
    ("pack", &["atlas", "date", "intake", "key", "phrase", "row", "text"]),
    (
        "bundle",
        &["atlas", "dossier", "globe", "intake", "ledger", "pack", "profile", "rating", "rulebook"],
    ),
    ("moves", &["atlas", "bundle", "draft", "level", "rating", "text"]),
    ("pinned", &["bundle", "dossier", "intake", "rating"]),
    ("calibration", &["atlas", "level"]),
    ("history", &["atlas", "level", "rating", "text"]),
    ("overview", &["atlas", "level"]),
    ("choropleth", &["atlas", "bundle", "level", "rating", "text"]),
    (
        "comparison",
        &["atlas", "bundle", "date", "key", "level", "measure", "rating", "rulebook", "text"],
    ),
    (
        "evidence",
        &[
            "atlas", "bundle", "date", "dossier", "key", "level", "phrase", "rating", "row",
            "rulebook", "text",
        ],
    ),
    (
        "relook",
        &[
            "atlas", "bundle", "dossier", "edit", "evidence", "key", "level", "phrase", "pinned",
            "rating", "rulebook", "text",
        ],
    ),
    (
        "end_use",
        &[
            "atlas", "bundle", "date", "dossier", "edit", "evidence", "key", "level", "phrase",
            "rating", "rulebook", "text",
        ],
    ),
    ("score", &["amount", "atlas", "date", "dossier", "level", "rating", "rulebook", "text"]),
    (
        "stages",
        &[
            "atlas", "bundle", "date", "dossier", "edit", "fixed", "level", "rating", "rulebook",
            "score", "text",
        ],
    ),
    ("clearance", &["dossier", "level", "score", "signoff", "text"]),
    (
        "search",
        &[
            "atlas", "bundle", "date", "dossier", "evidence", "key", "level", "phrase", "row",
            "rulebook", "text",
        ],
    ),
];

/// Crates that know a window, and the rooms that may name them.
const WINDOW: &[&str] =
    &["eframe", "egui", "egui_plot", "egui_winit", "rfd", "softbuffer", "winit"];
const WITH_WINDOW: &[&str] = &["gui", "raster"];

/// Rooms that may touch files, threads or the clock.
const WITH_FILES: &[&str] = &["cli", "main", "shell", "store"];
const WITH_TIME: &[&str] = &["cli", "gui", "main", "raster", "shell"];

const MOST_LINES: usize = 600;

#[test]
fn arrows_go_only_where_the_table_allows() {
    let faults = wrong_arrows(&program(), ROOMS);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn arrows_of_the_heart_go_only_where_the_table_allows() {
    let faults = wrong_arrows(&heart(), HEART);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    for table in [ROOMS, HEART] {
        for (at, (room, allowed)) in table.iter().enumerate() {
            for used in *allowed {
                let above = table.iter().take(at).any(|(name, _)| name == used);
                assert!(above, "{room} may not use {used}: it stands below");
            }
        }
    }
}

#[test]
fn only_the_window_names_the_window() {
    let faults = told(&everything(), |source| {
        let words = words(&source.code);
        if WITH_WINDOW.contains(&source.room.as_str()) {
            return Vec::new();
        }
        WINDOW.iter().filter(|name| words.contains(**name)).map(|name| (*name).to_owned()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_few_rooms_touch_files_threads_and_the_clock_and_none_the_network() {
    let faults = told(&everything(), |source| {
        let (of_std, words) = (named_after(&source.code, "std::"), words(&source.code));
        let room = source.room.as_str();
        let mut found = Vec::new();
        if of_std.contains("net") {
            found.push("std::net".to_owned());
        }
        if of_std.contains("fs") && !WITH_FILES.contains(&room) {
            found.push("std::fs".to_owned());
        }
        if !WITH_TIME.contains(&room) {
            let timed = ["SystemTime", "Instant"].into_iter().filter(|name| words.contains(name));
            found.extend(timed.map(str::to_owned));
            if of_std.contains("thread") {
                found.push("std::thread".to_owned());
            }
        }
        found
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What fails there can be made to fail by a test.
/// A limit must be met or missed alike on every machine. What stands in files and on screen may be a float.
#[test]
fn nothing_that_decides_a_level_counts_in_floats() {
    let deciding: Vec<Source> = heart()
        .into_iter()
        .filter(|source| matches!(source.room.as_str(), "rating" | "score" | "stages" | "ledger"))
        .collect();
    assert!(deciding.len() > 40, "the sources were not found");
    let faults = told(&deciding, |source| {
        let words = words(&source.code);
        ["f32", "f64"].into_iter().filter(|name| words.contains(name)).map(str::to_owned).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_store_changes_the_disk_through_one_door() {
    let steps = [
        "create_dir",
        "create_dir_all",
        "hard_link",
        "persist",
        "remove_dir_all",
        "remove_file",
        "rename",
        "sync_all",
        "tempfile_in",
        "write_all",
    ];
    let faults = told(&everything(), |source| {
        // The container is written into memory.
        let free =
            ["disk.rs", "container.rs", "blob.rs"].iter().any(|name| source.path.ends_with(name));
        if source.room != "store" || free {
            return Vec::new();
        }
        let code = source.code.replace("disk::", "disk_");
        let words = words(&code);
        steps.iter().filter(|step| words.contains(**step)).map(|step| (*step).to_owned()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let mut files = rust_files(&root().join("src"));
    files.extend(rust_files(&root().join("tests")));
    files.push(root().join("build.rs"));
    let long: Vec<String> = files
        .iter()
        .map(|path| (path, fs::read_to_string(path).unwrap_or_default().lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{} has {lines} lines, {MOST_LINES} are the end", shown(path)))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_reader_of_sources_sees_code_and_only_code() {
    let text = r##"
        // crate::gui
        /* crate::gui /* egui */ std::fs */
        use crate::{store::{Opened, Parcel}, words};
        use std::{fs, io::{self, Read}};
        let text = "crate::cli \" egui"; let raw = r#"std::net " "#; let quote = '"'; let life: &'static str = "";
        $crate::session::Place::Start; std :: thread :: spawn();
        #[cfg(test)]
        mod tests { use crate::shell::now; fn a() { let b = '}'; } }
        mod after { use crate::sample; }
    "##;
    let code = without_tests(&without_words(text));
    let set = |names: &[&str]| -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    };
    assert_eq!(named_after(&code, "crate::"), set(&["store", "words", "session", "sample"]));
    assert_eq!(named_after(&code, "std::"), set(&["fs", "io", "thread"]));
    assert!(!words(&code).contains("egui"));
    assert_eq!(
        above(&without_words("use super::super::store; use super::near;"), 2),
        set(&["store"])
    );
}

/// One source file without comments, texts and tests.
struct Source {
    path: PathBuf,
    room: String,
    /// How many `super` lead from this file to the root of its package.
    depth: usize,
    code: String,
}

/// The rooms of the program; `lib.rs` and `main.rs` are doors, not rooms.
fn program() -> Vec<Source> {
    let rooms = sources(&root().join("src"));
    rooms
        .into_iter()
        .filter(|source| {
            !["heart", "paper", "raster", "lib", "main"].contains(&source.room.as_str())
        })
        .collect()
}

fn heart() -> Vec<Source> {
    sources(&root().join("src/heart")).into_iter().filter(|source| source.room != "lib").collect()
}

fn everything() -> Vec<Source> {
    sources(&root().join("src"))
}

fn sources(folder: &Path) -> Vec<Source> {
    let files = rust_files(folder)
        .into_iter()
        .filter(|path| !is_test(path.strip_prefix(root()).unwrap_or(path)));
    files.map(|path| source(folder, path)).collect()
}

/// `tests.rs`, and everything in a folder `tests`.
fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}

fn source(folder: &Path, path: PathBuf) -> Source {
    let inside = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
    let mut parts: Vec<String> =
        inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|part| part == "mod") {
        parts.pop();
    }
    let room = parts.first().cloned().unwrap_or_default();
    let text = fs::read_to_string(&path).unwrap_or_default();
    Source { room, depth: parts.len(), code: without_tests(&without_words(&text)), path }
}

fn wrong_arrows(sources: &[Source], table: &[(&str, &[&str])]) -> Vec<String> {
    assert!(!sources.is_empty(), "no sources found: the walls were not checked");
    told(sources, |source| {
        let row = table.iter().find(|(room, _)| *room == source.room);
        let Some((_, allowed)) = row else {
            return vec!["anything: it has no row in the table".to_owned()];
        };
        let mut used = named_after(&source.code, "crate::");
        used.extend(
            above(&source.code, source.depth).into_iter().filter(|name| is_room(table, name)),
        );
        let used =
            used.into_iter().map(|name| if name == "Bundle" { "bundle".to_owned() } else { name });
        used.filter(|name| *name != source.room && !allowed.contains(&name.as_str())).collect()
    })
}

fn is_room(table: &[(&str, &[&str])], name: &str) -> bool {
    table.iter().any(|(room, _)| *room == name)
}

fn told(sources: &[Source], find: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    let tell = |source: &Source, what: &str| {
        format!("{} may not use {what}: {}", source.room, shown(&source.path))
    };
    sources
        .iter()
        .flat_map(|source| find(source).into_iter().map(|what| tell(source, &what)))
        .collect()
}

/// The names that directly follow `head`, also inside braces: `crate::{a::B, c}` names `a` and `c`.
fn named_after(code: &str, head: &str) -> BTreeSet<String> {
    let code: String = code
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" :: ", "::")
        .replace(":: ", "::");
    let mut found = BTreeSet::new();
    let mut before = ' ';
    let mut rest = code.as_str();
    while let Some(at) = rest.find(head) {
        let (skipped, tail) = rest.split_at(at);
        before = skipped.chars().next_back().unwrap_or(before);
        rest = tail.get(head.len()..).unwrap_or_default();
        if is_letter(before) {
            continue; // `my_crate::`
        }
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads_of_group(group)),
            None => found.extend(first_word(rest)),
        }
    }
    found
}

/// The names that a chain of `depth` or more `super::` leads to.
fn above(code: &str, depth: usize) -> BTreeSet<String> {
    named_after(code, &"super::".repeat(depth.max(1)))
}

/// The first name of each entry of `a::B, c::{d, e}}…`.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut entry, mut entries) = (1_u32, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => entries.push(std::mem::take(&mut entry)),
            _ => (),
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && c != ',' {
            entry.push(c);
        }
    }
    entries.push(entry);
    entries.iter().filter_map(|entry| first_word(entry)).collect()
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|c| is_letter(*c)).collect();
    (!word.is_empty()).then_some(word)
}

fn words(code: &str) -> BTreeSet<&str> {
    code.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text without comments, and with every literal text emptied.
fn without_words(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let (mut code, mut at) = (String::with_capacity(text.len()), 0);
    while at < chars.len() {
        let before = code.chars().next_back().unwrap_or(' ');
        match (get(at), get(at + 1)) {
            ('/', '/') => {
                while at < chars.len() && get(at) != '\n' {
                    at += 1;
                }
            }
            ('/', '*') => at = after_comment(&chars, at),
            ('r', '"' | '#') if !is_letter(before) || before == 'b' => {
                at = after_raw(&chars, at, &mut code)
            }
            ('"', _) => {
                at += 1;
                while at < chars.len() && get(at) != '"' {
                    at += 1 + usize::from(get(at) == '\\');
                }
                at += 1;
                code.push_str("\"\"");
            }
            ('\'', '\\') => {
                at += 3;
                while at < chars.len() && get(at) != '\'' {
                    at += 1;
                }
                at += 1;
            }
            ('\'', _) if get(at + 2) == '\'' => at += 3,
            (c, _) => {
                code.push(c);
                at += 1;
            }
        }
    }
    code
}

/// Where a block comment that begins at `at` has ended; comments may stand in comments.
fn after_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0_u32;
    while at < chars.len() {
        match (chars.get(at), chars.get(at + 1)) {
            (Some('/'), Some('*')) => (depth, at) = (depth + 1, at + 2),
            (Some('*'), Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where a raw text that begins at `at` has ended; an `r#name` is no text and stays.
fn after_raw(chars: &[char], at: usize, code: &mut String) -> usize {
    let hashes = chars.iter().skip(at + 1).take_while(|c| **c == '#').count();
    let begin = at + 1 + hashes;
    if chars.get(begin) != Some(&'"') {
        code.push('r');
        return at + 1;
    }
    let mut end = begin + 1;
    while end < chars.len() {
        let closed = chars.get(end) == Some(&'"')
            && chars.iter().skip(end + 1).take(hashes).filter(|c| **c == '#').count() == hashes;
        if closed {
            break;
        }
        end += 1;
    }
    code.push_str("\"\"");
    end + 1 + hashes
}

/// The code without what follows `#[cfg(test)]`: a block in braces, or up to a semicolon.
fn without_tests(code: &str) -> String {
    let mut parts = code.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut depth = 0_u32;
        let end = part.find(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => (),
            }
            depth == 0 && (c == '}' || c == ';')
        });
        kept.push_str(end.and_then(|end| part.get(end + 1..)).unwrap_or_default());
    }
    kept
}

/// Every `*.rs` below `folder`, in order of path.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
