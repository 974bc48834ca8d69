//! `kriterion export` and `kriterion report`: a case, or the facts on a state, as a report in a file.

use super::out::{Failure, Out};
use super::{End, state, target, today};
use crate::i18n::{Key, fill, say};
use crate::report::{self, Case};
use crate::store::{self, SaveProblem};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::wish::{Form, Kind, Problem, Wish};
use kriterion_paper::Document;
use serde_json::json;
use std::path::{Path, PathBuf};

/// A report on a case.
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

/// A report on a state.
#[derive(Debug, Clone, PartialEq)]
pub struct StateJob {
    pub state: String,
    pub form: Option<Form>,
    pub out: PathBuf,
}
