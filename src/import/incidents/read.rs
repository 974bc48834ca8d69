//! A table to entries, and what of it a dossier does not have.

use super::cells::{plain, split};
use super::rows::{self, Quotes, Row};
use super::{COLUMNS, MOST_SOURCES, ORIGIN, SOURCE, source_column};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    ActorKind, Dossier, Harm, Incident, IncidentField, IncidentFinding, IncidentId, IncidentSource,
    Norm, Origin, Response, Review, SourceField, Timing, Toll, Whether,
};
use kriterion_heart::rulebook::{QuestionId, Rulebook};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A row, or a column, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub line: u64,
    /// Of the cell that is at fault; empty where it is the row.
    pub column: String,
    pub fault: RowFault,
    /// What stands there.
    pub found: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// There is no column that says what happened.
    NoTable,
    UnknownColumn,
    ColumnTwice,
    CellCount,
    OpenQuote,
    StrayQuote,
    BadId,
    IdTwice,
    /// It does not say what happened.
    NoWords,
    NotADate,
    UnknownWord,
    NotANumber,
    BadGrade,
    TooManySources,
}

/// What a table comes to for a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Entries to be put into the ledger, all as drafts: what comes from a table is reviewed here before it counts.
    pub entries: BTreeMap<IncidentId, Incident>,
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub refused: Vec<Refused>,
}

/// Reads a table for a dossier.
pub fn take_in(text: &str, rules: &Rulebook, dossier: &Dossier) -> Taken {
    let (entries, refused) = read(text, rules);
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

/// Every entry as it stands in a table, and every row that was refused.
pub fn read(text: &str, rules: &Rulebook) -> (BTreeMap<IncidentId, Incident>, Vec<Refused>) {
    let mut rows = rows::rows(text).into_iter();
    let (mut entries, mut refused) = (BTreeMap::new(), Vec::new());
    let Some(head) = rows.next() else {
        return (entries, vec![Refused::row(1, RowFault::NoTable, "")]);
    };
    let Some(head) = Head::new(&head, &mut refused) else { return (entries, refused) };
    for row in rows {
        let before = refused.len();
        let read = head.entry(&row, rules, &mut refused);
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

impl Refused {
    fn row(line: u64, fault: RowFault, found: &str) -> Self {
        Self { line, column: String::new(), fault, found: found.to_owned() }
    }
}

/// Which column stands where.
struct Head {
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
            let refuse = |fault| Refused {
                line: row.line,
                column: name.clone(),
                fault,
                found: cell.clone(),
            };
            let is_known = COLUMNS.contains(&name.as_str()) || ORIGIN.contains(&name.as_str());
            match source {
                Some(number) if number > MOST_SOURCES => {
                    refused.push(refuse(RowFault::TooManySources));
                    continue;
                }
                Some(number) => head.sources = head.sources.max(number),
                None if is_known => (),
                None => {
                    refused.push(refuse(RowFault::UnknownColumn));
                    continue;
                }
            }
            if head.places.contains_key(&name) {
                refused.push(refuse(RowFault::ColumnTwice));
                return None;
            }
            head.places.insert(name, at);
        }
        if !head.places.contains_key("what") {
            refused.insert(0, Refused::row(row.line, RowFault::NoTable, ""));
            return None;
        }
        Some(head)
    }

    /// `None` after a fault; every fault of the row is told.
    fn entry(
        &self,
        row: &Row,
        rules: &Rulebook,
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
        let mut cells = Cells { head: self, row, refused };
        let entry = cells.incident(rules);
        let id = match cells.word("id") {
            "" => made_of(row),
            text => {
                let id = IncidentId::parse(text);
                cells.good("id", text, id, RowFault::BadId)
            }
        };
        Some((id?, entry))
    }
}

fn source_number(name: &str) -> Option<usize> {
    let (number, field) = name.strip_prefix("source_")?.split_once('_')?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    SOURCE.contains(&field).then_some(number)
}

/// The same row gives the same id, so that reading a table twice adds nothing twice.
fn made_of(row: &Row) -> Option<IncidentId> {
    let mut sum = Sha256::new();
    for cell in &row.cells {
        sum.update(format!("{}:{cell}", cell.len()));
    }
    let hex: String = sum.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    IncidentId::parse(&format!("t-{hex}"))
}

/// The cells of one row.
struct Cells<'a> {
    head: &'a Head,
    row: &'a Row,
    refused: &'a mut Vec<Refused>,
}

impl<'a> Cells<'a> {
    /// As it was before it was made harmless.
    fn text(&self, column: &str) -> &'a str {
        let cell = self.head.places.get(column).and_then(|at| self.row.cells.get(*at));
        cell.map_or("", |cell| plain(cell))
    }

    fn word(&self, column: &str) -> &'a str {
        self.text(column).trim()
    }

    fn good<T>(
        &mut self,
        column: &str,
        found: &str,
        value: Option<T>,
        fault: RowFault,
    ) -> Option<T> {
        if value.is_none() {
            let (line, column, found) = (self.row.line, column.to_owned(), found.to_owned());
            self.refused.push(Refused { line, column, fault, found });
        }
        value
    }

    /// An empty cell says nothing.
    fn one<T>(
        &mut self,
        column: &str,
        fault: RowFault,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        match self.word(column) {
            "" => None,
            word => self.good(column, word, read(word), fault),
        }
    }

    fn many<T: Ord, C: FromIterator<T>>(
        &mut self,
        column: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> C {
        let values = split(self.text(column));
        values
            .iter()
            .filter_map(|value| self.good(column, value, read(value), RowFault::UnknownWord))
            .collect()
    }

    fn date(&mut self, column: &str) -> Option<Date> {
        self.one(column, RowFault::NotADate, Date::parse)
    }

    fn incident(&mut self, rules: &Rulebook) -> Incident {
        if self.word("what").is_empty() {
            self.good::<()>("what", "", None, RowFault::NoWords);
        }
        let (date, until) = (self.date("date"), self.date("until"));
        let usual = match (date, until) {
            (None, None) => Timing::Undated,
            (Some(_), Some(_)) => Timing::Between,
            (None, Some(_)) => Timing::Until,
            (Some(_), None) => Timing::On,
        };
        let tolls =
            [("killed", Harm::Killed), ("injured", Harm::Injured), ("detained", Harm::Detained)];
        let harm = tolls
            .into_iter()
            .filter_map(|(column, harm)| {
                Some((harm, self.one(column, RowFault::NotANumber, Toll::parse)?))
            })
            .collect();
        let known_tag = |tag: &str| rules.tag(tag).map(|tag| tag.id.clone());
        let known_question =
            |text: &str| QuestionId::parse(text).filter(|id| rules.question(*id).is_some());
        let number = |text: &str| text.parse().ok().filter(|number| (1..=8).contains(number));
        Incident {
            review: self.review(),
            date,
            until,
            timing: self.one("timing", RowFault::UnknownWord, Timing::of_code).unwrap_or(usual),
            country: self.one("country", RowFault::UnknownWord, Iso3::parse),
            fields: self.fields(),
            actor: self.one("actor", RowFault::UnknownWord, ActorKind::of_code),
            norms: self.many("rules", Norm::of_code),
            tags: self.many("item_tags", known_tag),
            harm,
            sources: self.sources(),
            finding: self.one("finding", RowFault::UnknownWord, IncidentFinding::of_code),
            response: self.one("response", RowFault::UnknownWord, Response::of_code),
            end_user: self.whether("end_user"),
            pattern: self.whether("pattern"),
            criteria: self.many("criteria", number),
            questions: self.many("questions", known_question),
            evidence: split(self.text("evidence")).into_iter().collect(),
            origin: match self.text("origin") {
                "" => None,
                key => {
                    let (key, certainty) = (key.to_owned(), self.text("certainty").to_owned());
                    Some(Origin { key, certainty })
                }
            },
        }
    }

    fn whether(&mut self, column: &str) -> Whether {
        self.one(column, RowFault::UnknownWord, Whether::of_code).unwrap_or_default()
    }

    fn review(&mut self) -> Option<Review> {
        let by = self.text("reviewed_by").to_owned();
        if self.word("reviewed_on").is_empty() && !by.is_empty() {
            self.good::<()>("reviewed_on", "", None, RowFault::NotADate);
        }
        let on = self.date("reviewed_on")?;
        Some(Review { by, on })
    }

    fn fields(&self) -> BTreeMap<IncidentField, String> {
        let columns = [
            (IncidentField::What, "what"),
            (IncidentField::Place, "place"),
            (IncidentField::Unit, "unit"),
            (IncidentField::Equipment, "equipment"),
            (IncidentField::Response, "response_note"),
        ];
        let fields = columns.map(|(field, column)| (field, self.text(column).to_owned()));
        fields.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }

    /// A source without anything in its cells is none.
    fn sources(&mut self) -> Vec<IncidentSource> {
        let numbers = 1..=self.head.sources;
        let sources: Vec<_> = numbers.map(|number| self.source(number)).collect();
        let last = sources.iter().rposition(|source| *source != IncidentSource::default());
        sources.into_iter().take(last.map_or(0, |at| at + 1)).collect()
    }

    fn source(&mut self, number: usize) -> IncidentSource {
        let column = |name: &str| source_column(number, name);
        let fields = SourceField::ALL
            .map(|field| (field, self.text(&column(field.code())).to_owned()))
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let grade = column("grade");
        let (reliability, credibility) = self
            .one(&grade, RowFault::BadGrade, IncidentSource::parse_grade)
            .unwrap_or((None, None));
        IncidentSource { fields, dated: self.date(&column("date")), reliability, credibility }
    }
}
