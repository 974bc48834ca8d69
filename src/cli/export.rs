//! `kriterion export` and `kriterion report`: a case, or the facts on a state, as a report in a file.

use super::out::{Failure, Out};
use super::{End, target, today};
use crate::i18n::{Key, fill, say};
use crate::session::{Order, ReportFault, Subject, is_report};
use crate::store::{self, SaveProblem};
use crate::{report, shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::wish::{Form, Kind, Problem, Wish};
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
    let wish = Wish { kind: job.kind.unwrap_or(usual), form, lang: Some(out.lang) };
    write(out, bundle, subject, wish, &job.out)
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
    let wish = Wish { kind: Kind::Country, form, lang: Some(out.lang) };
    write(out, bundle, Subject::State(Arc::from(manuscript)), wish, &job.out)
}

fn form(out: &Out, form: Option<Form>) -> Result<Form, Failure> {
    let wrong =
        || Failure { end: End::WrongUse, message: say(out.lang, Key::CliNoForm).to_owned() };
    form.ok_or_else(wrong)
}

/// A report may be written again; a case or a country report is never written over.
fn write(
    out: &Out,
    bundle: &Arc<Bundle>,
    subject: Subject,
    wish: Wish,
    path: &Path,
) -> Result<End, Failure> {
    if store::is_dossier(path) || is_report(path) {
        return Err(target::refused(out, Key::OutputExists, path));
    }
    let order = Order {
        wish,
        lang: out.lang,
        bundle: Arc::clone(bundle),
        subject,
        today: today(),
        path: path.to_owned(),
    };
    let bytes = report::made(&order, &mut |_, _| true).map_err(|problem| {
        let end = match problem {
            Problem::Leaks(_) => End::Findings,
            Problem::Form(_) => End::Unreadable,
            _ => End::WrongUse,
        };
        Failure { end, message: words::no_report(out.lang, &problem) }
    })?;
    store::write_whole(path, &bytes)
        .map_err(|error| out.cannot_save(path, SaveProblem::from_io(&error)))?;
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
