//! The facts with packs put on them, in order. The facts that came before stay as they are, so that to take a pack
//! back is to put on the others.

use super::{
    Pack, PackConflict, PackEvent, PackPoint, PackSeries, PackTable, PackTreaty, Reach, write,
};
use crate::atlas::{
    Atlas, ConflictYear, CountryIx, Embargo, Event, FactTable, Indicator, Iso3, Point, Qualifier,
    SourceIx, TreatyStatus,
};
use crate::intake::data::unknown_source;
use crate::intake::fault::{Fault, FaultKind, IdKind, Place, nearest};
use crate::text::{Lang, Text};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Puts packs on facts, the last one last. A row that refers to something unknown is left out and told.
pub fn apply(base: &Atlas, packs: &[Pack]) -> (Atlas, Vec<Fault>) {
    let (atlas, faults, _) = counted(base, packs);
    (atlas, faults)
}

/// Also how many rows were left out.
pub(super) fn counted(base: &Atlas, packs: &[Pack]) -> (Atlas, Vec<Fault>, usize) {
    let mut all = Applying { atlas: base.clone(), faults: Vec::new(), refused: 0, file: "" };
    let mut hash = base.edition.hash.clone();
    for pack in packs {
        all.file = pack.label.get(Lang::En);
        all.pack(pack);
        hash = hash_on(&hash, &write(pack));
        let label = &mut all.atlas.edition.label;
        *label = format!("{label} + {}", pack.label.get(Lang::En));
    }
    all.atlas.edition.hash = hash;
    if !packs.is_empty() {
        all.in_order();
    }
    (all.atlas, all.faults, all.refused)
}

fn hash_on(before: &str, pack: &str) -> String {
    let mut sum = Sha256::new();
    sum.update(format!("{before}\0{}\0", pack.len()));
    sum.update(pack);
    sum.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").ok(); // Writing to a string cannot fail.
        hex
    })
}

struct Applying<'p> {
    atlas: Atlas,
    faults: Vec<Fault>,
    refused: usize,
    /// What stands for the file in a fault: the pack's label.
    file: &'p str,
}

impl Applying<'_> {
    fn pack(&mut self, pack: &Pack) {
        self.clock(pack);
        self.sources(pack);
        for series in &pack.series {
            self.series(series);
        }
        self.treaties(&pack.treaties);
        let embargoes: Vec<_> =
            pack.embargoes.iter().filter_map(|embargo| self.embargo(embargo)).collect();
        put(&mut self.atlas.embargoes, embargoes, |row| row.id.clone());
        self.events(&pack.events);
        self.conflicts(&pack.conflicts);
        for table in &pack.tables {
            self.table(table);
        }
    }

    /// Ages are counted from the newest data year. Only a year that a known series has for half of all states moves
    /// it; a single newer value, a forecast or a series of somebody's own would make all other data older.
    fn clock(&mut self, pack: &Pack) {
        let known = pack.series.iter().filter(|series| self.atlas.indicator(&series.id).is_some());
        let happened = |point: &&PackPoint| {
            let made = pack.made.is_none_or(|made| point.year <= made.year);
            made && point.value.is_some() && point.qualifier != Qualifier::Planned
        };
        let years = known.flat_map(|series| {
            let mut states: BTreeMap<u16, BTreeSet<Iso3>> = BTreeMap::new();
            for point in series.points.iter().filter(happened) {
                states.entry(point.year).or_default().insert(point.iso3);
            }
            states
        });
        let all = self.atlas.countries.len();
        let broad = years.filter(|(_, states)| states.len() * 2 >= all);
        let newest = broad.map(|(year, _)| year).max().unwrap_or(0);
        let edition = &mut self.atlas.edition;
        edition.newest_year = edition.newest_year.max(newest);
    }

    fn refuse<T>(&mut self, rows: usize, kind: FaultKind) -> Option<T> {
        self.faults.push(Fault::new(self.file, Place::START, kind));
        self.refused += rows;
        None
    }

    /// Known ones are replaced. New ones move others from their places, so that every row must follow.
    fn sources(&mut self, pack: &Pack) {
        let mut has_new = false;
        let mut sources: Vec<_> = self
            .atlas
            .sources
            .drain(..)
            .enumerate()
            .map(|(at, source)| (Some(at), source))
            .collect();
        for source in &pack.sources {
            match sources.iter_mut().find(|(_, known)| known.id == source.id) {
                Some((_, known)) => *known = source.clone(),
                None => {
                    has_new = true;
                    sources.push((None, source.clone()));
                }
            }
        }
        if has_new {
            sources.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
            let mut moved = vec![SourceIx(0); sources.len()];
            for (now, (before, _)) in sources.iter().enumerate() {
                if let Some(place) = before.and_then(|before| moved.get_mut(before)) {
                    *place = SourceIx(now as u16);
                }
            }
            let follow = |at: &mut SourceIx| {
                *at = moved.get(usize::from(at.0)).copied().unwrap_or(*at);
            };
            let atlas = &mut self.atlas;
            atlas.indicators.iter_mut().for_each(|row| follow(&mut row.source));
            atlas.treaty_status.iter_mut().for_each(|row| follow(&mut row.source));
            atlas.presence.iter_mut().for_each(|row| follow(&mut row.source));
            atlas.conflicts.iter_mut().for_each(|row| follow(&mut row.source));
        }
        self.atlas.sources = sources.into_iter().map(|(_, source)| source).collect();
    }

    fn source(&mut self, rows: usize, id: &str) -> Option<SourceIx> {
        match self.atlas.sources.iter().position(|source| source.id == id) {
            Some(at) => Some(SourceIx(at as u16)),
            None => self.refuse(rows, unknown_source(&self.atlas, id)),
        }
    }

    fn country(&mut self, rows: usize, iso3: Iso3) -> Option<CountryIx> {
        match self.atlas.country_index(iso3) {
            Some(at) => Some(at),
            None => {
                let kind = FaultKind::UnknownCountry { iso3: iso3.to_string(), nearest: None };
                self.refuse(rows, kind)
            }
        }
    }

    fn series(&mut self, series: &PackSeries) -> Option<()> {
        let rows = series.points.len();
        let source = self.source(rows, &series.source)?;
        let mut new = self.points(series);
        new.sort_by_key(|point| (point.country, point.year));
        new.dedup_by_key(|point| (point.country, point.year));
        let Some(indicator) = self.atlas.indicators.iter_mut().find(|known| known.id == series.id)
        else {
            return self.new_series(series, source, new);
        };
        if indicator.source != source {
            if series.reach == Reach::Values {
                let known = indicator.source;
                let known = self.atlas.source(known).map_or("", |source| source.id.as_str());
                let (known, source) = (known.to_owned(), series.source.clone());
                let kind = FaultKind::OtherSource { series: series.id.clone(), source, known };
                return self.refuse(new.len(), kind);
            }
            // One series has one source: nothing of the old one may pass for the new one's.
            indicator.source = source;
            indicator.points.clear();
        }
        let keys: BTreeSet<_> = new.iter().map(|point| (point.country, point.year)).collect();
        let states: BTreeSet<_> = new.iter().map(|point| point.country).collect();
        let years = || new.iter().map(|point| point.year);
        let span = years().min().unwrap_or(1)..=years().max().unwrap_or(0);
        indicator.points.retain(|point| {
            let spoken_for = series.reach == Reach::Table
                && states.contains(&point.country)
                && span.contains(&point.year);
            !spoken_for && !keys.contains(&(point.country, point.year))
        });
        indicator.points.extend(new);
        indicator.points.sort_by_key(|point| (point.country, point.year));
        Some(())
    }

    fn points(&mut self, series: &PackSeries) -> Vec<Point> {
        let mut points = Vec::with_capacity(series.points.len());
        let mut unknown = BTreeSet::new();
        for point in &series.points {
            match self.atlas.country_index(point.iso3) {
                Some(country) => points.push(Point {
                    country,
                    year: point.year,
                    value: point.value,
                    status: point.status,
                    qualifier: point.qualifier,
                }),
                None => {
                    unknown.insert(point.iso3);
                    self.refused += 1;
                }
            }
        }
        for iso3 in unknown {
            let kind = FaultKind::UnknownCountry { iso3: iso3.to_string(), nearest: None };
            self.refuse::<()>(0, kind);
        }
        points
    }

    fn new_series(
        &mut self,
        series: &PackSeries,
        source: SourceIx,
        points: Vec<Point>,
    ) -> Option<()> {
        let Some(words) = &series.about else {
            let known = self.atlas.indicators.iter().map(|known| known.id.as_str());
            let (id, nearest) = (series.id.clone(), nearest(&series.id, known));
            let kind = FaultKind::UnknownId { what: IdKind::Series, id, nearest };
            return self.refuse(points.len(), kind);
        };
        let words = words.clone();
        self.atlas.indicators.push(Indicator {
            id: series.id.clone(),
            name: words.name,
            unit: words.unit,
            direction: words.direction,
            criteria: words.criteria,
            source,
            note: words.note,
            categories: words.categories,
            by_edition: words.by_edition,
            points,
        });
        Some(())
    }

    fn treaties(&mut self, rows: &[PackTreaty]) {
        let new: Vec<_> = rows.iter().filter_map(|row| self.treaty(row)).collect();
        put(&mut self.atlas.treaty_status, new, |row| (row.country, row.treaty));
    }

    fn treaty(&mut self, row: &PackTreaty) -> Option<TreatyStatus> {
        let country = self.country(1, row.iso3)?;
        let source = self.source(1, &row.source)?;
        let Some(treaty) = self.atlas.treaty_index(&row.treaty) else {
            let known = self.atlas.treaties.iter().map(|treaty| treaty.id.as_str());
            let (id, nearest) = (row.treaty.clone(), nearest(&row.treaty, known));
            return self.refuse(1, FaultKind::UnknownId { what: IdKind::Treaty, id, nearest });
        };
        let note = self.note(&row.note);
        let (status, year, as_of) = (row.status, row.year, row.as_of);
        Some(TreatyStatus { country, treaty, status, year, source, as_of, note })
    }

    fn note(&mut self, note: &Text) -> Option<u16> {
        if note.is_empty() {
            return None;
        }
        let notes = &mut self.atlas.notes;
        let at = notes.iter().position(|known| known == note).unwrap_or_else(|| {
            notes.push(note.clone());
            notes.len() - 1
        });
        u16::try_from(at).ok()
    }

    fn embargo(&mut self, embargo: &Embargo) -> Option<Embargo> {
        if let Some(iso3) = embargo.iso3 {
            self.country(1, iso3)?;
        }
        for reading in &embargo.readings {
            self.source(1, &reading.source)?;
        }
        Some(embargo.clone())
    }

    /// In the place of the one with the same id, or after all others.
    fn events(&mut self, rows: &[PackEvent]) {
        let mut by_state: BTreeMap<Iso3, Vec<&Event>> = BTreeMap::new();
        for row in rows {
            by_state.entry(row.iso3).or_default().push(&row.event);
        }
        for (iso3, events) in by_state {
            let Some(at) = self.country(events.len(), iso3) else { continue };
            let Some(country) = self.atlas.countries.get_mut(usize::from(at.0)) else { continue };
            let known = country.events.iter().enumerate();
            let mut places: BTreeMap<String, usize> =
                known.map(|(at, event)| (event.id.clone(), at)).collect();
            for event in events {
                let place = *places.entry(event.id.clone()).or_insert(country.events.len());
                match country.events.get_mut(place) {
                    Some(known) => {
                        // What editors noted on it stays.
                        let noted = std::mem::take(&mut known.contradictions);
                        *known = Event { contradictions: noted, ..event.clone() };
                    }
                    None => country.events.push(event.clone()),
                }
            }
        }
    }

    fn conflicts(&mut self, rows: &[PackConflict]) {
        let new: Vec<_> = rows.iter().filter_map(|row| self.conflict(row)).collect();
        put(&mut self.atlas.conflicts, new, |row| (row.country, row.year, row.kind));
    }

    fn conflict(&mut self, row: &PackConflict) -> Option<ConflictYear> {
        let country = self.country(1, row.iso3)?;
        let source = self.source(1, &row.source)?;
        let PackConflict { year, kind, best, low, high, dyads, .. } = *row;
        Some(ConflictYear { country, year, kind, best, low, high, dyads, source })
    }

    fn table(&mut self, row: &PackTable) -> Option<()> {
        let at = self.country(1, row.iso3)?;
        let country = self.atlas.countries.get_mut(usize::from(at.0))?;
        let id = &row.table.id;
        let of_table = format!("{id}/");
        let known = country.tables.iter_mut().find(|known| known.id == *id);
        let makes_facts = country.facts.iter().any(|fact| fact.indicator.starts_with(&of_table));
        match known {
            Some(known) if makes_facts || !crate::row::is_own(known) => {
                return self.refuse(1, FaultKind::TableInUse { table: id.clone() });
            }
            Some(known) => *known = with_origin(row),
            None => country.tables.push(with_origin(row)),
        }
        country.tables.sort_by(|a, b| a.id.cmp(&b.id));
        Some(())
    }

    /// The order that a freshly read atlas has.
    fn in_order(&mut self) {
        self.atlas.indicators.sort_by(|a, b| (a.source, &a.id).cmp(&(b.source, &b.id)));
    }
}

/// Puts rows into sorted ones; the last of those with the same key stays.
fn put<T, K: Ord>(all: &mut Vec<T>, new: Vec<T>, key: impl Fn(&T) -> K) {
    all.extend(new);
    all.reverse(); // The sort is stable, and of equal keys the first stays.
    all.sort_by_key(|row| key(row));
    all.dedup_by_key(|row| key(row));
}

/// The table with its origin in every row, where its own columns do not say it.
fn with_origin(row: &PackTable) -> FactTable {
    let mut table = row.table.clone();
    let cited = &row.cited;
    for (column, cell) in [
        ("source_cited", &cited.source),
        ("source_url", &cited.url),
        ("seed_file", &cited.document),
        ("seed_ref", &cited.place),
    ] {
        if cell.is_empty() || table.column(column).is_some() {
            continue;
        }
        table.columns.push(column.to_owned());
        table.rows.iter_mut().for_each(|cells| cells.push(cell.clone()));
    }
    table
}
