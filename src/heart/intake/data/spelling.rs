//! Other names of states, treaties, series and blocs, from `spellings.ron`.

use super::{Holds, holds, loose, read_file, unknown_country};
use crate::atlas::{Atlas, Bloc, Iso3, Spellings};
use crate::intake::fault::{Fault, FaultKind, IdKind, Kind, nearest};
use crate::intake::reader::{Read as _, Reader};
use crate::intake::tree::Node;

/// Reads the file when all that it names is known. Without it nothing is lost but other names.
pub fn spellings(files: &[(String, String)], atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    let Some((path, text)) = files.iter().find(|(path, _)| matches!(holds(path), Holds::Spellings))
    else {
        return;
    };
    let read = read_file(path, text, faults, |node, reader| {
        let mut fields = reader.fields(node)?;
        let states = fields.need_with("states", |node, reader| {
            by_name(node, reader, |name, node, reader| state(name, node, reader, atlas))
        });
        let treaties = fields.need_with("treaties", |node, reader| {
            by_name(node, reader, |name, node, reader| treaty(name, node, reader, atlas))
        });
        let series = fields.need_with("series", |node, reader| {
            by_name(node, reader, |name, _, _| Some(name.to_owned()))
        });
        let blocs = fields.need_with("blocs", |node, reader| reader.each(node, bloc));
        fields.close();
        Some(Spellings {
            states: states.unwrap_or_default(),
            treaties: treaties.unwrap_or_default(),
            // A series whose source was dropped is no fault.
            series: (series.unwrap_or_default().into_iter())
                .filter(|(id, _)| atlas.indicator(id).is_some())
                .collect(),
            blocs: blocs.unwrap_or_default(),
        })
    });
    atlas.spellings = read.unwrap_or_default();
}

fn by_name<T>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: impl Fn(&str, &Node<'_>, &mut Reader<'_>) -> Option<T>,
) -> Option<Vec<(T, Vec<String>)>> {
    let Some(entries) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let mut read = Vec::new();
    for (name, names) in entries {
        let others = Vec::<String>::read(names, reader);
        let Some(of) = reader.str(name).and_then(|text| known(text, name, reader)) else {
            continue;
        };
        read.push((of, others.unwrap_or_default()));
    }
    Some(read)
}

fn state(code: &str, node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<Iso3> {
    let found = Iso3::parse(code).filter(|iso3| atlas.country_index(*iso3).is_some());
    if found.is_none() {
        let known = atlas.countries.iter().map(|country| country.iso3.as_str());
        unknown_country(node, reader, code, known);
    }
    found
}

fn treaty(id: &str, node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<String> {
    let known = atlas.treaty_index(id).is_some();
    if !known {
        let nearest = nearest(id, atlas.treaties.iter().map(|treaty| treaty.id.as_str()));
        let kind = FaultKind::UnknownId { what: IdKind::Treaty, id: id.to_owned(), nearest };
        reader.fault(node.place, kind);
    }
    known.then(|| id.to_owned())
}

fn bloc(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Bloc> {
    let mut fields = reader.fields(node)?;
    let id = fields.need("id");
    let name = fields.need_with("name", loose);
    let others = fields.or_empty("others");
    fields.close();
    Some(Bloc { id: id?, name: name?, others })
}
