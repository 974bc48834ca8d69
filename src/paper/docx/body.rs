//! The text of the document.

use super::DocxProblem;
use super::parts::{DOTS, Links, SPACES, TAB, XML, field, picture, run};
use crate::chart;
use crate::document::*;
use crate::fonts::{Fonts, Shaper};
use crate::paint::{Painter, png};
use crate::said::words;
use crate::signs::{Anchors, escaped, listed};
use std::collections::HashMap;

/// The width of the text on A4, in twentieths of a point.
const TEXT_WIDTH: u32 = 9071;
/// What the edges of a box take of it.
const BOX_EDGES: u32 = 340;
/// Pixels for each point of a picture: as fine as office printers print.
const SCALE: f32 = 3.0;
/// Word's measure of pictures, for each point.
const UNITS: f32 = 12_700.0;

/// Whether a footnote stands in the text by now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    Never,
    Called,
}

pub struct Body<'a> {
    pub document: &'a Document,
    /// For each id the name of its place, as Word has them.
    pub bookmarks: HashMap<&'a str, String>,
    pub links: Links,
    pub noted: Vec<Noted>,
    /// For each numbered list how deep it is.
    pub numberings: Vec<usize>,
    /// Pictures as PNG.
    pub pictures: Vec<Vec<u8>>,
    pub generated: usize,
    /// In twentieths of a point; a box is narrower than the page.
    pub width: u32,
    places: usize,
    shaper: Shaper<'a>,
    painter: Painter,
}

impl<'a> Body<'a> {
    pub fn new(document: &'a Document, fonts: &'a Fonts) -> Self {
        Self {
            document,
            bookmarks: bookmarks(document),
            links: Links::default(),
            noted: vec![Noted::Never; document.notes.len()],
            numberings: Vec::new(),
            pictures: Vec::new(),
            generated: 0,
            width: TEXT_WIDTH,
            places: 0,
            shaper: Shaper::new(fonts),
            painter: Painter::default(),
        }
    }

    /// The part with the text.
    pub fn text(&mut self) -> Result<String, DocxProblem> {
        let about = &self.document.about;
        let mut out = format!("{XML}<w:document {SPACES}><w:body>");
        for (style, text) in [("Title", &about.title), ("Subtitle", &about.subtitle)] {
            if !text.is_empty() {
                out.push_str(&paragraph(style, &run("", text)));
            }
        }
        self.blocks(&self.document.blocks, &mut out)?;
        self.sources(&mut out);
        for text in [&about.redaction, &about.made_with] {
            if !text.is_empty() {
                out.push_str(&paragraph("Aside", &run("", text)));
            }
        }
        out.push_str(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
             <w:footerReference w:type=\"default\" r:id=\"footer\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1417\" \
             w:bottom=\"1304\" w:left=\"1418\" w:header=\"709\" w:footer=\"624\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>\n",
        );
        Ok(out)
    }

    /// The part with the footnotes, and what it leads to.
    pub fn notes(&self) -> (String, Links) {
        let mut links = Links::default();
        let line = |kind: &str, id: i32, sign: &str| {
            format!(
                "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr>\
                 <w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
                 <w:r><w:{sign}/></w:r></w:p></w:footnote>"
            )
        };
        let mut out = format!(
            "{XML}<w:footnotes {SPACES}>{}{}",
            line("separator", -1, "separator"),
            line("continuationSeparator", 0, "continuationSeparator")
        );
        for (at, note) in self.document.notes.iter().enumerate() {
            let text = self.note_text(&note.text, &mut links);
            let mark =
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
            let text = paragraph("FootnoteText", &format!("{mark}{}{text}", run("", " ")));
            out.push_str(&format!("<w:footnote w:id=\"{}\">{text}</w:footnote>", at + 1));
        }
        out.push_str("</w:footnotes>\n");
        (out, links)
    }

    pub fn blocks(&mut self, blocks: &[Block], out: &mut String) -> Result<(), DocxProblem> {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let text = self.inline(&heading.text);
                    let text = self.place(&heading.id, &text);
                    let style = format!("Heading{}", heading.level.clamp(1, 4));
                    out.push_str(&paragraph(&style, &text));
                }
                Block::Paragraph(it) => out.push_str(&self.paragraph(it)),
                Block::List(list) => self.list(list, 0, out),
                Block::Table(table) => self.table(table, out),
                Block::Figure(figure) => self.figure(figure, out)?,
                Block::Box(boxed) => self.boxed(boxed, out)?,
                Block::Contents => self.contents(out),
                Block::NewPage => out.push_str(
                    "<w:p><w:pPr><w:pStyle w:val=\"Spacer\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>",
                ),
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, it: &Paragraph) -> String {
        let style = match it.role {
            _ if it.is_generated => "Generated",
            Role::Body => "Normal",
            Role::Lead => "Lead",
            Role::Aside => "Aside",
            Role::Hint => "Hint",
            Role::Quote => "Quote",
            Role::Address => "Address",
            Role::Right => "Right",
        };
        let mut text = String::new();
        if it.is_generated {
            self.generated += 1;
            let look = "<w:rStyle w:val=\"GeneratedLabel\"/>";
            text.push_str(&run(look, &self.document.labels.generated));
            text.push_str(&run("", " "));
        }
        text.push_str(&self.inline(&it.text));
        paragraph(style, &text)
    }

    fn list(&mut self, list: &List, depth: usize, out: &mut String) {
        let level = depth.min(8);
        let (style, number) = if list.is_numbered {
            self.numberings.push(level);
            ("ListNumber", DOTS + self.numberings.len())
        } else {
            ("ListBullet", DOTS)
        };
        for item in &list.items {
            let text = self.inline(&item.text);
            out.push_str(&format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:numPr><w:ilvl w:val=\"{level}\"/>\
                 <w:numId w:val=\"{number}\"/></w:numPr></w:pPr>{text}</w:p>"
            ));
            if let Some(below) = &item.below {
                self.list(below, depth + 1, out);
            }
        }
    }

    fn figure(&mut self, figure: &Figure, out: &mut String) -> Result<(), DocxProblem> {
        let caption = self.inline(&figure.caption);
        let caption = self.place(&figure.id, &caption);
        out.push_str(&paragraph("Caption", &caption));
        let labels = &self.document.labels;
        let width = self.width as f32 / 20.0;
        let drawing = chart::drawing(&figure.chart, labels, &mut self.shaper, width);
        let pixels = self.painter.paint(&drawing, &mut self.shaper, SCALE)?;
        self.pictures.push(png(&pixels));
        let at = self.pictures.len();
        let (across, down) = ((drawing.width * UNITS) as u64, (drawing.height * UNITS) as u64);
        let (id, alt) = (picture(at), escaped(&figure.alt));
        let picture = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{across}\" cy=\"{down}\"/><wp:docPr id=\"{at}\" name=\"{id}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"{at}\" name=\"{id}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
        out.push_str(&paragraph("Figure", &picture));
        self.below(&figure.below, out);
        Ok(())
    }

    /// The lines below a table or figure.
    pub fn below(&mut self, lines: &[Inline], out: &mut String) {
        for line in lines {
            let text = self.inline(line);
            out.push_str(&paragraph("Aside", &text));
        }
    }

    /// One cell with an edge: what stands in it may be lists and tables, which a bordered paragraph cannot hold.
    fn boxed(&mut self, boxed: &Boxed, out: &mut String) -> Result<(), DocxProblem> {
        let outer = self.width;
        self.width = outer.saturating_sub(BOX_EDGES);
        out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Box\"/><w:tblW w:w=\"{outer}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{outer}\"/></w:tblGrid>\
             <w:tr><w:tc><w:tcPr><w:tcW w:w=\"{outer}\" w:type=\"dxa\"/></w:tcPr>"
        ));
        let title = self.inline(&boxed.title);
        let title = self.place(&boxed.id, &title);
        out.push_str(&paragraph("BoxTitle", &title));
        self.blocks(&boxed.blocks, out)?;
        out.push_str("</w:tc></w:tr></w:tbl>");
        out.push_str(SPACER);
        self.width = outer;
        Ok(())
    }

    /// A field of Word's, filled: it reads without being counted anew, and Word fills in the pages when it is.
    fn contents(&mut self, out: &mut String) {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        out.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
             <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        out.push_str(&paragraph("TOCHeading", &run("", &self.document.labels.contents)));
        let begin = format!(
            "{}<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r>{}",
            mark("begin"),
            mark("separate")
        );
        let mut start = begin.as_str();
        for heading in listed(self.document) {
            let text = run("", &words(&heading.text));
            let entry = match self.bookmarks.get(heading.id.as_str()) {
                Some(name) => format!(
                    "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">{text}{TAB}{}</w:hyperlink>",
                    field(&format!("PAGEREF {name} \\h"), "")
                ),
                None => text,
            };
            let style = format!("TOC{}", heading.level.clamp(1, 3));
            out.push_str(&paragraph(&style, &format!("{start}{entry}")));
            start = "";
        }
        out.push_str(&paragraph("Spacer", &format!("{start}{}", mark("end"))));
        out.push_str("</w:sdtContent></w:sdt>");
    }

    fn sources(&mut self, out: &mut String) {
        if self.document.sources.is_empty() {
            return;
        }
        out.push_str(&paragraph("Heading1", &run("", &self.document.labels.sources)));
        for source in &self.document.sources {
            out.push_str(&paragraph("Source", &run("", &source.said)));
        }
    }

    /// The text as the place of this id.
    pub fn place(&mut self, id: &str, text: &str) -> String {
        match self.bookmarks.get(id).cloned() {
            Some(name) => self.bookmarked(&name, text),
            None => text.to_owned(),
        }
    }

    pub fn bookmarked(&mut self, name: &str, text: &str) -> String {
        self.places += 1;
        let id = self.places;
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{text}<w:bookmarkEnd w:id=\"{id}\"/>"
        )
    }
}

/// Keeps a table from growing together with the next.
pub const SPACER: &str = "<w:p><w:pPr><w:pStyle w:val=\"Spacer\"/></w:pPr></w:p>";

pub fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// Word wants names of 40 letters, digits and lines at most, the first a letter; a number makes each one its own.
fn bookmarks(document: &Document) -> HashMap<&str, String> {
    let anchors = Anchors::of(document);
    let mut names = HashMap::new();
    for (at, (id, anchor)) in anchors.all().into_iter().enumerate() {
        let short: String = anchor.replace('-', "_").chars().take(28).collect();
        names.insert(id, format!("p{at}_{short}"));
    }
    names
}
