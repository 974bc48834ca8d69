//! What the map says: a class, a value in words and a sentence for each state, and the legend. Made off the frame path.

use crate::gui::cx::Cx;
use crate::gui::theme::MapFill;
use crate::i18n::{Key, Word as _, fill, number_short, say};
use crate::session::Session;
use crate::words;
use kriterion_heart::atlas::{Direction, Indicator, Iso3, Qualifier};
use kriterion_heart::choropleth::{Absent, Choropleth, Scale, Shown};
use kriterion_heart::globe::{Land, Standing};
use kriterion_heart::level::Level;
use kriterion_heart::rating::{AgeRule, AsOf, Method};
use kriterion_heart::text::{Lang, Text, fold};
use std::sync::atomic::{AtomicU64, Ordering};

/// One figure or level of every state, ready to be drawn.
pub struct WorldMap {
    /// Tells this map from every other one.
    pub(super) number: u64,
    pub(super) title: String,
    /// Unit and years.
    pub(super) about: String,
    pub(super) source: String,
    /// Where the outlines are from.
    pub(super) outlines: String,
    pub(super) legend: Vec<Item>,
    /// In the order of the atlas, which is that of the codes.
    rows: Vec<Row>,
    /// Rows as the table lists them: the highest first, what is missing last.
    order: Vec<usize>,
    /// Those of `order` that a filter leaves, and the filter.
    left: Option<(String, Vec<usize>)>,
}

/// One state.
pub(super) struct Row {
    pub iso3: Iso3,
    pub name: String,
    folded: String,
    pub value: String,
    pub year: String,
    /// `Kazakhstan: 0.6 percent of GDP (2024)`.
    pub said: String,
    pub fill: MapFill,
    rank: Option<f64>,
}

impl Row {
    pub fn is_absent(&self) -> bool {
        self.rank.is_none()
    }
}

/// One line of the legend.
pub(super) struct Item {
    pub fill: MapFill,
    pub words: String,
    /// States.
    pub count: usize,
}

impl WorldMap {
    /// A series: of one year, or the newest value of each state that is not too old.
    pub fn of_series(session: &Session, series: &Indicator, ages: &AgeRule, as_of: AsOf) -> Self {
        let (lang, bundle) = (session.lang, &session.bundle);
        let found = Choropleth::of_series(bundle.world(), series, ages, as_of);
        let about = [series.unit.get(lang).to_owned(), years(lang, &found)];
        let source = bundle.atlas.source(series.source).map_or_else(String::new, |source| {
            let slots =
                [("source", source.publisher.as_str()), ("vintage", source.vintage.get(lang))];
            fill(lang, Key::MapSource, &slots)
        });
        let filled = |class: usize| MapFill::Class {
            weight: found.weight(class, series.direction),
            is_judged: series.direction != Direction::Neutral,
        };
        let value = |value: f64| match series.category(value) {
            Some(word) => word.get(lang).to_owned(),
            None => format!("{} {}", number_short(lang, value), series.unit.get(lang)),
        };
        let classes = classes(lang, &found, &filled);
        Self::new(
            session,
            series.name.get(lang),
            &about,
            source,
            &found,
            classes,
            (&filled, &value),
        )
    }

    /// The levels of one criterion by a method; `levels` as `choropleth::levels_of_all` makes them.
    pub fn of_levels(
        session: &Session,
        method: &Method,
        levels: &[[Level; 8]],
        criterion: u8,
    ) -> Self {
        let (lang, bundle) = (session.lang, &session.bundle);
        let found = Choropleth::of_levels(&bundle.atlas, levels, criterion);
        let slots = [
            ("criterion", &*words::criterion(lang, criterion)),
            ("method", method.title.get(lang)),
        ];
        let title = fill(lang, Key::MapLevels, &slots);
        let source = fill(lang, Key::MapEdition, &[("edition", &bundle.atlas.edition.label)]);
        let filled = |class: usize| MapFill::Level(Level::from_rank(class as u8));
        let classes = (0..3)
            .zip(&found.counts)
            .map(|(rank, count)| {
                let level = Level::from_rank(rank);
                let words = level.word(lang).to_owned();
                Item { fill: MapFill::Level(level), words, count: *count }
            })
            .collect();
        let value = |_| String::new();
        Self::new(session, &title, &[], source, &found, classes, (&filled, &value))
    }

    fn new(
        session: &Session,
        title: &str,
        about: &[String],
        source: String,
        found: &Choropleth,
        classes: Vec<Item>,
        (filled, value): (&dyn Fn(usize) -> MapFill, &dyn Fn(f64) -> String),
    ) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let (lang, bundle) = (session.lang, &session.bundle);
        let rows: Vec<Row> = bundle
            .atlas
            .countries
            .iter()
            .zip(&found.cells)
            .map(|(country, cell)| {
                let name = country.name.get(lang).to_owned();
                let (value, year) = words_of(lang, &cell.shown, value);
                let dated =
                    if year.is_empty() { value.clone() } else { format!("{value} ({year})") };
                Row {
                    iso3: cell.iso3,
                    folded: fold(&name),
                    said: words::labelled(lang, &name, &dated),
                    fill: cell.shown.class().map_or(MapFill::NoData, filled),
                    rank: match cell.shown {
                        Shown::Value { value, .. } => Some(value),
                        Shown::Level { class, .. } => Some(class as f64),
                        Shown::Absent(_) => None,
                    },
                    name,
                    value,
                    year,
                }
            })
            .collect();
        let mut order: Vec<(usize, &Row)> = rows.iter().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| {
            let by_value = match (a.rank, b.rank) {
                (Some(a), Some(b)) => b.total_cmp(&a),
                (a, b) => b.is_some().cmp(&a.is_some()),
            };
            by_value.then_with(|| a.folded.cmp(&b.folded))
        });
        let order = order.into_iter().map(|(at, _)| at).collect();
        let mut legend = classes;
        legend.push(Item {
            fill: MapFill::NoData,
            words: say(lang, Key::MapNoData).to_owned(),
            count: found.absent,
        });
        let others = bundle.map.lands.iter().filter(|land| !land.is_state()).count();
        if others > 0 {
            let words = say(lang, Key::MapOther).to_owned();
            legend.push(Item { fill: MapFill::Other, words, count: others });
        }
        let drawn = bundle.atlas.source_by_id(&bundle.map.source);
        let drawn = drawn.map_or("", |source| source.publisher.as_str());
        let about: Vec<&str> =
            about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            title: title.to_owned(),
            about: about.join(" · "),
            source,
            outlines: fill(lang, Key::MapOutlines, &[("source", drawn)]),
            legend,
            rows,
            order,
            left: None,
        }
    }

    pub(super) fn row(&self, iso3: Iso3) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&iso3, |row| row.iso3).ok()?;
        self.rows.get(at)
    }

    pub(super) fn fill(&self, land: &Land) -> MapFill {
        match land.standing {
            Standing::State => self.row(land.code).map_or(MapFill::NoData, |row| row.fill),
            Standing::Territory(_) | Standing::Disputed => MapFill::Other,
        }
    }

    /// What there is to say of a land.
    pub(super) fn said(&self, cx: &Cx<'_>, land: &Land) -> String {
        let name = |text: &Text| cx.text(text).to_owned();
        match land.standing {
            Standing::State => self.row(land.code).map(|row| row.said.clone()).unwrap_or_default(),
            Standing::Territory(of) => {
                let state = cx.session.bundle.atlas.country(of);
                let state = state.map_or_else(|| of.to_string(), |state| name(&state.name));
                cx.fill(Key::MapTerritory, &[("name", &name(&land.name)), ("state", &state)])
            }
            Standing::Disputed => cx.fill(Key::MapDisputed, &[("name", &name(&land.name))]),
        }
    }

    /// The rows whose names hold what was typed.
    pub(super) fn listed(&mut self, filter: &str) -> impl Iterator<Item = &Row> {
        if self.left.as_ref().is_none_or(|(of, _)| of != filter) {
            let typed = fold(filter.trim());
            let fits = |at: &usize| {
                self.rows.get(*at).is_some_and(|row| {
                    row.folded.contains(&typed) || row.iso3.as_str().eq_ignore_ascii_case(&typed)
                })
            };
            let left = self.order.iter().copied().filter(fits).collect();
            self.left = Some((filter.to_owned(), left));
        }
        let left = self.left.as_ref().map_or(&[][..], |(_, left)| left);
        left.iter().filter_map(|at| self.rows.get(*at))
    }
}

/// Value and year of a state, or why there is none.
fn words_of(lang: Lang, shown: &Shown, words: &dyn Fn(f64) -> String) -> (String, String) {
    let why = |key, year: u16| (fill(lang, key, &[("year", &year.to_string())]), String::new());
    match *shown {
        Shown::Value { value, year, qualifier, class: _ } => {
            let value = words(value);
            let value = match qualifier {
                Qualifier::Firm => value,
                other => format!("{value} ({})", other.word(lang)),
            };
            (value, year.to_string())
        }
        Shown::Level { level, class: _ } => (level.word(lang).to_owned(), String::new()),
        Shown::Absent(Absent::NotNamed) => (say(lang, Key::MapNotNamed).to_owned(), String::new()),
        Shown::Absent(Absent::Undecided) => {
            (say(lang, Key::MapUndecided).to_owned(), String::new())
        }
        Shown::Absent(Absent::NotOfYear(year)) => why(Key::MapNotOfYear, year),
        Shown::Absent(Absent::TooOld(year)) => why(Key::MapTooOld, year),
        Shown::Absent(Absent::Said(status, year)) => {
            let slots = [("why", status.word(lang)), ("year", &*year.to_string())];
            (fill(lang, Key::MapNotGiven, &slots), String::new())
        }
    }
}

fn years(lang: Lang, found: &Choropleth) -> String {
    match found.years {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => {
            let slots = [("first", &*first.to_string()), ("last", &*last.to_string())];
            fill(lang, Key::MapYears, &slots)
        }
        None => String::new(),
    }
}

/// The classes of a series in words, the lowest first.
fn classes(lang: Lang, found: &Choropleth, filled: &dyn Fn(usize) -> MapFill) -> Vec<Item> {
    let number = |value: f64| number_short(lang, value);
    let words: Vec<String> = match &found.scale {
        Scale::Values(values) => values
            .iter()
            .map(|(value, word)| match word {
                Some(word) => word.get(lang).to_owned(),
                None => number(*value),
            })
            .collect(),
        Scale::Ranges { low, limits, high } => (0..=limits.len())
            .map(|class| {
                let from = class.checked_sub(1).and_then(|at| limits.get(at)).unwrap_or(low);
                let (key, to) = match limits.get(class) {
                    Some(to) => (Key::MapClass, to),
                    None => (Key::MapClassLast, high),
                };
                fill(lang, key, &[("from", &number(*from)), ("to", &number(*to))])
            })
            .collect(),
        Scale::Levels => Vec::new(),
    };
    let counted = words.into_iter().zip(&found.counts).enumerate();
    counted
        .map(|(class, (words, count))| Item { fill: filled(class), words, count: *count })
        .collect()
}
