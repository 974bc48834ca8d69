//! Slices of a report that no page divides, one below the other, before anybody knows on which page they come.

use crate::drawing::{Anchor, Ink, Label, Line as Stroke, Outline, Shape};
use crate::page::{Belongs, Furniture, Piece};

/// A slice of the text: a line, a row, a chart.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    /// Space above it, which is nothing at the top of a page.
    pub gap: f32,
    pub height: f32,
    /// From the left edge of the paper and the top of the strip.
    pub pieces: Vec<Piece>,
    /// The footnotes that are called here for the first time.
    pub notes: Vec<usize>,
    /// The next strip stands on the same page.
    pub is_kept: bool,
    pub begins_page: bool,
    pub marks: Vec<Mark>,
    /// Frames that it is in, the outermost first.
    pub frames: Vec<usize>,
    /// The table head that comes again where a page begins with this strip.
    pub head: Option<usize>,
    /// The heading whose page number the last piece will be.
    pub number_of: Option<usize>,
}

impl Strip {
    pub fn space(height: f32) -> Self {
        Self { height, ..Self::default() }
    }
}

/// What a link or a bookmark leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Its place among the headings of the report.
    Heading(usize),
    Place(String),
}

/// What is drawn around or beside a stretch of strips, anew on each page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub x: f32,
    pub width: f32,
    pub kind: FrameKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// A ground with a line around it.
    Box,
    /// A bar in the margin: drafted by the program.
    Generated,
    /// A dotted bar: says what is to be written here.
    Hint,
    /// A bar beside words of others.
    Quote,
}

/// Keeps the first two and the last two lines of a paragraph together.
pub fn keep_ends(strips: &mut [Strip]) {
    let count = strips.len();
    if count > 1 {
        for at in [0, count - 2] {
            if let Some(strip) = strips.get_mut(at) {
                strip.is_kept = true;
            }
        }
    }
}

pub fn keep_all(strips: &mut [Strip]) {
    for strip in strips {
        strip.is_kept = true;
    }
}

pub fn move_by(pieces: &mut [Piece], dx: f32, dy: f32) {
    for piece in pieces {
        piece.area[0] += dx;
        piece.area[1] += dy;
        for shape in &mut piece.shapes {
            match shape {
                Shape::Fill { outline, .. } | Shape::Stroke { outline, .. } => match outline {
                    Outline::Rect([x, y, ..]) | Outline::Circle([x, y, _]) => {
                        *x += dx;
                        *y += dy;
                    }
                    Outline::Path { points, .. } => {
                        for [x, y] in points {
                            *x += dx;
                            *y += dy;
                        }
                    }
                },
                Shape::Text(label) => {
                    label.at[0] += dx;
                    label.at[1] += dy;
                }
            }
        }
    }
}

/// Shapes that are no part of what is read.
pub fn furniture(kind: Furniture, shapes: Vec<Shape>) -> Piece {
    Piece {
        belongs: Belongs::Furniture(kind),
        shapes,
        says: String::new(),
        language: None,
        area: [0.0; 4],
    }
}

pub fn stroke(points: Vec<[f32; 2]>, line: Stroke) -> Shape {
    Shape::Stroke { outline: Outline::Path { points, is_closed: false }, line }
}

pub fn rule(from: [f32; 2], to: [f32; 2], width: f32, ink: Ink) -> Shape {
    stroke(vec![from, to], Stroke { ink, width, dash: crate::drawing::Dash::Solid })
}

pub fn fill(rect: [f32; 4], ink: Ink) -> Shape {
    Shape::Fill { outline: Outline::Rect(rect), ink }
}

pub fn label(at: [f32; 2], text: String, size: f32, ink: Ink) -> Label {
    Label {
        at,
        text,
        size,
        is_strong: false,
        is_slanted: false,
        ink,
        anchor: Anchor::Start,
        is_upward: false,
    }
}
