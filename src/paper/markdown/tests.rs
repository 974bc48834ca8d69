use super::*;
use crate::everything::{everything, with_words};
use crate::same::markdown_lines;

fn paragraph(text: &str) -> Document {
    let text = plain(text);
    let block = Block::Paragraph(Paragraph { text, ..Paragraph::default() });
    Document { blocks: vec![block], ..Document::default() }
}

#[test]
fn words_come_back_as_they_were() {
    for words in [
        "# no heading",
        "C#",
        "1. no list",
        "12) no list",
        "a. no list",
        "iv) no list",
        "(1) no list",
        "- no list",
        "+1 no list",
        "* no list",
        "> no quote",
        "=====",
        "---",
        "***",
        "```rust",
        "~~~",
        "| no | table |",
        ": no definition",
        "a *b* _c_ **d** __e__ ~~f~~ ^g^ ~h~ $i$ $$j$$ `k`",
        "[a](b) ![c](d) [^1] [[e]] [f]: g",
        "<b>bold</b> <!-- no --> <https://example.org> &amp; &copy; &#65;",
        "\\ \\* \\\\ a\\",
        "{.class} {#id}",
        "\"quotes\" 'single' don't -- --- ...",
        ":smile: 12:30:45 a:b",
        "% title",
        "    no code",
        "a@example.org @cite",
        "1986\\. A great year",
        "[x] no task",
        "TRUE | FALSE || NONE",
    ] {
        let lines = markdown_lines(&markdown(&paragraph(words)));
        assert_eq!(lines, [words.trim()], "{}", markdown(&paragraph(words)));
    }
}

#[test]
fn words_come_back_from_every_place() {
    let document = everything(Language::En);
    for words in ["# a | b", "1. x", "- *x* | <b>y</b>", "^[note] \\", "]: \"x\" ) > `"] {
        let text = markdown(&with_words(&document, words));
        let lines = markdown_lines(&text);
        let count = lines.iter().filter(|line| **line == words).count();
        assert!(count > 60, "{count} {text}");
        for line in &lines {
            // Nothing else is in it but figures and the brackets of a label.
            let rest = line.replace(words, "");
            let is_known =
                |letter: char| letter.is_ascii_digit() || "[]/ –\u{2212}".contains(letter);
            assert!(rest.chars().all(is_known), "{line}\n{text}");
        }
    }
}

#[test]
fn emphasis_beside_letters_and_signs() {
    let strong = |text: &str| Span::strong(text);
    for (spans, expected) in [
        (vec![Span::plain("un"), strong("frei"), Span::plain("willig")], "un**frei**willig"),
        (vec![Span::plain("a"), strong("(b)"), Span::plain("c")], "a(b)c"),
        (vec![Span::plain("a"), strong(" b "), Span::plain("c")], "a **b** c"),
        (vec![strong("a"), Span::emphasised("b")], "**a**<!-- -->*b*"),
        (vec![strong("  ")], ""),
        (vec![Span::plain("a"), Span::Break, Span::plain("- b"), Span::Break], "a\\\n\\- b"),
    ] {
        let block = Block::Paragraph(Paragraph { text: spans, ..Paragraph::default() });
        let document = Document { blocks: vec![block], ..Document::default() };
        let text = markdown(&document);
        let body = text.split("# \n").last().unwrap_or_default().trim();
        assert_eq!(body, expected, "{text}");
    }
}

#[test]
fn a_chart_stands_as_its_values() {
    let text = markdown(&everything(Language::De));
    for line in [
        "| 2023 | keine Angabe | 0 |",
        "| 2022-01-02/2022-01-11 | Unrest | January \\*events\\* |",
        "| 1 | möglicherweise kritisch | – |",
        "|  | % \\| of GDP |",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
}
