//! One row to an entry. What the table has no column for stays as the ledger has it.

use super::cells::{plain, split};
use super::known::{Known, one_of};
use super::read::Head;
use super::refused::{Instead, Refused, RowFault, is_hidden};
use super::rows::Row;
use super::source_column;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    ActorKind, Harm, Incident, IncidentField, IncidentFinding, IncidentId, IncidentSource, Norm,
    Origin, Response, Review, SourceField, Timing, Toll, Whether,
};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Letters of one cell. A report is no cell.
const LONGEST_CELL: usize = 20_000;

/// The same row gives the same id, so that reading a table twice adds nothing twice.
fn made_of(row: &Row) -> Option<IncidentId> {
    let mut sum = Sha256::new();
    for cell in &row.cells {
        sum.update(format!("{}:{cell}", cell.len()));
    }
    let hex: String = sum.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    IncidentId::parse(&format!("t-{hex}"))
}

/// As the first and the last day that they can mean have it.
fn ends_before(date: Option<Date>, until: Option<Date>) -> bool {
    date.zip(until).is_some_and(|(date, until)| until.latest() < date.earliest())
}

/// How two dates are read where nothing says how.
fn usual(date: Option<Date>, until: Option<Date>) -> Timing {
    match (date, until) {
        (None, None) => Timing::Undated,
        (Some(_), Some(_)) => Timing::Between,
        (None, Some(_)) => Timing::Until,
        (Some(_), None) => Timing::On,
    }
}

/// The cells of one row.
pub struct Cells<'a> {
    pub head: &'a Head,
    pub row: &'a Row,
    pub known: &'a Known<'a>,
    pub refused: &'a mut Vec<Refused>,
}

impl<'a> Cells<'a> {
    /// As it was before it was made harmless.
    fn text(&self, column: &str) -> &'a str {
        let cell = self.head.place(column).and_then(|at| self.row.cells.get(at));
        cell.map_or("", |cell| plain(cell))
    }

    fn word(&self, column: &str) -> &'a str {
        self.text(column).trim()
    }

    fn has(&self, column: &str) -> bool {
        self.head.place(column).is_some()
    }

    fn refuse(&mut self, column: &str, found: &str, fault: RowFault, instead: Instead) {
        let row = Refused::row(self.row.line, fault, found);
        self.refused.push(Refused { column: column.to_owned(), instead, ..row });
    }

    /// An empty cell says nothing.
    fn one<T>(
        &mut self,
        column: &str,
        fault: RowFault,
        read: impl Fn(&str) -> Option<T>,
        instead: impl Fn(&str) -> Instead,
    ) -> Option<T> {
        let word = self.word(column);
        let value = if word.is_empty() { return None } else { read(word) };
        if value.is_none() {
            self.refuse(column, word, fault, instead(word));
        }
        value
    }

    /// A word of a list. Without such a column it is as it was.
    fn coded<T: Copy>(
        &mut self,
        column: &str,
        was: Option<T>,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        if !self.has(column) {
            return was;
        }
        let codes: Vec<&str> = all.iter().map(|value| code(*value)).collect();
        let read = |word: &str| all.iter().copied().find(|value| code(*value) == word);
        self.one(column, RowFault::UnknownWord, read, |word| one_of(word, &codes))
    }

    fn many<T: Ord, C: FromIterator<T>, S: AsRef<str>>(
        &mut self,
        column: &str,
        was: C,
        read: impl Fn(&str) -> Option<T>,
        words: impl Fn() -> Vec<S>,
    ) -> C {
        if !self.has(column) {
            return was;
        }
        let mut values = Vec::new();
        for word in split(self.text(column)) {
            match read(&word) {
                Some(value) => values.push(value),
                None => {
                    let instead = one_of(&word, &words());
                    self.refuse(column, &word, RowFault::UnknownWord, instead);
                }
            }
        }
        values.into_iter().collect()
    }

    fn date(&mut self, column: &str, was: Option<Date>) -> Option<Date> {
        if !self.has(column) {
            return was;
        }
        self.one(column, RowFault::NotADate, Date::parse, |_| Instead::Nothing)
    }

    /// The name of the entry, after a look at all cells; `None` after a fault.
    pub fn id(&mut self) -> Option<IncidentId> {
        let before = self.refused.len();
        self.look();
        let id = match self.word("id") {
            "" => made_of(self.row),
            text => {
                let id = IncidentId::parse(text);
                if id.is_none() && self.refused.len() == before {
                    self.refuse("id", text, RowFault::BadId, Instead::Nothing);
                }
                id
            }
        };
        id.filter(|_| self.refused.len() == before)
    }

    /// What no cell may hold, whichever column it is. Nothing is left out silently.
    fn look(&mut self) {
        for (column, at) in self.head.columns() {
            let Some(cell) = self.row.cells.get(at) else { continue };
            let length = cell.chars().count();
            if length > LONGEST_CELL {
                let found = length.to_string();
                self.refuse(column, &found, RowFault::TooLong, Instead::Nothing);
            }
            if let Some(letter) = cell.chars().find(|letter| is_hidden(*letter)) {
                let found = letter.to_string();
                self.refuse(column, &found, RowFault::HiddenLetter, Instead::Nothing);
            }
        }
    }

    /// The entry, made of what it was and of what the cells say.
    pub fn incident(&mut self, was: Incident) -> Incident {
        if self.word("what").is_empty() {
            self.refuse("what", "", RowFault::NoWords, Instead::Nothing);
        }
        let known = self.known;
        let (date, until) = (self.date("date", was.date), self.date("until", was.until));
        if ends_before(date, until) {
            let column = if self.has("until") { "until" } else { "date" };
            let found = self.word(column);
            self.refuse(column, found, RowFault::EndsBefore, Instead::Nothing);
        }
        // Without such a column, an entry that was read as its dates suggest still is.
        let is_usual = self.has("timing") || was.timing == usual(was.date, was.until);
        let old_timing = (!is_usual).then_some(was.timing);
        let timing = self.coded("timing", old_timing, &Timing::ALL, Timing::code);
        let country = if self.has("country") {
            let near = |text: &str| known.near_country(text);
            self.one("country", RowFault::UnknownCountry, |text| known.country(text), near)
        } else {
            was.country
        };
        let number = |text: &str| text.parse().ok().filter(|number| (1..=8).contains(number));
        let numbers = || (1..=8).map(|number: u8| number.to_string()).collect::<Vec<_>>();
        let norms = || Norm::ALL.map(Norm::code).to_vec();
        let (finding, response) = (&IncidentFinding::ALL, &Response::ALL);
        let harm = self.harm(was.harm);
        Incident {
            review: self.review(),
            date,
            until,
            timing: timing.unwrap_or(usual(date, until)),
            country,
            fields: self.fields(was.fields),
            actor: self.coded("actor", was.actor, &ActorKind::ALL, ActorKind::code),
            norms: self.many("rules", was.norms, Norm::of_code, norms),
            tags: self.many("item_tags", was.tags, |tag| known.tag(tag), || known.tags()),
            harm,
            sources: self.sources(was.sources),
            finding: self.coded("finding", was.finding, finding, IncidentFinding::code),
            response: self.coded("response", was.response, response, Response::code),
            end_user: self.whether("end_user", was.end_user),
            pattern: self.whether("pattern", was.pattern),
            criteria: self.many("criteria", was.criteria, number, numbers),
            questions: self.many(
                "questions",
                was.questions,
                |text| known.question(text),
                || known.questions(),
            ),
            evidence: match self.has("evidence") {
                true => split(self.text("evidence")).into_iter().collect(),
                false => was.evidence,
            },
            origin: self.origin(was.origin),
        }
    }

    fn whether(&mut self, column: &str, was: Whether) -> Whether {
        self.coded(column, Some(was), &Whether::ALL, Whether::code).unwrap_or_default()
    }

    fn harm(&mut self, was: BTreeMap<Harm, Toll>) -> BTreeMap<Harm, Toll> {
        let mut harm = was;
        for of in Harm::ALL {
            let column = of.code();
            if !self.has(column) {
                continue;
            }
            harm.remove(&of);
            let toll = self.one(column, RowFault::NotANumber, Toll::parse, |_| Instead::Nothing);
            harm.extend(toll.map(|toll| (of, toll)));
        }
        harm
    }

    /// What the table says; a ledger asks for a review of its own.
    fn review(&mut self) -> Option<Review> {
        let by = self.text("reviewed_by").to_owned();
        if self.word("reviewed_on").is_empty() && !by.is_empty() {
            self.refuse("reviewed_on", "", RowFault::NotADate, Instead::Nothing);
        }
        let on = self.date("reviewed_on", None)?;
        Some(Review { by, on })
    }

    fn fields(&self, was: BTreeMap<IncidentField, String>) -> BTreeMap<IncidentField, String> {
        let columns = [
            (IncidentField::What, "what"),
            (IncidentField::Place, "place"),
            (IncidentField::Unit, "unit"),
            (IncidentField::Equipment, "equipment"),
            (IncidentField::Response, "response_note"),
        ];
        let mut fields = was;
        for (field, column) in columns.into_iter().filter(|(_, column)| self.has(column)) {
            match self.text(column) {
                "" => drop(fields.remove(&field)),
                text => drop(fields.insert(field, text.to_owned())),
            }
        }
        fields
    }

    fn origin(&mut self, was: Option<Origin>) -> Option<Origin> {
        let key = match (self.has("origin"), &was) {
            (true, _) => self.text("origin").to_owned(),
            (false, was) => was.as_ref().map(|was| was.key.clone()).unwrap_or_default(),
        };
        let said = self.text("certainty");
        let certainty = if self.has("certainty") {
            let known = self.known.certainty(said);
            if known.is_none() {
                let instead = one_of(said, &self.known.certainties());
                self.refuse("certainty", said, RowFault::UnknownWord, instead);
            }
            known?
        } else {
            let same = was.filter(|was| was.key == key);
            same.map(|was| was.certainty).unwrap_or_default()
        };
        if key.is_empty() && !certainty.is_empty() {
            self.refuse("certainty", said, RowFault::NoOrigin, Instead::Nothing);
        }
        (!key.is_empty()).then_some(Origin { key, certainty })
    }

    /// A source without anything in its cells is none.
    fn sources(&mut self, was: Vec<IncidentSource>) -> Vec<IncidentSource> {
        let numbers = self.head.sources();
        if numbers == 0 {
            return was;
        }
        let mut sources = was;
        if sources.len() < numbers {
            sources.resize(numbers, IncidentSource::default());
        }
        for (at, source) in sources.iter_mut().enumerate().take(numbers) {
            self.source(at + 1, source);
        }
        let last = sources.iter().rposition(|source| *source != IncidentSource::default());
        sources.truncate(last.map_or(0, |at| at + 1));
        sources
    }

    fn source(&mut self, number: usize, source: &mut IncidentSource) {
        let column = |name: &str| source_column(number, name);
        for field in SourceField::ALL {
            let column = column(field.code());
            if !self.has(&column) {
                continue;
            }
            match self.text(&column) {
                "" => drop(source.fields.remove(&field)),
                text => drop(source.fields.insert(field, text.to_owned())),
            }
        }
        source.dated = self.date(&column("date"), source.dated);
        let grade = column("grade");
        if self.has(&grade) {
            let read = IncidentSource::parse_grade;
            let read = self.one(&grade, RowFault::BadGrade, read, |_| Instead::Nothing);
            (source.reliability, source.credibility) = read.unwrap_or((None, None));
        }
    }
}
