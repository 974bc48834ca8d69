//! States, each with what belongs to it alone.

use super::table::{self, ReadTable};
use super::{Holds, Loose, derive, holds, loose, read_file, unknown_country, year};
use crate::atlas::{Atlas, Country, Iso3, Translations};
use crate::intake::fault::{Fault, FaultKind, Kind, Place};
use crate::intake::reader::{Reader, Spot};
use crate::intake::tree::Node;
use std::collections::BTreeSet;

/// Reads every state and the tables of reports on it.
pub fn countries(
    files: &[(String, String)],
    words: &Translations,
    atlas: &mut Atlas,
    faults: &mut Vec<Fault>,
) {
    let codes: BTreeSet<&str> = files
        .iter()
        .filter_map(|(path, _)| match holds(path) {
            Holds::Country(code) => Some(code),
            _ => None,
        })
        .collect();
    for (path, text) in files {
        let Holds::Country(code) = holds(path) else { continue };
        let read =
            read_file(path, text, faults, |node, reader| country(node, reader, code, &codes));
        let Some(mut country) = read else { continue };
        let tables: Vec<ReadTable> = files
            .iter()
            .filter_map(|(path, text)| match holds(path) {
                Holds::Table(of, id) if of == code => table::table(path, text, id, faults),
                _ => None,
            })
            .collect();
        derive::fill(&mut country, tables, words, faults);
        atlas.countries.push(country);
    }
    for (path, _) in files {
        if let Holds::Table(code, _) = holds(path)
            && !codes.contains(code)
        {
            let kind = FaultKind::UnknownCountry { iso3: code.to_owned(), nearest: None };
            faults.push(Fault::new(path, Place::START, kind));
        }
    }
    atlas.countries.sort_by_key(|country| country.iso3);
}

fn country(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    code: &str,
    codes: &BTreeSet<&str>,
) -> Option<Country> {
    let mut fields = reader.fields(node)?;
    let iso3 = fields.need::<Spot<Iso3>>("iso3");
    let iso2 = fields.or_empty("iso2");
    let name = fields.need_with("name", loose);
    let [capital, region, subregion] = ["capital", "region", "subregion"]
        .map(|name| fields.maybe::<Loose>(name).map(|text| text.0).unwrap_or_default());
    let area_km2 = fields.maybe("area_km2");
    let landlocked = fields.or_empty("landlocked");
    let neighbours = fields.maybe_with("neighbours", |node, reader| {
        reader.each(node, |node, reader| neighbour(node, reader, codes))
    });
    let un_member = fields.need("un_member");
    let position = fields.maybe_with("position", position);
    let memberships = fields.or_empty("memberships");
    let income_group = fields.or_empty("income_group");
    let ldc = fields.or_empty("ldc");
    let ldc_until = fields.maybe_with("ldc_until", year);
    fields.close();
    let iso3 = iso3?;
    if iso3.value.as_str() != code {
        let kind = FaultKind::UnknownCountry {
            iso3: iso3.value.to_string(),
            nearest: Some(code.to_owned()),
        };
        reader.fault(iso3.place, kind);
        return None;
    }
    Some(Country {
        iso3: iso3.value,
        iso2,
        name: name?,
        capital,
        region,
        subregion,
        area_km2,
        landlocked,
        neighbours: neighbours.unwrap_or_default(),
        un_member: un_member?,
        position,
        memberships,
        income_group,
        ldc,
        ldc_until,
        aliases: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        tables: Vec::new(),
        contradictions: Vec::new(),
        published_ratings: Vec::new(),
    })
}

fn neighbour(node: &Node<'_>, reader: &mut Reader<'_>, codes: &BTreeSet<&str>) -> Option<Iso3> {
    let code = reader.str(node)?;
    if !codes.contains(code) {
        unknown_country(node, reader, code, codes.iter().copied());
        return None;
    }
    Iso3::parse(code)
}

/// `(48, 68)`: latitude and longitude.
fn position(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<(f64, f64)> {
    let Some([lat, lon]) = node.as_tuple() else { return reader.wrong_kind(node, Kind::Tuple) };
    Some((degrees(lat, 90.0, reader)?, degrees(lon, 180.0, reader)?))
}

fn degrees(node: &Node<'_>, high: f64, reader: &mut Reader<'_>) -> Option<f64> {
    let value = reader.number(node)?;
    if (-high..=high).contains(&value) {
        return Some(value);
    }
    let field = reader.field().to_owned();
    reader.fault(node.place, FaultKind::ValueOutOfRange { field, value, low: -high, high });
    None
}
