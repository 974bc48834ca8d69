//! Arithmetic on packed pixels (0xAARRGGBB, premultiplied) and the fills that need no texture.

const PAIR: u32 = 0x00FF_00FF;

/// Each byte of two (bits 0-7 and 16-23) times `factor` / 255, rounded.
#[inline(always)]
fn scaled_pair(pair: u32, factor: u32) -> u32 {
    let product = pair * factor + 0x0080_0080;
    ((product + ((product >> 8) & PAIR)) >> 8) & PAIR
}

/// Adds byte by byte, at most 255 each.
#[inline(always)]
fn added_pair(a: u32, b: u32) -> u32 {
    let sum = a + b;
    let over = sum & 0x0100_0100;
    (sum | (over - (over >> 8))) & PAIR
}

/// Every byte of `pixel` times `factor` (0 to 255) / 255, rounded.
#[inline(always)]
fn scaled(pixel: u32, factor: u32) -> u32 {
    scaled_pair(pixel & PAIR, factor) | (scaled_pair((pixel >> 8) & PAIR, factor) << 8)
}

/// Two bytes multiplied as fractions of 255, rounded.
#[inline(always)]
fn byte_product(a: u32, b: u32) -> u32 {
    let product = a * b + 128;
    (product + (product >> 8)) >> 8
}

/// A texel coloured by a vertex: byte times byte.
#[inline(always)]
pub fn tinted(texel: u32, colour: u32) -> u32 {
    if texel == u32::MAX {
        return colour;
    }
    let alpha = texel >> 24;
    if texel == alpha * 0x0101_0101 {
        // White of some strength: glyphs.
        return scaled(colour, alpha);
    }
    let byte = |shift: u32| byte_product((texel >> shift) & 255, (colour >> shift) & 255) << shift;
    byte(24) | byte(16) | byte(8) | byte(0)
}

/// The point `fraction` / 256 of the way from `a` to `b`, byte by byte.
#[inline(always)]
pub fn mixed(a: u32, b: u32, fraction: u32) -> u32 {
    if a == b {
        return a;
    }
    let pair = |a: u32, b: u32| ((a * (256 - fraction) + b * fraction + 0x0080_0080) >> 8) & PAIR;
    pair(a & PAIR, b & PAIR) | (pair((a >> 8) & PAIR, (b >> 8) & PAIR) << 8)
}

/// Lays `colour` over `pixel`. A colour without alpha only adds light.
#[inline(always)]
pub fn over(pixel: &mut u32, colour: u32, mask: u32) {
    let alpha = colour >> 24;
    if alpha == 255 {
        *pixel = colour & mask;
    } else if colour != 0 {
        let under = scaled(*pixel, 255 - alpha);
        let colour = colour & mask;
        *pixel = added_pair(under & PAIR, colour & PAIR)
            | (added_pair((under >> 8) & PAIR, (colour >> 8) & PAIR) << 8);
    }
}

/// Lays one colour over all of `pixels`.
pub fn fill(pixels: &mut [u32], colour: u32, mask: u32) {
    if colour >> 24 == 255 {
        pixels.fill(colour & mask);
    } else if colour != 0 {
        for pixel in pixels {
            over(pixel, colour, mask);
        }
    }
}

/// A colour that changes evenly along a span: four bytes in 16.16 fixed point, order alpha, red, green, blue.
#[derive(Clone, Copy)]
pub struct Ramp {
    value: [i32; 4],
    step: [i32; 4],
}

impl Ramp {
    /// `first` and `last` are the colours (0.0 to 255.0) of two pixels that lie `gaps` pixels apart.
    #[inline]
    pub fn new(first: [f32; 4], last: [f32; 4], gaps: i64) -> Self {
        // Both ends are kept in range, so every colour between them is.
        let fixed = |colour: [f32; 4]| {
            colour.map(|byte| (byte.clamp(0.0, 255.0) * 65536.0 + 32768.0) as i32)
        };
        let (value, end) = (fixed(first), fixed(last));
        let gaps = i32::try_from(gaps).unwrap_or(i32::MAX).max(1);
        let mut step = [0; 4];
        for ((step, value), end) in step.iter_mut().zip(value).zip(end) {
            *step = if gaps == 1 { end - value } else { (end - value) / gaps };
        }
        Self { value, step }
    }

    /// The colour of the pixel in hand; moves on to the next.
    #[inline(always)]
    pub fn advance(&mut self) -> u32 {
        let [alpha, red, green, blue] = self.value.map(|value| ((value >> 16) & 255) as u32);
        for (value, step) in self.value.iter_mut().zip(self.step) {
            *value = value.wrapping_add(step);
        }
        (alpha << 24) | (red << 16) | (green << 8) | blue
    }
}

/// Lays a changing colour, tinted by one texel, over `pixels`.
pub fn shade(pixels: &mut [u32], mut ramp: Ramp, texel: u32, mask: u32) {
    for pixel in pixels {
        over(pixel, tinted(texel, ramp.advance()), mask);
    }
}
