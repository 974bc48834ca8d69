//! A report as Markdown: CommonMark with the tables and footnotes of GitHub, which pandoc reads, too.
//!
//! The title stands in the text, for many programs hide a head; the head tells pandoc the language. Where a language has
//! no sign, a few tags of HTML stand: places to link to, line ends in cells, words of another language.

mod escape;

use crate::document::*;
use crate::said::words;
use crate::signs::{Anchors, address, listed, on_one_line};
use crate::values::{Point, points, unit};
use escape::{escaped, target, yaml};

/// Stands between two things that would otherwise be read as one.
const APART: &str = "<!-- -->";

/// The whole report as text with signs.
pub fn markdown(document: &Document) -> String {
    let writer = Writer { document, anchors: Anchors::of(document) };
    let about = &document.about;
    let mut parts = vec![format!(
        "---\nlang: {}\npagetitle: {}\n---",
        about.language.code(),
        yaml(&about.title)
    )];
    let marking = (!about.marking.is_empty()).then(|| strong(&escaped(&about.marking, false)));
    parts.extend(marking.clone());
    parts.push(format!("# {}", escaped(&about.title, true)));
    parts.push(escaped(&about.subtitle, true));
    writer.blocks(&document.blocks, &mut parts);
    for (at, note) in document.notes.iter().enumerate() {
        parts.push(format!("[^{}]: {}", at + 1, writer.line(&note.text)));
    }
    if !document.sources.is_empty() {
        parts.push(format!("## {}", escaped(&document.labels.sources, true)));
        let source = |source: &Source| format!("- {}", escaped(&source.said, true));
        parts.push(document.sources.iter().map(source).collect::<Vec<_>>().join("\n"));
    }
    for text in [&about.redaction, &about.reference, &about.made_with] {
        parts.push(escaped(text, true));
    }
    parts.extend(marking);
    parts.retain(|part| !part.trim().is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

struct Writer<'a> {
    document: &'a Document,
    anchors: Anchors<'a>,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], parts: &mut Vec<String>) {
        let mut was_list = false;
        for block in blocks {
            let is_list = matches!(block, Block::List(_));
            if is_list && was_list {
                parts.push(APART.to_owned());
            }
            was_list = is_list;
            match block {
                Block::Heading(heading) => parts.push(self.heading(heading)),
                Block::Paragraph(paragraph) => parts.push(self.paragraph(paragraph)),
                Block::List(list) => parts.push(self.list(list)),
                Block::Table(table) => self.table(table, parts),
                Block::Figure(figure) => self.figure(figure, parts),
                Block::Box(boxed) => parts.push(self.boxed(boxed)),
                Block::Contents => self.contents(parts),
                Block::NewPage => {}
            }
        }
    }

    /// A place that links lead to: programs make names of headings in different ways, and none of tables.
    fn anchor(&self, id: &str) -> String {
        self.anchors.get(id).map(|name| format!("<a id=\"{name}\"></a>")).unwrap_or_default()
    }

    fn heading(&self, heading: &Heading) -> String {
        let signs = "#".repeat(usize::from(heading.level.clamp(1, 4)) + 1);
        format!("{signs} {}{}", self.anchor(&heading.id), self.line(&heading.text))
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let label = &self.document.labels.generated;
        let text = match paragraph.role {
            Role::Hint => self.inline(&emphasised(&paragraph.text), Place::Paragraph),
            _ => self.inline(&paragraph.text, Place::Paragraph),
        };
        let text = match paragraph.is_generated {
            true => format!("\\[{}\\] {text} <!-- generated -->", escaped(label, false)),
            false => text,
        };
        if paragraph.role == Role::Quote { quoted(&text) } else { text }
    }

    /// Inline text on one line, as it begins one.
    fn line(&self, text: &Inline) -> String {
        self.inline(text, Place::Line)
    }

    fn inline(&self, text: &Inline, place: Place) -> String {
        let mut out = String::new();
        let mut is_start = place != Place::Cell;
        // A line end is written with what follows it; none stands at the end.
        let mut is_ended = false;
        for (at, span) in text.iter().enumerate() {
            match span {
                Span::Words(words) => {
                    let next = text.get(at + 1).and_then(|span| match span {
                        Span::Words(words) => words.text.chars().next(),
                        _ => None,
                    });
                    if is_ended && !words.text.trim().is_empty() {
                        let (end, starts) = match place {
                            Place::Paragraph if !out.is_empty() => ("\\\n", true),
                            Place::Cell => (" <br /> ", false),
                            _ => (" ", is_start),
                        };
                        out.push_str(end);
                        (is_ended, is_start) = (false, starts);
                    }
                    self.words(words, is_start, next, &mut out);
                    is_start = is_start && words.text.trim().is_empty();
                }
                Span::Note { at } if *at < self.document.notes.len() => {
                    out.push_str(&format!("[^{}]", at + 1));
                    is_start = false;
                }
                Span::Note { .. } => {}
                Span::Break => is_ended = true,
            }
        }
        out.trim().to_owned()
    }

    fn words(&self, words: &Words, is_start: bool, next: Option<char>, out: &mut String) {
        let core = words.text.trim_matches(' ');
        let (lead, trail) = match words.text.split_once(core) {
            Some((lead, trail)) if !core.is_empty() => (lead, trail),
            _ => return out.push_str(if is_start { "" } else { &words.text }),
        };
        let link = match &words.link {
            Some(Link::Within(id)) => self.anchors.get(id).map(|name| format!("#{name}")),
            Some(Link::Url(url)) => address(url).map(target),
            None => None,
        };
        let mut inner = escaped(core, is_start);
        let language = words.language.filter(|it| *it != self.document.about.language);
        if let Some(language) = language {
            inner = format!("<span lang=\"{}\">{inner}</span>", language.code());
        }
        // Stars are no emphasis between a letter and a sign.
        let last = out.chars().last().filter(|_| lead.is_empty());
        let next = next.filter(|_| trail.is_empty());
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_tagged = language.is_some();
        let can_open = !is_letter(last) || is_letter(core.chars().next()) && !is_tagged;
        let can_close = !is_letter(next) || is_letter(core.chars().next_back()) && !is_tagged;
        if can_open && can_close || link.is_some() {
            if words.is_emphasised {
                inner = format!("*{inner}*");
            }
            if words.is_strong {
                inner = strong(&inner);
            }
        }
        if let Some(link) = link {
            inner = format!("[{inner}]({link})");
        }
        if !is_start {
            out.push_str(lead);
        }
        if out.ends_with('*') && !out.ends_with("\\*") && inner.starts_with('*') {
            out.push_str(APART);
        }
        out.push_str(&inner);
        out.push_str(trail);
    }

    fn list(&self, list: &List) -> String {
        let mut lines = Vec::new();
        for (at, item) in list.items.iter().enumerate() {
            let mark = if list.is_numbered { format!("{}. ", at + 1) } else { "- ".to_owned() };
            lines.push(format!("{mark}{}", self.line(&item.text)));
            if let Some(below) = &item.below {
                let indent = " ".repeat(mark.len());
                lines.extend(self.list(below).lines().map(|line| format!("{indent}{line}")));
            }
        }
        lines.join("\n")
    }

    fn caption(&self, id: &str, caption: &Inline, parts: &mut Vec<String>) {
        let caption = self.line(&strengthened(caption));
        parts.push(format!("{}{caption}", self.anchor(id)));
    }

    fn table(&self, table: &Table, parts: &mut Vec<String>) {
        self.caption(&table.id, &table.caption, parts);
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let width = width.max(table.columns.len());
        let mut grid = Grid::default();
        for at in 0..width {
            let column = table.columns.get(at);
            let title = column.map(|it| self.inline(&it.title, Place::Cell)).unwrap_or_default();
            let share = column.map(|column| column.share).unwrap_or_default();
            grid.column(title, column.map(|column| column.align).unwrap_or_default(), share);
        }
        for row in &table.rows {
            let is_strong = row.kind != RowKind::Plain;
            let cell = |cell: &Cell| match is_strong {
                true => self.inline(&strengthened(&cell.text), Place::Cell),
                false => self.inline(&cell.text, Place::Cell),
            };
            grid.rows.push(row.cells.iter().map(cell).collect());
        }
        parts.push(grid.written());
        parts.extend(table.below.iter().map(|line| self.line(line)));
    }

    fn figure(&self, figure: &Figure, parts: &mut Vec<String>) {
        self.caption(&figure.id, &figure.caption, parts);
        parts.push(escaped(&on_one_line(&figure.alt), true));
        parts.push(self.values(&figure.chart).written());
        parts.extend(figure.below.iter().map(|line| self.line(line)));
    }

    /// The values of a chart: traces and marks side by side, all else in a line of its own.
    fn values(&self, chart: &Chart) -> Grid {
        let points = points(chart, &self.document.labels);
        let mut grid = Grid::default();
        let plain = |text: &str| escaped(text, false);
        match chart {
            Chart::Lines(_) | Chart::Levels(_) => {
                let mut columns: Vec<&str> = Vec::new();
                for point in &points {
                    if !columns.contains(&point.column.as_str()) {
                        columns.push(&point.column);
                    }
                }
                grid.column(plain(unit(chart)), Align::Start, 0.0);
                for column in &columns {
                    grid.column(plain(column), Align::End, 0.0);
                }
                for row in points.chunks(columns.len().max(1)) {
                    let name = row.first().map(|point| plain(&point.row)).unwrap_or_default();
                    let said = row.iter().map(|point| plain(&point.said));
                    grid.rows.push(std::iter::once(name).chain(said).collect());
                }
            }
            Chart::Bars(_) | Chart::Shares(_) => {
                grid.column(String::new(), Align::Start, 0.0);
                grid.column(plain(unit(chart)), Align::End, 0.0);
                let row = |point: &Point| vec![plain(&point.row), plain(&point.said)];
                grid.rows.extend(points.iter().map(row));
            }
            Chart::TimeLine(_) => {
                for _ in 0..3 {
                    grid.column(String::new(), Align::Start, 0.0);
                }
                let row = |point: &Point| {
                    vec![plain(&point.column), plain(&point.row), plain(&point.said)]
                };
                grid.rows.extend(points.iter().map(row));
            }
        }
        grid
    }

    fn boxed(&self, boxed: &Boxed) -> String {
        let title = self.line(&strengthened(&boxed.title));
        let mut parts = vec![format!("{}{title}", self.anchor(&boxed.id))];
        self.blocks(&boxed.blocks, &mut parts);
        parts.retain(|part| !part.trim().is_empty());
        quoted(&parts.join("\n\n"))
    }

    fn contents(&self, parts: &mut Vec<String>) {
        let mut lines = Vec::new();
        let mut open: Vec<u8> = Vec::new();
        for heading in listed(self.document) {
            while open.last().is_some_and(|level| *level >= heading.level) {
                open.pop();
            }
            let text = escaped(&on_one_line(&words(&heading.text)), true);
            let indent = "  ".repeat(open.len());
            open.push(heading.level);
            lines.push(match self.anchors.get(&heading.id) {
                Some(name) => format!("{indent}- [{text}](#{name})"),
                None => format!("{indent}- {text}"),
            });
        }
        parts.push(strong(&escaped(&self.document.labels.contents, false)));
        parts.push(lines.join("\n"));
    }
}

/// Where inline text stands, which says what a line end in it becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    /// A heading, an item, a note: no line may end in it.
    Line,
    Cell,
}

/// A table as lines of cells.
#[derive(Default)]
struct Grid {
    titles: Vec<String>,
    aligns: Vec<(Align, f32)>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    fn column(&mut self, title: String, align: Align, share: f32) {
        self.titles.push(title);
        self.aligns.push((align, share));
    }

    fn written(&self) -> String {
        if self.titles.is_empty() {
            return String::new();
        }
        // Where a line is long, pandoc takes the widths from the numbers of dashes.
        let whole: f32 = self.aligns.iter().map(|(_, share)| share.max(0.0)).sum();
        let dashes = |(align, share): &(Align, f32)| {
            let part = if whole > 0.0 { share.max(0.0) / whole } else { 0.0 };
            let line = "-".repeat(3 + (part * 60.0) as usize);
            match align {
                Align::Start => format!(":{line}"),
                Align::Middle => format!(":{line}:"),
                Align::End => format!("{line}:"),
            }
        };
        let mut lines = vec![
            self.row(&self.titles),
            self.row(&self.aligns.iter().map(dashes).collect::<Vec<_>>()),
        ];
        lines.extend(self.rows.iter().map(|row| self.row(row)));
        lines.join("\n")
    }

    fn row(&self, cells: &[String]) -> String {
        let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
        let cells: Vec<&str> = (0..self.titles.len()).map(cell).collect();
        format!("| {} |", cells.join(" | "))
    }
}

fn strong(markdown: &str) -> String {
    format!("**{markdown}**")
}

fn quoted(markdown: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    markdown.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn emphasised(text: &Inline) -> Inline {
    with(text, |words| words.is_emphasised = true)
}

fn strengthened(text: &Inline) -> Inline {
    with(text, |words| words.is_strong = true)
}

fn with(text: &Inline, change: impl Fn(&mut Words)) -> Inline {
    let mut text = text.clone();
    for span in &mut text {
        if let Span::Words(words) = span {
            change(words);
        }
    }
    text
}

#[cfg(test)]
mod tests;
