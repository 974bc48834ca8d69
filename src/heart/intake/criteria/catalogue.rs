//! The lists that criteria refer to: measures, items and tags, the registry of indicators.
//!
//! Knows no criterion file. Fills the ids that it gives out, the ids of entries with faults included.

use crate::intake::fault::{FaultKind, IdKind};
use crate::intake::reader::{Ids, Reader, Spot, words};
use crate::intake::tree::Node;
use crate::level::Mark;
use crate::rulebook::{
    ActsOn, AnsweredBy, EntryKind, Items, ListEntry, Measure, RegistryEntry, Relevance, Share,
    SpecialGroup, Tag,
};

/// Entries of the EU Common Military List.
const LIST_ENTRIES: u32 = 22;

words! {
    ActsOn: Likelihood Severity Legal;
    Share: Yes Partly No;
    Relevance: Low Medium High;
    EntryKind: Numeric Category Treaty List Document Case;
    AnsweredBy: Bundled Derivable Partly Document CaseField NotBundled;
}

pub(super) fn measures(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
) -> Option<Vec<Measure>> {
    entries(node, reader, ids, measure)
}

pub(super) fn registry(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
) -> Option<Vec<RegistryEntry>> {
    entries(node, reader, ids, registry_entry)
}

/// Reads a list of things that have ids. Starts the ids afresh, as complete as the list turns out to be.
fn entries<T>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
    read: impl Fn(&Node<'_>, &mut Reader<'_>, &mut Ids) -> Option<T>,
) -> Option<Vec<T>> {
    let mut fresh = reader.new_ids(ids.what());
    let read = reader.each(node, |node, reader| {
        if node.as_struct().is_none() {
            fresh.lost_one();
        }
        read(node, reader, &mut fresh)
    });
    if read.is_some() {
        *ids = fresh;
    }
    read
}

fn measure(node: &Node<'_>, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<Measure> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, is_measure_id);
    let (text, acts_on, mark) = (f.need("text"), f.need("acts_on"), f.need("mark"));
    let criteria = f.need_with("criteria", criterion_numbers);
    let limit = f.text_or_empty("limit");
    f.close();
    Some(Measure {
        id: id?,
        text: text?,
        criteria: criteria?,
        acts_on: acts_on?,
        limit,
        mark: mark?,
    })
}

/// `M01`, or `M08b` for a variant of it.
fn is_measure_id(id: &str) -> bool {
    let digits =
        id.strip_prefix('M').map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_lowercase()));
    digits
        .is_some_and(|digits| digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        && id.len() <= 4
}

/// Small letters, digits and underscores, a letter first.
pub(super) fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Capitals, digits and underscores, a capital first.
fn is_registry_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_uppercase())
        && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

pub(super) fn criterion_numbers(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    reader.each(node, |node, reader| reader.whole(node, 1..=8))
}

pub(super) fn items(node: &Node<'_>, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<Items> {
    let mut f = reader.fields(node)?;
    let edition = f.need("edition");
    let tags =
        f.need_with("tags", |node, reader| entries(node, reader, ids, tag)).unwrap_or_default();
    let mut numbers = f.reader().new_ids(IdKind::ListEntry);
    let military_list = f
        .need_with("military_list", |node, reader| {
            let found = reader.list(node)?.len() as u32;
            if found != LIST_ENTRIES {
                let field = reader.field().to_owned();
                reader.fault(node.place, FaultKind::Count { field, expected: LIST_ENTRIES, found });
            }
            reader.each(node, |node, reader| list_entry(node, reader, &mut numbers, ids))
        })
        .unwrap_or_default();
    let mut groups = f.reader().new_ids(IdKind::SpecialGroup);
    let special = f.maybe_with("special", |node, reader| {
        reader.each(node, |node, reader| special_group(node, reader, &mut groups, ids))
    });
    f.close();
    Some(Items { edition, military_list, tags, special: special.unwrap_or_default() })
}

fn list_entry(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    numbers: &mut Ids,
    tags: &Ids,
) -> Option<ListEntry> {
    let mut f = reader.fields(node)?;
    let ml: Option<u8> = f.need_with("ml", |node, reader| {
        let ml: u8 = reader.whole(node, 1..=LIST_ENTRIES)?;
        let id = Spot { value: format!("ML{ml}"), place: node.place };
        numbers.take(id, true, reader).map(|_| ml)
    });
    let (text, salw) = (f.need("text"), f.need("salw"));
    let (national, focus) = (f.or_empty("national"), f.maybe_with("focus", criterion_numbers));
    let own = f.or_empty("tags");
    let own = tags.only_known(own, f.reader());
    f.close();
    Some(ListEntry {
        ml: ml?,
        text: text?,
        national,
        tags: own,
        focus: focus.unwrap_or_default(),
        salw: salw?,
    })
}

fn tag(node: &Node<'_>, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<Tag> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, is_name);
    let (text, relevance, entries) =
        (f.need("text"), f.need("relevance"), f.text_or_empty("entries"));
    f.close();
    Some(Tag { id: id?, text: text?, entries, relevance: relevance? })
}

fn special_group(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    groups: &mut Ids,
    tags: &Ids,
) -> Option<SpecialGroup> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", groups, is_name);
    let (title, rule, mark) = (f.need("title"), f.need("rule"), f.need("mark"));
    let own = f.or_empty("tags");
    let own = tags.only_known(own, f.reader());
    f.close();
    Some(SpecialGroup {
        id: id?,
        tags: own,
        title: title?,
        rule: rule?,
        mark: mark.unwrap_or(Mark::U),
    })
}

fn registry_entry(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
) -> Option<RegistryEntry> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, is_registry_id);
    let (kind, name, answered_by) = (f.need("kind"), f.need("name"), f.need("answered_by"));
    let criteria = f.need_with("criteria", criterion_numbers);
    let (publisher, bundled, coverage) =
        (f.or_empty("publisher"), f.or_empty("bundled"), f.or_empty("coverage"));
    let [scale, worse, cycle, derivation, caveat] =
        ["scale", "worse", "cycle", "derivation", "caveat"].map(|name| f.text_or_empty(name));
    let latest_year = f.maybe_with("latest_year", |node, reader| reader.whole(node, 1900..=2100));
    f.close();
    Some(RegistryEntry {
        id: id?,
        kind: kind?,
        name: name?,
        publisher,
        scale,
        worse,
        cycle,
        criteria: criteria?,
        answered_by: answered_by?,
        bundled,
        derivation,
        caveat,
        coverage,
        latest_year,
    })
}
