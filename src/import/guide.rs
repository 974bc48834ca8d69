//! The hand-made guide to the tables: `import.ron`.
//!
//! Says what no table says: which series go by edition, which values are codes, how the tables of a country report
//! are to be read. Its parts are carried over into the files as they stand; the reader of the files checks them.

use kriterion_heart::intake::Fault;
use kriterion_heart::intake::fault::Kind;
use kriterion_heart::intake::reader::Reader;
use kriterion_heart::intake::tree::{self, Node};
use std::collections::BTreeMap;

/// Names and values, as they stand in the guide.
pub type Entries<'t> = Vec<(String, Node<'t>)>;

/// Everything in `import.ron`.
#[derive(Debug, Default)]
pub struct Guide<'t> {
    /// Series, or sources, whose year is that of the edition.
    pub by_edition: Vec<String>,
    /// Series that are estimates as a whole.
    pub estimates: Vec<String>,
    /// Series to its list of codes.
    pub categories: Entries<'t>,
    /// Sources that no table names.
    pub sources: BTreeMap<String, Entries<'t>>,
    /// Table to the fields that it gets.
    pub tables: BTreeMap<String, Entries<'t>>,
    /// Field to the words that a table gets if it uses them.
    pub words: BTreeMap<String, Entries<'t>>,
}

impl<'t> Guide<'t> {
    pub fn read(file: &str, text: &'t str, faults: &mut Vec<Fault>) -> Self {
        let Some(node) = tree::parse(file, text, faults) else { return Self::default() };
        let mut reader = Reader::new(file, faults);
        let Some(mut fields) = reader.fields(&node) else { return Self::default() };
        let guide = Self {
            by_edition: fields.or_empty("by_edition"),
            estimates: fields.or_empty("estimates"),
            categories: fields.maybe_with("categories", entries).unwrap_or_default(),
            sources: fields.maybe_with("sources", by_name).unwrap_or_default(),
            tables: fields.maybe_with("tables", by_name).unwrap_or_default(),
            words: fields.maybe_with("words", by_name).unwrap_or_default(),
        };
        fields.close();
        guide
    }
}

/// The entries of a map, or the fields of a struct.
fn entries<'t>(node: &Node<'t>, reader: &mut Reader<'_>) -> Option<Entries<'t>> {
    if let Some(inner) = node.as_struct() {
        return Some(
            inner.fields.iter().map(|field| (field.name.to_owned(), field.value.clone())).collect(),
        );
    }
    let Some(map) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
    Some(
        map.iter()
            .filter_map(|(key, value)| Some((reader.str(key)?.to_owned(), value.clone())))
            .collect(),
    )
}

fn by_name<'t>(node: &Node<'t>, reader: &mut Reader<'_>) -> Option<BTreeMap<String, Entries<'t>>> {
    let named = entries(node, reader)?;
    Some(
        named
            .iter()
            .filter_map(|(name, node)| Some((name.clone(), entries(node, reader)?)))
            .collect(),
    )
}
