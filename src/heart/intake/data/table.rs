//! Tables of a report on one state, and how they say that they are to be read.
//!
//! Knows no table in particular: a table names its columns, and says in `read` what its rows are.

use super::{Loose, criteria, loose, read_file};
use crate::atlas::{FactTable, Qualifier, ValueStatus};
use crate::intake::fault::{Fault, FaultKind, Kind, Place, nearest};
use crate::intake::reader::{Read, Reader, Spot};
use crate::intake::tree::{Node, Value};
use crate::text::Text;
use std::collections::BTreeMap;

/// A table with everything needed to make facts of it.
pub struct ReadTable {
    pub path: String,
    pub table: FactTable,
    /// Where each row stands.
    pub places: Vec<Place>,
    pub rows_are: RowsAre,
    pub words: Words,
}

/// What the rows of a table are, besides rows.
#[derive(Default)]
pub enum RowsAre {
    #[default]
    Rows,
    Events,
    Aliases,
    Contradictions,
    Ratings,
    Facts(Vec<FactRule>),
}

/// What the words in the cells of a table mean.
#[derive(Default)]
pub struct Words {
    pub units: BTreeMap<String, Text>,
    pub qualifiers: BTreeMap<String, Meaning<Qualifier>>,
    /// For cells without a figure.
    pub absent: BTreeMap<String, Meaning<ValueStatus>>,
    /// For the cells of names and remarks.
    pub terms: BTreeMap<String, Text>,
}

pub struct Meaning<T> {
    pub is: T,
    pub note: Text,
}

/// How one kind of fact is made from a row. The names are those of columns.
pub struct FactRule {
    /// Columns, each with the cells that it may have (`*` = any but empty): other rows are left alone.
    pub when: Vec<(String, Vec<String>)>,
    /// The row's series; without it the row's id.
    pub series: String,
    /// Put behind the series, where a row gives several facts.
    pub suffix: String,
    /// Columns whose cells make the name, in English and in German.
    pub name_en: Vec<String>,
    pub name_de: Vec<String>,
    /// The name, or what is put behind it.
    pub label: Text,
    pub about: String,
    pub year: String,
    pub until: String,
    pub value: String,
    pub printed: String,
    pub unit: Unit,
    pub absent: String,
    pub qualifier: String,
    /// Of figures whose row does not qualify them.
    pub firmness: Qualifier,
    pub notes: Vec<String>,
    pub criteria: String,
}

pub enum Unit {
    Column(String),
    Fixed(Text),
}

/// Reads one table; rows of the wrong length are reported and left out.
pub fn table(path: &str, text: &str, id: &str, faults: &mut Vec<Fault>) -> Option<ReadTable> {
    read_file(path, text, faults, |node, reader| {
        let mut fields = reader.fields(node)?;
        let title = fields.need_with("title", loose);
        let note = fields.maybe::<Loose>("note").map(|note| note.0).unwrap_or_default();
        let criteria = fields.maybe_with("criteria", criteria).unwrap_or_default();
        let columns: Vec<String> = fields.need("columns")?;
        let rows_are = fields
            .maybe_with("read", |node, reader| rows_are(node, reader, &columns))
            .unwrap_or_default();
        let words = Words {
            units: fields
                .maybe_with("units", |node, reader| by_word(node, reader, loose))
                .unwrap_or_default(),
            qualifiers: fields
                .maybe_with("qualifiers", |node, reader| by_word(node, reader, meaning))
                .unwrap_or_default(),
            absent: fields
                .maybe_with("absent", |node, reader| by_word(node, reader, meaning))
                .unwrap_or_default(),
            terms: fields
                .maybe_with("terms", |node, reader| by_word(node, reader, loose))
                .unwrap_or_default(),
        };
        let rows = fields.need_with("rows", |node, reader| {
            reader.each(node, |node, reader| row(node, reader, columns.len()))
        });
        fields.close();
        let (places, rows) = rows?.into_iter().map(|row| (row.place, row.value)).unzip();
        let table = FactTable { id: id.to_owned(), title: title?, note, criteria, columns, rows };
        Some(ReadTable { path: path.to_owned(), table, places, rows_are, words })
    })
}

fn row(node: &Node<'_>, reader: &mut Reader<'_>, columns: usize) -> Option<Spot<Vec<String>>> {
    let cells: Vec<String> = Vec::read(node, reader)?;
    if cells.len() != columns {
        let field = reader.field().to_owned();
        reader.fault(
            node.place,
            FaultKind::Count { field, expected: columns as u32, found: cells.len() as u32 },
        );
        return None;
    }
    Some(Spot { value: cells, place: node.place })
}

/// `Events`, or `Facts([…])`.
fn rows_are(node: &Node<'_>, reader: &mut Reader<'_>, columns: &[String]) -> Option<RowsAre> {
    if let (Some("Facts"), Some([rules])) = (node.name(), node.as_tuple()) {
        let rules = reader.each(rules, |node, reader| rule(node, reader, columns))?;
        return Some(RowsAre::Facts(rules));
    }
    #[derive(Clone, Copy)]
    enum Word {
        Rows,
        Events,
        Aliases,
        Contradictions,
        Ratings,
        Facts,
    }
    let words = [
        ("Rows", Word::Rows),
        ("Events", Word::Events),
        ("Aliases", Word::Aliases),
        ("Contradictions", Word::Contradictions),
        ("Ratings", Word::Ratings),
        ("Facts", Word::Facts),
    ];
    Some(match reader.word(node, &words)? {
        Word::Rows => RowsAre::Rows,
        Word::Events => RowsAre::Events,
        Word::Aliases => RowsAre::Aliases,
        Word::Contradictions => RowsAre::Contradictions,
        Word::Ratings => RowsAre::Ratings,
        Word::Facts => RowsAre::Facts(Vec::new()),
    })
}

fn rule(node: &Node<'_>, reader: &mut Reader<'_>, columns: &[String]) -> Option<FactRule> {
    let mut fields = reader.fields(node)?;
    let column = |node: &Node<'_>, reader: &mut Reader<'_>| column(node, reader, columns);
    let several = |node: &Node<'_>, reader: &mut Reader<'_>| reader.each(node, column);
    let when = fields.maybe_with("when", |node, reader| {
        reader.each(node, |node, reader| match node.as_tuple() {
            Some([name, cells]) => Some((column(name, reader)?, Vec::read(cells, reader)?)),
            _ => reader.wrong_kind(node, Kind::Tuple),
        })
    });
    let rule = FactRule {
        when: when.unwrap_or_default(),
        series: fields.maybe_with("series", column).unwrap_or_default(),
        suffix: fields.or_empty("suffix"),
        name_en: fields.maybe_with("name_en", several).unwrap_or_default(),
        name_de: fields.maybe_with("name_de", several).unwrap_or_default(),
        label: fields.maybe_with("label", loose).unwrap_or_default(),
        about: fields.maybe_with("about", column).unwrap_or_default(),
        year: fields.maybe_with("year", column).unwrap_or_default(),
        until: fields.maybe_with("until", column).unwrap_or_default(),
        value: fields.need_with("value", column).unwrap_or_default(),
        printed: fields.maybe_with("printed", column).unwrap_or_default(),
        unit: fields
            .need_with("unit", |node, reader| unit(node, reader, columns))
            .unwrap_or(Unit::Fixed(Text::default())),
        absent: fields.maybe_with("absent", column).unwrap_or_default(),
        qualifier: fields.maybe_with("qualifier", column).unwrap_or_default(),
        firmness: fields.or_empty("firmness"),
        notes: fields.maybe_with("notes", several).unwrap_or_default(),
        criteria: fields.maybe_with("criteria", column).unwrap_or_default(),
    };
    fields.close();
    Some(rule)
}

fn column(node: &Node<'_>, reader: &mut Reader<'_>, columns: &[String]) -> Option<String> {
    let name = reader.str(node)?;
    if columns.iter().any(|column| column == name) {
        return Some(name.to_owned());
    }
    let nearest = nearest(name, columns.iter().map(String::as_str));
    reader.fault(node.place, FaultKind::UnknownField { name: name.to_owned(), nearest });
    None
}

/// The name of a column with units, or the unit itself.
fn unit(node: &Node<'_>, reader: &mut Reader<'_>, columns: &[String]) -> Option<Unit> {
    match node.value {
        Value::Struct(_) => loose(node, reader).map(Unit::Fixed),
        _ => column(node, reader, columns).map(Unit::Column),
    }
}

fn by_word<T>(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    read: impl Fn(&Node<'_>, &mut Reader<'_>) -> Option<T>,
) -> Option<BTreeMap<String, T>> {
    let Some(entries) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    let pairs = entries
        .iter()
        .map(|(key, value)| (reader.str(key).map(str::to_owned), read(value, reader)));
    Some(pairs.filter_map(|(key, value)| key.zip(value)).collect())
}

/// `Estimate`, or `(is: Estimate, note: (…))`.
fn meaning<T: Read>(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Meaning<T>> {
    if node.as_word().is_some() {
        return T::read(node, reader).map(|is| Meaning { is, note: Text::default() });
    }
    let mut fields = reader.fields(node)?;
    let is = fields.need("is");
    let note = fields.maybe::<Loose>("note").map(|note| note.0).unwrap_or_default();
    fields.close();
    Some(Meaning { is: is?, note })
}
