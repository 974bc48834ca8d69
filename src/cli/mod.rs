//! The command line: the same program without a window, for batches, pipelines and tests.
//!
//! Field names of the JSON and exit codes are a contract (`docs/command-line.md`); sentences go to standard error.

mod args;
mod bench;
mod calibrate;
mod check;
mod compare;
mod country;
mod data;
mod end_use;
mod export;
mod history;
mod import_data;
mod import_files;
mod json;
mod ledger;
mod merge;
mod methods;
mod out;
mod profile;
mod rate;
mod reasons;
mod score;
mod search;
pub mod stages;
mod target;
mod verify;

pub use args::Measure;
pub use bench::{Extra, Figure};

use self::args::{Args, Command, Wrong};
use self::out::{Failure, Out};
use crate::i18n::{Key, fill, say};
use crate::store::{self, Parcel};
use crate::{sample, shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::text::Lang;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is left to do after the arguments.
#[derive(Debug)]
pub enum Start {
    /// A command has run.
    Done(ExitCode),
    Window {
        file: Option<PathBuf>,
        measure: Option<Measure>,
    },
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Fine,
    Findings,
    WrongUse,
    Unreadable,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(match end {
            End::Fine => 0,
            End::Findings => 1,
            End::WrongUse => 2,
            End::Unreadable => 3,
        })
    }
}

/// The language that the arguments ask for. Wrong arguments are told by `run`.
pub fn language(args: impl Iterator<Item = OsString>) -> Option<Lang> {
    args::parse(args).1
}

/// Runs a command, or says that a window is wanted. `args` are without the program's own name; `lang` is the system's.
/// `frames` measures what only the window knows.
pub fn run(args: impl Iterator<Item = OsString>, lang: Lang, frames: Extra) -> Start {
    let (parsed, said, json) = args::parse(args);
    let mut out = Out { lang: said.unwrap_or(lang), json, passphrase: None };
    let end = match parsed {
        Ok(Args { command: Command::Window { file, measure }, .. }) => {
            return Start::Window { file, measure };
        }
        Ok(Args { passphrase: file, packs, command: wanted, .. }) => {
            passphrase(&mut out, file).and_then(|()| command(wanted, &out, &packs, frames))
        }
        Err(wrong) => Err(Failure { end: End::WrongUse, message: wrong_use(out.lang, &wrong) }),
    };
    Start::Done(end.unwrap_or_else(|failure| out.fail(&failure)).into())
}

/// The first line of the file; what is typed on a command line others can see.
fn passphrase(out: &mut Out, file: Option<PathBuf>) -> Result<(), Failure> {
    let Some(path) = file else { return Ok(()) };
    let text = store::read_limited(&path, 64 * 1024)
        .and_then(|bytes| String::from_utf8(bytes).map_err(std::io::Error::other))
        .map_err(|error| out.cannot_open(&path, store::OpenProblem::from_io(&error)))?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    out.passphrase = Some(store::Passphrase::new(line));
    Ok(())
}

fn command(command: Command, out: &Out, packs: &[PathBuf], frames: Extra) -> Result<End, Failure> {
    let lang = out.lang;
    // The facts depend on the arguments alone, never on what the window has kept.
    let facts = || data::facts(out, packs);
    match command {
        Command::Window { .. } => Ok(End::Fine),
        Command::Help => out.text_or_json(say(lang, Key::CliHelp), || {
            json::object([("help", say(lang, Key::CliHelp))])
        }),
        Command::Version => version(out, &*facts()?),
        Command::Sample { out: path } => write_sample(out, &*facts()?, &path),
        Command::Check { files } => check::run(out, &*facts()?, &files),
        Command::Score { file } => score::run(out, &*facts()?, &file),
        Command::EndUse { file } => end_use::run(out, &*facts()?, &file),
        Command::Export(job) => export::run(out, &facts()?, &job),
        Command::Report(job) => export::state(out, &facts()?, &job),
        Command::Ledger(job) => ledger::run(out, &*facts()?, &job),
        Command::Country { state, profile: false } => country::run(out, &*facts()?, &state),
        Command::Country { state, profile: true } => {
            country::profile(out, &*facts()?, &state, today())
        }
        Command::Rate { state, method, history: Some(years), .. } => {
            history::run(out, &*facts()?, &state, method.as_deref(), years)
        }
        Command::Rate { state, method, as_of, history: None } => {
            rate::run(out, &*facts()?, &state, method.as_deref(), as_of)
        }
        Command::Calibrate { file, method, as_of } => {
            calibrate::run(out, &*facts()?, &file, method.as_deref(), as_of)
        }
        Command::Methods => methods::list(out, &*facts()?),
        Command::Moves { method, against } => {
            methods::run(out, &*facts()?, &method, against.as_deref())
        }
        Command::Search { text, only, most } => {
            search::run(out, &*facts()?, &text, only.as_deref(), most)
        }
        // A folder has tables of the program's own, a file is one of a publisher.
        Command::ImportData { from, into, label: None, sign, keep }
            if from.iter().all(|path| !path.is_dir()) =>
        {
            let to = import_files::To { into, sign, keep };
            import_files::run(out, &*facts()?, &from, &to)
        }
        // Tables become files for the program itself: nothing to sign, and nothing to keep.
        Command::ImportData { sign: Some(_), .. } | Command::ImportData { keep: true, .. } => {
            let message = wrong_use(lang, &Wrong::MissingArgument("FILE"));
            Err(Failure { end: End::WrongUse, message })
        }
        Command::ImportData { from, into: Some(into), label, .. } => {
            import(out, &from, &into, label.as_deref())
        }
        Command::ImportData { into: None, .. } => Err(Failure {
            end: End::WrongUse,
            message: wrong_use(lang, &Wrong::MissingArgument("-o FOLDER")),
        }),
        Command::Compare { old, new } => compare::run(out, &*facts()?, &old, &new),
        Command::Merge(job) => merge::run(out, &*facts()?, &job),
        Command::Verify { file } => verify::run(out, &file),
        Command::Unpack { file, folder } => verify::unpack(out, &file, &folder),
        Command::Pack { folder, file } => verify::pack(out, &folder, &file),
        Command::Bench { name } => bench::run(out, name.as_deref(), frames),
    }
}

fn version(out: &Out, bundle: &Bundle) -> Result<End, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let edition = bundle.atlas.edition.label.clone();
    let text = format!(
        "kriterion {version}\n{}",
        fill(out.lang, Key::CliEdition, &[("edition", &edition)])
    );
    out.text_or_json(&text, || json::object([("version", version), ("edition", &edition)]))
}

fn write_sample(out: &Out, bundle: &Bundle, path: &Path) -> Result<End, Failure> {
    target::is_new(out, path)?;
    let dossier = sample::dossier(bundle, out.lang, today());
    let parcel = Parcel { passphrase: out.passphrase.clone(), ..Parcel::of(dossier) };
    store::save(path, &parcel).map_err(|problem| out.cannot_save(path, problem))?;
    let shown = path.display().to_string();
    out.note(&fill(out.lang, Key::CliWritten, &[("path", &shown)]));
    out.json_only(|| json::object([("written", shown.as_str())]))
}

fn today() -> Date {
    Date::from_unix(shell::now())
}

fn import(
    out: &Out,
    folders: &[PathBuf],
    into: &Path,
    label: Option<&str>,
) -> Result<End, Failure> {
    let report = import_data::run(folders, into, label).map_err(|failed| {
        out.cannot_open(&failed.path, store::OpenProblem::from_io(&failed.error))
    })?;
    let [added, changed, gone, rejected] =
        [report.added.len(), report.changed.len(), report.gone.len(), report.rejected.len()]
            .map(|n| n.to_string());
    let slots = [
        ("added", added.as_str()),
        ("changed", &changed),
        ("gone", &gone),
        ("rejected", &rejected),
    ];
    for fault in &report.faults {
        out.note(&check::line(out.lang, &check::of_fault(out.lang, fault)));
    }
    for row in &report.rejected {
        out.note(&words::left_out(out.lang, row));
    }
    let end = if report.rejected.is_empty() && report.faults.is_empty() {
        End::Fine
    } else {
        End::Findings
    };
    out.text_or_json(&fill(out.lang, Key::CliImportCounts, &slots), || {
        serde_json::to_value(&report).unwrap_or_default()
    })?;
    Ok(end)
}

fn wrong_use(lang: Lang, wrong: &Wrong) -> String {
    let what = match wrong {
        Wrong::UnknownCommand { word, nearest } => {
            let message = fill(lang, Key::CliUnknownCommand, &[("word", word)]);
            out::with_guess(lang, message, nearest.as_deref())
        }
        Wrong::UnknownOption(word) => fill(lang, Key::CliUnknownOption, &[("word", word)]),
        Wrong::MissingValue(word) => fill(lang, Key::CliMissingValue, &[("word", word)]),
        Wrong::MissingArgument(word) => fill(lang, Key::CliMissingArgument, &[("word", word)]),
        Wrong::BadValue { option, value } => {
            fill(lang, Key::CliBadValue, &[("word", option), ("value", value)])
        }
        Wrong::TooMany(word) => fill(lang, Key::CliTooMany, &[("word", word)]),
    };
    format!("{what} {}", say(lang, Key::CliSeeHelp))
}

/// A state by its code or by its name in any language.
fn state(out: &Out, bundle: &Bundle, word: &str) -> Result<kriterion_heart::atlas::Iso3, Failure> {
    use kriterion_heart::text::fold;
    let folded = fold(word);
    let countries = &bundle.atlas.countries;
    let names = |country: &kriterion_heart::atlas::Country| {
        [country.iso3.as_str(), &country.name.en, &country.name.de, &country.name.fr].map(fold)
    };
    if let Some(country) = countries.iter().find(|country| names(country).contains(&folded)) {
        return Ok(country.iso3);
    }
    let all: Vec<String> = countries
        .iter()
        .flat_map(|country| [country.iso3.to_string(), country.name.get(out.lang).to_owned()])
        .collect();
    let nearest = kriterion_heart::intake::fault::nearest(word, all.iter().map(String::as_str));
    let message = fill(out.lang, Key::CliUnknownCountry, &[("word", word)]);
    Err(Failure {
        end: End::WrongUse,
        message: out::with_guess(out.lang, message, nearest.as_deref()),
    })
}
