//! From an indicator id to a reading: value, year, age and sources, or a gap with its reason.
//!
//! Prepared once for a method and a year, so that rating every state stays quick. Missing is never zero and never "no".

mod conflict;
mod country;
mod embargo;
mod presence;
mod reports;
mod series;
mod treaties;

use super::{
    Age, AgeRule, AsOf, Clock, EndedEmbargo, Gap, InputWords, Method, Prefill, Reading,
    ReadingValue, TreatyList, Windows,
};
use crate::atlas::{
    Atlas, Country, CountryIx, Indicator, Iso3, Qualifier, SourceCopy, SourceIx, ValueStatus,
};
use crate::date::Date;
use crate::fixed::Fixed;
use crate::rulebook::{AnsweredBy, RegistryEntry};
use crate::text::Text;
use std::collections::BTreeMap;

/// What readings are made from.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    pub atlas: &'a Atlas,
    /// Names of the indicator ids, and what answers them.
    pub registry: &'a [RegistryEntry],
    /// Names and words that the registry does not have.
    pub prefill: &'a Prefill,
}

/// Everything that does not depend on the country, looked up once.
#[derive(Debug, Clone)]
pub struct Inputs<'a> {
    pub clock: Clock,
    atlas: &'a Atlas,
    ages: &'a AgeRule,
    windows: Windows,
    ended: &'a [EndedEmbargo],
    allies: &'a [Iso3],
    registry: BTreeMap<&'a str, &'a RegistryEntry>,
    words: BTreeMap<&'a str, &'a InputWords>,
    lists: BTreeMap<&'a str, treaties::List>,
    series: BTreeMap<&'a str, &'a Indicator>,
    /// Data year of the conflict tables.
    conflict_year: Option<u16>,
    /// Militarisation scores of all states per year, highest first.
    gmi: BTreeMap<u16, Vec<Fixed>>,
    embargo_sources: Vec<SourceCopy>,
    presence_sources: Vec<SourceCopy>,
    /// Without sources and names readings are only good for levels, and quick.
    is_cited: bool,
}

/// The state that is asked about.
#[derive(Clone, Copy)]
struct Who<'a> {
    iso3: Iso3,
    at: CountryIx,
    country: &'a Country,
}

/// Which data count.
struct Reach<'a> {
    ages: &'a AgeRule,
    windows: Windows,
    clock: Clock,
}

/// A reading without its names.
struct Found<'u> {
    value: ReadingValue,
    year: Option<u16>,
    age: Age,
    status: ValueStatus,
    qualifier: Qualifier,
    unit: Option<&'u Text>,
    sources: Vec<SourceCopy>,
}

impl<'u> Found<'u> {
    fn new(value: ReadingValue) -> Self {
        Self {
            value,
            year: None,
            age: Age::Undated,
            status: ValueStatus::Present,
            qualifier: Qualifier::Firm,
            unit: None,
            sources: Vec::new(),
        }
    }

    fn gap(gap: Gap) -> Self {
        Self { status: ValueStatus::NotCollected, ..Self::new(ReadingValue::Gap(gap)) }
    }

    fn dated(self, year: u16, age: Age) -> Self {
        let value = if age == Age::NotUsed { ReadingValue::Gap(Gap::TooOld) } else { self.value };
        Self { value, year: Some(year), age, ..self }
    }

    fn from(self, sources: Vec<SourceCopy>) -> Self {
        Self { sources, ..self }
    }
}

impl<'a> Inputs<'a> {
    /// For a rating.
    pub fn for_method(world: World<'a>, method: &'a Method, as_of: AsOf) -> Self {
        let clock = Clock::of(as_of, world.atlas.edition.newest_year);
        let reach = Reach { ages: &method.ages, windows: method.windows, clock };
        Self::new(world, reach, &method.lists, &method.ended_embargoes)
    }

    /// For the answers of a case that is judged on `day`.
    pub fn for_case(world: World<'a>, day: Date) -> Self {
        let Prefill { ages, windows, lists, .. } = world.prefill;
        let reach = Reach { ages, windows: *windows, clock: Clock::on(day) };
        Self::new(world, reach, lists, &[])
    }

    fn new(
        world: World<'a>,
        Reach { ages, windows, clock }: Reach<'a>,
        lists: &'a [TreatyList],
        ended: &'a [EndedEmbargo],
    ) -> Self {
        let World { atlas, registry, prefill } = world;
        let mut inputs = Self {
            clock,
            atlas,
            ages,
            windows,
            ended,
            allies: &prefill.allies,
            registry: registry.iter().map(|entry| (entry.id.as_str(), entry)).collect(),
            words: prefill.inputs.iter().map(|words| (words.id.as_str(), words)).collect(),
            lists: treaties::prepared(atlas, registry, lists),
            series: atlas.indicators.iter().map(|series| (series.id.as_str(), series)).collect(),
            conflict_year: None,
            gmi: BTreeMap::new(),
            embargo_sources: Vec::new(),
            presence_sources: Vec::new(),
            is_cited: true,
        };
        inputs.conflict_year = inputs.newest_conflict_year();
        inputs.gmi = inputs.gmi_by_year();
        inputs.embargo_sources = inputs.sources_of_embargoes();
        inputs.presence_sources = inputs.sources_of_presence();
        inputs
    }

    /// For maps and counts, where only levels are asked for.
    pub fn without_sources(self) -> Self {
        Self { embargo_sources: Vec::new(), presence_sources: Vec::new(), is_cited: false, ..self }
    }

    pub fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    pub fn ages(&self) -> &'a AgeRule {
        self.ages
    }

    /// What the data say about one state.
    pub fn reading(&self, id: &str, iso3: Iso3) -> Reading {
        let found = match self.who(iso3) {
            Some(who) => self.find(id, who, None),
            None => Found::gap(Gap::NoValue),
        };
        self.finish(id, found)
    }

    /// The same for exactly one year, where the id is a series.
    pub fn reading_in(&self, id: &str, iso3: Iso3, year: u16) -> Reading {
        let found = match self.who(iso3) {
            Some(who) => self.find(id, who, Some(year)),
            None => Found::gap(Gap::NoValue),
        };
        self.finish(id, found)
    }

    /// How many states the newest ranking holds, with one that had no place in it.
    pub fn ranked(&self) -> u16 {
        let newest = self.gmi.iter().rev().find(|(year, _)| self.clock.allows(**year));
        let others = newest.map_or(0, |(_, scores)| scores.len());
        u16::try_from(others).unwrap_or(u16::MAX).saturating_add(1)
    }

    /// Whether two inputs are read from the same series.
    pub fn rest_on_the_same(&self, one: &str, other: &str) -> bool {
        let bundled = |id: &str| self.registry.get(id).map(|entry| &entry.bundled);
        let first = bundled(one).and_then(|bundled| bundled.first());
        first.is_some() && first == bundled(other).and_then(|bundled| bundled.first())
    }

    /// A reading that says why there is none.
    pub fn gap(&self, id: &str, gap: Gap) -> Reading {
        self.finish(id, Found::gap(gap))
    }

    /// A reading whose value comes from the case.
    pub fn given(&self, id: &str, value: ReadingValue, sources: Vec<SourceCopy>) -> Reading {
        self.finish(id, Found::new(value).from(sources))
    }

    fn who(&self, iso3: Iso3) -> Option<Who<'a>> {
        let at = self.atlas.country_index(iso3)?;
        Some(Who { iso3, at, country: self.atlas.countries.get(usize::from(at.0))? })
    }

    fn find(&self, id: &str, who: Who<'a>, year: Option<u16>) -> Found<'a> {
        if let Some(list) = self.lists.get(id) {
            return self.treaties(list, who);
        }
        self.conflict(id, who)
            .or_else(|| self.series_or_derived(id, who, year))
            .or_else(|| self.embargo(id, who))
            .or_else(|| self.of_country(id, who))
            .or_else(|| self.of_reports(id, who))
            .unwrap_or_else(|| self.unanswered(id))
    }

    /// Why no bundled table answers an id.
    fn unanswered(&self, id: &str) -> Found<'a> {
        let answered_by = self.registry.get(id).map(|entry| entry.answered_by);
        Found::gap(match answered_by {
            Some(AnsweredBy::Document) => Gap::Document,
            Some(AnsweredBy::CaseField) => Gap::CaseField,
            _ => Gap::NotBundled,
        })
    }

    fn finish(&self, id: &str, found: Found<'_>) -> Reading {
        let (name, unit) =
            if self.is_cited { self.names(id, found.unit) } else { Default::default() };
        Reading {
            id: id.to_owned(),
            name,
            value: found.value,
            unit,
            year: found.year,
            age: found.age,
            status: found.status,
            qualifier: found.qualifier,
            sources: found.sources,
        }
    }

    /// Name and unit: the file's own words, else those of the registry.
    fn names(&self, id: &str, unit: Option<&Text>) -> (Text, Text) {
        let (words, entry) = (self.words.get(id), self.registry.get(id));
        let name = match (words, entry) {
            (Some(words), _) if !words.name.is_empty() => words.name.clone(),
            (_, Some(entry)) => entry.name.clone(),
            _ => Text::same(id),
        };
        let unit = unit.or(match (words, entry) {
            (Some(words), _) if !words.unit.is_empty() => Some(&words.unit),
            (_, Some(entry)) => Some(&entry.scale),
            _ => None,
        });
        (name, unit.cloned().unwrap_or_default())
    }

    /// A coded value with its word.
    fn category(&self, id: &str, code: Fixed) -> ReadingValue {
        let words = self.words.get(id).and_then(|words| words.category(code));
        ReadingValue::Category(code, words.cloned().unwrap_or_default())
    }

    /// A copy of a source; `place` says which rows.
    fn copy(&self, at: SourceIx, place: impl Into<String>) -> Option<SourceCopy> {
        let source = self.atlas.source(at).filter(|_| self.is_cited)?;
        Some(source.copy(place))
    }

    fn copy_by_id(&self, id: &str, place: impl Into<String>) -> Option<SourceCopy> {
        let source = self.atlas.source_by_id(id).filter(|_| self.is_cited)?;
        Some(source.copy(place))
    }
}

/// One copy per source, with all its places.
fn merged(copies: impl IntoIterator<Item = SourceCopy>) -> Vec<SourceCopy> {
    let mut out: Vec<SourceCopy> = Vec::new();
    for copy in copies {
        match out.iter_mut().find(|known| known.id == copy.id && known.url == copy.url) {
            Some(known) if known.place.is_empty() => known.place = copy.place,
            Some(known) if copy.place.is_empty() || known.place == copy.place => (),
            Some(known) => {
                known.place.push_str("; ");
                known.place.push_str(&copy.place);
            }
            None => out.push(copy),
        }
    }
    out
}
