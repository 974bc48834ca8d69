//! `kriterion export` and `kriterion report`: a case, or the facts on a state, as a report in a file.

use super::out::{Failure, Out};
use super::{End, target, today};
use crate::i18n::{Key, fill, say};
use crate::session::{Order, ReportFault, Subject, is_report};
use crate::store::{self, Opened, SaveProblem};
use crate::{report, shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::wish::{Form, Kind, Office, Problem, Profile, Redaction, Wish};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A report on a case, or on the state of a country report.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub file: PathBuf,
    /// `None`: neither `--to` nor the ending says which.
    pub form: Option<Form>,
    pub kind: Option<Kind>,
    /// The name of a profile of what is left out.
    pub redact: Option<String>,
    /// The model solution that a debrief compares with.
    pub model: Option<PathBuf>,
    pub out: PathBuf,
}

/// A country report from the facts alone.
#[derive(Debug, Clone, PartialEq)]
pub struct StateJob {
    pub state: String,
    pub form: Option<Form>,
    pub out: PathBuf,
}

pub fn run(out: &Out, bundle: &Arc<Bundle>, job: &Job) -> Result<End, Failure> {
    let form = form(out, job.form)?;
    if target::is_same(&job.file, &job.out) {
        return Err(target::refused(out, Key::OutputIsInput, &job.out));
    }
    let (subject, usual) = if is_report(&job.file) {
        let read =
            shell::read_report(&job.file).map_err(|fault| unreadable(out, &job.file, &fault))?;
        (Subject::State(Arc::from(read)), Kind::Country)
    } else {
        (Subject::Case(Box::new(out.open(&job.file)?)), Kind::Assessment)
    };
    let redaction = redaction(out, job.redact.as_deref())?;
    if matches!(subject, Subject::State(_)) && (job.redact.is_some() || job.model.is_some()) {
        let message = say(out.lang, Key::CliNoCase).to_owned();
        return Err(Failure { end: End::WrongUse, message });
    }
    let model = job.model.as_ref().map(|path| out.open(path).map(Box::new)).transpose()?;
    let kind = job.kind.unwrap_or(usual);
    let wish = Wish { kind, form, lang: Some(out.lang), redaction };
    write(out, bundle, (subject, model), wish, &job.out)
}

/// The country report of a state: to be read in one of the forms, or to be written on.
pub fn state(out: &Out, bundle: &Arc<Bundle>, job: &StateJob) -> Result<End, Failure> {
    let iso3 = super::state(out, bundle, &job.state)?;
    if is_report(&job.out) {
        shell::begin_report(&job.out, bundle, iso3, out.lang, today())
            .map_err(|fault| unreadable(out, &job.out, &fault))?;
        return written(out, &job.out, Kind::Country, None);
    }
    let form = form(out, job.form)?;
    let manuscript = shell::new_report(bundle, iso3, out.lang, today())
        .map_err(|fault| unreadable(out, &job.out, &fault))?;
    let lang = Some(out.lang);
    let wish = Wish { kind: Kind::Country, form, lang, ..Wish::default() };
    write(out, bundle, (Subject::State(Arc::from(manuscript)), None), wish, &job.out)
}

fn form(out: &Out, form: Option<Form>) -> Result<Form, Failure> {
    let wrong =
        || Failure { end: End::WrongUse, message: say(out.lang, Key::CliNoForm).to_owned() };
    form.ok_or_else(wrong)
}

/// A profile by its name.
fn redaction(out: &Out, name: Option<&str>) -> Result<Redaction, Failure> {
    let Some(name) = name else { return Ok(Redaction::default()) };
    let found = Profile::from_code(name).map(Profile::redaction);
    found.ok_or_else(|| {
        let codes = Profile::ALL.map(Profile::code).join(", ");
        let slots = [("name", name), ("names", codes.as_str())];
        Failure { end: End::WrongUse, message: fill(out.lang, Key::CliNoProfile, &slots) }
    })
}

/// A report may be written again; a case or a country report is never written over.
fn write(
    out: &Out,
    bundle: &Arc<Bundle>,
    (subject, model): (Subject, Option<Box<Opened>>),
    wish: Wish,
    path: &Path,
) -> Result<End, Failure> {
    if store::is_dossier(path) {
        return Err(target::refused(out, Key::OutputExists, path));
    }
    // What reads as a country report must be one.
    if is_report(path) {
        return Err(target::refused(out, Key::OutputIsReport, path));
    }
    let order = Order {
        wish,
        lang: out.lang,
        bundle: Arc::clone(bundle),
        subject,
        office: Office::default(),
        model,
        today: today(),
        path: path.to_owned(),
    };
    let (bytes, removed) = report::made(&order, &mut |_, _| true).map_err(|problem| {
        let end = match problem {
            Problem::Leaks(_) => End::Findings,
            Problem::Form(_) | Problem::Unreadable(_) => End::Unreadable,
            _ => End::WrongUse,
        };
        Failure { end, message: words::no_report(out.lang, &problem) }
    })?;
    store::write_whole(path, &bytes)
        .map_err(|error| out.cannot_save(path, SaveProblem::from_io(&error)))?;
    for hint in removed.hints(out.lang) {
        out.note(&hint);
    }
    written(out, path, wish.kind, Some((wish.form, bytes.len())))
}

fn written(
    out: &Out,
    path: &Path,
    kind: Kind,
    form: Option<(Form, usize)>,
) -> Result<End, Failure> {
    let shown = path.display().to_string();
    out.note(&fill(out.lang, Key::CliWritten, &[("path", &shown)]));
    out.json_only(|| {
        json!({
            "written": shown,
            "report": kind.code(),
            "form": form.map(|(form, _)| form.ending()),
            "bytes": form.map(|(_, bytes)| bytes),
        })
    })
}

fn unreadable(out: &Out, path: &Path, fault: &ReportFault) -> Failure {
    let end = match fault {
        ReportFault::Exists | ReportFault::NoState => End::WrongUse,
        _ => End::Unreadable,
    };
    let headline = fill(out.lang, Key::ReportCannotOpen, &[("path", &path.display().to_string())]);
    let message = words::labelled(out.lang, &headline, &words::report_fault(out.lang, fault));
    Failure { end, message }
}
