//! The arguments of the command line as values. Knows no command's work and no sentence.

use super::export;
use super::ledger;
use super::merge::{Job, code};
use kriterion_heart::compare::Choice;
use kriterion_heart::intake::fault::nearest;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Form, Kind};
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Hits that `search` gives without `--most`.
const MOST_HITS: usize = 200;

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// The first and the last year, where they are named.
pub type Span = (Option<u16>, Option<u16>);

/// After the first frame of a measured start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Exit,
    Stay,
    /// A window with nothing in it, to compare with.
    Empty,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Args {
    pub lang: Option<Lang>,
    pub json: bool,
    /// Its first line opens and seals dossiers.
    pub passphrase: Option<PathBuf>,
    /// Data packs to be put on the facts, in this order.
    pub packs: Vec<PathBuf>,
    pub command: Command,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Window {
        file: Option<PathBuf>,
        measure: Option<Measure>,
    },
    Help,
    Version,
    Sample {
        out: PathBuf,
    },
    Check {
        files: Vec<PathBuf>,
    },
    Score {
        file: PathBuf,
    },
    EndUse {
        file: PathBuf,
    },
    Ledger(ledger::Job),
    Export(export::Job),
    Report(export::StateJob),
    Country {
        state: String,
        profile: bool,
    },
    Rate {
        state: String,
        method: Option<String>,
        as_of: Option<u16>,
        /// Level by level over the years: the first and the last, where they are named.
        history: Option<Span>,
    },
    Calibrate {
        file: PathBuf,
        method: Option<String>,
        as_of: Option<u16>,
    },
    Methods,
    Moves {
        method: String,
        against: Option<String>,
    },
    Search {
        text: String,
        only: Option<String>,
        most: usize,
    },
    ImportData {
        from: Vec<PathBuf>,
        into: Option<PathBuf>,
        label: Option<String>,
        /// The key file that signs the pack.
        sign: Option<PathBuf>,
        /// Into the folder of the program, where the window finds it.
        keep: bool,
    },
    Compare {
        old: PathBuf,
        new: PathBuf,
    },
    Merge(Job),
    Verify {
        file: PathBuf,
    },
    Unpack {
        file: PathBuf,
        folder: PathBuf,
    },
    Pack {
        folder: PathBuf,
        file: PathBuf,
    },
    Bench {
        name: Option<String>,
    },
}

/// Why the arguments make no sense.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    UnknownCommand { word: String, nearest: Option<String> },
    UnknownOption(String),
    MissingValue(String),
    MissingArgument(&'static str),
    BadValue { option: &'static str, value: String },
    TooMany(String),
}

const COMMANDS: &[&str] = &[
    "sample",
    "check",
    "score",
    "end-use",
    "export",
    "report",
    "ledger",
    "country",
    "rate",
    "calibrate",
    "methods",
    "moves",
    "search",
    "compare",
    "merge",
    "verify",
    "pack",
    "unpack",
    "import-data",
    "bench",
];

const WITHOUT_FACTS: [&str; 4] = ["verify", "pack", "unpack", "bench"];

/// Everything that was said, before the command says what of it belongs to it.
#[derive(Debug, Default)]
struct Said {
    lang: Option<Lang>,
    json: bool,
    help: bool,
    version: bool,
    values: Vec<OsString>,
    out: Option<PathBuf>,
    method: Option<String>,
    against: Option<String>,
    as_of: Option<u16>,
    only: Option<String>,
    most: Option<usize>,
    label: Option<String>,
    passphrase: Option<PathBuf>,
    packs: Vec<PathBuf>,
    sign: Option<PathBuf>,
    take: Option<Choice>,
    from: Option<PathBuf>,
    to: Option<PathBuf>,
    years: Option<u16>,
    report: Option<Kind>,
    redact: Option<String>,
    model: Option<PathBuf>,
    measure: Option<Measure>,
    /// The options used that belong to some commands only.
    options: Vec<&'static str>,
}

/// `args` are without the program's own name. Language and form hold also where the first is an error.
pub fn parse(args: impl Iterator<Item = OsString>) -> (Result<Args, Wrong>, Option<Lang>, bool) {
    let mut said = Said::default();
    let read = said.read(args);
    let (lang, json) = (said.lang, said.json);
    let passphrase = said.passphrase.clone();
    let packs = said.packs.clone();
    let command = read.and_then(|()| said.command());
    (command.map(|command| Args { lang, json, passphrase, packs, command }), lang, json)
}

impl Said {
    /// Reads to the end even after a fault, so that a later `--lang` still counts.
    fn read(&mut self, args: impl Iterator<Item = OsString>) -> Result<(), Wrong> {
        let mut parser = Parser::from_args(args);
        let mut first = Ok(());
        loop {
            let step = match parser.next() {
                Ok(None) => return first,
                Ok(Some(Arg::Value(value))) => {
                    self.values.push(value);
                    Ok(())
                }
                Ok(Some(Arg::Short('o'))) => {
                    value(&mut parser, "-o").map(|path| self.out = Some(path.into()))
                }
                Ok(Some(Arg::Short('h'))) => {
                    self.help = true;
                    Ok(())
                }
                Ok(Some(Arg::Short(letter))) => Err(Wrong::UnknownOption(format!("-{letter}"))),
                Ok(Some(Arg::Long(name))) => {
                    let name = name.to_owned();
                    self.long(&name, &mut parser)
                }
                Err(error) => Err(wrong(error)),
            };
            if first.is_ok() {
                first = step;
            }
        }
    }

    fn long(&mut self, name: &str, parser: &mut Parser) -> Result<(), Wrong> {
        match name {
            "help" => self.help = true,
            "version" => self.version = true,
            "json" => self.json = true,
            "lang" => {
                let code = text(parser, "--lang")?;
                let lang = Lang::ALL.into_iter().find(|lang| lang.code() == code);
                self.lang = Some(lang.ok_or(Wrong::BadValue { option: "--lang", value: code })?);
            }
            "method" => self.method = Some(self.own(text(parser, "--method")?, "--method")),
            "against" => self.against = Some(self.own(text(parser, "--against")?, "--against")),
            "as-of" => {
                let year = text(parser, "--as-of")?;
                let number = year.parse().ok().filter(|year| YEARS.contains(year));
                let number = number.ok_or(Wrong::BadValue { option: "--as-of", value: year })?;
                self.as_of = Some(self.own(number, "--as-of"));
            }
            "only" => self.only = Some(self.own(text(parser, "--only")?, "--only")),
            "most" => {
                let most = text(parser, "--most")?;
                let number =
                    most.parse().map_err(|_| Wrong::BadValue { option: "--most", value: most })?;
                self.most = Some(self.own(number, "--most"));
            }
            "take" => {
                let side = text(parser, "--take")?;
                let choice =
                    [Choice::Mine, Choice::Theirs].into_iter().find(|choice| code(*choice) == side);
                let choice = choice.ok_or(Wrong::BadValue { option: "--take", value: side })?;
                self.take = Some(self.own(choice, "--take"));
            }
            "from" => self.from = Some(self.own(value(parser, "--from")?.into(), "--from")),
            "to" => self.to = Some(self.own(value(parser, "--to")?.into(), "--to")),
            "report" => {
                let code = text(parser, "--report")?;
                let kind = Kind::from_code(&code);
                let kind = kind.ok_or(Wrong::BadValue { option: "--report", value: code })?;
                self.report = Some(self.own(kind, "--report"));
            }
            "redact" => self.redact = Some(self.own(text(parser, "--redact")?, "--redact")),
            "model" => self.model = Some(self.own(value(parser, "--model")?.into(), "--model")),
            "fill" => self.options.push("--fill"),
            "years" => {
                let years = text(parser, "--years")?;
                let number = years.parse().ok().filter(|years| (1..=100).contains(years));
                let number = number.ok_or(Wrong::BadValue { option: "--years", value: years })?;
                self.years = Some(self.own(number, "--years"));
            }
            "pack" => self.packs.push(value(parser, "--pack")?.into()),
            "sign" => self.sign = Some(self.own(value(parser, "--sign")?.into(), "--sign")),
            "keep" => self.options.push("--keep"),
            "profile" => self.options.push("--profile"),
            "history" => self.options.push("--history"),
            "label" => self.label = Some(self.own(text(parser, "--label")?, "--label")),
            "passphrase-file" => {
                self.passphrase = Some(value(parser, "--passphrase-file")?.into());
            }
            "measure-start" => {
                let what = text(parser, "--measure-start")?;
                self.measure = Some(match what.as_str() {
                    "exit" => Measure::Exit,
                    "stay" => Measure::Stay,
                    "empty" => Measure::Empty,
                    _ => return Err(Wrong::BadValue { option: "--measure-start", value: what }),
                });
            }
            other => return Err(Wrong::UnknownOption(format!("--{other}"))),
        }
        Ok(())
    }

    fn own<T>(&mut self, value: T, option: &'static str) -> T {
        self.options.push(option);
        value
    }

    fn command(mut self) -> Result<Command, Wrong> {
        if self.help {
            return Ok(Command::Help);
        }
        if self.version {
            return Ok(Command::Version);
        }
        let first =
            self.values.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        let is_named = self.measure.is_none() && COMMANDS.contains(&first.as_str());
        // The window has packs of its own, and some commands look at no facts.
        if !self.packs.is_empty() && (!is_named || WITHOUT_FACTS.contains(&first.as_str())) {
            return Err(Wrong::UnknownOption("--pack".to_owned()));
        }
        if is_named {
            self.values.remove(0);
            return self.named(&first);
        }
        self.allow(&[])?;
        if self.values.len() > 1 && self.measure.is_none()
            || !self.values.is_empty() && !looks_like_file(&first)
        {
            let nearest = nearest(&first, COMMANDS.iter().copied());
            return Err(Wrong::UnknownCommand { word: first, nearest });
        }
        let measure = self.measure;
        let mut values = self.values.into_iter();
        let file = values.next().map(PathBuf::from);
        match values.next() {
            Some(more) => Err(Wrong::TooMany(more.to_string_lossy().into_owned())),
            None => Ok(Command::Window { file, measure }),
        }
    }

    fn named(self, name: &str) -> Result<Command, Wrong> {
        match name {
            "sample" => {
                self.allow(&["-o"])?;
                self.none_left()?;
                Ok(Command::Sample { out: self.out.ok_or(Wrong::MissingArgument("-o FILE"))? })
            }
            "check" => {
                self.allow(&[])?;
                let files: Vec<PathBuf> = self.values.into_iter().map(PathBuf::from).collect();
                if files.is_empty() {
                    Err(Wrong::MissingArgument("FILE"))
                } else {
                    Ok(Command::Check { files })
                }
            }
            "score" => {
                self.allow(&[])?;
                Ok(Command::Score { file: self.one("FILE")?.into() })
            }
            "end-use" => {
                self.allow(&[])?;
                Ok(Command::EndUse { file: self.one("FILE")?.into() })
            }
            "export" => {
                self.allow(&["--to", "--report", "--redact", "--model", "-o"])?;
                let (out, form) = self.written_form()?;
                Ok(Command::Export(export::Job {
                    file: self.one("FILE")?.into(),
                    form,
                    kind: self.report,
                    redact: self.redact,
                    model: self.model,
                    out,
                }))
            }
            "report" => {
                self.allow(&["--to", "-o"])?;
                let (out, form) = self.written_form()?;
                Ok(Command::Report(export::StateJob { state: self.one_text("ISO3")?, form, out }))
            }
            "ledger" => {
                self.allow(&["--from", "--to", "--fill", "--years", "-o"])?;
                Ok(Command::Ledger(ledger::Job {
                    file: self.one("FILE")?.into(),
                    fill: self.options.contains(&"--fill"),
                    from: self.from,
                    to: self.to,
                    out: self.out,
                    years: self.years,
                }))
            }
            "country" => {
                self.allow(&["--profile"])?;
                let profile = self.options.contains(&"--profile");
                Ok(Command::Country { state: self.one_text("ISO3")?, profile })
            }
            "rate" => {
                if self.options.contains(&"--history") {
                    return self.history();
                }
                self.allow(&["--method", "--as-of"])?;
                let state = self.one_text("ISO3|all")?;
                Ok(Command::Rate { state, method: self.method, as_of: self.as_of, history: None })
            }
            "calibrate" => {
                self.allow(&["--method", "--as-of"])?;
                let file = self.one("RATINGS.csv")?.into();
                Ok(Command::Calibrate { file, method: self.method, as_of: self.as_of })
            }
            "methods" => {
                self.allow(&[])?;
                self.none_left()?;
                Ok(Command::Methods)
            }
            "moves" => {
                self.allow(&["--against"])?;
                Ok(Command::Moves { method: self.one_text("METHOD")?, against: self.against })
            }
            "search" => {
                self.allow(&["--only", "--most"])?;
                let words: Vec<_> = self.values.iter().map(|word| word.to_string_lossy()).collect();
                let text = words.join(" ");
                if text.trim().is_empty() {
                    return Err(Wrong::MissingArgument("TEXT"));
                }
                Ok(Command::Search { text, only: self.only, most: self.most.unwrap_or(MOST_HITS) })
            }
            "import-data" => {
                self.allow(&["-o", "--label", "--sign", "--keep"])?;
                let keep = self.options.contains(&"--keep");
                let from: Vec<PathBuf> = self.values.into_iter().map(PathBuf::from).collect();
                if from.is_empty() {
                    return Err(Wrong::MissingArgument("FILE"));
                }
                let (into, label, sign) = (self.out, self.label, self.sign);
                if sign.is_some() && into.is_none() && !keep {
                    return Err(Wrong::MissingArgument("-o PACK"));
                }
                Ok(Command::ImportData { from, into, label, sign, keep })
            }
            "compare" => {
                self.allow(&[])?;
                match self.values.as_slice() {
                    [old, new] => Ok(Command::Compare { old: old.into(), new: new.into() }),
                    [] | [_] => Err(Wrong::MissingArgument("FILE FILE")),
                    [_, _, more, ..] => Err(Wrong::TooMany(more.to_string_lossy().into_owned())),
                }
            }
            "merge" => {
                self.allow(&["-o", "--take"])?;
                let out = self.out.clone().ok_or(Wrong::MissingArgument("-o FILE"))?;
                match self.values.as_slice() {
                    [mine, theirs] => Ok(Command::Merge(Job {
                        mine: mine.into(),
                        theirs: theirs.into(),
                        out,
                        take: self.take,
                    })),
                    [] | [_] => Err(Wrong::MissingArgument("FILE FILE")),
                    [_, _, more, ..] => Err(Wrong::TooMany(more.to_string_lossy().into_owned())),
                }
            }
            "verify" => {
                self.allow(&[])?;
                Ok(Command::Verify { file: self.one("FILE")?.into() })
            }
            "unpack" => {
                self.allow(&["-o"])?;
                let file = self.one("FILE")?.into();
                Ok(Command::Unpack {
                    file,
                    folder: self.out.ok_or(Wrong::MissingArgument("-o FOLDER"))?,
                })
            }
            "pack" => {
                self.allow(&["-o"])?;
                let folder = self.one("FOLDER")?.into();
                Ok(Command::Pack {
                    folder,
                    file: self.out.ok_or(Wrong::MissingArgument("-o FILE"))?,
                })
            }
            _ => {
                self.allow(&[])?;
                let name = if self.values.is_empty() { None } else { Some(self.one_text("NAME")?) };
                Ok(Command::Bench { name })
            }
        }
    }

    /// `rate ISO3 --history`, with the years behind it or not.
    fn history(mut self) -> Result<Command, Wrong> {
        self.allow(&["--method", "--history"])?;
        let is_span = |value: &OsString| value.to_string_lossy().contains("..");
        let years = match self.values.iter().position(is_span) {
            Some(at) => span(&self.values.remove(at).to_string_lossy())?,
            None => (None, None),
        };
        let state = self.one_text("ISO3|all")?;
        Ok(Command::Rate { state, method: self.method, as_of: None, history: Some(years) })
    }

    /// An option that the command does not know is said, not ignored.
    fn allow(&self, allowed: &[&str]) -> Result<(), Wrong> {
        let out = self.out.is_some().then_some("-o");
        match self.options.iter().copied().chain(out).find(|option| !allowed.contains(option)) {
            Some(option) => Err(Wrong::UnknownOption(option.to_owned())),
            None => Ok(()),
        }
    }

    /// Where a report is written, and its form: as `--to` says, else by the ending of the file.
    fn written_form(&self) -> Result<(PathBuf, Option<Form>), Wrong> {
        let out = self.out.clone().ok_or(Wrong::MissingArgument("-o FILE"))?;
        let Some(named) = &self.to else {
            let ending = out.extension().map(|ending| ending.to_string_lossy().into_owned());
            return Ok((out, ending.as_deref().and_then(Form::from_ending)));
        };
        let named = named.to_string_lossy();
        let form = Form::from_ending(&named);
        let form = form.ok_or_else(|| Wrong::BadValue { option: "--to", value: named.into() })?;
        Ok((out, Some(form)))
    }

    fn none_left(&self) -> Result<(), Wrong> {
        self.values
            .first()
            .map_or(Ok(()), |more| Err(Wrong::TooMany(more.to_string_lossy().into_owned())))
    }

    fn one(&self, name: &'static str) -> Result<OsString, Wrong> {
        match self.values.as_slice() {
            [] => Err(Wrong::MissingArgument(name)),
            [value] => Ok(value.clone()),
            [_, more, ..] => Err(Wrong::TooMany(more.to_string_lossy().into_owned())),
        }
    }

    fn one_text(&self, name: &'static str) -> Result<String, Wrong> {
        Ok(self.one(name)?.to_string_lossy().into_owned())
    }
}

/// `2000..2010`, `2000..`, `..2010`.
fn span(text: &str) -> Result<Span, Wrong> {
    let bad = || Wrong::BadValue { option: "--history", value: text.to_owned() };
    let year = |text: &str| match text {
        "" => Ok(None),
        text => text.parse().ok().filter(|year| YEARS.contains(year)).map(Some).ok_or_else(bad),
    };
    let (from, to) = text.split_once("..").ok_or_else(bad)?;
    let (from, to) = (year(from)?, year(to)?);
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(bad()),
        years => Ok(years),
    }
}

/// A word that is no command but can be a path.
fn looks_like_file(word: &str) -> bool {
    word.contains(['/', '\\', '.']) || Path::new(word).exists()
}

fn value(parser: &mut Parser, option: &'static str) -> Result<OsString, Wrong> {
    parser.value().map_err(|_| Wrong::MissingValue(option.to_owned()))
}

fn text(parser: &mut Parser, option: &'static str) -> Result<String, Wrong> {
    let value = value(parser, option)?;
    value.string().map_err(|error| Wrong::BadValue { option, value: error.to_string() })
}

fn wrong(error: lexopt::Error) -> Wrong {
    match error {
        lexopt::Error::MissingValue { option } => Wrong::MissingValue(option.unwrap_or_default()),
        lexopt::Error::UnexpectedOption(option) => Wrong::UnknownOption(option),
        lexopt::Error::UnexpectedValue { option, .. } => Wrong::UnknownOption(option),
        other => Wrong::UnknownOption(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
