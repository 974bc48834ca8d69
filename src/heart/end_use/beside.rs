//! The law on paper beside the practice on the ground: what the bundled data say on each, and what they do not say.

use crate::Bundle;
use crate::atlas::{Country, FactTable, Iso3};
use crate::date::Date;
use crate::dossier::Evidence;
use crate::evidence::{evidence, of_reading};
use crate::key::{FactKey, row_id};
use crate::phrase::joined;
use crate::rating::{Inputs, Reading, ReadingValue};
use crate::rulebook::{Look, Rows, Spot};
use crate::text::{Lang, Text};

/// Two columns. Neither settles the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beside {
    pub law: Vec<Line>,
    pub practice: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    Fact(Box<Fact>),
    /// Nothing is known; what that means.
    Gap(Text),
}

/// A fact, ready to be attached.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub evidence: Evidence,
    pub title: Text,
    /// Empty where the evidence says it best.
    pub says: Text,
    /// How sure it is, where it is not plainly reported.
    pub certainty: Text,
    /// The day stands in no source; it is that of the newest thing the source names.
    pub is_undated: bool,
}

/// What is known of a state. `say` puts a reading into words.
pub fn beside(bundle: &Bundle, iso3: Iso3, day: Date, say: &dyn Fn(&Reading) -> Text) -> Beside {
    let looker = Looker {
        bundle,
        iso3,
        inputs: Inputs::for_case(bundle.world(), day),
        country: bundle.atlas.country(iso3),
        say,
    };
    let screen = &bundle.rules.end_use;
    let column = |looks: &[Look]| looks.iter().flat_map(|look| looker.lines(look)).collect();
    Beside { law: column(&screen.law), practice: column(&screen.practice) }
}

struct Looker<'a> {
    bundle: &'a Bundle,
    iso3: Iso3,
    inputs: Inputs<'a>,
    country: Option<&'a Country>,
    say: &'a dyn Fn(&Reading) -> Text,
}

impl Looker<'_> {
    fn lines(&self, look: &Look) -> Vec<Line> {
        let facts = match &look.at {
            Spot::Table(rows) => self.rows(rows),
            Spot::Events(sections) => self.events(sections),
            Spot::Treaty(treaty) => {
                let treaty = FactKey::Treaty { iso3: self.iso3, treaty: treaty.clone() };
                self.fact(&treaty, "", "").into_iter().collect()
            }
            Spot::Reading(id) => self.reading(id).into_iter().collect(),
        };
        match facts.is_empty() {
            true => vec![Line::Gap(look.gap.clone())],
            false => facts.into_iter().map(|fact| Line::Fact(Box::new(fact))).collect(),
        }
    }

    /// Rows of a table, in the order of the words that were asked for.
    fn rows(&self, of: &Rows) -> Vec<Fact> {
        let mut tables = self.country.into_iter().flat_map(|country| &country.tables);
        let Some(table) = tables.find(|table| table.id == of.table) else { return Vec::new() };
        let mut found = Vec::new();
        for word in &of.only {
            let rows = table.rows.iter().enumerate();
            let wanted = rows.filter(|(_, row)| table.cell(row, &of.column) == word);
            found.extend(wanted.filter_map(|(at, row)| self.row(of, table, word, at, row)));
        }
        found
    }

    fn row(
        &self,
        of: &Rows,
        table: &FactTable,
        word: &str,
        at: usize,
        row: &[String],
    ) -> Option<Fact> {
        let (iso3, id) = (self.iso3, of.table.clone());
        let key = FactKey::Table { iso3, table: id, row: row_id(table, at, row) };
        let basis = table.cell(row, "as_of_basis");
        let plain = self.fact(&key, table.cell(row, "certainty"), basis)?;
        let title = self.cell(table, row, &of.head);
        let mut parts = vec![self.bundle.layout.word(&of.words, word)];
        let also = of.also.iter().map(|name| self.cell(table, row, name));
        parts.extend(also.filter(|text| *text != title));
        Some(Fact { says: joined(&parts, " · "), title, ..plain })
    }

    /// A cell in each language: of the column for it, or translated.
    fn cell(&self, table: &FactTable, row: &[String], name: &str) -> Text {
        let of = |lang: Lang| {
            let names = [format!("{name}_{}", lang.code()), name.to_owned(), format!("{name}_en")];
            let mut cells = names.iter().map(|name| table.cell(row, name).trim());
            let cell = cells.find(|cell| !cell.is_empty()).unwrap_or_default();
            self.bundle.atlas.translations.word(cell, lang).to_owned()
        };
        Text { en: of(Lang::En), de: of(Lang::De), fr: of(Lang::Fr) }
    }

    /// Those that concern criterion 2, in the order of time.
    fn events(&self, sections: &[String]) -> Vec<Fact> {
        let events = self.country.into_iter().flat_map(|country| &country.events);
        let mut found: Vec<_> = events
            .filter(|event| event.criteria.contains(&2))
            .filter(|event| sections.contains(&event.section_code))
            .collect();
        found.sort_by_key(|event| event.date.or(event.until).or(event.as_of));
        let fact = |event: &crate::atlas::Event| {
            let key = FactKey::Event { iso3: self.iso3, id: event.id.clone() };
            let basis = if event.date.is_some() { "stated" } else { &event.as_of_basis };
            self.fact(&key, &event.certainty, basis)
        };
        found.into_iter().filter_map(fact).collect()
    }

    fn fact(&self, key: &FactKey, certainty: &str, basis: &str) -> Option<Fact> {
        let certainty = match certainty {
            "" | "reported" => Text::default(),
            code => self.bundle.layout.word("certainty", code),
        };
        let evidence = evidence(&self.bundle.atlas, &key.to_string())?;
        let is_undated = !matches!(basis, "" | "stated");
        let title = evidence.title.clone();
        Some(Fact { evidence, title, says: Text::default(), certainty, is_undated })
    }

    fn reading(&self, id: &str) -> Option<Fact> {
        let reading = self.inputs.reading(id, self.iso3);
        if matches!(reading.value, ReadingValue::Gap(_)) {
            return None;
        }
        let evidence = of_reading(&reading, self.iso3, (self.say)(&reading));
        let (title, says) = (evidence.title.clone(), Text::default());
        Some(Fact { evidence, title, says, certainty: Text::default(), is_undated: false })
    }
}
