//! The map from its file: outlines in degrees to lands on the flat map, and a disc for each state without an outline.

use super::data::Loose;
use super::fault::{At, Fault, FaultKind, IdKind, Kind, Place, nearest};
use super::reader::{Reader, Spot as Spotted};
use super::tree::{self, Node};
use crate::atlas::{Atlas, Iso3};
use crate::globe::{Bounds, Globe, Land, Shape, Spot, Standing, flat};
use crate::text::Text;

const FILE: &str = "map/world.ron";

/// Reads the map, which names states and a source of the atlas. What cannot be used is reported and left out.
pub fn globe(files: &[(String, String)], atlas: &Atlas, faults: &mut Vec<Fault>) -> Globe {
    let mut globe = Globe::default();
    match files.iter().find(|(path, _)| path == FILE) {
        Some((_, text)) => {
            if let Some(node) = tree::parse(FILE, text, faults) {
                read(&node, &mut Reader::new(FILE, faults), atlas, &mut globe);
            }
        }
        None => faults.push(Fault::new(FILE, Place::START, FaultKind::MissingFile)),
    }
    let discs: Vec<Land> = atlas
        .countries
        .iter()
        .filter(|country| !globe.lands.iter().any(|land| land.code == country.iso3))
        .filter_map(|country| {
            let (lat, lon) = country.position?;
            let anchor = flat(lon, lat);
            Some(Land {
                code: country.iso3,
                standing: Standing::State,
                name: Text::default(),
                anchor,
                bounds: Bounds::around([anchor]),
                shape: Shape::default(),
            })
        })
        .collect();
    globe.lands.extend(discs);
    globe.lands.sort_by_key(|land| land.code);
    let corners = globe.lands.iter().flat_map(|land| [land.bounds.min, land.bounds.max]);
    globe.bounds = Bounds::around(corners);
    globe
}

fn read(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas, globe: &mut Globe) -> Option<()> {
    let mut f = reader.fields(node)?;
    let source: Option<Spotted<String>> = f.need("source");
    let mut seen: Vec<Spotted<Iso3>> = Vec::new();
    globe.lands = f.some_of("areas", |node, reader| land(node, reader, atlas, &mut seen));
    f.close();
    let Spotted { value: id, place } = source?;
    if atlas.source_by_id(&id).is_none() {
        let nearest = nearest(&id, atlas.sources.iter().map(|source| source.id.as_str()));
        reader.fault(place, FaultKind::UnknownSource { id: id.clone(), nearest });
    }
    globe.source = id;
    Some(())
}

fn land(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    atlas: &Atlas,
    seen: &mut Vec<Spotted<Iso3>>,
) -> Option<Land> {
    let mut f = reader.fields(node)?;
    let code: Option<Spotted<Iso3>> = f.need("code");
    let word: Option<Word> = f.maybe_with("standing", |node, reader| reader.word(node, &WORDS));
    let of: Option<Spotted<Iso3>> = f.maybe("of");
    let name: Option<Loose> = f.maybe("name");
    let polygons = f.some_of("polygons", |node, reader| reader.each(node, outline));
    let place = f.place();
    f.close();
    let code = code?;
    if let Some(first) = seen.iter().find(|other| other.value == code.value) {
        let first = At::new(reader.file(), first.place);
        let kind = FaultKind::SameIdTwice { what: IdKind::Land, id: code.value.to_string(), first };
        reader.fault(code.place, kind);
        return None;
    }
    seen.push(code);
    let standing = match (word, of) {
        (None, _) => {
            known(&code, reader, atlas)?;
            Standing::State
        }
        (Some(Word::Disputed), _) => Standing::Disputed,
        (Some(Word::Territory), Some(of)) => {
            known(&of, reader, atlas)?;
            Standing::Territory(of.value)
        }
        (Some(Word::Territory), None) => {
            reader.fault(place, FaultKind::MissingField { name: "of".to_owned() });
            return None;
        }
    };
    if word.is_some() && name.is_none() {
        reader.fault(place, FaultKind::MissingField { name: "name".to_owned() });
        return None;
    }
    let shape = Shape::of(&polygons)?;
    Some(Land {
        code: code.value,
        standing,
        name: name.map(|text| text.0).unwrap_or_default(),
        anchor: shape.anchor()?,
        bounds: shape.bounds(),
        shape,
    })
}

#[derive(Clone, Copy)]
enum Word {
    Territory,
    Disputed,
}

const WORDS: [(&str, Word); 2] = [("Territory", Word::Territory), ("Disputed", Word::Disputed)];

/// A state of the atlas, or a fault.
fn known(code: &Spotted<Iso3>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<()> {
    if atlas.country_index(code.value).is_some() {
        return Some(());
    }
    let nearest =
        nearest(code.value.as_str(), atlas.countries.iter().map(|country| country.iso3.as_str()));
    reader.fault(code.place, FaultKind::UnknownCountry { iso3: code.value.to_string(), nearest });
    None
}

/// Longitude and latitude by turns, at least three of each.
fn outline(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<Spot>> {
    let nodes = reader.list(node)?;
    if nodes.len() < 6 || nodes.len() % 2 == 1 {
        return reader.wrong_kind(node, Kind::List);
    }
    let mut ring: Vec<Spot> = nodes
        .chunks_exact(2)
        .map(|pair| {
            let [lon, lat] = pair else { return None };
            Some(flat(degrees(lon, 180.0, reader)?, degrees(lat, 90.0, reader)?))
        })
        .collect::<Option<_>>()?;
    // Points that fall together on the map would make triangles without a turn.
    ring.dedup();
    (ring.len() >= 3).then_some(ring)
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
