//! Figures in the author's text: how they are written, whether the data by now say something else, which there are.

use super::Composer;
use crate::i18n::{Key, fill, say};
use crate::report::Cited;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::manuscript::{
    Change, Manuscript, Pin, RefFault, Reference, is_stale, references, resolve,
};
use kriterion_heart::profile::{of_fact, of_point};
use kriterion_heart::text::{Lang, fold};
use kriterion_paper::Span;
use std::collections::BTreeMap;

/// A figure in a text: its value, and what stands behind it.
pub struct Shown {
    pub said: String,
    pub behind: Vec<Span>,
}

impl Composer<'_> {
    /// The pinned value with its unit and a footnote; in a preview also that it is out of date.
    pub fn figure(&mut self, reference: &Reference, typed: &str) -> Shown {
        let lang = self.manuscript.lang;
        let name = reference.to_string();
        let Some(pin) = self.manuscript.pins.get(&name) else {
            let mark = self.options.has_marks.then(|| say(self.lang(), Key::CountryUnresolved));
            let behind = mark.map(Span::strong).into_iter().collect();
            return Shown { said: typed.to_owned(), behind };
        };
        let pin = pin.clone();
        let years = pin.cell.year.map(|year| year.to_string()).unwrap_or_default();
        let series = pin.name.get(self.lang()).to_owned();
        let cited = Cited { series: &series, years: &years, ..Cited::whole(&pin.source) };
        let mut behind = vec![self.sheet.cite(cited)];
        if self.options.has_marks && is_stale(self.atlas, self.manuscript.iso3, reference, &pin) {
            let lang = self.lang();
            let now = resolve(self.atlas, self.manuscript.iso3, reference).ok();
            behind.push(Span::strong(match now {
                Some(now) => fill(lang, Key::CountryStale, &[("value", &written(lang, &now))]),
                None => say(lang, Key::CountryGone).to_owned(),
            }));
        }
        Shown { said: written(lang, &pin), behind }
    }
}

/// Value and unit as a sentence has them: `0,43 % des BIP`, `1.145 Mio. US-Dollar (Preise von 2023)`.
pub fn written(lang: Lang, pin: &Pin) -> String {
    let value = words::figure(lang, &pin.cell);
    if pin.cell.value.is_none() || !pin.cell.words.is_empty() {
        return value;
    }
    with_unit(&value, pin.unit.get(lang))
}

/// A unit that is a scale or has a remark stands in brackets.
pub fn with_unit(value: &str, unit: &str) -> String {
    match unit.split_once(", ") {
        _ if unit.is_empty() => value.to_owned(),
        Some((unit, remark)) => format!("{value} {unit} ({remark})"),
        None if is_plain(unit) => format!("{value}\u{a0}{unit}"),
        None => format!("{value} ({unit})"),
    }
}

/// A unit that can follow its number in a sentence: `%`, `Mio. TIV`, not `Wert 0–100`.
pub fn is_plain(unit: &str) -> bool {
    unit.starts_with('%') || !unit.contains(|c: char| c.is_ascii_digit())
}

/// A text with the figures that it names, to be put into the manuscript; and what is wrong with those it cannot name.
pub fn write(
    manuscript: &Manuscript,
    bundle: &Bundle,
    part: &str,
    text: &str,
) -> (Change, Vec<RefFault>) {
    let (mut pins, mut faults) = (BTreeMap::new(), Vec::new());
    for found in references(text) {
        let name = found.reference.to_string();
        if manuscript.pins.contains_key(&name) || pins.contains_key(&name) {
            continue;
        }
        match resolve(&bundle.atlas, manuscript.iso3, &found.reference) {
            Ok(pin) => drop(pins.insert(name, pin)),
            Err(fault) => faults.push(fault),
        }
    }
    (Change::Text { part: part.to_owned(), text: text.to_owned(), pins }, faults)
}

/// A figure of a text that the data by now say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    pub part: String,
    pub reference: String,
    pub pinned: Pin,
    /// `None`: the data have it no more.
    pub now: Option<Pin>,
}

/// Every reference that is out of date, in the order of the parts.
pub fn stale(manuscript: &Manuscript, bundle: &Bundle) -> Vec<Stale> {
    let mut all = Vec::new();
    for (part, text) in &manuscript.texts {
        for found in references(text) {
            let name = found.reference.to_string();
            let Some(pin) = manuscript.pins.get(&name) else { continue };
            if is_stale(&bundle.atlas, manuscript.iso3, &found.reference, pin) {
                all.push(Stale {
                    part: part.clone(),
                    reference: name,
                    pinned: pin.clone(),
                    now: resolve(&bundle.atlas, manuscript.iso3, &found.reference).ok(),
                });
            }
        }
    }
    all
}

/// What is wrong with a name, and what to do.
pub fn ref_fault(lang: Lang, fault: &RefFault) -> String {
    match fault {
        RefFault::UnknownState(iso3) => {
            fill(lang, Key::CountryRefState, &[("state", iso3.as_str())])
        }
        RefFault::UnknownName { name, nearest: None } => {
            fill(lang, Key::CountryRefName, &[("name", name)])
        }
        RefFault::UnknownName { name, nearest: Some(nearest) } => {
            fill(lang, Key::CountryRefNearest, &[("name", name), ("nearest", nearest)])
        }
        RefFault::Ambiguous { name, fits } => {
            fill(lang, Key::CountryRefAmbiguous, &[("name", name), ("fits", &fits.join(", "))])
        }
        RefFault::NoYear { name, years } if years.is_empty() => {
            fill(lang, Key::CountryRefNoYears, &[("name", name)])
        }
        RefFault::NoYear { name, years } => {
            let years: Vec<String> = years.iter().map(u16::to_string).collect();
            fill(lang, Key::CountryRefYear, &[("name", name), ("years", &years.join(", "))])
        }
    }
}

/// A figure that a text can name.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// What to write: `{milex_pct_gdp.2024}`.
    pub reference: String,
    pub label: String,
    /// With its unit.
    pub value: String,
    pub year: Option<u16>,
    pub source: String,
}

/// The figures on a state whose name, unit or id has all the words, newest first within each; at most `most`.
pub fn names(bundle: &Bundle, iso3: Iso3, lang: Lang, query: &str, most: usize) -> Vec<Name> {
    let atlas = &bundle.atlas;
    let (Some(country), Some(at)) = (atlas.country(iso3), atlas.country_index(iso3)) else {
        return Vec::new();
    };
    let wanted: Vec<String> = fold(query).split_whitespace().map(str::to_owned).collect();
    let fits = |said: &str| {
        let said = fold(said);
        wanted.iter().all(|word| said.contains(word.as_str()))
    };
    let mut found = Vec::new();
    let own = |reference: String, pin: &Pin| Name {
        reference: format!("{{{reference}}}"),
        label: pin.name.get(lang).to_owned(),
        value: written(lang, pin),
        year: pin.cell.year,
        source: words::source_line(lang, &pin.source),
    };
    for series in &atlas.indicators {
        let source = atlas.source(series.source).map(|source| source.copy("")).unwrap_or_default();
        for point in series.points_of(at).iter().rev() {
            let said = format!(
                "{} {} {} {} {}",
                series.id,
                series.name.get(lang),
                series.name.en,
                series.unit.get(lang),
                point.year
            );
            if found.len() < most && fits(&said) {
                let pin = Pin {
                    about: iso3,
                    name: series.name.clone(),
                    unit: series.unit.clone(),
                    cell: of_point(iso3, series, point),
                    source: source.clone(),
                };
                found.push(own(format!("{}.{}", series.id, point.year), &pin));
            }
        }
    }
    for (at, fact) in country.facts.iter().enumerate() {
        let year = fact.year.map(|year| format!(".{year}")).unwrap_or_default();
        let said = format!("{} {} {} {year}", fact.indicator, fact.name.get(lang), fact.name.en);
        let is_own = fact.about.is_empty() || fact.about == iso3.as_str();
        if found.len() < most && is_own && fits(&said) {
            let name = format!("{}{year}", fact.indicator);
            let pin = Reference::parse(&name).and_then(|it| resolve(atlas, iso3, &it).ok());
            // Of several figures with one name only the one that the name leads to can be named.
            if let Some(pin) = pin.filter(|pin| pin.cell == of_fact(iso3, at, fact)) {
                found.push(own(name, &pin));
            }
        }
    }
    found
}
