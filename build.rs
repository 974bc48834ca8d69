//! Compiles what people edit into what the program carries:
//! `criteria/` and `assets/` into one compact blob, the word lists of `assets/i18n/` into Rust.
//!
//! A fault in criteria or data is embedded and shown by the program, never a broken build;
//! a word that lacks a language is a broken build, because no screen could be drawn without it.

use kriterion_heart::text::{Lang, Text, slots};
use kriterion_heart::{Bundle, bundle_from_texts};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for watched in
        ["criteria", "assets/data", "assets/countries", "assets/i18n", "assets/map", "assets"]
    {
        println!("cargo::rerun-if-changed={watched}");
    }
    write(&out.join("bundle.bin"), &packed(&bundle(&root)));
    write(&out.join("words.rs"), words(&root).as_bytes());
}

fn bundle(root: &Path) -> Bundle {
    let criteria = texts(&root.join("criteria"));
    let assets: Vec<_> = texts(&root.join("assets"))
        .into_iter()
        .filter(|(name, _)| !name.starts_with("i18n/"))
        .collect();
    let bundle = bundle_from_texts(&criteria, &assets);
    for fault in bundle.faults.iter().take(20) {
        println!("cargo::warning={}:{}: {:?}", fault.at.file, fault.at.line, fault.kind);
    }
    bundle
}

fn packed(bundle: &Bundle) -> Vec<u8> {
    match postcard::to_stdvec(bundle) {
        Ok(bytes) => miniz_oxide::deflate::compress_to_vec(&bytes, 7),
        Err(error) => broken(&format!("the bundle cannot be packed: {error}")),
    }
}

/// Every `*.ron` below `folder`: path relative to it with `/`, and text; in path order.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(folder, "", &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found);
        } else if name.ends_with(".ron") {
            match fs::read_to_string(&path) {
                Ok(text) => found.push((name, text)),
                Err(error) => broken(&format!("{}: {error}", path.display())),
            }
        }
    }
}

/// The word lists as Rust: one `Key` per entry of the plain lists, one `Word` for each enum of `enums.ron`.
fn words(root: &Path) -> String {
    let mut keys: BTreeMap<String, Text> = BTreeMap::new();
    let mut enums: BTreeMap<String, BTreeMap<String, Text>> = BTreeMap::new();
    for (name, text) in texts(&root.join("assets/i18n")) {
        if name.starts_with("enums") {
            let more: BTreeMap<String, BTreeMap<String, Text>> = ron::from_str(&text)
                .unwrap_or_else(|error| broken(&format!("assets/i18n/{name}:{error}")));
            enums.extend(more);
            continue;
        }
        let list: BTreeMap<String, Text> = ron::from_str(&text)
            .unwrap_or_else(|error| broken(&format!("assets/i18n/{name}:{error}")));
        for (key, text) in list {
            check(&key, &text);
            if keys.insert(key.clone(), text).is_some() {
                broken(&format!("assets/i18n/{name}: {key} stands in two lists"));
            }
        }
    }
    let mut rust = keys_in_rust(&keys);
    for (path, variants) in &enums {
        rust.push_str(&word_in_rust(path, variants));
    }
    rust
}

fn keys_in_rust(keys: &BTreeMap<String, Text>) -> String {
    let mut variants = String::new();
    let mut names = String::new();
    let mut texts = String::new();
    for (key, text) in keys {
        let variant = camel(key);
        let _ = writeln!(variants, "    /// {}\n    {variant},", text.en.replace('\n', " "));
        let _ = write!(names, "Key::{variant}, ");
        let _ = writeln!(texts, "    [{:?}, {:?}, {:?}],", text.en, text.de, text.fr);
    }
    let count = keys.len();
    format!(
        "/// A text of the program.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Key {{\n{variants}}}\n\
         impl Key {{\n    pub const ALL: [Self; {count}] = [{names}];\n}}\n\
         static TEXTS: [[&str; 3]; {count}] = [\n{texts}];\n"
    )
}

fn word_in_rust(path: &str, variants: &BTreeMap<String, Text>) -> String {
    let mut arms = String::new();
    for (variant, text) in variants {
        check(&format!("{path}::{variant}"), text);
        let _ = writeln!(
            arms,
            "            Self::{variant} => [{:?}, {:?}, {:?}],",
            text.en, text.de, text.fr
        );
    }
    format!(
        "impl Word for {path} {{\n    fn texts(self) -> [&'static str; 3] {{\n        match self {{\n{arms}        }}\n    }}\n}}\n"
    )
}

/// Every language says it, with the same slots.
fn check(key: &str, text: &Text) {
    for lang in Lang::ALL {
        let own = match lang {
            Lang::En => &text.en,
            Lang::De => &text.de,
            Lang::Fr => &text.fr,
        };
        if own.trim().is_empty() {
            broken(&format!("assets/i18n: {key} has no text in {}", lang.code()));
        }
        if slots(own) != slots(&text.en) {
            broken(&format!("assets/i18n: {key} has other slots in {} than in en", lang.code()));
        }
    }
}

fn camel(key: &str) -> String {
    key.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

fn write(path: &Path, bytes: &[u8]) {
    if let Err(error) = fs::write(path, bytes) {
        broken(&format!("{}: {error}", path.display()));
    }
}

fn broken(why: &str) -> ! {
    println!("cargo::error={why}");
    std::process::exit(1)
}
