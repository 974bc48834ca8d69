//! The author's words as the proofreader takes them, and the way back from a finding to the text.

use super::figures::written;
use super::parts::{PARTS, part};
use crate::i18n::say;
use kriterion_heart::manuscript::{Manuscript, paragraphs, references};
use kriterion_heart::proof::{Block, BlockKind, Finding, Script};

/// A manuscript to be proofread.
pub struct Checked {
    pub script: Script,
    /// The part that each block is of.
    parts: Vec<&'static str>,
}

impl Checked {
    /// Headings and the author's paragraphs, with the figures that they name written out. What the program has drafted
    /// is made from the data and is not held against them.
    pub fn of(manuscript: &Manuscript) -> Self {
        let lang = manuscript.lang;
        let (mut blocks, mut of) = (Vec::new(), Vec::new());
        for part in &PARTS {
            let text = manuscript.text(part.code);
            if text.trim().is_empty() {
                continue;
            }
            let title = say(lang, part.title);
            blocks.push(Block::new(part.section, BlockKind::Heading(3), title, 1));
            of.push(part.code);
            for (line, (words, _)) in (1..).zip(paragraphs(text)) {
                let words_said = spelt_out(manuscript, words);
                blocks.push(Block::new(part.section, BlockKind::Paragraph, words_said, line));
                of.push(part.code);
            }
        }
        let script = Script { iso3: manuscript.iso3, lang, day: manuscript.closing, blocks };
        Self { script, parts: of }
    }

    /// The part that a finding is in.
    pub fn part(&self, finding: &Finding) -> &'static str {
        self.parts.get(finding.block).copied().unwrap_or_default()
    }

    pub fn section(&self, finding: &Finding) -> &'static str {
        part(self.part(finding)).map_or("", |part| part.section)
    }

    /// The part's text with the finding put right; `None` where the words do not stand there once, as where they come
    /// from a figure's name.
    pub fn mended(
        &self,
        manuscript: &Manuscript,
        finding: &Finding,
    ) -> Option<(&'static str, String)> {
        let fix = finding.fix.as_ref()?;
        let block = self.script.blocks.get(finding.block)?;
        let (before, rest) = block.text.split_at_checked(fix.range.start)?;
        let old = rest.get(..fix.range.len())?;
        let after = rest.get(fix.range.len()..)?;
        let part = self.part(finding);
        let text = manuscript.text(part);
        // With some of what stands around it, so that it is the right one.
        let (left, right) = (tail(before), head(after));
        let wanted = format!("{left}{old}{right}");
        let new = format!("{left}{}{right}", fix.replacement);
        (text.matches(&wanted).count() == 1).then(|| (part, text.replacen(&wanted, &new, 1)))
    }
}

/// As many letters around a place tell it from others.
const AROUND: usize = 24;

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

fn spelt_out(manuscript: &Manuscript, text: &str) -> String {
    let (mut out, mut last) = (String::new(), 0);
    for found in references(text) {
        out.push_str(text.get(last..found.at.start).unwrap_or_default());
        match manuscript.pins.get(&found.reference.to_string()) {
            Some(pin) => out.push_str(&written(manuscript.lang, pin)),
            None => out.push_str(text.get(found.at.clone()).unwrap_or_default()),
        }
        last = found.at.end;
    }
    out.push_str(text.get(last..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::atlas::Iso3;
    use kriterion_heart::date::Date;
    use kriterion_heart::proof;
    use kriterion_heart::text::Lang;

    fn report(part: &str, text: &str) -> (std::sync::Arc<kriterion_heart::Bundle>, Manuscript) {
        let bundle = crate::bundle::load();
        let iso3 = Iso3::parse("KAZ").unwrap();
        let day = Date { year: 2026, month: 11, day: 25 };
        let mut manuscript =
            super::super::new_manuscript(&bundle, iso3, Lang::En, day, "a").unwrap();
        super::super::write(&manuscript, &bundle, part, text).0.apply(&mut manuscript);
        (bundle, manuscript)
    }

    #[test]
    fn a_wrong_figure_is_found_in_its_part_and_mended_there() {
        let text = "Military spending was 0.9 percent of GDP in 2024.\n\nMore.";
        let (bundle, manuscript) = report("I.3", text);
        let checked = Checked::of(&manuscript);
        let found = proof::check(&bundle.atlas, &checked.script);
        let finding = found.first().expect("nothing was found");
        assert_eq!((checked.part(finding), checked.section(finding)), ("I.3", "I.3"));
        let (part, mended) = checked.mended(&manuscript, finding).expect("no fix");
        let (_, manuscript) = report(part, &mended);
        let checked = Checked::of(&manuscript);
        assert_eq!(proof::check(&bundle.atlas, &checked.script), Vec::new(), "{mended}");
    }

    #[test]
    fn figures_by_name_are_never_faulty() {
        let text = "Military spending was {milex_usd_const.2023} in 2023 and {milex_pct_gdp.2024} in 2024.";
        let (bundle, manuscript) = report("I.3", text);
        assert_eq!(manuscript.pins.len(), 2);
        let checked = Checked::of(&manuscript);
        assert!(!checked.script.blocks.iter().any(|block| block.text.contains('{')));
        assert_eq!(proof::check(&bundle.atlas, &checked.script), Vec::new());
    }
}
