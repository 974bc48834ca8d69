//! Where a state stands: treaties, embargoes, published ratings, contradictions of the sources.

use super::Maker;
use super::layout::TreatiesPlan;
use super::model::{Body, Claim, ContradictionRow, EmbargoRow, RatingRow, TreatyRow};
use crate::atlas::{Embargo, Joined, SourceCopy, Treaty};
use crate::date::Date;
use crate::key::FactKey;
use crate::text::Text;

impl Maker<'_> {
    /// Every treaty of the topics, also where no list names the state.
    pub(super) fn treaties(&self, plan: &TreatiesPlan) -> Body {
        let wanted = |treaty: &&Treaty| {
            (plan.of.contains(&treaty.topic) || plan.of.contains(&treaty.id))
                && !plan.without.contains(&treaty.id)
        };
        let mut rows: Vec<TreatyRow> =
            self.atlas.treaties.iter().filter(wanted).map(|treaty| self.treaty(treaty)).collect();
        if rows.is_empty() {
            return Body::Nothing;
        }
        rows.retain(|row| !plan.is_listed_only || row.status != Joined::Unknown);
        Body::Treaties(rows)
    }

    fn treaty(&self, treaty: &Treaty) -> TreatyRow {
        let found = self.atlas.status_of(&treaty.id, self.country.iso3);
        let note = found.and_then(|row| self.atlas.notes.get(usize::from(row.note?)));
        let status = found.map_or(Joined::Unknown, |row| row.status);
        let key = FactKey::Treaty { iso3: self.country.iso3, treaty: treaty.id.clone() };
        TreatyRow {
            treaty: treaty.id.clone(),
            short: treaty.short.clone(),
            full: treaty.full.clone(),
            status,
            year: found.and_then(|row| row.year),
            parties: self.parties(treaty),
            has_reservation: status == Joined::PartyWithReservation,
            as_of: found.and_then(|row| row.as_of),
            note: note.cloned().unwrap_or_default(),
            source: found.map(|row| self.source_of(row.source)),
            key: found.map(|_| key.to_string()),
        }
    }

    /// How many states the lists have as parties.
    fn parties(&self, treaty: &Treaty) -> u16 {
        let Some(at) = self.atlas.treaty_index(&treaty.id) else { return 0 };
        let joined = |status| matches!(status, Joined::Party | Joined::PartyWithReservation);
        let rows = self.atlas.treaty_status.iter();
        rows.filter(|row| row.treaty == at && joined(row.status)).count() as u16
    }

    pub(super) fn embargoes(&self) -> Body {
        let rows: Vec<EmbargoRow> = self
            .atlas
            .embargoes_of(self.country.iso3)
            .filter_map(|embargo| self.embargo(embargo))
            .collect();
        // No regime named is what the tables say, not a gap.
        if self.atlas.embargoes.is_empty() { Body::Nothing } else { Body::Embargoes(rows) }
    }

    /// Where was looked for regimes, for "none".
    pub(super) fn embargo_sources(&self) -> Vec<SourceCopy> {
        let mut ids: Vec<&str> = Vec::new();
        for reading in self.atlas.embargoes.iter().flat_map(|embargo| &embargo.readings) {
            if !ids.contains(&reading.source.as_str()) {
                ids.push(&reading.source);
            }
        }
        let known = ids.into_iter().filter_map(|id| self.atlas.source_by_id(id));
        known.map(|source| source.copy("")).collect()
    }

    fn embargo(&self, embargo: &Embargo) -> Option<EmbargoRow> {
        let newest = embargo.newest()?;
        let mut source = self
            .atlas
            .source_by_id(&newest.source)
            .map(|source| source.copy(""))
            .unwrap_or_default();
        if newest.reference.starts_with("http") {
            source.url.clone_from(&newest.reference);
        } else {
            source.place.clone_from(&newest.reference);
        }
        Some(EmbargoRow {
            id: embargo.id.clone(),
            name: embargo.name.clone(),
            issuer: embargo.issuer,
            target: newest.target,
            scope: newest.scope,
            scope_text: newest.scope_text.clone(),
            act: newest.act.clone(),
            since: newest.since,
            until: newest.until,
            as_of: newest.as_of,
            is_stale: is_stale(newest.until, newest.as_of, self.day),
            note: newest.note.clone(),
            differs: embargo.differs.clone(),
            readings: embargo.readings.len() as u16,
            source,
            key: FactKey::Embargo { id: embargo.id.clone() }.to_string(),
        })
    }

    /// All eight criteria; those that nobody rated stay empty.
    pub(super) fn ratings(&self) -> Body {
        let published = &self.country.published_ratings;
        if published.is_empty() {
            return Body::Nothing;
        }
        let row = |criterion: u8| {
            let found =
                published.iter().enumerate().find(|(_, rating)| rating.criterion == criterion);
            RatingRow {
                criterion,
                level: found.map(|(_, rating)| rating.level),
                year: found.and_then(|(_, rating)| rating.year),
                source: found.map(|(_, rating)| self.cited(&rating.cited)),
                key: found
                    .map(|(at, _)| FactKey::Rating { iso3: self.country.iso3, at }.to_string()),
            }
        };
        Body::Ratings((1..=8).map(row).collect())
    }

    /// Those of the kinds; without kinds all.
    pub(super) fn contradictions(&self, kinds: &[String]) -> Body {
        let rows: Vec<ContradictionRow> = self
            .country
            .contradictions
            .iter()
            .filter(|found| kinds.is_empty() || kinds.contains(&found.kind))
            .map(|found| {
                let claim =
                    |says: &Text, place: &Text| Claim { says: says.clone(), place: place.clone() };
                ContradictionRow {
                    id: found.id.clone(),
                    topic: found.topic.clone(),
                    kind: self.layout.word("contradiction", &found.kind),
                    claims: [
                        claim(&found.claim_a, &found.ref_a),
                        claim(&found.claim_b, &found.ref_b),
                    ],
                    why: found.why.clone(),
                    handling: found.handling.clone(),
                    needs_outside_check: found.needs_outside_check == "yes",
                    criteria: found.criteria.clone(),
                    key: FactKey::Contradiction { iso3: self.country.iso3, id: found.id.clone() }
                        .to_string(),
                }
            })
            .collect();
        if rows.is_empty() { Body::Nothing } else { Body::Contradictions(rows) }
    }
}

/// After its end; without one, a year after somebody looked. Without both, nobody knows.
pub fn is_stale(until: Option<Date>, as_of: Option<Date>, day: Date) -> bool {
    match (until, as_of) {
        (Some(until), _) => until.latest() < day,
        (None, Some(as_of)) => as_of < day.years_before(1),
        (None, None) => true,
    }
}
