//! The buttons above a text: heading, list, emphasis. They write the signs that one can also type.

use super::WritingState;
use super::section::{field_id, rewrite};
use crate::gui::cx::{Cx, Outbox};
use crate::i18n::Key;
use egui::Ui;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use kriterion_heart::manuscript::Manuscript;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Heading,
    List,
    Strong,
    Emphasis,
    Footnote,
}

const MARKS: [(Mark, Key); 5] = [
    (Mark::Heading, Key::WritingMarkHeading),
    (Mark::List, Key::WritingMarkList),
    (Mark::Strong, Key::WritingMarkStrong),
    (Mark::Emphasis, Key::WritingMarkEmphasis),
    (Mark::Footnote, Key::WritingMarkFootnote),
];

pub fn marks_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WritingState,
    manuscript: &Manuscript,
    part: &str,
    out: &mut Outbox,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (mark, key) in MARKS {
            if ui.small_button(cx.say(key)).clicked() {
                let text = manuscript.text(part);
                let at = selection(ui, part, text);
                let (text, cursor) = marked(text, at, mark, cx.say(Key::WritingFootnoteText));
                rewrite(cx, manuscript, part, &text, out);
                put_cursor(ui, part, cursor);
            }
        }
        if ui.small_button(cx.say(Key::WritingFigure)).clicked() {
            state.figures.writes_in(part);
            state.figures.open();
        }
    });
}

/// From which letter to which, counted in letters; the end where nobody has been in the field.
pub fn selection(ui: &Ui, part: &str, text: &str) -> (usize, usize) {
    let end = text.chars().count();
    let range =
        TextEditState::load(ui.ctx(), field_id(part)).and_then(|state| state.cursor.char_range());
    let range = range.map(|range| {
        let (a, b) = (range.primary.index.0, range.secondary.index.0);
        (a.min(b), a.max(b))
    });
    range.map_or((end, end), |(from, to)| (from.min(end), to.min(end)))
}

/// The keyboard goes back to the field, with the cursor behind what was put in.
pub fn put_cursor(ui: &Ui, part: &str, letter: usize) {
    let id = field_id(part);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(letter))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// The text with something in place of a selection, and where the cursor goes.
pub fn replaced(text: &str, (from, to): (usize, usize), with: &str) -> (String, usize) {
    let before: String = text.chars().take(from).collect();
    let after: String = text.chars().skip(to).collect();
    (format!("{before}{with}{after}"), from + with.chars().count())
}

fn marked(text: &str, at: (usize, usize), mark: Mark, footnote: &str) -> (String, usize) {
    let (from, to) = at;
    let selected: String = text.chars().skip(from).take(to - from).collect();
    match mark {
        Mark::Strong => around(text, at, &selected, "**"),
        Mark::Emphasis => around(text, at, &selected, "*"),
        Mark::Heading | Mark::List => {
            let sign = if mark == Mark::Heading { "### " } else { "- " };
            let before: String = text.chars().take(from).collect();
            let start = before.rfind('\n').map_or(0, |at| before[..=at].chars().count());
            let (text, _) = replaced(text, (start, start), sign);
            (text, to + sign.chars().count())
        }
        Mark::Footnote => {
            let n = (1..).find(|n| !text.contains(&format!("[^{n}]"))).unwrap_or(1);
            let call = format!("{selected}[^{n}]");
            let (text, cursor) = replaced(text, at, &call);
            (format!("{}\n\n[^{n}]: {footnote}", text.trim_end()), cursor)
        }
    }
}

fn around(text: &str, at: (usize, usize), selected: &str, sign: &str) -> (String, usize) {
    let (text, cursor) = replaced(text, at, &format!("{sign}{selected}{sign}"));
    // Without a selection one goes on between the signs.
    let cursor = if selected.is_empty() { cursor - sign.len() } else { cursor };
    (text, cursor)
}

#[cfg(test)]
mod tests {
    use super::{Mark, marked, replaced};

    #[test]
    fn marks_stand_around_the_selection_or_at_the_beginning_of_its_line() {
        let text = "Größe eins\nzwei drei";
        assert_eq!(
            marked(text, (11, 15), Mark::Strong, ""),
            ("Größe eins\n**zwei** drei".to_owned(), 19)
        );
        assert_eq!(
            marked(text, (20, 20), Mark::Emphasis, ""),
            ("Größe eins\nzwei drei**".to_owned(), 21)
        );
        assert_eq!(
            marked(text, (13, 13), Mark::List, ""),
            ("Größe eins\n- zwei drei".to_owned(), 15)
        );
        assert_eq!(marked(text, (3, 3), Mark::Heading, "").0, "### Größe eins\nzwei drei");
    }

    #[test]
    fn a_footnote_has_a_number_of_its_own() {
        let (text, cursor) = marked("Eins[^1].\n\n[^1]: da", (4, 4), Mark::Footnote, "Quelle");
        assert_eq!(text, "Eins[^2][^1].\n\n[^1]: da\n\n[^2]: Quelle");
        assert_eq!(cursor, 8);
    }

    #[test]
    fn letters_are_counted_not_bytes() {
        assert_eq!(replaced("äöü", (1, 2), "{x}"), ("ä{x}ü".to_owned(), 4));
    }
}
