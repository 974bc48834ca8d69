//! Why there is no report.

use super::notices::write_reason;
use super::{listed, open_problem};
use crate::i18n::{Key, Word as _, fill, say};
use crate::session::{ReportFault, ReportProblem};
use kriterion_heart::manuscript::FileFault;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::Problem;

/// The strings named of those that were found.
const MOST_LEAKS: usize = 5;

pub fn report_problem(lang: Lang, problem: &ReportProblem) -> String {
    match problem {
        ReportProblem::Composed(problem) => no_report(lang, problem),
        ReportProblem::Save(problem) => write_reason(lang, problem),
    }
}

/// Why a file is no country report that can be worked on.
pub fn report_fault(lang: Lang, fault: &ReportFault) -> String {
    match fault {
        ReportFault::Open(problem) => open_problem(lang, problem),
        ReportFault::File(fault) => file_fault(lang, fault),
        ReportFault::Exists => say(lang, Key::ReportExists).to_owned(),
        ReportFault::Save(problem) => write_reason(lang, problem),
        ReportFault::NoState => say(lang, Key::ReportNoState).to_owned(),
    }
}

fn file_fault(lang: Lang, fault: &FileFault) -> String {
    match fault {
        FileFault::TooLarge { mib } => {
            fill(lang, Key::ReportFileTooLarge, &[("mib", &mib.to_string())])
        }
        FileFault::Foreign => say(lang, Key::ReportFileForeign).to_owned(),
        FileFault::Newer { found, known } => {
            let (found, known) = (found.to_string(), known.to_string());
            fill(lang, Key::ReportFileNewer, &[("found", &found), ("known", &known)])
        }
        FileFault::Garbled { line, column, why } => {
            let (line, column) = (line.to_string(), column.to_string());
            let slots = [("line", line.as_str()), ("column", &column), ("why", why)];
            fill(lang, Key::ReportFileGarbled, &slots)
        }
        FileFault::OtherState { report, facts } => {
            fill(lang, Key::ReportFileOtherState, &[("report", report), ("facts", facts)])
        }
        FileFault::Broken { element } => fill(lang, Key::ReportFileBroken, &[("element", element)]),
    }
}

pub fn no_report(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::NotRefused(None) => say(lang, Key::PaperNotDecided).to_owned(),
        Problem::NotRefused(Some(outcome)) => {
            fill(lang, Key::PaperNotRefused, &[("outcome", outcome.word(lang))])
        }
        Problem::NoGround => say(lang, Key::PaperNoGround).to_owned(),
        Problem::OfACountry => say(lang, Key::PaperOfACountry).to_owned(),
        Problem::OfACase => say(lang, Key::PaperOfACase).to_owned(),
        Problem::Leaks(found) => {
            let some: Vec<&String> = found.iter().take(MOST_LEAKS).collect();
            fill(lang, Key::ReportLeaks, &[("list", &listed(lang, &some))])
        }
        Problem::Form(why) => fill(lang, Key::ReportFormFails, &[("why", why)]),
        Problem::Stopped => say(lang, Key::ReportStopped).to_owned(),
    }
}
