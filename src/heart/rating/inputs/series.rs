//! Series: the newest value that counts, and figures derived from several series.

use super::{Found, Inputs, Who, merged};
use crate::atlas::{Indicator, Point, Qualifier, SourceCopy, ValueStatus};
use crate::fixed::Fixed;
use crate::rating::{Age, Gap, ReadingValue};
use std::collections::BTreeMap;

const PTS: [&str; 3] = ["pts_amnesty", "pts_state", "pts_hrw"];
const GMI: &str = "gmi";

const MILLION: Fixed = Fixed::whole(1_000_000);

/// A published value as rules compare it.
fn fixed(point: &Point) -> Option<Fixed> {
    point.value.and_then(Fixed::of)
}

/// In percent; `None` where there was nothing to grow from.
fn growth(now: Option<Fixed>, before: Option<Fixed>) -> Option<Fixed> {
    let before = before.filter(|before| *before > Fixed::ZERO)?;
    now?.minus(before).percent_of(before)
}

impl<'a> Inputs<'a> {
    /// `None` where the id is no series and not derived from series alone.
    pub(super) fn series_or_derived(
        &self,
        id: &str,
        who: Who<'a>,
        year: Option<u16>,
    ) -> Option<Found<'a>> {
        Some(match id {
            "PTS" => self.pts(who, year),
            "GDI" => self.gdi(who),
            "GMI_RANK" => self.gmi_rank(who),
            "MILEX_TREND5" => self.milex_trend(who),
            "GDP_USD" => self.gdp(who),
            "GOV_EXP" => self.back_calculated("GOV_EXP", "milex_pct_gov", who),
            "DEBT_GDP" => self.debt_share(who),
            "MILEX_SOCIAL" => self.social_share(who),
            "TIV_GROWTH" => self.delivery_growth(who),
            "OCINDEX" => self.plain(id, "oci_criminality", who, year),
            "OCINDEX_RESILIENCE" => self.plain(id, "oci_resilience", who, year),
            "FORCES" => return None,
            _ => {
                let bundled = &self.registry.get(id)?.bundled;
                let series = bundled.iter().find(|series| self.series.contains_key(&***series))?;
                self.plain(id, series, who, year)
            }
        })
    }

    /// The newest value that counts, or the one of `year`.
    fn newest(
        &self,
        series: &str,
        who: Who<'a>,
        year: Option<u16>,
    ) -> Option<(&'a Indicator, &'a Point)> {
        let series = *self.series.get(series)?;
        let counts = |point: &&Point| {
            self.clock.allows(point.year)
                && year.is_none_or(|year| point.year == year)
                && point.value.is_some()
        };
        Some((series, series.points_of(who.at).iter().rev().find(counts)?))
    }

    fn plain(&self, id: &str, series: &str, who: Who<'a>, year: Option<u16>) -> Found<'a> {
        let Some((series, point)) = self.newest(series, who, year) else {
            return self.no_value(series, who);
        };
        let Some((raw, value)) = point.value.zip(fixed(point)) else {
            return Found::gap(Gap::NoValue);
        };
        let value = match series.category(raw) {
            Some(word) => ReadingValue::Category(value, word.clone()),
            None => ReadingValue::Number(value),
        };
        let found =
            Found { qualifier: point.qualifier, unit: Some(&series.unit), ..Found::new(value) };
        found.dated(point.year, self.age(id, point.year)).from(self.cited(&[(series, point.year)]))
    }

    /// A gap that says what the series itself says about it.
    fn no_value(&self, series: &str, who: Who<'a>) -> Found<'a> {
        let stated = self.series.get(series).and_then(|series| {
            let points = series.points_of(who.at).iter().rev();
            points.filter(|point| self.clock.allows(point.year)).map(|point| point.status).next()
        });
        let status = stated
            .filter(|status| *status != ValueStatus::Present)
            .unwrap_or(ValueStatus::NotCollected);
        Found { status, ..Found::gap(Gap::NoValue) }
    }

    pub(super) fn age(&self, id: &str, year: u16) -> Age {
        self.ages.age(id, year, &self.clock)
    }

    fn cited(&self, used: &[(&Indicator, u16)]) -> Vec<SourceCopy> {
        if !self.is_cited {
            return Vec::new();
        }
        merged(
            used.iter().filter_map(|(series, year)| {
                self.copy(series.source, format!("{} {year}", series.id))
            }),
        )
    }

    /// A derived number; its age is that of the oldest part.
    fn derived(
        &self,
        id: &str,
        number: Option<Fixed>,
        used: &[(&'a Indicator, &'a Point)],
    ) -> Found<'a> {
        let (Some(newest), Some(oldest)) = (
            used.iter().map(|(_, point)| point.year).max(),
            used.iter().map(|(_, point)| point.year).min(),
        ) else {
            return Found::gap(Gap::NoValue);
        };
        let Some(number) = number else { return Found::gap(Gap::Undecided) };
        let qualifier = used.iter().map(|(_, point)| point.qualifier);
        let qualifier =
            qualifier.into_iter().find(|q| *q != Qualifier::Firm).unwrap_or(Qualifier::Firm);
        let cited: Vec<_> = used.iter().map(|(series, point)| (*series, point.year)).collect();
        let found = Found { qualifier, ..Found::new(ReadingValue::Number(number)) };
        Found { year: Some(newest), ..found.dated(oldest, self.age(id, oldest)) }
            .from(self.cited(&cited))
    }

    /// The worst of the three scores in the newest year that has one.
    fn pts(&self, who: Who<'a>, year: Option<u16>) -> Found<'a> {
        let newest = PTS.iter().filter_map(|series| self.newest(series, who, year));
        let Some(latest) = newest.map(|(_, point)| point.year).max() else {
            return Found::gap(Gap::NoValue);
        };
        let used: Vec<_> =
            PTS.iter().filter_map(|series| self.newest(series, who, Some(latest))).collect();
        let worst = used.iter().filter_map(|(_, point)| fixed(point)).max();
        let unit = used.first().map(|(series, _)| &series.unit);
        Found { unit, ..self.derived("PTS", worst, &used) }
    }

    fn gdi(&self, who: Who<'a>) -> Found<'a> {
        let Some((best_of, best)) = self.newest("gdi_band_best", who, None) else {
            return Found::gap(Gap::NoValue);
        };
        let worst = self.newest("gdi_band_worst", who, Some(best.year));
        let worst = worst.and_then(|(_, point)| fixed(point));
        let Some((low, high)) = fixed(best).zip(worst) else {
            return Found::gap(Gap::Undecided);
        };
        Found::new(ReadingValue::Range(low, high))
            .dated(best.year, self.age("GDI", best.year))
            .from(self.cited(&[(best_of, best.year)]))
    }

    pub(super) fn gmi_by_year(&self) -> BTreeMap<u16, Vec<Fixed>> {
        let mut years: BTreeMap<u16, Vec<Fixed>> = BTreeMap::new();
        for point in self.series.get(GMI).map_or(&[][..], |series| &series.points) {
            years.entry(point.year).or_default().extend(fixed(point));
        }
        for scores in years.values_mut() {
            scores.sort_by(|a, b| b.cmp(a));
        }
        years
    }

    fn gmi_rank(&self, who: Who<'a>) -> Found<'a> {
        let Some((series, point)) = self.newest(GMI, who, None) else {
            return Found::gap(Gap::NoValue);
        };
        let (Some(score), Some(scores)) = (fixed(point), self.gmi.get(&point.year)) else {
            return Found::gap(Gap::NoValue);
        };
        let above = scores.partition_point(|other| *other > score);
        let value = ReadingValue::Rank { rank: above as u16 + 1, of: scores.len() as u16 };
        Found::new(value)
            .dated(point.year, self.age("GMI_RANK", point.year))
            .from(self.cited(&[(series, point.year)]))
    }

    fn milex_trend(&self, who: Who<'a>) -> Found<'a> {
        let Some(now) = self.newest("milex_usd_const", who, None) else {
            return Found::gap(Gap::NoValue);
        };
        let before = now.1.year.saturating_sub(self.windows.growth);
        let Some(then) = self.newest("milex_usd_const", who, Some(before)) else {
            return Found::gap(Gap::NoValue);
        };
        let growth = growth(fixed(now.1), fixed(then.1));
        // The older value belongs to the formula and does not age it.
        let found = self.derived("MILEX_TREND5", growth, &[now]);
        found.from(self.cited(&[(now.0, now.1.year), (then.0, then.1.year)]))
    }

    /// Spending divided by its share, both of the newest year that has both.
    fn back_calculated(&self, id: &str, share: &str, who: Who<'a>) -> Found<'a> {
        let Some((series, points)) =
            self.series.get("milex_usd_current").map(|s| (*s, s.points_of(who.at)))
        else {
            return Found::gap(Gap::NoValue);
        };
        for spent in points.iter().rev().filter(|point| self.clock.allows(point.year)) {
            let Some(part) = self.newest(share, who, Some(spent.year)) else { continue };
            if let (Some(value), Some(percent)) = (fixed(spent), fixed(part.1))
                && percent > Fixed::ZERO
            {
                let found = self.derived(id, value.percent_of(percent), &[(series, spent), part]);
                return Found { unit: Some(&series.unit), ..found };
            }
        }
        Found::gap(Gap::NoValue)
    }

    fn gdp(&self, who: Who<'a>) -> Found<'a> {
        let first = self.back_calculated("GDP_USD", "milex_pct_gdp", who);
        if !matches!(first.value, ReadingValue::Gap(_)) {
            return first;
        }
        let Some(people) = self.newest("population", who, None) else { return first };
        let Some(per_head) = self.newest("gdp_pc_const", who, Some(people.1.year)) else {
            return first;
        };
        let product = fixed(people.1)
            .zip(fixed(per_head.1))
            .and_then(|(people, gdp)| people.times(gdp)?.over(MILLION));
        let found = self.derived("GDP_USD", product, &[per_head, people]);
        Found { qualifier: Qualifier::Estimate, ..found }
    }

    fn debt_share(&self, who: Who<'a>) -> Found<'a> {
        let gdp = self.back_calculated("GDP_USD", "milex_pct_gdp", who);
        let (ReadingValue::Number(gdp), Some(year)) = (gdp.value, gdp.year) else {
            return Found::gap(Gap::NoValue);
        };
        match self.newest("ext_debt_usd", who, Some(year)) {
            Some(debt) => {
                let share = fixed(debt.1).and_then(|debt| debt.percent_of(gdp));
                self.derived("DEBT_GDP", share, &[debt])
            }
            None => Found::gap(Gap::NoValue),
        }
    }

    /// Military spending against that on health and schools, all as shares of GDP.
    fn social_share(&self, who: Who<'a>) -> Found<'a> {
        let parts = ["milex_pct_gdp", "health_pct_gdp", "education_pct_gdp"];
        let used: Vec<_> =
            parts.iter().filter_map(|series| self.newest(series, who, None)).collect();
        let values: Vec<Fixed> = used.iter().filter_map(|(_, point)| fixed(point)).collect();
        let [military, health, schools] = values.as_slice() else {
            return Found::gap(Gap::NoValue);
        };
        self.derived("MILEX_SOCIAL", military.over(health.plus(*schools)), &used)
    }

    /// Deliveries of the last years against as many before. A year without a row may mean no delivery or no
    /// data, so it leaves the figure open.
    fn delivery_growth(&self, who: Who<'a>) -> Found<'a> {
        let Some(series) = self.series.get("arms_imports_tiv") else {
            return Found::gap(Gap::NoValue);
        };
        let years = series.points.iter().map(|point| point.year);
        let Some(last) = years.filter(|year| self.clock.allows(*year)).max() else {
            return Found::gap(Gap::NoValue);
        };
        let years = self.windows.deliveries;
        let sum = |until: u16| -> Option<Fixed> {
            (until.saturating_sub(years.saturating_sub(1))..=until)
                .map(|year| fixed(self.newest("arms_imports_tiv", who, Some(year))?.1))
                .try_fold(Fixed::ZERO, |sum, value| Some(sum.plus(value?)))
        };
        let growth = growth(sum(last), sum(last.saturating_sub(years)));
        let Some(growth) = growth else { return Found::gap(Gap::Undecided) };
        Found::new(ReadingValue::Number(growth))
            .dated(last, self.age("TIV_GROWTH", last))
            .from(self.cited(&[(series, last)]))
    }
}
