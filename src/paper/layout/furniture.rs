//! The first words of a report, and what stands at the head and foot of each page.

use super::compose::{Composer, Room};
use super::strip::{Frame, FrameKind, Strip, furniture, label, rule};
use super::style::{FAINT, INK, LEFT, PAGE, RIGHT, RULE, Style, WIDTH};
use crate::document::{Block, Document, Role, plain};
use crate::drawing::{Anchor, Label, Shape};
use crate::fonts::Shaper;
use crate::page::{Furniture, Page, Part};

const HEAD: f32 = 56.0;
const FOOT: f32 = PAGE[1] - 48.0;

impl Composer<'_> {
    /// A letter has its author and day elsewhere, and its title is no larger than a subject line.
    pub fn title(&mut self, room: &Room) {
        let about = &self.document.about;
        let language = self.language();
        let is_letter = matches!(
            self.document.blocks.first(),
            Some(Block::Paragraph(first)) if first.role == Role::Address
        );
        let size = if is_letter { 13.0 } else { 22.0 };
        if !about.title.trim().is_empty() {
            let owner = self.element(Part::Title, None);
            let style = Style::new(size, size * 1.24, language).strong().whole();
            let strips = self.strips_of(&plain(about.title.clone()), &style, room, owner);
            self.push_all(room, 0.0, strips);
        }
        let lines = [
            (about.subtitle.clone(), Style::new(size * 0.4 + 4.0, 17.0, language), 4.0),
            (
                if is_letter { String::new() } else { byline(self.document) },
                Style::new(9.0, 12.5, language).faint(),
                8.0,
            ),
        ];
        for (text, style, gap) in lines {
            if !text.trim().is_empty() {
                self.simple(&plain(text), &style, gap, room);
            }
        }
        if !self.strips.is_empty() && !is_letter {
            let mut line = Strip::space(1.0);
            line.gap = 9.0;
            line.pieces.push(furniture(
                Furniture::Ornament,
                vec![rule([LEFT, 0.5], [RIGHT, 0.5], 1.0, INK)],
            ));
            self.push(room, line);
            self.leave(16.0);
        }
        if !about.redaction.trim().is_empty() {
            self.frames.push(Frame { x: room.x, width: room.width, kind: FrameKind::Box });
            let inner = room.inset(10.0, 10.0).framed(self.frames.len() - 1);
            let style = Style::new(9.0, 12.5, language).strong();
            self.push(&inner, Strip { gap: 10.0, is_kept: true, ..Strip::space(7.0) });
            self.simple(&plain(about.redaction.clone()), &style, 0.0, &inner);
            if let Some(last) = self.strips.last_mut() {
                last.is_kept = true;
            }
            self.push(&inner, Strip::space(8.0));
            self.leave(16.0);
        }
    }
}

fn byline(document: &Document) -> String {
    let about = &document.about;
    let day = if about.day_said.is_empty() { &about.day } else { &about.day_said };
    let parts = [about.author.trim(), day.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" \u{B7} ")
}

/// Writes head and foot of all pages; `of` is how many there are.
pub fn dress(document: &Document, page: &mut Page, at: usize, of: usize, shaper: &mut Shaper) {
    let about = &document.about;
    let mut head = Vec::new();
    let mut foot = Vec::new();
    let style = |size: f32, y: f32, text: String| label([LEFT, y], text, size, FAINT);
    let right = |mut label: Label| {
        label.at[0] = RIGHT;
        label.anchor = Anchor::End;
        label
    };
    let marking = line(&about.marking);
    if !marking.is_empty() {
        for (shapes, y) in [(&mut head, 32.0), (&mut foot, PAGE[1] - 16.0)] {
            shapes.push(marked(&marking, y, shaper));
        }
    }
    let running = cut(&line(&about.running_head), 8.0, WIDTH, shaper);
    if !running.is_empty() && at > 0 {
        head.push(Shape::Text(style(8.0, HEAD - 5.0, running)));
        head.push(rule([LEFT, HEAD], [RIGHT, HEAD], 0.4, RULE));
    }
    foot.push(rule([LEFT, FOOT - 11.0], [RIGHT, FOOT - 11.0], 0.4, RULE));
    let number = document.labels.page.replace("{n}", &(at + 1).to_string());
    let number = line(&number.replace("{of}", &of.to_string()));
    let taken = shaper.width(&number, false, 8.0);
    let room = (WIDTH - taken - 20.0).max(40.0);
    let number = cut(&number, 8.0, WIDTH / 2.0, shaper);
    foot.push(Shape::Text(right(style(8.0, FOOT, number))));
    let left = [line(&about.reference), line(&about.made_with)];
    for (row, text) in left.into_iter().filter(|text| !text.is_empty()).enumerate() {
        let (size, y) = if row == 0 { (8.0, FOOT) } else { (7.0, FOOT + 10.5) };
        let room = if row == 0 { room } else { WIDTH };
        let text = cut(&text, size, room, shaper);
        foot.push(Shape::Text(style(size, y, text)));
    }
    page.pieces.insert(0, furniture(Furniture::Head, head));
    page.pieces.push(furniture(Furniture::Foot, foot));
}

/// A marking is read before anything else: strong, in the middle, black on white.
fn marked(marking: &str, y: f32, shaper: &mut Shaper) -> Shape {
    let mut size = 11.0;
    while size > 7.0 && shaper.width(marking, true, size) > WIDTH {
        size -= 0.5;
    }
    let text = cut_styled(marking, true, size, WIDTH, shaper);
    let mut label = label([(LEFT + RIGHT) / 2.0, y], text, size, INK);
    label.is_strong = true;
    label.anchor = Anchor::Middle;
    Shape::Text(label)
}

fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() && letter != '\u{A0}' || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn cut(text: &str, size: f32, room: f32, shaper: &mut Shaper) -> String {
    cut_styled(text, false, size, room, shaper)
}

/// A text that is too long ends with an ellipsis.
fn cut_styled(text: &str, is_strong: bool, size: f32, room: f32, shaper: &mut Shaper) -> String {
    let is_short = text.len() < 400;
    if is_short && shaper.width(text, is_strong, size) <= room {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(400).collect();
    while !kept.is_empty() {
        let shown = format!("{}\u{2026}", kept.trim_end());
        if shaper.width(&shown, is_strong, size) <= room {
            return shown;
        }
        kept.pop();
    }
    kept
}
