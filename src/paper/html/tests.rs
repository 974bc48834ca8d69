use super::*;
use crate::everything::{everything, with_words};
use crate::fonts::tests::fonts;

fn written(language: Language) -> String {
    html(&everything(language), &fonts())
}

/// Every element of a file that is well-formed as XML, with its attributes.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(html);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("attribute");
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    let name = attribute.key.as_ref().to_owned();
                    (name, value.expect("value").into_owned())
                });
                let name = tag.name().as_ref().to_owned();
                found.push((name, attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn values<'a>(all: &'a [(String, Vec<(String, String)>)], name: &str) -> Vec<&'a str> {
    let attributes = all.iter().flat_map(|(_, attributes)| attributes);
    attributes.filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn each_link_leads_somewhere_and_each_name_stands_once() {
    for language in [Language::En, Language::De, Language::Fr] {
        let all = elements(&written(language));
        let mut ids = values(&all, "id");
        let count = ids.len();
        assert!(ids.iter().all(|id| !id.contains(char::is_whitespace)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        for target in values(&all, "href") {
            match target.strip_prefix('#') {
                Some(id) => assert!(ids.contains(&id), "{target}"),
                None => assert!(target.starts_with("https://"), "{target}"),
            }
        }
        for name in values(&all, "aria-labelledby").iter().flat_map(|names| names.split(' ')) {
            assert!(ids.contains(&name), "{name}");
        }
    }
}

#[test]
fn notes_are_called_and_lead_back() {
    let all = elements(&written(Language::En));
    let with_role = |role: &str| {
        let has = |attributes: &[(String, String)]| {
            attributes.iter().any(|(key, value)| key == "role" && value == role)
        };
        all.iter().filter(|(_, attributes)| has(attributes)).count()
    };
    // One in the text, one in the box and one at each of five charts; two of the second; one of the third.
    assert_eq!(with_role("doc-noteref"), 10);
    assert_eq!(with_role("doc-backlink"), 10);
    assert_eq!((with_role("doc-endnotes"), with_role("doc-toc")), (1, 1));
}

#[test]
fn headings_go_down_step_by_step_and_the_language_is_told() {
    let html = written(Language::De);
    // Levels that jump, as below a section without parts.
    let mut jumps = everything(Language::De);
    for block in &mut jumps.blocks {
        if let Block::Heading(heading) = block
            && heading.level > 1
        {
            heading.level = 4;
        }
    }
    let jumps = super::html(&jumps, &crate::fonts::tests::fonts());
    let all: Vec<_> = elements(&html).into_iter().chain(elements(&jumps)).collect();
    let mut last = 0;
    for (name, _) in &all {
        if name == "html" {
            last = 0;
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
            assert!(level <= last + 1, "{name} after {last}");
            last = level;
        }
    }
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
    assert!(html.contains("<span lang=\"fr\">contrôle des exportations</span>"));
    assert!(html.contains("data-generated=\"true\"><span class=\"generated\">Entwurf</span>"));
}

#[test]
fn no_words_become_markup() {
    let document = everything(Language::En);
    let names = |html: &str| {
        let all = elements(html);
        let attributes = all.iter().flat_map(|(_, attributes)| attributes);
        let runs = attributes.map(|(key, _)| key).filter(|key| key.starts_with("on"));
        let mut names: Vec<String> =
            runs.chain(all.iter().map(|(name, _)| name)).cloned().collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let known = names(&html(&document, &fonts()));
    for words in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><script>alert(1)</script>",
        "</title></textarea><svg onload=alert(1)>",
        "javascript:alert(1)",
        "--><script>alert(1)</script><!--",
        "]]><script>alert(1)</script>",
        "\"; } @import url(https://example.org/x.css); a { content: \"",
        "\\\" \u{0}\u{8}\u{FFFE}\u{2028}",
    ] {
        let written = html(&with_words(&document, words), &fonts());
        for name in names(&written) {
            assert!(known.contains(&name), "{words} made {name}");
        }
        let lower = written.to_lowercase();
        for never in ["<script", "<img", "href=\"javascript"] {
            assert!(!lower.contains(never), "{words} made {never}");
        }
        let (_, style) = written.split_once("<style>").expect("style");
        let (style, rest) = style.split_once("</style>").expect("style");
        assert!(!style.contains("@import") && !rest.contains("</style>"), "{words}");
    }
}

#[test]
fn an_empty_report_is_a_page_all_the_same() {
    let all = elements(&html(&Document::default(), &fonts()));
    assert!(all.iter().any(|(name, _)| name == "main"));
    assert!(!all.iter().any(|(name, _)| name == "section"));
}
