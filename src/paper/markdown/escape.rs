//! Words as Markdown that says the same: for CommonMark, for GitHub's tables and for pandoc's additions.

use crate::signs::is_written;

/// Signs that mean something anywhere in a line.
const ANYWHERE: &str = "\\`*_[]<>&|~^$@#{\"'";
/// Signs that mean something at the beginning of a line.
const AT_START: &str = "-+=:(%";

/// `is_start` = the words begin a line.
pub fn escaped(text: &str, is_start: bool) -> String {
    let letters: Vec<char> = text
        .chars()
        .map(|letter| if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter })
        .filter(|letter| is_written(*letter))
        .collect();
    let first = letters.iter().position(|letter| *letter != ' ').unwrap_or(letters.len());
    let mark = list_mark(letters.get(first..).unwrap_or_default()).map(|at| at + first);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let is_escaped = match letter {
            // Four spaces at the start of a line would be code.
            ' ' if is_start && at < first => continue,
            _ if ANYWHERE.contains(letter) => true,
            _ if is_start && at == first && AT_START.contains(letter) => true,
            _ if is_start && Some(at) == mark => true,
            // Some readers make dashes and an ellipsis of them.
            '-' | '.' => before == Some(&letter) || after == Some(&letter),
            ':' => is_emoji(letters.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if is_escaped {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Where the dot or bracket of `1.`, `a)` or `iv.` is.
fn list_mark(line: &[char]) -> Option<usize> {
    let length = line.iter().take_while(|letter| letter.is_ascii_alphanumeric()).count();
    let is_mark = (1..=9).contains(&length)
        && matches!(line.get(length), Some('.' | ')'))
        && matches!(line.get(length + 1), None | Some(' '));
    is_mark.then_some(length)
}

/// Whether `:these:` follow.
fn is_emoji(rest: &[char]) -> bool {
    let is_name = |letter: &&char| letter.is_ascii_alphanumeric() || "_+-".contains(**letter);
    let length = rest.iter().take_while(is_name).count();
    length > 0 && rest.get(length) == Some(&':')
}

/// The target of a link, in angle brackets.
pub fn target(url: &str) -> String {
    let url =
        url.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('&', "&amp;");
    format!("<{url}>")
}

/// A text of the YAML head, which pandoc reads as Markdown.
pub fn yaml(text: &str) -> String {
    let markdown = escaped(text, false);
    format!("\"{}\"", markdown.replace('\\', "\\\\").replace('"', "\\\""))
}
