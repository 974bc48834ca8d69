//! Every form says the same: each is read back by a reader that knows nothing of its writer.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The texts of a Markdown file, one for each paragraph, heading, item and cell. Everything that the reader knows beyond
/// CommonMark is switched on, so that what should be words must withstand it.
pub(crate) fn markdown_lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut is_head = false;
    for event in Parser::new_ext(text, Options::all()) {
        let add: &str = match &event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => {
                is_head = true;
                continue;
            }
            Event::End(TagEnd::MetadataBlock(_)) => {
                is_head = false;
                continue;
            }
            _ if is_head => continue,
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => text,
            Event::SoftBreak | Event::HardBreak => "\n",
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => continue,
            Event::Start(_) | Event::End(_) | Event::Html(_) => {
                lines.push(String::new());
                continue;
            }
            Event::Rule | Event::TaskListMarker(_) => "a rule or task",
        };
        if let Some(line) = lines.last_mut() {
            line.push_str(add);
        }
    }
    tidy(lines)
}

/// White space counts as one space, and what is empty is left out.
fn tidy(lines: Vec<String>) -> Vec<String> {
    let words = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.into_iter().map(words).filter(|line| !line.is_empty()).collect()
}

use crate::document::{Block, Document, Language, Table};
use crate::everything::{everything, fields};
use crate::fonts::tests::fonts;
use crate::said::said;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};
use std::io::{Cursor, Read};

/// A file of a Word document.
pub(crate) struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
    pub year: u16,
}

pub(crate) fn parts(docx: &[u8]) -> Vec<Part> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("zip");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        let year = file.last_modified().expect("time").year();
        parts.push(Part { name: file.name().expect("name").into_owned(), bytes, year });
    }
    parts
}

/// The names of all elements and attributes of a part, each once; none of a picture.
pub(crate) fn element_names(part: &Part) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(&part.bytes) else { return Vec::new() };
    let mut names = Vec::new();
    walk(text, |event| {
        if let Xml::Start(tag) | Xml::Empty(tag) = event {
            names.push(tag.name().as_ref().to_owned());
            names.extend(tag.attributes().map(|it| it.expect("attribute").key.as_ref().to_owned()));
        }
    });
    names.sort_unstable();
    names.dedup();
    names
}

fn walk(xml: &str, mut see: impl FnMut(&Xml<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().expect("well-formed") {
            Xml::Eof => return,
            event => see(&event),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().map(|it| it.expect("attribute")).find(|it| it.key.as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("value");
    Some(value.into_owned())
}

/// What an event adds to a text: words, or the sign that a reference names.
fn words_of(event: &Xml<'_>) -> Option<String> {
    match event {
        Xml::Text(text) => Some(text.as_ref().to_owned()),
        Xml::GeneralRef(name) => {
            let sign = match name.as_ref() {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                _ => name.resolve_char_ref().expect("reference").expect("number"),
            };
            Some(sign.to_string())
        }
        _ => None,
    }
}

/// The texts of an HTML file, one for each element that begins a line. Of a chart its description.
fn html_lines(html: &str) -> Vec<String> {
    const WITHIN_A_LINE: [&str; 6] = ["a", "strong", "em", "span", "sup", "br"];
    let mut lines = vec![String::new()];
    // What says nothing of its own: style sheets, letters of charts, calls of notes and the way back.
    let mut hidden: Vec<bool> = Vec::new();
    walk(html, |event| {
        let is_hidden = hidden.last().copied().unwrap_or_default();
        match event {
            Xml::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let role = attribute(tag, "role").unwrap_or_default();
                let class = attribute(tag, "class").unwrap_or_default();
                let is_own = ["style", "title", "text", "sup"].contains(&name.as_str())
                    || role == "doc-backlink"
                    || class == "generated";
                hidden.push(is_hidden || is_own);
                if !WITHIN_A_LINE.contains(&name.as_str()) {
                    lines.push(String::new());
                }
            }
            Xml::End(tag) => {
                hidden.pop();
                if !WITHIN_A_LINE.contains(&tag.name().as_ref()) {
                    lines.push(String::new());
                }
            }
            Xml::Empty(tag) if tag.name().as_ref() == "br" => {
                lines.last_mut().expect("line").push('\n')
            }
            other if !is_hidden => {
                lines.last_mut().expect("line").push_str(&words_of(other).unwrap_or_default());
            }
            _ => {}
        }
    });
    tidy(lines)
}

/// The texts of a part of a Word document, one for each paragraph. Of a picture its alternative text.
fn word_lines(xml: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut is_text, mut is_own) = (false, false);
    walk(xml, |event| {
        let (name, tag) = match event {
            Xml::Start(tag) => (tag.name().as_ref().to_owned(), Some(tag)),
            Xml::Empty(tag) => (tag.name().as_ref().to_owned(), Some(tag)),
            Xml::End(tag) => {
                match tag.name().as_ref() {
                    "w:p" => lines.push(String::new()),
                    "w:t" => is_text = false,
                    "w:r" => is_own = false,
                    _ => {}
                }
                return;
            }
            other if is_text && !is_own => {
                lines.last_mut().expect("line").push_str(&words_of(other).unwrap_or_default());
                return;
            }
            _ => return,
        };
        match (name.as_str(), tag) {
            ("w:p", _) => lines.push(String::new()),
            ("w:t", _) => is_text = true,
            ("w:br", _) => lines.last_mut().expect("line").push('\n'),
            ("w:rStyle", Some(tag)) => {
                let style = attribute(tag, "w:val").unwrap_or_default();
                is_own = ["GeneratedLabel", "Sign", "FootnoteReference"].contains(&style.as_str());
            }
            ("wp:docPr", Some(tag)) => {
                lines.push(attribute(tag, "descr").expect("alternative text"));
                lines.push(String::new());
            }
            _ => {}
        }
    });
    tidy(lines)
}

/// What a form says besides, where it says all that the report says, in its order.
fn besides(document: &Document, lines: &[String]) -> Vec<String> {
    let mut wanted = tidy(said(document)).into_iter().peekable();
    let mut more = Vec::new();
    for line in lines {
        if wanted.peek() == Some(line) {
            wanted.next();
        } else {
            more.push(line.clone());
        }
    }
    assert_eq!(wanted.next(), None, "was not said; besides: {more:#?}");
    more
}

const LANGUAGES: [Language; 3] = [Language::En, Language::De, Language::Fr];
const CONTENTS: [&str; 4] = ["1. First * part", "Second", "Third", "2. Last part"];

#[test]
fn html_says_the_same() {
    for document in LANGUAGES.map(everything) {
        let lines = html_lines(&crate::html(&document, &fonts()));
        let (about, labels) = (&document.about, &document.labels);
        let mut more = vec![about.marking.as_str(), &labels.contents];
        more.extend(CONTENTS);
        more.extend([&labels.notes, &labels.sources].map(String::as_str));
        more.extend([&labels.notes, &labels.sources, &about.redaction].map(String::as_str));
        more.extend([&about.reference, &about.made_with, &about.marking].map(String::as_str));
        assert_eq!(besides(&document, &lines), more);
    }
}

#[test]
fn word_says_the_same() {
    for document in LANGUAGES.map(everything) {
        let all = parts(&crate::docx(&document, &fonts()).expect("docx"));
        let part = |name: &str| {
            let found = all.iter().find(|part| part.name == name).expect("part");
            word_lines(std::str::from_utf8(&found.bytes).expect("text"))
        };
        let (about, labels) = (&document.about, &document.labels);
        // Footnotes have a part of their own; in a report they stand before the sources.
        let mut lines = part("word/document.xml");
        let sources = lines.iter().rposition(|line| *line == labels.sources).expect("sources");
        lines.splice(sources..sources, part("word/footnotes.xml"));
        let mut more = vec![labels.contents.as_str()];
        more.extend(CONTENTS);
        more.extend(
            [&labels.sources, &labels.sources, &about.redaction, &about.made_with]
                .map(String::as_str),
        );
        assert_eq!(besides(&document, &lines), more);
        assert_eq!(
            part("word/header1.xml"),
            tidy(vec![format!("{}{}", about.running_head, about.marking)])
        );
        let page = labels.page.replace("{n}", "1").replace("{of}", "1");
        assert_eq!(part("word/footer1.xml"), tidy(vec![format!("{}{page}", about.reference)]));
    }
}

#[test]
fn markdown_says_the_same() {
    for document in LANGUAGES.map(everything) {
        let (about, labels) = (&document.about, &document.labels);
        let label = format!("[{}] ", labels.generated);
        let lines = markdown_lines(&crate::markdown(&document));
        let lines: Vec<String> = lines.iter().map(|line| line.replace(&label, "")).collect();
        let mut more = vec![about.marking.clone(), labels.contents.clone()];
        more.extend(CONTENTS.map(str::to_owned));
        more.push(labels.sources.clone());
        let mut besides = besides(&document, &lines).into_iter();
        assert_eq!(besides.by_ref().take(7).collect::<Vec<_>>(), more);
        // Then the values of the charts: each number, and nothing else before the end.
        let rest: Vec<String> = besides.collect();
        let mut values = Vec::new();
        for block in &document.blocks {
            if let Block::Figure(figure) = block {
                let points = crate::values::points(&figure.chart, labels);
                values.extend(points.into_iter().flat_map(|it| [it.row, it.column, it.said]));
                values.push(crate::values::unit(&figure.chart).to_owned());
            }
        }
        let values = tidy(values);
        let end =
            [&labels.sources, &about.redaction, &about.reference, &about.made_with, &about.marking];
        let (charts, last) = rest.split_at(rest.len() - end.len());
        assert!(last.iter().eq(end), "{last:?}");
        assert!(charts.iter().all(|line| values.contains(line)), "{charts:?}");
        assert!(values.iter().all(|value| charts.contains(value)), "{values:?}");
    }
}

#[test]
fn json_says_the_same() {
    for document in LANGUAGES.map(everything) {
        let again: Document = serde_json::from_str(&crate::json(&document)).expect("json");
        assert_eq!(besides(&document, &tidy(said(&again))), [""; 0]);
    }
}

#[test]
fn csv_says_what_the_tables_say() {
    fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => found.push(table),
                Block::Box(boxed) => tables(&boxed.blocks, found),
                _ => {}
            }
        }
    }
    for document in LANGUAGES.map(everything) {
        let text = crate::csv(&document);
        let separator = if document.labels.decimal_mark == "," { b';' } else { b',' };
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("row"));
        let fields: Vec<String> =
            rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        // An apostrophe only guards what would be a formula.
        let fields =
            tidy(fields.iter().map(|field| field.trim_start_matches('\'').to_owned()).collect());
        let mut found = Vec::new();
        tables(&document.blocks, &mut found);
        assert_eq!(found.len(), 2);
        for table in found {
            let blocks = vec![Block::Table(Table { below: Vec::new(), ..table.clone() })];
            let alone = Document { blocks, ..Document::default() };
            // The heading of the row heads is no name of a value.
            let head =
                table.columns.first().map(|it| crate::said::words(&it.title)).unwrap_or_default();
            for line in tidy(said(&alone)).into_iter().filter(|line| *line != head) {
                assert!(fields.contains(&line), "{line}");
            }
        }
    }
}

/// What a composer would hardly write, and what a form must get over all the same.
fn odd() -> Document {
    use crate::document::*;
    let deep = |below: List| List {
        is_numbered: true,
        items: vec![Item { text: plain("deep"), below: Some(below) }, Item::default()],
    };
    let cell = |text: &str| Cell { text: plain(text), tone: Tone::Grave };
    let row = |kind, cells| Row { kind, cells };
    let uneven = Table {
        id: "uneven".into(),
        columns: vec![Column { share: f32::NAN, ..Column::default() }, Column::default()],
        rows: vec![
            row(RowKind::Plain, Vec::new()),
            row(RowKind::Total, vec![cell("a"), cell("b"), cell("c"), cell("d")]),
            row(RowKind::Group, vec![cell("e"), cell("f")]),
            row(RowKind::Group, Vec::new()),
        ],
        has_row_heads: true,
        ..Table::default()
    };
    let figure = |chart| {
        Block::Figure(Figure {
            id: String::new(),
            caption: Vec::new(),
            alt: String::new(),
            chart,
            below: Vec::new(),
        })
    };
    let short = Trace { name: "short".into(), values: vec![Some(f64::NAN)] };
    let lines = Lines { years: vec![2020, 2021], unit: String::new(), traces: vec![short] };
    let words = Words {
        text: " \n\t ".into(),
        is_strong: true,
        link: Some(Link::Within(String::new())),
        ..Words::default()
    };
    let heading = |level| {
        Block::Heading(Heading { level, id: "same".into(), text: vec![Span::Note { at: 9 }] })
    };
    Document {
        blocks: vec![
            heading(0),
            heading(9),
            Block::Contents,
            Block::Paragraph(Paragraph {
                text: vec![Span::Break, Span::Words(words), Span::Note { at: 0 }, Span::Break],
                is_generated: true,
                ..Paragraph::default()
            }),
            Block::List((0..12).fold(List::default(), |below, _| deep(below))),
            Block::List(List::default()),
            Block::Table(Table::default()),
            Block::Table(uneven),
            Block::Box(Boxed::default()),
            Block::Box(Boxed {
                blocks: vec![Block::Table(fields()), Block::Contents],
                ..Boxed::default()
            }),
            figure(Chart::Lines(lines)),
            figure(Chart::Lines(Lines::default())),
            figure(Chart::Bars(Bars::default())),
            figure(Chart::Shares(Bars::default())),
            figure(Chart::Levels(Levels::default())),
            figure(Chart::TimeLine(TimeLine::default())),
        ],
        notes: vec![Note { text: vec![Span::Note { at: 0 }], source: Some(7) }],
        sources: vec![Source::default(), Source::default()],
        ..Document::default()
    }
}

#[test]
fn odd_reports_are_written_too() {
    let document = odd();
    walk(&crate::html(&document, &fonts()), |_| {});
    for part in parts(&crate::docx(&document, &fonts()).expect("docx")) {
        if let Ok(text) = std::str::from_utf8(&part.bytes) {
            walk(text, |_| {});
        }
    }
    let lines = markdown_lines(&crate::markdown(&document));
    for word in ["a", "d", "e", "f", "deep", "short"] {
        assert!(lines.iter().any(|line| line == word), "{word}: {lines:?}");
    }
    let csv = crate::csv(&document);
    assert!(csv.lines().any(|line| line.starts_with("uneven,,,a,,d,")), "{csv}");
    assert_eq!(crate::ris(&document).matches("ID  - source").count(), 2);
    assert!(crate::bibtex(&document).contains("{source-2"));
    assert!(crate::json(&document).ends_with("}\n"));
}
