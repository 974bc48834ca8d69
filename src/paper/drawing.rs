//! What a chart is drawn with: a few shapes on a sheet. PDF, SVG and pixels are made of the same.

/// A sheet in points, from its upper left corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    pub width: f32,
    pub height: f32,
    /// Later ones lie on earlier ones.
    pub shapes: Vec<Shape>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Fill { outline: Outline, ink: Ink },
    Stroke { outline: Outline, line: Line },
    Text(Label),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// Left, top, width, height.
    Rect([f32; 4]),
    /// Centre and radius.
    Circle([f32; 3]),
    Path {
        points: Vec<[f32; 2]>,
        is_closed: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub ink: Ink,
    pub width: f32,
    pub dash: Dash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    #[default]
    Solid,
    Long,
    Short,
    Dotted,
}

impl Dash {
    /// Lengths of stroke and gap for a line of this width; empty for a solid one.
    pub fn lengths(self, width: f32) -> Vec<f32> {
        match self {
            Self::Solid => Vec::new(),
            Self::Long => vec![6.0 * width, 3.0 * width],
            Self::Short => vec![3.0 * width, 2.0 * width],
            Self::Dotted => vec![width, 2.0 * width],
        }
    }
}

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub const BLACK: Self = Self(0, 0, 0);
    pub const WHITE: Self = Self(255, 255, 255);

    pub const fn grey(level: u8) -> Self {
        Self(level, level, level)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// A point on the baseline.
    pub at: [f32; 2],
    pub text: String,
    pub size: f32,
    pub is_strong: bool,
    /// Leans to the right: emphasis, as the family has no italics of its own here.
    pub is_slanted: bool,
    pub ink: Ink,
    pub anchor: Anchor,
    /// Runs from bottom to top.
    pub is_upward: bool,
}

/// Which part of the text lies at the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}
