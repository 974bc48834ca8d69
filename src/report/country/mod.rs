//! The country report: a manuscript and the facts that it holds, told as a document.
//!
//! Tables, charts, summary, gaps and sources are made from the facts each time; nothing of them is ever retyped.

mod charts;
mod draft;
mod elements;
mod figures;
mod front;
mod lists;
mod make;
mod markdown;
mod moved;
mod numbers;
mod parts;
mod script;
mod summary;
mod tables;
#[cfg(test)]
mod tests;

pub use draft::{Sentence, sentences};
pub use figures::{Name, Stale, names, ref_fault, stale, with_unit, write, written};
pub use make::{compare, in_language, new_manuscript, update};
pub use moved::{Rested, Rests, Touched, rested, said, touched};
pub use parts::{PARTS, Part, part};
pub use script::Checked;

use crate::i18n::{Key, date, fill, say};
use crate::report::{Kind, Sheet, language};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Atlas;
use kriterion_heart::manuscript::{DraftState, Manuscript};
use kriterion_heart::text::Lang;
use kriterion_paper::{About, Block, Document, Heading, Inline, Language, Paragraph, Role, plain};
use numbers::Numbers;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Without hints in the parts that nobody has written.
    pub is_final: bool,
    /// Figures that are out of date are marked: for the preview beside the editor.
    pub has_marks: bool,
}

/// The whole report in `lang`, whatever language it was written in.
pub fn document(
    manuscript: &Manuscript,
    bundle: &Bundle,
    lang: Lang,
    options: Options,
) -> Document {
    let state = manuscript.facts.name.get(lang);
    let about = about(manuscript, lang, state);
    let mut composer = Composer {
        sheet: Sheet::new(lang, Kind::Country, about),
        manuscript,
        atlas: &bundle.atlas,
        options,
        sentences: told(manuscript, lang),
        tables: Numbers::of('T'),
        charts: Numbers::of('C'),
        room_for_notes: MOST_IN_NOTES,
    };
    composer.front();
    composer.summary();
    composer.sections();
    composer.sheet.finish()
}

fn about(manuscript: &Manuscript, lang: Lang, state: &str) -> About {
    let day = manuscript.closing.to_string();
    let said = date(lang, manuscript.closing);
    let title = match manuscript.title.is_empty() {
        true => fill(lang, Key::CountryTitle, &[("state", state)]),
        false => manuscript.title.clone(),
    };
    About {
        title,
        subtitle: say(lang, Key::CountrySubtitle).to_owned(),
        author: manuscript.author.clone(),
        subject: state.to_owned(),
        keywords: vec![manuscript.iso3.to_string(), state.to_owned()],
        day,
        day_said: said.clone(),
        running_head: fill(lang, Key::CountryRunningHead, &[("state", state), ("day", &said)]),
        made_with: fill(lang, Key::CountryMadeWith, &[("edition", &manuscript.edition.label)]),
        reference: manuscript.id.clone(),
        ..About::default()
    }
}

/// The sentences that stand in the report: in its own language as the author saw them, in another one made anew from
/// the same facts.
fn told(manuscript: &Manuscript, lang: Lang) -> Vec<Sentence> {
    let mut made = sentences(&manuscript.facts, lang);
    made.retain_mut(|sentence| match manuscript.draft(&sentence.id) {
        Some(draft) => {
            if lang == manuscript.lang {
                sentence.text.clone_from(&draft.text);
            }
            sentence.is_summary = draft.is_summary;
            draft.state == DraftState::Kept
        }
        // One that a later program makes was never before the author.
        None => false,
    });
    made
}

/// A footnote that is called again is written again, so a hostile file could ask for more than a machine holds.
const MOST_IN_NOTES: usize = 4 << 20;

/// A report in the making.
struct Composer<'a> {
    sheet: Sheet,
    manuscript: &'a Manuscript,
    /// What the data say by now.
    atlas: &'a Atlas,
    options: Options,
    sentences: Vec<Sentence>,
    tables: Numbers,
    charts: Numbers,
    /// Letters that the author's footnotes may still take.
    room_for_notes: usize,
}

impl Composer<'_> {
    fn lang(&self) -> Lang {
        self.sheet.lang
    }

    /// The language of the author's words where it is not that of the report.
    fn foreign(&self) -> Option<Language> {
        (self.manuscript.lang != self.lang()).then(|| language(self.manuscript.lang))
    }

    fn heading(&mut self, level: u8, id: &str, text: &str) {
        self.sheet.push(Block::Heading(Heading { level, id: id.to_owned(), text: plain(text) }));
    }

    /// A sentence with the footnotes of its figures.
    fn sentence(&mut self, sentence: &Sentence) -> Inline {
        let mut text = plain(sentence.text.clone());
        for cite in &sentence.cites {
            let note = self.sheet.cite(crate::report::Cited {
                series: &cite.series,
                years: &cite.years,
                accessed: cite.accessed,
                source: &cite.source,
            });
            text.push(note);
        }
        text
    }

    /// The kept sentences of a part, those on one element together.
    fn generated(&mut self, part: &str) {
        let own: Vec<Sentence> =
            self.sentences.iter().filter(|one| one.part == part).cloned().collect();
        let mut text = Inline::new();
        let mut before = "";
        for sentence in &own {
            if !text.is_empty() && before != sentence.about {
                self.sheet.generated(std::mem::take(&mut text));
            }
            if !text.is_empty() {
                text.push(kriterion_paper::Span::plain(" "));
            }
            text.extend(self.sentence(sentence));
            before = &sentence.about;
        }
        if !text.is_empty() {
            self.sheet.generated(text);
        }
    }

    /// What is to be written here; not in a report that goes out.
    fn hint(&mut self, key: Key) {
        if !self.options.is_final {
            let text = plain(self.sheet.say(key));
            self.sheet.push(Block::Paragraph(Paragraph {
                role: Role::Hint,
                text,
                is_generated: false,
            }));
        }
    }
}
