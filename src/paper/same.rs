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
