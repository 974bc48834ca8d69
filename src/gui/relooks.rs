//! What the case rests on that says something else by now: looked up when case or data change, never while drawing.

use crate::session::Session;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{EvidenceSet, Kept};
use kriterion_heart::rating::CountryRating;
use kriterion_heart::relook::Relook;
use std::sync::Arc;

#[derive(Default)]
pub struct Relooks {
    found: Vec<Relook>,
    /// At which revision of the case, by which data it was looked up last.
    seen: Option<(u64, Arc<Bundle>)>,
    made_for: Option<Basis>,
}

/// Everything that the list depends on; a typed reason is not among it.
#[derive(PartialEq)]
struct Basis {
    id: String,
    data_hash: String,
    pinned: String,
    day: Date,
    evidence: EvidenceSet,
    kept: Vec<Kept>,
    view: Option<CountryRating>,
}

impl Relooks {
    pub fn all(&self) -> &[Relook] {
        &self.found
    }

    pub fn refresh(&mut self, session: &Session) {
        let revision = session.revision();
        let is_seen = self.seen.as_ref().is_some_and(|(seen, bundle)| {
            *seen == revision && Arc::ptr_eq(bundle, &session.bundle)
        });
        if is_seen {
            return;
        }
        self.seen = Some((revision, Arc::clone(&session.bundle)));
        let Some(dossier) = session.dossier() else {
            (self.found, self.made_for) = (Vec::new(), None);
            return;
        };
        let basis = Basis {
            id: dossier.id.clone(),
            data_hash: session.bundle.atlas.edition.hash.clone(),
            pinned: dossier.editions.data_hash.clone(),
            day: dossier.assessed_on,
            evidence: dossier.evidence.clone(),
            kept: dossier.kept.clone(),
            view: dossier.country_view.clone(),
        };
        if self.made_for.as_ref() != Some(&basis) {
            self.found = words::relooks(&session.bundle, dossier);
            self.made_for = Some(basis);
        }
    }
}
