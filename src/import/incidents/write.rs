//! Entries to a table.

use super::cells::{harmless, joined};
use super::{COLUMNS, MOST_SOURCES, ORIGIN, SOURCE, rows, source_column};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Harm, Incident, IncidentField, IncidentId, IncidentSource, SourceField,
};
use std::collections::BTreeMap;

/// The whole ledger, drafts among it.
pub fn write(incidents: &BTreeMap<IncidentId, Incident>) -> String {
    let most = incidents.values().map(|entry| entry.sources.len()).max().unwrap_or(0);
    let most = most.clamp(1, MOST_SOURCES);
    let mut head: Vec<String> =
        COLUMNS.iter().chain(&ORIGIN).map(|name| (*name).to_owned()).collect();
    head.extend((1..=most).flat_map(|at| SOURCE.map(|name| source_column(at, name))));
    let mut table = rows::line(&head);
    for (id, entry) in incidents {
        let cells: Vec<String> = cells(id, entry, most).iter().map(|cell| harmless(cell)).collect();
        table.push_str(&rows::line(&cells));
    }
    table
}

fn cells(id: &IncidentId, entry: &Incident, most: usize) -> Vec<String> {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
    let words = |field| entry.field(field).to_owned();
    let toll = |harm: Harm| entry.toll(harm).map(|toll| toll.to_string()).unwrap_or_default();
    let review = entry.review.as_ref();
    let origin = entry.origin.as_ref();
    let mut cells = vec![
        id.to_string(),
        day(review.map(|review| review.on)),
        review.map(|review| review.by.clone()).unwrap_or_default(),
        day(entry.date),
        day(entry.until),
        entry.timing.code().to_owned(),
        entry.country.map(|iso3| iso3.to_string()).unwrap_or_default(),
        words(IncidentField::Place),
        code(entry.actor.map(|actor| actor.code())),
        words(IncidentField::Unit),
        words(IncidentField::What),
        joined(entry.norms.iter().map(|norm| norm.code())),
        joined(&entry.tags),
        words(IncidentField::Equipment),
        toll(Harm::Killed),
        toll(Harm::Injured),
        toll(Harm::Detained),
        code(entry.finding.map(|finding| finding.code())),
        code(entry.response.map(|response| response.code())),
        words(IncidentField::Response),
        entry.end_user.code().to_owned(),
        entry.pattern.code().to_owned(),
        joined(entry.criteria.iter().map(|number| number.to_string())),
        joined(entry.questions.iter().map(|question| question.to_string())),
        joined(&entry.evidence),
        origin.map(|origin| origin.key.clone()).unwrap_or_default(),
        origin.map(|origin| origin.certainty.clone()).unwrap_or_default(),
    ];
    let none = IncidentSource::default();
    for at in 0..most {
        let source = entry.sources.get(at).unwrap_or(&none);
        cells.extend(SourceField::ALL.map(|field| source.field(field).to_owned()));
        cells.extend([day(source.dated), source.grade()]);
    }
    cells
}
