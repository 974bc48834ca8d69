//! Series over the years: a state beside others and beside its region. A year without a value stays a gap.

use crate::atlas::{Atlas, Indicator, Iso3, Point, Qualifier};
use crate::measure::{Nothing, nothing_of};
use crate::text::Text;

/// One series for several states, every year of it named.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// From the first to the last year in which any of the states has a value; empty where none has.
    pub years: Vec<u16>,
    pub traces: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    pub who: Who,
    /// One for each year.
    pub points: Vec<TracePoint>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    State(Iso3),
    /// The middle value of all states of a region.
    Median(Text),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TracePoint {
    pub value: Option<f64>,
    /// Which nothing stands in place of a value.
    pub nothing: Option<Nothing>,
    pub qualifier: Qualifier,
    /// Of a median: how many states had a value.
    pub states: u16,
}

impl TracePoint {
    fn of(atlas: &Atlas, series: &Indicator, point: Option<&Point>) -> Self {
        Self {
            value: point.and_then(|point| point.value),
            nothing: nothing_of(atlas, series, point),
            qualifier: point.map_or(Qualifier::Firm, |point| point.qualifier),
            states: u16::from(point.is_some_and(|point| point.value.is_some())),
        }
    }
}

/// The series for some states, in their order; with the region of the first one where wanted.
pub fn trend(atlas: &Atlas, indicator: &Indicator, states: &[Iso3], with_region: bool) -> Trend {
    let rows = |iso3: Iso3| atlas.country_index(iso3).map_or(&[][..], |at| indicator.points_of(at));
    let valued = states.iter().flat_map(|iso3| rows(*iso3)).filter(|point| point.value.is_some());
    let (first, last) = valued
        .fold((u16::MAX, 0), |(first, last), point| (first.min(point.year), last.max(point.year)));
    let years: Vec<u16> = (first..=last).collect();
    let of_state = |iso3: &Iso3| Trace {
        who: Who::State(*iso3),
        points: years
            .iter()
            .map(|year| TracePoint::of(atlas, indicator, at_year(rows(*iso3), *year)))
            .collect(),
    };
    let mut traces: Vec<Trace> = states.iter().map(of_state).collect();
    let home = states.first().and_then(|iso3| atlas.country(*iso3)).filter(|_| with_region);
    if let Some(home) = home {
        let members = || atlas.countries.iter().filter(|other| other.subregion == home.subregion);
        let points = years.iter().map(|year| {
            let values = members().filter_map(|member| at_year(rows(member.iso3), *year)?.value);
            median(values.collect())
        });
        traces.push(Trace { who: Who::Median(home.subregion.clone()), points: points.collect() });
    }
    Trend { years, traces }
}

fn at_year(rows: &[Point], year: u16) -> Option<&Point> {
    rows.iter().find(|point| point.year == year)
}

/// The middle value; of an even number the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> TracePoint {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let value = match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(below), Some(above)) if values.len() % 2 == 0 => Some(f64::midpoint(*below, *above)),
        (_, Some(middle)) => Some(*middle),
        _ => None,
    };
    let states = u16::try_from(values.len()).unwrap_or(u16::MAX);
    let nothing = value.is_none().then_some(Nothing::NotAvailable);
    TracePoint { value, nothing, qualifier: Qualifier::Firm, states }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Country, CountryIx, Direction, SourceIx, ValueStatus};

    fn iso3(code: &str) -> Iso3 {
        Iso3::parse(code).unwrap()
    }

    fn atlas(states: &[(&str, &str)]) -> Atlas {
        let countries = states.iter().map(|(code, region)| {
            let text = format!(
                "(iso3: \"{code}\", iso2: \"XX\", name: (en: \"\", de: \"\", fr: \"\"), \
                 capital: (en: \"\", de: \"\", fr: \"\"), region: (en: \"\", de: \"\", fr: \"\"), \
                 subregion: (en: \"{region}\", de: \"\", fr: \"\"), area_km2: None, \
                 landlocked: false, neighbours: [], un_member: true, position: None, \
                 memberships: [], income_group: \"\", ldc: false, ldc_until: None, aliases: [], \
                 events: [], facts: [], tables: [], contradictions: [], published_ratings: [])"
            );
            ron::from_str::<Country>(&text).unwrap()
        });
        Atlas { countries: countries.collect(), ..Atlas::default() }
    }

    fn series(points: &[(u16, u16, Option<f64>)]) -> Indicator {
        let points = points.iter().map(|(country, year, value)| Point {
            country: CountryIx(*country),
            year: *year,
            value: *value,
            status: ValueStatus::Present,
            qualifier: Qualifier::Firm,
        });
        Indicator {
            id: String::new(),
            name: Text::default(),
            unit: Text::default(),
            direction: Direction::Neutral,
            criteria: Vec::new(),
            source: SourceIx(0),
            note: Text::default(),
            categories: Vec::new(),
            by_edition: false,
            points: points.collect(),
        }
    }

    #[test]
    fn a_year_without_a_value_is_a_gap() {
        let atlas = atlas(&[("AAA", "x"), ("BBB", "x")]);
        let series = series(&[
            (0, 2019, Some(1.0)),
            (0, 2022, Some(4.0)),
            (1, 2020, None),
            (1, 2021, Some(2.0)),
        ]);
        let trend = trend(&atlas, &series, &[iso3("AAA"), iso3("BBB")], false);
        assert_eq!(trend.years, [2019, 2020, 2021, 2022]);
        let values = |at: usize| -> Vec<Option<f64>> {
            trend.traces[at].points.iter().map(|point| point.value).collect()
        };
        assert_eq!(values(0), [Some(1.0), None, None, Some(4.0)]);
        assert_eq!(values(1), [None, None, Some(2.0), None]);
        assert_eq!(trend.traces[1].points[0].nothing, Some(Nothing::NotAvailable));
        assert_eq!(trend.traces[1].points[2].nothing, None);
    }

    #[test]
    fn no_row_in_a_register_of_deliveries_means_none_recorded() {
        let atlas = atlas(&[("AAA", "x")]);
        let rows = series(&[(0, 2019, Some(1.0)), (0, 2021, Some(4.0))]);
        let unit = Text { en: "million TIV".to_owned(), ..Text::default() };
        let deliveries = Indicator { unit, ..rows };
        let trend = trend(&atlas, &deliveries, &[iso3("AAA")], false);
        assert_eq!(trend.traces[0].points[1].nothing, Some(Nothing::NoDelivery));
    }

    #[test]
    fn a_region_is_the_middle_of_its_states_and_says_of_how_many() {
        let atlas = atlas(&[("AAA", "x"), ("BBB", "x"), ("CCC", "x"), ("DDD", "y")]);
        let series = series(&[
            (0, 2020, Some(1.0)),
            (1, 2020, Some(5.0)),
            (2, 2020, Some(3.0)),
            (2, 2021, Some(9.0)),
            (3, 2020, Some(99.0)),
            (0, 2021, Some(1.0)),
        ]);
        let mut points = series.points.clone();
        points.sort_by_key(|point| (point.country, point.year));
        let series = Indicator { points, ..series };
        let trend = trend(&atlas, &series, &[iso3("AAA")], true);
        let region = &trend.traces[1];
        assert_eq!(region.who, Who::Median(Text { en: "x".to_owned(), ..Text::default() }));
        assert_eq!(region.points[0].value, Some(3.0));
        assert_eq!(region.points[0].states, 3);
        assert_eq!(region.points[1].value, Some(5.0), "the mean of 1 and 9");
    }

    #[test]
    fn without_any_value_there_are_no_years() {
        let atlas = atlas(&[("AAA", "x")]);
        assert!(trend(&atlas, &series(&[(0, 2020, None)]), &[iso3("AAA")], true).years.is_empty());
    }
}
