//! What another edition of the facts would change: added, changed by how much, gone.

use super::Pack;
use super::apply::counted;
use crate::atlas::{
    Atlas, ConflictYear, Country, Embargo, Event, FactTable, Indicator, Iso3, Joined, Point,
    Qualifier, TreatyStatus, ValueStatus,
};
use crate::date::Date;
use crate::intake::fault::Fault;
use crate::key::FactKey;
use crate::phrase::{filled, joined, phrase, scope_key};
use crate::text::Text;
use std::collections::BTreeMap;

/// The difference between two editions, and what was refused on the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    pub added: Vec<Change>,
    /// The biggest first.
    pub changed: Vec<Change>,
    pub gone: Vec<Change>,
    /// Rows of the pack that say what is known already.
    pub same: usize,
    /// Per kind of fact, most touched first.
    pub by_series: Vec<Tally>,
    /// Per state, most touched first.
    pub by_state: Vec<Tally>,
    pub sources: Vec<SourceChange>,
    pub faults: Vec<Fault>,
}

impl Preview {
    /// Nothing would be other than it is.
    pub fn is_empty(&self) -> bool {
        let facts = self.added.is_empty() && self.changed.is_empty() && self.gone.is_empty();
        facts && self.sources.is_empty()
    }
}

/// One fact that comes, goes or changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// As in `key`.
    pub key: String,
    /// Of the series, treaty, embargo, event, kind of violence or table.
    pub name: Text,
    pub unit: Text,
    pub state: Option<Iso3>,
    pub year: Option<u16>,
    pub old: Option<Value>,
    pub new: Option<Value>,
    /// New less old, where both are figures.
    pub difference: Option<f64>,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Figure { value: Option<f64>, status: ValueStatus, qualifier: Qualifier },
    Joined(Joined, Option<u16>),
    Deaths { best: u32, low: u32, high: u32 },
    Words(Text),
    Event(Option<Date>, Text),
    Rows(usize),
}

impl Value {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Figure { value, .. } => *value,
            Self::Deaths { best, .. } => Some(f64::from(*best)),
            _ => None,
        }
    }
}

/// How many facts of one kind or state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// Id of the series or state; empty for embargoes against no state.
    pub id: String,
    pub name: Text,
    pub added: usize,
    pub changed: usize,
    pub gone: usize,
}

impl Tally {
    fn touched(&self) -> usize {
        self.added + self.changed + self.gone
    }
}

/// A source that is new, or that another edition of it takes the place of.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceChange {
    pub id: String,
    pub title: Text,
    /// `None` for a new source.
    pub old: Option<Text>,
    pub new: Text,
}

/// What a pack would change.
pub fn preview(atlas: &Atlas, pack: &Pack) -> Preview {
    let (new, faults, refused) = counted(atlas, std::slice::from_ref(pack));
    let mut preview = between(atlas, &new);
    let touched = preview.added.len() + preview.changed.len() + refused;
    preview.same = pack.rows().saturating_sub(touched);
    preview.faults = faults;
    preview
}

/// What differs between two editions that know the same states.
pub fn between(old: &Atlas, new: &Atlas) -> Preview {
    let mut all = Differences { old, new, preview: Preview::default(), series: BTreeMap::new() };
    all.points();
    all.treaties();
    all.conflicts();
    all.embargoes();
    for country in &new.countries {
        if let Some(before) = old.country(country.iso3) {
            all.events(before, country);
            all.tables(before, country);
        }
    }
    all.sources();
    all.finish()
}

struct Differences<'a> {
    old: &'a Atlas,
    new: &'a Atlas,
    preview: Preview,
    series: BTreeMap<String, Tally>,
}

/// A fact by its name, before it is known what became of it.
struct Named {
    /// Under which it is counted.
    kind: String,
    kind_name: Text,
    key: FactKey,
    name: Text,
    unit: Text,
    state: Option<Iso3>,
    year: Option<u16>,
}

impl Differences<'_> {
    fn add(&mut self, named: Named, old: Option<Value>, new: Option<Value>) {
        let tally = self.series.entry(named.kind.clone()).or_insert_with(|| Tally {
            id: named.kind,
            name: named.kind_name,
            ..Tally::default()
        });
        let numbers = (old.as_ref().and_then(Value::number), new.as_ref().and_then(Value::number));
        let difference = numbers.0.zip(numbers.1).map(|(old, new)| new - old);
        let change = Change {
            key: named.key.to_string(),
            name: named.name,
            unit: named.unit,
            state: named.state,
            year: named.year,
            difference,
            old,
            new,
        };
        let (list, count) = match (&change.old, &change.new) {
            (None, _) => (&mut self.preview.added, &mut tally.added),
            (_, None) => (&mut self.preview.gone, &mut tally.gone),
            _ => (&mut self.preview.changed, &mut tally.changed),
        };
        list.push(change);
        *count += 1;
    }

    /// Two sorted lists side by side; `tell` gets what differs.
    fn side_by_side<T: PartialEq, K: Ord>(
        &mut self,
        old: &[T],
        new: &[T],
        key: impl Fn(&T) -> K,
        same: impl Fn(&T, &T) -> bool,
        tell: impl Fn(&mut Self, Option<&T>, Option<&T>),
    ) {
        let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(a), Some(b)) => key(a).cmp(&key(b)),
            };
            match order {
                std::cmp::Ordering::Less => tell(self, old.next(), None),
                std::cmp::Ordering::Greater => tell(self, None, new.next()),
                std::cmp::Ordering::Equal => {
                    if let (Some(a), Some(b)) = (old.next(), new.next())
                        && !same(a, b)
                    {
                        tell(self, Some(a), Some(b));
                    }
                }
            }
        }
    }

    fn points(&mut self) {
        for series in &self.new.indicators {
            let before = self.old.indicator(&series.id);
            let old = before.map_or(&[] as &[Point], |series| &series.points);
            self.side_by_side(
                old,
                &series.points,
                |point| (point.country, point.year),
                |a, b| a == b,
                |all, old, new| all.point(series, old, new),
            );
        }
        for series in &self.old.indicators {
            if self.new.indicator(&series.id).is_none() {
                series.points.iter().for_each(|point| self.point(series, Some(point), None));
            }
        }
    }

    fn point(&mut self, series: &Indicator, old: Option<&Point>, new: Option<&Point>) {
        let Some(point) = new.or(old) else { return };
        let Some(iso3) = self.new.iso3(point.country) else { return };
        let value = |point: &Point| Value::Figure {
            value: point.value,
            status: point.status,
            qualifier: point.qualifier,
        };
        let (indicator, year) = (series.id.clone(), point.year);
        let named = Named {
            kind: series.id.clone(),
            kind_name: series.name.clone(),
            key: FactKey::Observation { iso3, indicator, year },
            name: series.name.clone(),
            unit: series.unit.clone(),
            state: Some(iso3),
            year: Some(year),
        };
        self.add(named, old.map(value), new.map(value));
    }

    fn treaties(&mut self) {
        let (old, new) = (self.old, self.new);
        let source = |atlas: &Atlas, row: &TreatyStatus| {
            atlas.source(row.source).map(|source| source.id.clone())
        };
        let note = |atlas: &Atlas, row: &TreatyStatus| {
            row.note.and_then(|at| atlas.notes.get(usize::from(at))).cloned()
        };
        self.side_by_side(
            &old.treaty_status,
            &new.treaty_status,
            |row| (row.country, row.treaty),
            |a, b| {
                (a.status, a.year, a.as_of) == (b.status, b.year, b.as_of)
                    && source(old, a) == source(new, b)
                    && note(old, a) == note(new, b)
            },
            Self::treaty,
        );
    }

    fn treaty(&mut self, old: Option<&TreatyStatus>, new: Option<&TreatyStatus>) {
        let Some(row) = new.or(old) else { return };
        let (Some(iso3), Some(treaty)) = (self.new.iso3(row.country), self.new.treaty_of(row))
        else {
            return;
        };
        let value = |row: &TreatyStatus| Value::Joined(row.status, row.year);
        let named = Named {
            kind: treaty.id.clone(),
            kind_name: treaty.short.clone(),
            key: FactKey::Treaty { iso3, treaty: treaty.id.clone() },
            name: treaty.short.clone(),
            unit: Text::default(),
            state: Some(iso3),
            year: None,
        };
        self.add(named, old.map(value), new.map(value));
    }

    fn conflicts(&mut self) {
        let (old, new) = (self.old, self.new);
        self.side_by_side(
            &old.conflicts,
            &new.conflicts,
            |row| (row.country, row.year, row.kind),
            |a, b| (a.best, a.low, a.high, a.dyads) == (b.best, b.low, b.high, b.dyads),
            Self::conflict,
        );
    }

    fn conflict(&mut self, old: Option<&ConflictYear>, new: Option<&ConflictYear>) {
        let Some(row) = new.or(old) else { return };
        let Some(iso3) = self.new.iso3(row.country) else { return };
        let value =
            |row: &ConflictYear| Value::Deaths { best: row.best, low: row.low, high: row.high };
        let kind = row.kind.code().to_owned();
        let named = Named {
            kind_name: phrase(&kind),
            name: phrase(&kind),
            key: FactKey::Conflict { iso3, year: row.year, kind: kind.clone() },
            kind,
            unit: Text::default(),
            state: Some(iso3),
            year: Some(row.year),
        };
        self.add(named, old.map(value), new.map(value));
    }

    fn embargoes(&mut self) {
        let (old, new) = (self.old, self.new);
        self.side_by_side(
            &old.embargoes,
            &new.embargoes,
            |row| row.id.clone(),
            |a, b| a == b,
            Self::embargo,
        );
    }

    fn embargo(&mut self, old: Option<&Embargo>, new: Option<&Embargo>) {
        let Some(row) = new.or(old) else { return };
        let named = Named {
            kind: "embargo".to_owned(),
            kind_name: phrase("embargo"),
            key: FactKey::Embargo { id: row.id.clone() },
            name: row.name.clone(),
            unit: Text::default(),
            state: row.iso3,
            year: None,
        };
        let value = |row: &Embargo| Value::Words(embargo_words(row));
        self.add(named, old.map(value), new.map(value));
    }

    fn events(&mut self, old: &Country, new: &Country) {
        let by_id = |all: &'_ [Event]| -> BTreeMap<String, usize> {
            all.iter().enumerate().map(|(at, event)| (event.id.clone(), at)).collect()
        };
        let (old_ids, new_ids) = (by_id(&old.events), by_id(&new.events));
        let value = |event: &Event| Value::Event(event.date, event.text.clone());
        let named = |event: &Event| Named {
            kind: "event".to_owned(),
            kind_name: phrase("event"),
            key: FactKey::Event { iso3: new.iso3, id: event.id.clone() },
            name: filled("event_named", &[("id", &event.id)]),
            unit: Text::default(),
            state: Some(new.iso3),
            year: None,
        };
        for event in &new.events {
            let before = old_ids.get(&event.id).and_then(|at| old.events.get(*at));
            if before != Some(event) {
                self.add(named(event), before.map(value), Some(value(event)));
            }
        }
        for event in &old.events {
            if !new_ids.contains_key(&event.id) {
                self.add(named(event), Some(value(event)), None);
            }
        }
    }

    fn tables(&mut self, old: &Country, new: &Country) {
        let rows = |table: &FactTable| Value::Rows(table.rows.len());
        let named = |table: &FactTable| Named {
            kind: "table".to_owned(),
            kind_name: phrase("table"),
            key: FactKey::Table { iso3: new.iso3, table: table.id.clone(), row: String::new() },
            name: table.title.clone(),
            unit: Text::default(),
            state: Some(new.iso3),
            year: None,
        };
        for table in &new.tables {
            let before = old.tables.iter().find(|known| known.id == table.id);
            if before != Some(table) {
                self.add(named(table), before.map(rows), Some(rows(table)));
            }
        }
        for table in &old.tables {
            if !new.tables.iter().any(|known| known.id == table.id) {
                self.add(named(table), Some(rows(table)), None);
            }
        }
    }

    fn sources(&mut self) {
        for source in &self.new.sources {
            let before = self.old.source_by_id(&source.id);
            if before != Some(source) {
                self.preview.sources.push(SourceChange {
                    id: source.id.clone(),
                    title: source.title.clone(),
                    old: before.map(|source| source.vintage.clone()),
                    new: source.vintage.clone(),
                });
            }
        }
    }

    fn finish(self) -> Preview {
        let Self { new, mut preview, series, .. } = self;
        let mut states: BTreeMap<Option<Iso3>, Tally> = BTreeMap::new();
        let mut count = |list: &[Change], which: fn(&mut Tally) -> &mut usize| {
            for change in list {
                let tally = states.entry(change.state).or_insert_with(|| {
                    let country = change.state.and_then(|iso3| new.country(iso3));
                    Tally {
                        id: change.state.map(|iso3| iso3.to_string()).unwrap_or_default(),
                        name: country.map(|country| country.name.clone()).unwrap_or_default(),
                        ..Tally::default()
                    }
                });
                *which(tally) += 1;
            }
        };
        count(&preview.added, |tally| &mut tally.added);
        count(&preview.changed, |tally| &mut tally.changed);
        count(&preview.gone, |tally| &mut tally.gone);
        preview.changed.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        preview.by_series = most_first(series.into_values());
        preview.by_state = most_first(states.into_values());
        preview
    }
}

fn most_first(tallies: impl Iterator<Item = Tally>) -> Vec<Tally> {
    let mut tallies: Vec<_> = tallies.collect();
    tallies.sort_by_key(|tally| std::cmp::Reverse(tally.touched()));
    tallies
}

/// How big a change is: of figures as a share of the larger one; whatever is no figure weighs more.
fn weight(change: &Change) -> f64 {
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::number);
    match (number(&change.old), number(&change.new)) {
        (Some(old), Some(new)) if old == new => 0.0,
        (Some(old), Some(new)) => (new - old).abs() / old.abs().max(new.abs()),
        _ => 2.0 + f64::from(u8::from(change.old.is_some() && change.new.is_some())),
    }
}

/// Whom it addresses, what it covers, since when: of the newest reading.
fn embargo_words(embargo: &Embargo) -> Text {
    let Some(reading) = embargo.newest() else { return Text::default() };
    let scope = match reading.scope_text.is_empty() {
        true => phrase(scope_key(reading.scope)),
        false => reading.scope_text.clone(),
    };
    let dates = [reading.since, reading.until].map(|date| date.map(|date| date.to_string()));
    let span = match dates {
        [None, None] => String::new(),
        [since, until] => {
            format!("{}\u{2013}{}", since.unwrap_or_default(), until.unwrap_or_default())
        }
    };
    let parts = [phrase(&reading.target.code().to_lowercase()), scope, Text::same(span)];
    joined(&parts, " · ")
}
