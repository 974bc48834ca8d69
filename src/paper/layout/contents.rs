//! The table of contents. Its page numbers are filled in when all pages are there.

use super::compose::{Composer, Room};
use super::strip::{Strip, furniture, keep_all, stroke};
use super::style::{RULE, Style};
use crate::document::{Inline, Link, Span, Words, plain};
use crate::drawing::{Anchor, Dash, Line, Shape};
use crate::page::{Belongs, Furniture, Part};

/// For the widest page number.
const NUMBER: f32 = 30.0;
/// Headings below it are left out, and those of its level where the contents would be pages long.
const DEEPEST: u8 = 3;
const MOST: usize = 60;

impl Composer<'_> {
    pub fn contents(&mut self, room: &Room) {
        let up_to = |deepest: u8| {
            let all = self.headings.iter().cloned().enumerate();
            all.filter(|(_, heading)| heading.level <= deepest).collect::<Vec<_>>()
        };
        let mut headings = up_to(DEEPEST);
        if headings.len() > MOST {
            headings = up_to(DEEPEST - 1);
        }
        if headings.is_empty() {
            return;
        }
        let style = Style::new(13.0, 18.0, self.language()).strong();
        self.simple(&plain(self.document.labels.contents.clone()), &style, 20.0, room);
        if let Some(last) = self.strips.last_mut() {
            last.is_kept = true;
        }
        let list = self.element(Part::Contents, room.parent);
        for (at, heading) in headings {
            let level = heading.level.clamp(1, DEEPEST);
            let entry = self.element(Part::ContentsEntry, Some(list));
            self.contents_entry(at, level, &heading.text, &heading.id, &room.within(entry));
        }
        self.leave(14.0);
    }

    fn contents_entry(&mut self, at: usize, level: u8, text: &Inline, id: &str, room: &Room) {
        let body = self.body();
        let (style, gap) = if level == 1 { (body.strong(), 6.0) } else { (body, 0.0) };
        let indent = f32::from(level - 1) * 14.0;
        let to = Link::Within(id.to_owned());
        let title: Inline = text
            .iter()
            .filter_map(|span| match span {
                Span::Words(words) => Some(Span::Words(Words { link: None, ..words.clone() })),
                Span::Break => Some(Span::plain(" ")),
                Span::Note { .. } => None,
            })
            .collect();
        let reference = self.element(Part::Reference, room.parent);
        let alt = crate::said::words(&title).trim().to_owned();
        let link = self.element(Part::Link { to, alt }, Some(reference));
        let inner = room.inset(indent, NUMBER + 10.0);
        let mut strips: Vec<Strip> = self.strips_of(&title, &style, &inner, link);
        keep_all(&mut strips);
        let Some(last) = strips.last_mut() else { return };
        last.is_kept = false;
        let right = room.x + room.width;
        let end = last.pieces.iter().map(|piece| piece.area[0] + piece.area[2]).fold(0.0, f32::max);
        if let Some(piece) = last.pieces.last_mut()
            && !piece.says.ends_with(' ')
        {
            piece.says.push(' ');
        }
        let from = end + 6.0;
        if from < right - NUMBER {
            let line = Line { ink: RULE, width: 0.6, dash: Dash::Dotted };
            let y = style.baseline() - 0.5;
            let dots = stroke(vec![[from, y], [right - NUMBER + 8.0, y]], line);
            last.pieces.push(furniture(Furniture::Ornament, vec![dots]));
        }
        let mut number = self.word("", &style, right, link);
        if let Some(Shape::Text(label)) = number.shapes.first_mut() {
            label.anchor = Anchor::End;
        }
        if let Belongs::Content { block, .. } = &mut number.belongs {
            *block = link as u32;
        }
        last.pieces.push(number);
        last.number_of = Some(at);
        self.push_all(room, gap, strips);
    }
}
