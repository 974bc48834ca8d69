//! Joins the country's level with the answers (`scoring.md` 4.3).

use crate::dossier::{Dossier, EndUserKind};
use crate::level::Level;
use crate::rulebook::{Relevance, Rulebook};

/// The country's level on its way to these goods and this end user.
pub(super) struct Baseline {
    heeds_goods: bool,
    heeds_mission: bool,
    /// From here on goods count in full.
    from: Relevance,
    pub(super) level: Level,
    pub(super) relevance: Relevance,
    /// Some tag says what the goods are.
    pub(super) goods_known: bool,
    mission: bool,
}

pub(super) struct Joined {
    pub(super) level: Level,
    pub(super) no_baseline: bool,
}

impl Baseline {
    pub(super) fn new(rules: &Rulebook, dossier: &Dossier, criterion: u8) -> Self {
        let at = usize::from(criterion).saturating_sub(1);
        let relevance = dossier
            .tags()
            .into_iter()
            .filter_map(|id| rules.tag(id)?.relevance.get(at).copied())
            .max();
        let rating = dossier.country_view.as_ref().and_then(|view| view.criterion(criterion));
        let case = rules.case.as_ref();
        let has = |criteria: &[u8]| criteria.contains(&criterion);
        Self {
            heeds_goods: case.is_some_and(|case| has(&case.goods.criteria)),
            heeds_mission: case.is_some_and(|case| has(&case.missions.criteria)),
            from: case.map_or(Relevance::Low, |case| case.goods.from),
            level: rating.map_or(Level::NoData, |rating| rating.level),
            relevance: relevance.unwrap_or(Relevance::Low),
            goods_known: relevance.is_some(),
            mission: dossier.request.end_user.is_some_and(EndUserKind::is_mission),
        }
    }

    pub(super) fn with_level(&self, level: Level) -> Self {
        Self { level, ..*self }
    }

    /// Does it matter for this criterion what the goods are?
    pub(super) fn heeds_goods(&self) -> bool {
        self.heeds_goods
    }

    /// After the goods. Unknown goods lower nothing: missing data must not make a case milder.
    pub(super) fn for_goods(&self) -> Level {
        if self.heeds_goods() && self.goods_known && self.relevance < self.from {
            self.level.step_down()
        } else {
            self.level
        }
    }

    /// After the goods and the end user.
    pub(super) fn adjusted(&self) -> Level {
        if self.mission && self.heeds_mission {
            self.for_goods().step_down()
        } else {
            self.for_goods()
        }
    }

    pub(super) fn join(&self, answers: Level) -> Joined {
        let (level, no_baseline) = match (self.adjusted().rank(), answers.rank()) {
            (Some(country), Some(answers)) => (Level::from_rank(country.max(answers)), false),
            (None, Some(rank)) if rank > 0 => (answers, true),
            (Some(_), None) if self.adjusted() == Level::Critical => (Level::Critical, false),
            _ => (Level::NoData, false),
        };
        Joined { level, no_baseline }
    }
}
