//! One door to every report on a case.

use crate::report::case::Case;
use crate::report::{
    Kind, assessment, debrief, denial_notification, ledger, refusal_letter, short_note,
};
use kriterion_heart::text::Lang;
use kriterion_heart::wish::Problem;
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
