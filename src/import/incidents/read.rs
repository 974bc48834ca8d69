//! A table to entries, and what of it a dossier does not have.

use super::entry::Cells;
use super::known::{Known, near};
use super::refused::{self, Refused, RowFault};
use super::rows::{self, Quotes, Row};
use super::{COLUMNS, MOST_SOURCES, ORIGIN, SOURCE, cells::plain};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::{Dossier, Incident, IncidentId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What a table comes to for a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Entries to be put into the ledger, all as drafts: what comes from a table is reviewed here before it counts.
    pub entries: BTreeMap<IncidentId, Incident>,
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    /// Every fault of every row and column.
    pub refused: Vec<Refused>,
}

impl Taken {
    /// Rows that were refused, each once.
    pub fn refused_rows(&self) -> usize {
        refused::rows(&self.refused)
    }

    /// Columns that were left out.
    pub fn left_out_columns(&self) -> usize {
        refused::columns(&self.refused)
    }

    /// Why nothing at all could be read.
    pub fn unreadable(&self) -> Option<&Refused> {
        self.refused.iter().find(|it| it.fault.is_of_table())
    }
}

/// Reads a table for a dossier.
pub fn take_in(text: &str, facts: &Bundle, dossier: &Dossier) -> Taken {
    let (entries, refused) = read(text, facts, &dossier.incidents);
    let mut taken = Taken { refused, ..Taken::default() };
    for (id, entry) in entries {
        let draft = Incident { review: None, ..entry };
        match dossier.incidents.get(&id) {
            Some(known) if Incident { review: None, ..known.clone() } == draft => {
                taken.same += 1;
                continue;
            }
            Some(_) => taken.changed += 1,
            None => taken.new += 1,
        }
        taken.entries.insert(id, draft);
    }
    taken
}

/// Every entry as it stands in a table, and every row that was refused. What the table has no column for is as it was.
pub fn read(
    text: &str,
    facts: &Bundle,
    was: &BTreeMap<IncidentId, Incident>,
) -> (BTreeMap<IncidentId, Incident>, Vec<Refused>) {
    let mut rows = rows::rows(text).into_iter();
    let (mut entries, mut refused) = (BTreeMap::new(), Vec::new());
    let Some(head) = rows.next() else {
        return (entries, vec![Refused::row(1, RowFault::Empty, "")]);
    };
    let Some(head) = Head::new(&head, &mut refused) else { return (entries, refused) };
    let known = Known::of(facts);
    for row in rows {
        let before = refused.len();
        let read = head.entry(&row, &known, was, &mut refused);
        let Some((id, entry)) = read.filter(|_| refused.len() == before) else { continue };
        match entries.entry(id) {
            Entry::Vacant(place) => drop(place.insert(entry)),
            Entry::Occupied(first) => {
                let id = first.key().as_str();
                refused.push(Refused::row(row.line, RowFault::IdTwice, id));
            }
        }
    }
    (entries, refused)
}

/// Which column stands where.
pub struct Head {
    places: BTreeMap<String, usize>,
    width: usize,
    sources: usize,
}

impl Head {
    fn new(row: &Row, refused: &mut Vec<Refused>) -> Option<Self> {
        let mut head = Self { places: BTreeMap::new(), width: row.cells.len(), sources: 0 };
        for (at, cell) in row.cells.iter().enumerate() {
            let name = plain(cell).trim().to_lowercase();
            let source = source_number(&name);
            let refuse =
                |fault| Refused { column: name.clone(), ..Refused::row(row.line, fault, cell) };
            let mut names = COLUMNS.iter().chain(&ORIGIN);
            match source {
                Some(number) if number > MOST_SOURCES => {
                    refused.push(refuse(RowFault::TooManySources));
                    continue;
                }
                Some(number) => head.sources = head.sources.max(number),
                None if names.any(|known| *known == name) => (),
                None => {
                    let instead = near(&name, COLUMNS.into_iter().chain(ORIGIN));
                    refused.push(Refused { instead, ..refuse(RowFault::UnknownColumn) });
                    continue;
                }
            }
            if head.places.contains_key(&name) {
                refused.push(refuse(RowFault::ColumnTwice));
                return None;
            }
            head.places.insert(name, at);
        }
        if head.place("what").is_none() {
            refused.insert(0, Refused::row(row.line, RowFault::NoTable, ""));
            return None;
        }
        Some(head)
    }

    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }

    /// All columns in the order in which they stand.
    pub fn columns(&self) -> Vec<(&str, usize)> {
        let mut columns: Vec<_> =
            self.places.iter().map(|(name, at)| (name.as_str(), *at)).collect();
        columns.sort_by_key(|(_, at)| *at);
        columns
    }

    /// The highest number of a source.
    pub fn sources(&self) -> usize {
        self.sources
    }

    /// `None` after a fault; every fault of the row is told.
    fn entry(
        &self,
        row: &Row,
        known: &Known<'_>,
        was: &BTreeMap<IncidentId, Incident>,
        refused: &mut Vec<Refused>,
    ) -> Option<(IncidentId, Incident)> {
        let broken = match row.quotes {
            Quotes::Open => Some(RowFault::OpenQuote),
            Quotes::Stray => Some(RowFault::StrayQuote),
            Quotes::Good if row.cells.len() != self.width => Some(RowFault::CellCount),
            Quotes::Good => None,
        };
        if let Some(fault) = broken {
            let found = match fault {
                RowFault::CellCount => format!("{}/{}", row.cells.len(), self.width),
                _ => row.cells.last().cloned().unwrap_or_default(),
            };
            refused.push(Refused::row(row.line, fault, &found));
            return None;
        }
        let mut cells = Cells { head: self, row, known, refused };
        let id = cells.id();
        let was = id.as_ref().and_then(|id| was.get(id)).cloned().unwrap_or_default();
        let entry = cells.incident(was);
        Some((id?, entry))
    }
}

fn source_number(name: &str) -> Option<usize> {
    let (number, field) = name.strip_prefix("source_")?.split_once('_')?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    SOURCE.contains(&field).then_some(number)
}
