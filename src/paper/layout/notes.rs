//! Footnotes: a number and a text, ready for the foot of whichever page calls them.

use super::compose::{Composer, Room, note_place, source_place};
use super::strip::{Mark, Strip};
use super::style::Style;
use crate::document::{Inline, Link, Span, Words};
use crate::page::Part;

const INDENT: f32 = 15.0;

impl Composer<'_> {
    pub fn note(&mut self, note: usize, parent: Option<usize>) -> Vec<Strip> {
        let Some(text) = self.note_text(note) else { return Vec::new() };
        let style = Style::new(8.0, 10.8, self.language());
        let element = self.element(Part::Note, parent);
        let room = Room::sheet().within(element);
        let mut strips = self.entry(&(note + 1).to_string(), &text, &style, INDENT, &room).strips;
        if let Some(first) = strips.first_mut() {
            first.gap = 2.0;
            first.marks.push(Mark::Place(note_place(note)));
        }
        strips
    }

    /// Its words, and the source that it cites as a link to the list at the end.
    fn note_text(&self, note: usize) -> Option<Inline> {
        let note = self.document.notes.get(note)?;
        // A note that calls a note would never end.
        let mut text: Inline =
            note.text.iter().filter(|span| !matches!(span, Span::Note { .. })).cloned().collect();
        if let Some(source) = note.source.filter(|at| *at < self.document.sources.len()) {
            text.push(Span::plain("\u{A0}"));
            text.push(Span::Words(Words {
                text: format!("[{}]", source + 1),
                link: Some(Link::Within(source_place(source))),
                ..Words::default()
            }));
        }
        Some(text)
    }

    /// Notes that nothing calls are no less a part of the report.
    pub fn uncalled_notes(&mut self, room: &Room) {
        let uncalled: Vec<usize> = (0..self.notes.len())
            .filter(|at| self.notes.get(*at).is_some_and(Option::is_none))
            .collect();
        if uncalled.is_empty() {
            return;
        }
        let style = self.body().strong();
        let title = crate::document::plain(self.document.labels.notes.clone());
        self.simple(&title, &style, 18.0, room);
        if let Some(last) = self.strips.last_mut() {
            last.is_kept = true;
        }
        for note in uncalled {
            let strips = self.note(note, room.parent);
            self.push_all(room, 3.0, strips);
            if let Some(place) = self.notes.get_mut(note) {
                *place = Some(Vec::new());
            }
        }
    }
}
