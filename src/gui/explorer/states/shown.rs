//! The rows of all states in the order and choice that is wanted, with every word of them.

use crate::i18n::{Key, Word as _, fill, say};
use crate::session::Session;
use crate::words;
use kriterion_heart::atlas::{Country, Iso3};
use kriterion_heart::level::Level;
use kriterion_heart::overview::{Column, Differences, Line, Pair, sort};
use kriterion_heart::text::{Lang, fold};

/// What the officer wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub method: String,
    /// A second method; then only what differs is shown.
    pub other: Option<String>,
    /// Also where only one of the two gives a level.
    pub with_one_sided: bool,
    pub by: Column,
    pub is_turned: bool,
    pub filter: String,
    /// English name of a region.
    pub region: Option<String>,
}

pub struct Shown {
    pub wanted: Wanted,
    pub rows: Vec<Row>,
    pub differences: Option<Differences>,
    /// How many states there are, and how many differ.
    pub counted: String,
}

pub struct Row {
    pub iso3: Iso3,
    pub name: String,
    pub critical: usize,
    pub cells: [Cell; 8],
    /// The whole row in words.
    pub said: String,
}

/// One criterion of one state.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub level: Level,
    pub other: Level,
    pub pair: Pair,
}

impl Shown {
    /// Levels in the order of the atlas.
    pub fn new(
        session: &Session,
        wanted: &Wanted,
        levels: &[[Level; 8]],
        other: Option<&[[Level; 8]]>,
    ) -> Self {
        let (atlas, lang) = (&session.bundle.atlas, session.lang);
        let query = fold(wanted.filter.trim());
        let is_wanted = |country: &Country| {
            wanted.region.as_ref().is_none_or(|region| country.subregion.en == *region)
                && (fold(country.name.get(lang)).contains(&query)
                    || fold(country.iso3.as_str()).contains(&query))
        };
        let countries = atlas.countries.iter().enumerate();
        let mut lines: Vec<Line> = countries
            .filter(|(_, country)| is_wanted(country))
            .filter_map(|(at, country)| {
                Some(Line {
                    iso3: country.iso3,
                    name: fold(country.name.get(lang)),
                    levels: *levels.get(at)?,
                    other: other.and_then(|other| other.get(at)).copied(),
                })
            })
            .collect();
        let looked_at = lines.len();
        let differences = other.map(|_| Differences::of(&lines));
        if other.is_some() {
            lines.retain(|line| line.pairs().iter().any(|pair| is_shown(*pair, wanted)));
        }
        sort(&mut lines, wanted.by, wanted.is_turned);
        let of = looked_at.to_string();
        let counted = match differences {
            Some(Differences { states, .. }) => {
                let slots = [("n", &*states.to_string()), ("of", of.as_str())];
                fill(lang, Key::StatesDiffer, &slots)
            }
            None => fill(lang, Key::StatesCounted, &[("n", &of)]),
        };
        let titles = Titles::of(session, wanted);
        let rows = lines.iter().map(|line| titles.row(session, wanted, line)).collect();
        Self { wanted: wanted.clone(), rows, differences, counted }
    }

    /// For a spreadsheet: columns by tabs, levels by their codes.
    pub fn as_text(&self) -> String {
        let Wanted { method, other, .. } = &self.wanted;
        let mut head = vec!["iso3".to_owned(), "state".to_owned(), "critical".to_owned()];
        head.extend((1..=8).map(|number| format!("{method} c{number}")));
        head.extend(other.iter().flat_map(|id| (1..=8).map(move |n| format!("{id} c{n}"))));
        let mut lines = vec![head.join("\t")];
        for row in &self.rows {
            let mut cells = vec![row.iso3.to_string(), row.name.clone(), row.critical.to_string()];
            cells.extend(row.cells.iter().map(|cell| cell.level.code().to_owned()));
            if other.is_some() {
                cells.extend(row.cells.iter().map(|cell| cell.other.code().to_owned()));
            }
            lines.push(cells.join("\t"));
        }
        lines.join("\n")
    }
}

pub fn is_shown(pair: Pair, wanted: &Wanted) -> bool {
    match pair {
        Pair::Differ => true,
        Pair::OneSided => wanted.with_one_sided,
        Pair::Same => false,
    }
}

/// The methods as they are called.
struct Titles {
    lang: Lang,
    method: String,
    other: String,
}

impl Titles {
    fn of(session: &Session, wanted: &Wanted) -> Self {
        let lang = session.lang;
        let title = |id: &str| {
            session.bundle.method(id).map_or("", |method| method.title.get(lang)).to_owned()
        };
        let other = wanted.other.as_deref().map(title).unwrap_or_default();
        Self { lang, method: title(&wanted.method), other }
    }

    fn row(&self, session: &Session, wanted: &Wanted, line: &Line) -> Row {
        let country = session.bundle.atlas.country(line.iso3);
        let name = country.map_or("", |country| country.name.get(self.lang)).to_owned();
        let other = line.other.unwrap_or(line.levels);
        let mut cells = [Cell { level: Level::NoData, other: Level::NoData, pair: Pair::Same }; 8];
        let pairs = line.levels.into_iter().zip(other).zip(line.pairs());
        for (cell, ((level, other), pair)) in cells.iter_mut().zip(pairs) {
            *cell = Cell { level, other, pair };
        }
        let told = (1_u8..)
            .zip(&cells)
            .filter(|(_, cell)| wanted.other.is_none() || is_shown(cell.pair, wanted));
        let told: Vec<String> = told.map(|(number, cell)| self.cell(number, *cell)).collect();
        let critical = line.critical();
        let count = critical.to_string();
        let sum = fill(self.lang, Key::StatesCriticalOf, &[("n", &count)]);
        let said = words::labelled(self.lang, &name, &format!("{}; {sum}", told.join(", ")));
        Row { iso3: line.iso3, name, critical, cells, said }
    }

    fn cell(&self, number: u8, cell: Cell) -> String {
        let level = cell.level.word(self.lang);
        if cell.pair == Pair::Same {
            return format!("{number} {level}");
        }
        let number = number.to_string();
        let slots = [
            ("n", number.as_str()),
            ("method", &self.method),
            ("level", level),
            ("other", &self.other),
            ("other_level", cell.other.word(self.lang)),
        ];
        fill(self.lang, Key::StatesPair, &slots)
    }
}

/// A level in one word, for narrow columns.
pub fn short(lang: Lang, level: Level) -> &'static str {
    let key = match level {
        Level::NotCritical => Key::LevelShortNot,
        Level::PossiblyCritical => Key::LevelShortPossibly,
        Level::Critical => Key::LevelShortCritical,
        Level::NoData => Key::LevelShortNone,
    };
    say(lang, key)
}
