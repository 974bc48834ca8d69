//! Rows about many states: treaties and who joined them, forces, conflicts.

use super::{Loose, country_of, criteria, loose, read_file, year};
use crate::atlas::{Atlas, ConflictYear, Joined, Presence, SourceIx, Treaty, TreatyStatus};
use crate::date::Date;
use crate::intake::fault::{At, Fault, FaultKind, IdKind, Kind, Place, nearest};
use crate::intake::reader::{Read, Reader};
use crate::intake::tree::Node;
use crate::text::Text;
use std::collections::BTreeMap;

/// Reads `treaties.ron`, in the order of the file.
pub fn treaties(files: &[(String, String)], atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    for (path, text) in
        files.iter().filter(|(path, _)| matches!(super::holds(path), super::Holds::Treaties))
    {
        let mut ids = None;
        let read = read_file(path, text, faults, |node, reader| {
            let ids = ids.get_or_insert_with(|| reader.new_ids(IdKind::Treaty));
            reader.each(node, |node, reader| {
                let mut fields = reader.fields(node)?;
                let id = fields.new_id("id", ids, |id| !id.is_empty());
                let (short, full) =
                    (fields.need_with("short", loose), fields.need_with("full", loose));
                let (opened, in_force) =
                    (fields.maybe_with("opened", year), fields.maybe_with("in_force", year));
                let topic = fields.need("topic");
                let criteria = fields.need_with("criteria", criteria);
                fields.close();
                let (short, full, topic, criteria) = (short?, full?, topic?, criteria?);
                Some(Treaty { id: id?, short, full, opened, in_force, topic, criteria })
            })
        });
        atlas.treaties.extend(read.unwrap_or_default());
    }
}

/// What the rows of one treaty share.
struct Block<'b> {
    treaty: u16,
    source: SourceIx,
    as_of: Option<Date>,
    /// Key to position in `Atlas::notes`.
    notes: &'b BTreeMap<String, u16>,
}

/// Reads who joined what, as one source has it.
pub fn statuses(
    path: &str,
    text: &str,
    source: SourceIx,
    atlas: &mut Atlas,
    faults: &mut Vec<Fault>,
) {
    let mut new_notes = std::mem::take(&mut atlas.notes);
    let rows = read_file(path, text, faults, |node, reader| {
        let mut fields = reader.fields(node)?;
        let notes = fields
            .maybe_with("notes", |node, reader| notes(node, reader, &mut new_notes))
            .unwrap_or_default();
        let rows = fields.need_with("treaties", |node, reader| {
            let Some(treaties) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
            let mut rows = Vec::new();
            for (id, node) in treaties {
                let Some(treaty) = treaty(id, reader, atlas) else { continue };
                let Some(mut fields) = reader.fields(node) else { continue };
                let as_of = fields.maybe("as_of");
                let block = Block { treaty, source, as_of, notes: &notes };
                let states =
                    fields.need_with("states", |node, reader| states(node, reader, &block, atlas));
                fields.close();
                rows.extend(states.unwrap_or_default());
            }
            Some(rows)
        });
        fields.close();
        rows
    });
    atlas.notes = new_notes;
    atlas.treaty_status.extend(rows.unwrap_or_default());
}

fn treaty(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<u16> {
    let id = reader.str(node)?;
    let found = atlas.treaty_index(id);
    if found.is_none() {
        let nearest = nearest(id, atlas.treaties.iter().map(|treaty| treaty.id.as_str()));
        reader.fault(
            node.place,
            FaultKind::UnknownId { what: IdKind::Treaty, id: id.to_owned(), nearest },
        );
    }
    found
}

/// The notes of a file, which other files may have too.
fn notes(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    all: &mut Vec<Text>,
) -> Option<BTreeMap<String, u16>> {
    let Some(entries) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let mut found = BTreeMap::new();
    for (key, words) in entries {
        let (Some(key), Some(words)) = (reader.str(key), loose(words, reader)) else { continue };
        let at = all.iter().position(|note| *note == words).unwrap_or_else(|| {
            all.push(words);
            all.len() - 1
        });
        found.insert(key.to_owned(), at as u16);
    }
    Some(found)
}

fn states(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    block: &Block<'_>,
    atlas: &Atlas,
) -> Option<Vec<TreatyStatus>> {
    let Some(states) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let mut rows = Vec::with_capacity(states.len());
    for (code, node) in states {
        let country = country_of(code, reader, atlas);
        let Some(mut fields) = reader.fields(node) else { continue };
        let status: Option<Joined> = fields.need("status");
        let year = fields.maybe_with("year", year);
        let as_of = fields.maybe("as_of").or(block.as_of);
        let note = fields.maybe_with("note", |node, reader| {
            let key = reader.str(node)?;
            let found = block.notes.get(key).copied();
            if found.is_none() {
                let nearest = nearest(key, block.notes.keys().map(String::as_str));
                reader.fault(node.place, FaultKind::UnknownField { name: key.to_owned(), nearest });
            }
            found
        });
        fields.close();
        if let (Some(country), Some(status)) = (country, status) {
            let Block { treaty, source, .. } = *block;
            rows.push(TreatyStatus { country, treaty, status, year, source, as_of, note });
        }
    }
    Some(rows)
}

/// Reads the forces that one source names.
pub fn presence(
    path: &str,
    text: &str,
    source: SourceIx,
    atlas: &mut Atlas,
    faults: &mut Vec<Fault>,
) {
    let rows = read_file(path, text, faults, |node, reader| {
        reader.each(node, |node, reader| {
            let mut fields = reader.fields(node)?;
            let country = fields.need_with("iso3", |node, reader| country_of(node, reader, atlas));
            let (force, kind) = (fields.need("force"), fields.need("kind"));
            let (since, until) =
                (fields.maybe_with("since", year), fields.maybe_with("until", year));
            let size = fields.or_empty("size");
            let counts = fields.need("counts");
            let as_of = fields.maybe("as_of");
            let note = fields.maybe::<Loose>("note").map(|note| note.0).unwrap_or_default();
            fields.close();
            let (country, force, kind, counts) = (country?, force?, kind?, counts?);
            Some(Presence { country, force, kind, since, until, size, counts, as_of, source, note })
        })
    });
    atlas.presence.extend(rows.unwrap_or_default());
}

/// Reads organised violence as one source counts it.
pub fn conflicts(
    path: &str,
    text: &str,
    source: SourceIx,
    atlas: &mut Atlas,
    faults: &mut Vec<Fault>,
) {
    let rows = read_file(path, text, faults, |node, reader| {
        let Some(states) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
        let mut rows = Vec::new();
        for (code, node) in states {
            let Some(country) = country_of(code, reader, atlas) else { continue };
            let read = reader.each(node, |node, reader| {
                let Some([when, kind, best, low, high, dyads]) = node.as_tuple() else {
                    return reader.wrong_kind(node, Kind::Tuple);
                };
                Some(ConflictYear {
                    country,
                    year: year(when, reader)?,
                    kind: Read::read(kind, reader)?,
                    best: Read::read(best, reader)?,
                    low: Read::read(low, reader)?,
                    high: Read::read(high, reader)?,
                    dyads: Read::read(dyads, reader)?,
                    source,
                })
            });
            rows.extend(read.unwrap_or_default());
        }
        Some(rows)
    });
    atlas.conflicts.extend(rows.unwrap_or_default());
}

/// Sorts all rows. Of two rows for the same state and treaty the first counts, and the other is reported.
pub fn in_order(atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    atlas
        .presence
        .sort_by(|a, b| (a.country, &a.kind, &a.force).cmp(&(b.country, &b.kind, &b.force)));
    atlas.conflicts.sort_by_key(|row| (row.country, row.year, row.kind));
    let mut rows = std::mem::take(&mut atlas.treaty_status);
    let key = |row: &TreatyStatus| (row.country, row.treaty);
    rows.sort_by_key(key);
    let file = |row: &TreatyStatus| {
        let source = atlas.source(row.source).map_or("", |source| source.id.as_str());
        At::new(format!("data/{source}/treaty_status.ron"), Place::START)
    };
    for same in rows.chunk_by(|a, b| key(a) == key(b)) {
        let Some((first, again)) = same.split_first() else { continue };
        for row in again {
            let code = atlas
                .countries
                .get(usize::from(row.country.0))
                .map_or("", |country| country.iso3.as_str());
            let treaty = atlas.treaty_of(row).map_or("", |treaty| treaty.id.as_str());
            let kind = FaultKind::SameIdTwice {
                what: IdKind::Treaty,
                id: format!("{code}: {treaty}"),
                first: file(first),
            };
            faults.push(Fault::new(&file(row).file, Place::START, kind));
        }
    }
    rows.dedup_by_key(|row| key(row));
    atlas.treaty_status = rows;
}
