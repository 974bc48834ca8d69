//! The rasteriser on small pictures.

use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{
    ClippedPrimitive, Color32, ColorImage, Mesh, Pos2, Rect, TextureId, TextureOptions,
    TexturesDelta, pos2, vec2,
};

use crate::{Frame, Raster, same_picture};

const WHITE: TextureId = TextureId::Managed(0);

/// A rasteriser whose texture 0 is one white texel.
fn raster() -> Raster {
    let mut raster = Raster::new();
    set(&mut raster, 0, ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::LINEAR);
    raster
}

fn set(raster: &mut Raster, id: u64, image: ColorImage, options: TextureOptions) {
    let mut delta = TexturesDelta::default();
    delta.push(TextureId::Managed(id), ImageDelta::full(image, options));
    raster.update_textures(&mut delta);
}

fn everything() -> Rect {
    Rect::from_min_size(Pos2::ZERO, vec2(1e6, 1e6))
}

fn clipped(mesh: Mesh, clip_rect: Rect) -> [ClippedPrimitive; 1] {
    [ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }]
}

fn triangles(colour: Color32, corners: &[(f32, f32)]) -> Mesh {
    let vertices =
        corners.iter().map(|(x, y)| Vertex::untextured(pos2(*x, *y), colour)).collect::<Vec<_>>();
    Mesh { indices: (0..vertices.len() as u32).collect(), vertices, texture_id: WHITE }
}

fn rectangle(rect: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, colour);
    mesh
}

/// 16 x 16 texels, hardly two alike.
fn colourful() -> ColorImage {
    let texel = |index: u16| {
        let [low, ..] = index.to_le_bytes();
        Color32::from_rgba_premultiplied(
            low,
            low.wrapping_mul(7),
            low.wrapping_mul(31),
            low.wrapping_mul(13) | 128,
        )
    };
    ColorImage::new([16, 16], (0..256).map(texel).collect())
}

fn grey(value: u8) -> Color32 {
    Color32::from_gray(value)
}

#[test]
fn a_rectangle_covers_the_pixels_whose_centres_it_holds() {
    // The left and top side at a centre take its pixel, the right and bottom side leave it.
    for (rect, columns, rows) in [
        (Rect::from_min_max(pos2(2.0, 3.0), pos2(5.0, 7.0)), 2..5, 3..7),
        (Rect::from_min_max(pos2(2.5, 3.5), pos2(5.5, 6.5)), 2..5, 3..6),
        (Rect::from_min_max(pos2(2.51, 3.51), pos2(5.49, 6.49)), 3..5, 4..6),
        (Rect::from_min_max(pos2(-9.0, -9.0), pos2(99.0, 1.0)), 0..10, 0..1),
    ] {
        let picture = raster().picture(
            [10, 10],
            1.0,
            &clipped(rectangle(rect, grey(200)), everything()),
            grey(10),
        );
        for y in 0..10 {
            for x in 0..10 {
                let expected =
                    if columns.contains(&x) && rows.contains(&y) { grey(200) } else { grey(10) };
                assert_eq!(picture[(x, y)], expected, "{rect:?} at {x} {y}");
            }
        }
    }
}

#[test]
fn points_are_scaled_to_pixels() {
    let rect = Rect::from_min_max(pos2(1.0, 1.0), pos2(2.0, 3.0));
    let picture =
        raster().picture([8, 8], 2.0, &clipped(rectangle(rect, grey(9)), everything()), grey(0));
    assert_eq!(picture.pixels.iter().filter(|pixel| **pixel == grey(9)).count(), 8);
    assert_eq!(picture[(2, 2)], grey(9));
    assert_eq!(picture[(3, 5)], grey(9));
}

#[test]
fn triangles_that_share_a_side_paint_no_pixel_twice_and_leave_none_out() {
    let translucent = Color32::from_black_alpha(100);
    let once = Color32::from_gray(155);
    // A fan around a point, over the whole picture and beyond; every centre lies in exactly one triangle.
    for (x, y) in [(8.5, 8.5), (8.0, 8.0), (3.1, 12.9), (8.496, 0.5), (15.5, 15.5)] {
        let rim = [
            (0.0, 0.0),
            (7.0, -3.0),
            (16.0, 0.0),
            (20.0, 9.0),
            (16.0, 16.0),
            (5.5, 17.5),
            (0.0, 16.0),
        ];
        let mut corners = Vec::new();
        for (index, corner) in rim.iter().enumerate() {
            corners.extend([(x, y), *corner, rim[(index + 1) % rim.len()]]);
        }
        let mesh = triangles(translucent, &corners);
        let picture = raster().picture([16, 16], 1.0, &clipped(mesh, everything()), Color32::WHITE);
        for (index, pixel) in picture.pixels.iter().enumerate() {
            assert_eq!(*pixel, once, "centre {x} {y}, pixel {} {}", index % 16, index / 16);
        }
    }
}

#[test]
fn a_rectangle_is_the_same_as_its_two_triangles() {
    let rect = Rect::from_min_max(pos2(1.3, 2.7), pos2(11.5, 9.2));
    let texture = colourful();
    for options in [TextureOptions::LINEAR, TextureOptions::NEAREST, TextureOptions::LINEAR_REPEAT]
    {
        let mut raster = raster();
        set(&mut raster, 1, texture.clone(), options);
        let mut mesh = Mesh::with_texture(TextureId::Managed(1));
        mesh.add_rect_with_uv(rect, Rect::from_min_max(pos2(0.1, 0.2), pos2(0.9, 0.8)), grey(222));
        let whole = raster.picture([16, 16], 1.0, &clipped(mesh.clone(), everything()), grey(30));
        // A triangle of nothing between the two hides the rectangle from the shortcut.
        mesh.indices.splice(3..3, [0, 0, 0]);
        let halves = raster.picture([16, 16], 1.0, &clipped(mesh, everything()), grey(30));
        for (a, b) in whole.pixels.iter().zip(&halves.pixels) {
            for (a, b) in a.to_array().into_iter().zip(b.to_array()) {
                assert!(a.abs_diff(b) <= 1, "{options:?}");
            }
        }
    }
}

#[test]
fn two_triangles_that_are_no_rectangle_are_not_filled_as_one() {
    let mesh = triangles(
        grey(90),
        &[(0.0, 0.0), (8.0, 0.0), (0.0, 8.0), (0.0, 0.0), (8.0, 0.0), (0.0, 8.0)],
    );
    let picture = raster().picture([8, 8], 1.0, &clipped(mesh, everything()), grey(0));
    assert_eq!(picture[(1, 1)], grey(90));
    assert_eq!(picture[(7, 7)], grey(0));
}

#[test]
fn colours_are_mixed_rounded_and_saturated() {
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(4.0, 4.0));
    for (colour, under, expected) in [
        (
            Color32::from_rgba_premultiplied(60, 0, 10, 0),
            Color32::from_rgb(200, 7, 5),
            Color32::from_rgb(255, 7, 15),
        ),
        (Color32::from_rgba_premultiplied(255, 255, 255, 0), grey(1), grey(255)),
        (
            Color32::from_rgba_premultiplied(100, 50, 0, 128),
            grey(101),
            Color32::from_rgb(150, 100, 50),
        ),
        (Color32::TRANSPARENT, grey(33), grey(33)),
        (
            Color32::from_rgba_premultiplied(1, 2, 3, 4),
            Color32::TRANSPARENT,
            Color32::from_rgba_premultiplied(1, 2, 3, 4),
        ),
    ] {
        let picture =
            raster().picture([4, 4], 1.0, &clipped(rectangle(rect, colour), everything()), under);
        assert!(
            picture.pixels.iter().all(|pixel| *pixel == expected),
            "{colour:?}: {:?}",
            picture[(0, 0)]
        );
    }
}

#[test]
fn a_gradient_runs_from_corner_to_corner() {
    let mut mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(256.0, 2.0)), Color32::BLACK);
    for vertex in &mut mesh.vertices {
        vertex.color = if vertex.pos.x > 0.0 { Color32::WHITE } else { Color32::BLACK };
    }
    let picture = raster().picture([256, 2], 1.0, &clipped(mesh, everything()), Color32::RED);
    for y in 0..2 {
        for x in 0..256_usize {
            let value = picture[(x, y)].r();
            assert!(usize::from(value).abs_diff(x) <= 1, "{x} {y}: {value}");
        }
    }
}

#[test]
fn glyphs_on_whole_pixels_show_their_texels_unchanged() {
    let pixels: Vec<Color32> = (0..64).map(|index| grey(index * 4)).collect();
    let mut raster = raster();
    set(&mut raster, 1, ColorImage::new([8, 8], pixels), TextureOptions::LINEAR);
    let mut mesh = Mesh::with_texture(TextureId::Managed(1));
    let uv = Rect::from_min_max(pos2(2.0 / 8.0, 1.0 / 8.0), pos2(6.0 / 8.0, 5.0 / 8.0));
    mesh.add_rect_with_uv(Rect::from_min_size(pos2(3.0, 4.0), vec2(4.0, 4.0)), uv, Color32::WHITE);
    let picture = raster.picture([16, 16], 1.0, &clipped(mesh, everything()), Color32::RED);
    for y in 0..4 {
        for x in 0..4 {
            assert_eq!(picture[(3 + x, 4 + y)], grey((((1 + y) * 8 + 2 + x) * 4) as u8));
        }
    }
    assert_eq!(picture[(2, 4)], Color32::RED);
    assert_eq!(picture[(7, 4)], Color32::RED);
}

#[test]
fn a_part_of_a_texture_is_replaced_and_a_freed_one_goes_after_the_picture() {
    let id = TextureId::Managed(1);
    let mut raster = raster();
    set(&mut raster, 1, ColorImage::filled([4, 4], grey(10)), TextureOptions::NEAREST);
    let mut delta = TexturesDelta::default();
    let part = ColorImage::filled([2, 2], grey(70));
    delta.push(id, ImageDelta::partial([1, 2], part.clone(), TextureOptions::NEAREST));
    // Beyond the texture: the rest of it is left out.
    delta.push(id, ImageDelta::partial([3, 3], part.clone(), TextureOptions::NEAREST));
    delta.push(id, ImageDelta::partial([9, usize::MAX], part.clone(), TextureOptions::NEAREST));
    delta.push(TextureId::Managed(99), ImageDelta::partial([0, 0], part, TextureOptions::NEAREST));
    delta.free(id);
    raster.update_textures(&mut delta);
    assert!(delta.is_empty());

    let mut mesh = Mesh::with_texture(id);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(4.0, 4.0)), whole, Color32::WHITE);
    let primitives = clipped(mesh, everything());
    let picture = raster.picture([4, 4], 1.0, &primitives, Color32::RED);
    for y in 0..4 {
        for x in 0..4 {
            let replaced = ((1..3).contains(&x) && (2..4).contains(&y)) || (x, y) == (3, 3);
            assert_eq!(picture[(x, y)], grey(if replaced { 70 } else { 10 }), "{x} {y}");
        }
    }
    let picture = raster.picture([4, 4], 1.0, &primitives, Color32::RED);
    assert!(picture.pixels.iter().all(|pixel| *pixel == Color32::RED));
}

#[test]
fn nothing_is_painted_outside_the_clip_rectangle() {
    let clip = Rect::from_min_max(pos2(1.0, 1.0), pos2(2.2, 3.0));
    let flat = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(8.0, 8.0)), grey(50));
    let mut shaded = flat.clone();
    shaded.vertices[0].color = grey(51);
    for mesh in [flat, shaded, triangles(grey(50), &[(-40.0, -40.0), (90.0, -9.0), (-9.0, 90.0)])] {
        let picture = raster().picture([8, 8], 2.0, &clipped(mesh, clip), Color32::RED);
        for y in 0..8 {
            for x in 0..8 {
                let inside = (2..4).contains(&x) && (2..6).contains(&y);
                assert_eq!(picture[(x, y)] != Color32::RED, inside, "{x} {y}");
            }
        }
    }
}

#[test]
fn pictures_are_compared_bit_by_bit() {
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(f32::NAN, 9.0));
    let one = clipped(rectangle(rect, grey(5)), everything());
    assert!(same_picture(&one, &one.clone()));
    assert!(!same_picture(&one, &clipped(rectangle(rect, grey(6)), everything())));
    assert!(!same_picture(&one, &clipped(rectangle(rect, grey(5)), rect)));
    assert!(!same_picture(&one, &[]));
}

#[test]
fn window_pixels_keep_their_upper_byte_empty() {
    let mut pixels = [0xDEAD_BEEF; 12];
    let mesh =
        rectangle(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 9.0)), Color32::from_black_alpha(128));
    let clear = Color32::from_rgb(0x10, 0x20, 0x30);
    raster().paint(&mut Frame::window(&mut pixels, 4, 3), 1.0, &clipped(mesh, everything()), clear);
    assert_eq!(pixels[..4], [0x0008_1018, 0x0008_1018, 0x0010_2030, 0x0010_2030]);
}

#[test]
fn empty_and_false_frames_are_left_alone() {
    let mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(9.0, 9.0)), grey(5));
    let primitives = clipped(mesh, everything());
    for (length, width, height) in
        [(0, 0, 0), (0, 5, 5), (5, 0, 3), (7, 4, 4), (3, usize::MAX, usize::MAX)]
    {
        let mut pixels = vec![0; length];
        raster().paint(
            &mut Frame::window(&mut pixels, width, height),
            1.0,
            &primitives,
            Color32::BLACK,
        );
    }
    assert!(raster().picture([0, 7], 1.0, &primitives, Color32::BLACK).pixels.is_empty());
    raster().picture([7, 7], f32::NAN, &primitives, Color32::BLACK);
}

/// Numbers that need not be good, only always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn float(&mut self) -> f32 {
        let wild = [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            1e30,
            -1e30,
            f32::MAX,
            f32::MIN_POSITIVE,
            -0.0,
        ];
        match self.next() % 6 {
            0 => wild[(self.next() % 8) as usize],
            1 => f32::from_bits(self.next() as u32),
            _ => (self.next() % 40_000) as f32 / 1000.0 - 4.0,
        }
    }
}

fn wild_mesh(numbers: &mut Numbers) -> ClippedPrimitive {
    let vertices = (0..numbers.next() % 20)
        .map(|_| {
            let [r, g, b, a, ..] = numbers.next().to_le_bytes();
            Vertex {
                pos: pos2(numbers.float(), numbers.float()),
                uv: pos2(numbers.float(), numbers.float()),
                color: Color32::from_rgba_premultiplied(r, g, b, a),
            }
        })
        .collect::<Vec<_>>();
    let mut indices: Vec<u32> =
        (0..numbers.next() % 60).map(|_| (numbers.next() % 24) as u32).collect();
    if numbers.next().is_multiple_of(9) {
        indices.push(u32::MAX);
    }
    let clip_rect = match numbers.next() % 3 {
        0 => Rect::from_min_max(
            pos2(numbers.float(), numbers.float()),
            pos2(numbers.float(), numbers.float()),
        ),
        _ => everything(),
    };
    let texture_id = TextureId::Managed(numbers.next() % 6);
    ClippedPrimitive {
        clip_rect,
        primitive: Primitive::Mesh(Mesh { indices, vertices, texture_id }),
    }
}

#[test]
fn wild_meshes_do_not_panic_and_give_the_same_picture_everywhere() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut raster = raster();
    let example = colourful();
    set(&mut raster, 1, example.clone(), TextureOptions::LINEAR);
    set(&mut raster, 2, example.clone(), TextureOptions::NEAREST_REPEAT);
    set(&mut raster, 3, example, TextureOptions::LINEAR_MIRRORED_REPEAT);
    let hollow = ColorImage { size: [0, 5], source_size: vec2(0.0, 0.0), pixels: Vec::new() };
    set(&mut raster, 4, hollow, TextureOptions::LINEAR);
    let mut sum = 0_u64;
    for round in 0..2000 {
        let scale = match round % 10 {
            0 => numbers.float(),
            _ => 1.0,
        };
        let primitives = [wild_mesh(&mut numbers), wild_mesh(&mut numbers)];
        let picture = raster.picture([32, 24], scale, &primitives, Color32::from_black_alpha(40));
        for byte in picture.pixels.iter().flat_map(|pixel| pixel.to_array()) {
            sum = (sum.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517C_C1B7_2722_0A95);
        }
    }
    assert_eq!(sum, 0xA930_9E41_174E_4690, "{sum:#X}");
}

/// Patterns on a map: a small picture, again and again, also left of and above its origin.
#[test]
fn a_texture_that_repeats_goes_on_beyond_its_edges() {
    let mut raster = raster();
    let (dark, pale) = (grey(20), grey(200));
    let picture = ColorImage::new([2, 2], vec![dark, pale, pale, pale]);
    let options =
        TextureOptions { wrap_mode: egui::TextureWrapMode::Repeat, ..TextureOptions::NEAREST };
    set(&mut raster, 1, picture, options);
    let mut mesh = Mesh::with_texture(TextureId::Managed(1));
    let corners = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)];
    mesh.vertices = corners
        .map(|(x, y)| Vertex {
            pos: pos2(x, y),
            uv: pos2(x / 2.0 - 2.0, y / 2.0 - 2.0),
            color: Color32::WHITE,
        })
        .to_vec();
    mesh.indices = vec![0, 1, 2, 0, 2, 3];
    let shown = raster.picture([8, 8], 1.0, &clipped(mesh, everything()), Color32::BLACK);
    for (at, pixel) in shown.pixels.iter().enumerate() {
        let (x, y) = (at % 8, at / 8);
        let expected = if x % 2 == 0 && y % 2 == 0 { dark } else { pale };
        assert_eq!(*pixel, expected, "{x}, {y}");
    }
}
