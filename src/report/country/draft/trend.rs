//! Level and trend of a series: from where to where, the highest value between, the change over five years, the rank
//! among the states compared.

use super::points::Points;
use super::{Teller, Told};
use crate::i18n::Key;
use kriterion_heart::atlas::Qualifier;

/// So many years back a trend begins.
const YEARS: u16 = 9;

/// How a series is told.
pub struct Trend {
    pub part: &'static str,
    pub about: &'static str,
    pub id: &'static str,
    /// What rises or falls; an asterisk before it makes the verb plural.
    pub subject: Key,
    /// Money and numbers change by so many percent, shares and scales do not.
    pub has_change: bool,
    /// A place among the states compared.
    pub has_rank: bool,
    pub is_summary: bool,
}

impl Trend {
    pub const fn plain(
        part: &'static str,
        about: &'static str,
        id: &'static str,
        subject: Key,
    ) -> Self {
        Self { part, about, id, subject, has_change: false, has_rank: false, is_summary: false }
    }
}

impl Teller<'_> {
    /// The trends that the state has figures for.
    pub fn trends(&mut self, trends: &[Trend]) {
        for trend in trends {
            if let Some(points) = self.series(trend.id).cloned() {
                self.trend(trend, &points);
            }
        }
    }

    pub fn trend(&mut self, trend: &Trend, points: &Points) {
        let Some((last, newest, to)) = points.newest() else { return };
        let run = || points.valued().filter(|(year, ..)| year + YEARS >= last);
        let Some((first, oldest, from)) = run().next() else { return };
        let subject = self.say(trend.subject);
        let (subject, is_many) = match subject.strip_prefix('*') {
            Some(subject) => (subject, true),
            None => (subject, false),
        };
        let told = |key| {
            Told::new(trend.part, trend.about, trend.id, key)
                .slot("subject", subject)
                .slot("to", self.value(&newest.cell, &points.unit))
                .slot("unit", self.unit_behind(&points.unit))
                .year("last", last)
                .summary(trend.is_summary)
        };
        if first == last {
            let key = if is_many { Key::DraftLevelMany } else { Key::DraftLevelOne };
            let told = told(key).rests(self.lang, points, &[last]);
            self.tell(told);
        } else {
            // What is not told apart when it is written has not moved.
            let (a, b) = (self.number(&oldest.cell, ""), self.number(&newest.cell, ""));
            let key = match (from < to, is_many) {
                _ if a == b => {
                    if is_many {
                        Key::DraftSameMany
                    } else {
                        Key::DraftSameOne
                    }
                }
                (true, false) => Key::DraftRoseOne,
                (true, true) => Key::DraftRoseMany,
                (false, false) => Key::DraftFellOne,
                (false, true) => Key::DraftFellMany,
            };
            let mut told = told(key).year("first", first);
            if a != b {
                told = told.slot("from", self.value(&oldest.cell, &points.unit));
            }
            let told = told.rests(self.lang, points, &[first, last]);
            self.tell(told);
            self.peak(trend, points, first, last);
        }
        if trend.has_change {
            self.change(trend, points, last);
        }
        if trend.has_rank {
            self.rank(trend, points, last);
        }
    }

    /// The highest value, where it is neither the first nor the last.
    fn peak(&mut self, trend: &Trend, points: &Points, first: u16, last: u16) {
        let mut run = points.valued().filter(|(year, ..)| (first..=last).contains(year));
        let Some(start) = run.next() else { return };
        let (year, point, _) = run.fold(start, |top, one| if one.2 > top.2 { one } else { top });
        let said = self.number(&point.cell, "");
        let is_end = [first, last].iter().any(|end| {
            points.years.get(end).is_some_and(|point| self.number(&point.cell, "") == said)
        });
        if is_end {
            return;
        }
        let id = format!("{}/peak", trend.id);
        let told = Told::new(trend.part, trend.about, &id, Key::DraftPeak)
            .slot("value", self.value(&point.cell, &points.unit))
            .year("year", year)
            .year("first", first)
            .year("last", last)
            .rests(self.lang, points, &[year]);
        self.tell(told);
    }

    /// Against five years before, in percent; only where both figures are firm.
    fn change(&mut self, trend: &Trend, points: &Points, last: u16) {
        let before = last.saturating_sub(5);
        let (Some((old, from)), Some((new, to))) = (points.at(before), points.at(last)) else {
            return;
        };
        let is_firm = [old, new].iter().all(|point| point.cell.qualifier == Qualifier::Firm);
        if !is_firm || from <= 0.0 {
            return;
        }
        let percent = (to - from) / from * 100.0;
        let decimals = if percent.abs() < 10.0 { 1 } else { 0 };
        let said = crate::i18n::number(self.lang, percent.abs(), decimals);
        if said == "0" {
            return;
        }
        let key = if percent > 0.0 { Key::DraftIncrease } else { Key::DraftDecrease };
        let id = format!("{}/change", trend.id);
        let mut told = Told::new(trend.part, trend.about, &id, key)
            .year("year", before)
            .slot("percent", said)
            .rests(self.lang, points, &[before, last])
            .summary(trend.is_summary);
        let scale = 10_f64.powi(decimals as i32);
        told.sentence.worked_out.push((percent.abs() * scale).round() / scale);
        // The sentence before has the source.
        told.sentence.cites.clear();
        self.tell(told);
    }

    /// By size among the state and those compared that have a value of the same year.
    fn rank(&mut self, trend: &Trend, points: &Points, year: u16) {
        let Some((_, own)) = points.at(year) else { return };
        let others: Vec<&Points> = self
            .profile
            .compared
            .iter()
            .filter_map(|iso3| self.index.series(*iso3, trend.id))
            .filter(|points| points.at(year).is_some())
            .collect();
        if others.len() < 2 {
            return;
        }
        let above = others
            .iter()
            .filter(|points| points.at(year).is_some_and(|(_, value)| value > own))
            .count();
        let id = format!("{}/rank", trend.id);
        let mut told = Told::new(trend.part, trend.about, &id, Key::DraftRank)
            .count(self.lang, "rank", above + 1)
            .count(self.lang, "of", others.len() + 1)
            .year("year", year)
            .rests(self.lang, points, &[year]);
        for other in others {
            told = told.rests(self.lang, other, &[year]);
        }
        self.tell(told);
    }
}
