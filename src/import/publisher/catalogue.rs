//! `assets/publishers.ron`: codes, sheets, spellings and words that no publisher's file has in it.

use kriterion_heart::atlas::{LicenceClass, Source};
use kriterion_heart::pack::SeriesWords;
use kriterion_heart::text::{Text, filled};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const EMBEDDED: &str = include_str!("../../../assets/publishers.ron");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub sources: BTreeMap<String, SourceWords>,
    pub wdi: BTreeMap<String, Indicator>,
    pub milex: Vec<MilexSheet>,
    pub series: BTreeMap<String, SeriesWords>,
    pub tables: BTreeMap<String, TableWords>,
    /// ISO code to spellings.
    pub names: BTreeMap<String, Vec<String>>,
    /// A publisher's own code to ISO code.
    pub codes: BTreeMap<String, String>,
    pub no_states: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceWords {
    title: Text,
    publisher: String,
    url: String,
    licence: Text,
    class: LicenceClass,
    vintage: Text,
    attribution: String,
}

/// What a World Bank code is for us.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub series: String,
    #[serde(default = "one")]
    pub scale: f64,
    /// Words that the publisher's name of the indicator must have.
    #[serde(default)]
    pub says: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilexSheet {
    pub sheet: String,
    pub series: String,
    #[serde(default = "one")]
    pub scale: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    pub title: Text,
    pub note: Text,
    pub criteria: Vec<u8>,
}

fn one() -> f64 {
    1.0
}

impl Catalogue {
    /// The one that the program carries; a test keeps it readable.
    pub fn embedded() -> &'static Self {
        static READ: OnceLock<Catalogue> = OnceLock::new();
        READ.get_or_init(|| ron::from_str(EMBEDDED).unwrap_or_default())
    }

    /// The source of a file, with the edition that the file names.
    pub fn source(&self, id: &str, edition: &str, file: &str) -> Option<Source> {
        let words = self.sources.get(id)?;
        let slots = [("edition", edition)];
        Some(Source {
            id: id.to_owned(),
            title: each(&words.title, |text| filled(text, &slots)),
            publisher: words.publisher.clone(),
            url: words.url.clone(),
            licence: words.licence.clone(),
            class: words.class,
            vintage: each(&words.vintage, |text| filled(text, &slots)),
            retrieved_from: file.to_owned(),
            attribution: words.attribution.clone(),
        })
    }

    /// The words for a series whose prices are those of a year.
    pub fn series_of(&self, id: &str, year: Option<u16>) -> Option<SeriesWords> {
        let words = self.series.get(id)?.clone();
        let Some(year) = year.map(|year| year.to_string()) else { return Some(words) };
        let slots = [("year", year.as_str())];
        Some(SeriesWords {
            unit: each(&words.unit, |text| filled(text, &slots)),
            note: each(&words.note, |text| filled(text, &slots)),
            ..words
        })
    }
}

/// The text with the same done to each language.
fn each(text: &Text, make: impl Fn(&str) -> String) -> Text {
    Text { en: make(&text.en), de: make(&text.de), fr: make(&text.fr) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_catalogue_is_read() {
        let catalogue: Catalogue = ron::from_str(EMBEDDED).unwrap();
        assert_eq!(catalogue.wdi["MS.MIL.MPRT.KD"].scale, 1e-6);
    }

    #[test]
    fn every_code_leads_to_a_series_and_a_state_that_the_program_has() {
        let (catalogue, bundle) = (Catalogue::embedded(), crate::bundle::load());
        for indicator in catalogue.wdi.values() {
            assert!(bundle.atlas.indicator(&indicator.series).is_some(), "{}", indicator.series);
        }
        for iso3 in catalogue.names.keys().chain(catalogue.codes.values()) {
            let iso3 = kriterion_heart::atlas::Iso3::parse(iso3).unwrap();
            assert!(bundle.atlas.country(iso3).is_some(), "{iso3}");
        }
    }
}
