//! Plain factual sentences from the figures of a profile. They say level, trend, rank, status and gaps, each with the
//! figures that it rests on and their sources. They never judge, and no word is more certain than its source.

mod gaps;
mod points;
mod sector;
mod status;
mod trend;
mod verdicts;

use crate::i18n::{Key, Word, fill, say};
use crate::report::country::figures::is_plain;
use crate::report::country::tables::span;
use crate::report::country::with_unit;
use crate::words;
use kriterion_heart::atlas::{Qualifier, SourceCopy, ValueStatus};
use kriterion_heart::date::Date;
use kriterion_heart::manuscript::cell_id;
use kriterion_heart::profile::{Cell, Element, Grid, Profile, Row};
use kriterion_heart::text::{Lang, Text};
use points::{Index, Points};

/// A sentence made from figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The same in every language and edition.
    pub id: String,
    /// The part of the report that it stands in.
    pub part: &'static str,
    /// The element that it is about.
    pub about: String,
    pub text: String,
    /// By the names of `manuscript::figures`.
    pub figures: Vec<String>,
    pub is_summary: bool,
    pub cites: Vec<Cite>,
    /// Numbers of the text that stand in no table: counts, ranks, changes.
    pub worked_out: Vec<f64>,
}

/// A source of a sentence, as its footnote has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cite {
    pub source: SourceCopy,
    pub series: String,
    pub years: String,
    pub accessed: Option<Date>,
}

/// All sentences on a state, in the order of the report.
pub fn sentences(profile: &Profile, lang: Lang) -> Vec<Sentence> {
    let mut teller = Teller { lang, profile, index: Index::of(profile), out: Vec::new() };
    teller.sector();
    teller.status();
    teller.verdicts();
    teller.gaps();
    teller.out
}

/// Makes the sentences on one state in one language.
struct Teller<'a> {
    lang: Lang,
    profile: &'a Profile,
    index: Index,
    out: Vec<Sentence>,
}

/// A sentence in the making.
struct Told {
    sentence: Sentence,
    key: Key,
    slots: Vec<(&'static str, String)>,
}

impl Told {
    /// `part` and `id` together name it.
    fn new(part: &'static str, about: &str, id: &str, key: Key) -> Self {
        let sentence = Sentence {
            id: format!("{part}/{id}"),
            part,
            about: about.to_owned(),
            text: String::new(),
            figures: Vec::new(),
            is_summary: false,
            cites: Vec::new(),
            worked_out: Vec::new(),
        };
        Self { sentence, key, slots: Vec::new() }
    }

    fn slot(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.slots.push((name, value.into()));
        self
    }

    fn year(self, name: &'static str, year: u16) -> Self {
        self.slot(name, year.to_string())
    }

    /// A number that no table has.
    fn count(mut self, lang: Lang, name: &'static str, n: usize) -> Self {
        self.sentence.worked_out.push(n as f64);
        self.slot(name, crate::i18n::number(lang, n as f64, 0))
    }

    fn summary(mut self, is_summary: bool) -> Self {
        self.sentence.is_summary = is_summary;
        self
    }

    /// Rests on a series in these years.
    fn rests(mut self, lang: Lang, points: &Points, years: &[u16]) -> Self {
        let found = years.iter().filter_map(|year| points.years.get(year));
        self.sentence.figures.extend(found.map(|point| point.id.clone()));
        let years = span(years.iter().copied());
        self.cite(&points.source, points.name.get(lang), &years)
    }

    /// Rests on a cell of a table.
    fn rests_on(mut self, element: &Element, row: &Row, column: &str, cell: &Cell) -> Self {
        self.sentence.figures.push(cell_id(&element.id, row, column, cell));
        self
    }

    fn cite(self, source: &SourceCopy, series: &str, years: &str) -> Self {
        self.cite_on(source, series, years, None)
    }

    /// Each source once; series of one source share its footnote.
    fn cite_on(
        mut self,
        source: &SourceCopy,
        series: &str,
        years: &str,
        accessed: Option<Date>,
    ) -> Self {
        if *source == SourceCopy::default() {
            return self;
        }
        let known = self.sentence.cites.iter_mut().find(|cite| {
            cite.source.id == source.id
                && cite.source.title == source.title
                && cite.source.vintage == source.vintage
        });
        match known {
            None => self.sentence.cites.push(Cite {
                source: source.clone(),
                series: series.to_owned(),
                years: years.to_owned(),
                accessed,
            }),
            Some(cite) => {
                // Several places and series of one source: the source says enough.
                if cite.source.place != source.place {
                    cite.source.place.clear();
                }
                if cite.series != series {
                    cite.series.clear();
                }
                if cite.years != years {
                    cite.years.clear();
                }
                cite.accessed = cite.accessed.max(accessed);
            }
        }
        self
    }
}

impl Teller<'_> {
    fn tell(&mut self, told: Told) {
        let Told { mut sentence, key, slots } = told;
        let slots: Vec<(&str, &str)> =
            slots.iter().map(|(name, value)| (*name, value.as_str())).collect();
        sentence.text = fill(self.lang, key, &slots);
        sentence.figures.dedup();
        self.out.push(sentence);
    }

    fn say(&self, key: Key) -> &'static str {
        say(self.lang, key)
    }

    fn element(&self, id: &str) -> Option<&Element> {
        self.profile.element(id)
    }

    fn series(&self, id: &str) -> Option<&Points> {
        self.index.series(self.profile.iso3, id)
    }

    /// A number with the words that keep it from being firm.
    fn number(&self, cell: &Cell, unit: &str) -> String {
        if !cell.words.is_empty() {
            return cell.words.get(self.lang).to_owned();
        }
        let Some(value) = cell.value else {
            return match cell.status {
                ValueStatus::Present => cell.printed.clone(),
                ValueStatus::NotCollected => self.say(Key::ProfileNoData).to_owned(),
                status => status.word(self.lang).to_owned(),
            };
        };
        let said = crate::i18n::number(self.lang, value, cell.decimals.into());
        let said = with_unit(&said, unit);
        match cell.qualifier {
            Qualifier::Estimate => fill(self.lang, Key::DraftEstimate, &[("value", &said)]),
            qualifier => words::qualified(self.lang, qualifier, &said),
        }
    }

    /// The value with its unit where that can follow it in a sentence; else it stands at the end of the sentence.
    fn value(&self, cell: &Cell, unit: &Text) -> String {
        let unit = unit.get(self.lang);
        self.number(cell, if self.is_inline(unit) { unit } else { "" })
    }

    fn is_inline(&self, unit: &str) -> bool {
        is_plain(unit) && !unit.contains(", ")
    }

    /// ` (Wert 0–100)` for the end of a sentence; nothing where the unit stands with the value.
    fn unit_behind(&self, unit: &Text) -> String {
        let unit = unit.get(self.lang);
        if unit.is_empty() || self.is_inline(unit) { String::new() } else { format!(" ({unit})") }
    }

    /// Names behind each other, as in a sentence that ends with a list.
    fn list(&self, items: &[String]) -> String {
        words::listed(self.lang, items)
    }
}

/// The cell of a row below a title in English.
fn cell_of<'g>(grid: &'g Grid, row: &'g Row, title: &str) -> Option<&'g Cell> {
    let at = grid.columns.iter().position(|column| column.title.en == title)?;
    row.cells.get(at)
}

/// The top of a scale: `score 0-100` goes to 100.
fn top(unit: &Text) -> Option<String> {
    let digits: Vec<&str> =
        unit.en.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    digits.last().map(|top| (*top).to_owned())
}
