//! Two states of one case, field by field. Every field of a dossier is looked at: a new one that is not breaks the build.

use crate::atlas::Iso3;
use crate::dossier::{Answer, CriterionRecord, Decision, Dossier, Evidence, Request};
use crate::edit::{CriterionText, EditKind};
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rulebook::QuestionId;
use crate::text::Text;
use std::collections::BTreeSet;

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where, in the words of the undo menu.
    pub what: EditKind,
    pub old: Said,
    pub new: Said,
}

/// What one side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Nothing,
    /// Something that is too large to be said on a line.
    Something,
    Words(String),
    Title(Text),
    Country(Iso3),
    Finding(Finding),
    Level(Level),
    LegalFinding(LegalFinding),
    Weighing(Weighing),
    Outcome(Outcome),
    Count(usize),
}

/// What differs between two states, in the order of the pages.
pub fn differences(old: &Dossier, new: &Dossier) -> Vec<Difference> {
    let Dossier {
        id: _,
        created: _,
        invented: _,
        lang: _,
        next_evidence: _,
        editions,
        assessed_on,
        officer,
        request,
        country_view,
        answers,
        evidence,
        removed_evidence,
        criteria,
        denials,
        decision,
    } = old;
    let mut found = Found::default();
    found.words(EditKind::Case, officer, &new.officer);
    found.other(EditKind::Case, editions == &new.editions && assessed_on == &new.assessed_on);
    of_request(&mut found, request, &new.request);
    found.other(EditKind::CountryView, country_view == &new.country_view);
    for id in answers.keys().chain(new.answers.keys()).collect::<BTreeSet<_>>() {
        of_answer(&mut found, *id, answers.get(id), new.answers.get(id));
    }
    for id in evidence.keys().chain(new.evidence.keys()).collect::<BTreeSet<_>>() {
        of_evidence(&mut found, evidence.get(id), new.evidence.get(id));
    }
    let removed = [removed_evidence.len(), new.removed_evidence.len()];
    found.count(EditKind::Detach, removed, removed_evidence == &new.removed_evidence);
    let none = CriterionRecord::default();
    for number in criteria.keys().chain(new.criteria.keys()).collect::<BTreeSet<_>>() {
        let [old, new] = [criteria, &new.criteria].map(|all| all.get(number).unwrap_or(&none));
        of_criterion(&mut found, *number, old, new);
    }
    let counts = [denials.len(), new.denials.len()];
    found.count(EditKind::Denial, counts, denials == &new.denials);
    of_decision(&mut found, decision, &new.decision);
    found.0
}

#[derive(Default)]
struct Found(Vec<Difference>);

impl Found {
    fn put(&mut self, what: EditKind, old: Said, new: Said) {
        if old != new {
            self.0.push(Difference { what, old, new });
        }
    }

    fn words(&mut self, what: EditKind, old: &str, new: &str) {
        let said = |words: &str| match words {
            "" => Said::Nothing,
            words => Said::Words(words.to_owned()),
        };
        self.put(what, said(old), said(new));
    }

    /// Things that are said elsewhere, or too large for a line.
    fn other(&mut self, what: EditKind, same: bool) {
        if !same {
            self.0.push(Difference { what, old: Said::Something, new: Said::Something });
        }
    }

    fn count(&mut self, what: EditKind, [old, new]: [usize; 2], same: bool) {
        if !same {
            self.0.push(Difference { what, old: Said::Count(old), new: Said::Count(new) });
        }
    }

    fn option<T>(&mut self, what: EditKind, old: Option<T>, new: Option<T>, say: fn(T) -> Said) {
        self.put(what, old.map_or(Said::Nothing, say), new.map_or(Said::Nothing, say));
    }
}

fn of_request(found: &mut Found, old: &Request, new: &Request) {
    let Request {
        fields,
        destination,
        exporter,
        kind,
        regime,
        end_user,
        certificate,
        certificate_until,
        transit,
        lines,
        parties,
        scope_decision,
    } = old;
    for field in fields.keys().chain(new.fields.keys()).collect::<BTreeSet<_>>() {
        found.words(EditKind::Request(*field), old.field(*field), new.field(*field));
    }
    found.option(EditKind::Destination, *destination, new.destination, Said::Country);
    let choices = exporter == &new.exporter
        && kind == &new.kind
        && regime == &new.regime
        && end_user == &new.end_user
        && certificate == &new.certificate
        && certificate_until == &new.certificate_until
        && transit == &new.transit
        && scope_decision == &new.scope_decision;
    found.other(EditKind::Case, choices);
    found.count(EditKind::Goods(0), [lines.len(), new.lines.len()], lines == &new.lines);
    found.count(EditKind::Party(0), [parties.len(), new.parties.len()], parties == &new.parties);
}

fn of_answer(found: &mut Found, id: QuestionId, old: Option<&Answer>, new: Option<&Answer>) {
    let finding = |answer: Option<&Answer>| answer.and_then(|answer| answer.finding);
    let reason =
        |answer: Option<&Answer>| answer.map_or_else(String::new, |answer| answer.reason.clone());
    found.option(EditKind::Finding(id), finding(old), finding(new), Said::Finding);
    found.words(EditKind::Reason(id), &reason(old), &reason(new));
}

fn of_evidence(found: &mut Found, old: Option<&Evidence>, new: Option<&Evidence>) {
    let title = |item: &Evidence| Said::Title(item.title.clone());
    match (old, new) {
        (None, Some(new)) => found.put(EditKind::Attach, Said::Nothing, title(new)),
        (Some(old), None) => found.put(EditKind::Detach, title(old), Said::Nothing),
        (Some(old), Some(new)) if old != new => {
            let (old, new) = (title(old), title(new));
            found.0.push(Difference { what: EditKind::EvidenceNote, old, new });
        }
        _ => (),
    }
}

fn of_criterion(found: &mut Found, number: u8, old: &CriterionRecord, new: &CriterionRecord) {
    let CriterionRecord {
        judgement,
        reasons,
        departure,
        strongest_for,
        strongest_against,
        finding,
        weighing,
        finding_reason,
        measures,
        no_measure_reason,
    } = old;
    found.option(EditKind::Judgement(number), *judgement, new.judgement, Said::Level);
    let texts = [
        (CriterionText::Departure, departure, &new.departure),
        (CriterionText::Reasons, reasons, &new.reasons),
        (CriterionText::StrongestFor, strongest_for, &new.strongest_for),
        (CriterionText::StrongestAgainst, strongest_against, &new.strongest_against),
        (CriterionText::FindingReason, finding_reason, &new.finding_reason),
        (CriterionText::NoMeasureReason, no_measure_reason, &new.no_measure_reason),
    ];
    for (which, old, new) in texts {
        found.words(EditKind::JudgementText(number, which), old, new);
    }
    let (old, now) = (Said::LegalFinding(*finding), Said::LegalFinding(new.finding));
    found.put(EditKind::LegalFinding(number), old, now);
    let (old, now) = (Said::Weighing(*weighing), Said::Weighing(new.weighing));
    found.put(EditKind::Weighing(number), old, now);
    let counts = [measures.len(), new.measures.len()];
    found.count(EditKind::Measure(number), counts, measures == &new.measures);
}

fn of_decision(found: &mut Found, old: &Decision, new: &Decision) {
    let Decision { outcome, reasons, override_reason } = old;
    found.option(EditKind::Decision, *outcome, new.outcome, Said::Outcome);
    found.words(EditKind::Decision, reasons, &new.reasons);
    found.words(EditKind::Decision, override_reason, &new.override_reason);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::dossier::{Editions, Field};
    use crate::edit::Edit;
    use crate::text::Lang;

    fn case() -> Dossier {
        Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default())
    }

    #[test]
    fn every_edit_is_a_difference_of_its_own_kind() {
        let question = QuestionId::parse("C2-Q05").unwrap();
        let edits = [
            Edit::Officer("A".to_owned()),
            Edit::Field(Field::EndUse, "police".to_owned()),
            Edit::Destination(Some(Iso3::parse("KAZ").unwrap()), None),
            Edit::AddLine,
            Edit::Finding(question, Some(Finding::Concern)),
            Edit::Reason(question, "because".to_owned()),
            Edit::Judgement(2, Some(Level::Critical)),
            Edit::LegalFinding(2, LegalFinding::Met),
            Edit::Weighing(5, Weighing::Open),
            Edit::AddDenial,
            Edit::Outcome(Some(Outcome::Refuse)),
        ];
        for edit in edits {
            let (old, mut new) = (case(), case());
            edit.clone().apply(&mut new);
            let found = differences(&old, &new);
            let same = old == new;
            assert_eq!(found.is_empty(), same, "{edit:?}");
            for difference in &found {
                let (told, done) = (difference.what.to_string(), edit.kind().to_string());
                assert_eq!(told, done, "{edit:?}");
            }
            assert_eq!(differences(&new, &old).len(), found.len(), "as many the other way round");
        }
    }
}
