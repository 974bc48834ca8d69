//! The profile of a state: everything known of it, in the order of a country report.
//!
//! Which section shows what stands in `assets/profile.ron`; here it is filled from the atlas. A figure keeps its source,
//! its year and its edition, and what is missing stays a gap. Knows no window, no number format and no paper.

mod cells;
mod cite;
mod compared;
mod density;
mod events;
mod gaps;
mod layout;
mod lexicon;
mod measures;
mod model;
mod report;
mod special;
mod standing;
mod stock;
mod strips;
#[cfg(test)]
mod tests;

pub use cells::{decimals_of, of_fact, of_point};
pub use layout::{
    ColumnPlan, ElementPlan, EventsPlan, Layout, Measure, Measures, ReportPlan, SectionPlan, Shows,
    Special, StripPlan, TreatiesPlan,
};
pub use lexicon::{Lexicon, Type};
pub use model::*;

use crate::atlas::{Atlas, Country, CountryIx, Iso3, SourceCopy};
use crate::date::Date;
use crate::text::Text;
use std::collections::BTreeMap;

/// What a profile is made for.
pub struct Ask {
    pub iso3: Iso3,
    /// Ages are counted to this day.
    pub day: Date,
    /// The states to compare with; `None` = the neighbours, and those that a report compares with.
    pub compared: Option<Vec<Iso3>>,
}

impl Ask {
    pub fn of(iso3: Iso3, day: Date) -> Self {
        Self { iso3, day, compared: None }
    }
}

/// What every part of a profile is made from.
struct Maker<'a> {
    layout: &'a Layout,
    atlas: &'a Atlas,
    country: &'a Country,
    at: CountryIx,
    day: Date,
    compared: Vec<Iso3>,
}

/// `None` for a state that the atlas does not have.
pub fn of(layout: &Layout, atlas: &Atlas, ask: &Ask) -> Option<Profile> {
    let country = atlas.country(ask.iso3)?;
    let compared = match &ask.compared {
        Some(states) => states.iter().copied().filter(|state| *state != ask.iso3).collect(),
        None => compared::usual(country),
    };
    let at = atlas.country_index(ask.iso3)?;
    let maker = Maker { layout, atlas, country, at, day: ask.day, compared };
    let mut sections: Vec<Section> =
        layout.sections.iter().map(|plan| maker.section(plan)).collect();
    gaps::fill(&maker, &mut sections);
    cite::fill(&mut sections);
    Some(Profile {
        iso3: ask.iso3,
        name: country.name.clone(),
        day: ask.day,
        edition: atlas.edition.label.clone(),
        compared: maker.compared,
        sections,
    })
}

impl Maker<'_> {
    fn section(&self, plan: &SectionPlan) -> Section {
        Section {
            code: plan.code.clone(),
            title: plan.title.clone(),
            feeds: plan.feeds.clone(),
            supports: plan.supports.clone(),
            elements: plan.elements.iter().filter_map(|plan| self.element(plan)).collect(),
        }
    }

    fn element(&self, plan: &ElementPlan) -> Option<Element> {
        let mut body = self.body(plan);
        let unit = cells::shared_unit(&mut body);
        let is_empty = body == Body::Nothing;
        let is_note = matches!(plan.shows, Shows::Nothing);
        if is_empty && plan.is_optional && !is_note {
            return None;
        }
        let is_bare = is_empty || body.is_bare();
        let note = if is_bare && !plan.why_empty.is_empty() { &plan.why_empty } else { &plan.note };
        let sources = match &plan.shows {
            Shows::Special(Special::Embargoes) if body.is_bare() => self.embargo_sources(),
            _ => cite::of(&body),
        };
        Some(Element {
            id: plan.id.clone(),
            kind: plan.kind,
            title: plan.title.clone(),
            unit,
            note: note.clone(),
            body,
            sources,
        })
    }

    /// Words for the codes of a vocabulary; of remarks and sources, which are no codes, those of the translations.
    fn vocabulary(&self, name: &str) -> Option<&BTreeMap<String, Text>> {
        match name {
            "remarks" | "cited" => Some(&self.atlas.translations.0),
            _ => self.layout.words.get(name),
        }
    }

    /// As they stand where there are none, so that nothing vanishes.
    fn word(&self, vocabulary: &str, code: &str) -> Text {
        let found = self.vocabulary(vocabulary).and_then(|words| words.get(code));
        found.cloned().unwrap_or_else(|| Text::same(code))
    }

    fn body(&self, plan: &ElementPlan) -> Body {
        match &plan.shows {
            Shows::Nothing => Body::Nothing,
            Shows::Measures(measures) => self.measures(measures, plan.kind),
            Shows::Report(table) => self.report(table).map_or(Body::Nothing, Body::Grid),
            Shows::Sides(sides) => {
                let side = |(title, table): &(Text, ReportPlan)| {
                    Some(Side { title: title.clone(), grid: self.report(table)? })
                };
                let [left, right] = sides.as_ref();
                match (side(left), side(right)) {
                    (Some(left), Some(right)) => Body::Sides(Box::new([left, right])),
                    _ => Body::Nothing,
                }
            }
            Shows::Treaties(plan) => self.treaties(plan),
            Shows::Events(plan) => self.events(plan),
            Shows::Contradictions(kinds) => self.contradictions(kinds),
            Shows::Strips(strips) => self.strips(strips),
            Shows::Special(special) => self.special(*special),
        }
    }

    fn name_of(&self, iso3: Iso3) -> Text {
        let country = self.atlas.country(iso3);
        country.map_or_else(|| Text::same(iso3.as_str()), |country| country.name.clone())
    }

    /// The name of a code in a table; codes of groups and of states that are no more have words of their own.
    fn state_word(&self, code: &str) -> Text {
        match Iso3::parse(code).and_then(|iso3| self.atlas.country(iso3)) {
            Some(country) => country.name.clone(),
            None => self.layout.word("states", code),
        }
    }

    fn source_of(&self, at: crate::atlas::SourceIx) -> SourceCopy {
        self.atlas.source(at).map(|source| source.copy("")).unwrap_or_default()
    }
}

/// Text of parts, in each language.
fn listed(parts: &[Text]) -> Text {
    crate::phrase::joined(parts, ", ")
}
