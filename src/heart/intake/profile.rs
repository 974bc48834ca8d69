//! The layout of a profile from `assets/profile.ron`.

use super::fault::{Fault, FaultKind, IdKind, Kind as NodeKind, Place, nearest};
use super::reader::{Fields, Read, Reader, Spot, words};
use super::tree::{self, Node};
use crate::atlas::Atlas;
use crate::profile::{
    ColumnPlan, ElementPlan, EventsPlan, Kind, Layout, Lexicon, Measure, Measures, ReportPlan,
    SectionPlan, Shows, Special, StripPlan, TreatiesPlan, Type,
};
use crate::text::Text;
use std::collections::BTreeMap;

/// The file below `assets/`.
pub const FILE: &str = "profile.ron";
pub const TYPES: &str = "equipment.ron";

words! {
    Kind: Table Chart Box List Strip Matrix Note;
    Special: Country Memberships Neighbours Embargoes Presence Conflicts Ratings Density Stock Police Types Contradictions Gaps Sources;
}

/// An element that cannot be read is reported and left out; the rest stands.
pub fn layout(text: &str, atlas: &Atlas, faults: &mut Vec<Fault>) -> Option<Layout> {
    let node = tree::parse(FILE, text, faults)?;
    let mut reader = Reader::new(FILE, faults);
    let mut fields = reader.fields(&node)?;
    let words = fields.need_with("words", |node, reader| {
        by_name(node, reader, |node, reader| by_name(node, reader, Text::read))
    });
    let sections = fields.some_of("sections", |node, reader| section(node, reader, atlas));
    fields.close();
    Some(Layout { words: words.unwrap_or_default(), sections, lexicon: Lexicon::default() })
}

/// The types of equipment. A type of a class that is not there is reported and kept, under the class's own name.
pub fn lexicon(text: &str, faults: &mut Vec<Fault>) -> Option<Lexicon> {
    let node = tree::parse(TYPES, text, faults)?;
    let mut reader = Reader::new(TYPES, faults);
    let mut fields = reader.fields(&node)?;
    let classes = fields
        .need_with("classes", |node, reader| by_name(node, reader, Text::read))
        .unwrap_or_default();
    let types = fields.some_of("types", |node, reader| {
        let mut fields = reader.fields(node)?;
        let id = fields.need("id");
        let name = fields.need("name");
        let class = fields.need::<Spot<String>>("class");
        let (origin, aliases) = (fields.or_empty("origin"), fields.or_empty("aliases"));
        fields.close();
        let class = class?;
        if !classes.contains_key(&class.value) {
            let nearest = nearest(&class.value, classes.keys().map(String::as_str));
            let word = class.value.clone();
            let (field, allowed) = ("class".to_owned(), classes.keys().cloned().collect());
            reader.fault(class.place, FaultKind::UnknownWord { field, word, nearest, allowed });
        }
        Some(Type { id: id?, name: name?, class: class.value, origin, aliases })
    });
    fields.close();
    Some(Lexicon { classes, types })
}

fn by_name<T>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    read: impl Fn(&Node<'_>, &mut Reader<'_>) -> Option<T>,
) -> Option<BTreeMap<String, T>> {
    let Some(entries) = node.as_map() else { return reader.wrong_kind(node, NodeKind::Map) };
    let pairs = entries
        .iter()
        .map(|(name, value)| (reader.str(name).map(str::to_owned), read(value, reader)));
    Some(pairs.filter_map(|(name, value)| name.zip(value)).collect())
}

fn section(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<SectionPlan> {
    let mut fields = reader.fields(node)?;
    let code = fields.need("code");
    let title = fields.need("title");
    let (feeds, supports) = (fields.or_empty("feeds"), fields.or_empty("supports"));
    let elements = fields.some_of("elements", |node, reader| element(node, reader, atlas));
    fields.close();
    Some(SectionPlan { code: code?, title: title?, feeds, supports, elements })
}

/// The content is one of many fields; without any the element is a note.
fn element(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<ElementPlan> {
    let mut fields = reader.fields(node)?;
    let id = fields.need("id");
    let kind = fields.need("kind");
    let title = fields.need("title");
    let note = fields.text_or_empty("note");
    let why_empty = fields.text_or_empty("why_empty");
    let is_optional = fields.or_empty("optional");
    let rows = fields.maybe_with("rows", |node, reader| {
        reader.each(node, |node, reader| measure(node, reader, atlas))
    });
    let measures = Measures {
        rows: rows.clone().unwrap_or_default(),
        years: fields.or_empty("years"),
        is_compared: fields.or_empty("compared"),
        has_sum: fields.or_empty("sum"),
        are_bars: fields.or_empty("bars"),
    };
    let table = fields.maybe_with("report", report);
    let sides = fields.maybe_with("sides", |node, reader| {
        let mut fields = reader.fields(node)?;
        let left = fields.need_with("left", side);
        let right = fields.need_with("right", side);
        fields.close();
        Some(Shows::Sides(Box::new([left?, right?])))
    });
    let treaties = fields.maybe_with("treaties", |node, reader| {
        reader.each(node, |node, reader| topic(node, reader, atlas))
    });
    let without = fields.or_empty("without");
    let is_listed_only = fields.or_empty("listed_only");
    let events = fields.maybe_with("events", |node, reader| {
        Some(EventsPlan { sections: Vec::read(node, reader)?, ..EventsPlan::default() })
    });
    let about = fields.or_empty("about");
    let is_succession = fields.or_empty("succession");
    let events = events.map(|plan| EventsPlan { about, is_succession, ..plan });
    let contradictions = fields.maybe("contradictions");
    let strips = fields.maybe_with("strips", strips);
    let special = fields.maybe("special");
    fields.close();
    let mut shows = rows
        .map(|_| Shows::Measures(measures))
        .into_iter()
        .chain(table.map(Shows::Report))
        .chain(sides)
        .chain(treaties.map(|of| Shows::Treaties(TreatiesPlan { of, without, is_listed_only })))
        .chain(events.map(Shows::Events))
        .chain(contradictions.map(Shows::Contradictions))
        .chain(strips.map(Shows::Strips))
        .chain(special.map(Shows::Special));
    let shows = shows.next().unwrap_or(Shows::Nothing);
    Some(ElementPlan { id: id?, kind: kind?, title: title?, note, why_empty, is_optional, shows })
}

fn measure(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<Measure> {
    let mut fields = reader.fields(node)?;
    let (name, unit) = (fields.text_or_empty("name"), fields.text_or_empty("unit"));
    let series = fields.maybe_with("series", |node, reader| {
        reader.each(node, |node, reader| series(node, reader, atlas))
    });
    let (facts, named) = (fields.or_empty("facts"), fields.or_empty("named"));
    fields.close();
    Some(Measure { name, series: series.unwrap_or_default(), facts, unit, named })
}

/// A series that is not there is no error: its source may have been dropped, or come with a pack.
fn series(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<String> {
    let id = reader.str(node)?;
    if atlas.indicator(id).is_none() && !atlas.indicators.is_empty() {
        let known = atlas.indicators.iter().map(|indicator| indicator.id.as_str());
        missing(reader, node.place, IdKind::Series, id, nearest(id, known));
    }
    Some(id.to_owned())
}

fn topic(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<String> {
    let topic = reader.str(node)?;
    let is_known = atlas.treaties.iter().any(|treaty| treaty.topic == topic || treaty.id == topic);
    if !is_known && !atlas.treaties.is_empty() {
        let known = atlas.treaties.iter().map(|treaty| treaty.topic.as_str());
        missing(reader, node.place, IdKind::Treaty, topic, nearest(topic, known));
    }
    Some(topic.to_owned())
}

fn missing(reader: &mut Reader<'_>, place: Place, what: IdKind, id: &str, nearest: Option<String>) {
    reader.warn(place, FaultKind::UnknownId { what, id: id.to_owned(), nearest });
}

fn side(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<(Text, ReportPlan)> {
    let mut fields = reader.fields(node)?;
    let title = fields.need("title");
    let report = report_fields(&mut fields);
    fields.close();
    Some((title?, report?))
}

fn report(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<ReportPlan> {
    let mut fields = reader.fields(node)?;
    let report = report_fields(&mut fields);
    fields.close();
    report
}

fn report_fields(fields: &mut Fields<'_, '_, '_, '_>) -> Option<ReportPlan> {
    let table = fields.need("table");
    let only = fields.maybe_with("only", |node, reader| {
        reader.each(node, |node, reader| match node.as_tuple() {
            Some([column, cells]) => {
                Some((String::read(column, reader)?, Vec::read(cells, reader)?))
            }
            _ => reader.wrong_kind(node, NodeKind::Tuple),
        })
    });
    let head = fields.need("head");
    let outlooks = fields.or_empty("outlooks");
    let columns = fields.need_with("columns", |node, reader| reader.each(node, column));
    Some(ReportPlan {
        table: table?,
        only: only.unwrap_or_default(),
        head: head?,
        outlooks,
        columns: columns.unwrap_or_default(),
    })
}

fn column(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<ColumnPlan> {
    let mut fields = reader.fields(node)?;
    let title = fields.need("title");
    let column = ColumnPlan {
        title: title.unwrap_or_default(),
        of: fields.or_empty("of"),
        fact: fields.or_empty("fact"),
        words: fields.or_empty("words"),
        is_date: fields.or_empty("date"),
        are_states: fields.or_empty("states"),
        bloc: fields.or_empty("bloc"),
        is_type: fields.or_empty("lexicon"),
    };
    fields.close();
    (!column.title.is_empty()).then_some(column)
}

fn strips(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<StripPlan> {
    let mut fields = reader.fields(node)?;
    let table = fields.need("table");
    let instruments = fields.need_with("instruments", |node, reader| {
        reader.each(node, |node, reader| match node.as_tuple() {
            Some([code, name]) => Some((String::read(code, reader)?, Text::read(name, reader)?)),
            _ => reader.wrong_kind(node, NodeKind::Tuple),
        })
    });
    let thin = fields.or_empty("thin");
    fields.close();
    Some(StripPlan { table: table?, instruments: instruments?, thin })
}
