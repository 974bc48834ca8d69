//! One mesh of egui's, triangle by triangle; two that make an upright rectangle are painted as one.

use egui::Mesh;

use crate::blend::{Ramp, fill, shade, tinted};
use crate::texture::{Axis, Texture, Walk, packed};
use crate::triangle::{PARTS, Point, first_pixel, spans};
use crate::{Clip, Frame};

/// A corner of a triangle: where it lies, what it shows.
#[derive(Clone, Copy)]
struct Corner {
    point: Point,
    /// Texture coordinates, 0.0 to 1.0. Not as egui's `Pos2`, which panics when NaN is compared.
    uv: [f32; 2],
    colour: u32,
}

/// An upright rectangle of one colour, its sides in 1/256 pixel.
struct Upright {
    top_left: Point,
    bottom_right: Point,
    /// Texture coordinates of the same two corners, 0.0 to 1.0.
    from: [f32; 2],
    to: [f32; 2],
    colour: u32,
}

pub struct Painter<'f, 'p> {
    pub frame: &'f mut Frame<'p>,
    pub clip: Clip,
    pub texture: &'f Texture,
}

impl Painter<'_, '_> {
    /// `points` is only memory to work in.
    pub fn mesh(&mut self, mesh: &Mesh, pixels_per_point: f32, points: &mut Vec<Option<Point>>) {
        let scale = f64::from(pixels_per_point);
        points.clear();
        points.extend(mesh.vertices.iter().map(|vertex| {
            Point::new(f64::from(vertex.pos.x) * scale, f64::from(vertex.pos.y) * scale)
        }));
        let corner = |index: &u32| {
            let index = usize::try_from(*index).ok()?;
            let (point, vertex) = ((*points.get(index)?)?, mesh.vertices.get(index)?);
            Some(Corner { point, uv: [vertex.uv.x, vertex.uv.y], colour: packed(vertex.color) })
        };
        let triangle = |indices: &[u32]| match indices {
            [a, b, c] => Some([corner(a)?, corner(b)?, corner(c)?]),
            _ => None,
        };
        let mut triangles = mesh.indices.chunks_exact(3).map(triangle).peekable();
        while let Some(current) = triangles.next() {
            let Some(current) = current else { continue };
            if let Some(Some(following)) = triangles.peek()
                && let Some(upright) = upright(&current, following)
            {
                triangles.next();
                self.upright(&upright);
            } else {
                self.triangle(&current);
            }
        }
    }

    fn upright(&mut self, upright: &Upright) {
        let Upright { top_left, bottom_right, from, to, colour } = upright;
        let left = first_pixel(top_left.x).max(self.clip.left);
        let right = first_pixel(bottom_right.x).min(self.clip.right);
        let top = first_pixel(top_left.y).max(self.clip.top);
        let bottom = first_pixel(bottom_right.y).min(self.clip.bottom);
        if left >= right || top >= bottom || *colour == 0 {
            return;
        }
        let (texture, mask) = (self.texture, self.frame.mask);
        if from == to {
            let colour = tinted(texture.sample_at(*from), *colour);
            for row in top..bottom {
                fill(self.frame.span(row, left, right), colour, mask);
            }
            return;
        }
        let ([from_across, from_down], [to_across, to_down]) = (*from, *to);
        let pixels = |parts: i64| parts as f64 / PARTS as f64;
        // Fractions of the texture per pixel, and at the centre of the first pixel painted.
        let across = f64::from(to_across - from_across) / pixels(bottom_right.x - top_left.x);
        let down = f64::from(to_down - from_down) / pixels(bottom_right.y - top_left.y);
        let centre = Point::centre(left, top);
        let start_across = f64::from(from_across) + across * pixels(centre.x - top_left.x);
        let start_down = f64::from(from_down) + down * pixels(centre.y - top_left.y);
        let linear = texture.is_linear(texture.texels(across * down));
        let mut walk = Walk {
            across: texture.coordinate(start_across, Axis::Across, linear),
            down: texture.coordinate(start_down, Axis::Down, linear),
            across_step: texture.step(across, Axis::Across),
            down_step: 0,
        };
        let down_step = texture.step(down, Axis::Down);
        for row in top..bottom {
            texture.paint(self.frame.span(row, left, right), walk, linear, *colour, mask);
            walk.down = walk.down.wrapping_add(down_step);
        }
    }

    fn triangle(&mut self, corners: &[Corner; 3]) {
        let [a, b, c] = corners;
        let points = [a.point, b.point, c.point];
        let area = a.point.cross(b.point, c.point);
        if area == 0 {
            return;
        }
        let (clip, texture, mask) = (self.clip, self.texture, self.frame.mask);
        let one_colour = a.colour == b.colour && a.colour == c.colour;
        let one_texel = a.uv == b.uv && a.uv == c.uv;
        let colour = a.colour;
        if one_colour && colour == 0 {
            return;
        }
        if one_colour && one_texel {
            let colour = tinted(texture.sample_at(a.uv), colour);
            spans(points, clip, |row, left, right| {
                fill(self.frame.span(row, left, right), colour, mask)
            });
            return;
        }
        let blend = Mixture::new(corners, area);
        if one_texel {
            let texel = texture.sample_at(a.uv);
            spans(points, clip, |row, left, right| {
                let ramp = blend.ramp(row, left, right);
                shade(self.frame.span(row, left, right), ramp, texel, mask);
            });
            return;
        }
        let ([ax, ay], [bx, by], [cx, cy]) =
            (a.uv.map(f64::from), b.uv.map(f64::from), c.uv.map(f64::from));
        let shown = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        let pixels = area as f64 / (PARTS * PARTS) as f64;
        let linear = texture.is_linear(texture.texels(shown / pixels));
        spans(points, clip, |row, left, right| {
            let walk = blend.walk(texture, linear, row, left, right);
            let span = self.frame.span(row, left, right);
            if one_colour {
                texture.paint(span, walk, linear, colour, mask);
            } else {
                texture.paint_shaded(span, walk, linear, blend.ramp(row, left, right), mask);
            }
        });
    }
}

/// Mixes what the three corners of a triangle show, for any point of it.
struct Mixture {
    corners: [Point; 3],
    /// 1 / twice the area, signed.
    scale: f64,
    colour: [[f32; 4]; 3],
    texture: [[f64; 2]; 3],
}

impl Mixture {
    fn new(corners: &[Corner; 3], area: i64) -> Self {
        Self {
            corners: corners.map(|corner| corner.point),
            scale: 1.0 / area as f64,
            colour: corners.map(|corner| corner.colour.to_be_bytes().map(f32::from)),
            texture: corners.map(|corner| corner.uv.map(f64::from)),
        }
    }

    /// The shares of the second and third corner at the centre of a pixel.
    #[inline]
    fn shares(&self, column: i64, row: i64) -> (f64, f64) {
        let [a, b, c] = self.corners;
        let centre = Point::centre(column, row);
        (a.cross(centre, c) as f64 * self.scale, a.cross(b, centre) as f64 * self.scale)
    }

    #[inline]
    fn colour_at(&self, column: i64, row: i64) -> [f32; 4] {
        let (second, third) = self.shares(column, row);
        let (second, third) = (second as f32, third as f32);
        let [a, b, c] = self.colour;
        let mut mixed = a;
        for ((mixed, b), c) in mixed.iter_mut().zip(b).zip(c) {
            *mixed += (b - *mixed) * second + (c - *mixed) * third;
        }
        mixed
    }

    /// The colours of the pixels `left..right` of a row.
    #[inline]
    fn ramp(&self, row: i64, left: i64, right: i64) -> Ramp {
        let first = self.colour_at(left, row);
        let gaps = right - left - 1;
        let last = if gaps > 0 { self.colour_at(right - 1, row) } else { first };
        Ramp::new(first, last, gaps)
    }

    /// The way through the texture along the pixels `left..right` of a row.
    #[inline]
    fn walk(&self, texture: &Texture, linear: bool, row: i64, left: i64, right: i64) -> Walk {
        let [[ax, ay], [bx, by], [cx, cy]] = self.texture;
        let at = |column: i64| {
            let (second, third) = self.shares(column, row);
            let across = ax + (bx - ax) * second + (cx - ax) * third;
            let down = ay + (by - ay) * second + (cy - ay) * third;
            (
                texture.coordinate(across, Axis::Across, linear),
                texture.coordinate(down, Axis::Down, linear),
            )
        };
        let (across, down) = at(left);
        let (last_across, last_down) = at(right - 1);
        let gaps = (right - left - 1).max(1);
        Walk {
            across,
            down,
            across_step: (last_across - across) / gaps,
            down_step: (last_down - down) / gaps,
        }
    }
}

/// The upright rectangle of one colour that two triangles make, if they do.
#[inline]
fn upright(first: &[Corner; 3], second: &[Corner; 3]) -> Option<Upright> {
    let [a, b, c] = first;
    if [b, c].into_iter().chain(second).any(|corner| corner.colour != a.colour) {
        return None;
    }
    let (mut low, mut high) = (*a, *a);
    let ([low_across, low_down], [high_across, high_down]) = (&mut low.uv, &mut high.uv);
    for Corner { point, uv: [across, down], .. } in [b, c] {
        if point.x < low.point.x {
            (low.point.x, *low_across) = (point.x, *across);
        }
        if point.y < low.point.y {
            (low.point.y, *low_down) = (point.y, *down);
        }
        if point.x > high.point.x {
            (high.point.x, *high_across) = (point.x, *across);
        }
        if point.y > high.point.y {
            (high.point.y, *high_down) = (point.y, *down);
        }
    }
    if low.point.x == high.point.x || low.point.y == high.point.y {
        return None;
    }
    // Each corner of the rectangle is one bit; a triangle that has all but one of them covers half of it.
    let bit = |corner: &Corner| {
        let [across, down] = corner.uv;
        let ([low_across, low_down], [high_across, high_down]) = (low.uv, high.uv);
        let right = match corner.point.x {
            x if x == low.point.x && across == low_across => 0,
            x if x == high.point.x && across == high_across => 1,
            _ => return None,
        };
        let below = match corner.point.y {
            y if y == low.point.y && down == low_down => 0,
            y if y == high.point.y && down == high_down => 2,
            _ => return None,
        };
        Some(1_u8 << (right + below))
    };
    let missing = |[a, b, c]: &[Corner; 3]| {
        let missing = 0b1111 ^ (bit(a)? | bit(b)? | bit(c)?);
        missing.is_power_of_two().then_some(missing)
    };
    // The two halves meet in a diagonal when they lack opposite corners: bits 0 and 3, or 1 and 2.
    matches!((missing(first)?, missing(second)?), (1, 8) | (8, 1) | (2, 4) | (4, 2)).then_some(
        Upright {
            top_left: low.point,
            bottom_right: high.point,
            from: low.uv,
            to: high.uv,
            colour: a.colour,
        },
    )
}
