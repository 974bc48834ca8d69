//! The summary: built from what the sections say, never typed a second time. So it can say nothing that they do not.

use super::Composer;
use super::elements::level_word;
use super::front::title;
use super::parts::PARTS;
use crate::i18n::Key;
use kriterion_heart::profile::Body;
use kriterion_paper::{Block, Inline, Link, Paragraph, Role, Span, Words, plain};

/// The paragraphs of the first block, each with the sections that it is built from.
const SECTOR: [(Key, &[&str]); 5] = [
    (Key::CountrySummaryExports, &["I.1"]),
    (Key::CountrySummaryImports, &["I.2", "I.3"]),
    (Key::CountrySummaryIndustry, &["I.4"]),
    (Key::CountrySummaryForces, &["I.5", "I.6", "I.7"]),
    (Key::CountrySummaryPolice, &["I.8"]),
];

impl Composer<'_> {
    pub fn summary(&mut self) {
        let title_of = self.sheet.say(Key::CountrySummary);
        self.heading(1, "section-S", title_of);
        let sector = self.sheet.say(Key::CountrySummarySector);
        self.heading(2, "summary-sector", sector);
        self.at_a_glance();
        for (title, sections) in SECTOR {
            let head = vec![Span::strong(self.sheet.say(title))];
            self.summed(head, sections);
        }
        let criteria = self.sheet.say(Key::CountrySummaryCriteria);
        self.heading(2, "summary-criteria", criteria);
        for criterion in 1..=8 {
            let section = format!("II.{criterion}");
            let mut head = vec![Span::strong(title(self.lang(), criterion))];
            match self.level_of(criterion) {
                Some((level, by)) => {
                    let level = level_word(self.lang(), Some(level));
                    head.push(Span::plain(crate::words::labelled(self.lang(), "", level)));
                    head.push(Span::plain(" ("));
                    head.extend(by);
                    head.push(Span::plain(")."));
                }
                None => {
                    let level = level_word(self.lang(), None);
                    let level = crate::words::labelled(self.lang(), "", level);
                    head.push(Span::plain(format!("{level}.")));
                }
            }
            self.summed(head, &[&section]);
        }
    }

    /// The state in figures.
    fn at_a_glance(&mut self) {
        let manuscript = self.manuscript;
        let Some(section) = manuscript.facts.section("S") else { return };
        for element in &section.elements {
            if let Body::Grid(grid) = &element.body {
                let mut table = super::tables::of_grid(self, element, grid);
                // Words and numbers of one column stand below each other.
                table.columns.iter_mut().for_each(|column| {
                    column.align = kriterion_paper::Align::Start;
                });
                self.sheet.table_as("", table);
            }
        }
    }

    /// One paragraph: what is kept and marked for the summary, with where it stands.
    fn summed(&mut self, head: Inline, sections: &[&str]) {
        let parts: Vec<(&str, &str)> = PARTS
            .iter()
            .filter(|part| sections.contains(&part.section))
            .map(|part| (part.code, part.section))
            .collect();
        let (mut text, mut is_generated) = (head, true);
        let before = text.len();
        for (code, _) in &parts {
            let own: Vec<_> = self
                .sentences
                .iter()
                .filter(|sentence| sentence.part == *code && sentence.is_summary)
                .cloned()
                .collect();
            for sentence in &own {
                text.push(Span::plain(" "));
                text.extend(self.sentence(sentence));
            }
            let typed = self.manuscript.text(code).to_owned();
            for marked in self.marked_of(&typed) {
                is_generated = false;
                text.push(Span::plain(" "));
                text.extend(marked);
            }
        }
        for section in sections {
            if text.len() == before {
                let none = self.sheet.fill(Key::CountrySummaryNone, &[("section", section)]);
                text.push(Span::plain(format!(" {none}")));
                break;
            }
        }
        text.push(Span::plain(" ("));
        for (at, section) in sections.iter().enumerate() {
            if at > 0 {
                text.push(Span::plain(", "));
            }
            let said = match at {
                0 => self.sheet.fill(Key::CountrySummarySee, &[("section", section)]),
                _ => (*section).to_owned(),
            };
            text.push(Span::Words(Words {
                text: said,
                link: Some(Link::Within(format!("section-{section}"))),
                ..Words::default()
            }));
        }
        text.extend(plain(")"));
        let role = Role::Body;
        self.sheet.push(Block::Paragraph(Paragraph { role, text, is_generated }));
    }
}
