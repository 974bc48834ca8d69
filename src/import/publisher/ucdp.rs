//! UCDP: organised violence by state and year, and the single events of the Georeferenced Event Dataset.

use super::figures::{Figure, parse};
use super::harvest::{Harvest, Spot};
use super::table::{Row, Table, year_of};
use super::{NotRead, PublisherKind, Remark};
use crate::import::report::Reason;
use kriterion_heart::atlas::{ConflictKind, Iso3, Qualifier, ValueStatus};
use kriterion_heart::pack::{PackConflict, PackPoint};
use std::collections::{BTreeMap, BTreeSet};

const DEATHS: &str = "ucdp_deaths";
const BY_GOVERNMENT: &str = "ucdp_gov_onesided";
const SOURCE: &str = "ucdp";
const SOURCE_OF_EVENTS: &str = "ucdp_ged";

const STATE: &str = "country_cy";
const YEAR: &str = "year_cy";
const ALL_DEATHS: &str = "cumulative_total_deaths_in_orgvio_best_cy";
const OF_GOVERNMENT: &str = "os_main_govt_killings_best_cy";

/// The kinds, with the beginning of their columns: of deaths, and of everything else.
const KINDS: [(ConflictKind, &str, &str); 4] = [
    (ConflictKind::Intrastate, "sb_intrastate_deaths", "sb_intrastate"),
    (ConflictKind::Interstate, "sb_interstate_deaths", "sb_interstate"),
    (ConflictKind::NonState, "ns_total_deaths", "ns"),
    (ConflictKind::OneSided, "os_total_deaths", "os"),
];

pub fn knows_country_years(tables: &[Table<'_>]) -> bool {
    tables.iter().any(|table| table.header(&[STATE, YEAR, ALL_DEATHS]).is_some())
}

pub fn country_years(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    let at = |header: &Row, name: &str| {
        let kind = PublisherKind::UcdpCountryYears;
        header.find(name).ok_or_else(|| NotRead::MissingColumn { kind, column: name.to_owned() })
    };
    for table in tables {
        let Some((_, header)) = table.header(&[STATE, YEAR, ALL_DEATHS]) else { continue };
        let [state, year, deaths, by_government] = [
            at(&header, STATE)?,
            at(&header, YEAR)?,
            at(&header, ALL_DEATHS)?,
            at(&header, OF_GOVERNMENT)?,
        ];
        let mut kinds = Vec::new();
        for (kind, deaths, head) in KINDS {
            let [best, low, high] = [
                at(&header, &format!("{deaths}_best_cy"))?,
                at(&header, &format!("{deaths}_low_cy"))?,
                at(&header, &format!("{deaths}_high_cy"))?,
            ];
            kinds.push((kind, best, low, high, at(&header, &format!("{head}_dyad_count_cy"))?));
        }
        for series in [DEATHS, BY_GOVERNMENT] {
            harvest.announce(Spot::line(header.line), series, None);
        }
        let (mut seen, mut version, mut years) = (BTreeSet::new(), String::new(), Vec::new());
        for row in table.below(&header) {
            let Some(year) = year_of(row.get(year)) else {
                [DEATHS, BY_GOVERNMENT].iter().for_each(|series| harvest.has_gap(series));
                harvest.reject(Spot::cell(row.line, YEAR), Reason::NotAYear, row.get(year));
                continue;
            };
            let Some(iso3) = harvest.state(row.line, row.get(state)) else { continue };
            if !seen.insert((iso3, year)) {
                [DEATHS, BY_GOVERNMENT].iter().for_each(|series| harvest.has_gap(series));
                harvest.reject(Spot::line(row.line), Reason::Twice, &format!("{iso3} {year}"));
                continue;
            }
            years.push((0, year));
            for (series, at, name) in
                [(DEATHS, deaths, ALL_DEATHS), (BY_GOVERNMENT, by_government, OF_GOVERNMENT)]
            {
                if let Some(cell) = row.cells.get(at) {
                    harvest.cell(series, Spot::cell(row.line, name), (iso3, year), cell, 1.0);
                }
            }
            for (kind, best, low, high, dyads) in &kinds {
                conflict(&row, harvest, (iso3, year, *kind), [*best, *low, *high, *dyads]);
            }
            if let Some(column) = header.find("version").filter(|_| version.is_empty()) {
                row.get(column).clone_into(&mut version);
            }
        }
        let edition = if version.is_empty() { super::wdi::span(&years) } else { version };
        harvest.source(SOURCE, &edition);
    }
    Ok(())
}

/// The deaths of one kind. A kind without deaths and opponents is none that occurred.
fn conflict(
    row: &Row,
    harvest: &mut Harvest<'_>,
    (iso3, year, kind): (Iso3, u16, ConflictKind),
    columns: [usize; 4],
) {
    if columns.iter().all(|at| row.get(*at).is_empty()) {
        return;
    }
    let mut counts = [0_u32; 4];
    for (count, at) in counts.iter_mut().zip(columns) {
        match whole(row.get(at)) {
            Some(read) => *count = read,
            None => {
                let spot = Spot::cell(row.line, kind.code());
                return harvest.reject(spot, Reason::NotANumber, row.get(at));
            }
        }
    }
    let [best, low, high, dyads] = counts;
    if counts.iter().any(|count| *count > 0) {
        let dyads = u16::try_from(dyads).unwrap_or(u16::MAX);
        harvest.conflict(PackConflict {
            iso3,
            year,
            kind,
            best,
            low,
            high,
            dyads,
            source: SOURCE.to_owned(),
        });
    }
}

/// A count.
fn whole(text: &str) -> Option<u32> {
    match parse(text, super::Decimal::Point).ok()? {
        Figure::Value { value, .. }
            if value >= 0.0 && value.fract() == 0.0 && value <= f64::from(u32::MAX) =>
        {
            Some(value as u32)
        }
        _ => None,
    }
}

const EVENT: [&str; 10] = [
    "id",
    "year",
    "type_of_violence",
    "country",
    "country_id",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub fn knows_events(tables: &[Table<'_>]) -> bool {
    tables
        .iter()
        .any(|table| table.header(&["type_of_violence", "country", "best", "year"]).is_some())
}

#[derive(Default)]
struct Sum {
    best: u64,
    low: u64,
    high: u64,
    dyads: BTreeSet<String>,
}

pub fn events(tables: &[Table<'_>], harvest: &mut Harvest<'_>) -> Result<(), NotRead> {
    for table in tables {
        let Some((_, header)) = table.header(&["type_of_violence", "country", "best", "year"])
        else {
            continue;
        };
        let mut places = [0; EVENT.len()];
        for (place, name) in places.iter_mut().zip(EVENT) {
            let kind = PublisherKind::UcdpEvents;
            let missing = || NotRead::MissingColumn { kind, column: name.to_owned() };
            *place = header.find(name).ok_or_else(missing)?;
        }
        let dyad = header.find("dyad_new_id").or_else(|| header.find("dyad_name"));
        for series in [DEATHS, BY_GOVERNMENT] {
            harvest.announce(Spot::line(header.line), series, None);
            // A state without events in a year is not in the file, and the file may be a part of the data.
            harvest.has_gap(series);
        }
        let mut sums: BTreeMap<(Iso3, u16, ConflictKind), Sum> = BTreeMap::new();
        let mut by_government: BTreeMap<(Iso3, u16), u64> = BTreeMap::new();
        // States and years of which an event is left out: their sums are too low.
        let mut short = BTreeSet::new();
        let (mut seen, mut years) = (BTreeSet::new(), Vec::new());
        for row in table.below(&header) {
            let [id, year, kind, country, country_id, best, high, low, a, b] =
                places.map(|at| row.get(at));
            let Some(year) = year_of(year) else {
                harvest.reject(Spot::cell(row.line, "year"), Reason::NotAYear, year);
                continue;
            };
            let Some(iso3) = harvest.state(row.line, country) else { continue };
            let (a, b) = (code(a), code(b));
            let is_of_states = a.is_some() && b.is_some();
            let is_of_government = a.is_some() && a == code(country_id);
            let of_government = kind == "3" && is_of_government;
            let kind = match kind {
                "1" if is_of_states => ConflictKind::Interstate,
                "1" => ConflictKind::Intrastate,
                "2" => ConflictKind::NonState,
                "3" => ConflictKind::OneSided,
                word => {
                    short.insert((iso3, year));
                    harvest.reject(
                        Spot::cell(row.line, "type_of_violence"),
                        Reason::UnknownWord,
                        word,
                    );
                    continue;
                }
            };
            let (Some(best), Some(low), Some(high)) = (whole(best), whole(low), whole(high)) else {
                short.insert((iso3, year));
                harvest.reject(Spot::cell(row.line, "best"), Reason::NotANumber, best);
                continue;
            };
            if !id.is_empty() && !seen.insert(id.to_owned()) {
                harvest.reject(Spot::line(row.line), Reason::Twice, id);
                continue;
            }
            years.push(year);
            let sum = sums.entry((iso3, year, kind)).or_default();
            sum.best += u64::from(best);
            sum.low += u64::from(low);
            sum.high += u64::from(high);
            sum.dyads.extend(dyad.map(|at| row.get(at).to_owned()));
            *by_government.entry((iso3, year)).or_default() +=
                if of_government { u64::from(best) } else { 0 };
        }
        let span: Vec<(usize, u16)> = years.into_iter().map(|year| (0, year)).collect();
        harvest.source(SOURCE_OF_EVENTS, &super::wdi::span(&span));
        harvest.remark(Remark::SumsOfEvents);
        summed(harvest, sums, by_government, &short);
    }
    Ok(())
}

/// A code of Gleditsch and Ward: only states have one. Spreadsheets write `775` as `775.0` where cells of the column are empty.
fn code(text: &str) -> Option<u16> {
    whole(text).and_then(|code| u16::try_from(code).ok()).filter(|code| *code > 0)
}

fn summed(
    harvest: &mut Harvest<'_>,
    sums: BTreeMap<(Iso3, u16, ConflictKind), Sum>,
    by_government: BTreeMap<(Iso3, u16), u64>,
    short: &BTreeSet<(Iso3, u16)>,
) {
    let count = |sum: u64| u32::try_from(sum).unwrap_or(u32::MAX);
    let mut deaths: BTreeMap<(Iso3, u16), u64> = BTreeMap::new();
    for ((iso3, year, kind), sum) in sums {
        *deaths.entry((iso3, year)).or_default() += sum.best;
        harvest.conflict(PackConflict {
            iso3,
            year,
            kind,
            best: count(sum.best),
            low: count(sum.low),
            high: count(sum.high),
            dyads: u16::try_from(sum.dyads.len()).unwrap_or(u16::MAX),
            source: SOURCE_OF_EVENTS.to_owned(),
        });
    }
    for (series, values) in [(DEATHS, deaths), (BY_GOVERNMENT, by_government)] {
        for ((iso3, year), value) in values {
            let is_short = short.contains(&(iso3, year));
            let qualifier = if is_short { Qualifier::AtLeast } else { Qualifier::Firm };
            let status = ValueStatus::Present;
            let point = PackPoint { iso3, year, value: Some(value as f64), status, qualifier };
            harvest.point(series, Spot::default(), point);
        }
    }
}
