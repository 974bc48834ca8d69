//! Sections with their tables, charts, boxes and lists, and the author's words between them.

use super::Composer;
use super::parts::{PARTS, Part};
use crate::i18n::{Key, Word, say};
use crate::report::name_of;
use crate::words;
use kriterion_heart::profile::{Body, Element, Kind, Section};
use kriterion_paper::{Block, Boxed, Paragraph, Role, Span, Table, plain};

impl Composer<'_> {
    pub fn sections(&mut self) {
        let manuscript = self.manuscript;
        let mut open = None;
        for section in manuscript.facts.sections.iter().filter(|section| section.code != "S") {
            let (id, title) = match section.code.split('.').next() {
                Some("I") => ("part-I", Key::CountryPartOne),
                Some("II") => ("part-II", Key::CountryPartTwo),
                _ => ("part-A", Key::CountryPartAnnex),
            };
            if open != Some(id) {
                open = Some(id);
                self.sheet.push(Block::NewPage);
                let title = self.sheet.say(title);
                self.heading(1, id, title);
            }
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        let lang = self.lang();
        let title = match section.code.as_str() {
            code @ ("A" | "Q") => format!("{code}  {}", section.title.get(lang)),
            code => format!("{code} {}", section.title.get(lang)),
        };
        self.heading(2, &format!("section-{}", section.code), &title.replace("  ", " "));
        if section.code == "II.0" {
            self.ratings(section);
            PARTS.iter().filter(|part| part.section == "II.0").for_each(|part| self.part(part));
            return;
        }
        if section.is_empty() && section.code != "Q" {
            let text = plain(self.sheet.say(Key::CountryNothing));
            self.sheet.role(Role::Aside, text);
        }
        let mut parts: Vec<&Part> =
            PARTS.iter().filter(|part| part.section == section.code).collect();
        for element in &section.elements {
            self.element(element, section);
            let here: Vec<&Part> =
                parts.iter().copied().filter(|part| part.after == element.id).collect();
            parts.retain(|part| part.after != element.id);
            here.into_iter().for_each(|part| self.part(part));
        }
        parts.into_iter().for_each(|part| self.part(part));
        if section.code == "Q" {
            self.updates();
        }
    }

    /// The program's sentences, then the author's words.
    fn part(&mut self, part: &Part) {
        let text = self.manuscript.text(part.code).to_owned();
        let has_sentences = self.sentences.iter().any(|sentence| sentence.part == part.code);
        if text.is_empty() && !has_sentences && self.options.is_final {
            return;
        }
        let title = self.sheet.say(part.title);
        if part.is_box {
            let mut blocks = self.words_of(part, &text);
            if blocks.is_empty() {
                blocks.push(hint(self.sheet.say(part.hint)));
            }
            let id = format!("part-{}", part.code);
            self.sheet.boxed(Boxed { id, title: plain(title), blocks });
            return;
        }
        self.heading(3, &format!("part-{}", part.code), title);
        self.generated(part.code);
        let blocks = self.words_of(part, &text);
        if blocks.is_empty() {
            self.hint(part.hint);
        }
        blocks.into_iter().for_each(|block| self.sheet.push(block));
    }

    fn words_of(&mut self, part: &Part, text: &str) -> Vec<Block> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        let mut blocks = Vec::new();
        if self.foreign().is_some() {
            let named = name_of(self.lang(), self.manuscript.lang);
            let mark = self.sheet.fill(Key::CountryWrittenIn, &[("language", named)]);
            blocks.push(Block::Paragraph(Paragraph {
                role: Role::Aside,
                text: vec![Span::emphasised(mark)],
                is_generated: false,
            }));
        }
        blocks.extend(self.authored(part.code, text));
        blocks
    }

    pub fn element(&mut self, element: &Element, section: &Section) {
        match &element.body {
            // The list of sources stands at the end of every report.
            Body::Sources => (),
            Body::Nothing if element.kind == Kind::Note => {
                let text = plain(element.note.get(self.lang()));
                self.sheet.role(Role::Aside, text);
            }
            Body::Nothing => self.empty(element, section),
            body if body.is_bare() => self.empty(element, section),
            Body::Grid(grid) => {
                let table = super::tables::of_grid(self, element, grid);
                self.laid(element, table);
            }
            Body::Sides(sides) => {
                for side in sides.iter() {
                    let own = Element {
                        title: kriterion_heart::phrase::joined(
                            &[element.title.clone(), side.title.clone()],
                            ": ",
                        ),
                        ..element.clone()
                    };
                    let table = super::tables::of_grid(self, &own, &side.grid);
                    self.laid(&own, table);
                }
            }
            Body::Lines(lines) => {
                let figure = super::charts::of_lines(self, element, lines);
                let label = self.charts.next(&element.id);
                self.sheet.figure_as(&label, figure);
            }
            Body::Bars(bars) => {
                let figure = super::charts::of_bars(self, element, bars);
                let label = self.charts.next(&element.id);
                self.sheet.figure_as(&label, figure);
            }
            Body::Treaties(rows) => {
                let table = self.treaties(element, rows);
                self.laid(element, table);
            }
            Body::Strips(strips) => {
                let table = self.strips(element, strips);
                self.laid(element, table);
            }
            Body::Embargoes(rows) => {
                let list = self.embargoes(rows);
                self.listed(element, Block::List(list));
            }
            Body::Events(rows) => {
                let list = self.events(rows);
                self.listed(element, Block::List(list));
            }
            Body::Contradictions(rows) => {
                let list = self.contradictions(rows);
                self.listed(element, Block::List(list));
            }
            Body::Gaps(rows) => {
                let list = self.gaps(rows);
                self.listed(element, Block::List(list));
            }
            // In the table of ratings.
            Body::Ratings(_) => (),
        }
    }

    /// A table with its number, or in a box where the report has boxes.
    fn laid(&mut self, element: &Element, table: Table) {
        if element.kind == Kind::Box {
            let title = table.caption.clone();
            let below = table.below.clone();
            let table =
                Table { caption: Vec::new(), below: Vec::new(), id: String::new(), ..table };
            let mut blocks = vec![Block::Table(table)];
            blocks.extend(below.into_iter().map(aside));
            self.sheet.boxed(Boxed { id: element.id.clone(), title, blocks });
        } else {
            let label = self.tables.next(&element.id);
            self.sheet.table_as(&label, table);
        }
    }

    /// A list below a title of its own.
    fn listed(&mut self, element: &Element, list: Block) {
        let title = element.title.get(self.lang()).to_owned();
        self.heading(4, &element.id, &title);
        self.sheet.push(list);
        let note = plain(element.note.get(self.lang()));
        if !element.note.is_empty() {
            self.sheet.role(Role::Aside, note);
        }
    }

    /// No data. It keeps its number, so that two countries compare, and says why.
    fn empty(&mut self, element: &Element, section: &Section) {
        let lang = self.lang();
        let label = match element.kind {
            Kind::Table | Kind::Matrix | Kind::Strip => {
                (Key::ReportTable, self.tables.next(&element.id))
            }
            Kind::Chart => (Key::ReportFigure, self.charts.next(&element.id)),
            Kind::Box | Kind::List | Kind::Note => (Key::ReportTable, String::new()),
        };
        let label = match label {
            (_, label) if label.is_empty() => String::new(),
            (key, label) => self.sheet.fill(key, &[("n", &label)]),
        };
        // In a section without anything the list of events need not be missed.
        if element.kind == Kind::List && section.is_empty() && element.note.is_empty() {
            return;
        }
        let title = element.title.get(lang);
        let mut text = if element.is_empty() {
            plain(self.sheet.fill(Key::CountryEmpty, &[("label", &label), ("title", title)]))
        } else {
            // Looked for and found none: that is no gap.
            plain(words::labelled(lang, &format!("{label}{title}"), ""))
        };
        if !element.note.is_empty() && !element.body.is_bare() && element.kind != Kind::List {
            text.push(Span::plain(format!(" {}", element.note.get(lang))));
        }
        if element.body.is_bare() {
            text.push(Span::plain(element.note.get(lang)));
            for source in &element.sources {
                let note = self.sheet.cite(crate::report::Cited::whole(source));
                text.push(note);
            }
        }
        self.sheet.role(Role::Aside, text);
    }

    /// Which facts were exchanged, with what they said before.
    fn updates(&mut self) {
        let manuscript = self.manuscript;
        if manuscript.updates.is_empty() {
            return;
        }
        let lang = self.lang();
        let title = self.sheet.say(Key::CountryUpdates);
        self.heading(4, "updates", title);
        for update in &manuscript.updates {
            let slots = [
                ("day", crate::i18n::date(lang, update.on)),
                ("from", update.from.label.clone()),
                ("to", update.to.label.clone()),
                ("n", update.moved.len().to_string()),
            ];
            let slots: Vec<(&str, &str)> =
                slots.iter().map(|(slot, value)| (*slot, value.as_str())).collect();
            let text = plain(self.sheet.fill(Key::CountryUpdated, &slots));
            self.sheet.paragraph(text);
            let items = update.moved.iter().map(|moved| kriterion_paper::Item {
                text: plain(super::moved::said(lang, moved)),
                below: None,
            });
            let items = items.collect();
            self.sheet.push(Block::List(kriterion_paper::List { is_numbered: false, items }));
        }
    }
}

fn aside(text: kriterion_paper::Inline) -> Block {
    Block::Paragraph(Paragraph { role: Role::Aside, text, is_generated: false })
}

fn hint(text: &str) -> Block {
    Block::Paragraph(Paragraph { role: Role::Hint, text: plain(text), is_generated: false })
}

/// The word of a level, or that nobody gave one.
pub fn level_word(
    lang: kriterion_heart::text::Lang,
    level: Option<kriterion_heart::level::Level>,
) -> &'static str {
    level.map_or(say(lang, Key::ProfileNoRating), |level| level.word(lang))
}
