//! A report as one HTML file: no script, nothing from elsewhere, well-formed as XML, too.

mod page;

use crate::chart;
use crate::document::*;
use crate::fonts::{Fonts, Shaper};
use crate::said::words;
use crate::signs::{Anchors, address, escaped, listed};
use crate::svg::svg;

/// As wide as the text on A4, in points.
const CHART_WIDTH: f32 = 453.0;
/// A table with no more rows is not cut by the end of a page.
const SHORT_TABLE: usize = 12;

/// The whole report as a page that reads on a screen and prints.
pub fn html(document: &Document, fonts: &Fonts) -> String {
    let mut writer = Writer {
        document,
        anchors: Anchors::of(document),
        shaper: Shaper::new(fonts),
        calls: vec![0; document.notes.len()],
        tables: 0,
        rank: 1,
        out: String::new(),
    };
    writer.raw(&page::begin(document));
    writer.raw("<main>\n");
    writer.sections(&document.blocks);
    writer.raw("</main>\n");
    writer.notes();
    writer.sources();
    writer.raw(&page::end(document));
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    anchors: Anchors<'a>,
    shaper: Shaper<'a>,
    /// How often each footnote has been called.
    calls: Vec<usize>,
    /// Tables and charts so far, to name what belongs together.
    tables: usize,
    /// How deep the section is that the writer is in; none is left out, whatever levels the headings have.
    rank: usize,
    out: String,
}

impl Writer<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    /// ` id="…"`, where something can lead there.
    fn id(&self, id: &str) -> String {
        self.anchors.get(id).map(|name| format!(" id=\"{name}\"")).unwrap_or_default()
    }

    /// Each heading opens a section, which ends before the next one that is as high.
    fn sections(&mut self, blocks: &[Block]) {
        let mut open: Vec<u8> = Vec::new();
        for block in blocks {
            if let Block::Heading(heading) = block {
                while open.last().is_some_and(|level| *level >= heading.level) {
                    open.pop();
                    self.raw("</section>\n");
                }
                open.push(heading.level);
                self.rank = open.len();
                match self.anchors.get(&heading.id) {
                    Some(name) => {
                        let section = format!("<section aria-labelledby=\"{name}\">\n");
                        self.raw(&section);
                    }
                    None => self.raw("<section>\n"),
                }
            }
            self.block(block);
        }
        for _ in open {
            self.raw("</section>\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let level = self.rank.clamp(1, 5) + 1;
                let id = self.id(&heading.id);
                self.raw(&format!("<h{level}{id}>"));
                self.inline(&heading.text);
                self.raw(&format!("</h{level}>\n"));
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Box(boxed) => self.boxed(boxed),
            Block::Contents => self.contents(),
            Block::NewPage => self.raw("<div class=\"new-page\"></div>\n"),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = match paragraph.role {
            Role::Body | Role::Quote => "",
            Role::Lead => " class=\"lead\"",
            Role::Aside => " class=\"aside\"",
            Role::Hint => " class=\"hint\"",
            Role::Address => " class=\"address\"",
            Role::Right => " class=\"right\"",
        };
        let is_quote = paragraph.role == Role::Quote;
        if is_quote {
            self.raw("<blockquote>");
        }
        if paragraph.is_generated {
            self.raw(&format!("<p{class} data-generated=\"true\"><span class=\"generated\">"));
            self.text(&self.document.labels.generated);
            self.raw("</span> ");
        } else {
            self.raw(&format!("<p{class}>"));
        }
        self.inline(&paragraph.text);
        self.raw(if is_quote { "</p></blockquote>\n" } else { "</p>\n" });
    }

    fn inline(&mut self, text: &Inline) {
        for span in text {
            match span {
                Span::Words(words) => self.words(words),
                Span::Note { at } => self.call(*at),
                Span::Break => self.raw("<br />\n"),
            }
        }
    }

    fn words(&mut self, words: &Words) {
        let target = match &words.link {
            Some(Link::Within(id)) => self.anchors.get(id).map(|name| format!("#{name}")),
            Some(Link::Url(url)) => address(url).map(escaped),
            None => None,
        };
        let mut tags: Vec<(&str, String)> = Vec::new();
        tags.extend(target.map(|target| ("a", format!(" href=\"{target}\""))));
        tags.extend(words.is_strong.then(|| ("strong", String::new())));
        tags.extend(words.is_emphasised.then(|| ("em", String::new())));
        let language = words.language.filter(|it| *it != self.document.about.language);
        tags.extend(language.map(|it| ("span", format!(" lang=\"{}\"", it.code()))));
        for (tag, attributes) in &tags {
            self.raw(&format!("<{tag}{attributes}>"));
        }
        self.text(&words.text);
        for (tag, _) in tags.iter().rev() {
            self.raw(&format!("</{tag}>"));
        }
    }

    /// A note that is not there is not called.
    fn call(&mut self, at: usize) {
        let Some(count) = self.calls.get_mut(at) else { return };
        *count += 1;
        let (number, id) = (at + 1, call_id(at, *count));
        self.raw(&format!(
            "<sup><a id=\"{id}\" href=\"#note:{number}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn list(&mut self, list: &List) {
        let tag = if list.is_numbered { "ol" } else { "ul" };
        self.raw(&format!("<{tag}>\n"));
        for item in &list.items {
            self.raw("<li>");
            self.inline(&item.text);
            if let Some(below) = &item.below {
                self.raw("\n");
                self.list(below);
            }
            self.raw("</li>\n");
        }
        self.raw(&format!("</{tag}>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let id = self.id(&table.id);
        let short = if table.rows.len() <= SHORT_TABLE { " short" } else { "" };
        self.raw(&format!("<div class=\"table{short}\"{id}>\n"));
        if table.caption.is_empty() {
            self.raw("<div class=\"scroll\">\n<table>\n");
        } else {
            // What scrolls can be reached with the keyboard, and then has a name.
            let name = format!("caption:{}", self.tables);
            self.raw(&format!(
                "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{name}\">\n\
                 <table>\n<caption id=\"{name}\">"
            ));
            self.inline(&table.caption);
            self.raw("</caption>\n");
        }
        self.columns(table);
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let width = width.max(table.columns.len()).max(1);
        self.raw("<tbody>\n");
        for (at, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group && at > 0 {
                self.raw("</tbody>\n<tbody>\n");
            }
            self.row(table, row, width);
        }
        self.raw("</tbody>\n</table>\n</div>\n");
        self.below(&table.below);
        self.raw("</div>\n");
    }

    fn columns(&mut self, table: &Table) {
        let whole: f32 = table.columns.iter().map(|column| column.share.max(0.0)).sum();
        if whole > 0.0 {
            self.raw("<colgroup>");
            for column in &table.columns {
                let share = (column.share.max(0.0) / whole * 100.0).round();
                let width =
                    if share > 0.0 { format!(" style=\"width:{share}%\"") } else { String::new() };
                self.raw(&format!("<col{width} />"));
            }
            self.raw("</colgroup>\n");
        }
        if table.columns.iter().all(|column| column.title.is_empty()) {
            return;
        }
        self.raw("<thead>\n<tr>");
        for column in &table.columns {
            let class = class(&[align(column.align)]);
            // A cell that heads nothing is no heading.
            let tag = if column.title.is_empty() { "td" } else { "th" };
            let scope = if column.title.is_empty() { "" } else { " scope=\"col\"" };
            self.raw(&format!("<{tag}{scope}{class}>"));
            self.inline(&column.title);
            self.raw(&format!("</{tag}>"));
        }
        self.raw("</tr>\n</thead>\n");
    }

    fn row(&mut self, table: &Table, row: &Row, width: usize) {
        self.raw(match row.kind {
            RowKind::Plain => "<tr>",
            RowKind::Group => "<tr class=\"group\">",
            RowKind::Total => "<tr class=\"total\">",
        });
        let is_group = row.kind == RowKind::Group;
        for (at, cell) in row.cells.iter().enumerate() {
            let column = table.columns.get(at).map(|column| column.align).unwrap_or_default();
            let align = if is_group { "" } else { align(column) };
            let class = class(&[align, tone(cell.tone)]);
            let is_head = is_group || (at == 0 && table.has_row_heads);
            let tag = if is_head { "th" } else { "td" };
            let place = match (is_group, is_head) {
                (true, _) if row.cells.len() == 1 => {
                    format!(" scope=\"rowgroup\" colspan=\"{width}\"")
                }
                (true, _) => " scope=\"rowgroup\"".to_owned(),
                (false, true) => " scope=\"row\"".to_owned(),
                (false, false) => String::new(),
            };
            self.raw(&format!("<{tag}{place}{class}>"));
            self.inline(&cell.text);
            self.raw(&format!("</{tag}>"));
        }
        self.raw("</tr>\n");
    }

    fn below(&mut self, lines: &[Inline]) {
        if lines.is_empty() {
            return;
        }
        self.raw("<div class=\"below\">\n");
        for line in lines {
            self.raw("<p>");
            self.inline(line);
            self.raw("</p>\n");
        }
        self.raw("</div>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        self.tables += 1;
        let id = self.id(&figure.id);
        self.raw(&format!("<figure{id}>\n<figcaption>"));
        self.inline(&figure.caption);
        self.raw("</figcaption>\n");
        let labels = &self.document.labels;
        let drawing = chart::drawing(&figure.chart, labels, &mut self.shaper, CHART_WIDTH);
        let name = format!("chart:{}", self.tables);
        let title = words(&figure.caption);
        let picture = svg(&drawing, &mut self.shaper, &title, &figure.alt, &name);
        self.raw(&format!(
            "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{name}-title\">\n"
        ));
        self.raw(&picture);
        self.raw("</div>\n");
        self.below(&figure.below);
        self.raw("</figure>\n");
    }

    fn boxed(&mut self, boxed: &Boxed) {
        let id = self.id(&boxed.id);
        self.raw(&format!("<aside class=\"box\"{id}>\n"));
        if !boxed.title.is_empty() {
            self.raw("<p class=\"box-title\">");
            self.inline(&boxed.title);
            self.raw("</p>\n");
        }
        for block in &boxed.blocks {
            self.block(block);
        }
        self.raw("</aside>\n");
    }

    /// Lists within lists, however the levels of the headings jump.
    fn contents(&mut self) {
        let label = escaped(&self.document.labels.contents);
        self.raw(&format!(
            "<nav role=\"doc-toc\" aria-label=\"{label}\">\n<p class=\"box-title\">{label}</p>\n"
        ));
        let mut open: Vec<u8> = Vec::new();
        let document = self.document;
        for heading in listed(document) {
            if let Some(name) = self.anchors.get(&heading.id).map(str::to_owned) {
                self.entry(heading.level, &name, &words(&heading.text), &mut open);
            }
        }
        let labels = &document.labels;
        if !document.notes.is_empty() {
            self.entry(1, "notes:", &labels.notes, &mut open);
        }
        if !document.sources.is_empty() {
            self.entry(1, "sources:", &labels.sources, &mut open);
        }
        for _ in open {
            self.raw("</li></ol>\n");
        }
        self.raw("</nav>\n");
    }

    /// `open` holds the levels of the lists that are not closed yet.
    fn entry(&mut self, level: u8, name: &str, text: &str, open: &mut Vec<u8>) {
        while open.len() > 1 && open.last().is_some_and(|last| *last > level) {
            open.pop();
            self.raw("</li></ol>");
        }
        match open.last() {
            Some(last) if *last >= level => self.raw("</li>\n"),
            _ => {
                open.push(level);
                self.raw("<ol>\n");
            }
        }
        self.raw(&format!("<li><a href=\"#{name}\">"));
        self.text(text);
        self.raw("</a>");
    }

    fn notes(&mut self) {
        if self.document.notes.is_empty() {
            return;
        }
        self.raw("<section role=\"doc-endnotes\" aria-labelledby=\"notes:\">\n<h2 id=\"notes:\">");
        self.text(&self.document.labels.notes);
        self.raw("</h2>\n<ol>\n");
        for (at, note) in self.document.notes.iter().enumerate() {
            let number = at + 1;
            let source = note.source.and_then(|at| self.document.sources.get(at));
            let source = source.map(|it| format!(" data-source=\"{}\"", escaped(&it.id)));
            self.raw(&format!("<li id=\"note:{number}\"{}>", source.unwrap_or_default()));
            self.inline(&note.text);
            for count in 1..=self.calls.get(at).copied().unwrap_or_default() {
                let id = call_id(at, count);
                self.raw(&format!(
                    " <a href=\"#{id}\" role=\"doc-backlink\" aria-label=\"↩ {number}\">↩</a>"
                ));
            }
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }

    fn sources(&mut self) {
        if self.document.sources.is_empty() {
            return;
        }
        self.raw(
            "<section role=\"doc-bibliography\" aria-labelledby=\"sources:\">\n<h2 id=\"sources:\">",
        );
        self.text(&self.document.labels.sources);
        self.raw("</h2>\n<ul>\n");
        for (at, source) in self.document.sources.iter().enumerate() {
            self.raw(&format!("<li id=\"source:{}\">", at + 1));
            self.text(&source.said);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }
}

/// The first call of a note is where most readers come from; later ones are numbered.
fn call_id(at: usize, count: usize) -> String {
    if count == 1 { format!("call:{}", at + 1) } else { format!("call:{}.{count}", at + 1) }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Middle => "middle",
        Align::End => "end",
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Calm => "calm",
        Tone::Caution => "caution",
        Tone::Grave => "grave",
        Tone::Unknown => "unknown",
    }
}

fn class(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

#[cfg(test)]
mod tests;
