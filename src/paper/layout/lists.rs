//! Lists, and the list of sources, which is one.

use super::compose::{Composer, Room, source_place, strip_of};
use super::strip::{Mark, Strip, keep_ends, move_by};
use super::style::Style;
use crate::document::{Inline, Link, List, Source, Span, Words};
use crate::page::Part;

impl Composer<'_> {
    pub fn list(&mut self, list: &List, depth: usize, room: &Room) {
        if list.items.is_empty() {
            return;
        }
        let body = self.body();
        let element = self.element(Part::List { is_numbered: list.is_numbered }, room.parent);
        let indent = if list.is_numbered { 20.0 } else { 14.0 };
        // Deep lists in narrow places move no further to the right.
        let indent = if room.width < 120.0 { 0.0 } else { indent };
        for (at, item) in list.items.iter().enumerate() {
            let sign = match (list.is_numbered, depth) {
                (true, _) => format!("{}.", at + 1),
                (false, 0) => "\u{2022}".to_owned(),
                (false, _) => "\u{2013}".to_owned(),
            };
            let entry = self.element(Part::Item, Some(element));
            let gap = if at == 0 && depth == 0 { 6.0 } else { 3.0 };
            let text = self.entry(&sign, &item.text, &body, indent, &room.within(entry));
            self.push_all(room, gap, text.strips);
            if let Some(below) = &item.below {
                let inner = room.inset(indent, 0.0).within(text.body);
                self.list(below, depth + 1, &inner);
            }
        }
    }

    /// The entries at the end, each with its number.
    pub fn sources(&mut self, sources: &[Source], room: &Room) {
        let style = Style::new(8.5, 12.0, self.language());
        let element = self.element(Part::List { is_numbered: true }, room.parent);
        let widest = format!("[{}]", sources.len());
        let indent = self.shaper.width(&widest, false, style.size) + 8.0;
        for (at, source) in sources.iter().enumerate() {
            let entry = self.element(Part::Item, Some(element));
            let text = linked(source);
            let sign = format!("[{}]", at + 1);
            let mut set = self.entry(&sign, &text, &style, indent, &room.within(entry));
            if let Some(first) = set.strips.first_mut() {
                first.marks.push(Mark::Place(source_place(at)));
            }
            self.push_all(room, if at == 0 { 6.0 } else { 3.5 }, set.strips);
        }
    }

    /// A sign and a text beside it. An entry without words still shows its sign.
    pub fn entry(
        &mut self,
        sign: &str,
        text: &Inline,
        style: &Style,
        indent: f32,
        room: &Room,
    ) -> Entry {
        let label = self.element(Part::ItemLabel, room.parent);
        let mut sign = self.word(sign, style, 0.0, label);
        sign.says.push(' ');
        let body = self.element(Part::ItemBody, room.parent);
        let inner = room.inset(indent, 0.0);
        let lines = self.set(text, style, inner.width, body);
        let mut strips: Vec<Strip> =
            lines.into_iter().map(|line| strip_of(line, style, inner.x)).collect();
        if strips.is_empty() {
            strips.push(Strip::space(style.leading));
        }
        move_by(std::slice::from_mut(&mut sign), room.x, 0.0);
        if let Some(first) = strips.first_mut() {
            first.pieces.insert(0, sign);
        }
        keep_ends(&mut strips);
        self.settle_notes(Some(body));
        Entry { body, strips }
    }
}

pub struct Entry {
    /// The element that more of the entry belongs to.
    pub body: usize,
    pub strips: Vec<Strip>,
}

/// The entry as the report prints it, with its address as a link.
fn linked(source: &Source) -> Inline {
    let words = |text: &str, link: Option<Link>| {
        Span::Words(Words { text: text.to_owned(), link, ..Words::default() })
    };
    if source.url.is_empty() {
        return vec![words(&source.said, None)];
    }
    let link = Some(Link::Url(source.url.clone()));
    match source.said.split_once(&source.url) {
        Some((before, after)) => {
            vec![words(before, None), words(&source.url, link), words(after, None)]
        }
        None => vec![words(&source.said, link)],
    }
}
