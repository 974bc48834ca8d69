//! An answer as evidence: what it says, where it pulls, and what is left when it is changed or taken back.

use crate::atlas::SourceCopy;
use crate::dossier::{Dossier, EndUseReply, Evidence, EvidenceKind, Grade};
use crate::edit::{Edit, end_use_key};
use crate::level::Stance;
use crate::phrase::{filled, phrase};
use crate::rulebook::{EndUseQuestion, EndUseScreen};
use crate::text::{Lang, Text};

/// The key of the evidence that an answer becomes.
pub fn key_of(id: &str) -> String {
    end_use_key(id)
}

/// Answers a question, or takes its answer back. `None` where there is no such question, or nothing changes.
pub fn answer(
    screen: &EndUseScreen,
    dossier: &Dossier,
    id: &str,
    reply: Option<EndUseReply>,
) -> Option<Edit> {
    let question = screen.question(id)?;
    let before = dossier.end_use.reply(id);
    if before == reply {
        return None;
    }
    let word = |reply: EndUseReply| phrase(reply_key(reply)).get(dossier.lang).to_owned();
    let trace = match (before, reply) {
        (Some(old), Some(new)) => {
            filled("end_use_changed", &[("old", &word(old)), ("new", &word(new))])
        }
        _ => phrase("end_use_taken_back"),
    };
    Some(Edit::EndUseReply {
        question: id.to_owned(),
        reply,
        evidence: reply.map(|reply| Box::new(evidence(question, dossier, reply))),
        trace: trace.get(dossier.lang).to_owned(),
    })
}

/// Says why. The evidence says it, too.
pub fn reason(id: &str, text: String) -> Edit {
    Edit::EndUseReason(id.to_owned(), text)
}

fn evidence(question: &EndUseQuestion, dossier: &Dossier, reply: EndUseReply) -> Evidence {
    let stance = match reply {
        EndUseReply::Yes => question.yes,
        EndUseReply::No => question.no,
        EndUseReply::Unclear | EndUseReply::NoInformation => Stance::Neutral,
    };
    // What nobody knows has no date, or it would count as fresh.
    let is_known = matches!(reply, EndUseReply::Yes | EndUseReply::No);
    let [en, de, fr] = Lang::ALL.map(|lang| {
        let slots = [("title", question.title.get(lang))];
        crate::text::filled(phrase("end_use_title").get(lang), &slots)
    });
    Evidence {
        kind: EvidenceKind::Note,
        key: key_of(&question.id),
        title: Text { en, de, fr },
        extract: says(question, reply, dossier.end_use.reason(&question.id)),
        figure: None,
        source: SourceCopy {
            title: phrase("end_use_source"),
            place: question.reference.get(dossier.lang).to_owned(),
            ..SourceCopy::default()
        },
        dated: is_known.then_some(dossier.assessed_on),
        accessed: None,
        attachment: None,
        grade: Grade::C,
        serves: question.serves.iter().map(|id| (*id, stance)).collect(),
    }
}

fn says(question: &EndUseQuestion, reply: EndUseReply, reason: &str) -> Text {
    let [en, de, fr] = Lang::ALL.map(|lang| {
        let (ask, word) = (question.ask.get(lang), phrase(reply_key(reply)));
        let slots = [("ask", ask), ("reply", word.get(lang))];
        crate::text::filled(phrase("end_use_says").get(lang), &slots)
    });
    crate::edit::with_reason(&Text { en, de, fr }, "", reason)
}

fn reply_key(reply: EndUseReply) -> &'static str {
    match reply {
        EndUseReply::Yes => "yes",
        EndUseReply::No => "no",
        EndUseReply::Unclear => "end_use_unclear",
        EndUseReply::NoInformation => "end_use_no_information",
    }
}
