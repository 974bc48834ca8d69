//! Which pixels a triangle covers, and how far along its sides each of them lies. Integers only.

use crate::Clip;

/// Parts of a pixel in which positions are counted.
pub const PARTS: i64 = 256;
/// Half a pixel: where a pixel's centre lies.
const HALF: i64 = PARTS / 2;
/// Positions are held within this many pixels of the corner of the picture, so that no product overflows 64 bits.
const FARTHEST: f64 = 2_097_152.0;

/// A position in 1/256 pixel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub x: i64,
    pub y: i64,
}

impl Point {
    /// From pixels. None for what is no place at all: NaN and infinities.
    #[inline]
    pub fn new(x: f64, y: f64) -> Option<Self> {
        if !x.is_finite() || !y.is_finite() {
            return None;
        }
        // Shifted to above zero, where cutting off the fraction is rounding down: cheaper than calling `floor`.
        let parts = |pixels: f64| {
            ((pixels.clamp(-FARTHEST, FARTHEST) + FARTHEST) * PARTS as f64 + 0.5) as i64
                - FARTHEST as i64 * PARTS
        };
        Some(Self { x: parts(x), y: parts(y) })
    }

    /// The centre of a pixel.
    #[inline]
    pub fn centre(column: i64, row: i64) -> Self {
        Self { x: column * PARTS + HALF, y: row * PARTS + HALF }
    }

    /// The z part of the cross product of the ways from here to `a` and to `b`: twice the triangle's area, signed.
    #[inline]
    pub fn cross(self, a: Self, b: Self) -> i64 {
        (a.x - self.x) * (b.y - self.y) - (a.y - self.y) * (b.x - self.x)
    }
}

/// The first pixel whose centre lies at or after `parts` (1/256 pixel), on either axis.
#[inline]
pub fn first_pixel(parts: i64) -> i64 {
    (parts - HALF + PARTS - 1).div_euclid(PARTS)
}

/// One side of a triangle, walked down row by row: the first pixel at or right of it, exactly.
struct Side {
    column: i64,
    remainder: i64,
    column_step: i64,
    remainder_step: i64,
    denominator: i64,
}

impl Side {
    /// `top` must lie above `bottom`. Both triangles that share a side walk it the same way, so no pixel between them
    /// is painted twice or left out.
    #[inline]
    fn new(top: Point, bottom: Point, row: i64) -> Self {
        let (width, height) = (bottom.x - top.x, bottom.y - top.y);
        let denominator = PARTS * height;
        let numerator =
            (top.x - HALF) * height + (Point::centre(0, row).y - top.y) * width + denominator - 1;
        Self {
            column: numerator.div_euclid(denominator),
            remainder: numerator.rem_euclid(denominator),
            column_step: width.div_euclid(height),
            remainder_step: width.rem_euclid(height) * PARTS,
            denominator,
        }
    }

    #[inline]
    fn advance(&mut self) {
        self.column += self.column_step;
        self.remainder += self.remainder_step;
        if self.remainder >= self.denominator {
            self.remainder -= self.denominator;
            self.column += 1;
        }
    }
}

/// Calls `paint` with row, first column and end column for each row of pixels of the triangle within `clip`.
#[inline]
pub fn spans(corners: [Point; 3], clip: Clip, mut paint: impl FnMut(i64, i64, i64)) {
    let [mut top, mut middle, mut bottom] = corners;
    if middle.y < top.y {
        std::mem::swap(&mut top, &mut middle);
    }
    if bottom.y < middle.y {
        std::mem::swap(&mut middle, &mut bottom);
        if middle.y < top.y {
            std::mem::swap(&mut top, &mut middle);
        }
    }
    let first = first_pixel(top.y).max(clip.top);
    let end = first_pixel(bottom.y).min(clip.bottom);
    if first >= end {
        return;
    }
    let turn = first_pixel(middle.y).clamp(first, end);
    let mut long = Side::new(top, bottom, first);
    for (from, to, above, below) in [(first, turn, top, middle), (turn, end, middle, bottom)] {
        if from >= to {
            continue;
        }
        // A row between them means that the two ends differ in height.
        let mut short = Side::new(above, below, from);
        for row in from..to {
            let left = long.column.min(short.column).max(clip.left);
            let right = long.column.max(short.column).min(clip.right);
            if left < right {
                paint(row, left, right);
            }
            long.advance();
            short.advance();
        }
    }
}
