//! A data pack from its file: every fault with its line, and what is sound of the rest.

use super::{
    Pack, PackConflict, PackEvent, PackPoint, PackSeries, PackTable, PackTreaty, Reach, SeriesWords,
};
use crate::atlas::{Atlas, Citation, Embargo, Event, FactTable, Iso3, Source};
use crate::intake::data::{
    categories, country_of, criteria, loose, points, regime, source_fields, unknown_source, year,
};
use crate::intake::fault::{At, Fault, FaultKind, IdKind, Place, nearest};
use crate::intake::reader::{Ids, Read, Reader, Spot, words};
use crate::intake::tree::{self, Node};
use crate::text::Text;
use std::collections::BTreeMap;

/// A larger file is not read: a million values fit in.
pub const MOST_BYTES: usize = 16 << 20;
/// Of what is looked up by going through a list.
const MOST_SOURCES: usize = 1_000;
const MOST_SERIES: usize = 2_000;
const MOST_TABLES: usize = 1_000;
const LONGEST_ID: usize = 100;

/// The name of the format, which stands before everything else.
const FORMAT: &str = "V1";

words! {
    super::Reach: Values Table;
}

/// True for a text that claims to be a data pack of some format, read or not.
pub fn looks_like_pack(text: &str) -> bool {
    let numbered =
        |name: &str| name.strip_prefix('V').is_some_and(|digits| digits.parse::<u16>().is_ok());
    let whole = Some(text).filter(|text| text.len() <= MOST_BYTES);
    match whole.and_then(|text| tree::parse("", text, &mut Vec::new())) {
        Some(node) => node.as_struct().is_some_and(|inner| {
            inner.name.is_some_and(numbered) && inner.field("label").is_some()
        }),
        // Too large or broken: whoever meant it as a pack is told that, and not that it is none.
        None => {
            let lines = text.lines().map(str::trim_start).take(100);
            let mut said = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
            let first = said.next().and_then(|line| line.split_once('('));
            first.is_some_and(|(name, _)| numbered(name.trim_end()))
        }
    }
}

/// Reads a pack against the facts that it is to be put on. What has a fault is left out of the pack.
pub fn read(file: &str, text: &str, known: &Atlas) -> (Option<Pack>, Vec<Fault>) {
    let mut faults = Vec::new();
    if text.len() > MOST_BYTES {
        let kind = FaultKind::TooLarge { most: (MOST_BYTES >> 20) as u32 };
        return (None, vec![Fault::new(file, Place::START, kind)]);
    }
    let Some(node) = tree::parse(file, text, &mut faults) else { return (None, faults) };
    let found = node.name().unwrap_or("");
    if found != FORMAT || node.as_struct().is_none() {
        let found = found.chars().take(24).collect();
        faults.push(Fault::new(file, node.place, FaultKind::NoPack { found }));
        return (None, faults);
    }
    let pack = pack(&node, &mut Reader::new(file, &mut faults), known);
    (pack, faults)
}

fn pack(node: &Node<'_>, reader: &mut Reader<'_>, atlas: &Atlas) -> Option<Pack> {
    let mut fields = reader.fields(node)?;
    let label = fields.need_with("label", any);
    let made = fields.maybe("made");
    let sources = fields.maybe_with("sources", sources).unwrap_or_default();
    let known = Known { atlas, sources: &sources };
    let series = fields.maybe_with("series", |node, reader| {
        not_more(node, reader, MOST_SERIES)?;
        let mut ids = reader.new_ids(IdKind::Series);
        reader.each(node, |node, reader| series(node, reader, &known, &mut ids))
    });
    let treaties = fields.maybe_with("treaties", |node, reader| {
        let mut once = Once::new(IdKind::Treaty);
        reader.each(node, |node, reader| {
            let row = treaty(node, reader, &known)?;
            once.take(format!("{}: {}", row.iso3, row.treaty), node, reader).then_some(row)
        })
    });
    let embargoes = fields.maybe_with("embargoes", |node, reader| {
        let mut ids = reader.new_ids(IdKind::Embargo);
        reader.each(node, |node, reader| embargo(node, reader, &known, &mut ids))
    });
    let events = fields.maybe_with("events", |node, reader| {
        let mut once = Once::new(IdKind::Event);
        reader.each(node, |node, reader| {
            let row = event(node, reader, &known)?;
            once.take(format!("{}: {}", row.iso3, row.event.id), node, reader).then_some(row)
        })
    });
    let conflicts = fields.maybe_with("conflicts", |node, reader| {
        let mut once = Once::new(IdKind::Event);
        reader.each(node, |node, reader| {
            let row = conflict(node, reader, &known)?;
            let id = format!("{}: {} {}", row.iso3, row.year, row.kind.code());
            once.take(id, node, reader).then_some(row)
        })
    });
    let tables = fields.maybe_with("tables", |node, reader| {
        not_more(node, reader, MOST_TABLES)?;
        let mut once = Once::new(IdKind::Table);
        reader.each(node, |node, reader| {
            let row = table(node, reader, &known)?;
            once.take(format!("{}: {}", row.iso3, row.table.id), node, reader).then_some(row)
        })
    });
    fields.close();
    Some(Pack {
        label: label?,
        made,
        series: series.unwrap_or_default(),
        treaties: treaties.unwrap_or_default(),
        embargoes: embargoes.unwrap_or_default(),
        events: events.unwrap_or_default(),
        conflicts: conflicts.unwrap_or_default(),
        tables: tables.unwrap_or_default(),
        sources,
    })
}

/// What rows may refer to.
struct Known<'k> {
    atlas: &'k Atlas,
    /// Those of the pack.
    sources: &'k [Source],
}

impl Known<'_> {
    fn has_source(&self, id: &str) -> bool {
        self.sources.iter().any(|source| source.id == id) || self.atlas.source_by_id(id).is_some()
    }

    fn source(&self, node: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
        let id = reader.str(node)?;
        if self.has_source(id) {
            return Some(id.to_owned());
        }
        reader.fault(node.place, self.unknown_source(id));
        None
    }

    fn unknown_source(&self, id: &str) -> FaultKind {
        match nearest(id, self.sources.iter().map(|source| source.id.as_str())) {
            None => unknown_source(self.atlas, id),
            nearest => FaultKind::UnknownSource { id: id.to_owned(), nearest },
        }
    }

    fn state(&self, node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Iso3> {
        country_of(node, reader, self.atlas).and_then(|at| self.atlas.iso3(at))
    }
}

/// Rows of which there may be one each.
struct Once {
    what: IdKind,
    seen: BTreeMap<String, Place>,
}

impl Once {
    fn new(what: IdKind) -> Self {
        Self { what, seen: BTreeMap::new() }
    }

    fn take(&mut self, id: String, node: &Node<'_>, reader: &mut Reader<'_>) -> bool {
        match self.seen.get(&id) {
            None => self.seen.insert(id, node.place).is_none(),
            Some(first) => {
                let first = At::new(reader.file(), *first);
                reader.fault(node.place, FaultKind::SameIdTwice { what: self.what, id, first });
                false
            }
        }
    }
}

/// A text in at least one language; where another is wanted, that one is shown.
fn any(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Text> {
    let mut fields = reader.fields(node)?;
    let [en, de, fr] = ["en", "de", "fr"].map(|lang| fields.or_empty::<String>(lang));
    let text = Text { en, de, fr };
    if text.is_empty() {
        let (place, field) = (fields.place(), fields.reader().field().to_owned());
        fields.reader().fault(place, FaultKind::Empty { field });
    }
    fields.close();
    (!text.is_empty()).then_some(text)
}

/// Becomes a part of a fact's key.
fn is_good_id(id: &str) -> bool {
    let good = |c: char| !c.is_control() && !c.is_whitespace() && c != '/';
    !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(good)
}

fn good_id(node: &Node<'_>, reader: &mut Reader<'_>, what: IdKind) -> Option<String> {
    let id = reader.str(node)?;
    if is_good_id(id) {
        return Some(id.to_owned());
    }
    reader.fault(node.place, FaultKind::BadId { what, id: id.chars().take(LONGEST_ID).collect() });
    None
}

fn sources(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Vec<Source>> {
    not_more(node, reader, MOST_SOURCES)?;
    let mut ids = reader.new_ids(IdKind::Source);
    reader.each(node, |node, reader| {
        let mut fields = reader.fields(node)?;
        let id = fields.new_id("id", &mut ids, is_good_id);
        let source = source_fields(&mut fields);
        fields.close();
        // Nobody to name: reported where the words are missing.
        let source = source.filter(|it| !it.publisher.is_empty() && !it.attribution.is_empty())?;
        Some(Source { id: id?, ..source })
    })
}

fn not_more(node: &Node<'_>, reader: &mut Reader<'_>, most: usize) -> Option<()> {
    if node.as_list().is_none_or(|nodes| nodes.len() <= most) {
        return Some(());
    }
    let field = reader.field().to_owned();
    reader.fault(node.place, FaultKind::TooMuch { field, most: most as u32 });
    None
}

fn series(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Known<'_>,
    ids: &mut Ids,
) -> Option<PackSeries> {
    let faults_before = reader.fault_count();
    let mut fields = reader.fields(node)?;
    let place = fields.place();
    let id = fields.new_id("id", ids, is_good_id);
    let source = fields.need_with("source", |node, reader| known.source(node, reader));
    let mut reach: Reach = fields.or_empty("reach");
    let has_words = fields.node("about").is_some();
    let about = fields.maybe_with("about", about);
    let points = points(&mut fields, known.atlas);
    fields.close();
    if reader.fault_count() > faults_before {
        // A value that was left out for its fault must not count as one that the table lacks.
        reach = Reach::Values;
    }
    let (id, source) = (id?, source?);
    match known.atlas.indicator(&id) {
        None if !has_words => {
            let series = known.atlas.indicators.iter().map(|series| series.id.as_str());
            let nearest = nearest(&id, series);
            reader.fault(place, FaultKind::UnknownId { what: IdKind::Series, id, nearest });
            return None;
        }
        None if about.is_none() => return None, // Reported where the words stand.
        None => {}
        Some(series) => {
            let own = known.atlas.source(series.source).map_or("", |source| source.id.as_str());
            if own != source && reach == Reach::Values {
                let known = own.to_owned();
                reader.fault(place, FaultKind::OtherSource { series: id, source, known });
                return None;
            }
        }
    }
    let points = points.into_iter().filter_map(|point| {
        let iso3 = known.atlas.iso3(point.country)?;
        let (year, value) = (point.year, point.value);
        Some(PackPoint { iso3, year, value, status: point.status, qualifier: point.qualifier })
    });
    Some(PackSeries { points: points.collect(), id, source, reach, about })
}

fn about(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<SeriesWords> {
    let mut fields = reader.fields(node)?;
    let name = fields.need_with("name", loose);
    let unit = fields.need_with("unit", loose);
    let direction = fields.need("direction");
    let criteria = fields.maybe_with("criteria", criteria).unwrap_or_default();
    let note = fields.maybe_with("note", any).unwrap_or_default();
    let categories = fields.maybe_with("categories", categories).unwrap_or_default();
    let by_edition = fields.or_empty("by_edition");
    fields.close();
    let (name, unit, direction) = (name?, unit?, direction?);
    Some(SeriesWords { name, unit, direction, criteria, note, categories, by_edition })
}

fn treaty(node: &Node<'_>, reader: &mut Reader<'_>, known: &Known<'_>) -> Option<PackTreaty> {
    let mut fields = reader.fields(node)?;
    let iso3 = fields.need_with("iso3", |node, reader| known.state(node, reader));
    let treaty = fields.need_with("treaty", |node, reader| {
        let id = reader.str(node)?;
        if known.atlas.treaty_index(id).is_some() {
            return Some(id.to_owned());
        }
        let nearest = nearest(id, known.atlas.treaties.iter().map(|treaty| treaty.id.as_str()));
        let kind = FaultKind::UnknownId { what: IdKind::Treaty, id: id.to_owned(), nearest };
        reader.fault(node.place, kind);
        None
    });
    let status = fields.need("status");
    let year = fields.maybe_with("year", year);
    let source = fields.need_with("source", |node, reader| known.source(node, reader));
    let as_of = fields.maybe("as_of");
    let note = fields.maybe_with("note", any).unwrap_or_default();
    fields.close();
    let (iso3, treaty, status, source) = (iso3?, treaty?, status?, source?);
    Some(PackTreaty { iso3, treaty, status, year, source, as_of, note })
}

fn embargo(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Known<'_>,
    ids: &mut Ids,
) -> Option<Embargo> {
    let read = regime(node, reader, known.atlas, ids, |id| known.has_source(id));
    let (embargo, unknown) = read?;
    for Spot { value, place } in &unknown {
        reader.fault(*place, known.unknown_source(value));
    }
    if embargo.readings.is_empty() && unknown.is_empty() {
        reader.fault(node.place, FaultKind::Empty { field: "readings".to_owned() });
    }
    (unknown.is_empty() && !embargo.readings.is_empty()).then_some(embargo)
}

fn event(node: &Node<'_>, reader: &mut Reader<'_>, known: &Known<'_>) -> Option<PackEvent> {
    let mut fields = reader.fields(node)?;
    let iso3 = fields.need_with("iso3", |node, reader| known.state(node, reader));
    let id = fields.need_with("id", |node, reader| good_id(node, reader, IdKind::Event));
    let (date, until) = (fields.maybe("date"), fields.maybe("until"));
    let precision = fields.or_empty("precision");
    let text = fields.need_with("text", any);
    let numbers = fields.or_empty("numbers");
    let criteria = fields.maybe_with("criteria", criteria).unwrap_or_default();
    let section_code = fields.or_empty("section_code");
    let section = fields.maybe_with("section", any).unwrap_or_default();
    let places = fields.or_empty("places");
    let certainty = fields.or_empty("certainty");
    let as_of = fields.maybe("as_of");
    let as_of_basis = fields.or_empty("as_of_basis");
    let cited = fields.need_with("cited", cited);
    fields.close();
    let event = Event {
        id: id?,
        date,
        until,
        precision,
        text: text?,
        numbers,
        criteria,
        section_code,
        section,
        places,
        certainty,
        contradictions: Vec::new(), // Those of the program; a pack brings none.
        as_of,
        as_of_basis,
        cited: cited?,
    };
    Some(PackEvent { iso3: iso3?, event })
}

/// Where a fact stands: without that it is none.
fn cited(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Citation> {
    let mut fields = reader.fields(node)?;
    let place_of_all = fields.place();
    let [source, url, document, place] =
        ["source", "url", "document", "place"].map(|name| fields.or_empty::<String>(name));
    let line = fields.maybe("line");
    fields.close();
    if source.is_empty() && document.is_empty() {
        reader.fault(place_of_all, FaultKind::Empty { field: "source".to_owned() });
        return None;
    }
    Some(Citation { source, url, document, place, line })
}

fn conflict(node: &Node<'_>, reader: &mut Reader<'_>, known: &Known<'_>) -> Option<PackConflict> {
    let mut fields = reader.fields(node)?;
    let iso3 = fields.need_with("iso3", |node, reader| known.state(node, reader));
    let year = fields.need_with("year", year);
    let kind = fields.need("kind");
    let (best, low, high) = (fields.need("best"), fields.need("low"), fields.need("high"));
    let dyads = fields.or_empty("dyads");
    let source = fields.need_with("source", |node, reader| known.source(node, reader));
    fields.close();
    let (iso3, year, kind, source) = (iso3?, year?, kind?, source?);
    Some(PackConflict { iso3, year, kind, best: best?, low: low?, high: high?, dyads, source })
}

fn table(node: &Node<'_>, reader: &mut Reader<'_>, known: &Known<'_>) -> Option<PackTable> {
    let mut fields = reader.fields(node)?;
    let iso3 = fields.need_with("iso3", |node, reader| known.state(node, reader));
    let id = fields.need_with("id", |node, reader| good_id(node, reader, IdKind::Table));
    let title = fields.need_with("title", any);
    let note = fields.maybe_with("note", any).unwrap_or_default();
    let criteria = fields.maybe_with("criteria", criteria).unwrap_or_default();
    let columns: Option<Vec<String>> = fields.need("columns");
    let rows = fields.need_with("rows", |node, reader| {
        let wanted = columns.as_ref().map_or(0, Vec::len);
        reader.each(node, |node, reader| {
            let cells: Vec<String> = Read::read(node, reader)?;
            if cells.len() == wanted {
                return Some(cells);
            }
            let (expected, found) = (wanted as u32, cells.len() as u32);
            let field = reader.field().to_owned();
            reader.fault(node.place, FaultKind::Count { field, expected, found });
            None
        })
    });
    let cited = fields.need_with("cited", cited);
    fields.close();
    let (id, title, columns, rows) = (id?, title?, columns?, rows?);
    let table = FactTable { id, title, note, criteria, columns, rows };
    Some(PackTable { iso3: iso3?, table, cited: cited? })
}
