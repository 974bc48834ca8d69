//! What stands before the sections: what the report is, its contents; and the table of ratings.

use super::Composer;
use super::elements::level_word;
use crate::i18n::{Key, date};
use crate::report::Cited;
use kriterion_heart::level::Level;
use kriterion_heart::profile::{Body, Section};
use kriterion_heart::text::Lang;
use kriterion_paper::{Block, Cell, Column, Inline, Role, Row, RowKind, Span, Table, Tone, plain};

/// One judgement of a criterion.
struct Rated {
    level: Option<Level>,
    by: Inline,
    reasons: Inline,
}

impl Composer<'_> {
    pub fn front(&mut self) {
        let lang = self.lang();
        let manuscript = self.manuscript;
        let author = match manuscript.author.as_str() {
            "" => self.sheet.say(Key::CountryNoAuthor),
            author => author,
        };
        let names = manuscript.compared.iter().map(|iso3| {
            let known = self.atlas.country(*iso3);
            known.map_or(iso3.as_str(), |country| country.name.get(lang))
        });
        let names: Vec<&str> = names.collect();
        let hash: String = manuscript.edition.hash.chars().take(12).collect();
        let edition = match hash.is_empty() {
            true => manuscript.edition.label.clone(),
            false => format!("{} ({hash})", manuscript.edition.label),
        };
        let rows = [
            (Key::CountryAuthor, author.to_owned()),
            (Key::CountryClosing, date(lang, manuscript.closing)),
            (Key::CountryEdition, edition),
            (Key::CountryCompared, names.join(", ")),
            (Key::CountryReading, self.sheet.say(Key::CountryReadingText).to_owned()),
        ];
        let row = |(key, value): (Key, String)| Row {
            cells: [self.sheet.say(key).to_owned(), value]
                .map(|text| Cell { text: plain(text), ..Cell::default() })
                .to_vec(),
            ..Row::default()
        };
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty()).map(row).collect();
        self.sheet.push(Block::Table(Table {
            id: "about".to_owned(),
            columns: vec![
                Column { share: 1.0, ..Column::default() },
                Column { share: 3.0, ..Column::default() },
            ],
            rows,
            has_row_heads: true,
            ..Table::default()
        }));
        self.sheet.push(Block::Contents);
        self.sheet.push(Block::NewPage);
    }

    /// The author's level, what others published, what the method says: beside each other, never added up.
    pub fn ratings(&mut self, section: &Section) {
        let columns = [
            (Key::CountryCriterion, 2.0),
            (Key::CountryRating, 1.6),
            (Key::CountryRatedBy, 2.4),
            (Key::CountryReasons, 4.0),
        ];
        let columns = columns.map(|(key, share)| Column {
            title: plain(self.sheet.say(key)),
            share,
            ..Column::default()
        });
        let mut rows = Vec::new();
        for criterion in 1..=8 {
            let rated = self.rated(section, criterion);
            let mut name = plain(title(self.lang(), criterion));
            let levels: Vec<Level> = rated.iter().filter_map(|one| one.level).collect();
            if levels.iter().any(|level| Some(level) != levels.first()) {
                name.push(Span::emphasised(format!(" {}", self.sheet.say(Key::CountryApart))));
            }
            rows.push(Row {
                kind: RowKind::Group,
                cells: vec![Cell { text: name, ..Cell::default() }],
            });
            for one in rated {
                rows.push(self.rating(one));
            }
        }
        let mut below = vec![plain(self.sheet.say(Key::CountryRatingsNote))];
        let notes = section.elements.iter().filter(|element| element.id == "II.0-ratings");
        below.extend(notes.map(|element| plain(element.note.get(self.lang()))));
        let table = Table {
            id: "II.0-ratings".to_owned(),
            caption: plain(self.sheet.say(Key::CountryRatings)),
            columns: columns.to_vec(),
            rows,
            has_row_heads: true,
            below,
        };
        let label = self.tables.next("II.0-ratings");
        self.sheet.table_as(&label, table);
        let lists = section
            .elements
            .iter()
            .filter(|element| matches!(element.body, Body::Events(_) | Body::Contradictions(_)));
        for element in lists {
            self.element(element, section);
        }
    }

    fn rating(&self, rated: Rated) -> Row {
        let lang = self.lang();
        let tone = match rated.level {
            Some(Level::NotCritical) => Tone::Calm,
            Some(Level::PossiblyCritical) => Tone::Caution,
            Some(Level::Critical) => Tone::Grave,
            Some(Level::NoData) | None => Tone::Unknown,
        };
        let cell = |text| Cell { text, ..Cell::default() };
        let level = Cell { text: plain(level_word(lang, rated.level)), tone };
        Row {
            cells: vec![Cell::default(), level, cell(rated.by), cell(rated.reasons)],
            ..Row::default()
        }
    }

    fn rated(&mut self, section: &Section, criterion: u8) -> Vec<Rated> {
        let lang = self.lang();
        let manuscript = self.manuscript;
        let mut all = Vec::new();
        if let Some(own) = manuscript.ratings.get(&criterion) {
            let day = date(lang, manuscript.closing);
            let by = plain(self.sheet.fill(Key::CountryByAuthor, &[("day", &day)]));
            let mut reasons = self.sheet.typed(&own.reasons, manuscript.lang);
            if reasons.is_empty() {
                reasons = plain(self.sheet.say(Key::CountryNoReasons));
            }
            all.push(Rated { level: Some(own.level), by, reasons });
        }
        let published = section.elements.iter().filter_map(|element| match &element.body {
            Body::Ratings(rows) => rows.iter().find(|row| row.criterion == criterion),
            _ => None,
        });
        for row in published.filter(|row| row.level.is_some()) {
            let year = row.year.map(|year| year.to_string()).unwrap_or_default();
            let mut by = Inline::new();
            if let Some(source) = &row.source {
                let name = crate::words::source_line(lang, source);
                let said = if year.is_empty() { name } else { format!("{name}, {year}") };
                by.push(Span::plain(said));
                let cited = Cited { years: &year, ..Cited::whole(source) };
                by.push(self.sheet.cite(cited));
            }
            let reasons = plain(self.sheet.say(Key::CountryNoReasons));
            all.push(Rated { level: row.level, by, reasons });
        }
        for proposal in manuscript.proposals.iter().filter(|one| one.criterion == criterion) {
            let by = self.sheet.fill(
                Key::CountryByMethod,
                &[
                    ("method", proposal.method.get(lang)),
                    ("version", &proposal.version),
                    ("data", &proposal.data),
                ],
            );
            let reasons: Vec<&str> =
                proposal.reasons.iter().map(|reason| reason.get(lang)).collect();
            let reasons = match reasons.is_empty() {
                true => self.sheet.say(Key::CountryNoReasons).to_owned(),
                false => crate::words::listed(lang, &reasons),
            };
            all.push(Rated { level: Some(proposal.level), by: plain(by), reasons: plain(reasons) });
        }
        if all.is_empty() {
            let by = plain(self.sheet.say(Key::ProfileNoEntry));
            all.push(Rated { level: None, by: by.clone(), reasons: by });
        }
        all
    }

    /// The level that the summary names: the author's, else the published one.
    pub fn level_of(&self, criterion: u8) -> Option<(Level, Inline)> {
        let lang = self.lang();
        if let Some(own) = self.manuscript.ratings.get(&criterion) {
            let day = date(lang, self.manuscript.closing);
            let by = self.sheet.fill(Key::CountryByAuthor, &[("day", &day)]);
            return Some((own.level, plain(by)));
        }
        let elements = self.manuscript.facts.section("II.0").map(|section| &section.elements)?;
        let row = elements.iter().find_map(|element| match &element.body {
            Body::Ratings(rows) => rows.iter().find(|row| row.criterion == criterion),
            _ => None,
        })?;
        let year = row.year.map(|year| format!(", {year}")).unwrap_or_default();
        let source = row.source.as_ref().map(|source| crate::words::source_line(lang, source));
        Some((row.level?, plain(format!("{}{year}", source.unwrap_or_default()))))
    }

    /// A paragraph that is the program's, not the author's.
    pub fn aside(&mut self, key: Key) {
        let text = plain(self.sheet.say(key));
        self.sheet.role(Role::Aside, text);
    }
}

/// `2 Human rights in the recipient country`.
pub fn title(lang: Lang, criterion: u8) -> String {
    let key = match criterion {
        1 => Key::CountryCrit1,
        2 => Key::CountryCrit2,
        3 => Key::CountryCrit3,
        4 => Key::CountryCrit4,
        5 => Key::CountryCrit5,
        6 => Key::CountryCrit6,
        7 => Key::CountryCrit7,
        _ => Key::CountryCrit8,
    };
    format!("{criterion} {}", crate::i18n::say(lang, key))
}
