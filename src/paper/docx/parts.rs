//! The parts of the file around the text: properties, settings, lists, head and foot of the page, links.

use crate::document::{Document, Language};
use crate::signs::escaped;

pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The name spaces of every part that holds text.
pub const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The list of dots; numbered lists follow, one number each.
pub const DOTS: usize = 1;

/// As Word names it, with the country whose spelling is meant.
pub fn language(language: Language) -> &'static str {
    match language {
        Language::En => "en-GB",
        Language::De => "de-DE",
        Language::Fr => "fr-FR",
    }
}

pub fn content_types() -> String {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/>"
    );
    for (part, kind) in [
        ("word/document.xml", format!("{main}.document.main+xml")),
        ("word/styles.xml", format!("{main}.styles+xml")),
        ("word/settings.xml", format!("{main}.settings+xml")),
        ("word/numbering.xml", format!("{main}.numbering+xml")),
        ("word/footnotes.xml", format!("{main}.footnotes+xml")),
        ("word/header1.xml", format!("{main}.header+xml")),
        ("word/footer1.xml", format!("{main}.footer+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".into()),
        (
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
        ),
        (
            "docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml".into(),
        ),
    ] {
        out.push_str(&format!("<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>"));
    }
    out.push_str("</Types>\n");
    out
}

pub fn root_links() -> String {
    let mut links = Links::default();
    links.add(&format!("{KINDS}/officeDocument"), "word/document.xml", false);
    links.add(
        &format!("{PACKAGE}/relationships/metadata/core-properties"),
        "docProps/core.xml",
        false,
    );
    links.add(&format!("{KINDS}/extended-properties"), "docProps/app.xml", false);
    links.add(&format!("{KINDS}/custom-properties"), "docProps/custom.xml", false);
    links.written()
}

/// What a part leads to; the text names each by its number.
#[derive(Default)]
pub struct Links(Vec<(String, String, bool)>);

impl Links {
    fn add(&mut self, kind: &str, target: &str, is_outside: bool) -> String {
        let link = (kind.to_owned(), target.to_owned(), is_outside);
        let at = self.0.iter().position(|known| *known == link).unwrap_or_else(|| {
            self.0.push(link);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The number of a page or mail address.
    pub fn page(&mut self, url: &str) -> String {
        self.add(&format!("{KINDS}/hyperlink"), url, true)
    }

    fn written(&self) -> String {
        let mut out = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
        for (at, (kind, target, is_outside)) in self.0.iter().enumerate() {
            let mode = if *is_outside { " TargetMode=\"External\"" } else { "" };
            let target = escaped(target);
            out.push_str(&format!(
                "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>",
                at + 1
            ));
        }
        out.push_str("</Relationships>\n");
        out
    }

    /// Those of the text: with the parts beside it, and its pictures, which go by names of their own.
    pub fn document(&self, pictures: usize) -> String {
        let mut out = self.written();
        let mut more = String::new();
        for (id, kind, target) in [
            ("styles", "styles", "styles.xml".to_owned()),
            ("settings", "settings", "settings.xml".to_owned()),
            ("numbering", "numbering", "numbering.xml".to_owned()),
            ("footnotes", "footnotes", "footnotes.xml".to_owned()),
            ("header", "header", "header1.xml".to_owned()),
            ("footer", "footer", "footer1.xml".to_owned()),
        ] {
            more.push_str(&relation(id, kind, &target));
        }
        for at in 1..=pictures {
            more.push_str(&relation(&picture(at), "image", &format!("media/chart{at}.png")));
        }
        let end = out.len() - "</Relationships>\n".len();
        out.insert_str(end, &more);
        out
    }

    pub fn footnotes(&self) -> String {
        self.written()
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>")
}

/// The name of a picture, counted from 1.
pub fn picture(at: usize) -> String {
    format!("chart{at}")
}

pub fn core(document: &Document) -> String {
    let about = &document.about;
    let mut out = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    for (name, value) in [
        ("dc:title", about.title.as_str()),
        ("dc:subject", &about.subject),
        ("dc:creator", &about.author),
        ("cp:keywords", &about.keywords.join(", ")),
        ("dc:description", &about.redaction),
        ("dc:identifier", &about.reference),
        ("dc:language", language(about.language)),
        ("cp:category", &about.kind),
    ] {
        if !value.is_empty() {
            out.push_str(&format!("<{name}>{}</{name}>", escaped(value)));
        }
    }
    if is_day(&about.day) {
        for name in ["created", "modified"] {
            out.push_str(&format!(
                "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{name}>",
                about.day
            ));
        }
    }
    out.push_str("</cp:coreProperties>\n");
    out
}

/// Word refuses a file whose date is none.
fn is_day(day: &str) -> bool {
    let fits = |(letter, shape): (u8, u8)| match shape {
        b'0' => letter.is_ascii_digit(),
        _ => letter == shape,
    };
    day.len() == 10 && day.bytes().zip(*b"0000-00-00").all(fits)
}

/// Which program wrote it, and nothing of the machine.
pub fn app(document: &Document) -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{}</Application></Properties>\n",
        escaped(&document.about.made_with)
    )
}

/// What Word has no field for.
pub fn custom(document: &Document, generated: usize) -> String {
    let about = &document.about;
    let mut out = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    let text = |text: &str| format!("<vt:lpwstr>{}</vt:lpwstr>", escaped(text));
    let properties = [
        ("Marking", text(&about.marking)),
        ("Reference", text(&about.reference)),
        ("Redaction", text(&about.redaction)),
        ("GeneratedParagraphs", format!("<vt:i4>{generated}</vt:i4>")),
    ];
    for (at, (name, value)) in properties.iter().enumerate() {
        out.push_str(&format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{name}\">{value}</property>",
            at + 2
        ));
    }
    out.push_str("</Properties>\n");
    out
}

pub fn settings(language: &str) -> String {
    format!(
        "{XML}<w:settings {SPACES}><w:zoom w:percent=\"100\"/><w:autoHyphenation w:val=\"true\"/>\
         <w:defaultTabStop w:val=\"709\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\" w:bidi=\"ar-SA\"/></w:settings>\n"
    )
}

/// The lists: dots for all, and a count of its own for each numbered list, at its depth.
pub fn numbering(numbered: &[usize]) -> String {
    let mut out = format!("{XML}<w:numbering {SPACES}>");
    for (id, is_numbered) in [(1, false), (2, true)] {
        out.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>"
        ));
        for level in 0..9 {
            let (kind, text) = match (is_numbered, level) {
                (true, _) => ("decimal", format!("%{}.", level + 1)),
                (false, 0) => ("bullet", "\u{2022}".to_owned()),
                (false, _) => ("bullet", "\u{2013}".to_owned()),
            };
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"{}\" w:hanging=\"340\"/></w:pPr></w:lvl>",
                340 * (level + 1)
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    out.push_str(&format!("<w:num w:numId=\"{DOTS}\"><w:abstractNumId w:val=\"1\"/></w:num>"));
    for (at, level) in numbered.iter().enumerate() {
        out.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"{level}\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            DOTS + 1 + at
        ));
    }
    out.push_str("</w:numbering>\n");
    out
}

pub fn header(document: &Document) -> String {
    let about = &document.about;
    format!(
        "{XML}<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}{TAB}{}</w:p></w:hdr>\n",
        run("", &about.running_head),
        run("<w:b/><w:bCs/>", &about.marking)
    )
}

pub fn footer(document: &Document) -> String {
    let label = &document.labels.page;
    let (before, rest) = label.split_once("{n}").unwrap_or(("", ""));
    let (between, after) = rest.split_once("{of}").unwrap_or((rest, ""));
    let page = match label.contains("{n}") {
        true => {
            let of = if rest.contains("{of}") { field("NUMPAGES", "1") } else { String::new() };
            format!(
                "{}{}{}{of}{}",
                run("", before),
                field("PAGE", "1"),
                run("", between),
                run("", after)
            )
        }
        false => run("", label),
    };
    format!(
        "{XML}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{TAB}{page}</w:p></w:ftr>\n",
        run("", &document.about.reference)
    )
}

pub const TAB: &str = "<w:r><w:tab/></w:r>";

/// Words with properties.
pub fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let properties = match properties {
        "" => String::new(),
        some => format!("<w:rPr>{some}</w:rPr>"),
    };
    let text = crate::signs::on_one_line(text);
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(&text))
}

/// A field, with what it shows until Word has counted.
pub fn field(code: &str, shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>{}{}{}",
        mark("begin"),
        escaped(code),
        mark("separate"),
        run("", shown),
        mark("end")
    )
}
