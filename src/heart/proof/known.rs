//! What the data say on a topic and a state.

use super::model::Datum;
use super::vocabulary::Topic;
use crate::atlas::{Atlas, Citation, Fact, Indicator, Iso3, Qualifier, SourceCopy};
use crate::key::FactKey;
use crate::measure::{Measure, of_fact, of_series};
use crate::text::{Text, fold};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A value of the data in its smallest unit.
#[derive(Debug, Clone)]
pub struct Value {
    pub value: f64,
    pub measure: Measure,
    pub year: Option<u16>,
    /// A figure of a report, not of a series.
    pub is_fact: bool,
    /// Series or fact.
    at: At,
}

#[derive(Debug, Clone, Copy)]
enum At {
    Series(usize),
    Growth(usize),
    Fact(Iso3, usize),
}

/// Values by topic and state, made when they are first asked for.
type Made = HashMap<(usize, Iso3), Rc<Vec<Value>>>;

pub struct Known<'a> {
    atlas: &'a Atlas,
    topics: &'a [Topic],
    /// The state of the report: its tables speak of other states, too.
    own: Iso3,
    made: RefCell<Made>,
}

impl<'a> Known<'a> {
    pub fn new(atlas: &'a Atlas, own: Iso3, topics: &'a [Topic]) -> Self {
        Self { atlas, topics, own, made: RefCell::default() }
    }

    /// Everything on a topic, oldest first within each series.
    pub fn values(&self, topic: usize, iso3: Iso3) -> Rc<Vec<Value>> {
        if let Some(made) = self.made.borrow().get(&(topic, iso3)) {
            return Rc::clone(made);
        }
        let made = Rc::new(self.make(topic, iso3));
        self.made.borrow_mut().insert((topic, iso3), Rc::clone(&made));
        made
    }

    fn make(&self, topic: usize, iso3: Iso3) -> Vec<Value> {
        let Some(topic) = self.topics.get(topic) else { return Vec::new() };
        let mut out = Vec::new();
        for (at, series) in self.atlas.indicators.iter().enumerate() {
            if topic.series.contains(&series.id) {
                self.series(at, series, iso3, &mut out);
            }
            if topic.growth_of == series.id {
                self.growth(at, series, iso3, &mut out);
            }
        }
        for teller in [iso3, self.own] {
            let Some(country) = self.atlas.country(teller) else { continue };
            for (at, fact) in country.facts.iter().enumerate() {
                let about = fact.about.is_empty() || fact.about == teller.as_str();
                let is_on = (about && teller == iso3) || fact.about == iso3.as_str();
                let partner = topic.traded && !about;
                if is_on && !partner && is_of(&topic.facts, &topic.named, fact) {
                    out.extend(value_of(fact, At::Fact(teller, at)));
                }
            }
            if iso3 == self.own {
                break;
            }
        }
        out
    }

    fn series(&self, at: usize, series: &Indicator, iso3: Iso3, out: &mut Vec<Value>) {
        let (Some(measure), Some(country)) = (of_series(series), self.atlas.country_index(iso3))
        else {
            return;
        };
        for point in series.points_of(country) {
            let Some(value) = point.value else { continue };
            out.push(Value {
                value: value * measure.factor(),
                measure: measure.clone(),
                year: Some(point.year),
                is_fact: false,
                at: At::Series(at),
            });
        }
    }

    fn growth(&self, at: usize, series: &Indicator, iso3: Iso3, out: &mut Vec<Value>) {
        let Some(country) = self.atlas.country_index(iso3) else { return };
        for pair in series.points_of(country).windows(2) {
            let [before, after] = pair else { continue };
            if let (Some(a), Some(b)) = (before.value, after.value)
                && before.year + 1 == after.year
                && a > 0.0
            {
                out.push(Value {
                    value: (b - a) / a * 100.0,
                    measure: Measure::Growth,
                    year: Some(after.year),
                    is_fact: false,
                    at: At::Growth(at),
                });
            }
        }
    }

    /// The value with name and source.
    pub fn datum(&self, value: &Value, iso3: Iso3) -> Datum {
        let shown = value.value / value.measure.factor();
        match value.at {
            At::Series(at) | At::Growth(at) => {
                let Some(series) = self.atlas.indicators.get(at) else { return Datum::default() };
                let source = self.atlas.source(series.source);
                let is_growth = matches!(value.at, At::Growth(_));
                Datum {
                    name: series.name.clone(),
                    value: Some(shown),
                    year: value.year,
                    unit: if is_growth { Text::same("%") } else { series.unit.clone() },
                    words: Text::default(),
                    source: source.map_or_else(SourceCopy::default, |source| source.copy("")),
                    key: value.year.map(|year| FactKey::Observation {
                        iso3,
                        indicator: series.id.clone(),
                        year,
                    }),
                }
            }
            At::Fact(teller, at) => {
                let fact = self.atlas.country(teller).and_then(|country| country.facts.get(at));
                let Some(fact) = fact else { return Datum::default() };
                Datum {
                    name: fact.name.clone(),
                    value: Some(shown),
                    year: fact.year,
                    unit: fact.unit.clone(),
                    words: Text::default(),
                    source: cited(&fact.cited),
                    key: Some(FactKey::Fact { iso3: teller, at }),
                }
            }
        }
    }

    /// The most that a series of ranks gives in a year, over all states, and how many states it ranks.
    pub fn last_rank(&self, value: &Value) -> Option<(f64, usize)> {
        let At::Series(at) = value.at else { return None };
        let series = self.atlas.indicators.get(at)?;
        let of_year = series.points.iter().filter(|point| Some(point.year) == value.year);
        let ranks: Vec<f64> = of_year.filter_map(|point| point.value).collect();
        let last = ranks.iter().copied().fold(0.0, f64::max);
        (last > 0.0).then_some((last, ranks.len()))
    }
}

/// A citation of a report as a source.
pub fn cited(cited: &Citation) -> SourceCopy {
    SourceCopy {
        id: cited.document.clone(),
        title: Text::same(cited.source.clone()),
        url: cited.url.clone(),
        place: cited.place.clone(),
        ..SourceCopy::default()
    }
}

fn is_of(ids: &[String], names: &[String], fact: &Fact) -> bool {
    let id = fact.indicator.rsplit('/').next().unwrap_or_default();
    if ids.iter().any(|own| own == id) && !ids.is_empty() {
        // `value` and `rank` are ids of many tables: the name decides.
        return !matches!(id, "value" | "rank") || named(names, fact);
    }
    named(names, fact)
}

fn named(names: &[String], fact: &Fact) -> bool {
    let name = fold(&fact.name.en);
    names.iter().any(|own| {
        name == *own
            || name.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with([',', ' ']))
    })
}

fn value_of(fact: &Fact, at: At) -> Option<Value> {
    let measure = of_fact(fact)?;
    let value = fact.value.filter(|_| fact.qualifier != Qualifier::Planned)?;
    Some(Value { value: value * measure.factor(), measure, year: fact.year, is_fact: true, at })
}
