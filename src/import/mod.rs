//! Tables in, files for `assets/` out: CSV text to RON text.
//!
//! Knows no files and no clock: the caller supplies every text, also of what is there now, and writes what comes back.
//! The same tables always give the same bytes.

mod country;
mod embargo;
mod guide;
pub mod incidents;
mod names;
mod page;
pub mod publisher;
mod report;
pub mod script;
mod series;
mod sheet;
mod status;
mod tables;
#[cfg(test)]
mod tests;

pub use report::{ImportReport, Reason, Rejected, Untranslated};
pub use sheet::Table;

use guide::Guide;
use kriterion_heart::intake::Fault;
use names::{Names, Translator};
use sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Years that a table may name.
const YEARS: RangeInclusive<u16> = 1900..=2100;

/// The hand-made inputs, as they lie in `assets/`.
pub const NAMES: &str = "names.ron";
pub const READINGS: &str = "embargo_readings.ron";
pub const GUIDE: &str = "import.ron";

/// What an import works from.
#[derive(Debug, Default)]
pub struct Inputs {
    /// In the order given. Of two rows with the same key the one of the later table counts.
    pub tables: Vec<Table>,
    /// Path under `assets/` to text, of everything that is there now; the hand-made inputs among it.
    pub now: BTreeMap<String, String>,
    /// The name of the edition; `None` keeps the one there is.
    pub label: Option<String>,
}

/// What should stand under `assets/`, and how that differs from what is there.
#[derive(Debug, Default)]
pub struct Conversion {
    /// Path under `assets/` to text.
    pub files: BTreeMap<String, String>,
    pub report: ImportReport,
}

/// The tables that everything hangs on.
const NEEDED: [&str; 3] = ["countries.csv", "sources.csv", "treaties.csv"];

/// Makes the files. Without the tables that everything hangs on it makes none and says so.
pub fn convert(inputs: &Inputs) -> Conversion {
    let mut job = Job::new(inputs);
    let missing: Vec<&str> =
        NEEDED.into_iter().filter(|name| job.given(name).next().is_none()).collect();
    for name in &missing {
        job.reject(Rejected::new(name, 0, Reason::MissingTable, name));
    }
    if missing.is_empty() {
        country::countries(&mut job);
        series::sources(&mut job);
        series::indicators(&mut job);
        status::treaties(&mut job);
        status::treaty_status(&mut job);
        status::presence(&mut job);
        status::conflicts(&mut job);
        embargo::embargoes(&mut job);
        tables::reports(&mut job);
        job.edition();
    }
    job.finish()
}

/// An import under way.
struct Job<'i> {
    inputs: &'i Inputs,
    names: Names,
    guide: Guide<'i>,
    translator: Translator,
    /// ISO codes to English names.
    countries: BTreeMap<String, String>,
    country_ids: BTreeSet<String>,
    sources: BTreeSet<String>,
    treaties: BTreeSet<String>,
    files: BTreeMap<String, String>,
    report: ImportReport,
}

impl<'i> Job<'i> {
    fn new(inputs: &'i Inputs) -> Self {
        let mut faults: Vec<Fault> = Vec::new();
        let hand = |path: &str| inputs.now.get(path).map(String::as_str);
        let names =
            hand(NAMES).map(|text| Names::read(NAMES, text, &mut faults)).unwrap_or_default();
        let guide =
            hand(GUIDE).map(|text| Guide::read(GUIDE, text, &mut faults)).unwrap_or_default();
        Self {
            inputs,
            names,
            guide,
            translator: Translator::default(),
            countries: BTreeMap::new(),
            country_ids: BTreeSet::new(),
            sources: BTreeSet::new(),
            treaties: BTreeSet::new(),
            files: BTreeMap::new(),
            report: ImportReport { faults, ..ImportReport::default() },
        }
    }

    /// The tables of one name, later ones last.
    fn given(&self, name: &str) -> impl Iterator<Item = &'i Table> + use<'i> {
        let name = name.to_owned();
        self.inputs.tables.iter().filter(move |table| table.name == name)
    }

    /// The tables of one name, read.
    fn sheets(&mut self, name: &str, needed: &[&str]) -> Vec<Sheet> {
        let tables: Vec<&Table> = self.given(name).collect();
        tables
            .into_iter()
            .map(|table| Sheet::read(table, needed, &mut self.report.rejected))
            .collect()
    }

    fn reject(&mut self, rejected: Rejected) {
        self.report.rejected.push(rejected);
    }

    /// Takes a value, or rejects its row.
    fn take<T>(&mut self, value: Result<T, Rejected>) -> Option<T> {
        value.map_err(|rejected| self.reject(rejected)).ok()
    }

    /// Checks a cell against a list of what there is.
    fn known(&mut self, row: &sheet::View<'_>, column: &str, reason: Reason) -> Option<String> {
        let cell = row.get(column);
        let known = match reason {
            Reason::UnknownCountry => &self.country_ids,
            Reason::UnknownSource => &self.sources,
            _ => &self.treaties,
        };
        if known.contains(cell) {
            return Some(cell.to_owned());
        }
        let rejected = row.reject(reason, cell).near(known);
        self.reject(rejected);
        None
    }

    /// The name of the edition: the one asked for, or the one there is.
    fn edition(&mut self) {
        const PATH: &str = "edition.ron";
        let kept = self.inputs.now.get(PATH);
        let text = match (&self.inputs.label, kept) {
            (Some(label), _) => format!("(\n    label: {},\n)\n", page::quote(label)),
            (None, Some(kept)) => kept.clone(),
            (None, None) => return,
        };
        self.files.insert(PATH.to_owned(), text);
    }

    fn finish(self) -> Conversion {
        let Self { inputs, files, mut report, translator, .. } = self;
        let given: BTreeSet<&str> = inputs.tables.iter().map(|table| table.name.as_str()).collect();
        let all_needed = NEEDED.into_iter().all(|name| given.contains(name));
        report.compare(&inputs.now, &files, |path| all_needed && is_covered(path, &given, &files));
        report.untranslated = translator.missing();
        Conversion { files, report }
    }
}

/// True for a file that the given tables would have made, if they still had its rows.
fn is_covered(path: &str, given: &BTreeSet<&str>, files: &BTreeMap<String, String>) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["data", _, "source.ron"] => given.contains("sources.csv"),
        ["data", _, "treaty_status.ron"] => given.contains("treaty_status.csv"),
        ["data", _, "presence.ron"] => given.contains("presence.csv"),
        ["data", _, "conflicts.ron"] => given.contains("conflicts.csv"),
        ["data", _, _] => given.contains("indicators.csv"),
        ["countries", _] => given.contains("countries.csv"),
        // A report that was not given again is not gone.
        ["countries", iso3, _] => {
            let folder = format!("countries/{iso3}/");
            files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder))
        }
        _ => false,
    }
}

/// True for an id that can be the name of a file or folder on every system.
fn is_file_name(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The criteria that a cell names: `2;7`, `4`, `1-8`.
fn criteria(row: &sheet::View<'_>, column: &str) -> Result<Vec<u8>, Rejected> {
    read_criteria(row.get(column)).ok_or_else(|| row.reject(Reason::NotANumber, row.get(column)))
}

fn read_criteria(cell: &str) -> Option<Vec<u8>> {
    let mut numbers = Vec::new();
    for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        numbers.extend(from.trim().parse::<u8>().ok()?..=to.trim().parse::<u8>().ok()?);
    }
    numbers.iter().all(|number| (1..=8).contains(number)).then_some(numbers)
}

/// A short name for a sentence: its words in small letters, joined by `_`.
fn key_for(sentence: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const LONGEST: usize = 40;
    let mut key = String::new();
    for word in sentence.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        if !key.is_empty() && key.len() + word.len() >= LONGEST {
            break;
        }
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(&word.to_ascii_lowercase());
    }
    let mut free = key.clone();
    let mut number = 2;
    while is_taken(&free) {
        free = format!("{key}_{number}");
        number += 1;
    }
    free
}
