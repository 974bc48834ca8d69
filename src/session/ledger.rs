//! The incident ledger: filled from the bundled events, read from a table, written to one.

use crate::import::incidents::{take_in, write};
use crate::session::update::shown;
use crate::session::{DataProblem, Effect, Effects, Notice, PathFor, Place, Session};
use crate::store::SaveProblem;
use kriterion_heart::dossier::IncidentId;
use kriterion_heart::edit::Edit;
use kriterion_heart::ledger::fill;
use std::path::{Path, PathBuf};

impl Session {
    /// The name of an entry that is begun now; no other program makes one in the same second for the same case.
    pub fn new_incident_id(&self) -> Option<IncidentId> {
        let dossier = self.dossier()?;
        let known = |id: &IncidentId| {
            dossier.incidents.contains_key(id)
                || dossier.removed_incidents.iter().any(|trace| trace.id == *id)
        };
        let names = std::iter::once(format!("i-{}", self.now))
            .chain((2..).map(|n: u32| format!("i-{}-{n}", self.now)));
        names.filter_map(|name| IncidentId::parse(&name)).find(|id| !known(id))
    }

    /// Drafts from the events of the destination, all in one step.
    pub(super) fn fill_incidents(&mut self) -> Effects {
        let Some(dossier) = self.dossier() else { return Effects::new() };
        let Some(iso3) = dossier.request.destination else {
            return self.tell(Notice::NoEvents);
        };
        let filled = fill(&self.bundle.ledger, &self.bundle.atlas, iso3, dossier);
        if filled.new.is_empty() && filled.known == 0 && filled.thrown_away == 0 {
            return self.tell(Notice::NoEvents);
        }
        self.place = Place::Incidents;
        let effects = self.edit(Edit::Incidents(filled.new.clone()));
        self.notices.push(Notice::IncidentsFilled(Box::new(filled)));
        effects
    }

    pub(super) fn ask_incidents(&mut self, wanted: PathFor) -> Effects {
        match self.dossier() {
            Some(_) => vec![Effect::AskPath(wanted)],
            None => Effects::new(),
        }
    }

    pub(super) fn write_incidents(&mut self, path: PathBuf) -> Effects {
        let Some(dossier) = self.dossier() else { return Effects::new() };
        let path = match path.extension() {
            Some(_) => path,
            None => path.with_extension("csv"),
        };
        let (text, count) = (write(&dossier.incidents), dossier.incidents.len());
        vec![Effect::WriteIncidents { path, text, count }]
    }

    pub(super) fn incidents_written(
        &mut self,
        path: &Path,
        count: usize,
        result: Result<(), SaveProblem>,
    ) -> Effects {
        let path = shown(path);
        self.tell(match result {
            Ok(()) => Notice::IncidentsWritten { path, count },
            Err(problem) => Notice::CannotWriteIncidents { path, problem },
        })
    }

    /// Entries of a table, all as drafts and in one step.
    pub(super) fn incidents_read(
        &mut self,
        path: &Path,
        result: Result<String, DataProblem>,
    ) -> Effects {
        let text = match result {
            Ok(text) => text,
            Err(problem) => {
                return self.tell(Notice::CannotReadIncidents { path: shown(path), problem });
            }
        };
        let Some(dossier) = self.dossier() else { return Effects::new() };
        let taken = take_in(&text, &self.bundle, dossier);
        self.place = Place::Incidents;
        let effects = self.edit(Edit::Incidents(taken.entries.clone()));
        self.notices.push(Notice::IncidentsTaken(Box::new(taken)));
        effects
    }
}
