//! A polygon with holes to triangles, by clipping ears.
//!
//! Made for a few hundred points at build time: clear before fast.

use super::Spot;

/// The triangles of a polygon, three positions each, counted through its rings. The first ring is the edge, the others
/// are holes.
pub fn fill(rings: &[Vec<Spot>]) -> Vec<usize> {
    let points: Vec<Spot> = rings.iter().flatten().copied().collect();
    let at = |index: usize| points.get(index).copied().unwrap_or_default();
    let mut path = joined(rings, &at);
    let mut triangles = Vec::new();
    while path.len() > 3 {
        let count = path.len();
        let corner = |ear: usize| {
            [(ear + count - 1) % count, ear, (ear + 1) % count]
                .map(|step| path.get(step).copied().unwrap_or_default())
        };
        let is_flat = |ear: &usize| turn(corner(*ear).map(at)) == 0.0;
        // A corner may be cut off where nothing lies in its triangle; the strict test minds its sides, too.
        let is_ear = |ear: &usize, is_strict: bool| {
            let [a, b, c] = corner(*ear).map(at);
            turn([a, b, c]) > 0.0
                && !path.iter().any(|index| {
                    let point = at(*index);
                    ![a, b, c].contains(&point) && is_inside(point, [a, b, c], is_strict)
                })
        };
        // Where lines cross there may be no ear left; then the smallest corner goes, so that it ends.
        let size = |ear: &usize| turn(corner(*ear).map(at)).abs();
        let ear = (0..count)
            .find(is_flat)
            .or_else(|| (0..count).find(|ear| is_ear(ear, true)))
            .or_else(|| (0..count).find(|ear| is_ear(ear, false)))
            .or_else(|| (0..count).min_by(|a, b| size(a).total_cmp(&size(b))))
            .unwrap_or(0);
        let [a, b, c] = corner(ear);
        if turn([a, b, c].map(at)) > 0.0 {
            triangles.extend([a, b, c]);
        }
        path.remove(ear);
    }
    if let [a, b, c] = path[..]
        && turn([at(a), at(b), at(c)]) > 0.0
    {
        triangles.extend([a, b, c]);
    }
    triangles
}

/// One way round that takes in the holes: out along the edge, across to a hole, around it and back.
fn joined(rings: &[Vec<Spot>], at: &dyn Fn(usize) -> Spot) -> Vec<usize> {
    let mut first = 0;
    let mut paths = rings.iter().enumerate().map(|(number, ring)| {
        let mut path: Vec<usize> = (first..first + ring.len()).collect();
        first += ring.len();
        // The edge runs one way, holes the other.
        if (area(ring) > 0.0) == (number > 0) {
            path.reverse();
        }
        path
    });
    let mut edge = paths.next().unwrap_or_default();
    for hole in paths {
        let pairs = (0..edge.len()).flat_map(|from| (0..hole.len()).map(move |to| (from, to)));
        let length = |(from, to): &(usize, usize)| {
            let end = |path: &[usize], step: usize| at(path.get(step).copied().unwrap_or_default());
            let ([ax, ay], [bx, by]) = (end(&edge, *from), end(&hole, *to));
            (ax - bx).hypot(ay - by)
        };
        // The shortest bridge crosses nothing.
        let Some((from, to)) = pairs.min_by(|a, b| length(a).total_cmp(&length(b))) else {
            continue;
        };
        let (before, after) = (edge.get(..=from), edge.get(from..));
        let (head, tail) = (hole.get(to..), hole.get(..=to));
        edge = [before, head, tail, after].into_iter().flatten().flatten().copied().collect();
    }
    edge
}

/// Twice the area of a triangle; above zero where it turns like an edge.
fn turn([[ax, ay], [bx, by], [cx, cy]]: [Spot; 3]) -> f64 {
    let [ax, ay, bx, by, cx, cy] = [ax, ay, bx, by, cx, cy].map(f64::from);
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

fn is_inside(point: Spot, [a, b, c]: [Spot; 3], with_sides: bool) -> bool {
    let turns = [[a, b, point], [b, c, point], [c, a, point]].map(turn);
    turns.iter().all(|turn| if with_sides { *turn >= 0.0 } else { *turn > 0.0 })
}

/// The area that a ring encloses, with the sign of its way round.
pub fn area(ring: &[Spot]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring
        .iter()
        .zip(next)
        .map(|([ax, ay], [bx, by])| {
            f64::from(*ax) * f64::from(*by) - f64::from(*bx) * f64::from(*ay)
        })
        .sum();
    twice / 2.0
}
