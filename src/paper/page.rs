//! Pages as they are laid out: what stands where, and what it belongs to.

use crate::document::{Language, Link};
use crate::drawing::{Drawing, Shape};

/// A whole report on pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Laid {
    pub pages: Vec<Page>,
    /// The structure of the report; a parent stands before its children.
    pub elements: Vec<Element>,
    pub headings: Vec<Landmark>,
    /// What links within the report lead to.
    pub places: Vec<(String, Place)>,
}

/// A sheet of paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// In points.
    pub width: f32,
    pub height: f32,
    /// Later ones lie on earlier ones.
    pub pieces: Vec<Piece>,
    /// The heading that the page begins in; empty before the first one.
    pub heading: String,
}

impl Page {
    pub fn drawing(&self) -> Drawing {
        let shapes = self.pieces.iter().flat_map(|piece| piece.shapes.iter().cloned()).collect();
        Drawing { width: self.width, height: self.height, shapes }
    }

    /// What a screen reader says: the words in reading order, a line for each paragraph, cell and note.
    pub fn text(&self) -> String {
        let mut read: Vec<(&Piece, u32, u32)> =
            self.pieces.iter().filter_map(Piece::read).collect();
        read.sort_by_key(|(_, order, _)| *order);
        let mut text = String::new();
        let mut last = None;
        for (piece, _, block) in read {
            if last.is_some_and(|before| before != block) {
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
            last = Some(block);
            text.extend(piece.says.chars().filter(|letter| *letter != '\u{AD}'));
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Shapes that belong together, at most a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub belongs: Belongs,
    pub shapes: Vec<Shape>,
    /// Its words as they are read: with the space at the end of a line, a soft hyphen where a word is cut.
    pub says: String,
    pub language: Option<Language>,
    /// Left, top, width, height of what a link covers.
    pub area: [f32; 4],
}

impl Piece {
    fn read(&self) -> Option<(&Self, u32, u32)> {
        match self.belongs {
            Belongs::Content { order, block, .. } => Some((self, order, block)),
            Belongs::Furniture(_) => None,
        }
    }
}

/// What a piece is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    Content {
        /// Its place in `Laid::elements`.
        element: usize,
        /// Where it comes in reading order.
        order: u32,
        /// The paragraph, cell or note that it is in.
        block: u32,
    },
    Furniture(Furniture),
}

/// What is on the page and no part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    Head,
    Foot,
    /// The head of a table that goes on.
    Again,
    /// Rules and grounds.
    Ornament,
}

/// A node of the structure that a screen reader walks through.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    pub part: Part,
    /// `None` = the report itself.
    pub parent: Option<usize>,
    /// Where it comes among its siblings and the pieces beside it.
    pub order: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Title,
    Heading {
        level: u8,
        title: String,
    },
    Paragraph,
    Quote,
    List {
        is_numbered: bool,
    },
    Item,
    ItemLabel,
    ItemBody,
    Table,
    TableHead,
    TableBody,
    Row,
    /// Names a column, or with `is_row` what a row is about.
    HeadCell {
        is_row: bool,
        spans: u32,
    },
    Cell {
        spans: u32,
    },
    Caption,
    Figure {
        alt: String,
    },
    /// A figure with its caption, or a box.
    Section,
    Note,
    Reference,
    Link {
        to: Link,
        alt: String,
    },
    Contents,
    ContentsEntry,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// From 0.
    pub page: usize,
    pub top: f32,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Landmark {
    pub level: u8,
    pub title: String,
    pub id: String,
    pub place: Place,
}
