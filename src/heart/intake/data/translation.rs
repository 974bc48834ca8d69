//! The words of tables in other languages, from `translations.ron`.

use super::{Holds, holds, read_file};
use crate::atlas::{Atlas, Country, Translations};
use crate::intake::fault::{Fault, FaultKind, Kind, Place, nearest};
use crate::intake::reader::Reader;
use crate::intake::tree::Node;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The translations, and where each of them stands in which file.
#[derive(Default)]
pub struct Found {
    pub words: Translations,
    path: String,
    places: BTreeMap<String, Place>,
}

/// Without the file nothing is lost but languages.
pub fn translations(files: &[(String, String)], faults: &mut Vec<Fault>) -> Found {
    let is_it = |path: &str| matches!(holds(path), Holds::Translations);
    let Some((path, text)) = files.iter().find(|(path, _)| is_it(path)) else {
        return Found::default();
    };
    let mut found = Found { path: path.clone(), ..Found::default() };
    read_file(path, text, faults, |node, reader| {
        let Some(entries) = node.as_map() else { return reader.wrong_kind(node, Kind::Map) };
        for (words, said) in entries {
            let Some(words) = reader.str(words).zip(Some(words.place)) else { continue };
            entry(&mut found, words, said, reader);
        }
        Some(())
    });
    found
}

fn entry(
    found: &mut Found,
    (words, place): (&str, Place),
    node: &Node<'_>,
    reader: &mut Reader<'_>,
) {
    let Some(said) = said(words, node, reader) else { return };
    if let Some(first) = found.places.get(words) {
        let kind = FaultKind::FieldTwice { name: words.to_owned(), first: *first };
        reader.fault(place, kind);
        return;
    }
    found.places.insert(words.to_owned(), place);
    found.words.0.insert(words.to_owned(), said);
}

/// `en` is there only where the words of the table are no English or say it badly; `de` not where the table has it.
fn said(words: &str, node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Text> {
    let mut fields = reader.fields(node)?;
    let (en, de) = (fields.maybe::<String>("en"), fields.or_empty("de"));
    let fr = fields.need::<String>("fr");
    let place = fields.place();
    if fr.as_deref() == Some("") {
        fields.reader().fault(place, FaultKind::Empty { field: "fr".to_owned() });
    }
    fields.close();
    let en = en.unwrap_or_else(|| words.to_owned());
    Some(Text { en, de, fr: fr.filter(|words| !words.is_empty())? })
}

/// Keeps the translations; one that no table has any more is told, so that the file does not rot.
pub fn keep(found: Found, atlas: &mut Atlas, faults: &mut Vec<Fault>) {
    let said: BTreeSet<&str> = atlas.countries.iter().flat_map(said_of).collect();
    for (words, place) in found.places.iter().filter(|(words, _)| !said.contains(words.as_str())) {
        let nearest = nearest(words, said.iter().copied());
        let kind = FaultKind::NothingToTranslate { words: words.clone(), nearest };
        faults.push(Fault::new(&found.path, *place, kind));
    }
    atlas.translations = found.words;
}

/// All that the tables of a state say: cells, their parts, and the names made of them.
fn said_of(country: &Country) -> impl Iterator<Item = &str> {
    let cells = country.tables.iter().flat_map(|table| table.rows.iter().flatten());
    let parts =
        cells.flat_map(|cell| std::iter::once(cell.as_str()).chain(cell.split(';').map(str::trim)));
    parts.chain(country.facts.iter().map(|fact| fact.name.en.as_str()))
}
