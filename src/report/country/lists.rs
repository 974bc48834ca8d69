//! What is no table of figures: treaties, embargoes, events, reports filed, contradictions, gaps.

use super::Composer;
use crate::i18n::{Key, Word, date, say};
use crate::report::Cited;
use crate::words;
use kriterion_heart::profile::{
    ContradictionRow, Element, EmbargoRow, EventRow, GapRow, Strip, TreatyRow,
};
use kriterion_paper::{Cell, Column, Inline, Item, Link, List, Row, Span, Table, Words, plain};

impl Composer<'_> {
    pub fn treaties(&mut self, element: &Element, rows: &[TreatyRow]) -> Table {
        let lang = self.lang();
        let mut table = self.titled(
            element,
            &[
                Key::CountryTreaty,
                Key::CountryStatus,
                Key::CountryYear,
                Key::CountryAsOf,
                Key::CountryRemark,
            ],
        );
        for row in rows {
            let mut head = plain(row.short.get(lang));
            if row.full.get(lang) != row.short.get(lang) && !row.full.is_empty() {
                head = vec![
                    Span::strong(row.short.get(lang)),
                    Span::plain(format!(" {}", row.full.get(lang))),
                ];
            }
            if let Some(source) = &row.source {
                let years = row.year.map(|year| year.to_string()).unwrap_or_default();
                let cited = Cited {
                    series: row.short.get(lang),
                    years: &years,
                    accessed: row.as_of.filter(|day| day.is_full()),
                    ..Cited::whole(source)
                };
                head.push(self.sheet.cite(cited));
            }
            let year = row.year.map(|year| year.to_string());
            let cells = [
                row.status.word(lang).to_owned(),
                year.unwrap_or_else(|| say(lang, Key::ProfileNoEntry).to_owned()),
                row.as_of.map_or_else(
                    || say(lang, Key::ProfileNoEntry).to_owned(),
                    |day| date(lang, day),
                ),
                row.note.get(lang).to_owned(),
            ];
            table.rows.push(cells_of(head, cells));
        }
        table
    }

    /// A table with titles for its columns, without rows as yet.
    pub fn titled(&self, element: &Element, titles: &[Key]) -> Table {
        let lang = self.lang();
        let columns =
            titles.iter().map(|key| Column { title: plain(say(lang, *key)), ..Column::default() });
        let note = element.note.get(lang);
        Table {
            id: element.id.clone(),
            caption: plain(element.title.get(lang)),
            columns: columns.collect(),
            has_row_heads: true,
            below: if note.is_empty() { Vec::new() } else { vec![plain(note)] },
            rows: Vec::new(),
        }
    }

    pub fn embargoes(&mut self, rows: &[EmbargoRow]) -> List {
        let mut items = Vec::new();
        for row in rows {
            items.push(Item { text: self.embargo(row), below: None });
        }
        List { is_numbered: false, items }
    }

    fn embargo(&mut self, row: &EmbargoRow) -> Inline {
        let lang = self.lang();
        let scope = match row.scope_text.is_empty() {
            true => row.scope.word(lang),
            false => row.scope_text.get(lang),
        };
        let mut parts = vec![row.target.word(lang).to_owned(), scope.to_owned(), row.act.clone()];
        let dated = [
            (Key::ProfileSince, "date", row.since),
            (Key::ProfileUntil, "date", row.until),
            (Key::ProfileAsOf, "as_of", row.as_of),
        ];
        parts.extend(dated.into_iter().filter_map(|(key, slot, day)| {
            day.map(|day| self.sheet.fill(key, &[(slot, &date(lang, day))]))
        }));
        parts.push(row.note.get(lang).to_owned());
        if !row.differs.is_empty() {
            parts.push(say(lang, Key::ProfileDiffers).to_owned());
        }
        parts.retain(|part| !part.is_empty());
        let head = format!("{} · {}", row.issuer.word(lang), row.name.get(lang));
        let said = words::labelled(lang, "", &words::listed(lang, &parts));
        let mut text = vec![Span::strong(head), Span::plain(said)];
        let cited = Cited {
            accessed: row.as_of.filter(|day| day.is_full()),
            series: row.name.get(lang),
            ..Cited::whole(&row.source)
        };
        text.push(self.sheet.cite(cited));
        if let Some(warning) = words::embargo_warning(lang, row) {
            text.push(Span::strong(format!(" {warning}")));
        }
        text
    }

    /// Each with its date, how sure it is, and its source in brackets: a footnote for each would drown the page.
    pub fn events(&mut self, rows: &[EventRow]) -> List {
        let lang = self.lang();
        let mut items = Vec::new();
        for row in rows {
            let when = words::event_when(lang, row);
            let mut text = vec![
                Span::strong(when),
                Span::plain(words::labelled(lang, "", row.text.get(lang))),
            ];
            let tags = words::event_tags(lang, row);
            if !tags.is_empty() {
                text.push(Span::emphasised(format!(" [{}]", words::listed(lang, &tags))));
            }
            let source = words::source_line(lang, &row.source);
            if !source.is_empty() {
                let link =
                    row.source.url.starts_with("http").then(|| Link::Url(row.source.url.clone()));
                let text_of = Words { text: source, link, ..Words::default() };
                text.extend([Span::plain(" ("), Span::Words(text_of), Span::plain(")")]);
                self.sheet.list_source(&row.source);
            }
            items.push(Item { text, below: None });
        }
        List { is_numbered: false, items }
    }

    /// Years of one duty that follow each other with one state are one span.
    pub fn strips(&mut self, element: &Element, strips: &[Strip]) -> Table {
        let lang = self.lang();
        let mut table =
            self.titled(element, &[Key::CountryDuty, Key::CountryYears, Key::CountryRemark]);
        for strip in strips {
            let mut head = plain(strip.name.get(lang));
            let years = super::tables::span(strip.years.iter().map(|year| year.year));
            let cited = Cited {
                series: strip.name.get(lang),
                years: &years,
                ..Cited::whole(&strip.source)
            };
            head.push(self.sheet.cite(cited));
            let mut runs: Vec<(u16, u16, &'static str)> = Vec::new();
            for year in &strip.years {
                let word = year.state.word(lang);
                match runs.last_mut() {
                    Some((_, last, known)) if *known == word && *last + 1 == year.year => {
                        *last = year.year;
                    }
                    _ => runs.push((year.year, year.year, word)),
                }
            }
            let mut said: Vec<String> = runs
                .into_iter()
                .map(|(first, last, word)| {
                    words::labelled(lang, &super::tables::span([first, last].into_iter()), word)
                })
                .collect();
            said.extend(strip.undated.map(|state| {
                self.sheet.fill(Key::ProfileUndatedReport, &[("state", state.word(lang))])
            }));
            let notes: Vec<&str> = strip.notes.iter().map(|note| note.get(lang)).collect();
            table
                .rows
                .push(cells_of(head, [words::listed(lang, &said), words::listed(lang, &notes)]));
        }
        table
    }

    pub fn contradictions(&mut self, rows: &[ContradictionRow]) -> List {
        let lang = self.lang();
        let item = |row: &ContradictionRow| {
            let head = format!("{} · {} · {}", row.id, row.topic.get(lang), row.kind.get(lang));
            let claims = row
                .claims
                .iter()
                .map(|claim| format!("{} ({})", claim.says.get(lang), claim.place.get(lang)));
            let mut below: Vec<Item> =
                claims.map(|claim| Item { text: plain(claim), below: None }).collect();
            let handling =
                self.sheet.fill(Key::ProfileHandling, &[("how", row.handling.get(lang))]);
            below.push(Item { text: plain(handling), below: None });
            if row.needs_outside_check {
                let text = vec![Span::emphasised(say(lang, Key::ProfileOutsideCheck))];
                below.push(Item { text, below: None });
            }
            let below = Some(List { is_numbered: false, items: below });
            Item { text: vec![Span::strong(head)], below }
        };
        List { is_numbered: false, items: rows.iter().map(item).collect() }
    }

    pub fn gaps(&self, rows: &[GapRow]) -> List {
        let lang = self.lang();
        let item = |row: &GapRow| {
            let said = words::labelled(lang, &row.section, row.what.get(lang));
            Item { text: plain(said), below: None }
        };
        List { is_numbered: false, items: rows.iter().map(item).collect() }
    }
}

fn cells_of(head: Inline, cells: impl IntoIterator<Item = String>) -> Row {
    let cells = cells.into_iter().map(|text| Cell { text: plain(text), ..Cell::default() });
    let head = Cell { text: head, ..Cell::default() };
    Row { cells: std::iter::once(head).chain(cells).collect(), ..Row::default() }
}
