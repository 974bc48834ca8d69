//! What was done: a step of undo, an entry of the log.

use crate::i18n::{Key, Word as _, fill, say};
use crate::words;
use kriterion_heart::edit::{CriterionText, EditKind};
use kriterion_heart::text::Lang;

/// More than these make no sentence.
const MOST_NAMED: usize = 12;

/// The edits between two saves, from their codes in the log; a code of another program is counted.
pub fn edits(lang: Lang, codes: &[String]) -> String {
    let mut names: Vec<String> = Vec::new();
    for kind in codes.iter().filter_map(|code| EditKind::parse(code)) {
        let name = edit(lang, kind);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return fill(lang, Key::HistoryChanges, &[("n", &codes.len().to_string())]);
    }
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let list = words::listed(lang, &names);
    match more {
        0 => list,
        more => fill(lang, Key::AndMore, &[("list", &list), ("n", &more.to_string())]),
    }
}

/// What an edit is about.
pub fn edit(lang: Lang, kind: EditKind) -> String {
    let on = |key: Key, number: u8| fill(lang, key, &[("n", &number.to_string())]);
    match kind {
        EditKind::Case => say(lang, Key::EditCase).to_owned(),
        EditKind::Request(field) => field.word(lang).to_owned(),
        EditKind::Destination => say(lang, Key::DestinationLabel).to_owned(),
        EditKind::CountryView => say(lang, Key::EditCountryView).to_owned(),
        EditKind::Goods(_) => say(lang, Key::CardGoods).to_owned(),
        EditKind::Party(_) => say(lang, Key::CardParties).to_owned(),
        EditKind::Finding(question) => {
            fill(lang, Key::EditFinding, &[("question", &question.to_string())])
        }
        EditKind::Reason(question) => {
            fill(lang, Key::ReasonFor, &[("question", &question.to_string())])
        }
        EditKind::Attach => say(lang, Key::EditAttach).to_owned(),
        EditKind::Detach => say(lang, Key::EditDetach).to_owned(),
        EditKind::EvidenceNote => say(lang, Key::EditEvidence).to_owned(),
        EditKind::Renew => say(lang, Key::EditRenew).to_owned(),
        EditKind::Keep => say(lang, Key::EditKeep).to_owned(),
        EditKind::Incident => say(lang, Key::EditIncident).to_owned(),
        EditKind::Incidents => say(lang, Key::EditIncidents).to_owned(),
        EditKind::RemoveIncident => say(lang, Key::EditRemoveIncident).to_owned(),
        EditKind::Judgement(number) => on(Key::EditJudgement, number),
        EditKind::JudgementText(number, CriterionText::Departure) => on(Key::EditDeparture, number),
        EditKind::JudgementText(number, _) => on(Key::EditJudgementText, number),
        EditKind::LegalFinding(number) => on(Key::EditLegalFinding, number),
        EditKind::Weighing(number) => on(Key::EditWeighing, number),
        EditKind::Measure(number) => on(Key::EditMeasure, number),
        EditKind::Scenario(number) => on(Key::EditScenario, number),
        EditKind::Ministry(number) => on(Key::EditMinistry, number),
        EditKind::Denial => say(lang, Key::CardDenials).to_owned(),
        EditKind::Decision => say(lang, Key::PlaceDecision).to_owned(),
        EditKind::EndUse => say(lang, Key::EditEndUse).to_owned(),
        EditKind::SignOff(step) => super::did(lang, step).to_owned(),
        EditKind::Restore => say(lang, Key::EditRestore).to_owned(),
        EditKind::Seal(true) => say(lang, Key::EditSeal).to_owned(),
        EditKind::Seal(false) => say(lang, Key::EditUnseal).to_owned(),
        EditKind::Merge => say(lang, Key::EditMerge).to_owned(),
    }
}
