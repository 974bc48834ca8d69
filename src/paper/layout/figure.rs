//! Charts with caption and what stands below.

use super::compose::{Composer, Room};
use super::strip::{Mark, Strip, keep_all, move_by};
use super::style::{BOTTOM, TOP};
use crate::document::{Figure, Inline};
use crate::drawing::{Drawing, Outline, Shape};
use crate::page::{Belongs, Part, Piece};

/// Leaves room for the caption.
const TALLEST: f32 = BOTTOM - TOP - 120.0;

impl Composer<'_> {
    pub fn figure(&mut self, figure: &Figure, room: &Room) {
        let section = self.element(Part::Section, room.parent);
        let inner = room.within(section);
        let mark = Mark::Place(figure.id.clone());
        let is_captioned = self.caption(&figure.caption, &inner, Some(section), mark.clone());
        let labels = &self.document.labels;
        let drawing = crate::chart::drawing(&figure.chart, labels, &mut self.shaper, room.width);
        let drawing = fitted(drawing, room.width, TALLEST);
        // A chart without words says at least which one it is.
        let caption = crate::said::words(&figure.caption);
        let alt =
            [&figure.alt, &caption, &figure.id].into_iter().find(|text| !text.trim().is_empty());
        let alt = alt.cloned().unwrap_or_else(|| "\u{2013}".to_owned());
        let element = self.element(Part::Figure { alt: alt.clone() }, Some(section));
        let order = self.next_order();
        let mut strip = Strip {
            gap: 6.0,
            height: drawing.height,
            pieces: vec![Piece {
                belongs: Belongs::Content { element, order, block: element as u32 },
                shapes: drawing.shapes,
                says: alt,
                language: None,
                area: [0.0, 0.0, drawing.width, drawing.height],
            }],
            is_kept: figure.below.iter().any(|line| !line.is_empty()),
            ..Strip::default()
        };
        if !is_captioned {
            strip.gap = 12.0;
            strip.marks.push(mark);
        }
        move_by(&mut strip.pieces, room.x, 0.0);
        self.push(room, strip);
        self.below(&figure.below, &inner);
        self.leave(15.0);
    }

    /// The caption above a table or chart; false where there is none.
    pub fn caption(
        &mut self,
        caption: &Inline,
        room: &Room,
        parent: Option<usize>,
        mark: Mark,
    ) -> bool {
        let style = super::style::Style::new(9.0, 12.5, self.language()).strong();
        if crate::said::words(caption).trim().is_empty() {
            return false;
        }
        let owner = self.element(Part::Caption, parent);
        let mut strips = self.strips_of(caption, &style, room, owner);
        self.settle_notes(Some(owner));
        keep_all(&mut strips);
        let Some(first) = strips.first_mut() else { return false };
        first.marks.push(mark);
        self.push_all(room, 14.0, strips);
        true
    }

    /// Unit, how to read it, source.
    pub fn below(&mut self, lines: &[Inline], room: &Room) {
        let style = self.small().faint();
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let owner = self.element(Part::Paragraph, room.parent);
            let mut strips = self.strips_of(line, &style, room, owner);
            self.settle_notes(Some(owner));
            keep_all(&mut strips);
            if at + 1 == count
                && let Some(last) = strips.last_mut()
            {
                last.is_kept = false;
            }
            self.push_all(room, if at == 0 { 4.0 } else { 1.0 }, strips);
        }
    }
}

/// A drawing made smaller where it does not fit.
fn fitted(mut drawing: Drawing, width: f32, height: f32) -> Drawing {
    let factor = (width / drawing.width).min(height / drawing.height);
    if !factor.is_finite() || factor >= 1.0 || factor <= 0.0 {
        return drawing;
    }
    drawing.width *= factor;
    drawing.height *= factor;
    for shape in &mut drawing.shapes {
        match shape {
            Shape::Fill { outline, .. } => scale(outline, factor),
            Shape::Stroke { outline, line } => {
                scale(outline, factor);
                line.width *= factor;
            }
            Shape::Text(label) => {
                label.at = label.at.map(|part| part * factor);
                label.size *= factor;
            }
        }
    }
    drawing
}

fn scale(outline: &mut Outline, factor: f32) {
    match outline {
        Outline::Rect(parts) => *parts = parts.map(|part| part * factor),
        Outline::Circle(parts) => *parts = parts.map(|part| part * factor),
        Outline::Path { points, .. } => {
            for point in points {
                *point = point.map(|part| part * factor);
            }
        }
    }
}
