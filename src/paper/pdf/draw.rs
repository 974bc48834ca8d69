//! Shapes as the content of a PDF page.

use super::PdfProblem;
use super::ranges::{Reading, meant};
use crate::drawing::{Anchor, Ink, Label, Line, Outline, Shape};
use crate::fonts::{Face, Fonts, Run, Shaper};
use crate::page::Piece;
use crate::paint::SLANT;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

/// How far the arms of a curve reach that is a quarter of a circle.
const QUARTER: f32 = 0.552_285;

pub struct Pen<'a> {
    shaper: Shaper<'a>,
    fonts: [Font; 4],
}

impl<'a> Pen<'a> {
    pub fn new(files: &Fonts, shaper: Shaper<'a>) -> Result<Self, PdfProblem> {
        let font = |face: Face| Font::new(files.file(face).into(), 0).ok_or(PdfProblem::Font(face));
        let fonts =
            [font(Face::Regular)?, font(Face::Strong)?, font(Face::Arabic)?, font(Face::Hebrew)?];
        Ok(Self { shaper, fonts })
    }

    /// Whether anything of a piece would be drawn.
    pub fn shows(&self, piece: &Piece) -> bool {
        piece.shapes.iter().any(|shape| match shape {
            Shape::Text(label) => !label.text.is_empty(),
            Shape::Fill { outline, .. } | Shape::Stroke { outline, .. } => path(outline).is_some(),
        })
    }

    pub fn draw(&mut self, surface: &mut Surface, piece: &Piece) {
        for shape in &piece.shapes {
            match shape {
                Shape::Fill { outline, ink } => {
                    if let Some(path) = path(outline) {
                        surface.set_stroke(None);
                        surface.set_fill(Some(filled(*ink)));
                        surface.draw_path(&path);
                    }
                }
                Shape::Stroke { outline, line } => {
                    if let (Some(path), Some(stroke)) = (path(outline), stroked(line)) {
                        surface.set_fill(None);
                        surface.set_stroke(Some(stroke));
                        surface.draw_path(&path);
                    }
                }
                Shape::Text(label) => self.text(surface, label, says(piece, label)),
            }
        }
    }

    /// What a piece says where its glyphs do not.
    pub fn unsaid(&mut self, piece: &Piece) -> Option<String> {
        let is_said = piece.shapes.iter().all(|shape| match shape {
            Shape::Text(label) => {
                let runs = self.runs(label);
                Reading::new(&runs, says(piece, label)).is_true
            }
            _ => true,
        });
        (!is_said).then(|| meant(&piece.says))
    }

    fn text(&mut self, surface: &mut Surface, label: &Label, says: &str) {
        let is_placed = label.at.iter().all(|part| part.is_finite());
        if label.text.is_empty() || !is_placed || !(label.size > 0.0 && label.size < 10_000.0) {
            return;
        }
        surface.set_stroke(None);
        surface.set_fill(Some(filled(label.ink)));
        let runs = self.runs(label);
        let reading = Reading::new(&runs, says);
        let parts = parts(&runs, &reading, label);
        let width: f32 = parts.iter().map(|part| part.width).sum();
        let back = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let [x, y] = label.at;
        let is_turned = label.is_upward || label.is_slanted;
        let mut at = Point::from_xy(x - back, y);
        if is_turned {
            surface.push_transform(&Transform::from_translate(x, y));
            at = Point::from_xy(-back, 0.0);
        }
        if label.is_upward {
            surface.push_transform(&Transform::from_rotate(-90.0));
        }
        if label.is_slanted {
            surface.push_transform(&Transform::from_skew(-SLANT, 0.0));
        }
        for part in parts {
            if let Some(font) = self.fonts.get(part.face as usize) {
                for (x, glyphs) in part.words() {
                    let at = Point::from_xy(at.x + x * label.size, at.y);
                    surface.draw_glyphs(at, glyphs, font.clone(), &reading.text, label.size, false);
                }
            }
            at.x += part.width;
        }
        let pushed =
            usize::from(is_turned) + usize::from(label.is_upward) + usize::from(label.is_slanted);
        for _ in 0..pushed {
            surface.pop();
        }
    }

    /// Words of Latin letters are shaped one by one, for most of them are known.
    fn runs(&mut self, label: &Label) -> Vec<Run> {
        let words: Vec<&str> = if is_latin(&label.text) {
            label.text.split_inclusive(' ').collect()
        } else {
            vec![&label.text]
        };
        let mut runs: Vec<Run> = Vec::new();
        for word in words {
            runs.extend(self.shaper.shape(word, label.is_strong).iter().cloned());
        }
        runs
    }
}

/// The words of a label: those of its piece, where it is the only one.
fn says<'p>(piece: &'p Piece, label: &'p Label) -> &'p str {
    let is_text = |shape: &&Shape| matches!(shape, Shape::Text(_));
    let is_one = piece.shapes.iter().filter(is_text).count() == 1;
    if is_one && !piece.says.is_empty() { &piece.says } else { &label.text }
}

/// From left to right, one letter after the other.
fn is_latin(text: &str) -> bool {
    text.chars().all(|letter| letter < '\u{590}' || ('\u{1E00}'..'\u{FB1D}').contains(&letter))
}

/// Glyphs of one face each.
fn parts(runs: &[Run], reading: &Reading, label: &Label) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let is_plain = is_latin(&label.text);
    let mut begin = 0;
    for run in runs {
        let glyphs = run.glyphs.iter().map(|glyph| {
            let range = reading.range(begin + glyph.range.start..begin + glyph.range.end);
            let id = GlyphId::new(glyph.id);
            KrillaGlyph::new(id, glyph.advance, glyph.dx, glyph.dy, 0.0, range, None)
        });
        let width = run.width() * label.size;
        let is_joined = is_plain && parts.last().is_some_and(|last| last.face == run.face);
        match parts.last_mut().filter(|_| is_joined) {
            Some(last) => {
                last.glyphs.extend(glyphs);
                last.width += width;
            }
            None => parts.push(Part { face: run.face, glyphs: glyphs.collect(), width }),
        }
        begin += run.text.len();
    }
    parts.retain(|part| !part.glyphs.is_empty());
    parts
}

struct Part {
    face: Face,
    glyphs: Vec<KrillaGlyph>,
    width: f32,
}

impl Part {
    /// What is drawn at once, and how far to the right in parts of the size. Words from right to left are drawn in the
    /// order in which they are read, each by itself, for readers turn the letters of each round.
    fn words(&self) -> Vec<(f32, &[KrillaGlyph])> {
        let is_turned = self.glyphs.windows(2).all(|pair| match pair {
            [left, right] => left.text_range.start >= right.text_range.end,
            _ => false,
        });
        if self.glyphs.len() < 2 || !is_turned {
            return vec![(0.0, &self.glyphs)];
        }
        let mut words = Vec::new();
        let mut x = 0.0;
        let is_space = |glyph: &KrillaGlyph| glyph.text_range.len() == 1;
        for word in self.glyphs.chunk_by(|left, right| !is_space(left) && !is_space(right)) {
            words.push((x, word));
            x += word.iter().map(|glyph| glyph.x_advance).sum::<f32>();
        }
        words.reverse();
        words
    }
}

fn filled(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn colour(Ink(red, green, blue): Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn stroked(line: &Line) -> Option<Stroke> {
    let is_wide = line.width.is_finite() && line.width > 0.0;
    let lengths = line.dash.lengths(line.width);
    is_wide.then(|| Stroke {
        paint: colour(line.ink).into(),
        width: line.width,
        miter_limit: 10.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Round,
        opacity: NormalizedF32::ONE,
        dash: (!lengths.is_empty()).then_some(StrokeDash { array: lengths, offset: 0.0 }),
    })
}

/// `None` where nothing of it can be drawn.
fn path(outline: &Outline) -> Option<Path> {
    let mut builder = PathBuilder::new();
    match outline {
        Outline::Rect([left, top, width, height]) => {
            builder.push_rect(Rect::from_xywh(*left, *top, *width, *height)?);
        }
        Outline::Circle([x, y, radius]) => {
            if ![x, y, radius].iter().all(|part| part.is_finite()) || *radius <= 0.0 {
                return None;
            }
            let (x, y, r, arm) = (*x, *y, *radius, radius * QUARTER);
            builder.move_to(x + r, y);
            builder.cubic_to(x + r, y + arm, x + arm, y + r, x, y + r);
            builder.cubic_to(x - arm, y + r, x - r, y + arm, x - r, y);
            builder.cubic_to(x - r, y - arm, x - arm, y - r, x, y - r);
            builder.cubic_to(x + arm, y - r, x + r, y - arm, x + r, y);
            builder.close();
        }
        Outline::Path { points, is_closed } => {
            if points.len() < 2 || !points.iter().flatten().all(|part| part.is_finite()) {
                return None;
            }
            for (at, [x, y]) in points.iter().enumerate() {
                if at == 0 {
                    builder.move_to(*x, *y);
                } else {
                    builder.line_to(*x, *y);
                }
            }
            if *is_closed {
                builder.close();
            }
        }
    }
    builder.finish()
}
