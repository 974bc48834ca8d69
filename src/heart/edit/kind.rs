//! What an edit is about: the words of the undo menu and of the log, and which edits join while somebody types.

use super::CriterionText;
use crate::dossier::Field;
use crate::rulebook::QuestionId;
use crate::signoff::Step;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    Case,
    Request(Field),
    Destination,
    CountryView,
    Goods(usize),
    Party(usize),
    Finding(QuestionId),
    Reason(QuestionId),
    Attach,
    Detach,
    EvidenceNote,
    Renew,
    Keep,
    Incident,
    /// Entries of the ledger that came many at once.
    Incidents,
    RemoveIncident,
    Judgement(u8),
    JudgementText(u8, CriterionText),
    LegalFinding(u8),
    Weighing(u8),
    Measure(u8),
    Scenario(u8),
    Ministry(u8),
    Denial,
    Decision,
    /// The end-use screen.
    EndUse,
    /// A step of the sign-off; nothing of the case is changed by it.
    SignOff(Step),
    Merge,
    /// An earlier version was taken up again.
    Restore,
    /// The file is sealed with a passphrase, or no longer.
    Seal(bool),
}

/// As the log keeps it: `finding:C2-Q05`, `request:EndUse`, `decision`.
impl fmt::Display for EditKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case => out.write_str("case"),
            Self::Request(field) => {
                write!(out, "request:{}", ron::to_string(field).map_err(|_| fmt::Error)?)
            }
            Self::Destination => out.write_str("destination"),
            Self::CountryView => out.write_str("country_view"),
            Self::Goods(_) => out.write_str("goods"),
            Self::Party(_) => out.write_str("party"),
            Self::Finding(id) => write!(out, "finding:{id}"),
            Self::Reason(id) => write!(out, "reason:{id}"),
            Self::Attach => out.write_str("attach"),
            Self::Detach => out.write_str("detach"),
            Self::EvidenceNote => out.write_str("evidence"),
            Self::Renew => out.write_str("renew"),
            Self::Keep => out.write_str("keep"),
            Self::Incident => out.write_str("incident"),
            Self::Incidents => out.write_str("incidents"),
            Self::RemoveIncident => out.write_str("remove_incident"),
            Self::Judgement(number) => write!(out, "judgement:{number}"),
            Self::JudgementText(number, CriterionText::Departure) => {
                write!(out, "departure:{number}")
            }
            Self::JudgementText(number, _) => write!(out, "judgement_text:{number}"),
            Self::LegalFinding(number) => write!(out, "legal_finding:{number}"),
            Self::Weighing(number) => write!(out, "weighing:{number}"),
            Self::Measure(number) => write!(out, "measure:{number}"),
            Self::Scenario(number) => write!(out, "scenario:{number}"),
            Self::Ministry(number) => write!(out, "ministry:{number}"),
            Self::Denial => out.write_str("denial"),
            Self::Decision => out.write_str("decision"),
            Self::EndUse => out.write_str("end_use"),
            Self::SignOff(step) => out.write_str(step.code()),
            Self::Merge => out.write_str("merge"),
            Self::Restore => out.write_str("restore"),
            Self::Seal(true) => out.write_str("seal"),
            Self::Seal(false) => out.write_str("unseal"),
        }
    }
}

impl EditKind {
    /// Reads what the log keeps; what only undo needs to know is not in it.
    pub fn parse(code: &str) -> Option<Self> {
        if let Some(step) = Step::ALL.into_iter().find(|step| step.code() == code) {
            return Some(Self::SignOff(step));
        }
        let (word, of) = code.split_once(':').unwrap_or((code, ""));
        let number = || of.parse().ok();
        Some(match word {
            "case" => Self::Case,
            "request" => Self::Request(ron::from_str(of).ok()?),
            "destination" => Self::Destination,
            "country_view" => Self::CountryView,
            "goods" => Self::Goods(0),
            "party" => Self::Party(0),
            "finding" => Self::Finding(QuestionId::parse(of)?),
            "reason" => Self::Reason(QuestionId::parse(of)?),
            "attach" => Self::Attach,
            "detach" => Self::Detach,
            "evidence" => Self::EvidenceNote,
            "renew" => Self::Renew,
            "keep" => Self::Keep,
            "incident" => Self::Incident,
            "incidents" => Self::Incidents,
            "remove_incident" => Self::RemoveIncident,
            "judgement" => Self::Judgement(number()?),
            "departure" => Self::JudgementText(number()?, CriterionText::Departure),
            "judgement_text" => Self::JudgementText(number()?, CriterionText::Reasons),
            "legal_finding" => Self::LegalFinding(number()?),
            "weighing" => Self::Weighing(number()?),
            "measure" => Self::Measure(number()?),
            "scenario" => Self::Scenario(number()?),
            "ministry" => Self::Ministry(number()?),
            "denial" => Self::Denial,
            "decision" => Self::Decision,
            "end_use" => Self::EndUse,
            "merge" => Self::Merge,
            "restore" => Self::Restore,
            "seal" => Self::Seal(true),
            "unseal" => Self::Seal(false),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let question = QuestionId::parse("C2-Q05").unwrap();
        for kind in [
            EditKind::Case,
            EditKind::Request(Field::EndUse),
            EditKind::Destination,
            EditKind::CountryView,
            EditKind::Goods(0),
            EditKind::Party(0),
            EditKind::Finding(question),
            EditKind::Reason(question),
            EditKind::Attach,
            EditKind::Detach,
            EditKind::EvidenceNote,
            EditKind::Renew,
            EditKind::Keep,
            EditKind::Incident,
            EditKind::Incidents,
            EditKind::RemoveIncident,
            EditKind::Judgement(3),
            EditKind::JudgementText(3, CriterionText::Reasons),
            EditKind::JudgementText(3, CriterionText::Departure),
            EditKind::LegalFinding(3),
            EditKind::Weighing(5),
            EditKind::Measure(5),
            EditKind::Scenario(2),
            EditKind::Ministry(8),
            EditKind::Denial,
            EditKind::Decision,
            EditKind::EndUse,
            EditKind::SignOff(Step::ALL[0]),
            EditKind::SignOff(Step::ALL[4]),
            EditKind::Merge,
            EditKind::Restore,
            EditKind::Seal(true),
            EditKind::Seal(false),
        ] {
            assert_eq!(EditKind::parse(&kind.to_string()), Some(kind), "{kind}");
        }
        assert_eq!(EditKind::parse("letter"), None);
    }
}
