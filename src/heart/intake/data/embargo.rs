//! Embargoes with every reading of them.

use super::{Loose, country_of, loose, read_file, unknown_source, warning, year};
use crate::atlas::{Atlas, Embargo, EmbargoHint, EmbargoReading, Iso3};
use crate::intake::fault::{Fault, IdKind, Place};
use crate::intake::reader::{Ids, Reader, Spot};
use crate::intake::tree::Node;
use std::collections::BTreeMap;

/// Reads `embargoes.ron`. Readings of a source that is not there are left out; a regime without readings goes with them.
pub fn embargoes(path: &str, text: &str, atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    let mut gone: BTreeMap<String, Place> = BTreeMap::new();
    let read = read_file(path, text, faults, |node, reader| {
        let mut fields = reader.fields(node)?;
        let regimes = fields.need_with("regimes", |node, reader| {
            let mut ids = reader.new_ids(IdKind::Embargo);
            reader.each(node, |node, reader| {
                let is_known = |id: &str| atlas.source_by_id(id).is_some();
                let (embargo, unknown) = regime(node, reader, atlas, &mut ids, is_known)?;
                for Spot { value, place } in unknown {
                    gone.entry(value).or_insert(place);
                }
                Some(embargo)
            })
        });
        let now = fields.maybe_with("hints", |node, reader| hints(node, reader, false));
        let ended = fields.maybe_with("ended", |node, reader| hints(node, reader, true));
        fields.close();
        let hints: Vec<EmbargoHint> = now.into_iter().chain(ended).flatten().collect();
        Some((regimes.unwrap_or_default(), hints))
    });
    // Somebody left the source out on purpose, or misspelt it: told once each.
    faults.extend(
        gone.into_iter().map(|(id, place)| warning(path, place, unknown_source(atlas, &id))),
    );
    (atlas.embargoes, atlas.embargo_hints) = read.unwrap_or_default();
    atlas.embargoes.retain(|embargo| !embargo.readings.is_empty());
    atlas.embargoes.sort_by(|a, b| a.id.cmp(&b.id));
}

/// One regime with its readings of known sources, and the sources of the others.
pub(crate) fn regime(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    atlas: &Atlas,
    ids: &mut Ids,
    is_known: impl Fn(&str) -> bool,
) -> Option<(Embargo, Vec<Spot<String>>)> {
    let mut fields = reader.fields(node)?;
    let id = fields.new_id("id", ids, |id| !id.is_empty());
    let iso3 = fields.maybe_with("iso3", |node, reader| state(node, reader, atlas));
    let (name, issuer) = (fields.need_with("name", loose), fields.need("issuer"));
    let mut differs: Vec<String> = fields.or_empty("differs");
    let all = fields.need_with("readings", |node, reader| reader.each(node, reading));
    fields.close();
    let (mut readings, mut unknown) = (Vec::new(), Vec::new());
    for Spot { value, place } in all? {
        match is_known(&value.source) {
            true => readings.push(value),
            false => unknown.push(Spot { value: value.source, place }),
        }
    }
    if !unknown.is_empty() {
        differs.clear();
    }
    let embargo = Embargo { id: id?, iso3, name: name?, issuer: issuer?, readings, differs };
    Some((embargo, unknown))
}

fn state(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<Iso3> {
    country_of(node, reader, atlas)
        .and_then(|at| atlas.countries.get(usize::from(at.0)))
        .map(|country| country.iso3)
}

fn reading(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Spot<EmbargoReading>> {
    let mut fields = reader.fields(node)?;
    let source = fields.need::<Spot<String>>("source");
    let reference = fields.or_empty("reference");
    let (as_of, since, until) =
        (fields.maybe("as_of"), fields.maybe("since"), fields.maybe("until"));
    let (target, scope) = (fields.need("target"), fields.need("scope"));
    let scope_text = fields.maybe::<Loose>("scope_text").map(|text| text.0).unwrap_or_default();
    let act = fields.or_empty("act");
    let oldest_act = fields.maybe_with("oldest_act", year);
    let note = fields.maybe::<Loose>("note").map(|note| note.0).unwrap_or_default();
    let mark = fields.maybe("mark");
    fields.close();
    let Spot { value: source, place } = source?;
    let (target, scope) = (target?, scope?);
    let value = EmbargoReading {
        source,
        reference,
        as_of,
        since,
        until,
        target,
        scope,
        scope_text,
        act,
        oldest_act,
        note,
        mark,
    };
    Some(Spot { value, place })
}

/// States that are no more may be named too.
fn hints(node: &Node<'_>, reader: &mut Reader<'_>, ended: bool) -> Option<Vec<EmbargoHint>> {
    reader.each(node, |node, reader| {
        let mut fields = reader.fields(node)?;
        let iso3 = fields.or_empty("iso3");
        let (text, mark) = (fields.need_with("text", loose), fields.need("mark"));
        fields.close();
        Some(EmbargoHint { iso3, text: text?, mark: mark?, ended })
    })
}
