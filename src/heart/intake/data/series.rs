//! Sources and their series.

use super::{Loose, country_of, criteria, loose, read_file, year};
use crate::atlas::{Atlas, CountryIx, Indicator, Point, Qualifier, Source, SourceIx, ValueStatus};
use crate::intake::fault::{At, Fault, FaultKind, IdKind, Kind, Place};
use crate::intake::reader::{Fields, Reader, Spot};
use crate::intake::tree::Node;
use crate::text::Text;
use std::collections::BTreeMap;

/// Reads every `source.ron`; the folder's name is the id.
pub fn sources(files: &[(String, String)], atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    for (path, text) in files {
        let super::Holds::Source(id) = super::holds(path) else { continue };
        let source = read_file(path, text, faults, |node, reader| {
            let mut fields = reader.fields(node)?;
            let source = source_fields(&mut fields);
            fields.close();
            source
        });
        atlas.sources.extend(source.map(|source| Source { id: id.to_owned(), ..source }));
    }
    atlas.sources.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The fields of a source without its id.
pub(crate) fn source_fields(fields: &mut Fields<'_, '_, '_, '_>) -> Option<Source> {
    let title = fields.need_with("title", loose);
    let publisher = fields.need::<Spot<String>>("publisher");
    let url = fields.or_empty("url");
    let licence = fields.need_with("licence", loose);
    let class = fields.need("class");
    let vintage = fields.maybe_with("vintage", loose).unwrap_or_default();
    let retrieved_from = fields.or_empty("retrieved_from");
    let attribution = fields.need::<Spot<String>>("attribution");
    for (field, words) in [("publisher", &publisher), ("attribution", &attribution)] {
        if let Some(Spot { place, .. }) = words.as_ref().filter(|words| words.value.is_empty()) {
            fields.reader().fault(*place, FaultKind::Empty { field: field.to_owned() });
        }
    }
    Some(Source {
        id: String::new(),
        title: title?,
        publisher: publisher?.value,
        url,
        licence: licence?,
        class: class?,
        vintage,
        retrieved_from,
        attribution: attribution?.value,
    })
}

/// Reads one series; its id is the file's name.
pub fn series(
    path: &str,
    text: &str,
    id: &str,
    source: SourceIx,
    atlas: &mut Atlas,
    faults: &mut Vec<Fault>,
) {
    let read = read_file(path, text, faults, |node, reader| {
        let fields = reader.fields(node)?;
        let (own, indicator) = series_fields(fields, atlas)?;
        if own.value != id {
            reader.fault(own.place, FaultKind::BadId { what: IdKind::Series, id: own.value });
            return None;
        }
        if let Some(other) = atlas.indicator(id) {
            let first = atlas.source(other.source).map_or("", |source| source.id.as_str());
            let first = At::new(format!("data/{first}/{id}.ron"), Place::START);
            reader.fault(
                own.place,
                FaultKind::SameIdTwice { what: IdKind::Series, id: own.value, first },
            );
            return None;
        }
        indicator
    });
    atlas.indicators.extend(read.map(|indicator| Indicator { source, ..indicator }));
}

/// The id apart, so that it can be checked where the rest cannot be used.
fn series_fields(
    mut fields: Fields<'_, '_, '_, '_>,
    known: &Atlas,
) -> Option<(Spot<String>, Option<Indicator>)> {
    let id = fields.need::<Spot<String>>("id");
    let name = fields.need_with("name", loose);
    let unit = fields.need_with("unit", loose);
    let direction = fields.need("direction");
    let criteria = fields.maybe_with("criteria", criteria).unwrap_or_default();
    let note = fields.maybe::<Loose>("note").map(|note| note.0).unwrap_or_default();
    let categories = fields.maybe_with("categories", categories).unwrap_or_default();
    let by_edition = fields.or_empty("by_edition");
    let points = points(&mut fields, known);
    fields.close();
    let id = id?;
    let indicator = (name.zip(unit)).zip(direction).map(|((name, unit), direction)| Indicator {
        id: id.value.clone(),
        name,
        unit,
        direction,
        criteria,
        source: SourceIx(0),
        note,
        categories,
        by_edition,
        points,
    });
    Some((id, indicator))
}

/// `values`, and what is special about some of them; by state and year.
pub(crate) fn points(fields: &mut Fields<'_, '_, '_, '_>, known: &Atlas) -> Vec<Point> {
    let qualifier = fields.or_empty("qualifier");
    let values = fields.need_with("values", |node, reader| values(node, reader, known, qualifier));
    let except = fields.maybe_with("except", |node, reader| {
        reader.each(node, |node, reader| except(node, reader, known))
    });
    let mut spots = values.unwrap_or_default();
    let mut places = BTreeMap::new();
    for (at, Spot { value, .. }) in spots.iter().enumerate() {
        places.entry((value.country, value.year)).or_insert(at);
    }
    for exception in except.unwrap_or_default() {
        apply(&mut spots, &mut places, &exception, fields.reader());
    }
    in_order(spots, fields.reader(), known)
}

/// `[(1, (en: "…")), …]`
pub(crate) fn categories(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<(f64, Text)>> {
    reader.each(node, |node, reader| match node.as_tuple() {
        Some([code, words]) => Some((reader.number(code)?, loose(words, reader)?)),
        _ => reader.wrong_kind(node, Kind::Tuple),
    })
}

/// `{ "AFG": {2013: 24, 2014: 23}, … }`
fn values(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Atlas,
    qualifier: Qualifier,
) -> Option<Vec<Spot<Point>>> {
    let Some(states) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let mut spots = Vec::new();
    for (code, years) in states {
        if reader.is_full() {
            break;
        }
        let Some(country) = country_of(code, reader, known) else { continue };
        let Some(years) = years.as_map() else {
            reader.wrong_kind::<()>(years, Kind::Map);
            continue;
        };
        for (when, value) in years {
            if reader.is_full() {
                break;
            }
            let (Some(year), Some(value)) = (year(when, reader), reader.number(value)) else {
                continue;
            };
            let point = Point {
                country,
                year,
                value: Some(value),
                status: ValueStatus::Present,
                qualifier,
            };
            spots.push(Spot { value: point, place: when.place });
        }
    }
    Some(spots)
}

/// What is special about one value, or why there is none.
struct Exception {
    country: CountryIx,
    name: String,
    year: u16,
    is: Is,
    place: Place,
}

#[derive(Clone, Copy)]
enum Is {
    Qualified(Qualifier),
    Absent(ValueStatus),
}

/// `("KAZ", 2020, NotPublished)`
fn except(node: &Node<'_>, reader: &mut Reader<'_>, known: &Atlas) -> Option<Exception> {
    const WORDS: [(&str, Is); 8] = [
        ("Firm", Is::Qualified(Qualifier::Firm)),
        ("Estimate", Is::Qualified(Qualifier::Estimate)),
        ("AtLeast", Is::Qualified(Qualifier::AtLeast)),
        ("Disputed", Is::Qualified(Qualifier::Disputed)),
        ("Planned", Is::Qualified(Qualifier::Planned)),
        ("NotPublished", Is::Absent(ValueStatus::NotPublished)),
        ("NotCollected", Is::Absent(ValueStatus::NotCollected)),
        ("NotApplicable", Is::Absent(ValueStatus::NotApplicable)),
    ];
    let Some([code, when, word]) = node.as_tuple() else {
        return reader.wrong_kind(node, Kind::Tuple);
    };
    let (country, year, is) =
        (country_of(code, reader, known), year(when, reader), reader.word(word, &WORDS));
    let name = format!("{}: {}", code.as_str().unwrap_or(""), year.unwrap_or(0));
    Some(Exception { country: country?, name, year: year?, is: is?, place: node.place })
}

/// A value can be qualified only if it is there, and be absent only if it is not. `places` says where it is.
fn apply(
    spots: &mut Vec<Spot<Point>>,
    places: &mut BTreeMap<(CountryIx, u16), usize>,
    exception: &Exception,
    reader: &mut Reader<'_>,
) {
    let Exception { country, name, year, is, place } = exception;
    let found = places.get(&(*country, *year)).and_then(|at| spots.get_mut(*at));
    match (found, is) {
        (Some(spot), Is::Qualified(qualifier)) => spot.value.qualifier = *qualifier,
        (Some(spot), Is::Absent(_)) => {
            let kind = FaultKind::FieldTwice { name: name.clone(), first: spot.place };
            reader.fault(*place, kind);
        }
        (None, Is::Qualified(_)) => {
            reader.fault(*place, FaultKind::MissingField { name: name.clone() })
        }
        (None, Is::Absent(status)) => {
            let (country, year) = (*country, *year);
            let value =
                Point { country, year, value: None, status: *status, qualifier: Qualifier::Firm };
            places.insert((country, year), spots.len());
            spots.push(Spot { value, place: *place });
        }
    }
}

/// By state and year; of two values for the same the first counts.
fn in_order(mut spots: Vec<Spot<Point>>, reader: &mut Reader<'_>, known: &Atlas) -> Vec<Point> {
    let key = |spot: &Spot<Point>| (spot.value.country, spot.value.year);
    spots.sort_by_key(key);
    for same in spots.chunk_by(|a, b| key(a) == key(b)) {
        let Some((first, again)) = same.split_first() else { continue };
        for spot in again {
            let code = known
                .countries
                .get(usize::from(spot.value.country.0))
                .map_or("", |country| country.iso3.as_str());
            let name = format!("{code}: {}", spot.value.year);
            reader.fault(spot.place, FaultKind::FieldTwice { name, first: first.place });
        }
    }
    spots.dedup_by_key(|spot| key(spot));
    spots.into_iter().map(|spot| spot.value).collect()
}
