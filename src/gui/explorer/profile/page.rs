//! A section of the profile in the officer's language, made once when it is opened.

use super::tables;
use crate::gui::chart::{Chart, ChartTrace};
use crate::i18n::{self, Key, Word as _, fill};
use crate::session::Session;
use crate::words;
use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::comparison;
use kriterion_heart::key::FactKey;
use kriterion_heart::level::Level;
use kriterion_heart::profile::{self as model, Filing, Lines, Profile, Section};
use kriterion_heart::rating::Age;
use kriterion_heart::text::Lang;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

pub struct Page {
    pub title: String,
    /// Which criteria it is evidence for.
    pub feeds: String,
    pub elements: Vec<Shown>,
}

pub struct Shown {
    pub id: String,
    pub title: String,
    pub unit: String,
    pub note: String,
    pub sources: String,
    /// What must be said before anything else: stale embargo rows and the like.
    pub warnings: Vec<String>,
    pub body: Body,
}

pub enum Body {
    Nothing,
    /// Words on how to read the section; there is nothing to be missing.
    Note,
    Table(Table),
    Sides([(String, Table); 2]),
    Charts(Vec<Chart>),
    Bars(Vec<Bar>),
    Strips(Vec<Strip>),
    Levels(Vec<(String, Option<Level>, String)>),
}

#[derive(Default)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// A small line at the end of each row.
    pub with_sparks: bool,
    pub drawn: Drawn,
}

/// How wide a table was drawn last, and how high each row was: rows far out of view only take their room.
#[derive(Debug, Default)]
pub struct Drawn {
    width: Cell<f32>,
    heights: RefCell<Vec<f32>>,
}

impl Drawn {
    /// Forgets the heights where the table has another width.
    pub fn begin(&self, width: f32, rows: usize) {
        let mut heights = self.heights.borrow_mut();
        if self.width.replace(width) != width || heights.len() != rows {
            heights.clear();
            heights.resize(rows, 0.0);
        }
    }

    /// `None` until the row was drawn.
    pub fn height(&self, row: usize) -> Option<f32> {
        self.heights.borrow().get(row).copied().filter(|height| *height > 0.0)
    }

    pub fn set(&self, row: usize, height: f32) {
        if let Some(kept) = self.heights.borrow_mut().get_mut(row) {
            *kept = height;
        }
    }
}

pub struct Row {
    pub head: String,
    /// Unit and edition.
    pub below: String,
    /// A newer edition of the same stands above.
    pub is_older: bool,
    pub cells: Vec<TableCell>,
    pub spark: Vec<Option<f64>>,
    pub note: String,
}

pub struct TableCell {
    pub text: String,
    pub tone: Tone,
    pub detail: Option<Box<Detail>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Figure,
    Words,
    /// Nothing to show, with the reason in words.
    Gap,
    Warning,
}

/// What stands behind a figure.
pub struct Detail {
    /// What it is, then source, edition, year, licence.
    pub lines: Vec<String>,
    pub key: Option<String>,
}

pub struct Bar {
    pub name: String,
    pub said: String,
    /// Of the longest one; `None`: no value.
    pub share: Option<f32>,
}

pub struct Strip {
    pub name: String,
    pub years: Vec<(u16, Filing, String)>,
    pub notes: Vec<String>,
}

/// The section and element that show a fact.
pub fn place_of(profile: &Profile, key: &str) -> Option<(usize, String)> {
    profile.sections.iter().enumerate().find_map(|(at, section)| {
        let element = section.elements.iter().find(|element| tables::keys(&element.body, key))?;
        Some((at, element.id.clone()))
    })
}

impl Page {
    pub fn new(session: &Session, profile: &Profile, section: &Section) -> Self {
        let lang = session.lang;
        let names =
            |numbers: &[u8]| numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let feeds =
            [(Key::ProfileEvidenceOn, &section.feeds), (Key::ProfileSupports, &section.supports)];
        let feeds = feeds.into_iter().filter(|(_, numbers)| !numbers.is_empty());
        let feeds = feeds.map(|(key, numbers)| fill(lang, key, &[("numbers", &names(numbers))]));
        Self {
            title: format!("{}  {}", section.code, section.title.get(lang)),
            feeds: feeds.collect::<Vec<_>>().join(" · "),
            elements: section.elements.iter().map(|it| shown(session, profile, it)).collect(),
        }
    }
}

fn shown(session: &Session, profile: &Profile, element: &model::Element) -> Shown {
    let lang = session.lang;
    let sources: Vec<String> =
        element.sources.iter().map(|source| words::source_line(lang, source)).collect();
    let is_list = element.body == model::Body::Sources;
    Shown {
        id: element.id.clone(),
        title: element.title.get(lang).to_owned(),
        unit: element.unit.get(lang).to_owned(),
        note: element.note.get(lang).to_owned(),
        warnings: tables::warnings(lang, &element.body),
        body: body(session, profile, element),
        sources: match sources.as_slice() {
            [] => String::new(),
            _ if is_list => String::new(),
            _ => fill(lang, Key::ProfileSources, &[("names", &words::listed(lang, &sources))]),
        },
    }
}

fn body(session: &Session, profile: &Profile, element: &model::Element) -> Body {
    let lang = session.lang;
    match &element.body {
        model::Body::Nothing if element.kind == model::Kind::Note => Body::Note,
        model::Body::Nothing => Body::Nothing,
        model::Body::Grid(grid) => Body::Table(tables::grid(session, grid)),
        model::Body::Sides(sides) => Body::Sides([0, 1].map(|at| {
            let side = if at == 0 { &sides[0] } else { &sides[1] };
            (side.title.get(lang).to_owned(), tables::grid(session, &side.grid))
        })),
        model::Body::Lines(lines) => Body::Charts(charts(lang, element, lines)),
        model::Body::Bars(bars) => Body::Bars(of_bars(lang, bars)),
        model::Body::Strips(strips) => {
            Body::Strips(strips.iter().map(|it| strip(lang, it)).collect())
        }
        model::Body::Treaties(rows) => Body::Table(tables::treaties(session, rows)),
        model::Body::Embargoes(rows) => Body::Table(tables::embargoes(session, rows)),
        model::Body::Events(rows) => Body::Table(tables::events(session, rows)),
        model::Body::Ratings(rows) => {
            let rows = rows.iter().map(|row| {
                let name = words::criterion(lang, row.criterion);
                let source = row
                    .source
                    .as_ref()
                    .map(|source| words::source_line(lang, source))
                    .unwrap_or_default();
                (name, row.level, source)
            });
            Body::Levels(rows.collect())
        }
        model::Body::Contradictions(rows) => Body::Table(tables::contradictions(session, rows)),
        model::Body::Gaps(rows) => Body::Table(tables::gaps(lang, profile, rows)),
        model::Body::Sources => Body::Table(tables::sources(lang, &element.sources)),
    }
}

/// One chart for each unit: what cannot be compared never shares an axis.
fn charts(lang: Lang, element: &model::Element, lines: &Lines) -> Vec<Chart> {
    let years: Vec<u16> = (lines.first..=lines.last).collect();
    let mut by_unit: BTreeMap<&str, Vec<ChartTrace>> = BTreeMap::new();
    for trace in &lines.traces {
        let unit = if trace.unit.is_empty() { &element.unit } else { &trace.unit };
        let edition = trace.edition.get(lang);
        let name = match edition {
            "" => trace.name.get(lang).to_owned(),
            edition => format!("{} ({edition})", trace.name.get(lang)),
        };
        let said = trace.points.iter().map(|point| match point.value {
            Some(value) => {
                words::qualified(lang, point.qualifier, &i18n::number_short(lang, value))
            }
            None => point.status.word(lang).to_owned(),
        });
        by_unit.entry(unit.get(lang)).or_default().push(ChartTrace {
            name,
            values: trace.points.iter().map(|point| point.value).collect(),
            said: said.collect(),
        });
    }
    let title = element.title.get(lang);
    by_unit
        .into_iter()
        .map(|(unit, traces)| Chart::new(title.to_owned(), unit.to_owned(), years.clone(), traces))
        .collect()
}

fn of_bars(lang: Lang, bars: &[model::Bar]) -> Vec<Bar> {
    let values = bars.iter().filter_map(|bar| bar.cell.value);
    let longest = values.fold(0.0_f64, |longest, value| longest.max(value.abs()));
    let one = |bar: &model::Bar| Bar {
        name: bar.name.get(lang).to_owned(),
        said: format!("{} {}", words::figure(lang, &bar.cell), bar.unit.get(lang)),
        share: bar.cell.value.filter(|_| longest > 0.0).map(|value| (value / longest) as f32),
    };
    bars.iter().map(one).collect()
}

fn strip(lang: Lang, strip: &model::Strip) -> Strip {
    let years = strip.years.iter().map(|year| {
        let note = match year.note.get(lang) {
            "" => String::new(),
            note => format!(" · {note}"),
        };
        let said = format!("{}: {}{note}", year.year, year.state.word(lang));
        (year.year, year.state, said)
    });
    let mut notes: Vec<String> = strip.notes.iter().map(|note| note.get(lang).to_owned()).collect();
    notes.extend(
        strip
            .undated
            .map(|state| fill(lang, Key::ProfileUndatedReport, &[("state", state.word(lang))])),
    );
    notes.push(words::source_line(lang, &strip.source));
    notes.retain(|note| !note.is_empty());
    Strip { name: strip.name.get(lang).to_owned(), years: years.collect(), notes }
}

/// What stands behind a figure, for the small window that a click opens.
pub fn detail(
    session: &Session,
    what: Vec<String>,
    source: &SourceCopy,
    key: Option<&String>,
) -> Detail {
    let lang = session.lang;
    let mut lines = what;
    lines.push(words::source_line(lang, source));
    lines.push(source.place.clone());
    lines.extend(key.and_then(|key| age(session, key)));
    lines.push(source.licence.get(lang).to_owned());
    lines.push(source.url.clone());
    lines.retain(|line| !line.is_empty());
    Detail { lines, key: key.cloned() }
}

/// That an observation is old, or too old for the rules to use.
fn age(session: &Session, key: &str) -> Option<String> {
    let Some(FactKey::Observation { indicator, year, .. }) = FactKey::parse(key) else {
        return None;
    };
    let series = session.bundle.atlas.indicator(&indicator)?;
    let key = match comparison::age(&session.bundle, series, year) {
        Age::Old => Key::CompareOld,
        Age::NotUsed => Key::CompareTooOld,
        Age::Fresh | Age::Undated => return None,
    };
    Some(fill(session.lang, key, &[("year", &year.to_string())]))
}
