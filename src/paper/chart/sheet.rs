//! The sheet that a chart is drawn on: strokes, areas, and words that are cut to the room they have.

use crate::document::Labels;
use crate::drawing::{Anchor, Dash, Drawing, Ink, Label, Line, Outline, Shape};
use crate::fonts::Shaper;

/// Size of names and values.
pub const NAME: f32 = 8.0;
/// Size of ticks and of what is crowded.
pub const SMALL: f32 = 7.0;
/// From one line of words to the next, in parts of their size.
pub const LEADING: f32 = 1.25;
/// How far letters rise and fall, in parts of their size.
pub const RISE: f32 = 0.76;
pub const FALL: f32 = 0.24;

pub const TEXT: Ink = Ink::grey(0x1c);
pub const QUIET: Ink = Ink::grey(0x55);
pub const RULE: Ink = Ink::grey(0x33);
/// Edges of small samples.
pub const HEAVY: Ink = Ink::grey(0x44);
pub const GRID: Ink = Ink::grey(0xd9);
/// The one colour; as grey it lies between the lightest and the darkest tone.
pub const ACCENT: Ink = Ink(0x2f, 0x66, 0x9c);

/// How words look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub size: f32,
    pub ink: Ink,
    pub is_strong: bool,
    pub is_slanted: bool,
}

impl Style {
    pub const fn new(size: f32) -> Self {
        Self { size, ink: TEXT, is_strong: false, is_slanted: false }
    }

    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub const fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }

    pub const fn slanted(self) -> Self {
        Self { is_slanted: true, ..self }
    }

    pub fn leading(self) -> f32 {
        self.size * LEADING
    }

    /// From the middle of a line of words to its baseline.
    pub fn below_middle(self) -> f32 {
        self.size * (RISE - FALL) / 2.0 + 0.1 * self.size
    }
}

/// A rectangle: left, top, width, height.
pub type Room = [f32; 4];

pub struct Sheet<'s, 'f> {
    pub shaper: &'s mut Shaper<'f>,
    pub labels: &'s Labels,
    pub width: f32,
    shapes: Vec<Shape>,
}

impl<'s, 'f> Sheet<'s, 'f> {
    pub fn new(shaper: &'s mut Shaper<'f>, labels: &'s Labels, width: f32) -> Self {
        Self { shaper, labels, width, shapes: Vec::new() }
    }

    /// The drawing, with nothing of it outside.
    pub fn finish(self, height: f32) -> Drawing {
        let Self { width, mut shapes, .. } = self;
        for shape in &mut shapes {
            match shape {
                Shape::Fill { outline, .. } | Shape::Stroke { outline, .. } => {
                    contain(outline, width, height);
                }
                Shape::Text(_) => {}
            }
        }
        Drawing { width, height, shapes }
    }

    pub fn fill(&mut self, room: Room, ink: Ink) {
        if room[2] > 0.0 && room[3] > 0.0 {
            self.shapes.push(Shape::Fill { outline: Outline::Rect(room), ink });
        }
    }

    pub fn frame(&mut self, [left, top, width, height]: Room, line: Line) {
        let half = line.width / 2.0;
        if width > line.width && height > line.width {
            let room = [left + half, top + half, width - line.width, height - line.width];
            self.shapes.push(Shape::Stroke { outline: Outline::Rect(room), line });
        }
    }

    pub fn area(&mut self, points: Vec<[f32; 2]>, ink: Ink) {
        self.shapes.push(Shape::Fill { outline: Outline::Path { points, is_closed: true }, ink });
    }

    pub fn way(&mut self, points: Vec<[f32; 2]>, is_closed: bool, line: Line) {
        self.shapes.push(Shape::Stroke { outline: Outline::Path { points, is_closed }, line });
    }

    pub fn disc(&mut self, at: [f32; 2], radius: f32, ink: Ink) {
        let outline = Outline::Circle([at[0], at[1], radius]);
        self.shapes.push(Shape::Fill { outline, ink });
    }

    pub fn ring(&mut self, at: [f32; 2], radius: f32, line: Line) {
        let outline = Outline::Circle([at[0], at[1], radius]);
        self.shapes.push(Shape::Stroke { outline, line });
    }

    /// A thin straight line.
    pub fn rule(&mut self, from: [f32; 2], to: [f32; 2], ink: Ink, width: f32) {
        self.way(vec![from, to], false, Line { ink, width, dash: Dash::Solid });
    }

    /// One line of words; if it would leave the sheet at a side it is moved in, and if it is too long it is cut.
    pub fn text(&mut self, at: [f32; 2], text: &str, style: Style, anchor: Anchor) {
        let text = self.cut(text, style, self.width);
        if text.is_empty() {
            return;
        }
        let width = self.measure(&text, style);
        let back = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let left = (at[0] - back).min(self.width - width).max(0.0);
        self.push_text([left + back, at[1]], text, style, anchor, false);
    }

    /// From bottom to top; the caller has cut it to the height that there is.
    pub fn upward(&mut self, at: [f32; 2], text: &str, style: Style, anchor: Anchor) {
        if !text.is_empty() {
            self.push_text(at, text.to_owned(), style, anchor, true);
        }
    }

    fn push_text(
        &mut self,
        at: [f32; 2],
        text: String,
        style: Style,
        anchor: Anchor,
        is_upward: bool,
    ) {
        let Style { size, ink, is_strong, is_slanted } = style;
        let label = Label { at, text, size, is_strong, is_slanted, ink, anchor, is_upward };
        self.shapes.push(Shape::Text(label));
    }

    /// Lines below each other, from the baseline of the first.
    pub fn lines(&mut self, at: [f32; 2], lines: &[String], style: Style, anchor: Anchor) {
        for (index, line) in lines.iter().enumerate() {
            self.text([at[0], at[1] + index as f32 * style.leading()], line, style, anchor);
        }
    }

    /// Lines below each other with their middle at a height.
    pub fn centred(&mut self, x: f32, middle: f32, lines: &[String], style: Style, anchor: Anchor) {
        let up = (lines.len().saturating_sub(1)) as f32 * style.leading() / 2.0;
        self.lines([x, middle - up + style.below_middle()], lines, style, anchor);
    }

    pub fn measure(&mut self, text: &str, style: Style) -> f32 {
        self.shaper.width(text, style.is_strong, style.size)
    }

    /// The text, or its beginning with an ellipsis where it is longer than the room.
    pub fn cut(&mut self, text: &str, style: Style, room: f32) -> String {
        let text = tidy(text, most_letters(style, room));
        if self.measure(&text, style) <= room {
            return text;
        }
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let short = |count: usize| {
            let end = starts.get(count).copied().unwrap_or(text.len());
            format!("{}\u{2026}", text[..end].trim_end_matches([' ', ',', ';', '(', '\u{B7}']))
        };
        let (mut fits, mut fails) = (0, starts.len());
        while fails - fits > 1 {
            let middle = fits.midpoint(fails);
            let is_short = self.measure(&short(middle), style) <= room;
            if is_short { fits = middle } else { fails = middle }
        }
        if fits == 0 && self.measure("\u{2026}", style) > room {
            String::new()
        } else {
            short(fits)
        }
    }

    /// At most so many lines, broken between words and, where one is longer than the room, within it; what is left over
    /// is cut with an ellipsis.
    pub fn wrap(&mut self, text: &str, style: Style, room: f32, most: usize) -> Vec<String> {
        let text = tidy(text, most_letters(style, room).saturating_mul(most));
        let mut lines: Vec<String> = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if lines.len() + 1 == most {
                lines.push(self.cut(rest, style, room));
                break;
            }
            let end = self.line_end(rest, style, room);
            lines.push(rest[..end].trim_end().to_owned());
            rest = rest[end..].trim_start_matches(' ');
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Where the first line of a text ends.
    fn line_end(&mut self, text: &str, style: Style, room: f32) -> usize {
        if self.measure(text, style) <= room {
            return text.len();
        }
        let after = |(at, letter): (usize, char)| {
            matches!(letter, ' ' | '-' | '/' | '\u{2013}').then_some(at + letter.len_utf8())
        };
        let words: Vec<usize> = text.char_indices().filter_map(after).collect();
        if let Some(end) = self.last_fitting(text, &words, style, room) {
            return end;
        }
        let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
        let first = letters.first().copied().unwrap_or(text.len());
        self.last_fitting(text, &letters, style, room).unwrap_or(first)
    }

    /// The last of these ascending ends up to which the text fits.
    fn last_fitting(
        &mut self,
        text: &str,
        ends: &[usize],
        style: Style,
        room: f32,
    ) -> Option<usize> {
        let fits = ends.partition_point(|end| self.measure(text[..*end].trim_end(), style) <= room);
        fits.checked_sub(1).and_then(|last| ends.get(last)).copied()
    }

    /// The size at which every word fits into the room unbroken, not below `least`.
    pub fn size_for(&mut self, texts: &[&str], style: Style, room: f32, least: f32) -> f32 {
        let mut widest = 0.0_f32;
        for text in texts {
            let text = tidy(text, 400);
            for word in text.split(' ') {
                widest = widest.max(self.measure(word, style));
            }
        }
        if widest <= room { style.size } else { (style.size * room / widest).max(least) }
    }
}

/// No letter but the narrowest is slimmer than a fifth of the size; more of them cannot fit.
fn most_letters(style: Style, room: f32) -> usize {
    (room.max(0.0) / (style.size * 0.2)) as usize + 2
}

/// On one line, with single spaces, and no longer than could ever be shown.
fn tidy(text: &str, most: usize) -> String {
    let mut out = String::new();
    for letter in text.chars().take(most.saturating_mul(2).min(4000)) {
        let letter = if letter.is_control() { ' ' } else { letter };
        if letter != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(letter);
        }
    }
    out.trim_end_matches(' ').to_owned()
}

fn contain(outline: &mut Outline, width: f32, height: f32) {
    let inside = |value: f32, most: f32| if value > 0.0 { value.min(most) } else { 0.0 };
    match outline {
        Outline::Rect([x, y, wide, high]) => {
            let (right, bottom) = (inside(*x + *wide, width), inside(*y + *high, height));
            (*x, *y) = (inside(*x, width), inside(*y, height));
            (*wide, *high) = (right - *x, bottom - *y);
        }
        Outline::Circle([x, y, radius]) => {
            *x = inside(*x, width - *radius).max(*radius);
            *y = inside(*y, height - *radius).max(*radius);
        }
        Outline::Path { points, .. } => {
            for point in points {
                *point = [inside(point[0], width), inside(point[1], height)];
            }
        }
    }
}
