//! Paints what egui lays out, on the CPU: the same picture on every machine, bit for bit.
//!
//! Positions are rounded to 1/256 pixel and coverage is decided with integers (a pixel belongs to a triangle when its
//! centre does, ties by the top-left rule). Colours are premultiplied gamma-space bytes, as egui's, laid over each
//! other with rounding and saturation. Nothing here panics, whatever the meshes hold.

#![forbid(unsafe_code)]

mod blend;
mod mesh;
mod texture;
mod triangle;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use egui::epaint::Primitive;
use egui::{ClippedPrimitive, Color32, ColorImage, Rect, TextureId, TexturesDelta};

use mesh::Painter;
use texture::Texture;

/// No side of a picture may be longer than this, in pixels: the integer arithmetic is made for it.
const LONGEST_SIDE: usize = 1 << 20;

/// The pixels to paint on, row by row from the top.
pub struct Frame<'a> {
    pixels: &'a mut [u32],
    width: usize,
    height: usize,
    /// The bits of a painted colour that reach the pixels.
    mask: u32,
}

impl<'a> Frame<'a> {
    /// Pixels as 0x00RRGGBB, what softbuffer shows in a window.
    ///
    /// `width` and `height` are in pixels; where `pixels` holds fewer, the frame has the rows that fit.
    pub fn window(pixels: &'a mut [u32], width: usize, height: usize) -> Self {
        Self::new(pixels, width, height, 0x00FF_FFFF)
    }

    /// Pixels as 0xAARRGGBB, premultiplied.
    ///
    /// `width` and `height` are in pixels; where `pixels` holds fewer, the frame has the rows that fit.
    pub fn image(pixels: &'a mut [u32], width: usize, height: usize) -> Self {
        Self::new(pixels, width, height, 0xFFFF_FFFF)
    }

    fn new(pixels: &'a mut [u32], width: usize, height: usize, mask: u32) -> Self {
        let width = if width > LONGEST_SIDE { 0 } else { width };
        let height = height.min(pixels.len().checked_div(width).unwrap_or(0)).min(LONGEST_SIDE);
        Self { pixels, width, height, mask }
    }

    /// The pixels `left..right` of row `row`; empty where the frame has none.
    fn span(&mut self, row: i64, left: i64, right: i64) -> &mut [u32] {
        let (Ok(row), Ok(left), Ok(right)) =
            (usize::try_from(row), usize::try_from(left), usize::try_from(right))
        else {
            return &mut [];
        };
        if row >= self.height || right > self.width {
            return &mut [];
        }
        let start = row * self.width;
        self.pixels.get_mut(start + left..start + right).unwrap_or_default()
    }
}

/// A rectangle of whole pixels; `right` and `bottom` lie outside.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Clip {
    /// `rect` in points.
    fn new(rect: Rect, pixels_per_point: f32, frame: &Frame<'_>) -> Self {
        let (width, height) = (frame.width as i64, frame.height as i64);
        // `as` maps NaN to 0 and saturates, so every rectangle gives a clip within the frame.
        let pixel =
            |points: f32, end: i64| ((points * pixels_per_point).round() as i64).clamp(0, end);
        Self {
            left: pixel(rect.min.x, width),
            top: pixel(rect.min.y, height),
            right: pixel(rect.max.x, width),
            bottom: pixel(rect.max.y, height),
        }
    }

    fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// The textures that egui handed over, and the memory that painting needs again and again.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
    /// Textures that the next picture may still show, to be freed after it.
    leaving: Vec<TextureId>,
    /// The corners of the mesh in hand, in pixels.
    corners: Vec<Option<triangle::Point>>,
}

impl Raster {
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over new and changed textures and leaves `delta` empty. Call before painting; what egui frees goes after
    /// the next picture, which may still show it.
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        // The order of textures in the map does not matter; the order of the changes to one of them is kept.
        for (id, changes) in delta.set.drain() {
            self.leaving.retain(|leaving| *leaving != id);
            for change in &changes {
                let egui::ImageData::Color(image) = &change.image;
                match change.pos {
                    None => {
                        self.textures.insert(id, Texture::new(image, change.options));
                    }
                    Some(position) => {
                        if let Some(texture) = self.textures.get_mut(&id) {
                            texture.patch(position, image, change.options);
                        }
                    }
                }
            }
        }
        self.leaving.extend(delta.free.drain());
    }

    /// Paints one picture over `clear`, which fills the whole frame first. Paint callbacks are left out.
    pub fn paint(
        &mut self,
        frame: &mut Frame<'_>,
        pixels_per_point: f32,
        primitives: &[ClippedPrimitive],
        clear: Color32,
    ) {
        let background = texture::packed(clear) & frame.mask;
        frame.pixels.fill(background);
        for primitive in primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else { continue };
            let clip = Clip::new(primitive.clip_rect, pixels_per_point, frame);
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            if clip.is_empty() {
                continue;
            }
            Painter { frame, clip, texture }.mesh(mesh, pixels_per_point, &mut self.corners);
        }
        for id in self.leaving.drain(..) {
            self.textures.remove(&id);
        }
    }

    /// Paints one picture of `size` pixels (width, height) over `clear` and returns it, ready to be saved.
    pub fn picture(
        &mut self,
        size: [usize; 2],
        pixels_per_point: f32,
        primitives: &[ClippedPrimitive],
        clear: Color32,
    ) -> ColorImage {
        let [width, height] = size.map(|side| side.min(LONGEST_SIDE));
        let mut pixels = vec![0; width * height];
        self.paint(
            &mut Frame::image(&mut pixels, width, height),
            pixels_per_point,
            primitives,
            clear,
        );
        ColorImage::new([width, height], pixels.into_iter().map(texture::unpacked).collect())
    }
}

/// Whether two lists of primitives paint the same picture, given the same textures. Compares bits, so NaN is no trouble.
pub fn same_picture(a: &[ClippedPrimitive], b: &[ClippedPrimitive]) -> bool {
    let bits = |place: egui::Pos2| (place.x.to_bits(), place.y.to_bits());
    let area = |rect: Rect| (bits(rect.min), bits(rect.max));
    let corner = |vertex: &egui::epaint::Vertex| (bits(vertex.pos), bits(vertex.uv), vertex.color);
    let same = |(a, b): (&ClippedPrimitive, &ClippedPrimitive)| match (&a.primitive, &b.primitive) {
        (Primitive::Mesh(c), Primitive::Mesh(d)) => {
            area(a.clip_rect) == area(b.clip_rect)
                && c.texture_id == d.texture_id
                && c.indices == d.indices
                && c.vertices.iter().map(corner).eq(d.vertices.iter().map(corner))
        }
        // Neither is painted.
        (Primitive::Callback(_), Primitive::Callback(_)) => true,
        _ => false,
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}
