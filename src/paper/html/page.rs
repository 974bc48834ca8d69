//! Head and foot of the file: properties, style, what stands on each printed page.

use crate::document::Document;
use crate::signs::{escaped, is_written};

const STYLE: &str = include_str!("style.css");

/// From the first line to the title of the report.
pub fn begin(document: &Document) -> String {
    let about = &document.about;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n<title>{}</title>\n",
        about.language.code(),
        escaped(&about.title)
    );
    let properties = [
        ("author", about.author.clone()),
        ("description", about.subject.clone()),
        ("keywords", about.keywords.join(", ")),
        ("generator", about.made_with.clone()),
        ("dcterms.date", about.day.clone()),
        ("dcterms.identifier", about.reference.clone()),
    ];
    for (name, value) in properties {
        if !value.is_empty() {
            out.push_str(&format!("<meta name=\"{name}\" content=\"{}\" />\n", escaped(&value)));
        }
    }
    out.push_str("<style>\n");
    out.push_str(STYLE);
    out.push_str(&margins(document));
    out.push_str("</style>\n</head>\n<body>\n<header>\n");
    out.push_str(&line("marking", &about.marking));
    out.push_str(&format!("<h1>{}</h1>\n", escaped(&about.title)));
    out.push_str(&line("subtitle", &about.subtitle));
    out.push_str("</header>\n");
    out
}

/// What was left out, where the report comes from, and the marking once more.
pub fn end(document: &Document) -> String {
    let about = &document.about;
    let mut out = String::from("<footer>\n");
    for text in [&about.redaction, &about.reference, &about.made_with] {
        out.push_str(&line("", text));
    }
    out.push_str(&line("marking", &about.marking));
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

fn line(class: &str, text: &str) -> String {
    match (text.is_empty(), class.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("<p>{}</p>\n", escaped(text)),
        (false, false) => format!("<p class=\"{class}\">{}</p>\n", escaped(text)),
    }
}

/// The margins of the printed page, with running head, marking, reference and number of the page.
fn margins(document: &Document) -> String {
    let about = &document.about;
    let page = string(&document.labels.page)
        .replace(&plain("{n}"), "\" counter(page) \"")
        .replace(&plain("{of}"), "\" counter(pages) \"");
    let small = "font: 8.5pt Inter, Arial, sans-serif; color: #333333;";
    format!(
        "@page {{\n  size: A4; margin: 25mm 22mm 22mm;\n  \
         @top-left {{ content: {}; {small} width: 65%; text-align: left; }}\n  \
         @top-right {{ content: {}; {small} font-weight: 700; text-align: right; }}\n  \
         @bottom-left {{ content: {}; {small} width: 65%; text-align: left; }}\n  \
         @bottom-right {{ content: {page}; {small} text-align: right; }}\n}}\n",
        string(&about.running_head),
        string(&about.marking),
        string(&about.reference),
    )
}

/// A string of a style sheet. All but letters and digits are written by number, so that nothing ends it; a space, too,
/// for one behind a number belongs to that.
fn string(text: &str) -> String {
    format!("\"{}\"", plain(text))
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().filter(|letter| is_written(*letter)) {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else {
            out.push_str(&format!("\\{:06x}", u32::from(letter)));
        }
    }
    out
}
