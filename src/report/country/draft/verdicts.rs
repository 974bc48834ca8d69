//! What indices say, with their edition and scale; conflict; and the figures of criterion 8.

use super::points::Points;
use super::trend::Trend;
use super::{Teller, Told, top};
use crate::i18n::{Key, fill};
use crate::words;
use kriterion_heart::profile::Body;

static TRENDS: [Trend; 22] = [
    Trend::plain("II.2", "B8", "fh_total", Key::DraftFreedom),
    Trend::plain("II.2", "II.2-indices", "vdem_libdem", Key::DraftLiberal),
    Trend { has_rank: true, ..Trend::plain("II.3", "B-CPI", "cpi_score", Key::DraftCpi) },
    Trend::plain("II.3", "B10", "wgi_stability", Key::DraftStability),
    Trend::plain("II.3", "II.3-groups", "refugees_origin", Key::DraftRefugeesFrom),
    Trend::plain("II.3", "II.3-groups", "idps", Key::DraftDisplaced),
    Trend::plain("II.3", "II.3-groups", "terror_groups", Key::DraftGroups),
    Trend {
        is_summary: true,
        ..Trend::plain("II.8-economy", "II.8-economy", "gni_pc_atlas", Key::DraftIncome)
    },
    Trend::plain("II.8-economy", "II.8-economy", "gdp_pc_const", Key::DraftGdpHead),
    Trend::plain("II.8-economy", "II.8-economy", "inflation", Key::DraftInflation),
    Trend::plain("II.8-economy", "T17", "ext_debt_pct_gni", Key::DraftExternalDebt),
    Trend::plain("II.8-economy", "T17", "debt_service_pct_exports", Key::DraftDebtService),
    Trend::plain("II.8-economy", "T17", "public_debt_pct_gdp", Key::DraftPublicDebt),
    Trend { has_rank: true, ..Trend::plain("II.8", "T18", "gmi", Key::DraftGmi) },
    Trend {
        has_rank: true,
        is_summary: true,
        ..Trend::plain("II.8-society", "T21", "hdi", Key::DraftHdi)
    },
    Trend::plain("II.8-society", "T16", "health_pct_gdp", Key::DraftHealth),
    Trend::plain("II.8-society", "T16", "education_pct_gdp", Key::DraftEducation),
    Trend::plain("II.8-society", "T17", "oda_const_usd", Key::DraftAid),
    Trend::plain("II.8-society", "T17", "oda_pct_gni", Key::DraftAidShare),
    Trend::plain("II.8-society", "II.8-society", "gini", Key::DraftGini),
    Trend::plain("II.8-society", "II.8-society", "poverty_420", Key::DraftPoverty),
    Trend::plain("II.8-society", "II.8-society", "refugees_hosted", Key::DraftRefugeesIn),
];

/// Indices without a sentence of their own: part, element, series.
const VALUES: [(&str, &str, &[&str]); 4] = [
    (
        "II.3",
        "B10",
        &["bti_status", "bti_democracy", "bti_governance", "bti_conflict_intensity", "fsi_total"],
    ),
    (
        "II.6b",
        "II.6-crime",
        &["oci_criminality", "oci_resilience", "oci_state_actors", "oci_territorial_integrity"],
    ),
    ("II.7", "II.7-indices", &["oci_arms_trafficking", "satb_score"]),
    ("II.2", "II.2-indices", &["bti_rule_of_law", "oci_human_trafficking", "tip_tier"]),
];

impl Teller<'_> {
    pub fn verdicts(&mut self) {
        self.freedom();
        self.press();
        self.terror_scale();
        self.ranked();
        self.deaths();
        self.trends(&TRENDS);
        for (part, about, ids) in VALUES {
            self.newest_values(part, about, ids);
        }
    }

    /// Status and points of Freedom House, with the tops of their scales.
    fn freedom(&mut self) {
        let get = |id| self.series(id).cloned();
        let (Some(status), Some(total)) = (get("fh_status"), get("fh_total")) else { return };
        let Some((year, word, _)) = status.newest() else { return };
        let Some((points, _)) = total.at(year) else { return };
        let key = Key::DraftFreedomVerdict;
        let mut told = Told::new("II.2", "B8", "fh/verdict", key)
            .slot("status", word.cell.words.get(self.lang).to_lowercase())
            .slot("total", self.number(&points.cell, ""))
            .slot("top", top(&total.unit).unwrap_or_default())
            .year("year", year)
            .summary(true)
            .rests(self.lang, &status, &[year])
            .rests(self.lang, &total, &[year]);
        let parts = get("fh_civil_liberties").zip(get("fh_political_rights"));
        let mut more = String::new();
        if let Some((civil, political)) = &parts
            && let (Some((a, _)), Some((b, _))) = (civil.at(year), political.at(year))
        {
            let slots = [
                ("civil", self.number(&a.cell, "")),
                ("civil_top", top(&civil.unit).unwrap_or_default()),
                ("political", self.number(&b.cell, "")),
                ("political_top", top(&political.unit).unwrap_or_default()),
            ];
            let slots: Vec<(&str, &str)> =
                slots.iter().map(|(name, value)| (*name, value.as_str())).collect();
            more = fill(self.lang, Key::DraftFreedomParts, &slots);
            told = told.rests(self.lang, civil, &[year]).rests(self.lang, political, &[year]);
        }
        let told = told.slot("parts", more);
        self.tell(told);
    }

    fn press(&mut self) {
        let get = |id| self.series(id).cloned();
        let (Some(rank), Some(score)) = (get("rsf_rank"), get("rsf_score")) else { return };
        let Some((year, place, _)) = rank.newest() else { return };
        let Some((points, _)) = score.at(year) else { return };
        let told = Told::new("II.2", "II.2-indices", "rsf/verdict", Key::DraftPress)
            .slot("rank", self.number(&place.cell, ""))
            .slot("score", self.number(&points.cell, ""))
            .slot("top", top(&score.unit).unwrap_or_default())
            .year("year", year)
            .rests(self.lang, &rank, &[year])
            .rests(self.lang, &score, &[year]);
        self.tell(told);
    }

    /// The steps of the Political Terror Scale, each by the report that it was coded from.
    fn terror_scale(&mut self) {
        let mut told =
            Told::new("II.2", "II.2-indices", "pts/verdict", Key::DraftTerrorScale).summary(true);
        let mut items = Vec::new();
        for id in ["pts_state", "pts_amnesty", "pts_hrw"] {
            let Some(points) = self.series(id).cloned() else { continue };
            let Some((year, point, _)) = points.newest() else { continue };
            // "Political Terror Scale, coded from ...": the sentence has said the first part.
            let name = points.name.get(self.lang);
            let name = name.split_once(", ").map_or(name, |(_, rest)| rest);
            items.push(format!("{name} {} ({year})", self.number(&point.cell, "")));
            told = told.rests(self.lang, &points, &[year]);
        }
        if !items.is_empty() {
            let told = told.slot("list", self.list(&items));
            self.tell(told);
        }
    }

    /// The rank in the corruption index.
    fn ranked(&mut self) {
        let Some(points) = self.series("cpi_rank").cloned() else { return };
        let Some((year, point, _)) = points.newest() else { return };
        let told = Told::new("II.3", "B-CPI", "cpi_rank", Key::DraftCpiRank)
            .slot("rank", self.number(&point.cell, ""))
            .year("year", year)
            .rests(self.lang, &points, &[year]);
        self.tell(told);
    }

    /// Deaths in organised violence. None recorded is what the register says, and no judgement on peace.
    fn deaths(&mut self) {
        if let Some(points) = self.series("ucdp_deaths").cloned()
            && let (Some((first, ..)), Some((last, ..))) = (points.valued().next(), points.newest())
        {
            if points.valued().all(|(.., value)| value == 0.0) {
                let told = Told::new("II.3", "II.3-deaths", "ucdp/none", Key::DraftNoDeaths)
                    .year("first", first)
                    .year("last", last)
                    .summary(true)
                    .rests(self.lang, &points, &[first, last]);
                self.tell(told);
            } else {
                let trend = Trend {
                    has_rank: true,
                    is_summary: true,
                    ..Trend::plain("II.3", "II.3-deaths", "ucdp_deaths", Key::DraftDeaths)
                };
                self.trend(&trend, &points);
            }
        }
        let Some(element) = self.element("II.3-conflict").cloned() else { return };
        let Body::Grid(grid) = &element.body else { return };
        let Some((at, column)) = grid.columns.iter().enumerate().next_back() else { return };
        let mut told = Told::new("II.3", "II.3-conflict", "ucdp/kinds", Key::DraftKinds);
        let mut items = Vec::new();
        for row in &grid.rows {
            let Some(cell) = row.cells.get(at).filter(|cell| cell.value.is_some()) else {
                continue;
            };
            let plain = crate::i18n::number(self.lang, cell.value.unwrap_or_default(), 0);
            let said = match cell.note.is_empty() {
                true => self.number(cell, ""),
                false => fill(
                    self.lang,
                    Key::DraftBest,
                    &[("n", &plain), ("range", cell.note.get(self.lang))],
                ),
            };
            items.push(words::labelled(self.lang, row.head.get(self.lang), &said));
            told = told.rests_on(&element, row, &column.title.en, cell).cite(
                &row.source,
                element.title.get(self.lang),
                &column.title.en,
            );
        }
        if !items.is_empty() {
            let told =
                told.slot("year", column.title.get(self.lang)).slot("list", self.list(&items));
            self.tell(told);
        }
    }

    /// The newest value of several series, each with its year and scale.
    pub fn newest_values(&mut self, part: &'static str, about: &str, ids: &[&str]) {
        let mut told = Told::new(part, about, &format!("{about}/values"), Key::DraftValues);
        let mut items = Vec::new();
        for id in ids {
            let Some(points) = self.series(id).cloned() else { continue };
            let Some((year, point, _)) = points.newest() else { continue };
            items.push(self.valued(&points, year, &point.cell));
            told = told.rests(self.lang, &points, &[year]);
        }
        if !items.is_empty() {
            let told = told.slot("list", self.list(&items));
            self.tell(told);
        }
    }

    /// `BTI Staatlichkeit 8,25 (Wert 1–10, 2024)`.
    fn valued(&self, points: &Points, year: u16, cell: &kriterion_heart::profile::Cell) -> String {
        let unit = points.unit.get(self.lang);
        let name = points.name.get(self.lang);
        let said = self.value(cell, &points.unit);
        if unit.is_empty() || self.is_inline(unit) || !cell.words.is_empty() {
            format!("{name} {said} ({year})")
        } else {
            format!("{name} {said} ({unit}, {year})")
        }
    }
}
