//! Reports: what is wished, from which case, and how far the one under way has come.

use crate::session::update::shown;
use crate::session::{Effect, Effects, Notice, PathFor, Place, Session};
use crate::store::{Opened, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::manuscript::Manuscript;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Kind, Office, Problem, Wish};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that a report is made from; threads take it along.
#[derive(Debug, Clone)]
pub struct Order {
    pub wish: Wish,
    pub lang: Lang,
    pub bundle: Arc<Bundle>,
    pub subject: Subject,
    pub office: Office,
    /// The model solution that a debrief compares with.
    pub model: Option<Box<Opened>>,
    pub today: Date,
    /// Where it is written.
    pub path: PathBuf,
}

/// What a report is about.
#[derive(Debug, Clone)]
pub enum Subject {
    /// The case as it is now, with what its file holds beside it.
    Case(Box<Opened>),
    State(Arc<Manuscript>),
}

/// Why no report was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportProblem {
    Composed(Problem),
    Save(SaveProblem),
}

/// A report that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    pub path: PathBuf,
    pub done: usize,
    pub of: usize,
}

impl Session {
    /// What is at hand, and what report of it is wished.
    pub fn order(&self) -> Option<Order> {
        if let Some(writing) = self.writing.as_ref().filter(|_| self.place == Place::Writing) {
            let wish = Wish { kind: Kind::Country, ..self.settings.report };
            return Some(Order {
                wish,
                lang: wish.lang.unwrap_or(writing.manuscript().lang),
                bundle: Arc::clone(&self.bundle),
                subject: Subject::State(Arc::clone(writing.manuscript())),
                office: self.settings.office.clone(),
                model: None,
                today: self.today(),
                path: PathBuf::new(),
            });
        }
        let open = self.open.as_ref()?;
        let wish = self.settings.report;
        let case = Opened {
            log: open.log.clone(),
            attachments: open.attachments.clone(),
            signatures: open.signatures.clone(),
            signed: open.signed.clone(),
            branches: open.branches.clone(),
            proof: open.proof,
            ..Opened::fresh((**open.history.now()).clone())
        };
        Some(Order {
            wish,
            lang: wish.lang.unwrap_or(self.lang),
            bundle: Arc::clone(&self.bundle),
            subject: Subject::Case(Box::new(case)),
            office: self.settings.office.clone(),
            model: None,
            today: self.today(),
            path: PathBuf::new(),
        })
    }

    pub(super) fn set_office(&mut self, office: Office) -> Effects {
        self.settings.office = office;
        self.keep_settings()
    }

    pub(super) fn ask_report(&mut self) -> Effects {
        match (self.is_writing() || self.dossier().is_some(), &self.report) {
            (true, None) => vec![Effect::AskPath(PathFor::Report)],
            _ => Effects::new(),
        }
    }

    /// A name without an ending gets that of the form.
    pub(super) fn write_report(&mut self, path: PathBuf) -> Effects {
        let Some(order) = self.order() else { return Effects::new() };
        let path = match path.extension() {
            Some(_) => path,
            None => path.with_extension(order.wish.form.ending()),
        };
        self.report = Some(UnderWay { path: path.clone(), done: 0, of: 0 });
        vec![Effect::WriteReport(Box::new(Order { path, ..order }))]
    }

    pub(super) fn report_under_way(&mut self, path: PathBuf, done: usize, of: usize) -> Effects {
        if self.report.as_ref().is_some_and(|report| report.path == path) {
            self.report = Some(UnderWay { path, done, of });
        }
        Effects::new()
    }

    pub(super) fn report_written(
        &mut self,
        path: &Path,
        result: Result<Vec<String>, ReportProblem>,
    ) -> Effects {
        self.report = None;
        let path = shown(path);
        match result {
            Ok(unproven) => self.tell(Notice::ReportWritten { path, unproven }),
            // Whoever has stopped it knows.
            Err(ReportProblem::Composed(Problem::Stopped)) => Effects::new(),
            Err(problem) => self.tell(Notice::CannotWriteReport { path, problem }),
        }
    }
}
