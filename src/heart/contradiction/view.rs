//! The facts on one state, as the rules see them, and the sides that they make of them.

use super::quantity::{Quantity, Vocabulary};
use super::{Found, How, Rule, Says, Side, Uses, Why};
use crate::atlas::{
    Atlas, Citation, ConflictYear, Country, CountryIx, Event, Fact, FactTable, Indicator, Iso3,
    Point, Qualifier,
};
use crate::key::{FactKey, row_id};
use crate::measure::{Measure, of_fact};
use crate::text::{Text, fold};

pub struct View<'a> {
    pub atlas: &'a Atlas,
    pub country: &'a Country,
    pub at: CountryIx,
    pub list: &'static Vocabulary,
    /// For each quantity of the list, what is said of it; looked up once, since names are compared.
    said: Vec<Vec<Known<'a>>>,
}

/// A row of a table, by names of columns.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub table: &'a FactTable,
    pub at: usize,
    pub cells: &'a [String],
}

impl<'a> Row<'a> {
    pub fn get(&self, column: &str) -> &'a str {
        self.table.cell(self.cells, column).trim()
    }

    pub fn number(&self, column: &str) -> Option<f64> {
        self.get(column).parse().ok()
    }
}

/// A fact with its position.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub at: usize,
    pub fact: &'a Fact,
    pub value: f64,
}

impl<'a> View<'a> {
    pub fn of(atlas: &'a Atlas, iso3: Iso3) -> Option<Self> {
        let list = Vocabulary::get();
        let mut view = Self {
            atlas,
            country: atlas.country(iso3)?,
            at: atlas.country_index(iso3)?,
            list,
            said: Vec::new(),
        };
        let own: Vec<(Known<'a>, Option<Measure>, String)> = view
            .facts()
            // A goal is no figure, and one on another state none of this.
            .filter(|known| {
                known.fact.about.is_empty() && known.fact.qualifier != Qualifier::Planned
            })
            .map(|known| (known, of_fact(known.fact), fold(&known.fact.name.en)))
            .collect();
        view.said = list.quantities.iter().map(|quantity| told_of(quantity, &own)).collect();
        Some(view)
    }

    pub fn iso3(&self) -> Iso3 {
        self.country.iso3
    }

    /// The year that the data are of.
    pub fn newest_year(&self) -> u16 {
        self.atlas.edition.newest_year
    }

    /// Facts with a value, with their positions.
    pub fn facts(&self) -> impl Iterator<Item = Known<'a>> + use<'a> {
        let country = self.country;
        country
            .facts
            .iter()
            .enumerate()
            .filter_map(|(at, fact)| Some(Known { at, fact, value: fact.value? }))
    }

    /// What is said of a quantity for this state, oldest first; goals are none of it.
    pub fn of_quantity(&self, quantity: &Quantity) -> &[Known<'a>] {
        let mut pairs = self.list.quantities.iter().zip(&self.said);
        pairs.find(|(one, _)| one.id == quantity.id).map_or(&[], |(_, said)| said.as_slice())
    }

    /// The bundled series of a quantity, with the points of this state.
    pub fn series(&self, id: &str) -> Option<(&'a Indicator, &'a [Point])> {
        let series =
            self.atlas.indicators.iter().find(|series| !id.is_empty() && series.id == id)?;
        let points = series.points_of(self.at);
        (!points.is_empty()).then_some((series, points))
    }

    pub fn table(&self, id: &str) -> Option<&'a FactTable> {
        self.country.tables.iter().find(|table| table.id == id)
    }

    /// Rows of all tables that have these columns.
    pub fn rows(&self, columns: &'a [&'a str]) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let country = self.country;
        country
            .tables
            .iter()
            .filter(move |table| columns.iter().all(|column| table.column(column).is_some()))
            .flat_map(|table| {
                table.rows.iter().enumerate().map(move |(at, cells)| Row { table, at, cells })
            })
    }

    /// Events on this state, not only on its neighbours.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let (country, iso3) = (self.country, self.iso3());
        let own = move |event: &&Event| event.places.iter().any(|place| place == iso3.as_str());
        country.events.iter().filter(own)
    }

    pub fn fact(&self, known: Known<'_>) -> Side {
        let fact = known.fact;
        let when = fact.year.map_or_else(|| fact.period.clone(), |year| year.to_string());
        // A number is told as a number, so that every language prints it its own way.
        // `0,837` could be thousands to a general reader; the value says that it is none.
        let decimal = fact.printed.replace('.', "").replace(',', ".").parse::<f64>().ok();
        let read = [crate::amount::parse(&fact.printed), decimal];
        let is_number = fact.printed.is_empty() || read.contains(&Some(known.value));
        // "rund 88 %" and "dreizehn" are words of one language; the qualifier says the same in all.
        let is_in_words = fact.printed.trim_start().starts_with(char::is_alphabetic);
        let (figure, qualifier) = match is_number || is_in_words {
            true => (known.value.to_string(), fact.qualifier),
            false => (fact.printed.clone(), Qualifier::Firm),
        };
        let (name, unit) = (fact.name.clone(), fact.unit.clone());
        Side {
            says: Says::Figure { name, figure, qualifier, unit, when },
            key: Some(FactKey::Fact { iso3: self.iso3(), at: known.at }),
            criteria: fact.criteria.clone(),
            refs: refs(&[&fact.note.en]),
            ..cited(&fact.cited)
        }
    }

    pub fn event(&self, event: &Event) -> Side {
        self.event_with(event, String::new())
    }

    /// An event with the number of it that matters.
    pub fn event_with(&self, event: &Event, figure: String) -> Side {
        let when = event.date.map_or_else(String::new, |date| date.to_string());
        Side {
            says: Says::Event { text: event.text.clone(), when, figure },
            key: Some(FactKey::Event { iso3: self.iso3(), id: event.id.clone() }),
            criteria: event.criteria.clone(),
            refs: event.contradictions.clone(),
            ..cited(&event.cited)
        }
    }

    pub fn row(&self, row: Row<'_>, name: Text, figure: &str, unit: Text, when: &str) -> Side {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let criteria = ["criteria", "criterion"].iter().find_map(|column| {
            let cell = row.get(column);
            (!cell.is_empty()).then(|| cell.split(';').filter_map(|n| n.parse().ok()).collect())
        });
        Side {
            says: Says::Figure {
                name,
                figure: figure.to_owned(),
                qualifier: Qualifier::Firm,
                unit,
                when: when.to_owned(),
            },
            source: row.get("source_cited").to_owned(),
            place: row.get("seed_ref").to_owned(),
            key: Some(FactKey::Table {
                iso3: self.iso3(),
                table: row.table.id.clone(),
                row: row_id(row.table, row.at, row.cells),
            }),
            criteria: criteria.unwrap_or_else(|| row.table.criteria.clone()),
            refs: refs(&cells),
        }
    }

    pub fn point(&self, series: &Indicator, point: &Point) -> Side {
        Side {
            says: Says::Figure {
                name: series.name.clone(),
                figure: point.value.map_or_else(String::new, |value| value.to_string()),
                qualifier: point.qualifier,
                unit: series.unit.clone(),
                when: point.year.to_string(),
            },
            source: self
                .atlas
                .source(series.source)
                .map_or_else(String::new, |s| s.title.en.clone()),
            place: series.id.clone(),
            key: Some(FactKey::Observation {
                iso3: self.iso3(),
                indicator: series.id.clone(),
                year: point.year,
            }),
            criteria: series.criteria.clone(),
            refs: Vec::new(),
        }
    }

    pub fn conflict(&self, row: &ConflictYear, name: Text, figure: String) -> Side {
        Side {
            says: Says::Figure {
                name,
                figure,
                qualifier: Qualifier::Firm,
                unit: Text::default(),
                when: row.year.to_string(),
            },
            source: self.atlas.source(row.source).map_or_else(String::new, |s| s.title.en.clone()),
            place: String::new(),
            key: Some(FactKey::Conflict {
                iso3: self.iso3(),
                year: row.year,
                kind: row.kind.code().to_owned(),
            }),
            criteria: vec![3],
            refs: Vec::new(),
        }
    }

    pub fn found(&self, rule: Rule, topic: Text, a: Side, b: Side, uses: Uses, why: Why) -> Found {
        let mut criteria: Vec<u8> = a.criteria.iter().chain(&b.criteria).copied().collect();
        criteria.sort_unstable();
        criteria.dedup();
        Found { rule, iso3: self.iso3(), topic, a, b, uses, why, criteria, known: None }
    }
}

fn told_of<'a>(
    quantity: &Quantity,
    own: &[(Known<'a>, Option<Measure>, String)],
) -> Vec<Known<'a>> {
    let of_it = own
        .iter()
        .filter(|(known, measure, name)| quantity.is_of(known.fact, measure.as_ref(), name));
    let mut all: Vec<Known<'a>> = of_it.map(|(known, ..)| *known).collect();
    all.sort_by_key(|known| (known.fact.year, known.at));
    all
}

fn cited(cited: &Citation) -> Side {
    Side {
        says: Says::Words(Text::default()),
        source: cited.source.clone(),
        place: cited.place.clone(),
        key: None,
        criteria: Vec::new(),
        refs: Vec::new(),
    }
}

/// A side that the program computes from one of the facts.
pub fn computed(how: How, value: f64, unit: &Text, from: &Side) -> Side {
    // As exact as a reader needs it.
    let value = (value * 100.0).round() / 100.0;
    let says = Says::Computed { how, value, unit: unit.clone() };
    Side { says, key: None, ..from.clone() }
}

/// A side that says what the data hold, or lack.
pub fn holds(how: How, what: impl Into<String>, from: &Side) -> Side {
    Side { says: Says::Holds { how, what: Text::same(what) }, key: None, ..from.clone() }
}

/// Ids such as `KAZ-X12` in remarks.
fn refs(cells: &[&str]) -> Vec<String> {
    let words =
        cells.iter().flat_map(|cell| cell.split(|c: char| !(c.is_alphanumeric() || c == '-')));
    let is_id = |word: &&str| {
        let Some((state, number)) = word.split_once("-X") else { return false };
        Iso3::parse(state).is_some()
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    };
    words.filter(is_id).map(str::to_owned).collect()
}
