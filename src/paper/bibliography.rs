//! The sources of a report for reference managers.

use crate::document::{Document, Source};
use crate::signs::{address, on_one_line, unique};
use std::collections::HashSet;

/// What a source is. A source that has editions is data, one that somebody issued in a year is a report.
enum Kind {
    Data,
    Report,
    Page,
}

fn kind(source: &Source) -> Kind {
    let is_issued = !source.publisher.is_empty() && source.year.is_some();
    match source {
        _ if !source.edition.is_empty() => Kind::Data,
        _ if is_issued || address(&source.url).is_none() => Kind::Report,
        _ => Kind::Page,
    }
}

/// The sources as BibTeX, for LaTeX and most reference managers. Letters stay as they are, in UTF-8.
pub fn bibtex(document: &Document) -> String {
    let entries: Vec<String> = keyed(document).map(|(key, source)| entry(&key, source)).collect();
    entries.join("\n")
}

fn entry(key: &str, source: &Source) -> String {
    let (kind, issuer) = match kind(source) {
        Kind::Data => ("misc", "publisher"),
        Kind::Report => ("techreport", "institution"),
        Kind::Page => ("online", "organization"),
    };
    // Braces within: the issuer is one name and no first and last, and a title keeps its capitals.
    let name = |text: &str| format!("{{{}}}", tex(text));
    let edition = [source.edition.as_str(), source.licence.as_str()];
    let note = edition.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let fields = [
        ("author", filled(&source.publisher, name)),
        ("title", filled(&source.title, name)),
        (issuer, filled(&source.publisher, tex)),
        ("year", source.year.map(|year| year.to_string())),
        ("url", address(&source.url).map(verbatim)),
        ("urldate", filled(&source.accessed, tex)),
        ("note", filled(&note, tex)),
    ];
    let mut out = format!("@{kind}{{{key}");
    for (field, value) in fields {
        if let Some(value) = value {
            out.push_str(&format!(",\n  {field} = {{{value}}}"));
        }
    }
    out.push_str("\n}\n");
    out
}

fn filled(text: &str, write: impl Fn(&str) -> String) -> Option<String> {
    (!text.trim().is_empty()).then(|| write(text))
}

/// Braces are written by name: BibTeX counts even those behind a backslash.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for letter in on_one_line(text).chars() {
        match letter {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '%' | '&' | '$' | '#' | '_' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// An address is taken letter by letter; only what would end the field is put in its other spelling.
fn verbatim(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}

/// The sources as RIS, for Citavi, EndNote, Zotero and the like.
pub fn ris(document: &Document) -> String {
    let mut out = String::new();
    for (key, source) in keyed(document) {
        let kind = match kind(source) {
            Kind::Data => "DATA",
            Kind::Report => "RPRT",
            Kind::Page => "ELEC",
        };
        let fields = [
            ("TY", kind.to_owned()),
            ("ID", key),
            // A comma would make first and last name of it.
            ("AU", source.publisher.replace(',', "")),
            ("TI", source.title.clone()),
            ("PB", source.publisher.clone()),
            ("PY", source.year.map(|year| year.to_string()).unwrap_or_default()),
            ("ET", source.edition.clone()),
            ("UR", address(&source.url).unwrap_or_default().to_owned()),
            ("Y2", source.accessed.replace('-', "/")),
            ("N1", source.licence.clone()),
        ];
        for (tag, value) in fields {
            let value = on_one_line(&value);
            if !value.trim().is_empty() {
                out.push_str(&format!("{tag}  - {value}\r\n"));
            }
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// Each source with its citation key: its id in letters that every program takes, and unique without regard to case.
fn keyed(document: &Document) -> impl Iterator<Item = (String, &Source)> {
    let mut taken = HashSet::new();
    document.sources.iter().map(move |source| (unique(&key(&source.id), &mut taken), source))
}

fn key(id: &str) -> String {
    let mut key = String::new();
    for letter in id.to_lowercase().chars() {
        match letter {
            'ä' => key.push_str("ae"),
            'ö' => key.push_str("oe"),
            'ü' => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            _ if letter.is_ascii_alphanumeric() => key.push(letter),
            _ => key.push('_'),
        }
    }
    if key.is_empty() { "source".into() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::everything::everything;

    #[test]
    fn bibtex_entries_have_keys_of_their_own_and_balanced_braces() {
        let text = bibtex(&everything(Language::De));
        for start in
            ["@misc{sipri_milex,", "@techreport{weltbank_uebersicht,", "@online{sipri_milex-2,"]
        {
            assert!(text.contains(start), "{text}");
        }
        assert!(text.contains("title = {{Länderübersicht}}"), "{text}");
        assert!(text.contains("url = {https://example.org/milex?a=1&b=%20#c_d}"), "{text}");
        assert!(text.contains("urldate = {2026-11-01}"), "{text}");
        assert!(text.contains("\\textbraceleft}1949–2024{\\textbraceright} \\& 100\\% more\\_"));
        let mut depth = 0_i32;
        for letter in text.chars() {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            assert!(depth >= 0);
        }
        assert_eq!(depth, 0);
    }

    #[test]
    fn ris_records_begin_with_a_type_and_end() {
        let text = ris(&everything(Language::En));
        let lines: Vec<&str> = text.split("\r\n").collect();
        let tag = |tag: &str| lines.iter().filter(|line| line.starts_with(tag)).count();
        assert_eq!((tag("TY  - "), tag("ER  - ")), (3, 3));
        assert!(lines.contains(&"TY  - DATA") && lines.contains(&"TY  - RPRT"));
        assert!(lines.contains(&"TY  - ELEC") && lines.contains(&"Y2  - 2026/11/01"));
        assert!(!text.replace("\r\n", "").contains('\n'));
    }

    #[test]
    fn a_line_end_in_a_title_begins_no_field() {
        let source = Source { title: "a\nER  - \r\nTY  - BOOK".into(), ..Source::default() };
        let document = Document { sources: vec![source], ..Document::default() };
        assert!(ris(&document).contains("TI  - a ER  -  TY  - BOOK\r\n"));
        assert!(bibtex(&document).contains("title = {{a ER  -  TY  - BOOK}}"));
    }
}
