//! What the case rests on that says something else by now: looked up when case or data change, never while drawing.

use crate::session::Session;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::relook::Relook;
use std::sync::Arc;

#[derive(Default)]
pub struct Relooks {
    found: Vec<Relook>,
    /// The case and the data that it was looked up for.
    made_for: Option<(Arc<Dossier>, Arc<Bundle>)>,
}

impl Relooks {
    pub fn all(&self) -> &[Relook] {
        &self.found
    }

    pub fn refresh(&mut self, session: &Session) {
        let Some(dossier) = session.dossier() else {
            *self = Self::default();
            return;
        };
        let is_known = self.made_for.as_ref().is_some_and(|(case, bundle)| {
            Arc::ptr_eq(bundle, &session.bundle)
                && (Arc::ptr_eq(case, dossier) || rests_on_the_same(case, dossier))
        });
        if !is_known {
            self.found = words::relooks(&session.bundle, dossier);
        }
        if !is_known || self.made_for.as_ref().is_some_and(|(case, _)| !Arc::ptr_eq(case, dossier))
        {
            self.made_for = Some((Arc::clone(dossier), Arc::clone(&session.bundle)));
        }
    }
}

/// Everything that the list depends on; a typed reason is not among it.
fn rests_on_the_same(one: &Dossier, other: &Dossier) -> bool {
    one.evidence == other.evidence
        && one.kept == other.kept
        && one.assessed_on == other.assessed_on
        && one.editions.data_hash == other.editions.data_hash
        && one.country_view == other.country_view
}
