//! From the round earth to the flat map: the Equal Earth projection (Šavrič, Patterson and Jenny, 2018).
//!
//! Areas stay true, so that no state looks weightier than it is; parallels stay straight.

use super::Spot;

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
/// Map units for the earth's radius.
const RADIUS: f64 = 1000.0;
/// Steps of a map unit, about 800 m each: finer than the outlines are, and coarse enough to pack well.
const STEPS: f64 = 8.0;

/// Longitude and latitude in degrees.
pub fn flat(lon: f64, lat: f64) -> Spot {
    let half_root = 3_f64.sqrt() / 2.0;
    let t = (half_root * lat.to_radians().sin()).asin();
    let t2 = t * t;
    let t6 = t2 * t2 * t2;
    let narrowing =
        half_root * 2.0 * (A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2));
    let x = 2.0 * lon.to_radians() * t.cos() / narrowing;
    let y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    let unit = |value: f64| ((value * RADIUS * STEPS).round() / STEPS) as f32;
    [unit(x), unit(-y)]
}
