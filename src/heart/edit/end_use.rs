//! Edits of the end-use screen: an answer and the piece of evidence that it is are changed together.

use super::{attach, detach, renew};
use crate::dossier::{Dossier, EndUseReply, Evidence, EvidenceId};
use crate::text::Text;

/// The key of the evidence that the answer to a question is.
pub fn end_use_key(question: &str) -> String {
    format!("end_use/{question}")
}

/// What a piece of evidence says, with another reason at its end.
pub fn with_reason(says: &Text, old: &str, new: &str) -> Text {
    let (old, new) = (tail(old), tail(new));
    let change = |words: &str| match words.strip_suffix(&old) {
        Some(before) => format!("{before}{new}"),
        // Changed in another way: nobody's words are cut.
        None => words.to_owned(),
    };
    Text { en: change(&says.en), de: change(&says.de), fr: change(&says.fr) }
}

fn tail(reason: &str) -> String {
    match reason.trim() {
        "" => String::new(),
        reason => format!(" {reason}"),
    }
}

/// The piece that an answer is, where the officer has not taken it out.
pub(crate) fn piece(dossier: &Dossier, question: &str) -> Option<EvidenceId> {
    let key = end_use_key(question);
    dossier.evidence.iter().find(|(_, item)| item.key == key).map(|(id, _)| *id)
}

pub(super) fn reply(
    dossier: &mut Dossier,
    question: &str,
    reply: Option<EndUseReply>,
    evidence: Option<Evidence>,
    trace: String,
) {
    dossier.end_use.change(question, |answer| answer.reply = reply);
    match (piece(dossier, question), evidence) {
        (Some(id), Some(new)) => {
            let stances = new.serves.clone();
            renew(dossier, id, new, trace);
            // Another answer pulls elsewhere; from where the officer took it, it stays away.
            let serves = dossier.evidence.edit(id).map(|item| &mut item.serves);
            for (question, stance) in serves.into_iter().flatten() {
                *stance = stances.get(question).copied().unwrap_or(*stance);
            }
        }
        (None, Some(new)) => attach(dossier, new),
        (Some(id), None) => detach(dossier, id, None, trace),
        (None, None) => (),
    }
}

/// While somebody types, the evidence says the same and leaves no trace for each letter.
pub(super) fn reason(dossier: &mut Dossier, question: &str, text: String) {
    let old = dossier.end_use.reason(question).to_owned();
    if let Some(item) = piece(dossier, question).and_then(|id| dossier.evidence.edit(id)) {
        item.extract = with_reason(&item.extract, &old, &text);
    }
    dossier.end_use.change(question, |answer| answer.reason = text);
}
