//! What a reader gathers on its way through a file: points without contradictions, and what was left out.

use super::catalogue::Catalogue;
use super::figures::{Decimal, Evidence, Figure, Unreadable, read};
use super::states::{States, Unplaced};
use super::table::{Cell, Table};
use super::{Imported, PublisherKind, Remark};
use crate::import::report::{Reason, Rejected};
use kriterion_heart::atlas::{Atlas, Citation, FactTable, Indicator, Iso3, Qualifier, ValueStatus};
use kriterion_heart::pack::{
    Pack, PackConflict, PackPoint, PackSeries, PackTable, Reach, SeriesWords,
};
use kriterion_heart::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// As many rejections are told one by one.
const MOST_TOLD: usize = 10_000;

pub struct Harvest<'a> {
    pub kind: PublisherKind,
    pub file: &'a str,
    pub atlas: &'a Atlas,
    pub states: &'a States,
    pub catalogue: &'a Catalogue,
    /// As numbers of this file are printed.
    pub decimal: Decimal,
    /// Id of the source of all that follows.
    source: String,
    pack: Pack,
    series: BTreeMap<String, Gathered>,
    rejected: Vec<Rejected>,
    /// Where a rejection of the same kind stands already.
    told: BTreeMap<(Reason, String, Option<String>), usize>,
    remarks: BTreeSet<Remark>,
    estimates: u64,
    repeated: u64,
}

#[derive(Default)]
struct Gathered {
    points: BTreeMap<(Iso3, u16), Taken>,
    about: Option<SeriesWords>,
    /// A value of it was left out, so what the file lacks is not gone.
    has_gaps: bool,
}

struct Taken {
    point: PackPoint,
    place: Spot,
    contradicted: bool,
}

/// Where in a file.
#[derive(Debug, Clone, Default)]
pub struct Spot {
    pub line: u64,
    /// Sheet and column, where the line alone does not say it.
    pub at: Option<String>,
}

impl Spot {
    pub fn line(line: u64) -> Self {
        Self { line, at: None }
    }

    pub fn cell(line: u64, at: impl ToString) -> Self {
        Self { line, at: Some(at.to_string()) }
    }
}

impl<'a> Harvest<'a> {
    pub fn new(
        kind: PublisherKind,
        file: &'a str,
        atlas: &'a Atlas,
        states: &'a States,
        catalogue: &'a Catalogue,
    ) -> Self {
        Self {
            kind,
            file,
            atlas,
            states,
            catalogue,
            decimal: Decimal::Point,
            source: String::new(),
            pack: Pack::default(),
            series: BTreeMap::new(),
            rejected: Vec::new(),
            told: BTreeMap::new(),
            remarks: BTreeSet::new(),
            estimates: 0,
            repeated: 0,
        }
    }

    /// Names the source of the file; the pack is called after it.
    pub fn source(&mut self, id: &str, edition: &str) {
        id.clone_into(&mut self.source);
        if let Some(source) = self.catalogue.source(id, edition, self.file) {
            self.own_source(source);
        }
    }

    pub fn own_source(&mut self, source: kriterion_heart::atlas::Source) {
        self.source.clone_from(&source.id);
        let label = |title: &str, vintage: &str| match title.contains(vintage) || vintage.is_empty()
        {
            true => title.to_owned(),
            false => format!("{title}, {vintage}"),
        };
        self.pack.label = Text {
            en: label(&source.title.en, &source.vintage.en),
            de: label(&source.title.de, &source.vintage.de),
            fr: label(&source.title.fr, &source.vintage.fr),
        };
        self.pack.sources.push(source);
    }

    /// Tells the decimal mark from all cells of the value columns.
    pub fn tell_decimal(&mut self, table: &Table<'_>, is_value: impl Fn(usize) -> bool) {
        let mut evidence = Evidence::default();
        for row in table.rows() {
            let values = row.cells.iter().enumerate().filter(|(at, _)| is_value(*at));
            let text = values.filter(|(_, cell)| cell.number.is_none());
            text.for_each(|(_, cell)| evidence.add(&cell.text));
        }
        self.decimal = evidence.decide(table.usual_decimal());
        let is_told = match self.decimal {
            Decimal::Point => false,
            Decimal::Comma => true,
            Decimal::Undecided => evidence.leaves_doubt(),
        };
        if is_told {
            self.remark(Remark::Decimal(self.decimal));
        }
    }

    pub fn remark(&mut self, remark: Remark) {
        self.remarks.insert(remark);
    }

    /// Counts an estimate that the pack keeps outside the series.
    pub fn estimate(&mut self) {
        self.estimates += 1;
    }

    /// Leaves something out and says so. The same fault of many rows is one entry with a count.
    pub fn reject(&mut self, spot: Spot, reason: Reason, found: &str) {
        self.reject_near(spot, reason, found, None);
    }

    pub fn reject_near(
        &mut self,
        spot: Spot,
        reason: Reason,
        found: &str,
        nearest: Option<String>,
    ) {
        /// Of a long cell the beginning is enough to find it.
        const LONGEST: usize = 120;
        let found: String = found.chars().take(LONGEST).collect();
        let is_of_rows = matches!(
            reason,
            Reason::NotAState
                | Reason::UnknownCountry
                | Reason::UnknownIndicator
                | Reason::CodeAndNameDiffer
        );
        let key = (reason, found.clone(), spot.at.clone());
        if is_of_rows
            && let Some(entry) = self.told.get(&key).and_then(|at| self.rejected.get_mut(*at))
        {
            entry.times += 1;
            return;
        }
        // A file that was decoded wrongly has a million faults of one kind; the last of them stands for the rest.
        if self.rejected.len() >= MOST_TOLD
            && let Some(entry) = self.rejected.iter_mut().rev().find(|entry| entry.reason == reason)
        {
            entry.times += 1;
            return;
        }
        self.told.insert(key, self.rejected.len());
        let rejected = Rejected::new(self.file, spot.line, reason, &found);
        self.rejected.push(Rejected { at: spot.at, nearest, ..rejected });
    }

    /// The state of a row, or a rejection.
    pub fn state(&mut self, line: u64, name: &str) -> Option<Iso3> {
        let found = self.states.by_name(name);
        self.placed(line, name, found)
    }

    pub fn placed(&mut self, line: u64, name: &str, found: Result<Iso3, Unplaced>) -> Option<Iso3> {
        match found {
            Ok(iso3) => Some(iso3),
            Err(Unplaced { reason, nearest }) => {
                self.reject_near(Spot::line(line), reason, name, nearest);
                None
            }
        }
    }

    /// The ISO code of a partner in a table; empty for one that is no state of ours, whose name stays.
    pub fn partner(&mut self, name: &str) -> String {
        match self.states.by_name(name) {
            Ok(iso3) => iso3.to_string(),
            Err(_) => {
                self.remark(Remark::NameKept(name.to_owned()));
                String::new()
            }
        }
    }

    /// The series that values are put into; `None`, and told, where the program knows no such series and has no words for
    /// it. `prices` is the year of constant prices: with another one than the program's own it is another series.
    pub fn announce(&mut self, spot: Spot, series: &str, prices: Option<u16>) -> Option<String> {
        let words = self.catalogue.series_of(series, prices);
        let Some(known) = self.atlas.indicator(series) else {
            let Some(words) = words else {
                self.reject(spot, Reason::UnknownIndicator, series);
                return None;
            };
            self.about(series, words);
            return Some(series.to_owned());
        };
        match (words, prices) {
            (Some(words), Some(year)) if words.unit != known.unit => {
                let own = format!("{series}_{year}");
                self.remark(Remark::BasePrices { series: own.clone(), year });
                self.about(&own, words);
                Some(own)
            }
            _ => Some(series.to_owned()),
        }
    }

    /// Words of a series that the program does not know, or knows in another unit.
    pub fn about(&mut self, series: &str, words: SeriesWords) {
        self.series.entry(series.to_owned()).or_default().about = Some(words);
    }

    /// A table of one state under the words of the catalogue.
    pub fn table(&mut self, iso3: Iso3, id: &str, columns: &[&str], rows: Vec<Vec<String>>) {
        let Some(words) = self.catalogue.tables.get(id) else { return };
        let source = self.pack.sources.first();
        self.pack.tables.push(PackTable {
            iso3,
            table: FactTable {
                id: id.to_owned(),
                title: words.title.clone(),
                note: words.note.clone(),
                criteria: words.criteria.clone(),
                columns: columns.iter().map(|&name| name.to_owned()).collect(),
                rows,
            },
            cited: Citation {
                source: self.source.clone(),
                url: source.map(|source| source.url.clone()).unwrap_or_default(),
                document: self.file.to_owned(),
                ..Citation::default()
            },
        });
    }

    /// A cell of a series: its value, why there is none, or a rejection.
    pub fn cell(&mut self, series: &str, spot: Spot, key: (Iso3, u16), cell: &Cell, scale: f64) {
        match read(cell, self.decimal) {
            Ok(figure) => self.figure(series, spot, key, figure, scale),
            Err(unreadable) => self.unreadable(series, spot, unreadable, &cell.text),
        }
    }

    pub fn unreadable(&mut self, series: &str, spot: Spot, why: Unreadable, found: &str) {
        let reason = match why {
            Unreadable::NotANumber => Reason::NotANumber,
            Unreadable::Ambiguous => Reason::AmbiguousNumber,
        };
        self.has_gap(series);
        self.reject(spot, reason, found);
    }

    /// A value of the series was left out, so that the file does not speak for all of it.
    pub fn has_gap(&mut self, series: &str) {
        self.series.entry(series.to_owned()).or_default().has_gaps = true;
    }

    pub fn figure(
        &mut self,
        series: &str,
        spot: Spot,
        key: (Iso3, u16),
        figure: Figure,
        scale: f64,
    ) {
        let (value, status, qualifier) = match figure {
            Figure::Nothing => return,
            Figure::Missing(status) => (None, status, Qualifier::Firm),
            Figure::Value { value, qualifier, percent } => {
                let scale = if percent && scale == 100.0 { 1.0 } else { scale };
                (Some(scaled(value, scale)), ValueStatus::Present, qualifier)
            }
        };
        self.point(series, spot, PackPoint { iso3: key.0, year: key.1, value, status, qualifier });
    }

    pub fn point(&mut self, series: &str, spot: Spot, point: PackPoint) {
        self.estimates += u64::from(point.qualifier == Qualifier::Estimate);
        let gathered = self.series.entry(series.to_owned()).or_default();
        let Some(taken) = gathered.points.get_mut(&(point.iso3, point.year)) else {
            let taken = Taken { point, place: spot, contradicted: false };
            gathered.points.insert((point.iso3, point.year), taken);
            return;
        };
        if taken.point == point {
            self.repeated += 1;
            return;
        }
        // Which of the two is right the file does not say, so neither is taken.
        let first = (!taken.contradicted).then(|| (taken.place.clone(), taken.point.value));
        taken.contradicted = true;
        gathered.has_gaps = true;
        let found = |value: Option<f64>| {
            let value = value.map_or("..".to_owned(), |value| value.to_string());
            format!("{series} {} {}: {value}", point.iso3, point.year)
        };
        if let Some((place, value)) = first {
            self.reject(place, Reason::Contradicted, &found(value));
        }
        self.reject(spot, Reason::Contradicted, &found(point.value));
    }

    pub fn conflict(&mut self, conflict: PackConflict) {
        self.pack.conflicts.push(conflict);
    }

    /// A series of the program has one source. A file of another source takes its place only if it has nearly all of what
    /// the program has, and nothing of it was left out; any other stands beside it, so that no value is lost and none gets the wrong source.
    fn put(&mut self, id: String, gathered: Gathered) {
        let taken = gathered.points.into_values().filter(|taken| !taken.contradicted);
        let points: Vec<PackPoint> = taken.map(|taken| taken.point).collect();
        if points.is_empty() {
            return;
        }
        let source = self.source.clone();
        let of =
            |known: &&Indicator| self.atlas.source(known.source).map(|source| source.id.as_str());
        let other = self.atlas.indicator(&id).filter(|known| of(known) != Some(&source));
        let (id, about, reach) = match other {
            Some(known) if !gathered.has_gaps && self.is_whole(known, &points) => {
                (id, gathered.about, Reach::Table)
            }
            Some(known) => {
                let title = self.pack.sources.first().map(|source| source.title.clone());
                let words = words_of(known, &title.unwrap_or_default());
                let own = format!("{id}_{source}");
                self.remarks.insert(Remark::Beside { series: id, own: own.clone() });
                (own, Some(words), Reach::Values)
            }
            None if gathered.has_gaps => (id, gathered.about, Reach::Values),
            None => (id, gathered.about, Reach::Table),
        };
        self.pack.series.push(PackSeries { id, source, reach, about, points });
    }

    /// True for points that have at least three quarters of what the program has.
    fn is_whole(&self, known: &Indicator, points: &[PackPoint]) -> bool {
        let new: BTreeSet<_> = points
            .iter()
            .filter_map(|point| Some((self.atlas.country_index(point.iso3)?, point.year)))
            .collect();
        let kept = known.points.iter().filter(|point| new.contains(&(point.country, point.year)));
        4 * kept.count() >= 3 * known.points.len()
    }

    pub fn finish(mut self) -> Imported {
        if self.estimates > 0 {
            self.remarks.insert(Remark::Estimates(self.estimates));
        }
        if self.repeated > 0 {
            self.remarks.insert(Remark::Repeated(self.repeated));
        }
        for (id, gathered) in std::mem::take(&mut self.series) {
            self.put(id, gathered);
        }
        self.rejected.sort_by_key(|rejected| rejected.line);
        let remarks = self.remarks.into_iter().collect();
        Imported { kind: self.kind, pack: self.pack, rejected: self.rejected, remarks }
    }
}

/// What a known series is, named after the source as well.
fn words_of(known: &Indicator, title: &Text) -> SeriesWords {
    let both = |name: &str, title: &str| format!("{name} ({title})");
    SeriesWords {
        name: Text {
            en: both(&known.name.en, title.get(Lang::En)),
            de: both(known.name.get(Lang::De), title.get(Lang::De)),
            fr: both(known.name.get(Lang::Fr), title.get(Lang::Fr)),
        },
        unit: known.unit.clone(),
        direction: known.direction,
        criteria: known.criteria.clone(),
        note: Text::default(),
        categories: known.categories.clone(),
        by_edition: known.by_edition,
    }
}

/// In another unit, without the noise that a multiplication adds.
fn scaled(value: f64, scale: f64) -> f64 {
    if scale == 1.0 {
        return value;
    }
    format!("{:.11e}", value * scale).parse().unwrap_or(value * scale)
}
