//! The sheet that every report is written on: it counts tables, charts and boxes, and turns sources into footnotes.

use crate::i18n::{Key, fill, say};
use crate::report::{Kind, language, name_of};
use crate::words;
use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::date::Date;
use kriterion_heart::text::Lang;
use kriterion_paper::{
    About, Block, Boxed, Document, Figure, Heading, Inline, Labels, Note, Paragraph, Role, Source,
    Span, Table, Words, plain,
};
use std::collections::BTreeMap;

/// A source with what is taken from it: the footnote of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    pub source: &'a SourceCopy,
    /// The series, table or text; empty where the source is no more than itself.
    pub series: &'a str,
    /// The year or years of the data; empty for none.
    pub years: &'a str,
    /// When it was looked up, where somebody did.
    pub accessed: Option<Date>,
}

impl<'a> Cited<'a> {
    pub fn whole(source: &'a SourceCopy) -> Self {
        Self { source, series: "", years: "", accessed: None }
    }
}

/// A report in the making.
pub struct Sheet {
    pub lang: Lang,
    document: Document,
    /// By the id of the source, or its title where it has none.
    sources: BTreeMap<String, usize>,
    tables: usize,
    figures: usize,
    boxes: usize,
}

impl Sheet {
    pub fn new(lang: Lang, kind: Kind, about: About) -> Self {
        let about = About { kind: kind.code().to_owned(), language: language(lang), ..about };
        let document = Document { about, labels: labels(lang), ..Document::default() };
        Self { lang, document, sources: BTreeMap::new(), tables: 0, figures: 0, boxes: 0 }
    }

    pub fn say(&self, key: Key) -> &'static str {
        say(self.lang, key)
    }

    pub fn fill(&self, key: Key, slots: &[(&str, &str)]) -> String {
        fill(self.lang, key, slots)
    }

    pub fn push(&mut self, block: Block) {
        self.document.blocks.push(block);
    }

    pub fn heading(&mut self, level: u8, id: &str, text: impl Into<String>) {
        self.push(Block::Heading(Heading { level, id: id.to_owned(), text: plain(text) }));
    }

    pub fn paragraph(&mut self, text: Inline) {
        self.role(Role::Body, text);
    }

    /// An empty text is no paragraph.
    pub fn role(&mut self, role: Role, text: Inline) {
        if !text.is_empty() {
            self.push(Block::Paragraph(Paragraph { role, text, is_generated: false }));
        }
    }

    /// A sentence that the program has made from figures.
    pub fn generated(&mut self, text: Inline) {
        self.push(Block::Paragraph(Paragraph { role: Role::Body, text, is_generated: true }));
    }

    /// Paragraphs that somebody typed, in the language in which he wrote.
    pub fn own_words(&mut self, text: &str, written_in: Lang) {
        for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
            let text = self.typed(part, written_in);
            self.paragraph(text);
        }
    }

    /// The same within a line or cell: where it is another language than the report's, it says so.
    pub fn typed(&self, text: &str, written_in: Lang) -> Inline {
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        let foreign = (written_in != self.lang).then(|| language(written_in));
        let mut spans = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                spans.push(Span::Break);
            }
            let text = line.trim_end().to_owned();
            spans.push(Span::Words(Words { text, language: foreign, ..Words::default() }));
        }
        if foreign.is_some() {
            let mark =
                self.fill(Key::ReportUntranslated, &[("language", name_of(self.lang, written_in))]);
            spans.push(Span::emphasised(format!(" {mark}")));
        }
        spans
    }

    /// A footnote. Each one is called once: where several figures share a source, the row or the caption calls it.
    pub fn cite(&mut self, cited: Cited<'_>) -> Span {
        let at = self.source(cited.source, cited.accessed);
        let text = self.citation(cited);
        self.note(plain(text), at)
    }

    /// A footnote that is no source.
    pub fn remark(&mut self, text: Inline) -> Span {
        self.note(text, None)
    }

    fn note(&mut self, text: Inline, source: Option<usize>) -> Span {
        self.document.notes.push(Note { text, source });
        Span::Note { at: self.document.notes.len() - 1 }
    }

    /// Source, series and years on one line.
    pub fn citation(&self, cited: Cited<'_>) -> String {
        let mut said = words::source_line(self.lang, cited.source);
        let place = cited.source.place.as_str();
        for (key, slot, value) in [
            (Key::ReportCiteSeries, "series", cited.series),
            (Key::ReportCiteYears, "years", cited.years),
            (Key::ReportCitePlace, "place", place),
        ] {
            if !value.is_empty() {
                said.push_str(&self.fill(key, &[(slot, value)]));
            }
        }
        if let Some(day) = cited.accessed {
            let day = crate::i18n::date(self.lang, day);
            said.push_str(&self.fill(Key::ReportCiteAccessed, &[("day", &day)]));
        }
        said
    }

    /// Its place in the source list; each source stands there once. `None` for a source without a name.
    fn source(&mut self, source: &SourceCopy, accessed: Option<Date>) -> Option<usize> {
        let title = source.title.get(self.lang);
        let key = if source.id.is_empty() { title } else { &source.id };
        if key.is_empty() {
            return None;
        }
        let accessed = accessed.map(|day| day.to_string()).unwrap_or_default();
        if let Some(at) = self.sources.get(key).copied() {
            if let Some(known) = self.document.sources.get_mut(at)
                && known.accessed < accessed
            {
                known.accessed = accessed;
            }
            return Some(at);
        }
        let at = self.document.sources.len();
        self.sources.insert(key.to_owned(), at);
        let vintage = source.vintage.get(self.lang);
        let licence = source.licence.get(self.lang);
        let mut said = words::source_line(self.lang, source);
        if !source.url.is_empty() {
            said.push_str(&self.fill(Key::ReportSourceUrl, &[("url", &source.url)]));
        }
        if !licence.is_empty() {
            said.push_str(&self.fill(Key::ReportSourceLicence, &[("licence", licence)]));
        }
        self.document.sources.push(Source {
            id: key.to_owned(),
            title: title.to_owned(),
            publisher: source.publisher.clone(),
            edition: vintage.to_owned(),
            year: newest_year(vintage),
            url: source.url.clone(),
            accessed,
            licence: licence.to_owned(),
            said,
        });
        Some(at)
    }

    /// With the next number before its caption; a table without a caption has none.
    pub fn table(&mut self, mut table: Table) {
        if !table.caption.is_empty() {
            self.tables += 1;
            number(self.lang, Key::ReportTable, self.tables, &mut table.caption);
        }
        self.push(Block::Table(table));
    }

    pub fn figure(&mut self, mut figure: Figure) {
        self.figures += 1;
        number(self.lang, Key::ReportFigure, self.figures, &mut figure.caption);
        self.push(Block::Figure(figure));
    }

    pub fn boxed(&mut self, mut boxed: Boxed) {
        self.boxes += 1;
        number(self.lang, Key::ReportBox, self.boxes, &mut boxed.title);
        self.push(Block::Box(boxed));
    }

    /// With a label of the report's own in place of the count, `5` or `5a`; an empty one is none.
    pub fn table_as(&mut self, label: &str, mut table: Table) {
        self.label(Key::ReportTable, label, &mut table.caption);
        self.push(Block::Table(table));
    }

    pub fn figure_as(&mut self, label: &str, mut figure: Figure) {
        self.label(Key::ReportFigure, label, &mut figure.caption);
        self.push(Block::Figure(figure));
    }

    fn label(&self, key: Key, label: &str, caption: &mut Inline) {
        if !label.is_empty() {
            caption.insert(0, Span::plain(self.fill(key, &[("n", label)])));
        }
    }

    /// Into the source list without a footnote: for what names its source where it stands.
    pub fn list_source(&mut self, source: &SourceCopy) {
        self.source(source, None);
    }

    pub fn finish(self) -> Document {
        self.document
    }
}

/// `Table 3: `, before the words.
fn number(lang: Lang, key: Key, n: usize, caption: &mut Inline) {
    caption.insert(0, Span::plain(fill(lang, key, &[("n", &n.to_string())])));
}

/// The last four digits in a row that can be a year.
fn newest_year(text: &str) -> Option<u16> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    let years = runs.filter(|run| run.len() == 4).filter_map(|run| run.parse().ok());
    years.filter(|year| (1900..2100).contains(year)).max()
}

fn labels(lang: Lang) -> Labels {
    let own = |key| say(lang, key).to_owned();
    let (group, decimal) = match lang {
        Lang::En => (",", "."),
        Lang::De => (".", ","),
        Lang::Fr => ("\u{202f}", ","),
    };
    Labels {
        contents: own(Key::ReportContents),
        notes: own(Key::ReportNotes),
        sources: own(Key::ReportSources),
        page: own(Key::ReportPage),
        continued: own(Key::ReportContinued),
        no_data: own(Key::ProfileNoData),
        generated: own(Key::ReportGenerated),
        decimal_mark: decimal.to_owned(),
        group_mark: group.to_owned(),
    }
}
