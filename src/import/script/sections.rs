//! Which section of a country report each heading begins.

use kriterion_heart::profile::Layout;
use kriterion_heart::proof::{Block, BlockKind};
use kriterion_heart::text::{Lang, fold};

/// Gives every block the code of the nearest heading above it that has one.
pub fn mark(layout: &Layout, blocks: &mut [Block]) {
    let titles: Vec<(String, &str)> = layout
        .sections
        .iter()
        .flat_map(|section| {
            Lang::ALL.map(|lang| (plain(section.title.get(lang)), section.code.as_str()))
        })
        .filter(|(title, _)| !title.is_empty())
        .collect();
    let mut code = String::new();
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading(_))
            && let Some(found) = code_of(layout, &titles, &block.text)
        {
            code = found;
        }
        block.section.clone_from(&code);
    }
}

fn code_of(layout: &Layout, titles: &[(String, &str)], heading: &str) -> Option<String> {
    let first = heading.split([' ', '\t', '\u{a0}']).next().unwrap_or_default();
    let first = first.trim_end_matches(['.', ':', ')']);
    let known = layout.sections.iter().find(|section| section.code == first);
    // `S` alone is a code, "A report" is none.
    if let Some(section) = known.filter(|_| first.contains('.') || heading.trim() == first) {
        return Some(section.code.clone());
    }
    let title = plain(heading);
    let same = |known: &str| {
        known == title
            || (known.len() > 8 && title.starts_with(known))
            || (title.len() > 8 && known.starts_with(title.as_str()))
    };
    let found = titles
        .iter()
        .filter(|(known, _)| same(known))
        .min_by_key(|(known, _)| known.len().abs_diff(title.len()));
    found.map(|(_, code)| (*code).to_owned())
}

/// Words without numbers and signs.
fn plain(text: &str) -> String {
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    words.collect::<Vec<_>>().join(" ")
}
