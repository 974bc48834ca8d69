//! Entries of the ledger side by side, by their ids. What one side has thrown away with a reason is a question.

use super::differ;
use super::lists::{look_at_all, whole};
use super::merge::Choice;
use super::part::Part;
use super::said::Said;
use crate::dossier::{Dossier, Incident, IncidentField, IncidentId, RemovedIncident};
use crate::text::Text;

/// What both say on an entry, or on the traces, where it is not the same; `None` for other parts.
pub(super) fn look(part: &Part, mine: &Dossier, theirs: &Dossier) -> Option<Option<(Said, Said)>> {
    Some(match part {
        Part::Incident(id) => match (mine.incidents.get(id), theirs.incidents.get(id)) {
            (Some(one), Some(other)) => differ(one, other).then(|| (said(one), said(other))),
            (Some(one), None) => Some((said(one), gone(id, theirs, mine))),
            (None, Some(other)) => Some((gone(id, mine, theirs), said(other))),
            (None, None) => None,
        },
        Part::RemovedIncidents => {
            look_at_all(&mine.removed_incidents, &theirs.removed_incidents, |traces| {
                Said::Titles(traces.iter().map(title).collect())
            })
        }
        _ => return None,
    })
}

fn title(trace: &RemovedIncident) -> Text {
    Text::same(trace.incident.field(IncidentField::What))
}

fn said(incident: &Incident) -> Said {
    Said::Incident(Box::new(incident.clone()))
}

/// Never there, or thrown away with a reason that the side that has it does not know.
fn gone(id: &IncidentId, without: &Dossier, with: &Dossier) -> Said {
    let traces = |side: &Dossier| side.removed_incidents.iter().filter(|it| it.id == *id).count();
    let last = without.removed_incidents.iter().rfind(|it| it.id == *id);
    match last {
        Some(trace) if traces(without) > traces(with) => Said::Removed(trace.reason.clone()),
        _ => Said::Nothing,
    }
}

/// Writes the ledger and its traces as they were chosen.
pub(super) fn write(
    mine: &Dossier,
    theirs: &Dossier,
    choice: impl Fn(Part) -> Choice,
    into: &mut Dossier,
) {
    for id in mine.incidents.keys().chain(theirs.incidents.keys()) {
        let side = match choice(Part::Incident(id.clone())) {
            Choice::Theirs => theirs,
            _ => mine,
        };
        match side.incidents.get(id) {
            Some(incident) => drop(into.incidents.insert(id.clone(), incident.clone())),
            None => drop(into.incidents.remove(id)),
        }
    }
    let chosen = choice(Part::RemovedIncidents);
    into.removed_incidents = whole(&mine.removed_incidents, &theirs.removed_incidents, chosen);
}
