//! The atlas from its files: sources, series, states, treaties, embargoes.
//!
//! Knows which file holds what and in which order they must be read; what stands in them is read by the modules below.
//! A file of a source that is not there, or a row that cannot be used, is reported and left out; the rest lives.

mod country;
mod derive;
mod embargo;
mod record;
mod row;
mod series;
mod spelling;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod translation;

pub(crate) use embargo::regime;
pub(crate) use series::{categories, points, source_fields};

use super::fault::{Fault, FaultKind, Place, Severity, nearest};
use super::reader::{Read, Reader, words};
use super::tree::{self, Node};
use crate::atlas::{Atlas, CountryIx, DataEdition, Iso3, Issuer, SourceIx};
use crate::text::Text;
use std::ops::RangeInclusive;

/// Years that a figure can be of.
const YEARS: RangeInclusive<u32> = 1900..=2100;

/// What a path under `assets/` holds; the ids are parts of the path.
enum Holds<'p> {
    Edition,
    Treaties,
    Embargoes,
    Spellings,
    Translations,
    Source(&'p str),
    Statuses(&'p str),
    Presence(&'p str),
    Conflicts(&'p str),
    Series(&'p str, &'p str),
    Country(&'p str),
    Table(&'p str, &'p str),
    /// Something in the folders of the data that nobody reads.
    Stray,
    /// Not the business of this module: words, fonts, hand-made inputs of the import.
    Other,
}

fn holds(path: &str) -> Holds<'_> {
    let mut parts = path.split('/');
    let parts = (parts.next().unwrap_or(""), parts.next(), parts.next(), parts.next());
    match parts {
        ("edition.ron", None, ..) => Holds::Edition,
        ("treaties.ron", None, ..) => Holds::Treaties,
        ("embargoes.ron", None, ..) => Holds::Embargoes,
        ("spellings.ron", None, ..) => Holds::Spellings,
        ("translations.ron", None, ..) => Holds::Translations,
        ("data", Some(source), Some(file), None) => match file.strip_suffix(".ron") {
            Some("source") => Holds::Source(source),
            Some("treaty_status") => Holds::Statuses(source),
            Some("presence") => Holds::Presence(source),
            Some("conflicts") => Holds::Conflicts(source),
            Some(series) => Holds::Series(source, series),
            None => Holds::Stray,
        },
        ("countries", Some(file), None, None) => {
            file.strip_suffix(".ron").map_or(Holds::Stray, Holds::Country)
        }
        ("countries", Some(iso3), Some(file), None) => {
            file.strip_suffix(".ron").map_or(Holds::Stray, |table| Holds::Table(iso3, table))
        }
        ("data" | "countries", ..) => Holds::Stray,
        _ => Holds::Other,
    }
}

/// Reads all files of the data. Paths are those under `assets/`, in any order.
pub fn atlas(files: &[(String, String)], faults: &mut Vec<Fault>) -> Atlas {
    let mut files: Vec<_> =
        files.iter().filter(|(path, _)| !matches!(holds(path), Holds::Other)).cloned().collect();
    files.sort_unstable();
    let mut atlas = Atlas { edition: edition(&files, faults), ..Atlas::default() };
    series::sources(&files, &mut atlas, faults);
    let translations = translation::translations(&files, faults);
    country::countries(&files, &translations.words, &mut atlas, faults);
    translation::keep(translations, &mut atlas, faults);
    record::treaties(&files, &mut atlas, faults);
    for (path, text) in &files {
        let mut with_source =
            |id: &str, read: &mut dyn FnMut(&mut Atlas, SourceIx, &mut Vec<Fault>)| match atlas
                .sources
                .binary_search_by(|source| source.id.as_str().cmp(id))
            {
                Ok(at) => read(&mut atlas, SourceIx(at as u16), faults),
                Err(_) => faults.push(Fault::new(path, Place::START, unknown_source(&atlas, id))),
            };
        match holds(path) {
            Holds::Series(source, id) => with_source(source, &mut |atlas, source, faults| {
                series::series(path, text, id, source, atlas, faults);
            }),
            Holds::Statuses(source) => with_source(source, &mut |atlas, source, faults| {
                record::statuses(path, text, source, atlas, faults);
            }),
            Holds::Presence(source) => with_source(source, &mut |atlas, source, faults| {
                record::presence(path, text, source, atlas, faults);
            }),
            Holds::Conflicts(source) => with_source(source, &mut |atlas, source, faults| {
                record::conflicts(path, text, source, atlas, faults);
            }),
            Holds::Embargoes => embargo::embargoes(path, text, &mut atlas, faults),
            Holds::Stray => faults.push(Fault::new(
                path,
                Place::START,
                FaultKind::UnknownFile { nearest: None },
            )),
            _ => {}
        }
    }
    record::in_order(&mut atlas, faults);
    spelling::spellings(&files, &mut atlas, faults);
    atlas.edition.newest_year = atlas.newest_year();
    atlas
}

fn edition(files: &[(String, String)], faults: &mut Vec<Fault>) -> DataEdition {
    for name in ["edition.ron", "treaties.ron", "embargoes.ron"] {
        if !files.iter().any(|(path, _)| path == name) {
            faults.push(Fault::new(name, Place::START, FaultKind::MissingFile));
        }
    }
    let label = files.iter().find(|(path, _)| matches!(holds(path), Holds::Edition)).and_then(
        |(path, text)| {
            read_file(path, text, faults, |node, reader| {
                let mut fields = reader.fields(node)?;
                let label = fields.need("label");
                fields.close();
                label
            })
        },
    );
    DataEdition {
        label: label.unwrap_or_default(),
        newest_year: 0,
        hash: super::criteria::hash(files),
    }
}

/// Reads a file that holds one value.
fn read_file<T>(
    path: &str,
    text: &str,
    faults: &mut Vec<Fault>,
    read: impl FnOnce(&Node<'_>, &mut Reader<'_>) -> Option<T>,
) -> Option<T> {
    let node = tree::parse(path, text, faults)?;
    read(&node, &mut Reader::new(path, faults))
}

pub(crate) fn unknown_source(atlas: &Atlas, id: &str) -> FaultKind {
    let nearest = nearest(id, atlas.sources.iter().map(|source| source.id.as_str()));
    FaultKind::UnknownSource { id: id.to_owned(), nearest }
}

/// The state of a code; a code that no state has is reported.
pub(crate) fn country_of(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    atlas: &Atlas,
) -> Option<CountryIx> {
    let code = reader.str(node)?;
    let found = Iso3::parse(code).and_then(|iso3| atlas.country_index(iso3));
    if found.is_none() {
        unknown_country(
            node,
            reader,
            code,
            atlas.countries.iter().map(|country| country.iso3.as_str()),
        );
    }
    found
}

fn unknown_country<'c>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    code: &str,
    known: impl Iterator<Item = &'c str>,
) {
    let kind = FaultKind::UnknownCountry { iso3: code.to_owned(), nearest: nearest(code, known) };
    reader.fault(node.place, kind);
}

/// A text whose German and French may be missing: then English is shown.
pub struct Loose(pub Text);

impl Read for Loose {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let (en, de, fr) =
            (fields.need::<String>("en"), fields.or_empty("de"), fields.or_empty("fr"));
        let place = fields.place();
        let field = fields.reader().field().to_owned();
        if en.as_deref() == Some("") {
            fields.reader().fault(place, FaultKind::Empty { field });
        }
        fields.close();
        Some(Self(Text { en: en.filter(|words| !words.is_empty())?, de, fr }))
    }
}

/// A text that must be there, at least in English.
pub(crate) fn loose(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Text> {
    Loose::read(node, reader).map(|text| text.0)
}

/// A year that a figure can be of.
pub(crate) fn year(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<u16> {
    reader.whole(node, YEARS)
}

/// The numbers of criteria.
pub(crate) fn criteria(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    reader.each(node, |node, reader| reader.whole(node, 1..=8))
}

impl Read for Iso3 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let code = reader.str(node)?;
        let iso3 = Self::parse(code);
        if iso3.is_none() {
            unknown_country(node, reader, code, std::iter::empty());
        }
        iso3
    }
}

impl Read for Issuer {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let words = [Self::Un, Self::Eu, Self::Osce, Self::ArabLeague]
            .map(|issuer| (issuer.code(), issuer));
        reader.word(node, &words)
    }
}

words! {
    crate::atlas::LicenceClass: Open NonCommercial ShareAlike NoDerivatives Unclear;
    crate::atlas::Direction: HigherIsWorse LowerIsWorse Neutral;
    crate::atlas::ValueStatus: Present NotPublished NotCollected NotApplicable;
    crate::atlas::Qualifier: Firm Estimate AtLeast Disputed Planned;
    crate::atlas::Joined: Party PartyWithReservation Signatory NotParty Unknown;
    crate::atlas::Target: State NonState Persons Forces Political;
    crate::atlas::Scope: FullMilitaryList FullPlusRepression RepressionGoodsOnly ArmsToTargets Undefined;
    crate::atlas::ConflictKind: Intrastate Interstate NonState OneSided;
}

/// A fault that loses nothing which is not already known to be gone.
fn warning(path: &str, place: Place, kind: FaultKind) -> Fault {
    Fault { severity: Severity::Warning, ..Fault::new(path, place, kind) }
}
