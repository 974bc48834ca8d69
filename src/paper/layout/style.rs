//! Sizes, margins and inks of a page. All lengths are in points.

use crate::document::Language;
use crate::drawing::Ink;

/// A4.
pub const PAGE: [f32; 2] = [595.28, 841.89];
pub const LEFT: f32 = 70.0;
pub const RIGHT: f32 = PAGE[0] - 64.0;
pub const TOP: f32 = 82.0;
/// Below the last line and the notes.
pub const BOTTOM: f32 = PAGE[1] - 76.0;
pub const WIDTH: f32 = RIGHT - LEFT;

pub const INK: Ink = Ink(22, 22, 26);
pub const FAINT: Ink = Ink(88, 88, 94);
pub const RULE: Ink = Ink(150, 150, 156);
pub const HAIR: Ink = Ink(205, 205, 210);
pub const GROUND: Ink = Ink(245, 245, 246);
pub const LINK: Ink = Ink(16, 60, 120);

/// How the words of a paragraph are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub size: f32,
    /// From one baseline to the next.
    pub leading: f32,
    pub is_strong: bool,
    pub is_slanted: bool,
    pub ink: Ink,
    pub language: Language,
    /// Words are cut only where they are longer than a line.
    pub is_whole: bool,
}

impl Style {
    pub const fn new(size: f32, leading: f32, language: Language) -> Self {
        Self {
            size,
            leading,
            is_strong: false,
            is_slanted: false,
            ink: INK,
            language,
            is_whole: false,
        }
    }

    pub const fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }

    /// Of headings.
    pub const fn whole(self) -> Self {
        Self { is_whole: true, ..self }
    }

    pub const fn slanted(self) -> Self {
        Self { is_slanted: true, ..self }
    }

    pub const fn faint(self) -> Self {
        Self { ink: FAINT, ..self }
    }

    /// From the top of the line to its baseline: the letters stand in the middle of the leading.
    pub fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.size * 0.36
    }
}
