//! One door to every report on a case.

use crate::i18n::{Key, Word as _, fill, say};
use crate::report::case::Case;
use crate::report::{
    Kind, assessment, debrief, denial_notification, ledger, refusal_letter, short_note,
};
use kriterion_heart::level::Outcome;
use kriterion_heart::text::Lang;
use kriterion_paper::Document;
use std::collections::BTreeMap;

/// What a report says beside the case; what is not given is told as missing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extra<'a> {
    pub letter: Option<&'a Letter>,
    pub notification: Option<&'a Notification>,
    /// The model solution of an exercise.
    pub model: Option<&'a Case<'a>>,
}

/// What a letter needs and no dossier holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Name and address, line by line.
    pub authority: String,
    pub place: String,
    /// By criterion: reasons that the applicant may know.
    pub reasons: BTreeMap<u8, String>,
    /// Legal remedies, with time limit and body.
    pub remedy: String,
    pub signatory: String,
}

/// What the notification needs and no dossier holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notification {
    pub number: String,
    pub authority: String,
    pub remarks: String,
    pub circulation: String,
}

/// Why a report cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The decision is another one; `None`: there is none yet.
    NotRefused(Option<Outcome>),
    /// Refused, but on no criterion.
    NoGround,
    /// A country report is not about a case.
    OfACountry,
}

impl Problem {
    /// One sentence with what to do.
    pub fn said(self, lang: Lang) -> String {
        match self {
            Self::NotRefused(None) => say(lang, Key::PaperNotDecided).to_owned(),
            Self::NotRefused(Some(outcome)) => {
                fill(lang, Key::PaperNotRefused, &[("outcome", outcome.word(lang))])
            }
            Self::NoGround => say(lang, Key::PaperNoGround).to_owned(),
            Self::OfACountry => say(lang, Key::PaperOfACountry).to_owned(),
        }
    }
}

/// The report of a kind on a case.
pub fn compose(
    kind: Kind,
    case: &Case<'_>,
    lang: Lang,
    extra: Extra<'_>,
) -> Result<Document, Problem> {
    match kind {
        Kind::Assessment => Ok(assessment::document(case, lang)),
        Kind::ShortNote => Ok(short_note::document(case, lang)),
        Kind::Ledger => Ok(ledger::document(case, lang)),
        Kind::Debrief => Ok(debrief::document(case, lang, extra.model)),
        Kind::RefusalLetter => refusal_letter::document(case, lang, extra.letter),
        Kind::DenialNotification => denial_notification::document(case, lang, extra.notification),
        Kind::Country => Err(Problem::OfACountry),
    }
}
