//! Where facts come from, and the copy of it that a fact takes along.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A publisher's data set, with what its licence allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub id: String,
    pub title: Text,
    pub publisher: String,
    pub url: String,
    pub licence: Text,
    pub class: LicenceClass,
    /// Which edition or snapshot the values are from.
    pub vintage: Text,
    pub retrieved_from: String,
    pub attribution: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LicenceClass {
    Open,
    NonCommercial,
    ShareAlike,
    NoDerivatives,
    Unclear,
}

impl Source {
    /// `place` says which page, row or line.
    pub fn copy(&self, place: impl Into<String>) -> SourceCopy {
        SourceCopy {
            id: self.id.clone(),
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            vintage: self.vintage.clone(),
            licence: self.licence.clone(),
            url: self.url.clone(),
            place: place.into(),
        }
    }
}

/// A source as a reading or a piece of evidence keeps it: a copy, so that no later edition changes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceCopy {
    pub id: String,
    pub title: Text,
    pub publisher: String,
    /// The edition or snapshot.
    pub vintage: Text,
    pub licence: Text,
    pub url: String,
    /// Page, row or line.
    pub place: String,
}
