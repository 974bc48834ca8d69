//! Textures as packed pixels, looked up with nearest or linear filtering.

use egui::{Color32, ColorImage, TextureFilter, TextureOptions, TextureWrapMode};

use crate::blend::{Ramp, mixed, over, tinted};

/// One texel in the 16.16 fixed point of a [`Walk`].
const TEXEL: i64 = 1 << 16;

/// egui's colour as 0xAARRGGBB, still premultiplied.
#[inline]
pub fn packed(colour: Color32) -> u32 {
    let [red, green, blue, alpha] = colour.to_array();
    u32::from_be_bytes([alpha, red, green, blue])
}

/// The reverse of [`packed`].
#[inline]
pub fn unpacked(pixel: u32) -> Color32 {
    let [alpha, red, green, blue] = pixel.to_be_bytes();
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

#[derive(Clone, Copy)]
pub enum Axis {
    Across,
    Down,
}

/// Texels in 16.16 fixed point, rounded. What lies far beyond any texture is moved to where steps cannot overflow;
/// NaN becomes 0.
#[inline]
fn fixed(texels: f64) -> i64 {
    const FAR: f64 = 1e9;
    let shifted = (texels.clamp(-FAR, FAR) + FAR) * TEXEL as f64 + 0.5;
    if shifted.is_nan() { 0 } else { shifted as i64 - FAR as i64 * TEXEL }
}

/// A straight line through a texture, one step a pixel. All in texels, 16.16 fixed point; the whole numbers are the
/// texels' left and top edges (nearest) or their centres (linear).
#[derive(Clone, Copy)]
pub struct Walk {
    pub across: i64,
    pub down: i64,
    pub across_step: i64,
    pub down_step: i64,
}

impl Walk {
    #[inline(always)]
    fn advance(&mut self) {
        self.across = self.across.wrapping_add(self.across_step);
        self.down = self.down.wrapping_add(self.down_step);
    }
}

pub struct Texture {
    texels: Vec<u32>,
    width: usize,
    height: usize,
    options: TextureOptions,
}

impl Texture {
    pub fn new(image: &ColorImage, options: TextureOptions) -> Self {
        let [width, height] = image.size;
        let mut texels: Vec<u32> = image.pixels.iter().copied().map(packed).collect();
        // A picture that holds less than it says is made up with nothing.
        match width.checked_mul(height) {
            Some(count) if count == texels.len() => Self { texels, width, height, options },
            Some(count) if count < 1 << 28 => {
                texels.resize(count, 0);
                Self { texels, width, height, options }
            }
            _ => Self { texels: Vec::new(), width: 0, height: 0, options },
        }
    }

    /// Replaces a part, `left` and `top` in texels; what would lie outside is left out.
    pub fn patch(&mut self, [left, top]: [usize; 2], image: &ColorImage, options: TextureOptions) {
        self.options = options;
        let width = image.width().min(self.width.saturating_sub(left));
        let height = image.height().min(self.height.saturating_sub(top));
        if width == 0 || height == 0 {
            return;
        }
        let targets = self.texels.chunks_exact_mut(self.width).skip(top).take(height);
        for (target, source) in targets.zip(image.pixels.chunks(image.width())) {
            let target = target.get_mut(left..left + width).unwrap_or_default();
            for (texel, colour) in target.iter_mut().zip(source) {
                *texel = packed(*colour);
            }
        }
    }

    /// Whether texels are mixed: `texels_per_pixel` (an area) above 1 means that the picture is shown smaller than it is.
    pub fn is_linear(&self, texels_per_pixel: f64) -> bool {
        let filter = if texels_per_pixel > 1.0 {
            self.options.minification
        } else {
            self.options.magnification
        };
        filter == TextureFilter::Linear
    }

    /// How many texels lie on a part of the texture (an area; 1.0 is all of it).
    pub fn texels(&self, part: f64) -> f64 {
        part.abs() * self.width as f64 * self.height as f64
    }

    fn side(&self, axis: Axis) -> f64 {
        match axis {
            Axis::Across => self.width as f64,
            Axis::Down => self.height as f64,
        }
    }

    /// A texture coordinate (0.0 to 1.0 is the whole side) as a [`Walk`] counts.
    #[inline]
    pub fn coordinate(&self, fraction: f64, axis: Axis, linear: bool) -> i64 {
        fixed(fraction * self.side(axis) - if linear { 0.5 } else { 0.0 })
    }

    /// A step in the same measure. One that is a whole texel but for the rounding of egui's numbers is taken as one.
    #[inline]
    pub fn step(&self, fraction: f64, axis: Axis) -> i64 {
        let step = fixed(fraction * self.side(axis));
        if (step - TEXEL).abs() <= 16 { TEXEL } else { step }
    }

    /// Where a coordinate in whole texels falls on a side of `side` texels.
    #[inline(always)]
    fn wrapped(&self, texel: i64, side: usize) -> usize {
        let side = side as i64;
        if (0..side).contains(&texel) {
            return texel as usize;
        }
        let texel = match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => texel.clamp(0, (side - 1).max(0)),
            TextureWrapMode::Repeat => texel.rem_euclid(side.max(1)),
            TextureWrapMode::MirroredRepeat => {
                let texel = texel.rem_euclid(2 * side.max(1));
                texel.min(2 * side - 1 - texel).max(0)
            }
        };
        texel as usize
    }

    #[inline(always)]
    fn texel(&self, across: i64, down: i64) -> u32 {
        let index = self.wrapped(down, self.height) * self.width + self.wrapped(across, self.width);
        self.texels.get(index).copied().unwrap_or(0)
    }

    /// The colour at a point of a [`Walk`].
    #[inline(always)]
    pub fn sample(&self, walk: &Walk, linear: bool) -> u32 {
        if !linear {
            return self.texel(walk.across >> 16, walk.down >> 16);
        }
        // Steps of 1/256 texel, rounded: glyphs that lie on whole pixels get their texels as they are.
        let (across, down) = ((walk.across + 128) >> 8, (walk.down + 128) >> 8);
        let (left, top) = (across >> 8, down >> 8);
        let (right_part, bottom_part) = ((across & 255) as u32, (down & 255) as u32);
        let row = |row: i64| match right_part {
            0 => self.texel(left, row),
            part => mixed(self.texel(left, row), self.texel(left + 1, row), part),
        };
        match bottom_part {
            0 => row(top),
            part => mixed(row(top), row(top + 1), part),
        }
    }

    /// The colour at one place of the texture, as if magnified.
    pub fn sample_at(&self, [across, down]: [f32; 2]) -> u32 {
        let linear = self.is_linear(0.0);
        let across = self.coordinate(f64::from(across), Axis::Across, linear);
        let down = self.coordinate(f64::from(down), Axis::Down, linear);
        self.sample(&Walk { across, down, across_step: 0, down_step: 0 }, linear)
    }

    /// The texels of a walk of `count` pixels that meets one row of texels one by one, as upright text does.
    #[inline]
    fn straight(&self, walk: &Walk, linear: bool, count: usize) -> Option<&[u32]> {
        let rounding = if linear { 128 } else { 0 };
        let (across, down) = (walk.across + rounding, walk.down + rounding);
        let between = linear && ((across & 0xFF00) != 0 || (down & 0xFF00) != 0);
        if walk.across_step != TEXEL || walk.down_step != 0 || between {
            return None;
        }
        let (left, row) = (usize::try_from(across >> 16).ok()?, usize::try_from(down >> 16).ok()?);
        let right = left.checked_add(count)?;
        if right > self.width || row >= self.height {
            return None;
        }
        let start = row * self.width;
        self.texels.get(start + left..start + right)
    }

    /// Lays the texels of `walk`, tinted with one colour, over `pixels`.
    #[inline]
    pub fn paint(&self, pixels: &mut [u32], mut walk: Walk, linear: bool, colour: u32, mask: u32) {
        if let Some(texels) = self.straight(&walk, linear, pixels.len()) {
            for (pixel, texel) in pixels.iter_mut().zip(texels) {
                if *texel != 0 {
                    over(pixel, tinted(*texel, colour), mask);
                }
            }
            return;
        }
        for pixel in pixels {
            over(pixel, tinted(self.sample(&walk, linear), colour), mask);
            walk.advance();
        }
    }

    /// Lays the texels of `walk`, tinted with a changing colour, over `pixels`.
    pub fn paint_shaded(
        &self,
        pixels: &mut [u32],
        mut walk: Walk,
        linear: bool,
        mut ramp: Ramp,
        mask: u32,
    ) {
        for pixel in pixels {
            over(pixel, tinted(self.sample(&walk, linear), ramp.advance()), mask);
            walk.advance();
        }
    }
}
