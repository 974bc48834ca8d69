//! Why there is no report.

use super::{listed, notices::write_reason};
use crate::i18n::{Key, fill, say};
use crate::session::ReportProblem;
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

pub fn no_report(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::NoRefusal => say(lang, Key::ReportNoRefusal).to_owned(),
        Problem::Leaks(found) => {
            let some: Vec<&String> = found.iter().take(MOST_LEAKS).collect();
            fill(lang, Key::ReportLeaks, &[("list", &listed(lang, &some))])
        }
        Problem::Form(why) => fill(lang, Key::ReportFormFails, &[("why", why)]),
        Problem::Stopped => say(lang, Key::ReportStopped).to_owned(),
    }
}
